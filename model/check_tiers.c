/*
 * Tiers: the list is the basin's, values are those of the lines, bounds do not contradict them,
 * "proved" means value at bound up to the tolerance, and the status says whether all are proved.
 * Optimality itself is not verified.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/evaluate.h"
#include "model/verdict.h"

#define MILLION 1000000

/** Beyond this a fraction of a plan file is no burden, and products with a tolerance could
 * overflow. */
#define FRACTION_LIMIT ((int64_t)1 << 40)

/** Room for a fraction as text. */
#define FRACTION_TEXT 48

/** What a plan file has where there is nothing to measure. */
#define NOTHING "null"

/** The burden at a level, "5/12"; NOTHING beyond the last. */
static const char *level_text(const struct appui_fraction *burdens, int32_t n, int32_t level,
                              char text[FRACTION_TEXT])
{
    if (level >= n) {
        return NOTHING;
    }
    snprintf(text, FRACTION_TEXT, "%" PRId64 "/%" PRId64, burdens[level].num, burdens[level].den);
    return text;
}

/** Reports a tier; of equity the burdens at `level`. */
static void report(const struct appui_verdict *verdict, enum appui_fault_code code, int32_t index,
                   int32_t level)
{
    const struct appui_tier_result *result = &verdict->plan->tiers[index];
    int64_t scale = appui_tier_scale(result->tier);
    char pointer[APPUI_POINTER_TEXT], value[FRACTION_TEXT], bound[FRACTION_TEXT];
    const char *name = appui_tier_name(result->tier), *value_text, *bound_text = NOTHING;
    if (result->tier == APPUI_TIER_EQUITY) {
        value_text = level_text(result->values, result->n_levels, level, value);
        if (result->has_bound) {
            bound_text = level_text(result->bounds, result->n_levels, level, bound);
        }
    } else {
        value_text = appui_scaled_write(result->value, scale, value);
        if (result->has_bound) {
            bound_text = appui_scaled_write(result->bound, scale, bound);
        }
    }
    appui_faults_add(verdict->faults, code, appui_pointer_item("tiers", index, pointer), name,
                     "tier", name, "value", value_text, "bound", bound_text, APPUI_END);
}

/** What a tolerance allows to give up of an optimum, floored to units. */
static int64_t slack(int64_t optimum, int64_t tolerance)
{
    return optimum > 0 ? optimum / MILLION * tolerance + optimum % MILLION * tolerance / MILLION
                       : 0;
}

static bool at_bound(const struct appui_tier_result *result, int64_t tolerance)
{
    int64_t given = slack(result->bound, tolerance), limit;
    if (appui_tier_maximises(result->tier)) {
        return result->value >= result->bound - given;
    }
    return __builtin_add_overflow(result->bound, given, &limit) || result->value <= limit;
}

static void check_scalar(const struct appui_verdict *verdict, int32_t index, int64_t tolerance)
{
    const struct appui_tier_result *result = &verdict->plan->tiers[index];
    int64_t value =
        appui_evaluate_tier(verdict->basin, verdict->standing, verdict->plan, result->tier);
    const char *name = appui_tier_name(result->tier);
    int64_t scale = appui_tier_scale(result->tier);
    char pointer[APPUI_POINTER_TEXT], said[APPUI_DAYS_TEXT], found[APPUI_DAYS_TEXT];
    if (result->value != value) {
        appui_faults_add(verdict->faults, APPUI_FAULT_TIER_VALUE,
                         appui_pointer_item("tiers", index, pointer), name, "tier", name, "value",
                         appui_scaled_write(result->value, scale, said), "high",
                         appui_scaled_write(value, scale, found), APPUI_END);
    }
    bool contradicts = appui_tier_maximises(result->tier) ? result->bound < result->value
                                                          : result->bound > result->value;
    if (result->has_bound && contradicts) {
        report(verdict, APPUI_FAULT_TIER_BOUND, index, 0);
    } else if (result->proved && (!result->has_bound || !at_bound(result, tolerance))) {
        report(verdict, APPUI_FAULT_TIER_PROVED, index, 0);
    }
}

static bool sensible(struct appui_fraction fraction)
{
    return fraction.den > 0 && fraction.den < FRACTION_LIMIT && fraction.num > -FRACTION_LIMIT &&
           fraction.num < FRACTION_LIMIT;
}

