/*
 * Missed dates, by hand: January 2027, as_of the 11th, candidates the 12th, 19th and 26th. Members
 * p0, p1, p2, who may all chair; j0 is the dossier left out, a test changes one or two things. All
 * of it is told by the file and the meetings alone: no plan is searched for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/mandates.h"
#include "model/missed.h"
#include "model/standing.h"
#include "tests/reference/sketch.h"

#define N 3

struct stage {
    struct appui_draft draft;
    struct appui_draft_partner partners[N];
    struct appui_draft_project projects[N];
    appui_day candidates[N], away[N][N];
    const char *chairs[N];
    struct appui_basin *basin;
    struct appui_standing *standing;
    struct appui_plan *plan;
};

static struct stage stage;

static appui_day january(int32_t day)
{
    return appui_date_from_civil(2027, 1, day);
}

static int set_stage(void **state)
{
    static const char *const partners[] = {"p0", "p1", "p2"}, *const projects[] = {"j0", "j1",
                                                                                   "j2"};
    (void)state;
    memset(&stage, 0, sizeof stage);
    stage.draft = appui_sketch_basin(january(4), january(31));
    stage.draft.as_of = january(11);
    stage.draft.n_partners = stage.draft.n_projects = N;
    stage.draft.partners = stage.partners;
    stage.draft.projects = stage.projects;
    for (int32_t i = 0; i < N; i++) {
        stage.partners[i] = appui_sketch_partner(partners[i]);
        stage.partners[i].absent =
            (struct appui_draft_dates){.given = true, .items = stage.away[i]};
        stage.projects[i] = appui_sketch_project(projects[i]);
        stage.candidates[i] = january(12 + 7 * i);
    }
    stage.draft.committees.given = true;
    stage.draft.committees.candidates =
        (struct appui_draft_dates){.given = true, .n = N, .items = stage.candidates};
    return 0;
}

static int strike_stage(void **state)
{
    (void)state;
    appui_plan_free(stage.plan);
    appui_standing_free(stage.standing);
    appui_basin_free(stage.basin);
    return 0;
}

static void send_away(int32_t partner, int32_t day)
{
    struct appui_draft_dates *absent = &stage.partners[partner].absent;
    stage.away[partner][absent->n++] = january(day);
}

/** Builds the basin, and a plan without meetings. */
static void open_stage(void)
{
    struct appui_faults faults = {.n = 0};
    stage.basin = appui_basin_build(&stage.draft, &faults);
    assert_non_null(stage.basin);
    appui_faults_release(&faults);
    stage.standing = appui_standing_build(stage.basin);
    stage.plan = appui_calloc(1, sizeof *stage.plan);
    assert_true(stage.standing != NULL && stage.plan != NULL);
    stage.plan->calendar = true;
    stage.plan->meetings = appui_arena_alloc(&stage.plan->arena, N, sizeof *stage.plan->meetings);
    stage.plan->project_holes =
        appui_arena_alloc(&stage.plan->arena, 2 * N, sizeof *stage.plan->project_holes);
    assert_true(stage.plan->meetings != NULL && stage.plan->project_holes != NULL);
}

/** The plan meets on a day; j1 is examined, or nobody. */
static void meet(int32_t day, bool examines)
{
    struct appui_meeting *meeting = &stage.plan->meetings[stage.plan->n_meetings++];
    meeting->day = january(day);
    meeting->agenda = appui_arena_alloc(&stage.plan->arena, 1, sizeof *meeting->agenda);
    assert_non_null(meeting->agenda);
    meeting->agenda[0] = 1;
    meeting->n_agenda = examines;
}

/** Judges; what is said of j0 on the n-th date. */
static const struct appui_missed_date *missed(int32_t n)
{
    struct appui_plan *plan = stage.plan;
    if (plan->n_project_holes == 0) {
        plan->n_project_holes =
            appui_mandates_project_holes(stage.basin, stage.standing, plan, plan->project_holes);
        assert_int_equal(appui_missed_fill(stage.basin, stage.standing, plan), 0);
    }
    assert_int_equal(plan->project_holes[0].project, 0);
    assert_int_equal(plan->project_holes[0].n_dates, N);
    assert_int_equal(plan->project_holes[0].dates[n].day, january(12 + 7 * n));
    return &plan->project_holes[0].dates[n];
}

/* Three are asked for. On the 12th p0 and p1 are away: none of them would do alone. On the 19th p1
 * alone is: it would. On the 26th p2 has left, so p0 would not do. */
