/*
 * What stands in a tiny basin before anything is laid: agreed and done lines, which of their
 * sessions stay and which half-days are to be placed anew (R12), and the slots each pair may use at
 * all (R7, R11).
 */
#include "tests/reference/field_parts.h"

#include <string.h>

static bool fits(const struct appui_basin *basin)
{
    if (basin->n_needs > APPUI_TINY_NEEDS || basin->n_experts > APPUI_TINY_EXPERTS ||
        basin->n_projects > APPUI_TINY_PROJECTS || basin->n_partners > APPUI_TINY_PARTNERS ||
        basin->n_lines > APPUI_TINY_LINES || basin->n_slots > APPUI_TINY_SLOTS)
        return false;
    int32_t n_pledges = 0, n_sessions = 0;
    for (int32_t p = 0; p < basin->n_partners; p++) {
        n_pledges += basin->partners[p].n_pledges;
        for (int32_t k = 0; k < basin->partners[p].n_pledges; k++)
            if (basin->partners[p].pledges[k].n_earmarks > APPUI_TINY_EARMARKS)
                return false;
    }
    for (int32_t i = 0; i < basin->n_lines; i++)
        n_sessions += basin->lines[i].n_sessions;
    return n_pledges <= APPUI_TINY_PLEDGES && n_sessions <= APPUI_TINY_SITTINGS / 2;
}

static bool all_free(const struct appui_slots *slots, int32_t first, int32_t last)
{
    for (int32_t slot = first; slot <= last; slot++)
        if (!appui_slots_has(slots, slot))
            return false;
    return true;
}

bool appui_field_over(const struct appui_basin *basin, appui_day day)
{
    bool over = day < basin->as_of;
    for (int32_t i = 0; i < basin->committees.n_held; i++)
        over |= day <= basin->committees.held[i];
    return over;
}

/** The project's committee date as R11 knows it; APPUI_ABSENT for none. */
static appui_day known_committee(const struct appui_field *field,
                                 const struct appui_project *project)
{
    if (project->status == APPUI_DEFERRED)
        return APPUI_ABSENT;
    if (project->status == APPUI_SUBMITTED && appui_field_over(field->basin, project->committee))
        return APPUI_ABSENT;
    return project->committee;
}

static bool is_decided(const struct appui_project *project)
{
    return project->status != APPUI_SUBMITTED && project->status != APPUI_DEFERRED;
}

bool appui_field_waits(const struct appui_field *field, int32_t project)
{
    const struct appui_project *waiting = &field->basin->projects[project];
    return field->basin->committees.given && !is_decided(waiting) &&
           known_committee(field, waiting) == APPUI_ABSENT;
}

/** R11 for one day. */
static bool committee_allows(const struct appui_field *field, int32_t need, appui_day day)
{
    const struct appui_committees *committees = &field->basin->committees;
    if (!committees->given)
        return true;
    bool diagnostic = field->basin->needs[need].phase == APPUI_DIAGNOSTIC;
    appui_day date = field->committee[field->basin->needs[need].project];
    if (date != APPUI_ABSENT)
        return diagnostic ? day < date : day >= date + committees->lead_days;
    return diagnostic || is_decided(appui_field_project(field, need));
}

/** Slots in which the pair may sit when it is alone in the basin. */
static uint64_t open_slots(const struct appui_field *field, int32_t need, int32_t expert)
{
    const struct appui_need *wanted = &field->basin->needs[need];
    uint64_t open = 0;
    for (int32_t slot = 0; slot < field->basin->n_slots; slot++) {
        appui_day day = field->basin->horizon_start + slot / 2;
        if (day >= wanted->window_from && day <= wanted->window_to &&
            appui_slots_has(&field->basin->experts[expert].free, slot) &&
            appui_slots_has(&appui_field_project(field, need)->free, slot) &&
            committee_allows(field, need, day))
            open |= appui_field_bits(slot, slot);
    }
    return open;
}

static struct appui_sitting sitting_of(const struct appui_field *field,
                                       const struct appui_line *line,
                                       const struct appui_session *session)
{
    struct appui_sitting sitting = {.need = line->need,
                                    .expert = line->expert,
                                    .line = (int32_t)(line - field->basin->lines),
                                    .kept = true,
                                    .day = session->day,
                                    .half_days = session->half == APPUI_FULL ? 2 : 1};
    sitting.first =
        2 * (session->day - field->basin->horizon_start) + (session->half == APPUI_PM ? 1 : 0);
    sitting.last = sitting.first + sitting.half_days - 1;
    appui_field_charge(field, &sitting);
    return sitting;
}

