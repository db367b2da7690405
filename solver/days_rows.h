/*
 * Inside the days relaxation: its rows beside those of the joint model.
 */
#ifndef APPUI_SOLVER_DAYS_ROWS_H
#define APPUI_SOLVER_DAYS_ROWS_H

#include "solver/days.h"

/** R10: thresholds of needs in sequence. @return 0, or -1 when memory fails */
int appui_days_rows_order(struct appui_days *days);

/** R8: distinct slots of firms and experts. @return 0, or -1 when memory fails */
int appui_days_rows_slots(struct appui_days *days);

/** Sets the threshold columns of a point from the starts a solution chose. */
void appui_days_point_order(const struct appui_days *days, const struct appui_solution *placed,
                            int64_t *x);

#endif
