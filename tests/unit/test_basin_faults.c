/*
 * Every fault and warning of a basin: the sample bent in one place brings exactly that code, at
 * that place, with all the arguments its texts name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model/basin.h"
#include "tests/unit/sample.h"

struct bend {
    const char *name;
    enum appui_fault_code code;
    const char *pointer;
    void (*apply)(struct appui_draft *draft);
};

#define NEED(d, p, n) ((d)->projects[p].needs[n])

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

/* Ids and references. */
static void two_skills_of_one_id(struct appui_draft *d)
{
    d->n_skills = 4;
    struct appui_draft_skill *skills = sample_array(d, 4, sizeof *skills);
    memcpy(skills, d->skills, 3 * sizeof *skills);
    skills[3].id = "quality";
    d->skills = skills;
}
static void two_partners_of_one_id(struct appui_draft *d)
{
    d->partners[2] = d->partners[1];
    d->committees.members = sample_texts(d, "valti", "sncf", NULL);
}
static void two_experts_of_one_id(struct appui_draft *d)
{
    struct appui_draft_expert *experts = sample_array(d, 3, sizeof *experts);
    memcpy(experts, d->experts, 2 * sizeof *experts);
    experts[2] = experts[1];
    d->experts = experts;
    d->n_experts = 3;
}
static void two_projects_of_one_id(struct appui_draft *d)
{
    d->projects[1].id = "techni-signal";
}
static void needs_of_one_id_in_two_projects(struct appui_draft *d)
{
    struct appui_draft_need *needs = sample_array(d, 2, sizeof *needs);
    needs[0] = NEED(d, 1, 0);
    needs[1] = sample_need("techni-signal/iso", "quality", 2);
    d->projects[1].needs = needs;
    d->projects[1].n_needs = 2;
}
static void unknown_broader(struct appui_draft *d)
{
    d->skills[1].broader = "qualty";
}
static void unknown_skill_of_an_expert(struct appui_draft *d)
{
    struct appui_draft_level *levels = sample_array(d, 2, sizeof *levels);
    levels[0] = d->experts[0].skills[0];
    levels[1] = (struct appui_draft_level){"iso/9~", 2};
    d->experts[0].skills = levels;
    d->experts[0].n_skills = 2;
}
static void unknown_skill_of_a_need(struct appui_draft *d)
{
    NEED(d, 1, 0).skill = "Quality";
}
static void unknown_partner_of_an_expert(struct appui_draft *d)
{
    d->experts[1].partner = "vali";
}
static void unknown_excluded_partner(struct appui_draft *d)
{
    d->projects[0].excluded_partners = sample_texts(d, "rosa", "valtis", NULL);
}
static void unknown_conflict(struct appui_draft *d)
{
    d->projects[0].conflicts = sample_texts(d, "valtis", NULL, NULL);
}
static void unknown_mandataire(struct appui_draft *d)
{
    d->projects[0].mandataire = "valtis";
}
static void unknown_member(struct appui_draft *d)
{
    d->committees.members = sample_texts(d, "valti", "sncff", "rosa");
}
static void unknown_chair(struct appui_draft *d)
{
    d->committees.chairs = sample_texts(d, "valtis", NULL, NULL);
}
static void unknown_need_before(struct appui_draft *d)
{
    NEED(d, 0, 1).after = sample_texts(d, "techni-signal/is", NULL, NULL);
}
static void unknown_need_of_an_estimate(struct appui_draft *d)
{
    d->estimates[0].need = "iso";
}
static void unknown_expert_of_an_estimate(struct appui_draft *d)
{
    d->estimates[0].expert = "sncf";
}
static void unknown_need_of_a_line(struct appui_draft *d)
{
    d->lines[0].need = "mavic/qualite";
}
static void unknown_expert_of_a_line(struct appui_draft *d)
{
    d->lines[0].expert = "sncf-qualite";
}
static void unknown_need_of_a_rule(struct appui_draft *d)
{
    d->forbid[0].need = "mavic";
}
static void unknown_expert_of_an_option(struct appui_draft *d)
{
    d->require[0].expert = "valti";
    d->require[0].from_option = true;
}
static void partner_named_but_none_listed(struct appui_draft *d)
{
    d->n_partners = d->n_experts = d->n_estimates = d->n_lines = d->n_require = d->n_forbid = 0;
    d->committees.given = false;
    d->projects[0].mandataire = "sncf";
}
static void partner_excluded_twice(struct appui_draft *d)
{
    d->projects[0].excluded_partners = sample_texts(d, "rosa", "valti", "rosa");
}
static void purpose_named_twice(struct appui_draft *d)
{
    d->projects[0].purposes = sample_texts(d, "revitalisation", "revitalisation", NULL);
}
static void huge_weights(struct appui_draft *d)
{
    d->projects[0].weight = 1000000000;
    NEED(d, 0, 0).weight = 1000000000;
}

