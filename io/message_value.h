/*
 * Message values: how the dates, half-days and numbers of a fault read in what is said to people.
 *
 * The arguments of a fault are as files write them, for programs: 2027-03-08, am, 5.5. People read
 * them as in the reports. Where a message tells what stands in a JSON file, or must be typed there,
 * they stay: faults of reading, those that name a key of the file, and those of decisions in JSON.
 */
#ifndef APPUI_IO_MESSAGE_VALUE_H
#define APPUI_IO_MESSAGE_VALUE_H

#include <stdbool.h>

#include "io/message.h"
#include "io/text_buffer.h"
#include "model/fault.h"

/** True when the values of a fault are said in words. */
bool appui_message_value_is_said(const struct appui_fault *fault);

/** A value where it stands in a message. */
struct appui_message_value {
    const char *name;  /**< of the argument */
    const char *value; /**< of the argument */
    const char *after; /**< what the message says behind it */
};

/** Appends a date (2027-03-08), a list of dates and half-days (2027-03-08.pm, …), a month, a half
 * of a day, a number or an amount as people read it; anything else as it is. */
void appui_message_value_add(struct appui_text_buffer *out, struct appui_message_value said,
                             enum appui_language language);

#endif
