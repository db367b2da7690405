/*
 * Committee dates on which nobody meets, meetings below the count asked for, and dossiers that find
 * no date or nobody to follow them: and why.
 */
#include "io/report_committee.h"
#include "model/meetings.h"

/* "jeudi 22 avril 2027 : le quorum n'est pas atteint (2 présents sur 3 requis)" */
static const char *quorum_text(struct appui_report *report, appui_day day)
{
    const struct appui_committees *committees = &report->basin->committees;
    int32_t present = appui_meetings_count_present(report->basin, committees->members,
                                                   committees->n_members, day);
    return appui_report_count(report, APPUI_WORD_DATE_NO_QUORUM, 2 * (int64_t)present,
                              appui_report_date(report, day), appui_report_number(report, present),
                              appui_report_number(report, committees->quorum), NULL);
}

static bool meets(const struct appui_plan *plan, appui_day day)
{
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        if (plan->meetings[m].day == day) {
            return true;
        }
    }
    return false;
}

void appui_report_impossible_dates(struct appui_report *report)
{
    const struct appui_meeting_dates *dates = &report->standing->dates;
    const struct appui_committees *committees = &report->basin->committees;
    bool any = false;
    for (int32_t d = 0; report->plan->calendar && d < dates->n; d++) {
        const struct appui_meeting_date *date = &dates->dates[d];
        if (appui_meetings_sits(report->basin, date) || meets(report->plan, date->day)) {
            continue;
        }
        if (!any) {
            appui_report_paragraph(report, 0,
                                   appui_report_say(report, APPUI_WORD_MEETINGS_IMPOSSIBLE, NULL));
            any = true;
        }
        const char *text = date->chair < 0
                               ? appui_report_say(report, APPUI_WORD_DATE_NO_CHAIR,
                                                  appui_report_date(report, date->day), NULL)
                               : quorum_text(report, date->day);
        struct appui_report_people members = {committees->members, committees->n_members,
                                              date->day};
        text = appui_report_missing(report, APPUI_WORD_MEETING_LEFT, text, members, true);
        text = appui_report_missing(report, APPUI_WORD_DATE_AWAY, text, members, false);
        appui_report_item(report, APPUI_REPORT_INDENT,
                          appui_report_say(report, APPUI_WORD_SENTENCE, text, NULL));
    }
}

/* "Rosa, EDF ou Valti" */
static const char *any_of(struct appui_report *report, const int32_t *partners, int32_t n)
{
    const char **names = appui_report_texts(report, n);
    for (int32_t i = 0; names != NULL && i < n; i++) {
        names[i] = report->basin->partners[partners[i]].name;
    }
    return appui_report_list_any(report, names, names == NULL ? 0 : n);
}

/* Why the committee does not examine the dossier on a date. */
static const char *cause_text(struct appui_report *report, const struct appui_missed_date *date)
{
    static const enum appui_word words[APPUI_N_MISSED_CAUSES] = {
        [APPUI_MISSED_NOT_READY] = APPUI_WORD_DATE_NOT_READY,
        [APPUI_MISSED_NO_CHAIR] = APPUI_WORD_DATE_NO_CHAIR,
        [APPUI_MISSED_DIAGNOSTIC] = APPUI_WORD_DATE_DIAGNOSTIC,
        [APPUI_MISSED_FULL] = APPUI_WORD_DATE_FULL,
        [APPUI_MISSED_GAP] = APPUI_WORD_DATE_GAP,
        [APPUI_MISSED_COUNT] = APPUI_WORD_DATE_COUNT,
        [APPUI_MISSED_LATER] = APPUI_WORD_DATE_LATER,
        [APPUI_MISSED_NOT_CHOSEN] = APPUI_WORD_DATE_NOT_CHOSEN,
    };
    if (date->cause == APPUI_MISSED_NO_QUORUM) {
        return quorum_text(report, date->day);
    }
    const char *other = date->other == APPUI_ABSENT ? NULL : appui_report_date(report, date->other);
    return appui_report_say(report, words[date->cause], appui_report_date(report, date->day), other,
                            NULL);
}

/* The cause; where the committee cannot sit, who has left, who is away, and whose presence alone
 * would do. */
static const char *missed_text(struct appui_report *report, const struct appui_missed_date *date)
{
    const char *text = cause_text(report, date);
    if (date->cause == APPUI_MISSED_NO_CHAIR || date->cause == APPUI_MISSED_NO_QUORUM) {
        struct appui_report_people absent = {date->absent, date->n_absent, date->day};
        text = appui_report_missing(report, APPUI_WORD_MEETING_LEFT, text, absent, true);
        text = appui_report_missing(report, APPUI_WORD_DATE_AWAY, text, absent, false);
    }
    text = appui_report_say(report, APPUI_WORD_SENTENCE, text, NULL);
    if (date->n_mending == 0) {
        return text;
    }
    const char *mend =
        appui_report_say(report, date->n_mending == 1 ? APPUI_WORD_MEND_ONE : APPUI_WORD_MEND_ANY,
                         any_of(report, date->mending, date->n_mending), NULL);
    return appui_report_say(report, APPUI_WORD_DATE_MEND, text, mend, NULL);
}

static void add_undated(struct appui_report *report, const struct appui_project_hole *hole)
{
    appui_report_paragraph(report, 0,
                           appui_report_say(report, APPUI_WORD_UNDATED,
                                            report->basin->projects[hole->project].company, NULL));
    for (int32_t d = 0; d < hole->n_dates; d++) {
        appui_report_item(report, APPUI_REPORT_INDENT, missed_text(report, &hole->dates[d]));
    }
    if (hole->n_dates == 0) {
        appui_report_item(report, APPUI_REPORT_INDENT,
                          appui_report_say(report, APPUI_WORD_NO_DATES, NULL));
    }
}

/* Meetings below count.min, and why there is none on the dates left. */
static void add_meetings_missing(struct appui_report *report, const struct appui_meeting_hole *hole)
{
    const char *missing = appui_report_number(report, hole->n_missing);
    const char *wanted = appui_report_number(report, report->standing->dates.count_min);
    appui_report_paragraph(report, 0,
                           appui_report_count(report, APPUI_WORD_MEETINGS_MISSING,
                                              2 * (int64_t)hole->n_missing, missing, wanted, NULL));
    for (int32_t d = 0; d < hole->n_dates; d++) {
        appui_report_item(report, APPUI_REPORT_INDENT, missed_text(report, &hole->dates[d]));
    }
    if (hole->n_dates == 0) {
        appui_report_item(report, APPUI_REPORT_INDENT,
                          appui_report_say(report, APPUI_WORD_NO_OTHER_DATES, NULL));
    }
}

static void add_projects_left(struct appui_report *report)
{
    const struct appui_plan *plan = report->plan;
    for (int32_t i = 0; i < plan->n_project_holes; i++) {
        const struct appui_project_hole *hole = &plan->project_holes[i];
        if (hole->code == APPUI_HOLE_NO_COMMITTEE) {
            add_undated(report, hole);
        } else {
            appui_report_paragraph(report, 0,
                                   appui_report_say(report, APPUI_WORD_NO_MANDATAIRE,
                                                    report->basin->projects[hole->project].company,
                                                    NULL));
        }
    }
}

void appui_report_missed(struct appui_report *report)
{
    for (int32_t i = 0; i < report->plan->n_meeting_holes; i++) {
        add_meetings_missing(report, &report->plan->meeting_holes[i]);
    }
    add_projects_left(report);
}
