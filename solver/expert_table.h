/*
 * Expert tables: the best that one expert can give, for every number of half-days.
 *
 * Internal to blocks. Two methods fill a table: a knapsack over the sessions of the expert's items
 * (solver/knapsack), or a pass over all plans of the expert, where they are listed (solver/menu).
 */
#ifndef APPUI_SOLVER_EXPERT_TABLE_H
#define APPUI_SOLVER_EXPERT_TABLE_H

#include "solver/blocks.h"

/** No plan. Sums of two stay within 64 bits. */
#define APPUI_NO_WORTH (INT64_MIN / 4)

/** What plans are judged by: worths and bounds of all columns. */
struct appui_block_terms {
    const struct appui_blocks *blocks;
    const int64_t *worth, *low, *high;
};

/** Half-days by period of the pledge: cell a * n[1] + b stands for a of the first and b of the
 * second. With one period, or none, n[1] is 1. */
struct appui_grid {
    int32_t n[2];
};

struct appui_knapsack;

struct appui_expert_table {
    struct appui_arena arena;
    struct appui_grid grid;
    int64_t *best;                   /**< [cells] */
    int32_t *choice;                 /**< [cells] what the best is made of, for trace */
    struct appui_knapsack *knapsack; /**< NULL with a menu */
    int64_t *node_worth; /**< [n_nodes] of a menu, APPUI_NO_WORTH: the bounds forbid it */
    uint64_t *reach;  /**< [n_nodes] with two periods: bit a when a half-days in the first can be */
    int32_t *forced;  /**< [n_nodes] of a menu: items in it that the bounds ask for */
    int32_t n_forced; /**< all that they ask for */
};

static inline int32_t appui_grid_cells(struct appui_grid grid)
{
    return grid.n[0] * grid.n[1];
}

static inline int64_t appui_at_most(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static inline int64_t appui_at_least(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/** Sessions an item may have under the bounds. @return false when it cannot be used */
static inline bool appui_item_range(const struct appui_block_terms *terms,
                                    const struct appui_block_item *item, int32_t *from, int32_t *to)
{
    *from = (int32_t)appui_at_least(item->least, terms->low[item->days]);
    *to = (int32_t)appui_at_most(item->most, terms->high[item->days]);
    return terms->high[item->use] > 0 && *to >= *from;
}

/** True when the bounds ask for the item. */
static inline bool appui_item_is_forced(const struct appui_block_terms *terms,
                                        const struct appui_block_item *item)
{
    bool forced = terms->low[item->use] > 0 || terms->low[item->days] > 0;
    for (int r = 0; r < 2; r++) {
        forced = forced || (item->part[r] >= 0 && terms->low[item->part[r]] > 0);
    }
    return forced;
}

/** Opens best and choice for the table's grid. @return 0, or -1 when memory fails */
int appui_expert_table_open(struct appui_expert_table *table);

/** Adds an entry to a plan. @return 0, or -1 when memory fails */
int appui_block_plan_push(struct appui_block_plan *plan, int32_t column, int64_t value);

/** Fills a table by the knapsack. @param cap  half-days of the partner. @return 0, or -1 when
 * memory fails */
int appui_knapsack_run(struct appui_expert_table *table, const struct appui_block_terms *terms,
                       const struct appui_block_expert *expert, int64_t cap);

/** Writes the best plan of a cell. @return 0, or -1 when memory fails */
int appui_knapsack_trace(const struct appui_expert_table *table,
                         const struct appui_block_terms *terms,
                         const struct appui_block_expert *expert, int32_t cell,
                         struct appui_block_plan *plan);

/** The same, by a menu. */
int appui_menu_run(struct appui_expert_table *table, const struct appui_block_terms *terms,
                   const struct appui_block *block, const struct appui_block_expert *expert,
                   int64_t cap);
int appui_menu_trace(const struct appui_expert_table *table, const struct appui_block_terms *terms,
                     const struct appui_block_expert *expert, int32_t cell,
                     struct appui_block_plan *plan);

/** Writes the lines of a node of a menu. @param nodes  the menu's, or others of its kind.
 * @param first  with two periods: half-days in the first. @return 0, or -1 when memory fails */
int appui_menu_write(const struct appui_expert_table *table, const struct appui_block_terms *terms,
                     const struct appui_block_expert *expert, const struct appui_menu_node *nodes,
                     int32_t node, int32_t first, struct appui_block_plan *plan);

/** The best that the rest of a block is worth besides a node. @param rest  [cells]; @param
 * half_days of the node */
int64_t appui_menu_rest(const struct appui_expert_table *table, const int64_t *rest, int32_t node,
                        int32_t half_days);

/**
 * The most sessions of each item in a plan of enough worth.
 * @param rest   [cells] what the rest of the block is worth besides, at best
 * @param most   [n_items of the expert] written; 0: no such plan uses it
 * @return 0, or -1 when memory fails
 */
int appui_menu_most(struct appui_expert_table *table, const struct appui_block_terms *terms,
                    const struct appui_block_expert *expert, const int64_t *rest, int64_t least,
                    int32_t *most);

#endif
