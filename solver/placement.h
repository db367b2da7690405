/*
 * Placement: slots for lines whose half-days are decided, or the proof that there are none.
 *
 * Lines that share nothing that slots decide (expert, firm, need order, a pledge split by date)
 * are placed apart. Each group is tried by construction first: earliest sessions, jobs that found
 * too few moved to the front of the order, again and again. Where that fails, joint models with
 * lines fixed are solved, which is exact: first of the needs nearest to the job that failed most,
 * twice as many each time, then of the whole group. Source of the reordering: squeaky wheel
 * optimisation, Joslin and Clements 1999.
 */
#ifndef APPUI_SOLVER_PLACEMENT_H
#define APPUI_SOLVER_PLACEMENT_H

#include "solver/agenda.h"
#include "solver/placed.h"
#include "solver/problem.h"
#include "solver/search.h"

/** A job in the order in which jobs are placed. */
struct appui_turn {
    int32_t n_before; /**< needs that its own follows: those first, they are to end early */
    int32_t failures; /**< orders in which it found too few sessions: more, earlier */
    int32_t slack;    /**< starts it has and does not need: few, early */
    int32_t group, job;
};

/** What placing needs again and again for one problem. */
struct appui_placer {
    const struct appui_problem *problem; /**< with calendar */
    struct appui_clock *clock;
    struct appui_given given; /**< to the next try; borrowed */
    struct appui_arena arena;
    struct appui_solution solution; /**< the last success */
    struct appui_solution trial;    /**< scratch of a try, empty between two */
    struct appui_agenda agenda;     /**< of the trial, empty between two tries */
    bool quick;               /**< leave large groups that construction cannot place unknown */
    int32_t n_used, n_placed; /**< jobs of the last try; of the last success */
    struct appui_turn *turns, *near; /**< [n_jobs] jobs of the last try by group; scratch */
    int32_t *placed;                 /**< [n_jobs] jobs of the last success */
    int32_t worst; /**< of a group that was left unknown: the job that failed most */
    int32_t n_refused_jobs;
    int32_t *refused_jobs; /**< [n_jobs] after NOT_PLACEABLE: the jobs shown to have no slots */
    int32_t *root;         /**< [n_jobs] forest of groups */
    int32_t *expert_root, *project_root, *partner_root; /**< scratch */
    int64_t n_exact; /**< groups of lines, or parts of them, that construction did not place */
};

/** @return 0, or -1 when memory fails; release in every case */
int appui_placer_open(struct appui_placer *placer, const struct appui_problem *problem,
                      struct appui_clock *clock);

/**
 * Places lines.
 * @param half_days  [n_jobs] of each job, 0 where it is not used
 * @return PLACED with placer->solution set; NOT_PLACEABLE with placer->refused_jobs set
 */
enum appui_placed appui_placer_try(struct appui_placer *placer, const int32_t *half_days);

/** True when dates decide what a partner's pledges bear: several periods, or earmarks. */
bool appui_placement_by_date(const struct appui_problem *problem, int32_t partner);

void appui_placer_release(struct appui_placer *placer);

#endif
