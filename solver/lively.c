/*
 * Keeping rows up to date while lines change.
 */
#include "solver/lively.h"

#include <string.h>

#include "solver/gate.h"

static int64_t excess_of(const struct appui_row *row, int64_t activity)
{
    if (row->high != APPUI_PLUS_INFINITY && activity > row->high) {
        return activity - row->high;
    }
    return row->low != APPUI_MINUS_INFINITY && activity < row->low ? row->low - activity : 0;
}

/* ---- changes ---- */

static void add_to_row(struct appui_lively *l, int32_t i, int64_t by)
{
    const struct appui_row *row = &l->program->rows[i];
    int64_t change = -excess_of(row, l->activity[i]);
    l->activity[i] += by;
    change += excess_of(row, l->activity[i]);
    if (change != 0 && l->slack[i] >= 0) {
        l->value += l->worth[l->slack[i]] * change;
    } else if (change != 0) {
        l->broken += change * l->part[i];
    }
}

/* Changes a column, and what rows define as a sum of it. */
static void add(struct appui_lively *l, int32_t column, int64_t by)
{
    l->x[column] += by;
    l->value += l->worth[column] * by;
    for (int32_t t = l->first[column]; t < l->first[column + 1]; t++) {
        int32_t defined = l->defines[l->row[t]];
        if (defined < 0) {
            add_to_row(l, l->row[t], l->coefficient[t] * by);
        } else if (defined != column) {
            add(l, defined, l->coefficient[t] * by);
        }
    }
}

/* One job more, or fewer, asks for a column to be 1. */
static void ask_for(struct appui_lively *l, int32_t column, int32_t by)
{
    if (column < 0) {
        return;
    }
    bool before = l->count[column] > 0;
    l->count[column] += by;
    bool after = l->count[column] > 0;
    if (before != after) {
        add(l, column, after - before);
    }
}

int32_t appui_lively_sessions(const struct appui_lively *lively, int32_t job)
{
    return (int32_t)lively->x[lively->joint->days[job]];
}

void appui_lively_set(struct appui_lively *l, int32_t j, int32_t sessions)
{
    const struct appui_job *job = &l->problem->jobs[j];
    int32_t before = appui_lively_sessions(l, j), used = (sessions > 0) - (before > 0);
    if (sessions == before) {
        return;
    }
    add(l, l->joint->days[j], sessions - before);
    if (job->n_parts == 1) {
        add(l, l->joint->part[job->first_part], sessions - before);
    }
    for (int32_t k = l->first_literal[j]; k < l->first_literal[j + 1]; k++) {
        int32_t least = l->literals[k].sessions;
        int32_t by = (sessions >= least) - (before >= least);
        if (by != 0) {
            add(l, l->literals[k].column, by);
        }
    }
    if (used != 0 && l->joint->use[j] >= 0) {
        add(l, l->joint->use[j], used);
    }
    if (used != 0) {
        ask_for(l, l->joint->job_project[j], used);
        ask_for(l, l->joint->need_used[job->need], used);
    }
}

void appui_lively_pay(const struct appui_lively *l, int64_t *x)
{
    for (int32_t i = 0; i < l->program->n_rows; i++) {
        const struct appui_row *row = &l->program->rows[i];
        int64_t sum = 0;
        if (l->slack[i] < 0) {
            continue;
        }
        for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
            const struct appui_term *term = &l->program->terms[t];
            sum += term->column == l->slack[i] ? 0 : term->coefficient * x[term->column];
        }
        x[l->slack[i]] = excess_of(row, sum);
    }
}

/* ---- rows ---- */

/* True of a column that jobs do not decide, nor the dates of a dossier. */
static bool is_other(const struct appui_lively *l, int32_t c)
{
    const struct appui_search *search = l->search;
    bool of_job = c < search->n_job_columns && search->column_job[c] >= 0;
    bool of_project = c < search->n_project_columns && search->column_project[c] >= 0;
    return !of_job && !of_project && l->count[c] < 0;
}

/* A row 0 = terms - column defines the column; a row terms - column <= high is one whose excess the
 * column pays for, where it costs and stands nowhere else. */
static void read_row(struct appui_lively *l, int32_t i)
{
    const struct appui_row *row = &l->program->rows[i];
    int64_t least = INT64_MAX;
    int32_t taken = -1, n_taken = 0;
    for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
        const struct appui_term *term = &l->program->terms[t];
        int64_t size = term->coefficient < 0 ? -term->coefficient : term->coefficient;
        least = size < least ? size : least;
        if (term->coefficient == -1 && is_other(l, term->column)) {
            taken = term->column;
            n_taken++;
        }
    }
    l->part[i] = row->n_terms > 0 ? (APPUI_LIVELY_PARTS - 1) / least + 1 : APPUI_LIVELY_PARTS;
    l->defines[i] = l->slack[i] = -1;
    if (n_taken != 1) {
        return;
    }
    bool alone = l->first[taken + 1] - l->first[taken] == 1;
    bool costs = l->worth[taken] < 0 && l->program->columns[taken].low == 0;
    if (row->low == 0 && row->high == 0) {
        l->defines[i] = taken;
    } else if (alone && costs && row->low == APPUI_MINUS_INFINITY) {
        l->slack[i] = taken;
        l->x[taken] = 0;
    }
}

