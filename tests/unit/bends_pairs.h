/*
 * Bends of the sample: what is wrong with committees, estimates, lines and rules.
 */
#ifndef APPUI_TESTS_UNIT_BENDS_PAIRS_H
#define APPUI_TESTS_UNIT_BENDS_PAIRS_H

#include "tests/unit/bend.h"

/* Committees. */
static void meeting_held_tomorrow(struct appui_draft *d)
{
    d->committees.held = sample_dates(d, "2027-01-12", NULL);
}
static void fixed_and_candidates(struct appui_draft *d)
{
    d->committees.fixed = sample_dates(d, "2027-05-05", NULL);
}
static void candidate_twice(struct appui_draft *d)
{
    d->committees.candidates = sample_dates(d, "2027-02-03", "2027-02-03");
}
static void count_backwards(struct appui_draft *d)
{
    d->committees.count_min = 3;
}
static void count_of_fixed_dates(struct appui_draft *d)
{
    d->committees.fixed = d->committees.candidates;
    d->committees.candidates.n = 0;
}
static void no_committee_date(struct appui_draft *d)
{
    d->committees.candidates.n = 0;
    d->committees.count_min = d->committees.count_max = APPUI_ABSENT;
}
static void candidate_on_a_sunday(struct appui_draft *d)
{
    d->committees.candidates = sample_dates(d, "2027-02-07", "2027-03-10");
}
static void candidates_of_another_year(struct appui_draft *d)
{
    d->committees.candidates = sample_dates(d, "2026-02-03", "2029-03-12");
}
static void no_meeting_at_most(struct appui_draft *d)
{
    d->committees.count_min = APPUI_ABSENT;
    d->committees.count_max = 0;
}
static void two_meetings_within_the_gap(struct appui_draft *d)
{
    d->committees.count_min = 2;
    d->committees.gap_days = 36;
}
static void quorum_above_members(struct appui_draft *d)
{
    d->committees.quorum = 4;
}
static void chair_outside_the_members(struct appui_draft *d)
{
    d->committees.members = sample_texts(d, "sncf", "rosa", NULL);
}
/* sncf is away on 3 February: two of three are left. */
static void quorum_of_all_when_one_is_away(struct appui_draft *d)
{
    d->committees.quorum = 3;
}
static void chair_that_has_left(struct appui_draft *d)
{
    d->partners[1].until = sample_day("2027-03-09");
}
static void chair_away_on_as_of(struct appui_draft *d)
{
    d->as_of = sample_day("2027-02-03");
    d->partners[0].absent.n = 0;
    d->partners[1].absent = sample_dates(d, "2027-02-03", NULL);
}

/* Estimates. */
static void estimate_twice(struct appui_draft *d)
{
    struct appui_draft_estimate *estimates = sample_array(d, 2, sizeof *estimates);
    estimates[0] = estimates[1] = d->estimates[0];
    d->estimates = estimates;
    d->n_estimates = 2;
}
static void estimated_days_of_a_shared_need(struct appui_draft *d)
{
    NEED(d, 0, 0).experts_max = 2;
    d->estimates[0].half_days = 4;
}
static void estimate_of_the_wrong_skill(struct appui_draft *d)
{
    d->estimates[0].expert = "valti-buyer";
}
static void estimate_of_an_excluded_partner(struct appui_draft *d)
{
    d->projects[0].excluded_partners = sample_texts(d, "sncf", NULL, NULL);
}

/* Lines. */
static void session_of_the_same_morning(struct appui_draft *d)
{
    d->lines[0].sessions[1].day = d->lines[0].sessions[0].day;
}
static void full_session_over_a_morning(struct appui_draft *d)
{
    d->lines[0].sessions[1].day = d->lines[0].sessions[0].day;
    d->lines[0].sessions[1].half = APPUI_FULL;
}
static void done_tomorrow(struct appui_draft *d)
{
    d->lines[0].sessions[1].state = APPUI_SESSION_DONE;
}
static void half_session_in_a_need_of_full_ones(struct appui_draft *d)
{
    NEED(d, 1, 0).session_half_days = 2;
}
static void more_sessions_than_days(struct appui_draft *d)
{
    d->lines[0].half_days = 1;
}
static void done_line_that_lacks_a_session(struct appui_draft *d)
{
    d->lines[0].state = APPUI_DONE;
    d->lines[0].n_sessions = 1;
}
static void planned_session_on_a_done_line(struct appui_draft *d)
{
    d->lines[0].state = APPUI_DONE;
    d->lines[0].half_days = 1;
}
static void done_session_on_a_proposed_line(struct appui_draft *d)
{
    d->lines[0].state = APPUI_PROPOSED;
}

