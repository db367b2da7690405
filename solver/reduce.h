/*
 * Reduce: what a solver is given instead of a program, with the same integer points and a value
 * that differs by a known factor. Refuses programs that no solver should see.
 */
#ifndef APPUI_SOLVER_REDUCE_H
#define APPUI_SOLVER_REDUCE_H

#include "solver/program.h"

/** Largest coefficient, cost, bound and right-hand side: a double holds every integer up to there
 * and beyond. */
#define APPUI_COEFFICIENT_MAX INT64_C(1000000000000000)
/** Longest name of a column, a row or an objective. */
#define APPUI_NAME_MAX 255

enum appui_reduce_code {
    APPUI_REDUCE_OK,
    APPUI_REDUCE_BAD_MODEL,  /**< the program breaks what program.h asks for; see reason */
    APPUI_REDUCE_INFEASIBLE, /**< a row admits no point, whatever the columns */
    APPUI_REDUCE_NO_MEMORY
};

/** Room for the reason of a refusal. */
#define APPUI_REDUCE_REASON 200

struct appui_reduced {
    struct appui_program
        program;      /**< same columns; other rows; every name is that of its origin, borrowed */
    int64_t unit;     /**< greatest common divisor of the costs, 1 when all are 0 */
    bool integral;    /**< every cost stands at an integer column */
    int32_t *origin;  /**< [program.n_rows] row of the original */
    int64_t *divisor; /**< [program.n_rows] what its coefficients were divided by */
};

/**
 * Divides costs by their common divisor and rows of integer columns by theirs, rounding their
 * bounds to the integers between; drops rows without terms; splits a row with two different bounds
 * in two (docs/glpk.md, fact 1).
 * @param program  borrowed, and its names as long as `reduced` lives
 * @param reduced  zeroed storage, released by the caller in every case
 * @param reason   [APPUI_REDUCE_REASON] written only with APPUI_REDUCE_BAD_MODEL
 */
enum appui_reduce_code appui_reduce(const struct appui_program *program,
                                    struct appui_reduced *reduced, char *reason);

void appui_reduced_release(struct appui_reduced *reduced);

#endif
