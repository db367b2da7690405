/*
 * Check: the good plan of plan_sample.h has no finding; each bent plan has at least the finding
 * named. Bends of the basin (a rule made tighter) are tried on the good plan as well.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "check_expect.h"

typedef void (*bend_plan)(struct appui_plan *plan);
typedef void (*bend_basin)(struct appui_basin *basin);

struct bent {
    enum appui_fault_code code;
    bend_plan bend;
};

struct tightened {
    enum appui_fault_code code;
    bend_basin bend;
};

/* Bends of the plan, in the order of the table below. */

static void swap_lines(struct appui_plan *plan)
{
    struct appui_plan_line first = plan->lines[LINE_BUY];
    plan->lines[LINE_BUY] = plan->lines[LINE_DIAG];
    plan->lines[LINE_DIAG] = first;
}

static void propose_twice(struct appui_plan *plan)
{
    struct appui_plan_line *line = plan_sample_insert(plan, LINE_DIAG, P_BUY, GAMMA_B);
    plan_sample_date(line, "2027-02-23", APPUI_AM, true);
}

static void give_no_days(struct appui_plan *plan)
{
    plan->lines[LINE_BUY].half_days = 0;
}

static void date_out_of_order(struct appui_plan *plan)
{
    struct appui_session first = plan->lines[LINE_ISO].sessions[0];
    plan->lines[LINE_ISO].sessions[0] = plan->lines[LINE_ISO].sessions[1];
    plan->lines[LINE_ISO].sessions[1] = first;
}

static void call_a_new_session_done(struct appui_plan *plan)
{
    plan->lines[LINE_ISO].sessions[0].state = APPUI_SESSION_DONE;
}

static void date_without_calendar(struct appui_plan *plan)
{
    plan->calendar = false;
}

static void propose_without_skill(struct appui_plan *plan)
{
    plan->lines[LINE_BUY].expert = BETA_Q;
}

static void serve_too_much(struct appui_plan *plan)
{
    plan_sample_date(&plan->lines[LINE_BUY], "2027-02-23", APPUI_AM, true);
}

static void serve_too_little(struct appui_plan *plan)
{
    plan->lines[LINE_BUY].n_sessions = 1;
    plan->lines[LINE_BUY].half_days = 1;
}

static void miss_the_estimate(struct appui_plan *plan)
{
    plan_sample_date(&plan->lines[LINE_E], "2027-04-09", APPUI_AM, true);
}

static void split_a_session(struct appui_plan *plan)
{
    plan->lines[LINE_SUP].half_days = 3;
}

static void bring_too_many_experts(struct appui_plan *plan)
{
    struct appui_plan_line *line = plan_sample_insert(plan, LINE_BUY, P_ISO, DELTA_Q);
    plan_sample_date(line, "2027-02-08", APPUI_AM, true);
}

static void exceed_a_pledge(struct appui_plan *plan)
{
    /* Beta pledged 10 half-days to the end of March; 4 are planned. */
    static const char *const days[] = {"2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04"};
    for (int32_t i = 0; i < 4; i++) {
        plan_sample_date(&plan->lines[LINE_DIAG], days[i], APPUI_FULL, true);
    }
}

static void exceed_days_max(struct appui_plan *plan)
{
    plan->lines[LINE_ISO].half_days = 7;
}

static void serve_a_third_project(struct appui_plan *plan)
{
    struct appui_plan_line *line = plan_sample_insert(plan, LINE_E, R_SUP, BETA_Q);
    plan_sample_date(line, "2027-02-22", APPUI_FULL, true);
}

static void leave_a_session_out(struct appui_plan *plan)
{
    plan->lines[LINE_BUY].n_sessions--;
}

static void take_half_a_day_of_full_ones(struct appui_plan *plan)
{
    plan->lines[LINE_SUP].sessions[0].half = APPUI_AM;
}

static void date_before_as_of(struct appui_plan *plan)
{
    plan->lines[LINE_DIAG].sessions[0].day = sample_day("2027-01-07");
}

static void date_after_the_horizon(struct appui_plan *plan)
{
    plan->lines[LINE_BUY].sessions[3].day = sample_day("2027-07-06");
}

static void date_at_the_end_of_time(struct appui_plan *plan)
{
    plan->lines[LINE_BUY].sessions[3].day = INT32_MAX;
    plan->lines[LINE_BUY].sessions[0].day = INT32_MIN;
}

