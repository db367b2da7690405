/*
 * The referee on committees against optima derived by hand, and the solver against the referee on
 * the same scenes (scene.h: two weeks from Monday, day 0, to day 11). Two dossiers are submitted
 * and ready on day 0, each with a need of two half-days; committees may meet on days 2 and 4,
 * support begins on the meeting's day. A dossier not examined waits until day 12; waiting is in
 * thousandths.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/reference/enumerate.h"
#include "tests/reference/match.h"
#include "tests/reference/scene.h"

#define ONE 1000000
#define DAY 1000

static struct appui_scene scene;
static appui_day candidates[2], fixed[1], away[3][1];

static int set_scene(void **state)
{
    (void)state;
    appui_scene_set(&scene);
    candidates[0] = scene.monday + 2;
    candidates[1] = scene.monday + 4;
    scene.draft.n_projects = 2;
    scene.projects[0].status = scene.projects[1].status = APPUI_SUBMITTED;
    scene.draft.committees.given = true;
    scene.draft.committees.lead_days = 0;
    scene.draft.committees.candidates =
        (struct appui_draft_dates){.given = true, .n = 2, .items = candidates};
    return 0;
}

/** The member of a partner is away on a day. */
static void send_away(int32_t partner, int32_t day)
{
    away[partner][0] = scene.monday + day;
    scene.partners[partner].absent =
        (struct appui_draft_dates){.given = true, .n = 1, .items = away[partner]};
}

/** The referee's best values, which the solver reaches. */
static struct appui_best best_of(void)
{
    struct appui_match match = {.calendar = true};
    appui_match_judge(&match, &scene.draft, true);
    if (match.n_wrong > 0)
        fail_msg("%s", match.report);
    assert_int_equal(match.referee, APPUI_ENUMERATED);
    assert_false(match.unproved);
    struct appui_best best = match.expected.best;
    appui_match_release(&match);
    return best;
}

static int64_t waiting_of(void)
{
    return best_of().value[APPUI_TIER_WAITING];
}

static void list_tiers(const char **tiers, int32_t n)
{
    scene.draft.tiers = (struct appui_draft_texts){.given = true, .n = n, .items = tiers};
}

/* Both on day 2: 2 + 2. One meeting will do. */
static void examines_as_soon_as_may_be(void **state)
{
    (void)state;
    struct appui_best best = best_of();
    assert_int_equal(best.value[APPUI_TIER_COVERAGE], 4 * ONE);
    assert_int_equal(best.value[APPUI_TIER_WAITING], 4 * DAY);
    assert_int_equal(best.value[APPUI_TIER_EVENNESS], 2);
    assert_int_equal(best.n_held, 1);
    scene.projects[1].ready = scene.monday + 3;
    assert_int_equal(waiting_of(), (2 + 1) * DAY);
}

/* j0's firm is free on day 2 alone, where its diagnostic lies: the committee is on day 4. */
static void waits_for_a_diagnostic(void **state)
{
    (void)state;
    scene.draft.n_projects = 1;
    scene.needs[0][0].phase = APPUI_DIAGNOSTIC;
    appui_scene_free(&scene, &scene.projects[0].availability, 4, 5);
    struct appui_best best = best_of();
    assert_int_equal(best.value[APPUI_TIER_COVERAGE], 2 * ONE);
    assert_int_equal(best.value[APPUI_TIER_WAITING], 4 * DAY);
    scene.draft.committees.candidates.n = 1; /* coverage is worth more than the committee */
    best = best_of();
    assert_int_equal(best.value[APPUI_TIER_COVERAGE], 2 * ONE);
    assert_int_equal(best.value[APPUI_TIER_WAITING], 12 * DAY);
}

/* lead_days 3, so support from day 5 on, a Saturday, at best: a firm free up to day 4 or 5 has
 * none, one free on Monday, day 7, does. */
static void supports_lead_days_after_the_chosen_date(void **state)
{
    (void)state;
    scene.draft.n_projects = 1;
    scene.draft.committees.lead_days = 3;
    appui_scene_free(&scene, &scene.projects[0].availability, 0, 9);
    assert_int_equal(best_of().value[APPUI_TIER_COVERAGE], 0);
    appui_scene_free(&scene, &scene.projects[0].availability, 0, 11);
    assert_int_equal(best_of().value[APPUI_TIER_COVERAGE], 0); /* day 5 is a Saturday */
    appui_scene_free(&scene, &scene.projects[0].availability, 14, 15);
    assert_int_equal(best_of().value[APPUI_TIER_COVERAGE], 2 * ONE);
}

/* One dossier a meeting: j1, twice as heavy, on day 2: 2 x 2 + 4 beats 2 + 2 x 4. */
static void a_capacity_sends_the_lighter_dossier_on(void **state)
{
    (void)state;
    scene.draft.committees.capacity = 1;
    scene.projects[1].weight = 2000;
    assert_int_equal(waiting_of(), (2 * 2 + 4) * DAY);
    assert_int_equal(best_of().n_held, 2);
}

