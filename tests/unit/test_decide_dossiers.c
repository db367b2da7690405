/*
 * What becomes of a dossier and of its lines: refused, withdrawn, closed, signed.
 */
#include "tests/unit/decide_stage.h"

/* The journal tells what was proposed; the committee has not decided on it. */
static void days_of_a_firm_that_withdraws_were_not_decided_on(void **state)
{
    struct stage *s = *state;
    submit(s);
    propose_usual(s);
    row(s, APPUI_DECISION_WITHDRAWN, NULL);
    decide(s);
    assert_gap(s, 0, APPUI_GAP_WITHDRAWN);
    assert_int_equal(s->result.gaps[0].proposed, 2);
    assert_int_equal(s->result.proposed, 0);
}

static void a_refused_dossier_keeps_the_date_that_refused_it(void **state)
{
    struct stage *s = *state;
    submit(s);
    propose_usual(s);
    meet(s, 2);
    row(s, APPUI_DECISION_REFUSED, NULL);
    decide(s);
    assert_int_equal(s->after->projects[0].status, APPUI_REFUSED);
    assert_int_equal(s->after->projects[0].committee, s->scene.monday + 2);
    assert_int_equal(s->after->n_lines, 0);
    assert_gap(s, 0, APPUI_GAP_REFUSED);
    assert_int_equal(s->result.gaps[0].proposed, 2);
    assert_int_equal(s->result.decided, 0);
}

/* Slot 4 was held; of slot 14 nothing is left: the line has its one half-day, all done. */
static void a_firm_that_withdraws_keeps_what_was_done(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED)->sessions[0].state = APPUI_SESSION_DONE;
    row(s, APPUI_DECISION_WITHDRAWN, NULL);
    decide(s);
    assert_int_equal(s->after->projects[0].status, APPUI_WITHDRAWN);
    assert_int_equal(s->after->lines[0].half_days, 1);
    assert_int_equal(s->after->lines[0].state, APPUI_DONE);
    assert_session(s, 0, 1, 14, APPUI_SESSION_CANCELLED);
    assert_int_equal(n_told(s, APPUI_EFFECT_LINE_UNDATED), 0);
}

/* Slot 4 has passed and may have been held: it stays, and its half-day with it. */
static void a_session_before_today_stays_when_a_firm_withdraws(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    row(s, APPUI_DECISION_WITHDRAWN, NULL);
    decide(s);
    assert_int_equal(s->after->lines[0].half_days, 1);
    assert_int_equal(s->after->lines[0].state, APPUI_SIGNED);
    assert_session(s, 0, 0, 4, APPUI_SESSION_PLANNED);
}

static void a_line_of_which_nothing_is_left_is_taken_out(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_RETAINED);
    s->scene.draft.as_of = s->scene.monday;
    row(s, APPUI_DECISION_CLOSED, NULL);
    decide(s);
    assert_int_equal(s->after->projects[0].status, APPUI_CLOSED);
    assert_int_equal(s->after->n_lines, 0);
}

static void closing_a_need_leaves_the_dossier_open(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED)->sessions[0].state = APPUI_SESSION_DONE;
    s->scene.projects[0].status = APPUI_RUNNING;
    row(s, APPUI_DECISION_CLOSED, "j0/n0");
    decide(s);
    assert_int_equal(s->after->projects[0].status, APPUI_RUNNING);
    assert_int_equal(s->after->lines[0].state, APPUI_DONE);
}

static void retained_lines_are_signed(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_RETAINED);
    row(s, APPUI_DECISION_SIGNED, NULL)->day = s->scene.monday + 4;
    decide(s);
    assert_int_equal(s->after->lines[0].state, APPUI_SIGNED);
    assert_int_equal(s->after->as_of, s->scene.monday + 4);
}

static void a_dossier_is_approved_and_signed_in_one_file(void **state)
{
    struct stage *s = *state;
    submit(s);
    propose_usual(s);
    row(s, APPUI_DECISION_SIGNED, NULL);
    row(s, APPUI_DECISION_APPROVED, NULL);
    decide(s);
    assert_int_equal(s->after->lines[0].state, APPUI_SIGNED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(days_of_a_firm_that_withdraws_were_not_decided_on),
        stage_test(a_refused_dossier_keeps_the_date_that_refused_it),
        stage_test(a_firm_that_withdraws_keeps_what_was_done),
        stage_test(a_session_before_today_stays_when_a_firm_withdraws),
        stage_test(a_line_of_which_nothing_is_left_is_taken_out),
        stage_test(closing_a_need_leaves_the_dossier_open),
        stage_test(retained_lines_are_signed),
        stage_test(a_dossier_is_approved_and_signed_in_one_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
