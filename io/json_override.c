/*
 * Decides where an override lands. Only the last token of a pointer may be new, and only as a key
 * of an object or as
 * "-" behind a list; whether the file then makes sense is judged afterwards, like any file. The
 * root itself cannot be replaced: one override is one value.
 */
#include "io/json_override.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "io/json_text.h"
#include "model/nearest.h"

/* A walk along a pointer. */
struct walk {
    const struct appui_override *override;
    struct appui_faults *faults;
    const char *rest; /* behind the "/" of the token to come */
    char *token;      /* the token under way, unescaped; as long as the pointer */
};

/* Takes the next token from the pointer, "~1" and "~0" unescaped; false on a "~" that escapes
 * nothing. */
static bool next_token(struct walk *walk)
{
    char *to = walk->token;
    const char *from = walk->rest;
    for (; *from != '\0' && *from != '/'; from++) {
        if (*from == '~' && from[1] != '0' && from[1] != '1') {
            return false;
        }
        *to++ = *from == '~' ? (from[1] == '0' ? '~' : '/') : *from;
        from += *from == '~';
    }
    *to = '\0';
    walk->rest = *from == '/' ? from + 1 : NULL;
    return true;
}

static enum appui_io_code refuse(const struct walk *walk, enum appui_fault_code code,
                                 const char *hint)
{
    appui_faults_add(walk->faults, code, walk->override->pointer, NULL, "value",
                     walk->override->pointer, "token", walk->token, "hint", hint,
                     (const char *)NULL);
    return APPUI_IO_REJECTED;
}

static enum appui_io_code refuse_item(const struct walk *walk, const json_t *list)
{
    char length[24];
    snprintf(length, sizeof length, "%zu", json_array_size(list));
    appui_faults_add(walk->faults, APPUI_FAULT_SET_NO_ITEM, walk->override->pointer, NULL, "token",
                     walk->token, "length", length, (const char *)NULL);
    return APPUI_IO_REJECTED;
}

static enum appui_io_code refuse_key(const struct walk *walk, json_t *object)
{
    struct appui_nearest nearest = appui_nearest_start(walk->token);
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        appui_nearest_offer(&nearest, key);
    }
    return refuse(walk, APPUI_FAULT_SET_NOWHERE, nearest.best);
}

/* The index a token names, or -1: digits without a leading zero, below the list's length. */
static long item_index(const char *token, const json_t *list)
{
    size_t length = strlen(token);
    size_t index = 0;
    if (length == 0 || length > 9 || (token[0] == '0' && length > 1)) {
        return -1;
    }
    for (; *token != '\0'; token++) {
        if (*token < '0' || *token > '9') {
            return -1;
        }
        index = index * 10 + (size_t)(*token - '0');
    }
    return index < json_array_size(list) ? (long)index : -1;
}

/* Steps into an existing member or item. */
static enum appui_io_code step(struct walk *walk, json_t **node)
{
    if (json_is_array(*node)) {
        long index = item_index(walk->token, *node);
        if (index < 0) {
            return refuse_item(walk, *node);
        }
        *node = json_array_get(*node, (size_t)index);
        return APPUI_IO_OK;
    }
    json_t *member = json_object_get(*node, walk->token);
    if (member == NULL) {
        return refuse_key(walk, *node);
    }
    *node = member;
    return APPUI_IO_OK;
}

/* Puts the value, whose reference it takes, where the last token says. */
static enum appui_io_code put(struct walk *walk, json_t *node, json_t *value)
{
    int result = 0;
    if (json_is_object(node)) {
        result = json_object_set_new(node, walk->token, value);
    } else if (json_is_array(node) && strcmp(walk->token, "-") == 0) {
        result = json_array_append_new(node, value);
    } else {
        long index = json_is_array(node) ? item_index(walk->token, node) : -1;
        if (index < 0) {
            json_decref(value);
            return json_is_array(node) ? refuse_item(walk, node)
                                       : refuse(walk, APPUI_FAULT_SET_NOWHERE, NULL);
        }
        result = json_array_set_new(node, (size_t)index, value);
    }
    return result == 0 ? APPUI_IO_OK : APPUI_IO_NO_MEMORY;
}

static enum appui_io_code parse_value(const struct walk *walk, json_t **value)
{
    bool too_deep;
    enum appui_io_code code = appui_json_parse_value(walk->override->value, value, &too_deep);
    if (code == APPUI_IO_REJECTED) {
        char limit[16];
        snprintf(limit, sizeof limit, "%d", APPUI_JSON_DEPTH_MAX);
        appui_faults_add(walk->faults,
                         too_deep ? APPUI_FAULT_SET_TOO_DEEP : APPUI_FAULT_SET_NOT_UTF8,
                         walk->override->pointer, NULL, "limit", limit, (const char *)NULL);
    }
    return code;
}

static enum appui_io_code follow(struct walk *walk, json_t *node)
{
    json_t *value;
    for (;;) {
        if (!next_token(walk)) {
            return refuse(walk, APPUI_FAULT_SET_POINTER_FORM, NULL);
        }
        if (walk->rest == NULL) {
            break;
        }
        enum appui_io_code code = step(walk, &node);
        if (code != APPUI_IO_OK) {
            return code;
        }
    }
    enum appui_io_code code = parse_value(walk, &value);
    return code == APPUI_IO_OK ? put(walk, node, value) : code;
}

/* A pointer that is not UTF-8 names no key: jansson could not store it. */
static bool is_utf8(const char *text)
{
    json_t *copy = json_string(text);
    json_decref(copy);
    return copy != NULL;
}

static enum appui_io_code apply(json_t *tree, const struct appui_override *override,
                                struct appui_faults *faults)
{
    struct walk walk = {.override = override, .faults = faults, .rest = override->pointer + 1};
    walk.token = appui_calloc(strlen(override->pointer) + 1, 1);
    if (walk.token == NULL) {
        return APPUI_IO_NO_MEMORY;
    }
    enum appui_io_code code;
    if (override->pointer[0] != '/' || !is_utf8(override->pointer)) {
        code = refuse(&walk, APPUI_FAULT_SET_POINTER_FORM, NULL);
    } else {
        code = follow(&walk, tree);
    }
    appui_free(walk.token);
    return code;
}

enum appui_io_code appui_json_override(json_t *tree, const struct appui_override *overrides,
                                       int32_t n_overrides, struct appui_faults *faults)
{
    enum appui_io_code worst = APPUI_IO_OK;
    appui_json_use_memory();
    for (int32_t i = 0; i < n_overrides; i++) {
        enum appui_io_code code = apply(tree, &overrides[i], faults);
        worst = code > worst ? code : worst;
    }
    return worst;
}
