/*
 * A sorted array of ids with binary search, and Levenshtein's distance for hints.
 */
#include "model/ids.h"

#include <stdlib.h>
#include <string.h>

/* Longest id; a hint needs no more of a longer text. */
#define LENGTH_MAX 64

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
    const struct appui_id *best = NULL;
    int32_t best_distance = INT32_MAX;
    for (int32_t i = 0; i < ids->n; i++) {
        const struct appui_id *id = &ids->items[i];
        int32_t distance = appui_edit_distance(id->text, text);
        if (!best || distance < best_distance ||
            (distance == best_distance && id->index < best->index)) {
            best = id;
            best_distance = distance;
        }
    }
    return best ? best->text : NULL;
}

const char *appui_ids_neighbour(const struct appui_ids *ids, const char *text)
{
    int32_t at = lower_bound(ids, text);
    if (ids->n == 0) {
        return NULL;
    }
    return ids->items[at < ids->n ? at : ids->n - 1].text;
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

int32_t appui_edit_distance(const char *a, const char *b)
{
    int32_t length_a = (int32_t)strnlen(a, LENGTH_MAX), length_b = (int32_t)strnlen(b, LENGTH_MAX);
    /* row[j]: distance between the first i bytes of a and the first j of b. */
    int32_t row[LENGTH_MAX + 1];
    for (int32_t j = 0; j <= length_b; j++) {
        row[j] = j;
    }
    for (int32_t i = 1; i <= length_a; i++) {
        int32_t diagonal = row[0];
        row[0] = i;
        for (int32_t j = 1; j <= length_b; j++) {
            int32_t replaced = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = least(replaced, least(row[j], row[j - 1]) + 1);
        }
    }
    return row[length_b];
}
