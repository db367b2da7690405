/*
 * Counting what bearers can bear below a level, and the few above it up to theirs.
 */
#include "solver/totals.h"

#include <stdlib.h>
#include <string.h>

int appui_totals_open(const struct appui_bearers *group, struct appui_arena *arena,
                      struct appui_totals *totals)
{
    *totals = (struct appui_totals){.group = group, .arena = arena};
    totals->gain = appui_arena_alloc(arena, (size_t)group->n, sizeof *totals->gain);
    return totals->gain ? 0 : -1;
}

int appui_totals_add(struct appui_totals *totals, const uint8_t *member, int64_t least)
{
    size_t n = (size_t)totals->group->n;
    if (appui_grow(&totals->items, &totals->capacity, (int64_t)totals->n + 1,
                   sizeof *totals->items) < 0) {
        return -1;
    }
    struct appui_total *total = &totals->items[totals->n];
    *total = (struct appui_total){appui_arena_alloc(totals->arena, n, 1), least};
    if (!total->member) {
        return -1;
    }
    memcpy(total->member, member, n);
    totals->n++;
    return 0;
}

int appui_totals_note(struct appui_totals *totals, const struct appui_total_level *level)
{
    if (appui_grow(&totals->levels, &totals->level_capacity, (int64_t)totals->n_levels + 1,
                   sizeof *totals->levels) < 0) {
        return -1;
    }
    totals->levels[totals->n_levels++] = *level;
    return 0;
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* Most X with which the bearer respects the level, or stays strictly below it. */
static int64_t most(const struct appui_bearer *b, struct appui_fraction level, bool below)
{
    int64_t x = below ? appui_bearer_most_below(b, level) : appui_bearer_most_at(b, level);
    return clamp(x, 0, b->high);
}

static int downwards(const void *a, const void *b)
{
    int64_t l = *(const int64_t *)a, r = *(const int64_t *)b;
    return (l < r) - (l > r);
}

/** What most bearers respect: a level, or staying strictly below it. */
struct cap {
    struct appui_fraction level;
    bool below;
};

/* Most that n members at a level can bear more than at the cap. Who is exactly there must have a
 * sum that makes the level's fraction. */
static int64_t gain_of(const struct appui_totals *totals, const struct appui_total *total,
                       const struct appui_total_level *at, int32_t n, struct cap cap)
{
    int32_t n_gains = 0;
    int64_t sum = 0;
    for (int32_t i = 0; i < totals->group->n; i++) {
        const struct appui_bearer *b = &totals->group->items[i];
        int64_t high = most(b, at->level, false);
        bool there = appui_fraction_compare(appui_bearer_burden(b, high), at->level) == 0;
        if (total->member[i] && (there || !at->exact)) {
            totals->gain[n_gains++] = high - most(b, cap.level, cap.below);
        }
    }
    qsort(totals->gain, (size_t)n_gains, sizeof *totals->gain, downwards);
    for (int32_t i = 0; i < n && i < n_gains && totals->gain[i] > 0; i++) {
        sum += totals->gain[i];
    }
    return sum;
}

/* Most that a total's members can bear when all but those at the levels noted respect the cap. Each
 * level's gain goes to those who gain most by it, even where they gain at another: never too
 * little. */
static int64_t bearable(const struct appui_totals *totals, const struct appui_total *total,
                        struct cap cap)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < totals->group->n; i++) {
        sum += total->member[i] ? most(&totals->group->items[i], cap.level, cap.below) : 0;
    }
    for (int32_t k = 0; k < totals->n_levels; k++) {
        sum += gain_of(totals, total, &totals->levels[k], totals->levels[k].n, cap);
    }
    return sum;
}

bool appui_totals_allow(const struct appui_totals *totals, struct appui_fraction level)
{
    for (int32_t t = 0; t < totals->n; t++) {
        const struct appui_total *total = &totals->items[t];
        if (bearable(totals, total, (struct cap){level, false}) < total->least) {
            return false;
        }
    }
    return true;
}

int32_t appui_totals_count(const struct appui_totals *totals, struct appui_fraction level)
{
    int32_t n = 0;
    struct cap below = {level, true};
    struct appui_total_level at = {level, 0, true};
    for (int32_t t = 0; t < totals->n; t++) {
        const struct appui_total *total = &totals->items[t];
        int64_t missing = total->least - bearable(totals, total, below);
        while (n <= totals->group->n && gain_of(totals, total, &at, n, below) < missing) {
            n++;
        }
    }
    return n;
}

void appui_totals_release(struct appui_totals *totals)
{
    appui_free(totals->items);
    appui_free(totals->levels);
    *totals = (struct appui_totals){0};
}
