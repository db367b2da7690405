/*
 * Plans as columns, and bounds that a node narrows.
 */
#include "solver/plan_lp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/fraction.h"
#include "solver/tighten.h"

/** Plans without use in so many programs are left out of the next. */
#define IDLE_MAX 15
/** Those are forgotten when there are more plans than this. */
#define PLANS_LEAST 1000
#define PLANS_PER_ROW 20

/* ---- opening ---- */

static void *make(struct appui_plan_lp *lp, int64_t n, size_t size)
{
    void *room = appui_arena_alloc(&lp->arena, (size_t)n + 1, size);
    lp->failed = lp->failed || !room;
    return room;
}

static void set_objective(struct appui_plan_lp *lp)
{
    const struct appui_program *program = lp->program;
    int64_t unit = 0, sign = program->maximise ? 1 : -1;
    for (int32_t c = 0; c < program->n_columns; c++) {
        unit = appui_gcd(unit, program->columns[c].cost);
    }
    lp->unit = unit > 0 ? unit : 1;
    double largest = 1;
    for (int32_t c = 0; c < program->n_columns; c++) {
        const struct appui_column *column = &program->columns[c];
        lp->gain[c] = sign * column->cost / lp->unit;
        lp->low[c] = column->low;
        lp->high[c] = column->high;
        int64_t a = lp->gain[c] * column->low, b = lp->gain[c] * column->high;
        lp->least += lp->gain[c] == 0 ? 0 : a < b ? a : b;
        largest = fmax(largest, fabs((double)lp->gain[c]) * fmax(1, (double)column->high));
    }
    lp->penalty = 10 * largest;
}

static void find_links(struct appui_plan_lp *lp)
{
    const struct appui_program *program = lp->program;
    for (int32_t i = 0; i < program->n_rows; i++) {
        lp->link[i] = -1;
        if (!lp->blocks.row_inside[i] && !appui_tighten_is_idle(program, &program->rows[i])) {
            lp->link[i] = lp->n_links;
            lp->link_low[lp->n_links] = program->rows[i].low;
            lp->link_high[lp->n_links] = program->rows[i].high;
            lp->link_row[lp->n_links++] = i;
        }
    }
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        for (int64_t t = row->first_term; lp->link[i] >= 0 && t < row->first_term + row->n_terms;
             t++) {
            lp->first_term[program->terms[t].column + 1]++;
        }
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        lp->first_term[c + 1] += lp->first_term[c];
    }
}

static void fill_terms(struct appui_plan_lp *lp)
{
    const struct appui_program *program = lp->program;
    int32_t *next = make(lp, program->n_columns, sizeof *next);
    if (lp->failed) {
        return;
    }
    memcpy(next, lp->first_term, (size_t)program->n_columns * sizeof *next);
    for (int32_t i = 0; i < program->n_rows; i++) {
        const struct appui_row *row = &program->rows[i];
        for (int64_t t = row->first_term; lp->link[i] >= 0 && t < row->first_term + row->n_terms;
             t++) {
            int32_t place = next[program->terms[t].column]++;
            lp->term_link[place] = lp->link[i];
            lp->term_coefficient[place] = program->terms[t].coefficient;
        }
    }
}

/* Projects of proposals, and parts, follow from half-days where blocks enforce their rows; parts
 * only where there is no choice of the period. */
static void find_implied(struct appui_plan_lp *lp)
{
    const struct appui_joint *joint = lp->search->joint;
    for (int32_t j = 0; j < joint->problem->n_jobs; j++) {
        const struct appui_job *job = &joint->problem->jobs[j];
        if (joint->job_project[j] >= 0) {
            lp->is_implied[joint->job_project[j]] = 1;
        }
        for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
            lp->is_implied[joint->part[h]] = 1;
        }
    }
    for (int32_t i = 0; i < lp->blocks.n_items; i++) {
        for (int r = 0; r < 2; r++) {
            if (lp->blocks.items[i].part[r] >= 0) {
                lp->is_implied[lp->blocks.items[i].part[r]] = 0;
            }
        }
    }
}

