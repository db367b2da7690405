/*
 * Reach: what the calendar lets a single job do, as if it were alone. Sessions per week, open slots
 * and the pledge periods they fall in are counted; other jobs are not. All exact, all linear in the
 * job's starts: of the sessions of one job, taking the earliest (or latest) that a week still
 * admits is best.
 */
#ifndef APPUI_SOLVER_REACH_H
#define APPUI_SOLVER_REACH_H

#include "solver/problem.h"

/** Any period, see appui_reach_sessions. */
#define APPUI_REACH_ANY_PERIOD (-2)

/**
 * Most sessions of a job that lie wholly within slots from <= slot < to.
 * @param period  index into problem->periods that they must fall in, or APPUI_REACH_ANY_PERIOD
 */
int32_t appui_reach_sessions(const struct appui_problem *problem, int32_t job, int32_t from,
                             int32_t to, int32_t period);

/** The earliest last slot of `sessions` >= 1 sessions of a job; INT32_MAX when it has not room for
 * them. */
int32_t appui_reach_finish(const struct appui_problem *problem, int32_t job, int32_t sessions);

/** The latest first slot of `sessions` >= 1 sessions of a job; -1 when it has not room for them. */
int32_t appui_reach_begin(const struct appui_problem *problem, int32_t job, int32_t sessions);

/**
 * Slots in which a session of a need may begin, whoever gives it.
 * @param slots  of the basin's size, written
 */
void appui_reach_slots(const struct appui_problem *problem, int32_t need,
                       struct appui_slots *slots);

/** Most sessions that all jobs of a need can hold together within slots from <= slot < to, one per
 * slot, weeks filled up to R9. @param slots  of appui_reach_slots */
int32_t appui_reach_need(const struct appui_problem *problem, int32_t need,
                         const struct appui_slots *slots, int32_t from, int32_t to);

#endif
