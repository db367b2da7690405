/*
 * What forbids a pair of expert and need, and how many half-days and slots are open to it: the one
 * place that says so. Pairs are judged alone, against the data and what stands; what new lines do
 * to each other is left to the solver's rows and to check.
 */
#include "model/rules.h"

#include "model/budget.h"

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t round_down(int32_t half_days, int32_t session)
{
    return half_days - half_days % session;
}

static int32_t round_up(int32_t half_days, int32_t session)
{
    return round_down(half_days + session - 1, session);
}

bool appui_rules_waits_for_committee(const struct appui_basin *basin, int32_t project)
{
    const struct appui_project *dossier = &basin->projects[project];
    bool undecided = dossier->status == APPUI_SUBMITTED || dossier->status == APPUI_DEFERRED;
    bool dated = dossier->status != APPUI_DEFERRED && dossier->committee != APPUI_ABSENT &&
                 dossier->committee >= basin->meets_from;
    return basin->committees.given && undecided && !dated;
}

/** The date that narrows a project that waits: the one chosen, or the first on which it may be
 * examined. */
static appui_day committee_of(const struct appui_rules *rules, int32_t project)
{
    return rules->chosen != NULL ? rules->chosen[project] : rules->standing->examined_from[project];
}

/** Support that no date allows. */
static bool waits(const struct appui_rules *rules, int32_t need)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    return rules->calendar && asked->phase == APPUI_SUPPORT &&
           appui_rules_waits_for_committee(rules->basin, asked->project) &&
           committee_of(rules, asked->project) == APPUI_ABSENT;
}

void appui_rules_beside_committee(const struct appui_basin *basin, int32_t need,
                                  appui_day committee, appui_day *from, appui_day *to)
{
    const struct appui_need *asked = &basin->needs[need];
    bool support = asked->phase == APPUI_SUPPORT;
    *from = support ? larger(asked->window_from, committee + basin->committees.lead_days)
                    : asked->window_from;
    *to = support ? asked->window_to : smaller(asked->window_to, committee - 1);
}

/** The date that binds a need by R11: known, chosen or the first possible. A diagnostic is not
 * bound by what is only possible. */
static appui_day binding_committee(const struct appui_rules *rules, int32_t need)
{
    const struct appui_basin *basin = rules->basin;
    const struct appui_need *asked = &basin->needs[need];
    bool is_waiting = appui_rules_waits_for_committee(basin, asked->project);
    bool possible = is_waiting && asked->phase != APPUI_SUPPORT && rules->chosen == NULL;
    if (!rules->calendar || !basin->committees.given || possible) {
        return APPUI_ABSENT;
    }
    return is_waiting ? committee_of(rules, asked->project)
                      : basin->projects[asked->project].committee;
}

/** The days in which new sessions of a need may lie; an empty window leaves none. */
static void window_days(const struct appui_rules *rules, int32_t need, appui_day *from,
                        appui_day *to)
{
    appui_day committee = binding_committee(rules, need);
    *from = rules->basin->needs[need].window_from;
    *to = rules->basin->needs[need].window_to;
    if (committee != APPUI_ABSENT) {
        appui_rules_beside_committee(rules->basin, need, committee, from, to);
    }
}

appui_day appui_rules_committee(const struct appui_rules *rules, int32_t need)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    appui_day from, to;
    window_days(rules, need, &from, &to);
    return from > asked->window_from || to < asked->window_to ? binding_committee(rules, need)
                                                              : APPUI_ABSENT;
}

bool appui_rules_comes_after(const struct appui_need *need, int32_t earlier)
{
    for (int32_t i = 0; i < need->n_after; i++) {
        if (need->after[i] == earlier) {
            return true;
        }
    }
    return false;
}

/** Narrows slots by the sessions of another need that stay (R10); a full session takes two slots.
 */
static void narrow_by_sessions(const struct appui_rules *rules, int32_t other, bool other_first,
                               int32_t *first, int32_t *last)
{
    const struct appui_basin *basin = rules->basin;
    const struct appui_standing *standing = rules->standing;
    for (int32_t i = standing->need_line0[other]; i < standing->need_line0[other + 1]; i++) {
        int32_t index = standing->need_lines[i];
        const struct appui_line *line = &basin->lines[index];
        for (int32_t k = 0; k < line->n_sessions; k++) {
            if (!appui_standing_stays(basin, standing, index, k)) {
                continue;
            }
            int32_t slot = appui_basin_slot(basin, line->sessions[k].day);
            if (other_first) {
                *first = larger(*first, slot + (line->sessions[k].half == APPUI_AM ? 1 : 2));
            } else {
                *last = smaller(*last, slot - (line->sessions[k].half == APPUI_PM ? 0 : 1));
            }
        }
    }
}

