/*
 * Recast: whole plans of a few partners are decided anew by branch and price, everyone else's stay.
 *
 * Where totals of partners are given to the half-day, as after equity, a better point is an
 * exchange among several of them, each of whose plans changes as a whole. The linear relaxation of
 * such a neighbourhood says little, but the program over plans (solver/pricing) knows the convex
 * hull of what each partner can give, and mostly solves it at the root. Neighbourhoods are counted
 * and draws are seeded, so the same input gives the same points. Source: Shaw 1998, with the
 * solver of the whole problem for its parts.
 */
#ifndef APPUI_SOLVER_RECAST_H
#define APPUI_SOLVER_RECAST_H

#include "solver/search.h"

struct appui_recast_options {
    int32_t iterations; /**< neighbourhoods to try without gain before giving up */
    int64_t target;     /**< stop when the objective reaches this value (the bound); INT64_MIN or
                             INT64_MAX: none is known */
    double deadline_s;  /**< monotonic clock; INFINITY: none */
    int32_t n_multipliers;
    const double *multipliers; /**< of the program's first rows, to begin pricing with; or NULL */
};

/**
 * Improves search->x, which is feasible for the program as it stands. The program has no columns of
 * slots; it may get cuts, its bounds are as before in the end.
 * @return APPUI_SOLVE_OK, or an error
 */
enum appui_solve_code appui_recast(struct appui_search *search,
                                   const struct appui_recast_options *options);

/** True where a neighbourhood is a small part of the whole. */
bool appui_recast_is_large(const struct appui_search *search);

/** True where moreover totals of partners are held: other heuristics gain little then. */
bool appui_recast_comes_first(const struct appui_search *search);

#endif
