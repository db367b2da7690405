/*
 * Rules: each obstacle of a pair alone, bounds on days, windows, slots and room, on the basin of
 * plan_sample.h (2027-01-04 is a Monday; its only standing line is alpha-q on p/iso with 3
 * half-days, sessions 01-05 and 01-20).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/rules.h"
#include "plan_sample.h"

struct scene {
    struct appui_basin *basin;
    struct appui_standing *standing;
    struct appui_rules rules;
    struct appui_arena arena;
    struct appui_slots slots;
};

/** The standing as the basin now is: tests bend the basin after it was built. */
static void refresh(struct scene *scene)
{
    appui_standing_free(scene->standing);
    scene->standing = appui_standing_build(scene->basin);
    assert_non_null(scene->standing);
    scene->rules =
        (struct appui_rules){.basin = scene->basin, .standing = scene->standing, .calendar = true};
}

static int set_scene(void **state)
{
    static struct scene scene;
    memset(&scene, 0, sizeof scene);
    scene.basin = plan_sample_basin();
    refresh(&scene);
    *state = &scene;
    return appui_slots_new(&scene.slots, &scene.arena, scene.basin->n_slots);
}

static int strike_scene(void **state)
{
    struct scene *scene = *state;
    appui_standing_free(scene->standing);
    appui_basin_free(scene->basin);
    appui_arena_release(&scene->arena);
    return 0;
}

static uint32_t obstacles(struct scene *scene, int32_t expert, int32_t need)
{
    return appui_rules_pair(&scene->rules, expert, need, &scene->slots);
}

static void the_pairs_of_a_good_plan_have_no_obstacle(void **state)
{
    assert_int_equal(obstacles(*state, BETA_Q, P_ISO), 0);
    assert_int_equal(obstacles(*state, GAMMA_B, P_BUY), 0);
    assert_int_equal(obstacles(*state, BETA_Q, Q_DIAG), 0);
    assert_int_equal(obstacles(*state, DELTA_Q, Q_SUP), 0);
    assert_int_equal(obstacles(*state, BETA_B, T_E), 0);
    assert_int_equal(obstacles(*state, ALPHA_Q, P_ISO), 0); /* a top-up */
}

static void names_skill_level_exclusion_and_forbid_rules(void **state)
{
    struct scene *scene = *state;
    static int32_t excluded[] = {GAMMA};
    static struct appui_pair_rule forbid[] = {{P_BUY, GAMMA_B, false}};
    assert_int_equal(obstacles(scene, GAMMA_B, P_ISO), APPUI_OBSTACLE_NO_SKILL);
    scene->basin->needs[P_ISO].level = 4;
    assert_int_equal(obstacles(scene, BETA_Q, P_ISO), APPUI_OBSTACLE_LEVEL);
    scene->basin->projects[PROJECT_P].excluded = excluded;
    scene->basin->projects[PROJECT_P].n_excluded = 1;
    scene->basin->forbid = forbid;
    scene->basin->n_forbid = 1;
    assert_int_equal(obstacles(scene, GAMMA_B, P_BUY),
                     APPUI_OBSTACLE_EXCLUDED | APPUI_OBSTACLE_FORBIDDEN);
}

static void names_needs_that_are_not_planned_or_complete(void **state)
{
    struct scene *scene = *state;
    scene->basin->needs[P_BUY].covered_elsewhere = true;
    assert_int_equal(obstacles(scene, GAMMA_B, P_BUY), APPUI_OBSTACLE_NOT_PLANNED);
    scene->basin->needs[P_ISO].half_days = scene->basin->needs[P_ISO].half_days_min = 3;
    refresh(scene);
    assert_int_equal(obstacles(scene, BETA_Q, P_ISO), APPUI_OBSTACLE_NEED_COMPLETE);
}

/* p/iso has one expert already; a second is allowed, a first other one is not when experts_max
 * is 1. */
