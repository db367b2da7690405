/*
 * Families: the kinds of generated basins, each a row of ranges and chances (docs/bench.md).
 */
#ifndef APPUI_BENCH_FAMILY_H
#define APPUI_BENCH_FAMILY_H

#include <stdbool.h>
#include <stdint.h>

/** A range to draw from, ends included. */
struct appui_span {
    int32_t low, high;
};

/** What a need whose days_min lies below its days can do with. */
enum appui_family_least { APPUI_LEAST_SESSION, APPUI_LEAST_HALF };

struct appui_family {
    const char *name;
    const char *start; /**< Monday on which the horizon begins */
    struct appui_span weeks;
    struct appui_span projects, needs, partners, experts; /**< of one basin */
    bool pools;     /**< pools have the needs that the published figures are of */
    int32_t skills; /**< of any number of basins */

    /* what is asked */
    struct appui_span half_days;
    int32_t full_percent; /**< needs of full sessions */
    int32_t least_of_60;  /**< needs with a days_min below their days, of 60 */
    enum appui_family_least least;
    struct appui_span window_weeks;
    struct appui_span per_week;
    bool fits;              /**< days are lowered to what the window holds with a week to spare */
    bool weighted;          /**< projects draw a weight of 1, 1.5, 2 or 3; else all weigh 1 */
    int32_t shared_percent; /**< needs for up to two experts ... */
    int32_t shared_from;    /**< ... of those with at least so many half-days */
    int32_t after_percent;  /**< needs that follow the one before them */

    /* when: chances of a half-day of the week in thousandths */
    struct appui_span firm_free, expert_free;
    bool whole_days; /**< a day is mostly free as a whole or not at all */

    /* what is offered */
    int32_t budget_percent;         /**< half-days pledged, of those asked */
    int32_t split_every;            /**< every so many-th partner pledges for two years; 0: none */
    struct appui_span days_max;     /**< of an expert, in days; {0, 0}: no limit */
    struct appui_span projects_max; /**< of an expert */
    int32_t absent_percent;         /**< experts away for a fortnight */
};

#define APPUI_N_FAMILIES 4
extern const struct appui_family appui_families[APPUI_N_FAMILIES];

/** The family of that name, or NULL. */
const struct appui_family *appui_family_find(const char *name);

#endif
