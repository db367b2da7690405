/*
 * Standing: which sessions of agreed lines stay, what is to be placed anew, what counts in which
 * limit, and the warnings. Basins are those of plan_sample.h with other lines; expectations are
 * worked out from the dates (2027-01-04 is a Monday).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "plan_sample.h"

#define MAX_LINES 8
#define MAX_SESSIONS 8

/** plan_sample.h without its line. */
static struct appui_draft without_lines(void)
{
    struct appui_draft draft = plan_sample_draft();
    draft.n_lines = 0;
    draft.lines = sample_array(&draft, MAX_LINES, sizeof *draft.lines);
    return draft;
}

static void add_line(struct appui_draft *draft, const char *need, const char *expert,
                     int32_t half_days, enum appui_line_state state)
{
    struct appui_draft_line *line = &draft->lines[draft->n_lines++];
    *line = (struct appui_draft_line){
        .need = need, .expert = expert, .half_days = half_days, .state = state};
    line->sessions = sample_array(draft, MAX_SESSIONS, sizeof *line->sessions);
}

/** Dates the newest line. */
static void date(struct appui_draft *draft, const char *day, enum appui_half half,
                 enum appui_session_state state)
{
    struct appui_draft_line *line = &draft->lines[draft->n_lines - 1];
    line->sessions[line->n_sessions++] =
        (struct appui_draft_session){.day = sample_day(day), .half = half, .state = state};
}

struct scene {
    struct appui_basin *basin;
    struct appui_standing *standing;
};

static struct scene build(struct appui_draft *draft)
{
    struct scene scene = {.basin = plan_sample_build(draft)};
    scene.standing = appui_standing_build(scene.basin);
    assert_non_null(scene.standing);
    return scene;
}

static void strike(struct scene *scene)
{
    appui_standing_free(scene->standing);
    appui_basin_free(scene->basin);
}

static bool warned(const struct scene *scene, enum appui_fault_code code, const char *key,
                   const char *value)
{
    struct appui_faults faults = {.n = 0};
    bool found = false;
    appui_standing_warn(scene->basin, scene->standing, &faults);
    assert_false(faults.out_of_memory);
    assert_int_equal(faults.n_warnings, faults.n);
    for (int32_t i = 0; i < faults.n; i++) {
        const char *said = key ? appui_fault_argument(&faults.items[i], key) : NULL;
        found =
            found || (faults.items[i].code == code && (!key || (said && strcmp(said, value) == 0)));
    }
    appui_faults_release(&faults);
    return found;
}

static void keeps_sessions_unless_they_break_r7(void **state)
{
    (void)state;
    struct appui_draft draft = without_lines();
    add_line(&draft, "p/iso", "alpha-q", 8, APPUI_SIGNED);
    date(&draft, "2027-01-05", APPUI_AM, APPUI_SESSION_DONE);
    date(&draft, "2027-01-07", APPUI_AM, APPUI_SESSION_PLANNED); /* before as_of */
    date(&draft, "2027-01-23", APPUI_AM, APPUI_SESSION_PLANNED); /* a Saturday */
    date(&draft, "2027-03-29", APPUI_AM, APPUI_SESSION_PLANNED); /* Easter Monday */
    date(&draft, "2027-05-11", APPUI_AM, APPUI_SESSION_PLANNED); /* the firm is away */
    date(&draft, "2027-05-18", APPUI_AM, APPUI_SESSION_CANCELLED);
    date(&draft, "2027-07-10", APPUI_AM, APPUI_SESSION_PLANNED); /* after the horizon */
    add_line(&draft, "p/buy", "gamma-b", 2, APPUI_RETAINED);
    date(&draft, "2027-02-10", APPUI_AM,
         APPUI_SESSION_PLANNED); /* a Wednesday, gamma-b comes on Tuesdays */
    date(&draft, "2027-02-16", APPUI_AM, APPUI_SESSION_PLANNED);
    add_line(&draft, "q/sup", "delta-q", 4, APPUI_SIGNED);
    date(&draft, "2027-02-24", APPUI_FULL, APPUI_SESSION_PLANNED);
    date(&draft, "2027-03-02", APPUI_FULL, APPUI_SESSION_PLANNED); /* delta left on 02-28 */
    struct scene scene = build(&draft);
    const struct appui_line_standing *lines = scene.standing->lines;
    const enum appui_impossible iso[] = {APPUI_STAYS,       APPUI_STAYS,     APPUI_NOT_WORKING,
                                         APPUI_NOT_WORKING, APPUI_FIRM_AWAY, APPUI_STAYS,
                                         APPUI_STAYS};
    for (int32_t i = 0; i < 7; i++) {
        assert_int_equal(lines[0].why[i], iso[i]);
    }
    assert_int_equal(lines[0].kept, 3);
    assert_int_equal(lines[0].to_place, 5);
    assert_false(appui_standing_stays(scene.basin, scene.standing, 0, 5));
    assert_int_equal(lines[1].why[0], APPUI_EXPERT_AWAY);
    assert_int_equal(lines[1].to_place, 1);
    assert_int_equal(lines[2].why[0], APPUI_STAYS);
    assert_int_equal(lines[2].why[1], APPUI_PARTNER_LEFT);
    assert_int_equal(lines[2].kept, 2);
    assert_int_equal(lines[2].to_place, 2);
    strike(&scene);
}

