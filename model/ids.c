/*
 * A sorted array of ids with binary search.
 */
#include "model/ids.h"

#include <stdlib.h>
#include <string.h>

#include "model/nearest.h"

int appui_ids_new(struct appui_ids *ids, struct appui_arena *arena, int32_t capacity)
{
    ids->n = 0;
    ids->items = appui_arena_alloc(arena, (size_t)capacity, sizeof *ids->items);
    return ids->items ? 0 : -1;
}

void appui_ids_add(struct appui_ids *ids, const char *text, int32_t index)
{
    if (text) {
        ids->items[ids->n].text = text;
        ids->items[ids->n].index = index;
        ids->n++;
    }
}

static int by_text(const void *left, const void *right)
{
    const struct appui_id *a = left, *b = right;
    int order = strcmp(a->text, b->text);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

void appui_ids_sort(struct appui_ids *ids)
{
    qsort(ids->items, (size_t)ids->n, sizeof *ids->items, by_text);
}

/* Place of the first id that is not before `text`. */
static int32_t lower_bound(const struct appui_ids *ids, const char *text)
{
    int32_t low = 0, high = ids->n;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (strcmp(ids->items[middle].text, text) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

int32_t appui_ids_find(const struct appui_ids *ids, const char *text)
{
    int32_t at = lower_bound(ids, text);
    if (at < ids->n && strcmp(ids->items[at].text, text) == 0) {
        return ids->items[at].index;
    }
    return -1;
}

const char *appui_ids_nearest(const struct appui_ids *ids, const char *text)
{
    struct appui_nearest search = appui_nearest_start(text);
    for (int32_t i = 0; i < ids->n; i++) {
        appui_nearest_offer(&search, ids->items[i].text);
    }
    return search.best;
}
