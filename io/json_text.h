/*
 * JSON text: from the bytes of a file to a tree, safely.
 */
#ifndef APPUI_IO_JSON_TEXT_H
#define APPUI_IO_JSON_TEXT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "io/file.h"
#include "model/fault.h"

/** Deepest nesting of lists and objects. */
#define APPUI_JSON_DEPTH_MAX 32

/**
 * Parses a whole file: one byte order mark is dropped, nesting is bounded before jansson (which
 * recurses) sees the text, a key that stands twice in an object is a fault. Syntax faults carry
 * line and column.
 * @param tree  owned by the caller (json_decref); NULL unless APPUI_IO_OK
 * @return APPUI_IO_OK, APPUI_IO_REJECTED or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_json_parse(const char *bytes, size_t length, json_t **tree,
                                    struct appui_faults *faults);

/**
 * Parses one value from the command line; text that is not JSON is taken as a JSON text itself.
 * @param tree  owned by the caller; NULL unless APPUI_IO_OK
 * @return APPUI_IO_REJECTED when the text is not UTF-8 or nested too deep (*too_deep says which)
 */
enum appui_io_code appui_json_parse_value(const char *text, json_t **tree, bool *too_deep);

/**
 * Renders a tree with an indent of two spaces and a newline at the end; reals with up to 15 digits.
 * @param text  heap (appui_free)
 */
enum appui_io_code appui_json_render(const json_t *tree, char **text, size_t *length);

/** Makes jansson allocate through model/memory. Every function that builds a tree calls it first.
 */
void appui_json_use_memory(void);

#endif
