/*
 * Approach: heuristics towards a level of equity, with an eye on the tier that comes next.
 *
 * The half-days that partners bear above the level are annealed away at a price, beside what the
 * next tier asks for, and what is left of them by neighbourhoods. A point that is fair and good for
 * the next tier is mostly near one that is good for it alone; from a fair point that nobody looked
 * after, the next tier does not find the way back.
 */
#ifndef APPUI_SOLVER_APPROACH_H
#define APPUI_SOLVER_APPROACH_H

#include "solver/bearers.h"

struct appui_approach {
    struct appui_search *search;
    const struct appui_bearers *group;
    struct appui_arena *arena;
    int32_t *ceilings; /**< [n_partners] scratch: half-days to come down to */
    int64_t *ahead;    /**< [n_ahead] what the next tier asks for, to be minimised; or NULL */
    int32_t n_ahead;
    int64_t price; /**< of a half-day above the level, beside that; 0: none */
};

/** @return 0, or -1 when memory fails. Everything is borrowed; storage goes to the arena. */
int appui_approach_open(struct appui_approach *approach, struct appui_search *search,
                        const struct appui_bearers *group, struct appui_arena *arena);

/** Goes where the next tier would be if burdens did not matter, and keeps an eye on it from now on.
 * @param ahead  a tier that counts lines or their days */
enum appui_solve_code appui_approach_look_ahead(struct appui_approach *approach,
                                                enum appui_tier ahead);

/** Brings movable bearers that are not exempt down to the level, as far as heuristics come. The
 * search's point moves; its program is as before. */
enum appui_solve_code appui_approach_level(struct appui_approach *approach,
                                           struct appui_fraction level);

#endif
