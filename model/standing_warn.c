/*
 * Warnings about what stands: sessions nobody confirmed, limits that agreed lines overrun on their
 * own, double bookings, weeks and orders they do not keep. Nothing here stops a plan; agreement
 * ends only by a decision.
 */
#include <stdio.h>

#include "model/bookings.h"
#include "model/days.h"
#include "model/ledger.h"
#include "model/standing.h"

#define END ((const char *)NULL)
#define POINTER_TEXT 64

struct context {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    struct appui_faults *faults;
};

static char *session_pointer(int32_t line, int32_t session, char text[POINTER_TEXT])
{
    snprintf(text, POINTER_TEXT, "/lines/%d/sessions/%d", (int)line, (int)session);
    return text;
}

static char *pointer_to(const char *list, int32_t index, char text[POINTER_TEXT])
{
    snprintf(text, POINTER_TEXT, "/%s/%d", list, (int)index);
    return text;
}

static char *need_pointer(const struct appui_basin *basin, int32_t need, char text[POINTER_TEXT])
{
    int32_t project = basin->needs[need].project;
    snprintf(text, POINTER_TEXT, "/projects/%d/needs/%d", (int)project,
             (int)(need - basin->projects[project].first_need));
    return text;
}

/** What an overrun says: a figure, the limit, and the difference; days as half-days, or plain
 * counts. */
struct overrun {
    char value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT], over[APPUI_DAYS_TEXT];
};

static struct overrun overrun_days(int32_t value, int32_t high)
{
    struct overrun texts;
    appui_days_write(value, texts.value);
    appui_days_write(high, texts.high);
    appui_days_write((int64_t)value - high, texts.over);
    return texts;
}

static struct overrun overrun_count(int32_t value, int32_t high)
{
    struct overrun texts;
    appui_count_write(value, texts.value);
    appui_count_write(high, texts.high);
    appui_count_write((int64_t)value - high, texts.over);
    return texts;
}

static void warn_line(const struct context *context, int32_t index)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_line *line = &basin->lines[index];
    const char *need = basin->needs[line->need].id, *expert = basin->experts[line->expert].id;
    char pointer[POINTER_TEXT], date[APPUI_DATE_TEXT];
    bool open = false;
    if (line->state == APPUI_PROPOSED) {
        appui_faults_add(context->faults, APPUI_FAULT_PROPOSED_LINE_IGNORED,
                         pointer_to("lines", index, pointer), need, "need", need, "expert", expert,
                         END);
        return;
    }
    for (int32_t i = 0; i < line->n_sessions; i++) {
        const struct appui_session *session = &line->sessions[i];
        if (session->state != APPUI_SESSION_PLANNED) {
            continue;
        }
        open = true;
        if (session->day < basin->as_of) {
            appui_faults_add(context->faults, APPUI_FAULT_SESSION_NOT_CONFIRMED,
                             session_pointer(index, i, pointer), need, "date",
                             appui_date_write(session->day, date), "half",
                             appui_half_name(session->half), END);
        }
    }
    if (open && !appui_basin_project_planned(basin, basin->needs[line->need].project)) {
        appui_faults_add(context->faults, APPUI_FAULT_LINE_NOT_PLANNED,
                         pointer_to("lines", index, pointer), need, "need", need, END);
    }
}

/** days_each_max, pair by pair: the lines of a need stand by expert. */
static void warn_pairs(const struct context *context, int32_t index)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_need *need = &basin->needs[index];
    const struct appui_standing *standing = context->standing;
    char pointer[POINTER_TEXT];
    int32_t last = -1;
    for (int32_t i = standing->need_line0[index]; i < standing->need_line0[index + 1]; i++) {
        int32_t expert = basin->lines[standing->need_lines[i]].expert;
        int32_t half_days =
            expert == last ? 0 : appui_standing_pair(basin, standing, expert, index);
        last = expert;
        if (half_days > need->each_max &&
            appui_basin_estimate_days(basin, expert, index) == APPUI_ABSENT) {
            struct overrun texts = overrun_days(half_days, need->each_max);
            appui_faults_add(context->faults, APPUI_FAULT_PAIR_OVERRUN,
                             need_pointer(basin, index, pointer), need->id, "expert",
                             basin->experts[expert].id, "value", texts.value, "over", texts.over,
                             "high", texts.high, END);
        }
    }
}

static void warn_need(const struct context *context, int32_t index)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_need *need = &basin->needs[index];
    int32_t served = context->standing->need_served[index],
            experts = context->standing->need_experts[index];
    char pointer[POINTER_TEXT];
    if (served > need->half_days) {
        struct overrun texts = overrun_days(served, need->half_days);
        appui_faults_add(context->faults, APPUI_FAULT_NEED_OVERRUN,
                         need_pointer(basin, index, pointer), need->id, "value", texts.value,
                         "over", texts.over, "high", texts.high, END);
    }
    if (experts > need->experts_max) {
        struct overrun texts = overrun_count(experts, need->experts_max);
        appui_faults_add(context->faults, APPUI_FAULT_NEED_EXPERTS_OVERRUN,
                         need_pointer(basin, index, pointer), need->id, "value", texts.value,
                         "over", texts.over, "high", texts.high, END);
    }
    warn_pairs(context, index);
}