/* Tiers and burden. */
static void unknown_tier(struct appui_draft *d)
{
    d->tiers = sample_texts(d, "coverage", "equty:2%", NULL);
}
static void tier_twice(struct appui_draft *d)
{
    d->tiers = sample_texts(d, "coverage", "fit", "coverage");
}
static void tier_with_bad_tolerance(struct appui_draft *d)
{
    d->tiers = sample_texts(d, "coverage", "fit:2", NULL);
}
static void promptness_alone(struct appui_draft *d)
{
    d->tiers = sample_texts(d, "promptness_first", NULL, NULL);
}
static void no_tier_at_all(struct appui_draft *d)
{
    d->tiers = sample_texts(d, NULL, NULL, NULL);
}
static void attendance_factor(struct appui_draft *d)
{
    d->attendance_half_days = 500;
}

/* Skills. */
static void skill_broader_than_itself(struct appui_draft *d)
{
    d->skills[1].broader = "purchasing";
}
static void three_skills_in_a_circle(struct appui_draft *d)
{
    d->skills[0].broader = "purchasing";
    d->skills[1].broader = "iso_9001";
}
static void chain_of_skills_too_long(struct appui_draft *d)
{
    int32_t n = 3 + APPUI_BROADER_DEPTH_MAX + 2;
    struct appui_draft_skill *skills = sample_array(d, n, sizeof *skills);
    memcpy(skills, d->skills, 3 * sizeof *skills);
    for (int32_t i = 3; i < n; i++) {
        skills[i].id = appui_arena_format(&d->arena, "s%d", (int)i);
        skills[i].broader = i > 3 ? skills[i - 1].id : NULL;
    }
    d->skills = skills;
    d->n_skills = n;
}
static void skill_that_nobody_has(struct appui_draft *d)
{
    d->experts[1].skills[0].skill = "quality";
}

/* Partners. */
static void pledges_with_a_common_day(struct appui_draft *d)
{
    struct appui_draft_pledge *pledges = sample_array(d, 2, sizeof *pledges);
    pledges[0] = d->partners[0].pledges[0];
    pledges[1] = pledges[0];
    pledges[1].from = pledges[0].to;
    pledges[1].to = pledges[1].from + 10;
    pledges[1].n_earmarks = 0;
    d->partners[0].pledges = pledges;
    d->partners[0].n_pledges = 2;
}
static void more_earmarked_than_pledged(struct appui_draft *d)
{
    d->partners[0].pledges[0].earmarks[0].half_days = 25;
}
static void earmark_after_its_pledge(struct appui_draft *d)
{
    d->partners[0].pledges[0].earmarks[0].to = sample_day("2028-01-01");
}
static void more_delivered_than_pledged(struct appui_draft *d)
{
    d->partners[0].pledges[0].delivered = 25;
}

/* Experts. */
static void skill_with_two_levels(struct appui_draft *d)
{
    struct appui_draft_level *levels = sample_array(d, 2, sizeof *levels);
    levels[0] = levels[1] = d->experts[0].skills[0];
    d->experts[0].skills = levels;
    d->experts[0].n_skills = 2;
}
static void expert_without_skill(struct appui_draft *d)
{
    struct appui_draft_expert *experts = sample_array(d, 3, sizeof *experts);
    memcpy(experts, d->experts, 2 * sizeof *experts);
    experts[2] = sample_expert(d, "novice", "rosa", "quality", 1);
    experts[2].n_skills = 0;
    d->experts = experts;
    d->n_experts = 3;
}
static void expert_away_all_the_time(struct appui_draft *d)
{
    d->experts[1].availability.except = sample_range(d, "2027-01-01", "2027-12-31");
}

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

/* Committees. */
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

