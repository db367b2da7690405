/*
 * Evaluate: each tier's value of the good plan of plan_sample.h, worked out by hand, in the tiers'
 * integer units.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "plan_sample.h"

struct scene {
    struct appui_basin *basin;
    struct appui_standing *standing;
    struct appui_plan *plan;
};

static int set_scene(void **state)
{
    static struct scene scene;
    scene.basin = plan_sample_basin();
    scene.standing = appui_standing_build(scene.basin);
    scene.plan = plan_sample_plan(scene.basin);
    *state = &scene;
    return scene.standing ? 0 : -1;
}

static int strike_scene(void **state)
{
    struct scene *scene = *state;
    appui_plan_free(scene->plan);
    appui_standing_free(scene->standing);
    appui_basin_free(scene->basin);
    return 0;
}

static int64_t value(const struct scene *scene, enum appui_tier tier)
{
    return appui_evaluate_tier(scene->basin, scene->standing, scene->plan, tier);
}

static bool applies(const struct scene *scene, enum appui_tier tier)
{
    return appui_evaluate_applicable(scene->basin, scene->standing, true, tier);
}

/** After the basin was bent. */
static void judge_anew(struct scene *scene)
{
    appui_standing_free(scene->standing);
    scene->standing = appui_standing_build(scene->basin);
    assert_non_null(scene->standing);
}

/* The Saturday session of line 0 is placed anew on 01-25: one half-day. */
static void counts_agreed_half_days_that_got_a_session(void **state)
{
    struct scene *scene = *state;
    assert_int_equal(value(scene, APPUI_TIER_AGREED), 1);
    scene->plan->lines[LINE_AGREED].n_sessions = 2;
    assert_int_equal(value(scene, APPUI_TIER_AGREED), 0);
}

/* p/iso 2, p/buy 4, q/diag 2, q/sup 4 with weight 1; t/e has weight 2 and serves all its 4 with 3:
 * 12 + 8 = 20. */
static void weighs_served_half_days_in_the_need_s_measure(void **state)
{
    assert_int_equal(value(*state, APPUI_TIER_COVERAGE), 20 * 1000000);
}

/*
 * Fit 1 - 0.1 x (level - asked): p/iso beta-q 3 - 3: 1.0 x 2; p/buy gamma-b 4 - 2: 0.8 x 4; q/diag
 * beta-q 3 - 1: 0.8 x 2; q/sup delta-q 5 - 2: 0.7 x 4; t/e beta-b 2 - 1: 0.9 x 4 served. Together 2
 * + 3.2 + 1.6 + 2.8 + 3.6 = 13.2.
 */
static void weighs_served_half_days_by_fit(void **state)
{
    assert_int_equal(value(*state, APPUI_TIER_FIT), 13200000);
}

static void counts_proposed_lines_only(void **state)
{
    assert_int_equal(value(*state, APPUI_TIER_CONCENTRATION), 5);
}

/*
 * Days from max(ready, as_of) = 01-11. First: p/iso 01-25 (the agreed session placed anew counts,
 * 01-20 does not): 14; p/buy 02-09: 29; q/diag 01-19: 8; q/sup 02-10: 30; t/e 04-06: 85 x weight 2.
 * 14 + 29 + 8 + 30 + 170 = 251. Last: 02-02: 22; 02-16: 36; 01-19: 8; 02-11: 31; 04-08: 87 x 2. 22
 * + 36 + 8 + 31 + 174 = 271.
 */
static void measures_promptness_of_what_the_plan_dates(void **state)
{
    assert_int_equal(value(*state, APPUI_TIER_PROMPTNESS_FIRST), INT64_C(251000000));
    assert_int_equal(value(*state, APPUI_TIER_PROMPTNESS_LAST), INT64_C(271000000));
}

/* A committee granted beta-b 1 of its 1.5 days: floor(4 x 2 / 3) = 2 half-days of t/e are served.
 */
static void floors_what_part_of_an_estimate_serves(void **state)
{
    struct scene *scene = *state;
    scene->plan->lines[LINE_E].half_days = 2;
    assert_int_equal(value(scene, APPUI_TIER_COVERAGE), (12 + 2 * 2) * 1000000);
}

/* Only r waits, q's date is known: from 01-04, its ready, to 07-01, the day after the horizon's
 * end, 178 days; to the meeting of 02-03, 30 days. Weights count in thousandths. */
