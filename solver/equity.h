/*
 * Equity: the leximin of partners' burdens, level by level, on the joint model.
 *
 * Burdens take finitely many values, so a level is found as a rank among them: with m_r = 1 where
 * the level is at least the r-th candidate, minimising the sum of m_r minimises the largest burden
 * of all partners but the K worst so far (integers only, no division). How many partners must bear
 * a level is then minimised in turn, and both are held by rows while the next level is sought.
 * Source: leximin by ordered outcomes, Ogryczak and Sliwinski 2006, in the form for finitely many
 * values.
 */
#ifndef APPUI_SOLVER_EQUITY_H
#define APPUI_SOLVER_EQUITY_H

#include "model/plan.h"
#include "solver/mandataires.h"
#include "solver/search.h"

/**
 * Optimises equity on a search whose joint program holds the earlier tiers, and leaves rows that
 * hold its result.
 * @param search     has a point
 * @param mandates   built where mandates weigh in burdens
 * @param tolerance  millionths that the first level may be worse than its optimum
 * @param ahead      tier that comes next, which heuristics keep an eye on; APPUI_N_TIERS: none
 * @param arena      owns what the result points to
 * @param result     n_levels, bounds, fixed, proved are written; values are the final plan's to
 * tell
 */
enum appui_solve_code appui_equity_run(struct appui_search *search,
                                       const struct appui_mandataires *mandates, int64_t tolerance,
                                       enum appui_tier ahead, struct appui_arena *arena,
                                       struct appui_tier_result *result);

#endif
