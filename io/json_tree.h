/*
 * Trees of JSON built piece by piece, and the forms that numbers and dates take in them.
 */
#ifndef APPUI_IO_JSON_TREE_H
#define APPUI_IO_JSON_TREE_H

#include <jansson.h>
#include <stdbool.h>

#include "model/draft.h"
#include "model/fraction.h"

/** A tree under construction. Memory failing anywhere is remembered here and checked once, at the
 * end. */
struct appui_json_tree {
    const void *context; /**< what is written: the basin that indices refer to */
    bool failed;
};

/** Puts a value, whose reference it takes, under a key. A NULL value or container sets `failed`. */
void appui_json_put(struct appui_json_tree *tree, json_t *object, const char *key, json_t *value);

/** Appends a value, whose reference it takes, to a list. A NULL value or container sets `failed`.
 */
void appui_json_append(struct appui_json_tree *tree, json_t *list, json_t *value);

/** Half-days as days: 2, 2.5. New reference, or NULL when memory fails; so all below. */
json_t *appui_json_days(int32_t half_days);

/** value / scale in its shortest form: an integer where it is one. */
json_t *appui_json_quotient(int64_t value, int64_t scale);

json_t *appui_json_day(appui_day day);

/** 2027-02-05.am, 2027-02-05.pm, or 2027-02-05 for both. */
json_t *appui_json_day_half(struct appui_date_half at);

/** {"num": ..., "den": ...} */
json_t *appui_json_fraction(struct appui_json_tree *tree, struct appui_fraction fraction);

#endif
