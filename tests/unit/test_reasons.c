/*
 * Why a need is not served, or not by a session more, by hand (scene.h: two weeks from Monday
 * 2027-02-01). Every plan is checked, and its reasons with it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/reference/scene.h"
#include "tests/reference/trial.h"

static struct appui_scene scene;
static struct appui_trial trial;

/* Four half-days are asked for, two help. */
static int set_scene(void **state)
{
    (void)state;
    appui_scene_set(&scene);
    scene.needs[0][0].half_days = 4;
    scene.needs[0][0].half_days_min = 2;
    trial = (struct appui_trial){.basin = NULL};
    return 0;
}

static int release(void **state)
{
    (void)state;
    appui_trial_release(&trial);
    return 0;
}

static const struct appui_plan *plan_scene(void)
{
    const char *failed = appui_trial_run(&trial, &scene.draft, true);
    if (failed != NULL)
        fail_msg("%s", failed);
    assert_int_equal(appui_trial_check(&trial), 0);
    assert_int_equal(trial.findings.n, 0);
    return trial.result.plan;
}

/** The one need served in part, of which so much is missing for so many reasons. */
static const struct appui_partial *plan_partial(int32_t missing, int32_t n_reasons)
{
    const struct appui_plan *plan = plan_scene();
    assert_int_equal(plan->n_partials, 1);
    assert_int_equal(plan->partials[0].half_days_missing, missing);
    assert_int_equal(plan->partials[0].n_reasons, n_reasons);
    return &plan->partials[0];
}

/** The reason is of that code, and names that expert alone. */
static void expect(const struct appui_reason *reason, enum appui_hole_code code, int32_t expert)
{
    assert_int_equal(reason->code, code);
    assert_int_equal(reason->n_experts, 1);
    assert_int_equal(reason->experts[0], expert);
}

/* p0 pledges three half-days: a fourth is not to be had. */
static void a_pledge_ends_before_the_need(void **state)
{
    (void)state;
    appui_scene_pledge(&scene, 0, 0, 11, 3);
    const struct appui_partial *partial = plan_partial(1, 1);
    expect(&partial->reasons[0], APPUI_HOLE_PARTNER_BUDGET, 0);
    assert_int_equal(partial->reasons[0].n_partners, 1);
}

/* Nobody gives the need more than three half-days, and it takes one expert. */
static void nobody_may_give_more_each(void **state)
{
    (void)state;
    scene.needs[0][0].each_max = 3;
    expect(&plan_partial(1, 1)->reasons[0], APPUI_HOLE_EXPERT_DAYS, 0);
}

/* e0 and the firm meet three times; e1, whose place it would be, has two half-days to give. */
static void who_could_take_the_place_has_too_little(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    scene.experts[1].half_days_max = 2;
    appui_scene_free(&scene, &scene.experts[0].availability, 0, 2);
    const struct appui_partial *partial = plan_partial(1, 2);
    expect(&partial->reasons[0], APPUI_HOLE_EXPERT_DAYS, 1);
    expect(&partial->reasons[1], APPUI_HOLE_NO_COMMON_SLOT, 0);
}

/* The committee gave the place to e0, who has no time beside the two half-days that stand: that e1
 * has time is no reason, and no choice of the plan. */
static void an_agreed_place_is_taken(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    struct appui_draft_line *line = appui_scene_line(&scene, "j0/n0", "e0", 2);
    appui_scene_session(&scene, line, 0, APPUI_SESSION_PLANNED);
    appui_scene_session(&scene, line, 1, APPUI_SESSION_PLANNED);
    appui_scene_free(&scene, &scene.experts[0].availability, 0, 1);
    expect(&plan_partial(2, 1)->reasons[0], APPUI_HOLE_NO_COMMON_SLOT, 0);
}

