/*
 * The program over plans: built for the linear program of a node, or whole plans to choose from.
 */
#include "solver/plan_master.h"

#include <math.h>
#include <string.h>

/* ---- building ---- */

static int32_t push_column(struct appui_program *program, int64_t low, int64_t high)
{
    if (appui_grow(&program->columns, &program->column_capacity, (int64_t)program->n_columns + 1,
                   sizeof *program->columns) < 0) {
        program->failed = true;
        return 0;
    }
    program->columns[program->n_columns] =
        (struct appui_column){.name = "plan", .low = low, .high = high};
    return program->n_columns++;
}

/* The columns that no block decides. Costs are gains, in whole units. */
static void add_free(struct appui_plan_lp *lp, struct appui_plan_master *m)
{
    for (int32_t c = 0; c < lp->n_columns; c++) {
        if (lp->blocks.column_block[c] < 0) {
            m->column[m->n_free++] = c;
            int32_t column = push_column(&m->program, lp->low[c], lp->high[c]);
            m->program.columns[column].cost = lp->phase_one ? 0 : lp->gain[c];
            m->program.columns[column].integer = m->whole && lp->program->columns[c].integer;
            for (int32_t t = lp->first_term[c]; t < lp->first_term[c + 1]; t++) {
                m->n_terms[lp->term_link[t]]++;
            }
        }
    }
}

/* Plans from the first on. Whole ones are all offered; else those the node allows, and what is in
 * the basis, which must stay whole. */
static void add_plans(struct appui_plan_lp *lp, struct appui_plan_master *m, int32_t first)
{
    for (int32_t i = first; i < lp->n_plans; i++) {
        const struct appui_plan_column *plan = &lp->plans[i];
        bool allowed = m->whole ? !plan->barred : appui_plan_lp_takes(lp, plan);
        if (allowed || (!m->whole && plan->state == APPUI_GLPK_BASIC)) {
            m->plan[m->n_chosen++] = i;
            int64_t high = m->whole ? 1 : allowed ? APPUI_PLUS_INFINITY : 0;
            int32_t column = push_column(&m->program, 0, high);
            m->program.columns[column].cost = lp->phase_one ? 0 : plan->cost;
            m->program.columns[column].integer = m->whole;
            for (int32_t l = plan->first_link; l < plan->first_link + plan->n_links; l++) {
                m->n_terms[lp->plan_links[l].column]++;
            }
            m->n_terms[lp->n_links + plan->block]++;
        }
    }
}

/* What rows leave unmet; nothing may be, where plans are whole. */
static void add_slack(struct appui_plan_lp *lp, struct appui_plan_master *m)
{
    m->n_slack = m->whole ? 0 : 2 * lp->n_links + lp->blocks.n;
    for (int32_t s = 0; s < m->n_slack; s++) {
        int32_t column = push_column(&m->program, 0, APPUI_PLUS_INFINITY);
        m->program.columns[column].cost = lp->phase_one ? -1 : -(int64_t)lp->penalty;
        m->n_terms[s < 2 * lp->n_links ? s / 2 : s - lp->n_links]++;
    }
}

static int open_rows(struct appui_plan_lp *lp, struct appui_plan_master *m)
{
    struct appui_program *program = &m->program;
    int32_t n_rows = lp->n_links + lp->blocks.n;
    int64_t n_terms = 0;
    for (int32_t i = 0; i < n_rows; i++) {
        n_terms += m->n_terms[i];
    }
    if (appui_grow(&program->rows, &program->row_capacity, (int64_t)n_rows + 1,
                   sizeof *program->rows) < 0 ||
        appui_grow(&program->terms, &program->term_capacity, n_terms + 1, sizeof *program->terms) <
            0) {
        return -1;
    }
    int64_t first = 0;
    for (int32_t i = 0; i < n_rows; i++) {
        bool link = i < lp->n_links;
        program->rows[i] = (struct appui_row){.name = "row",
                                              .low = link ? lp->link_low[i] : 1,
                                              .high = link ? lp->link_high[i] : 1,
                                              .first_term = first};
        first += m->n_terms[i];
    }
    program->n_rows = n_rows;
    program->n_terms = n_terms;
    return 0;
}

