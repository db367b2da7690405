/*
 * Retracing: laying a finished plan on the field, meeting by meeting and session by session, to see
 * whether the referee accepts it and what it comes to.
 */
#ifndef APPUI_TESTS_RETRACE_H
#define APPUI_TESTS_RETRACE_H

#include "model/plan.h"
#include "tests/reference/choice.h"
#include "tests/reference/naming.h"

struct appui_retrace {
    struct appui_field field; /**< with every session of the plan on it */
    int32_t n_seats;          /**< agreed lines placed anew, then proposed ones */
    struct appui_seat seats[APPUI_SEATS_MAX];
    struct appui_choice choice; /**< what the proposed lines and the meetings come to */
    int32_t placed, overrun;    /**< as in struct appui_enumeration */
    struct appui_council council;
    struct appui_convening convening;
    struct appui_tenures tenures;
    uint32_t supported; /**< projects that ask for a mandataire, a bit each */
    uint32_t lenders[APPUI_TINY_PROJECTS];
    int32_t attended[APPUI_TINY_PARTNERS];
    int32_t named[APPUI_TINY_PROJECTS]; /**< mandataires of the plan, or -1 */
    struct appui_recall recall;         /**< of the plan before that the plan refers to */
};

/**
 * Lays a plan.
 * @param rules  as in appui_enumerate
 * @return NULL when the plan is legal, else what the referee refuses first
 */
const char *appui_retrace_plan(struct appui_retrace *trace, const struct appui_basin *basin,
                               const struct appui_plan *plan, uint32_t rules);

#endif
