/*
 * What stands in a tiny basin, and which sessions may be laid on top (R5, R7 to R12), written from docs/model.md and
 * docs/choices.md alone. Days per need, per pair and per expert (R1 to R4, R6) are left to `gift` and `enumerate`.
 *
 * R5 with earmarks is judged by Hall's condition over every subset of a period's earmarks rather than by a flow.
 */
#include "tests/reference/field.h"

#include <assert.h>
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

static const struct appui_project *project_of(const struct appui_field *field, int32_t need)
{
    return &field->basin->projects[field->basin->needs[need].project];
}

static const struct appui_partner *partner_of(const struct appui_field *field, int32_t expert)
{
    return &field->basin->partners[field->basin->experts[expert].partner];
}

static uint64_t slot_bits(int32_t first, int32_t last)
{
    uint64_t bits = 0;
    for (int32_t slot = first; slot <= last; slot++)
        if (slot >= 0 && slot < APPUI_TINY_SLOTS)
            bits |= (uint64_t)1 << slot;
    return bits;
}

static bool all_free(const struct appui_slots *slots, int32_t first, int32_t last)
{
    for (int32_t slot = first; slot <= last; slot++)
        if (!appui_slots_has(slots, slot))
            return false;
    return true;
}

/** The project's committee date as R11 knows it; APPUI_ABSENT for none. */
static appui_day known_committee(const struct appui_field *field, const struct appui_project *project)
{
    if (project->status == APPUI_DEFERRED)
        return APPUI_ABSENT;
    if (project->status == APPUI_SUBMITTED && project->committee < field->basin->as_of)
        return APPUI_ABSENT;
    return project->committee;
}

/** R11 for one day. */
static bool committee_allows(const struct appui_field *field, int32_t need, appui_day day)
{
    const struct appui_committees *committees = &field->basin->committees;
    const struct appui_project *project = project_of(field, need);
    if (!committees->given)
        return true;
    bool diagnostic = field->basin->needs[need].phase == APPUI_DIAGNOSTIC;
    appui_day date = known_committee(field, project);
    if (date != APPUI_ABSENT)
        return diagnostic ? day < date : day >= date + committees->lead_days;
    bool decided = project->status != APPUI_SUBMITTED && project->status != APPUI_DEFERRED;
    return decided || diagnostic;
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
            appui_slots_has(&project_of(field, need)->free, slot) && committee_allows(field, need, day))
            open |= slot_bits(slot, slot);
    }
    return open;
}

static bool has_purpose(const struct appui_project *project, const char *purpose)
{
    for (int32_t i = 0; i < project->n_purposes; i++)
        if (strcmp(project->purposes[i], purpose) == 0)
            return true;
    return false;
}

/** Earmarks of a pledge that may carry days of the need from `day` on: those of its purpose still open then. */
static uint32_t marks_for(const struct appui_field *field, const struct appui_pledge *pledge, int32_t need,
                          appui_day day)
{
    uint32_t marks = 0;
    for (int32_t k = 0; k < pledge->n_earmarks; k++)
        if (day <= pledge->earmarks[k].to && has_purpose(project_of(field, need), pledge->earmarks[k].purpose))
            marks |= 1U << k;
    return marks;
}

/** Sets pledge and marks of a sitting that has a date. */
static void charge(const struct appui_field *field, struct appui_sitting *sitting)
{
    const struct appui_partner *partner = partner_of(field, sitting->expert);
    int32_t k = partner->limited ? appui_partner_pledge_at(partner, sitting->day) : -1;
    sitting->pledge = k < 0 ? -1 : field->first_pledge[field->basin->experts[sitting->expert].partner] + k;
    sitting->marks = k < 0 ? 0 : marks_for(field, &partner->pledges[k], sitting->need, sitting->day);
}

static void push(struct appui_field *field, const struct appui_sitting *sitting)
{
    assert(field->n_sittings < APPUI_TINY_SITTINGS);
    field->sittings[field->n_sittings++] = *sitting;
    uint64_t bits = slot_bits(sitting->first, sitting->last);
    field->expert_busy[sitting->expert] |= bits;
    field->project_busy[field->basin->needs[sitting->need].project] |= bits;
    if (sitting->pledge >= 0)
        field->used[sitting->pledge][sitting->marks] += sitting->half_days;
    else if (partner_of(field, sitting->expert)->limited)
        field->outside[field->basin->experts[sitting->expert].partner] += sitting->half_days;
}