static void date_on_a_holiday(struct appui_plan *plan)
{
    plan->lines[LINE_E].sessions[0].day = sample_day("2027-03-29"); /* Easter Monday */
}

static void date_on_a_sunday(struct appui_plan *plan)
{
    plan->lines[LINE_ISO].sessions[1].day = sample_day("2027-02-07");
}

static void date_after_the_partner_left(struct appui_plan *plan)
{
    plan->lines[LINE_SUP].sessions[1].day = sample_day("2027-03-02");
}

static void date_when_the_expert_is_away(struct appui_plan *plan)
{
    plan->lines[LINE_BUY].sessions[3].day = sample_day("2027-02-17");
}

static void date_when_the_firm_is_away(struct appui_plan *plan)
{
    plan->lines[LINE_BUY].sessions[3].day = sample_day("2027-05-11");
}

static void book_an_expert_twice(struct appui_plan *plan)
{
    plan->lines[LINE_DIAG].sessions[1] = plan->lines[LINE_ISO].sessions[0];
}

static void book_a_firm_twice(struct appui_plan *plan)
{
    plan->lines[LINE_BUY].sessions[0] = plan->lines[LINE_ISO].sessions[1];
}

static void book_beside_a_standing_session(struct appui_plan *plan)
{
    plan->lines[LINE_ISO].sessions[0].day = sample_day("2027-01-20");
}

static void fill_a_week(struct appui_plan *plan)
{
    /* The week of 01-25 holds the agreed session placed anew; two more are too many. */
    plan->lines[LINE_ISO].sessions[0].day = sample_day("2027-01-26");
    plan->lines[LINE_ISO].sessions[1].day = sample_day("2027-01-27");
}

static void begin_before_the_first_need_ends(struct appui_plan *plan)
{
    plan->lines[LINE_BUY].sessions[0].day = sample_day("2027-01-26");
}

static void begin_before_standing_sessions(struct appui_plan *plan)
{
    /* 01-19 is before the agreed session of 01-20 that stays. */
    plan->lines[LINE_BUY].sessions[0].day = sample_day("2027-01-19");
}

static void support_without_a_committee(struct appui_plan *plan)
{
    struct appui_plan_line *line = plan_sample_insert(plan, LINE_E, R_SUP, DELTA_Q);
    plan_sample_date(line, "2027-02-22", APPUI_AM, true);
    plan_sample_date(line, "2027-02-22", APPUI_PM, true);
}

static void support_too_early(struct appui_plan *plan)
{
    plan->lines[LINE_SUP].sessions[0].day = sample_day("2027-02-09");
}

static void diagnose_too_late(struct appui_plan *plan)
{
    plan->lines[LINE_DIAG].sessions[1].day = sample_day("2027-02-03");
}

static void forget_the_agreed_line(struct appui_plan *plan)
{
    memmove(&plan->lines[0], &plan->lines[1], (size_t)(plan->n_lines - 1) * sizeof *plan->lines);
    plan->n_lines--;
}

static void invent_an_agreed_line(struct appui_plan *plan)
{
    plan->lines[LINE_BUY].state = APPUI_SIGNED;
}

static void repeat_the_agreed_line(struct appui_plan *plan)
{
    struct appui_plan_line copy = plan->lines[LINE_AGREED];
    *plan_sample_insert(plan, LINE_ISO, P_ISO, ALPHA_Q) = copy;
}

static void change_the_agreed_days(struct appui_plan *plan)
{
    plan->lines[LINE_AGREED].half_days = 4;
}

static void change_the_agreed_state(struct appui_plan *plan)
{
    plan->lines[LINE_AGREED].state = APPUI_RETAINED;
}

static void move_a_session_that_stays(struct appui_plan *plan)
{
    plan->lines[LINE_AGREED].sessions[1].day = sample_day("2027-01-21");
}

static void add_an_agreed_session(struct appui_plan *plan)
{
    plan_sample_date(&plan->lines[LINE_AGREED], "2027-02-03", APPUI_AM, false);
}

static void invent_a_change(struct appui_plan *plan)
{
    plan->changes[1] = plan->changes[0];
    plan->n_changes = 2;
}

static void hide_a_change(struct appui_plan *plan)
{
    plan->n_changes = 0;
}

static void disorder_changes(struct appui_plan *plan)
{
    plan->changes[1] = plan->changes[0];
    plan->changes[0].need = T_E;
    plan->n_changes = 2;
}

static void name_another_cause(struct appui_plan *plan)
{
    plan->changes[0].cause = APPUI_FIRM_AWAY;
}

