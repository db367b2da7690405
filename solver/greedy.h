/*
 * Greedy: a first plan at once, so that a limit never finds the run empty-handed and the exact
 * search has a start.
 */
#ifndef APPUI_SOLVER_GREEDY_H
#define APPUI_SOLVER_GREEDY_H

#include "solver/problem.h"

/**
 * Fills an all-zero solution with a legal plan, need by need, each with the earliest sessions that
 * fit. Earmarked days are left alone. Require rules are not aimed at. With calendar only.
 * @return 0, or -1 when memory fails. Linear in starts times sessions of a need.
 */
int appui_greedy_plan(const struct appui_problem *problem, struct appui_solution *solution);

#endif
