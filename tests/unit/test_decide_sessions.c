/*
 * What decisions make of sessions: held, moved, cancelled.
 */
#include "tests/unit/decide_stage.h"

static void the_first_session_held_sets_a_dossier_running(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    row(s, APPUI_DECISION_DONE, NULL)->day = s->scene.monday + 2;
    decide(s);
    assert_session(s, 0, 0, 4, APPUI_SESSION_DONE);
    assert_int_equal(s->after->projects[0].status, APPUI_RUNNING);
    assert_int_equal(s->after->lines[0].state, APPUI_SIGNED);
}

/* A diagnostic is recorded in the file that approves its dossier: it was held before. */
static void a_session_recorded_with_the_approval_sets_nothing_going(void **state)
{
    struct stage *s = *state;
    submit(s);
    s->scene.needs[0][0].phase = APPUI_DIAGNOSTIC;
    agree(s, APPUI_SIGNED);
    row(s, APPUI_DECISION_DONE, NULL)->day = s->scene.monday + 2;
    row(s, APPUI_DECISION_APPROVED, NULL)->day = s->scene.monday + 3;
    decide(s);
    assert_int_equal(s->after->projects[0].status, APPUI_APPROVED);
    assert_session(s, 0, 0, 4, APPUI_SESSION_DONE);
}

static void a_session_held_later_than_today_moves_today(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    row(s, APPUI_DECISION_DONE, NULL)->day = s->scene.monday + 7;
    decide(s);
    assert_int_equal(s->after->as_of, s->scene.monday + 7);
}

static void without_a_date_all_sessions_up_to_today_are_done(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    s->as_of = s->scene.monday + 10;
    row(s, APPUI_DECISION_DONE, NULL);
    decide(s);
    assert_session(s, 0, 0, 4, APPUI_SESSION_DONE);
    assert_session(s, 0, 1, 14, APPUI_SESSION_DONE);
    assert_int_equal(s->after->lines[0].state, APPUI_DONE);
}

static void fewer_days_done_than_planned_cancel_the_later_sessions(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    s->as_of = s->scene.monday + 10;
    row(s, APPUI_DECISION_DONE, NULL)->half_days = 1;
    decide(s);
    assert_session(s, 0, 0, 4, APPUI_SESSION_DONE);
    assert_session(s, 0, 1, 14, APPUI_SESSION_CANCELLED);
    assert_int_equal(s->after->lines[0].half_days, 2);
    assert_int_equal(s->after->lines[0].state, APPUI_SIGNED);
}

static void a_session_that_lasted_longer_raises_the_days(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    struct appui_decision *said = row(s, APPUI_DECISION_DONE, NULL);
    said->day = s->scene.monday + 2;
    said->half_days = 2;
    decide(s);
    assert_int_equal(s->after->lines[0].sessions[0].half, APPUI_FULL);
    assert_int_equal(s->after->lines[0].half_days, 3);
}

/* Two half-days agreed, one dated: what is held unplanned uses the other one. */
static void an_unplanned_session_uses_days_without_a_date_first(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED)->n_sessions = 1;
    struct appui_decision *said = row(s, APPUI_DECISION_DONE, NULL);
    said->day = s->scene.monday + 3;
    said->half = APPUI_PM;
    said->half_days = 1;
    decide(s);
    assert_session(s, 0, 1, 7, APPUI_SESSION_DONE);
    assert_int_equal(s->after->lines[0].half_days, 2);
}

/* e0 is away from the second week on, so that Monday's session cannot be held: what was held on
 * Thursday afternoon stands in for it, and a row that cancels it too, before or after, changes
 * nothing of the days. */
static void an_unplanned_session_stands_in_for_one_that_cannot_stay(void **state)
{
    (void)state;
    for (int32_t i = 0; i < 3; i++) {
        struct stage s;
        set(&s);
        appui_scene_free(&s.scene, &s.scene.experts[0].availability, 0, 13);
        agree(&s, APPUI_SIGNED);
        for (int32_t k = 0; k < 2; k++) {
            bool held = (i == 2) == (k == 1);
            if (held || i > 0) {
                struct appui_decision *said =
                    row(&s, held ? APPUI_DECISION_DONE : APPUI_DECISION_CANCELLED, "j0/n0");
                said->day = s.scene.monday + (held ? 3 : 7);
                said->half = held ? APPUI_PM : APPUI_ABSENT;
                said->half_days = held ? 1 : APPUI_ABSENT;
            }
        }
        decide(&s);
        assert_int_equal(s.after->lines[0].half_days, 2);
        assert_session(&s, 0, 0, 4, APPUI_SESSION_PLANNED);
        assert_session(&s, 0, i == 0 ? 1 : 2, 7, APPUI_SESSION_DONE);
        assert_int_equal(s.after->lines[0].n_sessions, i == 0 ? 2 : 3);
        assert_int_equal(n_told(&s, APPUI_EFFECT_SESSION_MOVED), i == 0);
        assert_int_equal(n_told(&s, APPUI_EFFECT_LINE_DAYS), 0);
        strike(&s);
    }
}

