/*
 * GLPK behind its guard: each fact of docs/glpk.md that a program can show, outcomes of every kind,
 * and random tiny programs against exhaustive enumeration.
 */
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "solver/glpk.h"

/* GLPK's own function, called wrongly below from inside a solve; declared here because one file
 * alone includes glpk.h. */
int glp_term_out(int flag);

#define NONE APPUI_MINUS_INFINITY
#define ANY APPUI_PLUS_INFINITY

/* xorshift64: the same programs everywhere. */
static uint64_t random_state;

static int32_t random_below(int32_t n)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (int32_t)((random_state >> 32) % (uint64_t)n);
}

static int32_t random_between(int32_t low, int32_t high)
{
    return low + random_below(high - low + 1);
}

static int32_t column(struct appui_program *program, int64_t low, int64_t high, int64_t cost)
{
    int32_t j = appui_program_column(program, low, high, true, "x%d", program->n_columns);
    program->columns[j].cost = cost;
    return j;
}

/* A row over columns 0, 1, ...: n coefficients. */
static void row(struct appui_program *program, int64_t low, int64_t high, int32_t n,
                const int64_t *coefficients)
{
    appui_program_row(program, low, high, "r%d", program->n_rows);
    for (int32_t j = 0; j < n; j++) {
        appui_program_term(program, j, coefficients[j]);
    }
}

#define ROW(program, low, high, ...)                                                               \
    row(program, low, high, (int32_t)(sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t)),         \
        (const int64_t[]){__VA_ARGS__})

static enum appui_glpk_code solve(const struct appui_program *program,
                                  const struct appui_glpk_options *options,
                                  struct appui_glpk_result *result)
{
    struct appui_glpk_options defaults = appui_glpk_options_default();
    *result = (struct appui_glpk_result){0};
    return appui_glpk_solve(program, options == NULL ? &defaults : options, result);
}

/*
 * Two equality rows over 30 columns, made to hold at a hidden point (odd columns 1): hard to
 * satisfy by any other way than search, and far from proved in the few nodes that these tests
 * grant.
 */
static struct appui_program hidden_point(int64_t point[30])
{
    struct appui_program program = {.maximise = true};
    random_state = 4711;
    for (int32_t j = 0; j < 30; j++) {
        column(&program, 0, 1, random_between(1, 99));
        point[j] = j % 2;
    }
    for (int32_t i = 0; i < 2; i++) {
        int64_t coefficients[30], sum = 0;
        for (int32_t j = 0; j < 30; j++) {
            coefficients[j] = random_between(1000, 9999);
            sum += coefficients[j] * point[j];
        }
        row(&program, sum, sum, 30, coefficients);
    }
    return program;
}

/* Three knapsacks over 40 columns: points are plenty, the proof takes thousands of nodes. */
static struct appui_program knapsacks(void)
{
    struct appui_program program = {.maximise = true};
    random_state = 31337;
    int64_t coefficients[40];
    for (int32_t j = 0; j < 40; j++) {
        column(&program, 0, 1, random_between(100, 199));
    }
    for (int32_t i = 0; i < 3; i++) {
        for (int32_t j = 0; j < 40; j++) {
            coefficients[j] = random_between(100, 299);
        }
        row(&program, NONE, 4000, 40, coefficients);
    }
    return program;
}

/* ---- what GLPK gets wrong ---- */

/* Fact 1. 1 <= 6x <= 5 has no integer; the column z, fixed at 0, hides it from all but the
 * presolver. */
static void the_presolver_finds_no_optimum_where_no_integer_fits(void **state)
{
    (void)state;
    for (int presolve = 0; presolve <= 1; presolve++) {
        for (int hidden = 0; hidden <= 1; hidden++) {
            struct appui_program program = {.maximise = true};
            column(&program, 0, 1, 1);
            column(&program, 0, 1, 1);
            column(&program, 0, 0, 0);
            ROW(&program, 1, 5, 6, 0, hidden * 7);
            struct appui_glpk_options options = appui_glpk_options_default();
            options.presolve = presolve;
            struct appui_glpk_result result;
            assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_OK);
            assert_int_equal(result.outcome, APPUI_GLPK_INFEASIBLE);
            assert_false(result.has_point);
            assert_null(result.point);
            appui_glpk_result_release(&result);
            appui_program_release(&program);
        }
    }
}

/*
 * Fact 2. On this program GLPK 5.0's presolver fails an assertion of its own (npp3.c, q->lb <
 * q->ub); on others with columns without bound it never ends. It is left out there.
 */
