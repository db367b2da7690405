/*
 * Makes programs fit for a floating-point solver: refuses what it could not hold exactly, divides
 * by common divisors so that a solver's relative tolerance weighs less, and writes rows in the only
 * forms docs/glpk.md trusts. It does not look for infeasibility beyond single rows, and fixes
 * nothing: that is the solver's work.
 */
#include "solver/reduce.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static bool finite_bound_is_sane(int64_t bound)
{
    return bound == APPUI_MINUS_INFINITY || bound == APPUI_PLUS_INFINITY ||
           (bound >= -APPUI_COEFFICIENT_MAX && bound <= APPUI_COEFFICIENT_MAX);
}

static const char *bounds_fault(int64_t low, int64_t high)
{
    if (!finite_bound_is_sane(low) || !finite_bound_is_sane(high)) {
        return "a bound is beyond 1e15";
    }
    if (low > high || low == APPUI_PLUS_INFINITY || high == APPUI_MINUS_INFINITY) {
        return "the lower bound is above the upper bound";
    }
    return NULL;
}

static const char *name_fault(const char *name)
{
    size_t length = name == NULL ? 0 : strlen(name);
    if (length == 0 || length > APPUI_NAME_MAX) {
        return "the name is not 1 to 255 characters long";
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)name[i];
        if (c >= 128 || !(isalnum(c) || c == '_' || c == '.')) {
            return "the name holds something other than ASCII letters, digits, '_' and '.'";
        }
    }
    return NULL;
}

static bool coefficient_is_sane(int64_t coefficient)
{
    return coefficient >= -APPUI_COEFFICIENT_MAX && coefficient <= APPUI_COEFFICIENT_MAX;
}

static const char *column_fault(const struct appui_column *column)
{
    const char *fault = name_fault(column->name);
    if (fault == NULL) {
        fault = bounds_fault(column->low, column->high);
    }
    if (fault == NULL && !coefficient_is_sane(column->cost)) {
        fault = "the cost is beyond 1e15";
    }
    return fault;
}

/* seen[column] = row + 1 marks the columns that the row has named already. */
static const char *terms_fault(const struct appui_program *program, int32_t row, int32_t *seen)
{
    const struct appui_term *terms = &program->terms[program->rows[row].first_term];
    for (int32_t k = 0; k < program->rows[row].n_terms; k++) {
        if (!coefficient_is_sane(terms[k].coefficient)) {
            return "a coefficient is beyond 1e15";
        }
        if (seen[terms[k].column] == row + 1) {
            return "a column stands in it twice";
        }
        seen[terms[k].column] = row + 1;
    }
    return NULL;
}

static const char *row_fault(const struct appui_program *program, int32_t row, int32_t *seen)
{
    const struct appui_row *it = &program->rows[row];
    const char *fault = name_fault(it->name);
    if (fault == NULL) {
        fault = bounds_fault(it->low, it->high);
    }
    if (fault == NULL && it->low == APPUI_MINUS_INFINITY && it->high == APPUI_PLUS_INFINITY) {
        fault = "it has no bound";
    }
    return fault != NULL ? fault : terms_fault(program, row, seen);
}

static enum appui_reduce_code refuse(char *reason, const char *kind, const char *name,
                                     const char *fault)
{
    (void)snprintf(reason, APPUI_REDUCE_REASON, "%s '%.60s': %s", kind, name == NULL ? "" : name,
                   fault);
    return APPUI_REDUCE_BAD_MODEL;
}

static enum appui_reduce_code validate(const struct appui_program *program, int32_t *seen,
                                       char *reason)
{
    for (int32_t j = 0; j < program->n_columns; j++) {
        const char *fault = column_fault(&program->columns[j]);
        if (fault != NULL) {
            return refuse(reason, "column", program->columns[j].name, fault);
        }
    }
    for (int32_t i = 0; i < program->n_rows; i++) {
        const char *fault = row_fault(program, i, seen);
        if (fault != NULL) {
            return refuse(reason, "row", program->rows[i].name, fault);
        }
    }
    const char *fault = program->objective == NULL ? NULL : name_fault(program->objective);
    return fault == NULL ? APPUI_REDUCE_OK : refuse(reason, "objective", program->objective, fault);
}

