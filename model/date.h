/*
 * Dates: days counted from 1970-01-01 in the proleptic Gregorian calendar, ISO weeks, and the
 * French public holidays (Code du travail, article L3133-1; Alsace-Moselle's two, article
 * L3134-13).
 */
#ifndef APPUI_MODEL_DATE_H
#define APPUI_MODEL_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A date: days since 1970-01-01, which is 0. */
typedef int32_t appui_day;

/** Marks an absent date or an absent number in drafts and basins. */
#define APPUI_ABSENT INT32_MIN

/** Dates that appui accepts: 1970-01-01 to 2199-12-31. */
#define APPUI_YEAR_MIN 1970
#define APPUI_YEAR_MAX 2199

/** A date's parts: month 1-12, day of month 1-31. */
struct appui_civil {
    int32_t year, month, day;
};

/** Days since 1970-01-01 of a valid civil date (Hinnant, "chrono-compatible date algorithms"). */
appui_day appui_date_from_civil(int32_t year, int32_t month, int32_t day);

/** The civil date of a day. */
struct appui_civil appui_date_to_civil(appui_day day);

/** True when the parts name a date that exists, within APPUI_YEAR_MIN..APPUI_YEAR_MAX. */
bool appui_date_exists(int32_t year, int32_t month, int32_t day);

/**
 * Reads exactly `YYYY-MM-DD`.
 * @return true and *day set; false (and *day untouched) when the text has another form or names no
 * date.
 */
bool appui_date_read(const char *text, appui_day *day);

/** Room for `YYYY-MM-DD` and its NUL. */
#define APPUI_DATE_TEXT 11

/** Writes `YYYY-MM-DD` into text[APPUI_DATE_TEXT] and returns it. */
char *appui_date_write(appui_day day, char text[APPUI_DATE_TEXT]);

/** Day of the week, 0 = Monday ... 6 = Sunday. */
int32_t appui_date_weekday(appui_day day);

/** The Monday of the ISO week that holds `day`: the identity of a week in this program. */
appui_day appui_date_monday(appui_day day);

/** ISO 8601 week: number 1-53 and the year it belongs to. */
void appui_date_iso_week(appui_day day, int32_t *iso_year, int32_t *week);

/** Easter Sunday of a year (Butcher's algorithm, Nature 1876). */
appui_day appui_date_easter(int32_t year);

/** Which public holidays close a basin. */
enum appui_holidays {
    APPUI_HOLIDAYS_FR,        /**< the eleven of metropolitan France */
    APPUI_HOLIDAYS_FR_ALSACE, /**< also Good Friday and 26 December */
    APPUI_HOLIDAYS_NONE
};

/** True when `day` is a public holiday of the given kind. */
bool appui_date_is_holiday(appui_day day, enum appui_holidays holidays);

#endif