/* What is empty. */
static void closed_for_the_whole_horizon(struct appui_draft *d)
{
    d->closures = sample_range(d, "2027-01-01", "2027-12-31");
}
static void no_partner(struct appui_draft *d)
{
    partner_named_but_none_listed(d);
    d->projects[0].mandataire = NULL;
    d->n_projects = 0;
}

#define BEND(code, pointer, apply)                                                                 \
    {                                                                                              \
#apply, APPUI_FAULT_##code, pointer, apply                                                 \
    }

static const struct bend bends[] = {
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
    BEND(RANGE_REVERSED, "/horizon", horizon_backwards),
    BEND(HORIZON_TOO_LONG, "/horizon", horizon_of_eleven_years),
    BEND(AS_OF_AFTER_HORIZON, "/as_of", as_of_after_the_end),
    BEND(RANGE_REVERSED, "/calendar/closures/0", closure_backwards),
    BEND(RANGE_REVERSED, "/experts/0/availability/except/0", except_backwards),
    BEND(RANGE_REVERSED, "/projects/1/availability/except/0", firm_except_backwards),
    BEND(RANGE_REVERSED, "/projects/0/needs/0/to", need_backwards),
    BEND(RANGE_REVERSED, "/partners/0/mandates/0", mandate_backwards),
    BEND(RANGE_REVERSED, "/partners/0/pledges/0/to", pledge_backwards),
    BEND(DUPLICATE_ID, "/skills/3/id", two_skills_of_one_id),
    BEND(DUPLICATE_ID, "/partners/2/id", two_partners_of_one_id),
    BEND(DUPLICATE_ID, "/experts/2/id", two_experts_of_one_id),
    BEND(DUPLICATE_ID, "/projects/1/id", two_projects_of_one_id),
    BEND(DUPLICATE_ID, "/projects/1/needs/1/id", needs_of_one_id_in_two_projects),
    BEND(UNKNOWN_SKILL, "/skills/1/broader", unknown_broader),
    BEND(UNKNOWN_SKILL, "/experts/0/skills/iso~19~0", unknown_skill_of_an_expert),
    BEND(UNKNOWN_SKILL, "/projects/1/needs/0/skill", unknown_skill_of_a_need),
    BEND(UNKNOWN_PARTNER, "/experts/1/partner", unknown_partner_of_an_expert),
    BEND(UNKNOWN_PARTNER, "/projects/0/excluded_partners/1", unknown_excluded_partner),
    BEND(UNKNOWN_PARTNER, "/projects/0/conflicts/0", unknown_conflict),
    BEND(UNKNOWN_PARTNER, "/projects/0/mandataire", unknown_mandataire),
    BEND(UNKNOWN_PARTNER, "/committees/members/1", unknown_member),
    BEND(UNKNOWN_PARTNER, "/committees/chairs/0", unknown_chair),
    BEND(UNKNOWN_NEED, "/projects/0/needs/1/after/0", unknown_need_before),
    BEND(UNKNOWN_NEED, "/estimates/0/need", unknown_need_of_an_estimate),
    BEND(UNKNOWN_EXPERT, "/estimates/0/expert", unknown_expert_of_an_estimate),
    BEND(UNKNOWN_NEED, "/lines/0/need", unknown_need_of_a_line),
    BEND(UNKNOWN_EXPERT, "/lines/0/expert", unknown_expert_of_a_line),
    BEND(UNKNOWN_NEED, "/rules/forbid/0/need", unknown_need_of_a_rule),
    BEND(UNKNOWN_EXPERT, "--require/expert", unknown_expert_of_an_option),
    BEND(REFERENCE_TO_EMPTY_LIST, "/projects/0/mandataire", partner_named_but_none_listed),
    BEND(DUPLICATE_REFERENCE, "/projects/0/excluded_partners/2", partner_excluded_twice),
    BEND(DUPLICATE_REFERENCE, "/projects/0/purposes/1", purpose_named_twice),
    BEND(WEIGHTS_TOO_LARGE, "/projects", huge_weights),
    BEND(UNKNOWN_TIER, "/tiers/1", unknown_tier),
    BEND(TIER_TWICE, "/tiers/2", tier_twice),
    BEND(TIER_BAD_TOLERANCE, "/tiers/1", tier_with_bad_tolerance),
    BEND(TIER_ALONE, "/tiers", promptness_alone),
    BEND(TIERS_EMPTY, "/tiers", no_tier_at_all),
    BEND(BURDEN_FACTOR_NOT_COUNTED, "/burden/attendance_days", attendance_factor),
    BEND(BROADER_CYCLE, "/skills/1/broader", skill_broader_than_itself),
    BEND(BROADER_CYCLE, "/skills/0/broader", three_skills_in_a_circle),
    BEND(BROADER_TOO_DEEP, "/skills/68/broader", chain_of_skills_too_long),
    BEND(NO_EXPERT_WITH_SKILL, "/projects/0/needs/1/skill", skill_that_nobody_has),
    BEND(PLEDGES_OVERLAP, "/partners/0/pledges/1", pledges_with_a_common_day),
    BEND(EARMARKS_EXCEED_PLEDGE, "/partners/0/pledges/0/earmarks", more_earmarked_than_pledged),
    BEND(EARMARK_OUTSIDE_PLEDGE, "/partners/0/pledges/0/earmarks/0/to", earmark_after_its_pledge),
    BEND(DELIVERED_EXCEEDS_PLEDGE, "/partners/0/pledges/0/delivered", more_delivered_than_pledged),
    BEND(DUPLICATE_LEVEL, "/experts/0/skills/iso_9001", skill_with_two_levels),
    BEND(EXPERT_WITHOUT_SKILL, "/experts/2", expert_without_skill),
    BEND(EXPERT_NEVER_FREE, "/experts/1", expert_away_all_the_time),
    BEND(PROJECT_WITHOUT_NEED, "/projects/1", project_without_need),
    BEND(PROJECT_NEVER_FREE, "/projects/0", firm_away_all_the_time),
    BEND(MANDATAIRE_EXCLUDED, "/projects/0/mandataire", mandataire_that_is_excluded),
    BEND(COMMITTEE_DATE_PAST, "/projects/0/committee", committee_before_as_of),
    BEND(DAYS_MIN_OVER_DAYS, "/projects/0/needs/0/days_min", days_min_above_days),
    BEND(EACH_REVERSED, "/projects/0/needs/1/days_each_min", each_min_above_each_max),
    BEND(EACH_REVERSED, "/projects/0/needs/1/days_each_min", each_min_above_days),
    BEND(ODD_HALF_DAY, "/projects/0/needs/1/days", odd_days_in_full_sessions),
    BEND(ODD_HALF_DAY, "/projects/0/needs/1/days_min", odd_days_min_in_full_sessions),
    BEND(ODD_HALF_DAY, "/estimates/0/days", odd_estimate_in_full_sessions),
    BEND(EACH_CANNOT_ADD_UP, "/projects/0/needs/1/days_each_max", each_too_little),
    BEND(EACH_CANNOT_ADD_UP, "/projects/0/needs/0/days_each_max", each_that_skips_the_range),
    BEND(AFTER_OTHER_PROJECT, "/projects/0/needs/1/after", after_a_need_of_another_project),
    BEND(AFTER_CYCLE, "/projects/0/needs/1/after", after_itself),
    BEND(AFTER_CYCLE, "/projects/0/needs/1/after", after_each_other),
    BEND(WINDOW_EMPTY, "/projects/1/needs/0", window_that_is_past),
    BEND(FIXED_AND_CANDIDATES, "/committees", fixed_and_candidates),
    BEND(DUPLICATE_DATE, "/committees/candidates/1", candidate_twice),
    BEND(COUNT_REVERSED, "/committees/count", count_backwards),
    BEND(COUNT_WITHOUT_CANDIDATES, "/committees/count", count_of_fixed_dates),
    BEND(COMMITTEES_WITHOUT_DATES, "/committees", no_committee_date),
    BEND(QUORUM_OVER_MEMBERS, "/committees/quorum", quorum_above_members),
    BEND(CHAIR_NOT_MEMBER, "/committees/chairs", chair_outside_the_members),
    BEND(COMMITTEE_WITHOUT_QUORUM, "/committees/candidates/0", quorum_of_all_when_one_is_away),
    BEND(COMMITTEE_WITHOUT_CHAIR, "/committees/candidates/1", chair_that_has_left),
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

#define N_BENDS (sizeof bends / sizeof *bends)

/* Each {placeholder} of a text must be the name of an argument. */
static void check_placeholders(const struct appui_fault *fault, const char *text)
{
    for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
        char name[32] = "";
        size_t length = strcspn(open + 1, "}");
        assert_true(length < sizeof name);
        memcpy(name, open + 1, length);
        const char *value = appui_fault_argument(fault, name);
        if (!value || !*value) {
            fail_msg("%s: nothing fills {%s}", appui_fault_text(fault->code)->name, name);
        }
    }
}