static void a_session_outside_the_clipped_window_is_placed_anew(void **state)
{
    (void)state;
    struct appui_draft draft = without_lines();
    draft.projects[PROJECT_T].ready = sample_day("2027-03-01");
    add_line(&draft, "t/e", "beta-b", 3, APPUI_SIGNED);
    date(&draft, "2027-02-25", APPUI_AM, APPUI_SESSION_PLANNED);
    date(&draft, "2027-03-02", APPUI_AM, APPUI_SESSION_PLANNED);
    struct scene scene = build(&draft);
    assert_int_equal(scene.standing->lines[0].why[0], APPUI_OUTSIDE_WINDOW);
    assert_int_equal(scene.standing->lines[0].why[1], APPUI_STAYS);
    assert_int_equal(scene.standing->lines[0].to_place, 2);
    strike(&scene);
}

/*
 * p/iso: alpha-q 2 done half-days on a done line and 3 signed ones; beta-q 1 retained. t/e: beta-b
 * signed 2 of the 3 that its estimate asks: floor(4 x 2 / 3) = 2 served.
 */
static void counts_what_stands_in_every_limit(void **state)
{
    (void)state;
    struct appui_draft draft = without_lines();
    add_line(&draft, "p/iso", "alpha-q", 2, APPUI_DONE);
    date(&draft, "2026-12-15", APPUI_AM, APPUI_SESSION_DONE); /* before the horizon */
    date(&draft, "2027-01-05", APPUI_AM, APPUI_SESSION_DONE);
    add_line(&draft, "p/iso", "beta-q", 1, APPUI_RETAINED);
    add_line(&draft, "p/iso", "alpha-q", 3, APPUI_SIGNED);
    date(&draft, "2027-01-20", APPUI_PM, APPUI_SESSION_PLANNED);
    add_line(&draft, "t/e", "beta-b", 2, APPUI_SIGNED);
    add_line(&draft, "p/buy", "gamma-b", 4, APPUI_PROPOSED);
    struct scene scene = build(&draft);
    const struct appui_standing *standing = scene.standing;
    assert_int_equal(standing->need_half_days[P_ISO], 6);
    assert_int_equal(standing->need_served[P_ISO], 6);
    assert_int_equal(standing->need_experts[P_ISO], 2);
    assert_int_equal(standing->need_half_days[T_E], 2);
    assert_int_equal(standing->need_served[T_E], 2);
    assert_int_equal(standing->need_experts[P_BUY], 0);
    assert_int_equal(appui_standing_pair(scene.basin, standing, ALPHA_Q, P_ISO), 5);
    assert_int_equal(appui_standing_pair(scene.basin, standing, GAMMA_B, P_BUY), 0);
    /* Inside the horizon: 01-05 done, 01-20 planned, 2 to place. */
    assert_int_equal(standing->expert_half_days[ALPHA_Q], 4);
    assert_int_equal(standing->expert_half_days[BETA_Q], 1);
    assert_int_equal(appui_standing_projects(standing, ALPHA_Q), 1);
    assert_int_equal(appui_standing_projects(standing, GAMMA_B), 0);
    assert_true(appui_standing_has_project(standing, BETA_B, PROJECT_T));
    assert_false(appui_standing_has_project(standing, BETA_B, PROJECT_P));
    int32_t slot = appui_basin_slot(scene.basin, sample_day("2027-01-20")) + 1;
    assert_true(appui_slots_has(&standing->expert_busy[ALPHA_Q], slot));
    assert_true(appui_slots_has(&standing->project_busy[PROJECT_P], slot));
    assert_int_equal(appui_slots_count(&standing->expert_busy[ALPHA_Q]), 2);
    strike(&scene);
}

