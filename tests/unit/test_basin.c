/* From draft to basin: defaults, windows, availabilities, closures, and the questions a basin
 * answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "model/basin.h"
#include "tests/unit/sample.h"

/* The basin of a draft that must be good, in silence when `warnings` is 0. Frees the draft. */
static struct appui_basin *build(struct appui_draft *draft, int32_t warnings)
{
    struct appui_faults faults = {0};
    struct appui_basin *basin = appui_basin_build(draft, &faults);
    for (int32_t i = 0; i < faults.n && (!basin || faults.n_warnings != warnings); i++) {
        print_error("%s: %s\n", faults.items[i].pointer,
                    appui_fault_text(faults.items[i].code)->name);
    }
    assert_non_null(basin);
    assert_int_equal(faults.n_warnings, warnings);
    appui_faults_release(&faults);
    appui_draft_release(draft);
    return basin;
}

static void the_sample_brings_neither_fault_nor_warning(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(basin->n_projects, 2);
    assert_int_equal(basin->n_needs, 3);
    assert_int_equal(basin->needs[SAMPLE_QUALITY].project, 1);
    assert_int_equal(basin->projects[1].first_need, SAMPLE_QUALITY);
    assert_int_equal(basin->n_slots, 2 * 178);
    assert_string_equal(basin->name, "Auxois-Morvan");
    appui_basin_free(basin);
}

/* Four empty lists: no partner, no expert, no project. */
static void an_empty_basin_is_valid_with_warnings(void **state)
{
    (void)state;
    struct appui_draft draft = sample_empty();
    struct appui_basin *basin = build(&draft, 3);
    assert_int_equal(basin->as_of, basin->horizon_start);
    assert_string_equal(basin->timezone, "Europe/Paris");
    assert_int_equal(basin->tiers.n, APPUI_N_TIERS);
    assert_false(basin->committees.given);
    assert_int_equal(basin->committees.capacity, APPUI_ABSENT);
    appui_basin_free(basin);
    appui_basin_free(NULL);
}

static void a_need_takes_the_defaults_of_the_model(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_basin *basin = build(&draft, 0);
    const struct appui_need *need = &basin->needs[SAMPLE_BUYING];
    assert_int_equal(need->level, 1);
    assert_int_equal(need->half_days, 4);
    assert_int_equal(need->half_days_min, 4);
    assert_int_equal(need->experts_max, 1);
    assert_int_equal(need->each_min, 1);
    assert_int_equal(need->each_max, 4);
    assert_int_equal(need->session, 1);
    assert_int_equal(need->per_week, APPUI_ABSENT);
    assert_int_equal(need->weight, APPUI_WEIGHT_ONE);
    assert_int_equal(need->phase, APPUI_SUPPORT);
    assert_false(need->covered_elsewhere);
    appui_basin_free(basin);
}

static void a_full_session_is_the_least_an_expert_gives(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.projects[0].needs[1].session_half_days = 2;
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(basin->needs[SAMPLE_BUYING].session, 2);
    assert_int_equal(basin->needs[SAMPLE_BUYING].each_min, 2);
    appui_basin_free(basin);
}

static void projects_partners_and_experts_take_the_defaults_of_the_model(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.projects[0].excluded_partners = sample_texts(&draft, "rosa", "valti", NULL);
    struct appui_basin *basin = build(&draft, 0);
    const struct appui_project *signal = &basin->projects[0], *mavic = &basin->projects[1];
    assert_string_equal(signal->company, "techni-signal");
    assert_string_equal(signal->sponsor, "cci");
    assert_int_equal(signal->n_conflicts, 2);
    assert_int_equal(signal->conflicts[0], 2);
    assert_int_equal(signal->mandataire, -1);
    assert_int_equal(mavic->ready, basin->horizon_start);
    assert_int_equal(mavic->weight, APPUI_WEIGHT_ONE);
    assert_int_equal(mavic->jobs, 0);
    assert_string_equal(basin->partners[1].name, "valti");
    assert_false(basin->partners[1].limited);
    assert_true(basin->partners[0].limited);
    assert_string_equal(basin->experts[1].role, "valti-buyer");
    assert_int_equal(basin->experts[1].half_days_max, APPUI_ABSENT);
    assert_string_equal(basin->skills[2].label_en, "Certification ISO 9001");
    assert_string_equal(basin->skills[0].label_fr, "quality");
    assert_int_equal(basin->committees.lead_days, 7);
    appui_basin_free(basin);
}

