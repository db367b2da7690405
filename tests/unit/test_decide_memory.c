/*
 * Decisions when memory fails.
 */
#include "tests/unit/decide_stage.h"

static void fill_for_memory(struct stage *s)
{
    set(s);
    agree(s, APPUI_RETAINED);
    s->scene.projects[0].n_needs = 2;
    date(s, propose(s, 1, 0, 2), 16);
    row(s, APPUI_DECISION_DONE, "j0/n0")->day = s->scene.monday + 2;
    struct appui_decision *said = row(s, APPUI_DECISION_MOVED, "j0/n0");
    said->day = s->scene.monday + 7;
    said->to_day = s->scene.monday + 10;
    row(s, APPUI_DECISION_APPROVED, "j0/n1")->half_days = 1;
    row(s, APPUI_DECISION_SIGNED, NULL);
}

static void decisions_survive_every_failed_allocation(void **state)
{
    (void)state;
    for (long n = 1;; n++) {
        struct stage s;
        fill_for_memory(&s);
        struct appui_decide_input in = gather(&s);
        appui_memory_fail_after(n);
        int failed = appui_decide(&in, &s.scene.draft, &s.faults, &s.outcome, &s.result);
        appui_memory_fail_after(0);
        assert_true(failed != 0 || (s.faults.n_errors == 0 && s.outcome.n_errors == 0));
        strike(&s);
        if (failed == 0) {
            assert_true(n > 50);
            return;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decisions_survive_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
