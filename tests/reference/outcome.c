/*
 * The set of outcomes (open addressing over an array), and the lexicographic best: tier by tier,
 * outcomes worse than the optimum by more than the tier's tolerance are dropped; tiers without data
 * have the same value in all outcomes. Equity compares sorted vectors, largest burden first.
 */
#include "tests/reference/outcome.h"

#include <string.h>

static uint64_t mix(uint64_t hash, int64_t value)
{
    hash ^= (uint64_t)value;
    hash *= 0x9e3779b97f4a7c15U;
    return hash ^ (hash >> 29);
}

static uint64_t hash_of(const struct appui_outcome *outcome)
{
    uint64_t hash = mix(mix(mix(0, outcome->coverage), outcome->fit), outcome->lines);
    hash = mix(mix(mix(hash, outcome->mandataires), outcome->changes), outcome->supported);
    for (int32_t p = 0; p < APPUI_TINY_PARTNERS; p++)
        hash = mix(hash, outcome->given[p]);
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++)
        hash = mix(hash, outcome->lenders[q]);
    const struct appui_convened *convened = &outcome->convened;
    hash = mix(mix(hash, convened->waiting), convened->meetings);
    return mix(mix(mix(hash, convened->absences), convened->n_held), convened->longest);
}

static bool same(const struct appui_outcome *a, const struct appui_outcome *b)
{
    return a->coverage == b->coverage && a->fit == b->fit && a->lines == b->lines &&
           a->mandataires == b->mandataires && a->changes == b->changes &&
           a->supported == b->supported && memcmp(a->given, b->given, sizeof a->given) == 0 &&
           memcmp(a->lenders, b->lenders, sizeof a->lenders) == 0 &&
           appui_convened_same(&a->convened, &b->convened);
}

/** The bucket that holds the outcome, or the empty one where it belongs. */
static int32_t *bucket_of(const struct appui_outcomes *set, const struct appui_outcome *outcome)
{
    uint64_t mask = (uint64_t)set->n_buckets - 1;
    uint64_t at = hash_of(outcome) & mask;
    while (set->buckets[at] != 0 && !same(&set->items[set->buckets[at] - 1], outcome))
        at = (at + 1) & mask;
    return &set->buckets[at];
}

/** Keeps the table at most half full. */
static void make_room(struct appui_outcomes *set)
{
    if (appui_grow(&set->items, &set->capacity, (int64_t)set->n + 1, sizeof *set->items) != 0) {
        set->failed = true;
        return;
    }
    if (2 * (set->n + 1) <= set->n_buckets)
        return;
    int32_t n_buckets = set->n_buckets == 0 ? 64 : 2 * set->n_buckets;
    int32_t *buckets = appui_calloc((size_t)n_buckets, sizeof *buckets);
    if (buckets == NULL) {
        set->failed = true;
        return;
    }
    appui_free(set->buckets);
    set->buckets = buckets;
    set->n_buckets = n_buckets;
    for (int32_t i = 0; i < set->n; i++)
        *bucket_of(set, &set->items[i]) = i + 1;
}

void appui_outcomes_add(struct appui_outcomes *set, const struct appui_outcome *outcome)
{
    make_room(set);
    if (set->failed)
        return;
    int32_t *bucket = bucket_of(set, outcome);
    if (*bucket != 0)
        return;
    set->items[set->n++] = *outcome;
    *bucket = set->n;
}

void appui_outcomes_release(struct appui_outcomes *set)
{
    appui_free(set->items);
    appui_free(set->buckets);
    memset(set, 0, sizeof *set);
}

int appui_burden_compare(const struct appui_burden *a, const struct appui_burden *b)
{
    int64_t left = a->num * b->den, right = b->num * a->den;
    return (left > right) - (left < right);
}

int32_t appui_burdens_sort(const int64_t *given, const int32_t *pledged, int32_t n_partners,
                           struct appui_burden *burdens)
{
    int32_t n = 0;
    for (int32_t p = 0; p < n_partners; p++) {
        if (pledged[p] == 0)
            continue;
        struct appui_burden burden = {
            .partner = p, .num = given[p], .den = (int64_t)1000 * pledged[p]};
        int32_t at = n++;
        for (; at > 0 && appui_burden_compare(&burdens[at - 1], &burden) < 0; at--)
            burdens[at] = burdens[at - 1];
        burdens[at] = burden;
    }
    return n;
}

static int compare_vectors(const struct appui_burden *a, const struct appui_burden *b, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        int order = appui_burden_compare(&a[i], &b[i]);
        if (order != 0)
            return order;
    }
    return 0;
}

