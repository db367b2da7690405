/*
 * R14 as one predicate over a finished naming, day by day; the tier and the burdens as plain sums.
 */
#include "tests/reference/tenure.h"

#include <string.h>

#define MONTHS 18

/** The same day so many months later, or that month's last. */
static appui_day later(appui_day day, int32_t months)
{
    struct appui_civil date = appui_date_to_civil(day);
    int32_t index = date.year * 12 + date.month - 1 + months, of_month = date.day;
    while (!appui_date_exists(index / 12, index % 12 + 1, of_month))
        of_month--;
    return appui_date_from_civil(index / 12, index % 12 + 1, of_month);
}

static bool is_named_by_a_list(const struct appui_partner *partner, const char *project)
{
    for (int32_t i = 0; i < partner->n_mandates; i++)
        if (strcmp(partner->mandates[i].project, project) == 0)
            return true;
    return false;
}

/** After its last day a partner has no mandate. */
static bool is_gone(const struct appui_partner *partner, appui_day day)
{
    return partner->until != APPUI_ABSENT && day > partner->until;
}

/** Mandates of the file that run on some day of a range. */
static int32_t n_running(const struct appui_basin *basin, int32_t partner, appui_day from,
                         appui_day to)
{
    const struct appui_partner *holder = &basin->partners[partner];
    int32_t n = 0;
    while (to >= from && is_gone(holder, to))
        to--;
    if (from > to)
        return 0;
    for (int32_t i = 0; i < holder->n_mandates; i++)
        n += holder->mandates[i].to >= from && holder->mandates[i].from <= to;
    for (int32_t q = 0; q < basin->n_projects; q++) {
        const struct appui_project *project = &basin->projects[q];
        if (project->mandataire != partner || !appui_basin_project_planned(basin, q) ||
            is_named_by_a_list(holder, project->id))
            continue;
        n += project->committee == APPUI_ABSENT ||
             (project->committee <= to && later(project->committee, MONTHS) > from);
    }
    return n;
}

static bool is_asked(const struct appui_basin *basin)
{
    bool asked = basin->committees.given || basin->mandate_factor > 0;
    for (int32_t p = 0; p < basin->n_partners; p++)
        asked |=
            basin->partners[p].n_mandates > 0 || basin->partners[p].mandates_max != APPUI_ABSENT;
    for (int32_t q = 0; q < basin->n_projects; q++)
        asked |= basin->projects[q].mandataire >= 0;
    return asked;
}

/** First day of a new mandate: the committee's, else as_of. */
static appui_day begins(const struct appui_basin *basin, int32_t project, appui_day chosen)
{
    const struct appui_project *dossier = &basin->projects[project];
    bool undecided = basin->committees.given &&
                     (dossier->status == APPUI_SUBMITTED || dossier->status == APPUI_DEFERRED);
    bool waits = undecided && appui_field_over(basin, dossier->committee);
    appui_day day = waits || dossier->committee == APPUI_ABSENT ? chosen : dossier->committee;
    return day == APPUI_ABSENT ? basin->as_of : day;
}

/** The project has a mandataire that is still there. */
static bool is_followed(const struct appui_basin *basin, int32_t project)
{
    int32_t known = basin->projects[project].mandataire;
    return known >= 0 && !is_gone(&basin->partners[known], basin->as_of);
}

/** Not excluded, and not gone today, nor when the mandate begins as far as that is known. */
static uint32_t may_follow(const struct appui_basin *basin, int32_t project)
{
    appui_day known = begins(basin, project, APPUI_ABSENT);
    uint32_t may = 0;
    for (int32_t p = 0; p < basin->n_partners; p++)
        if (!is_gone(&basin->partners[p], basin->as_of) && !is_gone(&basin->partners[p], known))
            may |= 1U << p;
    for (int32_t i = 0; i < basin->projects[project].n_excluded; i++)
        may &= ~(1U << basin->projects[project].excluded[i]);
    return may;
}

bool appui_tenures_limited(const struct appui_basin *basin)
{
    for (int32_t p = 0; p < basin->n_partners; p++)
        if (basin->partners[p].mandates_max != APPUI_ABSENT ||
            basin->partners[p].until != APPUI_ABSENT)
            return true;
    return false;
}

void appui_tenures_read(struct appui_tenures *tenures, const struct appui_field *field)
{
    const struct appui_basin *basin = field->basin;
    memset(tenures, 0, sizeof *tenures);
    tenures->basin = basin;
    tenures->asked = field->calendar && is_asked(basin);
    for (int32_t q = 0; tenures->asked && q < basin->n_projects; q++) {
        if (!appui_basin_project_planned(basin, q) || is_followed(basin, q))
            continue;
        tenures->open = true;
        tenures->may[q] = may_follow(basin, q);
    }
    for (int32_t i = 0; i < basin->n_lines; i++) {
        const struct appui_line *line = &basin->lines[i];
        const struct appui_need *need = &basin->needs[line->need];
        if (line->state == APPUI_PROPOSED)
            continue;
        tenures->lenders[need->project] |= 1U << basin->experts[line->expert].partner;
        if (need->phase == APPUI_SUPPORT)
            tenures->stands |= 1U << need->project;
    }
}

