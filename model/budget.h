/*
 * Budget: what a partner's pledges leave for one more pair (R5), for rules.c.
 */
#ifndef APPUI_MODEL_BUDGET_H
#define APPUI_MODEL_BUDGET_H

#include <stdbool.h>
#include <stdint.h>

#include "model/basin.h"
#include "model/standing.h"

/**
 * True when the periods of the expert's partner that overlap the need's clipped window carry
 * `least` more half-days for the need's project, beside what stands; always for a partner without
 * pledges. A period whose standing sessions alone exceed it carries none.
 */
bool appui_budget_allows(const struct appui_basin *basin, const struct appui_standing *standing,
                         int32_t expert, int32_t need, int32_t least);

/** Half-days that the pledge period of a day carries for the need's project from that day on,
 * beside what stands; INT32_MAX for a partner without pledges, 0 outside every period. */
int32_t appui_budget_left_on(const struct appui_basin *basin, const struct appui_standing *standing,
                             int32_t expert, int32_t need, appui_day day);

#endif
