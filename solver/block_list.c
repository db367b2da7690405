/*
 * All plans of a block that are worth enough.
 */
#include "solver/block_list.h"

#include <stdlib.h>
#include <string.h>

#include "model/random.h"

/** Steps of the search for every plan that may be found. */
#define STEPS_PER_PLAN 100
#define STEPS_LEAST 200000

/** Nodes listed of an expert without menu, for every plan that may be found. */
#define NODES_PER_PLAN 4
#define NODES_LEAST 10000

/* Counts a step of the search. @return false when it is to be given up */
static bool step(struct appui_block_list *list)
{
    bool stopped = (--list->steps_left & 4095) == 0 && list->stop && list->stop(list->stop_context);
    list->steps_left = stopped ? -1 : list->steps_left;
    return list->steps_left >= 0;
}

static int32_t first_of(uint64_t bits)
{
    int32_t a = 0;
    while (!(bits >> a & 1)) {
        a++;
    }
    return a;
}

/* ---- opening ---- */

/* The most that the experts before e, and the total, add to each total of the others. */
static int64_t *complete(struct appui_partner_table *p, int32_t e, struct appui_grid grid)
{
    if (!appui_partner_is_apart(p->block)) {
        return appui_partner_besides(p, &p->sums[e], grid);
    }
    int64_t *completion = appui_arena_alloc(&p->arena, 1, sizeof *completion);
    if (completion) {
        *completion = appui_partner_alone(p, 0, e);
    }
    return completion;
}

/* What is known of each expert before any is listed, from the last to the first. */
static int open_experts(struct appui_block_list *list)
{
    struct appui_partner_table *p = &list->partner;
    struct appui_totals after = {0};
    int failed = appui_partner_open_totals(p, &after);
    for (int32_t e = p->n_experts - 1; failed == 0 && e >= 0; e--) {
        struct appui_listed_expert *expert = &list->experts[e];
        expert->rest = appui_partner_rest(p, e, &after);
        failed = expert->rest ? appui_partner_add_after(p, e, &after) : -1;
        expert->after_grid = after.grid;
        expert->completion = failed == 0 ? complete(p, e, after.grid) : NULL;
        failed = expert->completion ? 0 : -1;
        expert->most_completion = APPUI_NO_WORTH;
        for (int32_t cell = 0; failed == 0 && cell < appui_grid_cells(after.grid); cell++) {
            expert->most_completion =
                appui_at_least(expert->most_completion, expert->completion[cell]);
        }
        if (p->experts[e].n_nodes > 0) {
            expert->nodes = list->terms.blocks->nodes + p->experts[e].first_node;
            expert->worth = p->tables[e].node_worth;
            expert->forced = p->tables[e].forced;
            expert->n_forced = p->tables[e].n_forced;
            expert->n_nodes = p->experts[e].n_nodes;
        }
    }
    return failed;
}

/* Before the last expert: nothing. */
static int open_end(struct appui_block_list *list)
{
    struct appui_list_level *end = &list->levels[list->partner.n_experts];
    if (appui_grow(&end->partials, &end->capacity, 1, sizeof *end->partials) < 0) {
        return -1;
    }
    end->partials[0] = (struct appui_listed_part){.reach = 1};
    end->n = 1;
    return 0;
}

int appui_block_list_open(struct appui_block_list *list, const struct appui_blocks *blocks,
                          int32_t block, const int64_t *worth, const int64_t *low,
                          const int64_t *high, const uint64_t *marks)
{
    struct appui_partner_table *p = &list->partner;
    list->terms = (struct appui_block_terms){blocks, worth, low, high};
    list->marks = marks;
    if (appui_partner_table_open(p, &list->terms, block) < 0) {
        return -1;
    }
    size_t n = (size_t)p->n_experts;
    list->experts = appui_arena_alloc(&p->arena, n, sizeof *list->experts);
    list->levels = appui_arena_alloc(&p->arena, n + 1, sizeof *list->levels);
    return list->experts && list->levels && open_end(list) == 0 ? open_experts(list) : -1;
}

void appui_block_list_release(struct appui_block_list *list)
{
    for (int32_t e = 0; list->experts && e < list->partner.n_experts; e++) {
        appui_free(list->experts[e].own_nodes);
        appui_free(list->experts[e].own_worth);
        appui_free(list->experts[e].own_forced);
        appui_free(list->experts[e].kept);
        appui_free(list->experts[e].marks);
    }
    for (int32_t e = 0; list->levels && e <= list->partner.n_experts; e++) {
        appui_free(list->levels[e].partials);
    }
    appui_free(list->slots);
    appui_block_plan_release(&list->plan);
    appui_partner_table_close(&list->partner);
    *list = (struct appui_block_list){0};
}

