/*
 * Agreed days get the dates that the plan gives them, where a row approves these.
 */
#include "model/decide_parts.h"

static bool has_session(const struct appui_worked_line *line, const struct appui_session *session)
{
    for (int32_t i = 0; i < line->n; i++) {
        const struct appui_draft_session *at = &line->sessions[i].at;
        if (!line->sessions[i].gone && at->state != APPUI_SESSION_CANCELLED &&
            at->day == session->day && at->half == session->half) {
            return true;
        }
    }
    return false;
}

/* Gives an agreed line a date of the plan. @param held_before  the first day that the row can agree
 * to, where the session comes before it, else absent
 * @return false when the line has no day left to date */
static bool date_agreed(struct appui_deciding *d, int32_t index,
                        const struct appui_session *session, appui_day held_before)
{
    struct appui_worked_line *worked = &d->worked[index];
    const struct appui_line *line = &d->in->basin->lines[index];
    int32_t dated = appui_decide_half_days(worked, APPUI_SESSION_DONE) +
                    appui_decide_half_days(worked, APPUI_SESSION_PLANNED);
    struct appui_effect effect =
        appui_decide_pair_effect(d, APPUI_EFFECT_SESSION_DATED, line->need, line->expert);
    struct appui_worked_session *old = appui_decide_impossible(d, index);
    int32_t room = d->draft->lines[index].half_days - dated;
    /* what rows have called off is no room while a session waits for a new date */
    int32_t spare = room - appui_decide_half_days_off(worked);
    bool swaps = old != NULL && spare < appui_half_size(session->half);
    if (room + (swaps ? appui_half_size(old->at.half) : 0) < appui_half_size(session->half)) {
        return false;
    }
    effect.day = held_before;
    if (swaps) {
        effect.kind = APPUI_EFFECT_SESSION_MOVED;
        effect.from = (struct appui_date_half){old->at.day, old->at.half};
        old->gone = true;
    }
    effect.to = (struct appui_date_half){session->day, session->half};
    struct appui_worked_session added = {
        .at = {.day = session->day, .half = session->half, .state = APPUI_SESSION_PLANNED},
        .row = -1};
    appui_decide_add_session(d, index, added);
    appui_decide_tell(d, effect);
    return true;
}

/* A date that the calendar before the plan gave already was told to expert and firm: up to the
 * decision it may have been held. One that the plan itself gives nobody knew of. */
static bool may_have_been_held(const struct appui_deciding *d, const struct appui_plan_line *line,
                               const struct appui_session *session)
{
    struct appui_date_half at = {session->day, session->half};
    return d->in->plan->previous != NULL &&
           appui_previous_dated(d->in->plan->previous, line->need, line->expert, at);
}

/* Takes over the dates that the plan gives to an agreed line. @return how many, those counted that
 * nobody can have agreed to */
static int32_t take_dates(struct appui_deciding *d, int32_t row, const struct appui_plan_line *line)
{
    appui_day from = appui_decide_agreed_from(d, row);
    int32_t n = 0;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        const struct appui_session *session = &line->sessions[i];
        bool fresh = session->state == APPUI_SESSION_PLANNED &&
                     !has_session(&d->worked[line->basin_line], session) &&
                     !appui_decide_called_off(d, line->need, line->expert, session);
        if (!fresh) {
            continue;
        }
        if (!may_have_been_held(d, line, session) && !appui_decide_agrees(d, row, line, session)) {
            n++;
        } else if (appui_decide_stays(d, line, line->expert, session)) {
            appui_day held_before = session->day < from ? from : APPUI_ABSENT;
            n += date_agreed(d, line->basin_line, session, held_before) ? 1 : 0;
        }
    }
    return n;
}

int32_t appui_decide_date_agreed(struct appui_deciding *d, int32_t row)
{
    const struct appui_plan *plan = d->in->plan;
    int32_t n = 0;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        if (line->basin_line >= 0 &&
            appui_decide_speaks_of(d, &d->rulings[row], line->basin_line)) {
            n += take_dates(d, row, line);
        }
    }
    return n;
}
