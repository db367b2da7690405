/*
 * The referee against optima derived by hand, and the solver against the referee on the very same
 * scenes. Coverage and fit are in millionths: an expert
 * of level 3 on a need of level 1 has fit 0.8, so two half-days come to coverage 2 and fit 1.6.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/plan.h"
#include "tests/reference/enumerate.h"
#include "tests/reference/match.h"
#include "tests/reference/promptness.h"
#include "tests/reference/scene.h"

#define ONE 1000000

static struct appui_scene scene;

static int set_scene(void **state)
{
    (void)state;
    appui_scene_set(&scene);
    return 0;
}

static struct appui_basin *build(void)
{
    struct appui_faults faults = {.n = 0};
    struct appui_basin *basin = appui_basin_build(&scene.draft, &faults);
    if (basin == NULL)
        fail_msg("the scene is no basin: %s", appui_fault_text(faults.items[0].code)->name);
    appui_faults_release(&faults);
    return basin;
}

/* The solver finds the same optimum, and its plan passes the checker. */
static void assert_solver_agrees(bool calendar)
{
    struct appui_match match = {.calendar = calendar};
    appui_match_judge(&match, &scene.draft, calendar);
    if (match.n_wrong > 0)
        fail_msg("%s", match.report);
    assert_false(match.unproved);
    appui_match_release(&match);
}

static struct appui_enumeration best_of(bool calendar)
{
    struct appui_enumeration best;
    struct appui_basin *basin = build();
    assert_int_equal(
        appui_enumerate(basin, calendar, APPUI_ALL_RULES, APPUI_ENUMERATION_WORK, &best),
        APPUI_ENUMERATED);
    appui_basin_free(basin);
    assert_solver_agrees(calendar);
    return best;
}

static int64_t coverage_of(bool calendar)
{
    return best_of(calendar).best.value[APPUI_TIER_COVERAGE];
}

/* Half-days of the numerator; the referee counts thousandths of them, for factors may be smaller.
 */
static void assert_burden(const struct appui_burden *burden, int32_t partner, int64_t num,
                          int64_t den)
{
    assert_int_equal(burden->partner, partner);
    assert_int_equal(burden->num, 1000 * num);
    assert_int_equal(burden->den, 1000 * den);
}

static void serves_a_need_in_full(void **state)
{
    (void)state;
    struct appui_enumeration best = best_of(true);
    assert_int_equal(best.best.value[APPUI_TIER_COVERAGE], 2 * ONE);
    assert_int_equal(best.best.value[APPUI_TIER_FIT], 16 * ONE / 10);
    assert_int_equal(best.best.value[APPUI_TIER_CONCENTRATION], 1);
    assert_int_equal(best.best.n_burdens, 0); /* no limit: outside equity */
}

static void leaves_a_hole_where_less_than_days_min_can_be_given(void **state)
{
    (void)state;
    appui_scene_pledge(&scene, 0, 0, 11, 1);
    assert_int_equal(coverage_of(true), 0);
    scene.needs[0][0].half_days_min = 1;
    assert_int_equal(coverage_of(true), ONE);
}

/* Two needs of 2, two partners of 4 each: one need each is 2/4, 2/4; both from one would be 4/4, 0.
 */
static void evens_burdens_out(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    scene.projects[0].n_needs = 2;
    appui_scene_pledge(&scene, 0, 0, 11, 4);
    appui_scene_pledge(&scene, 1, 0, 11, 4);
    struct appui_enumeration best = best_of(true);
    assert_int_equal(best.best.value[APPUI_TIER_COVERAGE], 4 * ONE);
    assert_int_equal(best.best.n_burdens, 2);
    assert_burden(&best.best.burdens[0], 0, 2, 4);
    assert_burden(&best.best.burdens[1], 1, 2, 4);
    assert_false(best.best.fixed[0] || best.best.fixed[1]);
}

/* p1's expert is below the level asked: p0 gives 2 of 4 in every plan of coverage 2, p1 nothing. */
static void calls_burdens_fixed_that_no_best_plan_changes(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    scene.needs[0][0].level = 3;
    scene.levels[1].level = 2;
    appui_scene_pledge(&scene, 0, 0, 11, 4);
    appui_scene_pledge(&scene, 1, 0, 11, 4);
    struct appui_enumeration best = best_of(true);
    assert_burden(&best.best.burdens[0], 0, 2, 4);
    assert_burden(&best.best.burdens[1], 1, 0, 4);
    assert_true(best.best.fixed[0] && best.best.fixed[1]);
}

