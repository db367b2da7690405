/*
 * Asking the committee's own program, date by date.
 */
#include "solver/settle.h"

#include <string.h>

#include "solver/days_rows.h"
#include "solver/glpk.h"

/** Dates asked for at most; each is a small integer program. */
#define QUESTIONS_MAX 600

struct council {
    struct appui_search *search;
    const struct appui_joint *joint;
    struct appui_program program; /**< of the committee alone */
    int32_t *column;              /**< [columns of the joint] its column there, or -1 */
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

/* Rules a column out where the committee's program has no point with it. @return 0, or -1 */
static int ask(struct council *c, int32_t column)
{
    struct appui_column *own = &c->program.columns[c->column[column]];
    struct appui_column *joint = &c->search->joint->program.columns[column];
    struct appui_glpk_result result = {0};
    struct appui_glpk_options options = appui_glpk_options_default();
    if (own->high == 0 || own->low == 1 || appui_clock_over(c->search->clock)) {
        return 0;
    }
    own->low = 1;
    enum appui_glpk_code code = appui_glpk_solve(&c->program, &options, &result);
    own->low = 0;
    if (code == APPUI_GLPK_OK && result.outcome == APPUI_GLPK_INFEASIBLE) {
        own->high = joint->high = 0;
    }
    appui_glpk_result_release(&result);
    return code == APPUI_GLPK_NO_MEMORY ? -1 : 0;
}

static int ask_all(struct council *c)
{
    const struct appui_problem *problem = c->joint->problem;
    int32_t n_asked = 0;
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        const struct appui_dossier *dossier = &problem->dossiers[d];
        for (int32_t i = dossier->first_choice; i < dossier->first_choice + dossier->n_choices;
             i++) {
            if (n_asked++ < QUESTIONS_MAX && ask(c, c->joint->examined[i]) < 0) {
                return -1;
            }
        }
        if (n_asked++ < QUESTIONS_MAX && ask(c, c->joint->unexamined[d]) < 0) {
            return -1;
        }
    }
    return 0;
}

static int keep_bounds(const struct appui_program *program, struct appui_settled *settled)
{
    if (settled->columns) {
        return 0; /* what was settled before is kept, too */
    }
    size_t size = (size_t)program->n_columns * sizeof *settled->columns;
    settled->columns = appui_calloc(1, size + 1);
    if (!settled->columns) {
        return -1;
    }
    memcpy(settled->columns, program->columns, size);
    settled->n = program->n_columns;
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
    int result = c.column && keep_bounds(program, settled) == 0 ? 0 : -1;
    if (result == 0) {
        take_columns(&c);
        take_rows(&c);
        result = c.program.failed ? -1 : ask_all(&c);
    }
    if (result == 0 && days) {
        result = appui_days_settle(days);
    }
    appui_program_release(&c.program);
    appui_free(c.column);
    return result;
}

void appui_settle_undo(struct appui_search *search, struct appui_settled *settled)
{
    struct appui_program *program = &search->joint->program;
    for (int32_t k = 0; k < settled->n; k++) {
        program->columns[k].low = settled->columns[k].low;
        program->columns[k].high = settled->columns[k].high;
    }
    appui_settled_release(settled);
}

void appui_settled_release(struct appui_settled *settled)
{
    appui_free(settled->columns);
    *settled = (struct appui_settled){0};
}
