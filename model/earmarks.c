/*
 * How much of what projects use the earmarks of a pledge can pay: a maximum flow from demands (a
 * project up to a day) to earmarks, by shortest augmenting paths. The general part takes from
 * everyone and so needs no flow (ledger.c adds it).
 */
#include "model/earmarks.h"

#include <stdlib.h>

/** Uses of one project that the same earmarks serve. */
struct demand {
    int32_t project;
    appui_day day;
    int32_t left; /**< half-days not paid yet */
};

struct flow {
    const struct appui_basin *basin;
    const struct appui_pledge *pledge;
    int32_t n_demands;
    struct demand *demands; /**< [n_demands] */
    int32_t *paid;          /**< [n_demands * n_earmarks] half-days earmark e pays of demand d */
    int32_t *spare;         /**< [n_earmarks] */
    int32_t *paid_by;       /**< [n_earmarks] demand that reached the earmark, or -1 */
    int32_t *freed_by; /**< [n_demands] earmark that reached the demand; n_earmarks: the start; -1:
                          not reached */
    int32_t *queue;    /**< [n_demands] */
};

static bool serves(const struct flow *flow, int32_t demand, int32_t earmark)
{
    return appui_ledger_serves(flow->basin, &flow->pledge->earmarks[earmark],
                               flow->demands[demand].project, flow->demands[demand].day);
}

static int compare_demands(const void *left, const void *right)
{
    const struct demand *a = left, *b = right;
    if (a->project != b->project) {
        return a->project < b->project ? -1 : 1;
    }
    return (a->day > b->day) - (a->day < b->day);
}

/** Demands of one project by day: the same number of open deadlines means the same earmarks. */
static int32_t open_deadlines(const struct appui_pledge *pledge, appui_day day)
{
    int32_t open = 0;
    for (int32_t i = 0; i < pledge->n_earmarks; i++) {
        open += day <= pledge->earmarks[i].to;
    }
    return open;
}

/** Sorts the uses and merges those that the same earmarks serve; no demand need exceed all earmarks
 * together. */
static void gather(struct flow *flow, const struct appui_use *uses, int32_t n_uses, int32_t most)
{
    int32_t n = 0;
    for (int32_t i = 0; i < n_uses; i++) {
        if (uses[i].half_days > 0) {
            int32_t left = uses[i].half_days < most ? uses[i].half_days : most;
            flow->demands[n++] = (struct demand){uses[i].project, uses[i].day, left};
        }
    }
    if (n > 0) {
        qsort(flow->demands, (size_t)n, sizeof *flow->demands, compare_demands);
    }
    for (int32_t i = 0; i < n; i++) {
        const struct demand *next = &flow->demands[i];
        struct demand *last = flow->n_demands > 0 ? &flow->demands[flow->n_demands - 1] : NULL;
        if (last != NULL && last->project == next->project &&
            open_deadlines(flow->pledge, last->day) == open_deadlines(flow->pledge, next->day)) {
            last->left = next->left < most - last->left ? last->left + next->left : most;
        } else {
            flow->demands[flow->n_demands++] = *next;
        }
    }
}

/** Searches from a demand for an earmark with something to spare. @return it, or -1. */
static int32_t find_spare(struct flow *flow, int32_t start)
{
    int32_t n_earmarks = flow->pledge->n_earmarks, head = 0, tail = 0;
    for (int32_t d = 0; d < flow->n_demands; d++) {
        flow->freed_by[d] = -1;
    }
    for (int32_t e = 0; e < n_earmarks; e++) {
        flow->paid_by[e] = -1;
    }
    flow->freed_by[start] = n_earmarks;
    flow->queue[tail++] = start;
    while (head < tail) {
        int32_t from = flow->queue[head++];
        for (int32_t e = 0; e < n_earmarks; e++) {
            if (flow->paid_by[e] >= 0 || !serves(flow, from, e)) {
                continue;
            }
            flow->paid_by[e] = from;
            if (flow->spare[e] > 0) {
                return e;
            }
            for (int32_t d = 0; d < flow->n_demands; d++) {
                if (flow->freed_by[d] < 0 && flow->paid[d * n_earmarks + e] > 0) {
                    flow->freed_by[d] = e;
                    flow->queue[tail++] = d;
                }
            }
        }
    }
    return -1;
}

/** Moves as much as the path to `earmark` allows. @return half-days. */
static int32_t augment(struct flow *flow, int32_t start, int32_t earmark)
{
    int32_t n_earmarks = flow->pledge->n_earmarks;
    int32_t amount = flow->spare[earmark] < flow->demands[start].left ? flow->spare[earmark]
                                                                      : flow->demands[start].left;
    for (int32_t d = flow->paid_by[earmark]; d != start; d = flow->paid_by[flow->freed_by[d]]) {
        int32_t moved = flow->paid[d * n_earmarks + flow->freed_by[d]];
        amount = moved < amount ? moved : amount;
    }
    flow->spare[earmark] -= amount;
    flow->demands[start].left -= amount;
    for (int32_t e = earmark;;) {
        int32_t d = flow->paid_by[e];
        flow->paid[d * n_earmarks + e] += amount;
        if (d == start) {
            return amount;
        }
        e = flow->freed_by[d];
        flow->paid[d * n_earmarks + e] -= amount;
    }
}

static int allocate(struct flow *flow, struct appui_arena *arena, int32_t n_uses)
{
    size_t n_earmarks = (size_t)flow->pledge->n_earmarks;
    flow->demands = appui_arena_alloc(arena, (size_t)n_uses, sizeof *flow->demands);
    flow->freed_by = appui_arena_alloc(arena, (size_t)n_uses, sizeof(int32_t));
    flow->queue = appui_arena_alloc(arena, (size_t)n_uses, sizeof(int32_t));
    flow->spare = appui_arena_alloc(arena, n_earmarks, sizeof(int32_t));
    flow->paid_by = appui_arena_alloc(arena, n_earmarks, sizeof(int32_t));
    bool whole = flow->demands != NULL && flow->freed_by != NULL && flow->queue != NULL &&
                 flow->spare != NULL && flow->paid_by != NULL;
    return whole ? 0 : -1;
}

int32_t appui_earmarks_flow(const struct appui_basin *basin, const struct appui_pledge *pledge,
                            const struct appui_use *uses, int32_t n_uses)
{
    struct appui_arena arena = {NULL};
    struct flow flow = {.basin = basin, .pledge = pledge};
    int32_t total = 0, most = 0;
    if (allocate(&flow, &arena, n_uses) != 0) {
        total = -1;
        goto done;
    }
    for (int32_t e = 0; e < pledge->n_earmarks; e++) {
        flow.spare[e] = pledge->earmarks[e].half_days;
        most += flow.spare[e];
    }
    gather(&flow, uses, n_uses, most);
    flow.paid = appui_arena_alloc(&arena, (size_t)flow.n_demands * (size_t)pledge->n_earmarks,
                                  sizeof(int32_t));
    if (flow.paid == NULL) {
        total = -1;
        goto done;
    }
    for (int32_t d = 0; d < flow.n_demands; d++) {
        int32_t earmark = find_spare(&flow, d);
        while (earmark >= 0 && flow.demands[d].left > 0) {
            total += augment(&flow, d, earmark);
            earmark = find_spare(&flow, d);
        }
    }
done:
    appui_arena_release(&arena);
    return total;
}
