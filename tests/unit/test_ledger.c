/*
 * Ledger: what a pledge carries, against every way of paying on small cases; partners' and plan's
 * figures by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "plan_sample.h"

static uint32_t seed = 2027;

static int32_t random_below(int32_t n)
{
    seed = seed * 1664525U + 1013904223U;
    return (int32_t)((seed >> 16) % (uint32_t)n);
}

/** Tries for each half-day of each use every earmark that serves it, the general part, or nothing.
 */
static int32_t carry_all_ways(const struct appui_basin *basin, struct appui_pledge *left,
                              struct appui_use *uses, int32_t n_uses, int32_t general)
{
    while (n_uses > 0 && uses[0].half_days == 0) {
        uses++;
        n_uses--;
    }
    if (n_uses == 0) {
        return 0;
    }
    uses[0].half_days--;
    int32_t best = carry_all_ways(basin, left, uses, n_uses, general);
    if (general > 0) {
        int32_t paid = 1 + carry_all_ways(basin, left, uses, n_uses, general - 1);
        best = paid > best ? paid : best;
    }
    for (int32_t e = 0; e < left->n_earmarks; e++) {
        struct appui_earmark *earmark = &left->earmarks[e];
        if (earmark->half_days > 0 &&
            appui_ledger_serves(basin, earmark, uses[0].project, uses[0].day)) {
            earmark->half_days--;
            int32_t paid = 1 + carry_all_ways(basin, left, uses, n_uses, general);
            earmark->half_days++;
            best = paid > best ? paid : best;
        }
    }
    uses[0].half_days++;
    return best;
}

/** Takes `overdrawn` half-days out of the earmarks in every way before paying. */
static int32_t carry_overdrawn(const struct appui_basin *basin, struct appui_pledge *left,
                               struct appui_use *uses, int32_t n_uses, int32_t overdrawn)
{
    if (overdrawn == 0) {
        return carry_all_ways(basin, left, uses, n_uses, 0);
    }
    int32_t best = 0;
    for (int32_t e = 0; e < left->n_earmarks; e++) {
        if (left->earmarks[e].half_days > 0) {
            left->earmarks[e].half_days--;
            int32_t paid = carry_overdrawn(basin, left, uses, n_uses, overdrawn - 1);
            left->earmarks[e].half_days++;
            best = paid > best ? paid : best;
        }
    }
    return best;
}

static void carries_the_most_of_all_ways_of_paying(void **state)
{
    (void)state;
    const char *purposes[] = {"a", "b", "c"};
    struct appui_project projects[3] = {0};
    struct appui_basin basin = {.n_projects = 3, .projects = projects};
    for (int32_t round = 0; round < 300; round++) {
        struct appui_earmark earmarks[3];
        struct appui_use uses[4];
        int32_t n_uses = 1 + random_below(4), earmarked = 0;
        for (int32_t i = 0; i < 3; i++) {
            earmarks[i] = (struct appui_earmark){random_below(3), 10 * (1 + random_below(3)),
                                                 purposes[random_below(3)]};
            earmarked += earmarks[i].half_days;
            projects[i].n_purposes = random_below(3);
            projects[i].purposes = &purposes[random_below(2)];
        }
        for (int32_t i = 0; i < n_uses; i++) {
            uses[i] = (struct appui_use){random_below(3),
                                         random_below(4) ? 10 * random_below(4) + 5 : APPUI_ABSENT,
                                         random_below(3)};
        }
        int32_t general = random_below(3), delivered = random_below(4);
        struct appui_pledge pledge = {.to = 100,
                                      .half_days = general + earmarked,
                                      .delivered = delivered,
                                      .n_earmarks = random_below(4),
                                      .earmarks = earmarks};
        for (int32_t i = pledge.n_earmarks; i < 3; i++) {
            pledge.half_days -= earmarks[i].half_days;
            earmarked -= earmarks[i].half_days;
        }
        int32_t overdrawn = delivered > general ? delivered - general : 0;
        overdrawn = overdrawn < earmarked ? overdrawn : earmarked;
        int32_t expected = delivered >= general
                               ? carry_overdrawn(&basin, &pledge, uses, n_uses, overdrawn)
                               : carry_all_ways(&basin, &pledge, uses, n_uses, general - delivered);
        assert_int_equal(appui_ledger_carry(&basin, &pledge, uses, n_uses), expected);
    }
}

