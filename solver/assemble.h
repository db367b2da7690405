/*
 * Assemble: a solution as a plan, with lines, changes, holes, partners and figures.
 */
#ifndef APPUI_SOLVER_ASSEMBLE_H
#define APPUI_SOLVER_ASSEMBLE_H

#include "model/plan.h"
#include "solver/problem.h"

/**
 * Fills lines, changes, meetings, partners and figures of a plan (not tiers, holes, status).
 * @param plan  calendar set; storage goes to its arena
 * @return 0, or -1 when memory fails
 */
int appui_assemble_plan(const struct appui_problem *problem, const struct appui_solution *solution,
                        struct appui_plan *plan);

/**
 * Fills holes, with their reasons, and partial needs of a plan whose lines stand.
 * @param limit_reached  some tier is not proved: what data does not explain may be the limit's
 * doing
 * @return 0, or -1 when memory fails
 */
int appui_assemble_holes(const struct appui_problem *problem, bool limit_reached,
                         struct appui_plan *plan);

/** Fills the reviews of a plan whose lines, meetings and mandataires stand. @return 0, or -1 when
 * memory fails */
int appui_assemble_reviews(const struct appui_problem *problem, struct appui_plan *plan);

/** Fills the meetings of a plan. @return 0, or -1 when memory fails */
int appui_assemble_meetings(const struct appui_problem *problem,
                            const struct appui_solution *solution, struct appui_plan *plan);

#endif
