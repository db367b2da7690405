/*
 * Branching: what a node of branch and price may branch on, and which of it is best.
 *
 * Whether a need that takes one line is served, and by which partner; single columns. What each
 * cost so far is remembered (pseudo-costs); a branching of which little is known is tried out.
 * Source: Achterberg, Koch and Martin 2005 (reliability branching).
 */
#ifndef APPUI_SOLVER_BRANCHING_H
#define APPUI_SOLVER_BRANCHING_H

#include "solver/plan_lp.h"

/** What a node may branch on. */
enum appui_branching_kind {
    APPUI_BRANCH_ON_ORDER,   /**< a column of needs in sequence */
    APPUI_BRANCH_ON_CHOICE,  /**< whether a need that at most one line serves is served */
    APPUI_BRANCH_ON_PARTNER, /**< whether it is served by one partner */
    APPUI_BRANCH_ON_LINE,    /**< whether a line exists */
    APPUI_BRANCH_ON_DAYS,    /**< its half-days */
    APPUI_BRANCH_ON_OTHER
};

/** One way to branch. */
struct appui_branching {
    enum appui_branching_kind kind;
    int32_t index;  /**< of a need: the link of its row R4 */
    int32_t column; /**< of a column, or the partner's first in that row */
    int32_t block;  /**< APPUI_BRANCH_ON_PARTNER */
    bool is_last;   /**< only where there is nothing else */
    bool up_first;
    double value, score;
};

/** What branchings cost per unit so far, down and up: pseudo-costs. */
struct appui_branching_history {
    double loss[2];
    int32_t n[2];
};

struct appui_brancher {
    struct appui_plan_lp *lp;
    int32_t n_choices, *choices; /**< links "at most one of these lines", heap */
    double *share;               /**< [n_blocks] scratch, kept at 0, heap */
    int32_t n;
    struct appui_branching *items; /**< [n] what is fractional, heap */
    int32_t choice_capacity, capacity;
    int32_t first_order, end_order; /**< columns of needs in sequence */
    struct appui_branching_history all, *choice_history, *partner_history, *column_history;
    int32_t choice_history_capacity, partner_history_capacity, column_history_capacity;
};

/** Opens or refreshes a brancher for its lp as it stands. @param brancher  zeroed storage with lp
 * set, released in every case. @return 0, or -1 when memory fails */
int appui_brancher_prepare(struct appui_brancher *brancher);

/** The best branching of the optimum at hand, which it leaves at hand. @return NULL when everything
 * is whole */
const struct appui_branching *appui_brancher_choose(struct appui_brancher *brancher);

/** Enters one side of a branching. */
void appui_branching_enter(struct appui_plan_lp *lp, const struct appui_branching *branching,
                           bool up);

void appui_brancher_release(struct appui_brancher *brancher);

/** How far a value is from whole. */
double appui_branching_distance(double value);

#endif
