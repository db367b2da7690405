/*
 * Days as text: half-days written as people count them, with a point, for the arguments of faults.
 */
#ifndef APPUI_MODEL_DAYS_H
#define APPUI_MODEL_DAYS_H

#include <stdint.h>

#include "model/draft.h"

/** Room for any number of days and its NUL. */
#define APPUI_DAYS_TEXT 24

/** Writes half-days as days, "2" or "2.5", into text[APPUI_DAYS_TEXT] and returns it. */
char *appui_days_write(int64_t half_days, char text[APPUI_DAYS_TEXT]);

/** Writes a whole number into text[APPUI_DAYS_TEXT] and returns it. */
char *appui_count_write(int64_t count, char text[APPUI_DAYS_TEXT]);

/** Writes value / scale, scale a power of ten, with no more decimals than it needs. */
char *appui_scaled_write(int64_t value, int64_t scale, char text[APPUI_DAYS_TEXT]);

/** "am", "pm" or "full", as files write it. */
const char *appui_half_name(enum appui_half half);

#endif