static void names_a_need_that_has_its_experts(void **state)
{
    struct scene *scene = *state;
    scene->basin->needs[P_ISO].experts_max = 1;
    assert_int_equal(obstacles(scene, BETA_Q, P_ISO), APPUI_OBSTACLE_EXPERTS_MAX);
    assert_int_equal(obstacles(scene, ALPHA_Q, P_ISO), 0);
}

/* An estimate serves the whole need, so it is of no use where somebody else stands. */
static void an_estimate_cannot_join_others(void **state)
{
    struct scene *scene = *state;
    scene->basin->lines[0].need = T_E;
    scene->basin->needs[T_E].experts_max = 2;
    refresh(scene);
    assert_int_equal(obstacles(scene, BETA_B, T_E), APPUI_OBSTACLE_DAYS_IMPOSSIBLE);
}

/* q/sup takes full sessions: between 1.5 and 1.5 days lies no whole number of days. */
static void names_days_that_cannot_be(void **state)
{
    struct scene *scene = *state;
    scene->basin->needs[Q_SUP].each_min = scene->basin->needs[Q_SUP].each_max = 3;
    assert_int_equal(obstacles(scene, DELTA_Q, Q_SUP), APPUI_OBSTACLE_DAYS_IMPOSSIBLE);
}

/* t/e asks 3 half-days of beta-b (the estimate); beta pledged 10 and 10. */
static void names_a_partner_with_too_little_left(void **state)
{
    struct scene *scene = *state;
    struct appui_pledge *pledges = scene->basin->partners[BETA].pledges;
    pledges[0].half_days = 1;
    pledges[1].half_days = 2;
    assert_int_equal(obstacles(scene, BETA_B, T_E), 0); /* 1 + 2 = 3 */
    pledges[1].delivered = 1;
    assert_int_equal(obstacles(scene, BETA_B, T_E), APPUI_OBSTACLE_PARTNER_BUDGET);
    scene->basin->partners[BETA].n_pledges = 0;
    assert_int_equal(obstacles(scene, BETA_B, T_E), APPUI_OBSTACLE_PARTNER_BUDGET);
}

/* Full sessions of 2 half-days: 3 and 3 left in two periods are 2 and 2 that sessions can use. */
static void counts_only_whole_sessions_of_each_period(void **state)
{
    struct scene *scene = *state;
    scene->basin->experts[DELTA_Q].partner = BETA;
    scene->basin->partners[BETA].pledges[0].half_days =
        scene->basin->partners[BETA].pledges[1].half_days = 3;
    assert_int_equal(obstacles(scene, DELTA_Q, Q_SUP), 0);
    scene->basin->partners[BETA].pledges[1].half_days = 1;
    assert_int_equal(obstacles(scene, DELTA_Q, Q_SUP), APPUI_OBSTACLE_PARTNER_BUDGET);
}

/*
 * Alpha pledged 24, delivered 2, and 4 are earmarked for "revit", which p has not. With 22 pledged
 * of which 19 earmarked, the general part is 3 - 2 delivered = 1, and 2 sessions of alpha-q stand:
 * nothing is left for p. For a project with the purpose there is no way either while what stands
 * exceeds the period.
 */
static void earmarks_serve_only_their_purpose(void **state)
{
    struct scene *scene = *state;
    struct appui_pledge *pledge = &scene->basin->partners[ALPHA].pledges[0];
    static const char *purposes[] = {"revit"};
    assert_int_equal(obstacles(scene, ALPHA_Q, Q_DIAG), 0);
    pledge->half_days = 22;
    pledge->earmarks[0].half_days = 17; /* general 5 - 2 = 3, 2 stand: 1 is left, q/diag asks 2 */
    assert_int_equal(obstacles(scene, ALPHA_Q, Q_DIAG), APPUI_OBSTACLE_PARTNER_BUDGET);
    scene->basin->projects[PROJECT_Q].purposes = purposes;
    scene->basin->projects[PROJECT_Q].n_purposes = 1;
    assert_int_equal(obstacles(scene, ALPHA_Q, Q_DIAG), 0);
    pledge->earmarks[0].to = sample_day("2027-01-08"); /* before the window begins */
    assert_int_equal(obstacles(scene, ALPHA_Q, Q_DIAG), APPUI_OBSTACLE_PARTNER_BUDGET);
    pledge->earmarks[0].to = sample_day("2027-03-31");
    pledge->earmarks[0].half_days = 19;
    assert_int_equal(obstacles(scene, ALPHA_Q, Q_DIAG), APPUI_OBSTACLE_PARTNER_BUDGET);
}

