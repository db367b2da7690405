/*
 * Medians and geometric means, by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "bench/summary.h"

static void assert_close(double found, double expected)
{
    assert_true(fabs(found - expected) <= 1e-12 * fabs(expected));
}

static void the_median_of_an_odd_number_is_the_middle(void **state)
{
    (void)state;
    double numbers[] = {9, 1, 5};
    assert_close(appui_median(numbers, 3), 5);
    assert_close(appui_median(numbers, 1), 1); /* sorted by the first call */
}

static void the_median_of_an_even_number_is_the_mean_of_the_middle_two(void **state)
{
    (void)state;
    double numbers[] = {100, 2, 3, 1};
    assert_close(appui_median(numbers, 4), 2.5);
}

/* 2 times as fast and 2 times as slow even out; (1 * 8)^(1/2) = 2 * sqrt(2) */
static void ratios_are_averaged_so_that_inverses_even_out(void **state)
{
    (void)state;
    assert_close(appui_geometric_mean((double[]){0.5, 2}, 2), 1);
    assert_close(appui_geometric_mean((double[]){1, 8}, 2), 2.8284271247461903);
    assert_close(appui_geometric_mean((double[]){1e-3, 1e-3, 1e-3}, 3), 1e-3);
}

static void nothing_has_no_middle(void **state)
{
    (void)state;
    assert_true(isnan(appui_median(NULL, 0)));
    assert_true(isnan(appui_geometric_mean(NULL, 0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_median_of_an_odd_number_is_the_middle),
        cmocka_unit_test(the_median_of_an_even_number_is_the_mean_of_the_middle_two),
        cmocka_unit_test(ratios_are_averaged_so_that_inverses_even_out),
        cmocka_unit_test(nothing_has_no_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
