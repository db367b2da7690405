/*
 * Bends of the sample that bring no fault: limits that are kept, and places a reader has complained
 * about.
 */
#ifndef APPUI_TESTS_UNIT_BENDS_HARMLESS_H
#define APPUI_TESTS_UNIT_BENDS_HARMLESS_H

#include "tests/unit/bends_supply.h"

/* What lies on a limit is sound. */
static void days_min_of_all_days(struct appui_draft *d)
{
    NEED(d, 0, 0).half_days_min = 5;
}
static void each_of_one_figure(struct appui_draft *d)
{
    NEED(d, 0, 1).each_min = NEED(d, 0, 1).each_max = 4;
}
static void done_on_as_of(struct appui_draft *d)
{
    d->lines[0].sessions[1].state = APPUI_SESSION_DONE;
    d->lines[0].sessions[1].day = d->as_of;
}
static void committee_on_as_of(struct appui_draft *d)
{
    d->projects[0].committee = d->as_of;
}
static void sessions_for_all_days(struct appui_draft *d)
{
    d->lines[0].half_days = 2;
}
static void everything_earmarked_and_delivered(struct appui_draft *d)
{
    d->partners[0].pledges[0].earmarks[0].half_days = 24;
    d->partners[0].pledges[0].earmarks[0].to = d->partners[0].pledges[0].to;
    d->partners[0].pledges[0].delivered = 24;
}
static void pledges_of_one_day_side_by_side(struct appui_draft *d)
{
    pledges_with_a_common_day(d);
    d->partners[0].pledges[1].from++;
    d->partners[0].pledges[1].to = d->partners[0].pledges[1].from;
}
static void as_of_on_the_last_day(struct appui_draft *d)
{
    d->as_of = d->horizon_end;
    NEED(d, 0, 0).to = APPUI_ABSENT;
    d->experts[0].availability.weekdays = 0x3ff;
}
static void window_of_one_day(struct appui_draft *d)
{
    NEED(d, 1, 0).from = NEED(d, 1, 0).to = d->as_of;
}
static void horizon_of_the_greatest_length(struct appui_draft *d)
{
    d->horizon_end = d->horizon_start + APPUI_HORIZON_DAYS_MAX - 1;
}
static void chain_of_skills_just_short_enough(struct appui_draft *d)
{
    chain_of_skills_too_long(d);
    d->n_skills--;
}
static void quorum_of_all_members(struct appui_draft *d)
{
    d->committees.quorum = 3;
    d->partners[0].absent.n = 0;
}
static void morning_and_afternoon_of_one_day(struct appui_draft *d)
{
    d->lines[0].sessions[0].day = d->lines[0].sessions[1].day = sample_day("2027-01-05");
    d->lines[0].sessions[1].half = APPUI_PM;
}
static void done_line_with_all_its_sessions(struct appui_draft *d)
{
    d->lines[0].state = APPUI_DONE;
    d->lines[0].n_sessions = d->lines[0].half_days = 1;
}
static void done_half_session_in_a_need_of_full_ones(struct appui_draft *d)
{
    NEED(d, 1, 0).session_half_days = 2;
    d->lines[0].sessions[1].half = APPUI_FULL;
}

/* Places a reader has already complained about. */
static void name_left_out(struct appui_draft *d)
{
    d->name = NULL;
}
static void horizon_end_left_out(struct appui_draft *d)
{
    d->horizon_end = APPUI_ABSENT;
}
static void broken_skill(struct appui_draft *d)
{
    d->skills[1].broken = true;
}
static void broken_partner(struct appui_draft *d)
{
    d->partners[2].broken = true;
}
static void partner_left_out(struct appui_draft *d)
{
    d->experts[1].partner = NULL;
}
static void level_left_out(struct appui_draft *d)
{
    d->experts[0].skills[0].level = APPUI_ABSENT;
}
static void broken_project(struct appui_draft *d)
{
    d->projects[0].broken = true;
}
/* Nobody knows what the list held, so no reference into it is wrong. */
static void unreadable_skills(struct appui_draft *d)
{
    d->skills = NULL;
    d->n_skills = 0;
}
static void partner_without_id(struct appui_draft *d)
{
    d->partners[0].broken = true;
    d->partners[0].id = NULL;
}
static void unreadable_needs(struct appui_draft *d)
{
    d->projects[1].broken = true;
    d->projects[1].needs = NULL;
    d->projects[1].n_needs = 0;
}
/* The session done on 5 January lies after the default, the start of the horizon. */
static void unreadable_as_of(struct appui_draft *d)
{
    d->as_of = APPUI_ABSENT;
    d->as_of_broken = true;
}
/* A done session contradicts the state that stands for "none": proposed. */
static void unreadable_state_of_a_line(struct appui_draft *d)
{
    d->lines[0].broken = true;
    d->lines[0].state = APPUI_PROPOSED;
}
/* Half a day stands for "none", where the need takes full sessions. */
static void unreadable_half_of_a_session(struct appui_draft *d)
{
    NEED(d, 1, 0).session_half_days = 2;
    d->lines[0].sessions[1].broken = true;
}
static void days_left_out(struct appui_draft *d)
{
    NEED(d, 0, 0).half_days = APPUI_ABSENT;
    NEED(d, 0, 0).half_days_min = 9;
}
static void unreadable_need_before(struct appui_draft *d)
{
    NEED(d, 0, 1).after.items[0] = NULL;
}
static void unreadable_member(struct appui_draft *d)
{
    d->committees.members.items[0] = NULL;
    d->committees.members.broken = true;
}
static void need_of_an_estimate_left_out(struct appui_draft *d)
{
    d->estimates[0].need = NULL;
}
static void date_of_a_session_left_out(struct appui_draft *d)
{
    d->lines[0].sessions[1].day = APPUI_ABSENT;
    d->lines[0].half_days = 1;
}
static void expert_of_a_rule_left_out(struct appui_draft *d)
{
    d->forbid[0].expert = NULL;
}
static void unreadable_tiers(struct appui_draft *d)
{
    d->tiers = sample_texts(d, NULL, NULL, NULL);
    d->tiers.broken = true;
}

#endif