static void conflicts_that_are_given_stand_alone(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.projects[0].excluded_partners = sample_texts(&draft, "rosa", NULL, NULL);
    draft.projects[0].conflicts = sample_texts(&draft, NULL, NULL, NULL);
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(basin->projects[0].n_conflicts, 0);
    appui_basin_free(basin);
}

static void members_default_to_companies_and_chairs_to_members(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.partners[1].kind = APPUI_ASSOCIATE;
    draft.committees.members.given = draft.committees.chairs.given = false;
    draft.committees.members.n = draft.committees.chairs.n = 0;
    draft.committees.quorum = APPUI_ABSENT;
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(basin->committees.n_members, 2);
    assert_int_equal(basin->committees.members[0], 0);
    assert_int_equal(basin->committees.members[1], 2);
    assert_int_equal(basin->committees.n_chairs, 2);
    appui_basin_free(basin);
}

/* need 0: from 2027-02-01 as written; need 1: ready 2027-01-20; need 2: as_of 2027-01-11. */
static void windows_are_clipped_to_horizon_as_of_and_ready(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(basin->needs[SAMPLE_ISO].window_from, sample_day("2027-02-01"));
    assert_int_equal(basin->needs[SAMPLE_ISO].window_to, sample_day("2027-05-31"));
    assert_int_equal(basin->needs[SAMPLE_BUYING].window_from, sample_day("2027-01-20"));
    assert_int_equal(basin->needs[SAMPLE_BUYING].window_to, sample_day("2027-06-30"));
    assert_int_equal(basin->needs[SAMPLE_BUYING].from, APPUI_ABSENT);
    assert_int_equal(basin->needs[SAMPLE_QUALITY].window_from, sample_day("2027-01-11"));
    appui_basin_free(basin);
}

static bool is_free(const struct appui_basin *basin, const struct appui_slots *slots,
                    const char *date, enum appui_half half)
{
    return appui_slots_has(slots, appui_basin_slot(basin, sample_day(date)) + (int32_t)half);
}

/* 2027-05-06 is Ascension; 2027-05-07 is closed in the calendar of the file format's example. */
static void weekends_holidays_and_closures_are_no_working_slots(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.closures = sample_range(&draft, "2027-05-07", "2027-05-07");
    struct appui_basin *basin = build(&draft, 0);
    assert_true(is_free(basin, &basin->working, "2027-05-05", APPUI_PM));
    assert_false(is_free(basin, &basin->working, "2027-05-06", APPUI_AM));
    assert_false(is_free(basin, &basin->working, "2027-05-07", APPUI_PM));
    assert_false(is_free(basin, &basin->working, "2027-05-08", APPUI_AM));
    assert_false(is_free(basin, &basin->working, "2027-05-09", APPUI_AM));
    /* The firm is free whenever others work. */
    assert_int_equal(appui_slots_count(&basin->projects[0].free),
                     appui_slots_count(&basin->working));
    appui_basin_free(basin);
}

static void closures_may_reach_beyond_the_horizon(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.closures = sample_range(&draft, "2027-06-28", "2028-06-30");
    struct appui_basin *basin = build(&draft, 0);
    assert_true(is_free(basin, &basin->working, "2027-06-25", APPUI_AM));
    assert_false(is_free(basin, &basin->working, "2027-06-30", APPUI_PM));
    appui_basin_free(basin);
}

static void availability_is_weekdays_or_dates_minus_exceptions(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_basin *basin = build(&draft, 0);
    const struct appui_slots *free_slots = &basin->experts[0].free;
    assert_true(is_free(basin, free_slots, "2027-02-02", APPUI_AM));
    assert_true(is_free(basin, free_slots, "2027-02-02", APPUI_PM));
    assert_true(is_free(basin, free_slots, "2027-02-04", APPUI_AM));
    assert_false(is_free(basin, free_slots, "2027-02-04", APPUI_PM));
    assert_false(is_free(basin, free_slots, "2027-02-05", APPUI_AM));
    assert_true(is_free(basin, free_slots, "2027-02-05", APPUI_PM));
    assert_false(is_free(basin, free_slots, "2027-02-12", APPUI_PM));
    assert_false(is_free(basin, free_slots, "2027-04-13", APPUI_AM));
    assert_true(is_free(basin, free_slots, "2027-04-27", APPUI_AM));
    appui_basin_free(basin);
}

static void dates_alone_are_just_those(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.experts[0].availability.weekdays_given = false;
    draft.experts[0].availability.dates[0].half = APPUI_FULL;
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(appui_slots_count(&basin->experts[0].free), 2);
    appui_basin_free(basin);
}

