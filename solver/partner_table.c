/*
 * What a partner can give: tables of its experts, their sums, and what the total is worth.
 */
#include "solver/partner_table.h"

#include <string.h>

int appui_expert_table_open(struct appui_expert_table *table)
{
    size_t n_cells = (size_t)appui_grid_cells(table->grid);
    table->best = appui_arena_alloc(&table->arena, n_cells, sizeof *table->best);
    table->choice = appui_arena_alloc(&table->arena, n_cells, sizeof *table->choice);
    for (size_t i = 0; table->best && i < n_cells; i++) {
        table->best[i] = APPUI_NO_WORTH;
    }
    return table->best && table->choice ? 0 : -1;
}

int appui_block_plan_push(struct appui_block_plan *plan, int32_t column, int64_t value)
{
    if (appui_grow(&plan->entries, &plan->capacity, plan->n_entries + 1, sizeof *plan->entries) <
        0) {
        return -1;
    }
    plan->entries[plan->n_entries++] = (struct appui_block_entry){column, value};
    return 0;
}

/* ---- sums of experts ---- */

/* Adds one cell to every total that has room for it. */
static void add_cell(const struct appui_totals *totals, int64_t worth, struct appui_grid grid,
                     int32_t cell, struct appui_totals *sum)
{
    const int32_t *n = totals->grid.n, *n_sum = sum->grid.n;
    int32_t a = cell / grid.n[1], b = cell % grid.n[1];
    for (int32_t x = 0; x < n[0] && x + a < n_sum[0]; x++) {
        const int64_t *from = totals->best + (size_t)x * (size_t)n[1];
        size_t to = (size_t)(x + a) * (size_t)n_sum[1] + (size_t)b;
        for (int32_t y = 0; y < n[1] && y + b < n_sum[1]; y++) {
            int64_t value = from[y] + worth;
            if (from[y] > APPUI_NO_WORTH && value > sum->best[to + (size_t)y]) {
                sum->best[to + (size_t)y] = value;
                sum->given[to + (size_t)y] = cell;
            }
        }
    }
}

/* The best of totals and of a table together. @param sum  written. @return 0, or -1 when memory
 * fails */
static int add(struct appui_partner_table *p, const struct appui_totals *totals,
               const int64_t *best, struct appui_grid grid, struct appui_totals *sum)
{
    for (int r = 0; r < 2; r++) {
        int64_t n = (int64_t)totals->grid.n[r] + grid.n[r] - 1;
        sum->grid.n[r] = (int32_t)appui_at_most(n, (int64_t)p->most[r] + 1);
    }
    size_t n_cells = (size_t)appui_grid_cells(sum->grid);
    sum->best = appui_arena_alloc(&p->arena, n_cells, sizeof *sum->best);
    sum->given = appui_arena_alloc(&p->arena, n_cells, sizeof *sum->given);
    if (!sum->best || !sum->given) {
        return -1;
    }
    for (size_t i = 0; i < n_cells; i++) {
        sum->best[i] = APPUI_NO_WORTH;
    }
    for (int32_t cell = 0; cell < appui_grid_cells(grid); cell++) {
        if (best[cell] > APPUI_NO_WORTH) {
            add_cell(totals, best[cell], grid, cell, sum);
        }
    }
    return 0;
}

/* Totals of nobody: nothing given. */
int appui_partner_open_totals(struct appui_partner_table *p, struct appui_totals *totals)
{
    totals->grid = (struct appui_grid){{1, 1}};
    totals->best = appui_arena_alloc(&p->arena, 1, sizeof *totals->best);
    return totals->best ? 0 : -1;
}

static int add_experts(struct appui_partner_table *p)
{
    p->sums = appui_arena_alloc(&p->arena, (size_t)p->n_experts + 1, sizeof *p->sums);
    int failed = p->sums ? appui_partner_open_totals(p, &p->sums[0]) : -1;
    for (int32_t e = 0; failed == 0 && e < p->n_experts; e++) {
        failed = add(p, &p->sums[e], p->tables[e].best, p->tables[e].grid, &p->sums[e + 1]);
    }
    return failed;
}

