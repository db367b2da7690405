/*
 * Branch and price: the linear program over plans, its bound, and the tree.
 */
#include "solver/pricing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/fraction.h"
#include "solver/blocks.h"
#include "solver/gate.h"
#include "solver/glpk.h"
#include "solver/improve.h"

__extension__ typedef __int128 wide;

/** Rounds of pricing at one node before its bound is taken as it is. */
#define ROUNDS_MAX 200
/** Nodes between two heuristic searches, and the neighbourhoods without gain of each. */
#define NODES_BETWEEN 40
#define NEIGHBOURHOODS 12
/** What counts as fractional. */
#define FRACTION 1e-5

/** A plan of a block as a column of the linear program. */
struct plan_column {
    int32_t block, first_entry, n_entries, first_link, n_links;
    double cost;
};

/** A narrower bound of one column, as long as the node below it is explored. */
struct decision {
    int32_t column;
    int64_t low, high;
};

struct pricing {
    struct appui_search *search;
    const struct appui_pricing_options *options;
    struct appui_pricing_result *result;
    const struct appui_program *program;
    struct appui_blocks blocks;
    struct appui_arena arena;
    int64_t unit;                    /**< of the objective */
    int64_t *gain;                   /**< [n_columns] cost in units, maximised */
    int64_t *low, *high;             /**< [n_columns] bounds at the node */
    int32_t n_links;                 /**< rows that link blocks */
    int32_t *link_row, *link;        /**< [n_links] row; [n_rows] its place, or -1 */
    int32_t *first_term, *term_link; /**< per column: places and coefficients of its links */
    int64_t *term_coefficient;
    int32_t n_plans, plan_capacity, n_entries, entry_capacity, n_plan_links, link_capacity;
    struct plan_column *plans;
    struct appui_block_entry *entries;
    struct appui_block_entry *plan_links; /**< column: place of the row; value: coefficient */
    int32_t n_decisions, decision_capacity;
    struct decision *decisions;
    double penalty;
    double *multiplier;             /**< [n_links] */
    double *convexity;              /**< [n_blocks] */
    double *fractional;             /**< [n_columns] the node's point */
    double violation;               /**< what it leaves unmet of rows */
    int64_t *worth;                 /**< [n_columns] scaled */
    int64_t *sum;                   /**< [n_links] scratch, kept at 0 */
    int64_t *candidate;             /**< [n_columns] */
    int32_t first_order, end_order; /**< columns of needs in sequence: they decide most */
    int64_t least;                  /**< no point has a smaller value, in units, maximised */
    bool has_best, stopped, failed, faulty;
    int64_t best; /**< value of the best point, in units, maximised */
    struct appui_block_plan plan;
};

/* ---- opening ---- */

static void *make(struct pricing *p, int64_t n, size_t size)
{
    void *room = appui_arena_alloc(&p->arena, (size_t)n + 1, size);
    p->failed = p->failed || !room;
    return room;
}

static void set_objective(struct pricing *p)
{
    const struct appui_program *program = p->program;
    int64_t unit = 0, sign = program->maximise ? 1 : -1;
    for (int32_t c = 0; c < program->n_columns; c++) {
        unit = appui_gcd(unit, program->columns[c].cost);
    }
    p->unit = unit > 0 ? unit : 1;
    double largest = 1;
    for (int32_t c = 0; c < program->n_columns; c++) {
        const struct appui_column *column = &program->columns[c];
        p->gain[c] = sign * column->cost / p->unit;
        p->low[c] = column->low;
        p->high[c] = column->high;
        int64_t a = p->gain[c] * column->low, b = p->gain[c] * column->high;
        p->least += p->gain[c] == 0 ? 0 : a < b ? a : b;
        largest = fmax(largest, fabs((double)p->gain[c]) * fmax(1, (double)column->high));
    }
    p->penalty = 10 * largest;
}

static void find_links(struct pricing *p)
{
    const struct appui_program *program = p->program;
    for (int32_t i = 0; i < program->n_rows; i++) {
        p->link[i] = -1;
        if (!p->blocks.row_inside[i]) {
            p->link[i] = p->n_links;
            p->link_row[p->n_links++] = i;
        }
    }
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        for (int64_t t = row->first_term; p->link[i] >= 0 && t < row->first_term + row->n_terms;
             t++) {
            p->first_term[program->terms[t].column + 1]++;
        }
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        p->first_term[c + 1] += p->first_term[c];
    }
}

