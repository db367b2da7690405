/*
 * The linear program over plans: with rows left out until a point breaks them it has the optimum
 * that all its rows have, wherever bounds are narrowed; and what the bound rules out of a column
 * leaves nothing above the cutoff. A test fails where no row was left out, let in again, or no
 * column of no block was narrowed. `property_plan_lp FIRST COUNT` runs other seeds.
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
#include "solver/plan_lp.h"
#include "tests/reference/compiled.h"

static uint32_t first_seed = 1, n_wanted = 4;

/** Nodes looked at in each basin: some columns narrowed, at random. */
#define NODES 25
#define NO_CUTOFF (-1000000000)

struct tally {
    int32_t n_nodes, n_out, n_let_in, n_fixed, n_wrong;
};

static int32_t rows_out(const struct appui_plan_lp *lp)
{
    int32_t n = 0;
    for (int32_t i = 0; i < lp->n_links; i++) {
        n += lp->row_out[i];
    }
    return n;
}

/* The optimum over the plans known with every row in the program is the one found without some. */
static void compare_with_all_rows(struct appui_plan_lp *lp, struct tally *tally)
{
    double value = lp->value, violation = lp->violation;
    assert_int_equal(appui_plan_lp_keep(lp), 0);
    tally->n_out += rows_out(lp);
    memset(lp->row_out, 0, (size_t)lp->n_links);
    memset(lp->row_idle, 0, (size_t)lp->n_links);
    lp->moved = true;
    assert_true(appui_plan_lp_resolve(lp, 0));
    double room = 1e-5 * (1 + fabs(value));
    bool same = fabs(lp->violation - violation) < 1e-4 && fabs(lp->value - value) < room;
    tally->n_wrong += !same;
    appui_plan_lp_restore(lp);
}

/* The columns of no block that the bound narrows: on the other side nothing is above the cutoff. */
static void ask_other_sides(struct appui_plan_lp *lp, int64_t cutoff, struct tally *tally)
{
    int32_t mark = lp->n_narrowings;
    assert_int_equal(appui_plan_lp_keep(lp), 0);
    appui_plan_lp_rule_out(lp, cutoff);
    int32_t n = lp->n_narrowings - mark;
    struct appui_narrowing *before = calloc((size_t)n + 1, sizeof *before);
    assert_non_null(before);
    memcpy(before, lp->narrowings + mark, (size_t)n * sizeof *before);
    int64_t *low = calloc((size_t)n + 1, sizeof *low), *high = calloc((size_t)n + 1, sizeof *high);
    assert_true(low && high);
    for (int32_t i = 0; i < n; i++) {
        low[i] = lp->low[before[i].index];
        high[i] = lp->high[before[i].index];
    }
    for (int32_t i = 0; i < n; i++) {
        int32_t c = before[i].index;
        if (lp->blocks.column_block[c] >= 0) {
            continue;
        }
        int64_t bound = INT64_MAX;
        appui_plan_lp_undo(lp, mark);
        appui_plan_lp_restore(lp);
        bool from_below = low[i] > before[i].low;
        appui_plan_lp_narrow_column(lp, c, from_below ? before[i].low : high[i] + 1,
                                    from_below ? low[i] - 1 : before[i].high);
        assert_true(appui_plan_lp_bound(lp, cutoff, &bound));
        tally->n_wrong += bound > cutoff;
        tally->n_fixed++;
    }
    appui_plan_lp_undo(lp, mark);
    appui_plan_lp_restore(lp);
    free(before);
    free(low);
    free(high);
}

/* Narrows some lines and columns of no block to one of their sides. */
static void narrow_some(struct appui_plan_lp *lp, struct appui_random *random)
{
    for (int32_t i = 0; i < 6; i++) {
        int32_t c = appui_random_within(random, 0, lp->n_columns - 1);
        bool fits = appui_plan_lp_is_line(lp, c) || lp->blocks.column_block[c] < 0;
        if (fits && lp->program->columns[c].integer && lp->low[c] == 0 && lp->high[c] == 1) {
            int32_t value = appui_random_happens(random, 2, 3);
            appui_plan_lp_narrow_column(lp, c, value, value);
        }
    }
}

static void run_nodes(struct appui_search *search, struct appui_random *random, struct tally *tally)
{
    struct appui_plan_lp lp = {0};
    assert_int_equal(appui_plan_lp_open(&lp, search, INFINITY), 0);
    uint8_t *before = calloc((size_t)lp.n_links + 1, 1);
    assert_non_null(before);
    for (int i = 0; i < NODES; i++) {
        int64_t bound = INT64_MAX;
        memcpy(before, lp.row_out, (size_t)lp.n_links);
        appui_plan_lp_undo(&lp, 0);
        for (int k = 0; k < i / 5; k++) {
            narrow_some(&lp, random);
        }
        assert_true(appui_plan_lp_bound(&lp, NO_CUTOFF, &bound));
        for (int32_t l = 0; l < lp.n_links; l++) {
            tally->n_let_in += before[l] && !lp.row_out[l];
        }
        if (bound > NO_CUTOFF && lp.violation < APPUI_FRACTIONAL) {
            tally->n_nodes++;
            tally->n_wrong += floor(lp.value + 1e-6 + 1e-9 * fabs(lp.value)) > (double)bound;
            compare_with_all_rows(&lp, tally);
            ask_other_sides(&lp, bound - 1 - i % 3, tally);
        }
    }
    assert_false(lp.failed || lp.stopped);
    free(before);
    appui_plan_lp_release(&lp);
}

static void run_basin(const char *family, uint32_t seed, struct tally *tally)
{
    struct appui_compiled compiled;
    struct appui_clock clock = {.options = NULL};
    struct appui_solve_options options = appui_solve_options_default();
    struct appui_random random = appui_random_of_seed(seed);
    assert_null(appui_compiled_build(&compiled, family, seed));
    struct appui_joint *joint = &compiled.days.joint;
    appui_joint_aim(joint, seed % 2 ? APPUI_TIER_FIT : APPUI_TIER_COVERAGE);
    appui_clock_start(&clock, &options);
    struct appui_search search = {.clock = &clock, .joint = joint, .scale = 1};
    assert_int_equal(appui_search_reserve(&search), 0);
    assert_int_equal(appui_search_note_jobs(&search), 0);
    run_nodes(&search, &random, tally);
    appui_search_release(&search);
    appui_compiled_release(&compiled);
}

static void rows_left_out_change_no_optimum(void **state)
{
    (void)state;
    struct tally tally = {0};
    for (uint32_t seed = first_seed; seed < first_seed + n_wanted; seed++) {
        run_basin("easy", seed, &tally);
        run_basin("hard", seed, &tally);
    }
    print_message("%d nodes, %d rows left out, %d times let in, %d columns narrowed, %d wrong\n",
                  (int)tally.n_nodes, (int)tally.n_out, (int)tally.n_let_in, (int)tally.n_fixed,
                  (int)tally.n_wrong);
    assert_int_equal(tally.n_wrong, 0);
    assert_true(tally.n_nodes > 0 && tally.n_out > 0 && tally.n_let_in > 0 && tally.n_fixed > 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_left_out_change_no_optimum)};
    if (argc == 3) {
        first_seed = (uint32_t)strtoul(argv[1], NULL, 10);
        n_wanted = (uint32_t)strtoul(argv[2], NULL, 10);
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
