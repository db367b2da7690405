/*
 * Days: the relaxation of a calendar problem that decides lines, their half-days and the pledge
 * periods these fall in, and leaves slots to placement.
 *
 * It has the joint model's rows R2-R6 and what the calendar lets every job do alone (solver/reach):
 * half-days per job and period, sessions per need, and for needs in sequence the step before which
 * the first is finished. Every plan of the joint model is a point of it; a point of it is a plan
 * when solver/placement finds slots. Its optimum is therefore a bound, and equals the joint optimum
 * once its best point is placed.
 *
 * Columns beside those of solver/joint: t_mni in {0,1}, need m is finished before threshold i of
 * its link with need n (R10).
 */
#ifndef APPUI_SOLVER_DAYS_H
#define APPUI_SOLVER_DAYS_H

#include "solver/joint.h"

/** A link "m before n" with its thresholds. */
struct appui_days_link {
    int32_t before, after;
    int32_t first_threshold, n_thresholds; /**< into days->thresholds, slots ascending */
    int32_t first_column;
};

struct appui_days {
    const struct appui_problem *calendar;
    struct appui_problem problem; /**< the jobs of `calendar`, same indices, parts for starts */
    struct appui_joint joint;     /**< its program is the relaxation */
    int32_t n_links, n_thresholds;
    struct appui_days_link *links;
    int32_t *thresholds;
    int32_t n_impossible; /**< proposals that the calendar leaves no room for, dropped */
    int32_t n_shortened;  /**< proposals whose most half-days the calendar lowers */
};

/**
 * Builds the relaxation.
 * @param calendar  borrowed; must outlive `days`
 * @param days      zeroed storage, released in every case
 * @return 0, or -1 when memory fails. Linear in starts times thresholds of a link.
 */
int appui_days_build(const struct appui_problem *calendar, struct appui_days *days);

/** The point of a placed solution: parts and thresholds from its chosen starts. @param x
 * [n_columns], written */
void appui_days_point(const struct appui_days *days, const struct appui_solution *placed,
                      int64_t *x);

/** Sessions a proposal has at least when it is used, and an agreed job when any of it is placed. */
int32_t appui_days_least_sessions(const struct appui_days *days, int32_t job);

void appui_days_release(struct appui_days *days);

#endif