static void name_another_target(struct appui_plan *plan)
{
    plan->changes[0].to.half = APPUI_PM;
}

static void call_a_moved_session_lost(struct appui_plan *plan)
{
    plan->changes[0].kind = APPUI_SESSION_LOST;
}

static void hide_a_hole(struct appui_plan *plan)
{
    plan->n_holes = 0;
}

static void repeat_a_hole(struct appui_plan *plan)
{
    plan->holes[1] = plan->holes[0];
    plan->n_holes = 2;
}

static void invent_a_hole(struct appui_plan *plan)
{
    plan->holes[0].need = P_BUY;
}

static void invent_an_agreed_hole(struct appui_plan *plan)
{
    plan->holes[0].expert = ALPHA_Q;
}

static void misstate_a_hole(struct appui_plan *plan)
{
    plan->holes[0].half_days_missing = 1;
}

/* The need waits for its committee; its window is long enough. */
static void explain_wrongly(struct appui_plan *plan)
{
    plan->holes[0].reasons[0].code = APPUI_HOLE_WINDOW_TOO_SHORT;
}

static void explain_by_a_limit_of_a_proved_plan(struct appui_plan *plan)
{
    plan->holes[0].reasons[0].code = APPUI_HOLE_LIMIT_REACHED;
}

static void explain_by_a_level_that_is_high_enough(struct appui_plan *plan)
{
    plan->holes[0].reasons[0].code = APPUI_HOLE_LEVEL_TOO_LOW;
    plan->holes[0].reasons[0].level = 1;
}

static void explain_nothing(struct appui_plan *plan)
{
    plan->holes[0].n_reasons = 0;
}

static void lose_an_agreed_session(struct appui_plan *plan)
{
    plan->lines[LINE_AGREED].n_sessions = 2;
}

static void hide_a_partial_need(struct appui_plan *plan)
{
    plan->n_partials = 0;
}

static void repeat_a_partial_need(struct appui_plan *plan)
{
    plan->partials[1] = plan->partials[0];
    plan->n_partials = 2;
}

static void invent_a_partial_need(struct appui_plan *plan)
{
    plan->partials[0].need = P_BUY;
}

static void misstate_a_partial_need(struct appui_plan *plan)
{
    plan->partials[0].half_days_missing = 2;
}

static void leave_a_tier_out(struct appui_plan *plan)
{
    plan->n_tiers--;
}

static void add_a_tier(struct appui_plan *plan)
{
    plan->tiers[plan->n_tiers] = plan->tiers[0];
    plan->n_tiers++;
}

static void loosen_a_tier(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_FIT)->tolerance = 20000;
}

static void skip_a_tier(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_FIT)->applicable = false;
}

static void claim_a_tier_without_data(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_STABILITY)->applicable = true; /* no previous plan */
}

static void boast(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_COVERAGE)->value++;
}

static void cross_a_bound_upwards(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_COVERAGE)->bound--;
}

static void cross_a_bound_downwards(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_CONCENTRATION)->bound++;
}

static void prove_below_the_bound(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_COVERAGE)->bound++;
}

static void prove_without_a_bound(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_COVERAGE)->has_bound = false;
}

static void prove_equity_below_the_bound(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_EQUITY)->bounds[1] = appui_fraction_make(1, 100);
}

static void cross_an_equity_bound(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_EQUITY)->bounds[0] = appui_fraction_make(9, 10);
}

static void fix_a_partner_without_burden(struct appui_plan *plan)
{
    struct appui_tier_result *equity = plan_sample_tier(plan, APPUI_TIER_EQUITY);
    equity->fixed[equity->n_fixed++] = GAMMA;
}

static void leave_a_burden_out(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_EQUITY)->n_levels--;
}

static void misstate_a_burden_level(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_EQUITY)->values[0].num++;
}

static void call_it_feasible(struct appui_plan *plan)
{
    plan->status = APPUI_FEASIBLE;
}

static void call_an_open_tier_optimal(struct appui_plan *plan)
{
    plan_sample_tier(plan, APPUI_TIER_FIT)->proved = false;
}

static void leave_a_partner_out(struct appui_plan *plan)
{
    plan->n_partners--;
}

static void misstate_what_is_left(struct appui_plan *plan)
{
    plan->partners[ALPHA].left++;
}

static void misstate_a_burden(struct appui_plan *plan)
{
    plan->partners[BETA].burden.num++;
}

static void misstate_the_jobs(struct appui_plan *plan)
{
    plan->figures.jobs_behind_them++;
}