static void names_an_expert_without_days_or_projects_left(void **state)
{
    struct scene *scene = *state;
    /* 3 half-days of alpha-q stand inside the horizon; q/diag asks 2. */
    scene->basin->experts[ALPHA_Q].half_days_max = 5;
    assert_int_equal(obstacles(scene, ALPHA_Q, Q_DIAG), 0);
    scene->basin->experts[ALPHA_Q].half_days_max = 4;
    assert_int_equal(obstacles(scene, ALPHA_Q, Q_DIAG), APPUI_OBSTACLE_EXPERT_DAYS);
    scene->basin->experts[ALPHA_Q].half_days_max = APPUI_ABSENT;
    scene->basin->experts[ALPHA_Q].projects_max = 1;
    assert_int_equal(obstacles(scene, ALPHA_Q, Q_DIAG), APPUI_OBSTACLE_EXPERT_PROJECTS);
    assert_int_equal(obstacles(scene, ALPHA_Q, P_ISO), 0); /* its project stands already */
}

/* p/buy asks 4 half-days; a week of working days has 10 slots, gamma-b comes on Tuesdays. */
static void names_the_most_specific_calendar_obstacle(void **state)
{
    struct scene *scene = *state;
    struct appui_need *need = &scene->basin->needs[P_BUY];
    need->window_from = need->window_to = sample_day("2027-02-09");
    assert_int_equal(obstacles(scene, GAMMA_B, P_BUY), APPUI_OBSTACLE_WINDOW);
    need->window_to = sample_day("2027-02-12");
    assert_int_equal(obstacles(scene, GAMMA_B, P_BUY), APPUI_OBSTACLE_NO_COMMON_SLOT);
    appui_slots_clear(&scene->basin->projects[PROJECT_P].free);
    assert_int_equal(obstacles(scene, GAMMA_B, P_BUY), APPUI_OBSTACLE_FIRM_CALENDAR);
    need->window_from = need->window_to + 1;
    assert_int_equal(obstacles(scene, GAMMA_B, P_BUY), APPUI_OBSTACLE_WINDOW);
    scene->rules.calendar = false;
    assert_int_equal(obstacles(scene, GAMMA_B, P_BUY), APPUI_OBSTACLE_WINDOW);
}

/* Sessions of one week count per_week (R9): 4 half-days with 2 a week need two weeks. */
static void counts_the_weeks_of_a_need(void **state)
{
    struct scene *scene = *state;
    struct appui_need *need = &scene->basin->needs[P_BUY];
    need->per_week = 2;
    need->window_from = sample_day("2027-02-01");
    need->window_to = sample_day("2027-02-05");
    assert_int_equal(obstacles(scene, BETA_B, P_BUY), APPUI_OBSTACLE_WINDOW);
    need->window_to = sample_day("2027-02-08");
    assert_int_equal(obstacles(scene, BETA_B, P_BUY), 0);
}

