/*
 * Top-up: what one expert would have to give for a need that a plan serves in part to be served by
 * a session more. The reasons of such needs are about these half-days, and so is their check.
 */
#ifndef APPUI_MODEL_TOPUP_H
#define APPUI_MODEL_TOPUP_H

#include "model/plan.h"
#include "model/rules.h"

/**
 * New half-days in all of a pair: of an expert on the need, what the plan proposes and a session
 * more; of another, the least of a newcomer where the need takes one more expert (R4), else a
 * session more than the smallest proposal whose place it could take. An estimate is asked whole.
 * @return 0: agreed lines hold every place, so that nobody can join
 */
int32_t appui_topup_half_days(const struct appui_rules *rules, const struct appui_plan *plan,
                              int32_t need, int32_t expert);

#endif
