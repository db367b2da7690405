/*
 * Comparing tier by tier. A tier that the solver does not call proved must still have a valid
 * bound; the tiers after it are not compared, since they start from other plans than the referee's.
 */
#include "tests/reference/match.h"

#include <stdio.h>
#include <string.h>

#include "tests/reference/promptness.h"

static void wrong(struct appui_match *match, const char *what, int64_t got, int64_t expected)
{
    size_t used = strlen(match->report);
    match->n_wrong++;
    (void)snprintf(match->report + used, sizeof match->report - used,
                   "%s: got %lld, expected %lld\n", what, (long long)got, (long long)expected);
}

static void compare_scalar(struct appui_match *match, const struct appui_tier_result *result)
{
    const struct appui_best *best = &match->expected.best;
    int64_t optimum = best->value[result->tier], slack = best->slack[result->tier];
    int64_t sign = appui_tier_maximises(result->tier) ? 1 : -1;
    const struct appui_outcome *outcome = &match->trace.choice.outcome;
    int64_t loss = sign * (optimum - result->value), reserve = sign * (result->bound - optimum);
    if (result->value != appui_outcome_value(outcome, result->tier))
        wrong(match, "value of the plan in this tier", result->value,
              appui_outcome_value(outcome, result->tier));
    if (loss < 0 || (result->proved && loss > slack))
        wrong(match, appui_tier_name(result->tier), result->value, optimum);
    if (!result->has_bound || reserve < 0 || (result->proved && reserve > 0))
        wrong(match, "bound", result->bound, optimum);
}

static int32_t n_fixed(const struct appui_best *best, int32_t n_partners)
{
    int32_t n = 0;
    for (int32_t p = 0; p < n_partners; p++)
        n += best->fixed[p];
    return n;
}

static void compare_equity(struct appui_match *match, const struct appui_tier_result *result)
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

static void compare_dates(struct appui_match *match, const struct appui_tier_result *result,
                          int64_t optimum)
{
    if (result != NULL && result->value != optimum)
        wrong(match, appui_tier_name(result->tier), result->value, optimum);
    if (result != NULL && result->bound != optimum)
        wrong(match, "bound of promptness", result->bound, optimum);
}

static void compare_promptness(struct appui_match *match)
{
    const struct appui_tier_result *first =
        appui_trial_tier(&match->trial, APPUI_TIER_PROMPTNESS_FIRST);
    const struct appui_tier_result *last =
        appui_trial_tier(&match->trial, APPUI_TIER_PROMPTNESS_LAST);
    struct appui_promptness best;
    if (first == NULL && last == NULL)
        return;
    if (appui_enumerate_promptness(&match->trace, APPUI_ENUMERATION_WORK, &best) !=
        APPUI_ENUMERATED)
        return;
    compare_dates(match, first, best.first);
    compare_dates(match, last, best.last);
}

static bool someone_waits(const struct appui_match *match)
{
    for (int32_t q = 0; q < match->trial.basin->n_projects; q++)
        if (match->trace.council.waits[q])
            return true;
    return false;
}

static bool has_burden(const struct appui_match *match)
{
    for (int32_t p = 0; p < match->trial.basin->n_partners; p++)
        if (appui_field_pledged(&match->trace.field, p) > 0)
            return true;
    return false;
}

/** Whether a tier of the basin's list must have a value. */
static bool applies(const struct appui_match *match, enum appui_tier tier)
{
    const struct appui_committees *committees = &match->trial.basin->committees;
    switch (tier) {
    case APPUI_TIER_AGREED:
        return match->calendar && match->expected.to_place > 0;
    case APPUI_TIER_COVERAGE:
    case APPUI_TIER_FIT:
    case APPUI_TIER_CONCENTRATION:
        return true;
    case APPUI_TIER_EQUITY:
        return has_burden(match);
    case APPUI_TIER_WAITING:
        return someone_waits(match);
    case APPUI_TIER_STABILITY:
        return match->trace.recall.given;
    case APPUI_TIER_MANDATAIRES:
        return match->trace.tenures.open;
    case APPUI_TIER_MEETINGS:
        return match->calendar && committees->n_candidates > 0 && committees->count_min > 0;
    case APPUI_TIER_ATTENDANCE:
    case APPUI_TIER_EVENNESS:
        return match->trace.council.n > 0;
    case APPUI_TIER_PROMPTNESS_FIRST:
    case APPUI_TIER_PROMPTNESS_LAST:
        return match->calendar;
    default:
        return false;
    }
}

