/*
 * The verdicts: a point counts when it satisfies the original program, a bound counts for what is
 * left of it after the tolerance. "Optimal" is the comparison of the two and of nothing else.
 */
#include "solver/record.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Whole doubles below 2^53 are exact. */
#define EXACT_MAX 9007199254740992.0

static bool row_is_integer(const struct appui_program *program, const struct appui_row *row)
{
    for (int32_t k = 0; k < row->n_terms; k++) {
        if (!program->columns[program->terms[row->first_term + k].column].integer) {
            return false;
        }
    }
    return true;
}

static bool row_holds_nearly(const struct appui_program *program, const struct appui_row *row,
                             const double *x)
{
    double sum = 0, magnitude = 1;
    for (int32_t k = 0; k < row->n_terms; k++) {
        const struct appui_term *term = &program->terms[row->first_term + k];
        double product = (double)term->coefficient * x[term->column];
        sum += product;
        magnitude = fmax(magnitude, fabs(product));
    }
    double slack = APPUI_TOLERANCE * magnitude;
    return (row->low == APPUI_MINUS_INFINITY || sum >= (double)row->low - slack) &&
           (row->high == APPUI_PLUS_INFINITY || sum <= (double)row->high + slack);
}

static bool column_holds(const struct appui_column *column, int64_t rounded, double x)
{
    if (column->integer) {
        return rounded >= column->low && rounded <= column->high;
    }
    double slack = APPUI_TOLERANCE * fmax(1, fabs(x));
    return (column->low == APPUI_MINUS_INFINITY || x >= (double)column->low - slack) &&
           (column->high == APPUI_PLUS_INFINITY || x <= (double)column->high + slack);
}

const char *appui_record_judge(struct appui_record *record, const double *x)
{
    const struct appui_program *program = record->program;
    for (int32_t j = 0; j < program->n_columns; j++) {
        if (!(fabs(x[j]) < EXACT_MAX)) {
            return program->columns[j].name;
        }
        record->candidate[j] = (int64_t)llround(x[j]);
        if (!column_holds(&program->columns[j], record->candidate[j], x[j])) {
            return program->columns[j].name;
        }
    }
    for (int32_t i = 0; i < program->n_rows; i++) {
        bool holds = row_is_integer(program, &program->rows[i])
                         ? appui_program_row_holds(program, i, record->candidate)
                         : row_holds_nearly(program, &program->rows[i], x);
        if (!holds) {
            return program->rows[i].name;
        }
    }
    return NULL;
}

void appui_record_keep(struct appui_record *record)
{
    struct appui_glpk_result *result = record->result;
    int64_t value = appui_program_value(record->program, record->candidate);
    bool worse = record->program->maximise ? value < result->value : value > result->value;
    if (result->has_point && worse && record->reduced->integral) {
        return;
    }
    memcpy(result->point, record->candidate,
           (size_t)record->program->n_columns * sizeof *result->point);
    result->value = value;
    result->has_point = true;
}

/* From half a unit on, rounding to the next whole unit no longer swallows the error: then it is
 * counted in full. */
static double slack_at(double bound)
{
    double slack = APPUI_TOLERANCE * fmax(1, fabs(bound));
    return slack < 0.5 ? slack : slack + 0.5;
}

void appui_record_prove(struct appui_record *record, double bound)
{
    bool better = record->program->maximise ? bound < record->bound : bound > record->bound;
    if (fabs(bound) < DBL_MAX / 2 && (!record->has_bound || better)) {
        record->bound = bound;
        record->has_bound = true;
    }
}

int appui_record_prove_by(struct appui_record *record, const double *multipliers)
{
    struct appui_dual_bound exact;
    int proved = appui_dual_bound(&record->reduced->program, multipliers, &exact);
    if (proved == 1) {
        bool use_whole = record->whole && fabs((double)exact.whole) < EXACT_MAX;
        appui_record_prove(record, use_whole ? (double)exact.whole : exact.value);
    }
    return proved;
}

void appui_record_believe(struct appui_record *record, double bound)
{
    bool maximise = record->program->maximise;
    double outer = maximise ? bound + slack_at(bound) : bound - slack_at(bound);
    if (record->whole) {
        outer = maximise ? floor(outer) : ceil(outer);
    }
    appui_record_prove(record, outer);
}

bool appui_record_closed(const struct appui_record *record)
{
    const struct appui_glpk_result *result = record->result;
    if (!result->has_point || !record->has_bound || !record->whole) {
        return false;
    }
    double value = (double)(result->value / record->reduced->unit);
    bool reached = record->program->maximise ? value >= record->bound : value <= record->bound;
    return reached && fabs(value) < EXACT_MAX;
}

bool appui_record_is_fine(const struct appui_record *record)
{
    return record->has_bound && slack_at(record->bound) < 0.5;
}

void appui_record_finish(const struct appui_record *record)
{
    double bound = record->bound * (double)record->reduced->unit;
    bool exact = record->bound == floor(record->bound) && fabs(bound) < EXACT_MAX;
    if (!exact) {
        bound = nextafter(bound, record->program->maximise ? INFINITY : -INFINITY);
    }
    record->result->has_bound = record->has_bound;
    record->result->bound = record->has_bound ? bound : 0;
}