static void support_waits_for_a_committee_date_and_diagnostics_do_not(void **state)
{
    struct scene *scene = *state;
    int32_t first, last;
    scene->basin->committees.n_candidates = 0; /* no date is left for r: */
    scene->basin->committees.capacity = 1;     /* q fills the meeting of 02-03 */
    refresh(scene);
    assert_int_equal(obstacles(scene, BETA_Q, R_SUP), APPUI_OBSTACLE_NO_COMMITTEE);
    appui_rules_window(&scene->rules, R_SUP, &first, &last);
    assert_true(first > last);
    appui_rules_slots(&scene->rules, BETA_Q, R_SUP, &scene->slots);
    assert_int_equal(appui_slots_count(&scene->slots), 0);
    scene->basin->needs[R_SUP].phase = APPUI_DIAGNOSTIC;
    assert_int_equal(obstacles(scene, BETA_Q, R_SUP), 0);
    scene->basin->needs[R_SUP].phase = APPUI_SUPPORT;
    scene->rules.calendar = false;
    assert_int_equal(obstacles(scene, BETA_Q, R_SUP), 0);
    scene->rules.calendar = true;
    scene->basin->projects[PROJECT_R].committee =
        scene->basin->as_of - 1; /* past, and nothing was decided */
    assert_true(appui_rules_waits_for_committee(scene->basin, PROJECT_R));
    scene->basin->projects[PROJECT_R].committee = scene->basin->as_of;
    assert_false(appui_rules_waits_for_committee(scene->basin, PROJECT_R));
    scene->basin->projects[PROJECT_R].status = APPUI_DEFERRED;
    assert_true(appui_rules_waits_for_committee(scene->basin, PROJECT_R));
    scene->basin->committees.given = false;
    assert_false(appui_rules_waits_for_committee(scene->basin, PROJECT_R));
}

static void expect_window(const struct scene *scene, int32_t need, const char *from, const char *to)
{
    int32_t first, last;
    appui_rules_window(&scene->rules, need, &first, &last);
    assert_int_equal(first, appui_basin_slot(scene->basin, sample_day(from)));
    assert_int_equal(last, appui_basin_slot(scene->basin, sample_day(to)) + 1);
}

/* r may be examined on 02-03, at q's meeting, or on 03-10: support from 02-10 on is possible. A
 * diagnostic is held before whichever it will be, so nothing narrows it yet. Once 02-03 is full, or
 * r is not ready, support begins seven days after 03-10. */
static void open_dates_leave_the_widest_window(void **state)
{
    struct scene *scene = *state;
    assert_int_equal(obstacles(scene, BETA_Q, R_SUP), 0);
    expect_window(scene, R_SUP, "2027-02-10", "2027-06-30");
    scene->basin->needs[R_SUP].phase = APPUI_DIAGNOSTIC;
    expect_window(scene, R_SUP, "2027-01-11", "2027-06-30");
    scene->basin->needs[R_SUP].phase = APPUI_SUPPORT;
    scene->basin->committees.capacity = 1;
    refresh(scene);
    expect_window(scene, R_SUP, "2027-03-17", "2027-06-30");
    scene->basin->committees.capacity = 4;
    scene->basin->projects[PROJECT_R].ready = sample_day("2027-02-04");
    refresh(scene);
    expect_window(scene, R_SUP, "2027-03-17", "2027-06-30");
}

/* What a plan chose binds as a known date does; what it did not choose leaves diagnostics alone.
 * Known dates are not the plan's to choose. */
static void chosen_dates_narrow_windows(void **state)
{
    struct scene *scene = *state;
    appui_day chosen[4] = {APPUI_ABSENT, APPUI_ABSENT, APPUI_ABSENT, APPUI_ABSENT};
    scene->rules.chosen = chosen;
    chosen[PROJECT_R] = sample_day("2027-03-10");
    expect_window(scene, R_SUP, "2027-03-17", "2027-06-30");
    scene->basin->needs[R_SUP].phase = APPUI_DIAGNOSTIC;
    expect_window(scene, R_SUP, "2027-01-11", "2027-03-09");
    chosen[PROJECT_R] = APPUI_ABSENT;
    expect_window(scene, R_SUP, "2027-01-11", "2027-06-30");
    scene->basin->needs[R_SUP].phase = APPUI_SUPPORT;
    assert_int_equal(obstacles(scene, BETA_Q, R_SUP), APPUI_OBSTACLE_NO_COMMITTEE);
    chosen[PROJECT_Q] = sample_day("2027-03-10");
    expect_window(scene, Q_SUP, "2027-02-10", "2027-06-30");
    expect_window(scene, P_ISO, "2027-01-11", "2027-06-30");
}

