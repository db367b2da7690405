/* Dates, ISO weeks, Easter and public holidays; expectations from calendars, cross-checked with
 * python-holidays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/date.h"

static appui_day day_of(const char *text)
{
    appui_day day = 0;
    assert_true(appui_date_read(text, &day));
    return day;
}

static void days_count_from_1970(void **state)
{
    (void)state;
    assert_int_equal(day_of("1970-01-01"), 0);
    assert_int_equal(day_of("1970-01-02"), 1);
    /* 30 years with the leap days of 1972 .. 1996: 30 * 365 + 7. */
    assert_int_equal(day_of("2000-01-01"), 10957);
    assert_int_equal(appui_date_from_civil(1969, 12, 31), -1);
}

static void every_day_of_the_range_goes_there_and_back(void **state)
{
    (void)state;
    appui_day day = 0;
    for (int32_t year = APPUI_YEAR_MIN; year <= APPUI_YEAR_MAX; year++) {
        for (int32_t month = 1; month <= 12; month++) {
            for (int32_t d = 1; d <= 31; d++) {
                if (!appui_date_exists(year, month, d)) {
                    continue;
                }
                assert_int_equal(appui_date_from_civil(year, month, d), day);
                struct appui_civil civil = appui_date_to_civil(day++);
                assert_true(civil.year == year && civil.month == month && civil.day == d);
            }
        }
    }
}

static void leap_days_follow_the_gregorian_rule(void **state)
{
    (void)state;
    assert_true(appui_date_exists(2024, 2, 29));
    assert_true(appui_date_exists(2000, 2, 29));
    assert_false(appui_date_exists(2100, 2, 29));
    assert_false(appui_date_exists(2027, 2, 29));
    assert_false(appui_date_exists(2027, 4, 31));
    assert_false(appui_date_exists(2027, 0, 1));
    assert_false(appui_date_exists(2027, 13, 1));
    assert_false(appui_date_exists(2027, 1, 0));
    assert_false(appui_date_exists(1969, 12, 31));
    assert_false(appui_date_exists(2200, 1, 1));
}

static void dates_are_read_in_one_form_only(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "2027",     "2027-1-4",   "2027-01-4",  "2027-01-04 ", "2027/01/04",
        "2027-01-0a", "20270104", "2027-02-30", "2027-13-01", "+027-01-04",  "2027-01-04T00"};
    appui_day day = 42;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(appui_date_read(wrong[i], &day));
        assert_int_equal(day, 42);
    }
}

static void dates_are_written_as_they_are_read(void **state)
{
    (void)state;
    char text[APPUI_DATE_TEXT];
    static const char *const dates[] = {"1970-01-01", "2027-02-28", "2099-12-31", "2199-12-31"};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        assert_string_equal(appui_date_write(day_of(dates[i]), text), dates[i]);
    }
}

static void weekdays_and_mondays_agree_with_the_calendar(void **state)
{
    (void)state;
    assert_int_equal(appui_date_weekday(day_of("1970-01-01")), 3);
    assert_int_equal(appui_date_weekday(day_of("2027-01-04")), 0);
    assert_int_equal(appui_date_weekday(day_of("2027-01-10")), 6);
    assert_int_equal(appui_date_monday(day_of("2027-01-10")), day_of("2027-01-04"));
    assert_int_equal(appui_date_monday(day_of("2027-01-04")), day_of("2027-01-04"));
    assert_int_equal(appui_date_weekday(-4), 6);
}

/* ISO 8601: the week of 1 January 2027, a Friday, is week 53 of 2026; 2024-12-30 opens week 1 of
 * 2025. */
static void iso_weeks_belong_to_the_year_of_their_thursday(void **state)
{
    (void)state;
    static const struct {
        const char *date;
        int32_t year, week;
    } cases[] = {{"2027-01-01", 2026, 53}, {"2027-01-04", 2027, 1},  {"2024-12-30", 2025, 1},
                 {"2021-01-03", 2020, 53}, {"2023-01-01", 2022, 52}, {"2027-12-31", 2027, 52},
                 {"2020-12-31", 2020, 53}, {"2026-12-28", 2026, 53}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t year, week;
        appui_date_iso_week(day_of(cases[i].date), &year, &week);
        assert_int_equal(year, cases[i].year);
        assert_int_equal(week, cases[i].week);
    }
}

