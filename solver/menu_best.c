/*
 * The best plan of an expert by going through its menu, and what plans of enough worth contain.
 */
#include "solver/expert_table.h"

/** An item as a pass over a menu needs it. */
struct offer {
    int64_t use, session; /**< worth */
    int32_t from, to;     /**< sessions that the bounds allow */
    int32_t forced;
};

/* Sessions of an item that may lie in the first period, of all its sessions. */
static void range_of_part(const struct appui_block_terms *terms,
                          const struct appui_block_item *item, int32_t sessions, int64_t *from,
                          int64_t *to)
{
    int64_t low[2] = {0, 0}, high[2] = {0, 0};
    for (int r = 0; r < 2; r++) {
        if (item->part[r] >= 0) {
            low[r] = terms->low[item->part[r]];
            high[r] = terms->high[item->part[r]];
        }
    }
    *from = appui_at_least(low[0], sessions - high[1]);
    *to = appui_at_most(high[0], sessions - low[1]);
}

/* Half-days in the first period after sessions of an item, from those before. */
static uint64_t reach_with(const struct appui_block_terms *terms,
                           const struct appui_block_item *item, int32_t sessions, uint64_t before)
{
    int64_t from, to;
    uint64_t reach = 0;
    range_of_part(terms, item, sessions, &from, &to);
    for (int64_t t = from; t <= to && t * item->session < APPUI_BLOCK_HALF_DAYS_MAX; t++) {
        reach |= before << (t * item->session);
    }
    return reach;
}

/* The half-days in the first period with which a node fits in the grid: from *from to *to, of which
 * those with a bit in the mask. */
static uint64_t cells_of(const struct appui_expert_table *table, int32_t node, int32_t half_days,
                         int32_t *from, int32_t *to)
{
    if (!table->reach) {
        *from = half_days;
        *to = half_days < table->grid.n[0] ? half_days : -1;
        return UINT64_MAX;
    }
    int32_t second = table->grid.n[1] - 1;
    *from = half_days > second ? half_days - second : 0;
    *to = half_days < table->grid.n[0] ? half_days : table->grid.n[0] - 1;
    return table->reach[node];
}

static int32_t cell_of(const struct appui_expert_table *table, int32_t half_days, int32_t first)
{
    return table->reach ? first * table->grid.n[1] + half_days - first : half_days;
}

static bool has_cell(const struct appui_expert_table *table, uint64_t mask, int32_t first)
{
    return !table->reach || (mask >> first & 1);
}

/* Offers a node's worth to the cells it can take. */
static void offer_node(struct appui_expert_table *table, int32_t node, int32_t half_days)
{
    int32_t from, to;
    uint64_t mask = cells_of(table, node, half_days, &from, &to);
    for (int32_t a = from; a <= to; a++) {
        int32_t cell = cell_of(table, half_days, a);
        if (has_cell(table, mask, a) && table->node_worth[node] > table->best[cell]) {
            table->best[cell] = table->node_worth[node];
            table->choice[cell] = node;
        }
    }
}

/* Room for a menu's cells: as many half-days as it can give and the partner has. */
static int open_table(struct appui_expert_table *table, const struct appui_block *block,
                      const struct appui_block_expert *expert, int64_t cap)
{
    size_t n_nodes = (size_t)expert->n_nodes;
    int64_t most = appui_at_most(expert->menu_most, appui_at_least(cap, 0));
    table->grid = (struct appui_grid){{(int32_t)most + 1, 1}};
    table->node_worth = appui_arena_alloc(&table->arena, n_nodes, sizeof *table->node_worth);
    if (block->two_periods) {
        for (int r = 0; r < 2; r++) {
            table->grid.n[r] = (int32_t)appui_at_most(most, block->cap[r]) + 1;
        }
        table->reach = appui_arena_alloc(&table->arena, n_nodes, sizeof *table->reach);
        if (!table->reach) {
            return -1;
        }
        table->reach[0] = 1;
    }
    return table->node_worth ? appui_expert_table_open(table) : -1;
}

/* What the bounds and worths make of each item. @return how many are forced */
static int32_t list_offers(const struct appui_block_terms *terms,
                           const struct appui_block_expert *expert, struct offer *offers)
{
    int32_t n_forced = 0;
    for (int32_t i = 0; i < expert->n_items; i++) {
        const struct appui_block_item *item = &terms->blocks->items[expert->first_item + i];
        struct offer *offer = &offers[i];
        *offer = (struct offer){.use = terms->worth[item->use],
                                .session = terms->worth[item->days],
                                .forced = appui_item_is_forced(terms, item)};
        if (!appui_item_range(terms, item, &offer->from, &offer->to)) {
            offer->to = -1;
        }
        n_forced += offer->forced;
    }
    return n_forced;
}

