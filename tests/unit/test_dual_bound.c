/* Dual bounds: exact, never false, and silent when multipliers prove nothing. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "solver/dual_bound.h"

/* maximise x + y; 2x + y <= 2; x + 2y <= 2; 0 <= x, y <= 9. The relaxation's optimum is 4/3, with
 * multipliers 1/3, 1/3. */
static struct appui_program two_thirds(bool maximise)
{
    int64_t sign = maximise ? 1 : -1;
    struct appui_program program = {.maximise = maximise};
    for (int32_t j = 0; j < 2; j++) {
        appui_program_column(&program, 0, 9, true, "x%d", j);
        program.columns[j].cost = sign;
    }
    for (int32_t i = 0; i < 2; i++) {
        appui_program_row(&program, APPUI_MINUS_INFINITY, 2, "r%d", i);
        appui_program_term(&program, i, 2);
        appui_program_term(&program, 1 - i, 1);
    }
    return program;
}

static void the_optimal_multipliers_prove_the_relaxation(void **state)
{
    (void)state;
    struct appui_program program = two_thirds(true);
    const double y[] = {1.0 / 3, 1.0 / 3};
    struct appui_dual_bound bound;
    assert_int_equal(appui_dual_bound(&program, y, &bound), 1);
    assert_int_equal(bound.whole, 1);
    assert_true(bound.value >= 4.0 / 3 && bound.value < 4.0 / 3 + 1e-8);
    appui_program_release(&program);
}

/* minimise -x - y over the same points: at least -4/3, hence -1 in integers. */
static void a_minimisation_is_bounded_from_below(void **state)
{
    (void)state;
    struct appui_program program = two_thirds(false);
    const double y[] = {-1.0 / 3, -1.0 / 3};
    struct appui_dual_bound bound;
    assert_int_equal(appui_dual_bound(&program, y, &bound), 1);
    assert_int_equal(bound.whole, -1);
    assert_true(bound.value <= -4.0 / 3 && bound.value > -4.0 / 3 - 1e-8);
    appui_program_release(&program);
}

/* Multipliers 0: the columns' bounds, 18. 1, 1: 2 + 2 + 0 = 4. -1 leans on a side without bound and
 * counts as 0. */
static void bad_multipliers_prove_less_but_never_too_much(void **state)
{
    (void)state;
    struct appui_program program = two_thirds(true);
    static const struct {
        double y[2];
        int64_t whole;
    } cases[] = {
        {{0, 0}, 18}, {{1, 1}, 4}, {{-1, -1}, 18}, {{NAN, 0}, 18}, {{INFINITY, 1e300}, 18}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct appui_dual_bound bound;
        assert_int_equal(appui_dual_bound(&program, cases[i].y, &bound), 1);
        assert_int_equal(bound.whole, cases[i].whole);
    }
    const double positive[] = {1, 1};
    for (int32_t i = 0; i < 2; i++) {
        program.rows[i].low = -2;
        program.rows[i].high = APPUI_PLUS_INFINITY;
    }
    struct appui_dual_bound bound;
    assert_int_equal(appui_dual_bound(&program, positive, &bound), 1);
    assert_int_equal(bound.whole, 18);
    appui_program_release(&program);
}

static void a_column_without_bound_must_be_paid_for_by_rows(void **state)
{
    (void)state;
    struct appui_program program = two_thirds(true);
    program.columns[0].high = APPUI_PLUS_INFINITY;
    const double too_little[] = {0.25, 0.25}, enough[] = {0.5, 0};
    struct appui_dual_bound bound = {.whole = 7};
    assert_int_equal(appui_dual_bound(&program, too_little, &bound), 0);
    assert_int_equal(bound.whole, 7);
    /* 0.5 x 2 + 0 x + 0.5 y <= 1 + 4.5. */
    assert_int_equal(appui_dual_bound(&program, enough, &bound), 1);
    assert_int_equal(bound.whole, 5);
    appui_program_release(&program);
}

/* 2^60 + 1 is no double; the bound is still exact, and rounded outwards where it must be a double.
 */
static void large_bounds_keep_their_last_unit(void **state)
{
    (void)state;
    struct appui_program program = {.maximise = true};
    appui_program_column(&program, 0, INT64_C(1152921504606846977), true, "x");
    program.columns[0].cost = 1;
    struct appui_dual_bound bound;
    const double none[] = {0};
    assert_int_equal(appui_dual_bound(&program, none, &bound), 1);
    assert_true(bound.whole == INT64_C(1152921504606846977));
    assert_true(bound.value > 1152921504606846976.0);
    appui_program_release(&program);
}

static void what_leaves_128_bits_proves_nothing(void **state)
{
    (void)state;
    struct appui_program program = two_thirds(true);
    struct appui_dual_bound bound;
    const double y[] = {0, 0};
    program.columns[0].high = INT64_MAX - 1;
    program.columns[0].cost = INT64_MAX - 1;
    assert_int_equal(appui_dual_bound(&program, y, &bound), 0);
    program.columns[0].high = INT64_C(1) << 40;
    program.columns[0].cost = INT64_C(1) << 40;
    assert_int_equal(appui_dual_bound(&program, y, &bound), 0);
    appui_program_release(&program);
}

static void failing_memory_is_told_apart(void **state)
{
    (void)state;
    struct appui_program program = two_thirds(true);
    struct appui_dual_bound bound;
    const double y[] = {0, 0};
    appui_memory_fail_after(1);
    assert_int_equal(appui_dual_bound(&program, y, &bound), -1);
    appui_memory_fail_after(0);
    appui_program_release(&program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_optimal_multipliers_prove_the_relaxation),
        cmocka_unit_test(a_minimisation_is_bounded_from_below),
        cmocka_unit_test(bad_multipliers_prove_less_but_never_too_much),
        cmocka_unit_test(a_column_without_bound_must_be_paid_for_by_rows),
        cmocka_unit_test(large_bounds_keep_their_last_unit),
        cmocka_unit_test(what_leaves_128_bits_proves_nothing),
        cmocka_unit_test(failing_memory_is_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
