/*
 * Dossiers: the status that a decision gives, the committee's date, and what
 * becomes of the agreed lines of a firm that is refused, withdraws or is done with.
 */
#include <string.h>

#include "model/decide_parts.h"

#define FROM(status) (1u << APPUI_##status)

static const char *const status_names[] = {
    [APPUI_SUBMITTED] = "submitted", [APPUI_DEFERRED] = "deferred", [APPUI_APPROVED] = "approved",
    [APPUI_RUNNING] = "running",     [APPUI_CLOSED] = "closed",     [APPUI_REFUSED] = "refused",
    [APPUI_WITHDRAWN] = "withdrawn"};

/* What becomes of a dossier: from which statuses, and to which. */
struct passage {
    unsigned from;
    enum appui_status to;
};

static const struct passage passages[APPUI_N_DECISION_KINDS] = {
    [APPUI_DECISION_APPROVED] = {FROM(SUBMITTED) | FROM(DEFERRED) | FROM(APPROVED) | FROM(RUNNING),
                                 APPUI_APPROVED},
    [APPUI_DECISION_REFUSED] = {FROM(SUBMITTED) | FROM(DEFERRED), APPUI_REFUSED},
    [APPUI_DECISION_DEFERRED] = {FROM(SUBMITTED) | FROM(DEFERRED), APPUI_DEFERRED},
    [APPUI_DECISION_WITHDRAWN] = {FROM(SUBMITTED) | FROM(DEFERRED) | FROM(APPROVED) | FROM(RUNNING),
                                  APPUI_WITHDRAWN},
    [APPUI_DECISION_CLOSED] = {FROM(APPROVED) | FROM(RUNNING), APPUI_CLOSED}};

static void set_status(struct appui_deciding *d, int32_t project, enum appui_status status)
{
    struct appui_draft_project *dossier = &d->draft->projects[project];
    if (dossier->status != status) {
        struct appui_effect effect = appui_decide_effect(APPUI_EFFECT_STATUS, project);
        effect.status_before = dossier->status;
        effect.status = dossier->status = status;
        appui_decide_tell(d, effect);
    }
}

static void set_committee(struct appui_deciding *d, int32_t project, appui_day day)
{
    struct appui_draft_project *dossier = &d->draft->projects[project];
    if (dossier->committee != day) {
        struct appui_effect effect = appui_decide_effect(APPUI_EFFECT_COMMITTEE, project);
        effect.day_before = dossier->committee;
        effect.day = dossier->committee = day;
        appui_decide_tell(d, effect);
    }
}

/* The date of the committee that decided: the row's, else the plan's, else the one known. */
static void date_committee(struct appui_deciding *d, int32_t project, appui_day said)
{
    appui_day proposed = appui_decide_meeting(d->in->plan, project);
    appui_day known = d->in->basin->projects[project].committee;
    appui_day day = said != APPUI_ABSENT ? said : proposed != APPUI_ABSENT ? proposed : known;
    set_committee(d, project, day);
    if (said != APPUI_ABSENT && proposed != APPUI_ABSENT && said != proposed) {
        appui_decide_gap(d, (struct appui_gap_of_plan){APPUI_GAP_DATE_CHANGED, project, -1, -1,
                                                       APPUI_ABSENT, APPUI_ABSENT});
    }
}

/* Without a date R11 keeps no session back, and no meeting is noted as held. */
static void warn_undated(struct appui_deciding *d, int32_t row)
{
    int32_t project = d->rulings[row].project;
    if (d->in->basin->committees.given && d->draft->projects[project].committee == APPUI_ABSENT) {
        appui_decide_fault(d, row, APPUI_PART_DATE, APPUI_FAULT_DECIDE_NO_COMMITTEE_DATE, "project",
                           d->in->basin->projects[project].id, (const char *)NULL);
    }
}

