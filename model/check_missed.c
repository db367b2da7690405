/*
 * What a plan says of the dates on which a project is not examined: every committee date from as_of
 * on stands there, its cause is the first that holds, the members said to be absent are, and ending
 * one absence alone mends the date exactly where the plan says so. All of it is counted anew from
 * absences, agendas and sessions.
 */
#include "model/verdict.h"

/** Nobody is imagined to be there. */
#define NOBODY (-1)

/** A date under judgement, for one project, or for the meeting itself. */
struct date {
    const struct appui_verdict *verdict;
    int32_t project; /**< or -1 */
    appui_day day;
    const struct appui_meeting *meeting; /**< the plan's of that day, or NULL */
    bool by_data;    /**< the plan's own meetings and sessions are left out of account */
    int32_t guest;   /**< a member imagined to be there, or NOBODY */
    appui_day other; /**< found: the first meeting too near, or the last diagnostic session */
};

static bool is_away(const struct appui_partner *partner, appui_day day)
{
    for (int32_t i = 0; i < partner->n_absent; i++) {
        if (partner->absent[i] == day) {
            return true;
        }
    }
    return false;
}

static bool has_left(const struct appui_partner *partner, appui_day day)
{
    return partner->until != APPUI_ABSENT && partner->until < day;
}

static int32_t count_there(const struct date *date, const int32_t *partners, int32_t n)
{
    int32_t there = 0;
    for (int32_t i = 0; i < n; i++) {
        const struct appui_partner *partner = &date->verdict->basin->partners[partners[i]];
        there += !has_left(partner, date->day) &&
                 (partners[i] == date->guest || !is_away(partner, date->day));
    }
    return there;
}

static const struct appui_meeting *find_meeting(const struct appui_plan *plan, appui_day day)
{
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        if (plan->meetings[m].day == day) {
            return &plan->meetings[m];
        }
    }
    return NULL;
}

static const struct appui_meeting_date *judged_on(const struct date *date, appui_day day)
{
    const struct appui_meeting_dates *dates = &date->verdict->standing->dates;
    for (int32_t i = 0; i < dates->n; i++) {
        if (dates->dates[i].day == day) {
            return &dates->dates[i];
        }
    }
    return NULL;
}

static bool is_fixed(const struct date *date)
{
    const struct appui_committees *committees = &date->verdict->basin->committees;
    for (int32_t i = 0; i < committees->n_fixed; i++) {
        if (committees->fixed[i] == date->day) {
            return true;
        }
    }
    return false;
}

/* ---- each cause ---- */

static bool is_not_ready(struct date *date)
{
    return date->project >= 0 && date->day < date->verdict->basin->projects[date->project].ready;
}

static bool lacks_chair(struct date *date)
{
    const struct appui_committees *committees = &date->verdict->basin->committees;
    return count_there(date, committees->chairs, committees->n_chairs) == 0;
}

static bool lacks_quorum(struct date *date)
{
    const struct appui_committees *committees = &date->verdict->basin->committees;
    return committees->quorum != APPUI_ABSENT &&
           count_there(date, committees->members, committees->n_members) < committees->quorum;
}

static bool is_diagnostic(const struct date *date, int32_t need)
{
    const struct appui_need *asked = &date->verdict->basin->needs[need];
    return asked->project == date->project && asked->phase == APPUI_DIAGNOSTIC;
}

/* Remembers a session that is not before the date, the last of them. */
static void meet_session(struct date *date, appui_day day)
{
    if (day >= date->day && (date->other == APPUI_ABSENT || day > date->other)) {
        date->other = day;
    }
}

static bool is_being_diagnosed(struct date *date)
{
    const struct appui_verdict *verdict = date->verdict;
    date->other = APPUI_ABSENT;
    for (int32_t i = 0; i < verdict->basin->n_lines; i++) {
        const struct appui_line *line = &verdict->basin->lines[i];
        for (int32_t k = 0; is_diagnostic(date, line->need) && k < line->n_sessions; k++) {
            if (appui_standing_stays(verdict->basin, verdict->standing, i, k)) {
                meet_session(date, line->sessions[k].day);
            }
        }
    }
    return date->other != APPUI_ABSENT;
}