static void warn_expert(const struct context *context, int32_t index)
{
    const struct appui_expert *expert = &context->basin->experts[index];
    int32_t half_days = context->standing->expert_half_days[index];
    int32_t projects = appui_standing_projects(context->standing, index);
    char pointer[POINTER_TEXT];
    if (expert->half_days_max != APPUI_ABSENT && half_days > expert->half_days_max) {
        struct overrun texts = overrun_days(half_days, expert->half_days_max);
        appui_faults_add(context->faults, APPUI_FAULT_EXPERT_DAYS_OVERRUN,
                         pointer_to("experts", index, pointer), expert->id, "value", texts.value,
                         "over", texts.over, "high", texts.high, END);
    }
    if (expert->projects_max != APPUI_ABSENT && projects > expert->projects_max) {
        struct overrun texts = overrun_count(projects, expert->projects_max);
        appui_faults_add(context->faults, APPUI_FAULT_EXPERT_PROJECTS_OVERRUN,
                         pointer_to("experts", index, pointer), expert->id, "value", texts.value,
                         "over", texts.over, "high", texts.high, END);
    }
}

/** Sessions that stay of a partner, dated in a pledge, as uses. @return how many, or -1 when memory
 * fails. */
static int32_t collect_uses(const struct context *context, int32_t partner,
                            const struct appui_pledge *pledge, struct appui_use **uses,
                            int32_t *capacity)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_standing *standing = context->standing;
    int32_t n = 0;
    for (int32_t i = standing->partner_line0[partner]; i < standing->partner_line0[partner + 1];
         i++) {
        int32_t index = standing->partner_lines[i];
        const struct appui_line *line = &basin->lines[index];
        if (appui_grow(uses, capacity, (int64_t)n + line->n_sessions, sizeof **uses) != 0) {
            return -1;
        }
        for (int32_t k = 0; k < line->n_sessions; k++) {
            appui_day day = line->sessions[k].day;
            if (day >= pledge->from && day <= pledge->to &&
                appui_standing_stays(basin, standing, index, k)) {
                int32_t size = appui_half_size(line->sessions[k].half);
                (*uses)[n++] = (struct appui_use){basin->needs[line->need].project, day, size};
            }
        }
    }
    return n;
}

static void report_pledge(const struct context *context, int32_t partner, int32_t index,
                          int32_t standing, int32_t carried)
{
    const struct appui_pledge *pledge = &context->basin->partners[partner].pledges[index];
    struct overrun texts = overrun_days(standing + pledge->delivered, pledge->half_days);
    char pointer[POINTER_TEXT], from[APPUI_DATE_TEXT], to[APPUI_DATE_TEXT], lost[APPUI_DAYS_TEXT];
    snprintf(pointer, sizeof pointer, "/partners/%d/pledges/%d", (int)partner, (int)index);
    appui_date_write(pledge->from, from);
    appui_date_write(pledge->to, to);
    if (standing + pledge->delivered > pledge->half_days) {
        appui_faults_add(context->faults, APPUI_FAULT_PLEDGE_OVERRUN, pointer,
                         context->basin->partners[partner].id, "value", texts.value, "from", from,
                         "to", to, "over", texts.over, "high", texts.high, END);
    } else {
        appui_faults_add(context->faults, APPUI_FAULT_EARMARK_OVERRUN, pointer,
                         context->basin->partners[partner].id, "over",
                         appui_days_write((int64_t)standing - carried, lost), "from", from, "to",
                         to, END);
    }
}

/** R5 of what stands, in the periods that the horizon touches. @return 0, or -1 when memory fails.
 */
static int warn_partner(const struct context *context, int32_t index, struct appui_use **uses,
                        int32_t *capacity)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_partner *partner = &basin->partners[index];
    for (int32_t i = 0; i < partner->n_pledges; i++) {
        const struct appui_pledge *pledge = &partner->pledges[i];
        if (pledge->to < basin->horizon_start || pledge->from > basin->horizon_end) {
            continue;
        }
        int32_t n = collect_uses(context, index, pledge, uses, capacity);
        int32_t carried = n > 0 ? appui_ledger_carry(basin, pledge, *uses, n) : n;
        int32_t standing = 0;
        if (carried < 0) {
            return -1;
        }
        for (int32_t k = 0; k < n; k++) {
            standing += (*uses)[k].half_days;
        }
        if (carried < standing) {
            report_pledge(context, index, i, standing, carried);
        }
    }
    return 0;
}

/** Agreed sessions inside the horizon on dates for which the partner pledged nothing, one warning
 * per line. */
