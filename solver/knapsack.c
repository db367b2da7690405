/*
 * The best plan of an expert: a knapsack over the sessions of its items.
 *
 * State (k, b): k projects begun, b half-days given. Items come project by project; within a
 * project there are two layers, none of its items used yet (which is the state before the project)
 * and some used (one project more).
 */
#include <string.h>

#include "solver/expert_table.h"

/** How a state of the used layer was reached: sessions of the item, from which layer. */
struct choice {
    int16_t sessions; /**< 0: the item is not used */
    uint8_t began;    /**< 1: the item is the first of its project */
};

struct appui_knapsack {
    const struct appui_block_terms *terms;
    int32_t n_cells; /**< half-days + 1 */
    int32_t n_rows;  /**< projects + 1 */
    int64_t *before, *used, *next;
    struct choice *choices; /**< [n_items of the expert][n_rows * n_cells] */
    uint8_t *merged;        /**< [n_items][n_rows * n_cells] after a project: 1 when it is used */
};

/* Uses the item with each number of sessions, from both layers, into k->next. */
static void use_item(struct appui_knapsack *k, const struct appui_block_item *item,
                     struct choice *choices)
{
    int32_t from, to, step = item->known ? 0 : 1;
    if (!appui_item_range(k->terms, item, &from, &to)) {
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
            int64_t gain = k->terms->worth[item->use] + k->terms->worth[item->days] * d;
            int32_t length = d * item->session;
            for (int32_t b = length; b < k->n_cells; b++) {
                bool begins = before && before[b - length] >= used[b - length];
                int64_t base = begins ? before[b - length] : used[b - length];
                if (base > APPUI_NO_WORTH && base + gain > next[b]) {
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
static int32_t run_project(struct appui_knapsack *k, const struct appui_block_item *items,
                           int32_t first, int32_t n)
{
    size_t n_states = (size_t)k->n_rows * (size_t)k->n_cells;
    int32_t end = first;
    fill(k->used, n_states, APPUI_NO_WORTH);
    for (; end < n && items[end].project == items[first].project; end++) {
        bool must = appui_item_is_forced(k->terms, &items[end]);
        if (must) {
            fill(k->next, n_states, APPUI_NO_WORTH);
        } else {
            memcpy(k->next, k->used, n_states * sizeof *k->next);
        }
        use_item(k, &items[end], k->choices + (size_t)end * n_states);
        int64_t *swap = k->used;
        k->used = k->next;
        k->next = swap;
        if (must) {
            fill(k->before, n_states, APPUI_NO_WORTH);
        }
    }
    uint8_t *merged = k->merged + (size_t)(end - 1) * n_states;
    for (size_t s = 0; s < n_states; s++) {
        merged[s] = k->used[s] > k->before[s];
        k->before[s] = merged[s] ? k->used[s] : k->before[s];
    }
    return end - first;
}

static int open_knapsack(struct appui_knapsack *k, struct appui_arena *arena,
                         const struct appui_block_expert *expert, int64_t total_cap)
{
    const struct appui_block_item *items = k->terms->blocks->items + expert->first_item;
    int64_t half_days = 0;
    int32_t projects = 0;
    for (int32_t i = 0; i < expert->n_items; i++) {
        half_days += (int64_t)items[i].most * items[i].session;
        bool begins = i == 0 || items[i].project != items[i - 1].project;
        projects += begins && !items[i].known;
    }
    half_days =
        appui_at_most(appui_at_most(half_days, expert->days_cap), appui_at_least(total_cap, 0));
    bool counted = expert->projects_cap >= 0 && expert->projects_cap < projects;
    k->n_cells = (int32_t)half_days + 1;
    k->n_rows = counted ? expert->projects_cap + 1 : 1;
    size_t n_states = (size_t)k->n_rows * (size_t)k->n_cells;
    size_t n_all = n_states * (size_t)expert->n_items;
    k->before = appui_arena_alloc(arena, n_states, sizeof *k->before);
    k->used = appui_arena_alloc(arena, n_states, sizeof *k->used);
    k->next = appui_arena_alloc(arena, n_states, sizeof *k->next);
    k->choices = appui_arena_alloc(arena, n_all, sizeof *k->choices);
    k->merged = appui_arena_alloc(arena, n_all, 1);
    if (!k->before || !k->used || !k->next || !k->choices || !k->merged) {
        return -1;
    }
    fill(k->before, n_states, APPUI_NO_WORTH);
    k->before[0] = 0;
    return 0;
}

int appui_knapsack_run(struct appui_expert_table *table, const struct appui_block_terms *terms,
                       const struct appui_block_expert *expert, int64_t cap)
{
    struct appui_knapsack *k = appui_arena_alloc(&table->arena, 1, sizeof *k);
    if (!k) {
        return -1;
    }
    table->knapsack = k;
    k->terms = terms;
    if (open_knapsack(k, &table->arena, expert, cap) < 0) {
        return -1;
    }
    const struct appui_block_item *items = terms->blocks->items + expert->first_item;
    for (int32_t i = 0; i < expert->n_items;) {
        i += run_project(k, items, i, expert->n_items);
    }
    table->grid = (struct appui_grid){{k->n_cells, 1}};
    if (appui_expert_table_open(table) < 0) {
        return -1;
    }
    for (int32_t b = 0; b < k->n_cells; b++) {
        for (int32_t row = 0; row < k->n_rows; row++) {
            int64_t value = k->before[(size_t)row * (size_t)k->n_cells + (size_t)b];
            if (value > table->best[b]) {
                table->best[b] = value;
                table->choice[b] = row;
            }
        }
    }
    return 0;
}

/* Lines behind a state, last project first. */
int appui_knapsack_trace(const struct appui_expert_table *table,
                         const struct appui_block_terms *terms,
                         const struct appui_block_expert *expert, int32_t cell,
                         struct appui_block_plan *plan)
{
    const struct appui_knapsack *k = table->knapsack;
    const struct appui_block_item *items = terms->blocks->items + expert->first_item;
    size_t n_states = (size_t)k->n_rows * (size_t)k->n_cells;
    int32_t row = table->choice[cell], b = cell;
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
        if (appui_block_plan_push(plan, items[i].use, 1) < 0 ||
            appui_block_plan_push(plan, items[i].days, choice.sessions) < 0) {
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
