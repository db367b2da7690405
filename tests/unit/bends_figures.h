/*
 * Bends of the sample: figures out of their range and dates out of order.
 */
#ifndef APPUI_TESTS_UNIT_BENDS_FIGURES_H
#define APPUI_TESTS_UNIT_BENDS_FIGURES_H

#include "tests/unit/bend.h"

/* Figures out of range, one per field. */
static void level_of_6(struct appui_draft *d)
{
    NEED(d, 0, 0).level = 6;
}
static void need_without_days(struct appui_draft *d)
{
    NEED(d, 0, 1).half_days = 0;
}
static void negative_days_min(struct appui_draft *d)
{
    NEED(d, 0, 0).half_days_min = -1;
}
static void no_expert_allowed(struct appui_draft *d)
{
    NEED(d, 0, 1).experts_max = 0;
}
static void each_min_of_zero(struct appui_draft *d)
{
    NEED(d, 0, 1).each_min = 0;
}
static void each_max_of_zero(struct appui_draft *d)
{
    NEED(d, 0, 1).each_max = 0;
}
static void no_session_per_week(struct appui_draft *d)
{
    NEED(d, 0, 0).per_week = 0;
}
static void need_weight_of_zero(struct appui_draft *d)
{
    NEED(d, 0, 0).weight = 0;
}
static void project_weight_of_zero(struct appui_draft *d)
{
    d->projects[1].weight = 0;
}
static void negative_jobs(struct appui_draft *d)
{
    d->projects[0].jobs = -1;
}
static void negative_follow_up(struct appui_draft *d)
{
    d->projects[0].follow_up_months = -1;
}
static void expert_level_of_0(struct appui_draft *d)
{
    d->experts[0].skills[0].level = 0;
}
static void negative_days_max(struct appui_draft *d)
{
    d->experts[1].half_days_max = -2;
}
static void negative_projects_max(struct appui_draft *d)
{
    d->experts[1].projects_max = -2;
}
static void negative_pledge(struct appui_draft *d)
{
    d->partners[0].pledges[0].half_days = -24;
}
static void negative_delivered(struct appui_draft *d)
{
    d->partners[0].pledges[0].delivered = -1;
}
static void earmark_of_no_days(struct appui_draft *d)
{
    d->partners[0].pledges[0].earmarks[0].half_days = 0;
}
static void negative_day_rate(struct appui_draft *d)
{
    d->partners[0].day_rate_cents = -1;
}
static void negative_default_rate(struct appui_draft *d)
{
    d->day_rate_cents = -1;
}
/* What is left out of objectives is absent, as readers leave it. */
static struct appui_draft_objectives *some_objectives(struct appui_draft *d)
{
    d->objectives = (struct appui_draft_objectives){
        true, APPUI_ABSENT, APPUI_ABSENT, APPUI_ABSENT, APPUI_ABSENT, APPUI_ABSENT, APPUI_ABSENT};
    return &d->objectives;
}
static void negative_jobs_objective(struct appui_draft *d)
{
    some_objectives(d)->jobs = -1;
}
static void committees_objective_reversed(struct appui_draft *d)
{
    some_objectives(d)->committees_min = 5;
    d->objectives.committees_max = 4;
}
static void negative_mandates_max(struct appui_draft *d)
{
    d->partners[0].mandates_max = -1;
}
static void capacity_of_zero(struct appui_draft *d)
{
    d->committees.capacity = 0;
}
static void negative_gap(struct appui_draft *d)
{
    d->committees.gap_days = -1;
}
static void negative_lead(struct appui_draft *d)
{
    d->committees.lead_days = -1;
}
static void negative_quorum(struct appui_draft *d)
{
    d->committees.quorum = -1;
}
static void negative_count(struct appui_draft *d)
{
    d->committees.count_min = -1;
}
static void fit_above_one(struct appui_draft *d)
{
    d->estimates[0].fit = APPUI_FIT_ONE + 1;
}
static void estimate_of_no_days(struct appui_draft *d)
{
    d->estimates[0].half_days = 0;
}
static void line_of_no_days(struct appui_draft *d)
{
    d->lines[0].half_days = 0;
}
static void negative_mandate_factor(struct appui_draft *d)
{
    d->mandate_half_days = -1;
}

