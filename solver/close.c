/*
 * Listing the plans of all blocks, dropping those that others stand for, choosing among the rest.
 */
#include "solver/close.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/random.h"
#include "solver/block_list.h"
#include "solver/plan_master.h"

/** Nodes of the integer program, after which its bound is taken as it is. */
#define NODES_MAX 2000

/** A node while it is being closed. */
struct closer {
    struct appui_plan_lp *lp;
    struct appui_block_list *lists; /**< [n_blocks] */
    struct appui_arena arena;
    int64_t scale;
    appui_wide total;
    uint64_t *marks;  /**< [n_columns] */
    uint8_t *adds_up; /**< [n_links] 1: no column can give back what a plan takes of the row */
    int32_t block;    /**< being listed */
};

/* ---- how many there are ---- */

static int64_t least_of(const struct closer *c, int32_t block, int64_t target)
{
    return (int64_t)((appui_wide)target * c->scale - (c->total - c->lp->block_worth[block]));
}

/* @return plans for a target, n_max + 1 when there are more, or -1 when memory fails */
static int64_t count(struct closer *c, int64_t target, int64_t n_max)
{
    int64_t sum = 0;
    for (int32_t b = 0; b < c->lp->blocks.n && sum <= n_max; b++) {
        int64_t n =
            appui_block_list_run(&c->lists[b], least_of(c, b, target), n_max - sum, NULL, NULL);
        if (n < 0) {
            return -1;
        }
        sum += n;
    }
    return sum;
}

/* The least target, above the cutoff and at most the bound, with few enough plans; a greater one
 * when there is none. */
static int lowest_target(struct closer *c, int64_t cutoff, int64_t bound, int64_t n_max,
                         int64_t *target)
{
    int64_t low = cutoff, high = bound, n_least = count(c, bound, n_max);
    *target = bound + 1;
    if (n_least < 0 || n_least > n_max) {
        return n_least < 0 ? -1 : 0;
    }
    while (high - low > 1) { /* too many for low, or it is of no use; few enough for high */
        int64_t middle = low + (high - low) / 2, n = count(c, middle, n_max);
        if (n < 0) {
            return -1;
        }
        *(n > n_max ? &low : &high) = middle;
    }
    *target = high;
    return 0;
}

/* ---- the list ---- */

/* Rows over columns that only add up. */
static void find_rows(struct closer *c)
{
    const struct appui_plan_lp *lp = c->lp;
    for (int32_t i = 0; i < lp->n_links; i++) {
        const struct appui_row *row = &lp->program->rows[lp->link_row[i]];
        c->adds_up[i] = 1;
        for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
            const struct appui_term *term = &lp->program->terms[t];
            c->adds_up[i] &= term->coefficient >= 0 && lp->low[term->column] >= 0;
        }
    }
}

static int by_link(const void *a, const void *b)
{
    const struct appui_block_entry *l = a, *r = b;
    return (l->column > r->column) - (l->column < r->column);
}

/* Adds a plan to the linear program's, unless it breaks a row by itself. */
static int take_plan(void *context, const struct appui_block_plan *plan)
{
    struct closer *c = context;
    struct appui_plan_lp *lp = c->lp;
    if (appui_plan_lp_add(lp, c->block, plan->entries, plan->n_entries) < 0) {
        return -1;
    }
    struct appui_plan_column *column = &lp->plans[lp->n_plans - 1];
    struct appui_block_entry *links = lp->plan_links + column->first_link;
    bool alone = true;
    for (int32_t l = 0; l < column->n_links; l++) {
        alone = alone &&
                !(c->adds_up[links[l].column] && links[l].value > lp->link_high[links[l].column]);
    }
    if (!alone) {
        appui_plan_lp_drop_last(lp);
    } else if (column->n_links > 1) {
        qsort(links, (size_t)column->n_links, sizeof *links, by_link);
    }
    return 0;
}

/** A plan while those that stand for each other are found. */
struct sorted {
    const struct appui_plan_lp *lp;
    int32_t plan;
};

/* By block, then by what a plan takes of the rows. */
static int compare_links(const struct sorted *a, const struct sorted *b)
{
    const struct appui_plan_column *l = &a->lp->plans[a->plan], *r = &b->lp->plans[b->plan];
    if (l->block != r->block) {
        return l->block < r->block ? -1 : 1;
    }
    if (l->n_links != r->n_links) {
        return l->n_links < r->n_links ? -1 : 1;
    }
    const struct appui_block_entry *links_l = a->lp->plan_links + l->first_link;
    const struct appui_block_entry *links_r = b->lp->plan_links + r->first_link;
    for (int32_t i = 0; i < l->n_links; i++) {
        if (links_l[i].column != links_r[i].column) {
            return links_l[i].column < links_r[i].column ? -1 : 1;
        }
        if (links_l[i].value != links_r[i].value) {
            return links_l[i].value < links_r[i].value ? -1 : 1;
        }
    }
    return 0;
}

