/*
 * Warnings about a basin that has no fault: what is empty, out of reach or without effect. They
 * stop nothing, since nothing impossible blocks the rest; they say early what a plan would show as
 * a hole.
 */
#include "model/mandates.h"
#include "model/validate.h"

static void warn(struct appui_validation *v, enum appui_fault_code code, const char *pointer)
{
    appui_faults_add(v->faults, code, pointer, NULL, (const char *)NULL);
}

static void warn_between(struct appui_validation *v, enum appui_fault_code code,
                         const struct appui_place *place)
{
    appui_faults_add(v->faults, code, place->pointer, place->id, "from",
                     appui_date_kept(v, appui_calendar_first_day(v->basin)), "to",
                     appui_date_kept(v, v->basin->horizon_end), (const char *)NULL);
}

/* True when no slot of the set can still be used. */
static bool is_over(const struct appui_basin *basin, const struct appui_slots *slots)
{
    return appui_slots_next(slots, appui_basin_slot(basin, appui_calendar_first_day(basin))) < 0;
}

static void advise_lists(struct appui_validation *v)
{
    const struct appui_basin *basin = v->basin;
    const struct appui_place horizon = {"/horizon", NULL};
    if (basin->n_partners == 0) {
        warn(v, APPUI_FAULT_NO_PARTNER, "/partners");
    }
    if (basin->n_experts == 0) {
        warn(v, APPUI_FAULT_NO_EXPERT, "/experts");
    }
    if (basin->n_projects == 0) {
        warn(v, APPUI_FAULT_NO_PROJECT, "/projects");
    }
    if (is_over(basin, &basin->working)) {
        warn_between(v, APPUI_FAULT_NO_WORKING_SLOT, &horizon);
    }
}

static void advise_experts(struct appui_validation *v)
{
    const struct appui_basin *basin = v->basin;
    bool working = !is_over(basin, &basin->working);
    for (int32_t e = 0; e < basin->n_experts; e++) {
        const struct appui_expert *expert = &basin->experts[e];
        struct appui_place place = appui_place_at(v, expert->id, "/experts", e);
        if (expert->n_levels == 0) {
            appui_faults_add(v->faults, APPUI_FAULT_EXPERT_WITHOUT_SKILL, place.pointer, place.id,
                             (const char *)NULL);
        }
        if (working && is_over(basin, &expert->free)) {
            warn_between(v, APPUI_FAULT_EXPERT_NEVER_FREE, &place);
        }
    }
}

static void advise_mandataire(struct appui_validation *v, const struct appui_place *place,
                              const struct appui_project *project)
{
    for (int32_t i = 0; project->mandataire >= 0 && i < project->n_excluded; i++) {
        if (project->excluded[i] == project->mandataire) {
            struct appui_spot spot = {place, "mandataire", -1};
            appui_faults_add(v->faults, APPUI_FAULT_MANDATAIRE_EXCLUDED,
                             appui_spot_pointer(v, spot), place->id, "value",
                             v->basin->partners[project->mandataire].id, (const char *)NULL);
        }
    }
}

/* One that has left follows nobody any more: plans name another. */
static void advise_left(struct appui_validation *v, const struct appui_place *place,
                        int32_t project)
{
    int32_t named = v->basin->projects[project].mandataire;
    if (named >= 0 && appui_mandates_known(v->basin, project) < 0) {
        struct appui_spot spot = {place, "mandataire", -1};
        appui_faults_add(v->faults, APPUI_FAULT_MANDATAIRE_LEFT, appui_spot_pointer(v, spot),
                         place->id, "value", v->basin->partners[named].id, "to",
                         appui_date_kept(v, v->basin->partners[named].until), (const char *)NULL);
    }
}

static void advise_committee(struct appui_validation *v, const struct appui_place *place,
                             const struct appui_project *project)
{
    const struct appui_basin *basin = v->basin;
    if (!basin->committees.given || project->status != APPUI_SUBMITTED ||
        project->committee == APPUI_ABSENT || project->committee >= basin->meets_from) {
        return;
    }
    struct appui_spot spot = {place, "committee", -1};
    appui_faults_add(v->faults, APPUI_FAULT_COMMITTEE_DATE_PAST, appui_spot_pointer(v, spot),
                     place->id, "value", appui_date_kept(v, project->committee), "as_of",
                     appui_date_kept(v, basin->as_of), (const char *)NULL);
}

static void advise_projects(struct appui_validation *v)
{
    const struct appui_basin *basin = v->basin;
    bool working = !is_over(basin, &basin->working);
    for (int32_t p = 0; p < basin->n_projects; p++) {
        const struct appui_project *project = &basin->projects[p];
        struct appui_place place = appui_place_at(v, project->id, "/projects", p);
        if (!appui_basin_project_planned(basin, p)) {
            continue;
        }
        if (project->n_needs == 0) {
            appui_faults_add(v->faults, APPUI_FAULT_PROJECT_WITHOUT_NEED, place.pointer, place.id,
                             (const char *)NULL);
        } else if (working && is_over(basin, &project->free)) {
            warn_between(v, APPUI_FAULT_PROJECT_NEVER_FREE, &place);
        }
        advise_mandataire(v, &place, project);
        advise_left(v, &place, p);
        advise_committee(v, &place, project);
    }
}