/* A granted floor(4 x 1 / 3) + floor(4 x 2 / 3) would be 3; the pair has all 3 half-days and
 * serves 4. */
static void measures_an_estimate_over_the_whole_pair(void **state)
{
    (void)state;
    struct appui_draft draft = without_lines();
    add_line(&draft, "t/e", "beta-b", 1, APPUI_SIGNED);
    add_line(&draft, "t/e", "beta-b", 2, APPUI_RETAINED);
    struct scene scene = build(&draft);
    assert_int_equal(scene.standing->need_served[T_E], 4);
    assert_int_equal(scene.standing->need_experts[T_E], 1);
    strike(&scene);
}

static void places_nothing_anew_for_a_closed_project(void **state)
{
    (void)state;
    struct appui_draft draft = without_lines();
    draft.projects[PROJECT_P].status = APPUI_CLOSED;
    add_line(&draft, "p/iso", "alpha-q", 4, APPUI_SIGNED);
    date(&draft, "2027-01-23", APPUI_AM, APPUI_SESSION_PLANNED);
    struct scene scene = build(&draft);
    assert_int_equal(scene.standing->lines[0].why[0], APPUI_STAYS);
    assert_int_equal(scene.standing->lines[0].kept, 1);
    assert_int_equal(scene.standing->lines[0].to_place, 0);
    assert_true(warned(&scene, APPUI_FAULT_LINE_NOT_PLANNED, "need", "p/iso"));
    strike(&scene);
}

/* Three of the four half-days have no session: they count, with or without a firm to give them to.
 * alpha-q may give 4 half-days, all of them agreed here. */
static void days_of_a_withdrawn_project_count_without_a_date(void **state)
{
    (void)state;
    struct appui_draft draft = without_lines();
    draft.projects[PROJECT_P].status = APPUI_WITHDRAWN;
    add_line(&draft, "p/iso", "alpha-q", 4, APPUI_SIGNED);
    date(&draft, "2027-02-11", APPUI_AM, APPUI_SESSION_PLANNED);
    struct scene scene = build(&draft);
    assert_int_equal(scene.standing->lines[0].undated, 3);
    assert_int_equal(scene.standing->lines[0].to_place, 0);
    assert_int_equal(scene.standing->expert_half_days[ALPHA_Q], 4);
    assert_int_equal(appui_standing_projects(scene.standing, ALPHA_Q), 1);
    assert_true(warned(&scene, APPUI_FAULT_LINE_DAYS_NOT_PLANNED, "value", "1.5"));
    strike(&scene);
}

/* A Saturday breaks R7 on a need covered elsewhere too; its half-day and the undated one are to be
 * placed, and all but the one done are still to come. */
static void agreed_days_stand_on_a_need_covered_elsewhere(void **state)
{
    (void)state;
    struct appui_draft draft = without_lines();
    draft.projects[PROJECT_P].needs[0].covered_elsewhere = true;
    add_line(&draft, "p/iso", "alpha-q", 4, APPUI_SIGNED);
    date(&draft, "2027-01-05", APPUI_AM, APPUI_SESSION_DONE);
    date(&draft, "2027-01-23", APPUI_AM, APPUI_SESSION_PLANNED);
    date(&draft, "2027-02-11", APPUI_AM, APPUI_SESSION_PLANNED);
    struct scene scene = build(&draft);
    assert_int_equal(scene.standing->lines[0].why[1], APPUI_NOT_WORKING);
    assert_int_equal(scene.standing->lines[0].kept, 2);
    assert_int_equal(scene.standing->lines[0].to_place, 2);
    assert_true(warned(&scene, APPUI_FAULT_LINE_COVERED_ELSEWHERE, "value", "1.5"));
    assert_false(warned(&scene, APPUI_FAULT_LINE_DAYS_NOT_PLANNED, NULL, NULL));
    strike(&scene);
}

static void a_good_basin_brings_no_warning(void **state)
{
    (void)state;
    struct appui_draft draft = plan_sample_draft();
    struct scene scene = build(&draft);
    struct appui_faults faults = {.n = 0};
    appui_standing_warn(scene.basin, scene.standing, &faults);
    assert_int_equal(faults.n, 0);
    appui_faults_release(&faults);
    strike(&scene);
}

