/*
 * Revisions: what a plan changes of the plan before, and which changes a rule forces.
 *
 * What of a line became agreed since is no change. A line of a need that no previous line served
 * counts as added like any other.
 */
#ifndef APPUI_MODEL_REVISIONS_H
#define APPUI_MODEL_REVISIONS_H

#include "model/plan.h"

/**
 * Lists the revisions of a plan whose lines, meetings and mandataires stand, against
 * plan->previous, which is judged. What no rule forces is left unexplained.
 * @param revisions  written: [n] in the arena
 * @return n, or -1 when memory fails
 */
int32_t appui_revisions_list(const struct appui_basin *basin, const struct appui_standing *standing,
                             const struct appui_plan *plan, struct appui_arena *arena,
                             struct appui_revision **revisions);

#endif
