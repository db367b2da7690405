/*
 * Lines: what exists already. Sessions of one line lie apart, add up to its days and agree with its
 * state; whether they can stay is model/standing's to judge.
 */
#include <stdlib.h>

#include "model/validate.h"

static const struct appui_field days = {"days", APPUI_UNIT_HALF_DAYS, 1, APPUI_HALF_DAYS_MAX};

struct numbered_session {
    struct appui_session session;
    int32_t index;
};

static int by_time(const void *left, const void *right)
{
    const struct numbered_session *a = left, *b = right;
    if (a->session.day != b->session.day) {
        return a->session.day < b->session.day ? -1 : 1;
    }
    if (a->session.half != b->session.half) {
        return a->session.half < b->session.half ? -1 : 1;
    }
    return (a->index > b->index) - (a->index < b->index);
}

/* Sorted by time with full sessions last in their day, a session overlaps one before it exactly
 * when it overlaps its neighbour. Cancelled sessions take no time. */
static int check_overlaps(struct appui_validation *v, const struct appui_place *place,
                          const struct appui_line *line)
{
    int32_t n = 0;
    struct numbered_session *sorted = appui_scratch_array(v, line->n_sessions, sizeof *sorted);
    if (!sorted) {
        return -1;
    }
    for (int32_t i = 0; i < line->n_sessions; i++) {
        const struct appui_session *session = &line->sessions[i];
        if (session->state != APPUI_SESSION_CANCELLED && session->day != APPUI_ABSENT) {
            sorted[n++] = (struct numbered_session){*session, i};
        }
    }
    qsort(sorted, (size_t)n, sizeof *sorted, by_time);
    for (int32_t i = 1; i < n; i++) {
        const struct appui_session *session = &sorted[i].session, *last = &sorted[i - 1].session;
        if (session->day != last->day ||
            (session->half != last->half && session->half != APPUI_FULL)) {
            continue;
        }
        struct appui_spot spot = {place, "sessions", sorted[i].index};
        struct appui_spot other = {place, "sessions", sorted[i - 1].index};
        appui_faults_add(v->faults, APPUI_FAULT_SESSION_TWICE, appui_spot_pointer(v, spot), NULL,
                         "date", appui_date_kept(v, session->day), "half",
                         appui_half_text(session->half), "other", appui_spot_pointer(v, other),
                         (const char *)NULL);
    }
    return 0;
}

static void report_session(struct appui_validation *v, struct appui_spot spot,
                           enum appui_fault_code code, const struct appui_session *session)
{
    appui_faults_add(v->faults, code, appui_spot_pointer(v, spot), NULL, "date",
                     appui_date_kept(v, session->day), "half", appui_half_text(session->half),
                     "as_of", appui_date_kept(v, v->basin->as_of), (const char *)NULL);
}

/* `stated` is false when the reader could not make out the line's state. */
static void check_session(struct appui_validation *v, struct appui_spot spot,
                          const struct appui_line *line, const struct appui_session *session,
                          bool stated)
{
    bool done = session->state == APPUI_SESSION_DONE;
    bool planned = session->state == APPUI_SESSION_PLANNED;
    if (session->day == APPUI_ABSENT) {
        v->incomplete = true;
        return;
    }
    if (done && session->day > v->basin->as_of && v->basin->as_of != APPUI_ABSENT) {
        report_session(v, spot, APPUI_FAULT_SESSION_DONE_AHEAD, session);
    }
    if (done && stated && line->state == APPUI_PROPOSED) {
        report_session(v, spot, APPUI_FAULT_PROPOSED_LINE_DONE, session);
    }
    if (planned && stated && line->state == APPUI_DONE) {
        report_session(v, spot, APPUI_FAULT_DONE_LINE_PLANNED, session);
    } else if (planned && line->need >= 0 && session->half != APPUI_FULL &&
               v->basin->needs[line->need].session == 2) {
        report_session(v, spot, APPUI_FAULT_SESSION_NOT_FULL, session);
    }
}