/** Slots from first to last in which sessions may lie, whether or not the project still waits for
 * its committee. */
static void window(const struct appui_rules *rules, int32_t need, int32_t *first, int32_t *last)
{
    const struct appui_basin *basin = rules->basin;
    const struct appui_need *asked = &basin->needs[need];
    const struct appui_project *project = &basin->projects[asked->project];
    appui_day from, to;
    window_days(rules, need, &from, &to);
    *first = appui_basin_slot(basin, from);
    *last = appui_basin_slot(basin, to) + 1;
    for (int32_t i = 0; rules->calendar && !rules->ignore_order && i < project->n_needs; i++) {
        int32_t other = project->first_need + i;
        if (appui_rules_comes_after(asked, other)) {
            narrow_by_sessions(rules, other, true, first, last);
        } else if (appui_rules_comes_after(&basin->needs[other], need)) {
            narrow_by_sessions(rules, other, false, first, last);
        }
    }
}

bool appui_rules_order_narrows(const struct appui_rules *rules, int32_t need, int32_t other)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    bool other_first = appui_rules_comes_after(asked, other);
    if (!rules->calendar ||
        (!other_first && !appui_rules_comes_after(&rules->basin->needs[other], need))) {
        return false;
    }
    int32_t first = appui_basin_slot(rules->basin, asked->window_from);
    int32_t last = appui_basin_slot(rules->basin, asked->window_to) + 1;
    int32_t narrowed_first = first, narrowed_last = last;
    narrow_by_sessions(rules, other, other_first, &narrowed_first, &narrowed_last);
    return narrowed_first > first || narrowed_last < last;
}

void appui_rules_window(const struct appui_rules *rules, int32_t need, int32_t *first,
                        int32_t *last)
{
    window(rules, need, first, last);
    if (waits(rules, need)) {
        *last = *first - 1;
    }
}

/** Keeps only days that are in the set whole. */
static void keep_whole_days(struct appui_slots *slots)
{
    for (int32_t s = appui_slots_next(slots, 0); s >= 0; s = appui_slots_next(slots, s + 1)) {
        int32_t other = s % 2 == 0 ? s + 1 : s - 1;
        if (!appui_slots_has(slots, other)) {
            appui_slots_remove(slots, s);
        }
    }
}

static void pair_slots(const struct appui_rules *rules, int32_t expert, int32_t need,
                       struct appui_slots *slots)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    int32_t first, last;
    window(rules, need, &first, &last);
    appui_slots_copy(slots, &rules->basin->experts[expert].free);
    appui_slots_clip(slots, first, last);
    appui_slots_intersect(slots, &rules->basin->projects[asked->project].free);
    appui_slots_subtract(slots, &rules->standing->expert_busy[expert]);
    appui_slots_subtract(slots, &rules->standing->project_busy[asked->project]);
    if (asked->session == 2) {
        keep_whole_days(slots);
    }
}

void appui_rules_slots(const struct appui_rules *rules, int32_t expert, int32_t need,
                       struct appui_slots *slots)
{
    if (waits(rules, need)) {
        appui_slots_clear(slots);
    } else {
        pair_slots(rules, expert, need, slots);
    }
}

int32_t appui_rules_week_used(const struct appui_rules *rules, int32_t need, appui_day monday)
{
    const struct appui_standing *standing = rules->standing;
    int32_t used = 0;
    for (int32_t i = standing->need_line0[need]; i < standing->need_line0[need + 1]; i++) {
        int32_t index = standing->need_lines[i];
        const struct appui_line *line = &rules->basin->lines[index];
        for (int32_t k = 0; k < line->n_sessions; k++) {
            appui_day day = line->sessions[k].day;
            used += day >= monday && day <= monday + 6 &&
                    appui_standing_stays(rules->basin, standing, index, k);
        }
    }
    return used;
}

/** Sessions that fit into the set from `slot` to the end of its week; *slot moves to the first
 * member after it. */
static int32_t sessions_of_week(const struct appui_need *need, const struct appui_slots *slots,
                                int32_t end, int32_t *slot)
{
    int32_t sessions = 0;
    while (*slot >= 0 && *slot < end) {
        bool whole = *slot % 2 == 0 && appui_slots_has(slots, *slot + 1);
        sessions += need->session == 1 || whole;
        *slot = appui_slots_next(slots, *slot + 1);
    }
    return sessions;
}

