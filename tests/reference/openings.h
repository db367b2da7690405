/*
 * Openings: every legal way to examine the dossiers that wait, those together that open the same
 * slots.
 *
 * What lines can be planned depends on the slots alone, and what meetings come to on the convening
 * alone: so a search goes once through the plans of each opening, and pairs each with every value.
 */
#ifndef APPUI_TESTS_OPENINGS_H
#define APPUI_TESTS_OPENINGS_H

#include "tests/reference/convening.h"

struct appui_opening {
    appui_day days[APPUI_TINY_PROJECTS]; /**< for appui_field_convene; one way of several */
    uint64_t open[APPUI_TINY_NEEDS][APPUI_TINY_EXPERTS];
    int32_t n_values, capacity;
    struct appui_convened *values; /**< [n_values] distinct, heap */
};

/** Zero-initialised storage is empty. */
struct appui_openings {
    int32_t n, capacity;
    struct appui_opening *items; /**< [n], heap */
};

enum appui_openings_code { APPUI_OPENINGS_OK, APPUI_OPENINGS_TOO_BIG, APPUI_OPENINGS_NO_MEMORY };

/**
 * Lists them. Where nobody waits, or plans have no calendar, there is one opening still.
 * @param openings  empty; released by the caller in every case
 * @param field     nothing laid yet; its open slots are changed
 * @param dated     values that differ in the dates of dossiers alone are told apart
 */
enum appui_openings_code appui_openings_list(struct appui_openings *openings,
                                             struct appui_field *field, bool dated);

void appui_openings_release(struct appui_openings *openings);

#endif