/*
 * Earmark 1 of purpose a, until day 10; earmark 1 of purpose b, until day 20; no general part.
 * Project 0 has both purposes, project 1 only b. A first-come greedy would let project 0 take b and
 * leave project 1 unpaid.
 */
static void moves_a_use_to_another_earmark_to_make_room(void **state)
{
    (void)state;
    const char *purposes[] = {"b", "a"};
    struct appui_project projects[] = {{.n_purposes = 2, .purposes = purposes},
                                       {.n_purposes = 1, .purposes = purposes}};
    struct appui_basin basin = {.n_projects = 2, .projects = projects};
    struct appui_earmark earmarks[] = {{1, 20, "b"}, {1, 10, "a"}};
    struct appui_pledge pledge = {.to = 30, .half_days = 2, .n_earmarks = 2, .earmarks = earmarks};
    const struct appui_use uses[] = {{0, 5, 1}, {1, 15, 1}};
    assert_int_equal(appui_ledger_carry(&basin, &pledge, uses, 2), 2);
    const struct appui_use late[] = {{0, 15, 1}, {1, 15, 1}};
    assert_int_equal(appui_ledger_carry(&basin, &pledge, late, 2), 1);
}

static void counts_huge_uses_without_overflow(void **state)
{
    (void)state;
    const char *purposes[] = {"a"};
    struct appui_project project = {.n_purposes = 1, .purposes = purposes};
    struct appui_basin basin = {.n_projects = 1, .projects = &project};
    struct appui_earmark earmark = {3, 20, "a"};
    struct appui_pledge pledge = {.to = 30, .half_days = 5, .n_earmarks = 1, .earmarks = &earmark};
    const struct appui_use uses[] = {{0, 5, INT32_MAX}, {0, 5, INT32_MAX}, {0, 5, INT32_MIN}};
    assert_int_equal(appui_ledger_carry(&basin, &pledge, uses, 3), 5);
}

static void tells_when_memory_fails(void **state)
{
    (void)state;
    const char *purposes[] = {"a"};
    struct appui_project project = {.n_purposes = 1, .purposes = purposes};
    struct appui_basin basin = {.n_projects = 1, .projects = &project};
    struct appui_earmark earmark = {3, 20, "a"};
    struct appui_pledge pledge = {.to = 30, .half_days = 5, .n_earmarks = 1, .earmarks = &earmark};
    const struct appui_use use = {0, 5, 4};
    int32_t carried = -1;
    for (long n = 1; carried < 0 && n < 100; n++) {
        appui_memory_fail_after(n);
        carried = appui_ledger_carry(&basin, &pledge, &use, 1);
        appui_memory_fail_after(0);
        assert_true(n > 1 || carried == -1);
    }
    assert_int_equal(carried, 4);
}

/*
 * The good plan of plan_sample.h, in half-days.
 *   alpha  pledged 24; delivered 2 + 1 done session; agreed 2 (01-20, 01-25); proposed 0; left 24 -
 * 5 = 19; burden 5/24 beta   pledged 10 + 10; proposed 2 (p/iso) + 2 (q/diag) + 3 (t/e) = 7; left
 * 13; burden 7/20 gamma  no limit; proposed 4, no burden. delta: no limit; proposed 4.
 */