static void put_term(struct appui_plan_master *m, int32_t row, int32_t column, int64_t coefficient)
{
    struct appui_row *r = &m->program.rows[row];
    m->program.terms[r->first_term + r->n_terms++] = (struct appui_term){column, coefficient};
}

static void fill_rows(struct appui_plan_lp *lp, struct appui_plan_master *m)
{
    for (int32_t f = 0; f < m->n_free; f++) {
        for (int32_t t = lp->first_term[m->column[f]]; t < lp->first_term[m->column[f] + 1]; t++) {
            put_term(m, lp->term_link[t], f, lp->term_coefficient[t]);
        }
    }
    for (int32_t k = 0; k < m->n_chosen; k++) {
        const struct appui_plan_column *plan = &lp->plans[m->plan[k]];
        for (int32_t l = plan->first_link; l < plan->first_link + plan->n_links; l++) {
            put_term(m, lp->plan_links[l].column, m->n_free + k, lp->plan_links[l].value);
        }
        put_term(m, lp->n_links + plan->block, m->n_free + k, 1);
    }
    for (int32_t s = 0; s < m->n_slack; s++) {
        bool link = s < 2 * lp->n_links;
        put_term(m, link ? s / 2 : s - lp->n_links, m->n_free + m->n_chosen + s,
                 link && s % 2 ? -1 : 1);
    }
}

/* ---- which partner serves which need ---- */

/** For every need, the plans of a block that serve it, as lists. */
struct servers {
    int32_t *need_of;     /**< [n_columns] need + 1 of a proposal's use; 0: another column */
    int32_t *first, *n;   /**< [n_needs] into links, -1: none; how many */
    int32_t *plan, *next; /**< [n_links] */
    int32_t n_links;
};

static int open_servers(struct appui_plan_lp *lp, struct appui_plan_master *m, struct servers *s)
{
    const struct appui_joint *joint = lp->search->joint;
    const struct appui_problem *problem = joint->problem;
    size_t n_needs = (size_t)problem->basin->n_needs, n_links = 0;
    for (int32_t k = 0; k < m->n_chosen; k++) {
        n_links += (size_t)lp->plans[m->plan[k]].n_entries;
    }
    s->need_of = appui_arena_alloc(&m->arena, (size_t)lp->n_columns, sizeof *s->need_of);
    s->first = appui_arena_alloc(&m->arena, n_needs, sizeof *s->first);
    s->n = appui_arena_alloc(&m->arena, n_needs, sizeof *s->n);
    s->plan = appui_arena_alloc(&m->arena, n_links, sizeof *s->plan);
    s->next = appui_arena_alloc(&m->arena, n_links, sizeof *s->next);
    if (!s->need_of || !s->first || !s->n || !s->plan || !s->next) {
        return -1;
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        if (problem->jobs[j].line < 0) {
            s->need_of[joint->use[j]] = problem->jobs[j].need + 1;
        }
    }
    return 0;
}

/* Lists the plans of a block by need; a plan with two lines for a need stands once. @param from the
 * first of its plans. @return the first of the next block */
static int32_t list_servers(struct appui_plan_lp *lp, struct appui_plan_master *m,
                            struct servers *s, int32_t from)
{
    int32_t n_needs = lp->search->joint->problem->basin->n_needs, k = from;
    int32_t block = lp->plans[m->plan[from]].block;
    for (int32_t need = 0; need < n_needs; need++) {
        s->first[need] = -1;
        s->n[need] = 0;
    }
    s->n_links = 0;
    for (; k < m->n_chosen && lp->plans[m->plan[k]].block == block; k++) {
        const struct appui_plan_column *plan = &lp->plans[m->plan[k]];
        for (int32_t e = plan->first_entry; e < plan->first_entry + plan->n_entries; e++) {
            int32_t need = s->need_of[lp->entries[e].column] - 1;
            if (need >= 0 && (s->first[need] < 0 || s->plan[s->first[need]] != k)) {
                s->plan[s->n_links] = k;
                s->next[s->n_links] = s->first[need];
                s->first[need] = s->n_links++;
                s->n[need]++;
            }
        }
    }
    return k;
}

