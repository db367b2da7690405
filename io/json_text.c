/*
 * Decides what JSON appui reads: UTF-8 with or without a byte order mark, nested at most
 * APPUI_JSON_DEPTH_MAX deep, no key twice. jansson gives no word of its own when memory fails in
 * the middle of a token (it calls the token invalid), so its allocator notes failures here; this
 * note is the one piece of static state, needed because jansson's allocator takes no context.
 */
#include "io/json_text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "model/memory.h"

struct place {
    int32_t line, column;
};

static bool allocation_failed;

static void *allocate(size_t bytes)
{
    void *storage = appui_calloc(bytes, 1);
    if (storage == NULL) {
        allocation_failed = true;
    }
    return storage;
}

void appui_json_use_memory(void)
{
    json_set_alloc_funcs(allocate, appui_free);
}

static void advance(struct place *place, char byte)
{
    if (byte == '\n') {
        place->line++;
        place->column = 1;
    } else if (((unsigned char)byte & 0xC0u) != 0x80u) {
        place->column++;
    }
}

/* Walks over the text, aware of strings; false and the place where it gets too deep. */
static bool depth_fits(const char *bytes, size_t length, struct place *place)
{
    int32_t depth = 0;
    bool in_string = false;
    *place = (struct place){1, 1};
    for (size_t i = 0; i < length; i++) {
        char byte = bytes[i];
        if (in_string && byte == '\\' && i + 1 < length) {
            advance(place, byte);
            i++;
        } else if (byte == '"' || (in_string && byte == '\n')) {
            in_string = byte == '"' && !in_string;
        } else if (!in_string && (byte == '[' || byte == '{') && ++depth > APPUI_JSON_DEPTH_MAX) {
            return false;
        } else if (!in_string && (byte == ']' || byte == '}')) {
            depth--;
        }
        advance(place, bytes[i]);
    }
    return true;
}

/* The key whose closing quote ends at `end`, without its quotes, cut to fit; "" when there is none.
 */
static void key_before(const char *bytes, size_t end, char *key, size_t size)
{
    size_t last = end > 0 ? end - 1 : 0;
    size_t first = last;
    while (first > 0 && (bytes[first - 1] != '"' || (first > 1 && bytes[first - 2] == '\\'))) {
        first--;
    }
    size_t length = last - first < size - 1 ? last - first : size - 1;
    memcpy(key, bytes + first, length);
    key[length] = '\0';
}

static enum appui_fault_code syntax_code(const json_error_t *error)
{
    switch (json_error_code(error)) {
    case json_error_duplicate_key:
        return APPUI_FAULT_JSON_DUPLICATE_KEY;
    case json_error_numeric_overflow:
        return APPUI_FAULT_JSON_NUMBER_TOO_BIG;
    case json_error_null_character:
    case json_error_null_byte_in_key:
        return APPUI_FAULT_JSON_NUL;
    case json_error_invalid_utf8:
        return APPUI_FAULT_JSON_NOT_UTF8;
    default:
        return APPUI_FAULT_JSON_SYNTAX;
    }
}

static void report_syntax(struct appui_faults *faults, const json_error_t *error, const char *bytes,
                          size_t length)
{
    enum appui_fault_code code = syntax_code(error);
    if (code == APPUI_FAULT_JSON_DUPLICATE_KEY) {
        char key[200];
        size_t end = error->position > 0 ? (size_t)error->position : 0;
        key_before(bytes, end < length ? end : length, key, sizeof key);
        appui_faults_add(faults, code, NULL, NULL, "key", key, (const char *)NULL);
    } else {
        appui_faults_add(faults, code, NULL, NULL, "reason", error->text, (const char *)NULL);
    }
    appui_faults_place(faults, error->line > 0 ? error->line : 1,
                       error->column > 0 ? error->column : 1);
}

static size_t skip_mark(const char *bytes, size_t length)
{
    return length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

enum appui_io_code appui_json_parse(const char *bytes, size_t length, json_t **tree,
                                    struct appui_faults *faults)
{
    json_error_t error;
    struct place place;
    size_t mark = skip_mark(bytes, length);
    *tree = NULL;
    bytes += mark;
    length -= mark;
    if (length == 0) {
        appui_faults_add(faults, APPUI_FAULT_FILE_EMPTY, NULL, NULL, (const char *)NULL);
        return APPUI_IO_REJECTED;
    }
    if (!depth_fits(bytes, length, &place)) {
        char limit[16];
        snprintf(limit, sizeof limit, "%d", APPUI_JSON_DEPTH_MAX);
        appui_faults_add(faults, APPUI_FAULT_JSON_TOO_DEEP, NULL, NULL, "limit", limit,
                         (const char *)NULL);
        appui_faults_place(faults, place.line, place.column);
        return APPUI_IO_REJECTED;
    }
    appui_json_use_memory();
    allocation_failed = false;
    *tree = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    if (*tree != NULL) {
        return APPUI_IO_OK;
    }
    if (allocation_failed) {
        return APPUI_IO_NO_MEMORY;
    }
    report_syntax(faults, &error, bytes, length);
    return APPUI_IO_REJECTED;
}

enum appui_io_code appui_json_parse_value(const char *text, json_t **tree, bool *too_deep)
{
    struct place place;
    *tree = NULL;
    *too_deep = !depth_fits(text, strlen(text), &place);
    if (*too_deep) {
        return APPUI_IO_REJECTED;
    }
    appui_json_use_memory();
    allocation_failed = false;
    *tree = json_loads(text, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
    if (*tree == NULL && !allocation_failed) {
        *tree = json_string(text);
    }
    if (*tree != NULL) {
        return APPUI_IO_OK;
    }
    return allocation_failed ? APPUI_IO_NO_MEMORY : APPUI_IO_REJECTED;
}

enum appui_io_code appui_json_render(const json_t *tree, char **text, size_t *length)
{
    const size_t flags = JSON_INDENT(2) | JSON_REAL_PRECISION(15);
    *text = NULL;
    size_t size = json_dumpb(tree, NULL, 0, flags);
    char *bytes = size > 0 ? appui_calloc(size + 2, 1) : NULL;
    if (bytes == NULL || json_dumpb(tree, bytes, size, flags) != size) {
        appui_free(bytes);
        return APPUI_IO_NO_MEMORY;
    }
    bytes[size] = '\n';
    *text = bytes;
    *length = size + 1;
    return APPUI_IO_OK;
}
