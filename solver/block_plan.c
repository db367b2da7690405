/*
 * The best plan of a block: a knapsack over the sessions of each expert, one more over the experts
 * of the partner, and the choice of the total.
 *
 * For one expert, state (k, b): k projects begun, b half-days given. Proposals come project by
 * project; within a project there are two layers, none of its proposals used yet (which is the
 * state before the project) and some used (one project more).
 */
#include <string.h>

#include "solver/blocks.h"

/** No plan. Sums of two stay within 64 bits. */
#define NOTHING (INT64_MIN / 4)

/** How a state of the used layer was reached: sessions of the item, from which layer. */
struct choice {
    int16_t sessions; /**< 0: the item is not used */
    uint8_t began;    /**< 1: the item is the first of its project */
};

struct knapsack {
    const struct appui_blocks *blocks;
    const int64_t *worth, *low, *high;
    struct appui_arena arena;
    int32_t n_cells; /**< half-days + 1 */
    int32_t n_rows;  /**< projects + 1 */
    int64_t *before, *used, *next;
    struct choice *choices; /**< [n_items of the expert][n_rows * n_cells] */
    uint8_t *merged;        /**< [n_items][n_rows * n_cells] after a project: 1 when it is used */
};

/** Best worth of an expert by half-days, and where its choices are. */
struct expert_table {
    struct knapsack knapsack;
    int64_t *best;  /**< [n_cells] */
    int32_t *rows;  /**< [n_cells] projects of the best */
    int32_t *given; /**< [total cells] half-days of this expert at each total */
};

