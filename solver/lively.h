/*
 * Lively: a point of a days program that changes line by line, with its rows kept up to date.
 *
 * Sessions of proposals with one pledge period may change; what follows from them (use, projects of
 * experts, needs used, literals of cuts, sums that rows define) changes along, and every other
 * column stays as it is. Rows may be broken: how far is kept too. A change costs what its columns'
 * terms cost.
 */
#ifndef APPUI_SOLVER_LIVELY_H
#define APPUI_SOLVER_LIVELY_H

#include "solver/search.h"

/** Parts of a unit: of value, and of how far a row is off, in its smallest coefficients. */
#define APPUI_LIVELY_PARTS 1024

/** A column that is 1 from so many sessions of a job on. */
struct appui_lively_literal {
    int32_t column, sessions;
};

struct appui_lively {
    const struct appui_search *search;
    const struct appui_joint *joint;
    const struct appui_problem *problem;
    const struct appui_program *program;
    struct appui_arena arena;
    int64_t sign, unit;   /**< of the objective: 1 where it is maximised; its common divisor */
    int64_t value;        /**< of the point, in units, maximised */
    int64_t broken;       /**< how far rows are off, in parts; those that a column pays for do not
                             count */
    int64_t *worth;       /**< [n_columns] of a unit of each, in units, maximised */
    int64_t *x;           /**< [n_columns] columns that pay for a row stand at 0 */
    int64_t *activity;    /**< [n_rows] */
    int32_t *first, *row; /**< rows of every column */
    int64_t *coefficient;
    int32_t *defines; /**< [n_rows] the column that the row defines as a sum, or -1 */
    int32_t *slack;   /**< [n_rows] the column that pays for what exceeds the row, or -1 */
    int64_t *part;    /**< [n_rows] parts of a unit that the row is off */
    int32_t *count;   /**< [n_columns] used jobs that ask for the column, -1 where jobs do not */
    int32_t *first_literal;
    struct appui_lively_literal *literals; /**< by job, first_literal[job] on */
    int32_t n_needs, *needs;               /**< needs with jobs that may change */
    int32_t *first_job, *jobs;             /**< by need, first_job[need] on: those jobs */
};

/**
 * Opens the search's program as it stands, with the cuts in it.
 * @param from    [n_columns] the point, borrowed during the call only
 * @param barred  [n_jobs] 1: the job is not used, and does not change
 * @param lively  zeroed storage, released in every case
 * @return 0, or -1 when memory fails
 */
int appui_lively_open(struct appui_lively *lively, const struct appui_search *search,
                      const int64_t *from, const uint8_t *barred);

int32_t appui_lively_sessions(const struct appui_lively *lively, int32_t job);

/** Gives a job that may change so many sessions, whatever rows say. */
void appui_lively_set(struct appui_lively *lively, int32_t job, int32_t sessions);

/** Sets the columns of x that pay for what exceeds rows. @param x  [n_columns] */
void appui_lively_pay(const struct appui_lively *lively, int64_t *x);

void appui_lively_release(struct appui_lively *lively);

#endif
