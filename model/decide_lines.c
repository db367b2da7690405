/*
 * What is approved of a plan: which rows take which proposals, what is dropped, and where the
 * decisions leave the plan.
 */
#include "model/decide_parts.h"

/* The row by which a proposed line is approved, or -1. @param dropped  set when it is decided on
 * and not approved */
static int32_t approving(const struct appui_deciding *d, int32_t plan_line, bool *dropped)
{
    const struct appui_plan_line *line = &d->in->plan->lines[plan_line];
    int32_t project = d->in->basin->needs[line->need].project;
    int32_t whole = d->dossier[project] >= 0 ? d->dossier[project] : d->implied[project];
    int32_t own = d->line_row[plan_line];
    *dropped = false;
    if (own >= 0 && d->rulings[own].row->kind == APPUI_DECISION_APPROVED) {
        return d->rulings[own].valid ? own : -1;
    }
    *dropped = own >= 0 || (whole >= 0 && whole == d->implied[project]);
    bool approved = whole >= 0 && whole == d->dossier[project] && d->rulings[whole].valid &&
                    d->rulings[whole].row->kind == APPUI_DECISION_APPROVED;
    return approved && !*dropped ? whole : -1;
}

/* Counts a proposal that is decided on, and says when it is not taken. */
static void tell_dropped(struct appui_deciding *d, const struct appui_plan_line *line)
{
    struct appui_effect effect =
        appui_decide_pair_effect(d, APPUI_EFFECT_DROPPED, line->need, line->expert);
    effect.before = line->half_days;
    appui_decide_tell(d, effect);
    appui_decide_gap(d, (struct appui_gap_of_plan){APPUI_GAP_LINE_DROPPED, effect.project,
                                                   line->need, line->expert, line->half_days, 0});
}

/* Half-days of support that the plan proposes to a dossier. */
static int32_t proposed_to(const struct appui_deciding *d, int32_t project)
{
    const struct appui_plan *plan = d->in->plan;
    int32_t sum = 0;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_need *need = &d->in->basin->needs[plan->lines[i].need];
        bool counts = plan->lines[i].state == APPUI_PROPOSED && need->project == project &&
                      need->phase == APPUI_SUPPORT;
        sum += counts ? plan->lines[i].half_days : 0;
    }
    return sum;
}

/* A dossier that is not approved as a whole: the committee decided otherwise than proposed. */
static void tell_refusal(struct appui_deciding *d, int32_t project)
{
    enum appui_decision_kind kind = d->rulings[d->dossier[project]].row->kind;
    int32_t proposed = proposed_to(d, project);
    enum appui_gap_kind gap = kind == APPUI_DECISION_REFUSED    ? APPUI_GAP_REFUSED
                              : kind == APPUI_DECISION_DEFERRED ? APPUI_GAP_DEFERRED
                                                                : APPUI_GAP_WITHDRAWN;
    if (kind == APPUI_DECISION_APPROVED || kind == APPUI_DECISION_CLOSED) {
        return;
    }
    appui_decide_gap(d, (struct appui_gap_of_plan){gap, project, -1, -1, proposed, 0});
    if (kind != APPUI_DECISION_WITHDRAWN) { /* which is the firm's own decision */
        d->result->proposed += proposed;
    }
}

/* Counts a proposed line among those decided on. */
static void count_proposed(struct appui_deciding *d, const struct appui_plan_line *line)
{
    if (d->in->basin->needs[line->need].phase == APPUI_SUPPORT) {
        d->result->proposed += line->half_days;
    }
}

/* What is approved as it is has its days before rows that ask for more. */
static void promise_proposals(struct appui_deciding *d)
{
    const struct appui_plan *plan = d->in->plan;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        bool dropped;
        int32_t row = plan->lines[i].state == APPUI_PROPOSED ? approving(d, i, &dropped) : -1;
        if (row >= 0) {
            appui_decide_promise(d, row, &plan->lines[i]);
        }
    }
}

