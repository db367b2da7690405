/*
 * Redate: dates that the plan before gave to agreed days, once lines and committees stand.
 *
 * They are no part of any tier. After the last tier as many of them as the tiers allow are taken
 * again, unreported; and of one that is not, it is told which tier on dates would worsen by it.
 */
#ifndef APPUI_SOLVER_REDATE_H
#define APPUI_SOLVER_REDATE_H

#include "model/previous.h"
#include "solver/causes.h"

/** Aims the program of fixed lines at keeping such dates. @return how many there are to keep */
int32_t appui_redate_aim(struct appui_joint *joint, const struct appui_previous *previous);

/**
 * Whether the program of fixed lines still has a point with a start of it chosen, tier after tier.
 * Its rows and columns are left as they were.
 * @param held      [n_held] tiers on dates in their order, with the rows that hold them
 * @param revision  takes the first tier that cannot be as good as its cause
 */
enum appui_solve_code appui_redate_ask(struct appui_search *search,
                                       const struct appui_held_tier *held, int32_t n_held,
                                       int32_t start, struct appui_revision *revision);

#endif
