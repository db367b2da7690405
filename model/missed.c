/*
 * Judging committee dates for one project after the other: first by the basin's data, then by the
 * meetings and sessions of the plan.
 */
#include "model/missed.h"

#include <assert.h>

#include "model/meetings.h"

/** Of a date: no project, the meeting itself is missed. */
#define NO_PROJECT (-1)

/** A project without a date, or none, and what it is judged by. */
struct seeker {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    struct appui_plan *plan;
    int32_t project;
};

const char *appui_missed_name(enum appui_missed_cause cause)
{
    static const char *const names[APPUI_N_MISSED_CAUSES] = {
        [APPUI_MISSED_NOT_READY] = "not_ready",
        [APPUI_MISSED_NO_CHAIR] = "no_chair",
        [APPUI_MISSED_NO_QUORUM] = "no_quorum",
        [APPUI_MISSED_DIAGNOSTIC] = "diagnostic",
        [APPUI_MISSED_FULL] = "full",
        [APPUI_MISSED_GAP] = "gap",
        [APPUI_MISSED_COUNT] = "count",
        [APPUI_MISSED_LATER] = "diagnostic_later",
        [APPUI_MISSED_NOT_CHOSEN] = "not_chosen",
    };
    assert((unsigned)cause < APPUI_N_MISSED_CAUSES);
    return names[cause];
}

static appui_day later(appui_day a, appui_day b)
{
    return a == APPUI_ABSENT || (b != APPUI_ABSENT && b > a) ? b : a;
}

static appui_day earlier(appui_day a, appui_day b)
{
    return a == APPUI_ABSENT || (b != APPUI_ABSENT && b < a) ? b : a;
}

/* ---- diagnostics ---- */

static bool is_diagnostic(const struct seeker *s, int32_t need)
{
    return s->basin->needs[need].project == s->project &&
           s->basin->needs[need].phase == APPUI_DIAGNOSTIC;
}

/* The last session of the project's diagnostics that stays; APPUI_ABSENT: none. */
static appui_day last_agreed(const struct seeker *s)
{
    const struct appui_project *dossier = &s->basin->projects[s->project];
    appui_day last = APPUI_ABSENT;
    for (int32_t n = dossier->first_need; n < dossier->first_need + dossier->n_needs; n++) {
        for (int32_t i = s->standing->need_line0[n];
             is_diagnostic(s, n) && i < s->standing->need_line0[n + 1]; i++) {
            int32_t line = s->standing->need_lines[i];
            for (int32_t k = 0; k < s->basin->lines[line].n_sessions; k++) {
                if (appui_standing_stays(s->basin, s->standing, line, k)) {
                    last = later(last, s->basin->lines[line].sessions[k].day);
                }
            }
        }
    }
    return last;
}

/* The last session of its diagnostics in the plan. */
static appui_day last_planned(const struct seeker *s)
{
    appui_day last = APPUI_ABSENT;
    for (int32_t i = 0; i < s->plan->n_lines; i++) {
        const struct appui_plan_line *line = &s->plan->lines[i];
        for (int32_t k = 0; is_diagnostic(s, line->need) && k < line->n_sessions; k++) {
            last = later(last, line->sessions[k].day);
        }
    }
    return last;
}

/* ---- meetings ---- */

static const struct appui_meeting *meeting_on(const struct appui_plan *plan, appui_day day)
{
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        if (plan->meetings[m].day == day) {
            return &plan->meetings[m];
        }
    }
    return NULL;
}

/* `day` where it is another day than `date` and nearer than the gap, else none. */
static appui_day near(const struct seeker *s, appui_day date, appui_day day)
{
    return day != date && appui_meetings_too_near(s->basin, date, day) ? day : APPUI_ABSENT;
}

/* The first meeting too near to an open date: held in the horizon, settled, or one of the plan's.
 */
static appui_day too_near(const struct seeker *s, appui_day date, bool planned)
{
    const struct appui_meeting_dates *dates = &s->standing->dates;
    appui_day first = APPUI_ABSENT;
    for (appui_day day = appui_meetings_held_after(s->basin, s->basin->horizon_start - 1);
         day != APPUI_ABSENT && day <= s->basin->horizon_end;
         day = appui_meetings_held_after(s->basin, day)) {
        first = earlier(first, near(s, date, day));
    }
    for (int32_t d = 0; d < dates->n; d++) {
        first =
            dates->dates[d].settled ? earlier(first, near(s, date, dates->dates[d].day)) : first;
    }
    for (int32_t m = 0; planned && m < s->plan->n_meetings; m++) {
        first = earlier(first, near(s, date, s->plan->meetings[m].day));
    }
    return first;
}

