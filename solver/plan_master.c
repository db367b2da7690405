/*
 * The program over plans: built for the linear program of a node, or whole plans to choose from.
 */
#include "solver/plan_master.h"

#include <math.h>
#include <string.h>

/* ---- building ---- */

static void push_column(struct appui_program *program, struct appui_column column)
{
    if (appui_grow(&program->columns, &program->column_capacity, (int64_t)program->n_columns + 1,
                   sizeof *program->columns) < 0) {
        program->failed = true;
        return;
    }
    program->columns[program->n_columns++] = column;
}

/* The columns that no block decides. Costs are gains, in whole units. */
static void add_free(struct appui_plan_lp *lp, struct appui_plan_master *m)
{
    for (int32_t c = 0; c < lp->n_columns; c++) {
        if (lp->blocks.column_block[c] < 0) {
            m->column[m->n_free++] = c;
            push_column(&m->program, (struct appui_column){
                                         .name = "free",
                                         .low = lp->low[c],
                                         .high = lp->high[c],
                                         .cost = lp->phase_one ? 0 : lp->gain[c],
                                         .integer = m->whole && lp->program->columns[c].integer});
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
            push_column(&m->program, (struct appui_column){.name = "plan",
                                                           .high = m->whole  ? 1
                                                                   : allowed ? APPUI_PLUS_INFINITY
                                                                             : 0,
                                                           .cost = lp->phase_one ? 0 : plan->cost,
                                                           .integer = m->whole});
            for (int32_t l = plan->first_link; l < plan->first_link + plan->n_links; l++) {
                m->n_terms[lp->plan_links[l].column]++;
            }
            m->n_terms[lp->n_links + plan->block]++;
        }
    }
}

/* What rows leave unmet, where they can; nothing may be, where plans are whole. */
static void add_slack(struct appui_plan_lp *lp, struct appui_plan_master *m)
{
    int32_t n_links = m->whole ? 0 : lp->n_links, n_blocks = m->whole ? 0 : lp->blocks.n;
    for (int32_t s = 0; s < 2 * n_links + n_blocks; s++) {
        int32_t at = s < 2 * n_links ? s / 2 : s - n_links;
        bool bounded = at >= n_links || (s % 2 ? lp->link_high[at] != APPUI_PLUS_INFINITY
                                               : lp->link_low[at] != APPUI_MINUS_INFINITY);
        if (bounded && m->row[at] >= 0) {
            push_column(&m->program,
                        (struct appui_column){.name = "slack",
                                              .high = APPUI_PLUS_INFINITY,
                                              .cost = lp->phase_one ? -1 : -(int64_t)lp->penalty});
            m->slack[m->n_slack++] = s;
            m->n_terms[at]++;
        }
    }
}

/** What a row may come to with whole plans. */
struct reach {
    int32_t block;               /**< counted last, + 1 */
    int64_t own_least, own_most; /**< of its plans, or 0 where a plan says nothing of the row */
    appui_wide least, most;
};

/* What the plans of a block add to a row, as far as known. */
static void reach_further(struct reach *reach, int32_t block, int64_t value)
{
    if (reach->block != block + 1) {
        reach->block = block + 1;
        reach->own_least = reach->own_most = 0;
    }
    if (value > reach->own_most) {
        reach->most += value - reach->own_most;
        reach->own_most = value;
    }
    if (value < reach->own_least) {
        reach->least += value - reach->own_least;
        reach->own_least = value;
    }
}

/* Finds the rows that no choice of whole plans can break. @param out  [n_links] written: 1 for
 * these. @return 0, or -1 when memory fails */