static void keep_fairest(struct appui_outcomes *set, const int32_t *pledged, int32_t n_partners,
                         struct appui_best *best)
{
    struct appui_burden burdens[APPUI_TINY_PARTNERS] = {{0}};
    for (int32_t p = 0; p < n_partners; p++) {
        best->fixed[p] = pledged[p] != 0;
        for (int32_t i = 0; i < set->n; i++)
            best->fixed[p] = best->fixed[p] && set->items[i].given[p] == set->items[0].given[p];
    }
    int32_t n_kept = 0;
    for (int32_t i = 0; i < set->n; i++) {
        struct appui_outcome outcome = set->items[i];
        int32_t n = appui_burdens_sort(outcome.given, pledged, n_partners, burdens);
        int order = i == 0 ? -1 : compare_vectors(burdens, best->burdens, n);
        if (order > 0)
            continue;
        n_kept = order < 0 ? 0 : n_kept;
        memcpy(best->burdens, burdens, sizeof burdens);
        best->n_burdens = n;
        set->items[n_kept++] = outcome;
    }
    set->n = n_kept;
}

int64_t appui_outcome_value(const struct appui_outcome *outcome, enum appui_tier tier)
{
    switch (tier) {
    case APPUI_TIER_COVERAGE:
        return outcome->coverage;
    case APPUI_TIER_STABILITY:
        return outcome->changes;
    case APPUI_TIER_MANDATAIRES:
        return outcome->mandataires;
    case APPUI_TIER_WAITING:
        return outcome->convened.waiting;
    case APPUI_TIER_MEETINGS:
        return outcome->convened.meetings;
    case APPUI_TIER_FIT:
        return outcome->fit;
    case APPUI_TIER_ATTENDANCE:
        return outcome->convened.absences;
    case APPUI_TIER_EVENNESS:
        return outcome->convened.longest;
    default:
        return outcome->lines;
    }
}

/** The same, the greater the better. */
static int64_t measure(const struct appui_outcome *outcome, enum appui_tier tier)
{
    int64_t value = appui_outcome_value(outcome, tier);
    return appui_tier_maximises(tier) ? value : -value;
}

/** Keeps what is within the tolerance of the best. */
static void keep_best(struct appui_outcomes *set, const struct appui_tier_choice *choice,
                      struct appui_best *best)
{
    int64_t optimum = measure(&set->items[0], choice->tier);
    for (int32_t i = 1; i < set->n; i++)
        if (measure(&set->items[i], choice->tier) > optimum)
            optimum = measure(&set->items[i], choice->tier);
    int64_t size = optimum < 0 ? -optimum : optimum;
    int64_t slack =
        size / 1000000 * choice->tolerance + size % 1000000 * choice->tolerance / 1000000;
    int32_t n_kept = 0;
    for (int32_t i = 0; i < set->n; i++)
        if (measure(&set->items[i], choice->tier) >= optimum - slack)
            set->items[n_kept++] = set->items[i];
    set->n = n_kept;
    best->value[choice->tier] = size;
    best->slack[choice->tier] = slack;
}

static void keep_fewest_meetings(struct appui_outcomes *set, struct appui_best *best)
{
    best->n_held_is_fewest = true;
    best->n_held = set->items[0].convened.n_held;
    for (int32_t i = 1; i < set->n; i++)
        if (set->items[i].convened.n_held < best->n_held)
            best->n_held = set->items[i].convened.n_held;
    int32_t n_kept = 0;
    for (int32_t i = 0; i < set->n; i++)
        if (set->items[i].convened.n_held == best->n_held)
            set->items[n_kept++] = set->items[i];
    set->n = n_kept;
}

static bool is_measured(enum appui_tier tier)
{
    return tier == APPUI_TIER_COVERAGE || tier == APPUI_TIER_STABILITY ||
           tier == APPUI_TIER_MANDATAIRES || tier == APPUI_TIER_WAITING ||
           tier == APPUI_TIER_MEETINGS || tier == APPUI_TIER_FIT ||
           tier == APPUI_TIER_CONCENTRATION || tier == APPUI_TIER_ATTENDANCE ||
           tier == APPUI_TIER_EVENNESS;
}

void appui_outcomes_best(struct appui_outcomes *set, const struct appui_tier_list *tiers,
                         const int32_t *pledged, int32_t n_partners, struct appui_best *best)
{
    memset(best, 0, sizeof *best);
    for (int32_t i = 0; i < tiers->n; i++) {
        enum appui_tier tier = tiers->items[i].tier;
        if (tier == APPUI_TIER_EQUITY)
            keep_fairest(set, pledged, n_partners, best);
        else if (is_measured(tier))
            keep_best(set, &tiers->items[i], best);
        if (tier == APPUI_TIER_ATTENDANCE)
            keep_fewest_meetings(set, best);
    }
    const struct appui_tier_choice exact = {.tier = APPUI_TIER_WAITING};
    if (appui_tier_list_find(tiers, APPUI_TIER_WAITING) == NULL)
        keep_best(set, &exact, best);
}