/* ---- an expert without a menu ---- */

/** Such an expert while its plans are listed. */
struct lister {
    struct appui_block_list *list;
    const struct appui_block_expert *expert;
    struct appui_listed_expert *listed;
    struct appui_arena arena;
    int32_t n_cells;
    int64_t *ahead; /**< [n_items + 1][n_cells] the most that the items from one on add within so
                       many half-days, however many projects they begin */
    int64_t most_rest;
};

/* Fills ahead, from the last item to the first. */
static int look_ahead(struct lister *l)
{
    const struct appui_block_terms *terms = &l->list->terms;
    int32_t n_items = l->expert->n_items, n = l->n_cells;
    l->ahead = appui_arena_alloc(&l->arena, (size_t)(n_items + 1) * (size_t)n, sizeof *l->ahead);
    for (int32_t i = n_items - 1; l->ahead && i >= 0; i--) {
        const struct appui_block_item *item = &terms->blocks->items[l->expert->first_item + i];
        const int64_t *next = l->ahead + (size_t)(i + 1) * (size_t)n;
        int64_t *at = l->ahead + (size_t)i * (size_t)n;
        int32_t from, to;
        bool usable = appui_item_range(terms, item, &from, &to);
        l->listed->n_forced += appui_item_is_forced(terms, item);
        for (int32_t b = 0; b < n; b++) {
            at[b] = next[b];
            for (int32_t d = usable ? from : to + 1; d <= to && d * item->session <= b; d++) {
                int64_t value = next[b - d * item->session] + terms->worth[item->use] +
                                terms->worth[item->days] * d;
                at[b] = value > at[b] ? value : at[b];
            }
        }
    }
    return l->ahead ? 0 : -1;
}

/* Adds a node. @return its index, or -1 when memory fails */
static int32_t push_node(struct appui_listed_expert *listed, struct appui_menu_node node,
                         int64_t worth, int32_t forced)
{
    int64_t n = (int64_t)listed->n_nodes + 1;
    if (appui_grow(&listed->own_nodes, &listed->own_capacity, n, sizeof *listed->own_nodes) < 0 ||
        appui_grow(&listed->own_worth, &listed->worth_capacity, n, sizeof *listed->own_worth) < 0 ||
        appui_grow(&listed->own_forced, &listed->forced_capacity, n, sizeof *listed->own_forced) <
            0) {
        return -1;
    }
    listed->own_forced[listed->n_nodes] = forced;
    listed->own_nodes[listed->n_nodes] = node;
    listed->own_worth[listed->n_nodes] = worth;
    return listed->n_nodes++;
}

static int list_items(struct lister *l, int32_t node, int32_t from, int32_t projects);

/* Lists the item with every number of sessions after a node. @return 0, 1 when it gave up, or -1
 * when memory fails */
static int list_item(struct lister *l, int32_t node, int32_t i, int32_t projects)
{
    const struct appui_block_terms *terms = &l->list->terms;
    const struct appui_block_item *item = &terms->blocks->items[l->expert->first_item + i];
    int32_t last = l->listed->own_nodes[node].item;
    bool begins = !item->known && !(last >= 0 && item[last - i].project == item->project);
    int32_t from, to, result = 0;
    if (!appui_item_range(terms, item, &from, &to) || (begins && projects == 0)) {
        return 0;
    }
    projects -= begins && projects < INT32_MAX;
    int32_t forced = l->listed->own_forced[node] + appui_item_is_forced(terms, item);
    for (int32_t d = from; result == 0 && d <= to; d++) {
        int32_t half_days = l->listed->own_nodes[node].half_days + d * item->session;
        int64_t worth =
            l->listed->own_worth[node] + terms->worth[item->use] + terms->worth[item->days] * d;
        if (half_days >= l->n_cells) {
            break;
        }
        if (!step(l->list) || l->listed->n_nodes > NODES_LEAST + NODES_PER_PLAN * l->list->n_max) {
            return 1;
        }
        int64_t ahead =
            l->ahead[(size_t)(i + 1) * (size_t)l->n_cells + (size_t)(l->n_cells - 1 - half_days)];
        if (worth + ahead + l->most_rest < l->list->least) {
            continue;
        }
        int32_t child =
            push_node(l->listed, (struct appui_menu_node){node, i, d, half_days, 0}, worth, forced);
        result = child < 0 ? -1 : list_items(l, child, i + 1, projects);
    }
    return result;
}