static int open_lp(struct appui_plan_lp *lp, struct appui_search *search, double deadline_s,
                   const struct appui_blocks *before)
{
    lp->search = search;
    lp->program = &search->joint->program;
    lp->deadline_s = deadline_s;
    int64_t n_columns = lp->program->n_columns, n_rows = lp->program->n_rows;
    lp->n_columns = lp->program->n_columns;
    lp->n_rows = lp->program->n_rows;
    if (appui_blocks_build(search->joint, before, &lp->blocks) < 0) {
        return -1;
    }
    lp->gain = make(lp, n_columns, sizeof *lp->gain);
    lp->low = make(lp, n_columns, sizeof *lp->low);
    lp->high = make(lp, n_columns, sizeof *lp->high);
    lp->is_implied = make(lp, n_columns, 1);
    lp->link_row = make(lp, n_rows, sizeof *lp->link_row);
    lp->link = make(lp, n_rows, sizeof *lp->link);
    lp->link_low = make(lp, n_rows, sizeof *lp->link_low);
    lp->link_high = make(lp, n_rows, sizeof *lp->link_high);
    lp->first_term = make(lp, n_columns + 1, sizeof *lp->first_term);
    lp->term_link = make(lp, lp->program->n_terms, sizeof *lp->term_link);
    lp->term_coefficient = make(lp, lp->program->n_terms, sizeof *lp->term_coefficient);
    lp->dual = make(lp, n_rows, sizeof *lp->dual);
    lp->centre = make(lp, n_rows, sizeof *lp->centre);
    lp->multiplier = make(lp, n_rows, sizeof *lp->multiplier);
    lp->convexity = make(lp, lp->blocks.n, sizeof *lp->convexity);
    lp->row_state = make(lp, n_rows + lp->blocks.n, 1);
    lp->slack_state = make(lp, 2 * n_rows + lp->blocks.n, 1);
    lp->free_state = make(lp, n_columns, 1);
    lp->row_out = make(lp, n_rows, 1);
    lp->row_idle = make(lp, n_rows, 1);
    lp->fractional = make(lp, n_columns, sizeof *lp->fractional);
    lp->activity = make(lp, n_rows, sizeof *lp->activity);
    lp->worth = make(lp, n_columns, sizeof *lp->worth);
    lp->block_worth = make(lp, lp->blocks.n, sizeof *lp->block_worth);
    lp->item_most = make(lp, lp->blocks.n_items, sizeof *lp->item_most);
    lp->sum = make(lp, n_rows, sizeof *lp->sum);
    lp->kept.fractional = make(lp, n_columns, sizeof *lp->kept.fractional);
    lp->kept.centre = make(lp, n_rows, sizeof *lp->kept.centre);
    lp->kept.dual = make(lp, n_rows, sizeof *lp->kept.dual);
    lp->kept.convexity = make(lp, lp->blocks.n, sizeof *lp->kept.convexity);
    lp->kept.row_state = make(lp, n_rows + lp->blocks.n, 1);
    lp->kept.slack_state = make(lp, 2 * n_rows + lp->blocks.n, 1);
    lp->kept.free_state = make(lp, n_columns, 1);
    lp->kept.row_out = make(lp, n_rows, 1);
    lp->point_entries = make(lp, n_columns, sizeof *lp->point_entries);
    if (!lp->failed) {
        set_objective(lp);
        find_implied(lp);
        find_links(lp);
        fill_terms(lp);
    }
    return lp->failed ? -1 : 0;
}

int appui_plan_lp_open(struct appui_plan_lp *lp, struct appui_search *search, double deadline_s)
{
    return open_lp(lp, search, deadline_s, NULL);
}

void appui_plan_lp_release(struct appui_plan_lp *lp)
{
    appui_blocks_release(&lp->blocks);
    appui_block_plan_release(&lp->plan);
    appui_free(lp->plans);
    appui_free(lp->entries);
    appui_free(lp->plan_links);
    appui_free(lp->narrowings);
    appui_free(lp->kept.plan_state);
    appui_arena_release(&lp->arena);
    *lp = (struct appui_plan_lp){0};
}

/* ---- limits ---- */

