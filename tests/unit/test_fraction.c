/* Exact fractions: reduced, ordered without overflow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/fraction.h"

static void gcd_ignores_signs_and_zero(void **state)
{
    (void)state;
    assert_int_equal(appui_gcd(12, -18), 6);
    assert_int_equal(appui_gcd(0, 7), 7);
    assert_int_equal(appui_gcd(-7, 0), 7);
    assert_int_equal(appui_gcd(0, 0), 0);
    assert_int_equal(appui_gcd(INT64_MIN, 3), 1);
}

static void fractions_are_reduced_with_a_positive_denominator(void **state)
{
    (void)state;
    struct appui_fraction burden = appui_fraction_make(10, 24);
    assert_int_equal(burden.num, 5);
    assert_int_equal(burden.den, 12);
    struct appui_fraction negative = appui_fraction_make(6, -4);
    assert_int_equal(negative.num, -3);
    assert_int_equal(negative.den, 2);
}

static void zero_is_zero_over_one(void **state)
{
    (void)state;
    struct appui_fraction zero = appui_fraction_make(0, -9);
    assert_int_equal(zero.num, 0);
    assert_int_equal(zero.den, 1);
}

static void comparison_orders_fractions(void **state)
{
    (void)state;
    struct appui_fraction third = appui_fraction_make(1, 3), half = appui_fraction_make(1, 2);
    assert_int_equal(appui_fraction_compare(third, half), -1);
    assert_int_equal(appui_fraction_compare(half, third), 1);
    assert_int_equal(appui_fraction_compare(half, appui_fraction_make(2, 4)), 0);
    assert_int_equal(appui_fraction_compare(appui_fraction_make(-1, 2), third), -1);
}

/* a/(a+1) < (a+1)/(a+2) for a = 2^62: the cross products differ by 1 in 125 bits. */
static void comparison_is_exact_beyond_64_bits(void **state)
{
    (void)state;
    int64_t a = (int64_t)1 << 62;
    struct appui_fraction lower = {a, a + 1}, upper = {a + 1, a + 2};
    assert_int_equal(appui_fraction_compare(lower, upper), -1);
    assert_int_equal(appui_fraction_compare(upper, lower), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gcd_ignores_signs_and_zero),
        cmocka_unit_test(fractions_are_reduced_with_a_positive_denominator),
        cmocka_unit_test(zero_is_zero_over_one),
        cmocka_unit_test(comparison_orders_fractions),
        cmocka_unit_test(comparison_is_exact_beyond_64_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
