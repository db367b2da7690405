/*
 * Advance choice: the requests that may be granted, each with the months in which it may be paid,
 * against the months in which the fund binds. Compiled from a basin, in euros and small integers.
 */
#ifndef APPUI_SOLVER_ADVANCE_CHOICE_H
#define APPUI_SOLVER_ADVANCE_CHOICE_H

#include "model/fund.h"
#include "solver/program.h"

/** A request that may be granted: exactly one of its options, or none. */
struct appui_advance_candidate {
    int32_t request;
    int32_t first_option, n_options; /**< one per month of payment, the earliest first */
    int32_t twin; /**< the last candidate before it that differs in nothing, or -1 */
    int32_t row;  /**< of the program: it has one option at most */
    int64_t worth;
};

struct appui_advance_choice {
    struct appui_arena arena; /**< owns the arrays */
    const struct appui_basin *basin;
    struct appui_fund_room whole; /**< of the fund without new advances */
    int32_t n_candidates, n_options, n_rows;
    struct appui_advance_candidate *candidates; /**< [n_candidates] in the order of the requests */
    int64_t *room; /**< [n_rows] euros: months that no other month makes superfluous */
    int32_t *draw; /**< [n_options][n_rows] euros */
    int32_t *pick; /**< [n_candidates] option, from 0 to n_options of the candidate (none) */
    int64_t unit;  /**< every value is a multiple of it */
    int64_t value; /**< of pick */
    int64_t bound; /**< no choice is worth more */
};

/** Compiles the basin's advances; nothing is picked. @return 0, or -1 when memory fails; release in
 * every case */
int appui_advance_choice_build(const struct appui_basin *basin,
                               struct appui_advance_choice *choice);

void appui_advance_choice_release(struct appui_advance_choice *choice);

/** The draws of a candidate's option, [n_rows]. */
const int32_t *appui_advance_draws(const struct appui_advance_choice *choice, int32_t candidate,
                                   int32_t option);

/** What a candidate's option is worth: nothing when it is "none". */
static inline int64_t appui_advance_worth(const struct appui_advance_choice *choice,
                                          int32_t candidate, int32_t option)
{
    const struct appui_advance_candidate *at = &choice->candidates[candidate];
    return option < at->n_options ? at->worth : 0;
}

/** Takes an option's draws off left[n_rows], or gives them back with sign -1. */
void appui_advance_take(const struct appui_advance_choice *choice, int32_t candidate,
                        int32_t option, int32_t sign, int64_t *left);

bool appui_advance_fits(const struct appui_advance_choice *choice, int32_t candidate,
                        int32_t option, const int64_t *left);

/**
 * Grants, in the order of the requests and as early as possible, whatever still fits beside what is
 * picked. @return 0, or -1 when memory fails
 */
int appui_advance_complete(struct appui_advance_choice *choice);

/**
 * Picks the best of some greedy choices by weight, where it is worth more than what is picked.
 * @return 0, or -1 when memory fails
 */
int appui_advance_greedy(struct appui_advance_choice *choice);

/** When a search ends at the latest. */
struct appui_advance_limit {
    int64_t nodes_max;
    int64_t nodes_of_part; /**< of the tree: of the search in integers through one part */
    uint64_t seed;         /**< of its draws, where it makes any */
    bool (*over)(void *context);
    void *context;
};

/**
 * Improves on what is picked by choosing a few candidates anew at a time; ends when the bound is
 * reached, or at a limit. What is picked stays unless a choice worth more was found. More nodes
 * never give less.
 * @param multipliers  as for appui_advance_settle
 * @return 0, or -1 when memory fails
 */
int appui_advance_improve(struct appui_advance_choice *choice, const double *multipliers,
                          const struct appui_advance_limit *limit);

/** Of candidates that differ in nothing the earlier ones get what is picked for them first, as the
 * comparison of equals wants it. Changes no value. */
void appui_advance_order_twins(struct appui_advance_choice *choice);

/** Builds the integer program: a column per option, rows of months first, then one per candidate,
 * which is noted in it.
 * @param program  zeroed; its `failed` tells of memory */
void appui_advance_program(struct appui_advance_choice *choice, struct appui_program *program);

/**
 * Goes through the choices in the order of preference between equals and keeps the first of those
 * worth most, in integers alone; then value and bound agree.
 * @param multipliers  [n_rows] what one euro more in a month is worth, to rule choices out; any
 * will do, better ones are faster
 * @param nodes_max  after as many the search ends, and pick stays as it was unless one worth as
 * much or more was found
 * @return 1 when the search came to its end: pick is the one choice wanted; 0 after nodes_max; -1
 * when memory fails
 */
int appui_advance_settle(struct appui_advance_choice *choice, const double *multipliers,
                         int64_t nodes_max);

#endif
