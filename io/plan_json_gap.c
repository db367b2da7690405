/*
 * The gap of a tier: |bound - value| / max(|value|, one unit), to six decimals, for equity level by
 * level; null without a bound. It says nothing that value and bound do not, so a plan read must
 * agree with them, which is a finding about the plan and no fault of its form.
 */
#include <math.h>
#include <stdio.h>

#include "io/plan_json_parts.h"

#define MILLION 1000000

/* Two gaps of six decimals are the same when they are nearer than this share of the last one. */
#define SAME 0.001

/* Gaps of a tier: one, or one a level. */
static int32_t count_of(const struct appui_tier_result *tier)
{
    return tier->tier == APPUI_TIER_EQUITY ? tier->n_levels : 1;
}

static double real_of(struct appui_fraction fraction)
{
    return (double)fraction.num / (double)fraction.den;
}

/* The gap at a level, in millionths, whole. */
static double gap_at(const struct appui_tier_result *tier, int32_t level)
{
    double unit = (double)appui_tier_scale(tier->tier);
    bool equity = tier->tier == APPUI_TIER_EQUITY;
    double value = equity ? real_of(tier->values[level]) : (double)tier->value / unit;
    double bound = equity ? real_of(tier->bounds[level]) : (double)tier->bound / unit;
    return round(fabs(bound - value) / fmax(fabs(value), 1) * MILLION);
}

static json_t *write_at(const struct appui_tier_result *tier, int32_t level)
{
    return appui_json_quotient((int64_t)gap_at(tier, level), MILLION);
}

json_t *appui_plan_write_gap(struct appui_json_tree *tree, const struct appui_tier_result *tier)
{
    if (!tier->has_bound) {
        return json_null();
    }
    if (tier->tier != APPUI_TIER_EQUITY) {
        return write_at(tier, 0);
    }
    json_t *list = json_array();
    for (int32_t i = 0; i < tier->n_levels; i++) {
        appui_json_append(tree, list, write_at(tier, i));
    }
    return list;
}

static bool read_number(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    (void)into;
    return json_is_number(at->value) || appui_json_wrong_type(reader, at, "number");
}

bool appui_plan_read_gap(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    const struct appui_tier_result *tier = into;
    if (tier->tier == APPUI_TIER_EQUITY) {
        return appui_json_list(reader, at, 1, read_number).ok;
    }
    return read_number(reader, at, into);
}

/* The gap as written at a level, NULL where nothing is. */
static const json_t *said_at(const struct appui_tier_result *tier, const json_t *gap, int32_t level)
{
    return tier->tier == APPUI_TIER_EQUITY ? json_array_get(gap, (size_t)level) : gap;
}

static const char *gap_text(double millionths, char text[static 40])
{
    snprintf(text, 40, "%.15g", millionths / MILLION);
    return text;
}

/* @return true when the gap at a level is as it should be: a number, or null without a bound */
static bool judge(struct appui_json_reader *reader, const struct appui_json_at *at,
                  const struct appui_tier_result *tier, const json_t *said, int32_t level)
{
    bool given = json_is_number(said), due = tier->has_bound && level < count_of(tier);
    double value = given ? json_number_value(said) * MILLION : 0;
    double expected = due ? gap_at(tier, level) : 0;
    char is[40], high[40];
    if (given == due && fabs(value - expected) <= SAME + expected * 1e-15) {
        return true;
    }
    appui_json_fault(reader, at, APPUI_FAULT_TIER_GAP, "tier", appui_tier_name(tier->tier), "value",
                     given ? gap_text(value, is) : "null", "high",
                     due ? gap_text(expected, high) : "null", (const char *)NULL);
    return false;
}

void appui_plan_judge_gap(struct appui_json_reader *reader, const struct appui_json_at *tier_at,
                          const struct appui_tier_result *tier)
{
    struct appui_json_at at = appui_json_member(tier_at, "gap");
    bool list = tier->tier == APPUI_TIER_EQUITY;
    int32_t n_said = list ? (int32_t)json_array_size(at.value) : 1;
    int32_t n_due = tier->has_bound ? count_of(tier) : 0, n = n_said > n_due ? n_said : n_due;
    if (at.value == NULL) {
        return; /* nothing is said */
    }
    for (int32_t i = 0; i < n; i++) {
        if (!judge(reader, &at, tier, said_at(tier, at.value, i), i)) {
            return;
        }
    }
}