/* Dates that the plan chooses. */
static int32_t count_chosen(const struct appui_standing *standing, const struct appui_plan *plan)
{
    const struct appui_meeting_dates *dates = &standing->dates;
    int32_t n = 0;
    for (int32_t d = 0; d < dates->n; d++) {
        n += !dates->dates[d].settled && meeting_on(plan, dates->dates[d].day) != NULL;
    }
    return n;
}

/* Projects on the agenda that wait for their committee; those with a known date count in n_known.
 */
static int32_t count_examined(const struct seeker *s, const struct appui_meeting *meeting)
{
    int32_t n = 0;
    for (int32_t i = 0; i < meeting->n_agenda; i++) {
        n += appui_rules_waits_for_committee(s->basin, meeting->agenda[i]);
    }
    return n;
}

/* ---- causes ---- */

static void name(struct appui_missed_date *missed, enum appui_missed_cause cause, appui_day other)
{
    missed->cause = cause;
    missed->other = other;
}

/* @return false when data alone do not say why */
static bool judge_data(const struct seeker *s, const struct appui_meeting_date *date,
                       struct appui_missed_date *missed)
{
    appui_day agreed = last_agreed(s);
    if (date->day < s->basin->projects[s->project].ready) {
        name(missed, APPUI_MISSED_NOT_READY, APPUI_ABSENT);
    } else if (date->chair < 0) {
        name(missed, APPUI_MISSED_NO_CHAIR, APPUI_ABSENT);
    } else if (!appui_meetings_sits(s->basin, date)) {
        name(missed, APPUI_MISSED_NO_QUORUM, APPUI_ABSENT);
    } else if (agreed != APPUI_ABSENT && agreed >= date->day) {
        name(missed, APPUI_MISSED_DIAGNOSTIC, agreed);
    } else {
        return false;
    }
    return true;
}

static void judge_plan(const struct seeker *s, const struct appui_meeting_date *date,
                       struct appui_missed_date *missed)
{
    const struct appui_meeting *meeting = meeting_on(s->plan, date->day);
    bool held = date->settled || meeting != NULL;
    appui_day beside = held ? APPUI_ABSENT : too_near(s, date->day, true);
    appui_day planned = last_planned(s);
    if (date->room <= (meeting == NULL ? 0 : count_examined(s, meeting))) {
        name(missed, APPUI_MISSED_FULL, APPUI_ABSENT);
    } else if (beside != APPUI_ABSENT) {
        name(missed, APPUI_MISSED_GAP, beside);
    } else if (!held && count_chosen(s->standing, s->plan) >= s->standing->dates.n_open_max) {
        name(missed, APPUI_MISSED_COUNT, APPUI_ABSENT);
    } else if (planned != APPUI_ABSENT && planned >= date->day) {
        name(missed, APPUI_MISSED_LATER, planned);
    } else {
        name(missed, APPUI_MISSED_NOT_CHOSEN, APPUI_ABSENT);
    }
}

/* Why no meeting is held on a date that is not settled; the count allows one, since too few are. */
static void judge_unheld(const struct seeker *s, const struct appui_meeting_date *date,
                         struct appui_missed_date *missed)
{
    appui_day beside = too_near(s, date->day, true);
    if (date->chair < 0) {
        name(missed, APPUI_MISSED_NO_CHAIR, APPUI_ABSENT);
    } else if (!appui_meetings_sits(s->basin, date)) {
        name(missed, APPUI_MISSED_NO_QUORUM, APPUI_ABSENT);
    } else if (beside != APPUI_ABSENT) {
        name(missed, APPUI_MISSED_GAP, beside);
    } else {
        name(missed, APPUI_MISSED_NOT_CHOSEN, APPUI_ABSENT);
    }
}

/* True when the date, could the committee sit on it, would by data take the project, or a meeting.
 */