static void the_presolver_is_left_out_where_a_column_has_no_bound(void **state)
{
    (void)state;
    struct appui_program program = {.maximise = true};
    column(&program, NONE, ANY, 0);
    column(&program, 4, ANY, -1);
    column(&program, -3, 0, -3);
    column(&program, -4, -2, 0);
    column(&program, NONE, -1, 1);
    column(&program, 4, ANY, -1);
    program.columns[0].integer = false;
    program.columns[3].integer = false;
    ROW(&program, -19, -19, -3, -3, 3, 4, 0, 2);
    ROW(&program, -6, -6, 3, 1, 3, 5, 4, -1);
    ROW(&program, -6, ANY, 3, 4, 2, 4, 0, 1);
    ROW(&program, 2, 12, 3, -2, 1, 0, 4, -5);
    struct appui_glpk_options options = appui_glpk_options_default();
    struct appui_glpk_result plain, presolved;
    assert_int_equal(solve(&program, &options, &plain), APPUI_GLPK_OK);
    options.presolve = true;
    assert_int_equal(solve(&program, &options, &presolved), APPUI_GLPK_OK);
    assert_int_equal(plain.outcome, presolved.outcome);
    assert_int_equal(plain.value, presolved.value);
    appui_glpk_result_release(&plain);
    appui_glpk_result_release(&presolved);
    appui_program_release(&program);
}

/* Fact 5. A wrong call inside GLPK ends in abort(); here it comes back, wherever it happens. */
static bool call_glpk_wrongly(void *context)
{
    int *left = context;
    if (--*left == 0) {
        glp_term_out(99);
    }
    return false;
}

static void an_abort_inside_glpk_comes_back_as_a_fault_with_its_words(void **state)
{
    (void)state;
    struct appui_program program = knapsacks();
    struct appui_glpk_options options = appui_glpk_options_default();
    options.stop = call_glpk_wrongly;
    for (int i = 0; i < 100; i++) {
        int left = 1 + i;
        options.context = &left;
        struct appui_glpk_result result;
        assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_FAULT);
        assert_non_null(strstr(result.reason, "glp_term_out: flag = 99"));
        assert_true(left <= 0);
        appui_glpk_result_release(&result);
    }
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_OPTIMAL);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

/* 400 columns x 400 rows of 100 terms are beyond 1 MB. */
static struct appui_program large(void)
{
    struct appui_program program = {.maximise = true};
    random_state = 5;
    for (int32_t j = 0; j < 400; j++) {
        column(&program, 0, 1, random_between(1, 9));
    }
    for (int32_t i = 0; i < 400; i++) {
        appui_program_row(&program, NONE, 20, "r%d", i);
        for (int32_t k = 0; k < 100; k++) {
            appui_program_term(&program, (i + 4 * k) % 400, random_between(1, 9));
        }
    }
    return program;
}

static void glpks_memory_limit_comes_back_a_hundred_times_and_leaks_nothing(void **state)
{
    (void)state;
    struct appui_program program = large();
    struct appui_glpk_options options = appui_glpk_options_default();
    options.memory_limit_mb = 1;
    size_t before = 0;
    for (int i = 0; i < 100; i++) {
        struct appui_glpk_result result;
        assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_NO_MEMORY);
        assert_non_null(strstr(result.reason, "memory"));
        appui_glpk_result_release(&result);
        if (i == 0) {
            before = mallinfo2().uordblks;
        }
    }
    assert_int_equal(mallinfo2().uordblks, before);
    appui_program_release(&program);
}

/* Fact 6. */
static void nothing_is_printed_whatever_happens(void **state)
{
    (void)state;
    FILE *caught = tmpfile();
    assert_non_null(caught);
    fflush(stdout);
    fflush(stderr);
    int out = dup(STDOUT_FILENO), err = dup(STDERR_FILENO);
    dup2(fileno(caught), STDOUT_FILENO);
    dup2(fileno(caught), STDERR_FILENO);
    struct appui_program programs[] = {knapsacks(), large()};
    for (int i = 0; i < 4; i++) {
        struct appui_glpk_options options = appui_glpk_options_default();
        options.presolve = i == 1;
        int left = 20;
        options.stop = i == 2 ? call_glpk_wrongly : NULL;
        options.context = &left;
        options.memory_limit_mb = i == 3 ? 1 : 0;
        struct appui_glpk_result result;
        (void)solve(&programs[i == 3], &options, &result);
        appui_glpk_result_release(&result);
    }
    fflush(stdout);
    fflush(stderr);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    close(out);
    close(err);
    assert_int_equal(lseek(fileno(caught), 0, SEEK_END), 0);
    fclose(caught);
    appui_program_release(&programs[0]);
    appui_program_release(&programs[1]);
}

/*
 * Fact 8. y >= 1e-9 x with x = 1: GLPK takes y = 1e-9 for the integer 0. The row of integers says
 * otherwise, exactly, and the point is refused by the row's name.
 */
static void a_point_that_only_the_tolerance_allows_is_refused(void **state)
{
    (void)state;
    struct appui_program program = {0};
    column(&program, 1, 1, 0);
    column(&program, 0, 1, 1);
    ROW(&program, NONE, 0, 1, INT64_C(-1000000000));
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_FAULT);
    assert_string_equal(result.reason, "GLPK's point violates 'r0'");
    assert_false(result.has_point);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

/* ---- what never reaches GLPK ---- */