static int list_items(struct lister *l, int32_t node, int32_t from, int32_t projects)
{
    int result = 0;
    for (int32_t i = from; result == 0 && i < l->expert->n_items; i++) {
        int64_t ahead = l->ahead[(size_t)i * (size_t)l->n_cells +
                                 (size_t)(l->n_cells - 1 - l->listed->own_nodes[node].half_days)];
        if (l->listed->own_worth[node] + ahead + l->most_rest < l->list->least) {
            break;
        }
        result = list_item(l, node, i, projects);
    }
    return result;
}

/* Lists what an expert without a menu can give. @return as list_item */
static int list_expert(struct appui_block_list *list, int32_t e)
{
    struct lister l = {.list = list,
                       .expert = &list->partner.experts[e],
                       .listed = &list->experts[e],
                       .most_rest = APPUI_NO_WORTH};
    const struct appui_expert_table *table = &list->partner.tables[e];
    l.n_cells = table->grid.n[0];
    for (int32_t cell = 0; cell < l.n_cells; cell++) {
        l.most_rest = appui_at_least(l.most_rest, l.listed->rest[cell]);
    }
    l.listed->n_nodes = l.listed->n_forced = 0;
    int result = look_ahead(&l);
    if (result == 0) {
        result = push_node(l.listed, (struct appui_menu_node){-1, -1, 0, 0, 0}, 0, 0) < 0 ? -1 : 0;
    }
    if (result == 0 && l.most_rest > APPUI_NO_WORTH) {
        int32_t projects = l.expert->projects_cap;
        result = list_items(&l, 0, 0, projects < 0 ? INT32_MAX : projects);
    }
    l.listed->nodes = l.listed->own_nodes;
    l.listed->worth = l.listed->own_worth;
    l.listed->forced = l.listed->own_forced;
    appui_arena_release(&l.arena);
    return result;
}

/* ---- the plans of each expert that count ---- */

/** A node while nodes are sorted. */
struct ranked {
    int64_t worth;
    int32_t node;
};

static int by_worth(const void *a, const void *b)
{
    const struct ranked *l = a, *r = b;
    if (l->worth != r->worth) {
        return l->worth > r->worth ? -1 : 1;
    }
    return (l->node > r->node) - (l->node < r->node);
}

static int sort_kept(struct appui_listed_expert *listed)
{
    struct ranked *ranked = appui_calloc((size_t)listed->n_kept + 1, sizeof *ranked);
    for (int32_t k = 0; ranked && k < listed->n_kept; k++) {
        ranked[k] = (struct ranked){listed->worth[listed->kept[k]], listed->kept[k]};
    }
    if (ranked && listed->n_kept > 1) {
        qsort(ranked, (size_t)listed->n_kept, sizeof *ranked, by_worth);
    }
    for (int32_t k = 0; ranked && k < listed->n_kept; k++) {
        listed->kept[k] = ranked[k].node;
    }
    appui_free(ranked);
    return ranked ? 0 : -1;
}

/* Keeps the nodes that some plan of enough worth contains. @return 0, 1 when it gave up, or -1 when
 * memory fails */
static int keep_nodes(struct appui_block_list *list, int32_t e)
{
    const struct appui_expert_table *table = &list->partner.tables[e];
    struct appui_listed_expert *listed = &list->experts[e];
    int result = list->partner.experts[e].n_nodes > 0 ? 0 : list_expert(list, e);
    listed->n_kept = 0;
    for (int32_t i = 0; result == 0 && i < listed->n_nodes; i++) {
        if (listed->worth[i] <= APPUI_NO_WORTH || listed->forced[i] != listed->n_forced) {
            continue;
        }
        int64_t rest = appui_menu_rest(table, listed->rest, i, listed->nodes[i].half_days);
        if (rest > APPUI_NO_WORTH && listed->worth[i] + rest >= list->least) {
            if (appui_grow(&listed->kept, &listed->kept_capacity, (int64_t)listed->n_kept + 1,
                           sizeof *listed->kept) < 0) {
                return -1;
            }
            listed->kept[listed->n_kept++] = i;
        }
    }
    return result == 0 ? sort_kept(listed) : result;
}