/* Two firms share six half-days of e0: one gets four, the other two, and that is a choice. */
static void a_choice_names_who_takes_the_room(void **state)
{
    (void)state;
    scene.draft.n_projects = 2;
    scene.needs[1][0].half_days = 4;
    scene.needs[1][0].half_days_min = 2;
    scene.projects[0].weight = 2000;
    appui_scene_free(&scene, &scene.experts[0].availability, 0, 5);
    const struct appui_partial *partial = plan_partial(2, 1);
    assert_string_equal(trial.basin->needs[partial->need].id, "j1/n0");
    expect(&partial->reasons[0], APPUI_HOLE_SERVED_OTHERS, 0);
    assert_int_equal(partial->reasons[0].n_needs, 1);
    assert_string_equal(trial.basin->needs[partial->reasons[0].needs[0]].id, "j0/n0");
}

static void give_committee(int32_t day)
{
    static appui_day date;
    date = scene.monday + day;
    scene.draft.committees.given = true;
    scene.draft.committees.candidates =
        (struct appui_draft_dates){.given = true, .n = 1, .items = &date};
    scene.draft.committees.lead_days = 1;
    scene.projects[0].status = APPUI_SUBMITTED;
}

/* After the committee of Thursday 11 there is Friday 12 alone. */
static void the_committee_leaves_a_day(void **state)
{
    (void)state;
    give_committee(10);
    const struct appui_reason *reason = &plan_partial(2, 1)->reasons[0];
    expect(reason, APPUI_HOLE_WINDOW_TOO_SHORT, 0);
    assert_int_equal(reason->committee, scene.monday + 10);
}

/* After the committee of Friday 12 there is nothing. */
static void the_committee_comes_too_late(void **state)
{
    (void)state;
    give_committee(11);
    const struct appui_plan *plan = plan_scene();
    assert_int_equal(plan->n_holes, 1);
    assert_int_equal(plan->holes[0].n_reasons, 1);
    expect(&plan->holes[0].reasons[0], APPUI_HOLE_WINDOW_TOO_SHORT, 0);
    assert_int_equal(plan->holes[0].reasons[0].committee, scene.monday + 11);
}

/* The committee is early enough to leave the need's own window as it was: it is not named. */
static void a_window_of_its_own_names_no_committee(void **state)
{
    (void)state;
    give_committee(1);
    scene.needs[0][0].from = scene.needs[0][0].to = scene.monday + 4;
    const struct appui_reason *reason = &plan_partial(2, 1)->reasons[0];
    expect(reason, APPUI_HOLE_WINDOW_TOO_SHORT, 0);
    assert_int_equal(reason->committee, APPUI_ABSENT);
}

/* An agreed diagnostic without a date, and its committee is today: it ends before, so never. */
static void a_diagnostic_after_its_committee_names_it(void **state)
{
    (void)state;
    give_committee(2);
    scene.projects[0].status = APPUI_APPROVED;
    scene.projects[0].committee = scene.draft.as_of = scene.monday + 2;
    scene.needs[0][0].phase = APPUI_DIAGNOSTIC;
    (void)appui_scene_line(&scene, "j0/n0", "e0", 4);
    const struct appui_plan *plan = plan_scene();
    assert_int_equal(plan->n_holes, 1);
    assert_int_equal(plan->holes[0].expert, 0);
    expect(&plan->holes[0].reasons[0], APPUI_HOLE_WINDOW_TOO_SHORT, 0);
    assert_int_equal(plan->holes[0].reasons[0].committee, scene.monday + 2);
}

/* One expert may come, for one half-day at most, and two are the least: no matter of time. */
static void days_that_no_expert_may_give_are_no_matter_of_time(void **state)
{
    (void)state;
    scene.needs[0][0].each_max = 1;
    const struct appui_plan *plan = plan_scene();
    assert_int_equal(plan->n_holes, 1);
    assert_int_equal(plan->holes[0].n_reasons, 1);
    expect(&plan->holes[0].reasons[0], APPUI_HOLE_EXPERT_DAYS, 0);
}

/* The checker finds that alone. */
static void expect_finding(enum appui_fault_code code, const char *pointer)
{
    appui_faults_release(&trial.findings);
    assert_int_equal(appui_trial_check(&trial), 0);
    assert_int_equal(trial.findings.n, 1);
    assert_int_equal(trial.findings.items[0].code, code);
    assert_string_equal(trial.findings.items[0].pointer, pointer);
}