static void compare_tier(struct appui_match *match, enum appui_tier tier)
{
    const struct appui_tier_result *result = appui_trial_tier(&match->trial, tier);
    if ((result != NULL) != applies(match, tier))
        wrong(match, appui_tier_name(tier), result != NULL, applies(match, tier));
    if (result == NULL || match->unproved)
        return;
    match->unproved = !result->proved;
    if (tier == APPUI_TIER_EQUITY && result->proved)
        compare_equity(match, result);
    else if (tier == APPUI_TIER_AGREED && result->value != match->expected.placed)
        wrong(match, "agreed", result->value, match->expected.placed);
    else if (tier != APPUI_TIER_EQUITY && tier != APPUI_TIER_AGREED &&
             tier != APPUI_TIER_PROMPTNESS_FIRST && tier != APPUI_TIER_PROMPTNESS_LAST)
        compare_scalar(match, result);
}

/** What is decided without being reported: waiting where it is not listed, and fewest meetings. */
static void compare_unreported(struct appui_match *match)
{
    const struct appui_best *best = &match->expected.best;
    const struct appui_convened *convened = &match->trace.choice.outcome.convened;
    if (appui_tier_list_find(&match->trial.basin->tiers, APPUI_TIER_WAITING) == NULL &&
        convened->waiting != best->value[APPUI_TIER_WAITING])
        wrong(match, "waiting, unlisted", convened->waiting, best->value[APPUI_TIER_WAITING]);
    if (best->n_held_is_fewest && convened->n_held != best->n_held)
        wrong(match, "meetings held", convened->n_held, best->n_held);
}

/** The program's own checker must find nothing wrong. */
static void judge_findings(struct appui_match *match)
{
    const struct appui_faults *findings = &match->trial.findings;
    if (appui_trial_check(&match->trial) != 0)
        wrong(match, "no memory for the check", 1, 0);
    for (int32_t i = 0; i < findings->n; i++) {
        const struct appui_fault_text *text = appui_fault_text(findings->items[i].code);
        if (text->severity != APPUI_BROKEN)
            continue;
        wrong(match, text->name, 1, 0);
        wrong(match, findings->items[i].pointer, 1, 0);
    }
}

static void compare_plan(struct appui_match *match)
{
    const struct appui_basin *basin = match->trial.basin;
    const struct appui_plan *plan = match->trial.result.plan;
    const char *refused = appui_retrace_plan(&match->trace, basin, plan, APPUI_ALL_RULES);
    if (refused != NULL)
        wrong(match, refused, 1, 0);
    judge_findings(match);
    for (int32_t i = 0; i < basin->tiers.n; i++)
        compare_tier(match, basin->tiers.items[i].tier);
    if ((plan->status == APPUI_OPTIMAL) == match->unproved)
        wrong(match, "status", (int64_t)plan->status, match->unproved);
    if (match->unproved)
        return;
    if (match->trace.overrun != match->expected.overrun)
        wrong(match, "overrun", match->trace.overrun, match->expected.overrun);
    compare_unreported(match);
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
static void compare_conflict(struct appui_match *match)
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
        if (code != APPUI_ENUMERATION_TOO_BIG &&
            (set == named) != (code == APPUI_ENUMERATION_CONFLICT))
            wrong(match, "conflicting set", named, set);
    }
    if (count_bits(named) != result->n_conflict || !result->conflict_is_smallest)
        wrong(match, "smallest set", result->n_conflict, count_bits(named));
}

void appui_match_judge_after(struct appui_match *match, const struct appui_draft *draft,
                             bool calendar, const struct appui_trial *before)
{
    struct appui_solve_options options = appui_solve_options_default();
    options.calendar = match->calendar = calendar;
    const char *failure = appui_trial_run_after(&match->trial, draft, &options, before);
    if (failure != NULL) {
        wrong(match, failure, 1, 0);
        return;
    }
    const struct appui_enumeration_asked asked = {
        .calendar = calendar,
        .rules = APPUI_ALL_RULES,
        .work_limit = APPUI_ENUMERATION_WORK,
        .previous = before == NULL ? NULL : &match->trial.previous};
    match->referee = appui_enumerate_asked(match->trial.basin, &asked, &match->expected);
    match->conflict = match->trial.result.outcome == APPUI_SOLVE_CONFLICT;
    if (match->referee == APPUI_ENUMERATION_TOO_BIG)
        return;
    if (match->conflict != (match->referee == APPUI_ENUMERATION_CONFLICT))
        wrong(match, "conflict", match->conflict, match->referee == APPUI_ENUMERATION_CONFLICT);
    else if (match->conflict)
        compare_conflict(match);
    else
        compare_plan(match);
}

void appui_match_judge(struct appui_match *match, const struct appui_draft *draft, bool calendar)
{
    appui_match_judge_after(match, draft, calendar, NULL);
}

void appui_match_release(struct appui_match *match)
{
    appui_trial_release(&match->trial);
}
