/*
 * Walks objects and lists by their tables and words the faults that concern form alone: unknown and
 * missing keys, wrong types. What single values look like is json_scalar's; which tables a file has
 * is basin_json's and plan_json's.
 */
#include "io/json_field.h"

#include <stdarg.h>
#include <string.h>

#include "model/nearest.h"

#define PAIRS_MAX 4
#define VALUE_BYTES_MAX 400

/* Pointer of a place in an arena: RFC 6901, "~" and "/" of keys escaped. NULL when memory fails. */
static const char *pointer_of(struct appui_arena *arena, const struct appui_json_at *at)
{
    if (at->up == NULL) {
        return "";
    }
    const char *up = pointer_of(arena, at->up);
    if (up == NULL) {
        return NULL;
    }
    if (at->key == NULL) {
        return appui_arena_format(arena, "%s/%zu", up, at->index);
    }
    size_t length = strnlen(at->key, VALUE_BYTES_MAX);
    char *token = appui_arena_alloc(arena, 2 * length + 1, 1);
    if (token == NULL) {
        return NULL;
    }
    char *to = token;
    for (size_t i = 0; i < length; i++) {
        if (at->key[i] == '~' || at->key[i] == '/') {
            *to++ = '~';
            *to++ = at->key[i] == '~' ? '0' : '1';
        } else {
            *to++ = at->key[i];
        }
    }
    return appui_arena_format(arena, "%s/%s", up, token);
}

/* The value, or a copy cut at a character when it is long. */
static const char *cut(struct appui_arena *arena, const char *value)
{
    size_t length = value == NULL ? 0 : strnlen(value, VALUE_BYTES_MAX + 1);
    if (length <= VALUE_BYTES_MAX) {
        return value;
    }
    length = VALUE_BYTES_MAX;
    while (length > 0 && ((unsigned char)value[length] & 0xC0u) == 0x80u) {
        length--;
    }
    return appui_arena_format(arena, "%.*s…", (int)length, value);
}

void appui_json_fault(struct appui_json_reader *reader, const struct appui_json_at *at,
                      enum appui_fault_code code, ...)
{
    struct appui_arena scratch = {0};
    const char *keys[PAIRS_MAX] = {0}, *values[PAIRS_MAX] = {0};
    va_list pairs;
    va_start(pairs, code);
    for (int i = 0; i < PAIRS_MAX; i++) {
        keys[i] = va_arg(pairs, const char *);
        if (keys[i] == NULL) {
            break;
        }
        values[i] = cut(&scratch, va_arg(pairs, const char *));
    }
    va_end(pairs);
    const char *pointer = pointer_of(&scratch, at);
    reader->no_memory |= pointer == NULL;
    appui_faults_add(reader->faults, code, pointer, at->id, keys[0], values[0], keys[1], values[1],
                     keys[2], values[2], keys[3], values[3], (const char *)NULL);
    appui_arena_release(&scratch);
}

static const char *type_word(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "object";
    case JSON_ARRAY:
        return "list";
    case JSON_STRING:
        return "text";
    case JSON_INTEGER:
    case JSON_REAL:
        return "number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "boolean";
    case JSON_NULL:
        break;
    }
    return "null";
}

bool appui_json_wrong_type(struct appui_json_reader *reader, const struct appui_json_at *at,
                           const char *expected)
{
    appui_json_fault(reader, at, APPUI_FAULT_TYPE_WRONG, "found", type_word(at->value), "expected",
                     expected, (const char *)NULL);
    return false;
}

struct appui_json_at appui_json_member(const struct appui_json_at *up, const char *key)
{
    return (struct appui_json_at){json_object_get(up->value, key), up, key, 0, up->id};
}

bool appui_json_has(const struct appui_json_at *up, const char *key)
{
    return json_object_get(up->value, key) != NULL;
}

struct appui_json_at appui_json_item(const struct appui_json_at *up, size_t index)
{
    return (struct appui_json_at){json_array_get(up->value, index), up, NULL, index, up->id};
}

bool appui_json_is_id(const char *text)
{
    static const char firsts[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_./-";
    size_t length = strspn(text, letters);
    return text[0] != '\0' && strchr(firsts, text[0]) != NULL && length <= 64 &&
           text[length] == '\0';
}

static const struct appui_json_field *find_field(const struct appui_json_field *fields,
                                                 const char *key)
{
    for (; fields->key != NULL; fields++) {
        if (strcmp(fields->key, key) == 0) {
            return fields;
        }
    }
    return NULL;
}

static void report_unknown_key(struct appui_json_reader *reader, const struct appui_json_at *at,
                               const struct appui_json_field *fields)
{
    struct appui_arena scratch = {0};
    struct appui_nearest nearest = appui_nearest_start(at->key);
    const char *allowed = NULL;
    for (const struct appui_json_field *field = fields; field->key != NULL; field++) {
        appui_nearest_offer(&nearest, field->key);
        allowed = appui_arena_format(&scratch, "%s%s%s", allowed == NULL ? "" : allowed,
                                     allowed == NULL ? "" : ", ", field->key);
    }
    appui_json_fault(reader, at, APPUI_FAULT_KEY_UNKNOWN, "key", at->key, "allowed", allowed,
                     "hint", nearest.best, (const char *)NULL);
    appui_arena_release(&scratch);
}

static bool read_member(struct appui_json_reader *reader, const struct appui_json_at *at,
                        const struct appui_json_field *fields, void *into)
{
    const struct appui_json_field *field = find_field(fields, at->key);
    if (field == NULL) {
        report_unknown_key(reader, at, fields);
        return false;
    }
    if (json_is_null(at->value) && (field->rules & APPUI_JSON_NULLABLE) != 0) {
        return true;
    }
    return field->read(reader, at, (char *)into + field->offset);
}

bool appui_json_object(struct appui_json_reader *reader, const struct appui_json_at *at,
                       const struct appui_json_field *fields, void *into)
{
    if (!json_is_object(at->value)) {
        return appui_json_wrong_type(reader, at, "object");
    }
    struct appui_json_at here = *at;
    const char *id = json_string_value(json_object_get(at->value, "id"));
    if (id != NULL && find_field(fields, "id") != NULL && appui_json_is_id(id)) {
        here.id = id;
    }
    bool ok = true;
    const char *key;
    json_t *value;
    json_object_foreach(at->value, key, value)
    {
        struct appui_json_at member = {value, &here, key, 0, here.id};
        ok &= read_member(reader, &member, fields, into);
    }
    for (; fields->key != NULL; fields++) {
        if ((fields->rules & APPUI_JSON_REQUIRED) != 0 &&
            json_object_get(at->value, fields->key) == NULL) {
            appui_json_fault(reader, &here, APPUI_FAULT_KEY_MISSING, "key", fields->key,
                             (const char *)NULL);
            ok = false;
        }
    }
    return ok;
}

struct appui_json_list appui_json_list(struct appui_json_reader *reader,
                                       const struct appui_json_at *at, size_t size,
                                       appui_json_read_fn *read_item)
{
    struct appui_json_list list = {NULL, 0, false};
    if (!json_is_array(at->value)) {
        appui_json_wrong_type(reader, at, "list");
        return list;
    }
    size_t n = json_array_size(at->value);
    list.items = appui_arena_alloc(reader->arena, n, size);
    if (list.items == NULL) {
        reader->no_memory = true;
        return list;
    }
    list.ok = true;
    list.n = (int32_t)n;
    for (size_t i = 0; i < n; i++) {
        struct appui_json_at item = appui_json_item(at, i);
        list.ok &= read_item(reader, &item, (char *)list.items + i * size);
    }
    return list;
}
