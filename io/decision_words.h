/*
 * Words of decision tables: what headings, decisions and halves of a day are called, in French and
 * English, in any case, with or without accents.
 */
#ifndef APPUI_IO_DECISION_WORDS_H
#define APPUI_IO_DECISION_WORDS_H

#include <stdint.h>

#include "model/memory.h"

/** A closed list of words; several may mean the same. */
struct appui_decision_words {
    const struct appui_decision_word *items; /**< [n] plain words */
    int32_t n;
    const char *allowed;      /**< what a fault offers: "approved/agréé, refused/refusé" */
    const char *const *shown; /**< [value] one of them: "approved/agréé" */
};

struct appui_decision_word {
    const char *text; /**< as appui_decision_words_plain writes it */
    int32_t value;
};

/** Headings (enum appui_decision_part), decisions (enum appui_decision_kind), halves of a day (enum
 * appui_half). */
extern const struct appui_decision_words appui_decision_headings;
extern const struct appui_decision_words appui_decision_kinds;
extern const struct appui_decision_words appui_decision_halves;

/** Writes a text in small letters without accents; apostrophes, hyphens, underscores, points and
 * spaces become single spaces. @return arena-owned, or NULL when memory fails */
char *appui_decision_words_plain(struct appui_arena *arena, const char *text);

/** The value of a plain word, or -1. */
int32_t appui_decision_words_find(const struct appui_decision_words *words, const char *plain);

/** How a word is shown, in both languages: "approved/agréé"; NULL when the list has no such word. A
 * key of JSON is one: "new_expert". */
const char *appui_decision_words_shown(const struct appui_decision_words *words, const char *text);

/** What a plain word may have been meant for, as it is shown, or NULL. */
const char *appui_decision_words_nearest(const struct appui_decision_words *words,
                                         const char *plain);

#endif