/* The dates are two days apart. A gap of three leaves one of them, and one dossier waits until
 * day 12. */
static void a_gap_leaves_one_of_two_dates(void **state)
{
    (void)state;
    scene.draft.committees.capacity = 1;
    scene.draft.committees.gap_days = 2;
    assert_int_equal(waiting_of(), (2 + 4) * DAY);
    scene.draft.committees.gap_days = 3;
    struct appui_best best = best_of();
    assert_int_equal(best.value[APPUI_TIER_WAITING], (2 + 12) * DAY);
    assert_int_equal(best.value[APPUI_TIER_COVERAGE], 2 * ONE);
}

/* j1 was approved on day 1, in the past of day 2: day 2 is one day later, day 4 three. */
static void a_gap_holds_to_past_meetings(void **state)
{
    (void)state;
    scene.draft.as_of = scene.monday + 2;
    scene.projects[1].status = APPUI_APPROVED;
    scene.projects[1].committee = scene.monday + 1;
    scene.draft.committees.gap_days = 1;
    assert_int_equal(waiting_of(), 2 * DAY);
    scene.draft.committees.gap_days = 2;
    assert_int_equal(waiting_of(), 4 * DAY);
    scene.draft.committees.gap_days = 4;
    assert_int_equal(waiting_of(), 12 * DAY);
}

static void a_count_ends_the_meetings(void **state)
{
    (void)state;
    scene.draft.committees.capacity = 1;
    scene.draft.committees.count_max = 1;
    assert_int_equal(waiting_of(), (2 + 12) * DAY);
    scene.draft.committees.count_max = 0;
    assert_int_equal(waiting_of(), (12 + 12) * DAY);
}

/* Both are examined on day 2; a second meeting is wanted and stays empty, a third there is not. */
static void an_empty_meeting_fills_the_count(void **state)
{
    (void)state;
    scene.draft.committees.count_min = 1;
    assert_int_equal(best_of().n_held, 1);
    scene.draft.committees.count_min = 3;
    struct appui_best best = best_of();
    assert_int_equal(best.value[APPUI_TIER_MEETINGS], 2);
    assert_int_equal(best.value[APPUI_TIER_WAITING], 4 * DAY);
    assert_int_equal(best.n_held, 2);
}

/* p0 is away on day 2. Of two members, two are asked for, or p0 must chair. */
static void a_quorum_and_a_chair_are_needed(void **state)
{
    (void)state;
    scene.draft.n_partners = 2;
    send_away(0, 2);
    assert_int_equal(waiting_of(), 4 * DAY);
    scene.draft.committees.quorum = 2;
    assert_int_equal(waiting_of(), 8 * DAY);
    scene.draft.committees.quorum = 1;
    scene.draft.committees.chairs = appui_scene_text(&scene, "p0");
    assert_int_equal(waiting_of(), 8 * DAY);
}

/* Coverage wants both examined, attendance not on day 2, where p0 is away. Left without coverage,
 * nobody has to come at all. */
static void attendance_may_choose_the_date(void **state)
{
    (void)state;
    const char *tiers[] = {"attendance", "coverage", "waiting"};
    scene.draft.n_partners = 2;
    send_away(0, 2);
    assert_int_equal(best_of().value[APPUI_TIER_ATTENDANCE], 1);
    list_tiers(tiers, 3);
    struct appui_best best = best_of();
    assert_int_equal(best.value[APPUI_TIER_COVERAGE], 0);
    assert_int_equal(best.n_held, 0);
    tiers[0] = "coverage";
    tiers[1] = "attendance";
    best = best_of();
    assert_int_equal(best.value[APPUI_TIER_COVERAGE], 4 * ONE);
    assert_int_equal(best.value[APPUI_TIER_ATTENDANCE], 0);
    assert_int_equal(best.value[APPUI_TIER_WAITING], 8 * DAY);
}

/* Before waiting, evenness spreads the two over both dates. */
static void evenness_spreads_dossiers(void **state)
{
    (void)state;
    const char *tiers[] = {"coverage", "evenness", "waiting"};
    list_tiers(tiers, 3);
    struct appui_best best = best_of();
    assert_int_equal(best.value[APPUI_TIER_EVENNESS], 1);
    assert_int_equal(best.value[APPUI_TIER_WAITING], (2 + 4) * DAY);
}

/* Half of 4 days may be given up; attendance gains by it. */
static void a_tolerance_lets_dossiers_wait(void **state)
{
    (void)state;
    const char *tiers[] = {"coverage", "waiting:50%", "attendance"};
    scene.draft.n_projects = 1;
    scene.draft.n_partners = 2;
    send_away(0, 2);
    list_tiers(tiers, 3);
    struct appui_best best = best_of();
    assert_int_equal(best.value[APPUI_TIER_WAITING], 2 * DAY);
    assert_int_equal(best.slack[APPUI_TIER_WAITING], DAY);
    assert_int_equal(best.value[APPUI_TIER_ATTENDANCE], 1);
    tiers[1] = "waiting:100%";
    assert_int_equal(best_of().value[APPUI_TIER_ATTENDANCE], 0);
}

