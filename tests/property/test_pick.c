/*
 * The choice among listed plans: it is worth what the linear solver's branch and bound finds over
 * the same plans, whatever the cutoff, with the node's own multipliers alone and with others beside
 * them. Where nothing is above the cutoff nothing is found. A test fails where other multipliers
 * never struck anything out, where no choice was found, or where two in three searches gave up.
 * `property_pick FIRST COUNT` runs other seeds.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/random.h"
#include "solver/pick.h"
#include "solver/plan_master.h"
#include "tests/reference/days_search.h"

static uint32_t first_seed = 1, n_wanted = 4;

/** Nodes of each basin, and draws of multipliers that give each block a plan. */
#define NODES 4
#define DRAWS 4
#define NO_CUTOFF (-1000000000)
/** Terms read before a search gives up. */
#define WORK_MOST 1000000

struct tally {
    int64_t n_picks, n_complete, n_found, n_none, n_second, n_nodes;
};

/* ---- plans to choose from ---- */

/* Adds the best plan of every block for worths around the node's own: many, and unlike. */
static void add_plans(struct appui_plan_lp *lp, struct appui_random *random)
{
    int64_t *worth = calloc((size_t)lp->n_columns + 1, sizeof *worth);
    struct appui_block_plan plan = {0};
    assert_non_null(worth);
    for (int draw = 0; draw < DRAWS; draw++) {
        for (int32_t c = 0; c < lp->n_columns; c++) {
            worth[c] = lp->gain[c] * appui_random_within(random, 0, 40) -
                       (lp->gain[c] ? appui_random_within(random, 0, 100) : 0);
        }
        for (int32_t b = 0; b < lp->blocks.n; b++) {
            int found = appui_blocks_best(&lp->blocks, b, worth, lp->low, lp->high, &plan);
            assert_true(found >= 0);
            if (found > 0) {
                assert_int_equal(appui_plan_lp_add(lp, b, plan.entries, plan.n_entries), 0);
            }
        }
    }
    appui_block_plan_release(&plan);
    free(worth);
}

/* Bars what the node forbids. */
static void bar_forbidden(struct appui_plan_lp *lp)
{
    for (int32_t i = 0; i < lp->n_plans; i++) {
        lp->plans[i].idle = 0;
        lp->plans[i].barred = false;
        lp->plans[i].barred = !appui_plan_lp_takes(lp, &lp->plans[i]);
    }
}

/* ---- the linear solver's choice ---- */

/* @return the best value over the plans that are not barred, INT64_MIN when there is none */
static int64_t solve_listed(struct appui_plan_lp *lp)
{
    struct appui_plan_master m = {0};
    struct appui_glpk_result result = {0};
    struct appui_glpk_options options = appui_glpk_options_default();
    assert_int_equal(appui_plan_master_build(lp, 0, true, &m), 0);
    assert_int_equal(appui_glpk_solve(&m.program, &options, &result), APPUI_GLPK_OK);
    int64_t value = result.has_point ? result.value : INT64_MIN;
    appui_glpk_result_release(&result);
    appui_plan_master_release(&m);
    return value;
}

struct judge {
    struct appui_plan_lp *lp;
};

static int64_t judge(void *context, const int32_t *chosen)
{
    struct appui_plan_lp *lp = ((struct judge *)context)->lp;
    bool *barred = calloc((size_t)lp->n_plans + 1, sizeof *barred);
    assert_non_null(barred);
    for (int32_t i = 0; i < lp->n_plans; i++) {
        barred[i] = lp->plans[i].barred;
        lp->plans[i].barred = true;
    }
    for (int32_t b = 0; b < lp->blocks.n; b++) {
        assert_int_equal(lp->plans[chosen[b]].block, b);
        assert_false(barred[chosen[b]]);
        lp->plans[chosen[b]].barred = false;
    }
    int64_t value = solve_listed(lp);
    for (int32_t i = 0; i < lp->n_plans; i++) {
        lp->plans[i].barred = barred[i];
    }
    free(barred);
    return value;
}

/* ---- both on one node ---- */

/* What multipliers say. @param view  released by the caller */
static void look(struct appui_plan_lp *lp, int64_t cutoff, struct appui_view *view)
{
    appui_wide total;
    assert_true(appui_plan_lp_price_centre(lp, &view->scale, &total));
    view->room = total - (appui_wide)(cutoff + 1) * view->scale;
    view->worth = malloc(((size_t)lp->n_columns + 1) * sizeof *view->worth);
    view->block_worth = malloc(((size_t)lp->blocks.n + 1) * sizeof *view->block_worth);
    view->multiplier = malloc(((size_t)lp->n_links + 1) * sizeof *view->multiplier);
    assert_true(view->worth && view->block_worth && view->multiplier);
    memcpy(view->worth, lp->worth, (size_t)lp->n_columns * sizeof *view->worth);
    memcpy(view->block_worth, lp->block_worth, (size_t)lp->blocks.n * sizeof *view->block_worth);
    appui_plan_lp_scaled(lp, (double)view->scale, view->multiplier);
}

static void forget(struct appui_view *view)
{
    free(view->worth);
    free(view->block_worth);
    free(view->multiplier);
}

/* The best value above the cutoff, or the cutoff, is what is expected; no more than that where the
 * search gave up. */