static void decide_proposals(struct appui_deciding *d)
{
    const struct appui_plan *plan = d->in->plan;
    for (int32_t i = 0; i < plan->n_lines && !d->no_memory; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        int32_t project = d->in->basin->needs[line->need].project;
        bool whole = d->dossier[project] >= 0 &&
                     d->rulings[d->dossier[project]].row->kind != APPUI_DECISION_APPROVED;
        bool dropped;
        int32_t row = line->state == APPUI_PROPOSED ? approving(d, i, &dropped) : -1;
        if (line->state != APPUI_PROPOSED || (whole && row < 0)) {
            continue;
        }
        if (row >= 0 || dropped) {
            count_proposed(d, line);
        }
        if (row >= 0) {
            appui_decide_retain(d, row, line, line->need, line->expert);
        } else if (dropped) {
            tell_dropped(d, line);
        }
    }
}

/* Rows that approve a pair which the plan does not propose. */
static void decide_others(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    const struct appui_plan *plan = d->in->plan;
    if (ruling->need < 0 || ruling->expert < 0) {
        return;
    }
    for (int32_t i = 0; i < plan->n_lines; i++) {
        bool same = plan->lines[i].need == ruling->need && plan->lines[i].expert == ruling->expert;
        bool agreed = plan->lines[i].basin_line >= 0 && ruling->row->half_days == APPUI_ABSENT;
        if (same && (plan->lines[i].state == APPUI_PROPOSED || agreed)) {
            return;
        }
    }
    appui_decide_retain(d, row, NULL, ruling->need, ruling->expert);
}

/* A committee may give less than days_min: then that is what still helps. */
static void lower_days_min(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    for (int32_t i = 0; i < d->n_fresh; i++) {
        int32_t n = d->fresh_need[i];
        const struct appui_need *need = &d->next->needs[n];
        int32_t served = d->next_standing->need_served[n] + d->need_taken[n];
        int32_t least = served - served % need->session;
        struct appui_draft_need *draft =
            &d->draft->projects[need->project]
                 .needs[n - d->next->projects[need->project].first_need];
        int32_t before =
            draft->half_days_min != APPUI_ABSENT ? draft->half_days_min : need->half_days;
        least = least < need->session ? need->session : least;
        if (need->project == ruling->project && (ruling->need < 0 || ruling->need == n) &&
            least < before) {
            struct appui_effect effect = appui_decide_effect(APPUI_EFFECT_DAYS_MIN, need->project);
            effect.need = n;
            effect.before = before;
            effect.half_days = draft->half_days_min = least;
            appui_decide_tell(d, effect);
        }
    }
}

/* A row that approves must approve something: a dossier that waits for it, a line, a date,
 * a mandataire. */
static void check_use(struct appui_deciding *d, int32_t row, int32_t n_dated)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    const struct appui_plan *plan = d->in->plan;
    enum appui_status status = d->in->basin->projects[ruling->project].status;
    bool whole = appui_decide_is_whole(ruling);
    bool takes = d->row_lines[row] > 0 || n_dated > 0 || ruling->mandataire >= 0 ||
                 (whole && (status == APPUI_SUBMITTED || status == APPUI_DEFERRED));
    for (int32_t i = 0; whole && i < plan->n_lines; i++) {
        takes |= plan->lines[i].state == APPUI_PROPOSED &&
                 d->in->basin->needs[plan->lines[i].need].project == ruling->project;
    }
    if (ruling->valid && !takes) {
        appui_decide_fault(d, row, APPUI_PART_DECISION, APPUI_FAULT_DECIDE_NOTHING_PROPOSED,
                           (const char *)NULL);
    }
}

void appui_decide_lines(struct appui_deciding *d)
{
    promise_proposals(d);
    decide_proposals(d);
    for (int32_t i = 0; i < d->n && !d->no_memory; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        if (!ruling->valid || ruling->row->kind != APPUI_DECISION_APPROVED) {
            continue;
        }
        if (d->handed[i] >= 0) {
            appui_decide_hand_over(d, i);
        } else {
            decide_others(d, i);
            check_use(d, i, appui_decide_date_agreed(d, i));
        }
        if (ruling->valid && ruling->row->half_days != APPUI_ABSENT) {
            lower_days_min(d, i);
        }
    }
    for (int32_t p = 0; p < d->in->basin->n_projects; p++) {
        if (d->dossier[p] >= 0 && d->rulings[d->dossier[p]].valid) {
            tell_refusal(d, p);
        }
    }
}