static int list_terms(struct appui_lively *l)
{
    const struct appui_program *program = l->program;
    size_t n = (size_t)program->n_columns, n_terms = (size_t)program->n_terms + 1;
    l->first = appui_arena_alloc(&l->arena, n + 2, sizeof *l->first);
    l->row = appui_arena_alloc(&l->arena, n_terms, sizeof *l->row);
    l->coefficient = appui_arena_alloc(&l->arena, n_terms, sizeof *l->coefficient);
    if (!l->first || !l->row || !l->coefficient) {
        return -1;
    }
    for (int64_t t = 0; t < program->n_terms; t++) {
        l->first[program->terms[t].column + 2]++;
    }
    for (size_t c = 2; c < n + 2; c++) {
        l->first[c] += l->first[c - 1];
    }
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
            int32_t at = l->first[program->terms[t].column + 1]++;
            l->row[at] = i;
            l->coefficient[at] = program->terms[t].coefficient;
        }
    }
    return 0;
}

static int64_t activity_of(const struct appui_lively *l, const struct appui_row *row)
{
    int64_t sum = 0;
    for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
        sum += l->program->terms[t].coefficient * l->x[l->program->terms[t].column];
    }
    return sum;
}

static void sum_up(struct appui_lively *l)
{
    for (int32_t i = 0; i < l->program->n_rows; i++) {
        l->activity[i] = activity_of(l, &l->program->rows[i]);
        int64_t excess = excess_of(&l->program->rows[i], l->activity[i]);
        if (l->slack[i] >= 0) {
            l->value += l->worth[l->slack[i]] * excess;
        } else if (l->defines[i] < 0) {
            l->broken += excess * l->part[i];
        }
    }
    for (int32_t c = 0; c < l->program->n_columns; c++) {
        l->value += l->worth[c] * l->x[c];
    }
}

/* ---- what changes with jobs ---- */

static void count_job(struct appui_lively *l, int32_t column, bool used)
{
    if (column >= 0) {
        l->count[column] = (l->count[column] < 0 ? 0 : l->count[column]) + used;
    }
}

/* Who asks for projects of experts and for needs; these columns then are what jobs ask for. */
static void count_used(struct appui_lively *l)
{
    size_t n = (size_t)l->program->n_columns;
    memset(l->count, -1, n * sizeof *l->count);
    for (int32_t j = 0; j < l->problem->n_jobs; j++) {
        bool used = l->x[l->joint->days[j]] > 0;
        count_job(l, l->joint->job_project[j], used);
        count_job(l, l->joint->need_used[l->problem->jobs[j].need], used);
    }
    for (size_t c = 0; c < n; c++) {
        l->x[c] = l->count[c] >= 0 ? l->count[c] > 0 : l->x[c];
    }
}

/* True of a literal of sessions that has a column of its own. */
static bool is_own(const struct appui_lively *l, const struct appui_cuts *cuts, int32_t k)
{
    const struct appui_literal *literal = &cuts->literals[k];
    return literal->kind == APPUI_HAS_SESSIONS && cuts->columns[k] != l->joint->use[literal->what];
}

/* Sorts literals by job. @param column_seen  [n_columns] scratch, zeroed */
static void sort_literals(struct appui_lively *l, const struct appui_cuts *cuts, int32_t n_in,
                          uint8_t *column_seen)
{
    int32_t n_jobs = l->problem->n_jobs;
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t k = 0; k < n_in; k++) {
            int32_t job = cuts->literals[k].what, column = cuts->columns[k];
            if (!is_own(l, cuts, k) || column_seen[column] > pass) {
                continue;
            }
            column_seen[column]++;
            int32_t at = l->first_literal[job + (pass == 0 ? 2 : 1)]++;
            if (pass == 1) {
                l->literals[at] = (struct appui_lively_literal){column, cuts->literals[k].number};
            }
        }
        for (int32_t j = 2; pass == 0 && j < n_jobs + 2; j++) {
            l->first_literal[j] += l->first_literal[j - 1];
        }
    }
}

