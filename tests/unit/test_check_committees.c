/*
 * Check, R13: what plan_sample.h's plan may do about meetings, and each breach of what it may not.
 * The plan's meeting of 02-03 is settled; 03-10, the other candidate, is 35 days later.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "check_expect.h"

/** A change of the plan; of its basin before, where the plan alone is not enough. */
struct bent {
    enum appui_fault_code code;
    void (*plan)(struct appui_plan *plan);
    void (*basin)(struct appui_basin *basin);
};

/* ---- the basin ---- */

static void ask_for_all_four(struct appui_basin *basin)
{
    basin->committees.quorum = 4;
}

/** beta's member is away on 02-03, and everybody is asked for. */
static void miss_beta(struct appui_basin *basin)
{
    static appui_day away[1];
    away[0] = sample_day("2027-02-03");
    basin->partners[BETA].absent = away;
    basin->partners[BETA].n_absent = 1;
    basin->committees.quorum = 4;
}

/** Only delta chairs, and it leaves on 02-28. */
static void let_delta_chair(struct appui_basin *basin)
{
    basin->committees.chairs[0] = DELTA;
    basin->committees.n_chairs = 1;
}

static void part_by_36_days(struct appui_basin *basin)
{
    basin->committees.gap_days = 36;
}

static void part_by_35_days(struct appui_basin *basin)
{
    basin->committees.gap_days = 35;
}

/** t was approved in a meeting of 01-06, before as_of, 63 days before 03-10. */
static void approve_t(struct appui_basin *basin)
{
    basin->projects[PROJECT_T].committee = sample_day("2027-01-06");
    basin->committees.count_max = 3;
}

static void part_from_the_past(struct appui_basin *basin)
{
    approve_t(basin);
    basin->projects[PROJECT_Q].committee = APPUI_ABSENT;
    basin->committees.gap_days = 64;
}

/** The same meeting is held before the horizon: it binds nothing. */
static void part_from_last_year(struct appui_basin *basin)
{
    basin->projects[PROJECT_T].committee = sample_day("2027-01-03");
    basin->committees.gap_days = 35;
}

static void meet_once(struct appui_basin *basin)
{
    basin->committees.count_max = 1;
}

/** With t's past meeting and q's, count.max is used up. */
static void meet_twice_one_being_past(struct appui_basin *basin)
{
    approve_t(basin);
    basin->committees.count_max = 2;
}

static void want_two_meetings(struct appui_basin *basin)
{
    basin->committees.count_min = 2;
}

static void examine_one_at_a_time(struct appui_basin *basin)
{
    basin->committees.capacity = 1;
}

static void get_r_ready_too_late(struct appui_basin *basin)
{
    basin->projects[PROJECT_R].ready = sample_day("2027-02-04");
}

/** r's agreed diagnostic stays on 02-03. */
static void diagnose_r_that_day(struct appui_basin *basin)
{
    basin->needs[P_ISO].phase = APPUI_DIAGNOSTIC;
    basin->projects[PROJECT_P].status = APPUI_SUBMITTED;
    basin->lines[0].sessions[1].day = sample_day("2027-02-03");
}

/* ---- the plan ---- */

static void examine_r_with_q(struct appui_plan *plan)
{
    plan_sample_examine(&plan->meetings[0], PROJECT_R);
}

static void examine_p_with_q(struct appui_plan *plan)
{
    plan_sample_examine(&plan->meetings[0], PROJECT_P);
}

static void examine_r_in_march(struct appui_plan *plan)
{
    plan_sample_examine(plan_sample_meet(plan, "2027-03-10"), PROJECT_R);
}

static void meet_for_nothing(struct appui_plan *plan)
{
    (void)plan_sample_meet(plan, "2027-03-10");
}

static void meet_on_another_day(struct appui_plan *plan)
{
    plan_sample_examine(plan_sample_meet(plan, "2027-03-11"), PROJECT_R);
}

static void meet_in_the_past(struct appui_plan *plan)
{
    plan_sample_examine(plan_sample_meet(plan, "2027-01-10"), PROJECT_R);
}

static void do_not_meet(struct appui_plan *plan)
{
    plan->n_meetings = 0;
}

static void examine_what_is_approved(struct appui_plan *plan)
{
    plan_sample_examine(&plan->meetings[0], PROJECT_T);
}