static void warns_of_lines_and_sessions_that_bind_nothing_or_nobody_confirmed(void **state)
{
    (void)state;
    struct appui_draft draft = without_lines();
    add_line(&draft, "p/buy", "gamma-b", 4, APPUI_PROPOSED);
    add_line(&draft, "p/iso", "alpha-q", 3, APPUI_SIGNED);
    date(&draft, "2027-01-07", APPUI_PM, APPUI_SESSION_PLANNED);
    struct scene scene = build(&draft);
    assert_true(warned(&scene, APPUI_FAULT_PROPOSED_LINE_IGNORED, "need", "p/buy"));
    assert_true(warned(&scene, APPUI_FAULT_SESSION_NOT_CONFIRMED, "dates", "2027-01-07.pm"));
    strike(&scene);
}

/* Not one a session: an operator reads them beside the account of a committee. */
static void tells_the_past_sessions_of_a_line_in_one_warning(void **state)
{
    (void)state;
    struct appui_draft draft = without_lines();
    struct appui_faults faults = {.n = 0};
    add_line(&draft, "p/iso", "alpha-q", 6, APPUI_SIGNED);
    date(&draft, "2027-01-05", APPUI_AM, APPUI_SESSION_DONE);
    date(&draft, "2027-01-07", APPUI_PM, APPUI_SESSION_PLANNED);
    date(&draft, "2027-01-08", APPUI_AM, APPUI_SESSION_CANCELLED);
    date(&draft, "2027-01-08", APPUI_FULL, APPUI_SESSION_PLANNED);
    struct scene scene = build(&draft);
    appui_standing_warn(scene.basin, scene.standing, &faults);
    assert_true(faults.n > 0);
    for (int32_t i = 0; i < faults.n; i++) {
        assert_int_equal(faults.items[i].code == APPUI_FAULT_SESSION_NOT_CONFIRMED, i == 0);
    }
    assert_string_equal(faults.items[0].pointer, "/lines/0");
    assert_string_equal(faults.items[0].id, "p/iso");
    assert_string_equal(appui_fault_argument(&faults.items[0], "count"), "2");
    assert_string_equal(appui_fault_argument(&faults.items[0], "expert"), "alpha-q");
    assert_string_equal(appui_fault_argument(&faults.items[0], "dates"),
                        "2027-01-07.pm, 2027-01-08.full");
    appui_faults_release(&faults);
    strike(&scene);
}

/* p/iso: 7 of 6 half-days, 3 of 2 experts, alpha-q 5 of at most 4; beta-q 9 of 8 half-days on 3 of
 * 2 projects. */
static void warns_of_each_limit_that_agreed_days_overrun(void **state)
{
    (void)state;
    struct appui_draft draft = without_lines();
    draft.projects[PROJECT_P].needs[P_ISO].each_max = 4;
    add_line(&draft, "p/iso", "alpha-q", 5, APPUI_SIGNED);
    add_line(&draft, "p/iso", "beta-q", 1, APPUI_SIGNED);
    add_line(&draft, "p/iso", "delta-q", 1, APPUI_SIGNED);
    add_line(&draft, "q/diag", "beta-q", 2, APPUI_SIGNED);
    add_line(&draft, "r/sup", "beta-q", 6, APPUI_SIGNED);
    struct scene scene = build(&draft);
    assert_true(warned(&scene, APPUI_FAULT_NEED_OVERRUN, "over", "0.5"));
    assert_true(warned(&scene, APPUI_FAULT_NEED_EXPERTS_OVERRUN, "value", "3"));
    assert_true(warned(&scene, APPUI_FAULT_PAIR_OVERRUN, "value", "2.5"));
    assert_true(warned(&scene, APPUI_FAULT_EXPERT_DAYS_OVERRUN, "value", "4.5"));
    assert_true(warned(&scene, APPUI_FAULT_EXPERT_PROJECTS_OVERRUN, "over", "1"));
    strike(&scene);
}