static void lists_given_empty_mean_never(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.experts[1].availability.given = true;
    draft.experts[1].availability.dates_given = true;
    struct appui_basin *basin = build(&draft, 1);
    assert_int_equal(appui_slots_count(&basin->experts[1].free), 0);
    appui_basin_free(basin);
}

static void experts_are_free_until_their_partner_leaves(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.partners[1].until = sample_day("2027-03-10");
    struct appui_basin *basin = build(&draft, 0);
    assert_true(is_free(basin, &basin->experts[1].free, "2027-03-10", APPUI_PM));
    assert_false(is_free(basin, &basin->experts[1].free, "2027-03-11", APPUI_AM));
    appui_basin_free(basin);
}

static void a_narrower_skill_serves_the_broader_one_only(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.experts[1].skills[0].skill = "quality";
    struct appui_basin *basin = build(&draft, 1); /* nobody has purchasing any more */
    int32_t quality = appui_basin_find_skill(basin, "quality");
    int32_t iso = appui_basin_find_skill(basin, "iso_9001");
    assert_int_equal(appui_basin_level(basin, 0, iso), 4);
    assert_int_equal(appui_basin_level(basin, 0, quality), 4);
    assert_int_equal(appui_basin_level(basin, 1, quality), 3);
    assert_int_equal(appui_basin_level(basin, 1, iso), 0);
    appui_basin_free(basin);
}

/* iso has an estimate of 0.9; quality asks level 2, the expert has 4: 1 - 0.1 x 2. */
static void fit_is_estimated_or_falls_with_the_level(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(appui_basin_fit(basin, 0, SAMPLE_ISO), 900000);
    assert_int_equal(appui_basin_fit(basin, 0, SAMPLE_QUALITY), 800000);
    assert_int_equal(appui_basin_estimate_days(basin, 0, SAMPLE_ISO), APPUI_ABSENT);
    assert_null(appui_basin_estimate(basin, 1, SAMPLE_ISO));
    appui_basin_free(basin);
}

static void estimates_are_found_in_any_order_of_the_file(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.n_estimates = 3;
    draft.estimates = sample_array(&draft, 3, sizeof *draft.estimates);
    draft.estimates[0] =
        (struct appui_draft_estimate){false, "mavic/quality", "sncf-quality", 6, APPUI_ABSENT};
    draft.estimates[1] = (struct appui_draft_estimate){false, "techni-signal/buying", "valti-buyer",
                                                       3, APPUI_ABSENT};
    draft.estimates[2] =
        (struct appui_draft_estimate){false, "techni-signal/iso", "sncf-quality", 4, 1000000};
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(appui_basin_estimate_days(basin, 0, SAMPLE_ISO), 4);
    assert_int_equal(appui_basin_estimate_days(basin, 1, SAMPLE_BUYING), 3);
    assert_int_equal(appui_basin_estimate_days(basin, 0, SAMPLE_QUALITY), 6);
    assert_int_equal(appui_basin_fit(basin, 0, SAMPLE_QUALITY), 800000);
    appui_basin_free(basin);
}

/* 1.5 x 0.25 = 0.375. */
static void weights_multiply_to_millionths(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.projects[0].weight = 1500;
    draft.projects[0].needs[0].weight = 250;
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(appui_basin_need_weight(basin, SAMPLE_ISO), 375000);
    assert_int_equal(appui_basin_need_weight(basin, SAMPLE_QUALITY), 1000000);
    appui_basin_free(basin);
}

static void closed_refused_withdrawn_and_covered_needs_are_not_planned(void **state)
{
    (void)state;
    for (int status = APPUI_SUBMITTED; status <= APPUI_WITHDRAWN; status++) {
        struct appui_draft draft = sample_draft();
        draft.projects[0].status = (enum appui_status)status;
        draft.projects[1].needs[0].covered_elsewhere = true;
        struct appui_basin *basin = build(&draft, 0);
        assert_int_equal(appui_basin_need_planned(basin, SAMPLE_ISO), status <= APPUI_RUNNING);
        assert_int_equal(appui_basin_project_planned(basin, 0), status <= APPUI_RUNNING);
        assert_false(appui_basin_need_planned(basin, SAMPLE_QUALITY));
        appui_basin_free(basin);
    }
}

static void a_deferral_clears_the_committee_date(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.projects[0].committee = draft.projects[1].committee = sample_day("2027-02-03");
    draft.projects[0].status = APPUI_DEFERRED;
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(basin->projects[0].committee, APPUI_ABSENT);
    assert_int_equal(basin->projects[1].committee, sample_day("2027-02-03"));
    appui_basin_free(basin);
}