static void pick(struct appui_plan_lp *lp, int64_t cutoff, int32_t n_views,
                 const struct appui_view *views, int64_t expected, struct tally *tally)
{
    struct judge context = {lp};
    struct appui_view copies[APPUI_VIEWS_MAX];
    memcpy(copies, views, (size_t)n_views * sizeof *copies);
    struct appui_pick run = {.n_views = n_views,
                             .views = copies,
                             .cutoff = cutoff,
                             .work_most = WORK_MOST,
                             .judge = judge,
                             .context = &context};
    assert_int_equal(appui_pick_run(lp, &run), 0);
    tally->n_picks++;
    tally->n_complete += run.complete;
    tally->n_nodes += run.n_nodes;
    assert_true(run.complete ? run.cutoff == expected : run.cutoff <= expected);
}

static void compare(struct appui_plan_lp *lp, int64_t bound, struct appui_random *random,
                    struct tally *tally)
{
    static const int64_t below[] = {0, 1, 3, 8};
    int64_t best = solve_listed(lp);
    for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
        int64_t cutoff = best == INT64_MIN ? bound - 1 - below[i] : best - below[i];
        cutoff = cutoff > NO_CUTOFF ? cutoff : NO_CUTOFF;
        struct appui_view views[2] = {0};
        look(lp, cutoff, &views[0]);
        bool some = views[0].room >= 0;
        int64_t expected = best > cutoff ? best : cutoff;
        assert_true(some || best <= cutoff);
        int64_t nodes = -tally->n_nodes;
        pick(lp, cutoff, 1, views, expected, tally);
        nodes += tally->n_nodes;
        tally->n_found += best > cutoff;
        tally->n_none += best <= cutoff;
        /* other multipliers, of rows alone: what they leave to spend holds for every point */
        double *own = lp->centre;
        double *other = malloc(((size_t)lp->n_links + 1) * sizeof *other);
        assert_non_null(other);
        for (int32_t l = 0; l < lp->n_links; l++) {
            other[l] = own[l] * appui_random_within(random, 0, 3) / 2.0;
        }
        lp->centre = other;
        lp->phase_one = true;
        look(lp, -1, &views[1]);
        lp->phase_one = false;
        lp->centre = own;
        free(other);
        nodes += tally->n_nodes;
        assert_true(views[1].room >= 0 || best == INT64_MIN);
        pick(lp, cutoff, 2, views, expected, tally);
        tally->n_second += tally->n_nodes < nodes;
        forget(&views[0]);
        forget(&views[1]);
    }
}

/* Plans of random worths, and none at all for each block. */
static void open_list(struct appui_plan_lp *lp, struct appui_search *search, uint32_t seed)
{
    struct appui_random random = appui_random_of_seed(seed);
    assert_int_equal(appui_plan_lp_open(lp, search, INFINITY), 0);
    add_plans(lp, &random);
    memset(search->x, 0, (size_t)lp->n_columns * sizeof *search->x);
    appui_plan_lp_add_point(lp, search->x);
}

/* The best coverage of the plans listed is held, and their fit is sought. */
static void hold_coverage(struct appui_search *search, uint32_t seed)
{
    struct appui_plan_lp lp = {0};
    open_list(&lp, search, seed);
    int64_t best = solve_listed(&lp), unit = lp.unit;
    appui_plan_lp_release(&lp);
    assert_true(best > 0);
    appui_joint_hold(search->joint, APPUI_TIER_COVERAGE, best * unit);
    appui_joint_aim(search->joint, APPUI_TIER_FIT);
}

static void run_basin(const char *family, uint32_t seed, struct tally *tally)
{
    struct appui_days_search scene;
    struct appui_plan_lp lp = {0};
    struct appui_random random = appui_random_of_seed(seed);
    assert_null(appui_days_search_open(&scene, family, seed, APPUI_TIER_COVERAGE));
    if (seed % 2) {
        hold_coverage(&scene.search, seed);
    }
    open_list(&lp, &scene.search, seed);
    for (int node = 0; node < NODES; node++) {
        int64_t bound = INT64_MAX;
        appui_plan_lp_undo(&lp, 0);
        for (int k = 0; k < 3 * node; k++) {
            int32_t c = appui_random_within(&random, 0, lp.n_columns - 1);
            if (appui_plan_lp_is_line(&lp, c)) {
                appui_plan_lp_narrow_column(&lp, c, 0, 0);
            }
        }
        assert_true(appui_plan_lp_bound(&lp, NO_CUTOFF, &bound));
        if (bound > NO_CUTOFF && lp.has_centre) {
            bar_forbidden(&lp);
            compare(&lp, bound, &random, tally);
        }
    }
    appui_plan_lp_release(&lp);
    appui_days_search_close(&scene);
}

static void the_choice_is_the_linear_solvers(void **state)
{
    (void)state;
    struct tally tally = {0};
    for (uint32_t seed = first_seed; seed < first_seed + n_wanted; seed++) {
        run_basin("easy", seed, &tally);
        run_basin("hard", seed, &tally);
    }
    print_message("%lld choices, %lld of them to the end, %lld above the cutoff, %lld nothing, "
                  "%lld nodes, %lld times fewer "
                  "with other multipliers\n",
                  (long long)tally.n_picks, (long long)tally.n_complete, (long long)tally.n_found,
                  (long long)tally.n_none, (long long)tally.n_nodes, (long long)tally.n_second);
    assert_true(tally.n_found > 0 && tally.n_none > 0 && tally.n_second > 0);
    assert_true(tally.n_nodes > tally.n_picks && 3 * tally.n_complete > tally.n_picks);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_choice_is_the_linear_solvers)};
    if (argc == 3) {
        first_seed = (uint32_t)strtoul(argv[1], NULL, 10);
        n_wanted = (uint32_t)strtoul(argv[2], NULL, 10);
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
