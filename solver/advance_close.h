/*
 * Closing: goes through all choices of advances within a part of them, in integers alone.
 */
#ifndef APPUI_SOLVER_ADVANCE_CLOSE_H
#define APPUI_SOLVER_ADVANCE_CLOSE_H

#include "solver/advance_choice.h"

/** What a candidate may get in a part. */
struct appui_advance_answer {
    int8_t first, last; /**< options; first > last: none of them */
    bool refusable;     /**< "none" is an answer too */
};

/** Room for many closings over one choice. */
struct appui_advance_closer;

/** @return in the choice's arena, or NULL when memory fails */
struct appui_advance_closer *appui_advance_closer_new(struct appui_advance_choice *choice);

/**
 * Looks for choices worth more than choice->value, which takes each that it finds.
 * @param part  [n_candidates]
 * @param multipliers  [n_rows] as for appui_advance_settle
 * @return true when all were gone through or ruled out: the part holds none worth more any more
 */
bool appui_advance_close(struct appui_advance_closer *closer,
                         const struct appui_advance_answer *part, const double *multipliers,
                         int64_t nodes_max);

#endif
