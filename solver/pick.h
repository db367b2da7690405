/*
 * Pick: one plan of every block from a list, exactly, by depth-first search.
 *
 * Multipliers of rows say of every plan what a bound loses with it: its regret. Regrets add up, and
 * a better point has only so much of them to spend. Each choice strikes out the plans of other
 * blocks that rows, or what is left to spend, no longer allow (forward checking; Haralick and
 * Elliott 1980); what all plans left can give needs, against what a tier held asks of all needs,
 * says which of them must be served. The block with the fewest plans left comes next.
 */
#ifndef APPUI_SOLVER_PICK_H
#define APPUI_SOLVER_PICK_H

#include "solver/plan_lp.h"

/** Views of one node at most: its own, and what tiers before say. */
#define APPUI_VIEWS_MAX 3

/** What one set of multipliers says of a node. */
struct appui_view {
    int64_t scale;        /**< worths are in parts of a unit */
    int64_t *worth;       /**< [n_columns] scaled */
    int64_t *block_worth; /**< [n_blocks] of each block's best plan */
    int64_t *multiplier;  /**< [n_links] scaled, of the row's upper side where above 0 */
    appui_wide room;      /**< regrets of a point sum up to this at most */
};

struct appui_pick {
    int32_t first; /**< plans of lp from here on, but those barred, are the list */
    int32_t n_views;
    struct appui_view *views; /**< [n_views] the first is of the objective at hand: its room shrinks
                                 with better points */
    int64_t cutoff;           /**< only points worth more count; raised by those found */
    int64_t work_most;        /**< gives up after reading so many terms */
    /** Judges a choice. @param plan  [n_blocks] @return its value in units, INT64_MIN when it is
     * none. */
    int64_t (*judge)(void *context, const int32_t *plan);
    void *context;
    bool complete; /**< written: nothing above the cutoff was left out */
    int64_t work;  /**< written */
    int64_t n_nodes;
};

/** What a view's bound loses with a plan of lp. */
int64_t appui_pick_regret(const struct appui_plan_lp *lp, const struct appui_view *view,
                          int32_t plan);

/** @return 0, or -1 when memory fails */
int appui_pick_run(struct appui_plan_lp *lp, struct appui_pick *pick);

#endif