/* Thursday the 4th, and Saturday the 6th. */
static void an_unplanned_session_on_a_day_off_is_warned_of(void **state)
{
    (void)state;
    for (int32_t day = 3; day < 6; day += 2) {
        struct stage s;
        set(&s);
        agree(&s, APPUI_SIGNED)->n_sessions = 1;
        struct appui_decision *said = row(&s, APPUI_DECISION_DONE, NULL);
        said->day = s.scene.monday + day;
        said->half_days = 2;
        decide(&s);
        assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_DONE_DAY_OFF), day == 5);
        assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_DONE_FAR), 0);
        strike(&s);
    }
}

/* Today is Thursday, day 3: four weeks later nothing is said, a day more is a warning unless
 * --as-of says the same. */
static void an_unplanned_session_weeks_ahead_is_warned_of(void **state)
{
    (void)state;
    for (int32_t i = 0; i < 3; i++) {
        struct stage s;
        set(&s);
        s.scene.draft.horizon_end = s.scene.monday + 60;
        agree(&s, APPUI_SIGNED)->n_sessions = 1;
        struct appui_decision *said = row(&s, APPUI_DECISION_DONE, NULL);
        said->day = s.scene.monday + (i == 0 ? 31 : 32);
        said->half_days = 2;
        s.as_of = i == 2 ? said->day : APPUI_ABSENT;
        decide(&s);
        assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_DONE_FAR), i == 1);
        strike(&s);
    }
}

static void a_session_moves_to_a_free_half_day(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    struct appui_decision *said = row(s, APPUI_DECISION_MOVED, NULL);
    said->day = s->scene.monday + 7;
    said->to_day = s->scene.monday + 8;
    said->to_half = APPUI_PM;
    decide(s);
    assert_int_equal(s->after->lines[0].n_sessions, 2);
    assert_session(s, 0, 1, 17, APPUI_SESSION_PLANNED);
}

static void sessions_may_swap_their_dates(void **state)
{
    struct stage *s = *state;
    struct appui_draft_line *line = agree(s, APPUI_SIGNED);
    line->sessions[0].day = s->scene.monday + 8;
    row(s, APPUI_DECISION_MOVED, NULL)->day = s->scene.monday + 7;
    row(s, APPUI_DECISION_MOVED, NULL)->day = s->scene.monday + 8;
    s->rows[0].to_day = s->scene.monday + 8;
    s->rows[1].to_day = s->scene.monday + 7;
    decide(s);
    assert_int_equal(s->after->lines[0].n_sessions, 2);
}

static void a_session_moved_without_a_date_is_to_be_dated_anew(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    row(s, APPUI_DECISION_MOVED, NULL)->day = s->scene.monday + 7;
    decide(s);
    assert_int_equal(s->after->lines[0].n_sessions, 1);
    assert_int_equal(s->after->lines[0].half_days, 2);
}

static void a_line_about_to_end_lets_no_session_move(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    struct appui_decision *said = row(s, APPUI_DECISION_MOVED, NULL);
    said->day = s->scene.monday + 7;
    said->to_day = s->scene.monday + 8;
    row(s, APPUI_DECISION_WITHDRAWN, NULL);
    refuse(s, APPUI_FAULT_DECIDE_CONTRADICTS, "/decisions/1/decision");
}

static void a_session_does_not_move_before_its_committee(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED)->sessions[1].day = s->scene.monday + 8;
    s->scene.draft.committees = appui_sketch_committees();
    s->scene.draft.committees.given = true;
    s->scene.draft.committees.lead_days = 5;
    s->scene.projects[0].committee = s->scene.monday + 2;
    struct appui_decision *said = row(s, APPUI_DECISION_MOVED, NULL);
    said->day = s->scene.monday + 8;
    said->to_day = s->scene.monday + 4;
    refuse(s, APPUI_FAULT_DECIDE_SLOT_WINDOW, "/decisions/0/to_date");
}