static void examine_r_twice(struct appui_plan *plan)
{
    examine_r_with_q(plan);
    examine_r_in_march(plan);
}

static void examine_q_later(struct appui_plan *plan)
{
    plan->meetings[0].n_agenda = 0;
    plan_sample_examine(plan_sample_meet(plan, "2027-03-10"), PROJECT_Q);
}

static void examine_nobody(struct appui_plan *plan)
{
    plan->meetings[0].n_agenda = 0;
}

static void leave_a_member_out(struct appui_plan *plan)
{
    plan->meetings[0].n_present--;
}

static void seat_who_has_left(struct appui_plan *plan)
{
    examine_r_in_march(plan);
    plan->meetings[1].present[plan->meetings[1].n_present++] = DELTA;
}

static void let_beta_chair(struct appui_plan *plan)
{
    plan->meetings[0].chair = BETA;
}

static void meet_in_reverse(struct appui_plan *plan)
{
    examine_r_in_march(plan);
    struct appui_meeting first = plan->meetings[0];
    plan->meetings[0] = plan->meetings[1];
    plan->meetings[1] = first;
}

static void meet_twice_a_day(struct appui_plan *plan)
{
    plan_sample_examine(plan_sample_meet(plan, "2027-02-03"), PROJECT_R);
}

/* ---- what the plan says of the dates that do not serve r ---- */

static struct appui_missed_date *missed(struct appui_plan *plan)
{
    assert_int_equal(plan->project_holes[0].code, APPUI_HOLE_NO_COMMITTEE);
    assert_int_equal(plan->project_holes[0].n_dates, 2);
    return plan->project_holes[0].dates;
}

static void leave_a_date_out(struct appui_plan *plan)
{
    (void)missed(plan);
    plan->project_holes[0].n_dates = 1;
}

static void tell_of_another_date(struct appui_plan *plan)
{
    missed(plan)[1].day++;
}

static void say_it_is_full(struct appui_plan *plan)
{
    missed(plan)[0].cause = APPUI_MISSED_FULL;
}

static void say_it_was_not_chosen(struct appui_plan *plan)
{
    missed(plan)[0].cause = APPUI_MISSED_NOT_CHOSEN;
}

static void name_a_meeting_beside(struct appui_plan *plan)
{
    missed(plan)[1].other = sample_day("2027-02-03");
}

static void say_alpha_is_away(struct appui_plan *plan)
{
    static int32_t absent[] = {ALPHA};
    missed(plan)[0].absent = absent;
    missed(plan)[0].n_absent = 1;
}

static void say_nobody_is_away(struct appui_plan *plan)
{
    missed(plan)[0].n_absent = 0;
}

static void say_beta_would_not_do(struct appui_plan *plan)
{
    assert_int_equal(missed(plan)[0].n_mending, 1);
    missed(plan)[0].n_mending = 0;
}

/* ---- judging ---- */

