/*
 * Which half-days of a pledge period its earmarks pay for. The amounts are differences of maximum
 * flows, so no order of lines or search decides them:
 *   - with the earmarks sorted by expiry, earmark k gets F(first k) - F(first k - 1), where F is
 * the largest flow into those earmarks: the sum is the largest flow into all, and no other largest
 *     flow uses the earlier ones more (Mendelsohn and Dulmage 1958, exchange of matchings);
 *   - done half-days are attributed first, then done and agreed together, then all: what one more
 *     buyer lets an earmark pay never falls (buyers and earmarks are complements, Shapley 1962), so
 *     each difference is what the kind adds.
 */
#include <stdlib.h>

#include "model/earmarks.h"
#include "model/ledger_periods.h"
#include "model/memory.h"

/** One pledge period under attribution. */
struct attribution {
    const struct appui_basin *basin;
    const struct appui_entries *entries;
    int32_t partner, index;
    const struct appui_pledge *pledge;
    struct appui_pledge sorted; /**< the same with its earmarks by expiry */
    int32_t *order;             /**< [n_earmarks] place in the file of the sorted ones */
    struct appui_use *uses;     /**< [n_uses] */
    int32_t n_uses;
    int64_t *paid; /**< [n_earmarks] by the last attribution, sorted */
};

/** Without calendar a half-day may use any earmark open on the first day that window and pledge
 * allow, as R5 is checked. */
static appui_day day_of(const struct attribution *at, const struct appui_entry *entry)
{
    if (entry->day != APPUI_ABSENT) {
        return entry->day;
    }
    appui_day first = at->basin->needs[entry->need].window_from;
    return first > at->pledge->from ? first : at->pledge->from;
}

/** Uses of the period's lines up to a kind. */
static void gather(struct attribution *at, enum appui_entry_kind last)
{
    at->n_uses = 0;
    for (int32_t i = 0; i < at->entries->n; i++) {
        const struct appui_entry *entry = &at->entries->items[i];
        if (entry->partner == at->partner && entry->pledge == at->index && entry->need >= 0 &&
            entry->kind <= last) {
            at->uses[at->n_uses++] = (struct appui_use){at->basin->needs[entry->need].project,
                                                        day_of(at, entry), entry->half_days};
        }
    }
}

/** Adds to `figure` of each earmark what it pays now more than before. @return 0, or -1 when memory
 * fails. */
static int attribute(struct attribution *at, enum appui_entry_kind last, int64_t *figures)
{
    struct appui_pledge prefix = at->sorted;
    int64_t before = 0;
    gather(at, last);
    for (int32_t k = 0; k < at->sorted.n_earmarks; k++) {
        prefix.n_earmarks = k + 1;
        int32_t flow = appui_earmarks_flow(at->basin, &prefix, at->uses, at->n_uses);
        if (flow < 0) {
            return -1;
        }
        int64_t paid = flow - before;
        figures[k] = paid - at->paid[k];
        at->paid[k] = paid;
        before = flow;
    }
    return 0;
}

/** Expiry first, then place in the file; -1, 0, 1. */
static int compare(const struct appui_pledge *pledge, int32_t a, int32_t b)
{
    appui_day first = pledge->earmarks[a].to, second = pledge->earmarks[b].to;
    return first != second ? (first > second) - (first < second) : (a > b) - (a < b);
}

/** Insertion: at most 64 earmarks stand in a pledge. */
static void sort_by_expiry(struct attribution *at)
{
    for (int32_t i = 0; i < at->pledge->n_earmarks; i++) {
        int32_t k = i;
        for (; k > 0 && compare(at->pledge, i, at->order[k - 1]) < 0; k--) {
            at->order[k] = at->order[k - 1];
        }
        at->order[k] = i;
    }
    for (int32_t i = 0; i < at->pledge->n_earmarks; i++) {
        at->sorted.earmarks[i] = at->pledge->earmarks[at->order[i]];
    }
}

static int prepare(struct attribution *at, struct appui_arena *arena)
{
    size_t n = (size_t)at->pledge->n_earmarks;
    at->sorted = *at->pledge;
    at->sorted.earmarks = appui_arena_alloc(arena, n, sizeof *at->sorted.earmarks);
    at->order = appui_arena_alloc(arena, n, sizeof *at->order);
    at->paid = appui_arena_alloc(arena, n, sizeof *at->paid);
    at->uses = appui_arena_alloc(arena, (size_t)at->entries->n, sizeof *at->uses);
    if (at->sorted.earmarks == NULL || at->order == NULL || at->paid == NULL || at->uses == NULL) {
        return -1;
    }
    sort_by_expiry(at);
    return 0;
}

/** Splits what no line uses: delivered days beyond the general part take from the earmark that
 * expires first, the rest is lost or open. */
static void settle(const struct attribution *at, struct appui_earmark_figures *figures)
{
    int64_t earmarked = 0;
    for (int32_t k = 0; k < at->sorted.n_earmarks; k++) {
        earmarked += at->sorted.earmarks[k].half_days;
    }
    bool ended = appui_ledger_period_end(at->basin, at->partner, at->index) != APPUI_PERIOD_OPEN;
    int64_t overdrawn = at->pledge->delivered - (at->pledge->half_days - earmarked);
    for (int32_t k = 0; k < at->sorted.n_earmarks; k++) {
        struct appui_earmark_figures *figure = &figures[at->order[k]];
        int64_t rest = at->sorted.earmarks[k].half_days - at->paid[k];
        figure->unlisted = overdrawn <= 0 ? 0 : overdrawn < rest ? overdrawn : rest;
        overdrawn -= figure->unlisted;
        rest -= figure->unlisted;
        bool expired = ended || at->sorted.earmarks[k].to < at->basin->as_of;
        figure->lost = expired ? rest : 0;
        figure->open = expired ? 0 : rest;
    }
}

int appui_ledger_earmarks(const struct appui_basin *basin, const struct appui_entries *entries,
                          int32_t partner, int32_t pledge, struct appui_earmark_figures *figures)
{
    struct appui_arena arena = {NULL};
    struct attribution at = {.basin = basin,
                             .entries = entries,
                             .partner = partner,
                             .index = pledge,
                             .pledge = &basin->partners[partner].pledges[pledge]};
    int64_t added[APPUI_EARMARKS_MAX];
    int code = prepare(&at, &arena);
    for (int32_t kind = APPUI_ENTRY_DONE; code == 0 && kind <= APPUI_ENTRY_PROPOSED; kind++) {
        code = attribute(&at, (enum appui_entry_kind)kind, added);
        for (int32_t k = 0; code == 0 && k < at.pledge->n_earmarks; k++) {
            struct appui_earmark_figures *figure = &figures[at.order[k]];
            *(kind == APPUI_ENTRY_DONE     ? &figure->delivered
              : kind == APPUI_ENTRY_AGREED ? &figure->agreed
                                           : &figure->proposed) = added[k];
        }
    }
    if (code == 0) {
        settle(&at, figures);
    }
    appui_arena_release(&arena);
    return code;
}
