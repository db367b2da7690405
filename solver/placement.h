/*
 * Placement: slots for lines whose half-days are decided, or the proof that there are none.
 *
 * Lines that share nothing that slots decide (expert, firm, need order, a pledge split by date)
 * are placed apart. Each group is tried by construction first: earliest sessions, jobs that found
 * too few moved to the front of the order, again and again. Where that fails the group's joint
 * model with lines fixed is solved, which is exact. Source of the reordering: squeaky wheel
 * optimisation, Joslin and Clements 1999.
 */
#ifndef APPUI_SOLVER_PLACEMENT_H
#define APPUI_SOLVER_PLACEMENT_H

#include "solver/placed.h"
#include "solver/problem.h"
#include "solver/search.h"

/** What placing needs again and again for one problem. */
struct appui_placer {
    const struct appui_problem *problem; /**< with calendar */
    struct appui_clock *clock;
    struct appui_arena arena;
    struct appui_solution solution; /**< the last success */
    struct appui_solution trial;    /**< scratch of a try */
    int32_t *group;                 /**< [n_jobs] group of each used job in the last try */
    int32_t *expert_root, *project_root, *partner_root; /**< scratch */
    int64_t n_tried, n_constructed, n_exact, n_refused; /**< what happened so far */
};

/** @return 0, or -1 when memory fails; release in every case */
int appui_placer_open(struct appui_placer *placer, const struct appui_problem *problem,
                      struct appui_clock *clock);

/**
 * Places lines.
 * @param half_days  [n_jobs] of each job, 0 where it is not used
 * @param failed     written when not placeable: a group that has no slots, see placer->group
 * @return PLACED with placer->solution set
 */
enum appui_placed appui_placer_try(struct appui_placer *placer, const int32_t *half_days,
                                   int32_t *failed);

/** True when dates decide what a partner's pledges bear: several periods, or earmarks. */
bool appui_placement_by_date(const struct appui_problem *problem, int32_t partner);

void appui_placer_release(struct appui_placer *placer);

#endif
