/*
 * Judging mandates on the basin's data and a plan's lines.
 */
#include "model/mandates.h"

#include <string.h>

#include "model/rules.h"

bool appui_mandates_asked(const struct appui_basin *basin)
{
    bool asked = basin->committees.given || basin->mandate_factor > 0;
    for (int32_t p = 0; p < basin->n_partners; p++) {
        asked = asked || basin->partners[p].n_mandates > 0 ||
                basin->partners[p].mandates_max != APPUI_ABSENT;
    }
    for (int32_t q = 0; q < basin->n_projects; q++) {
        asked = asked || basin->projects[q].mandataire >= 0;
    }
    return asked;
}

bool appui_mandates_left(const struct appui_partner *partner, appui_day day)
{
    return partner->until != APPUI_ABSENT && partner->until < day;
}

int32_t appui_mandates_known(const struct appui_basin *basin, int32_t project)
{
    int32_t known = basin->projects[project].mandataire;
    bool there = known >= 0 && !appui_mandates_left(&basin->partners[known], basin->as_of);
    return there ? known : -1;
}

bool appui_mandates_open(const struct appui_basin *basin, int32_t project)
{
    return appui_basin_project_planned(basin, project) && appui_mandates_known(basin, project) < 0;
}

bool appui_mandates_may_hold(const struct appui_basin *basin, int32_t project, int32_t partner)
{
    const struct appui_project *dossier = &basin->projects[project];
    const struct appui_partner *p = &basin->partners[partner];
    for (int32_t i = 0; i < dossier->n_excluded; i++) {
        if (dossier->excluded[i] == partner) {
            return false;
        }
    }
    appui_day begins =
        appui_rules_waits_for_committee(basin, project) ? APPUI_ABSENT : dossier->committee;
    return !appui_mandates_left(p, basin->as_of) && !appui_mandates_left(p, begins);
}

bool appui_mandates_stands(const struct appui_basin *basin, const struct appui_standing *standing,
                           int32_t project, int32_t partner, bool support)
{
    const struct appui_project *dossier = &basin->projects[project];
    for (int32_t n = dossier->first_need; n < dossier->first_need + dossier->n_needs; n++) {
        for (int32_t i = standing->need_line0[n];
             (!support || basin->needs[n].phase == APPUI_SUPPORT) &&
             i < standing->need_line0[n + 1];
             i++) {
            int32_t expert = basin->lines[standing->need_lines[i]].expert;
            if (partner < 0 || basin->experts[expert].partner == partner) {
                return true;
            }
        }
    }
    return false;
}

appui_day appui_mandates_months_later(appui_day day, int32_t months)
{
    struct appui_civil date = appui_date_to_civil(day);
    int32_t month = date.month - 1 + months;
    int32_t year = date.year + month / 12;
    month = month % 12 + 1;
    while (date.day > 28 && !appui_date_exists(year, month, date.day)) {
        date.day--;
    }
    return appui_date_from_civil(year, month, date.day);
}

static bool is_listed(const struct appui_partner *partner, const char *project)
{
    for (int32_t i = 0; i < partner->n_mandates; i++) {
        if (strcmp(partner->mandates[i].project, project) == 0) {
            return true;
        }
    }
    return false;
}

/* A known mandataire's mandate that no list has, runs from the committee date (without one, ever
 * since) for eighteen months. */
static bool runs(const struct appui_project *project, appui_day from, appui_day to)
{
    if (project->committee == APPUI_ABSENT) {
        return true;
    }
    appui_day end = appui_mandates_months_later(project->committee, APPUI_MANDATE_MONTHS) - 1;
    return project->committee <= to && end >= from;
}

int32_t appui_mandates_between(const struct appui_basin *basin, int32_t partner, appui_day from,
                               appui_day to)
{
    const struct appui_partner *p = &basin->partners[partner];
    int32_t n = 0;
    to = p->until != APPUI_ABSENT && p->until < to ? p->until : to;
    if (from > to) {
        return 0;
    }
    for (int32_t i = 0; i < p->n_mandates; i++) {
        n += p->mandates[i].from <= to && p->mandates[i].to >= from;
    }
    for (int32_t q = 0; q < basin->n_projects; q++) {
        const struct appui_project *project = &basin->projects[q];
        n += project->mandataire == partner && appui_basin_project_planned(basin, q) &&
             !is_listed(p, project->id) && runs(project, from, to);
    }
    return n;
}

int32_t appui_mandates_held(const struct appui_basin *basin, int32_t partner, appui_day day)
{
    return appui_mandates_between(basin, partner, day, day);
}

