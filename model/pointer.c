/*
 * Writes JSON Pointers in the few shapes that warnings and findings need; lists have fixed short
 * names, so the room is always enough.
 */
#include "model/pointer.h"

#include <stdio.h>

char *appui_pointer_item(const char *list, int32_t index, char text[APPUI_POINTER_TEXT])
{
    snprintf(text, APPUI_POINTER_TEXT, "/%s/%d", list, (int)index);
    return text;
}

char *appui_pointer_inner(const char *list, int32_t index, const char *inner, int32_t place,
                          char text[APPUI_POINTER_TEXT])
{
    snprintf(text, APPUI_POINTER_TEXT, "/%s/%d/%s/%d", list, (int)index, inner, (int)place);
    return text;
}

char *appui_pointer_session(int32_t line, int32_t session, char text[APPUI_POINTER_TEXT])
{
    return appui_pointer_inner("lines", line, "sessions", session, text);
}