static const char *refuse_many(const struct appui_tenures *tenures, const appui_day *days,
                               const int32_t *named, int32_t partner)
{
    const struct appui_basin *basin = tenures->basin;
    int32_t most = basin->partners[partner].mandates_max;
    for (appui_day day = basin->as_of; most != APPUI_ABSENT && day <= basin->horizon_end; day++) {
        int32_t n = 0;
        for (int32_t q = 0; q < basin->n_projects; q++)
            n += named[q] == partner && begins(basin, q, days[q]) <= day;
        if (n > 0 && n + n_running(basin, partner, day, day) > most)
            return "a partner runs more than mandates_max";
    }
    return NULL;
}

const char *appui_tenures_refuse(const struct appui_tenures *tenures, uint32_t supported,
                                 const appui_day *days, const int32_t *named)
{
    const char *refused = NULL;
    for (int32_t q = 0; q < tenures->basin->n_projects && refused == NULL; q++) {
        if (named[q] >= 0 && (supported >> q & 1U) == 0)
            refused = "a mandataire of a project without support";
        else if (named[q] >= 0 && (tenures->may[q] >> named[q] & 1U) == 0)
            refused = "a mandataire that may not follow the project";
        else if (named[q] >= 0 &&
                 is_gone(&tenures->basin->partners[named[q]], begins(tenures->basin, q, days[q])))
            refused = "a mandataire that has left when its mandate begins";
    }
    for (int32_t p = 0; p < tenures->basin->n_partners && refused == NULL; p++)
        refused = refuse_many(tenures, days, named, p);
    return refused;
}

bool appui_tenures_alone(const struct appui_tenures *tenures, int32_t project, int32_t partner,
                         appui_day day)
{
    appui_day days[APPUI_TINY_PROJECTS];
    int32_t named[APPUI_TINY_PROJECTS];
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++) {
        days[q] = q == project ? day : APPUI_ABSENT;
        named[q] = q == project ? partner : -1;
    }
    return (tenures->may[project] >> partner & 1U) != 0 &&
           refuse_many(tenures, days, named, partner) == NULL;
}

void appui_tenures_begin(const struct appui_tenures *tenures, struct appui_outcome *outcome)
{
    outcome->supported |= tenures->stands;
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++)
        outcome->lenders[q] |= tenures->lenders[q];
}

void appui_tenures_forget(const struct appui_tenures *tenures, struct appui_outcome *outcome)
{
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++) {
        if (tenures->may[q] == 0)
            outcome->supported &= ~(1U << q);
        if ((outcome->supported >> q & 1U) == 0)
            outcome->lenders[q] = 0;
    }
}

void appui_tenures_add(const struct appui_tenures *tenures, const struct appui_field *field,
                       const int32_t *named, struct appui_outcome *outcome)
{
    const struct appui_basin *basin = tenures->basin;
    for (int32_t q = 0; q < basin->n_projects; q++) {
        if (named[q] < 0)
            continue;
        bool lends = (outcome->lenders[q] >> named[q] & 1U) != 0;
        outcome->mandataires += (int64_t)basin->projects[q].weight * (lends ? 2 : 1);
        if (appui_field_pledged(field, named[q]) > 0)
            outcome->given[named[q]] += basin->mandate_factor;
    }
    for (int32_t p = 0; p < basin->n_partners; p++)
        if (appui_field_pledged(field, p) > 0)
            outcome->given[p] += (int64_t)basin->attendance_factor * outcome->convened.attended[p];
}

static bool is_member(const struct appui_committees *committees, int32_t partner)
{
    for (int32_t i = 0; i < committees->n_members; i++)
        if (committees->members[i] == partner)
            return true;
    return false;
}

/** A meeting was on that day, if it is over: a project says so, or the basin. */
static bool was_meeting(const struct appui_basin *basin, appui_day day)
{
    bool met = false;
    for (int32_t q = 0; q < basin->n_projects; q++) {
        const struct appui_project *dossier = &basin->projects[q];
        met |= dossier->committee == day && dossier->status != APPUI_WITHDRAWN &&
               dossier->status != APPUI_DEFERRED;
    }
    for (int32_t i = 0; i < basin->committees.n_held; i++)
        met |= basin->committees.held[i] == day;
    return met;
}

/** Meetings already held that the partner attended, each once. */
static int32_t n_attended(const struct appui_basin *basin, int32_t partner)
{
    int32_t n = 0;
    for (appui_day day = basin->horizon_start; day <= basin->horizon_end; day++)
        n += appui_field_over(basin, day) && was_meeting(basin, day) &&
             appui_council_present(&basin->partners[partner], day);
    return basin->committees.given && is_member(&basin->committees, partner) ? n : 0;
}

int64_t appui_tenures_borne(const struct appui_basin *basin, int32_t partner)
{
    const struct appui_partner *holder = &basin->partners[partner];
    appui_day from = basin->horizon_start;
    for (int32_t k = holder->n_pledges - 1; k >= 0; k--)
        if (holder->pledges[k].from <= basin->horizon_end)
            from = holder->pledges[k].from;
    return (int64_t)basin->mandate_factor * n_running(basin, partner, from, basin->horizon_end) +
           (int64_t)basin->attendance_factor * n_attended(basin, partner);
}

bool appui_tenures_next(const struct appui_tenures *tenures, uint32_t supported, int32_t *named)
{
    for (int32_t q = 0; q < tenures->basin->n_projects; q++) {
        if ((supported >> q & 1U) == 0 || tenures->may[q] == 0)
            continue;
        if (++named[q] < tenures->basin->n_partners)
            return true;
        named[q] = -1;
    }
    return false;
}
