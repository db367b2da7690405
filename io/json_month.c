/*
 * Decides the form of months. Whether a month makes sense where it stands is the model's to say.
 */
#include "io/json_month.h"

bool appui_json_month(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    const char *text = json_string_value(at->value);
    if (text == NULL) {
        return appui_json_wrong_type(reader, at, "text");
    }
    if (!appui_month_read(text, into)) {
        appui_json_fault(reader, at, APPUI_FAULT_MONTH_FORM, "value", text, (const char *)NULL);
        return false;
    }
    return true;
}

json_t *appui_json_month_text(appui_month month)
{
    char text[APPUI_MONTH_TEXT];
    return json_string(appui_month_write(month, text));
}
