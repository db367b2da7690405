/*
 * Sessions of agreed lines: held, cancelled, taken from where they were. Rows with a date take
 * their sessions first; a row without one takes what the others leave.
 */
#include "model/days.h"
#include "model/decide_walk.h"

static void tell_session(struct appui_deciding *d, enum appui_effect_kind kind, int32_t line,
                         const struct appui_draft_session *session)
{
    const struct appui_line *agreed = &d->in->basin->lines[line];
    struct appui_effect effect = appui_decide_pair_effect(d, kind, agreed->need, agreed->expert);
    effect.from = (struct appui_date_half){session->day, session->half};
    appui_decide_tell(d, effect);
}

/* A line never has fewer days than its sessions. */
static void raise_days(struct appui_deciding *d, int32_t index)
{
    struct appui_draft_line *line = &d->draft->lines[index];
    int32_t dated = appui_decide_dated(d, index);
    if (dated > line->half_days) {
        const struct appui_line *agreed = &d->in->basin->lines[index];
        struct appui_effect effect =
            appui_decide_pair_effect(d, APPUI_EFFECT_LINE_DAYS, agreed->need, agreed->expert);
        effect.before = line->half_days;
        effect.half_days = line->half_days = dated;
        appui_decide_tell(d, effect);
    }
}

/* What was held where nothing was planned stands in for sessions that cannot be held (R7); what is
 * more than the line's days then makes them more. */
static void settle_days(struct appui_deciding *d, int32_t index)
{
    const struct appui_worked_line *worked = &d->worked[index];
    const struct appui_line *line = &d->in->basin->lines[index];
    for (int32_t k = line->n_sessions;
         k < worked->n && appui_decide_dated(d, index) > d->draft->lines[index].half_days; k++) {
        struct appui_worked_session *old = appui_decide_impossible(d, index);
        if (old != NULL) {
            const struct appui_draft_session *held = &worked->sessions[k].at;
            struct appui_effect effect =
                appui_decide_pair_effect(d, APPUI_EFFECT_SESSION_MOVED, line->need, line->expert);
            effect.from = (struct appui_date_half){old->at.day, old->at.half};
            effect.to = (struct appui_date_half){held->day, held->half};
            old->gone = true;
            appui_decide_tell(d, effect);
        }
    }
    raise_days(d, index);
}

static void set_state(struct appui_deciding *d, struct appui_worked_session *session,
                      const struct appui_walk *walk, int32_t row, enum appui_session_state state)
{
    session->at.state = state;
    session->row = row;
    tell_session(
        d, state == APPUI_SESSION_DONE ? APPUI_EFFECT_SESSION_DONE : APPUI_EFFECT_SESSION_CANCELLED,
        walk->line, &session->at);
}

static void set_all(struct appui_deciding *d, struct appui_walk walk, int32_t row,
                    enum appui_session_state state)
{
    for (struct appui_worked_session *s = appui_walk_next(d, &walk); s != NULL;
         s = appui_walk_next(d, &walk)) {
        set_state(d, s, &walk, row, state);
    }
}

/* True when a session other than `but` takes that time of the line's expert or firm. */
static bool is_taken(const struct appui_deciding *d, int32_t line,
                     const struct appui_draft_session *at, const struct appui_worked_session *but)
{
    const struct appui_basin *basin = d->in->basin;
    const struct appui_line *own = &basin->lines[line];
    for (int32_t i = 0; i < basin->n_lines; i++) {
        const struct appui_line *other = &basin->lines[i];
        bool shares = other->expert == own->expert ||
                      basin->needs[other->need].project == basin->needs[own->need].project;
        for (int32_t k = 0; shares && k < d->worked[i].n; k++) {
            const struct appui_worked_session *s = &d->worked[i].sessions[k];
            if (s != but && appui_decide_occupies(d, i, k) &&
                appui_decide_overlap(at->day, at->half, s->at.day, s->at.half)) {
                return true;
            }
        }
    }
    return false;
}

static void report_taken(struct appui_deciding *d, int32_t row)
{
    char day[APPUI_DATE_TEXT];
    appui_decide_fault(d, row, APPUI_PART_DATE, APPUI_FAULT_DECIDE_SLOT_TAKEN, "date",
                       appui_date_write(d->rulings[row].row->day, day), (const char *)NULL);
}

/* Support that the committee had not agreed to yet cannot have been held as agreed. */
static void check_agreed(struct appui_deciding *d, int32_t row, int32_t line)
{
    const struct appui_basin *basin = d->in->basin;
    const struct appui_need *need = &basin->needs[basin->lines[line].need];
    if (basin->committees.given && need->phase == APPUI_SUPPORT &&
        !appui_decide_waits(d, need->project)) {
        appui_decide_check_after_committee(d, row);
    }
}

