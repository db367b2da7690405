/*
 * Ledger: what partners pledged, gave and have left (R5), earmarks included, and what a plan adds
 * up to.
 *
 * Figures are recomputed from the basin's lines and a plan's lines; nothing is taken from the
 * plan's own figures.
 */
#ifndef APPUI_MODEL_LEDGER_H
#define APPUI_MODEL_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/plan.h"

/** Half-days one project uses of one pledge period up to a date (one row of an earmark question).
 */
struct appui_use {
    int32_t project;
    appui_day day; /**< date of the session; APPUI_ABSENT without calendar: any earmark of the
                      period may serve */
    int32_t half_days;
};

/** Burden factors are counted in thousandths of a half-day. */
#define APPUI_BURDEN_SCALE 1000

/** True when the earmark may pay for a half-day of the project on that day (APPUI_ABSENT: on any).
 */
bool appui_ledger_serves(const struct appui_basin *basin, const struct appui_earmark *earmark,
                         int32_t project, appui_day day);

/**
 * Largest number of half-days of `uses` that a pledge can carry: general part (after `delivered`),
 * and earmarks by purpose and date. The plan keeps R5 in this period when that equals their sum.
 * Exact: a maximum flow over (use) x (general, earmarks).
 * @return half-days, or -1 when memory fails
 */
int32_t appui_ledger_carry(const struct appui_basin *basin, const struct appui_pledge *pledge,
                           const struct appui_use *uses, int32_t n_uses);

/**
 * Figures of every partner for the basin's lines and the plan's proposed lines and newly placed
 * sessions.
 * @param figures  [n_partners], written
 */
void appui_ledger_partners(const struct appui_basin *basin, const struct appui_standing *standing,
                           const struct appui_plan *plan, struct appui_partner_figures *figures);

/**
 * Half-days one pledge period has left after the plan: pledged - delivered - half-days of the
 * sessions dated in it, standing and new (without calendar: of its parts). Agreed half-days without
 * a date belong to no period yet and are not taken off; negative when the period is overdrawn.
 * @param pledge  index into the partner's pledges
 */
int32_t appui_ledger_period_left(const struct appui_basin *basin,
                                 const struct appui_standing *standing,
                                 const struct appui_plan *plan, int32_t partner, int32_t pledge);

/** True when every planned need of the project is served in full in the end, by what stands and by
 * the plan; false for a project without planned needs. */
bool appui_ledger_fully_served(const struct appui_basin *basin,
                               const struct appui_standing *standing, const struct appui_plan *plan,
                               int32_t project);

/** The figures people ask for; needs partners' figures first. */
void appui_ledger_figures(const struct appui_basin *basin, const struct appui_standing *standing,
                          const struct appui_plan *plan,
                          const struct appui_partner_figures *partners,
                          struct appui_figures *figures);

#endif