/** Reasons that data do not bear out are found: a budget where there is none, another committee. */
static void wrong_reasons_are_found(void **state)
{
    (void)state;
    give_committee(10);
    (void)plan_partial(2, 1);
    struct appui_reason *reason = &trial.result.plan->partials[0].reasons[0];
    reason->committee--;
    expect_finding(APPUI_FAULT_HOLE_REASON, "/partial/0");
    reason->committee = APPUI_ABSENT;
    reason->code = APPUI_HOLE_PARTNER_BUDGET;
    expect_finding(APPUI_FAULT_HOLE_REASON, "/partial/0");
    trial.result.plan->partials[0].n_reasons = 0;
    expect_finding(APPUI_FAULT_HOLE_WITHOUT_REASON, "/partial/0");
}

/* Sessions take a day, and half a day was held: the half-day left makes none. No other need is
 * there that the plan might have chosen. */
static void half_a_session_is_told_as_that(void **state)
{
    (void)state;
    scene.needs[0][0].session_half_days = 2;
    struct appui_draft_line *line = appui_scene_line(&scene, "j0/n0", "e0", 4);
    appui_scene_session(&scene, line, 0, APPUI_SESSION_DONE);
    scene.draft.as_of = scene.monday + 1;
    (void)plan_scene();
    const struct appui_plan *plan = trial.result.plan;
    assert_int_equal(plan->n_holes, 1);
    assert_int_equal(plan->holes[0].half_days_missing, 1);
    assert_int_equal(plan->holes[0].n_reasons, 1);
    expect(&plan->holes[0].reasons[0], APPUI_HOLE_HALF_SESSION, 0);
    bool warned = false;
    appui_standing_warn(trial.basin, trial.standing, &trial.faults);
    for (int32_t i = 0; i < trial.faults.n; i++)
        warned = warned || trial.faults.items[i].code == APPUI_FAULT_HALF_SESSION_LEFT;
    assert_true(warned);
    plan->holes[0].reasons[0].code = APPUI_HOLE_SERVED_OTHERS;
    expect_finding(APPUI_FAULT_HOLE_REASON, "/holes/0");
}

/* The same, and the firm has no day after the first: a whole session is missing for that. */
static void half_a_session_is_told_beside_the_rest(void **state)
{
    (void)state;
    scene.needs[0][0].session_half_days = 2;
    struct appui_draft_line *line = appui_scene_line(&scene, "j0/n0", "e0", 4);
    appui_scene_session(&scene, line, 0, APPUI_SESSION_DONE);
    scene.draft.as_of = scene.monday + 1;
    appui_scene_free(&scene, &scene.projects[0].availability, 0, 1);
    const struct appui_plan *plan = plan_scene();
    assert_int_equal(plan->n_holes, 1);
    assert_int_equal(plan->holes[0].half_days_missing, 3);
    assert_int_equal(plan->holes[0].n_reasons, 2);
    expect(&plan->holes[0].reasons[0], APPUI_HOLE_HALF_SESSION, 0);
    expect(&plan->holes[0].reasons[1], APPUI_HOLE_FIRM_CALENDAR, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_pledge_ends_before_the_need, set_scene, release),
        cmocka_unit_test_setup_teardown(nobody_may_give_more_each, set_scene, release),
        cmocka_unit_test_setup_teardown(who_could_take_the_place_has_too_little, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(an_agreed_place_is_taken, set_scene, release),
        cmocka_unit_test_setup_teardown(a_choice_names_who_takes_the_room, set_scene, release),
        cmocka_unit_test_setup_teardown(the_committee_leaves_a_day, set_scene, release),
        cmocka_unit_test_setup_teardown(the_committee_comes_too_late, set_scene, release),
        cmocka_unit_test_setup_teardown(a_window_of_its_own_names_no_committee, set_scene, release),
        cmocka_unit_test_setup_teardown(a_diagnostic_after_its_committee_names_it, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(days_that_no_expert_may_give_are_no_matter_of_time,
                                        set_scene, release),
        cmocka_unit_test_setup_teardown(half_a_session_is_told_as_that, set_scene, release),
        cmocka_unit_test_setup_teardown(half_a_session_is_told_beside_the_rest, set_scene, release),
        cmocka_unit_test_setup_teardown(wrong_reasons_are_found, set_scene, release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
