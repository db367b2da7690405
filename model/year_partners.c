/*
 * What each partner pledged for the period and follows, and who brought the dossiers. Their days
 * are added by year.c.
 */
#include <string.h>

#include "model/mandates.h"
#include "model/year_parts.h"

/** The day on which mandates are counted: as_of, or the end of the period that is nearer to it. */
static appui_day day_of_report(const struct appui_basin *basin, const struct appui_year *year)
{
    return basin->as_of < year->period.from ? year->period.from
           : basin->as_of > year->period.to ? year->period.to
                                            : basin->as_of;
}

/** First session of a project's support that stands; APPUI_ABSENT: none. */
static appui_day first_support(const struct appui_year_sources *sources, int32_t project)
{
    appui_day first = APPUI_ABSENT;
    for (int32_t i = 0; i < sources->entries->n; i++) {
        const struct appui_entry *entry = &sources->entries->items[i];
        bool stands = entry->kind == APPUI_ENTRY_DONE || entry->kind == APPUI_ENTRY_AGREED;
        if (stands && entry->day != APPUI_ABSENT &&
            sources->basin->needs[entry->need].project == project &&
            sources->basin->needs[entry->need].phase == APPUI_SUPPORT &&
            (first == APPUI_ABSENT || entry->day < first)) {
            first = entry->day;
        }
    }
    return first;
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

/** True when the mandate of a project of the file is open on the day; one that nothing dates is,
 * while the project is followed. */
static bool is_open(const struct appui_year_sources *sources, int32_t index, appui_day day)
{
    const struct appui_project *project = &sources->basin->projects[index];
    bool followed = project->status == APPUI_APPROVED || project->status == APPUI_RUNNING;
    if (!followed && project->status != APPUI_CLOSED) {
        return false;
    }
    appui_day start = project->committee;
    start = start != APPUI_ABSENT ? start : first_support(sources, index);
    if (start == APPUI_ABSENT) {
        return followed;
    }
    return start <= day && day < appui_mandates_months_later(start, APPUI_MANDATE_MONTHS);
}

static int32_t mandates_of(const struct appui_year_sources *sources, int32_t partner, appui_day day)
{
    const struct appui_partner *holder = &sources->basin->partners[partner];
    int32_t open = 0;
    if (appui_mandates_left(holder, day)) {
        return 0;
    }
    for (int32_t i = 0; i < holder->n_mandates; i++) {
        open += holder->mandates[i].from <= day && day <= holder->mandates[i].to ? 1 : 0;
    }
    for (int32_t p = 0; p < sources->basin->n_projects; p++) {
        const struct appui_project *project = &sources->basin->projects[p];
        if (project->mandataire == partner && !is_listed(holder, project->id) &&
            is_open(sources, p, day)) {
            open++;
        }
    }
    return open;
}

static int64_t pledged_in(const struct appui_partner *partner, struct appui_range period)
{
    int64_t pledged = 0;
    for (int32_t i = 0; i < partner->n_pledges; i++) {
        const struct appui_pledge *pledge = &partner->pledges[i];
        pledged += pledge->from <= period.to && pledge->to >= period.from ? pledge->half_days : 0;
    }
    return pledged;
}

static struct appui_year_sponsor *sponsor_of(const struct appui_basin *basin,
                                             struct appui_year *year, const char *id)
{
    for (int32_t i = 0; i < year->n_sponsors; i++) {
        if (strcmp(year->sponsors[i].id, id) == 0) {
            return &year->sponsors[i];
        }
    }
    struct appui_year_sponsor *sponsor = &year->sponsors[year->n_sponsors++];
    *sponsor = (struct appui_year_sponsor){id, appui_basin_find_partner(basin, id), 0, 0, 0};
    return sponsor;
}

static int count_sponsors(const struct appui_basin *basin, struct appui_year *year)
{
    year->sponsors =
        appui_arena_alloc(&year->arena, (size_t)year->n_dossiers, sizeof *year->sponsors);
    if (year->sponsors == NULL) {
        return -1;
    }
    for (int32_t i = 0; i < year->n_dossiers; i++) {
        const struct appui_year_dossier *dossier = &year->dossiers[i];
        const struct appui_project *project =
            dossier->project < 0 ? NULL : &basin->projects[dossier->project];
        if (project == NULL || project->sponsor == NULL) {
            continue;
        }
        struct appui_year_sponsor *sponsor = sponsor_of(basin, year, project->sponsor);
        bool retained = dossier->outcome == APPUI_YEAR_RETAINED;
        sponsor->examined++;
        sponsor->retained += retained ? 1 : 0;
        sponsor->jobs += retained ? project->jobs : 0;
    }
    return 0;
}

int appui_year_count_partners(const struct appui_year_sources *sources, struct appui_year *year)
{
    const struct appui_basin *basin = sources->basin;
    appui_day day = day_of_report(basin, year);
    year->partners =
        appui_arena_alloc(&year->arena, (size_t)basin->n_partners, sizeof *year->partners);
    if (year->partners == NULL) {
        return -1;
    }
    for (int32_t p = 0; p < basin->n_partners; p++) {
        year->partners[p].pledged = pledged_in(&basin->partners[p], year->period);
        year->partners[p].mandates = mandates_of(sources, p, day);
    }
    return count_sponsors(basin, year);
}
