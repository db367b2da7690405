/*
 * Meetings below count.min: the plan has such a hole exactly where it holds too few, the figure is
 * right, and every date from as_of on without a meeting stands there with its cause. Counted on the
 * plan's meetings and the basin's dates.
 */
#include "model/verdict.h"

static bool is_held(const struct appui_verdict *verdict, const struct appui_meeting_date *date)
{
    bool held = date->settled;
    for (int32_t m = 0; m < verdict->plan->n_meetings; m++) {
        held = held || verdict->plan->meetings[m].day == date->day;
    }
    return held;
}

/* Meetings that are still wanted; 0 or less: none. */
static int32_t count_missing(const struct appui_verdict *verdict)
{
    const struct appui_meeting_dates *dates = &verdict->standing->dates;
    int32_t wanted = dates->count_min - dates->n_held;
    for (int32_t d = 0; d < dates->n; d++) {
        wanted -= !dates->dates[d].settled && is_held(verdict, &dates->dates[d]);
    }
    return verdict->plan->calendar ? wanted : 0;
}

/* Every date without a meeting, in order. */
static bool are_dates_all(const struct appui_verdict *verdict,
                          const struct appui_meeting_hole *hole)
{
    const struct appui_meeting_dates *dates = &verdict->standing->dates;
    int32_t n = 0;
    for (int32_t d = 0; d < dates->n; d++) {
        if (!is_held(verdict, &dates->dates[d])) {
            if (n == hole->n_dates || hole->dates[n++].day != dates->dates[d].day) {
                return false;
            }
        }
    }
    return n == hole->n_dates;
}

static void report_count(const struct appui_verdict *verdict, int32_t value, int32_t high)
{
    char is[APPUI_DAYS_TEXT], wanted[APPUI_DAYS_TEXT];
    appui_faults_add(verdict->faults, APPUI_FAULT_MEETING_HOLE_WRONG, "/holes", NULL, "value",
                     appui_count_write(value, is), "high", appui_count_write(high, wanted),
                     APPUI_END);
}

static void check_hole(const struct appui_verdict *verdict, const struct appui_meeting_hole *hole)
{
    char day[APPUI_DATE_TEXT];
    if (!are_dates_all(verdict, hole)) {
        appui_faults_add(verdict->faults, APPUI_FAULT_MEETING_HOLE_DATES, "/holes", NULL,
                         APPUI_END);
        return;
    }
    for (int32_t d = 0; d < hole->n_dates; d++) {
        if (!appui_check_missed_date(verdict, -1, &hole->dates[d])) {
            appui_faults_add(verdict->faults, APPUI_FAULT_MEETING_HOLE_DATE, "/holes", NULL, "date",
                             appui_date_text(hole->dates[d].day, day), APPUI_END);
        }
    }
}

void appui_check_meeting_holes(struct appui_verdict *verdict)
{
    const struct appui_plan *plan = verdict->plan;
    int32_t missing = count_missing(verdict), said = 0;
    missing = missing > 0 ? missing : 0;
    for (int32_t i = 0; i < plan->n_meeting_holes && said <= APPUI_HALF_DAYS_MAX; i++) {
        said += plan->meeting_holes[i].n_missing;
    }
    if (said != missing || plan->n_meeting_holes > 1) {
        report_count(verdict, said, missing);
    } else if (plan->n_meeting_holes == 1 && missing > 0) {
        check_hole(verdict, &plan->meeting_holes[0]);
    } else if (plan->n_meeting_holes == 1) {
        report_count(verdict, said, missing);
    }
}
