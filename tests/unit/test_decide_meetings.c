/*
 * What decisions make of the committee's meetings: which was held, on which date, and what it left
 * undecided.
 */
#include "tests/unit/decide_stage.h"

/* The meeting of Wednesday deferred j0. On the same day it can be put before that of Friday alone;
 * the file knew two meetings, out of order. */
static void what_a_meeting_deferred_waits_for_the_next_one(void **state)
{
    appui_day dates[] = {0, 0}, before[] = {0, 0};
    struct stage *s = *state;
    submit(s);
    for (int32_t i = 0; i < 2; i++) {
        dates[i] = s->scene.monday + 2 + 2 * i;
        before[i] = s->scene.monday - 7 - 7 * i;
    }
    s->scene.draft.committees.candidates =
        (struct appui_draft_dates){.given = true, .n = 2, .items = dates};
    s->scene.draft.committees.held =
        (struct appui_draft_dates){.given = true, .n = 2, .items = before};
    meet(s, 2);
    row(s, APPUI_DECISION_DEFERRED, NULL);
    decide(s);
    assert_int_equal(s->after->as_of, s->scene.monday + 2);
    assert_int_equal(s->after->meets_from, s->scene.monday + 3);
    assert_int_equal(s->after->committees.n_held, 3);
    assert_int_equal(s->after->committees.held[2], s->scene.monday + 2);
    struct appui_standing *standing = appui_standing_build(s->after);
    assert_non_null(standing);
    assert_int_equal(standing->dates.n, 1);
    assert_int_equal(standing->dates.dates[0].day, s->scene.monday + 4);
    appui_standing_free(standing);
    assert_int_equal(n_told(s, APPUI_EFFECT_HELD), 1);
    assert_int_equal(told(s, APPUI_EFFECT_HELD)->day, s->scene.monday + 2);
}

/* Known already, in a file out of order: it is neither added again nor told. */
static void a_meeting_is_held_once(void **state)
{
    appui_day held[] = {0, 0};
    struct stage *s = *state;
    submit(s);
    held[0] = s->scene.monday + 2;
    held[1] = s->scene.monday - 7;
    s->scene.draft.as_of = s->scene.monday + 2;
    s->scene.draft.committees.held =
        (struct appui_draft_dates){.given = true, .n = 2, .items = held};
    row(s, APPUI_DECISION_DEFERRED, NULL)->day = s->scene.monday + 2;
    decide(s);
    assert_int_equal(s->after->committees.n_held, 2);
    assert_int_equal(n_told(s, APPUI_EFFECT_HELD), 0);
}

static void a_basin_without_committees_holds_none(void **state)
{
    struct stage *s = *state;
    s->scene.projects[0].status = APPUI_SUBMITTED;
    propose_usual(s);
    row(s, APPUI_DECISION_APPROVED, NULL)->day = s->scene.monday + 1;
    decide(s);
    assert_false(s->scene.draft.committees.held.given);
    assert_int_equal(s->after->meets_from, s->scene.monday + 1);
}

/* The plan meets on Wednesday, the row says Thursday: a warning, and today stays. */
static void a_date_that_nobody_expects_moves_nothing(void **state)
{
    struct stage *s = *state;
    submit(s);
    meet(s, 2);
    row(s, APPUI_DECISION_DEFERRED, NULL)->day = s->scene.monday + 3;
    decide(s);
    assert_int_equal(s->faults.items[0].code, APPUI_FAULT_DECIDE_OTHER_DATE_AHEAD);
    assert_int_equal(s->after->as_of, s->before->as_of);
    assert_int_equal(s->after->committees.n_held, 0);
    assert_int_equal(s->after->projects[0].status, APPUI_DEFERRED);
}

static void a_date_confirmed_by_today_was_a_meeting(void **state)
{
    struct stage *s = *state;
    submit(s);
    meet(s, 2);
    s->as_of = s->scene.monday + 3;
    row(s, APPUI_DECISION_DEFERRED, NULL)->day = s->scene.monday + 3;
    decide(s);
    assert_int_equal(s->faults.items[0].code, APPUI_FAULT_DECIDE_OTHER_DATE);
    assert_int_equal(s->after->as_of, s->scene.monday + 3);
    assert_int_equal(s->after->committees.held[0], s->scene.monday + 3);
}

static void a_second_deferral_is_told(void **state)
{
    struct stage *s = *state;
    submit(s);
    s->scene.projects[0].status = APPUI_DEFERRED;
    meet(s, 2);
    row(s, APPUI_DECISION_DEFERRED, NULL);
    decide(s);
    assert_non_null(told(s, APPUI_EFFECT_DEFERRED_AGAIN));
    assert_int_equal(told(s, APPUI_EFFECT_DEFERRED_AGAIN)->day, s->scene.monday + 2);
}

