/*
 * Committees: each meeting with its agenda, who is missing and who leaves the room; follow-up
 * reviews whose meeting is not known yet. Why others are not held is report_missed.c's.
 */
#include "io/report_committee.h"
#include "model/mandates.h"
#include "model/meetings.h"

static const char *partner_name(const struct appui_report *report, int32_t partner)
{
    return report->basin->partners[partner].name;
}

static const char *company(const struct appui_report *report, int32_t project)
{
    return report->basin->projects[project].company;
}

static bool is_in(const int32_t *items, int32_t n, int32_t item)
{
    for (int32_t i = 0; i < n; i++) {
        if (items[i] == item) {
            return true;
        }
    }
    return false;
}

/* Members present who have a conflict with the dossier: "Rosa et EDF", or "" */
static const char *leaving_text(struct appui_report *report, const struct appui_meeting *meeting,
                                int32_t project)
{
    const struct appui_project *dossier = &report->basin->projects[project];
    const char **names = appui_report_texts(report, dossier->n_conflicts);
    int32_t n = 0;
    for (int32_t i = 0; names != NULL && i < dossier->n_conflicts; i++) {
        if (is_in(meeting->present, meeting->n_present, dossier->conflicts[i])) {
            names[n++] = partner_name(report, dossier->conflicts[i]);
        }
    }
    return n > 0 ? appui_report_list_all(report, names, n) : "";
}

const char *appui_report_missing(struct appui_report *report, enum appui_word word,
                                 const char *text, struct appui_report_people people, bool left)
{
    const char **names = appui_report_texts(report, people.n);
    int32_t n = 0;
    for (int32_t i = 0; names != NULL && i < people.n; i++) {
        const struct appui_partner *partner = &report->basin->partners[people.partners[i]];
        if (!appui_meetings_is_present(partner, people.day) &&
            appui_mandates_left(partner, people.day) == left) {
            names[n++] = partner->name;
        }
    }
    return n == 0 ? text
                  : appui_report_count(report, word, 2 * (int64_t)n, text,
                                       appui_report_list_all(report, names, n), NULL);
}

/* "Comité du jeudi 22 avril 2027, présidé par Valti ; absent : Rosa": who has left has no seat and
 * is not absent, but is told where it leaves the committee without a chair. */
static const char *meeting_text(struct appui_report *report, const struct appui_meeting *meeting)
{
    const struct appui_committees *committees = &report->basin->committees;
    struct appui_report_people chairs = {committees->chairs, committees->n_chairs, meeting->day};
    struct appui_report_people members = {committees->members, committees->n_members, meeting->day};
    const char *text = appui_report_date(report, meeting->day);
    if (meeting->chair < 0) {
        text = appui_report_say(report, APPUI_WORD_MEETING_NO_CHAIR, text, NULL);
        text = appui_report_missing(report, APPUI_WORD_MEETING_LEFT, text, chairs, true);
    } else {
        text = appui_report_say(report, APPUI_WORD_MEETING, text,
                                partner_name(report, meeting->chair), NULL);
    }
    return appui_report_missing(report, APPUI_WORD_MEETING_ABSENT, text, members, false);
}

/* What the file says of the day; NULL when it does not say anything. */
static const struct appui_meeting_date *date_of(const struct appui_report *report, appui_day day)
{
    const struct appui_meeting_dates *dates = &report->standing->dates;
    for (int32_t d = 0; d < dates->n; d++) {
        if (dates->dates[d].day == day) {
            return &dates->dates[d];
        }
    }
    return NULL;
}

/* Who of the members would mend it alone: "Valti ou Rosa", or "" */
static const char *mending_text(struct appui_report *report, const struct appui_meeting_date *date)
{
    const struct appui_committees *committees = &report->basin->committees;
    const char **names = appui_report_texts(report, committees->n_members);
    int32_t n = 0;
    for (int32_t m = 0; names != NULL && m < committees->n_members; m++) {
        if (appui_meetings_would_mend(report->basin, date, committees->members[m])) {
            names[n++] = partner_name(report, committees->members[m]);
        }
    }
    return n > 0 ? appui_report_list_any(report, names, n) : "";
}

/* A date that dossiers carry stands although nobody may chair, or too few are there: then the
 * agenda says that it cannot decide, and what would mend it. */
