/*
 * Writes and reads what a plan reached, tier by tier. A value is written in the unit named beside
 * it, with its bound; the gap between them is plan_json_gap.c's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/plan_json_parts.h"
#include "io/plan_words.h"

/* Largest magnitude of a tier value in its integer units. */
#define VALUE_MAX ((int64_t)1000000000000000)
#define MILLION 1000000

static void put_value(struct appui_json_tree *tree, json_t *object,
                      const struct appui_tier_result *tier)
{
    int64_t scale = appui_tier_scale(tier->tier);
    appui_json_put(tree, object, "value", appui_json_quotient(tier->value, scale));
    appui_json_put(tree, object, "bound",
                   tier->has_bound ? appui_json_quotient(tier->bound, scale) : json_null());
    appui_json_put(tree, object, "gap", appui_plan_write_gap(tree, tier));
}

static json_t *write_fractions(struct appui_json_tree *tree, const struct appui_fraction *fractions,
                               int32_t n)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < n; i++) {
        appui_json_append(tree, list, appui_json_fraction(tree, fractions[i]));
    }
    return list;
}

static void put_burdens(struct appui_json_tree *tree, json_t *object,
                        const struct appui_tier_result *tier)
{
    json_t *fixed = json_array();
    for (int32_t i = 0; i < tier->n_fixed; i++) {
        appui_json_append(tree, fixed,
                          json_string(appui_plan_basin(tree)->partners[tier->fixed[i]].id));
    }
    appui_json_put(tree, object, "value", write_fractions(tree, tier->values, tier->n_levels));
    appui_json_put(tree, object, "bound",
                   tier->has_bound ? write_fractions(tree, tier->bounds, tier->n_levels)
                                   : json_null());
    appui_json_put(tree, object, "gap", appui_plan_write_gap(tree, tier));
    appui_json_put(tree, object, "fixed", fixed);
}

json_t *appui_plan_write_tier(struct appui_json_tree *tree, const struct appui_tier_result *tier)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "name", json_string(appui_tier_name(tier->tier)));
    if (!tier->applicable) {
        appui_json_put(tree, object, "applicable", json_false());
        return object;
    }
    if (tier->tier == APPUI_TIER_EQUITY) {
        put_burdens(tree, object, tier);
    } else {
        put_value(tree, object, tier);
    }
    appui_json_put(tree, object, "unit", json_string(appui_tier_unit(tier->tier)));
    appui_json_put(tree, object, "proved", json_boolean(tier->proved));
    if (tier->tolerance != 0) {
        appui_json_put(tree, object, "tolerance", appui_json_quotient(tier->tolerance, MILLION));
    }
    return object;
}

static bool read_whole(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return appui_json_scaled(reader, at, 0, VALUE_MAX, into);
}

bool appui_plan_read_fraction(struct appui_json_reader *reader, const struct appui_json_at *at,
                              void *into)
{
    static const struct appui_json_field fields[] = {
        {"num", APPUI_JSON_REQUIRED, read_whole, offsetof(struct appui_fraction, num)},
        {"den", APPUI_JSON_REQUIRED, read_whole, offsetof(struct appui_fraction, den)},
        {NULL, 0, NULL, 0}};
    struct appui_fraction *fraction = into;
    struct appui_fraction read = {0, 1};
    bool ok = appui_json_object(reader, at, fields, &read);
    if (ok && read.den < 1) {
        char den[24];
        snprintf(den, sizeof den, "%lld", (long long)read.den);
        appui_json_fault(reader, at, APPUI_FAULT_PLAN_FRACTION_FORM, "value", den,
                         (const char *)NULL);
        ok = false;
    }
    *fraction = ok ? appui_fraction_make(read.num, read.den) : (struct appui_fraction){0, 1};
    return ok;
}

/* Reads a value or bound in the tier's own measure: one number, or a list of burdens. */
static bool read_measure(struct appui_json_reader *reader, const struct appui_json_at *at,
                         const struct appui_tier_result *tier, int64_t *number,
                         struct appui_json_list *burdens)
{
    if (tier->tier == APPUI_TIER_EQUITY) {
        *burdens =
            appui_json_list(reader, at, sizeof(struct appui_fraction), appui_plan_read_fraction);
        return burdens->ok;
    }
    int64_t scale = appui_tier_scale(tier->tier);
    int32_t decimals = scale == MILLION ? 6 : scale == 1000 ? 3 : 0;
    return appui_json_scaled(reader, at, decimals, VALUE_MAX, number);
}

