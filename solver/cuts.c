/*
 * Keeping cuts and writing them as rows.
 */
#include "solver/cuts.h"

int appui_cuts_open(struct appui_cuts *cuts, int32_t members)
{
    if (appui_grow(&cuts->items, &cuts->capacity, cuts->n + 1, sizeof *cuts->items) < 0) {
        return -1;
    }
    cuts->items[cuts->n++] = (struct appui_cut){cuts->n_literals, 0, members};
    return 0;
}

int appui_cuts_push(struct appui_cuts *cuts, struct appui_literal literal)
{
    if (appui_grow(&cuts->literals, &cuts->literal_capacity, cuts->n_literals + 1,
                   sizeof *cuts->literals) < 0) {
        return -1;
    }
    cuts->literals[cuts->n_literals++] = literal;
    cuts->items[cuts->n - 1].n_literals++;
    return 0;
}

static bool is_sessions(const struct appui_literal *literal)
{
    return literal->kind == APPUI_HAS_SESSIONS;
}

/* True when the literal is what the job's use column says. */
static bool is_use(const struct appui_days *days, const struct appui_literal *literal)
{
    return is_sessions(literal) && days->joint.use[literal->what] >= 0 &&
           literal->number <= appui_days_least_sessions(days, literal->what);
}

/* The dossier of a choice. */
static int32_t dossier_of(const struct appui_literal *literal)
{
    return literal->what;
}

static bool holds(const struct appui_days *days, const struct appui_literal *literal,
                  const int32_t *half_days, const struct appui_given *given)
{
    if (is_sessions(literal)) {
        return half_days[literal->what] >=
               literal->number * days->problem.jobs[literal->what].session;
    }
    if (literal->kind == APPUI_SESSION_KEPT) {
        return given->kept && given->kept[literal->what];
    }
    struct appui_examined left = appui_problem_examine(days->calendar, literal->number);
    const struct appui_examined *now = &given->examined[dossier_of(literal)];
    return literal->kind == APPUI_EXAMINED_BY ? now->diagnosed_to <= left.diagnosed_to
                                              : now->support_from >= left.support_from;
}

static bool is_equal(const struct appui_literal *a, const struct appui_literal *b)
{
    return a->kind == b->kind && a->what == b->what && a->number == b->number;
}

/* Position of the first literal equal to number l among all literals. */
static int32_t first_equal(const struct appui_cuts *cuts, int32_t l)
{
    int32_t f = 0;
    while (!is_equal(&cuts->literals[f], &cuts->literals[l])) {
        f++;
    }
    return f;
}

/* d_j <= (k - 1) x_j + (most - k + 1) b_jk */
static void row_threshold(struct appui_days *days, const struct appui_literal *literal,
                          int32_t column)
{
    struct appui_program *program = &days->joint.program;
    const struct appui_job *job = &days->problem.jobs[literal->what];
    int32_t most = job->high / job->session, below = literal->number - 1;
    int32_t use = days->joint.use[literal->what];
    appui_program_row(program, APPUI_MINUS_INFINITY, use < 0 ? below : 0, "cut_least.j%d.k%d",
                      (int)literal->what, (int)literal->number);
    appui_program_term(program, days->joint.days[literal->what], 1);
    if (use >= 0) {
        appui_program_term(program, use, -below);
    }
    appui_program_term(program, column, below - most);
}

/* The columns of a cut's literals. */
static void add_columns(struct appui_cuts *cuts, struct appui_days *days,
                        const struct appui_cut *cut)
{
    for (int32_t l = cut->first_literal; l < cut->first_literal + cut->n_literals; l++) {
        const struct appui_literal *literal = &cuts->literals[l];
        int32_t first = first_equal(cuts, l);
        if (!is_sessions(literal)) {
            cuts->columns[l] = literal->kind == APPUI_SESSION_KEPT ? literal->number : -1;
        } else if (is_use(days, literal)) {
            cuts->columns[l] = days->joint.use[literal->what];
        } else if (first < l) {
            cuts->columns[l] = cuts->columns[first];
        } else {
            cuts->columns[l] = appui_program_column(&days->joint.program, 0, 1, true, "b.j%d.k%d",
                                                    (int)literal->what, (int)literal->number);
            row_threshold(days, literal, cuts->columns[l]);
        }
    }
}

