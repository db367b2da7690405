/* Figures as text, for the arguments of faults. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/days.h"

static void half_days_are_written_as_days(void **state)
{
    (void)state;
    char text[APPUI_DAYS_TEXT];
    assert_string_equal(appui_days_write(0, text), "0");
    assert_string_equal(appui_days_write(5, text), "2.5");
    assert_string_equal(appui_days_write(-1, text), "-0.5");
    assert_string_equal(appui_days_write(-4, text), "-2");
}

static void scaled_values_have_no_more_decimals_than_they_need(void **state)
{
    (void)state;
    char text[APPUI_DAYS_TEXT];
    assert_string_equal(appui_scaled_write(0, 1000000, text), "0");
    assert_string_equal(appui_scaled_write(8000000, 1000000, text), "8");
    assert_string_equal(appui_scaled_write(7500000, 1000000, text), "7.5");
    assert_string_equal(appui_scaled_write(20001, 1000000, text), "0.020001");
    assert_string_equal(appui_scaled_write(-500000, 1000000, text), "-0.5");
    assert_string_equal(appui_scaled_write(-1500000, 1000000, text), "-1.5");
    assert_string_equal(appui_scaled_write(42, 1, text), "42");
    assert_string_equal(appui_scaled_write(INT64_MIN, 1000000, text), "-9223372036854.775808");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_days_are_written_as_days),
        cmocka_unit_test(scaled_values_have_no_more_decimals_than_they_need),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