static void options_out_of_range_are_refused(void **state)
{
    (void)state;
    struct appui_program program = {0};
    column(&program, 0, 1, 1);
    const int64_t outside[] = {2}, inside[] = {1};
    const uint8_t basis[] = {APPUI_GLPK_AT_LOW};
    struct appui_glpk_options cases[11];
    for (int i = 0; i < 11; i++) {
        cases[i] = appui_glpk_options_default();
    }
    cases[0].time_limit_s = 0;
    cases[1].time_limit_s = -1;
    cases[2].time_limit_s = NAN;
    cases[3].node_limit = -1;
    cases[4].memory_limit_mb = -1;
    cases[5].start = outside;
    cases[6].start = inside;
    cases[6].presolve = true;
    cases[7].iteration_limit = -1;
    cases[7].relax_only = true;
    cases[8].iteration_limit = 1;
    cases[9].basis = basis;
    cases[10].start = inside;
    for (int i = 0; i < 11; i++) {
        struct appui_glpk_result result;
        enum appui_glpk_code code = solve(&program, &cases[i], &result);
        assert_int_equal(code, i < 10 ? APPUI_GLPK_BAD_OPTION : APPUI_GLPK_OK);
        assert_int_equal(result.reason[0] != '\0', i < 10);
        appui_glpk_result_release(&result);
    }
    appui_program_release(&program);
}

static void a_start_that_breaks_a_row_is_refused_even_where_none_could_hold(void **state)
{
    (void)state;
    struct appui_program program = {0};
    column(&program, 0, 1, 1);
    ROW(&program, 1, 5, 6);
    const int64_t start[] = {1};
    struct appui_glpk_options options = appui_glpk_options_default();
    options.start = start;
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_BAD_OPTION);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

static void a_model_beyond_its_ranges_is_refused_by_name(void **state)
{
    (void)state;
    struct appui_program program = {0};
    column(&program, 0, 1, 1);
    ROW(&program, 0, ANY, INT64_C(2000000000000000));
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_BAD_MODEL);
    assert_string_equal(result.reason, "row 'r0': a coefficient is beyond 1e15");
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

/* Empty programs: maximise 2 x - y + 0 z over x in [-1, 3], y in [-2, 5], z in [4, 9]: 6 + 2 = 8 at
 * (3, -2, 4). */
static void a_program_without_rows_is_solved_column_by_column(void **state)
{
    (void)state;
    struct appui_program program = {.maximise = true};
    column(&program, -1, 3, 2);
    column(&program, -2, 5, -1);
    column(&program, 4, 9, 0);
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_OPTIMAL);
    assert_int_equal(result.value, 8);
    assert_true(result.bound == 8);
    assert_int_equal(result.point[0], 3);
    assert_int_equal(result.point[1], -2);
    assert_int_equal(result.point[2], 4);
    appui_glpk_result_release(&result);
    program.columns[0].high = ANY;
    assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_UNBOUNDED);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

static void a_program_without_columns_has_one_point_or_none(void **state)
{
    (void)state;
    struct appui_program program = {0};
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_OPTIMAL);
    assert_true(result.has_point && result.has_bound);
    assert_int_equal(result.value, 0);
    appui_glpk_result_release(&result);
    appui_program_row(&program, -1, 1, "holds");
    assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_OPTIMAL);
    appui_glpk_result_release(&result);
    appui_program_row(&program, 1, ANY, "cannot");
    assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_INFEASIBLE);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

/* ---- outcomes ---- */

/* maximise x + y; 2x + y <= 2; x + 2y <= 2: the relaxation's optimum is 4/3 at (2/3, 2/3), the
 * integers' 1. */
static struct appui_program two_thirds(void)
{
    struct appui_program program = {.maximise = true};
    column(&program, 0, 9, 1);
    column(&program, 0, 9, 1);
    ROW(&program, NONE, 2, 2, 1);
    ROW(&program, NONE, 2, 1, 2);
    return program;
}

static void the_relaxation_alone_gives_its_values_and_bound(void **state)
{
    (void)state;
    struct appui_program program = two_thirds();
    struct appui_glpk_options options = appui_glpk_options_default();
    options.relax_only = true;
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_OPTIMAL);
    assert_null(result.point);
    assert_true(fabs(result.relaxed[0] - 2.0 / 3) < 1e-6);
    assert_true(fabs(result.relaxed[1] - 2.0 / 3) < 1e-6);
    assert_true(result.has_bound && result.bound >= 4.0 / 3 && result.bound < 4.0 / 3 + 1e-5);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

/*
 * A knapsack's relaxation: maximise 5 a + 4 b + 3 c with 2 a + 3 b + c <= 5, 4 a + b + 2 c <= 11,
 * 3 a + 4 b + 2 c <= 8: a = 2, c = 1, worth 13 (Chvatal 1983, chapter 1). Columns within [0, 10].
 */
static struct appui_program three_rows(void)
{
    static const int64_t rows[3][3] = {{2, 3, 1}, {4, 1, 2}, {3, 4, 2}}, most[3] = {5, 11, 8};
    struct appui_program program = {.maximise = true};
    for (int32_t j = 0; j < 3; j++) {
        column(&program, 0, 10, 5 - j);
    }
    for (int i = 0; i < 3; i++) {
        row(&program, NONE, most[i], 3, rows[i]);
    }
    return program;
}

