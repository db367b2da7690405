/*
 * Committee dates on which nobody meets, meetings below the count asked for, and dossiers that find
 * no date or nobody to follow them: and why.
 */
#include "io/report_committee.h"
#include "model/meetings.h"

/* "jeudi 22 avril 2027 : le quorum n'est pas atteint (2 présents sur 3 requis)", or that nobody may
 * chair, or both */
static const char *sits_not_text(struct appui_report *report, appui_day day, bool chaired)
{
    const struct appui_committees *committees = &report->basin->committees;
    const char *date = appui_report_date(report, day);
    int32_t present = appui_meetings_count_present(report->basin, committees->members,
                                                   committees->n_members, day);
    if (!chaired && present >= committees->quorum) {
        return appui_report_say(report, APPUI_WORD_DATE_NO_CHAIR, date, NULL);
    }
    return appui_report_count(
        report, chaired ? APPUI_WORD_DATE_NO_QUORUM : APPUI_WORD_DATE_NO_CHAIR_NOR_QUORUM,
        2 * (int64_t)present, date, appui_report_number(report, present),
        appui_report_number(report, committees->quorum), NULL);
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

/* The sentence, and whose presence alone would let the committee sit, or examine a dossier. */
static const char *with_mending(struct appui_report *report, const char *text,
                                const struct appui_report_people *mending, bool dossier)
{
    enum appui_word one = dossier ? APPUI_WORD_MEND_ONE : APPUI_WORD_MEND_SITS_ONE;
    enum appui_word any = dossier ? APPUI_WORD_MEND_ANY : APPUI_WORD_MEND_SITS_ANY;
    if (mending->n == 0) {
        return text;
    }
    const char *mend = appui_report_say(report, mending->n == 1 ? one : any,
                                        any_of(report, mending->partners, mending->n), NULL);
    return appui_report_say(report, APPUI_WORD_DATE_MEND, text, mend, NULL);
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

/* One date on which the committee cannot sit: why, who is not there, who would mend it. */
static const char *impossible_text(struct appui_report *report,
                                   const struct appui_meeting_date *date)
{
    const struct appui_committees *committees = &report->basin->committees;
    struct appui_report_people members = {committees->members, committees->n_members, date->day};
    const char *text = sits_not_text(report, date->day, date->chair >= 0);
    int32_t *mending =
        appui_arena_alloc(&report->scratch, (size_t)committees->n_members, sizeof *mending);
    int32_t n = 0;
    for (int32_t m = 0; mending != NULL && m < committees->n_members; m++) {
        if (appui_meetings_would_mend(report->basin, date, committees->members[m])) {
            mending[n++] = committees->members[m];
        }
    }
    text = appui_report_missing(report, APPUI_WORD_MEETING_LEFT, text, members, true);
    text = appui_report_missing(report, APPUI_WORD_DATE_AWAY, text, members, false);
    text = appui_report_say(report, APPUI_WORD_SENTENCE, text, NULL);
    struct appui_report_people would = {mending, n, date->day};
    return with_mending(report, text, &would, false);
}

void appui_report_impossible_dates(struct appui_report *report)
{
    const struct appui_meeting_dates *dates = &report->standing->dates;
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
        appui_report_item(report, APPUI_REPORT_INDENT, impossible_text(report, date));
    }
}

/* Why the committee does not examine the dossier on a date. */
static const char *cause_text(struct appui_report *report, const struct appui_missed_date *date)
{
    static const enum appui_word words[APPUI_N_MISSED_CAUSES] = {
        [APPUI_MISSED_NOT_READY] = APPUI_WORD_DATE_NOT_READY,
        [APPUI_MISSED_DIAGNOSTIC] = APPUI_WORD_DATE_DIAGNOSTIC,
        [APPUI_MISSED_FULL] = APPUI_WORD_DATE_FULL,
        [APPUI_MISSED_GAP] = APPUI_WORD_DATE_GAP,
        [APPUI_MISSED_COUNT] = APPUI_WORD_DATE_COUNT,
        [APPUI_MISSED_LATER] = APPUI_WORD_DATE_LATER,
        [APPUI_MISSED_NOT_CHOSEN] = APPUI_WORD_DATE_NOT_CHOSEN,
    };
    if (date->cause == APPUI_MISSED_NO_QUORUM || date->cause == APPUI_MISSED_NO_CHAIR) {
        return sits_not_text(report, date->day, date->cause == APPUI_MISSED_NO_QUORUM);
    }
    const char *other = date->other == APPUI_ABSENT ? NULL : appui_report_date(report, date->other);
    return appui_report_say(report, words[date->cause], appui_report_date(report, date->day), other,
                            NULL);
}

/* The cause; where the committee cannot sit, who has left, who is away, and whose presence alone
 * would do. */
static const char *missed_text(struct appui_report *report, const struct appui_missed_date *date,
                               bool dossier)
{
    const char *text = cause_text(report, date);
    if (date->cause == APPUI_MISSED_NO_CHAIR || date->cause == APPUI_MISSED_NO_QUORUM) {
        struct appui_report_people absent = {date->absent, date->n_absent, date->day};
        text = appui_report_missing(report, APPUI_WORD_MEETING_LEFT, text, absent, true);
        text = appui_report_missing(report, APPUI_WORD_DATE_AWAY, text, absent, false);
    }
    text = appui_report_say(report, APPUI_WORD_SENTENCE, text, NULL);
    struct appui_report_people would = {date->mending, date->n_mending, date->day};
    return with_mending(report, text, &would, dossier);
}

static void add_undated(struct appui_report *report, const struct appui_project_hole *hole)
{
    appui_report_paragraph(report, 0,
                           appui_report_say(report, APPUI_WORD_UNDATED,
                                            report->basin->projects[hole->project].company, NULL));
    for (int32_t d = 0; d < hole->n_dates; d++) {
        appui_report_item(report, APPUI_REPORT_INDENT, missed_text(report, &hole->dates[d], true));
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
        appui_report_item(report, APPUI_REPORT_INDENT, missed_text(report, &hole->dates[d], false));
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