static bool is_full(struct date *date)
{
    const struct appui_basin *basin = date->verdict->basin;
    int32_t n = 0;
    for (int32_t q = 0; q < basin->n_projects; q++) {
        n += basin->projects[q].committee == date->day && appui_meetings_counts(basin, q);
    }
    for (int32_t i = 0; !date->by_data && date->meeting != NULL && i < date->meeting->n_agenda;
         i++) {
        n += appui_rules_waits_for_committee(basin, date->meeting->agenda[i]);
    }
    return date->project >= 0 && basin->committees.capacity != APPUI_ABSENT &&
           n >= basin->committees.capacity;
}

/* A date that takes a choice: neither fixed, nor known to a dossier, nor held by the plan. */
static bool is_free(const struct date *date)
{
    const struct appui_basin *basin = date->verdict->basin;
    bool known = is_fixed(date) || (!date->by_data && date->meeting != NULL);
    for (int32_t q = 0; q < basin->n_projects; q++) {
        known =
            known || (basin->projects[q].committee == date->day && appui_meetings_counts(basin, q));
    }
    return !known;
}

/* Remembers a meeting too near, the first of them. */
static void meet_meeting(struct date *date, appui_day day)
{
    if (day != date->day && appui_meetings_too_near(date->verdict->basin, date->day, day) &&
        (date->other == APPUI_ABSENT || day < date->other)) {
        date->other = day;
    }
}

static bool is_beside(struct date *date)
{
    const struct appui_verdict *verdict = date->verdict;
    const struct appui_basin *basin = verdict->basin;
    date->other = APPUI_ABSENT;
    for (int32_t q = 0; is_free(date) && q < basin->n_projects; q++) {
        appui_day day = basin->projects[q].committee;
        if (appui_meetings_counts(basin, q) && day >= basin->horizon_start &&
            day <= basin->horizon_end) {
            meet_meeting(date, day);
        }
    }
    for (int32_t i = 0; is_free(date) && i < basin->committees.n_held; i++) {
        appui_day day = basin->committees.held[i];
        if (day >= basin->horizon_start && day <= basin->horizon_end) {
            meet_meeting(date, day);
        }
    }
    for (int32_t m = 0; is_free(date) && m < verdict->plan->n_meetings; m++) {
        const struct appui_meeting_date *judged = judged_on(date, verdict->plan->meetings[m].day);
        if (!date->by_data || (judged != NULL && judged->settled)) {
            meet_meeting(date, verdict->plan->meetings[m].day);
        }
    }
    return date->other != APPUI_ABSENT;
}

static bool is_beyond_count(struct date *date)
{
    const struct appui_verdict *verdict = date->verdict;
    const struct appui_committees *committees = &verdict->basin->committees;
    int32_t n = verdict->standing->dates.n_held;
    for (int32_t m = 0; !date->by_data && m < verdict->plan->n_meetings; m++) {
        const struct appui_meeting_date *judged = judged_on(date, verdict->plan->meetings[m].day);
        n += judged == NULL || !judged->settled;
    }
    return is_free(date) && committees->n_candidates > 0 && committees->count_max != APPUI_ABSENT &&
           n >= committees->count_max;
}

static bool is_diagnosed_later(struct date *date)
{
    const struct appui_plan *plan = date->verdict->plan;
    date->other = APPUI_ABSENT;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        for (int32_t k = 0; is_diagnostic(date, line->need) && k < line->n_sessions; k++) {
            meet_session(date, line->sessions[k].day);
        }
    }
    return date->other != APPUI_ABSENT;
}

static bool always(struct date *date)
{
    (void)date;
    return true;
}

/* ---- the date as a whole ---- */

typedef bool (*cause_test)(struct date *date);

static const cause_test tests[APPUI_N_MISSED_CAUSES] = {
    [APPUI_MISSED_NOT_READY] = is_not_ready, [APPUI_MISSED_NO_CHAIR] = lacks_chair,
    [APPUI_MISSED_NO_QUORUM] = lacks_quorum, [APPUI_MISSED_DIAGNOSTIC] = is_being_diagnosed,
    [APPUI_MISSED_FULL] = is_full,           [APPUI_MISSED_GAP] = is_beside,
    [APPUI_MISSED_COUNT] = is_beyond_count,  [APPUI_MISSED_LATER] = is_diagnosed_later,
    [APPUI_MISSED_NOT_CHOSEN] = always,
};

