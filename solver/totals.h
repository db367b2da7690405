/*
 * Totals: what some partners must bear together says, by counting alone, how low the levels of
 * equity can be.
 *
 * If all partners bear 650 half-days together whatever the plan, and their pledges leave 640 up to
 * a level, then some partner lies above that level. Nothing has to be solved for that, and on most
 * basins no plan can be fairer than what counting allows, and one plan is as fair as that.
 */
#ifndef APPUI_SOLVER_TOTALS_H
#define APPUI_SOLVER_TOTALS_H

#include "solver/bearers.h"

/** Bearers that bear at least so much together in every plan. */
struct appui_total {
    uint8_t *member; /**< [n bearers] arena */
    int64_t least;   /**< sum of their X, in parts of a half-day */
};

/** A level that was found, and how many bearers are at it. */
struct appui_total_level {
    struct appui_fraction level;
    int32_t n;
    bool exact; /**< proved: so many are exactly there; else they may be anywhere up to it */
};

struct appui_totals {
    const struct appui_bearers *group;
    struct appui_arena *arena;
    struct appui_total *items; /**< [n] heap */
    int32_t n, capacity;
    struct appui_total_level *levels; /**< [n_levels] downwards, heap */
    int32_t n_levels, level_capacity;
    int64_t *gain; /**< [n bearers] scratch, arena */
};

/** Opens totals without any yet. @return 0, or -1 when memory fails */
int appui_totals_open(const struct appui_bearers *group, struct appui_arena *arena,
                      struct appui_totals *totals);

/**
 * Adds a total. @param member  [n bearers] who; copied
 * @return 0, or -1 when memory fails
 */
int appui_totals_add(struct appui_totals *totals, const uint8_t *member, int64_t least);

/** Notes a level that was found, below those noted before. @return 0, or -1 when memory fails */
int appui_totals_note(struct appui_totals *totals, const struct appui_total_level *level);

/** False when no plan brings all bearers but those at the levels noted down to this level: some
 * total would not be borne. */
bool appui_totals_allow(const struct appui_totals *totals, struct appui_fraction level);

/** How many bearers besides those at the levels noted must reach this level, if all respect it: 0
 * at least; more than there are when not all can. */
int32_t appui_totals_count(const struct appui_totals *totals, struct appui_fraction level);

void appui_totals_release(struct appui_totals *totals);

#endif
