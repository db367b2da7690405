/*
 * Say: what the program tells a person, on stderr, in the language of the run.
 */
#ifndef APPUI_CLI_SAY_H
#define APPUI_CLI_SAY_H

#include <stdint.h>

#include "io/text_buffer.h"
#include "io/words.h"
#include "model/fault.h"

enum appui_phrase {
#define P(name, en, fr) APPUI_PHRASE_##name,
#include "cli/phrases.def"
#undef P
    APPUI_N_PHRASES
};

/** The text as it stands in the table. */
const char *appui_phrase(enum appui_language language, enum appui_phrase phrase);

/** A text of the table, filled with the const char * arguments that follow, up to a NULL; the form
 * for `count` (of whole things). @return arena-owned, never NULL: "" when memory fails. */
const char *appui_phrase_text(struct appui_arena *arena, enum appui_language language,
                              enum appui_phrase phrase, int64_t count, ...)
    __attribute__((sentinel));

/** ", did you mean 'X'?", or "" for a NULL word. */
const char *appui_phrase_hint(struct appui_arena *arena, enum appui_language language,
                              const char *word);

/** One line on stderr: "appui: TEXT". */
void appui_say(enum appui_language language, enum appui_phrase phrase, ...)
    __attribute__((sentinel));

/** Like appui_say in the form for `count`. */
void appui_say_count(enum appui_language language, enum appui_phrase phrase, int64_t count, ...)
    __attribute__((sentinel));

/** Without the "appui: " in front, for lines that follow one. */
void appui_say_more(enum appui_language language, enum appui_phrase phrase, ...)
    __attribute__((sentinel));

/** Puts a finished text on stderr as it is. */
void appui_say_text(const char *text);

/**
 * Prints the faults of a source on stderr, one a line; warnings behind "warning: ".
 * @param path      of the source as given, "-" for stdin
 * @param warnings  false: errors and findings only
 */
void appui_say_faults(enum appui_language language, const struct appui_faults *faults,
                      const char *path, bool warnings);

/** The name of a source in messages: the path, or a word for "-". */
const char *appui_source_name(enum appui_language language, const char *path);

#endif
