/*
 * Basins on which appui_solve was once wrong, found by the random tests against the referee and cut
 * down by hand. Each is judged by the referee in full: rules, every tier, holes and figures.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/reference/match.h"
#include "tests/reference/scene.h"

static struct appui_scene scene;
static struct appui_match match;

static int set_scene(void **state)
{
    (void)state;
    appui_scene_set(&scene);
    return 0;
}

static void judge(bool calendar)
{
    match = (struct appui_match){.calendar = calendar};
    appui_match_judge(&match, &scene.draft, calendar);
    int32_t n_wrong = match.n_wrong;
    bool judged = match.referee == APPUI_ENUMERATED && !match.unproved;
    appui_match_release(&match);
    assert_true(judged);
    if (n_wrong > 0)
        fail_msg("%s:\n%s", calendar ? "with calendar" : "without calendar", match.report);
}

/* Of e0's two slots for n1, the first lies in a period without pledge: too few are left, and the
 * expert drops out. The slot that remained took a row of the first pledge hostage, and n0 stayed
 * unserved. */
static void drops_an_expert_with_too_few_affordable_slots(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    scene.projects[0].n_needs = 2;
    scene.needs[0][0].level = scene.levels[1].level = 4;
    scene.needs[0][1].skill = scene.levels[0].skill = "narrow";
    appui_scene_pledge(&scene, 0, 0, 0, 0);
    appui_scene_pledge(&scene, 0, 1, 11, 5);
    appui_scene_free(&scene, &scene.experts[0].availability, 1, 2);
    judge(true);
}

/* The earmark ends on Wednesday (day 2), the need's window begins on Thursday. */
static void leaves_an_expired_earmark_alone_without_calendar(void **state)
{
    (void)state;
    scene.needs[0][0].half_days_min = 1;
    scene.needs[0][0].from = scene.monday + 3;
    scene.projects[0].purposes = appui_scene_text(&scene, "green");
    appui_scene_pledge(&scene, 0, 0, 11, 2);
    appui_scene_earmark(&scene, 0, 1, 2);
    judge(false);
}

/* A partner that pledges nothing, with a done session: the placement started from a wrong overrun,
 * and the promptness tiers called an infeasible program proved. */
static void dates_agreed_sessions_of_a_partner_without_pledge(void **state)
{
    (void)state;
    scene.partners[0].pledges_given = true;
    struct appui_draft_line *line = appui_scene_line(&scene, "j0/n0", "e0", 2);
    appui_scene_session(&scene, line, -6, APPUI_SESSION_DONE);
    appui_scene_free(&scene, &scene.experts[0].availability, 4, 9);
    judge(true);
}

/* The pledge of the first week is used up: an agreed half-day placed there counts in the burden,
 * one in the second week (no pledge) does not. Equity chose the second week, promptness moved it
 * back. */
static void keeps_burdens_while_it_dates_sooner(void **state)
{
    (void)state;
    scene.draft.as_of = scene.monday + 1;
    appui_scene_pledge(&scene, 0, 0, 4, 1);
    struct appui_draft_line *line = appui_scene_line(&scene, "j0/n0", "e0", 2);
    appui_scene_session(&scene, line, 0, APPUI_SESSION_DONE);
    judge(true);
}

/* The same with a pledge of 0: that partner stands outside equity, and the sooner date is free to
 * take. */
static void dates_sooner_where_no_burden_is_at_stake(void **state)
{
    (void)state;
    scene.needs[0][0].half_days = 1;
    appui_scene_pledge(&scene, 0, 0, 4, 0);
    appui_scene_line(&scene, "j0/n0", "e0", 1);
    judge(true);
}

/* p2 has 2 of 4 delivered, so 1/2 is the least first level; 1/2, 1/4, 1/4 beats 1/2, 1/2, 0. The
 * number of partners at a level was maximised where the level itself needed no search. */
