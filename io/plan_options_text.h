/*
 * The options of a run as they would be typed.
 */
#ifndef APPUI_IO_PLAN_OPTIONS_TEXT_H
#define APPUI_IO_PLAN_OPTIONS_TEXT_H

#include "io/plan_json.h"
#include "io/text_buffer.h"

/** Appends the options that differ from their defaults, `--as-of 2027-02-01 --no-calendar`; nothing
 * when none does. */
void appui_plan_options_text(struct appui_text_buffer *out,
                             const struct appui_plan_options *options);

#endif
