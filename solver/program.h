/*
 * Program: a mixed-integer linear program with integer data, independent of who solves it.
 *
 * Every coefficient, bound and right-hand side is an int64; columns are integer or continuous. The
 * formulations (joint, equity, promptness) build programs; solver/glpk solves them; solver/export
 * writes them; program_violation judges a point exactly. Names are ASCII [A-Za-z0-9_.], unique, at
 * most 255 characters.
 */
#ifndef APPUI_SOLVER_PROGRAM_H
#define APPUI_SOLVER_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "model/memory.h"

/** No bound. */
#define APPUI_MINUS_INFINITY INT64_MIN
#define APPUI_PLUS_INFINITY INT64_MAX

struct appui_column {
    const char *name;
    int64_t low, high;
    int64_t cost; /**< objective coefficient */
    bool integer;
    int8_t priority; /**< fractional columns of the highest priority are branched on first; 0: no
                        opinion */
};

struct appui_row {
    const char *name;
    int64_t low, high; /**< low <= terms <= high; at least one finite */
    int64_t first_term;
    int32_t n_terms;
};

struct appui_term {
    int32_t column;
    int64_t coefficient;
};

/** Zero-initialised storage is an empty program that minimises 0. */
struct appui_program {
    struct appui_arena arena; /**< owns the names */
    int32_t n_columns, n_rows, column_capacity, row_capacity;
    int64_t n_terms;
    int32_t term_capacity;
    struct appui_column *columns;
    struct appui_row *rows;
    struct appui_term *terms; /**< rows one after the other */
    bool maximise;
    const char *objective; /**< name of the objective, or NULL */
    const char *note;      /**< a line of ASCII for those who read an export, or NULL */
    bool failed;           /**< memory failed during building; set once, checked once at the end */
};

void appui_program_release(struct appui_program *program);

/** Adds a column; the name is formatted like printf. @return its index (valid even when failed is
 * set: 0). */
int32_t appui_program_column(struct appui_program *program, int64_t low, int64_t high, bool integer,
                             const char *format, ...) __attribute__((format(printf, 5, 6)));

/** Opens a row; terms added next belong to it. @return its index. */
int32_t appui_program_row(struct appui_program *program, int64_t low, int64_t high,
                          const char *format, ...) __attribute__((format(printf, 4, 5)));

/** Adds a term to the newest row; a coefficient of 0 is dropped. The same column must not stand
 * twice in a row. */
void appui_program_term(struct appui_program *program, int32_t column, int64_t coefficient);

/** Sets a column's branching priority, see struct appui_column. */
void appui_program_prefer(struct appui_program *program, int32_t column, int8_t priority);

/** Removes rows from `n_rows` on, and their terms. */
void appui_program_truncate_rows(struct appui_program *program, int32_t n_rows);

/** Removes columns from `n_columns` on, after the rows from `n_rows` on, which alone may use them.
 */
void appui_program_truncate(struct appui_program *program, int32_t n_rows, int32_t n_columns);

/** Sets every cost to 0. */
void appui_program_clear_costs(struct appui_program *program);

/** The best value within the columns' bounds alone. @return false when there is none */
bool appui_program_box_bound(const struct appui_program *program, int64_t *bound);

/** Objective value of an integer point x[n_columns]. Continuous columns are given rounded and must
 * have cost 0 or integral values. */
int64_t appui_program_value(const struct appui_program *program, const int64_t *x);

/** True when the integer point x[n_columns] satisfies row i exactly. */
bool appui_program_row_holds(const struct appui_program *program, int32_t i, const int64_t *x);

/**
 * The first row or column bound that the integer point x[n_columns] breaks, exactly.
 * @return -1 when it breaks none; the row's index; or n_rows + column for a bound.
 */
int32_t appui_program_violation(const struct appui_program *program, const int64_t *x);

#endif
