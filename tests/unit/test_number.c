/*
 * Numbers of JSON files as exact integers, and their shortest text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "io/json_number.h"

static json_t *number(const char *text)
{
    json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
    assert_non_null(value);
    return value;
}

static enum appui_number_code scale(const char *text, int32_t places, int64_t *scaled)
{
    json_t *value = number(text);
    enum appui_number_code code = appui_number_scaled(value, places, 1000000000, scaled);
    json_decref(value);
    return code;
}

static void assert_scaled(const char *text, int32_t places, int64_t expected)
{
    int64_t scaled = -77;
    assert_int_equal(scale(text, places, &scaled), APPUI_NUMBER_OK);
    assert_int_equal(scaled, expected);
}

static void assert_refused(const char *text, int32_t places, enum appui_number_code expected)
{
    int64_t scaled = -77;
    assert_int_equal(scale(text, places, &scaled), expected);
    assert_int_equal(scaled, -77);
}

static void assert_text(const char *text, const char *expected)
{
    char written[APPUI_NUMBER_TEXT];
    json_t *value = number(text);
    assert_string_equal(appui_number_text(value, written), expected);
    json_decref(value);
}

static void reads_decimals_exactly_where_doubles_are_not_exact(void **state)
{
    (void)state;
    assert_scaled("0.1", 3, 100);
    assert_scaled("0.3", 6, 300000);
    assert_scaled("1.005", 3, 1005);
    assert_scaled("0.000001", 6, 1);
    assert_scaled("999999.999", 3, 999999999);
    assert_scaled("-2.5", 1, -25);
}

static void reads_integral_reals_and_exponents_as_integers(void **state)
{
    (void)state;
    assert_scaled("2.0", 0, 2);
    assert_scaled("1e3", 0, 1000);
    assert_scaled("25e-1", 1, 25);
    assert_scaled("-0.0", 3, 0);
    assert_scaled("0", 6, 0);
}

static void reads_every_thousandth_up_to_two_as_itself(void **state)
{
    (void)state;
    for (int64_t i = 0; i <= 2000; i++) {
        json_t *value = json_real((double)i / 1000.0);
        int64_t scaled;
        assert_int_equal(appui_number_scaled(value, 3, 1000000, &scaled), APPUI_NUMBER_OK);
        assert_int_equal(scaled, i);
        json_decref(value);
    }
}

static void refuses_more_decimals_than_asked_for(void **state)
{
    (void)state;
    assert_refused("2.5", 0, APPUI_NUMBER_TOO_FINE);
    assert_refused("0.0001", 3, APPUI_NUMBER_TOO_FINE);
    assert_refused("1e-300", 6, APPUI_NUMBER_TOO_FINE);
}

static void refuses_what_exceeds_the_limit(void **state)
{
    (void)state;
    assert_refused("1000000001", 0, APPUI_NUMBER_TOO_BIG);
    assert_refused("-1000000001", 0, APPUI_NUMBER_TOO_BIG);
    assert_refused("1e300", 0, APPUI_NUMBER_TOO_BIG);
    assert_refused("9223372036854775807", 6, APPUI_NUMBER_TOO_BIG);
    assert_refused("-9223372036854775808", 0, APPUI_NUMBER_TOO_BIG);
    assert_refused("1000001", 3, APPUI_NUMBER_TOO_BIG);
    assert_scaled("1000000", 3, 1000000000);
}

static void writes_the_shortest_text(void **state)
{
    (void)state;
    assert_text("0.10", "0.1");
    assert_text("2.0", "2");
    assert_text("1e3", "1000");
    assert_text("-0.0", "0");
    assert_text("1e-5", "1e-05");
    assert_text("0.1e-6", "1e-07");
    assert_text("1e16", "1e+16");
    assert_text("123456789012345680.0", "1.2345678901234568e+17");
    assert_text("0.30000000000000004", "0.30000000000000004");
    assert_text("-12.25", "-12.25");
    assert_text("9223372036854775807", "9223372036854775807");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_decimals_exactly_where_doubles_are_not_exact),
        cmocka_unit_test(reads_integral_reals_and_exponents_as_integers),
        cmocka_unit_test(reads_every_thousandth_up_to_two_as_itself),
        cmocka_unit_test(refuses_more_decimals_than_asked_for),
        cmocka_unit_test(refuses_what_exceeds_the_limit),
        cmocka_unit_test(writes_the_shortest_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
