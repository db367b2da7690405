/*
 * The linear program of a node: from basis to basis, with the rows that matter.
 */
#include <math.h>
#include <string.h>

#include "solver/plan_master.h"

/** A row that has not been binding in so many programs is left out of the next, until a point
 * breaks it by more than this part. */
#define ROW_IDLE_MAX 20
#define ROW_TOLERANCE 1e-6

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
    for (int32_t i = 0; i < m->n_in; i++) {
        basis[i] = lp->row_state[m->link[i]];
    }
    memcpy(basis + m->n_in, lp->row_state + lp->n_links, (size_t)lp->blocks.n);
    memcpy(columns, lp->free_state, (size_t)m->n_free);
    for (int32_t k = 0; k < m->n_chosen; k++) {
        columns[m->n_free + k] = lp->plans[m->plan[k]].state;
    }
    for (int32_t s = 0; s < m->n_slack; s++) {
        columns[m->n_free + m->n_chosen + s] = lp->slack_state[m->slack[s]];
    }
    return basis;
}

/* What is left out of the program has the state that a later program begins with: its row basic,
 * its slack at 0. */
static void read_rows(struct appui_plan_lp *lp, const struct appui_plan_master *m,
                      const uint8_t *basis)
{
    const uint8_t *slack = basis + m->program.n_rows + m->n_free + m->n_chosen;
    memset(lp->row_state, APPUI_GLPK_BASIC, (size_t)lp->n_links);
    memset(lp->slack_state, APPUI_GLPK_AT_LOW, 2 * (size_t)lp->n_links + (size_t)lp->blocks.n);
    for (int32_t s = 0; s < m->n_slack; s++) {
        lp->slack_state[m->slack[s]] = slack[s];
    }
    for (int32_t i = 0; i < m->n_in; i++) {
        int32_t link = m->link[i];
        lp->row_state[link] = basis[i];
        bool matters = basis[i] != APPUI_GLPK_BASIC ||
                       lp->slack_state[2 * link] == APPUI_GLPK_BASIC ||
                       lp->slack_state[2 * link + 1] == APPUI_GLPK_BASIC;
        lp->row_idle[link] = matters                          ? 0
                             : lp->row_idle[link] < UINT8_MAX ? (uint8_t)(lp->row_idle[link] + 1)
                                                              : UINT8_MAX;
    }
    memcpy(lp->row_state + lp->n_links, basis + m->n_in, (size_t)lp->blocks.n);
}

static void read_basis(struct appui_plan_lp *lp, const struct appui_plan_master *m,
                       const uint8_t *basis)
{
    const uint8_t *columns = basis + m->program.n_rows;
    read_rows(lp, m, basis);
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
    lp->has_basis = true;
    lp->moved = false;
}

/* Adds a column's part of the point to the rows. */
static void add_activity(struct appui_plan_lp *lp, int32_t column, double value)
{
    for (int32_t t = lp->first_term[column]; t < lp->first_term[column + 1]; t++) {
        lp->activity[lp->term_link[t]] += value * (double)lp->term_coefficient[t];
    }
}

/* Reads multipliers, the node's fractional point, and what rows come to with it. */
static void read_master(struct appui_plan_lp *lp, const struct appui_plan_master *m,
                        const struct appui_glpk_result *result)
{
    memset(lp->dual, 0, (size_t)lp->n_links * sizeof *lp->dual);
    memset(lp->activity, 0, (size_t)lp->n_links * sizeof *lp->activity);
    for (int32_t i = 0; i < m->n_in; i++) {
        lp->dual[m->link[i]] = result->multipliers[i];
    }
    memcpy(lp->convexity, result->multipliers + m->n_in,
           (size_t)lp->blocks.n * sizeof *lp->convexity);
    memset(lp->fractional, 0, (size_t)lp->n_columns * sizeof *lp->fractional);
    lp->value = 0;
    for (int32_t f = 0; f < m->n_free; f++) {
        lp->fractional[m->column[f]] = result->relaxed[f];
        lp->value += (double)lp->gain[m->column[f]] * result->relaxed[f];
        add_activity(lp, m->column[f], result->relaxed[f]);
    }
    for (int32_t k = 0; k < m->n_chosen; k++) {
        const struct appui_plan_column *plan = &lp->plans[m->plan[k]];
        double share = result->relaxed[m->n_free + k];
        lp->value += share * (double)plan->cost;
        for (int32_t e = plan->first_entry; share > 0 && e < plan->first_entry + plan->n_entries;
             e++) {
            lp->fractional[lp->entries[e].column] += share * (double)lp->entries[e].value;
        }
        for (int32_t l = plan->first_link; share > 0 && l < plan->first_link + plan->n_links; l++) {
            lp->activity[lp->plan_links[l].column] += share * (double)lp->plan_links[l].value;
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

/* Lets in the rows that the optimum breaks; those that have not mattered for long leave. @return
 * how many were let in */
static int32_t let_in(struct appui_plan_lp *lp)
{
    int32_t n = 0;
    for (int32_t i = 0; i < lp->n_links; i++) {
        double room = ROW_TOLERANCE * (1 + fabs(lp->activity[i]));
        bool broken = (lp->link_high[i] != APPUI_PLUS_INFINITY &&
                       lp->activity[i] > (double)lp->link_high[i] + room) ||
                      (lp->link_low[i] != APPUI_MINUS_INFINITY &&
                       lp->activity[i] < (double)lp->link_low[i] - room);
        if (lp->row_out[i] && broken) {
            lp->row_out[i] = lp->row_idle[i] = 0;
            n++;
        } else if (lp->row_idle[i] > ROW_IDLE_MAX) {
            lp->row_out[i] = 1;
        }
    }
    return n;
}

bool appui_plan_lp_resolve(struct appui_plan_lp *lp, int32_t iterations)
{
    bool solved = false;
    for (bool again = true; again && !lp->failed;) {
        struct appui_plan_master m = {0};
        struct appui_arena arena = {0};
        bool built = appui_plan_master_build(lp, 0, false, &m) == 0;
        lp->failed = lp->failed || !built;
        solved = built && solve_master(lp, &m, iterations, &arena);
        lp->n_free = m.n_free;
        again = solved && iterations == 0 && let_in(lp) > 0;
        lp->moved = lp->moved || again;
        appui_plan_master_release(&m);
        appui_arena_release(&arena);
    }
    return solved;
}