int32_t appui_rules_room(const struct appui_rules *rules, int32_t need,
                         const struct appui_slots *slots)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    int32_t sessions = 0;
    int32_t slot = appui_slots_next(slots, 0);
    while (slot >= 0) {
        appui_day monday = appui_date_monday(appui_basin_slot_day(rules->basin, slot));
        int32_t possible =
            sessions_of_week(asked, slots, appui_basin_slot(rules->basin, monday + 7), &slot);
        if (asked->per_week != APPUI_ABSENT) {
            int32_t open = asked->per_week - appui_rules_week_used(rules, need, monday);
            possible = smaller(possible, larger(open, 0));
        }
        sessions += possible;
    }
    return sessions * asked->session;
}

void appui_rules_need_days(const struct appui_rules *rules, int32_t need, int32_t *low,
                           int32_t *high)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    int32_t served = rules->standing->need_served[need];
    *low = round_up(larger(asked->half_days_min - served, 0), asked->session);
    *high = round_down(larger(asked->half_days - served, 0), asked->session);
}

/** True when nobody else stands on the need: a pair with an estimate serves the whole of it. */
static bool serves_alone(const struct appui_rules *rules, int32_t expert, int32_t need)
{
    const struct appui_standing *standing = rules->standing;
    bool stands = appui_standing_pair(rules->basin, standing, expert, need) > 0;
    return standing->need_experts[need] == (stands ? 1 : 0);
}

/** R3, R4 and estimates alone: what R6 leaves of days_max is not counted. */
static void pair_days(const struct appui_rules *rules, int32_t expert, int32_t need, int32_t *low,
                      int32_t *high)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    int32_t standing = appui_standing_pair(rules->basin, rules->standing, expert, need);
    int32_t estimate = appui_basin_estimate_days(rules->basin, expert, need);
    if (estimate != APPUI_ABSENT) {
        bool whole = serves_alone(rules, expert, need);
        *low = larger(round_up(estimate - standing, asked->session), asked->session);
        *high = whole ? round_down(larger(estimate - standing, 0), asked->session) : 0;
        return;
    }
    appui_rules_need_days(rules, need, low, high);
    bool alone = asked->experts_max == 1 && rules->standing->need_experts[need] <= 1;
    int32_t least = larger(asked->each_min - standing, alone ? *low : 0);
    *low = round_up(larger(least, asked->session), asked->session);
    *high = round_down(smaller(*high, larger(asked->each_max - standing, 0)), asked->session);
}

/** Half-days that days_max leaves the expert; INT32_MAX without one. */
static int32_t expert_left(const struct appui_rules *rules, int32_t expert)
{
    int32_t most = rules->basin->experts[expert].half_days_max;
    return most == APPUI_ABSENT ? INT32_MAX
                                : larger(most - rules->standing->expert_half_days[expert], 0);
}

void appui_rules_pair_days(const struct appui_rules *rules, int32_t expert, int32_t need,
                           int32_t *low, int32_t *high)
{
    pair_days(rules, expert, need, low, high);
    *high =
        round_down(smaller(*high, expert_left(rules, expert)), rules->basin->needs[need].session);
}

/** Served half-days of the whole pair in the need's measure. */
static int32_t measure(int32_t asked, int32_t estimate, int32_t half_days)
{
    return half_days >= estimate ? asked : (int32_t)((int64_t)asked * half_days / estimate);
}

int32_t appui_rules_served(const struct appui_rules *rules, int32_t expert, int32_t need,
                           int32_t half_days)
{
    int32_t estimate = appui_basin_estimate_days(rules->basin, expert, need);
    if (estimate == APPUI_ABSENT || estimate <= 0 || half_days <= 0) {
        return half_days;
    }
    int32_t asked = rules->basin->needs[need].half_days;
    int32_t before =
        smaller(appui_standing_pair(rules->basin, rules->standing, expert, need), estimate);
    int32_t after = half_days >= estimate - before ? estimate : before + half_days;
    return measure(asked, estimate, after) - measure(asked, estimate, before);
}

static uint32_t judge_skill(const struct appui_rules *rules, int32_t expert, int32_t need)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    int32_t level = appui_basin_level(rules->basin, expert, asked->skill);
    if (level == 0) {
        return APPUI_OBSTACLE_NO_SKILL;
    }
    return level < asked->level ? APPUI_OBSTACLE_LEVEL : 0;
}