static bool is_cause(struct date *date, const struct appui_missed_date *missed)
{
    int32_t cause = 0;
    while (!tests[cause](date)) {
        cause++;
    }
    bool names = cause == APPUI_MISSED_DIAGNOSTIC || cause == APPUI_MISSED_GAP ||
                 cause == APPUI_MISSED_LATER;
    return cause == (int32_t)missed->cause && missed->other == (names ? date->other : APPUI_ABSENT);
}

/* True when the absence, ended alone, would by data have the committee examine the project, or let
 * it hold a meeting beside those of the plan. */
static bool would_mend(struct date date, int32_t member)
{
    bool sits = !lacks_chair(&date) && !lacks_quorum(&date);
    bool away = is_away(&date.verdict->basin->partners[member], date.day);
    date.guest = member;
    date.by_data = date.project >= 0;
    bool mends = !sits && away;
    for (int32_t cause = 0; cause < APPUI_MISSED_LATER; cause++) {
        mends = mends && !tests[cause](&date);
    }
    return mends;
}

static bool are_members_right(const struct date *date, const struct appui_missed_date *missed)
{
    const struct appui_committees *committees = &date->verdict->basin->committees;
    int32_t n = 0, mending = 0;
    for (int32_t m = 0; m < committees->n_members; m++) {
        int32_t member = committees->members[m];
        const struct appui_partner *partner = &date->verdict->basin->partners[member];
        if (is_away(partner, date->day) || has_left(partner, date->day)) {
            if (n == missed->n_absent || missed->absent[n++] != member) {
                return false;
            }
        }
        if (would_mend(*date, member)) {
            if (mending == missed->n_mending || missed->mending[mending++] != member) {
                return false;
            }
        }
    }
    return n == missed->n_absent && mending == missed->n_mending;
}

bool appui_check_missed_date(const struct appui_verdict *verdict, int32_t project,
                             const struct appui_missed_date *missed)
{
    struct date date = {.verdict = verdict,
                        .project = project,
                        .day = missed->day,
                        .meeting = find_meeting(verdict->plan, missed->day),
                        .guest = NOBODY,
                        .other = APPUI_ABSENT};
    return is_cause(&date, missed) && are_members_right(&date, missed);
}

/* Every committee date from as_of on, in order; none of a hole that is not about dates. */
static bool are_dates_all(const struct appui_verdict *verdict,
                          const struct appui_project_hole *hole)
{
    const struct appui_meeting_dates *dates = &verdict->standing->dates;
    bool all = hole->n_dates == (hole->code == APPUI_HOLE_NO_COMMITTEE ? dates->n : 0);
    for (int32_t d = 0; all && d < hole->n_dates; d++) {
        all = hole->dates[d].day == dates->dates[d].day;
    }
    return all;
}

static void check_hole(const struct appui_verdict *verdict, const struct appui_project_hole *hole)
{
    const char *id = verdict->basin->projects[hole->project].id;
    char day[APPUI_DATE_TEXT];
    if (!are_dates_all(verdict, hole)) {
        appui_faults_add(verdict->faults, APPUI_FAULT_MISSED_DATES, "/holes", id, "project", id,
                         APPUI_END);
        return;
    }
    for (int32_t d = 0; d < hole->n_dates; d++) {
        if (!appui_check_missed_date(verdict, hole->project, &hole->dates[d])) {
            appui_faults_add(verdict->faults, APPUI_FAULT_MISSED_DATE, "/holes", id, "project", id,
                             "date", appui_date_text(hole->dates[d].day, day), APPUI_END);
        }
    }
}

void appui_check_missed(struct appui_verdict *verdict)
{
    for (int32_t i = 0; i < verdict->plan->n_project_holes; i++) {
        check_hole(verdict, &verdict->plan->project_holes[i]);
    }
    appui_check_meeting_holes(verdict);
}
