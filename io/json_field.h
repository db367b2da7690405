/*
 * Fields of JSON objects, read by tables: which keys an object may have, which it must have, and
 * who reads each.
 *
 * A reader carries the place it stands at while it descends, since jansson keeps no positions. A
 * reading function reports what it cannot make sense of, leaves its target as it was (absent) and
 * returns false; it never stops the others, so that one run finds every fault.
 */
#ifndef APPUI_IO_JSON_FIELD_H
#define APPUI_IO_JSON_FIELD_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/fault.h"
#include "model/memory.h"

/** What reading one file needs everywhere. */
struct appui_json_reader {
    struct appui_arena *arena; /**< takes every text and list read */
    struct appui_faults *faults;
    const void *context; /**< for reading functions that resolve ids; or NULL */
    int32_t n_hints;     /**< nearest ids looked for so far */
    bool no_memory;      /**< set once, checked once at the end */
};

/** A value and where it stands. */
struct appui_json_at {
    json_t *value;
    const struct appui_json_at *up; /**< NULL at the root */
    const char *key;                /**< in an object; NULL in a list */
    size_t index;                   /**< in a list */
    const char *id;                 /**< id of the nearest object that has one, or NULL */
};

/** Reads a value into its target. @return false when it reported a fault. */
typedef bool appui_json_read_fn(struct appui_json_reader *reader, const struct appui_json_at *at,
                                void *into);

enum { APPUI_JSON_OPTIONAL = 0, APPUI_JSON_REQUIRED = 1, APPUI_JSON_NULLABLE = 2 };

/** One row of an object's table; a row with key NULL ends it. */
struct appui_json_field {
    const char *key;
    unsigned rules; /**< APPUI_JSON_...; a nullable key that is null is left absent */
    appui_json_read_fn *read;
    size_t offset; /**< of the target in the struct read into */
};

/** A list read: `items` in the arena, NULL when the value was no list. */
struct appui_json_list {
    void *items;
    int32_t n;
    bool ok; /**< every item was read */
};

/** The place of a member, or of an item, one level below `up`. */
struct appui_json_at appui_json_member(const struct appui_json_at *up, const char *key);

/** True when an object has a member, whatever its value. */
bool appui_json_has(const struct appui_json_at *up, const char *key);
struct appui_json_at appui_json_item(const struct appui_json_at *up, size_t index);

/** Reads an object by its table: unknown keys, missing keys and wrong types are faults. */
bool appui_json_object(struct appui_json_reader *reader, const struct appui_json_at *at,
                       const struct appui_json_field *fields, void *into);

/** Reads a list; every item has zeroed storage of `size` bytes. */
struct appui_json_list appui_json_list(struct appui_json_reader *reader,
                                       const struct appui_json_at *at, size_t size,
                                       appui_json_read_fn *read_item);

/**
 * Reports a fault at a place.
 * @param ...  up to four pairs of const char *key, const char *value, ended by a (const char *)NULL
 * key; long values are cut
 */
void appui_json_fault(struct appui_json_reader *reader, const struct appui_json_at *at,
                      enum appui_fault_code code, ...);

/** Reports "is FOUND, expected EXPECTED"; returns false. @param expected  one of the words of
 * message.c */
bool appui_json_wrong_type(struct appui_json_reader *reader, const struct appui_json_at *at,
                           const char *expected);

/** True when `text` matches [a-z0-9][a-z0-9_./-]{0,63}. */
bool appui_json_is_id(const char *text);

#endif