static uint32_t judge_exclusions(const struct appui_rules *rules, int32_t expert, int32_t need)
{
    const struct appui_basin *basin = rules->basin;
    const struct appui_project *project = &basin->projects[basin->needs[need].project];
    uint32_t obstacles = appui_basin_need_planned(basin, need) ? 0 : APPUI_OBSTACLE_NOT_PLANNED;
    for (int32_t i = 0; i < project->n_excluded; i++) {
        if (project->excluded[i] == basin->experts[expert].partner) {
            obstacles |= APPUI_OBSTACLE_EXCLUDED;
        }
    }
    for (int32_t i = 0; i < basin->n_forbid; i++) {
        if (basin->forbid[i].need == need && basin->forbid[i].expert == expert) {
            obstacles |= APPUI_OBSTACLE_FORBIDDEN;
        }
    }
    return obstacles | (waits(rules, need) ? (uint32_t)APPUI_OBSTACLE_NO_COMMITTEE : 0);
}

/** R3 to R6 of so many new half-days. */
static uint32_t judge_days(const struct appui_rules *rules, int32_t expert, int32_t need,
                           int32_t half_days)
{
    const struct appui_standing *standing = rules->standing;
    const struct appui_need *asked = &rules->basin->needs[need];
    int32_t projects_max = rules->basin->experts[expert].projects_max, least, high;
    uint32_t obstacles = 0;
    pair_days(rules, expert, need, &least, &high);
    if (standing->need_served[need] >= asked->half_days) {
        obstacles |= APPUI_OBSTACLE_NEED_COMPLETE;
    } else if (half_days > high) {
        obstacles |= APPUI_OBSTACLE_DAYS_IMPOSSIBLE;
    }
    if (standing->need_experts[need] >= asked->experts_max &&
        appui_standing_pair(rules->basin, standing, expert, need) == 0) {
        obstacles |= APPUI_OBSTACLE_EXPERTS_MAX;
    }
    if (expert_left(rules, expert) < half_days) {
        obstacles |= APPUI_OBSTACLE_EXPERT_DAYS;
    }
    if (projects_max != APPUI_ABSENT) {
        int32_t others = appui_standing_projects(standing, expert) -
                         (appui_standing_has_project(standing, expert, asked->project) ? 1 : 0);
        obstacles |= others >= projects_max ? (uint32_t)APPUI_OBSTACLE_EXPERT_PROJECTS : 0;
    }
    return obstacles | (appui_budget_allows(rules->basin, standing, expert, need, half_days)
                            ? 0
                            : (uint32_t)APPUI_OBSTACLE_PARTNER_BUDGET);
}

uint32_t appui_rules_dates(const struct appui_rules *rules, int32_t expert, int32_t need,
                           int32_t half_days, struct appui_slots *scratch)
{
    const struct appui_basin *basin = rules->basin;
    int32_t project = basin->needs[need].project, first, last;
    if (basin->needs[need].window_from > basin->needs[need].window_to) {
        return APPUI_OBSTACLE_WINDOW;
    }
    pair_slots(rules, expert, need, scratch);
    if (appui_rules_room(rules, need, scratch) >= half_days) {
        return 0;
    }
    window(rules, need, &first, &last);
    appui_slots_copy(scratch, &basin->working);
    appui_slots_clip(scratch, first, last);
    if (appui_rules_room(rules, need, scratch) < half_days) {
        return APPUI_OBSTACLE_WINDOW;
    }
    appui_slots_copy(scratch, &basin->projects[project].free);
    appui_slots_subtract(scratch, &rules->standing->project_busy[project]);
    appui_slots_clip(scratch, first, last);
    bool firm_can = appui_rules_room(rules, need, scratch) >= half_days;
    return firm_can ? APPUI_OBSTACLE_NO_COMMON_SLOT : APPUI_OBSTACLE_FIRM_CALENDAR;
}

uint32_t appui_rules_pair(const struct appui_rules *rules, int32_t expert, int32_t need,
                          struct appui_slots *scratch)
{
    int32_t least, high;
    pair_days(rules, expert, need, &least, &high);
    return appui_rules_pair_for(rules, expert, need, least, scratch);
}

uint32_t appui_rules_pair_for(const struct appui_rules *rules, int32_t expert, int32_t need,
                              int32_t half_days, struct appui_slots *scratch)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    uint32_t obstacles = judge_skill(rules, expert, need) | judge_exclusions(rules, expert, need) |
                         judge_days(rules, expert, need, half_days);
    if (asked->window_from > asked->window_to) {
        /* Nothing can lie in an empty window, nor any period overlap it: so also without calendar.
         */
        return obstacles | APPUI_OBSTACLE_WINDOW;
    }
    if (rules->calendar && (obstacles & APPUI_OBSTACLE_NO_SKILL) == 0) {
        obstacles |= appui_rules_dates(rules, expert, need, half_days, scratch);
    }
    return obstacles;
}