/* Ranges of dates. */
static void horizon_backwards(struct appui_draft *d)
{
    d->horizon_end = d->horizon_start - 1;
}
static void horizon_of_eleven_years(struct appui_draft *d)
{
    d->horizon_end = d->horizon_start + APPUI_HORIZON_DAYS_MAX;
}
static void as_of_after_the_end(struct appui_draft *d)
{
    d->as_of = d->horizon_end + 1;
}
static void closure_backwards(struct appui_draft *d)
{
    d->closures = sample_range(d, "2027-05-08", "2027-05-07");
}
static void except_backwards(struct appui_draft *d)
{
    d->experts[0].availability.except = sample_range(d, "2027-05-08", "2027-05-07");
}
static void firm_except_backwards(struct appui_draft *d)
{
    d->projects[1].availability.except = sample_range(d, "2027-05-08", "2027-05-07");
}
static void need_backwards(struct appui_draft *d)
{
    NEED(d, 0, 0).to = NEED(d, 0, 0).from - 1;
}
static void mandate_backwards(struct appui_draft *d)
{
    d->partners[0].mandates[0].to = d->partners[0].mandates[0].from - 1;
}
static void pledge_backwards(struct appui_draft *d)
{
    d->partners[0].pledges[0].to = d->partners[0].pledges[0].from - 1;
}

static const struct bend bends_of_figures[] = {
    BEND(OUT_OF_RANGE, "/projects/0/needs/0/level", level_of_6),
    BEND(OUT_OF_RANGE, "/projects/0/needs/1/days", need_without_days),
    BEND(OUT_OF_RANGE, "/projects/0/needs/0/days_min", negative_days_min),
    BEND(OUT_OF_RANGE, "/projects/0/needs/1/experts_max", no_expert_allowed),
    BEND(OUT_OF_RANGE, "/projects/0/needs/1/days_each_min", each_min_of_zero),
    BEND(OUT_OF_RANGE, "/projects/0/needs/1/days_each_max", each_max_of_zero),
    BEND(OUT_OF_RANGE, "/projects/0/needs/0/per_week", no_session_per_week),
    BEND(OUT_OF_RANGE, "/projects/0/needs/0/weight", need_weight_of_zero),
    BEND(OUT_OF_RANGE, "/projects/1/weight", project_weight_of_zero),
    BEND(OUT_OF_RANGE, "/projects/0/jobs", negative_jobs),
    BEND(OUT_OF_RANGE, "/projects/0/follow_up_months", negative_follow_up),
    BEND(OUT_OF_RANGE, "/experts/0/skills/iso_9001", expert_level_of_0),
    BEND(OUT_OF_RANGE, "/experts/1/days_max", negative_days_max),
    BEND(OUT_OF_RANGE, "/experts/1/projects_max", negative_projects_max),
    BEND(OUT_OF_RANGE, "/partners/0/pledges/0/days", negative_pledge),
    BEND(OUT_OF_RANGE, "/partners/0/pledges/0/delivered", negative_delivered),
    BEND(OUT_OF_RANGE, "/partners/0/pledges/0/earmarks/0/days", earmark_of_no_days),
    BEND(OUT_OF_RANGE, "/partners/0/day_rate", negative_day_rate),
    BEND(OUT_OF_RANGE, "/partners/0/mandates_max", negative_mandates_max),
    BEND(OUT_OF_RANGE, "/committees/capacity", capacity_of_zero),
    BEND(OUT_OF_RANGE, "/committees/gap_days", negative_gap),
    BEND(OUT_OF_RANGE, "/committees/lead_days", negative_lead),
    BEND(OUT_OF_RANGE, "/committees/quorum", negative_quorum),
    BEND(OUT_OF_RANGE, "/committees/count/min", negative_count),
    BEND(OUT_OF_RANGE, "/estimates/0/fit", fit_above_one),
    BEND(OUT_OF_RANGE, "/estimates/0/days", estimate_of_no_days),
    BEND(OUT_OF_RANGE, "/lines/0/days", line_of_no_days),
    BEND(OUT_OF_RANGE, "/burden/mandate_days", negative_mandate_factor),
    BEND(OUT_OF_RANGE, "/day_rate", negative_default_rate),
    BEND(OUT_OF_RANGE, "/objectives/jobs", negative_jobs_objective),
    BEND(COUNT_REVERSED, "/objectives/committees", committees_objective_reversed),
    BEND(RANGE_REVERSED, "/horizon", horizon_backwards),
    BEND(HORIZON_TOO_LONG, "/horizon", horizon_of_eleven_years),
    BEND(AS_OF_AFTER_HORIZON, "/as_of", as_of_after_the_end),
    BEND(RANGE_REVERSED, "/calendar/closures/0", closure_backwards),
    BEND(RANGE_REVERSED, "/experts/0/availability/except/0", except_backwards),
    BEND(RANGE_REVERSED, "/projects/1/availability/except/0", firm_except_backwards),
    BEND(RANGE_REVERSED, "/projects/0/needs/0/to", need_backwards),
    BEND(RANGE_REVERSED, "/partners/0/mandates/0", mandate_backwards),
    BEND(RANGE_REVERSED, "/partners/0/pledges/0/to", pledge_backwards),
};

#endif
