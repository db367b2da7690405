/*
 * Advances: which requests the fund can bear, so that weight x amount is greatest
 * (docs/advances.md).
 *
 * A strand of its own: it reads no line and no session of the plan, and changes none.
 */
#ifndef APPUI_SOLVER_ADVANCES_H
#define APPUI_SOLVER_ADVANCES_H

#include "model/plan.h"
#include "solver/search.h"

/** Nodes after which the last comparison of equal choices is given up. */
#define APPUI_ADVANCES_NODES_MAX 2000000

/**
 * Chooses the advances and writes plan->advances, in the plan's arena. Does nothing for a basin
 * without that strand. Where the clock is over already, it still takes up to a second, so that a
 * limit met by the days does not cost the advances.
 * @return APPUI_SOLVE_OK or APPUI_SOLVE_NO_MEMORY; a fault of the linear solver costs the proof,
 * not the choice
 */
enum appui_solve_code appui_advances_solve(const struct appui_basin *basin,
                                           struct appui_clock *clock, struct appui_plan *plan);

#endif