bool appui_mandates_has_room(const struct appui_basin *basin, int32_t partner, appui_day from)
{
    int32_t most = basin->partners[partner].mandates_max;
    bool room = true;
    for (appui_day day = from > basin->as_of ? from : basin->as_of;
         room && most != APPUI_ABSENT && day <= basin->horizon_end; day++) {
        room = appui_mandates_held(basin, partner, day) < most;
    }
    return room;
}

int32_t appui_mandates_of(const struct appui_basin *basin, const struct appui_plan *plan,
                          int32_t project)
{
    for (int32_t i = 0; i < plan->n_mandataires; i++) {
        if (plan->mandataires[i].project == project) {
            return plan->mandataires[i].partner;
        }
    }
    return appui_mandates_known(basin, project);
}

static appui_day earlier(appui_day a, appui_day b)
{
    return a == APPUI_ABSENT || (b != APPUI_ABSENT && b < a) ? b : a;
}

/* The first session of the project's support, standing or planned. */
static appui_day first_support(const struct appui_basin *basin,
                               const struct appui_standing *standing, const struct appui_plan *plan,
                               int32_t project)
{
    appui_day first = APPUI_ABSENT;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        const struct appui_need *need = &basin->needs[line->need];
        for (int32_t k = 0;
             need->project == project && need->phase == APPUI_SUPPORT && k < line->n_sessions;
             k++) {
            first = earlier(first, line->sessions[k].day);
        }
    }
    const struct appui_project *dossier = &basin->projects[project];
    for (int32_t n = dossier->first_need; n < dossier->first_need + dossier->n_needs; n++) {
        for (int32_t i = standing->need_line0[n];
             basin->needs[n].phase == APPUI_SUPPORT && i < standing->need_line0[n + 1]; i++) {
            int32_t index = standing->need_lines[i];
            for (int32_t k = 0; k < basin->lines[index].n_sessions; k++) {
                if (appui_standing_stays(basin, standing, index, k)) {
                    first = earlier(first, basin->lines[index].sessions[k].day);
                }
            }
        }
    }
    return first;
}

appui_day appui_mandates_start(const struct appui_basin *basin,
                               const struct appui_standing *standing, const struct appui_plan *plan,
                               int32_t project)
{
    appui_day known = appui_rules_waits_for_committee(basin, project)
                          ? appui_plan_examined(plan, project)
                          : basin->projects[project].committee;
    return known != APPUI_ABSENT ? known : first_support(basin, standing, plan, project);
}

bool appui_mandates_supported(const struct appui_basin *basin,
                              const struct appui_standing *standing, const struct appui_plan *plan,
                              int32_t project)
{
    bool supported = appui_mandates_stands(basin, standing, project, -1, true);
    for (int32_t i = 0; !supported && i < plan->n_lines; i++) {
        const struct appui_need *need = &basin->needs[plan->lines[i].need];
        supported = plan->lines[i].state == APPUI_PROPOSED && need->project == project &&
                    need->phase == APPUI_SUPPORT;
    }
    return supported;
}

bool appui_mandates_lends(const struct appui_basin *basin, const struct appui_standing *standing,
                          const struct appui_plan *plan, int32_t project, int32_t partner)
{
    bool lends = appui_mandates_stands(basin, standing, project, partner, false);
    for (int32_t i = 0; !lends && i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        lends = line->state == APPUI_PROPOSED && basin->needs[line->need].project == project &&
                basin->experts[line->expert].partner == partner;
    }
    return lends;
}

int32_t appui_mandates_project_holes(const struct appui_basin *basin,
                                     const struct appui_standing *standing,
                                     const struct appui_plan *plan,
                                     struct appui_project_hole *holes)
{
    int32_t n = 0;
    for (int32_t q = 0; plan->calendar && q < basin->n_projects; q++) {
        if (appui_rules_waits_for_committee(basin, q) &&
            appui_plan_examined(plan, q) == APPUI_ABSENT) {
            holes[n++] = (struct appui_project_hole){.project = q, .code = APPUI_HOLE_NO_COMMITTEE};
        }
        if (appui_mandates_asked(basin) && appui_mandates_open(basin, q) &&
            appui_mandates_supported(basin, standing, plan, q) &&
            appui_mandates_of(basin, plan, q) < 0) {
            holes[n++] =
                (struct appui_project_hole){.project = q, .code = APPUI_HOLE_NO_MANDATAIRE};
        }
    }
    return n;
}
