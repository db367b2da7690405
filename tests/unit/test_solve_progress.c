/*
 * Progress of a solve: the default method says which tier it works on, what it has and what is
 * possible, and the two never contradict each other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "bench/generate.h"
#include "tests/reference/trial.h"

struct heard {
    int32_t n_relax, n_search, n_prove, n_both;
    bool contradiction;
};

static void hear(void *context, const struct appui_solve_progress *progress)
{
    struct heard *heard = context;
    heard->n_relax += strcmp(progress->phase, "relax") == 0;
    heard->n_search += strcmp(progress->phase, "search") == 0;
    heard->n_prove += strcmp(progress->phase, "prove") == 0;
    if (progress->has_tier && progress->has_incumbent && progress->has_bound) {
        double ahead = progress->bound - progress->incumbent;
        heard->n_both++;
        heard->contradiction =
            heard->contradiction ||
            (appui_tier_maximises(progress->tier) ? ahead < -1e-9 : ahead > 1e-9);
    }
}

static void every_phase_is_told(void **state)
{
    (void)state;
    struct heard heard = {0};
    for (uint32_t seed = 1; seed <= 12; seed++) {
        struct appui_draft draft = {.name = NULL};
        struct appui_trial trial = {0};
        struct appui_solve_options options = appui_solve_options_default();
        options.progress = hear;
        options.context = &heard;
        assert_int_equal(appui_generate(appui_family_find("tiny"), seed, 1, &draft), 0);
        trial.basin = appui_basin_build(&draft, &trial.faults);
        trial.standing = appui_standing_build(trial.basin);
        assert_int_equal(appui_solve(trial.basin, trial.standing, &options, &trial.result),
                         APPUI_SOLVE_OK);
        appui_draft_release(&draft);
        appui_trial_release(&trial);
    }
    assert_true(heard.n_relax > 0 && heard.n_search > 0 && heard.n_prove > 0 && heard.n_both > 0);
    assert_false(heard.contradiction);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_phase_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
