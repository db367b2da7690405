/*
 * The two forms of decision files. Internal to io/decisions.
 */
#ifndef APPUI_IO_DECISIONS_PARTS_H
#define APPUI_IO_DECISIONS_PARTS_H

#include "io/decisions.h"

/** Like appui_decisions_parse, each for one form. */
enum appui_io_code appui_decisions_json_parse(const char *bytes, size_t length,
                                              struct appui_decisions *decisions,
                                              struct appui_faults *faults);
enum appui_io_code appui_decisions_csv_parse(const char *bytes, size_t length,
                                             struct appui_decisions *decisions,
                                             struct appui_decisions_places *places,
                                             struct appui_faults *faults);

#endif