/* A session that was held where none was planned. */
static void add_done(struct appui_deciding *d, int32_t row)
{
    const struct appui_decision *said = d->rulings[row].row;
    int32_t line = -1, n = appui_walk_lines(d, &d->rulings[row], &line);
    char number[APPUI_DAYS_TEXT];
    if (n == 0) {
        appui_walk_report_none(d, row);
    } else if (n > 1) {
        appui_decide_fault(d, row, APPUI_PART_DAYS, APPUI_FAULT_DECIDE_SEVERAL_LINES, "key", "days",
                           "value", appui_count_write(n, number), (const char *)NULL);
    } else if (said->half_days == 1 && said->half == APPUI_FULL) {
        appui_decide_fault(d, row, APPUI_PART_HALF, APPUI_FAULT_DECIDE_HALF_WHICH,
                           (const char *)NULL);
    } else if (said->half_days == 1 && said->half == APPUI_ABSENT) {
        appui_decide_fault(d, row, APPUI_PART_HALF, APPUI_FAULT_DECIDE_PART_MISSING, "key", "half",
                           "decision", "done", (const char *)NULL);
    } else {
        check_agreed(d, row, line);
        appui_decide_check_unplanned(d, row);
        enum appui_half half = said->half_days == 2 ? APPUI_FULL : (enum appui_half)said->half;
        struct appui_worked_session session = {
            .at = {.day = said->day, .half = half, .state = APPUI_SESSION_DONE}, .row = row};
        if (!d->rulings[row].valid) {
            return;
        }
        if (is_taken(d, line, &session.at, NULL)) {
            report_taken(d, row);
        } else {
            appui_decide_add_session(d, line, session);
            tell_session(d, APPUI_EFFECT_SESSION_DONE, line, &session.at);
        }
    }
}

/* A planned session that lasted as long as the row says. */
static void set_length(struct appui_deciding *d, struct appui_walk walk, int32_t row)
{
    const struct appui_decision *said = d->rulings[row].row;
    struct appui_worked_session *session = appui_walk_next(d, &walk);
    struct appui_draft_session held = session->at;
    if (said->half_days == 2) {
        held.half = APPUI_FULL;
    } else if (said->half == APPUI_AM || said->half == APPUI_PM) {
        held.half = (enum appui_half)said->half;
    } else if (held.half == APPUI_FULL) {
        held.half = APPUI_AM;
    }
    if (is_taken(d, walk.line, &held, session)) {
        report_taken(d, row);
        return;
    }
    session->at = held;
    set_state(d, session, &walk, row, APPUI_SESSION_DONE);
}

/* True when the sessions of a walk lasted as planned, so far as the row says. */
static bool lasted_as_planned(struct appui_deciding *d, struct appui_walk walk, int32_t row,
                              int32_t n, int32_t half_days)
{
    const struct appui_decision *said = d->rulings[row].row;
    if (said->half_days == APPUI_ABSENT) {
        return true;
    }
    bool same_half = n > 1 || said->half == APPUI_ABSENT || said->half_days == 2 ||
                     (int32_t)appui_walk_next(d, &walk)->at.half == said->half;
    return said->half_days == half_days && same_half;
}

static void do_dated(struct appui_deciding *d, int32_t row)
{
    const struct appui_decision *said = d->rulings[row].row;
    int32_t half_days;
    struct appui_walk walk = appui_walk_start(d, row);
    if (said->half_days != APPUI_ABSENT) {
        walk.half = APPUI_ABSENT; /* the row tells how long it was, whatever was planned */
    }
    int32_t n = appui_walk_count(d, walk, &half_days);
    if (n > 1 && said->half_days == 1 && said->half != APPUI_ABSENT) {
        walk.half = said->half;
        n = appui_walk_count(d, walk, &half_days);
    }
    if (n == 0 && said->half_days != APPUI_ABSENT && appui_walk_said_before(d, row) < 0) {
        add_done(d, row);
    } else if (n == 0) {
        appui_walk_report_none(d, row);
    } else if (lasted_as_planned(d, walk, row, n, half_days)) {
        set_all(d, walk, row, APPUI_SESSION_DONE);
    } else if (n > 1) {
        appui_walk_report_several(d, row, n);
    } else {
        set_length(d, walk, row);
    }
}

/* The earliest session of a walk that no row speaks of yet. */
static struct appui_worked_session *earliest(struct appui_deciding *d, struct appui_walk *walk)
{
    struct appui_worked_session *best = NULL;
    struct appui_walk at_best = *walk, step = *walk;
    for (struct appui_worked_session *s = appui_walk_next(d, &step); s != NULL;
         s = appui_walk_next(d, &step)) {
        if (best == NULL || s->at.day < best->at.day ||
            (s->at.day == best->at.day && s->at.half < best->at.half)) {
            best = s;
            at_best = step;
        }
    }
    walk->line = at_best.line;
    return best;
}

