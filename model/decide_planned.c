/*
 * Committee dates that are real dates of meetings and still look like slips: another one than the
 * plan has the dossier on, one that passes over a meeting to come, or one on which the basin has no
 * chair or no quorum. All are warnings: committees do take a dossier earlier or later, cancel a
 * meeting, and members come after all.
 */
#include "model/days.h"
#include "model/decide_parts.h"
#include "model/meetings.h"

static void warn(struct appui_deciding *d, int32_t row, enum appui_fault_code code,
                 appui_day planned)
{
    char value[APPUI_DATE_TEXT], from[APPUI_DATE_TEXT];
    appui_decide_fault(d, row, APPUI_PART_DATE, code, "value",
                       appui_date_write(d->rulings[row].row->day, value), "from",
                       appui_date_write(planned, from), (const char *)NULL);
}

/* The day before which everything is past, rows left out. */
static appui_day today_of(const struct appui_deciding *d)
{
    return d->in->as_of != APPUI_ABSENT ? d->in->as_of : d->in->basin->as_of;
}

static bool is_known_as_held(const struct appui_deciding *d, appui_day day)
{
    const struct appui_committees *committees = &d->in->basin->committees;
    for (int32_t i = 0; i < committees->n_held; i++) {
        if (committees->held[i] == day) {
            return true;
        }
    }
    return false;
}

/* The first meeting with an agenda, from today on and before a day, on which nothing is decided;
 * APPUI_ABSENT: none. */
static appui_day passed_over(const struct appui_deciding *d, appui_day before)
{
    const struct appui_plan *plan = d->in->plan;
    appui_day first = APPUI_ABSENT;
    for (int32_t i = 0; i < plan->n_meetings; i++) {
        appui_day day = plan->meetings[i].day;
        bool ahead = plan->meetings[i].n_agenda > 0 && day >= today_of(d) && day < before;
        if (ahead && (first == APPUI_ABSENT || day < first) && !appui_decide_met_on(d, day) &&
            !is_known_as_held(d, day)) {
            first = day;
        }
    }
    return first;
}

/* True for the first row that the committee decided on its day: the others would say the same. */
static bool is_first_of_day(const struct appui_deciding *d, int32_t row)
{
    for (int32_t i = 0; i < row; i++) {
        const struct appui_ruling *other = &d->rulings[i];
        if (other->valid && appui_decide_is_met(other) &&
            other->row->day == d->rulings[row].row->day) {
            return false;
        }
    }
    return true;
}

void appui_decide_check_planned(struct appui_deciding *d, int32_t row)
{
    const struct appui_ruling *ruling = &d->rulings[row];
    appui_day day = ruling->row->day, planned = appui_decide_examined_on(d, ruling->project);
    if (!d->in->basin->committees.given) {
        return;
    }
    if (appui_decide_examines(d, ruling) && planned != APPUI_ABSENT && day != planned &&
        planned >= today_of(d)) {
        warn(d, row, APPUI_FAULT_DECIDE_PLANNED_DATE, planned);
        return;
    }
    appui_day over = is_first_of_day(d, row) ? passed_over(d, day) : APPUI_ABSENT;
    if (over != APPUI_ABSENT) {
        warn(d, row, APPUI_FAULT_DECIDE_MEETING_PASSED_OVER, over);
    }
}

/* True for the first row by which the committee decided on that day. */
static bool is_first_decided(const struct appui_deciding *d, int32_t row, appui_day day)
{
    for (int32_t i = 0; i < row; i++) {
        const struct appui_ruling *other = &d->rulings[i];
        if (other->valid && appui_decide_is_met(other) && appui_decide_date(d, i) == day) {
            return false;
        }
    }
    return true;
}

void appui_decide_check_seated(struct appui_deciding *d, int32_t row)
{
    const struct appui_basin *basin = d->in->basin;
    appui_day day = appui_decide_date(d, row);
    if (!basin->committees.given || day == APPUI_ABSENT || !is_first_decided(d, row, day)) {
        return;
    }
    struct appui_meeting_date date = appui_meetings_attend(basin, day);
    int32_t quorum = basin->committees.quorum;
    char value[APPUI_DATE_TEXT], present[APPUI_DAYS_TEXT], low[APPUI_DAYS_TEXT];
    appui_date_write(day, value);
    if (date.chair < 0) {
        appui_decide_fault(d, row, APPUI_PART_DATE, APPUI_FAULT_DECIDE_NO_CHAIR, "value", value,
                           (const char *)NULL);
    }
    if (quorum != APPUI_ABSENT && date.n_present < quorum) {
        appui_decide_fault(d, row, APPUI_PART_DATE, APPUI_FAULT_DECIDE_NO_QUORUM, "value", value,
                           "count", appui_count_write(date.n_present, present), "low",
                           appui_count_write(quorum, low), (const char *)NULL);
    }
}