static void warn_unpledged(const struct context *context, int32_t index)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_line *line = &basin->lines[index];
    const struct appui_partner *partner = &basin->partners[basin->experts[line->expert].partner];
    char pointer[POINTER_TEXT], from[APPUI_DATE_TEXT], to[APPUI_DATE_TEXT];
    appui_day first = basin->horizon_end, last = basin->horizon_start;
    int32_t half_days = 0;
    for (int32_t i = 0; partner->limited && i < line->n_sessions; i++) {
        appui_day day = line->sessions[i].day;
        if (day >= basin->horizon_start && day <= basin->horizon_end &&
            appui_partner_pledge_at(partner, day) < 0 &&
            appui_standing_stays(basin, context->standing, index, i)) {
            half_days += appui_half_size(line->sessions[i].half);
            first = day < first ? day : first;
            last = day > last ? day : last;
        }
    }
    if (half_days > 0) {
        struct overrun texts = overrun_days(half_days, 0);
        appui_faults_add(context->faults, APPUI_FAULT_PLEDGE_OVERRUN,
                         pointer_to("lines", index, pointer), partner->id, "value", texts.value,
                         "from", appui_date_write(first, from), "to", appui_date_write(last, to),
                         "over", texts.over, "high", texts.high, END);
    }
}

/** All half-days of sessions that stay, by expert or by project. @return 0, or -1 when memory
 * fails. */
static int collect_bookings(const struct context *context, bool by_expert,
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

static int warn_bookings(const struct context *context, bool by_expert)
{
    const struct appui_basin *basin = context->basin;
    struct appui_bookings bookings = {NULL, 0, 0};
    char pointer[POINTER_TEXT], date[APPUI_DATE_TEXT];
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
                         session_pointer(booking->line, booking->session, pointer), id,
                         by_expert ? "expert" : "project", id, "date",
                         appui_date_write((appui_day)(booking->half / 2), date), "half",
                         appui_half_name(booking->half % 2 == 0 ? APPUI_AM : APPUI_PM), END);
    }
    appui_bookings_release(&bookings);
    return code;
}

/** Starts of all sessions that stay, by need. @return 0, or -1 when memory fails. */
static int collect_starts(const struct context *context, struct appui_bookings *starts)
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

/** R9 of what stands: one warning per need and week, at its first session. */
static void warn_weeks(const struct context *context, const struct appui_bookings *starts)
{
    char pointer[POINTER_TEXT], date[APPUI_DATE_TEXT];
    int32_t end;
    for (int32_t i = 0; i < starts->n; i = end) {
        const struct appui_booking *first = &starts->items[i];
        const struct appui_need *need = &context->basin->needs[first->owner];
        appui_day monday = appui_date_monday((appui_day)(first->half / 2));
        end = appui_bookings_end(starts, i, 2 * ((int64_t)monday + 7));
        if (need->per_week != APPUI_ABSENT && end - i > need->per_week) {
            struct overrun texts = overrun_count(end - i, need->per_week);
            appui_faults_add(context->faults, APPUI_FAULT_WEEK_OVERRUN,
                             session_pointer(first->line, first->session, pointer), need->id,
                             "need", need->id, "value", texts.value, "date",
                             appui_date_write(monday, date), "high", texts.high, END);
        }
    }
}

/** Last half-day of the sessions of a need that stay; INT64_MIN without any. */
static int64_t last_half(const struct context *context, int32_t need)
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
static void warn_order(const struct context *context, const struct appui_bookings *starts,
                       int32_t first)
{
    const struct appui_basin *basin = context->basin;
    const struct appui_booking *start = &starts->items[first];
    const struct appui_need *need = &basin->needs[start->owner];
    char pointer[POINTER_TEXT], date[APPUI_DATE_TEXT];
    for (int32_t i = 0; i < need->n_after; i++) {
        int64_t last = last_half(context, need->after[i]);
        if (last >= start->half) {
            appui_faults_add(context->faults, APPUI_FAULT_ORDER_NOT_KEPT,
                             session_pointer(start->line, start->session, pointer), need->id,
                             "need", need->id, "date",
                             appui_date_write((appui_day)(start->half / 2), date), "other",
                             basin->needs[need->after[i]].id, END);
        }
    }
}

static int warn_sequences(const struct context *context)
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

void appui_standing_warn(const struct appui_basin *basin, const struct appui_standing *standing,
                         struct appui_faults *faults)
{
    const struct context context = {basin, standing, faults};
    struct appui_use *uses = NULL;
    int32_t capacity = 0;
    int code = 0;
    for (int32_t i = 0; i < basin->n_lines; i++) {
        warn_line(&context, i);
    }
    for (int32_t i = 0; i < basin->n_needs; i++) {
        warn_need(&context, i);
    }
    for (int32_t i = 0; i < basin->n_experts; i++) {
        warn_expert(&context, i);
    }
    for (int32_t i = 0; code == 0 && i < basin->n_partners; i++) {
        code = warn_partner(&context, i, &uses, &capacity);
    }
    for (int32_t i = 0; i < basin->n_lines; i++) {
        warn_unpledged(&context, i);
    }
    appui_free(uses);
    if (code != 0 || warn_bookings(&context, true) != 0 || warn_bookings(&context, false) != 0 ||
        warn_sequences(&context) != 0) {
        faults->out_of_memory = true;
    }
}
