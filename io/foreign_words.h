/*
 * Foreign words: what the system and jansson say went wrong, in the reader's language.
 */
#ifndef APPUI_IO_FOREIGN_WORDS_H
#define APPUI_IO_FOREIGN_WORDS_H

#include "io/message.h"
#include "io/text_buffer.h"

/** Appends what strerror or jansson says: in the language where the words are known, else as it is.
 */
void appui_foreign_words_add(struct appui_text_buffer *out, const char *said,
                             enum appui_language language);

#endif
