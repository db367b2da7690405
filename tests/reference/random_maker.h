/*
 * What the parts of the random basin share (random_basin.c draws the frame, random_committees.c who
 * meets when, random_projects.c what is asked, random_lines.c what is agreed and ruled,
 * random_mandates.c who follows whom; random_change.c what becomes of it).
 */
#ifndef APPUI_TESTS_RANDOM_MAKER_H
#define APPUI_TESTS_RANDOM_MAKER_H

#include "tests/reference/random_basin.h"
#include "tests/reference/xoshiro.h"

#define APPUI_RANDOM_POOL 9

struct appui_random_maker {
    struct appui_xoshiro random;
    const struct appui_random_shape *shape;
    struct appui_draft *draft;
    int32_t n_pool;
    struct appui_date_half
        pool[APPUI_RANDOM_POOL]; /**< the half-days most availabilities are drawn from */
    bool calm;                   /**< few hindrances: more plans to choose among */
    bool failed;                 /**< memory failed */
};

/** Shorthands for the maker's random numbers. */
bool appui_random_chance(struct appui_random_maker *maker, int32_t percent);

/** Like chance, for what narrows the choice of plans: a third of that in a calm basin. */
bool appui_random_hinders(struct appui_random_maker *maker, int32_t percent);
int32_t appui_random_between(struct appui_random_maker *maker, int32_t low, int32_t high);

/** A day of the horizon. */
appui_day appui_random_day(struct appui_random_maker *maker);

/** Arena storage of the draft; NULL sets `failed`. */
void *appui_random_array(struct appui_random_maker *maker, int32_t n, size_t size);

/** A list of one text out of `choices`, or of all of them now and then. */
struct appui_draft_texts appui_random_texts(struct appui_random_maker *maker,
                                            const char *const *choices, int32_t n);

/** From the pool, by weekdays, or none; `sparse` leaves none out. */
struct appui_draft_availability appui_random_availability(struct appui_random_maker *maker,
                                                          bool sparse);

/** Committees or none, and absences of their members; partners must be there. */
void appui_random_committees(struct appui_random_maker *maker);

/** A committee date of a project: one of those listed, or any day of the first half. */
appui_day appui_random_committee(struct appui_random_maker *maker);

/** Projects with their needs. */
void appui_random_projects(struct appui_random_maker *maker);

/** Estimates, lines, rules and tiers; partners, experts and projects must be there. */
void appui_random_lines(struct appui_random_maker *maker);

/** Mandates, known mandataires and burden factors, or none; partners and projects must be there. */
void appui_random_mandates(struct appui_random_maker *maker);

/** A need by its index over all projects. */
const struct appui_draft_need *appui_random_need(const struct appui_random_maker *maker,
                                                 int32_t index,
                                                 const struct appui_draft_project **project);
int32_t appui_random_n_needs(const struct appui_random_maker *maker);

#endif
