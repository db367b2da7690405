/*
 * A point that changes line by line stays in step with its program: after random changes every row
 * comes to what is counted anew, and rows are all kept exactly where nothing is said to be broken.
 * Annealing from the empty point gives a point of the program, better, and the same for a seed; a
 * column that pays for a row is what exceeds it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/random.h"
#include "solver/anneal.h"
#include "solver/lively.h"
#include "tests/reference/days_search.h"

#define SEEDS 4
#define CHANGES 3000
#define CHANGES_BETWEEN 50

static int64_t activity_of(const struct appui_program *program, int32_t i, const int64_t *x)
{
    const struct appui_row *row = &program->rows[i];
    int64_t sum = 0;
    for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
        sum += program->terms[t].coefficient * x[program->terms[t].column];
    }
    return sum;
}

static void compare(const struct appui_lively *point, int32_t *n_kept, int32_t *n_broken)
{
    const struct appui_program *program = point->program;
    for (int32_t i = 0; i < program->n_rows; i++) {
        assert_int_equal(point->activity[i], activity_of(program, i, point->x));
    }
    assert_int_equal(point->value,
                     point->sign * appui_program_value(program, point->x) / point->unit);
    bool kept = point->broken == 0;
    assert_int_equal(kept, appui_program_violation(program, point->x) < 0);
    *(kept ? n_kept : n_broken) += 1;
}

static void change_at_random(struct appui_lively *point, struct appui_random *random,
                             int32_t *n_kept, int32_t *n_broken)
{
    int32_t n_jobs = point->first_job[point->problem->basin->n_needs];
    for (int32_t i = 0; i < CHANGES; i++) {
        int32_t j = point->jobs[appui_random_within(random, 0, n_jobs - 1)];
        bool used = appui_random_happens(random, 1, 12);
        appui_lively_set(
            point, j,
            used ? appui_random_within(random, point->joint->least[j], point->joint->most[j]) : 0);
        if (i % CHANGES_BETWEEN == 0) {
            compare(point, n_kept, n_broken);
        }
    }
}

static void rows_stay_in_step(void **state)
{
    static const char *const families[] = {"easy", "hard"};
    int32_t n_kept = 0, n_broken = 0;
    (void)state;
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        struct appui_days_search scene;
        struct appui_lively point = {0};
        struct appui_random random = appui_random_of_seed(seed);
        assert_null(appui_days_search_open(&scene, families[seed % 2], seed, APPUI_TIER_FIT));
        uint8_t *barred = calloc((size_t)scene.compiled.days.problem.n_jobs + 1, 1);
        assert_non_null(barred);
        assert_int_equal(appui_lively_open(&point, &scene.search, scene.search.x, barred), 0);
        change_at_random(&point, &random, &n_kept, &n_broken);
        appui_lively_release(&point);
        free(barred);
        appui_days_search_close(&scene);
    }
    print_message("%d points that keep all rows, %d that break some\n", (int)n_kept, (int)n_broken);
    assert_true(n_kept > 0 && n_broken > 0);
}

/* @param point  written: the point reached, owned by the caller. @return how many columns it has */
static int32_t anneal(const char *family, uint32_t seed, int64_t **point)
{
    struct appui_days_search scene;
    assert_null(appui_days_search_open(&scene, family, seed, APPUI_TIER_COVERAGE));
    const struct appui_program *program = &scene.search.joint->program;
    assert_int_equal(appui_anneal(&scene.search, INT64_MAX), APPUI_SOLVE_OK);
    assert_true(appui_program_violation(program, scene.search.x) < 0);
    assert_true(appui_program_value(program, scene.search.x) > 0);
    size_t size = (size_t)program->n_columns * sizeof **point;
    *point = malloc(size);
    assert_non_null(*point);
    memcpy(*point, scene.search.x, size);
    int32_t n_columns = program->n_columns;
    appui_days_search_close(&scene);
    return n_columns;
}

static void a_seed_gives_the_same_better_point(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 2; seed++) {
        int64_t *first = NULL, *again = NULL;
        const char *family = seed % 2 ? "easy" : "hard";
        int32_t n = anneal(family, seed, &first);
        assert_int_equal(anneal(family, seed, &again), n);
        assert_memory_equal(first, again, (size_t)n * sizeof *first);
        free(first);
        free(again);
    }
}

/* A column pays for what a partner gives above 2 half-days. @return it */
static int32_t add_excess(struct appui_days_search *scene, int32_t partner, int64_t price)
{
    const struct appui_problem *problem = &scene->compiled.days.problem;
    struct appui_joint *joint = scene->search.joint;
    int32_t over = appui_program_column(&joint->program, 0, 1000, true, "over");
    appui_program_row(&joint->program, APPUI_MINUS_INFINITY, 2, "ceiling");
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        if (problem->basin->experts[problem->jobs[j].expert].partner == partner) {
            appui_program_term(&joint->program, joint->days[j], problem->jobs[j].session);
        }
    }
    appui_program_term(&joint->program, over, -1);
    joint->program.columns[over].cost = -price;
    assert_int_equal(appui_search_reserve(&scene->search), 0);
    return over;
}

/* @return half-days that the partner gives above 2, at the price */
static int64_t anneal_with_price(int64_t price)
{
    struct appui_days_search scene;
    assert_null(appui_days_search_open(&scene, "easy", 1, APPUI_TIER_COVERAGE));
    int32_t over = add_excess(&scene, 0, price);
    const struct appui_program *program = &scene.search.joint->program;
    assert_int_equal(appui_anneal(&scene.search, INT64_MAX), APPUI_SOLVE_OK);
    assert_true(appui_program_violation(program, scene.search.x) < 0);
    int64_t given = activity_of(program, program->n_rows - 1, scene.search.x);
    int64_t paid = scene.search.x[over];
    assert_int_equal(paid, paid + given > 2 ? paid + given - 2 : 0);
    assert_true(appui_program_value(program, scene.search.x) > 0);
    appui_days_search_close(&scene);
    return paid;
}

static void what_exceeds_a_row_is_paid_for(void **state)
{
    (void)state;
    int64_t cheap = anneal_with_price(1), dear = anneal_with_price(100000000);
    print_message("%d half-days above at a low price, %d at a high one\n", (int)cheap, (int)dear);
    assert_true(cheap > 0);
    assert_int_equal(dear, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_stay_in_step),
                                       cmocka_unit_test(a_seed_gives_the_same_better_point),
                                       cmocka_unit_test(what_exceeds_a_row_is_paid_for)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
