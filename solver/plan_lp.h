/*
 * Plan LP: the linear program over whole plans of partners, at a node of a tree.
 *
 * It chooses a convex combination of plans for every block (solver/blocks) and the columns that no
 * block decides, under the rows that link blocks. Plans come by pricing: each block's best under
 * the rows' multipliers. Any multipliers prove a bound, computed in integers; it is at least as
 * tight as the linear relaxation's. Everything is in units of the objective, maximised. Sources:
 * Dantzig and Wolfe 1960; Barnhart et al. 1998; for the multipliers' smoothing Wentges 1997; for
 * what the bound rules out Wolsey 1998, section 10.4.
 */
#ifndef APPUI_SOLVER_PLAN_LP_H
#define APPUI_SOLVER_PLAN_LP_H

#include "solver/blocks.h"
#include "solver/glpk.h"
#include "solver/search.h"

/** Sums of worths. */
__extension__ typedef __int128 appui_wide;

/** What counts as fractional. */
#define APPUI_FRACTIONAL 1e-5

/** A plan of a block as a column of the linear program. */
struct appui_plan_column {
    int32_t block, first_entry, n_entries, first_link, n_links;
    int64_t cost;
    uint8_t state; /**< in the basis of the linear program last solved */
    int32_t idle;  /**< programs solved since it was basic: after IDLE_MAX it is left out of them */
    bool barred;   /**< a row that its block enforces, younger than the plan, forbids it; or another
                      plan stands for it (solver/close) */
};

/** A bound that was narrowed, and what it was before. */
struct appui_narrowing {
    bool is_row;
    int32_t index; /**< column, or place of a link */
    int64_t low, high;
};

struct appui_plan_lp {
    struct appui_search *search;
    const struct appui_program *program;
    int32_t n_columns, n_rows; /**< of the program when it was opened or refreshed */
    struct appui_blocks blocks;
    struct appui_arena arena;
    double deadline_s;
    int64_t n_rounds;                /**< of pricing so far */
    bool failed, stopped;            /**< memory failed; a limit or a stop came */
    int64_t unit;                    /**< of the objective */
    int64_t *gain;                   /**< [n_columns] cost in units, maximised */
    int64_t *low, *high;             /**< [n_columns] bounds at the node */
    uint8_t *is_implied;             /**< [n_columns] 1: no plan holds it, it follows from others */
    int32_t n_links;                 /**< rows that link blocks */
    int32_t *link_row, *link;        /**< [n_links] row; [n_rows] its place, or -1 */
    int64_t *link_low, *link_high;   /**< [n_links] bounds at the node */
    int32_t *first_term, *term_link; /**< per column: places and coefficients of its links */
    int64_t *term_coefficient;
    int32_t n_plans, plan_capacity, n_entries, entry_capacity, n_plan_links, link_capacity;
    struct appui_plan_column *plans;
    struct appui_block_entry *entries;
    struct appui_block_entry *plan_links; /**< column: place of the row; value: coefficient */
    int32_t n_narrowings, narrowing_capacity;
    struct appui_narrowing *narrowings;
    int64_t least;      /**< no point has a smaller value */
    double penalty;     /**< of a unit of an unmet row */
    bool phase_one;     /**< what rows leave unmet alone counts */
    double *dual;       /**< [n_links] multipliers of the linear program's optimum */
    double *convexity;  /**< [n_blocks] */
    double *centre;     /**< [n_links] those of the node's best bound */
    double *multiplier; /**< [n_links] those that blocks are priced with */
    const double *hint; /**< [n_links] multipliers to begin with, or NULL */
    int64_t centre_bound;
    int32_t n_free;                    /**< columns that no block decides */
    bool has_centre, has_basis, moved; /**< moved: bounds have changed since the basis */
    uint8_t *row_state, *slack_state, *free_state; /**< the rest of the basis */
    uint8_t *row_out;   /**< [n_links] 1: left out of the linear program until a point breaks it */
    uint8_t *row_idle;  /**< [n_links] programs solved since it mattered, 255 at most */
    double *fractional; /**< [n_columns] the optimum */
    double *activity;   /**< [n_links] what rows come to with it */
    double violation;   /**< what it leaves unmet of rows */
    double value;
    int64_t *worth;       /**< [n_columns] scaled */
    int64_t *block_worth; /**< [n_blocks] best plan at the multipliers priced last */
    int32_t *item_most;   /**< [n_items of the blocks] scratch */
    int64_t *sum;         /**< [n_links] scratch, kept at 0 */
    struct {
        double *fractional, *dual, *convexity, *centre, violation, value;
        int64_t centre_bound;
        uint8_t *row_state, *slack_state, *free_state, *row_out, *plan_state;
        int32_t n_plans, plan_capacity;
    } kept;
    struct appui_block_plan plan;            /**< scratch */
    struct appui_block_entry *point_entries; /**< [n_columns] scratch */
};