static double worth(const struct appui_program *program, const struct appui_glpk_options *options,
                    uint8_t basis[6])
{
    struct appui_glpk_result result;
    assert_int_equal(solve(program, options, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_OPTIMAL);
    double value = 0;
    for (int32_t j = 0; j < program->n_columns; j++) {
        value += result.relaxed[j] * (double)program->columns[j].cost;
    }
    if (basis != NULL) {
        memcpy(basis, result.basis, 6);
    }
    appui_glpk_result_release(&result);
    return value;
}

/* With a at most 1 the optimum is a = 1, c = 3 (second row 4 + 6 <= 11, third 3 + 6 > 8, so c
 * = 2.5): 5 + 7.5 = 12.5. */
static void a_relaxation_goes_on_from_the_basis_of_the_one_before(void **state)
{
    (void)state;
    struct appui_program program = three_rows();
    struct appui_glpk_options options = appui_glpk_options_default();
    uint8_t basis[6];
    options.relax_only = true;
    assert_true(fabs(worth(&program, &options, basis) - 13) < 1e-6);
    options.basis = basis;
    assert_true(fabs(worth(&program, &options, NULL) - 13) < 1e-6);
    program.columns[0].high = 1;
    options.dual = true;
    assert_true(fabs(worth(&program, &options, NULL) - 12.5) < 1e-6);
    appui_program_release(&program);
}

static void a_basis_that_does_not_fit_is_not_used(void **state)
{
    (void)state;
    static const uint8_t bases[3][6] = {
        {1, 1, 1, 1, 2, 2}, {2, 2, 2, 2, 2, 2}, {1, 1, 1, 0, 99, 2}};
    struct appui_program program = three_rows();
    struct appui_glpk_options options = appui_glpk_options_default();
    options.relax_only = true;
    for (int i = 0; i < 3; i++) {
        options.basis = bases[i];
        options.dual = i % 2 == 0;
        assert_true(fabs(worth(&program, &options, NULL) - 13) < 1e-6);
    }
    appui_program_release(&program);
}

/* From no basis a and c have to enter: one iteration is not enough. */
static void a_limit_of_iterations_gives_an_estimate(void **state)
{
    (void)state;
    struct appui_program program = three_rows();
    struct appui_glpk_options options = appui_glpk_options_default();
    options.relax_only = true;
    options.iteration_limit = 1;
    double estimate = worth(&program, &options, NULL);
    assert_true(estimate > 0 && estimate < 13 - 1e-6);
    options.iteration_limit = 100;
    assert_true(fabs(worth(&program, &options, NULL) - 13) < 1e-6);
    appui_program_release(&program);
}

/*
 * Fact 16. A program over plans of partners, cut down as long as GLPK 5.0 went round in it:
 *   maximise 57 a + 57 b + 172 c + 58 d - 640 s     with d <= x, c <= x, x <= 1, d <= 1,
 *   3 a + 3 b + 15 c + 2 d <= 9,  a + b <= 0,  999000 (a + b) + 3218112 c + 3666000 d + s >=
 * 7331000 a = b = 0. A unit of the last row costs 640: d = 1 and c = 7/15 fill most of it, and s is
 * the rest, 7331000 - 3666000 - 3218112 * 7/15 = 2163214.4.
 */
static void a_relaxation_on_which_the_primal_simplex_goes_round_is_solved(void **state)
{
    (void)state;
    static const int64_t costs[] = {0, 57, 57, 172, 58, -640};
    struct appui_program program = {.maximise = true};
    for (int32_t j = 0; j < 6; j++) {
        int32_t c = appui_program_column(&program, 0, j == 0 ? 1 : ANY, false, "x%d", (int)j);
        program.columns[c].cost = costs[j];
    }
    ROW(&program, NONE, 0, -1, 0, 0, 0, 1);
    ROW(&program, NONE, 0, -1, 0, 0, 1);
    ROW(&program, NONE, 1, 0, 0, 0, 0, 1);
    ROW(&program, NONE, 9, 0, 3, 3, 15, 2);
    ROW(&program, NONE, 0, 0, 1, 1);
    ROW(&program, 7331000, ANY, 0, 999000, 999000, 3218112, 3666000, 1);
    struct appui_glpk_options options = appui_glpk_options_default();
    options.relax_only = true;
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_OPTIMAL);
    assert_true(fabs(result.relaxed[3] - 7.0 / 15) < 1e-6);
    assert_true(fabs(result.relaxed[4] - 1) < 1e-6);
    assert_true(fabs(result.relaxed[5] - 2163214.4) < 1e-3);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

static void the_integers_optimum_is_point_and_bound(void **state)
{
    (void)state;
    struct appui_program program = two_thirds();
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_OPTIMAL);
    assert_int_equal(result.value, 1);
    assert_true(result.bound == 1);
    assert_null(result.relaxed);
    assert_int_equal(appui_program_violation(&program, result.point), -1);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

/* The relaxation's 4/3 rounds to 1, which (1, 0) reaches: not a single node. */
static void a_start_that_reaches_the_rounded_relaxation_is_optimal_at_once(void **state)
{
    (void)state;
    struct appui_program program = two_thirds();
    const int64_t start[] = {1, 0};
    struct appui_glpk_options options = appui_glpk_options_default();
    options.start = start;
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_OPTIMAL);
    assert_int_equal(result.nodes, 0);
    assert_memory_equal(result.point, start, sizeof start);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

static void a_start_spares_nodes_of_the_search(void **state)
{
    (void)state;
    struct appui_program program = knapsacks();
    struct appui_glpk_options options = appui_glpk_options_default();
    struct appui_glpk_result alone, started;
    assert_int_equal(solve(&program, &options, &alone), APPUI_GLPK_OK);
    assert_int_equal(alone.outcome, APPUI_GLPK_OPTIMAL);
    options.start = alone.point;
    assert_int_equal(solve(&program, &options, &started), APPUI_GLPK_OK);
    assert_int_equal(started.outcome, APPUI_GLPK_OPTIMAL);
    assert_int_equal(started.value, alone.value);
    assert_true(started.nodes < alone.nodes);
    appui_glpk_result_release(&alone);
    appui_glpk_result_release(&started);
    appui_program_release(&program);
}

static void a_relaxation_without_point_is_infeasible(void **state)
{
    (void)state;
    struct appui_program program = two_thirds();
    ROW(&program, 3, ANY, 1, 1);
    struct appui_glpk_options options = appui_glpk_options_default();
    for (int i = 0; i < 3; i++) {
        options.presolve = i == 1;
        options.relax_only = i == 2;
        struct appui_glpk_result result;
        assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_OK);
        assert_int_equal(result.outcome, APPUI_GLPK_INFEASIBLE);
        assert_false(result.has_point);
        assert_null(result.relaxed);
        appui_glpk_result_release(&result);
    }
    appui_program_release(&program);
}

