/*
 * Judging committee dates: who is present, which meetings take place anyhow, and which dates are
 * still open.
 */
#include "model/meetings.h"

#include <stdlib.h>

#include "model/standing.h"

bool appui_meetings_is_present(const struct appui_partner *partner, appui_day day)
{
    if (partner->until != APPUI_ABSENT && day > partner->until) {
        return false;
    }
    for (int32_t i = 0; i < partner->n_absent; i++) {
        if (partner->absent[i] == day) {
            return false;
        }
    }
    return true;
}

int32_t appui_meetings_count_present(const struct appui_basin *basin, const int32_t *partners,
                                     int32_t n, appui_day day)
{
    int32_t present = 0;
    for (int32_t i = 0; i < n; i++) {
        present += appui_meetings_is_present(&basin->partners[partners[i]], day);
    }
    return present;
}

bool appui_meetings_too_near(const struct appui_basin *basin, appui_day a, appui_day b)
{
    int64_t apart = a < b ? (int64_t)b - a : (int64_t)a - b;
    return apart < basin->committees.gap_days;
}

/* A withdrawn dossier leaves its place on the agenda free. */
bool appui_meetings_counts(const struct appui_basin *basin, int32_t project)
{
    const struct appui_project *dossier = &basin->projects[project];
    return dossier->committee != APPUI_ABSENT && dossier->status != APPUI_WITHDRAWN &&
           dossier->status != APPUI_DEFERRED;
}

static int by_day(const void *a, const void *b)
{
    appui_day l = *(const appui_day *)a, r = *(const appui_day *)b;
    return (l > r) - (l < r);
}

/* Distinct days, ascending. @return how many */
static int32_t sort_days(appui_day *days, int32_t n)
{
    int32_t distinct = 0;
    qsort(days, (size_t)n, sizeof *days, by_day);
    for (int32_t i = 0; i < n; i++) {
        if (i == 0 || days[i] != days[i - 1]) {
            days[distinct++] = days[i];
        }
    }
    return distinct;
}

static bool contains(const appui_day *days, int32_t n, appui_day day)
{
    for (int32_t i = 0; i < n; i++) {
        if (days[i] == day) {
            return true;
        }
    }
    return false;
}

/* Members with a seat that day who are away; one that has left has no seat any more. */
static int32_t count_absent(const struct appui_basin *basin, appui_day day)
{
    const struct appui_committees *committees = &basin->committees;
    int32_t absent = 0;
    for (int32_t i = 0; i < committees->n_members; i++) {
        const struct appui_partner *member = &basin->partners[committees->members[i]];
        bool seated = member->until == APPUI_ABSENT || day <= member->until;
        absent += seated && !appui_meetings_is_present(member, day);
    }
    return absent;
}

static int32_t chair_of(const struct appui_basin *basin, appui_day day)
{
    const struct appui_committees *committees = &basin->committees;
    for (int32_t i = 0; i < committees->n_chairs; i++) {
        if (appui_meetings_is_present(&basin->partners[committees->chairs[i]], day)) {
            return committees->chairs[i];
        }
    }
    return -1;
}

bool appui_meetings_sits(const struct appui_basin *basin, const struct appui_meeting_date *date)
{
    const struct appui_committees *committees = &basin->committees;
    return date->chair >= 0 &&
           (committees->quorum == APPUI_ABSENT || date->n_present >= committees->quorum);
}

struct appui_meeting_date appui_meetings_attend(const struct appui_basin *basin, appui_day day)
{
    const struct appui_committees *committees = &basin->committees;
    return (struct appui_meeting_date){.day = day,
                                       .n_present = appui_meetings_count_present(
                                           basin, committees->members, committees->n_members, day),
                                       .n_absent = count_absent(basin, day),
                                       .chair = chair_of(basin, day)};
}

/* What one date is by itself: who is there, who is known to be examined. */
static void judge(const struct appui_basin *basin, struct appui_meeting_date *date)
{
    const struct appui_committees *committees = &basin->committees;
    *date = appui_meetings_attend(basin, date->day);
    for (int32_t q = 0; q < basin->n_projects; q++) {
        date->n_known +=
            appui_meetings_counts(basin, q) && basin->projects[q].committee == date->day;
    }
    date->room = committees->capacity == APPUI_ABSENT   ? INT32_MAX
                 : committees->capacity > date->n_known ? committees->capacity - date->n_known
                                                        : 0;
    bool sits = appui_meetings_sits(basin, date);
    date->settled =
        date->n_known > 0 || (sits && contains(committees->fixed, committees->n_fixed, date->day));
    date->open = sits && !date->settled &&
                 contains(committees->candidates, committees->n_candidates, date->day);
    date->can_examine = sits && date->room > 0;
}

/* An open date too near to a meeting that was or will be held anyhow is none. */
static void keep_gap(const struct appui_basin *basin, const appui_day *held, int32_t n_held,
                     struct appui_meeting_dates *dates)
{
    for (int32_t i = 0; i < dates->n; i++) {
        struct appui_meeting_date *date = &dates->dates[i];
        for (int32_t k = 0; k < n_held; k++) {
            date->open = date->open && !appui_meetings_too_near(basin, date->day, held[k]);
        }
        date->open = date->open && dates->n_open_max > 0;
        date->can_examine = date->can_examine && (date->settled || date->open);
    }
}

bool appui_meetings_has_approved(const struct appui_basin *basin, int32_t project)
{
    enum appui_status status = basin->projects[project].status;
    return basin->committees.given && (status == APPUI_APPROVED || status == APPUI_RUNNING);
}

