/*
 * Words: the message table of reports, both languages side by side (io/words.def).
 */
#ifndef APPUI_IO_WORDS_H
#define APPUI_IO_WORDS_H

#include <stdint.h>

#include "io/message.h"
#include "io/text_buffer.h"
#include "model/date.h"

enum appui_word {
#define W(name, en, fr) APPUI_WORD_##name,
#include "io/words.def"
#undef W
    APPUI_N_WORDS
};

/** The text as it stands in the table, forms and placeholders included. */
const char *appui_words(enum appui_language language, enum appui_word word);

/**
 * Appends a text, the form for `count` chosen when it has two, placeholders filled. For texts of
 * any table.
 * @param count_halves  the count in halves, so that 1.5 days are counted too; 3 is 1.5
 */
void appui_words_fill(struct appui_text_buffer *out, enum appui_language language, const char *text,
                      int64_t count_halves, const char *const *arguments, int32_t n);

/** Like appui_words_fill for a text of this table. */
void appui_words_add(struct appui_text_buffer *out, enum appui_language language,
                     enum appui_word word, int64_t count_halves, const char *const *arguments,
                     int32_t n);

/** Appends a whole number in groups of three, four digits too: columns hold both. */
void appui_words_number(struct appui_text_buffer *out, enum appui_language language,
                        int64_t number);

/** Appends value / scale (a power of ten up to 10^6, or 2 for half-days) without trailing zeros:
 * `2,5`, `2.5`. */
void appui_words_decimal(struct appui_text_buffer *out, enum appui_language language, int64_t value,
                         int64_t scale);

/** Appends num / den as a percentage with at most one decimal, halves rounded up; den > 0. */
void appui_words_percent(struct appui_text_buffer *out, enum appui_language language, int64_t num,
                         int64_t den);

/** Appends `mardi 16 février 2027` or `Tuesday 16 February 2027`; without the year when `with_year`
 * is false. */
void appui_words_date(struct appui_text_buffer *out, enum appui_language language, appui_day day,
                      bool with_year);

#endif