static void part_with_a_calendar(struct appui_plan *plan)
{
    plan->lines[LINE_ISO].parts[0] = (struct appui_part){0, 2};
    plan->lines[LINE_ISO].n_parts = 1;
}

static const struct bent bents[] = {
    {APPUI_FAULT_PLAN_LINE_ORDER, swap_lines},
    {APPUI_FAULT_PLAN_LINE_TWICE, propose_twice},
    {APPUI_FAULT_PLAN_LINE_DAYS, give_no_days},
    {APPUI_FAULT_PLAN_SESSION_ORDER, date_out_of_order},
    {APPUI_FAULT_PLAN_SESSION_STATE, call_a_new_session_done},
    {APPUI_FAULT_PLAN_SESSIONS_WITHOUT_CALENDAR, date_without_calendar},
    {APPUI_FAULT_R1_NO_SKILL, propose_without_skill},
    {APPUI_FAULT_R3_NEED_DAYS, serve_too_much},
    {APPUI_FAULT_R3_NEED_DAYS, serve_too_little},
    {APPUI_FAULT_R3_ESTIMATE, miss_the_estimate},
    {APPUI_FAULT_R3_SESSION, split_a_session},
    {APPUI_FAULT_R4_EXPERTS, bring_too_many_experts},
    {APPUI_FAULT_R4_EACH_DAYS, exceed_days_max},
    {APPUI_FAULT_R5_PLEDGE_EXCEEDED, exceed_a_pledge},
    {APPUI_FAULT_R5_PARTS_UNEXPECTED, part_with_a_calendar},
    {APPUI_FAULT_R6_EXPERT_DAYS, exceed_days_max},
    {APPUI_FAULT_R6_EXPERT_PROJECTS, serve_a_third_project},
    {APPUI_FAULT_R7_SESSIONS_SUM, leave_a_session_out},
    {APPUI_FAULT_R7_SESSION_SIZE, take_half_a_day_of_full_ones},
    {APPUI_FAULT_R7_SESSION_SIZE, serve_a_third_project},
    {APPUI_FAULT_R7_OUTSIDE_WINDOW, date_before_as_of},
    {APPUI_FAULT_R7_OUTSIDE_WINDOW, date_after_the_horizon},
    {APPUI_FAULT_R7_OUTSIDE_WINDOW, date_at_the_end_of_time},
    {APPUI_FAULT_R7_NOT_WORKING, date_on_a_holiday},
    {APPUI_FAULT_R7_NOT_WORKING, date_on_a_sunday},
    {APPUI_FAULT_R7_PARTNER_LEFT, date_after_the_partner_left},
    {APPUI_FAULT_R7_EXPERT_AWAY, date_when_the_expert_is_away},
    {APPUI_FAULT_R7_FIRM_AWAY, date_when_the_firm_is_away},
    {APPUI_FAULT_R8_EXPERT_TWICE, book_an_expert_twice},
    {APPUI_FAULT_R8_FIRM_TWICE, book_a_firm_twice},
    {APPUI_FAULT_R8_FIRM_TWICE, book_beside_a_standing_session},
    {APPUI_FAULT_R9_WEEK, fill_a_week},
    {APPUI_FAULT_R10_ORDER, begin_before_the_first_need_ends},
    {APPUI_FAULT_R10_ORDER, begin_before_standing_sessions},
    {APPUI_FAULT_R11_NO_COMMITTEE, support_without_a_committee},
    {APPUI_FAULT_R11_TOO_EARLY, support_too_early},
    {APPUI_FAULT_R11_DIAGNOSTIC_LATE, diagnose_too_late},
    {APPUI_FAULT_R12_LINE_MISSING, forget_the_agreed_line},
    {APPUI_FAULT_R12_LINE_UNKNOWN, invent_an_agreed_line},
    {APPUI_FAULT_R12_LINE_TWICE, repeat_the_agreed_line},
    {APPUI_FAULT_R12_LINE_CHANGED, change_the_agreed_days},
    {APPUI_FAULT_R12_LINE_CHANGED, change_the_agreed_state},
    {APPUI_FAULT_R12_SESSION_MISSING, move_a_session_that_stays},
    {APPUI_FAULT_R12_SESSION_ADDED, add_an_agreed_session},
    {APPUI_FAULT_CHANGE_UNFOUNDED, invent_a_change},
    {APPUI_FAULT_CHANGE_MISSING, hide_a_change},
    {APPUI_FAULT_CHANGE_ORDER, disorder_changes},
    {APPUI_FAULT_CHANGE_CAUSE, name_another_cause},
    {APPUI_FAULT_CHANGE_TARGET, name_another_target},
    {APPUI_FAULT_CHANGE_NOT_LOST, call_a_moved_session_lost},
    {APPUI_FAULT_HOLE_MISSING, hide_a_hole},
    {APPUI_FAULT_HOLE_ORDER, repeat_a_hole},
    {APPUI_FAULT_HOLE_UNFOUNDED, invent_a_hole},
    {APPUI_FAULT_HOLE_UNFOUNDED, invent_an_agreed_hole},
    {APPUI_FAULT_HOLE_DAYS, misstate_a_hole},
    {APPUI_FAULT_HOLE_WITHOUT_REASON, explain_nothing},
    {APPUI_FAULT_HOLE_REASON, explain_wrongly},
    {APPUI_FAULT_HOLE_REASON, explain_by_a_limit_of_a_proved_plan},
    {APPUI_FAULT_HOLE_REASON, explain_by_a_level_that_is_high_enough},
    {APPUI_FAULT_HOLE_AGREED_MISSING, lose_an_agreed_session},
    {APPUI_FAULT_CHANGE_TARGET, lose_an_agreed_session},
    {APPUI_FAULT_PARTIAL_MISSING, hide_a_partial_need},
    {APPUI_FAULT_PARTIAL_ORDER, repeat_a_partial_need},
    {APPUI_FAULT_PARTIAL_UNFOUNDED, invent_a_partial_need},
    {APPUI_FAULT_PARTIAL_DAYS, misstate_a_partial_need},
    {APPUI_FAULT_TIER_LIST, leave_a_tier_out},
    {APPUI_FAULT_TIER_LIST, add_a_tier},
    {APPUI_FAULT_TIER_TOLERANCE, loosen_a_tier},
    {APPUI_FAULT_TIER_APPLICABLE, skip_a_tier},
    {APPUI_FAULT_TIER_APPLICABLE, claim_a_tier_without_data},
    {APPUI_FAULT_TIER_VALUE, boast},
    {APPUI_FAULT_TIER_BOUND, cross_a_bound_upwards},
    {APPUI_FAULT_TIER_BOUND, cross_a_bound_downwards},
    {APPUI_FAULT_TIER_BOUND, cross_an_equity_bound},
    {APPUI_FAULT_TIER_PROVED, prove_below_the_bound},
    {APPUI_FAULT_TIER_PROVED, prove_without_a_bound},
    {APPUI_FAULT_TIER_PROVED, prove_equity_below_the_bound},
    {APPUI_FAULT_EQUITY_FIXED, fix_a_partner_without_burden},
    {APPUI_FAULT_EQUITY_LEVELS, leave_a_burden_out},
    {APPUI_FAULT_EQUITY_LEVELS, misstate_a_burden_level},
    {APPUI_FAULT_PLAN_STATUS, call_it_feasible},
    {APPUI_FAULT_PLAN_STATUS, call_an_open_tier_optimal},
    {APPUI_FAULT_PARTNERS_COUNT, leave_a_partner_out},
    {APPUI_FAULT_PARTNER_FIGURE, misstate_what_is_left},
    {APPUI_FAULT_PARTNER_FIGURE, misstate_a_burden},
    {APPUI_FAULT_FIGURE_WRONG, misstate_the_jobs},
};

