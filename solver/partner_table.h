/*
 * Partner tables: what a partner can give, for every number of half-days, with its experts one
 * after the other.
 *
 * Internal to blocks, where the best plan, what good plans contain (solver/block_plan), and all of
 * them (solver/block_list) are found from the same tables.
 */
#ifndef APPUI_SOLVER_PARTNER_TABLE_H
#define APPUI_SOLVER_PARTNER_TABLE_H

#include "solver/expert_table.h"

/** Best worth by half-days of some of a partner's experts. */
struct appui_totals {
    struct appui_grid grid;
    int64_t *best;  /**< [cells] */
    int32_t *given; /**< [cells] cell of the last expert added */
};

/** A partner while its plans are sought. */
struct appui_partner_table {
    const struct appui_block_terms *terms;
    const struct appui_block *block;
    const struct appui_block_expert *experts;
    struct appui_arena arena;
    int32_t n_experts;
    struct appui_expert_table *tables; /**< [n_experts] */
    int32_t most[2];                   /**< half-days by period */
    struct appui_totals *sums; /**< [n_experts + 1] of the first experts; NULL where they stand
                                  apart */
};

/** Half-days of a cell in both periods. */
static inline int32_t appui_half_days_of(struct appui_grid grid, int32_t cell)
{
    return cell / grid.n[1] + cell % grid.n[1];
}

/** True when nothing speaks of the total: each expert stands for itself. */
bool appui_partner_is_apart(const struct appui_block *block);

/** Fills the tables of all experts, and their sums. @param p  zeroed storage, closed in every case.
 * @return 0, or -1 when memory fails */
int appui_partner_table_open(struct appui_partner_table *p, const struct appui_block_terms *terms,
                             int32_t block);
void appui_partner_table_close(struct appui_partner_table *p);

/** Fills the table of one expert. @param cap  half-days of the partner. @return 0, or -1 when
 * memory fails */
int appui_partner_run_expert(const struct appui_partner_table *p, int32_t e, int64_t cap,
                             struct appui_expert_table *table);

/** Half-days that the partner may give. */
int64_t appui_partner_cap(const struct appui_partner_table *p);

/** What the total itself is worth, within its bounds: its column, and the steps it forces or frees;
 * APPUI_NO_WORTH where it may not be. */
int64_t appui_partner_worth_within(const struct appui_block_terms *terms,
                                   const struct appui_block *block, int64_t total);

/** Writes the columns of the total. @return 0, or -1 when memory fails */
int appui_partner_write_total(const struct appui_block_terms *terms,
                              const struct appui_block *block, int64_t total,
                              struct appui_block_plan *plan);

/** The cell of greatest worth. */
int32_t appui_partner_best_cell(const struct appui_expert_table *table);

/** The best of some experts, from one on and before another, each by itself; APPUI_NO_WORTH when
 * one of them has no plan. */
int64_t appui_partner_alone(const struct appui_partner_table *p, int32_t from, int32_t to);

/** Totals of nobody: nothing given. @return 0, or -1 when memory fails */
int appui_partner_open_totals(struct appui_partner_table *p, struct appui_totals *totals);

/** Adds expert e to the totals of those after it. @return 0, or -1 when memory fails */
int appui_partner_add_after(struct appui_partner_table *p, int32_t e, struct appui_totals *after);

/** The most that some experts, and the total, are worth besides each cell of a grid. @return
 * [cells], owned by p; NULL when memory fails */
int64_t *appui_partner_besides(struct appui_partner_table *p, const struct appui_totals *others,
                               struct appui_grid grid);

/** The most that all other experts, and the total, are worth besides each cell of expert e.
 * @param after  totals of the experts after it. @return [cells], owned by p; NULL when memory fails
 */
int64_t *appui_partner_rest(struct appui_partner_table *p, int32_t e,
                            const struct appui_totals *after);

#endif
