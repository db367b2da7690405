/*
 * Closing a node: all plans that a better point could be made of are listed, and one of every block
 * is chosen.
 *
 * The bound of a node's multipliers says of every plan what a point with it is worth at best. Where
 * the plans that could be in a point worth a target are few enough, a search over them
 * (solver/pick) finds the best such point or proves that there is none. What tiers before came to
 * is held by rows, so the multipliers of their bounds leave few plans too: whichever say so list
 * them, and all strike plans out. Where that takes too long and plans are very few, the linear
 * solver's branch and bound does, with cuts. Baldacci, Christofides, Mingozzi 2008.
 */
#ifndef APPUI_SOLVER_CLOSE_H
#define APPUI_SOLVER_CLOSE_H

#include "solver/pick.h"

struct appui_closing {
    int64_t cutoff; /**< the node is closed when nothing in it is worth more */
    int64_t known;  /**< points worth more are of use, even up to the cutoff */
    int64_t n_max;  /**< plans listed at most */
    int64_t bound;  /**< of the node, above the cutoff, in units; lowered */
    /** Judges the whole point in lp->fractional, worth more than the cutoff. @return true when it
     * is taken */
    bool (*accept)(void *context);
    void *context;
    int32_t in_vain[APPUI_VIEWS_MAX]; /**< how often in a row plans were not few by each view; kept
                                         from node to node */
    bool listed;                      /**< written: plans were few enough, and chosen from */
    bool has_point; /**< written: lp->fractional is a whole point worth more than what is known, not
                         judged yet */
};

/**
 * Closes the node at hand, after it has been bounded, where its plans for values above the cutoff
 * are few.
 * @return 0, or -1 when memory fails. lp->fractional may be overwritten; plans are as before.
 */
int appui_close(struct appui_plan_lp *lp, struct appui_closing *closing);

/**
 * The least value above the cutoff and up to the bound for which the node has so few plans.
 * @param target  written; bound + 1 when there is none
 * @return 0, or -1 when memory fails
 */
int appui_close_target(struct appui_plan_lp *lp, int64_t cutoff, int64_t bound, int64_t n_max,
                       int64_t *target);

#endif
