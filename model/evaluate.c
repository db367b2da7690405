/*
 * The value of each tier, added up from the basin and the lines of a plan, in integers. What the
 * plan says of itself is not read; equity is a vector of burdens and stands in the ledger.
 */
#include "model/evaluate.h"

#include "model/rules.h"

/** What int64 cannot hold stays at its end: only a plan that breaks rules gets there. */
static int64_t add(int64_t sum, int64_t a, int64_t b)
{
    int64_t product, result;
    if (__builtin_mul_overflow(a, b, &product)) {
        product = (a < 0) == (b < 0) ? INT64_MAX : INT64_MIN;
    }
    if (__builtin_add_overflow(sum, product, &result)) {
        result = product > 0 ? INT64_MAX : INT64_MIN;
    }
    return result;
}

static bool agreed_to_place(const struct appui_basin *basin, const struct appui_standing *standing)
{
    for (int32_t i = 0; i < basin->n_lines; i++) {
        if (standing->lines[i].to_place > 0) {
            return true;
        }
    }
    return false;
}

static bool something_pledged(const struct appui_basin *basin)
{
    for (int32_t i = 0; i < basin->n_partners; i++) {
        for (int32_t k = 0; k < basin->partners[i].n_pledges; k++) {
            const struct appui_pledge *pledge = &basin->partners[i].pledges[k];
            if (pledge->half_days > 0 && pledge->from <= basin->horizon_end) {
                return true;
            }
        }
    }
    return false;
}

bool appui_evaluate_applicable(const struct appui_basin *basin,
                               const struct appui_standing *standing, bool calendar,
                               enum appui_tier tier)
{
    switch (tier) {
    case APPUI_TIER_AGREED:
        return calendar && agreed_to_place(basin, standing);
    case APPUI_TIER_EQUITY:
        return something_pledged(basin);
    case APPUI_TIER_COVERAGE:
    case APPUI_TIER_FIT:
    case APPUI_TIER_CONCENTRATION:
        return true;
    case APPUI_TIER_PROMPTNESS_FIRST:
    case APPUI_TIER_PROMPTNESS_LAST:
        return calendar;
    default:
        return false;
    }
}

bool appui_evaluate_is_new(const struct appui_basin *basin, const struct appui_standing *standing,
                           const struct appui_plan_line *line, const struct appui_session *session)
{
    if (line->state == APPUI_PROPOSED || line->basin_line < 0) {
        return true;
    }
    const struct appui_line *agreed = &basin->lines[line->basin_line];
    for (int32_t i = 0; i < agreed->n_sessions; i++) {
        if (agreed->sessions[i].day == session->day && agreed->sessions[i].half == session->half &&
            appui_standing_stays(basin, standing, line->basin_line, i)) {
            return false;
        }
    }
    return true;
}

/** What one plan line adds to a tier that sums over lines. */
static int64_t add_line(const struct appui_rules *rules, const struct appui_plan_line *line,
                        enum appui_tier tier, int64_t sum)
{
    if (tier == APPUI_TIER_AGREED) {
        for (int32_t i = 0; line->state != APPUI_PROPOSED && i < line->n_sessions; i++) {
            if (appui_evaluate_is_new(rules->basin, rules->standing, line, &line->sessions[i])) {
                sum += appui_half_size(line->sessions[i].half);
            }
        }
        return sum;
    }
    if (line->state != APPUI_PROPOSED) {
        return sum;
    }
    if (tier == APPUI_TIER_CONCENTRATION) {
        return sum + 1;
    }
    int64_t weight = tier == APPUI_TIER_FIT
                         ? appui_basin_fit(rules->basin, line->expert, line->need)
                         : appui_basin_need_weight(rules->basin, line->need);
    return add(sum, weight, appui_rules_served(rules, line->expert, line->need, line->half_days));
}

/** First (or last) day that the plan dates for a need. @return false when it dates none. */
static bool find_day(const struct appui_rules *rules, const struct appui_plan *plan, int32_t need,
                     bool last, appui_day *found)
{
    bool any = false;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        for (int32_t k = 0; line->need == need && k < line->n_sessions; k++) {
            appui_day day = line->sessions[k].day;
            bool better = !any || (last ? day > *found : day < *found);
            if (better &&
                appui_evaluate_is_new(rules->basin, rules->standing, line, &line->sessions[k])) {
                *found = day;
                any = true;
            }
        }
    }
    return any;
}

static int64_t promptness(const struct appui_rules *rules, const struct appui_plan *plan, bool last)
{
    const struct appui_basin *basin = rules->basin;
    int64_t sum = 0;
    for (int32_t need = 0; need < basin->n_needs; need++) {
        appui_day ready = basin->projects[basin->needs[need].project].ready, day;
        appui_day start = ready > basin->as_of ? ready : basin->as_of;
        if (find_day(rules, plan, need, last, &day)) {
            sum = add(sum, appui_basin_need_weight(basin, need), (int64_t)day - start);
        }
    }
    return sum;
}

int64_t appui_evaluate_tier(const struct appui_basin *basin, const struct appui_standing *standing,
                            const struct appui_plan *plan, enum appui_tier tier)
{
    const struct appui_rules rules = {basin, standing, plan->calendar, false};
    if (tier == APPUI_TIER_PROMPTNESS_FIRST || tier == APPUI_TIER_PROMPTNESS_LAST) {
        return promptness(&rules, plan, tier == APPUI_TIER_PROMPTNESS_LAST);
    }
    int64_t sum = 0;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        sum = add_line(&rules, &plan->lines[i], tier, sum);
    }
    return sum;
}
