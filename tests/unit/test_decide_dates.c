/*
 * Which of the plan's dates a decision takes, by the day on which it is taken.
 */
#include "tests/unit/decide_stage.h"

/* Decided on the first Friday: support starts five days later, on the second Wednesday. */
static void a_later_committee_costs_the_sessions_before_its_lead_days(void **state)
{
    struct stage *s = *state;
    submit(s);
    propose_usual(s);
    meet(s, 2);
    row(s, APPUI_DECISION_APPROVED, NULL)->day = s->scene.monday + 4;
    decide(s);
    assert_int_equal(s->after->projects[0].committee, s->scene.monday + 4);
    assert_int_equal(s->after->lines[0].half_days, 2);
    assert_int_equal(s->after->lines[0].n_sessions, 1);
    assert_session(s, 0, 0, 20, APPUI_SESSION_PLANNED);
    assert_gap(s, 0, APPUI_GAP_DATE_CHANGED);
}

/* The dossier was approved before; on the second Tuesday the committee takes what the plan proposes
 * for that day and for Thursday. */
static void a_session_up_to_the_decision_was_never_agreed(void **state)
{
    struct stage *s = *state;
    propose_usual(s);
    row(s, APPUI_DECISION_APPROVED, NULL)->day = s->scene.monday + 8;
    decide(s);
    assert_int_equal(s->after->lines[0].half_days, 2);
    assert_int_equal(s->after->lines[0].n_sessions, 1);
    assert_session(s, 0, 0, 20, APPUI_SESSION_PLANNED);
    assert_int_equal(told(s, APPUI_EFFECT_SESSION_NOT_AGREED)->from.day, s->scene.monday + 8);
    assert_int_equal(told(s, APPUI_EFFECT_SESSION_NOT_AGREED)->day, s->scene.monday + 9);
    assert_int_equal(told(s, APPUI_EFFECT_RETAINED)->n_undated, 1);
}

/* Agreed days that the plan dates on Wednesday and on the second Tuesday. */
static void date_agreed_days(struct stage *s)
{
    appui_scene_line(&s->scene, "j0/n0", "e0", 2);
    struct appui_plan_line *line = propose(s, 0, 0, 2);
    line->state = APPUI_SIGNED;
    line->basin_line = 0;
    date(s, line, 4);
    date(s, line, 16);
}

/* On Thursday nobody agrees to Wednesday: what was held then is recorded as done. A row about the
 * dossier and one about the line tell it once. */
static void a_date_of_agreed_days_up_to_the_decision_is_not_taken(void **state)
{
    struct stage *s = *state;
    date_agreed_days(s);
    row(s, APPUI_DECISION_APPROVED, NULL)->day = s->scene.monday + 3;
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->day = s->scene.monday + 3;
    decide(s);
    assert_int_equal(s->after->lines[0].n_sessions, 1);
    assert_session(s, 0, 0, 16, APPUI_SESSION_PLANNED);
    assert_int_equal(told(s, APPUI_EFFECT_DATE_NOT_AGREED)->from.day, s->scene.monday + 2);
    assert_int_equal(told(s, APPUI_EFFECT_DATE_NOT_AGREED)->day, s->scene.monday + 4);
    assert_int_equal(n_told(s, APPUI_EFFECT_DATE_NOT_AGREED), 1);
}

/* The calendar in force gave Wednesday too: it may have been held, and is to be confirmed. */
static void a_date_that_the_calendar_gave_before_is_taken(void **state)
{
    struct stage *s = *state;
    date_agreed_days(s);
    struct appui_date_half given = {s->scene.monday + 2, APPUI_AM};
    struct appui_previous_pair pair = {0, 0, 0, 1, &given};
    struct appui_previous previous = {.n_agreed = 1, .agreed = &pair};
    s->plan.previous = &previous;
    row(s, APPUI_DECISION_APPROVED, NULL)->day = s->scene.monday + 3;
    decide(s);
    assert_session(s, 0, 0, 4, APPUI_SESSION_PLANNED);
    assert_session(s, 0, 1, 16, APPUI_SESSION_PLANNED);
    assert_int_equal(n_told(s, APPUI_EFFECT_DATE_NOT_AGREED), 0);
    assert_int_equal(told(s, APPUI_EFFECT_SESSION_DATED)->day, s->scene.monday + 4);
}

/* All of them are over: the row has been answered, and is no fault. */
static void dates_that_are_all_over_are_told_and_no_fault(void **state)
{
    struct stage *s = *state;
    date_agreed_days(s);
    row(s, APPUI_DECISION_APPROVED, NULL)->day = s->scene.monday + 10;
    decide(s);
    assert_int_equal(s->after->lines[0].n_sessions, 0);
    assert_int_equal(s->after->lines[0].half_days, 2);
    assert_non_null(told(s, APPUI_EFFECT_DATE_NOT_AGREED));
}

/* In the same table, whichever row comes first. */
static void a_session_held_on_a_date_that_is_not_taken_is_recorded(void **state)
{
    struct stage *s = *state;
    date_agreed_days(s);
    row(s, APPUI_DECISION_APPROVED, NULL)->day = s->scene.monday + 3;
    struct appui_decision *held = row(s, APPUI_DECISION_DONE, "j0/n0");
    held->day = s->scene.monday + 2;
    held->half = APPUI_AM;
    held->half_days = 1;
    decide(s);
    assert_int_equal(n_told(s, APPUI_EFFECT_DATE_NOT_AGREED), 0);
    assert_session(s, 0, 0, 4, APPUI_SESSION_DONE);
    assert_session(s, 0, 1, 16, APPUI_SESSION_PLANNED);
}

/* Examined on the second Friday: the diagnostic dated before can only have been held. */
static void a_diagnostic_before_the_meeting_keeps_its_dates(void **state)
{
    struct stage *s = *state;
    submit(s);
    s->scene.needs[0][0].phase = APPUI_DIAGNOSTIC;
    propose_usual(s);
    meet(s, 11);
    row(s, APPUI_DECISION_APPROVED, NULL);
    decide(s);
    assert_int_equal(s->after->projects[0].status, APPUI_APPROVED);
    assert_session(s, 0, 0, 16, APPUI_SESSION_PLANNED);
    assert_session(s, 0, 1, 20, APPUI_SESSION_PLANNED);
    assert_int_equal(n_told(s, APPUI_EFFECT_SESSION_NOT_AGREED), 0);
}

/* A need alone orders the diagnostic and examines nothing: it is yet to come. */
static void a_diagnostic_ordered_at_the_meeting_comes_after_it(void **state)
{
    struct stage *s = *state;
    submit(s);
    s->scene.needs[0][0].phase = APPUI_DIAGNOSTIC;
    propose_usual(s);
    meet(s, 11);
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->day = s->scene.monday + 8;
    decide(s);
    assert_int_equal(s->after->projects[0].status, APPUI_SUBMITTED);
    assert_int_equal(s->after->lines[0].n_sessions, 1);
    assert_session(s, 0, 0, 20, APPUI_SESSION_PLANNED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(a_later_committee_costs_the_sessions_before_its_lead_days),
        stage_test(a_session_up_to_the_decision_was_never_agreed),
        stage_test(a_date_of_agreed_days_up_to_the_decision_is_not_taken),
        stage_test(a_date_that_the_calendar_gave_before_is_taken),
        stage_test(dates_that_are_all_over_are_told_and_no_fault),
        stage_test(a_session_held_on_a_date_that_is_not_taken_is_recorded),
        stage_test(a_diagnostic_before_the_meeting_keeps_its_dates),
        stage_test(a_diagnostic_ordered_at_the_meeting_comes_after_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
