/*
 * R14, the tier mandataires and the burden of mandates and meetings by hand, and the referee and
 * the solver on the same scenes (scene.h: two weeks from Monday, day 0, to day 11).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/mandates.h"
#include "tests/reference/match.h"
#include "tests/reference/scene.h"

#define ONE 1000

static struct appui_scene scene;
static struct appui_match match;
static struct appui_draft_mandate elsewhere;
static appui_day dates[1];

/** j0 is supported by e0 of p0; p1 stands beside without expert. */
static int set_scene(void **state)
{
    (void)state;
    appui_scene_set(&scene);
    scene.draft.n_partners = 2;
    scene.partners[0].mandates_max = 1;
    match = (struct appui_match){.calendar = true};
    return 0;
}

static int release(void **state)
{
    (void)state;
    appui_match_release(&match);
    return 0;
}

static const struct appui_plan *plan(void)
{
    appui_match_release(&match);
    match = (struct appui_match){.calendar = true};
    appui_match_judge(&match, &scene.draft, true);
    if (match.n_wrong > 0)
        fail_msg("%s", match.report);
    assert_int_equal(match.referee, APPUI_ENUMERATED);
    return match.trial.result.plan;
}

static int64_t value_of(void)
{
    (void)plan();
    return match.expected.best.value[APPUI_TIER_MANDATAIRES];
}

static appui_day later(int32_t year, int32_t month, int32_t day, int32_t months)
{
    return appui_mandates_months_later(appui_date_from_civil(year, month, day), months);
}

static void months_end_where_they_end(void **state)
{
    (void)state;
    assert_int_equal(later(2027, 1, 31, 1), appui_date_from_civil(2027, 2, 28));
    assert_int_equal(later(2028, 1, 31, 1), appui_date_from_civil(2028, 2, 29));
    assert_int_equal(later(2027, 8, 31, 18), appui_date_from_civil(2029, 2, 28));
    assert_int_equal(later(2027, 12, 15, 1), appui_date_from_civil(2028, 1, 15));
    assert_int_equal(later(2027, 6, 30, 6), appui_date_from_civil(2027, 12, 30));
}

static void a_lender_is_worth_twice_another(void **state)
{
    (void)state;
    assert_int_equal(value_of(), 2 * ONE);
    assert_int_equal(match.trial.result.plan->mandataires[0].partner, 0);
    scene.projects[0].weight = 1500;
    assert_int_equal(value_of(), 3 * ONE);
    scene.partners[0].mandates_max = 0; /* only p1 is left, who does not lend */
    assert_int_equal(value_of(), 1500);
    assert_int_equal(match.trial.result.plan->mandataires[0].partner, 1);
}

static void nobody_left_is_a_hole_of_the_project(void **state)
{
    (void)state;
    scene.partners[0].mandates_max = 0;
    scene.partners[1].until = scene.monday - 1;
    assert_int_equal(value_of(), 0);
    assert_int_equal(match.trial.result.plan->n_project_holes, 1);
    assert_int_equal(match.trial.result.plan->project_holes[0].code, APPUI_HOLE_NO_MANDATAIRE);
    scene.partners[1].until = scene.monday; /* its last day is as_of: it may still be named */
    assert_int_equal(value_of(), 1 * ONE);
}

/* e0 lends to both, p0 may follow one: 2 + 1. */
static void mandates_max_holds_over_projects(void **state)
{
    (void)state;
    scene.draft.n_projects = 2;
    assert_int_equal(value_of(), 3 * ONE);
    scene.partners[0].mandates_max = 2;
    assert_int_equal(value_of(), 4 * ONE);
    scene.projects[1].mandataire = "p0"; /* known, not named by the plan, and counted */
    assert_int_equal(value_of(), 2 * ONE);
    scene.partners[0].mandates_max = 1;
    assert_int_equal(value_of(), 1 * ONE);
}

/* p0's one mandate ends on a day; j0's begins on its committee date, day 4. */
static void a_mandate_that_ends_makes_room_for_the_next_day(void **state)
{
    (void)state;
    scene.draft.n_partners = 1;
    dates[0] = scene.monday + 4;
    scene.draft.committees.given = true;
    scene.draft.committees.lead_days = 0;
    scene.draft.committees.fixed =
        (struct appui_draft_dates){.given = true, .n = 1, .items = dates};
    scene.projects[0].committee = scene.monday + 4;
    elsewhere = (struct appui_draft_mandate){"elsewhere", scene.monday - 100, scene.monday + 3};
    scene.partners[0].n_mandates = 1;
    scene.partners[0].mandates = &elsewhere;
    assert_int_equal(value_of(), 2 * ONE);
    elsewhere.to = scene.monday + 4;
    assert_int_equal(value_of(), 0);
}

