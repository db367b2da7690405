/*
 * Listing menus: items one after the other, as long as every limit holds.
 */
#include "solver/menu.h"

#include <string.h>

/** A longer menu is left to the knapsack; much sooner where the knapsack knows all limits too. */
#define NODES_MAX 30000
#define NODES_PLAIN 1000
/** Of all menus together, finished or given up: from then on there are none but short ones. */
#define NODES_ALL 300000

/** What a session, or the use, of an item takes from a row that speaks of its expert alone. */
struct take {
    int32_t row; /**< into lister->row */
    int64_t use, session;
};

struct lister {
    struct appui_blocks *blocks;
    const struct appui_block_expert *expert;
    struct appui_arena arena;
    int32_t *column_expert;        /**< [n_columns] -1: none */
    int32_t *first_row, *next_row; /**< rows of one expert alone, as lists */
    int32_t n_rows;                /**< of the expert at hand */
    int64_t *left;                 /**< [n_rows] what they leave */
    int32_t *first_take;           /**< [n_items + 1] */
    struct take *takes;
    int64_t most;      /**< half-days that the partner can give */
    int32_t nodes_max; /**< of the menu */
    int64_t n_listed;  /**< nodes so far */
};

static int open_lister(struct lister *l)
{
    const struct appui_blocks *blocks = l->blocks;
    size_t n_columns = (size_t)blocks->program->n_columns, n_rows = (size_t)blocks->program->n_rows;
    l->column_expert = appui_arena_alloc(&l->arena, n_columns, sizeof *l->column_expert);
    l->first_row = appui_arena_alloc(&l->arena, (size_t)blocks->n_experts, sizeof *l->first_row);
    l->next_row = appui_arena_alloc(&l->arena, n_rows, sizeof *l->next_row);
    l->left = appui_arena_alloc(&l->arena, n_rows, sizeof *l->left);
    l->first_take =
        appui_arena_alloc(&l->arena, (size_t)blocks->n_items + 2, sizeof *l->first_take);
    l->takes = appui_arena_alloc(&l->arena, (size_t)blocks->program->n_terms, sizeof *l->takes);
    if (!l->column_expert || !l->first_row || !l->next_row || !l->left || !l->first_take ||
        !l->takes) {
        return -1;
    }
    memset(l->column_expert, -1, n_columns * sizeof *l->column_expert);
    for (int32_t e = 0; e < blocks->n_experts; e++) {
        const struct appui_block_expert *expert = &blocks->experts[e];
        l->first_row[e] = -1;
        for (int32_t i = expert->first_item; i < expert->first_item + expert->n_items; i++) {
            const struct appui_block_item *item = &blocks->items[i];
            l->column_expert[item->use] = l->column_expert[item->days] = e;
        }
    }
    return 0;
}

/* The expert whose items alone a limit speaks of, or -1. */
static int32_t expert_of(const struct lister *l, const struct appui_row *row)
{
    const struct appui_term *terms = l->blocks->program->terms + row->first_term;
    bool limit = row->low == APPUI_MINUS_INFINITY && row->high >= 0 && row->n_terms > 0;
    int32_t expert = limit ? l->column_expert[terms[0].column] : -1;
    for (int32_t t = 0; expert >= 0 && t < row->n_terms; t++) {
        bool own = l->column_expert[terms[t].column] == expert && terms[t].coefficient >= 0;
        expert = own ? expert : -1;
    }
    return expert;
}

static void find_rows(struct lister *l)
{
    for (int32_t i = l->blocks->program->n_rows - 1; i >= 0; i--) {
        int32_t expert = l->blocks->row_inside[i] ? -1 : expert_of(l, &l->blocks->program->rows[i]);
        if (expert >= 0) {
            l->next_row[i] = l->first_row[expert];
            l->first_row[expert] = i;
        }
    }
}

static const struct appui_block_item *item_of(const struct lister *l, int32_t i)
{
    return &l->blocks->items[l->expert->first_item + i];
}

/* What each item takes from each row, item by item. */
static void find_takes(struct lister *l, int32_t first_row)
{
    const struct appui_program *program = l->blocks->program;
    const struct appui_block_expert *expert = l->expert;
    int32_t n = 0;
    for (int32_t i = 0; i < expert->n_items; i++) {
        const struct appui_block_item *item = item_of(l, i);
        l->first_take[i] = n;
        l->n_rows = 0;
        for (int32_t r = first_row; r >= 0; r = l->next_row[r]) {
            struct take take = {.row = l->n_rows};
            const struct appui_row *row = &program->rows[r];
            for (int64_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
                const struct appui_term *term = &program->terms[t];
                take.use += term->column == item->use ? term->coefficient : 0;
                take.session += term->column == item->days ? term->coefficient : 0;
            }
            l->left[l->n_rows++] = row->high;
            if (take.use > 0 || take.session > 0) {
                l->takes[n++] = take;
            }
        }
    }
    l->first_take[expert->n_items] = n;
}

