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

char *appui_scaled_write(int64_t value, int64_t scale, char text[APPUI_DAYS_TEXT])
{
    int64_t rest = value % scale < 0 ? -(value % scale) : value % scale;
    int length = snprintf(text, APPUI_DAYS_TEXT, "%s%" PRId64,
                          value < 0 && value / scale == 0 ? "-" : "", value / scale);
    char *to = text + length;
    if (rest > 0) {
        *to++ = '.';
    }
    for (int64_t unit = scale / 10; rest > 0; unit /= 10) {
        *to++ = (char)('0' + rest / unit);
        rest %= unit;
    }
    *to = '\0';
    return text;
}

const char *appui_half_name(enum appui_half half)
{
    return half == APPUI_FULL ? "full" : half == APPUI_PM ? "pm" : "am";
}