/* Half-days in the first period after a node, within the limits of both. */
static uint64_t reach_with(const struct appui_block_list *list, int32_t e, int32_t node,
                           uint64_t before, int32_t total)
{
    const struct appui_expert_table *table = &list->partner.tables[e];
    uint64_t reach = 0;
    if (!table->reach) {
        return 1;
    }
    for (uint64_t bits = table->reach[node]; bits; bits &= bits - 1) {
        reach |= before << first_of(bits);
    }
    const int32_t *cap = list->partner.block->cap;
    for (int32_t a = 0; a < APPUI_BLOCK_HALF_DAYS_MAX; a++) {
        if (a > cap[0] || a > total || total - a > cap[1]) {
            reach &= ~(1ULL << a);
        }
    }
    return reach;
}

/* The most that the experts still to come, and the total, add. */
static int64_t completion_of(const struct appui_block_list *list, int32_t e, int32_t total,
                             uint64_t reach)
{
    const struct appui_listed_expert *listed = &list->experts[e];
    struct appui_grid grid = listed->after_grid;
    if (appui_partner_is_apart(list->partner.block)) {
        return listed->completion[0];
    }
    if (!list->partner.tables[e].reach) {
        return total < grid.n[0] ? listed->completion[total] : APPUI_NO_WORTH;
    }
    int64_t best = APPUI_NO_WORTH;
    for (uint64_t bits = reach; bits; bits &= bits - 1) {
        int32_t a = first_of(bits), b = total - a;
        if (a < grid.n[0] && b < grid.n[1]) {
            best = appui_at_least(best, listed->completion[a * grid.n[1] + b]);
        }
    }
    return best;
}

/* ---- partial plans, expert by expert ---- */

/* What a plan takes of rows outside its block, as a sum of hashes, for one node. */
static uint64_t mark_of(const struct appui_block_list *list, int32_t e, int32_t node)
{
    const struct appui_listed_expert *listed = &list->experts[e];
    const struct appui_block_item *items =
        list->terms.blocks->items + list->partner.experts[e].first_item;
    uint64_t mark = 0;
    for (int32_t i = node; i > 0; i = listed->nodes[i].parent) {
        const struct appui_block_item *item = &items[listed->nodes[i].item];
        mark +=
            list->marks[item->use] + list->marks[item->days] * (uint64_t)listed->nodes[i].sessions;
    }
    return mark;
}

/* Of whole plans the periods no longer matter, as long as there is a way. */
static bool are_alike(const struct appui_listed_part *a, const struct appui_listed_part *b,
                      bool whole)
{
    return a->mark == b->mark && a->total == b->total && (whole || a->reach == b->reach);
}

static size_t slot_of(const struct appui_listed_part *partial, bool whole, size_t n_slots)
{
    uint64_t z = partial->mark ^ ((uint64_t)partial->total << 48) ^ (whole ? 0 : partial->reach);
    return (size_t)appui_random_splitmix(&z) & (n_slots - 1);
}

/* Adds a partial plan to a level, or lets it take the place of one that it stands for and is worth
 * more than. @return 0, 1 when there are too many, or -1 when memory fails */
static int merge(struct appui_block_list *list, int32_t e, const struct appui_listed_part *partial)
{
    struct appui_list_level *level = &list->levels[e];
    size_t slot = slot_of(partial, e == 0, list->n_slots);
    for (; list->slots[slot] > 0; slot = (slot + 1) & (list->n_slots - 1)) {
        struct appui_listed_part *known = &level->partials[list->slots[slot] - 1];
        if (are_alike(known, partial, e == 0)) {
            if (partial->worth > known->worth) {
                *known = *partial;
            }
            return 0;
        }
    }
    if (level->n >= list->n_max) {
        return 1;
    }
    if (appui_grow(&level->partials, &level->capacity, (int64_t)level->n + 1,
                   sizeof *level->partials) < 0) {
        return -1;
    }
    level->partials[level->n++] = *partial;
    list->slots[slot] = level->n;
    return 0;
}