static void approve(struct appui_deciding *d, int32_t row)
{
    int32_t project = d->rulings[row].project;
    enum appui_status status = d->draft->projects[project].status;
    if (status == APPUI_SUBMITTED || status == APPUI_DEFERRED) {
        set_status(d, project, APPUI_APPROVED);
        date_committee(d, project, d->rulings[row].row->day);
        warn_undated(d, row);
    }
    appui_decide_propose_mandataire(d, project);
}

/* Cuts a line's days to its sessions, those on their way to another date included. */
static void cut_days(struct appui_deciding *d, int32_t index)
{
    struct appui_draft_line *line = &d->draft->lines[index];
    struct appui_worked_line *worked = &d->worked[index];
    const struct appui_line *agreed = &d->in->basin->lines[index];
    int32_t left = appui_decide_dated(d, index);
    struct appui_effect effect =
        appui_decide_pair_effect(d, left == 0 ? APPUI_EFFECT_LINE_ENDED : APPUI_EFFECT_LINE_DAYS,
                                 agreed->need, agreed->expert);
    effect.before = line->half_days;
    effect.half_days = left;
    if (left != line->half_days) {
        appui_decide_tell(d, effect);
    }
    worked->removed = left == 0;
    if (worked->removed) {
        line->state = APPUI_PROPOSED; /* binds nothing until the list is put together without it */
    } else {
        line->half_days = left;
    }
}

void appui_decide_cut_line(struct appui_deciding *d, int32_t index, appui_day from)
{
    struct appui_worked_line *worked = &d->worked[index];
    const struct appui_line *agreed = &d->in->basin->lines[index];
    for (int32_t i = 0; i < worked->n; i++) {
        struct appui_draft_session *session = &worked->sessions[i].at;
        if (!worked->sessions[i].gone && session->state == APPUI_SESSION_PLANNED &&
            session->day >= from) {
            session->state = APPUI_SESSION_CANCELLED;
            struct appui_effect effect = appui_decide_pair_effect(d, APPUI_EFFECT_SESSION_CANCELLED,
                                                                  agreed->need, agreed->expert);
            effect.from = (struct appui_date_half){session->day, session->half};
            appui_decide_tell(d, effect);
        }
    }
    cut_days(d, index);
}

/* A dossier that is over gets no new dates: sessions of it that rows cancel, shorten or leave
 * without a date take their days with them. */
static void cut_lost_days(struct appui_deciding *d)
{
    const struct appui_basin *basin = d->in->basin;
    for (int32_t i = 0; i < basin->n_lines; i++) {
        int32_t project = basin->needs[basin->lines[i].need].project;
        bool over = ((FROM(CLOSED) | FROM(REFUSED) | FROM(WITHDRAWN)) &
                     1u << d->draft->projects[project].status) != 0;
        if (over && d->in->standing->lines[i].agreed && !d->worked[i].removed &&
            appui_decide_touches(d, i)) {
            cut_days(d, i);
        }
    }
}

/* A session cannot find another date on a line that ends. */
static void check_moves(struct appui_deciding *d, int32_t row, int32_t line)
{
    for (int32_t i = 0; i < d->n_moves && d->rulings[row].valid; i++) {
        if (d->moves[i].line == line) {
            appui_decide_contradicts(d, row, d->moves[i].row);
        }
    }
}

/* @return how many agreed lines the row speaks of */
static int32_t cut_lines(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    appui_day today = d->result->as_of, said = ruling->row->day;
    bool ends_then =
        ruling->row->kind == APPUI_DECISION_WITHDRAWN || ruling->row->kind == APPUI_DECISION_CLOSED;
    int32_t n = 0;
    for (int32_t i = 0; i < d->in->basin->n_lines; i++) {
        if (appui_decide_speaks_of(d, ruling, i)) {
            int32_t before = d->draft->lines[i].half_days;
            check_moves(d, row, i);
            appui_decide_cut_line(d, i, ends_then && said != APPUI_ABSENT ? said : today);
            if (!appui_decide_is_whole(ruling)) {
                appui_decide_note_taken_back(d, i, before);
            }
            n++;
        }
    }
    return n;
}

