/*
 * Restrict: a program with most of its columns held at a point, written as a small program of the
 * others. Same integer points, same differences of value.
 */
#ifndef APPUI_SOLVER_RESTRICT_H
#define APPUI_SOLVER_RESTRICT_H

#include "solver/program.h"

struct appui_restricted {
    struct appui_program program; /**< borrows the names of the original */
    int32_t *origin;              /**< [program.n_columns] column of the original, heap */
};

/**
 * Keeps the columns that are loose, and the rows that mention one of them.
 * @param x     [n_columns] the point where the others are held; it satisfies the rows left out
 * @param loose [n_columns] 1 where the column is loose
 * @param to    zeroed storage, released in every case
 * @return 0, or -1 when memory fails. Linear in the program's terms.
 */
int appui_restrict(const struct appui_program *program, const int64_t *x, const uint8_t *loose,
                   struct appui_restricted *to);

void appui_restricted_release(struct appui_restricted *restricted);

#endif
