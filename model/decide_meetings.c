/*
 * Whether the committee can have decided on the day that a row says: a slip of the pen in a date
 * moves today, hides meetings and shifts sessions. Days on which it cannot have met are faults; one
 * that neither plan nor basin knows is taken with a warning, but does not move today.
 */
#include "model/decide_parts.h"
#include "model/slots.h"

bool appui_decide_is_met(const struct appui_ruling *ruling)
{
    enum appui_decision_kind kind = ruling->row->kind;
    return kind == APPUI_DECISION_APPROVED || kind == APPUI_DECISION_REFUSED ||
           kind == APPUI_DECISION_DEFERRED;
}

bool appui_decide_waits(const struct appui_deciding *d, int32_t project)
{
    enum appui_status status = d->in->basin->projects[project].status;
    return status == APPUI_SUBMITTED || status == APPUI_DEFERRED;
}

/* The nearest to a day of the days seen so far, the first of equals. */
struct nearest {
    appui_day day, best;
};

static void offer(struct nearest *nearest, appui_day day)
{
    int64_t apart = (int64_t)day - nearest->day, least = (int64_t)nearest->best - nearest->day;
    apart = apart < 0 ? -apart : apart;
    least = least < 0 ? -least : least;
    if (day != APPUI_ABSENT && (nearest->best == APPUI_ABSENT || apart < least)) {
        nearest->best = day;
    }
}

static void offer_all(struct nearest *nearest, const appui_day *days, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        offer(nearest, days[i]);
    }
}

/* The committee date of plan and basin that is nearest to a day; APPUI_ABSENT: they have none. */
static appui_day nearest_meeting(const struct appui_deciding *d, appui_day day)
{
    const struct appui_basin *basin = d->in->basin;
    struct nearest nearest = {day, APPUI_ABSENT};
    for (int32_t i = 0; i < d->in->plan->n_meetings; i++) {
        offer(&nearest, d->in->plan->meetings[i].day);
    }
    offer_all(&nearest, basin->committees.fixed, basin->committees.n_fixed);
    offer_all(&nearest, basin->committees.candidates, basin->committees.n_candidates);
    offer_all(&nearest, basin->committees.held, basin->committees.n_held);
    for (int32_t i = 0; basin->committees.given && i < basin->n_projects; i++) {
        offer(&nearest, basin->projects[i].committee);
    }
    return nearest.best;
}

static void report(struct appui_deciding *d, int32_t row, enum appui_fault_code code,
                   appui_day other)
{
    char value[APPUI_DATE_TEXT], from[APPUI_DATE_TEXT];
    appui_decide_fault(
        d, row, APPUI_PART_DATE, code, "value", appui_date_write(d->rulings[row].row->day, value),
        "from", other != APPUI_ABSENT ? appui_date_write(other, from) : "", (const char *)NULL);
}

void appui_decide_check_after_committee(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    appui_day committee = d->draft->projects[ruling->project].committee;
    if (ruling->row->day != APPUI_ABSENT && committee != APPUI_ABSENT &&
        ruling->row->day < committee) {
        report(d, row, APPUI_FAULT_DECIDE_BEFORE_COMMITTEE, committee);
    }
}

static bool is_working(const struct appui_basin *basin, appui_day day)
{
    int32_t slot = appui_basin_slot(basin, day);
    return day > basin->horizon_end || appui_slots_has(&basin->working, slot) ||
           appui_slots_has(&basin->working, slot + 1);
}

/* An unplanned session that moves today further than this is more likely a slip of the month. */
#define DAYS_AHEAD 28

void appui_decide_check_unplanned(struct appui_deciding *d, int32_t row)
{
    const struct appui_basin *basin = d->in->basin;
    appui_day day = d->rulings[row].row->day;
    bool moves_today = d->in->as_of == APPUI_ABSENT && day == d->result->as_of;
    if (day >= basin->horizon_start && !is_working(basin, day)) {
        report(d, row, APPUI_FAULT_DECIDE_DONE_DAY_OFF, APPUI_ABSENT);
    }
    if (moves_today && day - basin->as_of > DAYS_AHEAD) {
        report(d, row, APPUI_FAULT_DECIDE_DONE_FAR, basin->as_of);
    }
}

/* A date that nobody expects: today is only moved to it by --as-of. */
static void warn_unknown(struct appui_deciding *d, int32_t row, appui_day nearest)
{
    const struct appui_basin *basin = d->in->basin;
    appui_day day = d->rulings[row].row->day;
    appui_day today = d->in->as_of != APPUI_ABSENT ? d->in->as_of : basin->as_of;
    char value[APPUI_DATE_TEXT], allowed[APPUI_DATE_TEXT];
    enum appui_fault_code code = day > today && d->in->as_of == APPUI_ABSENT
                                     ? APPUI_FAULT_DECIDE_OTHER_DATE_AHEAD
                                     : APPUI_FAULT_DECIDE_OTHER_DATE;
    d->unexpected[row] = true;
    appui_decide_fault(d, row, APPUI_PART_DATE, code, "value", appui_date_write(day, value),
                       "allowed", appui_date_write(nearest, allowed), (const char *)NULL);
}

bool appui_decide_examines(const struct appui_deciding *d, const struct appui_ruling *ruling)
{
    bool diagnostic =
        ruling->need >= 0 && d->in->basin->needs[ruling->need].phase == APPUI_DIAGNOSTIC;
    return appui_decide_waits(d, ruling->project) && !diagnostic;
}

