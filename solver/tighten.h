/*
 * Tighten: what rows and bounds of a program imply, written into it. No integer point is lost, the
 * linear relaxation gets no weaker, and rows that no point can break any more are seen to be idle.
 * Sources: Savelsbergh 1994 (bounds that rows imply), Brearley, Mitra, Williams 1975 (idle rows).
 */
#ifndef APPUI_SOLVER_TIGHTEN_H
#define APPUI_SOLVER_TIGHTEN_H

#include "solver/program.h"

/** True when no point within the columns' bounds breaks the row. */
bool appui_tighten_is_idle(const struct appui_program *program, const struct appui_row *row);

/**
 * Rewrites rows without a lower bound that speak of every open column of an equation "open columns
 * add up to 1": the largest coefficient c is taken off each of them, and off the upper bound. What
 * all choices allow so stands in the bound, and only what they differ in at the columns.
 * @param n_rows   rows from there on are left alone
 * @param is_open  [n_columns] 1 for the columns of the equation that can be 1, n_open in all
 */
void appui_tighten_choice(struct appui_program *program, int32_t n_rows, const uint8_t *is_open,
                          int32_t n_open);

/** Narrows bounds of integer columns to what single rows leave them, until nothing changes or a few
 * rounds have passed. Rows that nothing satisfies narrow nothing. */
void appui_tighten_bounds(struct appui_program *program);

#endif