static void fill_terms(struct pricing *p)
{
    const struct appui_program *program = p->program;
    int32_t *next = make(p, program->n_columns, sizeof *next);
    if (p->failed) {
        return;
    }
    memcpy(next, p->first_term, (size_t)program->n_columns * sizeof *next);
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        for (int64_t t = row->first_term; p->link[i] >= 0 && t < row->first_term + row->n_terms;
             t++) {
            int32_t place = next[program->terms[t].column]++;
            p->term_link[place] = p->link[i];
            p->term_coefficient[place] = program->terms[t].coefficient;
        }
    }
}

static void open_pricing(struct pricing *p)
{
    const struct appui_program *program = p->program;
    int64_t n_columns = program->n_columns, n_rows = program->n_rows;
    if (appui_blocks_build(p->search->joint, &p->blocks) < 0) {
        p->failed = true;
        return;
    }
    p->gain = make(p, n_columns, sizeof *p->gain);
    p->low = make(p, n_columns, sizeof *p->low);
    p->high = make(p, n_columns, sizeof *p->high);
    p->link_row = make(p, n_rows, sizeof *p->link_row);
    p->link = make(p, n_rows, sizeof *p->link);
    p->first_term = make(p, n_columns + 1, sizeof *p->first_term);
    p->term_link = make(p, program->n_terms, sizeof *p->term_link);
    p->term_coefficient = make(p, program->n_terms, sizeof *p->term_coefficient);
    p->multiplier = make(p, n_rows, sizeof *p->multiplier);
    p->convexity = make(p, p->blocks.n, sizeof *p->convexity);
    p->fractional = make(p, n_columns, sizeof *p->fractional);
    p->worth = make(p, n_columns, sizeof *p->worth);
    p->sum = make(p, n_rows, sizeof *p->sum);
    p->candidate = make(p, n_columns, sizeof *p->candidate);
    const struct appui_days *days = p->search->gate ? p->search->gate->days : NULL;
    if (days && days->n_links > 0) {
        p->first_order = days->links[0].first_column;
        p->end_order = p->first_order + days->n_thresholds;
    }
    if (!p->failed) {
        set_objective(p);
        find_links(p);
        fill_terms(p);
    }
}

static void close_pricing(struct pricing *p)
{
    appui_blocks_release(&p->blocks);
    appui_block_plan_release(&p->plan);
    appui_free(p->plans);
    appui_free(p->entries);
    appui_free(p->plan_links);
    appui_free(p->decisions);
    appui_arena_release(&p->arena);
}

/* ---- plans as columns ---- */

/* Sums the links of the entries from first_entry on into the plan. */
static int link_plan(struct pricing *p, struct plan_column *plan)
{
    plan->first_link = p->n_plan_links;
    plan->cost = 0;
    for (int32_t e = plan->first_entry; e < plan->first_entry + plan->n_entries; e++) {
        const struct appui_block_entry *entry = &p->entries[e];
        plan->cost += (double)(p->gain[entry->column] * entry->value);
        for (int32_t t = p->first_term[entry->column]; t < p->first_term[entry->column + 1]; t++) {
            p->sum[p->term_link[t]] += p->term_coefficient[t] * entry->value;
        }
    }
    for (int32_t e = plan->first_entry; e < plan->first_entry + plan->n_entries; e++) {
        const struct appui_block_entry *entry = &p->entries[e];
        for (int32_t t = p->first_term[entry->column]; t < p->first_term[entry->column + 1]; t++) {
            int64_t *sum = &p->sum[p->term_link[t]];
            if (*sum != 0) {
                if (appui_grow(&p->plan_links, &p->link_capacity, p->n_plan_links + 1,
                               sizeof *p->plan_links) < 0) {
                    return -1;
                }
                p->plan_links[p->n_plan_links++] =
                    (struct appui_block_entry){p->term_link[t], *sum};
                *sum = 0;
            }
        }
    }
    plan->n_links = p->n_plan_links - plan->first_link;
    return 0;
}

