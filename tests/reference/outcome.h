/*
 * Outcomes: what plans come to in every tier that lines decide, each distinct one kept once, and
 * the best of them.
 */
#ifndef APPUI_TESTS_OUTCOME_H
#define APPUI_TESTS_OUTCOME_H

#include "tests/reference/convening.h"

/** What a plan comes to. Plans of one set agree in the half-days of agreed lines placed and in
 * their overrun. */
struct appui_outcome {
    int64_t coverage, fit;              /**< millionths */
    int64_t mandataires;                /**< thousandths */
    int32_t lines, changes;             /**< changes: tier stability */
    int64_t given[APPUI_TINY_PARTNERS]; /**< numerators of the burdens, in thousandths of a
                                           half-day; 0 for partners outside equity */
    struct appui_convened convened;
    /* while mandataires are still to be named, else 0: */
    uint32_t supported;                    /**< projects, a bit each */
    uint32_t lenders[APPUI_TINY_PROJECTS]; /**< partners, a bit each */
};

/** A set of distinct outcomes; zero-initialised storage is empty. */
struct appui_outcomes {
    int32_t n, capacity;
    struct appui_outcome *items; /**< [n], heap */
    int32_t n_buckets;
    int32_t *buckets; /**< [n_buckets] index + 1 into items, 0 for none */
    bool failed;      /**< memory failed */
};

void appui_outcomes_add(struct appui_outcomes *set, const struct appui_outcome *outcome);
void appui_outcomes_release(struct appui_outcomes *set);

/** Value of an outcome in a tier other than agreed, equity and promptness, in 1 / appui_tier_scale
 * units. */
int64_t appui_outcome_value(const struct appui_outcome *outcome, enum appui_tier tier);

struct appui_burden {
    int32_t partner;
    int64_t num, den;
};

/** -1, 0, 1 as num / den compares. */
int appui_burden_compare(const struct appui_burden *a, const struct appui_burden *b);

/** Writes the burdens of partners with something pledged, downwards.
 * @param given    [n_partners] thousandths of a half-day
 * @param pledged  [n_partners] half-days
 * @return how many */
int32_t appui_burdens_sort(const int64_t *given, const int32_t *pledged, int32_t n_partners,
                           struct appui_burden *burdens);

/** The optimum of every tier, in the order of the basin's tiers. */
struct appui_best {
    int64_t value[APPUI_N_TIERS]; /**< every tier but agreed, equity, promptness: in
                                     1 / appui_tier_scale units */
    int64_t slack[APPUI_N_TIERS]; /**< what the tier's tolerance gives up */
    int32_t n_burdens;
    struct appui_burden
        burdens[APPUI_TINY_PARTNERS]; /**< of all partners that have one, downwards */
    bool fixed[APPUI_TINY_PARTNERS];  /**< by partner: the same burden in every plan that earlier
                                         tiers allow */
    bool n_held_is_fewest;            /**< attendance is asked for: */
    int32_t n_held;                   /**< meetings from as_of on */
};

/**
 * Goes through the tiers in their order, keeping what each allows. After attendance come fewest
 * meetings; where waiting is not listed it comes after all tiers that are, unreported.
 * @param set      at least one outcome; reduced to those that every tier allows
 * @param pledged  [n_partners] denominators of the burdens, 0: outside equity
 */
void appui_outcomes_best(struct appui_outcomes *set, const struct appui_tier_list *tiers,
                         const int32_t *pledged, int32_t n_partners, struct appui_best *best);

#endif