static void finds_nothing_in_a_good_plan(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    struct appui_plan *plan = plan_sample_plan(basin);
    expect_good(basin, plan);
    appui_plan_free(plan);
    plan = plan_sample_undated(basin);
    expect_good(basin, plan);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

static void finds_each_breach_of_a_bent_plan(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    for (size_t i = 0; i < sizeof bents / sizeof *bents; i++) {
        struct appui_plan *plan = plan_sample_plan(basin);
        bents[i].bend(plan);
        expect_found(basin, plan, bents[i].code);
        appui_plan_free(plan);
    }
    appui_basin_free(basin);
}

/* Breaches that follow from a stricter basin. The basin is bent after it was built. */

static void ask_a_higher_level(struct appui_basin *basin)
{
    basin->needs[P_ISO].level = 4;
}

static void exclude_beta(struct appui_basin *basin)
{
    static int32_t excluded[] = {BETA};
    basin->projects[PROJECT_P].excluded = excluded;
    basin->projects[PROJECT_P].n_excluded = 1;
}

static void forbid_a_pair(struct appui_basin *basin)
{
    static struct appui_pair_rule forbid[] = {{P_BUY, GAMMA_B, true}};
    basin->forbid = forbid;
    basin->n_forbid = 1;
}

static void require_a_pair(struct appui_basin *basin)
{
    static struct appui_pair_rule require[] = {{P_ISO, ALPHA_Q, false}, {R_SUP, DELTA_Q, false}};
    basin->require = require;
    basin->n_require = 2;
}

static void close_a_project(struct appui_basin *basin)
{
    basin->projects[PROJECT_T].status = APPUI_CLOSED;
}

static void ask_more_of_each(struct appui_basin *basin)
{
    basin->needs[P_ISO].each_min = 3;
}

static void end_a_pledge(struct appui_basin *basin)
{
    basin->partners[BETA].pledges[1].from = sample_day("2027-05-01");
}

/** Only 3 of beta's 10 half-days are general then: 4 are planned for projects without the purpose.
 */
static void earmark_most(struct appui_basin *basin)
{
    static struct appui_earmark earmarks[] = {{7, 0, "revit"}};
    earmarks[0].to = sample_day("2027-03-31");
    basin->partners[BETA].pledges[0].earmarks = earmarks;
    basin->partners[BETA].pledges[0].n_earmarks = 1;
}

static const struct tightened tightenings[] = {
    {APPUI_FAULT_R1_LEVEL_TOO_LOW, ask_a_higher_level},
    {APPUI_FAULT_R2_EXCLUDED, exclude_beta},
    {APPUI_FAULT_R2_FORBIDDEN, forbid_a_pair},
    {APPUI_FAULT_R2_REQUIRE_UNMET, require_a_pair},
    {APPUI_FAULT_PLAN_NEED_NOT_PLANNED, close_a_project},
    {APPUI_FAULT_R4_EACH_DAYS, ask_more_of_each},
    {APPUI_FAULT_R5_NO_PLEDGE, end_a_pledge},
    {APPUI_FAULT_R5_EARMARK_EXCEEDED, earmark_most},
};

static void finds_each_breach_of_a_stricter_basin(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tightenings / sizeof *tightenings; i++) {
        struct appui_basin *basin = plan_sample_basin();
        struct appui_plan *plan = plan_sample_plan(basin);
        tightenings[i].bend(basin);
        expect_found(basin, plan, tightenings[i].code);
        appui_plan_free(plan);
        appui_basin_free(basin);
    }
}