/* Rules. */
static void required_and_forbidden_in_the_file(struct appui_draft *d)
{
    d->require[0] = d->forbid[0];
}
static void required_and_forbidden_as_options(struct appui_draft *d)
{
    d->require[0] = d->forbid[0];
    d->require[0].from_option = d->forbid[0].from_option = true;
}
static void forbidden_twice(struct appui_draft *d)
{
    struct appui_draft_rule *forbid = sample_array(d, 2, sizeof *forbid);
    forbid[0] = forbid[1] = d->forbid[0];
    d->forbid = forbid;
    d->n_forbid = 2;
}

static const struct bend bends_of_pairs[] = {
    BEND(FIXED_AND_CANDIDATES, "/committees", fixed_and_candidates),
    BEND(DUPLICATE_DATE, "/committees/candidates/1", candidate_twice),
    BEND(COMMITTEE_HELD_AHEAD, "/committees/held/0", meeting_held_tomorrow),
    BEND(COUNT_REVERSED, "/committees/count", count_backwards),
    BEND(COUNT_WITHOUT_CANDIDATES, "/committees/count", count_of_fixed_dates),
    BEND(COMMITTEES_WITHOUT_DATES, "/committees", no_committee_date),
    BEND(COMMITTEE_DATE_OFF, "/committees/candidates/0", candidate_on_a_sunday),
    BEND(COMMITTEES_OUTSIDE, "/committees", candidates_of_another_year),
    BEND(COUNT_MAX_ZERO, "/committees/count/max", no_meeting_at_most),
    BEND(COUNT_MIN_UNREACHED, "/committees/count/min", two_meetings_within_the_gap),
    BEND(QUORUM_OVER_MEMBERS, "/committees/quorum", quorum_above_members),
    BEND(CHAIR_NOT_MEMBER, "/committees/chairs/0", chair_outside_the_members),
    BEND(COMMITTEE_WITHOUT_QUORUM, "/committees/candidates/0", quorum_of_all_when_one_is_away),
    BEND(COMMITTEE_WITHOUT_CHAIR, "/committees/candidates/1", chair_that_has_left),
    BEND(COMMITTEE_WITHOUT_CHAIR, "/committees/candidates/0", chair_away_on_as_of),
    BEND(DUPLICATE_ESTIMATE, "/estimates/1", estimate_twice),
    BEND(ESTIMATE_DAYS_SHARED, "/estimates/0/days", estimated_days_of_a_shared_need),
    BEND(ESTIMATE_NOT_ELIGIBLE, "/estimates/0", estimate_of_the_wrong_skill),
    BEND(ESTIMATE_NOT_ELIGIBLE, "/estimates/0", estimate_of_an_excluded_partner),
    BEND(SESSION_TWICE, "/lines/0/sessions/1", session_of_the_same_morning),
    BEND(SESSION_TWICE, "/lines/0/sessions/1", full_session_over_a_morning),
    BEND(SESSION_DONE_AHEAD, "/lines/0/sessions/1", done_tomorrow),
    BEND(SESSION_NOT_FULL, "/lines/0/sessions/1", half_session_in_a_need_of_full_ones),
    BEND(LINE_OVERFULL, "/lines/0/sessions", more_sessions_than_days),
    BEND(DONE_LINE_INCOMPLETE, "/lines/0/sessions", done_line_that_lacks_a_session),
    BEND(DONE_LINE_PLANNED, "/lines/0/sessions/1", planned_session_on_a_done_line),
    BEND(PROPOSED_LINE_DONE, "/lines/0/sessions/0", done_session_on_a_proposed_line),
    BEND(REQUIRED_AND_FORBIDDEN, "/rules/forbid/0", required_and_forbidden_in_the_file),
    BEND(REQUIRED_AND_FORBIDDEN, "--forbid", required_and_forbidden_as_options),
    BEND(DUPLICATE_RULE, "/rules/forbid/1", forbidden_twice),
};

#endif
