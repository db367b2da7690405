/*
 * Agreed sessions at odds with each other: two at once (R8), too many in a week (R9), out of order
 * (R10). They stay, because only R7 makes an agreed session impossible.
 */
#include "model/bookings.h"
#include "model/standing_warn.h"

/** All half-days of sessions that stay, by expert or by project. @return 0, or -1 when memory
 * fails. */
static int collect_bookings(const struct appui_warning *context, bool by_expert,
                            struct appui_bookings *bookings)
{
    const struct appui_basin *basin = context->basin;
    for (int32_t i = 0; i < basin->n_lines; i++) {
        const struct appui_line *line = &basin->lines[i];
        int32_t owner = by_expert ? line->expert : basin->needs[line->need].project;
        for (int32_t k = 0; k < line->n_sessions; k++) {
            struct appui_booking where = {.owner = owner, .line = i, .session = k};
            if (appui_standing_stays(basin, context->standing, i, k) &&
                appui_bookings_add(bookings, &where, &line->sessions[k]) != 0) {
                return -1;
            }
        }
    }
    appui_bookings_sort(bookings);
    return 0;
}

int appui_warn_bookings(const struct appui_warning *context, bool by_expert)
{
    const struct appui_basin *basin = context->basin;
    struct appui_bookings bookings = {NULL, 0, 0};
    char pointer[APPUI_POINTER_TEXT], date[APPUI_DATE_TEXT];
    int code = collect_bookings(context, by_expert, &bookings);
    for (int32_t i = 1; code == 0 && i < bookings.n; i++) {
        const struct appui_booking *booking = &bookings.items[i];
        if (!appui_bookings_clash(&bookings, i)) {
            continue;
        }
        const char *id =
            by_expert ? basin->experts[booking->owner].id : basin->projects[booking->owner].id;
        appui_faults_add(context->faults,
                         by_expert ? APPUI_FAULT_EXPERT_BOOKED_TWICE
                                   : APPUI_FAULT_FIRM_BOOKED_TWICE,
                         appui_pointer_session(booking->line, booking->session, pointer), id,
                         by_expert ? "expert" : "project", id, "date",
                         appui_date_write((appui_day)(booking->half / 2), date), "half",
                         appui_half_name(booking->half % 2 == 0 ? APPUI_AM : APPUI_PM), APPUI_END);
    }
    appui_bookings_release(&bookings);
    return code;
}

/** Starts of all sessions that stay, by need. @return 0, or -1 when memory fails. */
static int collect_starts(const struct appui_warning *context, struct appui_bookings *starts)
{
    const struct appui_basin *basin = context->basin;
    for (int32_t i = 0; i < basin->n_lines; i++) {
        const struct appui_line *line = &basin->lines[i];
        for (int32_t k = 0; k < line->n_sessions; k++) {
            struct appui_booking where = {.owner = line->need, .line = i, .session = k};
            if (appui_standing_stays(basin, context->standing, i, k) &&
                appui_bookings_add_start(starts, &where, &line->sessions[k]) != 0) {
                return -1;
            }
        }
    }
    appui_bookings_sort(starts);
    return 0;
}

/** True when one of the sessions [i, end) is still to come: a week that is over cannot be mended.
 */
static bool is_open(const struct appui_warning *context, const struct appui_bookings *starts,
                    int32_t i, int32_t end)
{
    bool open = false;
    for (; i < end && !open; i++) {
        const struct appui_booking *at = &starts->items[i];
        open = context->basin->lines[at->line].sessions[at->session].state != APPUI_SESSION_DONE;
    }
    return open;
}

/** R9 of what stands: one warning per need and week, at its first session, while one of them is not
 * done. */
static void warn_weeks(const struct appui_warning *context, const struct appui_bookings *starts)
{
    char pointer[APPUI_POINTER_TEXT], date[APPUI_DATE_TEXT];
    int32_t end;
    for (int32_t i = 0; i < starts->n; i = end) {
        const struct appui_booking *first = &starts->items[i];
        const struct appui_need *need = &context->basin->needs[first->owner];
        appui_day monday = appui_date_monday((appui_day)(first->half / 2));
        end = appui_bookings_end(starts, i, 2 * ((int64_t)monday + 7));
        if (need->per_week != APPUI_ABSENT && end - i > need->per_week &&
            is_open(context, starts, i, end)) {
            struct appui_overrun texts = appui_overrun_count(end - i, need->per_week);
            appui_faults_add(context->faults, APPUI_FAULT_WEEK_OVERRUN,
                             appui_pointer_session(first->line, first->session, pointer), need->id,
                             "need", need->id, "value", texts.value, "date",
                             appui_date_write(monday, date), "high", texts.high, APPUI_END);
        }
    }
}

/** Last half-day of the sessions of a need that stay; INT64_MIN without any. */
static int64_t last_half(const struct appui_warning *context, int32_t need)
{
    const struct appui_standing *standing = context->standing;
    int64_t last = INT64_MIN;
    for (int32_t i = standing->need_line0[need]; i < standing->need_line0[need + 1]; i++) {
        const struct appui_line *line = &context->basin->lines[standing->need_lines[i]];
        for (int32_t k = 0; k < line->n_sessions; k++) {
            int64_t half =
                2 * (int64_t)line->sessions[k].day + (line->sessions[k].half != APPUI_AM);
            if (half > last &&
                appui_standing_stays(context->basin, standing, standing->need_lines[i], k)) {
                last = half;
            }
        }
    }
    return last;
}

/** R10 of what stands for one need: its first session against the last of each need that comes
 * before. */
static void warn_order(const struct appui_warning *context, const struct appui_bookings *starts,
                       int32_t first)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_booking *start = &starts->items[first];
    const struct appui_need *need = &basin->needs[start->owner];
    char pointer[APPUI_POINTER_TEXT], date[APPUI_DATE_TEXT];
    for (int32_t i = 0; i < need->n_after; i++) {
        int64_t last = last_half(context, need->after[i]);
        if (last >= start->half) {
            appui_faults_add(context->faults, APPUI_FAULT_ORDER_NOT_KEPT,
                             appui_pointer_session(start->line, start->session, pointer), need->id,
                             "need", need->id, "date",
                             appui_date_write((appui_day)(start->half / 2), date), "other",
                             basin->needs[need->after[i]].id, APPUI_END);
        }
    }
}

int appui_warn_sequences(const struct appui_warning *context)
{
    struct appui_bookings starts = {NULL, 0, 0};
    int code = collect_starts(context, &starts);
    if (code == 0) {
        warn_weeks(context, &starts);
        for (int32_t i = 0; i < starts.n; i++) {
            if (i == 0 || starts.items[i - 1].owner != starts.items[i].owner) {
                warn_order(context, &starts, i);
            }
        }
    }
    appui_bookings_release(&starts);
    return code;
}
