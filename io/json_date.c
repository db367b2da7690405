/*
 * Decides the form of dates, half-days of dates and ranges of dates. A date of the right form that
 * is in no calendar (30 February) is told apart from one that is written wrongly.
 */
#include <stdio.h>
#include <string.h>

#include "io/json_scalar.h"

/* Reads `length` digits; -1 when one of them is none. */
static int32_t digits(const char *text, size_t length)
{
    int32_t number = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

/* Reads `text` as a date, or reports why it is none; `form` is the fault of a wrong form. */
static bool read_date(struct appui_json_reader *reader, const struct appui_json_at *at,
                      const char *text, enum appui_fault_code form, appui_day *day)
{
    const char *written = json_string_value(at->value);
    bool shaped = strlen(text) == 10 && text[4] == '-' && text[7] == '-';
    int32_t year = shaped ? digits(text, 4) : -1;
    int32_t month = shaped ? digits(text + 5, 2) : -1;
    int32_t date = shaped ? digits(text + 8, 2) : -1;
    if (year < 0 || month < 0 || date < 0) {
        appui_json_fault(reader, at, form, "value", written, (const char *)NULL);
    } else if (year < APPUI_YEAR_MIN || year > APPUI_YEAR_MAX) {
        char first[8], last[8];
        snprintf(first, sizeof first, "%d", APPUI_YEAR_MIN);
        snprintf(last, sizeof last, "%d", APPUI_YEAR_MAX);
        appui_json_fault(reader, at, APPUI_FAULT_DATE_OUT_OF_RANGE, "value", text, "first", first,
                         "last", last, (const char *)NULL);
    } else if (!appui_date_exists(year, month, date)) {
        appui_json_fault(reader, at, APPUI_FAULT_DATE_NOT_EXISTING, "value", text,
                         (const char *)NULL);
    } else {
        *day = appui_date_from_civil(year, month, date);
        return true;
    }
    return false;
}

bool appui_json_date(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    const char *text = json_string_value(at->value);
    if (text == NULL) {
        return appui_json_wrong_type(reader, at, "text");
    }
    return read_date(reader, at, text, APPUI_FAULT_DATE_FORM, into);
}

bool appui_json_date_half(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct appui_date_half *target = into;
    const char *text = json_string_value(at->value);
    if (text == NULL) {
        return appui_json_wrong_type(reader, at, "text");
    }
    char date[16] = "";
    const char *dot = strchr(text, '.');
    size_t length = dot == NULL ? strlen(text) : (size_t)(dot - text);
    bool am = dot != NULL && strcmp(dot, ".am") == 0;
    bool pm = dot != NULL && strcmp(dot, ".pm") == 0;
    if (length < sizeof date && (dot == NULL || am || pm)) {
        memcpy(date, text, length);
    }
    appui_day day;
    if (!read_date(reader, at, date, APPUI_FAULT_DATE_HALF_FORM, &day)) {
        return false;
    }
    target->day = day;
    target->half = am ? APPUI_AM : pm ? APPUI_PM : APPUI_FULL;
    return true;
}

bool appui_json_texts(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_draft_texts *texts = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(const char *), appui_json_text);
    *texts = (struct appui_draft_texts){true, !list.ok, list.n, list.items};
    return list.ok;
}

static bool read_listed_date(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    *(appui_day *)into = APPUI_ABSENT;
    return appui_json_date(reader, at, into);
}

bool appui_json_dates(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_draft_dates *dates = into;
    struct appui_json_list list = appui_json_list(reader, at, sizeof(appui_day), read_listed_date);
    *dates = (struct appui_draft_dates){true, !list.ok, list.n, list.items};
    return list.ok;
}

static bool read_range(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"from", APPUI_JSON_REQUIRED, appui_json_date, offsetof(struct appui_range, from)},
        {"to", APPUI_JSON_OPTIONAL, appui_json_date, offsetof(struct appui_range, to)},
        {NULL, 0, NULL, 0}};
    struct appui_range *range = into;
    *range = (struct appui_range){APPUI_ABSENT, APPUI_ABSENT};
    bool ok = appui_json_object(reader, at, fields, range);
    if (json_object_get(at->value, "to") == NULL) {
        range->to = range->from;
    }
    return ok;
}

bool appui_json_ranges(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_draft_ranges *ranges = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_range), read_range);
    *ranges = (struct appui_draft_ranges){true, list.n, list.items};
    return list.ok;
}
