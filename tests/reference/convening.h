/*
 * A convening: which meetings are held and which dossiers are examined on each, one choice among
 * all that R13 allows.
 */
#ifndef APPUI_TESTS_CONVENING_H
#define APPUI_TESTS_CONVENING_H

#include "tests/reference/council.h"

struct appui_convening {
    uint32_t held;                     /**< dates of the council with a meeting, a bit each */
    int32_t date[APPUI_TINY_PROJECTS]; /**< index of the date a waiting dossier is examined on; -1:
                                          not examined */
};

/** What a convening comes to in the tiers. */
struct appui_convened {
    int64_t waiting;  /**< thousandths of a weighted day */
    int32_t meetings; /**< up to count.min, past and settled ones included */
    int32_t absences;
    int32_t n_held;  /**< meetings from as_of on */
    int32_t longest; /**< most dossiers on one of them */
    /* only where the council tells them, else 0: */
    appui_day days[APPUI_TINY_PROJECTS];   /**< date of each project that waits; APPUI_ABSENT */
    int32_t attended[APPUI_TINY_PARTNERS]; /**< meetings from as_of on, of members */
};

bool appui_convened_same(const struct appui_convened *a, const struct appui_convened *b);

/** R13. @return NULL when the convening is legal, else what forbids it */
const char *appui_convening_refuse(const struct appui_council *council,
                                   const struct appui_convening *convening);

struct appui_convened appui_convening_value(const struct appui_council *council,
                                            const struct appui_convening *convening);

/** Committee day of each project in a convening: chosen, or APPUI_ABSENT. days[n_projects] */
void appui_convening_days(const struct appui_council *council,
                          const struct appui_convening *convening, appui_day *days);

/**
 * Goes from one way to examine dossiers to the next; `held` is left alone.
 * @param convening  all dates -1 for the first way
 * @return false after the last one
 */
bool appui_convening_next(const struct appui_council *council, struct appui_convening *convening);

#endif
