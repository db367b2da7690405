/*
 * Inside the days relaxation: its rows beside those of the joint model.
 */
#ifndef APPUI_SOLVER_DAYS_ROWS_H
#define APPUI_SOLVER_DAYS_ROWS_H

#include "solver/days.h"

/** R10: thresholds of needs in sequence. @return 0, or -1 when memory fails */
int appui_days_rows_order(struct appui_days *days);

/** R11: what the committee date leaves to dossiers that wait. @return 0, or -1 when memory fails */
int appui_days_rows_committees(struct appui_days *days);

/** Narrows what the lines of dossiers can have to what the dates that are still open leave them.
 * @return 0, or -1 when memory fails */
int appui_days_settle(struct appui_days *days);

/** True when a proposal cannot begin, with its least sessions, after a slot (after), or end before
 * it. */
bool appui_days_is_bound(const struct appui_days *days, int32_t j, int32_t slot, bool after);

/** Most sessions that the jobs of a need can hold together within slots from <= slot < to, as far
 * as single jobs and the need tell. @param slots  of appui_reach_slots */
int32_t appui_days_hold(const struct appui_days *days, int32_t need,
                        const struct appui_slots *slots, int32_t from, int32_t to);

/** R8: distinct slots of firms and experts. @return 0, or -1 when memory fails */
int appui_days_rows_slots(struct appui_days *days);

/** Sets the threshold columns of a point from the starts a solution chose. */
void appui_days_point_order(const struct appui_days *days, const struct appui_solution *placed,
                            int64_t *x);

#endif
