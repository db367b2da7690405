/*
 * R13: which meetings a plan holds, what stands on their agendas, who is present. Verified on the
 * basin's dates and absences alone.
 */
#include "model/verdict.h"

/** A meeting under judgement. */
struct sitting {
    struct appui_verdict *verdict;
    const struct appui_meeting *meeting;
    const struct appui_meeting_date *date; /**< NULL: the committee cannot meet on that day */
    char pointer[APPUI_POINTER_TEXT];
    char day[APPUI_DATE_TEXT];
};

static const struct appui_meeting_date *find_date(const struct appui_verdict *verdict,
                                                  appui_day day)
{
    const struct appui_meeting_dates *dates = &verdict->standing->dates;
    for (int32_t i = 0; i < dates->n; i++) {
        if (dates->dates[i].day == day) {
            return &dates->dates[i];
        }
    }
    return NULL;
}

static void open_sitting(struct appui_verdict *verdict, int32_t index, struct sitting *sitting)
{
    sitting->verdict = verdict;
    sitting->meeting = &verdict->plan->meetings[index];
    sitting->date = find_date(verdict, sitting->meeting->day);
    appui_pointer_item("committees", index, sitting->pointer);
    appui_date_text(sitting->meeting->day, sitting->day);
}

static void report(const struct sitting *sitting, enum appui_fault_code code)
{
    appui_faults_add(sitting->verdict->faults, code, sitting->pointer, sitting->day, "date",
                     sitting->day, APPUI_END);
}

static void report_project(const struct sitting *sitting, enum appui_fault_code code,
                           int32_t project)
{
    const char *id = sitting->verdict->basin->projects[project].id;
    appui_faults_add(sitting->verdict->faults, code, sitting->pointer, id, "project", id, "date",
                     sitting->day, APPUI_END);
}

static void report_count(const struct sitting *sitting, enum appui_fault_code code, int32_t value,
                         int32_t high)
{
    char is[APPUI_DAYS_TEXT], most[APPUI_DAYS_TEXT];
    appui_faults_add(sitting->verdict->faults, code, sitting->pointer, sitting->day, "date",
                     sitting->day, "value", appui_count_write(value, is), "high",
                     appui_count_write(high, most), APPUI_END);
}

/* ---- agendas ---- */

static bool is_known_on(const struct appui_verdict *verdict, int32_t project, appui_day day)
{
    const struct appui_project *dossier = &verdict->basin->projects[project];
    return dossier->status == APPUI_SUBMITTED && dossier->committee == day;
}

/* On how many agendas a project stands, those before a place counted. */
static int32_t count_before(const struct appui_verdict *verdict, int32_t project, int32_t meeting,
                            int32_t place)
{
    int32_t n = 0;
    for (int32_t m = 0; m <= meeting; m++) {
        const struct appui_meeting *at = &verdict->plan->meetings[m];
        for (int32_t i = 0; i < (m < meeting ? at->n_agenda : place); i++) {
            n += at->agenda[i] == project;
        }
    }
    return n;
}

static void check_agenda(const struct sitting *sitting, int32_t index)
{
    const struct appui_verdict *verdict = sitting->verdict;
    const struct appui_basin *basin = verdict->basin;
    int32_t chosen = 0;
    for (int32_t i = 0; i < sitting->meeting->n_agenda; i++) {
        int32_t project = sitting->meeting->agenda[i];
        bool waits = appui_rules_waits_for_committee(basin, project);
        bool known = is_known_on(verdict, project, sitting->meeting->day);
        if ((!waits && !known) || count_before(verdict, project, index, i) > 0) {
            report_project(sitting, APPUI_FAULT_R13_AGENDA, project);
        } else if (waits && sitting->date != NULL &&
                   !appui_meetings_is_ready(basin, verdict->standing, sitting->meeting->day,
                                            project)) {
            report_project(sitting, APPUI_FAULT_R13_NOT_READY, project);
        }
        chosen += waits;
    }
    if (sitting->date == NULL || chosen == 0) {
        return;
    }
    if (sitting->date->settled && !appui_meetings_sits(basin, sitting->date)) {
        report(sitting, APPUI_FAULT_R13_QUORUM);
    }
    if (chosen > sitting->date->room) {
        report_count(sitting, APPUI_FAULT_R13_CAPACITY, sitting->date->n_known + chosen,
                     basin->committees.capacity);
    }
}

/* ---- dates ---- */

static int32_t count_chosen(const struct appui_verdict *verdict)
{
    int32_t n = 0;
    for (int32_t m = 0; m < verdict->plan->n_meetings; m++) {
        const struct appui_meeting_date *date = find_date(verdict, verdict->plan->meetings[m].day);
        n += date != NULL && !date->settled;
    }
    return n;
}