/* A column for every partner that may or may not serve a need: to branch on, before plans. */
static int add_serves(struct appui_plan_lp *lp, struct appui_plan_master *m)
{
    struct servers s = {0};
    int32_t n_needs = lp->search->joint->problem->basin->n_needs;
    if (open_servers(lp, m, &s) < 0) {
        return -1;
    }
    for (int32_t from = 0, to = 0; from < m->n_chosen; from = to) {
        to = list_servers(lp, m, &s, from);
        for (int32_t need = 0; need < n_needs; need++) {
            if (s.n[need] < 2 || s.n[need] == to - from) {
                continue;
            }
            int32_t column = appui_program_column(&m->program, 0, 1, true, "serve");
            appui_program_prefer(&m->program, column, 1);
            appui_program_row(&m->program, 0, 0, "serve");
            appui_program_term(&m->program, column, -1);
            for (int32_t l = s.first[need]; l >= 0; l = s.next[l]) {
                appui_program_term(&m->program, m->n_free + s.plan[l], 1);
            }
        }
    }
    return m->program.failed ? -1 : 0;
}

int appui_plan_master_build(struct appui_plan_lp *lp, int32_t first_plan, bool whole,
                            struct appui_plan_master *m)
{
    m->whole = whole;
    m->program.maximise = true;
    m->column = appui_arena_alloc(&m->arena, (size_t)lp->n_columns, sizeof *m->column);
    m->plan = appui_arena_alloc(&m->arena, (size_t)lp->n_plans, sizeof *m->plan);
    m->n_terms =
        appui_arena_alloc(&m->arena, (size_t)(lp->n_links + lp->blocks.n), sizeof *m->n_terms);
    if (!m->column || !m->plan || !m->n_terms) {
        return -1;
    }
    add_free(lp, m);
    add_plans(lp, m, first_plan);
    add_slack(lp, m);
    if (m->program.failed || open_rows(lp, m) < 0) {
        return -1;
    }
    fill_rows(lp, m);
    return whole ? add_serves(lp, m) : 0;
}

void appui_plan_master_release(struct appui_plan_master *m)
{
    appui_program_release(&m->program);
    appui_arena_release(&m->arena);
}

/* ---- the linear program of a node ---- */

/* The basis at hand in the order of the master's rows and columns. @return NULL when there is none
 * (or memory failed: then the program is solved from none) */
static uint8_t *write_basis(const struct appui_plan_lp *lp, const struct appui_plan_master *m,
                            struct appui_arena *arena)
{
    int32_t n_rows = m->program.n_rows;
    uint8_t *basis =
        lp->has_basis ? appui_arena_alloc(arena, (size_t)n_rows + (size_t)m->program.n_columns, 1)
                      : NULL;
    if (!basis) {
        return NULL;
    }
    uint8_t *columns = basis + n_rows;
    memcpy(basis, lp->row_state, (size_t)n_rows);
    memcpy(columns, lp->free_state, (size_t)m->n_free);
    for (int32_t k = 0; k < m->n_chosen; k++) {
        columns[m->n_free + k] = lp->plans[m->plan[k]].state;
    }
    memcpy(columns + m->n_free + m->n_chosen, lp->slack_state, (size_t)m->n_slack);
    return basis;
}

