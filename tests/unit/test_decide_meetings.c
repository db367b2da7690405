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

/* Two meetings ahead: j0 on Wednesday, j1 on the second Wednesday. */
static void plan_two_meetings(struct stage *s)
{
    set(s);
    submit(s);
    s->scene.draft.n_projects = 2;
    s->scene.projects[1].status = APPUI_SUBMITTED;
    meet(s, 2);
    s->agenda[1] = 1;
    s->meetings[1] = s->meetings[0];
    s->meetings[1].day = s->scene.monday + 9;
    s->meetings[1].agenda = &s->agenda[1];
    s->plan.n_meetings = 2;
}

/* The date of the other meeting is a slip, as long as the planned one is not past. */
static void a_date_of_another_meeting_than_planned_is_warned_of(void **state)
{
    struct stage s;
    (void)state;
    plan_two_meetings(&s);
    row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 9;
    decide(&s);
    assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_PLANNED_DATE), 1);
    assert_string_equal(s.faults.items[0].pointer, "/decisions/0/date");
    strike(&s);
    plan_two_meetings(&s);
    row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 2;
    row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 2;
    s.rows[1].project = "j1";
    decide(&s);
    assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_PLANNED_DATE), 1);
    assert_string_equal(s.faults.items[0].pointer, "/decisions/1/date");
    strike(&s);
    plan_two_meetings(&s);
    s.as_of = s.scene.monday + 9;
    row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 9;
    decide(&s);
    assert_int_equal(s.faults.n, 0);
    strike(&s);
}

/* j1 is decided on as planned, and nothing is said of Wednesday's meeting: it could not be held any
 * more. It may be, once today is after it, or when a row decides on it. */
static void a_meeting_passed_over_is_warned_of(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct stage s;
        plan_two_meetings(&s);
        s.as_of = i == 1 ? s.scene.monday + 9 : APPUI_ABSENT;
        row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 9;
        s.rows[0].project = "j1";
        if (i == 2) {
            row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 2;
        }
        decide(&s);
        assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_MEETING_PASSED_OVER), i == 0 ? 1 : 0);
        assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_PLANNED_DATE), 0);
        strike(&s);
    }
}

/* p0 alone sits and may preside, and is away on Wednesday; a quorum of one member is asked where
 * `quorum` says so. Wednesday's date comes from the row, or from the plan. Two rows of one day are
 * one warning; on the second Wednesday p0 is back. */
static void a_meeting_that_cannot_decide_is_warned_of(void **state)
{
    const char *member[] = {"p0"};
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct stage s;
        appui_day away;
        bool quorum = i == 1;
        plan_two_meetings(&s);
        away = s.scene.monday + 2;
        s.scene.partners[0].absent =
            (struct appui_draft_dates){.given = true, .n = 1, .items = &away};
        s.scene.draft.committees.members =
            (struct appui_draft_texts){.given = true, .n = 1, .items = member};
        s.scene.draft.committees.chairs = s.scene.draft.committees.members;
        s.scene.draft.committees.quorum = quorum ? 1 : APPUI_ABSENT;
        row(&s, APPUI_DECISION_DEFERRED, NULL)->day = i == 2 ? APPUI_ABSENT : away;
        if (i < 3) {
            row(&s, APPUI_DECISION_DEFERRED, NULL)->day = away;
            s.rows[1].project = "j1";
        } else {
            s.rows[0].project = "j1";
            s.rows[0].day = s.scene.monday + 9;
        }
        decide(&s);
        assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_NO_CHAIR), i < 3 ? 1 : 0);
        assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_NO_QUORUM), quorum ? 1 : 0);
        strike(&s);
    }
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
    s->meetings[0].n_agenda = 2;
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

/* One of two proposed lines is approved: of a dossier to be examined the other is dropped with it,
 * of one approved before it stays proposed. */
static void the_other_lines_are_dropped_where_the_dossier_is_examined(void **state)
{
    (void)state;
    for (int examined = 0; examined < 2; examined++) {
        struct stage s;
        set(&s);
        submit(&s);
        s.scene.projects[0].status = examined == 1 ? APPUI_SUBMITTED : APPUI_APPROVED;
        s.scene.projects[0].n_needs = 2;
        propose_usual(&s);
        propose(&s, 1, 0, 1);
        meet(&s, 2);
        row(&s, APPUI_DECISION_APPROVED, "j0/n0")->day = s.scene.monday + 2;
        decide(&s);
        assert_int_equal(s.after->n_lines, 1);
        assert_int_equal(n_told(&s, APPUI_EFFECT_DROPPED), examined);
        assert_int_equal(s.result.n_gaps, examined);
        strike(&s);
    }
}

/* Who refuses or defers the lines has not decided on the dossier, on the agenda or not. */
static void a_dossier_of_which_lines_are_refused_stays_undecided(void **state)
{
    static const enum appui_decision_kind kinds[] = {APPUI_DECISION_REFUSED,
                                                     APPUI_DECISION_DEFERRED};
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct stage s;
        bool on_agenda = i < 2;
        set(&s);
        submit(&s);
        propose_usual(&s);
        meet(&s, on_agenda ? 2 : 3);
        row(&s, kinds[i % 2], "j0/n0")->day = s.scene.monday + 2;
        decide(&s);
        assert_int_equal(s.after->projects[0].status, APPUI_SUBMITTED);
        assert_int_equal(n_told(&s, APPUI_EFFECT_STILL_OPEN), 1);
        assert_int_equal(told(&s, APPUI_EFFECT_STILL_OPEN)->project, 0);
        assert_int_equal(n_told(&s, APPUI_EFFECT_UNDECIDED), on_agenda ? 1 : 0);
        strike(&s);
    }
}

/* One line refused, the other approved: that retains the dossier. */
static void a_dossier_retained_by_another_line_does_not_stay_open(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    s.scene.projects[0].n_needs = 2;
    propose_usual(&s);
    propose(&s, 1, 0, 1);
    meet(&s, 2);
    row(&s, APPUI_DECISION_REFUSED, "j0/n0");
    row(&s, APPUI_DECISION_APPROVED, "j0/n1");
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_APPROVED);
    assert_int_equal(n_told(&s, APPUI_EFFECT_STILL_OPEN), 0);
    assert_int_equal(n_told(&s, APPUI_EFFECT_UNDECIDED), 0);
    strike(&s);
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
        cmocka_unit_test(a_date_of_another_meeting_than_planned_is_warned_of),
        cmocka_unit_test(a_meeting_passed_over_is_warned_of),
        cmocka_unit_test(a_meeting_that_cannot_decide_is_warned_of),
        stage_test(a_second_deferral_is_told),
        cmocka_unit_test(the_other_lines_are_dropped_where_the_dossier_is_examined),
        cmocka_unit_test(a_dossier_of_which_lines_are_refused_stays_undecided),
        cmocka_unit_test(a_dossier_retained_by_another_line_does_not_stay_open),
        stage_test(tells_what_a_meeting_left_undecided),
        stage_test(a_firm_that_withdraws_is_not_left_undecided),
        cmocka_unit_test(the_date_of_one_row_serves_for_the_dossier),
        stage_test(two_dates_for_one_dossier_are_a_slip),
        cmocka_unit_test(an_approval_without_any_committee_date_is_warned_of),
        stage_test(without_committees_no_date_is_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
