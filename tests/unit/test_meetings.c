/*
 * Meetings: what is judged of committee dates before any plan chooses, by hand.
 *
 * January 2027, as_of the 11th. Members p0, p1, p2, who may all chair; dossiers j0, j1, j2, without
 * needs, submitted and ready at once. Candidates are the 12th, the 19th and the 26th; a test
 * changes one or two things.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/meetings.h"
#include "model/standing.h"
#include "tests/reference/sketch.h"

#define N 3

struct stage {
    struct appui_draft draft;
    struct appui_draft_partner partners[N];
    struct appui_draft_project projects[N];
    struct appui_draft_skill skill;
    struct appui_draft_level level;
    struct appui_draft_expert expert;
    struct appui_draft_need need;
    struct appui_draft_line line;
    struct appui_draft_session session;
    appui_day candidates[N], away[N], held[N];
    const char *chairs[N];
    struct appui_basin *basin;
    struct appui_standing *standing;
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
    appui_standing_free(stage.standing);
    appui_basin_free(stage.basin);
    return 0;
}

static const struct appui_meeting_dates *judge(void)
{
    struct appui_faults faults = {.n = 0};
    (void)strike_stage(NULL);
    stage.basin = appui_basin_build(&stage.draft, &faults);
    if (!stage.basin) {
        fail_msg("the stage is no basin: %s", appui_fault_text(faults.items[0].code)->name);
    }
    appui_faults_release(&faults);
    stage.standing = appui_standing_build(stage.basin);
    assert_non_null(stage.standing);
    return &stage.standing->dates;
}

static const struct appui_meeting_date *date_of(int32_t day)
{
    const struct appui_meeting_dates *dates = judge();
    for (int32_t i = 0; i < dates->n; i++) {
        if (dates->dates[i].day == january(day)) {
            return &dates->dates[i];
        }
    }
    fail_msg("the %d of January is no date", (int)day);
    return NULL;
}

/** p0 and p1 are away on the days given; 0: none. */
static void send_away(int32_t p0, int32_t p1)
{
    int32_t days[] = {p0, p1};
    for (int32_t p = 0; p < 2; p++) {
        stage.away[p] = january(days[p]);
        stage.partners[p].absent =
            (struct appui_draft_dates){.given = true, .n = days[p] > 0, .items = &stage.away[p]};
    }
}

static void know(int32_t project, enum appui_status status, int32_t day)
{
    stage.projects[project].status = status;
    stage.projects[project].committee = january(day);
}

static bool may_examine(int32_t day, int32_t project)
{
    const struct appui_meeting_date *date = date_of(day);
    return appui_meetings_may_examine(stage.basin, stage.standing, date, project);
}

static void candidates_from_as_of_on_are_open(void **state)
{
    (void)state;
    const struct appui_meeting_dates *dates = judge();
    assert_int_equal(dates->n, 3);
    for (int32_t i = 0; i < 3; i++) {
        assert_int_equal(dates->dates[i].day, january(12 + 7 * i));
        assert_true(dates->dates[i].open && dates->dates[i].can_examine);
        assert_false(dates->dates[i].settled);
        assert_int_equal(dates->dates[i].room, INT32_MAX);
    }
    assert_int_equal(dates->n_held, 0);
    assert_int_equal(dates->n_open_max, INT32_MAX);
    assert_int_equal(dates->count_min, 0);
    stage.draft.as_of = january(13);
    stage.draft.horizon_end = january(25);
    assert_int_equal(judge()->n, 1);
}

static void fixed_dates_with_a_quorum_are_settled(void **state)
{
    (void)state;
    stage.draft.committees.fixed = stage.draft.committees.candidates;
    stage.draft.committees.candidates = (struct appui_draft_dates){.given = false};
    stage.draft.committees.quorum = 3;
    stage.draft.committees.gap_days = 30;
    stage.draft.committees.count_max = 0; /* gap and count speak of candidates */
    send_away(19, 0);
    assert_true(date_of(12)->settled && date_of(26)->settled && date_of(12)->can_examine);
    assert_false(date_of(19)->settled || date_of(19)->open || date_of(19)->can_examine);
    assert_int_equal(judge()->n_held, 2);
}

/* Two of three are asked for: one may be away, not two, nor one where another has left. */
static void a_quorum_counts_members_present(void **state)
{
    (void)state;
    stage.draft.committees.quorum = 2;
    send_away(19, 0);
    assert_true(date_of(19)->open);
    assert_int_equal(date_of(19)->n_present, 2);
    assert_int_equal(date_of(19)->n_absent, 1);
    send_away(19, 19);
    assert_false(date_of(19)->open);
    send_away(19, 0);
    stage.partners[2].until = january(18);
    assert_false(date_of(19)->open);
    assert_int_equal(date_of(19)->n_present, 1);
    assert_int_equal(date_of(19)->n_absent, 1); /* p2 has no seat any more */
    stage.partners[2].until = january(19);
    assert_true(date_of(19)->open);
}

