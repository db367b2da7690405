/*
 * Check: verifies a plan against its basin, rule by rule, tier by tier, figure by figure, knowing
 * nothing of the solver. Every finding is a fault of severity APPUI_BROKEN with a pointer into the
 * plan file.
 */
#ifndef APPUI_MODEL_CHECK_H
#define APPUI_MODEL_CHECK_H

#include "model/plan.h"

/**
 * Verifies hard rules R1-R14 (R5 with earmarks, R8-R10 also between new and standing sessions),
 * that agreed lines are kept, that holes and partial needs are exactly those of the plan, and
 * recomputes tier values, partners and figures; in a basin with repayable advances, that each is
 * granted whole or refused for the reason given, and the fund by month. Optimality is not verified:
 * a bound is only checked not to contradict its value.
 * @param faults  takes the findings (broken) and warnings
 * @return 0, or -1 when memory fails. The plan is good when faults->n_broken stays unchanged.
 */
int appui_check_plan(const struct appui_basin *basin, const struct appui_plan *plan,
                     struct appui_faults *faults);

#endif
