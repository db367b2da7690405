/*
 * Months: counted from January 1970, for money, which is kept by the month where days are kept by
 * the half-day.
 */
#ifndef APPUI_MODEL_MONTH_H
#define APPUI_MODEL_MONTH_H

#include <stdbool.h>
#include <stdint.h>

#include "model/date.h"

/** A month: months since January 1970, which is 0; APPUI_ABSENT where there is none. */
typedef int32_t appui_month;

/** Months are read up to the end of this year: beyond every date, repayments included. */
#define APPUI_MONTH_YEAR_MAX 2299

/** The month that holds a day. */
appui_month appui_month_of(appui_day day);

/** The first day of a month. */
appui_day appui_month_first_day(appui_month month);

/** The parts of a month; `day` is 1. */
struct appui_civil appui_month_to_civil(appui_month month);

/**
 * Reads exactly `YYYY-MM`.
 * @return true and *month set; false (and *month untouched) when the text has another form or names
 * no month of APPUI_YEAR_MIN..APPUI_MONTH_YEAR_MAX.
 */
bool appui_month_read(const char *text, appui_month *month);

/** Room for `YYYY-MM` and its NUL. */
#define APPUI_MONTH_TEXT 8

/** Writes `YYYY-MM` into text[APPUI_MONTH_TEXT] and returns it; `?` for a month that none can read.
 */
char *appui_month_write(appui_month month, char text[APPUI_MONTH_TEXT]);

#endif