/* c after b after a, written in reverse: c comes after both. */
static void after_is_closed_transitively(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_draft_need *needs = sample_array(&draft, 4, sizeof *needs);
    needs[0] = sample_need("m/c", "quality", 1);
    needs[0].after = sample_texts(&draft, "m/b", NULL, NULL);
    needs[1] = sample_need("m/b", "quality", 1);
    needs[1].after = sample_texts(&draft, "mavic/quality", NULL, NULL);
    needs[2] = draft.projects[1].needs[0];
    needs[3] = sample_need("m/d", "quality", 1);
    needs[3].after = sample_texts(&draft, "m/c", "mavic/quality", NULL);
    draft.projects[1].needs = needs;
    draft.projects[1].n_needs = 4;
    struct appui_basin *basin = build(&draft, 0);
    const struct appui_need *c = &basin->needs[2], *d = &basin->needs[5];
    assert_int_equal(c->n_after, 2);
    assert_int_equal(c->after[0], 3);
    assert_int_equal(c->after[1], 4);
    assert_int_equal(d->n_after, 3);
    assert_int_equal(d->after[0], 2);
    assert_int_equal(basin->needs[4].n_after, 0);
    appui_basin_free(basin);
}

static void pledges_are_sorted_and_found_by_day(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_draft_pledge first = draft.partners[0].pledges[0], second = first;
    second.from = sample_day("2026-01-01");
    second.to = sample_day("2026-12-30");
    second.n_earmarks = 0;
    second.half_days = 8;
    draft.partners[0].n_pledges = 2;
    draft.partners[0].pledges = sample_array(&draft, 2, sizeof first);
    draft.partners[0].pledges[0] = first;
    draft.partners[0].pledges[1] = second;
    struct appui_basin *basin = build(&draft, 0);
    const struct appui_partner *sncf = &basin->partners[0];
    assert_int_equal(sncf->pledges[0].half_days, 8);
    assert_int_equal(appui_partner_pledge_at(sncf, sample_day("2025-12-31")), -1);
    assert_int_equal(appui_partner_pledge_at(sncf, sample_day("2026-12-30")), 0);
    assert_int_equal(appui_partner_pledge_at(sncf, sample_day("2026-12-31")), -1);
    assert_int_equal(appui_partner_pledge_at(sncf, sample_day("2027-01-01")), 1);
    assert_int_equal(appui_partner_pledge_at(sncf, sample_day("2028-01-01")), -1);
    assert_int_equal(appui_partner_pledge_at(&basin->partners[1], 0), -1);
    assert_string_equal(sncf->pledges[1].earmarks[0].purpose, "revitalisation");
    appui_basin_free(basin);
}

static void an_earmark_without_date_lasts_as_long_as_its_pledge(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.partners[0].pledges[0].earmarks[0].to = APPUI_ABSENT;
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(basin->partners[0].pledges[0].earmarks[0].to, sample_day("2027-12-31"));
    appui_basin_free(basin);
}

static void objects_are_found_by_id(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(appui_basin_find_need(basin, "mavic/quality"), SAMPLE_QUALITY);
    assert_int_equal(appui_basin_find_expert(basin, "valti-buyer"), 1);
    assert_int_equal(appui_basin_find_partner(basin, "rosa"), 2);
    assert_int_equal(appui_basin_find_project(basin, "mavic"), 1);
    assert_int_equal(appui_basin_find_skill(basin, "iso_9001"), 2);
    assert_int_equal(appui_basin_find_need(basin, "mavic"), -1);
    assert_int_equal(appui_basin_find_expert(basin, "sncf"), -1);
    assert_int_equal(appui_basin_find_partner(basin, ""), -1);
    assert_int_equal(appui_basin_find_project(basin, "x"), -1);
    assert_int_equal(appui_basin_find_skill(basin, "x"), -1);
    appui_basin_free(basin);
}

static void slots_and_days_convert_also_outside_the_horizon(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(appui_basin_slot(basin, sample_day("2027-01-05")), 2);
    assert_int_equal(appui_basin_slot(basin, sample_day("2027-01-03")), -2);
    assert_int_equal(appui_basin_slot_day(basin, 3), sample_day("2027-01-05"));
    assert_int_equal(appui_basin_slot_day(basin, -1), sample_day("2027-01-03"));
    assert_int_equal(appui_basin_slot_day(basin, -2), sample_day("2027-01-03"));
    assert_int_equal(appui_basin_slot_day(basin, -3), sample_day("2027-01-02"));
    assert_int_equal(appui_half_size(APPUI_PM), 1);
    assert_int_equal(appui_half_size(APPUI_FULL), 2);
    appui_basin_free(basin);
}