static void add_powerless(struct appui_report *report, const struct appui_meeting *meeting)
{
    const struct appui_meeting_date *date = date_of(report, meeting->day);
    if (date == NULL || appui_meetings_sits(report->basin, date)) {
        return;
    }
    int64_t present = meeting->n_present;
    const char *why =
        meeting->chair < 0
            ? appui_report_say(report, APPUI_WORD_MEETING_CANNOT_CHAIR, NULL)
            : appui_report_count(report, APPUI_WORD_MEETING_CANNOT_QUORUM, 2 * present,
                                 appui_report_number(report, present),
                                 appui_report_number(report, report->basin->committees.quorum),
                                 NULL);
    const char *who = mending_text(report, date);
    const char *mend = who[0] == '\0'
                           ? appui_report_say(report, APPUI_WORD_MEETING_NO_MEND, NULL)
                           : appui_report_say(report, APPUI_WORD_MEETING_MEND, who, NULL);
    appui_report_paragraph(report, APPUI_REPORT_INDENT,
                           appui_report_say(report, APPUI_WORD_TWO_SENTENCES, why, mend, NULL));
}

static void add_meeting(struct appui_report *report, const struct appui_meeting *meeting)
{
    const char *text = meeting_text(report, meeting);
    appui_report_paragraph(report, 0, appui_report_say(report, APPUI_WORD_SENTENCE, text, NULL));
    add_powerless(report, meeting);
    for (int32_t i = 0; i < meeting->n_agenda; i++) {
        const char *name = company(report, meeting->agenda[i]);
        const char *leaving = leaving_text(report, meeting, meeting->agenda[i]);
        appui_report_item(report, APPUI_REPORT_INDENT,
                          leaving[0] == '\0'
                              ? name
                              : appui_report_say(report, APPUI_WORD_LEAVES, name, leaving, NULL));
    }
    for (int32_t i = 0; i < meeting->n_reviews; i++) {
        appui_report_item(report, APPUI_REPORT_INDENT,
                          appui_report_say(report, APPUI_WORD_REVIEW,
                                           company(report, meeting->reviews[i]), NULL));
    }
}

static bool is_empty(const struct appui_meeting *meeting)
{
    return meeting->n_agenda == 0 && meeting->n_reviews == 0;
}

/* Meetings without dossiers so far stand in one sentence. */
static void add_empty(struct appui_report *report)
{
    const struct appui_plan *plan = report->plan;
    const char **dates = appui_report_texts(report, plan->n_meetings);
    int32_t n = 0;
    for (int32_t m = 0; dates != NULL && m < plan->n_meetings; m++) {
        if (is_empty(&plan->meetings[m])) {
            dates[n++] = appui_report_date(report, plan->meetings[m].day);
        }
    }
    if (n > 0) {
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_MEETINGS_EMPTY,
                                                appui_report_list_all(report, dates, n), NULL));
    }
}

/* ---- reviews beyond the dates known ---- */

/* Months of a project's reviews that no meeting is known for. @return how many */
static int32_t list_due(struct appui_report *report, int32_t project, const char **due)
{
    const struct appui_plan *plan = report->plan;
    int32_t n = 0;
    for (int32_t i = 0; i < plan->n_reviews; i++) {
        const struct appui_review *review = &plan->reviews[i];
        if (review->project == project && review->meeting == APPUI_ABSENT) {
            due[n++] = appui_report_month(report, review->due);
        }
    }
    return n;
}

static void add_due(struct appui_report *report)
{
    const char **due = appui_report_texts(report, report->plan->n_reviews);
    bool any = false;
    for (int32_t q = 0; due != NULL && q < report->basin->n_projects; q++) {
        int32_t n = list_due(report, q, due);
        if (n > 0 && !any) {
            any = true;
            appui_report_paragraph(report, 0,
                                   appui_report_say(report, APPUI_WORD_REVIEWS_DUE, NULL));
        }
        if (n > 0) {
            appui_report_item(report, APPUI_REPORT_INDENT,
                              appui_report_say(report, APPUI_WORD_REVIEW_IN, company(report, q),
                                               appui_report_list_all(report, due, n), NULL));
        }
    }
}

void appui_report_meetings(struct appui_report *report)
{
    const struct appui_plan *plan = report->plan;
    bool dates = plan->calendar && report->standing->dates.n > 0;
    int32_t holes = plan->n_project_holes + plan->n_meeting_holes;
    if (!dates && plan->n_meetings + plan->n_reviews + holes == 0) {
        return;
    }
    appui_report_heading(report, appui_words(report->language, APPUI_WORD_MEETINGS_HEADING), '-');
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        if (!is_empty(&plan->meetings[m])) {
            add_meeting(report, &plan->meetings[m]);
        }
    }
    add_empty(report);
    appui_report_impossible_dates(report);
    add_due(report);
    appui_report_missed(report);
}