void appui_field_lift(struct appui_field *field)
{
    const struct appui_sitting *sitting = &field->sittings[--field->n_sittings];
    assert(!sitting->kept);
    uint64_t bits = slot_bits(sitting->first, sitting->last);
    field->expert_busy[sitting->expert] &= ~bits;
    field->project_busy[field->basin->needs[sitting->need].project] &= ~bits;
    if (sitting->pledge >= 0)
        field->used[sitting->pledge][sitting->marks] -= sitting->half_days;
    else if (partner_of(field, sitting->expert)->limited)
        field->outside[field->basin->experts[sitting->expert].partner] -= sitting->half_days;
}

static struct appui_sitting sitting_of(const struct appui_field *field, const struct appui_line *line,
                                       const struct appui_session *session)
{
    struct appui_sitting sitting = {.need = line->need,
                                    .expert = line->expert,
                                    .line = (int32_t)(line - field->basin->lines),
                                    .kept = true,
                                    .day = session->day,
                                    .half_days = session->half == APPUI_FULL ? 2 : 1};
    sitting.first = 2 * (session->day - field->basin->horizon_start) + (session->half == APPUI_PM ? 1 : 0);
    sitting.last = sitting.first + sitting.half_days - 1;
    charge(field, &sitting);
    return sitting;
}

/** R12: done ones stay, planned ones unless they break R7 from as_of on inside the horizon. */
static bool stays(const struct appui_field *field, const struct appui_line *line, const struct appui_session *session)
{
    const struct appui_basin *basin = field->basin;
    const struct appui_need *need = &basin->needs[line->need];
    if (session->state == APPUI_SESSION_DONE)
        return true;
    if (session->state == APPUI_SESSION_CANCELLED || line->state == APPUI_DONE)
        return false;
    if (session->day < basin->as_of || session->day < basin->horizon_start || session->day > basin->horizon_end)
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
    return (int32_t)((int64_t)field->basin->needs[line->need].half_days * line->half_days / estimate);
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
        push(field, &sitting);
        kept += sitting.half_days;
        if (sitting.first >= 0 && sitting.first < field->basin->n_slots)
            inside += sitting.half_days;
    }
    int32_t project = field->basin->needs[line->need].project;
    if (line->state != APPUI_DONE && appui_basin_project_planned(field->basin, project))
        field->to_place[index] = line->half_days - kept;
    inside += field->to_place[index];
    field->need_given[line->need] += measured(field, line);
    field->need_experts[line->need] |= 1U << line->expert;
    field->pair_days[line->need][line->expert] += line->half_days;
    field->expert_days[line->expert] += inside;
    if (inside > 0)
        field->expert_projects[line->expert] |= 1U << project;
}

static int32_t general_of(const struct appui_pledge *pledge)
{
    int32_t general = pledge->half_days;
    for (int32_t k = 0; k < pledge->n_earmarks; k++)
        general -= pledge->earmarks[k].half_days;
    return general;
}

int32_t appui_field_general(const struct appui_pledge *pledge)
{
    int32_t general = general_of(pledge);
    return pledge->delivered < general ? general - pledge->delivered : 0;
}

/** Days delivered that no line lists: the general part carries them first, what is more any earmark. */
static void charge_delivered(struct appui_field *field)
{
    int32_t next = 0;
    for (int32_t p = 0; p < field->basin->n_partners; p++) {
        field->first_pledge[p] = next;
        for (int32_t k = 0; k < field->basin->partners[p].n_pledges; k++) {
            const struct appui_pledge *pledge = &field->basin->partners[p].pledges[k];
            int32_t excess = pledge->delivered - (general_of(pledge) - appui_field_general(pledge));
            field->used[next++][(1U << pledge->n_earmarks) - 1] = excess;
        }
    }
}

bool appui_field_init(struct appui_field *field, const struct appui_basin *basin, bool calendar, int64_t work_limit)
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
    for (int32_t n = 0; n < basin->n_needs; n++)
        for (int32_t e = 0; e < basin->n_experts; e++)
            field->open[n][e] = open_slots(field, n, e);
    return true;
}

