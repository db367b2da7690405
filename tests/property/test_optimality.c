/*
 * Random tiny basins: appui_solve against the exhaustive referee, with and without calendar.
 *
 * Every plan must pass appui_check_plan and the referee's own reading of the rules; every tier's value must be the
 * enumerated optimum; require rules conflict exactly when no plan meets them, and the set named must be a smallest one.
 * A disagreement is printed with its seed. `test_optimality FIRST COUNT` runs other seeds than the default ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/reference/enumerate.h"
#include "tests/reference/feature.h"
#include "tests/reference/promptness.h"
#include "tests/reference/random_basin.h"
#include "tests/reference/trial.h"

static long first_seed = 1, n_wanted = 300;

/** One seed with or without calendar, and what became of it. */
struct match {
    uint64_t seed;
    bool calendar;
    struct appui_trial trial;
    struct appui_enumeration expected;
    struct appui_retrace trace;
    int32_t n_wrong;
};

struct tally {
    int32_t n_judged, n_too_big, n_conflicts, n_wrong;
    int32_t features[APPUI_N_FEATURES];
};

static void wrong(struct match *match, const char *what, int64_t got, int64_t expected)
{
    match->n_wrong++;
    print_error("seed %llu%s: %s: got %lld, expected %lld\n", (unsigned long long)match->seed,
                match->calendar ? "" : " without calendar", what, (long long)got, (long long)expected);
}

static void compare_scalar(struct match *match, const struct appui_tier_result *result)
{
    const struct appui_best *best = &match->expected.best;
    int64_t optimum = best->value[result->tier], slack = best->slack[result->tier];
    int64_t loss = appui_tier_maximises(result->tier) ? optimum - result->value : result->value - optimum;
    if (loss < 0 || loss > slack)
        wrong(match, appui_tier_name(result->tier), result->value, optimum);
    if (result->bound != optimum)
        wrong(match, "bound", result->bound, optimum);
}

static int32_t n_fixed(const struct appui_best *best, int32_t n_partners)
{
    int32_t n = 0;
    for (int32_t p = 0; p < n_partners; p++)
        n += best->fixed[p];
    return n;
}

static void compare_equity(struct match *match, const struct appui_tier_result *result)
{
    const struct appui_best *best = &match->expected.best;
    int32_t level = 0;
    if (result->n_fixed != n_fixed(best, match->trial.basin->n_partners))
        wrong(match, "partners with a fixed burden", result->n_fixed,
              n_fixed(best, match->trial.basin->n_partners));
    for (int32_t i = 0; i < result->n_fixed; i++)
        if (!best->fixed[result->fixed[i]])
            wrong(match, "partner named as fixed can change", result->fixed[i], -1);
    for (int32_t i = 0; i < best->n_burdens; i++) {
        const struct appui_burden *burden = &best->burdens[i];
        if (best->fixed[burden->partner])
            continue;
        if (level >= result->n_levels) {
            wrong(match, "levels of equity are missing after", result->n_levels, level + 1);
            return;
        }
        struct appui_fraction value = result->values[level++];
        if (value.num * burden->den != burden->num * value.den)
            wrong(match, "equity, millionths", 1000000 * value.num / value.den,
                  1000000 * burden->num / burden->den);
    }
    if (level != result->n_levels)
        wrong(match, "levels of equity", result->n_levels, level);
}

static void compare_dates(struct match *match, const struct appui_tier_result *result, int64_t optimum)
{
    if (result != NULL && result->value != optimum)
        wrong(match, appui_tier_name(result->tier), result->value, optimum);
    if (result != NULL && result->bound != optimum)
        wrong(match, "bound of promptness", result->bound, optimum);
}