static void read_basis(struct appui_plan_lp *lp, const struct appui_plan_master *m,
                       const uint8_t *basis)
{
    const uint8_t *columns = basis + m->program.n_rows;
    memcpy(lp->row_state, basis, (size_t)m->program.n_rows);
    memcpy(lp->free_state, columns, (size_t)m->n_free);
    for (int32_t i = 0; i < lp->n_plans; i++) {
        lp->plans[i].state = APPUI_GLPK_AT_LOW;
    }
    for (int32_t k = 0; k < m->n_chosen; k++) {
        bool basic = columns[m->n_free + k] == APPUI_GLPK_BASIC;
        struct appui_plan_column *plan = &lp->plans[m->plan[k]];
        plan->state = basic ? APPUI_GLPK_BASIC : APPUI_GLPK_AT_LOW;
        plan->idle = basic ? 0 : plan->idle + 1;
    }
    memcpy(lp->slack_state, columns + m->n_free + m->n_chosen, (size_t)m->n_slack);
    lp->has_basis = true;
    lp->moved = false;
}

/* Reads multipliers and the node's fractional point. */
static void read_master(struct appui_plan_lp *lp, const struct appui_plan_master *m,
                        const struct appui_glpk_result *result)
{
    memcpy(lp->dual, result->multipliers, (size_t)lp->n_links * sizeof *lp->dual);
    memcpy(lp->convexity, result->multipliers + lp->n_links,
           (size_t)lp->blocks.n * sizeof *lp->convexity);
    memset(lp->fractional, 0, (size_t)lp->n_columns * sizeof *lp->fractional);
    lp->value = 0;
    for (int32_t f = 0; f < m->n_free; f++) {
        lp->fractional[m->column[f]] = result->relaxed[f];
        lp->value += (double)lp->gain[m->column[f]] * result->relaxed[f];
    }
    for (int32_t k = 0; k < m->n_chosen; k++) {
        const struct appui_plan_column *plan = &lp->plans[m->plan[k]];
        double share = result->relaxed[m->n_free + k];
        lp->value += share * (double)plan->cost;
        for (int32_t e = plan->first_entry; share > 0 && e < plan->first_entry + plan->n_entries;
             e++) {
            lp->fractional[lp->entries[e].column] += share * (double)lp->entries[e].value;
        }
    }
    lp->violation = 0;
    for (int32_t s = 0; s < m->n_slack; s++) {
        lp->violation += result->relaxed[m->n_free + m->n_chosen + s];
    }
}

/* Solves the master from the basis at hand; from none where that fails. */
static bool solve_master(struct appui_plan_lp *lp, struct appui_plan_master *m, int32_t iterations,
                         struct appui_arena *arena)
{
    struct appui_glpk_result result = {0};
    struct appui_glpk_options options = appui_plan_lp_options(lp);
    options.relax_only = true;
    options.iteration_limit = iterations;
    options.basis = write_basis(lp, m, arena);
    options.dual = lp->moved;
    bool solved = false;
    for (bool again = true; again; options.basis = NULL) {
        enum appui_glpk_code code = appui_glpk_solve(&m->program, &options, &result);
        solved = code == APPUI_GLPK_OK && result.outcome == APPUI_GLPK_OPTIMAL;
        lp->failed = lp->failed || code == APPUI_GLPK_NO_MEMORY;
        again = code == APPUI_GLPK_FAULT && options.basis;
        if (solved) {
            read_master(lp, m, &result);
            read_basis(lp, m, result.basis);
        }
        appui_glpk_result_release(&result);
    }
    return solved;
}

bool appui_plan_lp_resolve(struct appui_plan_lp *lp, int32_t iterations)
{
    struct appui_plan_master m = {0};
    struct appui_arena arena = {0};
    bool built = appui_plan_master_build(lp, 0, false, &m) == 0;
    lp->failed = lp->failed || !built;
    bool solved = built && solve_master(lp, &m, iterations, &arena);
    lp->n_free = m.n_free;
    appui_plan_master_release(&m);
    appui_arena_release(&arena);
    return solved;
}