/** The first level may be worse than its optimum by the tolerance; so may then those below, which
 * it lets go. */
static bool equity_at_bound(const struct appui_tier_result *result, int32_t level,
                            int64_t tolerance)
{
    struct appui_fraction bound = result->bounds[level];
    if (level > 0 || tolerance == 0 || !sensible(bound)) {
        return false;
    }
    struct appui_fraction limit =
        appui_fraction_make(bound.num * (MILLION + tolerance), bound.den * MILLION);
    return appui_fraction_compare(result->values[level], limit) <= 0;
}

/** Bounds hold level by level as long as the levels above are at theirs. */
static void check_equity_bounds(const struct appui_verdict *verdict, int32_t index,
                                int64_t tolerance)
{
    const struct appui_tier_result *result = &verdict->plan->tiers[index];
    if (!result->has_bound) {
        if (result->proved) {
            report(verdict, APPUI_FAULT_TIER_PROVED, index, 0);
        }
        return;
    }
    for (int32_t i = 0; i < result->n_levels; i++) {
        bool usable = result->values[i].den > 0 && result->bounds[i].den > 0;
        int order = usable ? appui_fraction_compare(result->values[i], result->bounds[i]) : -1;
        if (order < 0) {
            report(verdict, APPUI_FAULT_TIER_BOUND, index, i);
            return;
        }
        if (order > 0) {
            if (result->proved && !equity_at_bound(result, i, tolerance)) {
                report(verdict, APPUI_FAULT_TIER_PROVED, index, i);
            }
            return;
        }
    }
}

/** Marks fixed partners. @return 0, or -1 when memory fails. */
static int check_fixed(struct appui_verdict *verdict, int32_t index,
                       const struct appui_partner_figures *partners, bool **fixed)
{
    const struct appui_tier_result *result = &verdict->plan->tiers[index];
    char pointer[APPUI_POINTER_TEXT];
    *fixed = appui_arena_alloc(&verdict->arena, (size_t)verdict->basin->n_partners, sizeof(bool));
    if (*fixed == NULL) {
        return -1;
    }
    for (int32_t i = 0; i < result->n_fixed; i++) {
        int32_t partner = result->fixed[i];
        if ((*fixed)[partner] || !partners[partner].has_burden) {
            appui_faults_add(verdict->faults, APPUI_FAULT_EQUITY_FIXED,
                             appui_pointer_item("tiers", index, pointer),
                             appui_tier_name(result->tier), "partner",
                             verdict->basin->partners[partner].id, APPUI_END);
        }
        (*fixed)[partner] = true;
    }
    return 0;
}

static int compare_downwards(const void *left, const void *right)
{
    const struct appui_fraction *a = left, *b = right;
    return appui_fraction_compare(*b, *a);
}

/** Place of the first burden that differs from the partners' own, from 1; 0 when all agree. */
static int32_t first_difference(const struct appui_tier_result *result,
                                const struct appui_fraction *burdens, int32_t n)
{
    int32_t both = result->n_levels < n ? result->n_levels : n;
    for (int32_t i = 0; i < both; i++) {
        if (result->values[i].num != burdens[i].num || result->values[i].den != burdens[i].den) {
            return i + 1;
        }
    }
    return result->n_levels == n ? 0 : both + 1;
}

static int check_equity(struct appui_verdict *verdict, int32_t index,
                        const struct appui_partner_figures *partners)
{
    const struct appui_tier_result *result = &verdict->plan->tiers[index];
    int32_t n_partners = verdict->basin->n_partners, n = 0;
    bool *fixed;
    struct appui_fraction *burdens =
        appui_arena_alloc(&verdict->arena, (size_t)n_partners, sizeof *burdens);
    if (burdens == NULL || check_fixed(verdict, index, partners, &fixed) != 0) {
        return -1;
    }
    for (int32_t i = 0; i < n_partners; i++) {
        if (partners[i].has_burden && !fixed[i]) {
            burdens[n++] = partners[i].burden;
        }
    }
    if (n > 0) {
        qsort(burdens, (size_t)n, sizeof *burdens, compare_downwards);
    }
    int32_t place = first_difference(result, burdens, n);
    if (place > 0) {
        char pointer[APPUI_POINTER_TEXT], text[APPUI_DAYS_TEXT], said[FRACTION_TEXT],
            found[FRACTION_TEXT];
        appui_faults_add(verdict->faults, APPUI_FAULT_EQUITY_LEVELS,
                         appui_pointer_item("tiers", index, pointer), appui_tier_name(result->tier),
                         "place", appui_count_write(place, text), "value",
                         level_text(result->values, result->n_levels, place - 1, said), "high",
                         level_text(burdens, n, place - 1, found), APPUI_END);
    }
    return 0;
}

