/*
 * Conflict: whether the require rules can be met together, and if not, a smallest set that cannot.
 */
#ifndef APPUI_SOLVER_CONFLICT_H
#define APPUI_SOLVER_CONFLICT_H

#include "solver/search.h"

/**
 * Moves the search to a point that meets every require rule and makes the rules bounds of its
 * program, or finds a conflict.
 * @param search  holds only R3-R10
 * @param result  outcome SOLVED (rules are met), CONFLICT with the set (heap, owned by the result),
 * or NOTHING_YET
 */
enum appui_solve_code appui_conflict_run(struct appui_search *search,
                                         struct appui_solve_result *result);

#endif