static void an_objective_without_end_is_unbounded(void **state)
{
    (void)state;
    struct appui_program program = {.maximise = true};
    column(&program, 0, ANY, 1);
    column(&program, 0, ANY, 1);
    ROW(&program, NONE, 3, 1, -1);
    struct appui_glpk_options options = appui_glpk_options_default();
    for (int presolve = 0; presolve <= 1; presolve++) {
        options.presolve = presolve;
        struct appui_glpk_result result;
        assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_OK);
        assert_int_equal(result.outcome, APPUI_GLPK_UNBOUNDED);
        assert_false(result.has_bound);
        appui_glpk_result_release(&result);
    }
    appui_program_release(&program);
}

/* minimise t; t >= x, t >= 3 - x, t continuous, x integer: 1.5 relaxed, 2 at x = 1 or 2. */
static void a_continuous_column_may_carry_the_objective(void **state)
{
    (void)state;
    struct appui_program program = {0};
    column(&program, 0, 9, 0);
    int32_t t = appui_program_column(&program, NONE, ANY, false, "t");
    program.columns[t].cost = 1;
    ROW(&program, 0, ANY, -1, 1);
    ROW(&program, 3, ANY, 1, 1);
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_OPTIMAL);
    assert_int_equal(result.value, 2);
    assert_int_equal(result.point[t], 2);
    assert_true(result.bound <= 2 && result.bound > 2 - 1e-5);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

/* ---- limits ---- */

static void a_start_comes_back_when_one_node_finds_nothing_better(void **state)
{
    (void)state;
    int64_t point[30];
    struct appui_program program = hidden_point(point);
    struct appui_glpk_options options = appui_glpk_options_default();
    options.start = point;
    options.node_limit = 1;
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_FEASIBLE);
    assert_int_equal(result.nodes, 1);
    assert_memory_equal(result.point, point, sizeof point);
    assert_int_equal(result.value, appui_program_value(&program, point));
    assert_true(result.has_bound && result.bound > (double)result.value);
    appui_glpk_result_release(&result);
    options.start = NULL;
    assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_OK);
    assert_int_equal(result.outcome, APPUI_GLPK_UNKNOWN);
    assert_true(result.has_bound);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

/* Fact 12. */
static void a_node_limit_gives_the_same_point_each_time(void **state)
{
    (void)state;
    struct appui_program program = knapsacks();
    struct appui_glpk_options options = appui_glpk_options_default();
    options.node_limit = 60;
    struct appui_glpk_result first, again;
    assert_int_equal(solve(&program, &options, &first), APPUI_GLPK_OK);
    assert_int_equal(first.outcome, APPUI_GLPK_FEASIBLE);
    assert_int_equal(first.nodes, 60);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(solve(&program, &options, &again), APPUI_GLPK_OK);
        assert_int_equal(again.outcome, first.outcome);
        assert_int_equal(again.nodes, first.nodes);
        assert_int_equal(again.value, first.value);
        assert_true(again.bound <= first.bound && again.bound >= first.bound);
        assert_memory_equal(again.point, first.point, 40 * sizeof *first.point);
        appui_glpk_result_release(&again);
    }
    appui_glpk_result_release(&first);
    appui_program_release(&program);
}