static void compare_promptness(struct match *match)
{
    const struct appui_tier_result *first = appui_trial_tier(&match->trial, APPUI_TIER_PROMPTNESS_FIRST);
    const struct appui_tier_result *last = appui_trial_tier(&match->trial, APPUI_TIER_PROMPTNESS_LAST);
    struct appui_promptness best;
    if (first == NULL && last == NULL)
        return;
    if (appui_enumerate_promptness(&match->trace, APPUI_ENUMERATION_WORK, &best) != APPUI_ENUMERATED)
        return;
    compare_dates(match, first, best.first);
    compare_dates(match, last, best.last);
}

static bool has_burden(const struct match *match)
{
    for (int32_t p = 0; p < match->trial.basin->n_partners; p++)
        if (appui_field_pledged(&match->trace.field, p) > 0)
            return true;
    return false;
}

/** Whether a tier of the basin's list must have a value. */
static bool applies(const struct match *match, enum appui_tier tier)
{
    switch (tier) {
    case APPUI_TIER_AGREED:
        return match->calendar && match->expected.to_place > 0;
    case APPUI_TIER_COVERAGE:
    case APPUI_TIER_FIT:
    case APPUI_TIER_CONCENTRATION:
        return true;
    case APPUI_TIER_EQUITY:
        return has_burden(match);
    case APPUI_TIER_PROMPTNESS_FIRST:
    case APPUI_TIER_PROMPTNESS_LAST:
        return match->calendar;
    default:
        return false;
    }
}

static void compare_tier(struct match *match, enum appui_tier tier)
{
    const struct appui_tier_result *result = appui_trial_tier(&match->trial, tier);
    if ((result != NULL) != applies(match, tier))
        wrong(match, appui_tier_name(tier), result != NULL, applies(match, tier));
    if (result == NULL)
        return;
    if (!result->proved)
        wrong(match, "a tier is not proved", result->tier, result->tier);
    if (tier == APPUI_TIER_EQUITY)
        compare_equity(match, result);
    else if (tier == APPUI_TIER_AGREED && result->value != match->expected.placed)
        wrong(match, "agreed", result->value, match->expected.placed);
    else if (tier == APPUI_TIER_COVERAGE || tier == APPUI_TIER_FIT || tier == APPUI_TIER_CONCENTRATION)
        compare_scalar(match, result);
}

/** The program's own checker must find nothing wrong. */
static void judge_findings(struct match *match)
{
    const struct appui_faults *findings = &match->trial.findings;
    if (appui_trial_check(&match->trial) != 0)
        wrong(match, "no memory for the check", 1, 0);
    for (int32_t i = 0; i < findings->n; i++) {
        const struct appui_fault_text *text = appui_fault_text(findings->items[i].code);
        if (text->severity != APPUI_BROKEN)
            continue;
        wrong(match, text->name, 1, 0);
        print_error("    at %s %s\n", findings->items[i].pointer, findings->items[i].id != NULL ? findings->items[i].id : "");
    }
}

static void compare_plan(struct match *match)
{
    const struct appui_basin *basin = match->trial.basin;
    const struct appui_plan *plan = match->trial.result.plan;
    const char *refused = appui_retrace_plan(&match->trace, basin, plan, APPUI_ALL_RULES);
    if (refused != NULL)
        wrong(match, refused, 1, 0);
    judge_findings(match);
    if (plan->status != APPUI_OPTIMAL)
        wrong(match, "status", (int64_t)plan->status, (int64_t)APPUI_OPTIMAL);
    for (int32_t i = 0; i < basin->tiers.n; i++)
        compare_tier(match, basin->tiers.items[i].tier);
    if (match->trace.overrun != match->expected.overrun)
        wrong(match, "overrun", match->trace.overrun, match->expected.overrun);
    compare_promptness(match);
}

static int32_t count_bits(uint32_t set)
{
    int32_t n = 0;
    for (; set != 0; set &= set - 1)
        n++;
    return n;
}

