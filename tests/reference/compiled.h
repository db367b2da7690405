/*
 * A basin of the generator, compiled: the problem with its calendar, and the relaxation of its
 * days, which tests take apart.
 */
#ifndef APPUI_TESTS_COMPILED_H
#define APPUI_TESTS_COMPILED_H

#include "solver/days.h"
#include "tests/reference/trial.h"

/** Its address must not change after it is built. */
struct appui_compiled {
    struct appui_draft draft;
    struct appui_trial trial; /**< basin and standing; nothing is solved */
    struct appui_problem problem;
    struct appui_days days;
};

/**
 * Generates a basin of size 1 and compiles it.
 * @param compiled  any storage; released in every case
 * @return NULL when that worked, else what failed
 */
const char *appui_compiled_build(struct appui_compiled *compiled, const char *family,
                                 uint32_t seed);

void appui_compiled_release(struct appui_compiled *compiled);

#endif