/* Columns of the cuts in the program, each once. */
static int list_literals(struct appui_lively *l)
{
    const struct appui_gate *gate = l->search->gate;
    const struct appui_cut *last =
        gate && gate->cuts.n_in > 0 ? &gate->cuts.items[gate->cuts.n_in - 1] : NULL;
    int32_t n_in = last ? last->first_literal + last->n_literals : 0;
    size_t n_jobs = (size_t)l->problem->n_jobs;
    uint8_t *seen = appui_arena_alloc(&l->arena, (size_t)l->program->n_columns + 1, 1);
    l->first_literal = appui_arena_alloc(&l->arena, n_jobs + 2, sizeof *l->first_literal);
    l->literals = appui_arena_alloc(&l->arena, (size_t)n_in + 1, sizeof *l->literals);
    if (!seen || !l->first_literal || !l->literals) {
        return -1;
    }
    if (n_in > 0) {
        sort_literals(l, &gate->cuts, n_in, seen);
    }
    return 0;
}

/* A proposal of one period that bounds do not hold. */
static bool may_change(const struct appui_lively *l, int32_t j)
{
    const struct appui_job *job = &l->problem->jobs[j];
    const struct appui_column *days = &l->program->columns[l->joint->days[j]];
    const struct appui_column *use =
        l->joint->use[j] >= 0 ? &l->program->columns[l->joint->use[j]] : days;
    return job->line < 0 && job->n_parts <= 1 && job->n_starts == 0 && days->low == 0 &&
           days->high > 0 && use->low == 0 && use->high > 0;
}

static int list_jobs(struct appui_lively *l, const uint8_t *barred)
{
    int32_t n_needs = l->problem->basin->n_needs, n = 0;
    l->first_job = appui_arena_alloc(&l->arena, (size_t)n_needs + 1, sizeof *l->first_job);
    l->jobs = appui_arena_alloc(&l->arena, (size_t)l->problem->n_jobs + 1, sizeof *l->jobs);
    l->needs = appui_arena_alloc(&l->arena, (size_t)n_needs + 1, sizeof *l->needs);
    if (!l->first_job || !l->jobs || !l->needs) {
        return -1;
    }
    for (int32_t need = 0; need < n_needs; need++) {
        l->first_job[need] = n;
        for (int32_t j = l->problem->need_job[need]; j < l->problem->need_job[need + 1]; j++) {
            if (may_change(l, j) && barred[j]) {
                appui_lively_set(l, j, 0);
            } else if (may_change(l, j)) {
                l->jobs[n++] = j;
            }
        }
        if (n > l->first_job[need]) {
            l->needs[l->n_needs++] = need;
        }
    }
    l->first_job[n_needs] = n;
    return 0;
}

static int reserve(struct appui_lively *l)
{
    size_t n_rows = (size_t)l->program->n_rows + 1, n_columns = (size_t)l->program->n_columns + 1;
    l->x = appui_arena_alloc(&l->arena, n_columns, sizeof *l->x);
    l->worth = appui_arena_alloc(&l->arena, n_columns, sizeof *l->worth);
    l->count = appui_arena_alloc(&l->arena, n_columns, sizeof *l->count);
    l->activity = appui_arena_alloc(&l->arena, n_rows, sizeof *l->activity);
    l->defines = appui_arena_alloc(&l->arena, n_rows, sizeof *l->defines);
    l->slack = appui_arena_alloc(&l->arena, n_rows, sizeof *l->slack);
    l->part = appui_arena_alloc(&l->arena, n_rows, sizeof *l->part);
    return l->x && l->worth && l->count && l->activity && l->defines && l->slack && l->part ? 0
                                                                                            : -1;
}

int appui_lively_open(struct appui_lively *l, const struct appui_search *search,
                      const int64_t *from, const uint8_t *barred)
{
    l->search = search;
    l->joint = search->joint;
    l->problem = search->joint->problem;
    l->program = &search->joint->program;
    l->sign = l->program->maximise ? 1 : -1;
    if (reserve(l) < 0 || list_terms(l) < 0 || list_literals(l) < 0) {
        return -1;
    }
    for (int32_t c = 0; c < l->program->n_columns; c++) {
        l->unit = appui_gcd(l->unit, l->program->columns[c].cost);
        l->x[c] = from[c];
    }
    l->unit = l->unit > 0 ? l->unit : 1;
    for (int32_t c = 0; c < l->program->n_columns; c++) {
        l->worth[c] = l->sign * l->program->columns[c].cost / l->unit;
    }
    count_used(l);
    for (int32_t i = 0; i < l->program->n_rows; i++) {
        read_row(l, i);
    }
    sum_up(l);
    return list_jobs(l, barred);
}

void appui_lively_release(struct appui_lively *lively)
{
    appui_arena_release(&lively->arena);
    *lively = (struct appui_lively){0};
}
