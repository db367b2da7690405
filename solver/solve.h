/*
 * Solve: from a basin to the best plan, tier after tier.
 */
#ifndef APPUI_SOLVER_SOLVE_H
#define APPUI_SOLVER_SOLVE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/plan.h"
#include "solver/program.h"

enum appui_solve_code {
    APPUI_SOLVE_OK,
    APPUI_SOLVE_NO_MEMORY,
    APPUI_SOLVE_FAULT,        /**< the linear solver failed; see reason */
    APPUI_SOLVE_NOT_A_PROGRAM /**< the tier is no single program: equity, promptness, or one without
                                 data */
};

enum appui_solve_outcome {
    APPUI_SOLVED,           /**< a plan; its status says how sure it is */
    APPUI_SOLVE_CONFLICT,   /**< no plan meets the require rules; see conflict */
    APPUI_SOLVE_NOTHING_YET /**< a limit or stop came before any plan */
};

/** What a run tells while it works, at most ten times a second. */
struct appui_solve_progress {
    const char *phase; /**< "compile", "relax", "search", "prove" */
    bool has_tier;
    enum appui_tier tier;
    int32_t level; /**< equity level, from 1 */
    bool has_incumbent, has_bound;
    double incumbent, bound; /**< in file units */
    double seconds_left;     /**< INFINITY without limit */
};

struct appui_solve_options {
    bool calendar;
    bool joint;    /**< solve the reference model on half-day slots instead of the decomposition */
    uint64_t seed; /**< of the heuristics' draws: the same seed, the same run */
    double time_limit_s;             /**< INFINITY: none */
    int64_t node_limit;              /**< per integer program; 0: none */
    struct appui_previous *previous; /**< the plan before, judged here; NULL: none. The plan made
                                        refers to it */
    bool (*stop)(void *context);     /**< Ctrl-C asked for; NULL: never */
    void (*progress)(void *context, const struct appui_solve_progress *progress); /**< or NULL */
    void *context;
};

/** How a decomposed run came to its plan: what was refused and what had to be proved. */
struct appui_solve_counts {
    int64_t cuts;             /**< sets of lines found to have no slots together */
    int64_t placements_exact; /**< groups of lines that construction did not place */
    int64_t closed;           /**< nodes decided over all plans that could be in a better point */
    int64_t closed_levelled;  /**< of these, where equity says what totals of partners may be */
    int64_t closed_before;    /**< of these, over plans that the bound of a tier before left */
    int64_t recast;           /**< neighbourhoods of whole partners that were priced */
    int64_t set_aside;        /**< proposals that the calendar leaves no room for */
    int64_t shortened;        /**< proposals whose most half-days the calendar lowers */
};

struct appui_solve_result {
    enum appui_solve_outcome outcome;
    struct appui_plan *plan; /**< owned by the result; NULL unless SOLVED */
    int32_t n_conflict;
    int32_t *conflict; /**< [n_conflict] indices into basin->require: a smallest set that no plan
                          meets */
    bool conflict_is_smallest; /**< false: only irreducible (a limit stopped the search for a
                                  smaller one) */
    char reason[200];          /**< after APPUI_SOLVE_FAULT */
    struct appui_solve_counts counts;
};

/** Defaults: calendar, no limits. */
struct appui_solve_options appui_solve_options_default(void);

/**
 * Finds the lexicographically best plan (docs/model.md) by the decomposition of docs/solver.md, or
 * by the joint model, the reference, where options say so. Deterministic without a time limit: same
 * basin and seed, same plan.
 * @param result  zeroed storage, released with appui_solve_result_release in every case
 */
enum appui_solve_code appui_solve(const struct appui_basin *basin,
                                  const struct appui_standing *standing,
                                  const struct appui_solve_options *options,
                                  struct appui_solve_result *result);

void appui_solve_result_release(struct appui_solve_result *result);

/** An earlier tier held at least as good as a value, in 1 / appui_tier_scale units. */
struct appui_fixed_tier {
    enum appui_tier tier;
    int64_t value;
};

/**
 * Builds the joint program with one tier as its objective (agreed, coverage, fit, concentration),
 * for export to other solvers. Require rules stand in it as bounds.
 * @param fixed    [n_fixed] tiers of the same four
 * @param program  zeroed storage, released by the caller in every case
 */
enum appui_solve_code appui_solve_program(const struct appui_basin *basin,
                                          const struct appui_standing *standing, bool calendar,
                                          enum appui_tier tier,
                                          const struct appui_fixed_tier *fixed, int32_t n_fixed,
                                          struct appui_program *program);

#endif