/* Level 3 on a need of level 3 fits better (1) than level 5 (0.8). */
static void keeps_the_rarer_expert_free(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    scene.needs[0][0].level = 3;
    scene.levels[0].level = 5;
    assert_int_equal(best_of(true).best.value[APPUI_TIER_FIT], 2 * ONE);
}

/* Each expert has one half-day left: two lines; with two each, one line is enough. */
static void shares_a_need_only_where_it_must(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    scene.needs[0][0].experts_max = 2;
    scene.experts[0].half_days_max = scene.experts[1].half_days_max = 1;
    struct appui_enumeration best = best_of(true);
    assert_int_equal(best.best.value[APPUI_TIER_COVERAGE], 2 * ONE);
    assert_int_equal(best.best.value[APPUI_TIER_CONCENTRATION], 2);
    scene.experts[0].half_days_max = 2;
    assert_int_equal(best_of(true).best.value[APPUI_TIER_CONCENTRATION], 1);
}

static void keeps_an_expert_within_projects_max(void **state)
{
    (void)state;
    scene.draft.n_projects = 2;
    assert_int_equal(coverage_of(true), 4 * ONE);
    scene.experts[0].projects_max = 1;
    assert_int_equal(coverage_of(true), 2 * ONE);
}

/* n1 follows n0. e0, for n0, is free on Tuesday; e1, for n1, on Monday only: one of them. On
 * Wednesday: both. */
static void keeps_the_order_of_needs(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    scene.projects[0].n_needs = 2;
    scene.needs[0][1].skill = "narrow";
    scene.needs[0][1].after = appui_scene_text(&scene, "j0/n0");
    scene.levels[1].skill = "narrow";
    scene.levels[0].level = 4;
    scene.needs[0][0].level = 4;
    appui_scene_free(&scene, &scene.experts[0].availability, 2, 3);
    appui_scene_free(&scene, &scene.experts[1].availability, 0, 1);
    assert_int_equal(coverage_of(true), 2 * ONE);
    assert_int_equal(coverage_of(false), 4 * ONE);
    appui_scene_free(&scene, &scene.experts[1].availability, 4, 5);
    assert_int_equal(coverage_of(true), 4 * ONE);
}

/* Two weeks, one session in each: 2 of 3 half-days. */
static void keeps_sessions_within_per_week(void **state)
{
    (void)state;
    scene.needs[0][0].half_days = 3;
    scene.needs[0][0].half_days_min = 1;
    scene.needs[0][0].per_week = 1;
    assert_int_equal(coverage_of(true), 2 * ONE);
    assert_int_equal(coverage_of(false), 3 * ONE);
}

/* Monday afternoon and Tuesday morning make no full session; both halves of Tuesday do. */
static void lays_full_sessions_on_one_day(void **state)
{
    (void)state;
    scene.needs[0][0].session_half_days = 2;
    appui_scene_free(&scene, &scene.projects[0].availability, 1, 2);
    assert_int_equal(coverage_of(true), 0);
    appui_scene_free(&scene, &scene.projects[0].availability, 2, 3);
    assert_int_equal(coverage_of(true), 2 * ONE);
}

/* Three slots, of the firm with two experts, then of one expert at two firms, hold one need of 2
 * and not both. */
static void gives_nobody_two_sessions_in_one_slot(void **state)
{
    (void)state;
    scene.projects[0].n_needs = 2;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    appui_scene_free(&scene, &scene.projects[0].availability, 0, 2);
    assert_int_equal(coverage_of(true), 2 * ONE);
    scene.draft.n_projects = 2;
    scene.draft.n_partners = scene.draft.n_experts = 1;
    scene.projects[0].n_needs = 1;
    appui_scene_free(&scene, &scene.experts[0].availability, 0, 2);
    assert_int_equal(coverage_of(true), 2 * ONE);
}