static void one_absence_mends_a_quorum_that_lacks_one(void **state)
{
    (void)state;
    stage.draft.committees.quorum = 3;
    stage.partners[2].until = january(25);
    send_away(0, 12);
    send_away(1, 12);
    send_away(1, 19);
    send_away(0, 26);
    open_stage();
    for (int32_t n = 0; n < N; n++) {
        assert_int_equal(missed(n)->cause, APPUI_MISSED_NO_QUORUM);
        assert_int_equal(missed(n)->other, APPUI_ABSENT);
    }
    assert_int_equal(missed(0)->n_absent, 2);
    assert_int_equal(missed(0)->n_mending, 0);
    assert_int_equal(missed(1)->n_absent, 1);
    assert_int_equal(missed(1)->absent[0], 1);
    assert_int_equal(missed(1)->n_mending, 1);
    assert_int_equal(missed(1)->mending[0], 1);
    assert_int_equal(missed(2)->n_absent, 2);
    assert_int_equal(missed(2)->n_mending, 0);
}

/* p0 and p1 may chair; with both away either would do, unless the quorum of two asks for p0 or p1
 * and p2, who is away on the 26th. */
static void any_chair_mends_a_meeting_without_one(void **state)
{
    (void)state;
    stage.chairs[0] = "p0";
    stage.chairs[1] = "p1";
    stage.draft.committees.chairs =
        (struct appui_draft_texts){.given = true, .n = 2, .items = stage.chairs};
    stage.draft.committees.quorum = 2;
    for (int32_t p = 0; p < 2; p++) {
        send_away(p, 19);
        send_away(p, 26);
    }
    send_away(2, 26);
    open_stage();
    assert_int_equal(missed(0)->cause, APPUI_MISSED_NOT_CHOSEN);
    assert_int_equal(missed(1)->cause, APPUI_MISSED_NO_CHAIR);
    assert_int_equal(missed(1)->n_mending, 2);
    assert_int_equal(missed(1)->mending[0], 0);
    assert_int_equal(missed(1)->mending[1], 1);
    assert_int_equal(missed(2)->cause, APPUI_MISSED_NO_CHAIR);
    assert_int_equal(missed(2)->n_absent, 3);
    assert_int_equal(missed(2)->n_mending, 0);
}

/* Ready on the 19th: who is away on the 12th does not matter. */
static void a_dossier_not_ready_is_just_that(void **state)
{
    (void)state;
    stage.projects[0].ready = january(19);
    stage.draft.committees.quorum = 3;
    send_away(0, 12);
    open_stage();
    assert_int_equal(missed(0)->cause, APPUI_MISSED_NOT_READY);
    assert_int_equal(missed(0)->n_absent, 1);
    assert_int_equal(missed(0)->n_mending, 0);
    assert_int_equal(missed(1)->cause, APPUI_MISSED_NOT_CHOSEN);
}

/* One dossier a meeting, ten days apart: j1 fills the 19th, which the two others are 7 days from.
 */
static void what_the_plan_meets_for_fills_and_keeps_apart(void **state)
{
    (void)state;
    stage.draft.committees.capacity = 1;
    stage.draft.committees.gap_days = 10;
    open_stage();
    meet(19, true);
    assert_int_equal(missed(0)->cause, APPUI_MISSED_GAP);
    assert_int_equal(missed(0)->other, january(19));
    assert_int_equal(missed(1)->cause, APPUI_MISSED_FULL);
    assert_int_equal(missed(2)->cause, APPUI_MISSED_GAP);
    assert_int_equal(missed(2)->other, january(19));
}

/* The gap is kept, but two meetings are as many as may be held; that of the 12th has room. */
static void a_third_meeting_is_beyond_the_count(void **state)
{
    (void)state;
    stage.draft.committees.count_max = 2;
    stage.draft.committees.gap_days = 7;
    open_stage();
    meet(12, false);
    meet(26, true);
    assert_int_equal(missed(0)->cause, APPUI_MISSED_NOT_CHOSEN);
    assert_int_equal(missed(1)->cause, APPUI_MISSED_COUNT);
    assert_int_equal(missed(2)->cause, APPUI_MISSED_NOT_CHOSEN);
}

/* j2 is known to be examined on the 19th: with p0, the 12th could sit, but is too near to that
 * meeting anyhow, whatever the plan does; without a gap it would do. */
static void no_absence_mends_what_the_file_rules_out_besides(void **state)
{
    (void)state;
    for (int32_t gap_days = 8; gap_days >= 7; gap_days--) {
        (void)set_stage(NULL);
        stage.projects[2].committee = january(19);
        stage.draft.committees.gap_days = gap_days;
        stage.draft.committees.quorum = 3;
        send_away(0, 12);
        open_stage();
        meet(19, false);
        assert_int_equal(missed(0)->cause, APPUI_MISSED_NO_QUORUM);
        assert_int_equal(missed(0)->n_mending, gap_days == 7);
        (void)strike_stage(NULL);
    }
    memset(&stage, 0, sizeof stage);
}