/* The option repeats the file's rule once: a warning, and the file's rule stays. */
static void options_come_after_the_rules_of_the_file(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_draft_rule *require = sample_array(&draft, 3, sizeof *require);
    require[0] = (struct appui_draft_rule){false, true, "mavic/quality", "sncf-quality"};
    require[1] = draft.require[0];
    require[2] = draft.require[0];
    require[2].from_option = true;
    draft.require = require;
    draft.n_require = 3;
    struct appui_basin *basin = build(&draft, 1);
    assert_int_equal(basin->n_require, 2);
    assert_int_equal(basin->require[0].need, SAMPLE_ISO);
    assert_false(basin->require[0].from_option);
    assert_int_equal(basin->require[1].need, SAMPLE_QUALITY);
    assert_true(basin->require[1].from_option);
    appui_basin_free(basin);
}

/* An option may contradict the file: the solver answers that there is no plan. */
static void an_option_may_require_what_the_file_forbids(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.require[0] = (struct appui_draft_rule){false, true, "mavic/quality", "valti-buyer"};
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(basin->n_require, 1);
    assert_int_equal(basin->n_forbid, 1);
    appui_basin_free(basin);
}

static void sessions_may_be_cancelled_and_planned_again_on_their_slot(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_draft_session *sessions = sample_array(&draft, 3, sizeof *sessions);
    memcpy(sessions, draft.lines[0].sessions, 2 * sizeof *sessions);
    sessions[2] = sessions[1];
    sessions[2].state = APPUI_SESSION_CANCELLED;
    draft.lines[0].sessions = sessions;
    draft.lines[0].n_sessions = 3;
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(basin->lines[0].n_sessions, 3);
    assert_int_equal(basin->lines[0].sessions[2].state, APPUI_SESSION_CANCELLED);
    appui_basin_free(basin);
}

static void two_lines_may_stand_on_one_pair(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    struct appui_draft_line *lines = sample_array(&draft, 2, sizeof *lines);
    lines[0] = lines[1] = draft.lines[0];
    lines[1].n_sessions = 0;
    draft.lines = lines;
    draft.n_lines = 2;
    struct appui_basin *basin = build(&draft, 0);
    assert_int_equal(basin->n_lines, 2);
    appui_basin_free(basin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_brings_neither_fault_nor_warning),
        cmocka_unit_test(an_empty_basin_is_valid_with_warnings),
        cmocka_unit_test(a_need_takes_the_defaults_of_the_model),
        cmocka_unit_test(a_full_session_is_the_least_an_expert_gives),
        cmocka_unit_test(projects_partners_and_experts_take_the_defaults_of_the_model),
        cmocka_unit_test(conflicts_that_are_given_stand_alone),
        cmocka_unit_test(members_default_to_companies_and_chairs_to_members),
        cmocka_unit_test(windows_are_clipped_to_horizon_as_of_and_ready),
        cmocka_unit_test(weekends_holidays_and_closures_are_no_working_slots),
        cmocka_unit_test(closures_may_reach_beyond_the_horizon),
        cmocka_unit_test(availability_is_weekdays_or_dates_minus_exceptions),
        cmocka_unit_test(dates_alone_are_just_those),
        cmocka_unit_test(lists_given_empty_mean_never),
        cmocka_unit_test(experts_are_free_until_their_partner_leaves),
        cmocka_unit_test(a_narrower_skill_serves_the_broader_one_only),
        cmocka_unit_test(fit_is_estimated_or_falls_with_the_level),
        cmocka_unit_test(estimates_are_found_in_any_order_of_the_file),
        cmocka_unit_test(weights_multiply_to_millionths),
        cmocka_unit_test(closed_refused_withdrawn_and_covered_needs_are_not_planned),
        cmocka_unit_test(a_deferral_clears_the_committee_date),
        cmocka_unit_test(after_is_closed_transitively),
        cmocka_unit_test(pledges_are_sorted_and_found_by_day),
        cmocka_unit_test(an_earmark_without_date_lasts_as_long_as_its_pledge),
        cmocka_unit_test(objects_are_found_by_id),
        cmocka_unit_test(slots_and_days_convert_also_outside_the_horizon),
        cmocka_unit_test(options_come_after_the_rules_of_the_file),
        cmocka_unit_test(an_option_may_require_what_the_file_forbids),
        cmocka_unit_test(sessions_may_be_cancelled_and_planned_again_on_their_slot),
        cmocka_unit_test(two_lines_may_stand_on_one_pair),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
