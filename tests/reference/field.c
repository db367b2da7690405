/*
 * Laying and lifting sessions by R7 to R10. What stood before (R12, R11's windows) is in
 * field_standing.c, pledges and burdens (R5) in field_accounts.c. All three are written from
 * docs/model.md and docs/choices.md alone. Days per need, per pair and per expert (R1 to R4, R6)
 * are left to `gift` and `choice`.
 */
#include "tests/reference/field_parts.h"

#include <assert.h>
#include <stddef.h>

const struct appui_project *appui_field_project(const struct appui_field *field, int32_t need)
{
    return &field->basin->projects[field->basin->needs[need].project];
}

const struct appui_partner *appui_field_lender(const struct appui_field *field, int32_t expert)
{
    return &field->basin->partners[field->basin->experts[expert].partner];
}

uint64_t appui_field_bits(int32_t first, int32_t last)
{
    uint64_t bits = 0;
    for (int32_t slot = first; slot <= last; slot++)
        if (slot >= 0 && slot < APPUI_TINY_SLOTS)
            bits |= (uint64_t)1 << slot;
    return bits;
}

void appui_field_push(struct appui_field *field, const struct appui_sitting *sitting)
{
    assert(field->n_sittings < APPUI_TINY_SITTINGS);
    field->sittings[field->n_sittings++] = *sitting;
    uint64_t bits = appui_field_bits(sitting->first, sitting->last);
    field->expert_busy[sitting->expert] |= bits;
    field->project_busy[field->basin->needs[sitting->need].project] |= bits;
    if (sitting->pledge >= 0)
        field->used[sitting->pledge][sitting->marks] += sitting->half_days;
    else if (appui_field_lender(field, sitting->expert)->limited)
        field->outside[field->basin->experts[sitting->expert].partner] += sitting->half_days;
}

void appui_field_lift(struct appui_field *field)
{
    const struct appui_sitting *sitting = &field->sittings[--field->n_sittings];
    assert(!sitting->kept);
    uint64_t bits = appui_field_bits(sitting->first, sitting->last);
    field->expert_busy[sitting->expert] &= ~bits;
    field->project_busy[field->basin->needs[sitting->need].project] &= ~bits;
    if (sitting->pledge >= 0)
        field->used[sitting->pledge][sitting->marks] -= sitting->half_days;
    else if (appui_field_lender(field, sitting->expert)->limited)
        field->outside[field->basin->experts[sitting->expert].partner] -= sitting->half_days;
}

bool appui_field_exhausted(const struct appui_field *field)
{
    return field->work >= field->work_limit;
}

int32_t appui_field_places(const struct appui_field *field, int32_t expert)
{
    if (field->calendar)
        return field->basin->n_slots;
    const struct appui_partner *partner = appui_field_lender(field, expert);
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
        if (comes_after(&field->basin->needs[sitting->need], other->need) &&
            other->last >= sitting->first)
            return false;
        if (comes_after(&field->basin->needs[other->need], sitting->need) &&
            sitting->last >= other->first)
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
    uint64_t bits = appui_field_bits(sitting->first, sitting->last);
    uint64_t busy = field->expert_busy[sitting->expert] | field->project_busy[need->project];
    if ((bits & ~field->open[sitting->need][sitting->expert]) != 0 || (bits & busy) != 0)
        return false;
    appui_field_charge(field, sitting);
    return week_allows(field, sitting->need, sitting->day) && order_allows(field, sitting);
}

/** Half-days drawn on the partner's pledge `place`, whose period must overlap the clipped window.
 */
static bool sit_undated(const struct appui_field *field, struct appui_sitting *sitting,
                        int32_t place)
{
    const struct appui_need *need = &field->basin->needs[sitting->need];
    const struct appui_partner *partner = appui_field_lender(field, sitting->expert);
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
    sitting->marks = appui_field_marks(field, pledge, sitting->need, need->window_from);
    return true;
}

bool appui_field_lay(struct appui_field *field, int32_t need, int32_t expert, int32_t line,
                     int32_t place)
{
    struct appui_sitting sitting = {.need = need,
                                    .expert = expert,
                                    .line = line,
                                    .half_days = field->basin->needs[need].session};
    if (appui_field_exhausted(field))
        return false;
    field->work++;
    bool legal =
        field->calendar ? sit_dated(field, &sitting, place) : sit_undated(field, &sitting, place);
    if (!legal)
        return false;
    appui_field_push(field, &sitting);
    if (line < 0 && !appui_field_affordable(field, &sitting)) {
        appui_field_lift(field);
        return false;
    }
    return true;
}

bool appui_field_meets(const struct appui_field *field, int32_t need, int32_t expert)
{
    for (int32_t i = 0; i < field->n_sittings; i++)
        if (field->sittings[i].need == need && field->sittings[i].expert == expert)
            return true;
    return field->pair_days[need][expert] > 0;
}