static int64_t at_most(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t at_least(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Sessions an item may have under the bounds. @return false when it cannot be used */
static bool range_of(const struct knapsack *k, const struct appui_block_item *item, int32_t *from,
                     int32_t *to)
{
    *from = (int32_t)at_least(item->least, k->low[item->days]);
    *to = (int32_t)at_most(item->most, k->high[item->days]);
    return k->high[item->use] > 0 && *to >= *from;
}

static bool is_forced(const struct knapsack *k, const struct appui_block_item *item)
{
    return k->low[item->use] > 0 || k->low[item->days] > 0;
}

/* Uses the item with each number of sessions, from both layers, into k->next. */
static void use_item(struct knapsack *k, const struct appui_block_item *item,
                     struct choice *choices)
{
    int32_t from, to, step = item->known ? 0 : 1;
    if (!range_of(k, item, &from, &to)) {
        return;
    }
    for (int32_t row = 0; row < k->n_rows; row++) {
        const int64_t *used = k->used + (size_t)row * (size_t)k->n_cells;
        bool counted = k->n_rows > 1;
        int32_t row_before = counted ? row - step : row;
        const int64_t *before =
            row_before < 0 ? NULL : k->before + (size_t)row_before * (size_t)k->n_cells;
        int64_t *next = k->next + (size_t)row * (size_t)k->n_cells;
        struct choice *chosen = choices + (size_t)row * (size_t)k->n_cells;
        for (int32_t d = from; d <= to; d++) {
            int64_t gain = k->worth[item->use] + k->worth[item->days] * d;
            int32_t length = d * item->session;
            for (int32_t b = length; b < k->n_cells; b++) {
                bool begins = before && before[b - length] >= used[b - length];
                int64_t base = begins ? before[b - length] : used[b - length];
                if (base > NOTHING && base + gain > next[b]) {
                    next[b] = base + gain;
                    chosen[b] = (struct choice){(int16_t)d, begins};
                }
            }
        }
    }
}

static void fill(int64_t *cells, size_t n, int64_t value)
{
    for (size_t i = 0; i < n; i++) {
        cells[i] = value;
    }
}

/* Runs the proposals of one project. @return items consumed */
static int32_t run_project(struct knapsack *k, const struct appui_block_item *items, int32_t first,
                           int32_t n)
{
    size_t n_states = (size_t)k->n_rows * (size_t)k->n_cells;
    int32_t end = first;
    fill(k->used, n_states, NOTHING);
    for (; end < n && items[end].project == items[first].project; end++) {
        bool must = is_forced(k, &items[end]);
        if (must) {
            fill(k->next, n_states, NOTHING);
        } else {
            memcpy(k->next, k->used, n_states * sizeof *k->next);
        }
        use_item(k, &items[end], k->choices + (size_t)end * n_states);
        int64_t *swap = k->used;
        k->used = k->next;
        k->next = swap;
        if (must) {
            fill(k->before, n_states, NOTHING);
        }
    }
    uint8_t *merged = k->merged + (size_t)(end - 1) * n_states;
    for (size_t s = 0; s < n_states; s++) {
        merged[s] = k->used[s] > k->before[s];
        k->before[s] = merged[s] ? k->used[s] : k->before[s];
    }
    return end - first;
}

static int open_knapsack(struct knapsack *k, const struct appui_block_expert *expert,
                         int64_t total_cap)
{
    const struct appui_block_item *items = k->blocks->items + expert->first_item;
    int64_t half_days = 0;
    int32_t projects = 0;
    for (int32_t i = 0; i < expert->n_items; i++) {
        half_days += (int64_t)items[i].most * items[i].session;
        bool begins = i == 0 || items[i].project != items[i - 1].project;
        projects += begins && !items[i].known;
    }
    half_days = at_most(at_most(half_days, expert->days_cap), at_least(total_cap, 0));
    bool counted = expert->projects_cap >= 0 && expert->projects_cap < projects;
    k->n_cells = (int32_t)half_days + 1;
    k->n_rows = counted ? expert->projects_cap + 1 : 1;
    size_t n_states = (size_t)k->n_rows * (size_t)k->n_cells;
    size_t n_all = n_states * (size_t)expert->n_items;
    k->before = appui_arena_alloc(&k->arena, n_states, sizeof *k->before);
    k->used = appui_arena_alloc(&k->arena, n_states, sizeof *k->used);
    k->next = appui_arena_alloc(&k->arena, n_states, sizeof *k->next);
    k->choices = appui_arena_alloc(&k->arena, n_all, sizeof *k->choices);
    k->merged = appui_arena_alloc(&k->arena, n_all, 1);
    if (!k->before || !k->used || !k->next || !k->choices || !k->merged) {
        return -1;
    }
    fill(k->before, n_states, NOTHING);
    k->before[0] = 0;
    return 0;
}

static int run_expert(struct expert_table *table, const struct appui_block_expert *expert,
                      int64_t total_cap)
{
    struct knapsack *k = &table->knapsack;
    if (open_knapsack(k, expert, total_cap) < 0) {
        return -1;
    }
    const struct appui_block_item *items = k->blocks->items + expert->first_item;
    for (int32_t i = 0; i < expert->n_items;) {
        i += run_project(k, items, i, expert->n_items);
    }
    table->best = appui_arena_alloc(&k->arena, (size_t)k->n_cells, sizeof *table->best);
    table->rows = appui_arena_alloc(&k->arena, (size_t)k->n_cells, sizeof *table->rows);
    if (!table->best || !table->rows) {
        return -1;
    }
    for (int32_t b = 0; b < k->n_cells; b++) {
        table->best[b] = NOTHING;
        for (int32_t row = 0; row < k->n_rows; row++) {
            int64_t value = k->before[(size_t)row * (size_t)k->n_cells + (size_t)b];
            if (value > table->best[b]) {
                table->best[b] = value;
                table->rows[b] = row;
            }
        }
    }
    return 0;
}

static int push(struct appui_block_plan *plan, int32_t column, int64_t value)
{
    if (appui_grow(&plan->entries, &plan->capacity, plan->n_entries + 1, sizeof *plan->entries) <
        0) {
        return -1;
    }
    plan->entries[plan->n_entries++] = (struct appui_block_entry){column, value};
    return 0;
}

/* Writes the lines behind a state, last project first. */
static int trace(const struct expert_table *table, const struct appui_block_expert *expert,
                 int32_t half_days, struct appui_block_plan *plan)
{
    const struct knapsack *k = &table->knapsack;
    const struct appui_block_item *items = k->blocks->items + expert->first_item;
    size_t n_states = (size_t)k->n_rows * (size_t)k->n_cells;
    int32_t row = table->rows[half_days], b = half_days;
    for (int32_t i = expert->n_items - 1; i >= 0; i--) {
        bool last = i == expert->n_items - 1 || items[i].project != items[i + 1].project;
        size_t state = (size_t)row * (size_t)k->n_cells + (size_t)b;
        if (last && !k->merged[(size_t)i * n_states + state]) {
            while (i > 0 && items[i - 1].project == items[i].project) {
                i--;
            }
            continue;
        }
        struct choice choice = k->choices[(size_t)i * n_states + state];
        if (choice.sessions == 0) {
            continue;
        }
        if (push(plan, items[i].use, 1) < 0 || push(plan, items[i].days, choice.sessions) < 0) {
            return -1;
        }
        b -= choice.sessions * items[i].session;
        if (choice.began) {
            row -= k->n_rows > 1 && !items[i].known;
            while (i > 0 && items[i - 1].project == items[i].project) {
                i--;
            }
        }
    }
    return 0;
}

/** Totals of a partner. */
struct totals {
    int64_t *best; /**< [n_cells] */
    int32_t n_cells;
};

/* Adds one more expert to every total. */
static int add_expert(struct totals *totals, struct expert_table *table, int32_t most,
                      struct appui_arena *arena)
{
    int64_t sum = (int64_t)totals->n_cells + table->knapsack.n_cells - 1;
    int32_t n = (int32_t)at_most(sum, (int64_t)most + 1);
    int64_t *best = appui_arena_alloc(arena, (size_t)n, sizeof *best);
    table->given = appui_arena_alloc(arena, (size_t)n, sizeof *table->given);
    if (!best || !table->given) {
        return -1;
    }
    fill(best, (size_t)n, NOTHING);
    for (int32_t b = 0; b < table->knapsack.n_cells; b++) {
        for (int32_t x = 0; table->best[b] > NOTHING && x < totals->n_cells && x + b < n; x++) {
            int64_t value = totals->best[x] + table->best[b];
            if (totals->best[x] > NOTHING && value > best[x + b]) {
                best[x + b] = value;
                table->given[x + b] = b;
            }
        }
    }
    *totals = (struct totals){best, n};
    return 0;
}

/* What the total itself is worth: its column, and the steps it forces or frees. */
static int64_t worth_of_total(const struct knapsack *bounds, const struct appui_block *block,
                              int64_t total)
{
    int64_t worth = block->total_column < 0 ? 0 : bounds->worth[block->total_column] * total;
    for (int32_t s = block->first_step; s < block->first_step + block->n_steps; s++) {
        const struct appui_block_step *step = &bounds->blocks->steps[s];
        int64_t each = bounds->worth[step->column];
        bool must = total > step->threshold || bounds->low[step->column] > 0;
        if (must && bounds->high[step->column] < 1) {
            return NOTHING;
        }
        bool may = bounds->high[step->column] >= 1;
        worth += must || (may && each > 0) ? each : 0;
    }
    return worth;
}

static int64_t best_total(const struct knapsack *bounds, const struct appui_block *block,
                          const struct totals *totals, int32_t *chosen)
{
    int64_t best = NOTHING;
    int64_t low = block->total_column < 0 ? 0 : bounds->low[block->total_column];
    int64_t high = block->total_column < 0 ? INT64_MAX : bounds->high[block->total_column];
    for (int32_t x = 0; x < totals->n_cells; x++) {
        if (totals->best[x] <= NOTHING || x < low || x > high) {
            continue;
        }
        int64_t extra = worth_of_total(bounds, block, x);
        if (extra > NOTHING && totals->best[x] + extra > best) {
            best = totals->best[x] + extra;
            *chosen = x;
        }
    }
    return best;
}

static int write_total(const struct knapsack *bounds, const struct appui_block *block,
                       int64_t total, struct appui_block_plan *plan)
{
    if (block->total_column >= 0 && total > 0 && push(plan, block->total_column, total) < 0) {
        return -1;
    }
    for (int32_t s = block->first_step; s < block->first_step + block->n_steps; s++) {
        const struct appui_block_step *step = &bounds->blocks->steps[s];
        bool must = total > step->threshold || bounds->low[step->column] > 0;
        bool gains = bounds->high[step->column] >= 1 && bounds->worth[step->column] > 0;
        if ((must || gains) && push(plan, step->column, 1) < 0) {
            return -1;
        }
    }
    return 0;
}

/* Without anything that speaks of the total each expert stands for itself. */
static int best_apart(const struct appui_block *block, struct expert_table *tables,
                      const struct knapsack *bounds, struct appui_block_plan *plan)
{
    for (int32_t e = 0; e < block->n_experts; e++) {
        int32_t best = -1;
        for (int32_t b = 0; b < tables[e].knapsack.n_cells; b++) {
            if (tables[e].best[b] > NOTHING &&
                (best < 0 || tables[e].best[b] > tables[e].best[best])) {
                best = b;
            }
        }
        if (best < 0) {
            return 0;
        }
        plan->worth += tables[e].best[best];
        if (trace(&tables[e], &bounds->blocks->experts[block->first_expert + e], best, plan) < 0) {
            return -1;
        }
    }
    return 1;
}

static int best_together(const struct appui_block *block, struct expert_table *tables,
                         const struct knapsack *bounds, struct appui_arena *arena,
                         struct appui_block_plan *plan)
{
    struct totals totals = {appui_arena_alloc(arena, 1, sizeof *totals.best), 1};
    int32_t most = (int32_t)at_most(block->total_cap, INT32_MAX - 1);
    for (int32_t e = 0; totals.best && e < block->n_experts; e++) {
        if (add_expert(&totals, &tables[e], most, arena) < 0) {
            return -1;
        }
    }
    if (!totals.best) {
        return -1;
    }
    int32_t left = 0;
    plan->worth = best_total(bounds, block, &totals, &left);
    if (plan->worth <= NOTHING) {
        return 0;
    }
    int failed = write_total(bounds, block, left, plan);
    for (int32_t e = block->n_experts - 1; failed == 0 && e >= 0; e--) {
        int32_t given = tables[e].given[left];
        failed = trace(&tables[e], &bounds->blocks->experts[block->first_expert + e], given, plan);
        left -= given;
    }
    return failed < 0 ? -1 : 1;
}

int appui_blocks_best(const struct appui_blocks *blocks, int32_t block, const int64_t *worth,
                      const int64_t *low, const int64_t *high, struct appui_block_plan *plan)
{
    const struct appui_block *b = &blocks->blocks[block];
    struct appui_arena arena = {0};
    struct knapsack bounds = {.blocks = blocks, .worth = worth, .low = low, .high = high};
    struct expert_table *tables = appui_arena_alloc(&arena, (size_t)b->n_experts, sizeof *tables);
    int result = tables ? 1 : -1;
    plan->worth = 0;
    plan->n_entries = 0;
    int64_t cap = b->total_cap;
    if (b->total_column >= 0) {
        cap = at_most(cap, high[b->total_column]);
    }
    for (int32_t e = 0; result > 0 && e < b->n_experts; e++) {
        tables[e].knapsack = bounds;
        if (run_expert(&tables[e], &blocks->experts[b->first_expert + e], cap) < 0) {
            result = -1;
        }
    }
    bool apart = b->total_column < 0 && b->total_cap == INT64_MAX;
    if (result > 0 && cap < 0) {
        result = 0;
    } else if (result > 0) {
        result = apart ? best_apart(b, tables, &bounds, plan)
                       : best_together(b, tables, &bounds, &arena, plan);
    }
    for (int32_t e = 0; tables && e < b->n_experts; e++) {
        appui_arena_release(&tables[e].knapsack.arena);
    }
    appui_arena_release(&arena);
    return result;
}
