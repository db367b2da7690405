/*
 * Format: the key by which a file says what it is.
 */
#ifndef APPUI_IO_JSON_FORMAT_H
#define APPUI_IO_JSON_FORMAT_H

#include "io/json_field.h"

#define APPUI_BASIN_FORMAT "appui-basin/1"
#define APPUI_PLAN_FORMAT "appui-plan/1"
#define APPUI_DECISIONS_FORMAT "appui-decisions/1"
#define APPUI_JOURNAL_FORMAT "appui-journal/1"

/**
 * Judges "format" of the root before anything else is read, so that a file of another kind gives
 * one fault.
 * @param expected  one of the formats above
 * @return false when the file says it is something else (reported). A missing key or a wrong type
 * is left to the table of the root, which reads the key with appui_json_text.
 */
bool appui_json_format(struct appui_json_reader *reader, const struct appui_json_at *root,
                       const char *expected);

#endif
