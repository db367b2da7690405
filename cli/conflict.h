/*
 * Conflict: what is said when require rules leave no plan, and why one pair alone cannot be.
 */
#ifndef APPUI_CLI_CONFLICT_H
#define APPUI_CLI_CONFLICT_H

#include "cli/basin_input.h"
#include "solver/solve.h"

/** Says the rules of a conflict; of a single one also why. @return false when memory fails. */
bool appui_conflict_say(const struct appui_basin_input *input,
                        const struct appui_solve_result *result, bool calendar,
                        enum appui_language language);

/**
 * Says the first require rule that its pair alone makes impossible, and why: a program without a
 * column for the pair would not show it.
 * @param found  set to whether there is one
 * @return false when memory fails
 */
bool appui_conflict_say_impossible(const struct appui_basin_input *input, bool calendar,
                                   enum appui_language language, bool *found);

#endif