static int add_plan(struct pricing *p, int32_t block, const struct appui_block_entry *entries,
                    int32_t n)
{
    if (appui_grow(&p->plans, &p->plan_capacity, p->n_plans + 1, sizeof *p->plans) < 0 ||
        appui_grow(&p->entries, &p->entry_capacity, p->n_entries + n, sizeof *p->entries) < 0) {
        return -1;
    }
    struct plan_column *plan = &p->plans[p->n_plans];
    *plan = (struct plan_column){.block = block, .first_entry = p->n_entries, .n_entries = n};
    for (int32_t e = 0; e < n; e++) {
        p->entries[p->n_entries++] = entries[e];
    }
    if (link_plan(p, plan) < 0) {
        return -1;
    }
    p->n_plans++;
    p->result->n_plans++;
    return 0;
}

/* The parts of search->x that blocks decide, as plans. */
static int add_plans_of(struct pricing *p, const int64_t *x)
{
    struct appui_block_entry *entries = make(p, p->program->n_columns, sizeof *entries);
    for (int32_t b = 0; !p->failed && b < p->blocks.n; b++) {
        int32_t n = 0;
        bool allowed = x != NULL;
        for (int32_t c = 0; allowed && c < p->program->n_columns; c++) {
            if (p->blocks.column_block[c] == b) {
                allowed = x[c] >= p->low[c] && x[c] <= p->high[c];
                if (x[c] != 0) {
                    entries[n++] = (struct appui_block_entry){c, x[c]};
                }
            }
        }
        if (allowed && add_plan(p, b, entries, n) < 0) {
            return -1;
        }
    }
    return p->failed ? -1 : 0;
}

static int64_t value_in(const struct pricing *p, const struct plan_column *plan, int32_t column)
{
    for (int32_t e = plan->first_entry; e < plan->first_entry + plan->n_entries; e++) {
        if (p->entries[e].column == column) {
            return p->entries[e].value;
        }
    }
    return 0;
}

/* True when the plan keeps every decision. */
static bool is_allowed(const struct pricing *p, const struct plan_column *plan)
{
    for (int32_t d = 0; d < p->n_decisions; d++) {
        int32_t c = p->decisions[d].column;
        if (p->blocks.column_block[c] == plan->block) {
            int64_t value = value_in(p, plan, c);
            if (value < p->low[c] || value > p->high[c]) {
                return false;
            }
        }
    }
    return true;
}

/* ---- the linear program ---- */

/** Which column of the linear program stands for what. */
struct master {
    struct appui_program program;
    int32_t n_free;   /**< first the columns that no block decides */
    int32_t *column;  /**< [n_free] their columns */
    int32_t n_chosen; /**< then plans */
    int32_t *plan;    /**< [n_chosen] */
    int32_t n_slack;  /**< then what rows leave unmet */
    int32_t *n_terms; /**< [n_links + n_blocks] scratch */
};

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

/* Columns, and how many terms every row will have. Costs are gains, in whole units. */
static void add_master_columns(struct pricing *p, struct master *m)
{
    for (int32_t c = 0; c < p->program->n_columns; c++) {
        if (p->blocks.column_block[c] < 0) {
            m->column[m->n_free++] = c;
            int32_t column = push_column(&m->program, p->low[c], p->high[c]);
            m->program.columns[column].cost = p->gain[c];
            for (int32_t t = p->first_term[c]; t < p->first_term[c + 1]; t++) {
                m->n_terms[p->term_link[t]]++;
            }
        }
    }
    for (int32_t i = 0; i < p->n_plans; i++) {
        const struct plan_column *plan = &p->plans[i];
        if (is_allowed(p, plan)) {
            m->plan[m->n_chosen++] = i;
            int32_t column = push_column(&m->program, 0, APPUI_PLUS_INFINITY);
            m->program.columns[column].cost = (int64_t)plan->cost;
            for (int32_t l = plan->first_link; l < plan->first_link + plan->n_links; l++) {
                m->n_terms[p->plan_links[l].column]++;
            }
            m->n_terms[p->n_links + plan->block]++;
        }
    }
    m->n_slack = 2 * p->n_links + p->blocks.n;
    for (int32_t s = 0; s < m->n_slack; s++) {
        int32_t column = push_column(&m->program, 0, APPUI_PLUS_INFINITY);
        m->program.columns[column].cost = -(int64_t)p->penalty;
        m->n_terms[s < 2 * p->n_links ? s / 2 : s - p->n_links]++;
    }
}

