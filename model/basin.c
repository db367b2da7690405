/*
 * Questions to a basin: objects by id, levels and fits of pairs, weights, days and slots. How a
 * basin comes about is model/validate's.
 */
#include "model/basin.h"

#include <string.h>

/* A level above the one asked costs a tenth of the fit: a closer level keeps the rarer expert free
 * (model.md). */
#define FIT_PER_LEVEL (APPUI_FIT_ONE / 10)

void appui_basin_free(struct appui_basin *basin)
{
    if (basin) {
        appui_arena_release(&basin->arena);
        appui_free(basin);
    }
}

int32_t appui_basin_find_need(const struct appui_basin *basin, const char *id)
{
    for (int32_t i = 0; i < basin->n_needs; i++) {
        if (strcmp(basin->needs[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

int32_t appui_basin_find_expert(const struct appui_basin *basin, const char *id)
{
    for (int32_t i = 0; i < basin->n_experts; i++) {
        if (strcmp(basin->experts[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

int32_t appui_basin_find_partner(const struct appui_basin *basin, const char *id)
{
    for (int32_t i = 0; i < basin->n_partners; i++) {
        if (strcmp(basin->partners[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

int32_t appui_basin_find_project(const struct appui_basin *basin, const char *id)
{
    for (int32_t i = 0; i < basin->n_projects; i++) {
        if (strcmp(basin->projects[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

int32_t appui_basin_find_skill(const struct appui_basin *basin, const char *id)
{
    for (int32_t i = 0; i < basin->n_skills; i++) {
        if (strcmp(basin->skills[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

const struct appui_estimate *appui_basin_estimate(const struct appui_basin *basin, int32_t expert,
                                                  int32_t need)
{
    int32_t low = 0, high = basin->n_estimates;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        const struct appui_estimate *estimate = &basin->estimates[middle];
        if (estimate->need == need && estimate->expert == expert) {
            return estimate;
        }
        if (estimate->need < need || (estimate->need == need && estimate->expert < expert)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

int32_t appui_basin_estimate_days(const struct appui_basin *basin, int32_t expert, int32_t need)
{
    const struct appui_estimate *estimate = appui_basin_estimate(basin, expert, need);
    return estimate ? estimate->half_days : APPUI_ABSENT;
}

int32_t appui_basin_served(const struct appui_basin *basin, int32_t expert, int32_t need,
                           int32_t half_days)
{
    int32_t estimate = appui_basin_estimate_days(basin, expert, need);
    if (estimate == APPUI_ABSENT || estimate <= 0) {
        return half_days;
    }
    int32_t asked = basin->needs[need].half_days;
    return half_days >= estimate ? asked : (int32_t)((int64_t)asked * half_days / estimate);
}

static bool serves(const struct appui_basin *basin, int32_t narrower, int32_t skill)
{
    for (int32_t s = narrower; s >= 0; s = basin->skills[s].broader) {
        if (s == skill) {
            return true;
        }
    }
    return false;
}

int32_t appui_basin_level(const struct appui_basin *basin, int32_t expert, int32_t skill)
{
    const struct appui_expert *who = &basin->experts[expert];
    int32_t best = 0;
    for (int32_t i = 0; i < who->n_levels; i++) {
        if (who->levels[i].level > best && serves(basin, who->levels[i].skill, skill)) {
            best = who->levels[i].level;
        }
    }
    return best;
}

int32_t appui_basin_fit(const struct appui_basin *basin, int32_t expert, int32_t need)
{
    const struct appui_estimate *estimate = appui_basin_estimate(basin, expert, need);
    if (estimate && estimate->fit != APPUI_ABSENT) {
        return estimate->fit;
    }
    const struct appui_need *asked = &basin->needs[need];
    int32_t above = appui_basin_level(basin, expert, asked->skill) - asked->level;
    return APPUI_FIT_ONE - FIT_PER_LEVEL * above;
}

int64_t appui_basin_need_weight(const struct appui_basin *basin, int32_t need)
{
    const struct appui_need *asked = &basin->needs[need];
    return (int64_t)basin->projects[asked->project].weight * asked->weight;
}

bool appui_basin_project_planned(const struct appui_basin *basin, int32_t project)
{
    return basin->projects[project].status <= APPUI_RUNNING;
}

bool appui_basin_need_planned(const struct appui_basin *basin, int32_t need)
{
    const struct appui_need *asked = &basin->needs[need];
    return !asked->covered_elsewhere && appui_basin_project_planned(basin, asked->project);
}

int32_t appui_partner_pledge_at(const struct appui_partner *partner, appui_day day)
{
    int32_t low = 0, high = partner->n_pledges;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (partner->pledges[middle].to < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < partner->n_pledges && partner->pledges[low].from <= day ? low : -1;
}

int32_t appui_basin_slot(const struct appui_basin *basin, appui_day day)
{
    return 2 * (day - basin->horizon_start);
}

bool appui_basin_in_horizon(const struct appui_basin *basin, appui_day day)
{
    return day >= basin->horizon_start && day <= basin->horizon_end;
}

bool appui_basin_holds(const struct appui_basin *basin, const struct appui_slots *set,
                       struct appui_date_half at)
{
    int32_t slot = appui_basin_slot(basin, at.day);
    if (at.half == APPUI_FULL) {
        return appui_slots_has(set, slot) && appui_slots_has(set, slot + 1);
    }
    return appui_slots_has(set, slot + (int32_t)at.half);
}

appui_day appui_basin_slot_day(const struct appui_basin *basin, int32_t slot)
{
    /* Slots before the horizon are negative: round down, not towards zero. */
    int32_t days = slot >= 0 ? slot / 2 : -((1 - slot) / 2);
    return basin->horizon_start + days;
}

int32_t appui_half_size(enum appui_half half)
{
    return half == APPUI_FULL ? 2 : 1;
}
