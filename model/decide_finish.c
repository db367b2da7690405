/*
 * The last steps: what is retained is signed, lines whose days are all done are done, a dossier
 * runs from its first session on, and the list of lines is put together.
 */
#include <assert.h>
#include <string.h>

#include "model/decide_parts.h"

static void sign(struct appui_deciding *d, struct appui_draft_line *line, int32_t need,
                 int32_t expert)
{
    struct appui_effect effect = appui_decide_pair_effect(d, APPUI_EFFECT_SIGNED, need, expert);
    line->state = APPUI_SIGNED;
    effect.half_days = line->half_days;
    appui_decide_tell(d, effect);
}

/* @return how many lines the row signs */
static int32_t sign_lines(struct appui_deciding *d, const struct appui_ruling *ruling)
{
    const struct appui_basin *basin = d->in->basin;
    int32_t n = 0;
    for (int32_t i = 0; i < basin->n_lines; i++) {
        struct appui_draft_line *line = &d->draft->lines[i];
        if (line->state == APPUI_RETAINED && appui_decide_speaks_of(d, ruling, i)) {
            sign(d, line, basin->lines[i].need, basin->lines[i].expert);
            n++;
        }
    }
    for (int32_t i = 0; i < d->n_fresh; i++) {
        if (d->fresh[i].state == APPUI_RETAINED &&
            appui_decide_covers(d, ruling, d->fresh_need[i], d->fresh_expert[i])) {
            sign(d, &d->fresh[i], d->fresh_need[i], d->fresh_expert[i]);
            n++;
        }
    }
    return n;
}

/* True when the row speaks of a line that was signed before. */
static bool is_signed(const struct appui_deciding *d, const struct appui_ruling *ruling)
{
    for (int32_t i = 0; i < d->in->basin->n_lines; i++) {
        if (d->in->basin->lines[i].state == APPUI_SIGNED && appui_decide_speaks_of(d, ruling, i)) {
            return true;
        }
    }
    return false;
}

static void report_unsigned(struct appui_deciding *d, int32_t row)
{
    appui_decide_fault(d, row, APPUI_PART_DECISION,
                       is_signed(d, &d->rulings[row]) ? APPUI_FAULT_DECIDE_SIGNED_ALREADY
                                                      : APPUI_FAULT_DECIDE_NOTHING_RETAINED,
                       (const char *)NULL);
}

void appui_decide_signatures(struct appui_deciding *d)
{
    for (int32_t i = 0; i < d->n && !d->no_memory; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        if (!ruling->valid || ruling->row->kind != APPUI_DECISION_SIGNED) {
            continue;
        }
        appui_decide_check_after_committee(d, i);
        if (sign_lines(d, ruling) == 0) {
            report_unsigned(d, i);
        }
    }
}

/* True when the run changed the line: what nobody spoke of stays as it is written. */
static bool is_touched(const struct appui_deciding *d, int32_t index)
{
    const struct appui_worked_line *worked = &d->worked[index];
    bool touched = d->draft->lines[index].half_days != d->in->basin->lines[index].half_days;
    for (int32_t i = 0; i < worked->n && !touched; i++) {
        touched = worked->sessions[i].row >= 0;
    }
    return touched;
}

/* What the next plan has to date where a row cancelled a session of the line; 0: nothing to tell.
 */
static int32_t to_date(const struct appui_deciding *d, int32_t index)
{
    const struct appui_worked_line *worked = &d->worked[index];
    bool cancelled = false;
    for (int32_t i = 0; i < worked->n; i++) {
        cancelled = cancelled || (worked->sessions[i].row >= 0 && !worked->sessions[i].gone &&
                                  worked->sessions[i].at.state == APPUI_SESSION_CANCELLED);
    }
    return cancelled ? d->draft->lines[index].half_days -
                           appui_decide_half_days(worked, APPUI_SESSION_DONE) -
                           appui_decide_half_days(worked, APPUI_SESSION_PLANNED)
                     : 0;
}

static void finish_line(struct appui_deciding *d, int32_t index)
{
    struct appui_draft_line *line = &d->draft->lines[index];
    const struct appui_line *agreed = &d->in->basin->lines[index];
    int32_t done = appui_decide_half_days(&d->worked[index], APPUI_SESSION_DONE);
    /* raise_days and cut_line see to it where no row is at fault: a line that is all done has
     * nothing to come */
    assert(d->faults->n_errors > 0 ||
           done + appui_decide_half_days(&d->worked[index], APPUI_SESSION_PLANNED) <=
               line->half_days);
    if (d->in->standing->lines[index].agreed && done == line->half_days && is_touched(d, index)) {
        struct appui_effect effect =
            appui_decide_pair_effect(d, APPUI_EFFECT_LINE_DONE, agreed->need, agreed->expert);
        line->state = APPUI_DONE;
        effect.half_days = line->half_days;
        appui_decide_tell(d, effect);
    } else if (d->in->standing->lines[index].agreed && to_date(d, index) > 0) {
        struct appui_effect effect =
            appui_decide_pair_effect(d, APPUI_EFFECT_LINE_UNDATED, agreed->need, agreed->expert);
        effect.half_days = to_date(d, index);
        appui_decide_tell(d, effect);
    }
}

/* Sessions held in this run set a dossier going that was approved before it. */
static void start_projects(struct appui_deciding *d)
{
    int32_t n = d->result->n_effects;
    for (int32_t i = 0; i < n; i++) {
        int32_t p = d->result->effects[i].project;
        bool held = d->result->effects[i].kind == APPUI_EFFECT_SESSION_DONE;
        if (held && d->in->basin->projects[p].status == APPUI_APPROVED &&
            d->draft->projects[p].status == APPUI_APPROVED) {
            struct appui_effect effect = appui_decide_effect(APPUI_EFFECT_STATUS, p);
            effect.status_before = APPUI_APPROVED;
            effect.status = d->draft->projects[p].status = APPUI_RUNNING;
            appui_decide_tell(d, effect);
        }
    }
}

/* Lines that stay, in their order, then the new ones. */
static void collect_lines(struct appui_deciding *d)
{
    struct appui_draft *draft = d->draft;
    struct appui_draft_line *lines = appui_arena_alloc(
        &draft->arena, (size_t)draft->n_lines + (size_t)d->n_fresh, sizeof *lines);
    int32_t n = 0;
    if (lines == NULL) {
        d->no_memory = true;
        return;
    }
    for (int32_t i = 0; i < draft->n_lines; i++) {
        if (!d->worked[i].removed) {
            lines[n++] = draft->lines[i];
        }
    }
    if (d->n_fresh > 0) {
        memcpy(&lines[n], d->fresh, (size_t)d->n_fresh * sizeof *lines);
    }
    draft->lines = lines;
    draft->n_lines = n + d->n_fresh;
}

void appui_decide_finish(struct appui_deciding *d)
{
    appui_decide_flush(d);
    for (int32_t i = 0; i < d->in->basin->n_lines; i++) {
        if (!d->worked[i].removed) {
            finish_line(d, i);
        }
    }
    start_projects(d);
    if (!d->no_memory) {
        collect_lines(d);
    }
}