static int open_rows(struct pricing *p, struct master *m)
{
    struct appui_program *program = &m->program;
    int32_t n_rows = p->n_links + p->blocks.n;
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
        bool link = i < p->n_links;
        const struct appui_row *row = link ? &p->program->rows[p->link_row[i]] : NULL;
        program->rows[i] = (struct appui_row){.name = "row",
                                              .low = link ? row->low : 1,
                                              .high = link ? row->high : 1,
                                              .first_term = first};
        first += m->n_terms[i];
    }
    program->n_rows = n_rows;
    program->n_terms = n_terms;
    return 0;
}

static void put_term(struct master *m, int32_t row, int32_t column, int64_t coefficient)
{
    struct appui_row *r = &m->program.rows[row];
    m->program.terms[r->first_term + r->n_terms++] = (struct appui_term){column, coefficient};
}

static void fill_rows(struct pricing *p, struct master *m)
{
    for (int32_t f = 0; f < m->n_free; f++) {
        for (int32_t t = p->first_term[m->column[f]]; t < p->first_term[m->column[f] + 1]; t++) {
            put_term(m, p->term_link[t], f, p->term_coefficient[t]);
        }
    }
    for (int32_t k = 0; k < m->n_chosen; k++) {
        const struct plan_column *plan = &p->plans[m->plan[k]];
        for (int32_t l = plan->first_link; l < plan->first_link + plan->n_links; l++) {
            put_term(m, p->plan_links[l].column, m->n_free + k, p->plan_links[l].value);
        }
        put_term(m, p->n_links + plan->block, m->n_free + k, 1);
    }
    for (int32_t s = 0; s < m->n_slack; s++) {
        bool link = s < 2 * p->n_links;
        put_term(m, link ? s / 2 : s - p->n_links, m->n_free + m->n_chosen + s,
                 link && s % 2 ? -1 : 1);
    }
}

/* Reads multipliers and the node's fractional point. */
static void read_master(struct pricing *p, const struct master *m,
                        const struct appui_glpk_result *result)
{
    memcpy(p->multiplier, result->multipliers, (size_t)p->n_links * sizeof *p->multiplier);
    memcpy(p->convexity, result->multipliers + p->n_links,
           (size_t)p->blocks.n * sizeof *p->convexity);
    memset(p->fractional, 0, (size_t)p->program->n_columns * sizeof *p->fractional);
    for (int32_t f = 0; f < m->n_free; f++) {
        p->fractional[m->column[f]] = result->relaxed[f];
    }
    for (int32_t k = 0; k < m->n_chosen; k++) {
        const struct plan_column *plan = &p->plans[m->plan[k]];
        double share = result->relaxed[m->n_free + k];
        for (int32_t e = plan->first_entry; share > 0 && e < plan->first_entry + plan->n_entries;
             e++) {
            p->fractional[p->entries[e].column] += share * (double)p->entries[e].value;
        }
    }
    p->violation = 0;
    for (int32_t s = 0; s < m->n_slack; s++) {
        p->violation += result->relaxed[m->n_free + m->n_chosen + s];
    }
}

static bool asked_to_stop(void *context)
{
    return appui_clock_over(context);
}

static bool is_over(struct pricing *p)
{
    if (!p->stopped &&
        (appui_clock_over(p->search->clock) || appui_clock_now() >= p->options->deadline_s)) {
        p->stopped = true;
    }
    return p->stopped;
}

/* Solves the linear program over the plans known. @return false when that failed or was stopped */
static bool solve_master(struct pricing *p)
{
    struct master m = {.program.maximise = true};
    struct appui_arena arena = {0};
    struct appui_glpk_result result = {0};
    struct appui_glpk_options options = appui_glpk_options_default();
    bool solved = false;
    m.column = appui_arena_alloc(&arena, (size_t)p->program->n_columns, sizeof *m.column);
    m.plan = appui_arena_alloc(&arena, (size_t)p->n_plans, sizeof *m.plan);
    m.n_terms = appui_arena_alloc(&arena, (size_t)(p->n_links + p->blocks.n), sizeof *m.n_terms);
    if (m.column && m.plan && m.n_terms) {
        add_master_columns(p, &m);
        if (!m.program.failed && open_rows(p, &m) == 0) {
            fill_rows(p, &m);
            double left = p->options->deadline_s - appui_clock_now();
            options.time_limit_s = left > 1e-3 ? left : 1e-3;
            options.relax_only = true;
            options.stop = asked_to_stop;
            options.context = p->search->clock;
            enum appui_glpk_code code = appui_glpk_solve(&m.program, &options, &result);
            solved = code == APPUI_GLPK_OK && result.outcome == APPUI_GLPK_OPTIMAL;
            p->failed = p->failed || code == APPUI_GLPK_NO_MEMORY;
            if (solved) {
                read_master(p, &m, &result);
            }
        }
    } else {
        p->failed = true;
    }
    appui_glpk_result_release(&result);
    appui_program_release(&m.program);
    appui_arena_release(&arena);
    return solved;
}