static bool read_value(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_tier_result *tier = into;
    struct appui_json_list burdens = {0};
    bool ok = read_measure(reader, at, tier, &tier->value, &burdens);
    tier->values = burdens.items;
    tier->n_levels = burdens.n;
    return ok;
}

/* The number of bounds is judged once the values are known: keys come in any order. */
static bool read_bound(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_tier_result *tier = into;
    struct appui_json_list burdens = {0};
    tier->has_bound = true;
    bool ok = read_measure(reader, at, tier, &tier->bound, &burdens);
    tier->bounds = burdens.items;
    return ok;
}

static bool levels_agree(struct appui_json_reader *reader, const struct appui_json_at *at,
                         const struct appui_tier_result *tier)
{
    struct appui_json_at bound = appui_json_member(at, "bound");
    if (tier->tier != APPUI_TIER_EQUITY || !tier->has_bound ||
        json_array_size(bound.value) == (size_t)tier->n_levels) {
        return true;
    }
    char values[24], bounds[24];
    snprintf(values, sizeof values, "%d", (int)tier->n_levels);
    snprintf(bounds, sizeof bounds, "%zu", json_array_size(bound.value));
    appui_json_fault(reader, &bound, APPUI_FAULT_PLAN_LEVELS_DIFFER, "values", values, "bounds",
                     bounds, (const char *)NULL);
    return false;
}

static bool read_unit(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    const struct appui_tier_result *tier = into;
    struct appui_json_choice units[] = {{appui_tier_unit(tier->tier), 0}, {NULL, 0}};
    int32_t found;
    return appui_json_choose(reader, at, units, &found);
}

static bool read_tolerance(struct appui_json_reader *reader, const struct appui_json_at *at,
                           void *into)
{
    return appui_json_scaled(reader, at, 6, MILLION, into);
}

static bool read_fixed(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_tier_result *tier = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(int32_t), appui_plan_read_partner);
    tier->fixed = list.items;
    tier->n_fixed = list.n;
    return list.ok;
}

/* Told before the table is read: keys come in any order, and the name decides how a value is read.
 * Without a name nothing else can be judged. */
static bool accept(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    (void)reader;
    (void)at;
    (void)into;
    return true;
}

static const struct appui_json_field absent_fields[] = {
    {"name", APPUI_JSON_REQUIRED, accept, 0},
    {"applicable", APPUI_JSON_REQUIRED, appui_json_boolean,
     offsetof(struct appui_tier_result, applicable)},
    {NULL, 0, NULL, 0}};

static const struct appui_json_field tier_fields[] = {
    {"name", APPUI_JSON_REQUIRED, accept, 0},
    {"applicable", APPUI_JSON_OPTIONAL, appui_json_boolean,
     offsetof(struct appui_tier_result, applicable)},
    {"value", APPUI_JSON_REQUIRED, read_value, 0},
    {"bound", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, read_bound, 0},
    {"gap", APPUI_JSON_NULLABLE, appui_plan_read_gap, 0},
    {"fixed", APPUI_JSON_OPTIONAL, read_fixed, 0},
    {"unit", APPUI_JSON_REQUIRED, read_unit, 0},
    {"proved", APPUI_JSON_REQUIRED, appui_json_boolean, offsetof(struct appui_tier_result, proved)},
    {"tolerance", APPUI_JSON_OPTIONAL, read_tolerance,
     offsetof(struct appui_tier_result, tolerance)},
    {NULL, 0, NULL, 0}};

static bool read_tier(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_tier_result *tier = into;
    struct appui_json_at name = appui_json_member(at, "name");
    tier->applicable = true;
    if (json_is_object(at->value) && name.value == NULL) {
        appui_json_fault(reader, at, APPUI_FAULT_KEY_MISSING, "key", "name", (const char *)NULL);
        return false;
    }
    if (name.value != NULL && !appui_plan_read_tier_name(reader, &name, &tier->tier)) {
        return false;
    }
    bool applicable = !json_is_false(json_object_get(at->value, "applicable"));
    bool ok = appui_json_object(reader, at, applicable ? tier_fields : absent_fields, tier);
    ok = levels_agree(reader, at, tier) && ok;
    if (ok && applicable) {
        appui_plan_judge_gap(reader, at, tier);
    }
    return ok;
}

bool appui_plan_read_tiers(struct appui_json_reader *reader, const struct appui_json_at *at,
                           void *into)
{
    struct appui_plan *plan = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_tier_result), read_tier);
    plan->tiers = list.items;
    plan->n_tiers = list.n;
    return list.ok;
}
