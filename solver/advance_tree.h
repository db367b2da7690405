/*
 * Tree: proves which choice of advances is worth most, by branch and bound.
 */
#ifndef APPUI_SOLVER_ADVANCE_TREE_H
#define APPUI_SOLVER_ADVANCE_TREE_H

#include "solver/advance_close.h"
#include "solver/glpk.h"

/**
 * Improves on what is picked, and lowers choice->bound to what is proved: to the value at last. It
 * takes only choices worth more, so that it may end anywhere.
 * @param program  of appui_advance_program; its bounds are changed
 * @param limit  of nodes, each a relaxation
 * @return APPUI_GLPK_OK, also at the limit; APPUI_GLPK_NO_MEMORY
 */
enum appui_glpk_code appui_advance_tree(struct appui_advance_choice *choice,
                                        struct appui_program *program,
                                        const struct appui_advance_limit *limit);

#endif