/* Greatest common divisor of a >= 0 and |b|. */
static int64_t common_divisor(int64_t a, int64_t b)
{
    b = b < 0 ? -b : b;
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static int64_t divide_down(int64_t a, int64_t divisor)
{
    return a / divisor - (a % divisor < 0 ? 1 : 0);
}

static int64_t divide_up(int64_t a, int64_t divisor)
{
    return a / divisor + (a % divisor > 0 ? 1 : 0);
}

/* Divisor of a row: that of its coefficients when every column is integer, else 1 (or 0 for a row
 * without terms). */
static int64_t row_divisor(const struct appui_program *program, const struct appui_row *row)
{
    int64_t divisor = 0;
    for (int32_t k = 0; k < row->n_terms; k++) {
        const struct appui_term *term = &program->terms[row->first_term + k];
        if (!program->columns[term->column].integer) {
            return 1;
        }
        divisor = common_divisor(divisor, term->coefficient);
    }
    return divisor;
}

static void append_row(struct appui_reduced *reduced, const struct appui_program *from,
                       struct appui_row row, int32_t origin, int64_t divisor)
{
    struct appui_program *to = &reduced->program;
    reduced->origin[to->n_rows] = origin;
    reduced->divisor[to->n_rows] = divisor;
    int64_t first = to->n_terms;
    for (int32_t k = 0; k < row.n_terms; k++) {
        struct appui_term term = from->terms[row.first_term + k];
        term.coefficient /= divisor;
        to->terms[to->n_terms++] = term;
    }
    row.first_term = first;
    to->rows[to->n_rows++] = row;
}

/* @return false when no integers satisfy the row. */
static bool reduce_row(struct appui_reduced *to, const struct appui_program *from, int32_t origin)
{
    struct appui_row row = from->rows[origin];
    int64_t divisor = row_divisor(from, &row);
    if (divisor == 0) {
        return row.low <= 0 && row.high >= 0;
    }
    if (row.low != APPUI_MINUS_INFINITY) {
        row.low = divide_up(row.low, divisor);
    }
    if (row.high != APPUI_PLUS_INFINITY) {
        row.high = divide_down(row.high, divisor);
    }
    if (row.low > row.high) {
        return false;
    }
    bool two_bounds = row.low != APPUI_MINUS_INFINITY && row.high != APPUI_PLUS_INFINITY;
    if (two_bounds && row.low != row.high) {
        struct appui_row upper = row;
        upper.low = APPUI_MINUS_INFINITY;
        row.high = APPUI_PLUS_INFINITY;
        append_row(to, from, upper, origin, divisor);
    }
    append_row(to, from, row, origin, divisor);
    return true;
}

static void reduce_costs(const struct appui_program *program, struct appui_reduced *reduced)
{
    int64_t unit = 0;
    reduced->integral = true;
    for (int32_t j = 0; j < program->n_columns; j++) {
        unit = common_divisor(unit, program->columns[j].cost);
        if (program->columns[j].cost != 0 && !program->columns[j].integer) {
            reduced->integral = false;
        }
    }
    reduced->unit = unit == 0 ? 1 : unit;
    for (int32_t j = 0; j < program->n_columns; j++) {
        reduced->program.columns[j] = program->columns[j];
        reduced->program.columns[j].cost /= reduced->unit;
    }
}

static bool make_room(const struct appui_program *program, struct appui_reduced *reduced)
{
    struct appui_program *to = &reduced->program;
    reduced->origin = appui_calloc(2 * (size_t)program->n_rows + 1, sizeof *reduced->origin);
    reduced->divisor = appui_calloc(2 * (size_t)program->n_rows + 1, sizeof *reduced->divisor);
    to->columns = appui_calloc((size_t)program->n_columns, sizeof *to->columns);
    to->rows = appui_calloc(2 * (size_t)program->n_rows, sizeof *to->rows);
    to->terms = appui_calloc(2 * (size_t)program->n_terms, sizeof *to->terms);
    return to->columns != NULL && to->rows != NULL && to->terms != NULL &&
           reduced->origin != NULL && reduced->divisor != NULL;
}

enum appui_reduce_code appui_reduce(const struct appui_program *program,
                                    struct appui_reduced *reduced, char *reason)
{
    int32_t *seen = appui_calloc((size_t)program->n_columns, sizeof *seen);
    if (seen == NULL || program->failed || !make_room(program, reduced)) {
        appui_free(seen);
        return APPUI_REDUCE_NO_MEMORY;
    }
    enum appui_reduce_code code = validate(program, seen, reason);
    appui_free(seen);
    if (code != APPUI_REDUCE_OK) {
        return code;
    }
    reduced->program.maximise = program->maximise;
    reduced->program.objective = program->objective;
    reduced->program.n_columns = program->n_columns;
    reduce_costs(program, reduced);
    for (int32_t i = 0; i < program->n_rows; i++) {
        if (!reduce_row(reduced, program, i)) {
            return APPUI_REDUCE_INFEASIBLE;
        }
    }
    return APPUI_REDUCE_OK;
}

void appui_reduced_release(struct appui_reduced *reduced)
{
    appui_program_release(&reduced->program);
    appui_free(reduced->origin);
    appui_free(reduced->divisor);
    reduced->origin = NULL;
    reduced->divisor = NULL;
}