static int64_t half_days_in(const struct appui_line *line, enum appui_session_state state)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        if (line->sessions[i].state == state) {
            sum += appui_half_size(line->sessions[i].half);
        }
    }
    return sum;
}

static void report_sum(struct appui_validation *v, const struct appui_place *place,
                       enum appui_fault_code code, int64_t sum, int32_t allowed)
{
    struct appui_spot spot = {place, "sessions", -1};
    appui_faults_add(v->faults, code, appui_spot_pointer(v, spot), NULL, "value",
                     appui_figure_text(v, APPUI_UNIT_HALF_DAYS, sum), "high",
                     appui_figure_text(v, APPUI_UNIT_HALF_DAYS, allowed), (const char *)NULL);
}

/* An agreed line may still lack sessions, a done one may not; planned sessions of a done one are
 * reported on their own, and count here as what they are meant to be. */
static void check_sums(struct appui_validation *v, const struct appui_place *place,
                       const struct appui_line *line)
{
    int64_t done = half_days_in(line, APPUI_SESSION_DONE);
    int64_t dated = done + half_days_in(line, APPUI_SESSION_PLANNED);
    if (line->half_days == APPUI_ABSENT) {
        return;
    }
    if (line->state == APPUI_DONE && done != line->half_days && dated != line->half_days) {
        report_sum(v, place, APPUI_FAULT_DONE_LINE_INCOMPLETE, done, line->half_days);
    } else if (dated > line->half_days && line->state != APPUI_DONE) {
        report_sum(v, place, APPUI_FAULT_LINE_OVERFULL, dated, line->half_days);
    }
}

/* @return true when every session could be read */
static bool read_sessions(struct appui_validation *v, const struct appui_place *place,
                          const struct appui_draft_line *draft, struct appui_line *line)
{
    bool whole = true;
    for (int32_t i = 0; i < draft->n_sessions; i++) {
        const struct appui_draft_session *session = &draft->sessions[i];
        struct appui_spot spot = {place, "sessions", i};
        appui_day day = session->broken ? APPUI_ABSENT : session->day;
        whole = whole && day != APPUI_ABSENT;
        line->sessions[i] = (struct appui_session){day, session->half, session->state};
        check_session(v, spot, line, &line->sessions[i], !draft->broken);
    }
    v->incomplete |= !whole;
    return whole;
}

static int read_line(struct appui_validation *v, int32_t index)
{
    const struct appui_draft_line *draft = &v->draft->lines[index];
    struct appui_line *line = &v->basin->lines[index];
    struct appui_place place = appui_place_at(v, NULL, "/lines", index);
    struct appui_spot need = {&place, "need", -1}, expert = {&place, "expert", -1};
    v->incomplete |= draft->broken;
    line->need = appui_validate_reference(v, need, APPUI_KIND_NEED, draft->need);
    line->expert = appui_validate_reference(v, expert, APPUI_KIND_EXPERT, draft->expert);
    line->half_days = appui_validate_required(v, &place, &days, draft->half_days);
    line->state = draft->state;
    line->n_sessions = draft->n_sessions;
    line->sessions = appui_keep_array(v, draft->n_sessions, sizeof *line->sessions);
    if (!line->sessions) {
        return -1;
    }
    if (read_sessions(v, &place, draft, line) && !draft->broken) {
        check_sums(v, &place, line);
    }
    return check_overlaps(v, &place, line);
}

int appui_validate_lines(struct appui_validation *v)
{
    struct appui_basin *basin = v->basin;
    basin->n_lines = v->draft->n_lines;
    basin->lines = appui_keep_array(v, basin->n_lines, sizeof *basin->lines);
    if (!basin->lines) {
        return -1;
    }
    for (int32_t i = 0; i < basin->n_lines; i++) {
        if (read_line(v, i) != 0) {
            return -1;
        }
    }
    return 0;
}