static int check_result(struct appui_verdict *verdict, int32_t index,
                        const struct appui_partner_figures *partners)
{
    const struct appui_tier_result *result = &verdict->plan->tiers[index];
    int64_t tolerance = verdict->basin->tiers.items[index].tolerance;
    char pointer[APPUI_POINTER_TEXT], said[APPUI_DAYS_TEXT], asked[APPUI_DAYS_TEXT];
    bool applies = result->tier == APPUI_TIER_STABILITY
                       ? verdict->plan->previous != NULL
                       : appui_evaluate_applicable(verdict->basin, verdict->standing,
                                                   verdict->plan->calendar, result->tier);
    if (result->applicable != applies) {
        report(verdict, APPUI_FAULT_TIER_APPLICABLE, index, 0);
    }
    if (!result->applicable || !applies) {
        return 0;
    }
    if (result->tolerance != tolerance) {
        const char *name = appui_tier_name(result->tier);
        appui_faults_add(verdict->faults, APPUI_FAULT_TIER_TOLERANCE,
                         appui_pointer_item("tiers", index, pointer), name, "tier", name, "value",
                         appui_scaled_write(result->tolerance, MILLION, said), "high",
                         appui_scaled_write(tolerance, MILLION, asked), APPUI_END);
    }
    if (result->tier != APPUI_TIER_EQUITY) {
        check_scalar(verdict, index, tolerance);
        return 0;
    }
    check_equity_bounds(verdict, index, tolerance);
    return check_equity(verdict, index, partners);
}

/** @return true when the plan's tiers are the basin's, in order. */
static bool check_list(const struct appui_verdict *verdict)
{
    const struct appui_tier_list *list = &verdict->basin->tiers;
    int32_t n = verdict->plan->n_tiers > list->n ? verdict->plan->n_tiers : list->n;
    for (int32_t i = 0; i < n; i++) {
        const char *said =
            i < verdict->plan->n_tiers ? appui_tier_name(verdict->plan->tiers[i].tier) : NULL;
        const char *asked = i < list->n ? appui_tier_name(list->items[i].tier) : NULL;
        char pointer[APPUI_POINTER_TEXT];
        if (i >= verdict->plan->n_tiers || i >= list->n ||
            verdict->plan->tiers[i].tier != list->items[i].tier) {
            appui_faults_add(verdict->faults, APPUI_FAULT_TIER_LIST,
                             appui_pointer_item("tiers", i, pointer), said, "value",
                             said == NULL ? NOTHING : said, "tier", asked == NULL ? NOTHING : asked,
                             APPUI_END);
            return false;
        }
    }
    return true;
}

static void check_status(const struct appui_verdict *verdict)
{
    static const char *const names[] = {"optimal", "feasible", "interrupted"};
    bool proved = true;
    for (int32_t i = 0; i < verdict->plan->n_tiers; i++) {
        proved = proved && (!verdict->plan->tiers[i].applicable || verdict->plan->tiers[i].proved);
    }
    if (proved != (verdict->plan->status == APPUI_OPTIMAL)) {
        appui_faults_add(verdict->faults, APPUI_FAULT_PLAN_STATUS, "/status", NULL, "value",
                         names[verdict->plan->status], APPUI_END);
    }
}

int appui_check_tiers(struct appui_verdict *verdict, const struct appui_partner_figures *partners)
{
    if (check_list(verdict)) {
        for (int32_t i = 0; i < verdict->plan->n_tiers; i++) {
            if (check_result(verdict, i, partners) != 0) {
                return -1;
            }
        }
    }
    check_status(verdict);
    return 0;
}