/* 2 pledged, 1 of them for "green" until Wednesday of the first week (day 2). */
static void spends_earmarks_on_their_purpose_and_in_time(void **state)
{
    (void)state;
    scene.needs[0][0].half_days_min = 1;
    appui_scene_pledge(&scene, 0, 0, 11, 2);
    appui_scene_earmark(&scene, 0, 1, 2);
    assert_int_equal(coverage_of(true), ONE);
    scene.projects[0].purposes = appui_scene_text(&scene, "green");
    assert_int_equal(coverage_of(true), 2 * ONE);
    assert_int_equal(coverage_of(false), 2 * ONE);
    scene.needs[0][0].from = scene.monday + 3;
    assert_int_equal(coverage_of(true), ONE);
    assert_int_equal(coverage_of(false), ONE);
}

/* 3 pledged, 2 of them for "green", 1 delivered: the general part is used up, 2 are left for
 * "green" alone. */
static void takes_delivered_days_from_the_general_part_first(void **state)
{
    (void)state;
    scene.needs[0][0].half_days_min = 1;
    appui_scene_pledge(&scene, 0, 0, 11, 3);
    scene.pledges[0][0].delivered = 1;
    appui_scene_earmark(&scene, 0, 2, 11);
    assert_int_equal(coverage_of(true), 0);
    scene.projects[0].purposes = appui_scene_text(&scene, "green");
    assert_int_equal(coverage_of(true), 2 * ONE);
}

/* One half-day pledged in each week: a need of two halves fits, one full session does not. */
static void keeps_every_pledge_period(void **state)
{
    (void)state;
    appui_scene_pledge(&scene, 0, 0, 6, 1);
    appui_scene_pledge(&scene, 0, 7, 11, 1);
    assert_int_equal(coverage_of(true), 2 * ONE);
    assert_int_equal(coverage_of(false), 2 * ONE);
    scene.needs[0][0].session_half_days = 2;
    assert_int_equal(coverage_of(true), 0);
    assert_int_equal(coverage_of(false), 0);
}

/* e0 serves a need of 4 half-days in 2: coverage 4, but only 2 of the 4 pledged are spent. */
static void serves_as_much_with_fewer_days_where_estimated(void **state)
{
    (void)state;
    scene.needs[0][0].half_days = 4;
    appui_scene_pledge(&scene, 0, 0, 11, 4);
    appui_scene_estimate(&scene, "j0/n0", "e0", 2);
    struct appui_enumeration best = best_of(true);
    assert_int_equal(best.best.value[APPUI_TIER_COVERAGE], 4 * ONE);
    assert_burden(&best.best.burdens[0], 0, 2, 4);
}

/* A signed half-day without session: the first week has a pledge of 1, the second none. It goes to
 * the first. When the firm is free in the second only, it goes there all the same and overruns
 * by 1. */
static void places_agreed_half_days_with_the_least_overrun(void **state)
{
    (void)state;
    scene.needs[0][0].half_days = 1;
    appui_scene_pledge(&scene, 0, 0, 6, 1);
    appui_scene_line(&scene, "j0/n0", "e0", 1);
    struct appui_enumeration best = best_of(true);
    assert_int_equal(best.to_place, 1);
    assert_int_equal(best.placed, 1);
    assert_int_equal(best.overrun, 0);
    appui_scene_free(&scene, &scene.projects[0].availability, 14, 15);
    best = best_of(true);
    assert_int_equal(best.placed, 1);
    assert_int_equal(best.overrun, 1);
}

/* The planned session on Monday is impossible (the firm is free from Tuesday on) and moves; the one
 * on Tuesday stays; the need of 3 is topped up by the third half-day. */
static void moves_only_impossible_sessions(void **state)
{
    (void)state;
    scene.needs[0][0].half_days = 3;
    appui_scene_free(&scene, &scene.projects[0].availability, 2, 4);
    struct appui_draft_line *line = appui_scene_line(&scene, "j0/n0", "e0", 2);
    appui_scene_session(&scene, line, 0, APPUI_SESSION_PLANNED);
    appui_scene_session(&scene, line, 2, APPUI_SESSION_PLANNED);
    struct appui_enumeration best = best_of(true);
    assert_int_equal(best.to_place, 1);
    assert_int_equal(best.placed, 1);
    assert_int_equal(best.best.value[APPUI_TIER_COVERAGE], ONE);
}

