/*
 * Inside the reader of the plan before: what its parts share. Not a public header.
 */
#ifndef APPUI_IO_PREVIOUS_PARTS_H
#define APPUI_IO_PREVIOUS_PARTS_H

#include <jansson.h>

#include "model/previous.h"

/** @return false where the object is no session: then *at may be written in part */
bool appui_previous_take_session(const json_t *session, struct appui_date_half *at);

/** @return false, and 0 half-days, where the value is no number of days */
bool appui_previous_take_days(const json_t *value, int32_t *half_days);

/** Notes what a plan file knew of. @return 0, or -1 when memory fails */
int appui_previous_take_known(struct appui_previous *previous, const struct appui_basin *basin,
                              const json_t *root);

#endif
