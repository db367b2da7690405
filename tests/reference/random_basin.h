/*
 * Random tiny basins: small enough for the referee to enumerate, wide enough to meet every rule
 * that is built.
 *
 * The same seed gives the same draft on every machine. Every draft is valid: appui_basin_build
 * accepts it.
 */
#ifndef APPUI_TESTS_RANDOM_BASIN_H
#define APPUI_TESTS_RANDOM_BASIN_H

#include <stdbool.h>
#include <stdint.h>

#include "model/draft.h"

/** What may occur beside partners, experts, projects and forbid rules. */
struct appui_random_shape {
    bool lines;   /**< agreed, done and proposed lines */
    bool require; /**< require rules, now and then contradictory ones */
    bool tiers;   /**< tiers in other orders, left out, with tolerances */
};

/**
 * Draws a basin.
 * @param draft  zeroed storage; released by the caller with appui_draft_release in every case
 * @return 0, or -1 when memory fails
 */
int appui_random_draft(uint64_t seed, const struct appui_random_shape *shape,
                       struct appui_draft *draft);

/**
 * Gives a draft that has partners and projects committees, and its projects statuses, committee
 * dates and diagnostics that go with them. What it allocates lives in the draft.
 * @return 0, or -1 when memory fails
 */
int appui_random_convene(uint64_t seed, struct appui_draft *draft);

/**
 * Changes a draft as life does between two plans: one to three things, no id is taken away.
 * @return 0, or -1 when memory fails
 */
int appui_random_change(uint64_t seed, struct appui_draft *draft);

/**
 * Edits by hand what agreed lines stand on, which no decision records: needs of lines become
 * covered elsewhere, their dossiers refused, withdrawn or closed. The lines stay.
 */
void appui_random_edit(uint64_t seed, struct appui_draft *draft);

#endif