static void measures_waiting_of_those_without_a_date(void **state)
{
    struct scene *scene = *state;
    assert_int_equal(value(scene, APPUI_TIER_WAITING), 178000);
    plan_sample_examine(&scene->plan->meetings[0], PROJECT_R);
    assert_int_equal(value(scene, APPUI_TIER_WAITING), 30000);
    scene->basin->projects[PROJECT_R].weight = 2500;
    scene->basin->projects[PROJECT_R].ready = sample_day("2027-01-31");
    assert_int_equal(value(scene, APPUI_TIER_WAITING), 3 * 2500);
    scene->basin->projects[PROJECT_Q].status = APPUI_DEFERRED; /* on the agenda again: 30 days */
    assert_int_equal(value(scene, APPUI_TIER_WAITING), 3 * 2500 + 30000);
}

/* One or two are wanted: the settled one of 02-03 counts, so does t's of 01-06, once. */
static void counts_meetings_up_to_those_wanted(void **state)
{
    struct scene *scene = *state;
    assert_int_equal(value(scene, APPUI_TIER_MEETINGS), 1);
    scene->basin->committees.count_min = 3;
    scene->basin->projects[PROJECT_T].committee = sample_day("2027-01-06");
    scene->basin->projects[PROJECT_P].committee = sample_day("2027-01-06");
    judge_anew(scene);
    assert_int_equal(value(scene, APPUI_TIER_MEETINGS), 2);
    (void)plan_sample_meet(scene->plan, "2027-03-10");
    assert_int_equal(value(scene, APPUI_TIER_MEETINGS), 3);
    scene->basin->committees.count_min = 2;
    judge_anew(scene);
    assert_int_equal(value(scene, APPUI_TIER_MEETINGS), 2);
}

/* beta and gamma are away on 02-03, beta again on 03-10, when delta has left and is not absent. */
static void counts_absences_of_members_with_a_seat(void **state)
{
    struct scene *scene = *state;
    appui_day away[] = {sample_day("2027-02-03"), sample_day("2027-03-10")};
    assert_int_equal(value(scene, APPUI_TIER_ATTENDANCE), 0);
    scene->basin->partners[BETA].absent = scene->basin->partners[GAMMA].absent = away;
    scene->basin->partners[DELTA].absent = &away[1];
    scene->basin->partners[BETA].n_absent = 2;
    scene->basin->partners[GAMMA].n_absent = scene->basin->partners[DELTA].n_absent = 1;
    judge_anew(scene);
    assert_int_equal(value(scene, APPUI_TIER_ATTENDANCE), 2);
    (void)plan_sample_meet(scene->plan, "2027-03-10");
    assert_int_equal(value(scene, APPUI_TIER_ATTENDANCE), 3);
}

/* q alone; with t, approved on that day, two; with r, three; one on 03-10 is less. */
static void counts_the_longest_agenda(void **state)
{
    struct scene *scene = *state;
    assert_int_equal(value(scene, APPUI_TIER_EVENNESS), 1);
    scene->basin->projects[PROJECT_T].committee = sample_day("2027-02-03");
    judge_anew(scene);
    assert_int_equal(value(scene, APPUI_TIER_EVENNESS), 2);
    plan_sample_examine(&scene->plan->meetings[0], PROJECT_R);
    assert_int_equal(value(scene, APPUI_TIER_EVENNESS), 3);
    scene->plan->meetings[0].n_agenda = 1;
    plan_sample_examine(plan_sample_meet(scene->plan, "2027-03-10"), PROJECT_R);
    assert_int_equal(value(scene, APPUI_TIER_EVENNESS), 2);
}

/* Nobody waits, no count is asked for, no date is left: each tier loses its data alone. */
static void tiers_of_meetings_need_dossiers_counts_and_dates(void **state)
{
    struct scene *scene = *state;
    scene->basin->committees.count_min = 0;
    judge_anew(scene);
    assert_false(applies(scene, APPUI_TIER_MEETINGS));
    scene->basin->projects[PROJECT_R].status = APPUI_APPROVED;
    assert_false(applies(scene, APPUI_TIER_WAITING));
    assert_true(applies(scene, APPUI_TIER_EVENNESS));
    scene->basin->committees.n_candidates = 0;
    scene->basin->projects[PROJECT_Q].committee = APPUI_ABSENT;
    judge_anew(scene);
    assert_false(applies(scene, APPUI_TIER_EVENNESS));
    assert_false(applies(scene, APPUI_TIER_ATTENDANCE));
    assert_true(applies(scene, APPUI_TIER_WAITING)); /* q waits now */
    scene->basin->committees.given = false;
    assert_false(applies(scene, APPUI_TIER_WAITING));
}