appui_day appui_meetings_held_after(const struct appui_basin *basin, appui_day after)
{
    const struct appui_committees *committees = &basin->committees;
    appui_day first = basin->meets_from;
    for (int32_t q = 0; q < basin->n_projects; q++) {
        appui_day day = basin->projects[q].committee;
        first = appui_meetings_counts(basin, q) && day > after && day < first ? day : first;
    }
    for (int32_t i = 0; i < committees->n_held; i++) {
        appui_day day = committees->held[i];
        first = day > after && day < first ? day : first;
    }
    return first < basin->meets_from ? first : APPUI_ABSENT;
}

/* Days of meetings held or settled within the horizon. */
static int32_t list_held(const struct appui_basin *basin, const struct appui_meeting_dates *dates,
                         appui_day *held)
{
    int32_t n = 0;
    for (appui_day day = appui_meetings_held_after(basin, basin->horizon_start - 1);
         day != APPUI_ABSENT && day <= basin->horizon_end;
         day = appui_meetings_held_after(basin, day)) {
        held[n++] = day;
    }
    for (int32_t i = 0; i < dates->n; i++) {
        if (dates->dates[i].settled) {
            held[n++] = dates->dates[i].day;
        }
    }
    return sort_days(held, n);
}

/* Days to judge: the file's and known ones, as long as the committee may meet on them. */
static int32_t list_days(const struct appui_basin *basin, appui_day *days)
{
    const struct appui_committees *committees = &basin->committees;
    int32_t n = 0, kept = 0;
    for (int32_t i = 0; i < committees->n_fixed; i++) {
        days[n++] = committees->fixed[i];
    }
    for (int32_t i = 0; i < committees->n_candidates; i++) {
        days[n++] = committees->candidates[i];
    }
    for (int32_t q = 0; q < basin->n_projects; q++) {
        if (appui_meetings_counts(basin, q)) {
            days[n++] = basin->projects[q].committee;
        }
    }
    for (int32_t i = 0; i < n; i++) {
        if (days[i] >= basin->meets_from && days[i] <= basin->horizon_end) {
            days[kept++] = days[i];
        }
    }
    return sort_days(days, kept);
}

int appui_meetings_build(const struct appui_basin *basin, struct appui_arena *arena,
                         struct appui_meeting_dates *dates)
{
    const struct appui_committees *committees = &basin->committees;
    *dates = (struct appui_meeting_dates){.n_open_max = INT32_MAX};
    if (!committees->given) {
        return 0;
    }
    size_t room =
        (size_t)committees->n_fixed + (size_t)committees->n_candidates + (size_t)basin->n_projects;
    appui_day *days = appui_arena_alloc(arena, 2 * room + (size_t)committees->n_held, sizeof *days);
    dates->dates = appui_arena_alloc(arena, room, sizeof *dates->dates);
    if (days == NULL || dates->dates == NULL) {
        return -1;
    }
    dates->n = list_days(basin, days);
    for (int32_t i = 0; i < dates->n; i++) {
        dates->dates[i].day = days[i];
        judge(basin, &dates->dates[i]);
    }
    dates->n_held = list_held(basin, dates, days);
    if (committees->n_candidates > 0) {
        if (committees->count_max != APPUI_ABSENT) {
            int32_t left = committees->count_max - dates->n_held;
            dates->n_open_max = left > 0 ? left : 0;
        }
        dates->count_min = committees->count_min == APPUI_ABSENT ? 0 : committees->count_min;
    }
    keep_gap(basin, days, dates->n_held, dates);
    return 0;
}

/* Diagnostics of a dossier are over before it is examined (R11): those agreed count too. */
static bool diagnosed_before(const struct appui_basin *basin, const struct appui_standing *standing,
                             int32_t project, appui_day day)
{
    const struct appui_project *dossier = &basin->projects[project];
    for (int32_t n = dossier->first_need; n < dossier->first_need + dossier->n_needs; n++) {
        for (int32_t i = standing->need_line0[n];
             basin->needs[n].phase == APPUI_DIAGNOSTIC && i < standing->need_line0[n + 1]; i++) {
            int32_t line = standing->need_lines[i];
            for (int32_t k = 0; k < basin->lines[line].n_sessions; k++) {
                if (appui_standing_stays(basin, standing, line, k) &&
                    basin->lines[line].sessions[k].day >= day) {
                    return false;
                }
            }
        }
    }
    return true;
}

bool appui_meetings_is_ready(const struct appui_basin *basin, const struct appui_standing *standing,
                             appui_day day, int32_t project)
{
    return day >= basin->projects[project].ready && diagnosed_before(basin, standing, project, day);
}

bool appui_meetings_may_examine(const struct appui_basin *basin,
                                const struct appui_standing *standing,
                                const struct appui_meeting_date *date, int32_t project)
{
    return date->can_examine && appui_meetings_is_ready(basin, standing, date->day, project);
}

int64_t appui_meetings_waiting(const struct appui_basin *basin, int32_t project, appui_day day)
{
    appui_day end = day == APPUI_ABSENT ? basin->horizon_end + 1 : day;
    int64_t days = (int64_t)end - basin->projects[project].ready;
    return days > 0 ? days * basin->projects[project].weight : 0;
}

bool appui_meetings_would_mend(const struct appui_basin *basin,
                               const struct appui_meeting_date *date, int32_t member)
{
    const struct appui_committees *committees = &basin->committees;
    const struct appui_partner *partner = &basin->partners[member];
    bool gone = partner->until != APPUI_ABSENT && date->day > partner->until;
    if (gone || appui_meetings_is_present(partner, date->day) || appui_meetings_sits(basin, date)) {
        return false;
    }
    struct appui_meeting_date with = *date;
    with.n_present++;
    for (int32_t i = 0; i < committees->n_chairs; i++) {
        with.chair = committees->chairs[i] == member ? member : with.chair;
    }
    return appui_meetings_sits(basin, &with);
}