/* Alpha pledged 4 half-days, 2 delivered; 3 agreed ones overrun it by 1. */
static void warns_of_a_pledge_that_agreed_sessions_overrun(void **state)
{
    (void)state;
    struct appui_draft draft = plan_sample_draft();
    draft.partners[ALPHA].pledges[0].half_days = 4;
    struct scene scene = build(&draft);
    /* The Saturday is not dated any more: 2 delivered and 2 sessions fit. */
    assert_false(warned(&scene, APPUI_FAULT_PLEDGE_OVERRUN, NULL, NULL));
    /* The 4 earmarked half-days are all there is, and p has not their purpose. */
    assert_true(warned(&scene, APPUI_FAULT_EARMARK_OVERRUN, "over", "1"));
    strike(&scene);
    draft = plan_sample_draft();
    draft.partners[ALPHA].pledges[0].half_days = 4;
    draft.partners[ALPHA].pledges[0].delivered = 3;
    scene = build(&draft);
    assert_true(warned(&scene, APPUI_FAULT_PLEDGE_OVERRUN, "over", "0.5"));
    strike(&scene);
}

/* Alpha has 3 agreed half-days without a date; its pledge of 8 holds 8, less 6 or 5 delivered. A
 * pledge that ended before today, or begins after the horizon, holds nothing. */
static void warns_of_agreed_days_that_no_pledge_has_room_for(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct appui_draft draft = without_lines();
        struct appui_draft_pledge *pledge = &draft.partners[ALPHA].pledges[0];
        pledge->half_days = 8;
        pledge->n_earmarks = 0;
        pledge->delivered = i == 0 ? 5 : i == 1 ? 6 : 0;
        if (i == 2) {
            pledge->to = draft.as_of - 1;
        } else if (i == 3) {
            pledge->from = draft.horizon_end + 1;
        }
        add_line(&draft, "p/iso", "alpha-q", 3, APPUI_RETAINED);
        struct scene scene = build(&draft);
        assert_int_equal(scene.standing->lines[0].to_place, 3);
        assert_int_equal(warned(&scene, APPUI_FAULT_PLEDGE_OVERRUN_UNDATED, NULL, NULL), i != 0);
        if (i > 0) {
            assert_true(warned(&scene, APPUI_FAULT_PLEDGE_OVERRUN_UNDATED, "value", "1.5"));
            assert_true(
                warned(&scene, APPUI_FAULT_PLEDGE_OVERRUN_UNDATED, "over", i == 1 ? "0.5" : "1.5"));
            assert_true(
                warned(&scene, APPUI_FAULT_PLEDGE_OVERRUN_UNDATED, "high", i == 1 ? "1" : "0"));
        }
        strike(&scene);
    }
}

/* Dated sessions take room first: 2 dated of 4 pledged leave 2 for 3. */
static void what_is_dated_leaves_less_for_what_is_not(void **state)
{
    (void)state;
    struct appui_draft draft = without_lines();
    draft.partners[ALPHA].pledges[0].half_days = 4;
    draft.partners[ALPHA].pledges[0].delivered = 0;
    add_line(&draft, "p/iso", "alpha-q", 5, APPUI_SIGNED);
    date(&draft, "2027-02-09", APPUI_AM, APPUI_SESSION_PLANNED);
    date(&draft, "2027-02-10", APPUI_AM, APPUI_SESSION_PLANNED);
    struct scene scene = build(&draft);
    assert_int_equal(scene.standing->lines[0].to_place, 3);
    assert_true(warned(&scene, APPUI_FAULT_PLEDGE_OVERRUN_UNDATED, "value", "1.5"));
    assert_true(warned(&scene, APPUI_FAULT_PLEDGE_OVERRUN_UNDATED, "high", "1"));
    strike(&scene);
}

static void warns_of_agreed_sessions_on_dates_without_a_pledge(void **state)
{
    (void)state;
    struct appui_draft draft = plan_sample_draft();
    draft.partners[ALPHA].pledges[0].from = sample_day("2027-01-06");
    struct scene scene = build(&draft);
    assert_true(warned(&scene, APPUI_FAULT_PLEDGE_OVERRUN, "from", "2027-01-05"));
    strike(&scene);
}