static void check_date(struct appui_deciding *d, int32_t row)
{
    const struct appui_basin *basin = d->in->basin;
    const struct appui_ruling *ruling = &d->rulings[row];
    const struct appui_project *dossier = &basin->projects[ruling->project];
    appui_day day = ruling->row->day, nearest = nearest_meeting(d, day);
    if (day < basin->horizon_start) {
        report(d, row, APPUI_FAULT_DECIDE_BEFORE_HORIZON, basin->horizon_start);
    } else if (appui_decide_examines(d, ruling) && day < dossier->ready) {
        report(d, row, APPUI_FAULT_DECIDE_BEFORE_READY, dossier->ready);
    } else if (day != nearest && !is_working(basin, day)) {
        report(d, row, APPUI_FAULT_DECIDE_COMMITTEE_NOT_WORKING, APPUI_ABSENT);
    } else if (nearest != APPUI_ABSENT && day != nearest) {
        warn_unknown(d, row, nearest);
    } else {
        appui_decide_check_planned(d, row);
    }
    if (!appui_decide_waits(d, ruling->project) && d->rulings[row].valid) {
        appui_decide_check_after_committee(d, row);
    }
}

/* A file tells of one meeting per dossier: two dates are a slip in one of them. */
static void check_same_date(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    for (int32_t i = 0; i < row; i++) {
        const struct appui_ruling *other = &d->rulings[i];
        bool dated = other->valid && appui_decide_is_met(other) && other->row->day != APPUI_ABSENT;
        if (dated && other->project == ruling->project && other->row->day != ruling->row->day) {
            char value[APPUI_DATE_TEXT], date[APPUI_DATE_TEXT];
            const char *where = appui_arena_format(&d->scratch, "/decisions/%d/%s", (int)i,
                                                   appui_decision_key(APPUI_PART_DATE));
            d->no_memory |= where == NULL;
            appui_decide_fault(d, row, APPUI_PART_DATE, APPUI_FAULT_DECIDE_TWO_DATES, "value",
                               appui_date_write(ruling->row->day, value), "date",
                               appui_date_write(other->row->day, date), "other", where,
                               (const char *)NULL);
            return;
        }
    }
}

void appui_decide_meetings(struct appui_deciding *d)
{
    for (int32_t i = 0; i < d->n && !d->no_memory; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        if (ruling->valid && appui_decide_is_met(ruling) && ruling->row->day != APPUI_ABSENT) {
            check_same_date(d, i);
        }
        if (ruling->valid && appui_decide_is_met(ruling) && ruling->row->day != APPUI_ABSENT) {
            check_date(d, i);
        }
        if (ruling->valid && appui_decide_is_met(ruling)) {
            appui_decide_check_seated(d, i);
        }
    }
}

appui_day appui_decide_decided_on(const struct appui_deciding *d, int32_t row)
{
    appui_day day = appui_decide_date(d, row);
    for (int32_t i = 0; i < d->n && day == APPUI_ABSENT; i++) {
        const struct appui_ruling *other = &d->rulings[i];
        bool same = other->valid && other->project == d->rulings[row].project;
        day = same && appui_decide_is_met(other) ? appui_decide_date(d, i) : APPUI_ABSENT;
    }
    return day != APPUI_ABSENT ? day : d->result->committee;
}

appui_day appui_decide_agreed_from(const struct appui_deciding *d, int32_t row)
{
    const struct appui_committees *committees = &d->in->basin->committees;
    appui_day day = appui_decide_decided_on(d, row);
    if (day == APPUI_ABSENT) {
        return d->result->as_of;
    }
    bool led = committees->given && appui_decide_examines(d, &d->rulings[row]);
    return day + (led ? committees->lead_days : 1);
}

/* A diagnostic that the plan dates before the committee which examines its dossier can only have
 * been held by then: the approval keeps its date, to be confirmed. */
static bool precedes_committee(const struct appui_deciding *d, int32_t row,
                               const struct appui_plan_line *line,
                               const struct appui_session *session)
{
    const struct appui_basin *basin = d->in->basin;
    const struct appui_ruling *ruling = &d->rulings[row];
    appui_day day = appui_decide_decided_on(d, row);
    return basin->committees.given && basin->needs[line->need].phase == APPUI_DIAGNOSTIC &&
           appui_decide_examines(d, ruling) && day != APPUI_ABSENT && session->day < day;
}

/* Rows may speak of the same line, one of them of its whole dossier. */
static bool is_told(const struct appui_deciding *d, const struct appui_effect *effect)
{
    for (int32_t i = 0; i < d->result->n_effects; i++) {
        const struct appui_effect *other = &d->result->effects[i];
        if (other->kind == effect->kind && other->need == effect->need &&
            other->expert == effect->expert && other->from.day == effect->from.day &&
            other->from.half == effect->from.half) {
            return true;
        }
    }
    return false;
}

bool appui_decide_agrees(struct appui_deciding *d, int32_t row, const struct appui_plan_line *line,
                         const struct appui_session *session)
{
    appui_day from = appui_decide_agreed_from(d, row);
    if (session->day >= from || precedes_committee(d, row, line, session)) {
        return true;
    }
    struct appui_effect effect = appui_decide_pair_effect(
        d, line->basin_line >= 0 ? APPUI_EFFECT_DATE_NOT_AGREED : APPUI_EFFECT_SESSION_NOT_AGREED,
        line->need, line->expert);
    effect.from = (struct appui_date_half){session->day, session->half};
    effect.day = from;
    if (!is_told(d, &effect)) {
        appui_decide_tell(d, effect);
    }
    return false;
}