static int by_use(const void *a, const void *b)
{
    const struct sorted *l = a, *r = b;
    int order = compare_links(l, r);
    int64_t cost_l = l->lp->plans[l->plan].cost, cost_r = r->lp->plans[r->plan].cost;
    if (order == 0 && cost_l != cost_r) {
        order = cost_l > cost_r ? -1 : 1;
    }
    return order != 0 ? order : (l->plan > r->plan) - (l->plan < r->plan);
}

/* Of plans that take the same of every row, the best stands for all: the others are barred. */
static int bar_equals(struct closer *c, int32_t first)
{
    struct appui_plan_lp *lp = c->lp;
    int32_t n = lp->n_plans - first;
    struct sorted *sorted = appui_arena_alloc(&c->arena, (size_t)n + 1, sizeof *sorted);
    if (!sorted) {
        return -1;
    }
    for (int32_t i = 0; i < n; i++) {
        sorted[i] = (struct sorted){lp, first + i};
    }
    if (n > 1) {
        qsort(sorted, (size_t)n, sizeof *sorted, by_use);
    }
    for (int32_t i = 1; i < n; i++) {
        lp->plans[sorted[i].plan].barred = compare_links(&sorted[i - 1], &sorted[i]) == 0;
    }
    return 0;
}

/* Lists the plans of all blocks. @return 0; 1 when one was given up: a block without plans would
 * look like one that has none; -1 when memory fails */
static int list_plans(struct closer *c, int64_t target, int64_t n_max)
{
    struct appui_plan_lp *lp = c->lp;
    int32_t first = lp->n_plans;
    for (int32_t b = 0; b < lp->blocks.n; b++) {
        c->block = b;
        int64_t n = appui_block_list_run(&c->lists[b], least_of(c, b, target), n_max, take_plan, c);
        if (n < 0 || n > n_max) {
            return n < 0 ? -1 : 1;
        }
    }
    return bar_equals(c, first);
}

/* ---- the choice ---- */

/* Writes the point that chosen plans make. */
static void write_point(struct closer *c, const struct appui_plan_master *m, const int64_t *chosen)
{
    struct appui_plan_lp *lp = c->lp;
    memset(lp->fractional, 0, (size_t)lp->n_columns * sizeof *lp->fractional);
    for (int32_t f = 0; f < m->n_free; f++) {
        lp->fractional[m->column[f]] = (double)chosen[f];
    }
    for (int32_t k = 0; k < m->n_chosen; k++) {
        const struct appui_plan_column *plan = &lp->plans[m->plan[k]];
        for (int32_t e = plan->first_entry;
             chosen[m->n_free + k] > 0 && e < plan->first_entry + plan->n_entries; e++) {
            lp->fractional[lp->entries[e].column] = (double)lp->entries[e].value;
        }
    }
}

static void read_choice(struct closer *c, const struct appui_plan_master *m,
                        const struct appui_glpk_result *result, struct appui_closing *closing)
{
    int64_t bound = closing->bound, cutoff = closing->cutoff;
    if (result->outcome == APPUI_GLPK_OPTIMAL || result->outcome == APPUI_GLPK_INFEASIBLE) {
        bound = result->has_point ? result->value : cutoff;
    } else if (result->has_bound && fabs(result->bound) < 1e17) {
        bound = (int64_t)floor(result->bound + 1e-6 + 1e-9 * fabs(result->bound));
    }
    bound = bound > cutoff ? bound : cutoff;
    closing->bound = bound < closing->bound ? bound : closing->bound;
    closing->has_point = result->has_point && result->value > closing->known;
    if (closing->has_point) {
        write_point(c, m, result->point);
    }
}

/* Chooses a plan of every block. @param first  of the plans listed */
static int choose(struct closer *c, int32_t first, struct appui_closing *closing)
{
    struct appui_plan_lp *lp = c->lp;
    struct appui_plan_master m = {0};
    struct appui_glpk_result result = {0};
    int failed = appui_plan_master_build(lp, first, true, &m);
    if (failed == 0) {
        struct appui_glpk_options options = appui_plan_lp_options(lp);
        int64_t limit = lp->search->clock->options->node_limit;
        options.node_limit = limit > 0 && limit < NODES_MAX ? limit : NODES_MAX;
        enum appui_glpk_code code = appui_glpk_solve(&m.program, &options, &result);
        if (code == APPUI_GLPK_OK) {
            read_choice(c, &m, &result, closing);
        }
        failed = code == APPUI_GLPK_NO_MEMORY ? -1 : 0;
    }
    appui_glpk_result_release(&result);
    appui_plan_master_release(&m);
    return failed;
}