/* p1 and p0 may chair, in this order. */
static void the_first_chair_present_chairs(void **state)
{
    (void)state;
    assert_int_equal(date_of(19)->chair, 0);
    stage.chairs[0] = "p1";
    stage.chairs[1] = "p0";
    stage.draft.committees.chairs =
        (struct appui_draft_texts){.given = true, .n = 2, .items = stage.chairs};
    assert_int_equal(date_of(19)->chair, 1);
    send_away(0, 19);
    assert_int_equal(date_of(19)->chair, 0);
    assert_true(date_of(19)->open);
    send_away(19, 19);
    assert_int_equal(date_of(19)->chair, -1);
    assert_false(date_of(19)->open || date_of(19)->can_examine);
}

/* A meeting of the 15th is 4 days from the 19th and 3 from the 12th. */
static void open_dates_keep_the_gap_to_what_is_known(void **state)
{
    (void)state;
    know(0, APPUI_APPROVED, 15);
    stage.draft.committees.gap_days = 3;
    assert_true(date_of(12)->open && date_of(19)->open);
    stage.draft.committees.gap_days = 4;
    assert_false(date_of(12)->open || date_of(12)->can_examine);
    assert_true(date_of(19)->open && date_of(15)->settled);
    stage.draft.committees.gap_days = 5;
    assert_false(date_of(19)->open);
    assert_true(date_of(26)->open);
}

/* The 8th is past; so is the 3rd, which lies before the horizon and binds nothing. */
static void open_dates_keep_the_gap_to_past_meetings(void **state)
{
    (void)state;
    stage.draft.committees.gap_days = 5;
    know(0, APPUI_RUNNING, 8);
    assert_false(date_of(12)->open);
    know(0, APPUI_SUBMITTED, 8); /* held, though nothing was decided on j0 */
    assert_false(date_of(12)->open);
    know(0, APPUI_DEFERRED, 8); /* a deferral clears the date */
    assert_true(date_of(12)->open);
    know(0, APPUI_WITHDRAWN, 8);
    assert_true(date_of(12)->open);
    stage.draft.committees.gap_days = 10;
    know(0, APPUI_RUNNING, 3);
    assert_true(date_of(12)->open);
}

/* Two meetings are known, one of them past; a third dossier shares a date. */
static void known_meetings_count(void **state)
{
    (void)state;
    know(0, APPUI_APPROVED, 8);
    know(1, APPUI_SUBMITTED, 15);
    know(2, APPUI_REFUSED, 15);
    stage.draft.committees.count_min = 2;
    stage.draft.committees.count_max = 3;
    const struct appui_meeting_dates *dates = judge();
    assert_int_equal(dates->n_held, 2);
    assert_int_equal(dates->n_open_max, 1);
    assert_int_equal(dates->count_min, 2);
    assert_true(date_of(19)->open);
    stage.draft.committees.count_max = 2;
    assert_int_equal(judge()->n_open_max, 0);
    assert_false(date_of(19)->open || date_of(19)->can_examine);
    stage.draft.committees.count_min = stage.draft.committees.count_max = 1;
    assert_int_equal(judge()->n_open_max, 0); /* what is known may exceed the count */
}

/** Meetings were held on these days; 0: none. */
static void hold(int32_t first, int32_t second)
{
    stage.held[0] = january(first);
    stage.held[1] = january(second);
    stage.draft.committees.held = (struct appui_draft_dates){
        .given = true, .n = (first > 0) + (second > 0), .items = stage.held};
}

/* Today is the 12th. Once its meeting was held, j0, who was to be examined then and was not, waits
 * for the 19th; before, the 12th is its date. */
static void nothing_is_put_before_a_meeting_that_was_held(void **state)
{
    (void)state;
    stage.draft.as_of = january(12);
    assert_true(may_examine(12, 1));
    know(0, APPUI_SUBMITTED, 12);
    assert_int_equal(judge()->n, 3);
    hold(12, 0);
    const struct appui_meeting_dates *dates = judge();
    assert_int_equal(dates->n, 2);
    assert_int_equal(dates->dates[0].day, january(19));
    assert_int_equal(dates->n_held, 1);
    assert_int_equal(stage.basin->meets_from, january(13));
    assert_true(may_examine(19, 0) && may_examine(19, 1));
    assert_int_equal(appui_meetings_held_after(stage.basin, january(11)), january(12));
    assert_int_equal(appui_meetings_held_after(stage.basin, january(12)), APPUI_ABSENT);
}

/* A meeting that only deferred leaves no date on a dossier, yet it was held: the 8th is 4 days from
 * the 12th. In the file dates stand in any order; the 3rd lies before the horizon. */
static void meetings_held_keep_the_gap_and_count(void **state)
{
    (void)state;
    stage.draft.committees.count_max = 3;
    hold(8, 3);
    know(0, APPUI_APPROVED, 8); /* the same meeting counts once */
    assert_int_equal(judge()->n_held, 1);
    assert_int_equal(judge()->n_open_max, 2);
    assert_int_equal(stage.basin->meets_from, january(11));
    stage.draft.committees.gap_days = 4;
    assert_true(date_of(12)->open);
    stage.draft.committees.gap_days = 5;
    assert_false(date_of(12)->open);
}