static void stays_at_the_end_of_int64_instead_of_overflowing(void **state)
{
    struct scene *scene = *state;
    scene->basin->projects[PROJECT_P].weight = INT32_MAX;
    scene->basin->needs[P_ISO].weight = INT32_MAX;
    scene->plan->lines[LINE_ISO].half_days = INT32_MAX;
    assert_true(value(scene, APPUI_TIER_COVERAGE) == INT64_MAX);
}

static void knows_which_tiers_have_data(void **state)
{
    struct scene *scene = *state;
    const struct {
        enum appui_tier tier;
        bool dated, undated;
    } expected[] = {
        {APPUI_TIER_AGREED, true, false},       {APPUI_TIER_COVERAGE, true, true},
        {APPUI_TIER_STABILITY, false, false},   {APPUI_TIER_WAITING, true, false},
        {APPUI_TIER_MEETINGS, true, false},     {APPUI_TIER_ATTENDANCE, true, false},
        {APPUI_TIER_EQUITY, true, true},        {APPUI_TIER_FIT, true, true},
        {APPUI_TIER_CONCENTRATION, true, true}, {APPUI_TIER_PROMPTNESS_FIRST, true, false},
        {APPUI_TIER_EVENNESS, true, false},     {APPUI_TIER_PROMPTNESS_LAST, true, false},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_int_equal(
            appui_evaluate_applicable(scene->basin, scene->standing, true, expected[i].tier),
            expected[i].dated);
        assert_int_equal(
            appui_evaluate_applicable(scene->basin, scene->standing, false, expected[i].tier),
            expected[i].undated);
    }
    for (int32_t p = 0; p < scene->basin->n_partners; p++) {
        for (int32_t i = 0; i < scene->basin->partners[p].n_pledges; i++) {
            scene->basin->partners[p].pledges[i].half_days = 0;
        }
    }
    assert_false(appui_evaluate_applicable(scene->basin, scene->standing, true, APPUI_TIER_EQUITY));
}

static void tells_new_sessions_from_those_that_stay(void **state)
{
    struct scene *scene = *state;
    const struct appui_plan_line *agreed = &scene->plan->lines[LINE_AGREED];
    assert_false(
        appui_evaluate_is_new(scene->basin, scene->standing, agreed, &agreed->sessions[0]));
    assert_false(
        appui_evaluate_is_new(scene->basin, scene->standing, agreed, &agreed->sessions[1]));
    assert_true(appui_evaluate_is_new(scene->basin, scene->standing, agreed, &agreed->sessions[2]));
    const struct appui_session saturday = {sample_day("2027-01-23"), APPUI_AM,
                                           APPUI_SESSION_PLANNED};
    assert_true(appui_evaluate_is_new(scene->basin, scene->standing, agreed, &saturday));
}

#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, set_scene, strike_scene)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE_TEST(counts_agreed_half_days_that_got_a_session),
        SCENE_TEST(weighs_served_half_days_in_the_need_s_measure),
        SCENE_TEST(weighs_served_half_days_by_fit),
        SCENE_TEST(counts_proposed_lines_only),
        SCENE_TEST(measures_promptness_of_what_the_plan_dates),
        SCENE_TEST(floors_what_part_of_an_estimate_serves),
        SCENE_TEST(measures_waiting_of_those_without_a_date),
        SCENE_TEST(counts_meetings_up_to_those_wanted),
        SCENE_TEST(counts_absences_of_members_with_a_seat),
        SCENE_TEST(counts_the_longest_agenda),
        SCENE_TEST(tiers_of_meetings_need_dossiers_counts_and_dates),
        SCENE_TEST(stays_at_the_end_of_int64_instead_of_overflowing),
        SCENE_TEST(knows_which_tiers_have_data),
        SCENE_TEST(tells_new_sessions_from_those_that_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
