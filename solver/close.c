/*
 * Listing the plans of all blocks, dropping those that others stand for, choosing among the rest:
 * by a search of our own, or where that takes too long and plans are few, by the linear solver.
 */
#include "solver/close.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/random.h"
#include "solver/block_list.h"
#include "solver/pick.h"
#include "solver/plan_master.h"

/** Nodes of the integer program, after which its bound is taken as it is; plans that it is built
 * of at most. */
#define NODES_MAX 2000
#define PROGRAM_PLANS 600
/** Terms that our own search reads, for every plan allowed, before it gives up. */
#define WORK_PER_PLAN 2500
/** What a tier before says is not listed by once that was in vain so many times in a row. */
#define IN_VAIN_MAX 1

/** A node while it is being closed. */
struct closer {
    struct appui_plan_lp *lp;
    struct appui_arena arena;
    int32_t n_views;
    struct appui_view views[APPUI_VIEWS_MAX];        /**< the first: the node's own */
    struct appui_block_list *lists[APPUI_VIEWS_MAX]; /**< [n_blocks] of each; NULL: not opened */
    uint64_t *marks, *marks_and_gain;                /**< [n_columns] */
    uint8_t *adds_up; /**< [n_links] 1: no column can give back what a plan takes of the row */
    int32_t view;     /**< plans are listed by it */
    int32_t block;    /**< being listed */
    int32_t first;    /**< of the plans listed */
    int64_t cutoff;   /**< points worth more count, as better ones are found */
    const struct appui_closing *closing;
    bool failed, undecided; /**< memory failed; the linear solver left a choice open */
};

/* ---- what multipliers say of the node ---- */

/* Adds a view: the multipliers in lp->centre, and the node's plans at their best. @return 1; 0 when
 * there is none; -1 when memory fails */
static int add_view(struct closer *c, int64_t cutoff)
{
    struct appui_plan_lp *lp = c->lp;
    struct appui_view *view = &c->views[c->n_views];
    appui_wide total;
    if (!appui_plan_lp_price_centre(lp, &view->scale, &total)) {
        return lp->failed ? -1 : 0;
    }
    view->room = total - (appui_wide)(cutoff + 1) * view->scale;
    view->worth = appui_arena_alloc(&c->arena, (size_t)lp->n_columns, sizeof *view->worth);
    view->block_worth =
        appui_arena_alloc(&c->arena, (size_t)lp->blocks.n, sizeof *view->block_worth);
    view->multiplier = appui_arena_alloc(&c->arena, (size_t)lp->n_links, sizeof *view->multiplier);
    if (!view->worth || !view->block_worth || !view->multiplier) {
        return -1;
    }
    appui_plan_lp_scaled(lp, (double)view->scale, view->multiplier);
    memcpy(view->worth, lp->worth, (size_t)lp->n_columns * sizeof *view->worth);
    memcpy(view->block_worth, lp->block_worth, (size_t)lp->blocks.n * sizeof *view->block_worth);
    c->n_views++;
    return 1;
}

/* What the best multipliers of tiers before say: rows hold what those tiers came to, so that no
 * point may lose more than the gap of their bounds. */
static int add_hindsight(struct closer *c)
{
    struct appui_plan_lp *lp = c->lp;
    double *own = lp->centre;
    int result = 1;
    double *centre = appui_arena_alloc(&c->arena, (size_t)lp->n_links, sizeof *centre);
    if (!centre) {
        return -1;
    }
    for (int32_t h = 0; result >= 0 && h < lp->search->n_hindsights; h++) {
        for (int32_t i = 0; i < lp->n_links; i++) {
            centre[i] = appui_search_hindsight(lp->search, h, lp->link_row[i]);
        }
        lp->centre = centre;
        lp->phase_one = true; /* the objective at hand has no part in it */
        result = add_view(c, -1);
        lp->phase_one = false;
        lp->centre = own;
    }
    return result;
}

/* @return 1; 0 when the node has no multipliers; -1 when memory fails */
static int open_views(struct closer *c, int64_t cutoff)
{
    int result = add_view(c, cutoff);
    return result > 0 && add_hindsight(c) < 0 ? -1 : result;
}

/* ---- how many there are ---- */

static int64_t least_of(const struct closer *c, int32_t block, appui_wide room)
{
    return (int64_t)((appui_wide)c->views[c->view].block_worth[block] - room);
}