bool appui_plan_lp_is_over(void *context)
{
    struct appui_plan_lp *lp = context;
    return appui_clock_over(lp->search->clock) || appui_clock_now() >= lp->deadline_s;
}

struct appui_glpk_options appui_plan_lp_options(struct appui_plan_lp *lp)
{
    struct appui_glpk_options options = appui_glpk_options_default();
    double left = lp->deadline_s - appui_clock_now();
    options.time_limit_s = left > 1e-3 ? left : 1e-3;
    options.stop = appui_plan_lp_is_over;
    options.context = lp;
    return options;
}

/* ---- plans as columns ---- */

/* Sums the links of the entries from first_entry on into the plan. */
static int link_plan(struct appui_plan_lp *lp, struct appui_plan_column *plan)
{
    plan->first_link = lp->n_plan_links;
    plan->cost = 0;
    for (int32_t e = plan->first_entry; e < plan->first_entry + plan->n_entries; e++) {
        const struct appui_block_entry *entry = &lp->entries[e];
        plan->cost += lp->gain[entry->column] * entry->value;
        for (int32_t t = lp->first_term[entry->column]; t < lp->first_term[entry->column + 1];
             t++) {
            lp->sum[lp->term_link[t]] += lp->term_coefficient[t] * entry->value;
        }
    }
    for (int32_t e = plan->first_entry; e < plan->first_entry + plan->n_entries; e++) {
        const struct appui_block_entry *entry = &lp->entries[e];
        for (int32_t t = lp->first_term[entry->column]; t < lp->first_term[entry->column + 1];
             t++) {
            int64_t *sum = &lp->sum[lp->term_link[t]];
            if (*sum != 0) {
                if (appui_grow(&lp->plan_links, &lp->link_capacity, lp->n_plan_links + 1,
                               sizeof *lp->plan_links) < 0) {
                    return -1;
                }
                lp->plan_links[lp->n_plan_links++] =
                    (struct appui_block_entry){lp->term_link[t], *sum};
                *sum = 0;
            }
        }
    }
    plan->n_links = lp->n_plan_links - plan->first_link;
    return 0;
}

int appui_plan_lp_add(struct appui_plan_lp *lp, int32_t block,
                      const struct appui_block_entry *entries, int32_t n)
{
    if (appui_grow(&lp->plans, &lp->plan_capacity, lp->n_plans + 1, sizeof *lp->plans) < 0 ||
        appui_grow(&lp->entries, &lp->entry_capacity, lp->n_entries + n, sizeof *lp->entries) < 0) {
        return -1;
    }
    struct appui_plan_column *plan = &lp->plans[lp->n_plans];
    *plan = (struct appui_plan_column){
        .block = block, .first_entry = lp->n_entries, .n_entries = n, .state = APPUI_GLPK_AT_LOW};
    for (int32_t e = 0; e < n; e++) {
        lp->entries[lp->n_entries++] = entries[e];
    }
    if (link_plan(lp, plan) < 0) {
        return -1;
    }
    lp->n_plans++;
    return 0;
}

void appui_plan_lp_drop_last(struct appui_plan_lp *lp)
{
    const struct appui_plan_column *plan = &lp->plans[--lp->n_plans];
    lp->n_entries = plan->first_entry;
    lp->n_plan_links = plan->first_link;
}

void appui_plan_lp_begin_with(struct appui_plan_lp *lp, int32_t n, const double *multipliers)
{
    double sign = lp->program->maximise ? 1 : -1;
    for (int32_t i = 0; i < lp->n_links; i++) {
        int32_t row = lp->link_row[i];
        lp->dual[i] = row < n ? sign * multipliers[row] / (double)lp->unit : 0;
    }
    lp->hint = lp->dual;
}

void appui_plan_lp_add_point(struct appui_plan_lp *lp, const int64_t *x)
{
    for (int32_t b = 0; !lp->failed && b < lp->blocks.n; b++) {
        int32_t n = 0;
        bool allowed = true;
        for (int32_t c = 0; allowed && c < lp->n_columns; c++) {
            if (lp->blocks.column_block[c] == b) {
                allowed = x[c] >= lp->low[c] && x[c] <= lp->high[c];
                if (x[c] != 0 && !lp->is_implied[c]) {
                    lp->point_entries[n++] = (struct appui_block_entry){c, x[c]};
                }
            }
        }
        if (allowed && appui_plan_lp_add(lp, b, lp->point_entries, n) < 0) {
            lp->failed = true;
        }
    }
}

