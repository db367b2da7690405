/*
 * Messages: the text of a fault in a language.
 */
#ifndef APPUI_IO_MESSAGE_H
#define APPUI_IO_MESSAGE_H

#include <stddef.h>

#include "model/fault.h"

enum appui_language { APPUI_ENGLISH, APPUI_FRENCH };

/** Language of an environment value like "fr_FR.UTF-8": French when it begins with "fr", else
 * English. NULL: English. */
enum appui_language appui_language_of(const char *environment);

/**
 * Renders `SOURCE: POINTER (id 'X'): text` (or `SOURCE:LINE:COLUMN: text`, or for a table
 * `SOURCE: row 4, column days (C): text`), without newline. Dates, halves of days and numbers read
 * as in reports, but where a file of JSON is to be mended (io/message_value.h). Control characters
 * are escaped.
 * @return heap text (appui_free), or NULL when memory fails
 */
char *appui_message_text(const struct appui_fault *fault, const char *source,
                         enum appui_language language);

/**
 * Renders only what is wrong: the text of the table with its arguments filled in, without source,
 * place or id.
 * @return heap text (appui_free), or NULL when memory fails
 */
char *appui_message_body(const struct appui_fault *fault, enum appui_language language);

#endif