/* q's committee is on 02-03, lead_days 7. */
static void committee_dates_narrow_windows(void **state)
{
    struct scene *scene = *state;
    expect_window(scene, Q_DIAG, "2027-01-11", "2027-02-02");
    expect_window(scene, Q_SUP, "2027-02-10", "2027-06-30");
    scene->basin->projects[PROJECT_Q].status = APPUI_RUNNING;
    expect_window(scene, Q_SUP, "2027-02-10", "2027-06-30");
    scene->rules.calendar = false;
    expect_window(scene, Q_SUP, "2027-01-11", "2027-06-30");
}

/* p/buy comes after p/iso, whose last session that stays is 01-20 am; the Saturday does not stay.
 */
static void sessions_that_stay_narrow_windows_by_order(void **state)
{
    struct scene *scene = *state;
    int32_t first, last;
    appui_rules_window(&scene->rules, P_BUY, &first, &last);
    assert_int_equal(first, appui_basin_slot(scene->basin, sample_day("2027-01-20")) + 1);
    assert_int_equal(last, scene->basin->n_slots - 1);
    /* As if p/iso came after p/buy: new ones of p/buy end before its first session that stays,
     * 01-05. */
    static int32_t after[] = {P_BUY};
    scene->basin->needs[P_BUY].n_after = 0;
    scene->basin->needs[P_ISO].after = after;
    scene->basin->needs[P_ISO].n_after = 1;
    appui_rules_window(&scene->rules, P_BUY, &first, &last);
    assert_int_equal(last, appui_basin_slot(scene->basin, sample_day("2027-01-05")) - 1);
    assert_true(first > last);
}

static void slots_are_free_for_both_and_whole_days_for_full_sessions(void **state)
{
    struct scene *scene = *state;
    appui_rules_slots(&scene->rules, GAMMA_B, P_BUY, &scene->slots);
    int32_t tuesday = appui_basin_slot(scene->basin, sample_day("2027-02-09"));
    assert_true(appui_slots_has(&scene->slots, tuesday));
    assert_false(appui_slots_has(&scene->slots, tuesday + 2));
    /* The firm is away in the week of 05-10. */
    assert_false(
        appui_slots_has(&scene->slots, appui_basin_slot(scene->basin, sample_day("2027-05-11"))));
    appui_rules_slots(&scene->rules, ALPHA_Q, P_ISO, &scene->slots);
    int32_t taken = appui_basin_slot(scene->basin, sample_day("2027-01-20"));
    assert_false(appui_slots_has(&scene->slots, taken));
    assert_true(appui_slots_has(&scene->slots, taken + 1));
    int32_t wednesday = appui_basin_slot(scene->basin, sample_day("2027-02-10"));
    appui_slots_remove(&scene->basin->experts[DELTA_Q].free, wednesday + 1);
    appui_rules_slots(&scene->rules, DELTA_Q, Q_SUP, &scene->slots);
    assert_false(appui_slots_has(&scene->slots, wednesday));
    assert_true(appui_slots_has(&scene->slots, wednesday + 2));
    assert_true(appui_slots_has(&scene->slots, wednesday + 3));
    /* 02-11 and 12, 15 to 19, 22 to 26: 12 whole days until delta leaves. */
    assert_int_equal(appui_slots_count(&scene->slots), 24);
    assert_int_equal(appui_rules_room(&scene->rules, Q_SUP, &scene->slots), 24);
}

/* The week of 01-18 holds one session of p/iso that stays; 2 are allowed. */
static void room_counts_what_stands_in_each_week(void **state)
{
    struct scene *scene = *state;
    appui_day monday = sample_day("2027-01-18");
    assert_int_equal(appui_rules_week_used(&scene->rules, P_ISO, monday), 1);
    assert_int_equal(appui_rules_week_used(&scene->rules, P_ISO, monday + 7), 0);
    appui_slots_clear(&scene->slots);
    for (int32_t day = 0; day < 12; day++) {
        appui_slots_add(&scene->slots, appui_basin_slot(scene->basin, monday + day));
    }
    assert_int_equal(appui_rules_room(&scene->rules, P_ISO, &scene->slots), 1 + 2);
    assert_int_equal(appui_rules_room(&scene->rules, P_BUY, &scene->slots), 12);
    /* Mornings alone hold no full session. */
    assert_int_equal(appui_rules_room(&scene->rules, Q_SUP, &scene->slots), 0);
}