/* Takes, or gives back, what sessions of an item need. @return false when a row has not so much */
static bool take(struct lister *l, int32_t i, int32_t sessions, int sign)
{
    bool enough = true;
    for (int32_t t = l->first_take[i]; t < l->first_take[i + 1]; t++) {
        const struct take *one = &l->takes[t];
        l->left[one->row] -= sign * (one->use + one->session * sessions);
        enough = enough && l->left[one->row] >= 0;
    }
    return enough;
}

/* @return 0, 1 when the menu is too long, or -1 when memory fails */
static int push_node(struct lister *l, struct appui_menu_node node)
{
    struct appui_blocks *blocks = l->blocks;
    if (blocks->n_nodes - l->expert->first_node >= l->nodes_max) {
        return 1;
    }
    if (appui_grow(&blocks->nodes, &blocks->node_capacity, (int64_t)blocks->n_nodes + 1,
                   sizeof *blocks->nodes) < 0) {
        return -1;
    }
    blocks->nodes[blocks->n_nodes++] = node;
    l->n_listed++;
    return 0;
}

static int list_below(struct lister *l, int32_t parent, int32_t from, int32_t projects);

/* Lists a node and all below it. @return as push_node */
static int list_node(struct lister *l, struct appui_menu_node node, int32_t projects)
{
    int32_t place = l->blocks->n_nodes;
    int result = push_node(l, node);
    if (result == 0) {
        result = list_below(l, place - l->expert->first_node, node.item + 1, projects);
        l->blocks->nodes[place].next = l->blocks->n_nodes - l->expert->first_node;
    }
    return result;
}

/* Lists what a node allows besides, of the items from one on. @param projects  still free, or
 * INT32_MAX */
static int list_below(struct lister *l, int32_t parent, int32_t from, int32_t projects)
{
    const struct appui_block_expert *expert = l->expert;
    const struct appui_program *program = l->blocks->program;
    int result = 0;
    for (int32_t i = from; result == 0 && i < expert->n_items; i++) {
        const struct appui_block_item *item = item_of(l, i);
        const struct appui_menu_node *above = &l->blocks->nodes[expert->first_node + parent];
        bool begins = !item->known &&
                      !(above->item >= 0 && item_of(l, above->item)->project == item->project);
        int64_t half_days = above->half_days;
        int64_t to = item->most < program->columns[item->days].high
                         ? item->most
                         : program->columns[item->days].high;
        if ((begins && projects == 0) || program->columns[item->use].high < 1) {
            continue;
        }
        for (int32_t d = item->least; result == 0 && d <= to; d++) {
            int64_t sum = half_days + (int64_t)d * item->session;
            if (sum > expert->days_cap || sum > l->most) {
                break;
            }
            bool fits = take(l, i, d, 1);
            if (fits) {
                result = list_node(l, (struct appui_menu_node){parent, i, d, (int32_t)sum, 0},
                                   projects - (begins && projects < INT32_MAX));
            }
            take(l, i, d, -1);
        }
    }
    return result;
}

/* @return 0, or -1 when memory fails */
static int list_menu(struct lister *l, struct appui_block_expert *expert, int32_t first_row,
                     int64_t most)
{
    struct appui_blocks *blocks = l->blocks;
    l->expert = expert;
    l->most = most;
    expert->first_node = blocks->n_nodes;
    find_takes(l, first_row);
    int result = list_node(l, (struct appui_menu_node){-1, -1, 0, 0, 0},
                           expert->projects_cap < 0 ? INT32_MAX : expert->projects_cap);
    if (result != 0) {
        blocks->n_nodes = expert->first_node;
        return result < 0 ? -1 : 0;
    }
    expert->n_nodes = blocks->n_nodes - expert->first_node;
    for (int32_t i = expert->first_node; i < blocks->n_nodes; i++) {
        int32_t half_days = blocks->nodes[i].half_days;
        expert->menu_most = half_days > expert->menu_most ? half_days : expert->menu_most;
    }
    for (int32_t r = first_row; r >= 0; r = l->next_row[r]) {
        blocks->row_inside[r] = 1;
    }
    return 0;
}

int appui_menu_build(struct appui_blocks *blocks, const struct appui_blocks *before)
{
    struct lister lister = {.blocks = blocks};
    int result = open_lister(&lister);
    if (result == 0) {
        find_rows(&lister);
    }
    for (int32_t b = 0; result == 0 && b < blocks->n; b++) {
        const struct appui_block *block = &blocks->blocks[b];
        for (int32_t e = block->first_expert;
             result == 0 && e < block->first_expert + block->n_experts; e++) {
            bool asked = before || block->two_periods || lister.first_row[e] >= 0;
            asked = asked && (before || lister.n_listed < NODES_ALL);
            lister.nodes_max = asked ? NODES_MAX : NODES_PLAIN;
            if (!before || before->experts[e].n_nodes > 0) {
                result =
                    list_menu(&lister, &blocks->experts[e], lister.first_row[e], block->total_cap);
            }
        }
    }
    appui_arena_release(&lister.arena);
    return result;
}
