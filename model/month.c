/*
 * A month is a number: steps of months are additions, and only reading and writing know of years.
 */
#include "model/month.h"

#include <string.h>

#define MONTHS_END (12 * (APPUI_MONTH_YEAR_MAX + 1 - APPUI_YEAR_MIN))

appui_month appui_month_of(appui_day day)
{
    struct appui_civil civil = appui_date_to_civil(day);
    return 12 * (civil.year - APPUI_YEAR_MIN) + civil.month - 1;
}

struct appui_civil appui_month_to_civil(appui_month month)
{
    int32_t years = month >= 0 ? month / 12 : -((11 - month) / 12);
    return (struct appui_civil){APPUI_YEAR_MIN + years, month - 12 * years + 1, 1};
}

appui_day appui_month_first_day(appui_month month)
{
    struct appui_civil civil = appui_month_to_civil(month);
    return appui_date_from_civil(civil.year, civil.month, civil.day);
}

bool appui_month_read(const char *text, appui_month *month)
{
    int32_t digits[7] = {0};
    if (strlen(text) != strlen("YYYY-MM") || text[4] != '-') {
        return false;
    }
    for (int i = 0; i < 7; i++) {
        digits[i] = text[i] - '0';
        if (i != 4 && (digits[i] < 0 || digits[i] > 9)) {
            return false;
        }
    }
    int32_t year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
    int32_t number = digits[5] * 10 + digits[6];
    if (year < APPUI_YEAR_MIN || year > APPUI_MONTH_YEAR_MAX || number < 1 || number > 12) {
        return false;
    }
    *month = 12 * (year - APPUI_YEAR_MIN) + number - 1;
    return true;
}

char *appui_month_write(appui_month month, char text[APPUI_MONTH_TEXT])
{
    if (month < 0 || month >= MONTHS_END) {
        return strcpy(text, "?");
    }
    int32_t year = APPUI_YEAR_MIN + month / 12;
    int32_t number = month % 12 + 1;
    const int32_t digits[7] = {year / 1000, year / 100 % 10, year / 10 % 10, year % 10,
                               '-' - '0',   number / 10,     number % 10};
    for (int i = 0; i < 7; i++) {
        text[i] = (char)('0' + digits[i]);
    }
    text[7] = '\0';
    return text;
}