/* A bound is valid after any limit: never below what the full search finds. */
static void a_bound_after_a_limit_holds_for_the_optimum(void **state)
{
    (void)state;
    struct appui_program program = knapsacks();
    struct appui_glpk_result full, part;
    assert_int_equal(solve(&program, NULL, &full), APPUI_GLPK_OK);
    assert_int_equal(full.outcome, APPUI_GLPK_OPTIMAL);
    struct appui_glpk_options options = appui_glpk_options_default();
    for (int64_t nodes = 1; nodes < 600; nodes = 3 * nodes + 1) {
        options.node_limit = nodes;
        assert_int_equal(solve(&program, &options, &part), APPUI_GLPK_OK);
        assert_true(part.has_bound && part.bound >= (double)full.value);
        assert_true(!part.has_point || part.value <= full.value);
        appui_glpk_result_release(&part);
    }
    appui_glpk_result_release(&full);
    appui_program_release(&program);
}

/* Fact 4. A deadline already past when the first phase begins, and one in the middle of them. */
static void a_deadline_ends_every_phase_with_what_is_known(void **state)
{
    (void)state;
    int64_t point[30];
    struct appui_program program = hidden_point(point);
    struct appui_glpk_options options = appui_glpk_options_default();
    static const double limits[] = {1e-9, 0.05};
    for (int i = 0; i < 8; i++) {
        options.time_limit_s = limits[i / 4];
        options.start = i % 2 == 1 ? point : NULL;
        options.presolve = i % 4 == 2;
        struct appui_glpk_result result;
        assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_OK);
        assert_int_equal(result.outcome,
                         result.has_point ? APPUI_GLPK_FEASIBLE : APPUI_GLPK_UNKNOWN);
        assert_true(i % 2 == 0 || result.has_point);
        assert_true(!result.has_bound ||
                    result.bound >= (double)appui_program_value(&program, point));
        appui_glpk_result_release(&result);
    }
    appui_program_release(&program);
}

static bool stop_at_zero(void *context)
{
    int *left = context;
    return --*left <= 0;
}

static void a_stop_is_heard_wherever_it_comes(void **state)
{
    (void)state;
    int64_t point[30];
    struct appui_program program = hidden_point(point);
    for (int asked = 1; asked < 400; asked = 2 * asked + 1) {
        for (int presolve = 0; presolve <= 1; presolve++) {
            int left = asked;
            struct appui_glpk_options options = appui_glpk_options_default();
            options.stop = stop_at_zero;
            options.context = &left;
            options.presolve = presolve;
            struct appui_glpk_result result;
            assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_OK);
            assert_int_equal(result.outcome,
                             result.has_point ? APPUI_GLPK_FEASIBLE : APPUI_GLPK_UNKNOWN);
            assert_true(left <= 0);
            appui_glpk_result_release(&result);
        }
    }
    appui_program_release(&program);
}

static void note_progress(void *context, const struct appui_glpk_progress *progress)
{
    struct appui_glpk_progress *last = context;
    assert_true(progress->nodes >= last->nodes);
    assert_true(last->nodes == 0 || progress->bound <= last->bound);
    assert_true(!progress->has_incumbent || (double)progress->incumbent <= progress->bound);
    *last = *progress;
}

static void progress_tells_a_falling_bound_above_the_incumbent(void **state)
{
    (void)state;
    int64_t point[30];
    struct appui_program program = hidden_point(point);
    struct appui_glpk_progress last = {0};
    struct appui_glpk_options options = appui_glpk_options_default();
    options.progress = note_progress;
    options.context = &last;
    options.start = point;
    options.node_limit = 2000;
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, &options, &result), APPUI_GLPK_OK);
    assert_true(last.nodes > 0);
    assert_true(result.bound <= last.bound);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

static void failing_memory_comes_back_at_every_allocation(void **state)
{
    (void)state;
    struct appui_program program = two_thirds();
    const int64_t start[] = {0, 0};
    for (int relax = 0; relax <= 1; relax++) {
        struct appui_glpk_options options = appui_glpk_options_default();
        options.relax_only = relax;
        options.start = start;
        enum appui_glpk_code code = APPUI_GLPK_NO_MEMORY;
        long n = 0;
        while (code == APPUI_GLPK_NO_MEMORY) {
            struct appui_glpk_result result;
            appui_memory_fail_after(++n);
            code = solve(&program, &options, &result);
            appui_memory_fail_after(0);
            appui_glpk_result_release(&result);
        }
        assert_int_equal(code, APPUI_GLPK_OK);
        assert_true(n > 8);
    }
    appui_program_release(&program);
}

/* ---- exactness ---- */

/*
 * maximise 1000003 x + 1000003 y with x + y <= 3: the relaxation proves 3 after division, although
 * the value is 3 million. With costs 1000003 and 1000005 nothing divides, but the multipliers still
 * prove 3 x 1000005 to the last unit.
 */
static void a_large_value_is_proved_by_division_or_by_exact_multipliers(void **state)
{
    (void)state;
    for (int64_t difference = 0; difference <= 2; difference += 2) {
        struct appui_program program = {.maximise = true};
        column(&program, 0, 3, 1000003);
        column(&program, 0, 3, 1000003 + difference);
        ROW(&program, NONE, 3, 1, 1);
        struct appui_glpk_result result;
        assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_OK);
        assert_int_equal(result.outcome, APPUI_GLPK_OPTIMAL);
        assert_int_equal(result.value, 3 * (1000003 + difference));
        assert_true(result.bound == (double)result.value);
        appui_glpk_result_release(&result);
        appui_program_release(&program);
    }
}

