/*
 * Decides where JSON text breaks: what fits is tried on the current line first and taken back when
 * it grows too wide, so each level of nesting costs at most one line of lost work. jansson's own
 * layout is all lines or none, and its reals may carry exponents; texts are still escaped by it.
 */
#include "io/json_layout.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

/* Decimals after which every double of a usual size reads back as itself. */
#define DECIMALS_MAX 17

struct layout {
    char *bytes; /* heap */
    int32_t length, capacity;
    int32_t line_start;
    bool failed;
};

static void lay_value(struct layout *layout, json_t *value, int32_t indent);

static void add(struct layout *layout, const char *bytes, size_t length)
{
    int64_t needed = (int64_t)layout->length + (int64_t)length;
    if (layout->failed || appui_grow(&layout->bytes, &layout->capacity, needed, 1) != 0) {
        layout->failed = true;
        return;
    }
    memcpy(layout->bytes + layout->length, bytes, length);
    layout->length = (int32_t)needed;
}

static void add_text(struct layout *layout, const char *text)
{
    add(layout, text, strlen(text));
}

static int add_dumped(const char *bytes, size_t length, void *context)
{
    struct layout *layout = context;
    add(layout, bytes, length);
    return layout->failed ? -1 : 0;
}

static void add_real(struct layout *layout, double value)
{
    char text[400];
    int decimals = 1;
    do {
        snprintf(text, sizeof text, "%.*f", decimals, value);
    } while (decimals++ < DECIMALS_MAX && strtod(text, NULL) != value);
    add_text(layout, text);
}

static void add_scalar(struct layout *layout, const json_t *value)
{
    if (json_is_real(value)) {
        add_real(layout, json_real_value(value));
    } else if (json_dump_callback(value, add_dumped, layout, JSON_ENCODE_ANY) != 0) {
        layout->failed = true;
    }
}

static void add_key(struct layout *layout, const char *key)
{
    json_t *text = json_string(key);
    if (text == NULL) {
        layout->failed = true;
        return;
    }
    add_scalar(layout, text);
    add_text(layout, ": ");
    json_decref(text);
}

static bool too_wide(const struct layout *layout)
{
    return layout->failed || layout->length - layout->line_start > APPUI_JSON_LINE_MAX;
}

/* Lists and objects that hold nothing are laid out like texts and numbers. */
static bool is_scalar(const json_t *value)
{
    return json_array_size(value) == 0 && json_object_size(value) == 0;
}

/* Separates a member of a list or an object from the one before. */
static void next_member(struct layout *layout, bool first, const char *between)
{
    if (!first) {
        add_text(layout, between);
    }
}

/* Adds a value without a line break; stops when the line is too wide. */
static void lay_on_line(struct layout *layout, json_t *value)
{
    const char *key;
    json_t *member;
    bool first = true;
    if (is_scalar(value)) {
        add_scalar(layout, value);
        return;
    }
    add_text(layout, json_is_object(value) ? "{" : "[");
    for (size_t i = 0; i < json_array_size(value) && !too_wide(layout); i++) {
        next_member(layout, i == 0, ", ");
        lay_on_line(layout, json_array_get(value, i));
    }
    json_object_foreach(value, key, member)
    {
        if (too_wide(layout)) {
            break;
        }
        next_member(layout, first, ", ");
        add_key(layout, key);
        lay_on_line(layout, member);
        first = false;
    }
    add_text(layout, json_is_object(value) ? "}" : "]");
}

static void break_line(struct layout *layout, int32_t indent)
{
    add_text(layout, "\n");
    layout->line_start = layout->length;
    for (int32_t i = 0; i < indent; i++) {
        add_text(layout, " ");
    }
}

/* Adds a list or an object with each member on lines of its own. */
static void lay_broken(struct layout *layout, json_t *value, int32_t indent)
{
    const char *key;
    json_t *member;
    bool first = true;
    add_text(layout, json_is_object(value) ? "{" : "[");
    for (size_t i = 0; i < json_array_size(value); i++) {
        next_member(layout, i == 0, ",");
        break_line(layout, indent + 2);
        lay_value(layout, json_array_get(value, i), indent + 2);
    }
    json_object_foreach(value, key, member)
    {
        next_member(layout, first, ",");
        break_line(layout, indent + 2);
        add_key(layout, key);
        lay_value(layout, member, indent + 2);
        first = false;
    }
    break_line(layout, indent);
    add_text(layout, json_is_object(value) ? "}" : "]");
}

static void lay_value(struct layout *layout, json_t *value, int32_t indent)
{
    int32_t length = layout->length;
    lay_on_line(layout, value);
    if (too_wide(layout) && !layout->failed && !is_scalar(value)) {
        layout->length = length;
        lay_broken(layout, value, indent);
    }
}

enum appui_io_code appui_json_lay_out(json_t *tree, char **text, size_t *length)
{
    struct layout layout = {0};
    *text = NULL;
    *length = 0;
    if (is_scalar(tree)) {
        add_scalar(&layout, tree);
    } else {
        lay_broken(&layout, tree, 0);
    }
    add(&layout, "\n", sizeof "\n");
    if (layout.failed) {
        appui_free(layout.bytes);
        return APPUI_IO_NO_MEMORY;
    }
    *text = layout.bytes;
    *length = (size_t)layout.length - 1;
    return APPUI_IO_OK;
}