/* Marks columns by the rows that they stand in: a sum of random numbers. */
static void mark_columns(struct closer *c)
{
    const struct appui_plan_lp *lp = c->lp;
    for (int32_t column = 0; column < lp->n_columns; column++) {
        for (int32_t t = lp->first_term[column]; t < lp->first_term[column + 1]; t++) {
            uint64_t state = (uint64_t)lp->term_link[t];
            c->marks[column] += appui_random_splitmix(&state) * (uint64_t)lp->term_coefficient[t];
        }
    }
}

/* Prepares the lists of all blocks. */
static int open_lists(struct closer *c)
{
    struct appui_plan_lp *lp = c->lp;
    c->lists = appui_arena_alloc(&c->arena, (size_t)lp->blocks.n, sizeof *c->lists);
    c->adds_up = appui_arena_alloc(&c->arena, (size_t)lp->n_links + 1, 1);
    c->marks = appui_arena_alloc(&c->arena, (size_t)lp->n_columns, sizeof *c->marks);
    int result = c->lists && c->adds_up && c->marks ? 0 : -1;
    if (result == 0) {
        mark_columns(c);
    }
    for (int32_t b = 0; result == 0 && b < lp->blocks.n; b++) {
        result = appui_block_list_open(&c->lists[b], &lp->blocks, b, lp->worth, lp->low, lp->high,
                                       c->marks);
        c->lists[b].stop = appui_plan_lp_is_over;
        c->lists[b].stop_context = lp;
    }
    if (result == 0) {
        find_rows(c);
    }
    return result;
}

/* True of a column that nothing is better for when it is 1: then it is only where it must. */
static bool is_unwanted(const struct appui_plan_lp *lp, int32_t column)
{
    bool unwanted = lp->gain[column] <= 0;
    for (int32_t t = lp->first_term[column]; t < lp->first_term[column + 1]; t++) {
        int32_t link = lp->term_link[t];
        unwanted =
            unwanted && (lp->term_coefficient[t] > 0 ? lp->link_low[link] == APPUI_MINUS_INFINITY
                                                     : lp->link_high[link] == APPUI_PLUS_INFINITY);
    }
    return unwanted;
}

/* True when every block can be listed: plans are told apart by lines and sessions, so steps must
 * follow from these, and the periods that they lie in must not matter. */
static bool can_list(const struct appui_plan_lp *lp)
{
    bool can = lp->blocks.n > 0;
    for (int32_t s = 0; can && s < lp->blocks.n_steps; s++) {
        can = is_unwanted(lp, lp->blocks.steps[s].column);
    }
    for (int32_t i = 0; can && i < lp->blocks.n_items; i++) {
        for (int r = 0; r < 2; r++) {
            int32_t part = lp->blocks.items[i].part[r];
            can = can && (part < 0 || lp->first_term[part] == lp->first_term[part + 1]);
        }
    }
    return can;
}

static void close_lists(struct closer *c)
{
    for (int32_t b = 0; c->lists && b < c->lp->blocks.n; b++) {
        appui_block_list_release(&c->lists[b]);
    }
    appui_arena_release(&c->arena);
}

int appui_close_target(struct appui_plan_lp *lp, int64_t cutoff, int64_t bound, int64_t n_max,
                       int64_t *target)
{
    struct closer c = {.lp = lp};
    *target = bound + 1;
    if (!can_list(lp) || !appui_plan_lp_price_centre(lp, &c.scale, &c.total)) {
        return lp->failed ? -1 : 0;
    }
    int result = open_lists(&c);
    if (result == 0) {
        result = lowest_target(&c, cutoff, bound, n_max, target);
    }
    close_lists(&c);
    return result < 0 ? -1 : 0;
}

/* Lists all plans for values above the cutoff, where they are few, and chooses among them. */
static int close_over(struct closer *c, struct appui_closing *closing)
{
    int32_t first = c->lp->n_plans;
    int64_t n = count(c, closing->cutoff + 1, closing->n_max);
    if (n < 0 || n > closing->n_max) {
        return n < 0 ? -1 : 0;
    }
    int listed = list_plans(c, closing->cutoff + 1, closing->n_max);
    closing->listed = listed == 0;
    return listed == 0 ? choose(c, first, closing) : listed < 0 ? -1 : 0;
}

int appui_close(struct appui_plan_lp *lp, struct appui_closing *closing)
{
    struct closer c = {.lp = lp};
    if (!can_list(lp) || !appui_plan_lp_price_centre(lp, &c.scale, &c.total)) {
        return lp->failed ? -1 : 0;
    }
    int32_t n_plans = lp->n_plans, n_entries = lp->n_entries, n_plan_links = lp->n_plan_links;
    int result = open_lists(&c);
    if (result == 0) {
        result = close_over(&c, closing);
    }
    lp->n_plans = n_plans;
    lp->n_entries = n_entries;
    lp->n_plan_links = n_plan_links;
    close_lists(&c);
    return result < 0 ? -1 : 0;
}
