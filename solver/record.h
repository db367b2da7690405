/*
 * Record: the best point and the best bound known in one solve, and what of a floating-point
 * solver's answers is believed. Points are judged against the original program, bounds are kept in
 * units of the reduced one.
 */
#ifndef APPUI_SOLVER_RECORD_H
#define APPUI_SOLVER_RECORD_H

#include "solver/dual_bound.h"
#include "solver/glpk.h"
#include "solver/reduce.h"

/** How far a floating-point solver's answer may be off, relative to its size (GLPK works to 1e-7 on
 * its own scale). */
#define APPUI_TOLERANCE 1e-6

struct appui_record {
    const struct appui_program *program; /**< the original */
    const struct appui_reduced *reduced;
    struct appui_glpk_result *result; /**< takes point, value and has_point as they come */
    int64_t *candidate;               /**< [n_columns] scratch, owned by the caller */
    bool whole; /**< the value of every point that counts is a whole number of units */
    bool has_bound;
    double bound; /**< in units */
};

/**
 * Rounds x[n_columns] into the candidate and judges it: integer columns and the rows made only of
 * them exactly, all else within APPUI_TOLERANCE times the largest magnitude that meets there.
 * @return the name of the first row or column that refuses it, or NULL
 */
const char *appui_record_judge(struct appui_record *record, const double *x);

/** Keeps the candidate, unless the objective is whole and the point already known is better. */
void appui_record_keep(struct appui_record *record);

/** Tightens the bound by one that is proved, in units. */
void appui_record_prove(struct appui_record *record, double bound);

/** Tightens the bound by one that multipliers prove; @return as appui_dual_bound. */
int appui_record_prove_by(struct appui_record *record, const double *multipliers);

/** Tightens the bound by what a floating-point solver says: moved outwards by the tolerance, then
 * to the next whole unit within. */
void appui_record_believe(struct appui_record *record, double bound);

/** True when the known point's value reaches the bound: nothing is left to prove. Only ever so for
 * a whole objective. */
bool appui_record_closed(const struct appui_record *record);

/** True when the tolerance at the bound's size is below half a unit. */
bool appui_record_is_fine(const struct appui_record *record);

/** Writes the bound into the result, in the original program's units. */
void appui_record_finish(const struct appui_record *record);

#endif
