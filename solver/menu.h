/*
 * Menus: all that an expert may give, where that is little enough to be listed.
 *
 * A listed plan keeps every limit that speaks of its expert alone, also those that the knapsack of
 * solver/block_plan cannot see (slots of the calendar within any interval, cuts); the linear
 * program over plans of partners then knows their convex hull instead of their relaxation.
 */
#ifndef APPUI_SOLVER_MENU_H
#define APPUI_SOLVER_MENU_H

#include "solver/blocks.h"

/** Lists the menus of a program's blocks, and marks the rows that they enforce.
 * @param before  see appui_blocks_build. @return 0, or -1 when memory fails */
int appui_menu_build(struct appui_blocks *blocks, const struct appui_blocks *before);

#endif
