/*
 * Calendar arithmetic and French public holidays.
 *
 * Day numbers are Hinnant's (howardhinnant.github.io/date_algorithms.html): years begin in March,
 * so that the leap day ends a year, and eras of 400 years all have 146097 days. Holidays are those
 * of today's law for every year: appui plans ahead, it does not study the past.
 */
#include "model/date.h"

#define DAYS_PER_ERA 146097
/* From 0000-03-01 to 1970-01-01. */
#define DAYS_TO_EPOCH 719468

static int32_t floor_div(int32_t value, int32_t by)
{
    return value >= 0 ? value / by : -((-(value + 1)) / by) - 1;
}

appui_day appui_date_from_civil(int32_t year, int32_t month, int32_t day)
{
    int32_t y = month <= 2 ? year - 1 : year;
    int32_t era = floor_div(y, 400);
    int32_t year_of_era = y - era * 400;
    int32_t month_from_march = (month + 9) % 12;
    int32_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;
}

struct appui_civil appui_date_to_civil(appui_day day)
{
    int32_t shifted = day + DAYS_TO_EPOCH;
    int32_t era = floor_div(shifted, DAYS_PER_ERA);
    int32_t doe = shifted - era * DAYS_PER_ERA;
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int32_t month_from_march = (5 * doy + 2) / 153;
    int32_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    struct appui_civil civil = {.year = yoe + era * 400 + (month <= 2 ? 1 : 0),
                                .month = month,
                                .day = doy - (153 * month_from_march + 2) / 5 + 1};
    return civil;
}

bool appui_date_exists(int32_t year, int32_t month, int32_t day)
{
    static const int32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < APPUI_YEAR_MIN || year > APPUI_YEAR_MAX || month < 1 || month > 12 || day < 1) {
        return false;
    }
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= lengths[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* Value of `n` digits, or -1 when one is none. */
static int32_t read_digits(const char *text, int32_t n)
{
    int32_t value = 0;
    for (int32_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool appui_date_read(const char *text, appui_day *day)
{
    /* Each part is read only after the one before it was whole, so never past the text's NUL. */
    int32_t year = read_digits(text, 4);
    if (year < 0 || text[4] != '-') {
        return false;
    }
    int32_t month = read_digits(text + 5, 2);
    if (month < 0 || text[7] != '-') {
        return false;
    }
    int32_t day_of_month = read_digits(text + 8, 2);
    if (day_of_month < 0 || text[10] != '\0' || !appui_date_exists(year, month, day_of_month)) {
        return false;
    }
    *day = appui_date_from_civil(year, month, day_of_month);
    return true;
}

static void write_digits(char *text, int32_t n, int32_t value)
{
    for (int32_t i = n - 1; i >= 0; i--) {
        text[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

char *appui_date_write(appui_day day, char text[APPUI_DATE_TEXT])
{
    struct appui_civil civil = appui_date_to_civil(day);
    write_digits(text, 4, civil.year);
    text[4] = '-';
    write_digits(text + 5, 2, civil.month);
    text[7] = '-';
    write_digits(text + 8, 2, civil.day);
    text[10] = '\0';
    return text;
}

int32_t appui_date_weekday(appui_day day)
{
    /* 1970-01-01 was a Thursday. */
    int32_t shifted = day + 3;
    return shifted - floor_div(shifted, 7) * 7;
}

appui_day appui_date_monday(appui_day day)
{
    return day - appui_date_weekday(day);
}

void appui_date_iso_week(appui_day day, int32_t *iso_year, int32_t *week)
{
    /* A week belongs to the year of its Thursday (ISO 8601). */
    appui_day thursday = appui_date_monday(day) + 3;
    int32_t year = appui_date_to_civil(thursday).year;
    *iso_year = year;
    *week = (thursday - appui_date_from_civil(year, 1, 1)) / 7 + 1;
}

appui_day appui_date_easter(int32_t year)
{
    int32_t a = year % 19;
    int32_t b = year / 100, c = year % 100;
    int32_t d = b / 4, e = b % 4;
    int32_t f = (b + 8) / 25;
    int32_t g = (b - f + 1) / 3;
    int32_t h = (19 * a + b - d - g + 15) % 30;
    int32_t i = c / 4, k = c % 4;
    int32_t l = (32 + 2 * e + 2 * i - h - k) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451;
    int32_t n = h + l - 7 * m + 114;
    return appui_date_from_civil(year, n / 31, n % 31 + 1);
}

static bool is_fixed_holiday(struct appui_civil civil)
{
    static const struct {
        int32_t month, day;
    } fixed[] = {{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1}, {11, 11}, {12, 25}};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        if (civil.month == fixed[i].month && civil.day == fixed[i].day) {
            return true;
        }
    }
    return false;
}

bool appui_date_is_holiday(appui_day day, enum appui_holidays holidays)
{
    if (holidays == APPUI_HOLIDAYS_NONE) {
        return false;
    }
    struct appui_civil civil = appui_date_to_civil(day);
    int32_t from_easter = day - appui_date_easter(civil.year);
    /* Easter Monday, Ascension Thursday, Whit Monday. */
    if (from_easter == 1 || from_easter == 39 || from_easter == 50 || is_fixed_holiday(civil)) {
        return true;
    }
    if (holidays != APPUI_HOLIDAYS_FR_ALSACE) {
        return false;
    }
    return from_easter == -2 || (civil.month == 12 && civil.day == 26);
}
