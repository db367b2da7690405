/*
 * Neighbourhoods of whole partners: from the empty point of a basin they build points that keep
 * every row and come near the optimum, the same for a seed, and leave the program's bounds as they
 * were. A pool of basins meets them on its way to a proved coverage.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bench/generate.h"
#include "solver/recast.h"
#include "tests/reference/days_search.h"

#define SEEDS 3

static void recast(struct appui_days_search *scene, int32_t iterations)
{
    struct appui_recast_options options = {
        .iterations = iterations, .target = INT64_MAX, .deadline_s = INFINITY};
    assert_int_equal(appui_recast(&scene->search, &options), APPUI_SOLVE_OK);
}

static struct appui_column *copy_columns(const struct appui_program *program)
{
    size_t size = (size_t)program->n_columns * sizeof(struct appui_column);
    struct appui_column *copy = malloc(size);
    assert_non_null(copy);
    memcpy(copy, program->columns, size);
    return copy;
}

/* @param point  written: the point reached, owned by the caller. @return how many columns it has */
static int32_t build(const char *family, uint32_t seed, int64_t **point)
{
    struct appui_days_search scene;
    assert_null(appui_days_search_open(&scene, family, seed, APPUI_TIER_COVERAGE));
    const struct appui_program *program = &scene.search.joint->program;
    int32_t n_rows = program->n_rows, n_columns = program->n_columns;
    struct appui_column *before = copy_columns(program);
    scene.search.has_point = true;
    recast(&scene, 10);
    assert_true(scene.search.n_recast > 10);
    assert_int_equal(program->n_rows, n_rows);
    assert_int_equal(program->n_columns, n_columns);
    for (int32_t c = 0; c < n_columns; c++) {
        assert_int_equal(program->columns[c].low, before[c].low);
        assert_int_equal(program->columns[c].high, before[c].high);
    }
    free(before);
    assert_true(appui_program_violation(program, scene.search.x) < 0);
    int64_t reached = appui_program_value(program, scene.search.x);
    *point = malloc((size_t)n_columns * sizeof **point);
    assert_non_null(*point);
    memcpy(*point, scene.search.x, (size_t)n_columns * sizeof **point);
    struct appui_found found;
    assert_int_equal(appui_search_step(&scene.search, 1, &found), APPUI_SOLVE_OK);
    assert_true(found.proved);
    print_message("%s %u: %lld of %lld\n", family, seed, (long long)reached,
                  (long long)found.value);
    assert_true(reached <= found.value);
    assert_true(10 * reached >= 9 * found.value);
    appui_days_search_close(&scene);
    return n_columns;
}

static void a_seed_builds_the_same_good_point(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        int64_t *first = NULL, *again = NULL;
        const char *family = seed % 2 ? "easy" : "hard";
        int32_t n = build(family, seed, &first);
        assert_int_equal(build(family, seed, &again), n);
        assert_memory_equal(first, again, (size_t)n * sizeof *first);
        free(first);
        free(again);
    }
}

static void a_pool_meets_them(void **state)
{
    (void)state;
    static const char *tiers[] = {"coverage"};
    struct appui_draft draft = {0};
    struct appui_trial trial = {0};
    struct appui_solve_options options = appui_solve_options_default();
    assert_int_equal(appui_generate(appui_family_find("easy"), 1, 3, &draft), 0);
    draft.tiers = (struct appui_draft_texts){.given = true, .n = 1, .items = tiers};
    assert_null(appui_trial_run_with(&trial, &draft, &options));
    assert_int_equal(appui_trial_check(&trial), 0);
    assert_int_equal(trial.findings.n, 0);
    const struct appui_tier_result *coverage = appui_trial_tier(&trial, APPUI_TIER_COVERAGE);
    assert_non_null(coverage);
    assert_true(coverage->proved);
    print_message("%lld neighbourhoods of whole partners\n", (long long)trial.result.counts.recast);
    assert_true(trial.result.counts.recast > 0);
    appui_trial_release(&trial);
    appui_draft_release(&draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_seed_builds_the_same_good_point),
                                       cmocka_unit_test(a_pool_meets_them)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
