/*
 * Previous form: whether the file given as the plan before is a plan.
 */
#ifndef APPUI_IO_PREVIOUS_FORM_H
#define APPUI_IO_PREVIOUS_FORM_H

#include <jansson.h>

#include "io/plan_json.h"

/**
 * Judges the form of a plan file that may speak of what the basin no longer has, or has otherwise:
 * such ids are no faults here, everything else that the reader of plans refuses is one. Warns of a
 * plan that was made of a basin of another name.
 * @param tree      the same file, parsed
 * @param faults    takes what is wrong with the file
 * @param warnings  takes what is strange about it
 * @return APPUI_IO_OK, APPUI_IO_REJECTED or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_previous_form(const char *bytes, size_t length, json_t *tree,
                                       const struct appui_basin *basin, struct appui_faults *faults,
                                       struct appui_faults *warnings);

#endif