bool appui_plan_lp_is_line(const struct appui_plan_lp *lp, int32_t column)
{
    const struct appui_search *search = lp->search;
    int32_t j = column < search->n_job_columns ? search->column_job[column] : -1;
    return j >= 0 && search->joint->use[j] == column;
}

static int64_t value_in(const struct appui_plan_lp *lp, const struct appui_plan_column *plan,
                        int32_t column)
{
    for (int32_t e = plan->first_entry; e < plan->first_entry + plan->n_entries; e++) {
        if (lp->entries[e].column == column) {
            return lp->entries[e].value;
        }
    }
    return 0;
}

/* True when the plan keeps every bound of the node. */
static bool is_allowed(const struct appui_plan_lp *lp, const struct appui_plan_column *plan)
{
    if (plan->barred) {
        return false;
    }
    for (int32_t e = plan->first_entry; e < plan->first_entry + plan->n_entries; e++) {
        const struct appui_block_entry *entry = &lp->entries[e];
        if (entry->value < lp->low[entry->column] || entry->value > lp->high[entry->column]) {
            return false;
        }
    }
    for (int32_t i = 0; i < lp->n_narrowings; i++) {
        int32_t c = lp->narrowings[i].is_row ? -1 : lp->narrowings[i].index;
        if (c >= 0 && lp->low[c] > 0 && lp->blocks.column_block[c] == plan->block &&
            value_in(lp, plan, c) < lp->low[c]) {
            return false;
        }
    }
    return true;
}

bool appui_plan_lp_takes(const struct appui_plan_lp *lp, const struct appui_plan_column *plan)
{
    return plan->idle <= IDLE_MAX && is_allowed(lp, plan);
}

/* ---- narrower bounds ---- */

static void note_narrowing(struct appui_plan_lp *lp, struct appui_narrowing before)
{
    if (appui_grow(&lp->narrowings, &lp->narrowing_capacity, lp->n_narrowings + 1,
                   sizeof *lp->narrowings) < 0) {
        lp->failed = true;
        return;
    }
    lp->narrowings[lp->n_narrowings++] = before;
    lp->moved = true;
}

void appui_plan_lp_narrow_column(struct appui_plan_lp *lp, int32_t column, int64_t low,
                                 int64_t high)
{
    if (low > lp->low[column] || high < lp->high[column]) {
        note_narrowing(lp,
                       (struct appui_narrowing){false, column, lp->low[column], lp->high[column]});
        lp->low[column] = low > lp->low[column] ? low : lp->low[column];
        lp->high[column] = high < lp->high[column] ? high : lp->high[column];
    }
}

void appui_plan_lp_narrow_link(struct appui_plan_lp *lp, int32_t link, int64_t low, int64_t high)
{
    if (low > lp->link_low[link] || high < lp->link_high[link]) {
        note_narrowing(
            lp, (struct appui_narrowing){true, link, lp->link_low[link], lp->link_high[link]});
        lp->link_low[link] = low > lp->link_low[link] ? low : lp->link_low[link];
        lp->link_high[link] = high < lp->link_high[link] ? high : lp->link_high[link];
    }
}

void appui_plan_lp_undo(struct appui_plan_lp *lp, int32_t n_narrowings)
{
    while (lp->n_narrowings > n_narrowings) {
        const struct appui_narrowing *before = &lp->narrowings[--lp->n_narrowings];
        (before->is_row ? lp->link_low : lp->low)[before->index] = before->low;
        (before->is_row ? lp->link_high : lp->high)[before->index] = before->high;
        lp->moved = true;
    }
}

/* ---- which plans a program needs ---- */

