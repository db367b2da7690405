/*
 * A search on the days program of a generated basin, without a gate: every point of the program
 * counts.
 */
#ifndef APPUI_TESTS_DAYS_SEARCH_H
#define APPUI_TESTS_DAYS_SEARCH_H

#include "solver/search.h"
#include "tests/reference/compiled.h"

/** Its address must not change after it is opened. */
struct appui_days_search {
    struct appui_compiled compiled;
    struct appui_solve_options options; /**< defaults */
    struct appui_clock clock;
    struct appui_search search; /**< at the empty point */
};

/**
 * Generates and compiles a basin of size 1 and opens a search on it.
 * @param opened  any storage; closed in every case
 * @param tier    the objective; one that is linear in lines and days
 * @return NULL when that worked, else what failed
 */
const char *appui_days_search_open(struct appui_days_search *opened, const char *family,
                                   uint32_t seed, enum appui_tier tier);

void appui_days_search_close(struct appui_days_search *opened);

#endif
