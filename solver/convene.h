/*
 * Convene: first committee dates for the dossiers that wait, by construction.
 */
#ifndef APPUI_SOLVER_CONVENE_H
#define APPUI_SOLVER_CONVENE_H

#include "model/previous.h"
#include "solver/problem.h"

/**
 * Chooses a date for every dossier, those ready first before the others: the one that leaves its
 * needs most sessions, the earliest of those, as far as capacity, gap and count allow; then moves
 * and exchanges dates as long as all needs together gain.
 * @param previous  dates that are taken first, as far as they are still legal; or NULL
 * @param solution  its dates are written; what it had is forgotten
 * @return 0, or -1 when memory fails
 */
int appui_convene(const struct appui_problem *problem, const struct appui_previous *previous,
                  struct appui_solution *solution);

#endif