/** Opens the search's program as it stands, without plans. @param lp  zeroed storage, released in
 * every case. @return 0, or -1 when memory fails */
int appui_plan_lp_open(struct appui_plan_lp *lp, struct appui_search *search, double deadline_s);

/** Takes up rows and columns that the program got since, after all others; plans, bounds and the
 * basis stay. @return 0, or -1 when memory fails */
int appui_plan_lp_refresh(struct appui_plan_lp *lp);

/** Forgets plans that have been of no use for long, where there are very many. Not between keep and
 * restore. */
void appui_plan_lp_forget_idle(struct appui_plan_lp *lp);

/** Adds a plan. @param entries  [n] its columns that are not 0. @return 0, or -1 when memory fails
 */
int appui_plan_lp_add(struct appui_plan_lp *lp, int32_t block,
                      const struct appui_block_entry *entries, int32_t n);

/** Takes the newest plan away again. */
void appui_plan_lp_drop_last(struct appui_plan_lp *lp);

/** True when a limit or a stop has come. @param lp  a struct appui_plan_lp, for callbacks */
bool appui_plan_lp_is_over(void *lp);

/** Options of the linear solver within the limits of lp. */
struct appui_glpk_options appui_plan_lp_options(struct appui_plan_lp *lp);

/** Begins with these multipliers of the program's first rows. @param multipliers  [n] */
void appui_plan_lp_begin_with(struct appui_plan_lp *lp, int32_t n, const double *multipliers);

/** Adds the parts of a point that blocks decide, as plans. @param x  [n_columns] */
void appui_plan_lp_add_point(struct appui_plan_lp *lp, const int64_t *x);

/**
 * Solves the linear program by pricing, as far as needed.
 * @param cutoff  no further once the bound is known to be at most this
 * @param bound   a bound known already, lowered where pricing proves a lower one
 * @return false when it was left unfinished; the bound holds all the same
 */
bool appui_plan_lp_bound(struct appui_plan_lp *lp, int64_t cutoff, int64_t *bound);

/** Solves it over the plans known, in solver/plan_solve. @param iterations  an estimate after so
 * many, from the rows that stand in it; 0: to the end. @return false when that failed or was
 * stopped */
bool appui_plan_lp_resolve(struct appui_plan_lp *lp, int32_t iterations);

/** Takes plans that were left out into the next program where they would improve this one. @return
 * how many */
int32_t appui_plan_lp_recall(struct appui_plan_lp *lp);

/** True when a plan would improve the linear program's optimum, beyond the solver's tolerance. */
bool appui_plan_lp_improves(const struct appui_plan_lp *lp, const struct appui_plan_column *plan);

/** Keeps the optimum at hand, with its basis; restore comes back to it, unless rows were
 * added since. @return 0, or -1 when memory fails */
int appui_plan_lp_keep(struct appui_plan_lp *lp);
void appui_plan_lp_restore(struct appui_plan_lp *lp);

/**
 * Prices every block with the multipliers of the node's best bound.
 * @param scale  written: worths are in parts of a unit
 * @param total  written: the bound, scaled; lp->block_worth has the part of each block
 * @return false when there are no such multipliers, a block has no plan, or memory failed
 */
bool appui_plan_lp_price_centre(struct appui_plan_lp *lp, int64_t *scale, appui_wide *total);

/** The multipliers priced last as the bound counts them: whole numbers, those of the wrong sign 0.
 * @param multiplier  [n_links] written */
void appui_plan_lp_scaled(const struct appui_plan_lp *lp, double scale, int64_t *multiplier);

/** Narrows the columns of proposals whose use, by the node's best bound, leaves nothing above the
 * cutoff, and likewise the columns that no block decides. @return how many */
int32_t appui_plan_lp_rule_out(struct appui_plan_lp *lp, int64_t cutoff);

/** Narrow bounds of a column or of a link, as long as they are not undone. */
void appui_plan_lp_narrow_column(struct appui_plan_lp *lp, int32_t column, int64_t low,
                                 int64_t high);
void appui_plan_lp_narrow_link(struct appui_plan_lp *lp, int32_t link, int64_t low, int64_t high);

/** Undoes narrowings down to an earlier lp->n_narrowings. */
void appui_plan_lp_undo(struct appui_plan_lp *lp, int32_t n_narrowings);

/** True when the plan stands in the next linear program: the node allows it, and it was of use of
 * late. */
bool appui_plan_lp_takes(const struct appui_plan_lp *lp, const struct appui_plan_column *plan);

/** True for the column x of a proposal. */
bool appui_plan_lp_is_line(const struct appui_plan_lp *lp, int32_t column);

/** Value of a point in units, maximised. */
int64_t appui_plan_lp_value(const struct appui_plan_lp *lp, const int64_t *x);

void appui_plan_lp_release(struct appui_plan_lp *lp);

#endif