static void adds_up_what_partners_give(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    struct appui_plan *plan = plan_sample_plan(basin);
    const struct appui_partner_figures *p = plan->partners;
    assert_int_equal(p[ALPHA].pledged, 24);
    assert_int_equal(p[ALPHA].delivered, 3);
    assert_int_equal(p[ALPHA].agreed, 2);
    assert_int_equal(p[ALPHA].proposed, 0);
    assert_int_equal(p[ALPHA].left, 19);
    assert_int_equal(p[ALPHA].burden.num, 5);
    assert_int_equal(p[ALPHA].burden.den, 24);
    assert_int_equal(p[BETA].pledged, 20);
    assert_int_equal(p[BETA].proposed, 7);
    assert_int_equal(p[BETA].left, 13);
    assert_int_equal(p[BETA].burden.num, 7);
    assert_int_equal(p[BETA].burden.den, 20);
    assert_false(p[GAMMA].limited);
    assert_false(p[GAMMA].has_burden);
    assert_int_equal(p[GAMMA].proposed, 4);
    assert_int_equal(p[DELTA].proposed, 4);
    appui_plan_free(plan);
    /* Without calendar the same days count; the agreed half-day without a session too. */
    plan = plan_sample_undated(basin);
    assert_int_equal(plan->partners[ALPHA].agreed, 2);
    assert_int_equal(plan->partners[BETA].proposed, 7);
    assert_int_equal(plan->partners[GAMMA].proposed, 4);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

/*
 * The same plan, period by period: alpha 24 - 2 delivered - 01-05, 01-20 and the new 01-25 = 19;
 * beta's first 10 - 2 - 2 = 6, its second 10 - 3 = 7. With 01-25 taken out of the plan, that agreed
 * half-day belongs to no period. A session that is cancelled or cannot stay takes nothing.
 */
static void gives_what_is_left_of_one_period(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    struct appui_standing *standing = appui_standing_build(basin);
    struct appui_plan *plan = plan_sample_plan(basin);
    assert_non_null(standing);
    assert_int_equal(appui_ledger_period_left(basin, standing, plan, ALPHA, 0), 19);
    assert_int_equal(appui_ledger_period_left(basin, standing, plan, BETA, 0), 6);
    assert_int_equal(appui_ledger_period_left(basin, standing, plan, BETA, 1), 7);
    plan->lines[LINE_AGREED].n_sessions = 2;
    assert_int_equal(appui_ledger_period_left(basin, standing, plan, ALPHA, 0), 20);
    appui_plan_free(plan);
    /* without calendar the parts say it; the agreed half-day to place is in no period */
    plan = plan_sample_undated(basin);
    assert_int_equal(appui_ledger_period_left(basin, standing, plan, ALPHA, 0), 20);
    assert_int_equal(appui_ledger_period_left(basin, standing, plan, BETA, 0), 6);
    assert_int_equal(appui_ledger_period_left(basin, standing, plan, BETA, 1), 7);
    /* more than the period holds: 10 - 2 - 13 */
    plan->lines[LINE_ISO].parts[0].half_days = 13;
    assert_int_equal(appui_ledger_period_left(basin, standing, plan, BETA, 0), -5);
    appui_plan_free(plan);
    appui_standing_free(standing);
    appui_basin_free(basin);
}

/* q and t are full, p lacks half a day, r has nothing; without its line t is not full either. */
static void tells_which_projects_are_fully_served(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    struct appui_standing *standing = appui_standing_build(basin);
    struct appui_plan *plan = plan_sample_plan(basin);
    assert_non_null(standing);
    assert_false(appui_ledger_fully_served(basin, standing, plan, PROJECT_P));
    assert_true(appui_ledger_fully_served(basin, standing, plan, PROJECT_Q));
    assert_false(appui_ledger_fully_served(basin, standing, plan, PROJECT_R));
    assert_true(appui_ledger_fully_served(basin, standing, plan, PROJECT_T));
    plan->n_lines = LINE_E;
    assert_false(appui_ledger_fully_served(basin, standing, plan, PROJECT_T));
    appui_plan_free(plan);
    appui_standing_free(standing);
    appui_basin_free(basin);
}

/* Of the planned projects q (7 jobs) and t (3 jobs) are served in full; p lacks half a day, r has
 * nothing. */
static void adds_up_what_people_ask_for(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    struct appui_plan *plan = plan_sample_plan(basin);
    assert_int_equal(plan->figures.projects_fully_served, 2);
    assert_int_equal(plan->figures.jobs_behind_them, 10);
    assert_int_equal(plan->figures.half_days_unused, 19 + 13);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

/* p/iso asking one half-day less is full with 5; but not while its agreed half-day of 01-25 has no
 * date. */
static void a_project_with_undated_agreed_days_is_not_fully_served(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    basin->needs[P_ISO].half_days = 5;
    struct appui_plan *plan = plan_sample_plan(basin);
    assert_int_equal(plan->figures.projects_fully_served, 3);
    plan->lines[LINE_AGREED].n_sessions = 2;
    plan_sample_finish(basin, plan);
    assert_int_equal(plan->figures.projects_fully_served, 2);
    assert_int_equal(plan->partners[ALPHA].agreed, 2);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(carries_the_most_of_all_ways_of_paying),
        cmocka_unit_test(moves_a_use_to_another_earmark_to_make_room),
        cmocka_unit_test(counts_huge_uses_without_overflow),
        cmocka_unit_test(tells_when_memory_fails),
        cmocka_unit_test(adds_up_what_partners_give),
        cmocka_unit_test(gives_what_is_left_of_one_period),
        cmocka_unit_test(tells_which_projects_are_fully_served),
        cmocka_unit_test(adds_up_what_people_ask_for),
        cmocka_unit_test(a_project_with_undated_agreed_days_is_not_fully_served),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