/* ---- the bound ---- */

/* A power of two that turns multipliers into integers without any sum leaving 62 bits. */
static double scale_of(const struct pricing *p)
{
    double most = 1;
    for (int32_t c = 0; c < p->program->n_columns; c++) {
        double size = fabs((double)p->gain[c]);
        for (int32_t t = p->first_term[c]; t < p->first_term[c + 1]; t++) {
            size += fabs(p->multiplier[p->term_link[t]] * (double)p->term_coefficient[t]);
        }
        most += size * fmax(1, fmax(fabs((double)p->low[c]), fabs((double)p->high[c])));
    }
    double scale = 1;
    while (scale < 0x1p30 && most * scale * 2 < 0x1p58) {
        scale *= 2;
    }
    return scale;
}

/* What rows and free columns contribute to the bound, scaled; worths of all columns are set. */
static wide price_links(struct pricing *p, double scale)
{
    wide bound = 0;
    for (int32_t c = 0; c < p->program->n_columns; c++) {
        p->worth[c] = p->gain[c] * (int64_t)scale;
    }
    for (int32_t i = 0; i < p->n_links; i++) {
        const struct appui_row *row = &p->program->rows[p->link_row[i]];
        int64_t y = (int64_t)llround(p->multiplier[i] * scale);
        if ((y > 0 && row->high == APPUI_PLUS_INFINITY) ||
            (y < 0 && row->low == APPUI_MINUS_INFINITY)) {
            y = 0;
        }
        bound += y == 0 ? 0 : (wide)y * (y > 0 ? row->high : row->low);
        for (int64_t t = row->first_term; y != 0 && t < row->first_term + row->n_terms; t++) {
            p->worth[p->program->terms[t].column] -= y * p->program->terms[t].coefficient;
        }
    }
    for (int32_t c = 0; c < p->program->n_columns; c++) {
        if (p->blocks.column_block[c] < 0) {
            wide a = (wide)p->worth[c] * p->low[c], b = (wide)p->worth[c] * p->high[c];
            bound += a > b ? a : b;
        }
    }
    return bound;
}

static int64_t floor_of(wide value, int64_t divisor)
{
    wide whole = value / divisor;
    return (int64_t)(whole - (value % divisor != 0 && value < 0));
}

/* Prices every block: the bound the multipliers prove, and plans that may improve the program.
 * @return plans added, or -1 when a block has no plan at all (or memory failed) */
static int32_t price_blocks(struct pricing *p, int64_t *bound)
{
    double scale = scale_of(p);
    wide total = price_links(p, scale);
    int32_t added = 0;
    for (int32_t b = 0; b < p->blocks.n; b++) {
        int found = appui_blocks_best(&p->blocks, b, p->worth, p->low, p->high, &p->plan);
        p->failed = p->failed || found < 0;
        if (found <= 0) {
            *bound = INT64_MIN;
            return -1;
        }
        total += p->plan.worth;
        double gain = (double)p->plan.worth / scale - p->convexity[b];
        if (gain > 1e-6 + 1e-10 * fabs(p->convexity[b])) {
            p->failed = p->failed || add_plan(p, b, p->plan.entries, p->plan.n_entries) < 0;
            added++;
        }
    }
    *bound = floor_of(total, (int64_t)scale);
    return added;
}

/* True when nothing below the bound is of use. */
static bool is_pruned(const struct pricing *p, int64_t bound)
{
    return p->has_best ? bound <= p->best : bound < p->least;
}

/* The bound of a node, in units. @return false when it was left unfinished; the bound then holds
 * all the same */
