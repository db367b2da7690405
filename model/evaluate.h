/*
 * Tier values of a plan, recomputed in integers from the basin and the plan's lines alone.
 */
#ifndef APPUI_MODEL_EVALUATE_H
#define APPUI_MODEL_EVALUATE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/plan.h"

/**
 * True when a tier has data and is built: agreed (some agreed half-days are to be placed, with
 * calendar), coverage, equity (some partner has a pledge above 0), fit, concentration,
 * promptness_first and _last (with calendar). The others are not built yet: false.
 */
bool appui_evaluate_applicable(const struct appui_basin *basin,
                               const struct appui_standing *standing, bool calendar,
                               enum appui_tier tier);

/**
 * Value of a scalar tier in 1 / appui_tier_scale units. Not for equity.
 *   agreed         agreed half-days to be placed that got a session
 *   coverage       sum of w_n (millionths) x served half-days of proposed lines
 *   fit            sum of f_en (millionths) x served half-days of proposed lines
 *   concentration  number of proposed lines
 *   promptness_*   sum of w_n (millionths) x days from max(ready, as_of) to the first (last)
 * session that this plan dates (proposed lines, agreed sessions placed anew) of each need that has
 * one
 */
int64_t appui_evaluate_tier(const struct appui_basin *basin, const struct appui_standing *standing,
                            const struct appui_plan *plan, enum appui_tier tier);

/** True when `session` of a plan line is one this plan dates: of a proposed line, or not among the
 * sessions that stay. */
bool appui_evaluate_is_new(const struct appui_basin *basin, const struct appui_standing *standing,
                           const struct appui_plan_line *line, const struct appui_session *session);

/** Half-days of a plan line that this plan dates. */
int64_t appui_evaluate_new_half_days(const struct appui_basin *basin,
                                     const struct appui_standing *standing,
                                     const struct appui_plan_line *line);

#endif
