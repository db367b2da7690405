/*
 * Decides how numbers and dates are written. jansson prints a real as 2.0 where the value is 2, so
 * integers are kept apart from reals here.
 */
#include "io/json_tree.h"

#include <stdio.h>

void appui_json_put(struct appui_json_tree *tree, json_t *object, const char *key, json_t *value)
{
    tree->failed |= json_object_set_new(object, key, value) != 0;
}

void appui_json_append(struct appui_json_tree *tree, json_t *list, json_t *value)
{
    tree->failed |= json_array_append_new(list, value) != 0;
}

json_t *appui_json_quotient(int64_t value, int64_t scale)
{
    return value % scale == 0 ? json_integer(value / scale)
                              : json_real((double)value / (double)scale);
}

json_t *appui_json_days(int32_t half_days)
{
    return appui_json_quotient(half_days, 2);
}

json_t *appui_json_day(appui_day day)
{
    char text[APPUI_DATE_TEXT];
    return json_string(appui_date_write(day, text));
}

json_t *appui_json_day_half(struct appui_date_half at)
{
    static const char *const halves[] = {[APPUI_AM] = ".am", [APPUI_PM] = ".pm", [APPUI_FULL] = ""};
    char day[APPUI_DATE_TEXT], text[APPUI_DATE_TEXT + 8];
    snprintf(text, sizeof text, "%s%s", appui_date_write(at.day, day), halves[at.half]);
    return json_string(text);
}

json_t *appui_json_fraction(struct appui_json_tree *tree, struct appui_fraction fraction)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "num", json_integer(fraction.num));
    appui_json_put(tree, object, "den", json_integer(fraction.den));
    return object;
}
