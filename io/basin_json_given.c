/*
 * Decides what of a draft is written: what was given and nothing else, in the forms that the reader
 * takes.
 */
#include "io/basin_json_write_parts.h"

void appui_given_text(struct appui_json_tree *tree, json_t *object, const char *key,
                      const char *text)
{
    if (text != NULL) {
        appui_json_put(tree, object, key, json_string(text));
    }
}

void appui_given_number(struct appui_json_tree *tree, json_t *object, const char *key,
                        int32_t value, int32_t scale)
{
    if (value != APPUI_ABSENT) {
        appui_json_put(tree, object, key, appui_json_quotient(value, scale));
    }
}

void appui_given_day(struct appui_json_tree *tree, json_t *object, const char *key, appui_day day)
{
    if (day != APPUI_ABSENT) {
        appui_json_put(tree, object, key, appui_json_day(day));
    }
}

int32_t appui_given_silent(bool given, int32_t standard)
{
    return given ? APPUI_ABSENT : standard;
}

void appui_given_word(struct appui_json_tree *tree, json_t *object, const char *key,
                      struct appui_basin_words words, int32_t value)
{
    if (value != words.silent && value != APPUI_ABSENT) {
        appui_json_put(tree, object, key, json_string(appui_basin_word(words.list, value)));
    }
}

void appui_given_texts(struct appui_json_tree *tree, json_t *object, const char *key,
                       const struct appui_draft_texts *texts)
{
    if (!texts->given) {
        return;
    }
    json_t *list = json_array();
    for (int32_t i = 0; i < texts->n; i++) {
        appui_json_append(tree, list, json_string(texts->items[i]));
    }
    appui_json_put(tree, object, key, list);
}

void appui_given_dates(struct appui_json_tree *tree, json_t *object, const char *key,
                       const struct appui_draft_dates *dates)
{
    if (!dates->given) {
        return;
    }
    json_t *list = json_array();
    for (int32_t i = 0; i < dates->n; i++) {
        appui_json_append(tree, list, appui_json_day(dates->items[i]));
    }
    appui_json_put(tree, object, key, list);
}

void appui_given_ranges(struct appui_json_tree *tree, json_t *object, const char *key,
                        const struct appui_draft_ranges *ranges)
{
    if (!ranges->given) {
        return;
    }
    json_t *list = json_array();
    for (int32_t i = 0; i < ranges->n; i++) {
        const struct appui_range *range = &ranges->items[i];
        json_t *item = json_object();
        appui_given_day(tree, item, "from", range->from);
        if (range->to != range->from) {
            appui_given_day(tree, item, "to", range->to);
        }
        appui_json_append(tree, list, item);
    }
    appui_json_put(tree, object, key, list);
}

/* Each day by one word: the day, or the half of it that is given. */
static json_t *write_weekdays(struct appui_json_tree *tree, uint16_t weekdays)
{
    json_t *list = json_array();
    for (int32_t day = 0; day < 7; day++) {
        int32_t bits = weekdays & 3 << 2 * day;
        if (bits != 0) {
            appui_json_append(tree, list,
                              json_string(appui_basin_word(appui_basin_weekdays, bits)));
        }
    }
    return list;
}

void appui_given_availability(struct appui_json_tree *tree, json_t *object,
                              const struct appui_draft_availability *availability)
{
    if (!availability->given) {
        return;
    }
    json_t *value = json_object();
    if (availability->weekdays_given) {
        appui_json_put(tree, value, "weekdays", write_weekdays(tree, availability->weekdays));
    }
    if (availability->dates_given) {
        json_t *list = json_array();
        for (int32_t i = 0; i < availability->n_dates; i++) {
            appui_json_append(tree, list, appui_json_day_half(availability->dates[i]));
        }
        appui_json_put(tree, value, "dates", list);
    }
    appui_given_ranges(tree, value, "except", &availability->except);
    appui_json_put(tree, object, "availability", value);
}
