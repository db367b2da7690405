/*
 * Sessions against each other: R8 (one per half-day of an expert, and of a firm), R9 (so many a
 * week per need), R10 (needs in their order). Standing sessions alone break none of these; at least
 * one of those at odds is new.
 */
#include "model/bookings.h"
#include "model/verdict.h"

/** What a session is booked under. */
enum owner { OWNER_EXPERT, OWNER_PROJECT, OWNER_NEED };

static int32_t owner_of(const struct appui_basin *basin, enum owner owner, int32_t need,
                        int32_t expert)
{
    return owner == OWNER_EXPERT    ? expert
           : owner == OWNER_PROJECT ? basin->needs[need].project
                                    : need;
}

static int book(struct appui_bookings *bookings, enum owner owner,
                const struct appui_booking *where, const struct appui_session *session)
{
    return owner == OWNER_NEED ? appui_bookings_add_start(bookings, where, session)
                               : appui_bookings_add(bookings, where, session);
}

static int collect_standing(const struct appui_verdict *verdict, enum owner owner,
                            struct appui_bookings *bookings)
{
    const struct appui_basin *basin = verdict->basin;
    for (int32_t i = 0; i < basin->n_lines; i++) {
        const struct appui_line *line = &basin->lines[i];
        struct appui_booking where = {.owner = owner_of(basin, owner, line->need, line->expert),
                                      .line = i};
        for (where.session = 0; where.session < line->n_sessions; where.session++) {
            if (appui_standing_stays(basin, verdict->standing, i, where.session) &&
                book(bookings, owner, &where, &line->sessions[where.session]) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/** New sessions outside the horizon are R7's to refuse; here they are left out. */
static int collect_fresh(const struct appui_verdict *verdict, enum owner owner,
                         struct appui_bookings *bookings)
{
    for (int32_t i = 0; i < verdict->plan->n_lines; i++) {
        const struct appui_plan_line *line = &verdict->plan->lines[i];
        struct appui_booking where = {.owner =
                                          owner_of(verdict->basin, owner, line->need, line->expert),
                                      .line = i,
                                      .fresh = true};
        for (where.session = 0; where.session < line->n_sessions; where.session++) {
            if (appui_verdict_inside(verdict, line->sessions[where.session].day) &&
                appui_verdict_fresh(verdict, line, where.session) &&
                book(bookings, owner, &where, &line->sessions[where.session]) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

static int collect(const struct appui_verdict *verdict, enum owner owner,
                   struct appui_bookings *bookings)
{
    if (collect_standing(verdict, owner, bookings) != 0 ||
        collect_fresh(verdict, owner, bookings) != 0) {
        return -1;
    }
    appui_bookings_sort(bookings);
    return 0;
}

/** Standing bookings of a half-day come first, so the second of a clash tells whether one is new.
 */
static int check_bookings(const struct appui_verdict *verdict, enum owner owner)
{
    struct appui_bookings bookings = {NULL, 0, 0};
    int code = collect(verdict, owner, &bookings);
    char pointer[APPUI_POINTER_TEXT], date[APPUI_DATE_TEXT];
    bool expert = owner == OWNER_EXPERT;
    for (int32_t i = 1; code == 0 && i < bookings.n; i++) {
        const struct appui_booking *item = &bookings.items[i];
        if (!item->fresh || !appui_bookings_clash(&bookings, i)) {
            continue;
        }
        const char *id = expert ? verdict->basin->experts[item->owner].id
                                : verdict->basin->projects[item->owner].id;
        appui_faults_add(verdict->faults,
                         expert ? APPUI_FAULT_R8_EXPERT_TWICE : APPUI_FAULT_R8_FIRM_TWICE,
                         appui_pointer_session(item->line, item->session, pointer), id,
                         expert ? "expert" : "project", id, "date",
                         appui_date_text((appui_day)(item->half / 2), date), "half",
                         appui_half_name(item->half % 2 == 0 ? APPUI_AM : APPUI_PM), APPUI_END);
    }
    appui_bookings_release(&bookings);
    return code;
}

/** R9 of the sessions [first, end) of one need and week. */
static void check_week(const struct appui_verdict *verdict, const struct appui_bookings *starts,
                       int32_t first, int32_t end)
{
    const struct appui_need *need = &verdict->basin->needs[starts->items[first].owner];
    char pointer[APPUI_POINTER_TEXT], date[APPUI_DATE_TEXT], value[APPUI_DAYS_TEXT],
        high[APPUI_DAYS_TEXT];
    if (need->per_week == APPUI_ABSENT || end - first <= need->per_week) {
        return;
    }
    for (int32_t i = end - 1; i >= first; i--) {
        const struct appui_booking *item = &starts->items[i];
        if (item->fresh) {
            appui_day monday = appui_date_monday((appui_day)(item->half / 2));
            appui_faults_add(verdict->faults, APPUI_FAULT_R9_WEEK,
                             appui_pointer_session(item->line, item->session, pointer), need->id,
                             "need", need->id, "value", appui_count_write(end - first, value),
                             "date", appui_date_text(monday, date), "high",
                             appui_count_write(need->per_week, high), APPUI_END);
            return;
        }
    }
}

/** When the sessions of a need begin and end, all of them and the new ones. */
struct span {
    bool any, any_fresh;
    int64_t first, last, fresh_first, fresh_last; /**< half-days, 2 * day + half */
};

static void widen(struct span *span, int64_t first, int64_t last, bool fresh)
{
    span->first = span->any && span->first < first ? span->first : first;
    span->last = span->any && span->last > last ? span->last : last;
    span->any = true;
    if (fresh) {
        span->fresh_first =
            span->any_fresh && span->fresh_first < first ? span->fresh_first : first;
        span->fresh_last = span->any_fresh && span->fresh_last > last ? span->fresh_last : last;
        span->any_fresh = true;
    }
}

static void measure(const struct appui_verdict *verdict, const struct appui_bookings *starts,
                    struct span *spans)
{
    for (int32_t i = 0; i < starts->n; i++) {
        const struct appui_booking *item = &starts->items[i];
        const struct appui_session *session =
            item->fresh ? &verdict->plan->lines[item->line].sessions[item->session]
                        : &verdict->basin->lines[item->line].sessions[item->session];
        widen(&spans[item->owner], item->half, item->half + (session->half == APPUI_FULL),
              item->fresh);
    }
}

/** R10: a new session of either need that is not on its side of all sessions of the other. */
static void check_pair(const struct appui_verdict *verdict, const struct span *spans, int32_t after,
                       int32_t before)
{
    const struct span *later = &spans[after], *earlier = &spans[before];
    bool late = later->any_fresh && earlier->any && later->fresh_first <= earlier->last;
    bool early = earlier->any_fresh && later->any && earlier->fresh_last >= later->first;
    const char *need = verdict->basin->needs[after].id;
    char date[APPUI_DATE_TEXT], to[APPUI_DATE_TEXT];
    if (late || early) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R10_ORDER, "/lines", need, "need", need,
                         "date", appui_date_text((appui_day)(later->first / 2), date), "other",
                         verdict->basin->needs[before].id, "to",
                         appui_date_text((appui_day)(earlier->last / 2), to), APPUI_END);
    }
}

static int check_needs(struct appui_verdict *verdict)
{
    const struct appui_basin *basin = verdict->basin;
    struct appui_bookings starts = {NULL, 0, 0};
    struct span *spans = appui_arena_alloc(&verdict->arena, (size_t)basin->n_needs, sizeof *spans);
    int code = spans == NULL ? -1 : collect(verdict, OWNER_NEED, &starts);
    int32_t end;
    for (int32_t i = 0; code == 0 && i < starts.n; i = end) {
        appui_day monday = appui_date_monday((appui_day)(starts.items[i].half / 2));
        end = appui_bookings_end(&starts, i, 2 * ((int64_t)monday + 7));
        check_week(verdict, &starts, i, end);
    }
    if (code == 0) {
        measure(verdict, &starts, spans);
    }
    for (int32_t n = 0; code == 0 && n < basin->n_needs; n++) {
        for (int32_t i = 0; i < basin->needs[n].n_after; i++) {
            check_pair(verdict, spans, n, basin->needs[n].after[i]);
        }
    }
    appui_bookings_release(&starts);
    return code;
}

int appui_check_order(struct appui_verdict *verdict)
{
    if (!verdict->plan->calendar) {
        return 0;
    }
    bool whole = check_bookings(verdict, OWNER_EXPERT) == 0 &&
                 check_bookings(verdict, OWNER_PROJECT) == 0 && check_needs(verdict) == 0;
    return whole ? 0 : -1;
}
