/*
 * Asking the committee's own program, date by date.
 */
#include "solver/settle.h"

#include <string.h>

#include "solver/days_rows.h"
#include "solver/glpk.h"
#include "solver/tighten.h"

/** Dates asked for at most, and nodes of each question: small integer programs. */
#define QUESTIONS_MAX 600
#define NODES_MAX 500

struct council {
    struct appui_search *search;
    const struct appui_joint *joint;
    struct appui_program program; /**< of the committee alone */
    int32_t *column;              /**< [columns of the joint] its column there, or -1 */
    int32_t n_asked;
};

static void take_column(struct council *c, int32_t column)
{
    const struct appui_column *from = &c->joint->program.columns[column];
    c->column[column] =
        appui_program_column(&c->program, from->low, from->high, true, "%s", from->name);
}

static void take_columns(struct council *c)
{
    const struct appui_problem *problem = c->joint->problem;
    for (int32_t k = 0; k < c->joint->program.n_columns; k++) {
        c->column[k] = -1;
    }
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        const struct appui_dossier *dossier = &problem->dossiers[d];
        for (int32_t i = dossier->first_choice; i < dossier->first_choice + dossier->n_choices;
             i++) {
            take_column(c, c->joint->examined[i]);
        }
        take_column(c, c->joint->unexamined[d]);
    }
    for (int32_t m = 0; m < problem->standing->dates.n; m++) {
        take_column(c, c->joint->held[m]);
    }
    take_column(c, c->joint->few);
    take_column(c, c->joint->met);
    take_column(c, c->joint->longest);
}

/* Every row that speaks of the committee alone. */
static void take_rows(struct council *c)
{
    const struct appui_program *joint = &c->joint->program;
    for (int32_t r = 0; r < joint->n_rows; r++) {
        const struct appui_row *row = &joint->rows[r];
        bool own = row->n_terms > 0;
        for (int64_t t = row->first_term; own && t < row->first_term + row->n_terms; t++) {
            own = c->column[joint->terms[t].column] >= 0;
        }
        if (!own) {
            continue;
        }
        appui_program_row(&c->program, row->low, row->high, "%s", row->name);
        for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
            appui_program_term(&c->program, c->column[joint->terms[t].column],
                               joint->terms[t].coefficient);
        }
    }
}

static bool asked_to_stop(void *clock)
{
    return appui_clock_over(clock);
}

/* True when the committee's program has no point within the bounds as they stand; what takes many
 * nodes is left open. @return 1, 0; or -1 when memory fails */
static int is_impossible(struct council *c)
{
    struct appui_glpk_result result = {0};
    struct appui_glpk_options options = appui_glpk_options_default();
    options.node_limit = NODES_MAX;
    options.stop = asked_to_stop;
    options.context = c->search->clock;
    enum appui_glpk_code code = appui_glpk_solve(&c->program, &options, &result);
    int answer = code == APPUI_GLPK_OK && result.outcome == APPUI_GLPK_INFEASIBLE;
    appui_glpk_result_release(&result);
    return code == APPUI_GLPK_NO_MEMORY ? -1 : answer;
}

/* The value that the point at hand does not have: where the committee's program has no point with
 * it, the column keeps the other. @return 0, or -1 when memory fails */
static int ask(struct council *c, int32_t column)
{
    struct appui_column *own = &c->program.columns[c->column[column]];
    struct appui_column *joint = &c->search->joint->program.columns[column];
    int64_t at_hand = c->search->x[column];
    if (own->low == own->high || c->n_asked++ >= QUESTIONS_MAX ||
        appui_clock_over(c->search->clock)) {
        return 0;
    }
    own->low = own->high = 1 - at_hand;
    int impossible = is_impossible(c);
    own->low = impossible == 1 ? at_hand : 0;
    own->high = impossible == 1 ? at_hand : 1;
    joint->low = own->low;
    joint->high = own->high;
    return impossible < 0 ? -1 : 0;
}