bool appui_plan_lp_improves(const struct appui_plan_lp *lp, const struct appui_plan_column *plan)
{
    double own = lp->phase_one ? 0 : (double)plan->cost;
    double cost = own - lp->convexity[plan->block];
    double size = fabs(own) + fabs(lp->convexity[plan->block]);
    for (int32_t l = plan->first_link; l < plan->first_link + plan->n_links; l++) {
        double part = lp->dual[lp->plan_links[l].column] * (double)lp->plan_links[l].value;
        cost -= part;
        size += fabs(part);
    }
    return cost > 1e-6 + 1e-9 * size;
}

int32_t appui_plan_lp_recall(struct appui_plan_lp *lp)
{
    int32_t n = 0;
    for (int32_t i = 0; i < lp->n_plans; i++) {
        struct appui_plan_column *plan = &lp->plans[i];
        if (plan->idle > IDLE_MAX && appui_plan_lp_improves(lp, plan) && is_allowed(lp, plan)) {
            plan->idle = 0;
            n++;
        }
    }
    return n;
}

/* ---- more rows ---- */

/* Bounds, multipliers and basis of what both have; new rows are basic, new columns at their low
 * bound. */
static void take_over(struct appui_plan_lp *lp, const struct appui_plan_lp *old)
{
    size_t links = (size_t)old->n_links, blocks = (size_t)lp->blocks.n;
    memcpy(lp->low, old->low, (size_t)old->n_columns * sizeof *lp->low);
    memcpy(lp->high, old->high, (size_t)old->n_columns * sizeof *lp->high);
    memcpy(lp->link_low, old->link_low, links * sizeof *lp->link_low);
    memcpy(lp->link_high, old->link_high, links * sizeof *lp->link_high);
    memset(lp->row_state, APPUI_GLPK_BASIC, (size_t)lp->n_links);
    memset(lp->slack_state, APPUI_GLPK_AT_LOW, 2 * (size_t)lp->n_links);
    memset(lp->free_state, APPUI_GLPK_AT_LOW, (size_t)lp->n_columns);
    memcpy(lp->row_state, old->row_state, links);
    memcpy(lp->row_out, old->row_out, links);
    memcpy(lp->row_idle, old->row_idle, links);
    memcpy(lp->row_state + lp->n_links, old->row_state + links, blocks);
    memcpy(lp->slack_state, old->slack_state, 2 * links);
    memcpy(lp->slack_state + 2 * lp->n_links, old->slack_state + 2 * links, blocks);
    memcpy(lp->free_state, old->free_state, (size_t)old->n_free);
    memcpy(lp->centre, old->centre, links * sizeof *lp->centre);
    lp->has_centre = old->has_centre;
    lp->has_basis = old->has_basis;
    lp->moved = true;
}

/* True when a row that blocks enforce, from the first given on, forbids the plan. */
static bool is_barred(const struct appui_plan_lp *lp, const struct appui_plan_column *plan,
                      int32_t first_row)
{
    for (int32_t i = first_row; i < lp->n_rows; i++) {
        const struct appui_row *row = &lp->program->rows[i];
        int64_t sum = 0;
        for (int64_t t = row->first_term;
             lp->blocks.row_inside[i] && t < row->first_term + row->n_terms; t++) {
            const struct appui_term *term = &lp->program->terms[t];
            sum += term->coefficient * value_in(lp, plan, term->column);
        }
        if (lp->blocks.row_inside[i] && sum > row->high) {
            return true;
        }
    }
    return false;
}

int appui_plan_lp_refresh(struct appui_plan_lp *lp)
{
    struct appui_plan_lp fresh = {0};
    int result = open_lp(&fresh, lp->search, lp->deadline_s, &lp->blocks);
    if (result == 0) {
        take_over(&fresh, lp);
    }
    for (int32_t i = 0; result == 0 && i < lp->n_plans; i++) {
        const struct appui_plan_column *plan = &lp->plans[i];
        result = appui_plan_lp_add(&fresh, plan->block, lp->entries + plan->first_entry,
                                   plan->n_entries);
        if (result == 0) {
            fresh.plans[i].state = plan->state;
            fresh.plans[i].barred = plan->barred || is_barred(&fresh, &fresh.plans[i], lp->n_rows);
        }
    }
    if (result < 0) {
        appui_plan_lp_release(&fresh);
        return -1;
    }
    fresh.n_rounds = lp->n_rounds;
    fresh.narrowings = lp->narrowings;
    fresh.n_narrowings = lp->n_narrowings;
    fresh.narrowing_capacity = lp->narrowing_capacity;
    lp->narrowings = NULL;
    appui_plan_lp_release(lp);
    *lp = fresh;
    return 0;
}

