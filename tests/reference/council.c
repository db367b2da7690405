/*
 * Dates, seats and dossiers before anything is chosen. A date stands for a meeting unless its
 * dossier was withdrawn or deferred; a dossier not yet decided whose date is past waits again,
 * though the meeting was held.
 */
#include "tests/reference/council.h"

#include <string.h>

bool appui_council_present(const struct appui_partner *partner, appui_day day)
{
    if (partner->until != APPUI_ABSENT && day > partner->until)
        return false;
    for (int32_t i = 0; i < partner->n_absent; i++)
        if (partner->absent[i] == day)
            return false;
    return true;
}

int32_t appui_council_find(const struct appui_council *council, appui_day day)
{
    for (int32_t d = 0; d < council->n; d++)
        if (council->dates[d].day == day)
            return d;
    return -1;
}

/** Puts a day in its place unless it is there already. @return false when there is no room */
static bool add_day(struct appui_council *council, appui_day day)
{
    const struct appui_basin *basin = council->basin;
    if (appui_field_over(basin, day) || day > basin->horizon_end ||
        appui_council_find(council, day) >= 0)
        return true;
    if (council->n == APPUI_TINY_DATES)
        return false;
    int32_t at = council->n++;
    for (; at > 0 && council->dates[at - 1].day > day; at--)
        council->dates[at] = council->dates[at - 1];
    council->dates[at] = (struct appui_council_date){.day = day, .chair = -1};
    return true;
}

static bool is_listed(const appui_day *days, int32_t n, appui_day day)
{
    for (int32_t i = 0; i < n; i++)
        if (days[i] == day)
            return true;
    return false;
}

/** The date written for the dossier stands for a meeting. */
static bool has_meeting(const struct appui_project *project)
{
    return project->committee != APPUI_ABSENT && project->status != APPUI_WITHDRAWN &&
           project->status != APPUI_DEFERRED;
}

static bool collect(struct appui_council *council)
{
    const struct appui_basin *basin = council->basin;
    const struct appui_committees *committees = &basin->committees;
    bool room = true;
    for (int32_t i = 0; i < committees->n_fixed; i++)
        room = add_day(council, committees->fixed[i]) && room;
    for (int32_t i = 0; i < committees->n_candidates; i++)
        room = add_day(council, committees->candidates[i]) && room;
    for (int32_t q = 0; q < basin->n_projects; q++)
        if (has_meeting(&basin->projects[q]))
            room = add_day(council, basin->projects[q].committee) && room;
    return room;
}

static bool add_past(struct appui_council *council, appui_day day)
{
    const struct appui_basin *basin = council->basin;
    if (day < basin->horizon_start || day > basin->horizon_end || !appui_field_over(basin, day) ||
        is_listed(council->past, council->n_past, day))
        return true;
    if (council->n_past == APPUI_TINY_PAST)
        return false;
    council->past[council->n_past++] = day;
    return true;
}

/** Meetings of the horizon that are over, each once. */
static bool collect_past(struct appui_council *council)
{
    const struct appui_basin *basin = council->basin;
    bool room = true;
    for (int32_t q = 0; q < basin->n_projects; q++)
        if (has_meeting(&basin->projects[q]))
            room = add_past(council, basin->projects[q].committee) && room;
    for (int32_t i = 0; i < basin->committees.n_held; i++)
        room = add_past(council, basin->committees.held[i]) && room;
    return room;
}

static void seat(const struct appui_council *council, struct appui_council_date *date)
{
    const struct appui_basin *basin = council->basin;
    const struct appui_committees *committees = &basin->committees;
    int32_t n_present = 0;
    for (int32_t i = 0; i < committees->n_members; i++) {
        const struct appui_partner *member = &basin->partners[committees->members[i]];
        n_present += appui_council_present(member, date->day);
        date->n_absent += is_listed(member->absent, member->n_absent, date->day) &&
                          (member->until == APPUI_ABSENT || date->day <= member->until);
    }
    for (int32_t i = 0; i < committees->n_chairs && date->chair < 0; i++)
        if (appui_council_present(&basin->partners[committees->chairs[i]], date->day))
            date->chair = committees->chairs[i];
    date->sits =
        date->chair >= 0 && (committees->quorum == APPUI_ABSENT || n_present >= committees->quorum);
}

static void judge(const struct appui_council *council, struct appui_council_date *date)
{
    const struct appui_basin *basin = council->basin;
    const struct appui_committees *committees = &basin->committees;
    seat(council, date);
    for (int32_t q = 0; q < basin->n_projects; q++)
        date->n_known +=
            has_meeting(&basin->projects[q]) && basin->projects[q].committee == date->day;
    date->candidate = is_listed(committees->candidates, committees->n_candidates, date->day);
    date->settled = date->n_known > 0 ||
                    (date->sits && is_listed(committees->fixed, committees->n_fixed, date->day));
}

/** R13 "once ready": after its agreed diagnostics that stay, too. */
static appui_day earliest(const struct appui_field *field, int32_t project)
{
    const struct appui_basin *basin = field->basin;
    appui_day day = basin->projects[project].ready;
    for (int32_t i = 0; i < field->n_sittings; i++) {
        const struct appui_sitting *sitting = &field->sittings[i];
        const struct appui_need *need = &basin->needs[sitting->need];
        if (need->project == project && need->phase == APPUI_DIAGNOSTIC && sitting->day >= day)
            day = sitting->day + 1;
    }
    return day;
}

bool appui_council_read(struct appui_council *council, const struct appui_field *field)
{
    memset(council, 0, sizeof *council);
    council->basin = field->basin;
    council->given = field->basin->committees.given && field->calendar;
    council->tells_seats = field->basin->attendance_factor > 0;
    if (!council->given)
        return true;
    if (!collect(council) || !collect_past(council))
        return false;
    for (int32_t d = 0; d < council->n; d++)
        judge(council, &council->dates[d]);
    for (int32_t q = 0; q < field->basin->n_projects; q++) {
        council->waits[q] = appui_field_waits(field, q);
        council->earliest[q] = earliest(field, q);
    }
    return true;
}