/* One slot, two needs, each required: each rule alone has a plan, both together have none. */
static void finds_require_rules_that_no_plan_meets(void **state)
{
    (void)state;
    scene.projects[0].n_needs = 2;
    scene.needs[0][0].half_days = scene.needs[0][1].half_days = 1;
    appui_scene_free(&scene, &scene.projects[0].availability, 0, 0);
    appui_scene_require(&scene, "j0/n0", "e0");
    appui_scene_require(&scene, "j0/n1", "e0");
    struct appui_basin *basin = build();
    assert_int_equal(appui_enumerate_meets(basin, true, 1, APPUI_ENUMERATION_WORK),
                     APPUI_ENUMERATED);
    assert_int_equal(appui_enumerate_meets(basin, true, 2, APPUI_ENUMERATION_WORK),
                     APPUI_ENUMERATED);
    assert_int_equal(appui_enumerate_meets(basin, true, 3, APPUI_ENUMERATION_WORK),
                     APPUI_ENUMERATION_CONFLICT);
    appui_basin_free(basin);
}

/* The only slots are those of Ascension Day 2027, a Thursday. */
static void works_on_no_public_holiday(void **state)
{
    (void)state;
    scene.monday = scene.draft.horizon_start = appui_date_from_civil(2027, 5, 3);
    scene.draft.horizon_end = scene.monday + 4;
    appui_scene_free(&scene, &scene.projects[0].availability, 6, 7);
    assert_int_equal(coverage_of(true), 0);
    scene.draft.holidays = APPUI_HOLIDAYS_NONE;
    assert_int_equal(coverage_of(true), 2 * ONE);
}

/* Committee on Wednesday of the first week (day 2), lead of 7 days: support from day 9 on,
 * diagnostics on days 0 and 1. The firm is free on days 7 and 8 only, then on day 1. */
static void keeps_support_after_the_committee_and_diagnostics_before(void **state)
{
    (void)state;
    scene.draft.committees.given = true;
    scene.projects[0].status = APPUI_SUBMITTED;
    assert_int_equal(coverage_of(true), 0); /* no date: no support */
    scene.projects[0].committee = scene.monday + 2;
    assert_int_equal(coverage_of(true), 2 * ONE);
    appui_scene_free(&scene, &scene.projects[0].availability, 14, 17);
    assert_int_equal(coverage_of(true), 0);
    appui_scene_free(&scene, &scene.projects[0].availability, 2, 3);
    assert_int_equal(coverage_of(true), 0);
    scene.needs[0][0].phase = APPUI_DIAGNOSTIC;
    assert_int_equal(coverage_of(true), 2 * ONE);
}

static void lets_the_narrower_skill_serve_the_broader_need(void **state)
{
    (void)state;
    scene.levels[0].skill = "narrow";
    assert_int_equal(coverage_of(true), 2 * ONE);
    scene.levels[0].skill = "s";
    scene.needs[0][0].skill = "narrow";
    assert_int_equal(coverage_of(true), 0);
}

/* Two needs of 2: coverage 4. Half of it may be given up for fewer lines: one line, coverage 2 at
 * least. */
static void gives_up_what_a_tolerance_allows(void **state)
{
    (void)state;
    const char *tiers[] = {"coverage:50%", "concentration"};
    scene.projects[0].n_needs = 2;
    scene.draft.tiers = (struct appui_draft_texts){.given = true, .n = 2, .items = tiers};
    struct appui_enumeration best = best_of(true);
    assert_int_equal(best.best.value[APPUI_TIER_COVERAGE], 4 * ONE);
    assert_int_equal(best.best.slack[APPUI_TIER_COVERAGE], 2 * ONE);
    assert_int_equal(best.best.value[APPUI_TIER_CONCENTRATION], 1);
}

/* A line of two half-days is dated on the second Monday (day 7). The expert is free from noon of
 * the first Tuesday on: the soonest are days 1 and 2. */
static void dates_fixed_lines_as_soon_as_can_be(void **state)
{
    (void)state;
    static struct appui_retrace trace;
    struct appui_promptness best;
    appui_scene_free(&scene, &scene.experts[0].availability, 3, 15);
    struct appui_session sessions[] = {{scene.monday + 7, APPUI_AM, APPUI_SESSION_PLANNED},
                                       {scene.monday + 7, APPUI_PM, APPUI_SESSION_PLANNED}};
    struct appui_plan_line line = {.half_days = 2,
                                   .state = APPUI_PROPOSED,
                                   .basin_line = -1,
                                   .n_sessions = 2,
                                   .sessions = sessions};
    struct appui_plan plan = {.calendar = true, .n_lines = 1, .lines = &line};
    struct appui_basin *basin = build();
    assert_null(appui_retrace_plan(&trace, basin, &plan, APPUI_ALL_RULES));
    assert_int_equal(appui_promptness_of(&trace.field).first, 7 * ONE);
    assert_int_equal(appui_enumerate_promptness(&trace, APPUI_ENUMERATION_WORK, &best),
                     APPUI_ENUMERATED);
    assert_int_equal(best.first, ONE);
    assert_int_equal(best.last, 2 * ONE);
    appui_basin_free(basin);
}

