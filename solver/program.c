/*
 * Building and judging programs: storage that doubles, names in the arena, and the exact verdict on
 * an integer point. Sums are taken in 128 bits, so that no row of 64-bit data can overflow. Whether
 * the data are fit for a solver is not decided here (solver/reduce).
 */
#include "solver/program.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

__extension__ typedef __int128 wide;

void appui_program_release(struct appui_program *program)
{
    appui_arena_release(&program->arena);
    appui_free(program->columns);
    appui_free(program->rows);
    appui_free(program->terms);
    *program = (struct appui_program){0};
}

__attribute__((format(printf, 2, 0))) static const char *
format_name(struct appui_arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *name = length < 0 ? NULL : appui_arena_alloc(arena, (size_t)length + 1, 1);
    if (name != NULL) {
        (void)vsnprintf(name, (size_t)length + 1, format, again);
    }
    va_end(again);
    return name;
}

int32_t appui_program_column(struct appui_program *program, int64_t low, int64_t high, bool integer,
                             const char *format, ...)
{
    if (program->failed) {
        return 0;
    }
    va_list arguments;
    va_start(arguments, format);
    const char *name = format_name(&program->arena, format, arguments);
    va_end(arguments);
    if (name == NULL ||
        appui_grow(&program->columns, &program->column_capacity, (int64_t)program->n_columns + 1,
                   sizeof *program->columns) != 0) {
        program->failed = true;
        return 0;
    }
    program->columns[program->n_columns] =
        (struct appui_column){.name = name, .low = low, .high = high, .integer = integer};
    return program->n_columns++;
}

int32_t appui_program_row(struct appui_program *program, int64_t low, int64_t high,
                          const char *format, ...)
{
    if (program->failed) {
        return 0;
    }
    va_list arguments;
    va_start(arguments, format);
    const char *name = format_name(&program->arena, format, arguments);
    va_end(arguments);
    if (name == NULL || appui_grow(&program->rows, &program->row_capacity,
                                   (int64_t)program->n_rows + 1, sizeof *program->rows) != 0) {
        program->failed = true;
        return 0;
    }
    program->rows[program->n_rows] =
        (struct appui_row){.name = name, .low = low, .high = high, .first_term = program->n_terms};
    return program->n_rows++;
}

void appui_program_term(struct appui_program *program, int32_t column, int64_t coefficient)
{
    if (program->failed || coefficient == 0) {
        return;
    }
    assert(program->n_rows > 0);
    assert(column >= 0 && column < program->n_columns);
    if (appui_grow(&program->terms, &program->term_capacity, program->n_terms + 1,
                   sizeof *program->terms) != 0) {
        program->failed = true;
        return;
    }
    program->terms[program->n_terms++] =
        (struct appui_term){.column = column, .coefficient = coefficient};
    program->rows[program->n_rows - 1].n_terms++;
}

void appui_program_prefer(struct appui_program *program, int32_t column, int8_t priority)
{
    if (!program->failed) {
        program->columns[column].priority = priority;
    }
}

void appui_program_truncate_rows(struct appui_program *program, int32_t n_rows)
{
    assert(n_rows >= 0);
    if (n_rows < program->n_rows) {
        program->n_terms = program->rows[n_rows].first_term;
        program->n_rows = n_rows;
    }
}

void appui_program_truncate(struct appui_program *program, int32_t n_rows, int32_t n_columns)
{
    assert(n_columns >= 0);
    appui_program_truncate_rows(program, n_rows);
    if (n_columns < program->n_columns) {
        program->n_columns = n_columns;
    }
}

void appui_program_clear_costs(struct appui_program *program)
{
    for (int32_t j = 0; j < program->n_columns; j++) {
        program->columns[j].cost = 0;
    }
}

bool appui_program_box_bound(const struct appui_program *program, int64_t *bound)
{
    *bound = 0;
    for (int32_t c = 0; c < program->n_columns; c++) {
        const struct appui_column *column = &program->columns[c];
        if (column->cost == 0) {
            continue;
        }
        int64_t best = (column->cost > 0) == program->maximise ? column->high : column->low;
        int64_t part;
        if (best == APPUI_PLUS_INFINITY || best == APPUI_MINUS_INFINITY ||
            __builtin_mul_overflow(column->cost, best, &part) ||
            __builtin_add_overflow(*bound, part, bound)) {
            return false;
        }
    }
    return true;
}

int64_t appui_program_value(const struct appui_program *program, const int64_t *x)
{
    wide sum = 0;
    for (int32_t j = 0; j < program->n_columns; j++) {
        sum += (wide)program->columns[j].cost * x[j];
    }
    if (sum > INT64_MAX) {
        return INT64_MAX;
    }
    return sum < INT64_MIN ? INT64_MIN : (int64_t)sum;
}

bool appui_program_row_holds(const struct appui_program *program, int32_t i, const int64_t *x)
{
    const struct appui_row *row = &program->rows[i];
    wide sum = 0;
    for (int32_t k = 0; k < row->n_terms; k++) {
        const struct appui_term *term = &program->terms[row->first_term + k];
        sum += (wide)term->coefficient * x[term->column];
    }
    return (row->low == APPUI_MINUS_INFINITY || sum >= row->low) &&
           (row->high == APPUI_PLUS_INFINITY || sum <= row->high);
}

int32_t appui_program_violation(const struct appui_program *program, const int64_t *x)
{
    for (int32_t i = 0; i < program->n_rows; i++) {
        if (!appui_program_row_holds(program, i, x)) {
            return i;
        }
    }
    for (int32_t j = 0; j < program->n_columns; j++) {
        if (x[j] < program->columns[j].low || x[j] > program->columns[j].high) {
            return program->n_rows + j;
        }
    }
    return -1;
}