static bool is_date(const struct appui_literal *literal)
{
    return literal->kind == APPUI_EXAMINED_BY || literal->kind == APPUI_NOT_BEFORE;
}

/* Literals "not examined before": each is 1 less the columns of the choices before. */
static int32_t count_late(const struct appui_cuts *cuts, const struct appui_cut *cut)
{
    int32_t n = 0;
    for (int32_t l = cut->first_literal; l < cut->first_literal + cut->n_literals; l++) {
        n += cuts->literals[l].kind == APPUI_NOT_BEFORE;
    }
    return n;
}

/* The choices of the dossier of literal l, which is its first in the cut, in all its literals. */
static void add_choices(const struct appui_cuts *cuts, struct appui_days *days,
                        const struct appui_cut *cut, int32_t l)
{
    int32_t d = dossier_of(&cuts->literals[l]);
    const struct appui_dossier *dossier = &days->problem.dossiers[d];
    for (int32_t k = cut->first_literal; k < l; k++) {
        if (is_date(&cuts->literals[k]) && dossier_of(&cuts->literals[k]) == d) {
            return;
        }
    }
    for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices; c++) {
        int32_t coefficient = 0;
        for (int32_t k = l; k < cut->first_literal + cut->n_literals; k++) {
            const struct appui_literal *literal = &cuts->literals[k];
            if (is_date(literal) && dossier_of(literal) == d) {
                coefficient += literal->kind == APPUI_EXAMINED_BY ? c <= literal->number
                                                                  : -(c < literal->number);
            }
        }
        appui_program_term(&days->joint.program, days->joint.examined[c], coefficient);
    }
}

void appui_cuts_append(struct appui_cuts *cuts, struct appui_days *days)
{
    struct appui_program *program = &days->joint.program;
    if (appui_grow(&cuts->columns, &cuts->column_capacity, (int64_t)cuts->n_literals + 1,
                   sizeof *cuts->columns) < 0) {
        program->failed = true;
        return;
    }
    for (; cuts->n_in < cuts->n; cuts->n_in++) {
        const struct appui_cut *cut = &cuts->items[cuts->n_in];
        add_columns(cuts, days, cut);
        appui_program_row(program, APPUI_MINUS_INFINITY, cut->members - 1 - count_late(cuts, cut),
                          "cut%d", (int)cuts->n_in);
        for (int32_t l = cut->first_literal; l < cut->first_literal + cut->n_literals; l++) {
            if (is_date(&cuts->literals[l])) {
                add_choices(cuts, days, cut, l);
            } else {
                appui_program_term(program, cuts->columns[l], 1);
            }
        }
    }
}

void appui_cuts_point(const struct appui_cuts *cuts, const struct appui_days *days, int64_t *x)
{
    const struct appui_cut *end = cuts->items + cuts->n_in;
    for (const struct appui_cut *cut = cuts->items; cut < end; cut++) {
        for (int32_t l = cut->first_literal; l < cut->first_literal + cut->n_literals; l++) {
            const struct appui_literal *literal = &cuts->literals[l];
            if (is_sessions(literal) && !is_use(days, literal)) {
                x[cuts->columns[l]] = x[days->joint.days[literal->what]] >= literal->number;
            }
        }
    }
}

bool appui_cuts_refuse(const struct appui_cuts *cuts, const struct appui_days *days,
                       const int32_t *half_days, const struct appui_given *given)
{
    for (int32_t c = 0; c < cuts->n; c++) {
        const struct appui_cut *cut = &cuts->items[c];
        int32_t held = 0;
        for (int32_t l = cut->first_literal; l < cut->first_literal + cut->n_literals; l++) {
            held += holds(days, &cuts->literals[l], half_days, given);
        }
        if (held >= cut->members) {
            return true;
        }
    }
    return false;
}

void appui_cuts_release(struct appui_cuts *cuts)
{
    appui_free(cuts->items);
    appui_free(cuts->literals);
    appui_free(cuts->columns);
    *cuts = (struct appui_cuts){0};
}
