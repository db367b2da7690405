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

int appui_cuts_push(struct appui_cuts *cuts, int32_t job, int32_t sessions)
{
    if (appui_grow(&cuts->literals, &cuts->literal_capacity, cuts->n_literals + 1,
                   sizeof *cuts->literals) < 0) {
        return -1;
    }
    cuts->literals[cuts->n_literals++] = (struct appui_literal){job, sessions};
    cuts->items[cuts->n - 1].n_literals++;
    return 0;
}

/* True when the literal is what the job's use column says. */
static bool is_use(const struct appui_days *days, const struct appui_literal *literal)
{
    return days->joint.use[literal->job] >= 0 &&
           literal->sessions <= appui_days_least_sessions(days, literal->job);
}

static bool holds(const struct appui_days *days, const struct appui_literal *literal,
                  const int32_t *half_days)
{
    return half_days[literal->job] >= literal->sessions * days->problem.jobs[literal->job].session;
}

/* Position of the first literal equal to number l among all literals. */
static int32_t first_equal(const struct appui_cuts *cuts, int32_t l)
{
    const struct appui_literal *wanted = &cuts->literals[l];
    int32_t f = 0;
    while (cuts->literals[f].job != wanted->job || cuts->literals[f].sessions != wanted->sessions) {
        f++;
    }
    return f;
}

/* d_j <= (k - 1) x_j + (most - k + 1) b_jk */
static void row_threshold(struct appui_days *days, const struct appui_literal *literal,
                          int32_t column)
{
    struct appui_program *program = &days->joint.program;
    const struct appui_job *job = &days->problem.jobs[literal->job];
    int32_t most = job->high / job->session, below = literal->sessions - 1;
    int32_t use = days->joint.use[literal->job];
    appui_program_row(program, APPUI_MINUS_INFINITY, use < 0 ? below : 0, "cut_least.j%d.k%d",
                      (int)literal->job, (int)literal->sessions);
    appui_program_term(program, days->joint.days[literal->job], 1);
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
        if (is_use(days, literal)) {
            cuts->columns[l] = days->joint.use[literal->job];
        } else if (first < l) {
            cuts->columns[l] = cuts->columns[first];
        } else {
            cuts->columns[l] = appui_program_column(&days->joint.program, 0, 1, true, "b.j%d.k%d",
                                                    (int)literal->job, (int)literal->sessions);
            row_threshold(days, literal, cuts->columns[l]);
        }
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
        appui_program_row(program, APPUI_MINUS_INFINITY, cut->members - 1, "cut%d",
                          (int)cuts->n_in);
        for (int32_t l = cut->first_literal; l < cut->first_literal + cut->n_literals; l++) {
            appui_program_term(program, cuts->columns[l], 1);
        }
    }
}

void appui_cuts_point(const struct appui_cuts *cuts, const struct appui_days *days, int64_t *x)
{
    const struct appui_cut *end = cuts->items + cuts->n_in;
    for (const struct appui_cut *cut = cuts->items; cut < end; cut++) {
        for (int32_t l = cut->first_literal; l < cut->first_literal + cut->n_literals; l++) {
            const struct appui_literal *literal = &cuts->literals[l];
            if (!is_use(days, literal)) {
                x[cuts->columns[l]] = x[days->joint.days[literal->job]] >= literal->sessions;
            }
        }
    }
}

bool appui_cuts_refuse(const struct appui_cuts *cuts, const struct appui_days *days,
                       const int32_t *half_days)
{
    for (int32_t c = 0; c < cuts->n; c++) {
        const struct appui_cut *cut = &cuts->items[c];
        int32_t held = 0;
        for (int32_t l = cut->first_literal; l < cut->first_literal + cut->n_literals; l++) {
            held += holds(days, &cuts->literals[l], half_days);
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
