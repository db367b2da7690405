/*
 * Tiers: the order of what a best plan is best at, as data (model.md, "Objective").
 */
#ifndef APPUI_MODEL_TIERS_H
#define APPUI_MODEL_TIERS_H

#include <stdbool.h>
#include <stdint.h>

enum appui_tier {
    APPUI_TIER_AGREED,
    APPUI_TIER_COVERAGE,
    APPUI_TIER_STABILITY,
    APPUI_TIER_WAITING,
    APPUI_TIER_MEETINGS,
    APPUI_TIER_MANDATAIRES,
    APPUI_TIER_EQUITY,
    APPUI_TIER_FIT,
    APPUI_TIER_CONCENTRATION,
    APPUI_TIER_ATTENDANCE,
    APPUI_TIER_EVENNESS,
    APPUI_TIER_PROMPTNESS_FIRST,
    APPUI_TIER_PROMPTNESS_LAST,
    APPUI_N_TIERS
};

struct appui_tier_choice {
    enum appui_tier tier;
    int64_t tolerance; /**< millionths of the optimum that may be given up: 2 % is 20000 */
};

/** Tiers in the order they are optimised; each at most once. */
struct appui_tier_list {
    int32_t n;
    struct appui_tier_choice items[APPUI_N_TIERS];
};

/** snake_case name as in files and options. */
const char *appui_tier_name(enum appui_tier tier);

/** True when a larger value is better. Equity is minimised. */
bool appui_tier_maximises(enum appui_tier tier);

/** The unit's name as plans print it, e.g. "weighted half-days". */
const char *appui_tier_unit(enum appui_tier tier);

/** What one unit of the file is in the integers of this program: 10^6 for coverage, fit
 * (millionths) and promptness, 1000 for waiting and mandataires, else 1. */
int64_t appui_tier_scale(enum appui_tier tier);

/** The default order, all tiers, no tolerance. */
struct appui_tier_list appui_tier_list_default(void);

enum appui_tier_fault {
    APPUI_TIER_OK,
    APPUI_TIER_UNKNOWN, /**< no tier of that name */
    APPUI_TIER_TWICE,
    APPUI_TIER_BAD_TOLERANCE, /**< not NUMBER% with 0 <= NUMBER <= 100 and at most four decimals */
    APPUI_TIER_ALONE          /**< a promptness tier with no tier before it that decides lines */
};

/**
 * Appends one item of the form `name` or `name:2%` (length bytes of text, need not end with NUL).
 * @return APPUI_TIER_OK and the list longer by one, or the fault and the list unchanged.
 */
enum appui_tier_fault appui_tier_list_add(struct appui_tier_list *list, const char *text,
                                          int32_t length);

/** Judges a finished list: APPUI_TIER_ALONE, or APPUI_TIER_OK. */
enum appui_tier_fault appui_tier_list_check(const struct appui_tier_list *list);

/** The list's choice for a tier, or NULL when it is left out. */
const struct appui_tier_choice *appui_tier_list_find(const struct appui_tier_list *list,
                                                     enum appui_tier tier);

#endif
