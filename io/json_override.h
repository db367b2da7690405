/*
 * Override: what-if values from the command line, put into the tree before it is read.
 */
#ifndef APPUI_IO_JSON_OVERRIDE_H
#define APPUI_IO_JSON_OVERRIDE_H

#include <jansson.h>

#include "io/basin_json.h"

/**
 * Applies overrides in order: each replaces the value its pointer names, adds a key to an object,
 * or appends to a list.
 * @return APPUI_IO_OK; APPUI_IO_REJECTED when one leads nowhere (all are tried and reported);
 * APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_json_override(json_t *tree, const struct appui_override *overrides,
                                       int32_t n_overrides, struct appui_faults *faults);

#endif