/* All that expert e can add to a partial plan of those after it. @return as merge */
static int extend(struct appui_block_list *list, int32_t e, int32_t at)
{
    const struct appui_listed_expert *listed = &list->experts[e];
    const struct appui_listed_part before = list->levels[e + 1].partials[at];
    int result = 0;
    for (int32_t k = 0; result == 0 && k < listed->n_kept; k++) {
        int32_t node = listed->kept[k];
        struct appui_listed_part partial = {.worth = before.worth + listed->worth[node],
                                            .mark = before.mark + listed->marks[k],
                                            .total = before.total + listed->nodes[node].half_days,
                                            .parent = at,
                                            .node = node};
        if (partial.worth + listed->most_completion < list->least) {
            break;
        }
        if (!step(list)) {
            return 1;
        }
        partial.reach = reach_with(list, e, node, before.reach, partial.total);
        int64_t more =
            partial.reach ? completion_of(list, e, partial.total, partial.reach) : APPUI_NO_WORTH;
        if (more > APPUI_NO_WORTH && partial.worth + more >= list->least) {
            result = merge(list, e, &partial);
        }
    }
    return result;
}

/* The level of expert e, from that of the experts after it. @return as merge */
static int fill_level(struct appui_block_list *list, int32_t e)
{
    struct appui_listed_expert *listed = &list->experts[e];
    if (appui_grow(&listed->marks, &listed->mark_capacity, (int64_t)listed->n_kept + 1,
                   sizeof *listed->marks) < 0) {
        return -1;
    }
    for (int32_t k = 0; k < listed->n_kept; k++) {
        listed->marks[k] = mark_of(list, e, listed->kept[k]);
    }
    memset(list->slots, 0, list->n_slots * sizeof *list->slots);
    list->levels[e].n = 0;
    int result = 0;
    for (int32_t at = 0; result == 0 && at < list->levels[e + 1].n; at++) {
        result = extend(list, e, at);
    }
    return result;
}

/* Room for twice as many slots as a level may have partial plans. */
static int open_slots(struct appui_block_list *list)
{
    size_t n = 64;
    while (n < 2 * (size_t)list->n_max + 2) {
        n *= 2;
    }
    if (n > list->n_slots) {
        appui_free(list->slots);
        list->slots = appui_calloc(n, sizeof *list->slots);
        list->n_slots = list->slots ? n : 0;
    }
    return list->slots ? 0 : -1;
}

/* ---- the plans of the block ---- */

/* How many half-days an expert has in the first period, when it and those after it have so many. */
static int32_t own_of(const struct appui_block_list *list, int32_t e, int32_t node, uint64_t before,
                      int32_t together)
{
    const struct appui_expert_table *table = &list->partner.tables[e];
    int32_t own = 0;
    for (uint64_t bits = table->reach ? table->reach[node] : 0; bits; bits &= bits - 1) {
        own = first_of(bits);
        if (own <= together && (before >> (together - own) & 1)) {
            break;
        }
    }
    return own;
}

/* Writes a plan and hands it over. */
static int emit(struct appui_block_list *list, int32_t at)
{
    struct appui_partner_table *p = &list->partner;
    const struct appui_listed_part *partial = &list->levels[0].partials[at];
    int32_t first = first_of(partial->reach);
    list->plan.n_entries = 0;
    if (appui_partner_write_total(&list->terms, p->block, partial->total, &list->plan) < 0) {
        return -1;
    }
    for (int32_t e = 0; e < p->n_experts; e++) {
        const struct appui_listed_part *before = &list->levels[e + 1].partials[partial->parent];
        int32_t own = own_of(list, e, partial->node, before->reach, first);
        if (appui_menu_write(&p->tables[e], &list->terms, &p->experts[e], list->experts[e].nodes,
                             partial->node, own, &list->plan) < 0) {
            return -1;
        }
        first -= own;
        partial = before;
    }
    return list->take(list->context, &list->plan);
}

static int list_levels(struct appui_block_list *list)
{
    int32_t n = list->partner.n_experts;
    int result = open_slots(list);
    for (int32_t e = 0; result == 0 && e < n; e++) {
        result = keep_nodes(list, e);
    }
    for (int32_t e = n - 1; result == 0 && e >= 0; e--) {
        result = fill_level(list, e);
    }
    return result;
}

int64_t appui_block_list_run(struct appui_block_list *list, int64_t least, int64_t n_max,
                             int (*take)(void *context, const struct appui_block_plan *plan),
                             void *context)
{
    list->least = least;
    list->n_max = n_max;
    list->steps_left = STEPS_LEAST + STEPS_PER_PLAN * n_max;
    list->take = take;
    list->context = context;
    bool stopped = list->stop && list->stop(list->stop_context);
    int result = stopped ? 1 : list_levels(list);
    for (int32_t at = 0; take && result == 0 && at < list->levels[0].n; at++) {
        result = emit(list, at);
    }
    return result < 0 ? -1 : result > 0 ? n_max + 1 : list->levels[0].n;
}