/* Two dossiers are on the agenda, the table speaks of j0. */
static void defer_one_of_two(struct stage *s)
{
    submit(s);
    s->scene.draft.n_projects = 2;
    s->scene.projects[1].status = APPUI_SUBMITTED;
    meet(s, 2);
    s->agenda[1] = 1;
    s->meeting.n_agenda = 2;
    row(s, APPUI_DECISION_DEFERRED, NULL);
}

static void tells_what_a_meeting_left_undecided(void **state)
{
    struct stage *s = *state;
    defer_one_of_two(s);
    decide(s);
    const struct appui_effect *left = told(s, APPUI_EFFECT_UNDECIDED);
    assert_non_null(left);
    assert_int_equal(left->project, 1);
    assert_int_equal(left->day, s->scene.monday + 2);
}

static void a_firm_that_withdraws_is_not_left_undecided(void **state)
{
    struct stage *s = *state;
    defer_one_of_two(s);
    row(s, APPUI_DECISION_WITHDRAWN, NULL)->project = "j1";
    decide(s);
    assert_int_equal(n_told(s, APPUI_EFFECT_UNDECIDED), 0);
}

/* Two lines of a dossier are approved, and the date of the meeting is typed in one of the rows. */
static void the_date_of_one_row_serves_for_the_dossier(void **state)
{
    (void)state;
    for (int32_t dated = 0; dated < 2; dated++) {
        struct stage s;
        set(&s);
        submit(&s);
        s.scene.projects[0].n_needs = 2;
        propose(&s, 0, 0, 2);
        propose(&s, 1, 0, 2);
        row(&s, APPUI_DECISION_APPROVED, "j0/n0");
        row(&s, APPUI_DECISION_APPROVED, "j0/n1");
        s.rows[dated].day = s.scene.monday + 2;
        decide(&s);
        assert_int_equal(s.after->projects[0].status, APPUI_APPROVED);
        assert_int_equal(s.after->projects[0].committee, s.scene.monday + 2);
        assert_int_equal(s.after->as_of, s.scene.monday + 2);
        assert_int_equal(s.after->n_lines, 2);
        strike(&s);
    }
}

static void two_dates_for_one_dossier_are_a_slip(void **state)
{
    struct stage *s = *state;
    submit(s);
    s->scene.projects[0].n_needs = 2;
    propose(s, 0, 0, 2);
    propose(s, 1, 0, 2);
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->day = s->scene.monday + 2;
    row(s, APPUI_DECISION_APPROVED, "j0/n1")->day = s->scene.monday + 3;
    refuse(s, APPUI_FAULT_DECIDE_TWO_DATES, "/decisions/1/date");
}

static void an_approval_without_any_committee_date_is_warned_of(void **state)
{
    (void)state;
    for (int dated = 0; dated < 2; dated++) {
        struct stage s;
        set(&s);
        s.scene.draft.committees.given = true;
        s.scene.draft.projects[0].status = APPUI_SUBMITTED;
        struct appui_decision *said = row(&s, APPUI_DECISION_APPROVED, NULL);
        said->day = dated ? s.scene.monday + 1 : APPUI_ABSENT;
        decide(&s);
        assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_NO_COMMITTEE_DATE), !dated);
        strike(&s);
    }
}

static void without_committees_no_date_is_missed(void **state)
{
    struct stage *s = *state;
    s->scene.draft.projects[0].status = APPUI_SUBMITTED;
    row(s, APPUI_DECISION_APPROVED, NULL);
    decide(s);
    assert_int_equal(s->faults.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(what_a_meeting_deferred_waits_for_the_next_one),
        stage_test(a_meeting_is_held_once),
        stage_test(a_basin_without_committees_holds_none),
        stage_test(a_date_that_nobody_expects_moves_nothing),
        stage_test(a_date_confirmed_by_today_was_a_meeting),
        stage_test(a_second_deferral_is_told),
        stage_test(tells_what_a_meeting_left_undecided),
        stage_test(a_firm_that_withdraws_is_not_left_undecided),
        cmocka_unit_test(the_date_of_one_row_serves_for_the_dossier),
        stage_test(two_dates_for_one_dossier_are_a_slip),
        cmocka_unit_test(an_approval_without_any_committee_date_is_warned_of),
        stage_test(without_committees_no_date_is_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