static void puts_as_few_partners_as_can_be_at_a_level(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 3;
    scene.projects[0].n_needs = 2;
    scene.needs[0][0].half_days = scene.needs[0][1].half_days = 1;
    for (int32_t p = 0; p < 3; p++)
        appui_scene_pledge(&scene, p, 0, 11, 4);
    scene.pledges[2][0].delivered = 2;
    judge(true);
    judge(false);
}

/* Two experts are agreed on a need for one. e1, estimated to take 3, cannot serve the whole of it
 * any more. */
static void tops_no_estimate_up_beside_another_expert(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    appui_scene_line(&scene, "j0/n0", "e0", 1);
    appui_scene_line(&scene, "j0/n0", "e1", 1);
    appui_scene_estimate(&scene, "j0/n0", "e1", 3);
    judge(true);
    judge(false);
}

/* Two agreed lines of one pair, and the firm is never free. */
static void reports_both_lines_of_a_pair_that_find_no_slot(void **state)
{
    (void)state;
    appui_scene_line(&scene, "j0/n0", "e0", 1);
    appui_scene_line(&scene, "j0/n0", "e0", 1);
    appui_scene_free(&scene, &scene.projects[0].availability, 1, 0);
    judge(true);
}

/* n1 comes behind n0, which ends on Friday morning (slot 8), and ahead of n2 on Monday afternoon
 * (slot 15). Of its three agreed half-days two find slots 9 and 14; without the order 16 would do
 * as well. The two that are dated were not counted: the one that is missing alone has room, and was
 * said to have been given to others. */
static void tells_order_where_it_leaves_too_few_slots(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 3;
    scene.projects[0].n_needs = 3;
    scene.needs[0][0].half_days = scene.needs[0][2].half_days = 1;
    scene.needs[0][1].half_days = 3;
    scene.needs[0][1].after = appui_scene_text(&scene, "j0/n0");
    scene.needs[0][2].after = appui_scene_text(&scene, "j0/n1");
    struct appui_draft_line *first = appui_scene_line(&scene, "j0/n0", "e0", 1);
    appui_scene_session(&scene, first, 8, APPUI_SESSION_PLANNED);
    (void)appui_scene_line(&scene, "j0/n1", "e1", 3);
    struct appui_draft_line *last = appui_scene_line(&scene, "j0/n2", "e2", 1);
    appui_scene_session(&scene, last, 15, APPUI_SESSION_PLANNED);
    struct appui_trial trial = {.basin = NULL};
    assert_null(appui_trial_run(&trial, &scene.draft, true));
    const struct appui_plan *plan = trial.result.plan;
    assert_int_equal(plan->n_holes, 1);
    assert_int_equal(plan->holes[0].half_days_missing, 1);
    assert_int_equal(plan->holes[0].n_reasons, 1);
    const struct appui_reason *reason = &plan->holes[0].reasons[0];
    assert_int_equal(reason->code, APPUI_HOLE_ORDER);
    assert_int_equal(reason->n_needs, 2);
    assert_int_equal(reason->needs[0], 0);
    assert_int_equal(reason->needs[1], 2);
    appui_trial_release(&trial);
    judge(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(drops_an_expert_with_too_few_affordable_slots, set_scene),
        cmocka_unit_test_setup(leaves_an_expired_earmark_alone_without_calendar, set_scene),
        cmocka_unit_test_setup(dates_agreed_sessions_of_a_partner_without_pledge, set_scene),
        cmocka_unit_test_setup(keeps_burdens_while_it_dates_sooner, set_scene),
        cmocka_unit_test_setup(dates_sooner_where_no_burden_is_at_stake, set_scene),
        cmocka_unit_test_setup(puts_as_few_partners_as_can_be_at_a_level, set_scene),
        cmocka_unit_test_setup(tops_no_estimate_up_beside_another_expert, set_scene),
        cmocka_unit_test_setup(reports_both_lines_of_a_pair_that_find_no_slot, set_scene),
        cmocka_unit_test_setup(tells_order_where_it_leaves_too_few_slots, set_scene),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
