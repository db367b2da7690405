/*
 * Hole reasons: why a need is not served, or not by a session more.
 */
#ifndef APPUI_SOLVER_HOLE_REASONS_H
#define APPUI_SOLVER_HOLE_REASONS_H

#include "model/plan.h"
#include "solver/problem.h"

/** What is asked about, and room to work in; the plan's lines stand, its arena takes reasons. */
struct appui_hole_asking {
    const struct appui_problem *problem;
    struct appui_plan *plan;
    struct appui_slots scratch;
    uint32_t *obstacles; /**< [n_experts] of the need at hand; experts without the skill have
                            NO_SKILL */
    int32_t *served;     /**< [n_needs] half-days served by the plan's proposals */
    bool limit_reached;
    bool is_partial; /**< the need at hand is served in part: asked is why not by a session more */
};

/** Adds all reasons of a need; its hole has room for one per code. @return 0, or -1 when memory
 * fails */
int appui_hole_explain(struct appui_hole_asking *asking, int32_t need, struct appui_hole *hole);

/** Adds a reason of which nothing else is known. */
struct appui_reason *appui_hole_reason(struct appui_hole *hole, enum appui_hole_code code);

/** What data does not forbid, the plan chose, or a limit came before the better choice. */
enum appui_hole_code appui_hole_choice(const struct appui_hole_asking *asking);

#endif