/* Plans without calendar. */

static void split_into_too_much(struct appui_plan *plan)
{
    plan->lines[LINE_ISO].parts[0].half_days = 3;
}

static void pay_twice_from_one_period(struct appui_plan *plan)
{
    plan->lines[LINE_DIAG].parts[0].half_days = 1;
    plan->lines[LINE_DIAG].parts[1] = (struct appui_part){0, 1};
    plan->lines[LINE_DIAG].n_parts = 2;
}

static void pay_from_nowhere(struct appui_plan *plan)
{
    plan->lines[LINE_DIAG].parts[0].pledge = 7;
}

static void exceed_a_period(struct appui_plan *plan)
{
    plan->lines[LINE_DIAG].parts[0].half_days = INT32_MAX;
    plan->lines[LINE_ISO].parts[0].half_days = INT32_MAX;
}

static void part_without_pledges(struct appui_plan *plan)
{
    plan->lines[LINE_BUY].parts[0] = (struct appui_part){0, 4};
    plan->lines[LINE_BUY].n_parts = 1;
}

static void change_without_calendar(struct appui_plan *plan)
{
    plan->n_changes = 1;
}

static void end_windows_in_march(struct appui_basin *basin)
{
    basin->needs[T_E].window_to = sample_day("2027-03-31");
}

static void empty_a_window(struct appui_basin *basin)
{
    basin->needs[P_BUY].window_to = basin->needs[P_BUY].window_from - 1;
}

static const struct bent undated_bents[] = {
    {APPUI_FAULT_R5_PARTS_SUM, split_into_too_much},
    {APPUI_FAULT_R5_PART, pay_twice_from_one_period},
    {APPUI_FAULT_R5_PART, pay_from_nowhere},
    {APPUI_FAULT_R5_PLEDGE_EXCEEDED, exceed_a_period},
    {APPUI_FAULT_R5_PARTS_UNEXPECTED, part_without_pledges},
    {APPUI_FAULT_CHANGE_UNFOUNDED, change_without_calendar},
};

