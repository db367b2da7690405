/*
 * Ids of one kind of object: looked up in logarithmic time, and the nearest one to a misspelt id.
 */
#ifndef APPUI_MODEL_IDS_H
#define APPUI_MODEL_IDS_H

#include <stdint.h>

#include "model/memory.h"

struct appui_id {
    const char *text; /**< borrowed */
    int32_t index;    /**< of the object in the file */
};

/** Ids of one kind. Filled with appui_ids_add, then sorted once. */
struct appui_ids {
    int32_t n;
    struct appui_id *items; /**< [n], after appui_ids_sort by text, then index */
};

/** Makes an empty list with room for `capacity` ids. @return 0, or -1 when memory fails. */
int appui_ids_new(struct appui_ids *ids, struct appui_arena *arena, int32_t capacity);

/** Adds an id; a NULL text (reported by the reader) is left out. */
void appui_ids_add(struct appui_ids *ids, const char *text, int32_t index);

void appui_ids_sort(struct appui_ids *ids);

/** Index of the first object of that id, or -1. */
int32_t appui_ids_find(const struct appui_ids *ids, const char *text);

/** The id someone may have meant by `text` (model/nearest), the first in alphabetical order between
 * equals; NULL when none is near. Linear. */
const char *appui_ids_nearest(const struct appui_ids *ids, const char *text);

#endif