/** The named set has no plan, and every smaller set has one. */
static void compare_conflict(struct match *match)
{
    const struct appui_solve_result *result = &match->trial.result;
    uint32_t named = 0;
    for (int32_t i = 0; i < result->n_conflict; i++)
        named |= 1U << result->conflict[i];
    for (uint32_t set = 0; set < 1U << match->trial.basin->n_require; set++) {
        if (set != named && count_bits(set) >= count_bits(named))
            continue;
        enum appui_enumeration_code code =
            appui_enumerate_meets(match->trial.basin, match->calendar, set, APPUI_ENUMERATION_WORK);
        if ((set == named) != (code == APPUI_ENUMERATION_CONFLICT))
            wrong(match, "conflicting set", named, set);
    }
    if (count_bits(named) != result->n_conflict || !result->conflict_is_smallest)
        wrong(match, "smallest set", result->n_conflict, count_bits(named));
}

static void judge(struct match *match, const struct appui_draft *draft, struct tally *tally)
{
    const char *failure = appui_trial_run(&match->trial, draft, match->calendar);
    if (failure != NULL) {
        wrong(match, failure, 1, 0);
        return;
    }
    enum appui_enumeration_code code = appui_enumerate(match->trial.basin, match->calendar, APPUI_ALL_RULES,
                                                       APPUI_ENUMERATION_WORK, &match->expected);
    bool conflict = match->trial.result.outcome == APPUI_SOLVE_CONFLICT;
    if (code == APPUI_ENUMERATION_TOO_BIG) {
        tally->n_too_big++;
        return;
    }
    tally->n_judged++;
    if (conflict != (code == APPUI_ENUMERATION_CONFLICT)) {
        wrong(match, "conflict", conflict, code == APPUI_ENUMERATION_CONFLICT);
    } else if (conflict) {
        tally->features[APPUI_FEATURE_CONFLICT]++;
        compare_conflict(match);
    } else {
        compare_plan(match);
        appui_features_count(&match->trace, match->trial.result.plan, tally->features);
    }
}

static void run_seed(uint64_t seed, bool calendar, struct tally *tally)
{
    static const struct appui_random_shape everything = {.lines = true, .require = true, .tiers = true};
    static struct match match;
    struct appui_draft draft = {.name = NULL};
    match = (struct match){.seed = seed, .calendar = calendar};
    if (appui_random_draft(seed, &everything, &draft) == 0)
        judge(&match, &draft, tally);
    else
        wrong(&match, "no memory for the draft", 1, 0);
    tally->n_wrong += match.n_wrong > 0;
    appui_trial_release(&match.trial);
    appui_draft_release(&draft);
}

/** The default seeds must meet every feature; a run of chosen seeds only reports. */
static void report(const struct tally *tally, bool calendar)
{
    print_message("%s: %d basins judged, %d too big for the referee, %d wrong\n",
                  calendar ? "with calendar" : "without calendar", (int)tally->n_judged, (int)tally->n_too_big,
                  (int)tally->n_wrong);
    bool complete = true;
    for (int32_t i = 0; i < APPUI_N_FEATURES; i++) {
        if (!calendar && !appui_feature_undated((enum appui_feature)i))
            continue;
        print_message("%6d  %s\n", (int)tally->features[i], appui_feature_name((enum appui_feature)i));
        complete = complete && tally->features[i] > 0;
    }
    assert_int_equal(tally->n_wrong, 0);
    if (n_wanted >= 300)
        assert_true(complete);
}

static void run(bool calendar)
{
    struct tally tally = {0};
    for (uint64_t seed = (uint64_t)first_seed; tally.n_judged < n_wanted && tally.n_wrong < 10; seed++)
        run_seed(seed, calendar, &tally);
    report(&tally, calendar);
}

static void plans_with_calendar_are_the_best_of_all_plans(void **state)
{
    (void)state;
    run(true);
}

static void plans_without_calendar_are_the_best_of_all_plans(void **state)
{
    (void)state;
    run(false);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_with_calendar_are_the_best_of_all_plans),
        cmocka_unit_test(plans_without_calendar_are_the_best_of_all_plans),
    };
    if (argc > 1)
        first_seed = strtol(argv[1], NULL, 10);
    if (argc > 2)
        n_wanted = strtol(argv[2], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