static void check_bend(const struct bend *bend)
{
    struct appui_draft draft = sample_draft();
    struct appui_faults faults = {0};
    bend->apply(&draft);
    struct appui_basin *basin = appui_basin_build(&draft, &faults);
    bool stops = appui_fault_text(bend->code)->severity == APPUI_ERROR;
    for (int32_t i = 0; i < faults.n; i++) {
        if (faults.n != 1 || faults.items[i].code != bend->code) {
            print_error("%s: %s %s\n", bend->name, faults.items[i].pointer,
                        appui_fault_text(faults.items[i].code)->name);
        }
    }
    assert_int_equal(faults.n, 1);
    assert_int_equal(faults.items[0].code, bend->code);
    assert_string_equal(faults.items[0].pointer, bend->pointer);
    check_placeholders(&faults.items[0], appui_fault_text(bend->code)->en);
    check_placeholders(&faults.items[0], appui_fault_text(bend->code)->fr);
    assert_int_equal(basin == NULL, stops);
    appui_basin_free(basin);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

static void each_bend_brings_exactly_its_fault(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_BENDS; i++) {
        check_bend(&bends[i]);
    }
}

/* Warnings that stand in empty basins have their own tests below; those on standing lines are
 * test_standing's. */
static bool has_a_case_elsewhere(enum appui_fault_code code)
{
    return code == APPUI_FAULT_NO_PARTNER || code == APPUI_FAULT_NO_EXPERT ||
           code == APPUI_FAULT_NO_PROJECT || code == APPUI_FAULT_NO_WORKING_SLOT ||
           code >= APPUI_FAULT_SESSION_NOT_CONFIRMED;
}

