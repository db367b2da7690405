/*
 * What forbids a pair of expert and need, and how many half-days are open to it: with rules_dates.c
 * the one place that says so. Pairs are judged alone, against the data and what stands; what new
 * lines do to each other is left to the solver's rows and to check.
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

int32_t appui_rules_served(const struct appui_rules *rules, int32_t expert, int32_t need,
                           int32_t half_days)
{
    int32_t estimate = appui_basin_estimate_days(rules->basin, expert, need);
    if (estimate == APPUI_ABSENT || estimate <= 0 || half_days <= 0) {
        return half_days;
    }
    int32_t before =
        smaller(appui_standing_pair(rules->basin, rules->standing, expert, need), estimate);
    int32_t after = half_days >= estimate - before ? estimate : before + half_days;
    return appui_basin_served(rules->basin, expert, need, after) -
           appui_basin_served(rules->basin, expert, need, before);
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
    return obstacles | (appui_rules_waits(rules, need) ? (uint32_t)APPUI_OBSTACLE_NO_COMMITTEE : 0);
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