/* ---- fewer plans ---- */

/* Moves a plan and what it holds down to where the plans kept so far end. */
static void move_plan(struct appui_plan_lp *lp, struct appui_plan_column plan)
{
    memmove(lp->entries + lp->n_entries, lp->entries + plan.first_entry,
            (size_t)plan.n_entries * sizeof *lp->entries);
    memmove(lp->plan_links + lp->n_plan_links, lp->plan_links + plan.first_link,
            (size_t)plan.n_links * sizeof *lp->plan_links);
    plan.first_entry = lp->n_entries;
    plan.first_link = lp->n_plan_links;
    lp->n_entries += plan.n_entries;
    lp->n_plan_links += plan.n_links;
    lp->plans[lp->n_plans++] = plan;
}

void appui_plan_lp_forget_idle(struct appui_plan_lp *lp)
{
    int32_t n = lp->n_plans;
    if (n <= PLANS_LEAST + PLANS_PER_ROW * (lp->n_links + lp->blocks.n)) {
        return;
    }
    lp->n_plans = lp->n_entries = lp->n_plan_links = 0;
    for (int32_t i = 0; i < n; i++) {
        if (lp->plans[i].idle <= IDLE_MAX || lp->plans[i].state == APPUI_GLPK_BASIC) {
            move_plan(lp, lp->plans[i]);
        }
    }
}

/* ---- keeping an optimum ---- */

/* Copies the optimum to where it is kept, or back. */
static void copy_optimum(struct appui_plan_lp *lp, bool back)
{
    size_t columns = (size_t)lp->n_columns, links = (size_t)lp->n_links;
    size_t blocks = (size_t)lp->blocks.n;
    const struct {
        void *at_hand, *kept;
        size_t size;
    } parts[] = {{lp->fractional, lp->kept.fractional, columns * sizeof *lp->fractional},
                 {lp->dual, lp->kept.dual, links * sizeof *lp->dual},
                 {lp->convexity, lp->kept.convexity, blocks * sizeof *lp->convexity},
                 {lp->centre, lp->kept.centre, links * sizeof *lp->centre},
                 {&lp->centre_bound, &lp->kept.centre_bound, sizeof lp->centre_bound},
                 {&lp->value, &lp->kept.value, sizeof lp->value},
                 {&lp->violation, &lp->kept.violation, sizeof lp->violation},
                 {lp->row_state, lp->kept.row_state, links + blocks},
                 {lp->slack_state, lp->kept.slack_state, 2 * links + blocks},
                 {lp->row_out, lp->kept.row_out, links},
                 {lp->free_state, lp->kept.free_state, columns}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        memcpy(back ? parts[i].at_hand : parts[i].kept, back ? parts[i].kept : parts[i].at_hand,
               parts[i].size);
    }
}

int appui_plan_lp_keep(struct appui_plan_lp *lp)
{
    if (appui_grow(&lp->kept.plan_state, &lp->kept.plan_capacity, (int64_t)lp->n_plans + 1, 1) <
        0) {
        return -1;
    }
    copy_optimum(lp, false);
    lp->kept.n_plans = lp->n_plans;
    for (int32_t i = 0; i < lp->n_plans; i++) {
        lp->kept.plan_state[i] = lp->plans[i].state;
    }
    return 0;
}

void appui_plan_lp_restore(struct appui_plan_lp *lp)
{
    copy_optimum(lp, true);
    for (int32_t i = 0; i < lp->n_plans; i++) {
        lp->plans[i].state =
            i < lp->kept.n_plans ? lp->kept.plan_state[i] : (uint8_t)APPUI_GLPK_AT_LOW;
    }
}

int64_t appui_plan_lp_value(const struct appui_plan_lp *lp, const int64_t *x)
{
    int64_t value = 0;
    for (int32_t c = 0; c < lp->n_columns; c++) {
        value += lp->gain[c] * x[c];
    }
    return value;
}
