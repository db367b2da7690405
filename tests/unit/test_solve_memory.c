/*
 * Solving while memory fails, at one allocation after the other: it says so, keeps nothing and
 * crashes nowhere. The basin is the first generated one whose solve takes cuts and closes a node
 * over listed plans, so that programs are refreshed and lists handed over on the way.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench/generate.h"
#include "model/memory.h"
#include "tests/reference/trial.h"

#define SEEDS_MAX 300

static void build(uint32_t seed, struct appui_trial *trial)
{
    struct appui_draft draft = {.name = NULL};
    assert_int_equal(appui_generate(appui_family_find("tiny"), seed, 1, &draft), 0);
    trial->basin = appui_basin_build(&draft, &trial->faults);
    assert_non_null(trial->basin);
    trial->standing = appui_standing_build(trial->basin);
    assert_non_null(trial->standing);
    appui_draft_release(&draft);
}

/* @return 0 when it was solved; the allocation fails that the countdown ends on, and all later. */
static enum appui_solve_code solve(struct appui_trial *trial, int64_t fail_after)
{
    struct appui_solve_options options = appui_solve_options_default();
    appui_memory_fail_after(fail_after);
    enum appui_solve_code code =
        appui_solve(trial->basin, trial->standing, &options, &trial->result);
    appui_memory_fail_after(0);
    return code;
}

static uint32_t seed_with_cuts_and_lists(void)
{
    uint32_t found = 0;
    for (uint32_t seed = 1; found == 0 && seed <= SEEDS_MAX; seed++) {
        struct appui_trial trial = {0};
        build(seed, &trial);
        assert_int_equal(solve(&trial, 0), APPUI_SOLVE_OK);
        found = trial.result.counts.cuts > 0 && trial.result.counts.closed > 0 ? seed : 0;
        appui_trial_release(&trial);
    }
    return found;
}

static void failing_memory_comes_back_from_every_depth(void **state)
{
    (void)state;
    uint32_t seed = seed_with_cuts_and_lists();
    int32_t n_failed = 0;
    assert_true(seed > 0);
    for (int64_t n = 1, solved = 0; !solved; n += 1 + n / 12) {
        struct appui_trial trial = {0};
        build(seed, &trial);
        enum appui_solve_code code = solve(&trial, n);
        assert_true(code == APPUI_SOLVE_OK || code == APPUI_SOLVE_NO_MEMORY);
        solved = code == APPUI_SOLVE_OK;
        n_failed += !solved;
        appui_trial_release(&trial);
    }
    assert_true(n_failed > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failing_memory_comes_back_from_every_depth)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
