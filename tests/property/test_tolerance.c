/*
 * Tolerances on random tiny basins: a tier gives up no more than it may, the next tier gains from
 * it or stays, and the plan passes the checker. The optimum of a tier is that of the same basin
 * without tolerance.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/reference/random_basin.h"
#include "tests/reference/trial.h"

#define N_BASINS 250

/** Solves a random basin with a list of tiers. @return false when the basin is of no use here */
static bool solve(uint64_t seed, const char **tiers, int32_t n_tiers, struct appui_trial *trial)
{
    struct appui_random_shape shape = {.lines = true};
    struct appui_draft draft = {.n_skills = 0};
    assert_int_equal(appui_random_draft(seed, &shape, &draft), 0);
    draft.tiers = (struct appui_draft_texts){.given = true, .n = n_tiers, .items = tiers};
    const char *fault = appui_trial_run(trial, &draft, true);
    appui_draft_release(&draft);
    bool solved = fault == NULL && trial->result.plan != NULL;
    if (solved) {
        assert_int_equal(appui_trial_check(trial), 0);
        assert_int_equal(trial->findings.n_broken, 0);
    }
    return solved && trial->result.plan->status == APPUI_OPTIMAL;
}

static int64_t value_of(const struct appui_trial *trial, enum appui_tier tier)
{
    const struct appui_tier_result *result = appui_trial_tier(trial, tier);
    assert_non_null(result);
    return result->value;
}

/* coverage:40% may lose four tenths of its optimum, rounded down, and fit can only gain. */
static void gives_up_no_more_than_allowed(void **state)
{
    (void)state;
    const char *exact[] = {"agreed", "coverage", "concentration"};
    const char *loose[] = {"agreed", "coverage:40%", "concentration"};
    int32_t n_judged = 0, n_used = 0;
    for (uint64_t seed = 1; seed <= N_BASINS; seed++) {
        struct appui_trial before = {.basin = NULL}, after = {.basin = NULL};
        if (solve(seed, exact, 3, &before) && solve(seed, loose, 3, &after)) {
            int64_t best = value_of(&before, APPUI_TIER_COVERAGE);
            int64_t found = value_of(&after, APPUI_TIER_COVERAGE);
            assert_true(found >= best - best * 4 / 10 && found <= best);
            assert_true(value_of(&after, APPUI_TIER_CONCENTRATION) <=
                        value_of(&before, APPUI_TIER_CONCENTRATION));
            n_judged++;
            n_used += found < best;
        }
        appui_trial_release(&before);
        appui_trial_release(&after);
    }
    assert_true(n_judged > N_BASINS / 2 && n_used > 0);
}

/* equity:50%: the heaviest burden is at most one and a half times the least possible. */
static void lets_the_first_level_rise_by_the_tolerance(void **state)
{
    (void)state;
    const char *exact[] = {"agreed", "coverage", "equity"};
    const char *loose[] = {"agreed", "coverage", "equity:50%", "fit"};
    int32_t n_judged = 0, n_used = 0;
    for (uint64_t seed = 1; seed <= N_BASINS; seed++) {
        struct appui_trial before = {.basin = NULL}, after = {.basin = NULL};
        if (solve(seed, exact, 3, &before) && solve(seed, loose, 4, &after)) {
            const struct appui_tier_result *best = appui_trial_tier(&before, APPUI_TIER_EQUITY);
            const struct appui_tier_result *found = appui_trial_tier(&after, APPUI_TIER_EQUITY);
            if (best && best->n_levels > 0) {
                struct appui_fraction most =
                    appui_fraction_make(best->values[0].num * 3, best->values[0].den * 2);
                assert_int_equal(found->n_levels, best->n_levels);
                assert_true(appui_fraction_compare(found->values[0], most) <= 0);
                n_judged++;
                n_used += appui_fraction_compare(found->values[0], best->values[0]) > 0;
            }
        }
        appui_trial_release(&before);
        appui_trial_release(&after);
    }
    assert_true(n_judged > N_BASINS / 5 && n_used > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_up_no_more_than_allowed),
        cmocka_unit_test(lets_the_first_level_rise_by_the_tolerance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