static void every_fault_of_a_basin_has_a_case(void **state)
{
    (void)state;
    static const enum appui_fault_code codes[] = {
#define X(code, severity, name, en, fr) APPUI_FAULT_##code,
#include "model/faults_basin.def"
#undef X
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        bool found = has_a_case_elsewhere(codes[i]);
        for (size_t k = 0; k < N_BENDS; k++) {
            found |= bends[k].code == codes[i];
        }
        if (!found) {
            fail_msg("no case for %s", appui_fault_text(codes[i])->name);
        }
    }
}

static bool has_fault(const struct appui_faults *faults, enum appui_fault_code code)
{
    for (int32_t i = 0; i < faults->n; i++) {
        if (faults->items[i].code == code) {
            return true;
        }
    }
    return false;
}

static void empty_lists_are_warnings(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_faults faults = {0};
    no_partner(&draft);
    struct appui_basin *basin = appui_basin_build(&draft, &faults);
    assert_non_null(basin);
    assert_int_equal(faults.n_warnings, 3);
    assert_true(has_fault(&faults, APPUI_FAULT_NO_PARTNER));
    assert_true(has_fault(&faults, APPUI_FAULT_NO_EXPERT));
    assert_true(has_fault(&faults, APPUI_FAULT_NO_PROJECT));
    appui_basin_free(basin);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

/* One warning for the calendar, not one for each expert and firm besides. */
static void a_closed_horizon_is_one_warning(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_faults faults = {0};
    closed_for_the_whole_horizon(&draft);
    struct appui_basin *basin = appui_basin_build(&draft, &faults);
    assert_non_null(basin);
    assert_int_equal(faults.n, 1);
    assert_int_equal(faults.items[0].code, APPUI_FAULT_NO_WORKING_SLOT);
    check_placeholders(&faults.items[0], appui_fault_text(faults.items[0].code)->fr);
    appui_basin_free(basin);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

static void all_faults_are_reported_in_one_run(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_faults faults = {0};
    horizon_backwards(&draft);
    unknown_tier(&draft);
    skill_broader_than_itself(&draft);
    negative_pledge(&draft);
    expert_level_of_0(&draft);
    after_itself(&draft);
    capacity_of_zero(&draft);
    fit_above_one(&draft);
    more_sessions_than_days(&draft);
    required_and_forbidden_in_the_file(&draft);
    assert_null(appui_basin_build(&draft, &faults));
    assert_int_equal(faults.n_errors, 10);
    assert_int_equal(faults.n_warnings, 0);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

static void hints_name_the_nearest_id(void **state)
{
    (void)state;
    static const struct {
        void (*apply)(struct appui_draft *draft);
        const char *hint;
    } cases[] = {{unknown_broader, "quality"},
                 {unknown_partner_of_an_expert, "valti"},
                 {unknown_need_before, "techni-signal/iso"},
                 {unknown_expert_of_a_line, "sncf-quality"},
                 {unknown_tier, "equity"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct appui_draft draft = sample_draft();
        struct appui_faults faults = {0};
        cases[i].apply(&draft);
        assert_null(appui_basin_build(&draft, &faults));
        assert_string_equal(appui_fault_argument(&faults.items[0], "hint"), cases[i].hint);
        appui_faults_release(&faults);
        appui_draft_release(&draft);
    }
}

static void cycles_are_named(void **state)
{
    (void)state;
    static const struct {
        void (*apply)(struct appui_draft *draft);
        const char *cycle;
    } cases[] = {
        {three_skills_in_a_circle, "quality > purchasing > iso_9001 > quality"},
        {skill_broader_than_itself, "purchasing > purchasing"},
        {after_each_other, "techni-signal/iso > techni-signal/buying > techni-signal/iso"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct appui_draft draft = sample_draft();
        struct appui_faults faults = {0};
        cases[i].apply(&draft);
        assert_null(appui_basin_build(&draft, &faults));
        assert_string_equal(appui_fault_argument(&faults.items[0], "cycle"), cases[i].cycle);
        appui_faults_release(&faults);
        appui_draft_release(&draft);
    }
}

/* Places a reader has already complained about: no basin, and no second complaint. */
static void what_a_reader_left_out_is_no_second_fault(void **state)
{
    (void)state;
    for (int which = 0; which < 14; which++) {
        struct appui_draft draft = sample_draft();
        struct appui_faults faults = {0};
        switch (which) {
        case 0:
            draft.name = NULL;
            break;
        case 1:
            draft.horizon_end = APPUI_ABSENT;
            break;
        case 2:
            draft.skills[1].broken = true;
            break;
        case 3:
            draft.partners[2].kind = APPUI_COMPANY, draft.partners[2].broken = true;
            break;
        case 4:
            draft.experts[1].partner = NULL;
            break;
        case 5:
            draft.experts[0].skills[0].level = APPUI_ABSENT;
            break;
        case 6:
            draft.projects[0].broken = true;
            break;
        case 7:
            NEED(&draft, 0, 0).half_days = APPUI_ABSENT, NEED(&draft, 0, 0).half_days_min = 9;
            break;
        case 8:
            NEED(&draft, 0, 1).after.items[0] = NULL;
            break;
        case 9:
            draft.committees.members.items[0] = NULL, draft.committees.members.broken = true;
            break;
        case 10:
            draft.estimates[0].need = NULL;
            break;
        case 11:
            draft.lines[0].sessions[1].day = APPUI_ABSENT, draft.lines[0].half_days = 1;
            break;
        case 12:
            draft.forbid[0].expert = NULL;
            break;
        default:
            draft.tiers = sample_texts(&draft, NULL, NULL, NULL), draft.tiers.broken = true;
            break;
        }
        assert_null(appui_basin_build(&draft, &faults));
        assert_int_equal(faults.n, 0);
        appui_faults_release(&faults);
        appui_draft_release(&draft);
    }
}

static void a_reader_s_fault_leaves_no_basin(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_faults faults = {0};
    appui_faults_add(&faults, APPUI_FAULT_TIERS_EMPTY, "/tiers", NULL, (const char *)NULL);
    assert_null(appui_basin_build(&draft, &faults));
    assert_int_equal(faults.n, 1);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_bend_brings_exactly_its_fault),
        cmocka_unit_test(every_fault_of_a_basin_has_a_case),
        cmocka_unit_test(empty_lists_are_warnings),
        cmocka_unit_test(a_closed_horizon_is_one_warning),
        cmocka_unit_test(all_faults_are_reported_in_one_run),
        cmocka_unit_test(hints_name_the_nearest_id),
        cmocka_unit_test(cycles_are_named),
        cmocka_unit_test(what_a_reader_left_out_is_no_second_fault),
        cmocka_unit_test(a_reader_s_fault_leaves_no_basin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
