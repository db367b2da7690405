/*
 * Pointers: JSON Pointers to the objects that warnings and findings speak of.
 */
#ifndef APPUI_MODEL_POINTER_H
#define APPUI_MODEL_POINTER_H

#include <stdint.h>

/** Room for any pointer written here and its NUL. */
#define APPUI_POINTER_TEXT 64

/** Writes "/list/index" into text[APPUI_POINTER_TEXT] and returns it. */
char *appui_pointer_item(const char *list, int32_t index, char text[APPUI_POINTER_TEXT]);

/** Writes "/list/index/inner/place" into text[APPUI_POINTER_TEXT] and returns it. */
char *appui_pointer_inner(const char *list, int32_t index, const char *inner, int32_t place,
                          char text[APPUI_POINTER_TEXT]);

/** Writes "/lines/line/sessions/session" into text[APPUI_POINTER_TEXT] and returns it. */
char *appui_pointer_session(int32_t line, int32_t session, char text[APPUI_POINTER_TEXT]);

#endif