/* The first `half_days` of the sessions up to today were held, the others were not. */
static void do_some(struct appui_deciding *d, int32_t row, int32_t half_days)
{
    for (;;) {
        struct appui_walk walk = appui_walk_start(d, row);
        struct appui_worked_session *s = earliest(d, &walk);
        if (s == NULL) {
            return;
        }
        if (half_days == 1 && s->at.half == APPUI_FULL) {
            s->at.half = APPUI_AM;
        }
        bool held = half_days > 0;
        half_days -= held ? appui_half_size(s->at.half) : 0;
        set_state(d, s, &walk, row, held ? APPUI_SESSION_DONE : APPUI_SESSION_CANCELLED);
    }
}

static void do_undated(struct appui_deciding *d, int32_t row)
{
    const struct appui_decision *said = d->rulings[row].row;
    int32_t half_days, line;
    int32_t n = appui_walk_count(d, appui_walk_start(d, row), &half_days);
    int32_t n_lines = appui_walk_lines(d, &d->rulings[row], &line);
    char value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
    if (n == 0) {
        appui_walk_report_none(d, row);
    } else if (said->half_days == APPUI_ABSENT) {
        set_all(d, appui_walk_start(d, row), row, APPUI_SESSION_DONE);
    } else if (n_lines > 1) {
        appui_decide_fault(d, row, APPUI_PART_DAYS, APPUI_FAULT_DECIDE_SEVERAL_LINES, "key", "days",
                           "value", appui_count_write(n_lines, value), (const char *)NULL);
    } else if (said->half_days > half_days) {
        appui_decide_fault(d, row, APPUI_PART_DAYS, APPUI_FAULT_DECIDE_DAYS_UNDATED, "value",
                           appui_days_write(said->half_days, value), "high",
                           appui_days_write(half_days, high), (const char *)NULL);
    } else {
        do_some(d, row, said->half_days);
    }
}

static void cancel(struct appui_deciding *d, int32_t row)
{
    int32_t half_days;
    int32_t n = appui_walk_count(d, appui_walk_start(d, row), &half_days);
    if (n == 0) {
        appui_walk_report_none(d, row);
    } else {
        set_all(d, appui_walk_start(d, row), row, APPUI_SESSION_CANCELLED);
    }
}

/* Takes a session from its date; where it goes is judged later. */
static void take_away(struct appui_deciding *d, int32_t row)
{
    const struct appui_decision *said = d->rulings[row].row;
    struct appui_walk walk = appui_walk_start(d, row);
    struct appui_worked_session *session = appui_walk_next(d, &walk);
    struct appui_date_half from = {session->at.day, session->at.half};
    struct appui_date_half to = {said->to_day, session->at.half};
    if (said->to_half != APPUI_ABSENT) {
        to.half = (enum appui_half)said->to_half;
    }
    if (appui_half_size(to.half) != appui_half_size(from.half)) {
        appui_decide_fault(d, row, APPUI_PART_TO_HALF, APPUI_FAULT_DECIDE_HALF_SIZE,
                           (const char *)NULL);
        return;
    }
    if (to.day == from.day && to.half == from.half) {
        char day[APPUI_DATE_TEXT];
        appui_decide_fault(d, row, APPUI_PART_TO_DATE, APPUI_FAULT_DECIDE_MOVED_NOWHERE, "value",
                           appui_date_write(to.day, day), (const char *)NULL);
        return;
    }
    session->row = row;
    session->gone = true;
    if (said->to_day == APPUI_ABSENT) {
        tell_session(d, APPUI_EFFECT_SESSION_UNDATED, walk.line, &session->at);
    } else {
        d->moves[d->n_moves++] = (struct appui_pending_move){row, walk.line, from, to};
    }
}

static void move(struct appui_deciding *d, int32_t row)
{
    int32_t half_days;
    int32_t n = appui_walk_count(d, appui_walk_start(d, row), &half_days);
    if (n == 0) {
        appui_walk_report_none(d, row);
    } else if (n > 1) {
        appui_walk_report_several(d, row, n);
    } else {
        take_away(d, row);
    }
}

void appui_decide_sessions(struct appui_deciding *d)
{
    for (int32_t i = 0; !d->no_memory && i < d->n; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        bool dated = ruling->row->day != APPUI_ABSENT;
        if (!ruling->valid) {
            continue;
        }
        if (ruling->row->kind == APPUI_DECISION_DONE && dated) {
            do_dated(d, i);
        } else if (ruling->row->kind == APPUI_DECISION_CANCELLED) {
            cancel(d, i);
        } else if (ruling->row->kind == APPUI_DECISION_MOVED) {
            move(d, i);
        }
    }
    for (int32_t i = 0; !d->no_memory && i < d->n; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        if (ruling->valid && ruling->row->kind == APPUI_DECISION_DONE &&
            ruling->row->day == APPUI_ABSENT) {
            do_undated(d, i);
        }
    }
    for (int32_t i = 0; !d->no_memory && i < d->in->basin->n_lines; i++) {
        if (appui_decide_touches(d, i)) {
            settle_days(d, i);
        }
    }
}
