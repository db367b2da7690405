/*
 * Decision messages: the words of decisions, columns and states in what is said of decisions, in
 * the language of the reader. What is said of a JSON file alone keeps its keys, which are typed
 * there.
 */
#ifndef APPUI_IO_DECISION_MESSAGE_H
#define APPUI_IO_DECISION_MESSAGE_H

#include <stdbool.h>

#include "io/message.h"
#include "io/text_buffer.h"
#include "model/fault.h"

/** True when a fault speaks of a table, or of decisions but not of a JSON file of them. */
bool appui_decision_message_is(const struct appui_fault *fault);

/** Appends what the argument `name` of such a fault says. @return false, and nothing appended, when
 * it is no word of decisions */
bool appui_decision_message_add(struct appui_text_buffer *out, const struct appui_fault *fault,
                                const char *name, const char *value, enum appui_language language);

#endif
