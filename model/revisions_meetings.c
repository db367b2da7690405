/*
 * Comparing a plan with the one before: meetings whose date was told and that are not held. Where a
 * dossier of theirs goes to another date, or to none because the committee cannot sit, that change
 * tells it; one that withdrew says nothing of the meeting.
 */
#include "model/meetings.h"
#include "model/revision_reasons.h"
#include "model/standing.h"

static bool is_held(const struct appui_plan *plan, appui_day day)
{
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        if (plan->meetings[m].day == day) {
            return true;
        }
    }
    return false;
}

static bool was_held(const struct appui_previous *previous, appui_day day)
{
    for (int32_t i = 0; i < previous->n_meetings; i++) {
        if (previous->meetings[i] == day) {
            return true;
        }
    }
    return false;
}

/** A dossier moves from that day, or, with `to`, from another day to it. */
static bool is_told(const struct appui_listing *l, appui_day day, bool to)
{
    for (int32_t i = 0; i < l->n; i++) {
        const struct appui_revision *revision = &l->items[i];
        if (revision->kind == APPUI_COMMITTEE_CHANGED && revision->from.day != APPUI_ABSENT &&
            revision->cause != APPUI_BY_WITHDRAWAL &&
            (to ? revision->to.day : revision->from.day) == day) {
            return true;
        }
    }
    return false;
}

/** What data alone say against a meeting that is not held. */
static enum appui_meeting_part part_of(const struct appui_listing *l, appui_day day)
{
    const struct appui_meeting_dates *dates = &l->standing->dates;
    const struct appui_meeting_date *date = NULL;
    for (int32_t d = 0; d < dates->n; d++) {
        date = dates->dates[d].day == day ? &dates->dates[d] : date;
    }
    if (day > l->basin->horizon_end) {
        return APPUI_MEETING_OUTSIDE_HORIZON;
    }
    if (date == NULL) {
        return APPUI_MEETING_NO_DATE;
    }
    if (date->chair < 0) {
        return APPUI_MEETING_NO_CHAIR;
    }
    if (!appui_meetings_sits(l->basin, date)) {
        return APPUI_MEETING_NO_QUORUM;
    }
    if (date->open || date->settled) {
        return APPUI_MEETING_NOT_TOLD;
    }
    return dates->n_open_max == 0 ? APPUI_MEETING_COUNT : APPUI_MEETING_GAP;
}

/** The next meeting from index *m on that is new and that no dossier moves to; APPUI_ABSENT. */
static appui_day next_new(const struct appui_listing *l, int32_t *m)
{
    while (*m < l->plan->n_meetings) {
        appui_day day = l->plan->meetings[(*m)++].day;
        if (!was_held(l->plan->previous, day) && !is_told(l, day, true)) {
            return day;
        }
    }
    return APPUI_ABSENT;
}

void appui_listing_meetings(struct appui_listing *l)
{
    const struct appui_previous *previous = l->plan->previous;
    int32_t next = 0;
    for (int32_t i = 0; i < previous->n_meetings; i++) {
        appui_day day = previous->meetings[i];
        if (day < l->basin->meets_from || is_held(l->plan, day) || is_told(l, day, false)) {
            continue;
        }
        struct appui_revision *moved = appui_listing_add(l, APPUI_MEETING_MOVED, -1, -1);
        moved->from.day = day;
        moved->to.day = next_new(l, &next);
        moved->meeting_part = part_of(l, day);
        if (moved->meeting_part != APPUI_MEETING_NOT_TOLD) {
            appui_listing_force(moved, 13);
        }
    }
}