static bool bound_node(struct pricing *p, int64_t *bound)
{
    for (int32_t round = 0; round < ROUNDS_MAX; round++) {
        if (is_over(p) || p->failed || !solve_master(p)) {
            p->stopped = true;
            return false;
        }
        int64_t proved;
        int32_t added = price_blocks(p, &proved);
        *bound = proved < *bound ? proved : *bound;
        if (added <= 0 || is_pruned(p, *bound)) {
            return true;
        }
    }
    return true;
}

/* ---- points ---- */

/* Completes a point whose blocks' columns are integral: what blocks leave to their own rows follows
 * from lines and days. */
static void complete(struct pricing *p)
{
    const struct appui_joint *joint = p->search->joint;
    const struct appui_problem *problem = joint->problem;
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        const struct appui_job *job = &problem->jobs[j];
        int32_t k = joint->job_project[j];
        if (k >= 0 && p->blocks.column_block[k] >= 0) {
            p->candidate[k] = 0;
        }
        int32_t part = job->n_parts == 1 ? joint->part[job->first_part] : -1;
        if (part >= 0 && p->blocks.column_block[part] >= 0) {
            p->candidate[part] = p->candidate[joint->days[j]];
        }
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        int32_t k = joint->job_project[j];
        if (k >= 0 && p->blocks.column_block[k] >= 0 && p->candidate[joint->days[j]] > 0) {
            p->candidate[k] = 1;
        }
    }
}

static int64_t value_of(const struct pricing *p, const int64_t *x)
{
    int64_t value = 0;
    for (int32_t c = 0; c < p->program->n_columns; c++) {
        value += p->gain[c] * x[c];
    }
    return value;
}

/* Takes the node's integral point when its lines find slots. */
static void offer(struct pricing *p)
{
    struct appui_search *search = p->search;
    size_t size = (size_t)p->program->n_columns * sizeof *p->candidate;
    for (int32_t c = 0; c < p->program->n_columns; c++) {
        p->candidate[c] = (int64_t)llround(p->fractional[c]);
    }
    complete(p);
    if (appui_program_violation(p->program, p->candidate) >= 0) {
        p->faulty = true;
        return;
    }
    int64_t value = value_of(p, p->candidate);
    if (p->has_best && value <= p->best) {
        return;
    }
    switch (appui_search_judge(search, p->candidate, false)) {
    case APPUI_PLACED:
        p->has_best = true;
        p->best = value;
        if (p->options->may_move) {
            memcpy(search->x, p->candidate, size);
            search->has_point = true;
            appui_search_keep(search);
            return;
        }
        appui_free(p->result->point);
        p->result->point = appui_calloc(1, size + 1);
        if (p->result->point) {
            memcpy(p->result->point, p->candidate, size);
        }
        p->failed = p->failed || !p->result->point;
        break;
    case APPUI_NOT_PLACEABLE:
        p->result->refused = true;
        break;
    case APPUI_PLACE_UNKNOWN:
        p->stopped = true;
        break;
    case APPUI_PLACE_FAULT:
        p->failed = true;
        break;
    }
}

/* ---- the tree ---- */

static double distance(double value)
{
    return fmin(value - floor(value), ceil(value) - value);
}

/* The column to branch on: lines before half-days and everything else, the most fractional of the
 * largest. @return -1 when all are whole */
static int32_t choose_column(const struct pricing *p)
{
    const int32_t *column_job = p->search->column_job;
    int32_t best = -1;
    double best_score = 0;
    for (int32_t c = 0; c < p->program->n_columns; c++) {
        double far = distance(p->fractional[c]);
        if (far < FRACTION || !p->program->columns[c].integer || p->low[c] == p->high[c]) {
            continue;
        }
        int32_t j = c < p->search->n_job_columns ? column_job[c] : -1;
        bool use = j >= 0 && p->search->joint->use[j] == c;
        bool order = c >= p->first_order && c < p->end_order;
        double score = order   ? 1000 + far
                       : use   ? 100 + p->fractional[c]
                       : j < 0 ? 10 + far
                               : 1 + far;
        if (score > best_score) {
            best = c;
            best_score = score;
        }
    }
    return best;
}

static bool must_return(struct pricing *p)
{
    bool enough = !p->options->may_move && p->has_best;
    return p->stopped || p->failed || p->faulty || p->result->refused || enough;
}

static void explore(struct pricing *p, int64_t bound, bool root);