static bool would_take(const struct seeker *s, const struct appui_meeting_date *date)
{
    if (s->project == NO_PROJECT) {
        return too_near(s, date->day, true) == APPUI_ABSENT;
    }
    bool candidate = s->basin->committees.n_candidates > 0 && !date->settled;
    return appui_meetings_is_ready(s->basin, s->standing, date->day, s->project) &&
           date->room > 0 &&
           (!candidate ||
            (s->standing->dates.n_open_max > 0 && too_near(s, date->day, false) == APPUI_ABSENT));
}

static int name_absent(const struct seeker *s, const struct appui_meeting_date *date,
                       struct appui_missed_date *missed)
{
    const struct appui_committees *committees = &s->basin->committees;
    size_t most = (size_t)(committees->n_members - date->n_present);
    missed->absent = appui_arena_alloc(&s->plan->arena, most, sizeof *missed->absent);
    missed->mending = appui_arena_alloc(&s->plan->arena, most, sizeof *missed->mending);
    if (missed->absent == NULL || missed->mending == NULL) {
        return -1;
    }
    bool takes = would_take(s, date);
    for (int32_t m = 0; m < committees->n_members; m++) {
        int32_t member = committees->members[m];
        if (!appui_meetings_is_present(&s->basin->partners[member], date->day)) {
            missed->absent[missed->n_absent++] = member;
        }
        if (takes && appui_meetings_would_mend(s->basin, date, member)) {
            missed->mending[missed->n_mending++] = member;
        }
    }
    return 0;
}

static int fill(const struct seeker *s, struct appui_project_hole *hole)
{
    const struct appui_meeting_dates *dates = &s->standing->dates;
    hole->dates = appui_arena_alloc(&s->plan->arena, (size_t)dates->n, sizeof *hole->dates);
    if (hole->dates == NULL) {
        return -1;
    }
    hole->n_dates = dates->n;
    for (int32_t d = 0; d < dates->n; d++) {
        hole->dates[d].day = dates->dates[d].day;
        if (!judge_data(s, &dates->dates[d], &hole->dates[d])) {
            judge_plan(s, &dates->dates[d], &hole->dates[d]);
        }
        if (name_absent(s, &dates->dates[d], &hole->dates[d]) < 0) {
            return -1;
        }
    }
    return 0;
}

int32_t appui_missed_meetings(const struct appui_standing *standing, const struct appui_plan *plan)
{
    const struct appui_meeting_dates *dates = &standing->dates;
    int32_t n = dates->n_held + count_chosen(standing, plan);
    return plan->calendar && n < dates->count_min ? dates->count_min - n : 0;
}

static int fill_meetings(const struct seeker *s, int32_t n_missing)
{
    const struct appui_meeting_dates *dates = &s->standing->dates;
    struct appui_meeting_hole *hole = appui_arena_alloc(&s->plan->arena, 1, sizeof *hole);
    if (hole == NULL) {
        return -1;
    }
    *hole = (struct appui_meeting_hole){.n_missing = n_missing};
    hole->dates = appui_arena_alloc(&s->plan->arena, (size_t)dates->n, sizeof *hole->dates);
    if (hole->dates == NULL) {
        return -1;
    }
    for (int32_t d = 0; d < dates->n; d++) {
        const struct appui_meeting_date *date = &dates->dates[d];
        struct appui_missed_date *missed = &hole->dates[hole->n_dates];
        if (date->settled || meeting_on(s->plan, date->day) != NULL) {
            continue;
        }
        missed->day = date->day;
        judge_unheld(s, date, missed);
        if (name_absent(s, date, missed) < 0) {
            return -1;
        }
        hole->n_dates++;
    }
    s->plan->meeting_holes = hole;
    s->plan->n_meeting_holes = 1;
    return 0;
}

int appui_missed_fill(const struct appui_basin *basin, const struct appui_standing *standing,
                      struct appui_plan *plan)
{
    for (int32_t i = 0; i < plan->n_project_holes; i++) {
        struct appui_project_hole *hole = &plan->project_holes[i];
        struct seeker seeker = {basin, standing, plan, hole->project};
        if (hole->code == APPUI_HOLE_NO_COMMITTEE && fill(&seeker, hole) < 0) {
            return -1;
        }
    }
    struct seeker seeker = {basin, standing, plan, NO_PROJECT};
    int32_t n_missing = appui_missed_meetings(standing, plan);
    plan->n_meeting_holes = 0;
    return n_missing > 0 ? fill_meetings(&seeker, n_missing) : 0;
}