static void warns_of_double_bookings_weeks_and_order(void **state)
{
    (void)state;
    struct appui_draft draft = without_lines();
    add_line(&draft, "p/iso", "alpha-q", 3, APPUI_SIGNED);
    date(&draft, "2027-02-08", APPUI_AM, APPUI_SESSION_PLANNED);
    date(&draft, "2027-02-09", APPUI_AM, APPUI_SESSION_PLANNED);
    date(&draft, "2027-02-10", APPUI_AM,
         APPUI_SESSION_PLANNED); /* the third of the week; two are allowed */
    add_line(&draft, "p/buy", "gamma-b", 1, APPUI_SIGNED);
    date(&draft, "2027-02-09", APPUI_AM,
         APPUI_SESSION_PLANNED); /* with p/iso, which must have ended before */
    add_line(&draft, "q/diag", "alpha-q", 1, APPUI_SIGNED);
    date(&draft, "2027-02-08", APPUI_AM, APPUI_SESSION_PLANNED);
    struct scene scene = build(&draft);
    assert_true(warned(&scene, APPUI_FAULT_EXPERT_BOOKED_TWICE, "date", "2027-02-08"));
    assert_true(warned(&scene, APPUI_FAULT_FIRM_BOOKED_TWICE, "date", "2027-02-09"));
    assert_true(warned(&scene, APPUI_FAULT_WEEK_OVERRUN, "value", "3"));
    assert_true(warned(&scene, APPUI_FAULT_ORDER_NOT_KEPT, "other", "p/iso"));
    strike(&scene);
}

/* Three sessions in a week in which two are allowed: a warning while one is to come, and none once
 * all were held, for nothing can be done about it any more. */
static void a_full_week_that_is_over_is_no_warning(void **state)
{
    (void)state;
    for (int open = 0; open < 2; open++) {
        struct appui_draft draft = without_lines();
        draft.as_of = sample_day("2027-02-11");
        add_line(&draft, "p/iso", "alpha-q", 3, APPUI_SIGNED);
        date(&draft, "2027-02-08", APPUI_AM, APPUI_SESSION_DONE);
        date(&draft, "2027-02-09", APPUI_AM,
             open == 1 ? APPUI_SESSION_PLANNED : APPUI_SESSION_DONE);
        date(&draft, "2027-02-10", APPUI_AM, APPUI_SESSION_DONE);
        struct scene scene = build(&draft);
        assert_int_equal(warned(&scene, APPUI_FAULT_WEEK_OVERRUN, "value", "3"), open == 1);
        strike(&scene);
    }
}

static void tells_when_memory_fails(void **state)
{
    (void)state;
    struct appui_draft draft = plan_sample_draft();
    struct scene scene = build(&draft);
    struct appui_standing *again = NULL;
    long n = 1;
    for (; !again && n < 1000; n++) {
        appui_memory_fail_after(n);
        again = appui_standing_build(scene.basin);
        appui_memory_fail_after(0);
    }
    assert_non_null(again);
    assert_true(n > 2);
    appui_standing_free(again);
    struct appui_faults faults = {.n = 0};
    appui_memory_fail_after(1);
    appui_standing_warn(scene.basin, scene.standing, &faults);
    appui_memory_fail_after(0);
    assert_true(faults.out_of_memory);
    appui_faults_release(&faults);
    appui_standing_free(NULL);
    strike(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_sessions_unless_they_break_r7),
        cmocka_unit_test(a_session_outside_the_clipped_window_is_placed_anew),
        cmocka_unit_test(counts_what_stands_in_every_limit),
        cmocka_unit_test(measures_an_estimate_over_the_whole_pair),
        cmocka_unit_test(places_nothing_anew_for_a_closed_project),
        cmocka_unit_test(days_of_a_withdrawn_project_count_without_a_date),
        cmocka_unit_test(agreed_days_stand_on_a_need_covered_elsewhere),
        cmocka_unit_test(a_good_basin_brings_no_warning),
        cmocka_unit_test(warns_of_lines_and_sessions_that_bind_nothing_or_nobody_confirmed),
        cmocka_unit_test(tells_the_past_sessions_of_a_line_in_one_warning),
        cmocka_unit_test(warns_of_each_limit_that_agreed_days_overrun),
        cmocka_unit_test(warns_of_a_pledge_that_agreed_sessions_overrun),
        cmocka_unit_test(warns_of_agreed_days_that_no_pledge_has_room_for),
        cmocka_unit_test(what_is_dated_leaves_less_for_what_is_not),
        cmocka_unit_test(warns_of_agreed_sessions_on_dates_without_a_pledge),
        cmocka_unit_test(warns_of_double_bookings_weeks_and_order),
        cmocka_unit_test(a_full_week_that_is_over_is_no_warning),
        cmocka_unit_test(tells_when_memory_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
