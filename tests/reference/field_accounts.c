/*
 * Pledges, earmarks and burdens on the field (R5). What a period cannot carry is judged by Hall's
 * condition over every subset of its earmarks rather than by a flow.
 */
#include "tests/reference/field_parts.h"

#include <string.h>

static bool has_purpose(const struct appui_project *project, const char *purpose)
{
    for (int32_t i = 0; i < project->n_purposes; i++)
        if (strcmp(project->purposes[i], purpose) == 0)
            return true;
    return false;
}

/** Earmarks of a pledge that may carry days of the need from `day` on: those of its purpose still
 * open then. */
uint32_t appui_field_marks(const struct appui_field *field, const struct appui_pledge *pledge,
                           int32_t need, appui_day day)
{
    uint32_t marks = 0;
    for (int32_t k = 0; k < pledge->n_earmarks; k++)
        if (day <= pledge->earmarks[k].to &&
            has_purpose(appui_field_project(field, need), pledge->earmarks[k].purpose))
            marks |= 1U << k;
    return marks;
}

/** Sets pledge and marks of a sitting that has a date. */
void appui_field_charge(const struct appui_field *field, struct appui_sitting *sitting)
{
    const struct appui_partner *partner = appui_field_lender(field, sitting->expert);
    int32_t k = partner->limited ? appui_partner_pledge_at(partner, sitting->day) : -1;
    sitting->pledge =
        k < 0 ? -1 : field->first_pledge[field->basin->experts[sitting->expert].partner] + k;
    sitting->marks =
        k < 0 ? 0 : appui_field_marks(field, &partner->pledges[k], sitting->need, sitting->day);
}

/** The part of a pledge that is not earmarked. */
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

int32_t appui_field_excess(const struct appui_pledge *pledge)
{
    int32_t general = general_of(pledge);
    return pledge->delivered > general ? pledge->delivered - general : 0;
}

/** Half-days of one period beyond what its general part and earmarks can carry (Hall's deficiency).
 */
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
bool appui_field_affordable(const struct appui_field *field, const struct appui_sitting *sitting)
{
    const struct appui_partner *partner = appui_field_lender(field, sitting->expert);
    if (!partner->limited)
        return true;
    if (sitting->pledge < 0)
        return false;
    int32_t k =
        sitting->pledge - field->first_pledge[field->basin->experts[sitting->expert].partner];
    return deficiency(&partner->pledges[k], field->used[sitting->pledge]) == 0;
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

/** Half-days of the partner's agreed lines that have no date: they count wherever they go, and also
 * where nobody dates them. */
static int32_t undated(const struct appui_field *field, int32_t partner)
{
    int32_t half_days = 0;
    for (int32_t i = 0; i < field->basin->n_lines; i++)
        if (field->basin->experts[field->basin->lines[i].expert].partner == partner)
            half_days += field->undated[i];
    return half_days;
}

/** True for a session that stood before and is still to be held. */
static bool is_planned(const struct appui_field *field, const struct appui_sitting *sitting)
{
    const struct appui_line *line = &field->basin->lines[sitting->line];
    for (int32_t i = 0; i < line->n_sessions; i++)
        if (line->sessions[i].day == sitting->day &&
            line->sessions[i].state == APPUI_SESSION_PLANNED)
            return true;
    return false;
}

/** What a sitting adds to the burden, when it is not an agreed one dated anew. */
static int32_t sitting_given(const struct appui_field *field, int32_t partner,
                             const struct appui_sitting *sitting)
{
    const struct appui_partner *lender = &field->basin->partners[partner];
    bool anew = sitting->line >= 0 && !sitting->kept;
    if (anew || field->basin->experts[sitting->expert].partner != partner)
        return 0;
    if (sitting->pledge < 0)
        return sitting->line >= 0 && is_planned(field, sitting) ? sitting->half_days : 0;
    int32_t k = sitting->pledge - field->first_pledge[partner];
    return pledge_counts(field, &lender->pledges[k]) ? sitting->half_days : 0;
}

int32_t appui_field_given(const struct appui_field *field, int32_t partner)
{
    const struct appui_partner *lender = &field->basin->partners[partner];
    int32_t given = undated(field, partner);
    for (int32_t k = 0; k < lender->n_pledges; k++)
        given += pledge_counts(field, &lender->pledges[k]) ? lender->pledges[k].delivered : 0;
    for (int32_t i = 0; i < field->n_sittings; i++)
        given += sitting_given(field, partner, &field->sittings[i]);
    return given;
}
