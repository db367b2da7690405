/*
 * Lines under work: what their sessions come to, which of them take time, and their way back into
 * the draft.
 */
#include <string.h>

#include "model/decide_parts.h"

int32_t appui_decide_half_days(const struct appui_worked_line *line, enum appui_session_state state)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < line->n; i++) {
        if (!line->sessions[i].gone && line->sessions[i].at.state == state) {
            sum += appui_half_size(line->sessions[i].at.half);
        }
    }
    return sum;
}

int32_t appui_decide_dated(const struct appui_deciding *d, int32_t line)
{
    int32_t dated = appui_decide_half_days(&d->worked[line], APPUI_SESSION_DONE) +
                    appui_decide_half_days(&d->worked[line], APPUI_SESSION_PLANNED);
    for (int32_t i = 0; i < d->n_moves; i++) {
        dated += d->moves[i].line == line ? appui_half_size(d->moves[i].to.half) : 0;
    }
    return dated;
}

bool appui_decide_touches(const struct appui_deciding *d, int32_t line)
{
    bool touched = false;
    for (int32_t i = 0; i < d->worked[line].n && !touched; i++) {
        touched = d->worked[line].sessions[i].row >= 0;
    }
    return touched;
}

bool appui_decide_overlap(appui_day day, enum appui_half half, appui_day other_day,
                          enum appui_half other_half)
{
    return day == other_day &&
           (half == other_half || half == APPUI_FULL || other_half == APPUI_FULL);
}

bool appui_decide_occupies(const struct appui_deciding *d, int32_t line, int32_t session)
{
    const struct appui_line_standing *standing = &d->in->standing->lines[line];
    const struct appui_worked_session *worked = &d->worked[line].sessions[session];
    bool original = session < d->in->basin->lines[line].n_sessions;
    bool impossible = original && worked->row < 0 && standing->why[session] != APPUI_STAYS;
    return standing->counts && !d->worked[line].removed && !worked->gone && !impossible &&
           worked->at.state != APPUI_SESSION_CANCELLED;
}

struct appui_worked_session *appui_decide_impossible(struct appui_deciding *d, int32_t line)
{
    const struct appui_worked_line *worked = &d->worked[line];
    const struct appui_line_standing *standing = &d->in->standing->lines[line];
    for (int32_t i = 0; i < d->in->basin->lines[line].n_sessions; i++) {
        struct appui_worked_session *session = &worked->sessions[i];
        bool planned = session->at.state == APPUI_SESSION_PLANNED && !session->gone;
        if (standing->why[i] != APPUI_STAYS && planned && session->row < 0) {
            return session;
        }
    }
    return NULL;
}

/* A session that a row of the table takes from its date. One that an approval moves (R7) is of no
 * row. */
static bool is_off(const struct appui_worked_session *session)
{
    return session->row >= 0 && (session->gone || session->at.state == APPUI_SESSION_CANCELLED);
}

bool appui_decide_called_off(const struct appui_deciding *d, int32_t need, int32_t expert,
                             const struct appui_session *session)
{
    const struct appui_basin *basin = d->in->basin;
    for (int32_t i = 0; i < basin->n_lines; i++) {
        bool same = basin->lines[i].need == need && basin->lines[i].expert == expert;
        for (int32_t k = 0; same && k < d->worked[i].n; k++) {
            const struct appui_draft_session *at = &d->worked[i].sessions[k].at;
            if (is_off(&d->worked[i].sessions[k]) &&
                appui_decide_overlap(session->day, session->half, at->day, at->half)) {
                return true;
            }
        }
    }
    return false;
}

int32_t appui_decide_half_days_off(const struct appui_worked_line *line)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < line->n; i++) {
        sum += is_off(&line->sessions[i]) ? appui_half_size(line->sessions[i].at.half) : 0;
    }
    return sum;
}

void appui_decide_add_session(struct appui_deciding *d, int32_t line,
                              struct appui_worked_session session)
{
    struct appui_worked_line *worked = &d->worked[line];
    struct appui_worked_session *all =
        appui_arena_alloc(&d->scratch, (size_t)worked->n + 1, sizeof *all);
    if (all == NULL) {
        d->no_memory = true;
        return;
    }
    if (worked->n > 0) {
        memcpy(all, worked->sessions, (size_t)worked->n * sizeof *all);
    }
    all[worked->n++] = session;
    worked->sessions = all;
}

void appui_decide_flush(struct appui_deciding *d)
{
    for (int32_t i = 0; !d->no_memory && i < d->in->basin->n_lines; i++) {
        struct appui_draft_line *line = &d->draft->lines[i];
        const struct appui_worked_line *worked = &d->worked[i];
        line->n_sessions = 0;
        line->sessions =
            appui_arena_alloc(&d->draft->arena, (size_t)worked->n, sizeof *line->sessions);
        d->no_memory |= line->sessions == NULL;
        for (int32_t k = 0; line->sessions != NULL && k < worked->n; k++) {
            if (!worked->sessions[k].gone) {
                line->sessions[line->n_sessions++] = worked->sessions[k].at;
            }
        }
    }
}