/*
 * One of x, y, z, worth 1000003, 1000005 and 1000007: at most one of each two. The relaxation takes
 * half of each, and a search proves its optimum only to a millionth, which is more than a unit
 * here.
 */
static void a_large_value_that_only_a_search_proves_is_called_feasible(void **state)
{
    (void)state;
    struct appui_program program = {.maximise = true};
    column(&program, 0, 1, 1000003);
    column(&program, 0, 1, 1000005);
    column(&program, 0, 1, 1000007);
    ROW(&program, NONE, 1, 1, 1, 0);
    ROW(&program, NONE, 1, 0, 1, 1);
    ROW(&program, NONE, 1, 1, 0, 1);
    struct appui_glpk_result result;
    assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_OK);
    assert_int_equal(result.value, 1000007);
    assert_int_equal(result.outcome, APPUI_GLPK_FEASIBLE);
    assert_true(result.bound > 1000007 && result.bound < 1000011);
    appui_glpk_result_release(&result);
    appui_program_release(&program);
}

/* ---- random programs ---- */

static struct appui_program random_program(int64_t cost_max)
{
    struct appui_program program = {.maximise = random_below(2) == 1};
    int32_t n_columns = random_between(1, 4), n_rows = random_below(4);
    for (int32_t j = 0; j < n_columns; j++) {
        int32_t low = random_between(-2, 2);
        int64_t cost = random_between(-5, 5) * cost_max / 5;
        column(&program, low, low + random_below(4), cost + (cost_max > 5 ? random_below(99) : 0));
    }
    for (int32_t i = 0; i < n_rows; i++) {
        int64_t coefficients[4], low = random_between(-10, 10), high = low + random_below(7);
        for (int32_t j = 0; j < n_columns; j++) {
            coefficients[j] = random_between(-6, 6);
        }
        int32_t kind = random_below(4);
        row(&program, kind == 0 ? NONE : low, kind == 1 ? ANY : (kind == 2 ? low : high), n_columns,
            coefficients);
    }
    return program;
}

/* Steps x to the next point of the columns' box; false after the last. */
static bool next_point(const struct appui_program *program, int64_t *x)
{
    for (int32_t j = 0; j < program->n_columns; j++) {
        if (x[j] < program->columns[j].high) {
            x[j]++;
            return true;
        }
        x[j] = program->columns[j].low;
    }
    return false;
}

/* Exhaustive: the best value and one point of it; false when no point satisfies the program. */
static bool enumerate(const struct appui_program *program, int64_t *best, int64_t point[4])
{
    int64_t x[4] = {0};
    bool any = false;
    for (int32_t j = 0; j < program->n_columns; j++) {
        x[j] = program->columns[j].low;
    }
    do {
        int64_t value = appui_program_value(program, x);
        bool better = program->maximise ? value > *best : value < *best;
        if (appui_program_violation(program, x) < 0 && (!any || better)) {
            any = true;
            *best = value;
            memcpy(point, x, 4 * sizeof *x);
        }
    } while (next_point(program, x));
    return any;
}

static void assert_solved(const struct appui_program *program,
                          const struct appui_glpk_options *options, bool any, int64_t best)
{
    struct appui_glpk_result result;
    assert_int_equal(solve(program, options, &result), APPUI_GLPK_OK);
    if (any) {
        assert_int_equal(result.outcome, APPUI_GLPK_OPTIMAL);
        assert_int_equal(result.value, best);
        assert_true(result.bound == (double)best);
        assert_int_equal(appui_program_violation(program, result.point), -1);
    } else {
        assert_int_equal(result.outcome, APPUI_GLPK_INFEASIBLE);
    }
    appui_glpk_result_release(&result);
}

static void five_hundred_random_programs_agree_with_enumeration(void **state)
{
    (void)state;
    random_state = 20270111;
    int feasible = 0;
    for (int trial = 0; trial < 500; trial++) {
        struct appui_program program = random_program(5);
        int64_t best = 0, point[4];
        bool any = enumerate(&program, &best, point);
        feasible += any;
        for (int way = 0; way < 5; way++) {
            for (int32_t j = 0; way == 4 && j < program.n_columns; j++) {
                appui_program_prefer(&program, j, (int8_t)random_below(3));
            }
            struct appui_glpk_options options = appui_glpk_options_default();
            options.presolve = way == 1;
            options.start = any && way == 2 ? point : NULL;
            options.cut_gomory = way == 3;
            options.cut_clique = way == 3;
            assert_solved(&program, &options, any, best);
        }
        appui_program_release(&program);
    }
    assert_in_range(feasible, 150, 450);
}

