/*
 * Causes: which tier would worsen if one change against the plan before were undone.
 *
 * The change alone is fixed back, and the tiers are asked for in their order, each with those
 * before it held at the values found: the first that cannot be as good is the cause. A require rule
 * that leaves no such plan at all comes before them; where no tier loses, another change would come
 * in its place.
 */
#ifndef APPUI_SOLVER_CAUSES_H
#define APPUI_SOLVER_CAUSES_H

#include "model/plan.h"
#include "solver/stability.h"

/** Changes explained at most: each may take as long as planning did. */
#define APPUI_CAUSES_MAX 25

/** A tier that was optimised, and the rows that hold it. */
struct appui_held_tier {
    enum appui_tier tier;
    int32_t first_row, end_row;
    int64_t value; /**< of the program */
};

struct appui_causes {
    struct appui_search *search;
    const struct appui_mandataires *mandataires;
    const struct appui_stability *stability;
    int32_t n_held;
    struct appui_held_tier held[APPUI_N_TIERS];
    /** Sets the program's costs to a tier. @return as in solver/solve */
    enum appui_solve_code (*aim)(void *context, enum appui_tier tier);
    /** Asks the tiers that decide dates of fixed lines for a start of the problem. Sets the cause
     * where one of them would worsen. */
    enum appui_solve_code (*ask_dates)(void *context, int32_t start,
                                       struct appui_revision *revision);
    void *context;
};

/** Finds the causes of the plan's revisions that no rule explains. The search's point stays. */
enum appui_solve_code appui_causes_find(struct appui_causes *causes, struct appui_plan *plan);

#endif
