/*
 * GLPK behind one guard: the only file of appui that includes glpk.h, the only one with setjmp.
 *
 * GLPK aborts the process on many errors; here an error hook turns that into a return code (every
 * GLPK object is dead afterwards and the environment is freed). Options are validated before GLPK
 * sees them, statuses read after, and every integer point is checked exactly against the program
 * before it is believed (docs/glpk.md has the facts, the rules and the tests that show them). Not
 * reentrant: one solve at a time per process, as GLPK itself.
 */
#ifndef APPUI_SOLVER_GLPK_H
#define APPUI_SOLVER_GLPK_H

#include <stdbool.h>
#include <stdint.h>

#include "solver/program.h"

/** Did the call work? */
enum appui_glpk_code {
    APPUI_GLPK_OK,
    APPUI_GLPK_BAD_OPTION, /**< a parameter out of range; GLPK was not called */
    APPUI_GLPK_BAD_MODEL,  /**< low > high, a coefficient beyond 1e15, a bad name ... ; GLPK was not
                              called */
    APPUI_GLPK_FAULT, /**< GLPK failed inside (would have aborted), or returned an unexpected code
                       */
    APPUI_GLPK_NO_MEMORY /**< memory limit of GLPK or ours */
};

/** What was found. */
enum appui_glpk_outcome {
    APPUI_GLPK_OPTIMAL,  /**< point and bound agree */
    APPUI_GLPK_FEASIBLE, /**< a limit or stop came first; point is the best known, bound valid */
    APPUI_GLPK_INFEASIBLE,
    APPUI_GLPK_UNBOUNDED,
    APPUI_GLPK_UNKNOWN /**< a limit or stop came before any point; bound may be valid */
};

/** Progress of a solve, told at most every 100 ms. */
struct appui_glpk_progress {
    bool has_incumbent;
    int64_t incumbent;
    double bound;
    int64_t nodes;
};

/** Codes of a basis, GLPK's own. */
enum { APPUI_GLPK_BASIC = 1, APPUI_GLPK_AT_LOW = 2 };

struct appui_glpk_options {
    double time_limit_s; /**< wall clock over all phases, > 0; INFINITY: none */
    int64_t node_limit;  /**< branch-and-bound nodes, >= 1; 0: none. Reproducible, unlike time */
    int32_t memory_limit_mb; /**< GLPK's own memory, 1 or more; 0: none */
    bool presolve; /**< GLPK's MIP presolver; incompatible with start; left out where a column has
                      no lower or no upper bound, for it may then abort or never end (docs/glpk.md);
                      default false */
    bool cut_mir, cut_gomory,
        cut_clique;          /**< cover cuts are not offered: with presolve they abort */
    bool quick;              /**< branch on the first fractional column, without trials: for small
                                programs that need not be solved to the end */
    bool relax_only;         /**< solve the linear relaxation only */
    int32_t iteration_limit; /**< of the simplex, with relax_only; 0: none. What stands then is
                                returned as if it were the optimum: an estimate */
    const uint8_t *basis; /**< [n_rows + n_columns] with relax_only: the basis of an earlier result
                             to go on from, or NULL; one that does not fit is not used */
    bool dual;            /**< with a basis: the dual simplex first, for bounds have changed */
    const int64_t *start; /**< [n_columns] a feasible integer point to start from, or NULL */
    bool (*stop)(void *context); /**< asked often; true ends the solve; NULL: never */
    void (*progress)(void *context, const struct appui_glpk_progress *progress); /**< or NULL */
    void *context;
};

struct appui_glpk_result {
    enum appui_glpk_outcome outcome;
    bool has_point;
    int64_t *point;      /**< [n_columns] heap (appui_free), integer columns exact and checked; NULL
                            without point, and with relax_only.  Continuous columns are rounded to
                            the nearest integer */
    double *relaxed;     /**< [n_columns] heap (appui_free) primal values, only with relax_only */
    double *multipliers; /**< [n_rows] heap (appui_free) of the original's rows, only with
                            relax_only: what one unit more of the right-hand side is worth */
    uint8_t *basis;      /**< [n_rows + n_columns] heap (appui_free), only with relax_only: where
                            each row, then each column stands; rows and columns added later
                            enter as APPUI_GLPK_BASIC and APPUI_GLPK_AT_LOW */
    int64_t value;       /**< recomputed objective of point */
    bool has_bound;
    double bound; /**< the solver's bound on the objective: >= (maximise) or <= (minimise) any
                     point's value */
    int64_t nodes;
    char reason[200]; /**< what is wrong, or GLPK's words, after any code but APPUI_GLPK_OK; may be
                         empty after APPUI_GLPK_NO_MEMORY */
};

/** Defaults: no limits, no presolve, MIR cuts, no start. */
struct appui_glpk_options appui_glpk_options_default(void);

/**
 * Solves a program. Integer columns whose point violates a row exactly are refused
 * (APPUI_GLPK_FAULT), never returned. An empty program (no columns or no rows) is answered without
 * GLPK where it can be.
 * @param result  zeroed storage; released by appui_glpk_result_release in every case
 */
enum appui_glpk_code appui_glpk_solve(const struct appui_program *program,
                                      const struct appui_glpk_options *options,
                                      struct appui_glpk_result *result);

void appui_glpk_result_release(struct appui_glpk_result *result);

/** GLPK's version text, e.g. "5.0". */
const char *appui_glpk_version(void);

#endif