bool appui_field_exhausted(const struct appui_field *field)
{
    return field->work >= field->work_limit;
}

int32_t appui_field_places(const struct appui_field *field, int32_t expert)
{
    if (field->calendar)
        return field->basin->n_slots;
    const struct appui_partner *partner = partner_of(field, expert);
    return partner->limited ? partner->n_pledges : 1;
}

/** R9: room for one more session of the need in the week of `day`. */
static bool week_allows(const struct appui_field *field, int32_t need, appui_day day)
{
    int32_t per_week = field->basin->needs[need].per_week, n = 0;
    if (per_week == APPUI_ABSENT)
        return true;
    for (int32_t i = 0; i < field->n_sittings; i++) {
        const struct appui_sitting *other = &field->sittings[i];
        if (other->need == need && other->day != APPUI_ABSENT &&
            appui_date_monday(other->day) == appui_date_monday(day))
            n++;
    }
    return n < per_week;
}

static bool comes_after(const struct appui_need *need, int32_t before)
{
    for (int32_t i = 0; i < need->n_after; i++)
        if (need->after[i] == before)
            return true;
    return false;
}

/** R10 between one new session and everything on the field. */
static bool order_allows(const struct appui_field *field, const struct appui_sitting *sitting)
{
    for (int32_t i = 0; i < field->n_sittings; i++) {
        const struct appui_sitting *other = &field->sittings[i];
        if (comes_after(&field->basin->needs[sitting->need], other->need) && other->last >= sitting->first)
            return false;
        if (comes_after(&field->basin->needs[other->need], sitting->need) && sitting->last >= other->first)
            return false;
    }
    return true;
}

/** A session of the pair from slot `place` on, by R7 to R11. */
static bool sit_dated(const struct appui_field *field, struct appui_sitting *sitting, int32_t place)
{
    const struct appui_need *need = &field->basin->needs[sitting->need];
    sitting->first = place;
    sitting->last = place + sitting->half_days - 1;
    sitting->day = field->basin->horizon_start + place / 2;
    if (need->session == 2 && place % 2 != 0)
        return false;
    uint64_t bits = slot_bits(sitting->first, sitting->last);
    uint64_t busy = field->expert_busy[sitting->expert] | field->project_busy[need->project];
    if ((bits & ~field->open[sitting->need][sitting->expert]) != 0 || (bits & busy) != 0)
        return false;
    charge(field, sitting);
    return week_allows(field, sitting->need, sitting->day) && order_allows(field, sitting);
}

/** Half-days drawn on the partner's pledge `place`, whose period must overlap the clipped window. */
static bool sit_undated(const struct appui_field *field, struct appui_sitting *sitting, int32_t place)
{
    const struct appui_need *need = &field->basin->needs[sitting->need];
    const struct appui_partner *partner = partner_of(field, sitting->expert);
    sitting->day = APPUI_ABSENT;
    sitting->first = 0;
    sitting->last = -1;
    sitting->pledge = -1;
    sitting->marks = 0;
    if (need->window_from > need->window_to)
        return false;
    if (!partner->limited)
        return true;
    const struct appui_pledge *pledge = &partner->pledges[place];
    if (pledge->to < need->window_from || pledge->from > need->window_to)
        return false;
    sitting->pledge = field->first_pledge[field->basin->experts[sitting->expert].partner] + place;
    sitting->marks = marks_for(field, pledge, sitting->need, need->window_from);
    return true;
}

/** Half-days of one period beyond what its general part and earmarks can carry (Hall's deficiency). */
static int32_t deficiency(const struct appui_pledge *pledge, const int32_t *used)
{
    int32_t worst = 0, general = appui_field_general(pledge);
    uint32_t n_sets = 1U << pledge->n_earmarks;
    for (uint32_t set = 0; set < n_sets; set++) {
        int32_t lacking = -general;
        for (int32_t k = 0; k < pledge->n_earmarks; k++)
            lacking -= (set >> k & 1U) != 0 ? pledge->earmarks[k].half_days : 0;
        for (uint32_t marks = 0; marks < n_sets; marks++)
            lacking += (marks & ~set) == 0 ? used[marks] : 0;
        worst = lacking > worst ? lacking : worst;
    }
    return worst;
}