static const struct bent bents[] = {
    {APPUI_FAULT_R13_DATE, meet_on_another_day, NULL},
    {APPUI_FAULT_R13_DATE, meet_in_the_past, NULL},
    {APPUI_FAULT_R13_QUORUM, examine_r_in_march, ask_for_all_four},
    {APPUI_FAULT_R13_QUORUM, examine_r_with_q, miss_beta},
    {APPUI_FAULT_R13_QUORUM, examine_r_in_march, let_delta_chair},
    {APPUI_FAULT_R13_GAP, examine_r_in_march, part_by_36_days},
    {APPUI_FAULT_R13_GAP, examine_r_in_march, part_from_the_past},
    {APPUI_FAULT_R13_COUNT, examine_r_in_march, meet_once},
    {APPUI_FAULT_R13_COUNT, examine_r_in_march, meet_twice_one_being_past},
    {APPUI_FAULT_R13_EMPTY, meet_for_nothing, NULL},
    {APPUI_FAULT_R13_CAPACITY, examine_r_with_q, examine_one_at_a_time},
    {APPUI_FAULT_R13_MISSING, do_not_meet, NULL},
    {APPUI_FAULT_R13_AGENDA, examine_what_is_approved, NULL},
    {APPUI_FAULT_R13_AGENDA, examine_r_twice, NULL},
    {APPUI_FAULT_R13_AGENDA, examine_q_later, NULL},
    {APPUI_FAULT_R13_NOT_READY, examine_r_with_q, get_r_ready_too_late},
    {APPUI_FAULT_R13_NOT_READY, examine_p_with_q, diagnose_r_that_day},
    {APPUI_FAULT_R13_KNOWN_MISSING, examine_nobody, NULL},
    {APPUI_FAULT_R13_KNOWN_MISSING, examine_q_later, NULL},
    {APPUI_FAULT_MEETING_PRESENT, leave_a_member_out, NULL},
    {APPUI_FAULT_MEETING_PRESENT, seat_who_has_left, NULL},
    {APPUI_FAULT_MEETING_PRESENT, let_beta_chair, NULL},
    {APPUI_FAULT_MEETING_ORDER, meet_in_reverse, NULL},
    {APPUI_FAULT_MEETING_ORDER, meet_twice_a_day, NULL},
    {APPUI_FAULT_MISSED_DATES, leave_a_date_out, NULL},
    {APPUI_FAULT_MISSED_DATES, tell_of_another_date, NULL},
    {APPUI_FAULT_MISSED_DATE, say_it_is_full, NULL},
    {APPUI_FAULT_MISSED_DATE, say_it_was_not_chosen, miss_beta},
    {APPUI_FAULT_MISSED_DATE, name_a_meeting_beside, NULL},
    {APPUI_FAULT_MISSED_DATE, say_alpha_is_away, NULL},
    {APPUI_FAULT_MISSED_DATE, say_nobody_is_away, miss_beta},
    {APPUI_FAULT_MISSED_DATE, say_beta_would_not_do, miss_beta},
};

static void finds_each_breach_of_meetings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bents / sizeof *bents; i++) {
        struct appui_basin *basin = plan_sample_basin();
        if (bents[i].basin) {
            bents[i].basin(basin);
        }
        struct appui_plan *plan = plan_sample_plan(basin);
        bents[i].plan(plan);
        expect_found(basin, plan, bents[i].code);
        appui_plan_free(plan);
        appui_basin_free(basin);
    }
}

/** r examined, its need is a hole by choice; values of the tiers follow. */
static void expect_good_meetings(void (*bend)(struct appui_plan *plan),
                                 void (*bend_basin)(struct appui_basin *basin))
{
    struct appui_basin *basin = plan_sample_basin();
    bend_basin(basin);
    struct appui_plan *plan = plan_sample_plan(basin);
    bend(plan);
    if (appui_plan_examined(plan, PROJECT_R) != APPUI_ABSENT) {
        plan->holes[0].reasons[0].code = APPUI_HOLE_SERVED_OTHERS;
    }
    plan_sample_finish(basin, plan);
    expect_good(basin, plan);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

static void accepts_what_keeps_the_rules_exactly(void **state)
{
    (void)state;
    expect_good_meetings(examine_r_in_march, part_by_35_days);
    expect_good_meetings(examine_r_in_march, part_from_last_year);
    expect_good_meetings(examine_r_in_march, approve_t);
    expect_good_meetings(examine_r_with_q, meet_once);
    expect_good_meetings(meet_for_nothing, want_two_meetings);
}

/* q is known to be examined on 02-03 whoever is there: the meeting is held, and only new dossiers
 * need a quorum. */
static void takes_known_dates_as_given(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    miss_beta(basin);
    basin->committees.capacity = 0;
    struct appui_plan *plan = plan_sample_plan(basin);
    struct appui_meeting *meeting = &plan->meetings[0];
    meeting->present[1] = GAMMA;
    meeting->present[2] = DELTA;
    meeting->n_present = 3;
    plan_sample_finish(basin, plan);
    expect_good(basin, plan);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

/* Without committees, and without calendar, there is no meeting. */
static void refuses_meetings_where_none_can_be(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    struct appui_plan *plan = plan_sample_undated(basin);
    (void)plan_sample_meet(plan, "2027-02-03");
    expect_found(basin, plan, APPUI_FAULT_R13_DATE);
    appui_plan_free(plan);
    plan = plan_sample_plan(basin);
    basin->committees.given = false;
    expect_found(basin, plan, APPUI_FAULT_R13_DATE);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_each_breach_of_meetings),
        cmocka_unit_test(accepts_what_keeps_the_rules_exactly),
        cmocka_unit_test(takes_known_dates_as_given),
        cmocka_unit_test(refuses_meetings_where_none_can_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
