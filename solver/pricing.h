/*
 * Pricing: branch and price over whole plans of partners.
 *
 * The linear program chooses a convex combination of plans for every block (solver/blocks) and the
 * columns that no block decides, under the rows that link blocks. Plans come by pricing: each
 * block's best under the rows' multipliers. Any multipliers prove a bound, computed in integers;
 * it is at least as tight as the linear relaxation's. Branching is on lines first, then on what
 * else is fractional, one side after the other. Source: Barnhart et al. 1998; Savelsbergh 1997.
 */
#ifndef APPUI_SOLVER_PRICING_H
#define APPUI_SOLVER_PRICING_H

#include "solver/search.h"

struct appui_pricing_options {
    bool may_move;      /**< start from search->x and move it; else only look for one point */
    bool root_only;     /**< bound only */
    bool within;        /**< itself a neighbourhood: no others are tried in it */
    int64_t node_limit; /**< 0: that of the run */
    double deadline_s;  /**< monotonic clock; INFINITY: none */
    int32_t n_multipliers;
    const double *multipliers; /**< of the first rows, from the linear relaxation; or NULL */
};

struct appui_pricing_result {
    bool proved;     /**< search->x is optimal, or there is no point at all */
    bool infeasible; /**< there is no point */
    bool given_up; /**< some node could not be finished; neither a limit nor a stop is the cause */
    bool has_bound;
    int64_t bound;  /**< of the program's objective */
    int64_t *point; /**< a point found without may_move, heap, or NULL */
    int64_t n_nodes;
    int64_t n_closed;          /**< nodes whose plans were listed */
    int64_t n_closed_levelled; /**< of these, where equity says what totals of partners may be */
};

/** Solves the search's program as it stands (with its cuts). The program has no columns of slots.
 */
enum appui_solve_code appui_pricing_run(struct appui_search *search,
                                        const struct appui_pricing_options *options,
                                        struct appui_pricing_result *result);

#endif