static void finds_breaches_of_plans_without_calendar(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    for (size_t i = 0; i < sizeof undated_bents / sizeof *undated_bents; i++) {
        struct appui_plan *plan = plan_sample_undated(basin);
        undated_bents[i].bend(plan);
        expect_found(basin, plan, undated_bents[i].code);
        appui_plan_free(plan);
    }
    struct appui_plan *plan = plan_sample_undated(basin);
    end_windows_in_march(basin);
    expect_found(basin, plan, APPUI_FAULT_R5_PART);
    empty_a_window(basin);
    expect_found(basin, plan, APPUI_FAULT_R7_WINDOW_EMPTY);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

/* Agreed days may overrun a pledge; then nothing may be proposed in that period. */
static void lets_agreed_days_overrun_but_not_proposals(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    basin->partners[ALPHA].pledges[0].half_days = 4;
    struct appui_plan *plan = plan_sample_plan(basin);
    /* 2 delivered, 3 agreed, 4 pledged: an overrun, but nobody of alpha is proposed. */
    expect_good(basin, plan);
    /* alpha-q takes beta-q's day: now the period holds a proposal. */
    plan->lines[LINE_DIAG].expert = ALPHA_Q;
    expect_found(basin, plan, APPUI_FAULT_R5_PLEDGE_EXCEEDED);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

/* Two agreed lines of one pair without dates: one hole for the pair, or one for each line, but all
 * of the days. */
static void counts_the_holes_of_a_pair_together(void **state)
{
    (void)state;
    struct appui_draft draft = plan_sample_draft();
    struct appui_draft_line first = draft.lines[0];
    draft.lines = sample_array(&draft, 2, sizeof *draft.lines);
    draft.n_lines = 2;
    draft.lines[0] = first;
    draft.lines[1] = (struct appui_draft_line){
        .need = "p/iso", .expert = "alpha-q", .half_days = 1, .state = APPUI_RETAINED};
    struct appui_basin *basin = plan_sample_build(&draft);
    struct appui_plan *plan = plan_sample_plan(basin);
    struct appui_plan_line *line = plan_sample_insert(plan, LINE_ISO, P_ISO, ALPHA_Q);
    line->state = APPUI_RETAINED;
    line->half_days = line->basin_line = 1;
    plan->lines[LINE_AGREED].n_sessions = 2;
    plan->changes[0].kind = APPUI_SESSION_LOST;
    plan->n_partials = 0; /* 3 + 1 + 2 proposed of 6 */
    plan->holes[2] = plan->holes[0];
    plan->holes[1] = plan->holes[0];
    plan->holes[1].need = plan->holes[0].need = P_ISO;
    plan->holes[1].expert = plan->holes[0].expert = ALPHA_Q;
    plan->holes[1].half_days_missing = plan->holes[0].half_days_missing = 1;
    plan->n_holes = 3;
    plan_sample_finish(basin, plan);
    expect_good(basin, plan);
    plan->holes[0].half_days_missing = 2;
    expect_found(basin, plan, APPUI_FAULT_HOLE_DAYS);
    plan->holes[1] = plan->holes[2];
    plan->n_holes = 2;
    expect_good(basin, plan);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

static void accepts_values_within_a_tolerance(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    struct appui_plan *plan = plan_sample_plan(basin);
    struct appui_tier_result *coverage = plan_sample_tier(plan, APPUI_TIER_COVERAGE);
    int32_t place = (int32_t)(coverage - plan->tiers);
    basin->tiers.items[place].tolerance = coverage->tolerance = 20000;
    /* The largest bound b of which 2 %, floored, still covers b - value; one more is too much. */
    while (coverage->bound + 1 - (coverage->bound + 1) * 20000 / 1000000 <= coverage->value) {
        coverage->bound +=
            1 + (coverage->value - (coverage->bound - coverage->bound * 20000 / 1000000)) / 2;
    }
    assert_true(coverage->bound > coverage->value);
    expect_good(basin, plan);
    coverage->bound++;
    expect_found(basin, plan, APPUI_FAULT_TIER_PROVED);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

static void accepts_a_gap_that_is_admitted(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    struct appui_plan *plan = plan_sample_plan(basin);
    struct appui_tier_result *fit = plan_sample_tier(plan, APPUI_TIER_FIT);
    fit->proved = false;
    fit->bound += 12345;
    plan->status = APPUI_FEASIBLE;
    expect_good(basin, plan);
    fit->has_bound = false;
    plan->status = APPUI_INTERRUPTED;
    expect_good(basin, plan);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

static void accepts_fixed_partners_apart(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    struct appui_plan *plan = plan_sample_plan(basin);
    struct appui_tier_result *equity = plan_sample_tier(plan, APPUI_TIER_EQUITY);
    equity->fixed[0] = ALPHA;
    equity->n_fixed = 1;
    equity->n_levels = 1;
    equity->values[0] = equity->bounds[0] = plan->partners[BETA].burden;
    expect_good(basin, plan);
    equity->fixed[equity->n_fixed++] = ALPHA;
    expect_found(basin, plan, APPUI_FAULT_EQUITY_FIXED);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

/* Random absurd values in every number of a plan: findings, never a crash (run under sanitizers).
 */
static void survives_absurd_numbers(void **state)
{
    (void)state;
    static const int32_t absurd[] = {INT32_MIN, INT32_MIN + 1, -1,       0, 1,
                                     40000,     INT32_MAX - 1, INT32_MAX};
    struct appui_basin *basin = plan_sample_basin();
    uint32_t seed = 12345;
    for (int32_t round = 0; round < 400; round++) {
        struct appui_plan *plan = round % 2 ? plan_sample_plan(basin) : plan_sample_undated(basin);
        for (int32_t i = 0; i < 6; i++) {
            seed = seed * 1664525U + 1013904223U;
            int32_t value = absurd[(seed >> 24) % 8];
            struct appui_plan_line *line = &plan->lines[(seed >> 16) % N_PLAN_LINES];
            struct appui_tier_result *tier = &plan->tiers[(seed >> 12) % 13];
            int64_t wide = (int64_t)value * (value % 2 ? 1 : INT32_MAX);
            switch ((seed >> 8) % 8) {
            case 0:
                line->half_days = value;
                plan->meetings[0].day = value;
                break;
            case 1:
                line->sessions[0].day = value;
                break;
            case 2:
                line->sessions[1].half = (enum appui_half)((uint32_t)value % 3);
                break;
            case 3:
                line->parts[0].half_days = value;
                break;
            case 4:
                tier->value = wide;
                tier->bound = -wide;
                break;
            case 5:
                plan->holes[0].half_days_missing = plan->partials[0].half_days_missing = value;
                break;
            case 6:
                plan->partners[BETA].burden = (struct appui_fraction){wide, value};
                plan->partners[BETA].left = value;
                break;
            default:
                plan_sample_tier(plan, APPUI_TIER_EQUITY)->bounds[0] =
                    (struct appui_fraction){wide, wide};
                plan->changes[0].to.day = value;
                break;
            }
        }
        struct appui_faults faults = {.n = 0};
        assert_int_equal(appui_check_plan(basin, plan, &faults), 0);
        appui_faults_release(&faults);
        appui_plan_free(plan);
    }
    appui_basin_free(basin);
}

/** A plan with many findings, so that every allocation of check is met. */
static void tells_when_memory_fails(void **state)
{
    (void)state;
    struct appui_basin *basin = plan_sample_basin();
    earmark_most(basin);
    struct appui_plan *plan = plan_sample_plan(basin);
    exceed_a_pledge(plan);
    misstate_the_jobs(plan);
    int code = -1;
    long n = 1;
    for (; code != 0 && n < 10000; n++) {
        struct appui_faults faults = {.n = 0};
        appui_memory_fail_after(n);
        code = appui_check_plan(basin, plan, &faults);
        appui_memory_fail_after(0);
        assert_true(code == 0 || code == -1);
        appui_faults_release(&faults);
    }
    assert_int_equal(code, 0);
    assert_true(n > 10);
    appui_plan_free(plan);
    appui_basin_free(basin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_nothing_in_a_good_plan),
        cmocka_unit_test(finds_each_breach_of_a_bent_plan),
        cmocka_unit_test(finds_each_breach_of_a_stricter_basin),
        cmocka_unit_test(finds_breaches_of_plans_without_calendar),
        cmocka_unit_test(lets_agreed_days_overrun_but_not_proposals),
        cmocka_unit_test(counts_the_holes_of_a_pair_together),
        cmocka_unit_test(accepts_values_within_a_tolerance),
        cmocka_unit_test(accepts_a_gap_that_is_admitted),
        cmocka_unit_test(accepts_fixed_partners_apart),
        cmocka_unit_test(survives_absurd_numbers),
        cmocka_unit_test(tells_when_memory_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
