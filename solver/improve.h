/*
 * Improve: large neighbourhood search on the program of a search. Most lines are held, those of a
 * few needs are decided anew by the exact solver, and what comes out is kept when it is no worse.
 *
 * Iterations are counted and draws are seeded, so the same input gives the same points. Source:
 * Shaw 1998; the neighbourhood between relaxation and point is RINS, Danna, Rothberg, Le Pape 2005.
 */
#ifndef APPUI_SOLVER_IMPROVE_H
#define APPUI_SOLVER_IMPROVE_H

#include "solver/search.h"

/**
 * Improves search->x, which is feasible for the program as it stands.
 * @param relaxed     [n_columns] a point of the linear relaxation, or NULL
 * @param target      stop when the objective reaches this value (the bound)
 * @param iterations  neighbourhoods to try without gain before giving up
 * @return APPUI_SOLVE_OK, or an error
 */
enum appui_solve_code appui_improve(struct appui_search *search, const double *relaxed,
                                    int64_t target, int32_t iterations);

/** Iterations with more of them for large problems: there are more neighbourhoods to try. */
int32_t appui_improve_patience(const struct appui_search *search, int32_t iterations);

/** True when one neighbourhood holds every job, so that a second search would find nothing new. */
bool appui_improve_is_whole(const struct appui_search *search);

#endif