/* Neighbourhoods between the best point and the node's. */
static void improve_best(struct pricing *p)
{
    if (!p->options->may_move || !p->has_best || appui_improve_is_whole(p->search)) {
        return;
    }
    int64_t target = p->program->maximise ? INT64_MAX : INT64_MIN;
    enum appui_solve_code code = appui_improve(p->search, p->fractional, target, NEIGHBOURHOODS);
    p->failed = p->failed || code != APPUI_SOLVE_OK;
    p->best = value_of(p, p->search->x);
}

static void explore_side(struct pricing *p, int32_t column, int64_t low, int64_t high,
                         int64_t bound)
{
    int64_t old_low = p->low[column], old_high = p->high[column];
    if (must_return(p)) {
        return;
    }
    if (appui_grow(&p->decisions, &p->decision_capacity, p->n_decisions + 1, sizeof *p->decisions) <
        0) {
        p->failed = true;
        return;
    }
    p->decisions[p->n_decisions++] = (struct decision){column, low, high};
    p->low[column] = low;
    p->high[column] = high;
    explore(p, bound, false);
    p->low[column] = old_low;
    p->high[column] = old_high;
    p->n_decisions--;
}

static void keep_root(struct pricing *p, int64_t bound)
{
    int64_t sign = p->program->maximise ? 1 : -1;
    p->result->has_bound = bound < INT64_MAX / 2 && bound > INT64_MIN / 2;
    p->result->bound = p->result->has_bound ? sign * bound * p->unit : 0;
    p->result->relaxed =
        appui_calloc((size_t)p->program->n_columns + 1, sizeof *p->result->relaxed);
    if (p->result->relaxed) {
        memcpy(p->result->relaxed, p->fractional,
               (size_t)p->program->n_columns * sizeof *p->fractional);
    }
}

/* One node and what is below it. */
static void explore(struct pricing *p, int64_t bound, bool root)
{
    int64_t limit = p->search->clock->options->node_limit;
    if (limit > 0 && p->result->n_nodes >= limit) {
        p->stopped = true;
        return;
    }
    p->result->n_nodes++;
    bool finished = bound_node(p, &bound);
    if (root) {
        keep_root(p, bound);
    }
    if (is_pruned(p, bound) || !finished || must_return(p)) {
        return;
    }
    if (root && p->options->root_only) {
        p->stopped = true;
        return;
    }
    if (p->result->n_nodes % NODES_BETWEEN == 0) {
        improve_best(p);
        if (is_pruned(p, bound) || must_return(p)) {
            return;
        }
    }
    int32_t column = choose_column(p);
    if (column < 0) {
        if (p->violation < FRACTION) {
            offer(p);
        } else {
            p->faulty = true; /* nothing to branch on, and rows unmet: left to another method */
        }
        p->faulty = p->faulty || (!must_return(p) && !is_pruned(p, bound));
        return;
    }
    double value = p->fractional[column];
    int64_t low = p->low[column], high = p->high[column];
    int64_t below = (int64_t)floor(value);
    explore_side(p, column, below + 1, high, bound);
    explore_side(p, column, low, below, bound);
}

static void conclude(struct pricing *p)
{
    struct appui_pricing_result *result = p->result;
    bool complete = !p->stopped && !p->failed && !p->faulty && !result->refused;
    result->proved = complete;
    result->infeasible = complete && !p->has_best;
    if (complete && p->has_best && p->options->may_move) {
        int64_t sign = p->program->maximise ? 1 : -1;
        result->has_bound = true;
        result->bound = sign * p->best * p->unit;
    }
}

enum appui_solve_code appui_pricing_run(struct appui_search *search,
                                        const struct appui_pricing_options *options,
                                        struct appui_pricing_result *result)
{
    struct pricing p = {
        .search = search, .options = options, .result = result, .program = &search->joint->program};
    open_pricing(&p);
    if (!p.failed) {
        const int64_t *x = options->may_move && search->has_point &&
                                   appui_program_violation(p.program, search->x) < 0
                               ? search->x
                               : NULL;
        p.has_best = x != NULL;
        p.best = x ? value_of(&p, x) : 0;
        p.failed = add_plans_of(&p, x) < 0;
        if (!p.failed) {
            explore(&p, INT64_MAX, true);
        }
        conclude(&p);
    }
    close_pricing(&p);
    return p.failed ? APPUI_SOLVE_NO_MEMORY : APPUI_SOLVE_OK;
}