/* 1981, 2049 and 2076 are the years on which simplified rules for Easter fail; 2285 lies outside.
 */
static void easter_falls_on_known_dates(void **state)
{
    (void)state;
    static const char *const easters[] = {"1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24",
                                          "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
                                          "2038-04-25", "2049-04-18", "2076-04-19", "2106-04-18"};
    for (size_t i = 0; i < sizeof easters / sizeof *easters; i++) {
        appui_day day = day_of(easters[i]);
        assert_int_equal(appui_date_easter(appui_date_to_civil(day).year), day);
    }
}

/* The ecclesiastical full moon on or after 21 March bounds Easter: 22 March to 25 April. */
static void easter_is_a_sunday_in_its_range_every_year(void **state)
{
    (void)state;
    for (int32_t year = APPUI_YEAR_MIN; year <= APPUI_YEAR_MAX; year++) {
        appui_day easter = appui_date_easter(year);
        assert_int_equal(appui_date_weekday(easter), 6);
        assert_true(easter >= appui_date_from_civil(year, 3, 22));
        assert_true(easter <= appui_date_from_civil(year, 4, 25));
    }
}

static void the_eleven_holidays_of_2027_are_known(void **state)
{
    (void)state;
    static const char *const holidays[] = {"2027-01-01", "2027-03-29", "2027-05-01", "2027-05-06",
                                           "2027-05-08", "2027-05-17", "2027-07-14", "2027-08-15",
                                           "2027-11-01", "2027-11-11", "2027-12-25"};
    int32_t next = 0;
    for (appui_day day = day_of("2027-01-01"); day <= day_of("2027-12-31"); day++) {
        bool expected = next < 11 && day == day_of(holidays[next]);
        assert_int_equal(appui_date_is_holiday(day, APPUI_HOLIDAYS_FR), expected);
        next += expected;
    }
    assert_int_equal(next, 11);
}

/* Ascension and 1 May coincide in 2008 (Easter 23 March), so that year has ten. */
static void holidays_that_coincide_count_once(void **state)
{
    (void)state;
    int32_t count = 0;
    for (appui_day day = day_of("2008-01-01"); day <= day_of("2008-12-31"); day++) {
        count += appui_date_is_holiday(day, APPUI_HOLIDAYS_FR);
    }
    assert_int_equal(count, 10);
    assert_true(appui_date_is_holiday(day_of("2008-05-01"), APPUI_HOLIDAYS_FR));
}

static void alsace_has_two_more_holidays(void **state)
{
    (void)state;
    assert_true(appui_date_is_holiday(day_of("2027-03-26"), APPUI_HOLIDAYS_FR_ALSACE));
    assert_true(appui_date_is_holiday(day_of("2027-12-26"), APPUI_HOLIDAYS_FR_ALSACE));
    assert_true(appui_date_is_holiday(day_of("2027-05-17"), APPUI_HOLIDAYS_FR_ALSACE));
    assert_false(appui_date_is_holiday(day_of("2027-03-26"), APPUI_HOLIDAYS_FR));
    assert_false(appui_date_is_holiday(day_of("2027-12-26"), APPUI_HOLIDAYS_FR));
}

static void holidays_can_be_switched_off(void **state)
{
    (void)state;
    assert_false(appui_date_is_holiday(day_of("2027-07-14"), APPUI_HOLIDAYS_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_count_from_1970),
        cmocka_unit_test(every_day_of_the_range_goes_there_and_back),
        cmocka_unit_test(leap_days_follow_the_gregorian_rule),
        cmocka_unit_test(dates_are_read_in_one_form_only),
        cmocka_unit_test(dates_are_written_as_they_are_read),
        cmocka_unit_test(weekdays_and_mondays_agree_with_the_calendar),
        cmocka_unit_test(iso_weeks_belong_to_the_year_of_their_thursday),
        cmocka_unit_test(easter_falls_on_known_dates),
        cmocka_unit_test(easter_is_a_sunday_in_its_range_every_year),
        cmocka_unit_test(the_eleven_holidays_of_2027_are_known),
        cmocka_unit_test(holidays_that_coincide_count_once),
        cmocka_unit_test(alsace_has_two_more_holidays),
        cmocka_unit_test(holidays_can_be_switched_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
