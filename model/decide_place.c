/*
 * Where sessions may lie in the basin as it will be: model/rules says which slots are open to a
 * pair, the lines under work which are taken by now. A session that moves is told what stands in
 * its way, the broadest cause first.
 */
#include "model/decide_parts.h"

bool appui_decide_taken(const struct appui_deciding *d, int32_t expert, int32_t project,
                        appui_day day, enum appui_half half)
{
    const struct appui_basin *basin = d->in->basin;
    for (int32_t i = 0; i < basin->n_lines; i++) {
        const struct appui_line *line = &basin->lines[i];
        bool shares = line->expert == expert || basin->needs[line->need].project == project;
        for (int32_t k = 0; shares && k < d->worked[i].n; k++) {
            const struct appui_draft_session *s = &d->worked[i].sessions[k].at;
            if (appui_decide_occupies(d, i, k) &&
                appui_decide_overlap(day, half, s->day, s->half)) {
                return true;
            }
        }
    }
    for (int32_t i = 0; i < d->n_fresh; i++) {
        bool shares =
            d->fresh_expert[i] == expert || basin->needs[d->fresh_need[i]].project == project;
        for (int32_t k = 0; shares && k < d->fresh[i].n_sessions; k++) {
            const struct appui_draft_session *s = &d->fresh[i].sessions[k];
            if (appui_decide_overlap(day, half, s->day, s->half)) {
                return true;
            }
        }
    }
    return false;
}

/* The standing of `next` still has impossible sessions out and the others in, and sessions that the
 * run dates are in the lines under work: a slot must be free in both. */
bool appui_decide_fits(struct appui_deciding *d, int32_t expert, int32_t need, appui_day day,
                       enum appui_half half)
{
    struct appui_rules rules = {.basin = d->next, .standing = d->next_standing, .calendar = true};
    if (!appui_basin_in_horizon(d->next, day)) {
        return false;
    }
    appui_rules_slots(&rules, expert, need, &d->scratch_slots);
    return appui_basin_holds(d->next, &d->scratch_slots, (struct appui_date_half){day, half}) &&
           !appui_decide_taken(d, expert, d->next->needs[need].project, day, half);
}

/* First and last day that the rules leave to sessions of a need. */
static void window_of(const struct appui_deciding *d, int32_t need, appui_day *from, appui_day *to)
{
    struct appui_rules rules = {.basin = d->next, .standing = d->next_standing, .calendar = true};
    int32_t first, last;
    appui_rules_window(&rules, need, &first, &last);
    *from = d->next->horizon_start + (first >= 0 ? first / 2 : 0);
    *to = d->next->horizon_start + (last >= 0 ? last / 2 : -1);
}

/* What stands in the way of a session, or APPUI_N_FAULT_CODES. */
static enum appui_fault_code obstacle(struct appui_deciding *d, const struct appui_line *line,
                                      struct appui_date_half at)
{
    const struct appui_basin *basin = d->next;
    int32_t project = basin->needs[line->need].project;
    const struct appui_partner *partner = &basin->partners[basin->experts[line->expert].partner];
    if (at.day < basin->as_of) {
        return APPUI_FAULT_DECIDE_SLOT_PAST;
    }
    if (!appui_basin_in_horizon(basin, at.day)) {
        return APPUI_FAULT_DECIDE_SLOT_WINDOW;
    }
    if (!appui_basin_holds(basin, &basin->working, at)) {
        return APPUI_FAULT_DECIDE_SLOT_NOT_WORKING;
    }
    if ((partner->until != APPUI_ABSENT && at.day > partner->until) ||
        !appui_basin_holds(basin, &basin->experts[line->expert].free, at)) {
        return APPUI_FAULT_DECIDE_SLOT_EXPERT_AWAY;
    }
    if (!appui_basin_holds(basin, &basin->projects[project].free, at)) {
        return APPUI_FAULT_DECIDE_SLOT_FIRM_AWAY;
    }
    if (appui_decide_taken(d, line->expert, project, at.day, at.half)) {
        return APPUI_FAULT_DECIDE_SLOT_TAKEN;
    }
    return appui_decide_fits(d, line->expert, line->need, at.day, at.half)
               ? APPUI_N_FAULT_CODES
               : APPUI_FAULT_DECIDE_SLOT_WINDOW;
}

static void report(struct appui_deciding *d, const struct appui_pending_move *move,
                   enum appui_fault_code code)
{
    const struct appui_line *line = &d->in->basin->lines[move->line];
    const struct appui_basin *basin = d->next;
    char date[APPUI_DATE_TEXT], from_text[APPUI_DATE_TEXT], to_text[APPUI_DATE_TEXT];
    appui_day from = basin->as_of, to;
    if (code == APPUI_FAULT_DECIDE_SLOT_PAST) {
        to = basin->horizon_end;
    } else {
        window_of(d, line->need, &from, &to);
    }
    appui_decide_fault(d, move->row, APPUI_PART_TO_DATE, code, "date",
                       appui_date_write(move->to.day, date), "expert",
                       basin->experts[line->expert].id, "from", appui_date_write(from, from_text),
                       "to", appui_date_write(to, to_text), (const char *)NULL);
}

void appui_decide_moves(struct appui_deciding *d)
{
    for (int32_t i = 0; i < d->n_moves; i++) {
        const struct appui_pending_move *move = &d->moves[i];
        const struct appui_line *line = &d->in->basin->lines[move->line];
        if (!d->rulings[move->row].valid || d->worked[move->line].removed) {
            continue;
        }
        enum appui_fault_code code = obstacle(d, line, move->to);
        if (code != APPUI_N_FAULT_CODES) {
            report(d, move, code);
            continue;
        }
        struct appui_worked_session session = {
            .at = {.day = move->to.day, .half = move->to.half, .state = APPUI_SESSION_PLANNED},
            .row = move->row};
        appui_decide_add_session(d, move->line, session);
        struct appui_effect effect =
            appui_decide_pair_effect(d, APPUI_EFFECT_SESSION_MOVED, line->need, line->expert);
        effect.from = move->from;
        effect.to = move->to;
        appui_decide_tell(d, effect);
    }
}