/* A node's worth falls to none where the bounds forbid it, and with it all below. */
int appui_menu_run(struct appui_expert_table *table, const struct appui_block_terms *terms,
                   const struct appui_block *block, const struct appui_block_expert *expert,
                   int64_t cap)
{
    const struct appui_menu_node *nodes = terms->blocks->nodes + expert->first_node;
    struct offer *offers =
        appui_arena_alloc(&table->arena, (size_t)expert->n_items, sizeof *offers);
    int32_t *forced = appui_arena_alloc(&table->arena, (size_t)expert->n_nodes, sizeof *forced);
    if (open_table(table, block, expert, cap) < 0 || !offers || !forced) {
        return -1;
    }
    int32_t n_forced = list_offers(terms, expert, offers);
    table->forced = forced;
    table->n_forced = n_forced;
    if (n_forced == 0) {
        offer_node(table, 0, 0);
    }
    for (int32_t i = 1; i < expert->n_nodes; i++) {
        const struct appui_menu_node *node = &nodes[i];
        const struct offer *offer = &offers[node->item];
        if (node->sessions < offer->from || node->sessions > offer->to) {
            for (int32_t below = i; below < node->next; below++) {
                table->node_worth[below] = APPUI_NO_WORTH;
            }
            i = node->next - 1;
            continue;
        }
        table->node_worth[i] =
            table->node_worth[node->parent] + offer->use + offer->session * node->sessions;
        forced[i] = forced[node->parent] + offer->forced;
        if (table->reach) {
            table->reach[i] =
                reach_with(terms, &terms->blocks->items[expert->first_item + node->item],
                           node->sessions, table->reach[node->parent]);
        }
        if (forced[i] == n_forced) {
            offer_node(table, i, node->half_days);
        }
    }
    return 0;
}

/* Writes in which period the sessions of a node lie, when so many half-days of the node and those
 * above are to be in the first. @return 0, or -1 when memory fails */
static int trace_parts(const struct appui_expert_table *table,
                       const struct appui_block_terms *terms, const struct appui_block_item *item,
                       const struct appui_menu_node *node, int32_t *half_days,
                       struct appui_block_plan *plan)
{
    int64_t from, to;
    range_of_part(terms, item, node->sessions, &from, &to);
    int64_t t = from;
    while (t < to && (t * item->session > *half_days ||
                      !(table->reach[node->parent] >> (*half_days - t * item->session) & 1))) {
        t++;
    }
    *half_days -= (int32_t)t * item->session;
    int64_t sessions[2] = {t, node->sessions - t};
    for (int r = 0; r < 2; r++) {
        if (sessions[r] > 0 && appui_block_plan_push(plan, item->part[r], sessions[r]) < 0) {
            return -1;
        }
    }
    return 0;
}

int appui_menu_write(const struct appui_expert_table *table, const struct appui_block_terms *terms,
                     const struct appui_block_expert *expert, const struct appui_menu_node *nodes,
                     int32_t node, int32_t first, struct appui_block_plan *plan)
{
    for (int32_t i = node; i > 0; i = nodes[i].parent) {
        const struct appui_block_item *item =
            &terms->blocks->items[expert->first_item + nodes[i].item];
        if (appui_block_plan_push(plan, item->use, 1) < 0 ||
            appui_block_plan_push(plan, item->days, nodes[i].sessions) < 0 ||
            (table->reach && trace_parts(table, terms, item, &nodes[i], &first, plan) < 0)) {
            return -1;
        }
    }
    return 0;
}

int appui_menu_trace(const struct appui_expert_table *table, const struct appui_block_terms *terms,
                     const struct appui_block_expert *expert, int32_t cell,
                     struct appui_block_plan *plan)
{
    return appui_menu_write(table, terms, expert, terms->blocks->nodes + expert->first_node,
                            table->choice[cell], cell / table->grid.n[1], plan);
}

int64_t appui_menu_rest(const struct appui_expert_table *table, const int64_t *rest, int32_t node,
                        int32_t half_days)
{
    int32_t from, to;
    int64_t best = APPUI_NO_WORTH;
    uint64_t mask = cells_of(table, node, half_days, &from, &to);
    for (int32_t a = from; a <= to; a++) {
        int32_t cell = cell_of(table, half_days, a);
        best = has_cell(table, mask, a) ? appui_at_least(best, rest[cell]) : best;
    }
    return best;
}

/* A node counts where it, or one below it, is of enough worth: what is below comes later. */
int appui_menu_most(struct appui_expert_table *table, const struct appui_block_terms *terms,
                    const struct appui_block_expert *expert, const int64_t *rest, int64_t least,
                    int32_t *most)
{
    const struct appui_menu_node *nodes = terms->blocks->nodes + expert->first_node;
    uint8_t *counts = appui_arena_alloc(&table->arena, (size_t)expert->n_nodes, 1);
    if (!counts) {
        return -1;
    }
    for (int32_t i = 0; i < expert->n_items; i++) {
        most[i] = 0;
    }
    for (int32_t i = expert->n_nodes - 1; i > 0; i--) {
        if (table->node_worth[i] > APPUI_NO_WORTH && !counts[i]) {
            int64_t other = appui_menu_rest(table, rest, i, nodes[i].half_days);
            counts[i] = other > APPUI_NO_WORTH && table->node_worth[i] + other >= least;
        }
        if (counts[i]) {
            counts[nodes[i].parent] = 1;
            most[nodes[i].item] =
                nodes[i].sessions > most[nodes[i].item] ? nodes[i].sessions : most[nodes[i].item];
        }
    }
    return 0;
}