/* ---- the total ---- */

/* What the total itself is worth: its column, and the steps it forces or frees. */
static int64_t worth_of_total(const struct appui_block_terms *terms,
                              const struct appui_block *block, int64_t total)
{
    int64_t worth = block->total_column < 0 ? 0 : terms->worth[block->total_column] * total;
    for (int32_t s = block->first_step; s < block->first_step + block->n_steps; s++) {
        const struct appui_block_step *step = &terms->blocks->steps[s];
        int64_t each = terms->worth[step->column];
        bool must = total > step->threshold || terms->low[step->column] > 0;
        if (must && terms->high[step->column] < 1) {
            return APPUI_NO_WORTH;
        }
        bool may = terms->high[step->column] >= 1;
        worth += must || (may && each > 0) ? each : 0;
    }
    return worth;
}

/* The same within the bounds of the total. */
int64_t appui_partner_worth_within(const struct appui_block_terms *terms,
                                   const struct appui_block *block, int64_t total)
{
    int32_t column = block->total_column;
    bool within = total <= block->total_cap &&
                  (column < 0 || (total >= terms->low[column] && total <= terms->high[column]));
    return within ? worth_of_total(terms, block, total) : APPUI_NO_WORTH;
}

int appui_partner_write_total(const struct appui_block_terms *terms,
                              const struct appui_block *block, int64_t total,
                              struct appui_block_plan *plan)
{
    if (block->total_column >= 0 && total > 0 &&
        appui_block_plan_push(plan, block->total_column, total) < 0) {
        return -1;
    }
    for (int32_t s = block->first_step; s < block->first_step + block->n_steps; s++) {
        const struct appui_block_step *step = &terms->blocks->steps[s];
        bool must = total > step->threshold || terms->low[step->column] > 0;
        bool gains = terms->high[step->column] >= 1 && terms->worth[step->column] > 0;
        if ((must || gains) && appui_block_plan_push(plan, step->column, 1) < 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- the partner ---- */

int appui_partner_run_expert(const struct appui_partner_table *p, int32_t e, int64_t cap,
                             struct appui_expert_table *table)
{
    const struct appui_block_expert *expert = &p->experts[e];
    return expert->n_nodes > 0 ? appui_menu_run(table, p->terms, p->block, expert, cap)
                               : appui_knapsack_run(table, p->terms, expert, cap);
}

/* True when nothing speaks of the total: each expert stands for itself. */
bool appui_partner_is_apart(const struct appui_block *block)
{
    return block->total_column < 0 && block->total_cap == INT64_MAX;
}

int64_t appui_partner_cap(const struct appui_partner_table *p)
{
    int32_t column = p->block->total_column;
    return column < 0 ? p->block->total_cap
                      : appui_at_most(p->block->total_cap, p->terms->high[column]);
}

/* Fills the tables of all experts. @return 0, or -1 when memory fails */
int appui_partner_table_open(struct appui_partner_table *p, const struct appui_block_terms *terms,
                             int32_t block)
{
    p->terms = terms;
    p->block = &terms->blocks->blocks[block];
    p->experts = terms->blocks->experts + p->block->first_expert;
    p->n_experts = p->block->n_experts;
    p->most[0] = (int32_t)appui_at_least(appui_at_most(p->block->total_cap, INT32_MAX - 1), 0);
    if (p->block->two_periods) {
        memcpy(p->most, p->block->cap, sizeof p->most);
    }
    p->tables = appui_arena_alloc(&p->arena, (size_t)p->n_experts, sizeof *p->tables);
    int failed = p->tables ? 0 : -1;
    for (int32_t e = 0; failed == 0 && e < p->n_experts; e++) {
        failed = appui_partner_run_expert(p, e, appui_partner_cap(p), &p->tables[e]);
    }
    return failed == 0 && !appui_partner_is_apart(p->block) ? add_experts(p) : failed;
}

void appui_partner_table_close(struct appui_partner_table *p)
{
    for (int32_t e = 0; p->tables && e < p->n_experts; e++) {
        appui_arena_release(&p->tables[e].arena);
    }
    appui_arena_release(&p->arena);
}

int32_t appui_partner_best_cell(const struct appui_expert_table *table)
{
    int32_t best = 0;
    for (int32_t cell = 1; cell < appui_grid_cells(table->grid); cell++) {
        best = table->best[cell] > table->best[best] ? cell : best;
    }
    return best;
}

/* ---- the others ---- */

int64_t *appui_partner_besides(struct appui_partner_table *p, const struct appui_totals *others,
                               struct appui_grid grid)
{
    int32_t n_cells = appui_grid_cells(grid);
    int64_t *rest = appui_arena_alloc(&p->arena, (size_t)n_cells, sizeof *rest);
    for (int32_t cell = 0; rest && cell < n_cells; cell++) {
        int32_t a = cell / grid.n[1], b = cell % grid.n[1];
        rest[cell] = APPUI_NO_WORTH;
        for (int32_t o = 0; o < appui_grid_cells(others->grid); o++) {
            int32_t x = o / others->grid.n[1], y = o % others->grid.n[1];
            if (others->best[o] <= APPUI_NO_WORTH || x + a > p->most[0] || y + b > p->most[1]) {
                continue;
            }
            int64_t extra = appui_partner_worth_within(p->terms, p->block, x + a + y + b);
            if (extra > APPUI_NO_WORTH) {
                rest[cell] = appui_at_least(rest[cell], others->best[o] + extra);
            }
        }
    }
    return rest;
}

/* The most that all other experts, and the total, are worth besides each cell of an expert.
 * @param after  the experts after it */
static int64_t *rest_of(struct appui_partner_table *p, int32_t e, const struct appui_totals *after)
{
    struct appui_totals others = {0};
    return add(p, &p->sums[e], after->best, after->grid, &others) < 0
               ? NULL
               : appui_partner_besides(p, &others, p->tables[e].grid);
}

int64_t appui_partner_alone(const struct appui_partner_table *p, int32_t from, int32_t to)
{
    int64_t sum = 0;
    for (int32_t e = from; e < to; e++) {
        int64_t best = p->tables[e].best[appui_partner_best_cell(&p->tables[e])];
        sum = sum <= APPUI_NO_WORTH || best <= APPUI_NO_WORTH ? APPUI_NO_WORTH : sum + best;
    }
    return sum;
}

/* The same where each expert stands for itself. */
static int64_t *rest_apart(struct appui_partner_table *p, int32_t e)
{
    int32_t n_cells = appui_grid_cells(p->tables[e].grid);
    int64_t *rest = appui_arena_alloc(&p->arena, (size_t)n_cells, sizeof *rest);
    int64_t before = appui_partner_alone(p, 0, e),
            after = appui_partner_alone(p, e + 1, p->n_experts);
    bool none = before <= APPUI_NO_WORTH || after <= APPUI_NO_WORTH;
    for (int32_t cell = 0; rest && cell < n_cells; cell++) {
        rest[cell] = none ? APPUI_NO_WORTH : before + after;
    }
    return rest;
}

int64_t *appui_partner_rest(struct appui_partner_table *p, int32_t e,
                            const struct appui_totals *after)
{
    return appui_partner_is_apart(p->block) ? rest_apart(p, e) : rest_of(p, e, after);
}

int appui_partner_add_after(struct appui_partner_table *p, int32_t e, struct appui_totals *after)
{
    struct appui_totals sum = {0};
    if (appui_partner_is_apart(p->block)) {
        return 0;
    }
    if (add(p, after, p->tables[e].best, p->tables[e].grid, &sum) < 0) {
        return -1;
    }
    *after = sum;
    return 0;
}
