/*
 * Mandates: who may follow a supported project, from when, and what partners hold already (R14).
 *
 * A project is supported when a support need of it has a line, agreed, done or proposed. Its
 * mandate runs eighteen months from its committee date, known or chosen; without one, from the
 * first session of its support, and no longer than the partner stays. Only planned projects ask for
 * one, where no mandataire is known or the known one has left by as_of.
 */
#ifndef APPUI_MODEL_MANDATES_H
#define APPUI_MODEL_MANDATES_H

#include "model/plan.h"

/** Months of a mandate (S2: at least eighteen). */
#define APPUI_MANDATE_MONTHS 18

/** True when the basin says anything of committees or mandates: only then mandataires are proposed.
 */
bool appui_mandates_asked(const struct appui_basin *basin);

/** True when the partner's last day lies before a day (APPUI_ABSENT: before every date, so never).
 */
bool appui_mandates_left(const struct appui_partner *partner, appui_day day);

/** The mandataire that the file names for a project and that has not left by as_of, or -1. */
int32_t appui_mandates_known(const struct appui_basin *basin, int32_t project);

/** True when a plan is to name a mandataire for the project, if it supports it. */
bool appui_mandates_open(const struct appui_basin *basin, int32_t project);

/** True when the partner may be its mandataire as far as the data say: not excluded, and not left
 * by as_of or by the committee date that is known. A date that the plan chooses binds besides: who
 * has left by then (appui_mandates_left) may not. */
bool appui_mandates_may_hold(const struct appui_basin *basin, int32_t project, int32_t partner);

/** True when a line that counts, of a support need (support) or of any, gives the project
 * something.
 * @param partner  only lines of this partner's experts; -1: of any */
bool appui_mandates_stands(const struct appui_basin *basin, const struct appui_standing *standing,
                           int32_t project, int32_t partner, bool support);

/** The day that is so many months later, the month's last day where it has no such day. */
appui_day appui_mandates_months_later(appui_day day, int32_t months);

/** Mandates of the file that a partner runs on a day: those listed, and those of projects that name
 * it and are not listed; none once it has left. */
int32_t appui_mandates_held(const struct appui_basin *basin, int32_t partner, appui_day day);

/** True when mandates_max leaves room for one mandate more on every day from `from` (as_of, where
 * that is later) to the horizon's end, beside those of the file. */
bool appui_mandates_has_room(const struct appui_basin *basin, int32_t partner, appui_day from);

/** Mandates of the file that a partner runs at some time from `from` to `to`. */
int32_t appui_mandates_between(const struct appui_basin *basin, int32_t partner, appui_day from,
                               appui_day to);

/** The plan's mandataire of a project, else the known one, else -1. */
int32_t appui_mandates_of(const struct appui_basin *basin, const struct appui_plan *plan,
                          int32_t project);

/** The first day of the plan's, or the known, mandate of a project: its committee date, else its
 * first support session; APPUI_ABSENT: neither. */
appui_day appui_mandates_start(const struct appui_basin *basin,
                               const struct appui_standing *standing, const struct appui_plan *plan,
                               int32_t project);

/** True when the plan (with what stands) supports the project. */
bool appui_mandates_supported(const struct appui_basin *basin,
                              const struct appui_standing *standing, const struct appui_plan *plan,
                              int32_t project);

/** True when the partner lends to the project in the plan, or in what stands. */
bool appui_mandates_lends(const struct appui_basin *basin, const struct appui_standing *standing,
                          const struct appui_plan *plan, int32_t project, int32_t partner);

/**
 * What a plan leaves open of whole projects: who is examined on no date, who has no mandataire.
 * @param holes  [2 * n_projects] written
 * @return how many
 */
int32_t appui_mandates_project_holes(const struct appui_basin *basin,
                                     const struct appui_standing *standing,
                                     const struct appui_plan *plan,
                                     struct appui_project_hole *holes);

#endif
