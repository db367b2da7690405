/*
 * Greedy: a first plan at once, so that a limit never finds the run empty-handed and the exact
 * search has a start.
 */
#ifndef APPUI_SOLVER_GREEDY_H
#define APPUI_SOLVER_GREEDY_H

#include "model/previous.h"
#include "solver/problem.h"

/**
 * Fills an all-zero solution with a legal plan, need by need, each with the earliest sessions that
 * fit. Earmarked days are left alone. Require rules are not aimed at.
 * @return 0, or -1 when memory fails. Linear in starts times sessions of a need.
 */
int appui_greedy_plan(const struct appui_problem *problem, const struct appui_previous *previous,
                      struct appui_solution *solution);

/**
 * Pulls the sessions of a solution earlier, need by need, as long as one need gains and none loses:
 * half-days stay. For problems with lines fixed. Earmarked days are left alone, so the result may
 * break R5 where the solution used them: judge it before use.
 * @return 0, or -1 when memory fails
 */
int appui_greedy_pull(const struct appui_problem *problem, struct appui_solution *solution);

#endif
