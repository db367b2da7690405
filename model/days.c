/*
 * How half-days, counts and halves of a day stand in the arguments of faults: the way files write
 * them, whatever the language of the message around them.
 */
#include "model/days.h"

#include <inttypes.h>
#include <stdio.h>

char *appui_days_write(int64_t half_days, char text[APPUI_DAYS_TEXT])
{
    int64_t days = half_days / 2;
    const char *sign = half_days < 0 && days == 0 ? "-" : "";
    snprintf(text, APPUI_DAYS_TEXT, "%s%" PRId64 "%s", sign, days, half_days % 2 != 0 ? ".5" : "");
    return text;
}

char *appui_count_write(int64_t count, char text[APPUI_DAYS_TEXT])
{
    snprintf(text, APPUI_DAYS_TEXT, "%" PRId64, count);
    return text;
}

const char *appui_half_name(enum appui_half half)
{
    return half == APPUI_FULL ? "full" : half == APPUI_PM ? "pm" : "am";
}
