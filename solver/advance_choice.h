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

/** Builds the integer program: a column per option, rows of months first, then one per candidate.
 * @param program  zeroed; its `failed` tells of memory */
void appui_advance_program(const struct appui_advance_choice *choice,
                           struct appui_program *program);

/**
 * Goes through the choices in the order of preference between equals and keeps the first of those
 * worth most, in integers alone; then value and bound agree.
 * @param multipliers  [n_rows] what one euro more in a month is worth, to rule choices out; any
 * will do, better ones are faster
 * @param nodes_max  after as many the search ends, and pick stays as it was unless a better one was
 * found
 * @return 0, or -1 when memory fails
 */
int appui_advance_settle(struct appui_advance_choice *choice, const double *multipliers,
                         int64_t nodes_max);

#endif
