/*
 * Comparing two plans of one basin tier by tier. Values are those of the finished plans, so that a
 * tier spoilt after it was proved shows.
 */
#include "tests/reference/contrast.h"

#include <stdio.h>
#include <string.h>

#include "model/check.h"

static void wrong(struct appui_contrast *contrast, const char *what, int64_t days, int64_t joint)
{
    size_t used = strlen(contrast->report);
    contrast->n_wrong++;
    (void)snprintf(contrast->report + used, sizeof contrast->report - used,
                   "%s: days %lld, joint %lld\n", what, (long long)days, (long long)joint);
}

static void check(struct appui_contrast *contrast, struct appui_trial *trial, const char *method)
{
    if (appui_trial_check(trial) != 0)
        wrong(contrast, "no memory for the check", 1, 1);
    for (int32_t i = 0; i < trial->findings.n; i++) {
        const struct appui_fault *finding = &trial->findings.items[i];
        const struct appui_fault_text *text = appui_fault_text(finding->code);
        if (text->severity != APPUI_BROKEN)
            continue;
        wrong(contrast, method, 0, 0);
        wrong(contrast, text->name, 0, 0);
        wrong(contrast, finding->pointer, 0, 0);
    }
}

/** Burdens of all partners, downwards. @return how many */
static int32_t burdens(const struct appui_plan *plan, struct appui_fraction *sorted)
{
    int32_t n = 0;
    for (int32_t p = 0; p < plan->n_partners; p++) {
        if (!plan->partners[p].has_burden)
            continue;
        int32_t at = n++;
        for (; at > 0 && appui_fraction_compare(sorted[at - 1], plan->partners[p].burden) < 0; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = plan->partners[p].burden;
    }
    return n;
}

static void compare_burdens(struct appui_contrast *contrast)
{
    struct appui_fraction days[32], joint[32];
    if (contrast->days.basin->n_partners > 32) {
        wrong(contrast, "more partners than the contrast has room for", 32, 32);
        return;
    }
    int32_t n = burdens(contrast->days.result.plan, days);
    (void)burdens(contrast->joint.result.plan, joint);
    for (int32_t i = 0; i < n; i++)
        if (appui_fraction_compare(days[i], joint[i]) != 0)
            wrong(contrast, "burden, millionths", 1000000 * days[i].num / days[i].den,
                  1000000 * joint[i].num / joint[i].den);
}

static void compare_equity(struct appui_contrast *contrast, const struct appui_tier_result *days,
                           const struct appui_tier_result *joint)
{
    if (days->n_levels != joint->n_levels)
        wrong(contrast, "levels of equity", days->n_levels, joint->n_levels);
    for (int32_t i = 0; i < days->n_fixed && i < joint->n_fixed; i++)
        if (days->fixed[i] != joint->fixed[i])
            wrong(contrast, "partner with a fixed burden", days->fixed[i], joint->fixed[i]);
    if (days->tolerance == 0)
        compare_burdens(contrast);
}

static void compare_proved(struct appui_contrast *contrast, const struct appui_tier_result *days,
                           const struct appui_tier_result *joint)
{
    const char *name = appui_tier_name(days->tier);
    if (days->tier == APPUI_TIER_EQUITY) {
        compare_equity(contrast, days, joint);
        return;
    }
    if (!days->has_bound || days->bound != joint->bound)
        wrong(contrast, name, days->bound, joint->bound);
    if (days->tolerance == 0 && days->value != joint->value)
        wrong(contrast, name, days->value, joint->value);
}

/** A tier that one left unproved: neither value beats the other's bound. */
static void compare_bounds(struct appui_contrast *contrast, const struct appui_tier_result *days,
                           const struct appui_tier_result *joint)
{
    int64_t sign = appui_tier_maximises(days->tier) ? 1 : -1;
    if (days->tier == APPUI_TIER_EQUITY)
        return;
    if (days->has_bound && sign * joint->value > sign * days->bound)
        wrong(contrast, "bound of days, value of joint", days->bound, joint->value);
    if (joint->has_bound && sign * days->value > sign * joint->bound)
        wrong(contrast, "value of days, bound of joint", days->value, joint->bound);
}

static bool same_lines(const struct appui_plan *a, const struct appui_plan *b)
{
    bool same = a->n_lines == b->n_lines;
    for (int32_t i = 0; same && i < a->n_lines; i++)
        same = a->lines[i].need == b->lines[i].need && a->lines[i].expert == b->lines[i].expert &&
               a->lines[i].half_days == b->lines[i].half_days &&
               a->lines[i].basin_line == b->lines[i].basin_line;
    return same;
}

static bool same_dates(const struct appui_plan *a, const struct appui_plan *b, int32_t n_projects)
{
    for (int32_t q = 0; q < n_projects; q++)
        if (appui_plan_examined(a, q) != appui_plan_examined(b, q))
            return false;
    return true;
}

/** With a tolerance two plans may keep more or fewer sessions of the plan before, and promptness
 * keeps as many. */
static bool same_changes(const struct appui_contrast *contrast)
{
    const struct appui_tier_result *a = appui_trial_tier(&contrast->days, APPUI_TIER_STABILITY),
                                   *b = appui_trial_tier(&contrast->joint, APPUI_TIER_STABILITY);
    return a == NULL || b == NULL || a->value == b->value;
}

static bool is_promptness(enum appui_tier tier)
{
    return tier == APPUI_TIER_PROMPTNESS_FIRST || tier == APPUI_TIER_PROMPTNESS_LAST;
}

static void compare_tier(struct appui_contrast *contrast, const struct appui_tier_result *days,
                         const struct appui_tier_result *joint)
{
    const struct appui_plan *a = contrast->days.result.plan, *b = contrast->joint.result.plan;
    if (days->applicable != joint->applicable) {
        wrong(contrast, appui_tier_name(days->tier), days->applicable, joint->applicable);
        return;
    }
    if (!days->applicable || contrast->unproved)
        return;
    contrast->unproved = !days->proved || !joint->proved;
    if (is_promptness(days->tier) && !(same_lines(a, b) && same_changes(contrast) &&
                                       same_dates(a, b, contrast->days.basin->n_projects)))
        return;
    if (contrast->unproved)
        compare_bounds(contrast, days, joint);
    else
        compare_proved(contrast, days, joint);
}

static void compare_plans(struct appui_contrast *contrast)
{
    const struct appui_plan *days = contrast->days.result.plan,
                            *joint = contrast->joint.result.plan;
    check(contrast, &contrast->days, "the plan of days is refused");
    check(contrast, &contrast->joint, "the plan of joint is refused");
    for (int32_t t = 0; t < days->n_tiers; t++)
        compare_tier(contrast, &days->tiers[t], &joint->tiers[t]);
    if (!contrast->unproved && days->status != joint->status)
        wrong(contrast, "status", (int64_t)days->status, (int64_t)joint->status);
}

static void compare(struct appui_contrast *contrast)
{
    const struct appui_solve_result *days = &contrast->days.result,
                                    *joint = &contrast->joint.result;
    contrast->conflict =
        days->outcome == APPUI_SOLVE_CONFLICT && joint->outcome == APPUI_SOLVE_CONFLICT;
    if (days->outcome != joint->outcome)
        wrong(contrast, "outcome", (int64_t)days->outcome, (int64_t)joint->outcome);
    else if (contrast->conflict && days->n_conflict != joint->n_conflict)
        wrong(contrast, "rules in conflict", days->n_conflict, joint->n_conflict);
    else if (!contrast->conflict)
        compare_plans(contrast);
}

void appui_contrast_judge_after(struct appui_contrast *contrast, const struct appui_draft *draft,
                                uint64_t seed, const struct appui_trial *before)
{
    struct appui_solve_options options = appui_solve_options_default();
    options.seed = seed;
    const char *failure = appui_trial_run_after(&contrast->days, draft, &options, before);
    if (failure != NULL) {
        wrong(contrast, failure, 1, 0);
        return;
    }
    options.joint = true;
    failure = appui_trial_run_after(&contrast->joint, draft, &options, before);
    if (failure != NULL)
        wrong(contrast, failure, 0, 1);
    else
        compare(contrast);
}

void appui_contrast_judge(struct appui_contrast *contrast, const struct appui_draft *draft,
                          uint64_t seed)
{
    appui_contrast_judge_after(contrast, draft, seed, NULL);
}

void appui_contrast_release(struct appui_contrast *contrast)
{
    appui_trial_release(&contrast->days);
    appui_trial_release(&contrast->joint);
}
