/*
 * Where meetings go that no dossier asks for, by hand (count_scene.h).
 */
#include "tests/unit/count_scene.h"

static void a_meeting_for_the_count_serves_follow_ups(void **state)
{
    (void)state;
    for (int32_t method = 0; method < 2; method++) {
        struct appui_trial trial = {.basin = NULL};
        assert_int_equal(second_meeting(&trial, method == 1, NULL), sample_day("2027-05-19"));
        assert_int_equal(trial.result.plan->meetings[1].n_reviews, 2);
        appui_trial_release(&trial);
    }
}

/** The second date is the only one of the first plan; later all are there again. */
static void a_meeting_for_the_count_stays_where_it_was(void **state)
{
    (void)state;
    for (int32_t kept = 1; kept < 4; kept++) {
        struct appui_draft_dates all = draft.committees.candidates;
        appui_day two[] = {all.items[0], all.items[kept]};
        draft.committees.candidates.n = 2;
        draft.committees.candidates.items = two;
        struct appui_trial before = {.basin = NULL};
        assert_int_equal(second_meeting(&before, false, NULL), two[1]);
        draft.committees.candidates = all;
        for (int32_t method = 0; method < 2; method++) {
            struct appui_trial again = {.basin = NULL};
            assert_int_equal(second_meeting(&again, method == 1, &before), two[1]);
            appui_trial_release(&again);
        }
        appui_trial_release(&before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_meeting_for_the_count_serves_follow_ups, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_meeting_for_the_count_stays_where_it_was, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