/* The expert is not free on Sunday; and a line of one half-day does not serve a need of two. */
static void refuses_plans_that_break_a_rule(void **state)
{
    (void)state;
    static struct appui_retrace trace;
    struct appui_session sessions[] = {{scene.monday + 6, APPUI_AM, APPUI_SESSION_PLANNED}};
    struct appui_plan_line line = {.half_days = 1,
                                   .state = APPUI_PROPOSED,
                                   .basin_line = -1,
                                   .n_sessions = 1,
                                   .sessions = sessions};
    struct appui_plan plan = {.calendar = true, .n_lines = 1, .lines = &line};
    struct appui_basin *basin = build();
    assert_string_equal(appui_retrace_plan(&trace, basin, &plan, APPUI_ALL_RULES),
                        "a proposed session breaks R5 or R7 to R11");
    sessions[0].day = scene.monday;
    assert_string_equal(appui_retrace_plan(&trace, basin, &plan, APPUI_ALL_RULES),
                        "the lines of a need break R1 to R4");
    appui_basin_free(basin);
}

static void gives_up_on_what_is_too_big(void **state)
{
    (void)state;
    struct appui_enumeration best;
    struct appui_basin *basin = build();
    assert_int_equal(appui_enumerate(basin, true, APPUI_ALL_RULES, 1, &best),
                     APPUI_ENUMERATION_TOO_BIG);
    appui_basin_free(basin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(serves_a_need_in_full, set_scene),
        cmocka_unit_test_setup(leaves_a_hole_where_less_than_days_min_can_be_given, set_scene),
        cmocka_unit_test_setup(evens_burdens_out, set_scene),
        cmocka_unit_test_setup(calls_burdens_fixed_that_no_best_plan_changes, set_scene),
        cmocka_unit_test_setup(keeps_the_rarer_expert_free, set_scene),
        cmocka_unit_test_setup(shares_a_need_only_where_it_must, set_scene),
        cmocka_unit_test_setup(keeps_an_expert_within_projects_max, set_scene),
        cmocka_unit_test_setup(keeps_the_order_of_needs, set_scene),
        cmocka_unit_test_setup(keeps_sessions_within_per_week, set_scene),
        cmocka_unit_test_setup(lays_full_sessions_on_one_day, set_scene),
        cmocka_unit_test_setup(gives_nobody_two_sessions_in_one_slot, set_scene),
        cmocka_unit_test_setup(spends_earmarks_on_their_purpose_and_in_time, set_scene),
        cmocka_unit_test_setup(takes_delivered_days_from_the_general_part_first, set_scene),
        cmocka_unit_test_setup(keeps_every_pledge_period, set_scene),
        cmocka_unit_test_setup(serves_as_much_with_fewer_days_where_estimated, set_scene),
        cmocka_unit_test_setup(places_agreed_half_days_with_the_least_overrun, set_scene),
        cmocka_unit_test_setup(moves_only_impossible_sessions, set_scene),
        cmocka_unit_test_setup(finds_require_rules_that_no_plan_meets, set_scene),
        cmocka_unit_test_setup(works_on_no_public_holiday, set_scene),
        cmocka_unit_test_setup(keeps_support_after_the_committee_and_diagnostics_before, set_scene),
        cmocka_unit_test_setup(lets_the_narrower_skill_serve_the_broader_need, set_scene),
        cmocka_unit_test_setup(gives_up_what_a_tolerance_allows, set_scene),
        cmocka_unit_test_setup(dates_fixed_lines_as_soon_as_can_be, set_scene),
        cmocka_unit_test_setup(refuses_plans_that_break_a_rule, set_scene),
        cmocka_unit_test_setup(gives_up_on_what_is_too_big, set_scene),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