/* @return plans that lose no more than there is room for, n_max + 1 when there are more, or -1 when
 * memory fails */
static int64_t count(struct closer *c, appui_wide room, int64_t n_max)
{
    int64_t sum = 0;
    for (int32_t b = 0; b < c->lp->blocks.n && sum <= n_max; b++) {
        int64_t n = appui_block_list_run(&c->lists[c->view][b], least_of(c, b, room), n_max - sum,
                                         NULL, NULL);
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
    int64_t low = cutoff, high = bound + 1, step = 1; /* too many for low; few enough for high */
    while (high - low > 1) {                          /* in growing steps, then by bisection */
        int64_t next = step > 0 && high - step > low ? high - step : low + (high - low) / 2;
        const struct appui_view *view = &c->views[0];
        int64_t n = count(c, view->room - (appui_wide)(next - 1 - cutoff) * view->scale, n_max);
        if (n < 0) {
            return -1;
        }
        *(n > n_max ? &low : &high) = next;
        step = n > n_max ? 0 : 2 * step;
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

/* Adds a plan to the linear program's, unless it breaks a row by itself, or loses too much. */
static int take_plan(void *context, const struct appui_block_plan *plan)
{
    struct closer *c = context;
    struct appui_plan_lp *lp = c->lp;
    if (appui_plan_lp_add(lp, c->block, plan->entries, plan->n_entries) < 0) {
        return -1;
    }
    struct appui_plan_column *column = &lp->plans[lp->n_plans - 1];
    struct appui_block_entry *links = lp->plan_links + column->first_link;
    bool possible = true;
    for (int32_t l = 0; l < column->n_links; l++) {
        possible = possible && !(c->adds_up[links[l].column] &&
                                 links[l].value > lp->link_high[links[l].column]);
    }
    for (int32_t v = 0; possible && v < c->n_views; v++) {
        possible = appui_pick_regret(lp, &c->views[v], lp->n_plans - 1) <= c->views[v].room;
    }
    if (!possible) {
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

/* Lists the plans of all blocks. @return 0; 1 when there are more than n_max, or one was given up:
 * a block without plans would look like one that has none; -1 when memory fails */
static int list_plans(struct closer *c, int64_t n_max)
{
    struct appui_plan_lp *lp = c->lp;
    const struct appui_view *view = &c->views[c->view];
    int32_t first = lp->n_plans;
    for (int32_t b = 0; b < lp->blocks.n; b++) {
        c->block = b;
        int64_t n = appui_block_list_run(&c->lists[c->view][b], least_of(c, b, view->room), n_max,
                                         take_plan, c);
        if (n < 0 || n > n_max) {
            return n < 0 ? -1 : 1;
        }
        n_max -= n;
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

/* Solves the integer program over the plans from the first on. The caller releases both. */
static int solve_listed(struct closer *c, int32_t first, struct appui_plan_master *m,
                        struct appui_glpk_result *result)
{
    struct appui_plan_lp *lp = c->lp;
    if (appui_plan_master_build(lp, first, true, m) < 0) {
        return -1;
    }
    struct appui_glpk_options options = appui_plan_lp_options(lp);
    int64_t limit = lp->search->clock->options->node_limit;
    options.node_limit = limit > 0 && limit < NODES_MAX ? limit : NODES_MAX;
    return appui_glpk_solve(&m->program, &options, result) == APPUI_GLPK_NO_MEMORY ? -1 : 0;
}

/* Lets the linear solver choose a plan of every block. */
static int choose(struct closer *c, struct appui_closing *closing)
{
    struct appui_plan_master m = {0};
    struct appui_glpk_result result = {0};
    int failed = solve_listed(c, c->first, &m, &result);
    if (failed == 0) {
        read_choice(c, &m, &result, closing);
    }
    appui_glpk_result_release(&result);
    appui_plan_master_release(&m);
    return failed;
}

/* What a choice is worth at best, with columns of no block at their better bounds. */
static appui_wide best_value(const struct appui_plan_lp *lp, const int32_t *chosen)
{
    appui_wide value = 0;
    for (int32_t b = 0; b < lp->blocks.n; b++) {
        value += lp->plans[chosen[b]].cost;
    }
    for (int32_t c = 0; c < lp->n_columns; c++) {
        if (lp->blocks.column_block[c] < 0 && lp->gain[c] != 0) {
            value += (appui_wide)lp->gain[c] * (lp->gain[c] > 0 ? lp->high[c] : lp->low[c]);
        }
    }
    return value;
}

/* Adds copies of the plans chosen after all others. @return 0, or -1 when memory fails */
static int copy_chosen(struct appui_plan_lp *lp, const int32_t *chosen)
{
    int failed = 0;
    for (int32_t b = 0; failed == 0 && b < lp->blocks.n; b++) {
        const struct appui_plan_column *plan = &lp->plans[chosen[b]];
        int32_t first = plan->first_entry, n = plan->n_entries;
        failed = appui_grow(&lp->entries, &lp->entry_capacity, (int64_t)lp->n_entries + n,
                            sizeof *lp->entries);
        failed = failed < 0 ? -1 : appui_plan_lp_add(lp, b, lp->entries + first, n);
    }
    return failed;
}

/* Completes a choice by the columns that no block decides, and has the point judged. */
static int64_t judge(void *context, const int32_t *chosen)
{
    struct closer *c = context;
    struct appui_plan_lp *lp = c->lp;
    struct appui_plan_master m = {0};
    struct appui_glpk_result result = {0};
    int32_t n_plans = lp->n_plans, n_entries = lp->n_entries, n_plan_links = lp->n_plan_links;
    int64_t value = INT64_MIN;
    if (best_value(lp, chosen) <= c->cutoff) {
        return value;
    }
    int failed = copy_chosen(lp, chosen);
    failed = failed < 0 ? -1 : solve_listed(c, n_plans, &m, &result);
    if (failed == 0 && result.has_point && result.value > c->cutoff) {
        write_point(c, &m, result.point);
        value = c->closing->accept(c->closing->context) ? result.value : INT64_MIN;
        c->cutoff = value > c->cutoff ? value : c->cutoff;
    }
    bool decided = result.outcome == APPUI_GLPK_OPTIMAL || result.outcome == APPUI_GLPK_INFEASIBLE;
    c->undecided =
        c->undecided || !decided || (result.outcome == APPUI_GLPK_OPTIMAL) != result.has_point;
    c->failed = c->failed || failed < 0;
    lp->n_plans = n_plans;
    lp->n_entries = n_entries;
    lp->n_plan_links = n_plan_links;
    appui_glpk_result_release(&result);
    appui_plan_master_release(&m);
    return value;
}

/* Marks columns by the rows that they stand in: a sum of random numbers. By the view of a tier
 * before, plans that differ in the objective at hand are different. */
static void mark_columns(struct closer *c)
{
    const struct appui_plan_lp *lp = c->lp;
    uint64_t state = (uint64_t)lp->n_links, objective = appui_random_splitmix(&state);
    for (int32_t column = 0; column < lp->n_columns; column++) {
        for (int32_t t = lp->first_term[column]; t < lp->first_term[column + 1]; t++) {
            state = (uint64_t)lp->term_link[t];
            c->marks[column] += appui_random_splitmix(&state) * (uint64_t)lp->term_coefficient[t];
        }
        c->marks_and_gain[column] = c->marks[column] + objective * (uint64_t)lp->gain[column];
    }
}

/* What all lists need. */
static int prepare_lists(struct closer *c)
{
    c->adds_up = appui_arena_alloc(&c->arena, (size_t)c->lp->n_links + 1, 1);
    c->marks = appui_arena_alloc(&c->arena, (size_t)c->lp->n_columns, sizeof *c->marks);
    c->marks_and_gain =
        appui_arena_alloc(&c->arena, (size_t)c->lp->n_columns, sizeof *c->marks_and_gain);
    if (!c->adds_up || !c->marks || !c->marks_and_gain) {
        return -1;
    }
    mark_columns(c);
    find_rows(c);
    return 0;
}

/* Prepares the lists of all blocks, by a view. */
static int open_lists(struct closer *c, int32_t view)
{
    struct appui_plan_lp *lp = c->lp;
    struct appui_block_list *lists =
        appui_arena_alloc(&c->arena, (size_t)lp->blocks.n, sizeof *lists);
    c->view = view;
    c->lists[view] = lists;
    int result = lists ? 0 : -1;
    for (int32_t b = 0; result == 0 && b < lp->blocks.n; b++) {
        result = appui_block_list_open(&lists[b], &lp->blocks, b, c->views[view].worth, lp->low,
                                       lp->high, view > 0 ? c->marks_and_gain : c->marks);
        lists[b].stop = appui_plan_lp_is_over;
        lists[b].stop_context = lp;
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

static void release(struct closer *c)
{
    for (int32_t v = 0; v < c->n_views; v++) {
        for (int32_t b = 0; c->lists[v] && b < c->lp->blocks.n; b++) {
            appui_block_list_release(&c->lists[v][b]);
        }
    }
    appui_arena_release(&c->arena);
}

int appui_close_target(struct appui_plan_lp *lp, int64_t cutoff, int64_t bound, int64_t n_max,
                       int64_t *target)
{
    struct closer c = {.lp = lp};
    *target = bound + 1;
    int result = can_list(lp) ? add_view(&c, cutoff) : 0;
    if (result > 0) {
        result = prepare_lists(&c) < 0 || open_lists(&c, 0) < 0
                     ? -1
                     : lowest_target(&c, cutoff, bound, n_max, target);
    }
    release(&c);
    return result < 0 ? -1 : 0;
}

/* Lists the plans by the first view by which they are few. @return as list_plans */
static int list_by_some_view(struct closer *c, struct appui_closing *closing)
{
    struct appui_plan_lp *lp = c->lp;
    int32_t n_plans = lp->n_plans, n_entries = lp->n_entries, n_plan_links = lp->n_plan_links;
    int result = prepare_lists(c) < 0 ? -1 : 1;
    for (int32_t v = c->n_views - 1; result == 1 && v >= 0; v--) {
        if (v > 0 && closing->in_vain[v] >= IN_VAIN_MAX) {
            continue;
        }
        lp->n_plans = n_plans;
        lp->n_entries = n_entries;
        lp->n_plan_links = n_plan_links;
        result = open_lists(c, v) < 0 ? -1 : list_plans(c, closing->n_max);
        closing->in_vain[v] = result == 0 ? 0 : closing->in_vain[v] + 1;
    }
    return result;
}

/* Lists all plans for values above the cutoff, where they are few, and chooses among them. */
static int close_over(struct closer *c, struct appui_closing *closing)
{
    c->first = c->lp->n_plans;
    c->cutoff = closing->cutoff;
    c->closing = closing;
    int listed = list_by_some_view(c, closing);
    if (listed != 0) {
        return listed < 0 ? -1 : 0;
    }
    struct appui_pick pick = {.first = c->first,
                              .n_views = c->n_views,
                              .views = c->views,
                              .cutoff = closing->cutoff,
                              .work_most = WORK_PER_PLAN * closing->n_max,
                              .judge = judge,
                              .context = c};
    if (appui_pick_run(c->lp, &pick) < 0 || c->failed) {
        return -1;
    }
    closing->listed = pick.complete && !c->undecided;
    c->lp->search->n_closed_before += closing->listed && c->view > 0;
    if (closing->listed) {
        closing->bound = pick.cutoff < closing->bound ? pick.cutoff : closing->bound;
    } else if (c->lp->n_plans - c->first <= PROGRAM_PLANS && !appui_plan_lp_is_over(c->lp)) {
        closing->listed = true;
        return choose(c, closing);
    }
    return 0;
}

/* True when some view leaves no room at all: nothing in the node is worth more than the cutoff. */
static bool is_out(const struct closer *c)
{
    bool out = false;
    for (int32_t v = 0; v < c->n_views; v++) {
        out = out || c->views[v].room < 0;
    }
    return out;
}

int appui_close(struct appui_plan_lp *lp, struct appui_closing *closing)
{
    struct closer c = {.lp = lp};
    int32_t n_plans = lp->n_plans, n_entries = lp->n_entries, n_plan_links = lp->n_plan_links;
    int result = can_list(lp) ? open_views(&c, closing->cutoff) : 0;
    if (result > 0 && is_out(&c)) {
        closing->listed = true;
        closing->bound = closing->cutoff < closing->bound ? closing->cutoff : closing->bound;
    } else if (result > 0) {
        result = close_over(&c, closing);
    }
    lp->n_plans = n_plans;
    lp->n_entries = n_entries;
    lp->n_plan_links = n_plan_links;
    release(&c);
    return result < 0 ? -1 : 0;
}