/** R5 for a proposed sitting that is on the field. */
static bool affordable(const struct appui_field *field, const struct appui_sitting *sitting)
{
    const struct appui_partner *partner = partner_of(field, sitting->expert);
    if (!partner->limited)
        return true;
    if (sitting->pledge < 0)
        return false;
    int32_t k = sitting->pledge - field->first_pledge[field->basin->experts[sitting->expert].partner];
    return deficiency(&partner->pledges[k], field->used[sitting->pledge]) == 0;
}

bool appui_field_lay(struct appui_field *field, int32_t need, int32_t expert, int32_t line, int32_t place)
{
    struct appui_sitting sitting = {.need = need,
                                    .expert = expert,
                                    .line = line,
                                    .half_days = field->basin->needs[need].session};
    if (appui_field_exhausted(field))
        return false;
    field->work++;
    bool legal = field->calendar ? sit_dated(field, &sitting, place) : sit_undated(field, &sitting, place);
    if (!legal)
        return false;
    push(field, &sitting);
    if (line < 0 && !affordable(field, &sitting)) {
        appui_field_lift(field);
        return false;
    }
    return true;
}

int32_t appui_field_overrun(const struct appui_field *field)
{
    int32_t overrun = 0;
    for (int32_t p = 0; p < field->basin->n_partners; p++) {
        const struct appui_partner *partner = &field->basin->partners[p];
        for (int32_t k = 0; k < partner->n_pledges; k++)
            overrun += deficiency(&partner->pledges[k], field->used[field->first_pledge[p] + k]);
        overrun += field->outside[p];
    }
    return overrun;
}

int32_t appui_field_placed(const struct appui_field *field)
{
    int32_t placed = 0;
    for (int32_t i = 0; i < field->n_sittings; i++)
        if (field->sittings[i].line >= 0 && !field->sittings[i].kept)
            placed += field->sittings[i].half_days;
    return placed;
}

bool appui_field_meets(const struct appui_field *field, int32_t need, int32_t expert)
{
    for (int32_t i = 0; i < field->n_sittings; i++)
        if (field->sittings[i].need == need && field->sittings[i].expert == expert)
            return true;
    return field->pair_days[need][expert] > 0;
}

/** True when the period counts in burdens: it starts by the horizon's end. */
static bool pledge_counts(const struct appui_field *field, const struct appui_pledge *pledge)
{
    return pledge->from <= field->basin->horizon_end;
}

int32_t appui_field_pledged(const struct appui_field *field, int32_t partner)
{
    const struct appui_partner *lender = &field->basin->partners[partner];
    int32_t pledged = 0;
    for (int32_t k = 0; lender->limited && k < lender->n_pledges; k++)
        if (pledge_counts(field, &lender->pledges[k]))
            pledged += lender->pledges[k].half_days;
    return pledged;
}

/** Half-days of the partner's agreed lines that have no session. */
static int32_t undated(const struct appui_field *field, int32_t partner)
{
    int32_t half_days = 0;
    for (int32_t i = 0; i < field->basin->n_lines; i++)
        if (field->basin->experts[field->basin->lines[i].expert].partner == partner)
            half_days += field->to_place[i];
    for (int32_t i = 0; i < field->n_sittings; i++) {
        const struct appui_sitting *sitting = &field->sittings[i];
        if (sitting->line >= 0 && !sitting->kept && field->basin->experts[sitting->expert].partner == partner)
            half_days -= sitting->half_days;
    }
    return half_days;
}

int32_t appui_field_given(const struct appui_field *field, int32_t partner)
{
    const struct appui_partner *lender = &field->basin->partners[partner];
    int32_t given = undated(field, partner);
    for (int32_t k = 0; k < lender->n_pledges; k++) {
        if (!pledge_counts(field, &lender->pledges[k]))
            continue;
        given += lender->pledges[k].delivered;
        for (int32_t i = 0; i < field->n_sittings; i++)
            if (field->sittings[i].pledge == field->first_pledge[partner] + k)
                given += field->sittings[i].half_days;
    }
    return given;
}
