/*
 * The best plan of a block, and what plans of enough worth contain.
 */
#include "solver/partner_table.h"

static int64_t best_total(const struct appui_block_terms *terms, const struct appui_block *block,
                          const struct appui_totals *totals, int32_t *chosen)
{
    int64_t best = APPUI_NO_WORTH;
    for (int32_t x = 0; x < appui_grid_cells(totals->grid); x++) {
        int64_t extra =
            totals->best[x] > APPUI_NO_WORTH
                ? appui_partner_worth_within(terms, block, appui_half_days_of(totals->grid, x))
                : APPUI_NO_WORTH;
        if (extra > APPUI_NO_WORTH && totals->best[x] + extra > best) {
            best = totals->best[x] + extra;
            *chosen = x;
        }
    }
    return best;
}

static int trace(const struct appui_partner_table *p, int32_t e, int32_t cell,
                 struct appui_block_plan *plan)
{
    const struct appui_block_expert *expert = &p->experts[e];
    return expert->n_nodes > 0 ? appui_menu_trace(&p->tables[e], p->terms, expert, cell, plan)
                               : appui_knapsack_trace(&p->tables[e], p->terms, expert, cell, plan);
}

static int best_apart(const struct appui_partner_table *p, struct appui_block_plan *plan)
{
    for (int32_t e = 0; e < p->n_experts; e++) {
        int32_t cell = appui_partner_best_cell(&p->tables[e]);
        if (p->tables[e].best[cell] <= APPUI_NO_WORTH) {
            return 0;
        }
        plan->worth += p->tables[e].best[cell];
        if (trace(p, e, cell, plan) < 0) {
            return -1;
        }
    }
    return 1;
}

static int best_together(const struct appui_partner_table *p, struct appui_block_plan *plan)
{
    const struct appui_totals *all = &p->sums[p->n_experts];
    int32_t left = 0;
    plan->worth = best_total(p->terms, p->block, all, &left);
    if (plan->worth <= APPUI_NO_WORTH) {
        return 0;
    }
    int32_t a = left / all->grid.n[1], b = left % all->grid.n[1];
    int failed = appui_partner_write_total(p->terms, p->block, a + b, plan);
    for (int32_t e = p->n_experts - 1; failed == 0 && e >= 0; e--) {
        const struct appui_totals *sum = &p->sums[e + 1];
        int32_t given = sum->given[a * sum->grid.n[1] + b];
        failed = trace(p, e, given, plan);
        a -= given / p->tables[e].grid.n[1];
        b -= given % p->tables[e].grid.n[1];
    }
    return failed < 0 ? -1 : 1;
}

int appui_blocks_best(const struct appui_blocks *blocks, int32_t block, const int64_t *worth,
                      const int64_t *low, const int64_t *high, struct appui_block_plan *plan)
{
    struct appui_block_terms terms = {blocks, worth, low, high};
    struct appui_partner_table partner = {0};
    plan->worth = 0;
    plan->n_entries = 0;
    int result = appui_partner_table_open(&partner, &terms, block);
    if (result == 0 && appui_partner_cap(&partner) >= 0) {
        result = appui_partner_is_apart(partner.block) ? best_apart(&partner, plan)
                                                       : best_together(&partner, plan);
    }
    appui_partner_table_close(&partner);
    return result;
}

/* ---- what plans of enough worth contain ---- */

/* Without a menu each item is forced in turn. */
static int most_by_knapsack(const struct appui_partner_table *p, int32_t e, const int64_t *rest,
                            int64_t least, int64_t *low, int32_t *most)
{
    const struct appui_block_expert *expert = &p->experts[e];
    int failed = 0;
    for (int32_t i = 0; failed == 0 && i < expert->n_items; i++) {
        const struct appui_block_item *item = &p->terms->blocks->items[expert->first_item + i];
        struct appui_expert_table table = {0};
        int64_t before = low[item->use];
        low[item->use] = 1;
        failed = appui_partner_run_expert(p, e, appui_partner_cap(p), &table);
        most[i] = 0;
        for (int32_t cell = 0; failed == 0 && cell < appui_grid_cells(table.grid); cell++) {
            bool enough = table.best[cell] > APPUI_NO_WORTH && rest[cell] > APPUI_NO_WORTH &&
                          table.best[cell] + rest[cell] >= least;
            most[i] = enough ? item->most : most[i];
        }
        low[item->use] = before;
        appui_arena_release(&table.arena);
    }
    return failed;
}

int appui_blocks_most(const struct appui_blocks *blocks, int32_t block, const int64_t *worth,
                      int64_t *low, const int64_t *high, int64_t least, int32_t *most)
{
    struct appui_block_terms terms = {blocks, worth, low, high};
    struct appui_partner_table p = {0};
    int failed = appui_partner_table_open(&p, &terms, block);
    struct appui_totals after = {0};
    if (failed == 0) {
        failed = appui_partner_open_totals(&p, &after);
    }
    for (int32_t e = p.n_experts - 1; failed == 0 && e >= 0; e--) {
        const struct appui_block_expert *expert = &p.experts[e];
        const int64_t *rest = appui_partner_rest(&p, e, &after);
        int32_t *of_expert = most + expert->first_item - p.experts[0].first_item;
        failed = !rest ? -1
                 : expert->n_nodes > 0
                     ? appui_menu_most(&p.tables[e], &terms, expert, rest, least, of_expert)
                     : most_by_knapsack(&p, e, rest, least, low, of_expert);
        if (failed == 0) {
            failed = appui_partner_add_after(&p, e, &after);
        }
    }
    appui_partner_table_close(&p);
    return failed;
}
