/*
 * The value of each tier, added up from the basin and the lines of a plan, in integers. What the
 * plan says of itself is not read; equity is a vector of burdens and stands in the ledger.
 */
#include "model/evaluate.h"

#include "model/mandates.h"
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

static bool someone_waits(const struct appui_basin *basin)
{
    for (int32_t q = 0; q < basin->n_projects; q++) {
        if (appui_rules_waits_for_committee(basin, q)) {
            return true;
        }
    }
    return false;
}

static bool asks_mandataire(const struct appui_basin *basin)
{
    bool open = false;
    for (int32_t q = 0; q < basin->n_projects; q++) {
        open = open || appui_mandates_open(basin, q);
    }
    return open && appui_mandates_asked(basin);
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
    case APPUI_TIER_WAITING:
        return calendar && someone_waits(basin);
    case APPUI_TIER_MANDATAIRES:
        return calendar && asks_mandataire(basin);
    case APPUI_TIER_MEETINGS:
        return calendar && standing->dates.count_min > 0;
    case APPUI_TIER_ATTENDANCE:
    case APPUI_TIER_EVENNESS:
        return calendar && standing->dates.n > 0;
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

int64_t appui_evaluate_new_half_days(const struct appui_basin *basin,
                                     const struct appui_standing *standing,
                                     const struct appui_plan_line *line)
{
    int64_t half_days = 0;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        if (appui_evaluate_is_new(basin, standing, line, &line->sessions[i])) {
            half_days += appui_half_size(line->sessions[i].half);
        }
    }
    return half_days;
}

/** What one plan line adds to a tier that sums over lines. */
static int64_t add_line(const struct appui_rules *rules, const struct appui_plan_line *line,
                        enum appui_tier tier, int64_t sum)
{
    if (tier == APPUI_TIER_AGREED) {
        if (line->state != APPUI_PROPOSED) {
            sum += appui_evaluate_new_half_days(rules->basin, rules->standing, line);
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

/** Two for a mandataire who lends to the project, one for another. */
static int64_t mandataires(const struct appui_basin *basin, const struct appui_standing *standing,
                           const struct appui_plan *plan)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < plan->n_mandataires; i++) {
        const struct appui_mandataire *named = &plan->mandataires[i];
        bool lends = appui_mandates_lends(basin, standing, plan, named->project, named->partner);
        sum = add(sum, lends ? 2 : 1, basin->projects[named->project].weight);
    }
    return sum;
}

static int64_t waiting(const struct appui_basin *basin, const struct appui_plan *plan)
{
    int64_t sum = 0;
    for (int32_t q = 0; q < basin->n_projects; q++) {
        if (appui_rules_waits_for_committee(basin, q)) {
            sum = add(sum, 1, appui_meetings_waiting(basin, q, appui_plan_examined(plan, q)));
        }
    }
    return sum;
}

/** What is judged of a date; NULL for one that is none. */
static const struct appui_meeting_date *date_of(const struct appui_standing *standing,
                                                appui_day day)
{
    for (int32_t i = 0; i < standing->dates.n; i++) {
        if (standing->dates.dates[i].day == day) {
            return &standing->dates.dates[i];
        }
    }
    return NULL;
}

/** Meetings up to count.min, those held and settled included. */
static int64_t meetings(const struct appui_standing *standing, const struct appui_plan *plan)
{
    int32_t n = standing->dates.n_held;
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        const struct appui_meeting_date *date = date_of(standing, plan->meetings[m].day);
        n += date != NULL && !date->settled;
    }
    return n < standing->dates.count_min ? n : standing->dates.count_min;
}

static int64_t absences(const struct appui_standing *standing, const struct appui_plan *plan)
{
    int64_t sum = 0;
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        const struct appui_meeting_date *date = date_of(standing, plan->meetings[m].day);
        sum += date == NULL ? 0 : date->n_absent;
    }
    return sum;
}

/** Dossiers known and chosen on the fullest date. */
static int64_t longest_agenda(const struct appui_basin *basin,
                              const struct appui_standing *standing, const struct appui_plan *plan)
{
    int32_t longest = 0;
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        const struct appui_meeting_date *date = date_of(standing, plan->meetings[m].day);
        int32_t n = date == NULL ? 0 : date->n_known;
        for (int32_t i = 0; i < plan->meetings[m].n_agenda; i++) {
            n += appui_rules_waits_for_committee(basin, plan->meetings[m].agenda[i]);
        }
        longest = n > longest ? n : longest;
    }
    return longest;
}

int64_t appui_evaluate_tier(const struct appui_basin *basin, const struct appui_standing *standing,
                            const struct appui_plan *plan, enum appui_tier tier)
{
    const struct appui_rules rules = {
        .basin = basin, .standing = standing, .calendar = plan->calendar};
    if (tier == APPUI_TIER_PROMPTNESS_FIRST || tier == APPUI_TIER_PROMPTNESS_LAST) {
        return promptness(&rules, plan, tier == APPUI_TIER_PROMPTNESS_LAST);
    }
    switch (tier) {
    case APPUI_TIER_STABILITY:
        return plan->previous == NULL
                   ? 0
                   : appui_previous_changes(basin, standing, plan->previous, plan);
    case APPUI_TIER_WAITING:
        return waiting(basin, plan);
    case APPUI_TIER_MANDATAIRES:
        return mandataires(basin, standing, plan);
    case APPUI_TIER_MEETINGS:
        return meetings(standing, plan);
    case APPUI_TIER_ATTENDANCE:
        return absences(standing, plan);
    case APPUI_TIER_EVENNESS:
        return longest_agenda(basin, standing, plan);
    default:
        break;
    }
    int64_t sum = 0;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        sum = add_line(&rules, &plan->lines[i], tier, sum);
    }
    return sum;
}