/* True when some number of experts, each within days_each, can give between days_min and days. */
static bool adds_up(const struct appui_need *need)
{
    for (int64_t experts = 1; experts <= need->experts_max; experts++) {
        if (experts * need->each_min <= need->half_days &&
            experts * need->each_max >= need->half_days_min) {
            return true;
        }
    }
    return false;
}

static void warn_each(struct appui_validation *v, const struct appui_place *place,
                      const struct appui_need *need)
{
    struct appui_spot spot = {place, "days_each_max", -1};
    appui_faults_add(
        v->faults, APPUI_FAULT_EACH_CANNOT_ADD_UP, appui_spot_pointer(v, spot), place->id,
        "experts_max", appui_figure_text(v, APPUI_UNIT_COUNT, need->experts_max), "low",
        appui_figure_text(v, APPUI_UNIT_HALF_DAYS, need->each_min), "high",
        appui_figure_text(v, APPUI_UNIT_HALF_DAYS, need->each_max), "days_min",
        appui_figure_text(v, APPUI_UNIT_HALF_DAYS, need->half_days_min), "days",
        appui_figure_text(v, APPUI_UNIT_HALF_DAYS, need->half_days), (const char *)NULL);
}

/* Needs with an estimate are exempt from days_each (R4). */
static bool *needs_estimated(struct appui_validation *v)
{
    const struct appui_basin *basin = v->basin;
    bool *estimated = appui_scratch_array(v, basin->n_needs, sizeof *estimated);
    for (int32_t i = 0; estimated && i < basin->n_estimates; i++) {
        if (basin->estimates[i].half_days != APPUI_ABSENT) {
            estimated[basin->estimates[i].need] = true;
        }
    }
    return estimated;
}

static int advise_needs(struct appui_validation *v)
{
    const struct appui_basin *basin = v->basin;
    const bool *estimated = needs_estimated(v);
    if (!estimated) {
        return -1;
    }
    for (int32_t n = 0; n < basin->n_needs; n++) {
        const struct appui_need *need = &basin->needs[n];
        if (!appui_basin_need_planned(basin, n)) {
            continue;
        }
        struct appui_place place = appui_place_of_need(v, n);
        if (need->window_from > need->window_to) {
            appui_faults_add(v->faults, APPUI_FAULT_WINDOW_EMPTY, place.pointer, place.id, "from",
                             appui_date_kept(v, need->window_from), "to",
                             appui_date_kept(v, need->window_to), (const char *)NULL);
        }
        if (!estimated[n] && !adds_up(need)) {
            warn_each(v, &place, need);
        }
    }
    return 0;
}

static void mark_served(const struct appui_basin *basin, bool *served)
{
    for (int32_t e = 0; e < basin->n_experts; e++) {
        for (int32_t i = 0; i < basin->experts[e].n_levels; i++) {
            int32_t skill = basin->experts[e].levels[i].skill;
            for (; skill >= 0 && !served[skill]; skill = basin->skills[skill].broader) {
                served[skill] = true;
            }
        }
    }
}

/* One warning per skill that no expert has, at the first need that asks for it. */
static int advise_skills(struct appui_validation *v)
{
    const struct appui_basin *basin = v->basin;
    bool *served = appui_scratch_array(v, basin->n_skills, sizeof *served);
    int32_t *asked = appui_scratch_array(v, basin->n_skills, sizeof *asked);
    if (!served || !asked) {
        return -1;
    }
    mark_served(basin, served);
    for (int32_t n = 0; n < basin->n_needs; n++) {
        asked[basin->needs[n].skill] += appui_basin_need_planned(basin, n);
    }
    for (int32_t n = 0; n < basin->n_needs && basin->n_experts > 0; n++) {
        int32_t skill = basin->needs[n].skill;
        if (served[skill] || !appui_basin_need_planned(basin, n)) {
            continue;
        }
        served[skill] = true;
        struct appui_place place = appui_place_of_need(v, n);
        struct appui_spot spot = {&place, "skill", -1};
        appui_faults_add(v->faults, APPUI_FAULT_NO_EXPERT_WITH_SKILL, appui_spot_pointer(v, spot),
                         place.id, "skill", basin->skills[skill].id, "count",
                         appui_figure_text(v, APPUI_UNIT_COUNT, asked[skill]), (const char *)NULL);
    }
    return 0;
}

int appui_validate_advise(struct appui_validation *v)
{
    advise_lists(v);
    advise_experts(v);
    advise_projects(v);
    if (advise_needs(v) != 0 || advise_skills(v) != 0) {
        return -1;
    }
    appui_validate_advise_committees(v);
    return appui_validate_advise_advances(v);
}
