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

/* An agreed line on Wednesday and on the second Monday, which the plan keeps, with a third half-day
 * that the plan dates on the second Tuesday. */
static void date_the_rest(struct stage *s)
{
    agree(s, APPUI_RETAINED)->half_days = 3;
    struct appui_plan_line *line = propose(s, 0, 0, 3);
    line->state = APPUI_RETAINED;
    line->basin_line = 0;
    date(s, line, 4);
    date(s, line, 14);
    date(s, line, 16);
}

/* Cancelled, or moved away without a date: the plan's date on that half-day came
 * before. Whichever row comes first, its half-days stay agreed, to be dated; the other date of the
 * plan is taken. */
static void an_approval_dates_nothing_where_a_row_calls_a_session_off(void **state)
{
    (void)state;
    for (int i = 0; i < 8; i++) {
        struct stage s;
        bool later = i % 2 == 1, moved = i / 2 % 2 == 1;
        set(&s);
        date_the_rest(&s);
        if (later)
            row(&s, APPUI_DECISION_APPROVED, i < 4 ? NULL : "j0/n0");
        row(&s, moved ? APPUI_DECISION_MOVED : APPUI_DECISION_CANCELLED, "j0/n0")->day =
            s.scene.monday + 7;
        if (!later)
            row(&s, APPUI_DECISION_APPROVED, i < 4 ? NULL : "j0/n0");
        decide(&s);
        assert_int_equal(s.after->lines[0].half_days, 3);
        assert_int_equal(s.after->lines[0].n_sessions, moved ? 2 : 3);
        assert_session(&s, 0, 0, 4, APPUI_SESSION_PLANNED);
        if (!moved)
            assert_session(&s, 0, 1, 14, APPUI_SESSION_CANCELLED);
        assert_session(&s, 0, moved ? 1 : 2, 16, APPUI_SESSION_PLANNED);
        assert_int_equal(n_told(&s, APPUI_EFFECT_SESSION_DATED), 1);
        strike(&s);
    }
}

/* The plan has no other date for the line: there is nothing to approve. */
static void a_date_called_off_is_nothing_to_approve(void **state)
{
    struct stage *s = *state;
    date_the_rest(s);
    s->lines[0].n_sessions = 2;
    row(s, APPUI_DECISION_APPROVED, "j0/n0");
    row(s, APPUI_DECISION_CANCELLED, "j0/n0")->day = s->scene.monday + 7;
    refuse(s, APPUI_FAULT_DECIDE_NOTHING_PROPOSED, "/decisions/0/decision");
}

/* e0 is away from the second week on: the plan has the first Friday instead. Wednesday is
 * cancelled, and its half-day makes no room for Friday while Monday's session waits for it. */
static void a_session_called_off_leaves_the_new_date_to_the_one_that_cannot_stay(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_RETAINED);
    s->scene.draft.as_of = s->scene.monday;
    appui_scene_free(&s->scene, &s->scene.experts[0].availability, 0, 13);
    struct appui_plan_line *line = propose(s, 0, 0, 2);
    line->state = APPUI_RETAINED;
    line->basin_line = 0;
    date(s, line, 4);
    date(s, line, 8);
    row(s, APPUI_DECISION_APPROVED, NULL);
    row(s, APPUI_DECISION_CANCELLED, "j0/n0")->day = s->scene.monday + 2;
    decide(s);
    assert_int_equal(s->after->lines[0].half_days, 2);
    assert_int_equal(s->after->lines[0].n_sessions, 2);
    assert_session(s, 0, 0, 4, APPUI_SESSION_CANCELLED);
    assert_session(s, 0, 1, 8, APPUI_SESSION_PLANNED);
    assert_int_equal(told(s, APPUI_EFFECT_SESSION_MOVED)->from.day, s->scene.monday + 7);
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
        cmocka_unit_test(an_approval_dates_nothing_where_a_row_calls_a_session_off),
        stage_test(a_date_called_off_is_nothing_to_approve),
        stage_test(a_session_called_off_leaves_the_new_date_to_the_one_that_cannot_stay),
        stage_test(a_diagnostic_before_the_meeting_keeps_its_dates),
        stage_test(a_diagnostic_ordered_at_the_meeting_comes_after_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
