/*
 * Nearest: which known word someone may have meant.
 */
#ifndef APPUI_MODEL_NEAREST_H
#define APPUI_MODEL_NEAREST_H

#include <stdint.h>

/** A search under way: start it, offer every known word, then read `best`. */
struct appui_nearest {
    const char *word; /**< borrowed */
    const char *best; /**< borrowed from the caller of offer; NULL when nothing is near */
    int32_t distance; /**< of best; before any, one more than what counts as near */
};

/** Starts a search: near is up to a third of the word's length, at least 1, at most 3 edits. */
struct appui_nearest appui_nearest_start(const char *word);

/** Offers a known word; the first of equally near ones is kept. */
void appui_nearest_offer(struct appui_nearest *search, const char *known);

#endif
