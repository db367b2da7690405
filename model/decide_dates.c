/*
 * Which day today is after all that rows say has happened, and on which days the committee has met.
 * The basin remembers its meetings, so that nothing is put before the same one again, on its very
 * day either.
 */
#include "model/decide_parts.h"
#include "model/meetings.h"

/* Decisions of a committee, and those whose date has happened when the row is written. Firms
 * withdraw, and dossiers close, on a day that may still come. */
static const unsigned happened = 1u << APPUI_DECISION_APPROVED | 1u << APPUI_DECISION_REFUSED |
                                 1u << APPUI_DECISION_DEFERRED | 1u << APPUI_DECISION_DONE |
                                 1u << APPUI_DECISION_SIGNED;

appui_day appui_decide_examined_on(const struct appui_deciding *d, int32_t project)
{
    const struct appui_basin *basin = d->in->basin;
    appui_day planned = appui_decide_meeting(d->in->plan, project);
    return planned == APPUI_ABSENT && basin->committees.given ? basin->projects[project].committee
                                                              : planned;
}

appui_day appui_decide_date(const struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    unsigned kind = 1u << ruling->row->kind;
    bool decides = d->dossier[ruling->project] == row || d->implied[ruling->project] == row;
    bool examined =
        decides && appui_decide_is_met(ruling) && appui_decide_waits(d, ruling->project);
    if (ruling->row->day != APPUI_ABSENT) {
        return (happened & kind) != 0 ? ruling->row->day : APPUI_ABSENT;
    }
    return examined ? appui_decide_examined_on(d, ruling->project) : APPUI_ABSENT;
}

static void report_ahead(struct appui_deciding *d, int32_t row, appui_day day, appui_day last)
{
    char value[APPUI_DATE_TEXT], high[APPUI_DATE_TEXT];
    appui_decide_fault(d, row, APPUI_PART_DATE, APPUI_FAULT_DECIDE_DATE_AHEAD, "value",
                       appui_date_write(day, value), "high", appui_date_write(last, high),
                       (const char *)NULL);
}

static bool is_held(const struct appui_draft_dates *held, appui_day day)
{
    for (int32_t i = 0; i < held->n; i++) {
        if (held->items[i] == day) {
            return true;
        }
    }
    return false;
}

/* Adds a meeting to those of the file, before the first that is later, unless it stands there.
 * @return true when it did not */
static bool hold(struct appui_deciding *d, appui_day day)
{
    struct appui_draft_dates *held = &d->draft->committees.held;
    int32_t at = 0;
    if (!d->draft->committees.given || is_held(held, day)) {
        return false;
    }
    while (at < held->n && held->items[at] < day) {
        at++;
    }
    appui_day *days = appui_arena_alloc(&d->draft->arena, (size_t)held->n + 1, sizeof *days);
    if (days == NULL) {
        d->no_memory = true;
        return false;
    }
    for (int32_t i = 0; i < held->n; i++) {
        days[i < at ? i : i + 1] = held->items[i];
    }
    days[at] = day;
    *held = (struct appui_draft_dates){.given = true, .n = held->n + 1, .items = days};
    struct appui_effect effect = appui_decide_effect(APPUI_EFFECT_HELD, -1);
    effect.day = day;
    appui_decide_tell(d, effect);
    return true;
}

static void move_today(struct appui_deciding *d, appui_day today)
{
    const struct appui_basin *basin = d->in->basin;
    d->result->as_of = today;
    if (d->in->as_of != APPUI_ABSENT || today > basin->as_of) {
        d->draft->as_of = today;
    }
    if (today != basin->as_of) {
        struct appui_effect effect = appui_decide_effect(APPUI_EFFECT_AS_OF, -1);
        effect.day_before = basin->as_of;
        effect.day = today;
        appui_decide_tell(d, effect);
    }
}

bool appui_decide_met_on(const struct appui_deciding *d, appui_day day)
{
    for (int32_t i = 0; i < d->n; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        if (ruling->valid && appui_decide_is_met(ruling) && appui_decide_date(d, i) == day) {
            return true;
        }
    }
    return false;
}

/* Rows of the committee about lines of a dossier. @return how many: those that approve, else those
 * that refuse or defer */
static int32_t count_parts(const struct appui_deciding *d, int32_t project, bool approving)
{
    int32_t n = 0;
    for (int32_t i = 0; i < d->n; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        bool approves = ruling->row->kind == APPUI_DECISION_APPROVED;
        n += ruling->project == project && appui_decide_is_met(ruling) && approves == approving ? 1
                                                                                                : 0;
    }
    return n;
}

