/*
 * Holding columns: their terms move to the right-hand sides.
 */
#include "solver/restrict.h"

#include "solver/tighten.h"

/* A column whose bounds leave one value is held there anyway. */
static bool is_free(const struct appui_program *program, const uint8_t *loose, int32_t c)
{
    return loose[c] && program->columns[c].low < program->columns[c].high;
}

static int keep_columns(const struct appui_program *program, const uint8_t *loose, int32_t *place,
                        struct appui_restricted *to)
{
    struct appui_program *small = &to->program;
    int32_t n = 0;
    for (int32_t c = 0; c < program->n_columns; c++) {
        n += is_free(program, loose, c);
    }
    to->origin = appui_calloc((size_t)n + 1, sizeof *to->origin);
    if (!to->origin || appui_grow(&small->columns, &small->column_capacity, (int64_t)n + 1,
                                  sizeof *small->columns) < 0) {
        return -1;
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        place[c] = -1;
        if (is_free(program, loose, c)) {
            place[c] = small->n_columns;
            to->origin[small->n_columns] = c;
            small->columns[small->n_columns++] = program->columns[c];
        }
    }
    return 0;
}

static int64_t less(int64_t bound, int64_t held)
{
    bool none = bound == APPUI_MINUS_INFINITY || bound == APPUI_PLUS_INFINITY;
    return none ? bound : bound - held;
}

/* Room for every row with a loose column; @return -1 when memory fails */
static int reserve_rows(const struct appui_program *program, const int32_t *place,
                        struct appui_program *small)
{
    int64_t n_terms = 0;
    for (int64_t t = 0; t < program->n_terms; t++) {
        n_terms += place[program->terms[t].column] >= 0;
    }
    int64_t n_rows = n_terms < program->n_rows ? n_terms : program->n_rows;
    int failed = appui_grow(&small->rows, &small->row_capacity, n_rows + 1, sizeof *small->rows);
    failed |= appui_grow(&small->terms, &small->term_capacity, n_terms + 1, sizeof *small->terms);
    return failed;
}

static void keep_row(const struct appui_program *program, int32_t i, const int64_t *x,
                     const int32_t *place, struct appui_program *small)
{
    const struct appui_row *row = &program->rows[i];
    int64_t held = 0, first = small->n_terms;
    for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
        const struct appui_term *term = &program->terms[t];
        if (place[term->column] >= 0) {
            small->terms[small->n_terms++] =
                (struct appui_term){place[term->column], term->coefficient};
        } else {
            held += term->coefficient * x[term->column];
        }
    }
    struct appui_row kept = {.name = row->name,
                             .low = less(row->low, held),
                             .high = less(row->high, held),
                             .first_term = first,
                             .n_terms = (int32_t)(small->n_terms - first)};
    if (kept.n_terms == 0 || appui_tighten_is_idle(small, &kept)) {
        small->n_terms = first;
    } else {
        small->rows[small->n_rows++] = kept;
    }
}

int appui_restrict(const struct appui_program *program, const int64_t *x, const uint8_t *loose,
                   struct appui_restricted *to)
{
    int32_t *place = appui_calloc((size_t)program->n_columns + 1, sizeof *place);
    int result = place && keep_columns(program, loose, place, to) == 0 &&
                         reserve_rows(program, place, &to->program) == 0
                     ? 0
                     : -1;
    for (int32_t i = 0; result == 0 && i < program->n_rows; i++) {
        keep_row(program, i, x, place, &to->program);
    }
    to->program.maximise = program->maximise;
    to->program.objective = program->objective;
    appui_free(place);
    return result;
}

void appui_restricted_release(struct appui_restricted *restricted)
{
    appui_program_release(&restricted->program);
    appui_free(restricted->origin);
    *restricted = (struct appui_restricted){0};
}