/* Two dossiers on the 19th fill it; what was refused or approved takes room, what is withdrawn or
 * deferred does not. */
static void known_dates_take_up_capacity(void **state)
{
    (void)state;
    stage.draft.committees.capacity = 2;
    know(0, APPUI_REFUSED, 19);
    assert_int_equal(date_of(19)->room, 1);
    assert_true(may_examine(19, 2));
    know(1, APPUI_APPROVED, 19);
    assert_int_equal(date_of(19)->room, 0);
    assert_false(may_examine(19, 2));
    know(1, APPUI_DEFERRED, 19);
    assert_int_equal(date_of(19)->room, 1);
    know(0, APPUI_WITHDRAWN, 19);
    assert_int_equal(date_of(19)->room, 2);
    assert_false(date_of(19)->settled);
    stage.draft.committees.capacity = 1;
    know(0, APPUI_APPROVED, 19);
    know(1, APPUI_APPROVED, 19);
    assert_int_equal(date_of(19)->room, 0); /* more are known than fit: taken as given */
}

/* A known date without quorum is held, and examines nobody else. */
static void a_settled_meeting_needs_a_quorum_for_new_dossiers(void **state)
{
    (void)state;
    know(0, APPUI_SUBMITTED, 20);
    assert_true(may_examine(20, 1));
    stage.draft.committees.quorum = 3;
    send_away(20, 0);
    assert_true(date_of(20)->settled);
    assert_false(may_examine(20, 1));
}

/* j0 is ready on the 19th; its agreed diagnostic of the 20th comes before any meeting. */
static void a_dossier_is_examined_once_ready_and_diagnosed(void **state)
{
    (void)state;
    stage.projects[0].ready = january(19);
    assert_false(may_examine(12, 0));
    assert_true(may_examine(19, 0));
    assert_int_equal(stage.standing->examined_from[0], january(19));
    assert_int_equal(stage.standing->examined_from[1], january(12));
    stage.draft.n_skills = stage.draft.n_experts = stage.draft.n_lines = 1;
    stage.skill = appui_sketch_skill("s", NULL);
    stage.level = (struct appui_draft_level){"s", 3};
    stage.expert = appui_sketch_expert("e0", "p0", &stage.level);
    stage.need = appui_sketch_need("j0/n0", "s", 1);
    stage.need.phase = APPUI_DIAGNOSTIC;
    stage.session = (struct appui_draft_session){.day = january(20), .half = APPUI_AM};
    stage.line = (struct appui_draft_line){.need = "j0/n0",
                                           .expert = "e0",
                                           .half_days = 1,
                                           .state = APPUI_SIGNED,
                                           .n_sessions = 1,
                                           .sessions = &stage.session};
    stage.draft.skills = &stage.skill;
    stage.draft.experts = &stage.expert;
    stage.draft.lines = &stage.line;
    stage.projects[0].needs = &stage.need;
    stage.projects[0].n_needs = 1;
    assert_false(may_examine(19, 0));
    assert_true(may_examine(26, 0));
    stage.session.day = january(19);
    assert_false(may_examine(19, 0)); /* before the meeting, not on its day */
    stage.session.state = APPUI_SESSION_CANCELLED;
    assert_true(may_examine(19, 0));
}

/* Weight 1 is 1000 thousandths; the horizon ends on the 31st. */
static void waiting_counts_weighted_days_from_ready(void **state)
{
    (void)state;
    stage.projects[0].ready = january(9);
    stage.projects[0].weight = 1500;
    (void)judge();
    assert_int_equal(appui_meetings_waiting(stage.basin, 0, january(19)), 15000);
    assert_int_equal(appui_meetings_waiting(stage.basin, 0, APPUI_ABSENT), 23 * 1500);
    assert_int_equal(appui_meetings_waiting(stage.basin, 1, january(19)), 15000);
    assert_int_equal(appui_meetings_waiting(stage.basin, 0, january(9)), 0);
}

static void without_committees_there_is_no_date(void **state)
{
    (void)state;
    know(0, APPUI_APPROVED, 19);
    stage.draft.committees = appui_sketch_committees();
    assert_int_equal(judge()->n, 0);
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, set_stage, strike_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(candidates_from_as_of_on_are_open),
        STAGE_TEST(fixed_dates_with_a_quorum_are_settled),
        STAGE_TEST(a_quorum_counts_members_present),
        STAGE_TEST(the_first_chair_present_chairs),
        STAGE_TEST(open_dates_keep_the_gap_to_what_is_known),
        STAGE_TEST(open_dates_keep_the_gap_to_past_meetings),
        STAGE_TEST(known_meetings_count),
        STAGE_TEST(nothing_is_put_before_a_meeting_that_was_held),
        STAGE_TEST(meetings_held_keep_the_gap_and_count),
        STAGE_TEST(known_dates_take_up_capacity),
        STAGE_TEST(a_settled_meeting_needs_a_quorum_for_new_dossiers),
        STAGE_TEST(a_dossier_is_examined_once_ready_and_diagnosed),
        STAGE_TEST(waiting_counts_weighted_days_from_ready),
        STAGE_TEST(without_committees_there_is_no_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