static void check_distance(const struct sitting *sitting, int32_t index)
{
    const struct appui_verdict *verdict = sitting->verdict;
    const struct appui_basin *basin = verdict->basin;
    bool near = false;
    for (int32_t m = 0; m < verdict->plan->n_meetings; m++) {
        near = near || (m != index && appui_meetings_too_near(basin, sitting->meeting->day,
                                                              verdict->plan->meetings[m].day));
    }
    for (appui_day day = appui_meetings_held_after(basin, basin->horizon_start - 1);
         day != APPUI_ABSENT && day <= basin->horizon_end;
         day = appui_meetings_held_after(basin, day)) {
        near = near || appui_meetings_too_near(basin, sitting->meeting->day, day);
    }
    if (near) {
        report_count(sitting, APPUI_FAULT_R13_GAP, basin->committees.gap_days, 0);
    }
}

static void check_chosen_date(const struct sitting *sitting, int32_t index)
{
    const struct appui_meeting_dates *dates = &sitting->verdict->standing->dates;
    if (sitting->date == NULL) {
        report(sitting, APPUI_FAULT_R13_DATE);
        return;
    }
    if (sitting->date->settled) {
        return;
    }
    if (!appui_meetings_sits(sitting->verdict->basin, sitting->date)) {
        report(sitting, APPUI_FAULT_R13_QUORUM);
    }
    check_distance(sitting, index);
    int32_t chosen = count_chosen(sitting->verdict);
    bool wanted = chosen + dates->n_held <= dates->count_min;
    if (sitting->meeting->n_agenda == 0 && !wanted) {
        report(sitting, APPUI_FAULT_R13_EMPTY);
    }
    if (chosen > dates->n_open_max) {
        report_count(sitting, APPUI_FAULT_R13_COUNT, dates->n_held + chosen,
                     sitting->verdict->basin->committees.count_max);
    }
}

/* ---- who is there ---- */

static void check_present(const struct sitting *sitting)
{
    const struct appui_basin *basin = sitting->verdict->basin;
    const struct appui_committees *committees = &basin->committees;
    const struct appui_meeting *meeting = sitting->meeting;
    int32_t n = 0;
    bool right = sitting->date == NULL || meeting->chair == sitting->date->chair;
    for (int32_t m = 0; m < committees->n_members; m++) {
        if (appui_meetings_is_present(&basin->partners[committees->members[m]], meeting->day)) {
            right =
                right && n < meeting->n_present && meeting->present[n] == committees->members[m];
            n++;
        }
    }
    if (!right || n != meeting->n_present) {
        report(sitting, APPUI_FAULT_MEETING_PRESENT);
    }
}

/* ---- what is missing ---- */

static bool stands_on(const struct appui_verdict *verdict, int32_t project, appui_day day)
{
    return appui_plan_examined(verdict->plan, project) == day;
}

static void check_missing(const struct appui_verdict *verdict)
{
    const struct appui_meeting_dates *dates = &verdict->standing->dates;
    char text[APPUI_DATE_TEXT];
    for (int32_t d = 0; d < dates->n; d++) {
        bool found = false;
        for (int32_t m = 0; m < verdict->plan->n_meetings; m++) {
            found = found || verdict->plan->meetings[m].day == dates->dates[d].day;
        }
        if (dates->dates[d].settled && !found) {
            const char *day = appui_date_text(dates->dates[d].day, text);
            appui_faults_add(verdict->faults, APPUI_FAULT_R13_MISSING, "/committees", day, "date",
                             day, APPUI_END);
        }
    }
    for (int32_t q = 0; q < verdict->basin->n_projects; q++) {
        appui_day day = verdict->basin->projects[q].committee;
        if (day != APPUI_ABSENT && find_date(verdict, day) != NULL &&
            is_known_on(verdict, q, day) && !stands_on(verdict, q, day)) {
            const char *id = verdict->basin->projects[q].id;
            appui_faults_add(verdict->faults, APPUI_FAULT_R13_KNOWN_MISSING, "/committees", id,
                             "project", id, "date", appui_date_text(day, text), APPUI_END);
        }
    }
}

void appui_check_committees(struct appui_verdict *verdict)
{
    const struct appui_plan *plan = verdict->plan;
    bool any = verdict->basin->committees.given && plan->calendar;
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        struct sitting sitting;
        open_sitting(verdict, m, &sitting);
        if (!any) {
            report(&sitting, APPUI_FAULT_R13_DATE);
            continue;
        }
        if (m > 0 && plan->meetings[m].day <= plan->meetings[m - 1].day) {
            report(&sitting, APPUI_FAULT_MEETING_ORDER);
        }
        check_chosen_date(&sitting, m);
        check_agenda(&sitting, m);
        check_present(&sitting);
    }
    if (any) {
        check_missing(verdict);
    }
}
