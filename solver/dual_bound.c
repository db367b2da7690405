/*
 * The exact bound behind "proved". It trusts nothing of the linear solver but its choice of
 * multipliers: bad ones give a weak bound, never a false one. A minimisation is judged as the
 * maximisation of the negated value.
 */
#include "solver/dual_bound.h"

#include <math.h>

__extension__ typedef __int128 wide;

/* Fixed point: multipliers are integers times 2^-32. */
#define SCALE 4294967296.0
#define SCALE_BITS 32
/* Multipliers of 2^30 and more prove nothing useful and could overflow. */
#define MULTIPLIER_MAX 1073741824.0

static const wide wide_limit = (wide)1 << 125;

/* Adds a * b where the sum stays within 2^125; false when it cannot. */
static bool add_product(wide *sum, wide a, int64_t b)
{
    wide magnitude_a = a < 0 ? -a : a;
    wide magnitude_b = b < 0 ? -(wide)b : b;
    if (magnitude_b != 0 && magnitude_a > wide_limit / magnitude_b) {
        return false;
    }
    *sum += a * b;
    return *sum <= wide_limit && *sum >= -wide_limit;
}

/* Adds the largest value of factor * t for low <= t <= high; false when it is infinite. */
static bool add_largest(wide *sum, wide factor, int64_t low, int64_t high)
{
    if (factor == 0) {
        return true;
    }
    int64_t at = factor > 0 ? high : low;
    if (at == APPUI_PLUS_INFINITY || at == APPUI_MINUS_INFINITY) {
        return false;
    }
    return add_product(sum, factor, at);
}

/* The multiplier in fixed point, 0 where the row has no bound on the side it leans on. */
static int64_t fixed_multiplier(const struct appui_row *row, double y)
{
    if (!(fabs(y) < MULTIPLIER_MAX)) {
        return 0;
    }
    int64_t fixed = (int64_t)nearbyint(y * SCALE);
    bool leans_on_nothing = (fixed > 0 && row->high == APPUI_PLUS_INFINITY) ||
                            (fixed < 0 && row->low == APPUI_MINUS_INFINITY);
    return leans_on_nothing ? 0 : fixed;
}

/* Takes one row into the sum and its terms off the residuals. */
static bool apply_row(const struct appui_program *program, const struct appui_row *row,
                      int64_t fixed, wide *residual, wide *sum)
{
    if (fixed == 0) {
        return true;
    }
    for (int32_t k = 0; k < row->n_terms; k++) {
        const struct appui_term *term = &program->terms[row->first_term + k];
        if (!add_product(&residual[term->column], -(wide)fixed, term->coefficient)) {
            return false;
        }
    }
    return add_largest(sum, fixed, row->low, row->high);
}

static bool maximum(const struct appui_program *program, const double *y, wide *residual, wide *sum)
{
    int sign = program->maximise ? 1 : -1;
    for (int32_t j = 0; j < program->n_columns; j++) {
        residual[j] = (wide)sign * program->columns[j].cost * ((wide)1 << SCALE_BITS);
    }
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        if (!apply_row(program, row, fixed_multiplier(row, sign * y[i]), residual, sum)) {
            return false;
        }
    }
    for (int32_t j = 0; j < program->n_columns; j++) {
        const struct appui_column *column = &program->columns[j];
        if (!add_largest(sum, residual[j], column->low, column->high)) {
            return false;
        }
    }
    return true;
}

static void round_bound(wide sum, bool maximise, struct appui_dual_bound *bound)
{
    wide whole = sum >> SCALE_BITS;
    double outwards = nextafter((double)sum, INFINITY) / SCALE;
    bound->whole = maximise ? (int64_t)whole : -(int64_t)whole;
    bound->value = maximise ? outwards : -outwards;
}

int appui_dual_bound(const struct appui_program *program, const double *y,
                     struct appui_dual_bound *bound)
{
    wide *residual = appui_calloc((size_t)program->n_columns, sizeof *residual);
    if (residual == NULL) {
        return -1;
    }
    wide sum = 0;
    bool proved = maximum(program, y, residual, &sum) && sum >> SCALE_BITS < INT64_MAX &&
                  sum >> SCALE_BITS > INT64_MIN;
    appui_free(residual);
    if (proved) {
        round_bound(sum, program->maximise, bound);
    }
    return proved;
}