/* True when a row decides on a dossier, orders its diagnostic, or ends it: a line that is refused
 * or deferred does not. */
static bool is_decided(const struct appui_deciding *d, int32_t project)
{
    return d->dossier[project] >= 0 || count_parts(d, project, true) > 0;
}

/* What a meeting had on its agenda and no row decides on was forgotten, or not reached. */
static void tell_undecided(struct appui_deciding *d)
{
    const struct appui_basin *basin = d->in->basin;
    for (int32_t p = 0; p < basin->n_projects; p++) {
        bool open = appui_decide_waits(d, p) && d->dossier[p] < 0 && d->implied[p] < 0;
        if (open && count_parts(d, p, false) > 0) {
            appui_decide_tell(d, appui_decide_effect(APPUI_EFFECT_STILL_OPEN, p));
        }
    }
    for (int32_t p = 0; p < basin->n_projects && basin->committees.given; p++) {
        appui_day day = appui_decide_examined_on(d, p);
        if (day != APPUI_ABSENT && appui_decide_waits(d, p) && !is_decided(d, p) &&
            appui_decide_met_on(d, day)) {
            struct appui_effect effect = appui_decide_effect(APPUI_EFFECT_UNDECIDED, p);
            effect.day = day;
            appui_decide_tell(d, effect);
        }
    }
}

/* True when a row of the committee speaks of a line that the plan proposes, or one ends it. */
static bool is_line_decided(const struct appui_deciding *d, int32_t plan_line)
{
    const unsigned ends = 1u << APPUI_DECISION_WITHDRAWN | 1u << APPUI_DECISION_CLOSED;
    const struct appui_plan_line *line = &d->in->plan->lines[plan_line];
    bool decided =
        d->line_row[plan_line] >= 0 || d->dossier[d->in->basin->needs[line->need].project] >= 0;
    for (int32_t i = 0; i < d->n && !decided; i++) {
        decided = (ends & 1u << d->rulings[i].row->kind) != 0 &&
                  appui_decide_covers(d, &d->rulings[i], line->need, line->expert);
    }
    return decided;
}

/* What is proposed for dossiers approved already is on no agenda, and easily forgotten at the
 * meeting that has to decide on it. */
static void tell_lines_undecided(struct appui_deciding *d, appui_day meeting)
{
    const struct appui_plan *plan = d->in->plan;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        int32_t project = d->in->basin->needs[line->need].project;
        if (line->state == APPUI_PROPOSED && appui_meetings_has_approved(d->in->basin, project) &&
            !is_line_decided(d, i)) {
            struct appui_effect effect =
                appui_decide_pair_effect(d, APPUI_EFFECT_LINE_UNDECIDED, line->need, line->expert);
            effect.day = meeting;
            effect.before = line->half_days;
            appui_decide_tell(d, effect);
        }
    }
}

void appui_decide_dates(struct appui_deciding *d)
{
    const struct appui_basin *basin = d->in->basin;
    bool given = d->in->as_of != APPUI_ABSENT;
    appui_day last = given ? d->in->as_of : basin->horizon_end;
    appui_day today = given ? d->in->as_of : basin->as_of;
    for (int32_t i = 0; i < d->n; i++) {
        appui_day day = d->rulings[i].valid ? appui_decide_date(d, i) : APPUI_ABSENT;
        if (day > last) {
            report_ahead(d, i, day, last);
        } else if (day > today && !d->unexpected[i]) {
            today = day;
        }
    }
    move_today(d, today);
    appui_day met = APPUI_ABSENT;
    for (int32_t i = 0; i < d->n && !d->no_memory; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        bool decided = ruling->valid && appui_decide_is_met(ruling);
        appui_day day = decided ? appui_decide_date(d, i) : APPUI_ABSENT;
        if (day == APPUI_ABSENT) {
            continue;
        }
        if ((day <= today || !d->unexpected[i]) && hold(d, day) && day > met) {
            met = day;
        }
        if (day > d->result->committee) {
            d->result->committee = day;
        }
    }
    for (int32_t i = 0; i < d->n; i++) {
        struct appui_ruling *ruling = &d->rulings[i];
        bool decided = ruling->valid && appui_decide_is_met(ruling);
        ruling->met = decided ? appui_decide_decided_on(d, i) : APPUI_ABSENT;
    }
    tell_undecided(d);
    if (met != APPUI_ABSENT) {
        tell_lines_undecided(d, met);
    }
}
