/*
 * Activities of rows: the least and the most that the columns' bounds let them be.
 */
#include "solver/tighten.h"

__extension__ typedef __int128 wide;

#define ROUNDS_MAX 6

/** Least and most of a row within the bounds. */
struct activity {
    wide least, most;
};

static bool is_bounded(const struct appui_column *column)
{
    return column->low != APPUI_MINUS_INFINITY && column->high != APPUI_PLUS_INFINITY;
}

static struct activity of_term(const struct appui_program *program, const struct appui_term *term)
{
    const struct appui_column *column = &program->columns[term->column];
    wide a = (wide)term->coefficient * column->low, b = (wide)term->coefficient * column->high;
    return a < b ? (struct activity){a, b} : (struct activity){b, a};
}

/* @return false when a column without bounds stands in the row */
static bool of_row(const struct appui_program *program, const struct appui_row *row,
                   struct activity *sum)
{
    *sum = (struct activity){0, 0};
    for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
        const struct appui_term *term = &program->terms[t];
        if (!is_bounded(&program->columns[term->column])) {
            return false;
        }
        struct activity one = of_term(program, term);
        sum->least += one.least;
        sum->most += one.most;
    }
    return true;
}

bool appui_tighten_is_idle(const struct appui_program *program, const struct appui_row *row)
{
    struct activity sum;
    return of_row(program, row, &sum) &&
           (row->low == APPUI_MINUS_INFINITY || sum.least >= row->low) &&
           (row->high == APPUI_PLUS_INFINITY || sum.most <= row->high);
}

/* Takes a coefficient off the open columns of a row, and terms of 0 out of it. */
static void take_off(struct appui_program *program, struct appui_row *row, const uint8_t *is_open,
                     int64_t coefficient)
{
    struct appui_term *terms = program->terms + row->first_term;
    int32_t n = 0;
    for (int32_t t = 0; t < row->n_terms; t++) {
        terms[t].coefficient -= is_open[terms[t].column] ? coefficient : 0;
        if (terms[t].coefficient != 0) {
            terms[n++] = terms[t];
        }
    }
    row->n_terms = n;
    row->high -= coefficient;
}

void appui_tighten_choice(struct appui_program *program, int32_t n_rows, const uint8_t *is_open,
                          int32_t n_open)
{
    for (int32_t r = 0; r < n_rows; r++) {
        struct appui_row *row = &program->rows[r];
        int64_t largest = INT64_MIN;
        int32_t n = 0;
        for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
            const struct appui_term *term = &program->terms[t];
            if (is_open[term->column]) {
                largest = term->coefficient > largest ? term->coefficient : largest;
                n++;
            }
        }
        bool speaks = n > 0 && n == n_open && row->low == APPUI_MINUS_INFINITY;
        if (speaks && largest != 0) {
            take_off(program, row, is_open, largest);
        }
    }
}

/* The largest integer not above a / b, b > 0. */
static wide divide_down(wide a, wide b)
{
    return a / b - (a % b < 0);
}

/* coefficient x column <= room narrows the column. @return true when it did */
static bool narrow(struct appui_column *column, int64_t coefficient, wide room)
{
    if (coefficient > 0) {
        wide most = divide_down(room, coefficient);
        if (most < column->high && most >= column->low) {
            column->high = (int64_t)most;
            return true;
        }
        return false;
    }
    wide least = -divide_down(room, -(wide)coefficient);
    if (least > column->low && least <= column->high) {
        column->low = (int64_t)least;
        return true;
    }
    return false;
}

/* What one row leaves to its columns. @return true when a bound was narrowed */
static bool narrow_by(struct appui_program *program, const struct appui_row *row)
{
    struct activity sum;
    bool any = false;
    if (!of_row(program, row, &sum)) {
        return false;
    }
    for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
        const struct appui_term *term = &program->terms[t];
        struct appui_column *column = &program->columns[term->column];
        if (!column->integer || column->low == column->high || term->coefficient == 0) {
            continue;
        }
        struct activity before = of_term(program, term), after;
        bool narrowed = row->high != APPUI_PLUS_INFINITY &&
                        narrow(column, term->coefficient, row->high - (sum.least - before.least));
        narrowed = (row->low != APPUI_MINUS_INFINITY &&
                    narrow(column, -term->coefficient, (sum.most - before.most) - row->low)) ||
                   narrowed;
        if (narrowed) {
            after = of_term(program, term);
            sum.least += after.least - before.least;
            sum.most += after.most - before.most;
            any = true;
        }
    }
    return any;
}

void appui_tighten_bounds(struct appui_program *program)
{
    bool any = true;
    for (int32_t round = 0; any && round < ROUNDS_MAX; round++) {
        any = false;
        for (int32_t r = 0; r < program->n_rows; r++) {
            any = narrow_by(program, &program->rows[r]) || any;
        }
    }
}