/** R12: done ones stay, planned ones unless they break R7 from as_of on inside the horizon; those
 * of projects that are no longer planned are left alone. */
static bool stays(const struct appui_field *field, const struct appui_line *line,
                  const struct appui_session *session)
{
    const struct appui_basin *basin = field->basin;
    const struct appui_need *need = &basin->needs[line->need];
    if (session->state == APPUI_SESSION_DONE)
        return true;
    if (session->state == APPUI_SESSION_CANCELLED || line->state == APPUI_DONE)
        return false;
    if (session->day < basin->as_of || session->day < basin->horizon_start ||
        session->day > basin->horizon_end || !appui_basin_project_planned(basin, need->project))
        return true;
    struct appui_sitting at = sitting_of(field, line, session);
    return session->day >= need->window_from && session->day <= need->window_to &&
           all_free(&basin->experts[line->expert].free, at.first, at.last) &&
           all_free(&basin->projects[need->project].free, at.first, at.last);
}

/** Days of a standing line in the need's measure. */
static int32_t measured(const struct appui_field *field, const struct appui_line *line)
{
    int32_t estimate = appui_basin_estimate_days(field->basin, line->expert, line->need);
    if (estimate == APPUI_ABSENT)
        return line->half_days;
    return (int32_t)((int64_t)field->basin->needs[line->need].half_days * line->half_days /
                     estimate);
}

static void stand(struct appui_field *field, int32_t index)
{
    const struct appui_line *line = &field->basin->lines[index];
    if (line->state == APPUI_PROPOSED)
        return;
    int32_t kept = 0, inside = 0;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        if (!stays(field, line, &line->sessions[i]))
            continue;
        struct appui_sitting sitting = sitting_of(field, line, &line->sessions[i]);
        appui_field_push(field, &sitting);
        kept += sitting.half_days;
        if (sitting.first >= 0 && sitting.first < field->basin->n_slots)
            inside += sitting.half_days;
    }
    int32_t project = field->basin->needs[line->need].project;
    if (line->state != APPUI_DONE)
        field->undated[index] = line->half_days - kept;
    if (appui_basin_project_planned(field->basin, project))
        field->to_place[index] = field->undated[index];
    inside += field->undated[index];
    field->need_given[line->need] += measured(field, line);
    field->need_experts[line->need] |= 1U << line->expert;
    field->pair_days[line->need][line->expert] += line->half_days;
    field->expert_days[line->expert] += inside;
    if (inside > 0)
        field->expert_projects[line->expert] |= 1U << project;
}

/** Days delivered that no line lists: the general part carries them first, what is more any
 * earmark. */
static void charge_delivered(struct appui_field *field)
{
    int32_t next = 0;
    for (int32_t p = 0; p < field->basin->n_partners; p++) {
        field->first_pledge[p] = next;
        for (int32_t k = 0; k < field->basin->partners[p].n_pledges; k++) {
            const struct appui_pledge *pledge = &field->basin->partners[p].pledges[k];
            field->used[next++][(1U << pledge->n_earmarks) - 1] = appui_field_excess(pledge);
        }
    }
}

void appui_field_convene(struct appui_field *field, const appui_day *chosen)
{
    const struct appui_basin *basin = field->basin;
    for (int32_t q = 0; q < basin->n_projects; q++)
        field->committee[q] =
            appui_field_waits(field, q) ? chosen[q] : known_committee(field, &basin->projects[q]);
    for (int32_t n = 0; n < basin->n_needs; n++)
        for (int32_t e = 0; e < basin->n_experts; e++)
            field->open[n][e] = open_slots(field, n, e);
}

bool appui_field_init(struct appui_field *field, const struct appui_basin *basin, bool calendar,
                      int64_t work_limit)
{
    memset(field, 0, sizeof *field);
    field->basin = basin;
    field->calendar = calendar;
    field->work_limit = work_limit;
    if (!fits(basin))
        return false;
    charge_delivered(field);
    for (int32_t i = 0; i < basin->n_lines; i++)
        stand(field, i);
    appui_day unexamined[APPUI_TINY_PROJECTS];
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++)
        unexamined[q] = APPUI_ABSENT;
    appui_field_convene(field, unexamined);
    return true;
}