/* The basin says that a meeting was held on the 8th, on which no dossier carries a date: the 12th
 * and the 19th are less than 14 days from it, with or without p0. */
static void a_meeting_that_the_basin_says_was_held_keeps_apart(void **state)
{
    appui_day held[] = {january(8)};
    (void)state;
    stage.draft.committees.held = (struct appui_draft_dates){.given = true, .n = 1, .items = held};
    stage.draft.committees.gap_days = 14;
    stage.draft.committees.quorum = 3;
    send_away(0, 19);
    open_stage();
    assert_int_equal(missed(0)->cause, APPUI_MISSED_GAP);
    assert_int_equal(missed(0)->other, january(8));
    assert_int_equal(missed(1)->cause, APPUI_MISSED_NO_QUORUM);
    assert_int_equal(missed(1)->n_mending, 0);
    assert_int_equal(missed(2)->cause, APPUI_MISSED_NOT_CHOSEN);
}

/* ---- meetings below count.min ---- */

static const struct appui_meeting_hole *meetings_missing(void)
{
    assert_int_equal(appui_missed_fill(stage.basin, stage.standing, stage.plan), 0);
    assert_int_equal(stage.plan->n_meeting_holes, 1);
    return &stage.plan->meeting_holes[0];
}

/* Three are wanted and one is held: the 19th is too near to it, on the 26th the quorum lacks p0. */
static void meetings_below_the_count_are_a_hole_with_each_date(void **state)
{
    (void)state;
    stage.draft.committees.count_min = 3;
    stage.draft.committees.gap_days = 10;
    stage.draft.committees.quorum = 3;
    send_away(0, 26);
    open_stage();
    meet(12, false);
    const struct appui_meeting_hole *hole = meetings_missing();
    assert_int_equal(hole->n_missing, 2);
    assert_int_equal(hole->n_dates, 2);
    assert_int_equal(hole->dates[0].day, january(19));
    assert_int_equal(hole->dates[0].cause, APPUI_MISSED_GAP);
    assert_int_equal(hole->dates[0].other, january(12));
    assert_int_equal(hole->dates[1].cause, APPUI_MISSED_NO_QUORUM);
    assert_int_equal(hole->dates[1].n_mending, 1);
    assert_int_equal(hole->dates[1].mending[0], 0);
}

/* On the 19th p0 is away, and a meeting would be too near to that of the 12th with it, too. */
static void no_absence_mends_a_date_too_near_to_a_meeting_of_the_plan(void **state)
{
    (void)state;
    stage.draft.committees.count_min = 2;
    stage.draft.committees.gap_days = 10;
    stage.draft.committees.quorum = 3;
    send_away(0, 19);
    open_stage();
    meet(12, false);
    const struct appui_meeting_hole *hole = meetings_missing();
    assert_int_equal(hole->dates[0].cause, APPUI_MISSED_NO_QUORUM);
    assert_int_equal(hole->dates[0].n_absent, 1);
    assert_int_equal(hole->dates[0].n_mending, 0);
    assert_int_equal(hole->dates[1].cause, APPUI_MISSED_NOT_CHOSEN);
}

static void meetings_that_reach_the_count_are_no_hole(void **state)
{
    appui_day held[] = {january(5)};
    (void)state;
    stage.draft.committees.count_min = 2;
    stage.draft.committees.held = (struct appui_draft_dates){.given = true, .n = 1, .items = held};
    open_stage();
    meet(12, false);
    assert_int_equal(appui_missed_fill(stage.basin, stage.standing, stage.plan), 0);
    assert_int_equal(stage.plan->n_meeting_holes, 0);
}

static void without_calendar_no_meeting_is_missed(void **state)
{
    (void)state;
    stage.draft.committees.count_min = 2;
    open_stage();
    stage.plan->calendar = false;
    assert_int_equal(appui_missed_meetings(stage.standing, stage.plan), 0);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_stage, strike_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(one_absence_mends_a_quorum_that_lacks_one),
        CASE(any_chair_mends_a_meeting_without_one),
        CASE(a_dossier_not_ready_is_just_that),
        CASE(what_the_plan_meets_for_fills_and_keeps_apart),
        CASE(a_third_meeting_is_beyond_the_count),
        CASE(no_absence_mends_what_the_file_rules_out_besides),
        CASE(a_meeting_that_the_basin_says_was_held_keeps_apart),
        CASE(meetings_below_the_count_are_a_hole_with_each_date),
        CASE(no_absence_mends_a_date_too_near_to_a_meeting_of_the_plan),
        CASE(meetings_that_reach_the_count_are_no_hole),
        CASE(without_calendar_no_meeting_is_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
