/*
 * Bearers: the partners whose burdens equity levels, as columns of a joint program, and who of them
 * can still change.
 */
#ifndef APPUI_SOLVER_BEARERS_H
#define APPUI_SOLVER_BEARERS_H

#include "model/fraction.h"
#include "solver/mandataires.h"
#include "solver/search.h"

/** A partner whose burden the plan may change: (constant + X) / pledged, X a column. */
struct appui_bearer {
    int32_t partner;
    int32_t column;    /**< X, what this plan adds, in parts of a half-day */
    int64_t constant;  /**< borne already, in those parts */
    int64_t pledged;   /**< likewise */
    int64_t high;      /**< most X can be; the least is 0 */
    bool ruled_out[2]; /**< the root's bound allows no less, no more than at hand */
    bool movable;
    bool open;      /**< movable, as far as a limit let it be seen */
    int32_t exempt; /**< column: may lie above the level now sought; -1 when none may */
};

/** All bearers of a search. */
struct appui_bearers {
    struct appui_search *search;
    int32_t n;
    struct appui_bearer *items;               /**< [n] by partner */
    const struct appui_mandataires *mandates; /**< built where mandates weigh */
    int64_t unit; /**< parts of a half-day: 1 unless mandates or meetings weigh */
};

/**
 * Adds a column and a row for every limited partner with something pledged and sets them at the
 * search's point. The constants are the burdens of the plan that proposes nothing.
 * @param bearers  search set, else zero; storage goes to the arena
 */
enum appui_solve_code appui_bearers_collect(struct appui_bearers *bearers,
                                            struct appui_arena *arena);

/**
 * Finds who can still change: another plan of the search's program gives them another burden. Whom
 * a limit left open is taken for movable, and said to be open. The search's point may move.
 * @param before  [n_columns] another point of the program: who differs there can change
 */
enum appui_solve_code appui_bearers_find_movable(struct appui_bearers *bearers,
                                                 const int64_t *before);

/**
 * Which values X can take, as far as its parts tell.
 * @param can_be  written: [high + 1], owned by the caller
 * @return 0, or -1 when memory fails
 */
int appui_bearers_list_sums(const struct appui_bearers *bearers, const struct appui_bearer *bearer,
                            uint8_t **can_be);

/** Most X for which the burden stays at or below v. */
int64_t appui_bearer_most_at(const struct appui_bearer *bearer, struct appui_fraction v);

/** Most X for which the burden stays strictly below v. */
int64_t appui_bearer_most_below(const struct appui_bearer *bearer, struct appui_fraction v);

/** The burden with X = x. */
struct appui_fraction appui_bearer_burden(const struct appui_bearer *bearer, int64_t x);

#endif