static void a_cancelled_session_stays_as_cancelled(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    row(s, APPUI_DECISION_CANCELLED, NULL)->day = s->scene.monday + 7;
    decide(s);
    assert_session(s, 0, 1, 14, APPUI_SESSION_CANCELLED);
    assert_int_equal(s->after->lines[0].half_days, 2);
    assert_int_equal(told(s, APPUI_EFFECT_LINE_UNDATED)->half_days, 1);
}

/* Nothing of a dossier that is over is dated anew: two half-days less one that is not held. */
static void a_session_cancelled_of_a_dossier_that_is_over_takes_its_days(void **state)
{
    static const enum appui_status over[] = {APPUI_WITHDRAWN, APPUI_CLOSED, APPUI_REFUSED};
    (void)state;
    for (size_t i = 0; i < sizeof over / sizeof over[0]; i++) {
        struct stage s;
        set(&s);
        agree(&s, APPUI_SIGNED);
        s.scene.draft.projects[0].status = over[i];
        row(&s, APPUI_DECISION_CANCELLED, NULL)->day = s.scene.monday + 7;
        decide(&s);
        assert_session(&s, 0, 1, 14, APPUI_SESSION_CANCELLED);
        assert_int_equal(s.after->lines[0].half_days, 1);
        assert_int_equal(s.after->lines[0].state, APPUI_SIGNED);
        strike(&s);
    }
}

static void a_session_without_date_of_a_dossier_that_is_over_takes_its_days(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    s->scene.draft.projects[0].status = APPUI_WITHDRAWN;
    row(s, APPUI_DECISION_MOVED, NULL)->day = s->scene.monday + 7;
    decide(s);
    assert_int_equal(s->after->lines[0].n_sessions, 1);
    assert_int_equal(s->after->lines[0].half_days, 1);
}

/* One half-day of two was held; the other is lost, so the line is done. */
static void fewer_days_held_of_a_dossier_that_is_over_end_its_line(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    s->scene.draft.projects[0].status = APPUI_WITHDRAWN;
    s->as_of = s->scene.monday + 10;
    row(s, APPUI_DECISION_DONE, NULL)->half_days = 1;
    decide(s);
    assert_session(s, 0, 0, 4, APPUI_SESSION_DONE);
    assert_session(s, 0, 1, 14, APPUI_SESSION_CANCELLED);
    assert_int_equal(s->after->lines[0].half_days, 1);
    assert_int_equal(s->after->lines[0].state, APPUI_DONE);
}

static void the_last_session_cancelled_of_a_dossier_that_is_over_takes_the_line_out(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    s->scene.draft.projects[0].status = APPUI_WITHDRAWN;
    row(s, APPUI_DECISION_CANCELLED, NULL)->day = s->scene.monday + 2;
    row(s, APPUI_DECISION_CANCELLED, NULL)->day = s->scene.monday + 7;
    decide(s);
    assert_int_equal(s->after->n_lines, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(the_first_session_held_sets_a_dossier_running),
        stage_test(a_session_recorded_with_the_approval_sets_nothing_going),
        stage_test(a_session_held_later_than_today_moves_today),
        stage_test(without_a_date_all_sessions_up_to_today_are_done),
        stage_test(fewer_days_done_than_planned_cancel_the_later_sessions),
        stage_test(a_session_that_lasted_longer_raises_the_days),
        stage_test(an_unplanned_session_uses_days_without_a_date_first),
        cmocka_unit_test(an_unplanned_session_stands_in_for_one_that_cannot_stay),
        cmocka_unit_test(an_unplanned_session_on_a_day_off_is_warned_of),
        cmocka_unit_test(an_unplanned_session_weeks_ahead_is_warned_of),
        stage_test(a_session_moves_to_a_free_half_day),
        stage_test(sessions_may_swap_their_dates),
        stage_test(a_session_moved_without_a_date_is_to_be_dated_anew),
        stage_test(a_line_about_to_end_lets_no_session_move),
        stage_test(a_session_does_not_move_before_its_committee),
        stage_test(a_cancelled_session_stays_as_cancelled),
        cmocka_unit_test(a_session_cancelled_of_a_dossier_that_is_over_takes_its_days),
        stage_test(a_session_without_date_of_a_dossier_that_is_over_takes_its_days),
        stage_test(fewer_days_held_of_a_dossier_that_is_over_end_its_line),
        stage_test(the_last_session_cancelled_of_a_dossier_that_is_over_takes_the_line_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
