/*
 * Block lists: all plans of a block that are worth enough, not only the best.
 *
 * Experts come one after the other; what those still to come can add at best is known exactly, so
 * nothing is gone through in vain but what an expert without a menu may not do. Enumeration of
 * columns within a gap: Baldacci, Christofides, Mingozzi 2008.
 */
#ifndef APPUI_SOLVER_BLOCK_LIST_H
#define APPUI_SOLVER_BLOCK_LIST_H

#include "solver/partner_table.h"

/** An expert of the block, with the plans of its own that may count. */
struct appui_listed_expert {
    const struct appui_menu_node *nodes; /**< its menu, or listed when asked for */
    const int64_t *worth;                /**< [n_nodes] */
    struct appui_menu_node *own_nodes;   /**< heap, without a menu; grown from run to run */
    int64_t *own_worth;
    int32_t *own_forced;
    int32_t own_capacity, worth_capacity, forced_capacity;
    int32_t n_nodes;
    const int32_t *forced;        /**< [n_nodes] items that the bounds ask for */
    int32_t n_forced;             /**< all that they ask for: a plan needs them */
    int64_t *rest;                /**< [cells] the most that the others are worth besides */
    struct appui_grid after_grid; /**< of this expert and those after it */
    int64_t *completion;     /**< [its cells] the most that those before it, and the total, add */
    int64_t most_completion; /**< of all of them */
    int32_t *kept;           /**< [n_kept] nodes that count, the best first */
    uint64_t *marks;         /**< [n_kept] */
    int32_t n_kept, kept_capacity, mark_capacity;
};

/** A plan of some experts of the block: the last added, and a partial plan of those before. */
struct appui_listed_part {
    int64_t worth;
    uint64_t mark;  /**< what it takes of rows outside the block */
    uint64_t reach; /**< half-days that can lie in the first of two periods */
    int32_t total, parent, node;
};

/** Partial plans of an expert and all after it. */
struct appui_list_level {
    struct appui_listed_part *partials; /**< heap */
    int32_t n, capacity;
};

struct appui_block_list {
    struct appui_block_terms terms;
    struct appui_partner_table partner;
    struct appui_listed_expert *experts; /**< [n_experts] */
    struct appui_list_level *levels;     /**< [n_experts + 1] the last: nothing */
    const uint64_t *marks;
    int32_t *slots; /**< [n_slots] hash table of the level at hand: index + 1, or 0 */
    size_t n_slots;
    struct appui_block_plan plan; /**< the plan at hand */
    int64_t least, n_max, steps_left;
    bool (*stop)(void *context); /**< asked now and then; true: give up. NULL: never */
    void *stop_context;
    int (*take)(void *context, const struct appui_block_plan *plan);
    void *context;
};

/**
 * Prepares a block without steps.
 * @param worth, low, high  [n_columns] as for appui_blocks_best; not to be changed until release
 * @param marks  [n_columns] a hash of what a unit of each column takes of rows outside the block,
 *               sums of which tell plans apart; 0 where it takes nothing
 * @param list   zeroed storage, released in every case
 * @return 0, or -1 when memory fails
 */
int appui_block_list_open(struct appui_block_list *list, const struct appui_blocks *blocks,
                          int32_t block, const int64_t *worth, const int64_t *low,
                          const int64_t *high, const uint64_t *marks);

/**
 * Lists every plan worth at least so much; of plans that take the same of all rows outside the
 * block, and give as many half-days, the one worth most.
 * @param n_max  gives up when there are more; also when looking for them takes very long or is
 * stopped
 * @param take   called with each, may fail with -1; NULL: they are only counted
 * @return how many, n_max + 1 when it gave up, or -1 when memory fails
 */
int64_t appui_block_list_run(struct appui_block_list *list, int64_t least, int64_t n_max,
                             int (*take)(void *context, const struct appui_block_plan *plan),
                             void *context);

void appui_block_list_release(struct appui_block_list *list);

#endif
