/*
 * Anneal: many small changes to the lines of a point, worse ones taken less and less often.
 *
 * Where totals of partners are given to the half-day, as after equity, a better point is several
 * exchanges away, and neighbourhoods that the linear solver searches by branching are too small or
 * too slow. Here needs get other lines, or exchange them, about a million times a second; rows may
 * be broken on the way, at a price. Draws are seeded and all is counted in integers, so that a seed
 * gives the same point on every machine. Source: Kirkpatrick, Gelatt, Vecchi 1983.
 */
#ifndef APPUI_SOLVER_ANNEAL_H
#define APPUI_SOLVER_ANNEAL_H

#include "solver/search.h"

/**
 * Looks for a point better than search->x, which is feasible for the program as it stands, among
 * those that differ in lines of one pledge period; dates of committees, thresholds of sequences and
 * other columns of no job stay as they are. Points that find no slots teach cuts, and it goes on
 * with them.
 * @param target  stop when the objective reaches this value (the bound); INT64_MIN or INT64_MAX:
 *                none is known
 * @return APPUI_SOLVE_OK, or an error; search->x is moved where a point that finds slots was found
 */
enum appui_solve_code appui_anneal(struct appui_search *search, int64_t target);

#endif