static const char *allowed_statuses(struct appui_deciding *d, unsigned from)
{
    const char *text = NULL;
    for (int status = 0; status <= APPUI_WITHDRAWN; status++) {
        if ((from & 1u << status) != 0) {
            text = text == NULL
                       ? status_names[status]
                       : appui_arena_format(&d->scratch, "%s, %s", text, status_names[status]);
            d->no_memory |= text == NULL;
        }
    }
    return text;
}

static bool fits_status(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    enum appui_status status = d->in->basin->projects[ruling->project].status;
    unsigned from = passages[ruling->row->kind].from;
    if ((from & 1u << status) != 0) {
        return true;
    }
    bool ended = (FROM(REFUSED) | FROM(WITHDRAWN) | FROM(CLOSED)) & 1u << status;
    const char *reopened = status_names[status == APPUI_CLOSED ? APPUI_RUNNING : APPUI_SUBMITTED];
    appui_decide_fault(d, row, APPUI_PART_DECISION,
                       ended ? APPUI_FAULT_DECIDE_ENDED : APPUI_FAULT_DECIDE_STATUS, "decision",
                       appui_decision_name(ruling->row->kind), "status", status_names[status],
                       "allowed", ended ? reopened : allowed_statuses(d, from), (const char *)NULL);
    return false;
}

/* A dossier that stays deferred changes nothing in the file, but was put off once more. */
static void tell_again(struct appui_deciding *d, int32_t row)
{
    int32_t project = d->rulings[row].project;
    if (d->in->basin->projects[project].status == APPUI_DEFERRED) {
        struct appui_effect effect = appui_decide_effect(APPUI_EFFECT_DEFERRED_AGAIN, project);
        effect.day = appui_decide_date(d, row);
        appui_decide_tell(d, effect);
    }
}

static void decide_whole(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    int32_t project = ruling->project;
    enum appui_decision_kind kind = ruling->row->kind;
    if (kind == APPUI_DECISION_APPROVED) {
        approve(d, row);
        return;
    }
    set_status(d, project, passages[kind].to);
    if (kind == APPUI_DECISION_REFUSED) {
        date_committee(d, project, ruling->row->day);
    }
    if (kind == APPUI_DECISION_DEFERRED) {
        tell_again(d, row);
        set_committee(d, project, APPUI_ABSENT);
    } else {
        cut_lines(d, row);
    }
}

/* A line of a dossier that is approved or running may bring its first mandataire. */
static void approve_part(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    bool support = ruling->need < 0 || d->in->basin->needs[ruling->need].phase == APPUI_SUPPORT;
    if (d->implied[ruling->project] == row) {
        approve(d, row);
    } else if (support && !appui_decide_waits(d, ruling->project)) {
        appui_decide_propose_mandataire(d, ruling->project);
    }
}

static void decide_part(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    bool ends =
        ruling->row->kind == APPUI_DECISION_WITHDRAWN || ruling->row->kind == APPUI_DECISION_CLOSED;
    if (ends && cut_lines(d, row) == 0) {
        appui_decide_fault(d, row, APPUI_PART_DECISION, APPUI_FAULT_DECIDE_NO_LINE,
                           (const char *)NULL);
    } else if (ruling->row->kind == APPUI_DECISION_APPROVED && fits_status(d, row)) {
        approve_part(d, row);
        appui_decide_take_off(d, row);
    }
}

void appui_decide_dossiers(struct appui_deciding *d)
{
    for (int32_t i = 0; !d->no_memory && i < d->n; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        if (!ruling->valid) {
            continue;
        }
        if (!appui_decide_is_whole(ruling)) {
            decide_part(d, i);
        } else if (d->dossier[ruling->project] == i && fits_status(d, i)) {
            decide_whole(d, i);
        }
    }
    cut_lost_days(d);
}
