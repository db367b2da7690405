/*
 * What a committee leaves undecided beside its agenda: lines that the plan proposes for dossiers
 * that are approved already. On the scene of tests/reference/scene.h, with j0 approved and two
 * needs, j1 submitted; the committee meets on the first Wednesday.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/decide.h"
#include "tests/reference/scene.h"

struct meeting {
    struct appui_scene scene;
    struct appui_plan plan;
    struct appui_plan_line lines[2];
    struct appui_meeting meeting;
    int32_t agenda;
    struct appui_decision rows[2];
    struct appui_decisions decisions;
    struct appui_basin *basin;
    struct appui_standing *standing;
    struct appui_faults faults, outcome;
    struct appui_decide_result result;
};

/* The plan proposes e0 for both needs of j0; on the agenda stands j1. */
static void set(struct meeting *m)
{
    memset(m, 0, sizeof *m);
    appui_scene_set(&m->scene);
    m->scene.draft.n_projects = 2;
    m->scene.draft.projects[0].n_needs = 2;
    m->scene.projects[1].status = APPUI_SUBMITTED;
    m->scene.draft.committees = appui_sketch_committees();
    m->scene.draft.committees.given = true;
    for (int32_t n = 0; n < 2; n++) {
        m->lines[n] = (struct appui_plan_line){
            .need = n, .half_days = 2, .state = APPUI_PROPOSED, .basin_line = -1};
    }
    m->agenda = 1;
    m->meeting = (struct appui_meeting){
        .day = m->scene.monday + 2, .n_agenda = 1, .agenda = &m->agenda, .chair = -1};
    m->plan = (struct appui_plan){
        .n_lines = 2, .lines = m->lines, .n_meetings = 1, .meetings = &m->meeting};
    m->decisions.items = m->rows;
}

static struct appui_decision *row(struct meeting *m, enum appui_decision_kind kind,
                                  const char *project)
{
    struct appui_decision *item = &m->rows[m->decisions.n++];
    *item = appui_decision_empty();
    item->project = project;
    item->kind = kind;
    item->day = m->scene.monday + 2;
    return item;
}

static void decide(struct meeting *m)
{
    m->basin = appui_basin_build(&m->scene.draft, &m->faults);
    assert_non_null(m->basin);
    m->standing = appui_standing_build(m->basin);
    assert_non_null(m->standing);
    struct appui_decide_input in = {m->basin,      m->standing,  &m->plan,
                                    &m->decisions, APPUI_ABSENT, true};
    appui_faults_release(&m->faults);
    assert_int_equal(appui_decide(&in, &m->scene.draft, &m->faults, &m->outcome, &m->result), 0);
    if (m->faults.n_errors > 0)
        fail_msg("refused: %s", appui_fault_text(m->faults.items[0].code)->name);
}

static void strike(struct meeting *m)
{
    appui_decide_result_release(&m->result);
    appui_standing_free(m->standing);
    appui_basin_free(m->basin);
    appui_faults_release(&m->faults);
    appui_faults_release(&m->outcome);
    appui_draft_release(&m->scene.draft);
}

/* How many lines are told as left, and the last of their needs. */
static int32_t left(const struct meeting *m, int32_t *need)
{
    int32_t n = 0;
    for (int32_t i = 0; i < m->result.n_effects; i++) {
        const struct appui_effect *effect = &m->result.effects[i];
        if (effect->kind == APPUI_EFFECT_LINE_UNDECIDED) {
            assert_int_equal(effect->day, m->scene.monday + 2);
            assert_int_equal(effect->expert, 0);
            assert_int_equal(effect->before, 2);
            *need = effect->need;
            n++;
        }
    }
    return n;
}

static void lines_that_no_row_speaks_of_are_told(void **state)
{
    struct meeting m;
    int32_t need = -1;
    (void)state;
    set(&m);
    row(&m, APPUI_DECISION_DEFERRED, "j1");
    decide(&m);
    assert_int_equal(left(&m, &need), 2);
    strike(&m);
}

static void a_row_on_one_need_leaves_the_other(void **state)
{
    struct meeting m;
    int32_t need = -1;
    (void)state;
    set(&m);
    row(&m, APPUI_DECISION_REFUSED, "j0")->need = "j0/n0";
    decide(&m);
    assert_int_equal(left(&m, &need), 1);
    assert_int_equal(need, 1);
    strike(&m);
}

static void a_row_on_the_dossier_leaves_nothing(void **state)
{
    struct meeting m;
    int32_t need = -1;
    (void)state;
    set(&m);
    row(&m, APPUI_DECISION_APPROVED, "j0");
    decide(&m);
    assert_int_equal(left(&m, &need), 0);
    strike(&m);
}

/* A firm that withdraws asks for nothing more; the other row is the committee's. */
static void a_firm_that_withdraws_leaves_nothing(void **state)
{
    struct meeting m;
    int32_t need = -1;
    (void)state;
    set(&m);
    row(&m, APPUI_DECISION_DEFERRED, "j1");
    row(&m, APPUI_DECISION_WITHDRAWN, "j0");
    decide(&m);
    assert_int_equal(left(&m, &need), 0);
    strike(&m);
}

/* Between two meetings: what the committee would be asked has not come before it yet. */
static void a_table_of_what_happened_forgets_nothing(void **state)
{
    struct meeting m;
    int32_t need = -1;
    (void)state;
    set(&m);
    row(&m, APPUI_DECISION_WITHDRAWN, "j1");
    decide(&m);
    assert_int_equal(left(&m, &need), 0);
    strike(&m);
    set(&m);
    struct appui_decision *urgent = row(&m, APPUI_DECISION_REFUSED, "j0");
    urgent->need = "j0/n0";
    urgent->day = APPUI_ABSENT;
    decide(&m);
    assert_int_equal(left(&m, &need), 0);
    strike(&m);
}

/* The meeting is known to have been held: a row typed afterwards mends its table. */
static void a_late_row_of_a_meeting_held_forgets_nothing(void **state)
{
    struct meeting m;
    int32_t need = -1;
    (void)state;
    set(&m);
    appui_day held = m.scene.monday + 2;
    m.scene.draft.committees.held =
        (struct appui_draft_dates){.given = true, .n = 1, .items = &held};
    m.scene.draft.as_of = held;
    m.plan.n_meetings = 0;
    row(&m, APPUI_DECISION_DEFERRED, "j1");
    decide(&m);
    assert_int_equal(left(&m, &need), 0);
    strike(&m);
}

static void a_basin_without_committees_has_no_meeting_to_forget_at(void **state)
{
    struct meeting m;
    int32_t need = -1;
    (void)state;
    set(&m);
    m.scene.draft.committees = appui_sketch_committees();
    m.plan.n_meetings = 0;
    row(&m, APPUI_DECISION_DEFERRED, "j1");
    decide(&m);
    assert_int_equal(left(&m, &need), 0);
    strike(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_that_no_row_speaks_of_are_told),
        cmocka_unit_test(a_row_on_one_need_leaves_the_other),
        cmocka_unit_test(a_row_on_the_dossier_leaves_nothing),
        cmocka_unit_test(a_firm_that_withdraws_leaves_nothing),
        cmocka_unit_test(a_table_of_what_happened_forgets_nothing),
        cmocka_unit_test(a_late_row_of_a_meeting_held_forgets_nothing),
        cmocka_unit_test(a_basin_without_committees_has_no_meeting_to_forget_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