/* Where a search cannot prove the last unit, a bound is still no lie and a point still a point. */
static void random_programs_with_large_costs_are_never_overclaimed(void **state)
{
    (void)state;
    random_state = 19840601;
    int proved = 0, open = 0;
    for (int trial = 0; trial < 300; trial++) {
        struct appui_program program = random_program(INT64_C(3000000));
        int64_t best = 0, point[4];
        struct appui_glpk_result result;
        bool any = enumerate(&program, &best, point);
        assert_int_equal(solve(&program, NULL, &result), APPUI_GLPK_OK);
        assert_int_equal(result.outcome == APPUI_GLPK_INFEASIBLE, !any);
        if (any) {
            bool optimal = result.outcome == APPUI_GLPK_OPTIMAL;
            *(optimal ? &proved : &open) += 1;
            assert_true(result.has_point && result.has_bound);
            assert_int_equal(appui_program_violation(&program, result.point), -1);
            assert_true(!optimal || result.value == best);
            assert_true(program.maximise ? result.bound >= (double)best
                                         : result.bound <= (double)best);
        }
        appui_glpk_result_release(&result);
        appui_program_release(&program);
    }
    assert_true(proved > 30);
    assert_true(open > 5);
}

/* Fact 11: the order of columns may change the point, never the value. */
static void the_value_does_not_depend_on_the_order_of_columns(void **state)
{
    (void)state;
    struct appui_program program = knapsacks(), turned = {.maximise = true};
    for (int32_t j = 0; j < 40; j++) {
        column(&turned, 0, 1, program.columns[39 - j].cost);
    }
    for (int32_t i = 0; i < program.n_rows; i++) {
        const struct appui_row *from = &program.rows[i];
        appui_program_row(&turned, from->low, from->high, "%s", from->name);
        for (int32_t k = from->n_terms - 1; k >= 0; k--) {
            const struct appui_term *term = &program.terms[from->first_term + k];
            appui_program_term(&turned, 39 - term->column, term->coefficient);
        }
    }
    struct appui_glpk_result straight, reversed;
    assert_int_equal(solve(&program, NULL, &straight), APPUI_GLPK_OK);
    assert_int_equal(solve(&turned, NULL, &reversed), APPUI_GLPK_OK);
    assert_int_equal(straight.outcome, APPUI_GLPK_OPTIMAL);
    assert_int_equal(reversed.outcome, APPUI_GLPK_OPTIMAL);
    assert_int_equal(straight.value, reversed.value);
    appui_glpk_result_release(&straight);
    appui_glpk_result_release(&reversed);
    appui_program_release(&program);
    appui_program_release(&turned);
}

static void the_version_is_told(void **state)
{
    (void)state;
    assert_true(strtod(appui_glpk_version(), NULL) >= 4.65);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_presolver_finds_no_optimum_where_no_integer_fits),
        cmocka_unit_test(the_presolver_is_left_out_where_a_column_has_no_bound),
        cmocka_unit_test(an_abort_inside_glpk_comes_back_as_a_fault_with_its_words),
        cmocka_unit_test(glpks_memory_limit_comes_back_a_hundred_times_and_leaks_nothing),
        cmocka_unit_test(nothing_is_printed_whatever_happens),
        cmocka_unit_test(a_point_that_only_the_tolerance_allows_is_refused),
        cmocka_unit_test(options_out_of_range_are_refused),
        cmocka_unit_test(a_start_that_breaks_a_row_is_refused_even_where_none_could_hold),
        cmocka_unit_test(a_model_beyond_its_ranges_is_refused_by_name),
        cmocka_unit_test(a_program_without_rows_is_solved_column_by_column),
        cmocka_unit_test(a_program_without_columns_has_one_point_or_none),
        cmocka_unit_test(the_relaxation_alone_gives_its_values_and_bound),
        cmocka_unit_test(a_relaxation_goes_on_from_the_basis_of_the_one_before),
        cmocka_unit_test(a_basis_that_does_not_fit_is_not_used),
        cmocka_unit_test(a_limit_of_iterations_gives_an_estimate),
        cmocka_unit_test(a_relaxation_on_which_the_primal_simplex_goes_round_is_solved),
        cmocka_unit_test(the_integers_optimum_is_point_and_bound),
        cmocka_unit_test(a_start_that_reaches_the_rounded_relaxation_is_optimal_at_once),
        cmocka_unit_test(a_start_spares_nodes_of_the_search),
        cmocka_unit_test(a_relaxation_without_point_is_infeasible),
        cmocka_unit_test(an_objective_without_end_is_unbounded),
        cmocka_unit_test(a_continuous_column_may_carry_the_objective),
        cmocka_unit_test(a_start_comes_back_when_one_node_finds_nothing_better),
        cmocka_unit_test(a_node_limit_gives_the_same_point_each_time),
        cmocka_unit_test(a_bound_after_a_limit_holds_for_the_optimum),
        cmocka_unit_test(a_deadline_ends_every_phase_with_what_is_known),
        cmocka_unit_test(a_stop_is_heard_wherever_it_comes),
        cmocka_unit_test(progress_tells_a_falling_bound_above_the_incumbent),
        cmocka_unit_test(failing_memory_comes_back_at_every_allocation),
        cmocka_unit_test(a_large_value_is_proved_by_division_or_by_exact_multipliers),
        cmocka_unit_test(a_large_value_that_only_a_search_proves_is_called_feasible),
        cmocka_unit_test(five_hundred_random_programs_agree_with_enumeration),
        cmocka_unit_test(random_programs_with_large_costs_are_never_overclaimed),
        cmocka_unit_test(the_value_does_not_depend_on_the_order_of_columns),
        cmocka_unit_test(the_version_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