/* The one date is day 4: who leaves on day 3 is not named, though it is there today. */
static void a_date_known_or_chosen_binds_who_leaves_before(void **state)
{
    (void)state;
    dates[0] = scene.monday + 4;
    scene.draft.committees.given = true;
    scene.draft.committees.lead_days = 0;
    scene.draft.committees.fixed =
        (struct appui_draft_dates){.given = true, .n = 1, .items = dates};
    scene.projects[0].status = APPUI_SUBMITTED;
    scene.partners[1].until = scene.monday + 3;
    scene.partners[0].mandates_max = 0;
    assert_int_equal(value_of(), 0);
    assert_int_equal(match.trial.result.plan->n_project_holes, 1);
    scene.partners[1].until = scene.monday + 4; /* its last day is the first of the mandate */
    assert_int_equal(value_of(), 1 * ONE);
    scene.projects[0].committee = scene.monday + 4;
    assert_int_equal(value_of(), 1 * ONE);
    scene.partners[1].until = scene.monday + 3;
    assert_int_equal(value_of(), 0);
}

/* p1 leaves on day 6: it may follow j0 only if that is examined on day 1, not on day 7. */
static void a_date_is_chosen_for_the_sake_of_who_leaves(void **state)
{
    (void)state;
    static appui_day two[2];
    two[0] = scene.monday + 1;
    two[1] = scene.monday + 7;
    scene.draft.committees.given = true;
    scene.draft.committees.lead_days = 0;
    scene.draft.committees.candidates =
        (struct appui_draft_dates){.given = true, .n = 2, .items = two};
    scene.draft.committees.count_max = 1;
    scene.projects[0].status = APPUI_SUBMITTED;
    scene.partners[0].mandates_max = 0;
    scene.partners[1].until = scene.monday + 6;
    assert_int_equal(value_of(), 1 * ONE);
    assert_int_equal(appui_plan_examined(match.trial.result.plan, 0), two[0]);
    scene.projects[0].ready = scene.monday + 2;
    assert_int_equal(value_of(), 0);
    assert_int_equal(appui_plan_examined(match.trial.result.plan, 0), two[1]);
}

/* p0 was known to follow j0 and has left: another is named, and its old mandate is over. */
static void a_known_mandataire_that_has_left_is_replaced(void **state)
{
    (void)state;
    scene.projects[0].mandataire = "p1";
    assert_int_equal(plan()->n_mandataires, 0);
    scene.partners[1].until = scene.monday - 1;
    assert_int_equal(value_of(), 2 * ONE);
    assert_int_equal(match.trial.result.plan->mandataires[0].partner, 0);
    assert_int_equal(appui_mandates_held(match.trial.basin, 1, scene.monday - 1), 1);
    assert_int_equal(appui_mandates_held(match.trial.basin, 1, scene.monday), 0);
    scene.partners[0].mandates_max = 0;
    assert_int_equal(value_of(), 0);
    assert_int_equal(match.trial.result.plan->n_project_holes, 1);
    assert_int_equal(match.trial.result.plan->project_holes[0].code, APPUI_HOLE_NO_MANDATAIRE);
}

/* 2 half-days of 8; a mandate weighs 2 more, an old one of this period 2 more again; the one
 * meeting attended weighs 1. */
static void mandates_and_meetings_weigh_in_burdens(void **state)
{
    (void)state;
    appui_scene_pledge(&scene, 0, -200, 11, 8);
    scene.draft.mandate_half_days = 2000;
    scene.partners[0].mandates_max = APPUI_ABSENT;
    struct appui_fraction burden = plan()->partners[0].burden;
    assert_int_equal(burden.num, 1);
    assert_int_equal(burden.den, 2);
    elsewhere = (struct appui_draft_mandate){"elsewhere", scene.monday - 400, scene.monday - 150};
    scene.partners[0].n_mandates = 1;
    scene.partners[0].mandates = &elsewhere;
    burden = plan()->partners[0].burden;
    assert_int_equal(burden.num, 3);
    assert_int_equal(burden.den, 4);
    dates[0] = scene.monday + 1;
    scene.draft.attendance_half_days = 1000;
    scene.draft.committees.given = true;
    scene.draft.committees.fixed =
        (struct appui_draft_dates){.given = true, .n = 1, .items = dates};
    burden = plan()->partners[0].burden;
    assert_int_equal(burden.num, 7);
    assert_int_equal(burden.den, 8);
    elsewhere.to = scene.monday - 201; /* over before the period began */
    burden = plan()->partners[0].burden;
    assert_int_equal(burden.num, 5);
}

/** Nothing says anything of committees or mandates: nobody is named, and nothing is a hole. */
static void a_basin_without_mandates_names_nobody(void **state)
{
    (void)state;
    scene.partners[0].mandates_max = APPUI_ABSENT;
    assert_int_equal(plan()->n_mandataires, 0);
    assert_int_equal(plan()->n_project_holes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_end_where_they_end),
        cmocka_unit_test_setup_teardown(a_lender_is_worth_twice_another, set_scene, release),
        cmocka_unit_test_setup_teardown(nobody_left_is_a_hole_of_the_project, set_scene, release),
        cmocka_unit_test_setup_teardown(mandates_max_holds_over_projects, set_scene, release),
        cmocka_unit_test_setup_teardown(a_mandate_that_ends_makes_room_for_the_next_day, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_date_known_or_chosen_binds_who_leaves_before, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_date_is_chosen_for_the_sake_of_who_leaves, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_known_mandataire_that_has_left_is_replaced, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(mandates_and_meetings_weigh_in_burdens, set_scene, release),
        cmocka_unit_test_setup_teardown(a_basin_without_mandates_names_nobody, set_scene, release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
