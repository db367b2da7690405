/*
 * Bends of the sample: what is wrong with projects and needs.
 */
#ifndef APPUI_TESTS_UNIT_BENDS_DEMAND_H
#define APPUI_TESTS_UNIT_BENDS_DEMAND_H

#include "tests/unit/bend.h"

/* Projects and needs. */
static void project_without_need(struct appui_draft *d)
{
    d->projects[1].n_needs = 0;
    d->n_lines = d->n_forbid = 0;
}
static void firm_away_all_the_time(struct appui_draft *d)
{
    d->projects[0].availability.except = sample_range(d, "2027-01-01", "2027-12-31");
}
static void mandataire_that_is_excluded(struct appui_draft *d)
{
    d->projects[0].excluded_partners = sample_texts(d, "rosa", NULL, NULL);
    d->projects[0].mandataire = "rosa";
}
static void mandataire_that_has_left(struct appui_draft *d)
{
    d->partners[2].until = d->as_of - 1; /* rosa */
    d->committees.quorum = 1;
    d->projects[0].mandataire = "rosa";
}
static void committee_before_as_of(struct appui_draft *d)
{
    d->projects[0].committee = d->as_of - 1;
}
static void days_min_above_days(struct appui_draft *d)
{
    NEED(d, 0, 0).half_days_min = 6;
}
static void each_min_above_each_max(struct appui_draft *d)
{
    NEED(d, 0, 1).each_min = 3;
    NEED(d, 0, 1).each_max = 2;
}
static void each_min_above_days(struct appui_draft *d)
{
    NEED(d, 0, 1).each_min = 5;
}
static void odd_days_in_full_sessions(struct appui_draft *d)
{
    NEED(d, 0, 1).session_half_days = 2;
    NEED(d, 0, 1).half_days = 5;
}
static void odd_days_min_in_full_sessions(struct appui_draft *d)
{
    NEED(d, 0, 1).session_half_days = 2;
    NEED(d, 0, 1).half_days_min = 1;
}
static void odd_estimate_in_full_sessions(struct appui_draft *d)
{
    NEED(d, 0, 1).session_half_days = 2;
    d->estimates[0] = (struct appui_draft_estimate){false, "techni-signal/buying", "valti-buyer", 3,
                                                    APPUI_ABSENT};
}
/* Two experts of 1 half-day each give 2 at most, 4 are asked. */
static void each_too_little(struct appui_draft *d)
{
    NEED(d, 0, 1).experts_max = 2;
    NEED(d, 0, 1).each_max = 1;
}
/* One expert of 3 is below 4, two of 3 are above 5. */
static void each_that_skips_the_range(struct appui_draft *d)
{
    NEED(d, 0, 0).half_days_min = 4;
    NEED(d, 0, 0).experts_max = 3;
    NEED(d, 0, 0).each_min = NEED(d, 0, 0).each_max = 3;
}
static void after_a_need_of_another_project(struct appui_draft *d)
{
    NEED(d, 0, 1).after = sample_texts(d, "mavic/quality", NULL, NULL);
}
static void after_itself(struct appui_draft *d)
{
    NEED(d, 0, 1).after = sample_texts(d, "techni-signal/buying", NULL, NULL);
}
static void after_each_other(struct appui_draft *d)
{
    NEED(d, 0, 0).after = sample_texts(d, "techni-signal/buying", NULL, NULL);
}
static void window_that_is_past(struct appui_draft *d)
{
    NEED(d, 1, 0).to = d->as_of - 1;
}

static const struct bend bends_of_demand[] = {
    BEND(PROJECT_WITHOUT_NEED, "/projects/1", project_without_need),
    BEND(PROJECT_NEVER_FREE, "/projects/0", firm_away_all_the_time),
    BEND(MANDATAIRE_EXCLUDED, "/projects/0/mandataire", mandataire_that_is_excluded),
    BEND(MANDATAIRE_LEFT, "/projects/0/mandataire", mandataire_that_has_left),
    BEND(COMMITTEE_DATE_PAST, "/projects/0/committee", committee_before_as_of),
    BEND(DAYS_MIN_OVER_DAYS, "/projects/0/needs/0/days_min", days_min_above_days),
    BEND(EACH_REVERSED, "/projects/0/needs/1/days_each_min", each_min_above_each_max),
    BEND(EACH_REVERSED, "/projects/0/needs/1/days_each_min", each_min_above_days),
    BEND(ODD_HALF_DAY, "/projects/0/needs/1/days", odd_days_in_full_sessions),
    BEND(ODD_HALF_DAY, "/projects/0/needs/1/days_min", odd_days_min_in_full_sessions),
    BEND(ODD_HALF_DAY, "/estimates/0/days", odd_estimate_in_full_sessions),
    BEND(EACH_CANNOT_ADD_UP, "/projects/0/needs/1/days_each_max", each_too_little),
    BEND(EACH_CANNOT_ADD_UP, "/projects/0/needs/0/days_each_max", each_that_skips_the_range),
    BEND(AFTER_OTHER_PROJECT, "/projects/0/needs/1/after/0", after_a_need_of_another_project),
    BEND(AFTER_CYCLE, "/projects/0/needs/1/after", after_itself),
    BEND(AFTER_CYCLE, "/projects/0/needs/1/after", after_each_other),
    BEND(WINDOW_EMPTY, "/projects/1/needs/0", window_that_is_past),
};

#endif