static void expect_days(const struct scene *scene, int32_t expert, int32_t need, int32_t low,
                        int32_t high)
{
    int32_t least, most;
    appui_rules_pair_days(&scene->rules, expert, need, &least, &most);
    assert_int_equal(least, low);
    assert_int_equal(most, high);
}

/* p/iso: 6 asked, at least 4, 3 stand. A second expert gives 1 to 3; were it alone, at least what
 * days_min lacks. */
static void bounds_days_of_pairs(void **state)
{
    struct scene *scene = *state;
    int32_t low, high;
    appui_rules_need_days(&scene->rules, P_ISO, &low, &high);
    assert_int_equal(low, 1);
    assert_int_equal(high, 3);
    expect_days(scene, BETA_Q, P_ISO, 1, 3);
    expect_days(scene, ALPHA_Q, P_ISO, 1, 3);
    scene->basin->needs[P_ISO].each_min = 2;
    scene->basin->needs[P_ISO].each_max = 4;
    expect_days(scene, BETA_Q, P_ISO, 2, 3);
    expect_days(scene, ALPHA_Q, P_ISO, 1, 1);
    scene->basin->needs[P_BUY].half_days_min = 3;
    expect_days(scene, GAMMA_B, P_BUY, 3, 4);
    scene->basin->experts[GAMMA_B].half_days_max = 2;
    expect_days(scene, GAMMA_B, P_BUY, 3, 2);
    expect_days(scene, BETA_B, T_E, 3, 3);
    expect_days(scene, DELTA_Q, Q_SUP, 4, 4);
    scene->basin->needs[Q_SUP].half_days_min = 1;
    expect_days(scene, DELTA_Q, Q_SUP, 2, 4);
}

static void serves_a_need_in_its_own_measure(void **state)
{
    struct scene *scene = *state;
    assert_int_equal(appui_rules_served(&scene->rules, GAMMA_B, P_BUY, 3), 3);
    assert_int_equal(appui_rules_served(&scene->rules, BETA_B, T_E, 3), 4);
    assert_int_equal(appui_rules_served(&scene->rules, BETA_B, T_E, 2), 2);
    assert_int_equal(appui_rules_served(&scene->rules, BETA_B, T_E, INT32_MAX), 4);
    assert_int_equal(appui_rules_served(&scene->rules, BETA_B, T_E, 0), 0);
}

#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, set_scene, strike_scene)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE_TEST(the_pairs_of_a_good_plan_have_no_obstacle),
        SCENE_TEST(names_skill_level_exclusion_and_forbid_rules),
        SCENE_TEST(names_needs_that_are_not_planned_or_complete),
        SCENE_TEST(names_a_need_that_has_its_experts),
        SCENE_TEST(an_estimate_cannot_join_others),
        SCENE_TEST(names_days_that_cannot_be),
        SCENE_TEST(names_a_partner_with_too_little_left),
        SCENE_TEST(counts_only_whole_sessions_of_each_period),
        SCENE_TEST(earmarks_serve_only_their_purpose),
        SCENE_TEST(names_an_expert_without_days_or_projects_left),
        SCENE_TEST(names_the_most_specific_calendar_obstacle),
        SCENE_TEST(counts_the_weeks_of_a_need),
        SCENE_TEST(support_waits_for_a_committee_date_and_diagnostics_do_not),
        SCENE_TEST(open_dates_leave_the_widest_window),
        SCENE_TEST(chosen_dates_narrow_windows),
        SCENE_TEST(committee_dates_narrow_windows),
        SCENE_TEST(sessions_that_stay_narrow_windows_by_order),
        SCENE_TEST(slots_are_free_for_both_and_whole_days_for_full_sessions),
        SCENE_TEST(room_counts_what_stands_in_each_week),
        SCENE_TEST(bounds_days_of_pairs),
        SCENE_TEST(serves_a_need_in_its_own_measure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
