/*
 * Blocks: what each partner can give, optimised exactly by dynamic programming.
 *
 * A block is a partner with its experts and their proposals. Rows that speak of one block alone are
 * enforced inside it: days of a line (R3), days_max and projects_max (R6), a pledge that one period
 * holds, or two of them (R5), what equity asks of a partner's total, and, for experts whose plans
 * are few enough to be listed (a menu), every other limit of what one expert gives (R8, cuts). The
 * other rows link blocks; they stay in the linear program over whole plans of partners
 * (solver/pricing). Dantzig and Wolfe 1960; for the generalized assignment problem Savelsbergh
 * 1997.
 */
#ifndef APPUI_SOLVER_BLOCKS_H
#define APPUI_SOLVER_BLOCKS_H

#include "solver/joint.h"

/** Where a pledge period takes as many half-days, two periods of a partner are not told apart
 * inside its block. */
#define APPUI_BLOCK_HALF_DAYS_MAX 64

/** A proposal as its block sees it. */
struct appui_block_item {
    int32_t job, use, days; /**< job and its columns */
    int32_t session, least, most;
    int32_t project;
    bool known;      /**< the expert works for the project anyway: it costs no project */
    int32_t part[2]; /**< in a block of two periods: columns of its sessions in each, or -1 */
};

struct appui_block_expert {
    int32_t first_item, n_items; /**< into blocks->items, by project */
    int32_t days_cap;            /**< half-days, INT32_MAX: none */
    int32_t projects_cap;        /**< further projects, -1: none */
    int32_t first_node, n_nodes; /**< its menu in blocks->nodes; 0 nodes: none */
    int32_t menu_most;           /**< half-days of the longest plan in it */
};

/** What an expert may give: all that its parent gives, and sessions of one item more. The first
 * node of a menu gives nothing; parents come first. */
struct appui_menu_node {
    int32_t parent, item; /**< into the expert's nodes and items, -1: none */
    int32_t sessions, half_days;
    int32_t next; /**< the first node that is not below this one */
};

/** A binary column that must be 1 when the block's total is above a threshold. */
struct appui_block_step {
    int32_t column, block, row;
    int64_t threshold;
};

struct appui_block {
    int32_t partner;
    int32_t first_expert, n_experts; /**< into blocks->experts */
    int32_t first_step, n_steps;
    int32_t total_column; /**< the column of its half-days, or -1 */
    int64_t total_cap;    /**< half-days, INT64_MAX: none */
    bool two_periods;     /**< half-days count by period */
    int32_t cap[2];       /**< half-days of each, then */
};

struct appui_blocks {
    struct appui_arena arena;
    const struct appui_program *program;
    const struct appui_joint *joint;
    int32_t n, n_experts, n_items, n_steps, n_nodes, node_capacity;
    struct appui_block *blocks;
    struct appui_block_expert *experts;
    struct appui_block_item *items;
    struct appui_block_step *steps;
    struct appui_menu_node *nodes; /**< heap */
    int32_t *column_block;         /**< [n_columns] the block that decides a column, or -1 */
    uint8_t *row_inside;           /**< [n_rows] 1 where blocks enforce the row */
};

/** One column of a plan and its value. */
struct appui_block_entry {
    int32_t column;
    int64_t value;
};

/** A plan of one block: its columns that are not 0. */
struct appui_block_plan {
    int64_t worth; /**< sum of the worths given */
    int32_t n_entries, capacity;
    struct appui_block_entry *entries; /**< heap */
};

/**
 * Finds the blocks of a program made of a joint model without starts and of rows added to it.
 * @param before  NULL; or the blocks of the program before it got its last rows: none but the
 *                experts who had menus then have them
 * @param blocks  zeroed storage, released in every case
 * @return 0, or -1 when memory fails
 */
int appui_blocks_build(const struct appui_joint *joint, const struct appui_blocks *before,
                       struct appui_blocks *blocks);

/**
 * The plan of a block with the greatest worth, exactly.
 * @param worth      [n_columns] of a unit of each column
 * @param low, high  [n_columns] bounds, those of the program or narrower
 * @param plan       its storage is reused
 * @return 1; 0 when the bounds leave no plan; -1 when memory fails. Time: items x half-days x
 * sessions of an item, and experts x half-days squared.
 */
int appui_blocks_best(const struct appui_blocks *blocks, int32_t block, const int64_t *worth,
                      const int64_t *low, const int64_t *high, struct appui_block_plan *plan);

/**
 * What the plans of a block that are worth enough contain.
 * @param low   as for appui_blocks_best; written to, and as before in the end
 * @param most  [items of the block, in the order of blocks->items] the most sessions of each in any
 *              of them, or more; 0: none uses it
 * @return 0, or -1 when memory fails
 */
int appui_blocks_most(const struct appui_blocks *blocks, int32_t block, const int64_t *worth,
                      int64_t *low, const int64_t *high, int64_t least, int32_t *most);

/** Items of a block; they stand one after the other. */
int32_t appui_block_items(const struct appui_blocks *blocks, const struct appui_block *block);

void appui_block_plan_release(struct appui_block_plan *plan);

void appui_blocks_release(struct appui_blocks *blocks);

#endif