static int find_idle(struct appui_plan_lp *lp, struct appui_plan_master *m, int32_t first_plan,
                     uint8_t *out)
{
    struct reach *reach = appui_arena_alloc(&m->arena, (size_t)lp->n_links, sizeof *reach);
    if (!reach) {
        return -1;
    }
    for (int32_t c = 0; c < lp->n_columns; c++) {
        bool is_free = lp->blocks.column_block[c] < 0;
        for (int32_t t = lp->first_term[c]; is_free && t < lp->first_term[c + 1]; t++) {
            appui_wide a = (appui_wide)lp->term_coefficient[t] * lp->low[c];
            appui_wide b = (appui_wide)lp->term_coefficient[t] * lp->high[c];
            reach[lp->term_link[t]].least += a < b ? a : b;
            reach[lp->term_link[t]].most += a < b ? b : a;
        }
    }
    for (int32_t i = first_plan; i < lp->n_plans; i++) {
        const struct appui_plan_column *plan = &lp->plans[i];
        for (int32_t l = plan->first_link; l < plan->first_link + plan->n_links; l++) {
            reach_further(&reach[lp->plan_links[l].column], plan->block, lp->plan_links[l].value);
        }
    }
    for (int32_t i = 0; i < lp->n_links; i++) {
        out[i] = reach[i].most <= lp->link_high[i] && reach[i].least >= lp->link_low[i];
    }
    return 0;
}

static void choose_rows(const struct appui_plan_lp *lp, struct appui_plan_master *m,
                        const uint8_t *out)
{
    for (int32_t i = 0; i < lp->n_links; i++) {
        bool in = !out[i];
        m->row[i] = in ? m->n_in : -1;
        if (in) {
            m->link[m->n_in++] = i;
        }
    }
    for (int32_t b = 0; b < lp->blocks.n; b++) {
        m->row[lp->n_links + b] = m->n_in + b;
    }
}

static int open_rows(struct appui_plan_lp *lp, struct appui_plan_master *m)
{
    struct appui_program *program = &m->program;
    int64_t n_terms = 0;
    program->n_rows = m->n_in + lp->blocks.n;
    for (int32_t i = 0; i < lp->n_links + lp->blocks.n; i++) {
        n_terms += m->row[i] >= 0 ? m->n_terms[i] : 0;
    }
    if (appui_grow(&program->rows, &program->row_capacity, (int64_t)program->n_rows + 1,
                   sizeof *program->rows) < 0 ||
        appui_grow(&program->terms, &program->term_capacity, n_terms + 1, sizeof *program->terms) <
            0) {
        return -1;
    }
    for (int32_t i = 0; i < lp->n_links + lp->blocks.n; i++) {
        bool link = i < lp->n_links;
        if (m->row[i] >= 0) {
            program->rows[m->row[i]] = (struct appui_row){.name = "row",
                                                          .low = link ? lp->link_low[i] : 1,
                                                          .high = link ? lp->link_high[i] : 1,
                                                          .first_term = program->n_terms};
            program->n_terms += m->n_terms[i];
        }
    }
    return 0;
}

/* @param at  a link, or n_links + block */
static void put_term(struct appui_plan_master *m, int32_t at, int32_t column, int64_t coefficient)
{
    if (m->row[at] >= 0) {
        struct appui_row *row = &m->program.rows[m->row[at]];
        m->program.terms[row->first_term + row->n_terms++] =
            (struct appui_term){column, coefficient};
    }
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
    for (int32_t k = 0; k < m->n_slack; k++) {
        int32_t s = m->slack[k];
        bool link = s < 2 * lp->n_links;
        put_term(m, link ? s / 2 : s - lp->n_links, m->n_free + m->n_chosen + k,
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
    size_t n_links = (size_t)lp->n_links, n_blocks = (size_t)lp->blocks.n;
    m->whole = whole;
    m->program.maximise = true;
    m->column = appui_arena_alloc(&m->arena, (size_t)lp->n_columns, sizeof *m->column);
    m->plan = appui_arena_alloc(&m->arena, (size_t)lp->n_plans, sizeof *m->plan);
    m->slack = appui_arena_alloc(&m->arena, 2 * n_links + n_blocks, sizeof *m->slack);
    m->link = appui_arena_alloc(&m->arena, n_links, sizeof *m->link);
    m->row = appui_arena_alloc(&m->arena, n_links + n_blocks, sizeof *m->row);
    m->n_terms = appui_arena_alloc(&m->arena, n_links + n_blocks, sizeof *m->n_terms);
    uint8_t *idle = appui_arena_alloc(&m->arena, n_links, 1);
    if (!m->column || !m->plan || !m->slack || !m->link || !m->row || !m->n_terms || !idle) {
        return -1;
    }
    if (whole && find_idle(lp, m, first_plan, idle) < 0) {
        return -1;
    }
    choose_rows(lp, m, whole ? idle : lp->row_out);
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