/* Nothing asks for the dossiers: they have no needs, and waiting is not listed. */
static void unlisted_waiting_still_examines(void **state)
{
    (void)state;
    const char *tiers[] = {"coverage"};
    scene.projects[0].n_needs = scene.projects[1].n_needs = 0;
    list_tiers(tiers, 1);
    assert_int_equal(waiting_of(), 4 * DAY);
}

/* j1 is known to be examined on day 3, no date is given: j0 may join, unless the room is taken or
 * the committee is not complete, which j1's date does not mind. */
static void a_known_meeting_takes_others_in(void **state)
{
    (void)state;
    scene.draft.committees.candidates.n = 0;
    scene.projects[1].committee = scene.monday + 3;
    assert_int_equal(waiting_of(), 3 * DAY);
    scene.draft.committees.capacity = 1;
    assert_int_equal(waiting_of(), 12 * DAY);
    scene.draft.committees.capacity = 2;
    send_away(0, 3);
    assert_int_equal(waiting_of(), 12 * DAY);
    assert_int_equal(best_of().n_held, 1);
}

/* Day 4 is fixed: it is held though nobody needs it, unless p0 is away. */
static void fixed_meetings_are_held(void **state)
{
    (void)state;
    fixed[0] = candidates[1];
    scene.draft.committees.candidates = (struct appui_draft_dates){.given = false};
    scene.draft.committees.fixed =
        (struct appui_draft_dates){.given = true, .n = 1, .items = fixed};
    scene.projects[0].status = scene.projects[1].status = APPUI_APPROVED;
    assert_int_equal(best_of().n_held, 1);
    send_away(0, 4);
    assert_int_equal(best_of().n_held, 0);
}

/** What the referee says of the solver's plan once it is bent. */
static const char *refusal(void (*bend)(struct appui_plan *plan))
{
    static struct appui_retrace trace;
    struct appui_trial trial = {.basin = NULL};
    assert_null(appui_trial_run(&trial, &scene.draft, true));
    bend(trial.result.plan);
    const char *refused =
        appui_retrace_plan(&trace, trial.basin, trial.result.plan, APPUI_ALL_RULES);
    appui_trial_release(&trial);
    return refused;
}

static void keep(struct appui_plan *plan)
{
    (void)plan;
}

static void hold_none(struct appui_plan *plan)
{
    plan->n_meetings = 0;
}

static void postpone(struct appui_plan *plan)
{
    plan->meetings[0].day++;
}

static void examine_twice(struct appui_plan *plan)
{
    plan->meetings[0].agenda[1] = plan->meetings[0].agenda[0];
}

static void forget_the_chair(struct appui_plan *plan)
{
    plan->meetings[0].chair = -1;
}

static void forget_a_member(struct appui_plan *plan)
{
    plan->meetings[0].n_present = 0;
}

static void refuses_plans_with_other_meetings(void **state)
{
    (void)state;
    assert_null(refusal(keep));
    assert_string_equal(refusal(hold_none), "a proposed session breaks R5 or R7 to R11");
    assert_string_equal(refusal(postpone), "a meeting on a day that is no date");
    assert_string_equal(refusal(examine_twice), "a dossier is examined twice");
    assert_string_equal(refusal(forget_the_chair), "the wrong member chairs");
    assert_string_equal(refusal(forget_a_member),
                        "a member who is there is missing, or out of order");
}

#define SCENE_TEST(test) cmocka_unit_test_setup(test, set_scene)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE_TEST(examines_as_soon_as_may_be),
        SCENE_TEST(waits_for_a_diagnostic),
        SCENE_TEST(supports_lead_days_after_the_chosen_date),
        SCENE_TEST(a_capacity_sends_the_lighter_dossier_on),
        SCENE_TEST(a_gap_leaves_one_of_two_dates),
        SCENE_TEST(a_gap_holds_to_past_meetings),
        SCENE_TEST(a_count_ends_the_meetings),
        SCENE_TEST(an_empty_meeting_fills_the_count),
        SCENE_TEST(a_quorum_and_a_chair_are_needed),
        SCENE_TEST(attendance_may_choose_the_date),
        SCENE_TEST(evenness_spreads_dossiers),
        SCENE_TEST(a_tolerance_lets_dossiers_wait),
        SCENE_TEST(unlisted_waiting_still_examines),
        SCENE_TEST(a_known_meeting_takes_others_in),
        SCENE_TEST(fixed_meetings_are_held),
        SCENE_TEST(refuses_plans_with_other_meetings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