static int ask_all(struct council *c)
{
    const struct appui_problem *problem = c->joint->problem;
    int result = 0;
    for (int32_t d = 0; d < problem->n_dossiers && result == 0; d++) {
        const struct appui_dossier *dossier = &problem->dossiers[d];
        for (int32_t i = dossier->first_choice;
             i < dossier->first_choice + dossier->n_choices && result == 0; i++) {
            result = ask(c, c->joint->examined[i]);
        }
        result = result == 0 ? ask(c, c->joint->unexamined[d]) : result;
    }
    for (int32_t m = 0; m < problem->standing->dates.n && result == 0; m++) {
        result = ask(c, c->joint->held[m]);
    }
    return result;
}

/* ---- the program, before and after ---- */

/* Keeps what there is now, but for what was kept before. */
static int keep_program(const struct appui_program *program, struct appui_settled *kept)
{
    if (appui_grow(&kept->columns, &kept->column_capacity, (int64_t)program->n_columns + 1,
                   sizeof *kept->columns) < 0 ||
        appui_grow(&kept->rows, &kept->row_capacity, (int64_t)program->n_rows + 1,
                   sizeof *kept->rows) < 0 ||
        appui_grow(&kept->terms, &kept->term_capacity, program->n_terms + 1, sizeof *kept->terms) <
            0) {
        return -1;
    }
    for (; kept->n_columns < program->n_columns; kept->n_columns++) {
        kept->columns[kept->n_columns] = program->columns[kept->n_columns];
    }
    for (; kept->n_rows < program->n_rows; kept->n_rows++) {
        kept->rows[kept->n_rows] = program->rows[kept->n_rows];
    }
    for (; kept->n_terms < program->n_terms; kept->n_terms++) {
        kept->terms[kept->n_terms] = program->terms[kept->n_terms];
    }
    return 0;
}

/* What the open dates of every dossier leave to its rows; then what rows leave to columns. */
static int tighten(struct council *c, int32_t n_rows)
{
    struct appui_program *program = &c->search->joint->program;
    const struct appui_problem *problem = c->joint->problem;
    uint8_t *is_open = appui_calloc((size_t)program->n_columns + 1, sizeof *is_open);
    if (!is_open) {
        return -1;
    }
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        const struct appui_dossier *dossier = &problem->dossiers[d];
        int32_t n_open = 0, end = dossier->first_choice + dossier->n_choices;
        memset(is_open, 0, (size_t)program->n_columns);
        for (int32_t i = dossier->first_choice; i <= end; i++) {
            int32_t column = i < end ? c->joint->examined[i] : c->joint->unexamined[d];
            is_open[column] = program->columns[column].high > 0;
            n_open += is_open[column];
        }
        appui_tighten_choice(program, n_rows, is_open, n_open);
    }
    appui_free(is_open);
    appui_tighten_bounds(program);
    return 0;
}

int appui_settle_dates(struct appui_search *search, struct appui_days *days,
                       struct appui_settled *settled)
{
    struct appui_program *program = &search->joint->program;
    if (!search->joint->problem->committees || search->joint->problem->n_dossiers == 0) {
        return 0;
    }
    struct council c = {.search = search, .joint = search->joint};
    c.column = appui_calloc((size_t)program->n_columns + 1, sizeof *c.column);
    int result = c.column && keep_program(program, settled) == 0 ? 0 : -1;
    if (result == 0) {
        take_columns(&c);
        take_rows(&c);
        result = c.program.failed ? -1 : ask_all(&c);
    }
    if (result == 0 && days) {
        result = appui_days_settle(days);
    }
    if (result == 0) {
        result = tighten(&c, settled->n_rows);
    }
    appui_program_release(&c.program);
    appui_free(c.column);
    return result;
}

void appui_settle_undo(struct appui_search *search, struct appui_settled *settled)
{
    struct appui_program *program = &search->joint->program;
    for (int32_t k = 0; k < settled->n_columns; k++) {
        program->columns[k].low = settled->columns[k].low;
        program->columns[k].high = settled->columns[k].high;
    }
    for (int32_t r = 0; r < settled->n_rows; r++) {
        program->rows[r] = settled->rows[r];
    }
    for (int32_t t = 0; t < settled->n_terms; t++) {
        program->terms[t] = settled->terms[t];
    }
    appui_settled_release(settled);
}

void appui_settled_release(struct appui_settled *settled)
{
    appui_free(settled->columns);
    appui_free(settled->rows);
    appui_free(settled->terms);
    *settled = (struct appui_settled){0};
}
