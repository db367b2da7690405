/*
 * A small basin in which every rule has something to say, and a good plan for it, for tests to
 * bend.
 *
 *   horizon 2027-01-04 to 2027-06-30, as_of 2027-01-11, committees with lead_days 7,
 *           candidates 02-03 (settled, for q's date is known) and 03-10, one or two meetings, 4
 *           dossiers each, 21 days apart; everybody is a member and may chair
 *   alpha   12 days 2027, 1 delivered, 2 of them earmarked "revit" until 2027-03-31
 *   beta    5 days to 2027-03-31, 5 days from 2027-04-01
 *   gamma   no pledges; delta no pledges, leaves on 2027-02-28
 *   line 0  alpha-q on p/iso, signed, 1.5 days: done 01-05 am, planned 01-20 am, and planned on
 * Saturday 01-23, which cannot stay
 *
 *   need      asks                                       the plan gives
 *   p/iso     quality 3, 3 days, least 2, 2 a week       line 0 with 01-25 am for the Saturday;
 * beta-q 1 day p/buy     buying 2, 2 days, after p/iso              gamma-b 2 days on two Tuesdays
 *   q/diag    diagnostic, quality 1, 1 day               beta-q 1 day before q's committee of 02-03
 *   q/sup     quality 2, 2 full days                     delta-q 2 full days from 02-10 on
 *   r/sup     quality 1, 1 day, committee unknown        a hole, for r is not examined
 *   t/e       buying 1, 2 days, beta-b needs 1.5         beta-b 1.5 days in beta's second period
 *
 * The plan holds the meeting of 02-03 with q on its agenda, everybody present and alpha chairing.
 */
#ifndef APPUI_TESTS_UNIT_PLAN_SAMPLE_H
#define APPUI_TESTS_UNIT_PLAN_SAMPLE_H

#include <stdlib.h>

#include "model/evaluate.h"
#include "model/ledger.h"
#include "model/mandates.h"
#include "model/missed.h"
#include "model/plan.h"
#include "model/reviews.h"
#include "sample.h"

enum { P_ISO, P_BUY, Q_DIAG, Q_SUP, R_SUP, T_E, N_PLAN_NEEDS };
enum { ALPHA, BETA, GAMMA, DELTA };
enum { ALPHA_Q, BETA_Q, BETA_B, GAMMA_B, DELTA_Q };
enum { PROJECT_P, PROJECT_Q, PROJECT_R, PROJECT_T };

/** Places of the good plan's lines. */
enum { LINE_AGREED, LINE_ISO, LINE_BUY, LINE_DIAG, LINE_SUP, LINE_E, N_PLAN_LINES };

static inline void plan_sample_partners(struct appui_draft *draft)
{
    const char *const ids[] = {"alpha", "beta", "gamma", "delta"};
    draft->n_partners = 4;
    draft->partners = sample_array(draft, 4, sizeof *draft->partners);
    for (int32_t i = 0; i < 4; i++) {
        draft->partners[i] = sample_partner(ids[i]);
    }
    struct appui_draft_pledge *pledges = sample_array(draft, 3, sizeof *pledges);
    pledges[0] = (struct appui_draft_pledge){.from = sample_day("2027-01-01"),
                                             .to = sample_day("2027-12-31"),
                                             .half_days = 24,
                                             .delivered = 2,
                                             .n_earmarks = 1};
    pledges[0].earmarks = sample_array(draft, 1, sizeof *pledges[0].earmarks);
    pledges[0].earmarks[0] = (struct appui_draft_earmark){4, sample_day("2027-03-31"), "revit"};
    pledges[1] = (struct appui_draft_pledge){.from = sample_day("2027-01-01"),
                                             .to = sample_day("2027-03-31"),
                                             .half_days = 10,
                                             .delivered = 0};
    pledges[2] = (struct appui_draft_pledge){.from = sample_day("2027-04-01"),
                                             .to = sample_day("2027-12-31"),
                                             .half_days = 10,
                                             .delivered = 0};
    draft->partners[ALPHA].pledges_given = draft->partners[BETA].pledges_given = true;
    draft->partners[ALPHA].n_pledges = 1;
    draft->partners[ALPHA].pledges = pledges;
    draft->partners[BETA].n_pledges = 2;
    draft->partners[BETA].pledges = pledges + 1;
    draft->partners[DELTA].until = sample_day("2027-02-28");
}

static inline void plan_sample_experts(struct appui_draft *draft)
{
    draft->n_experts = 5;
    draft->experts = sample_array(draft, 5, sizeof *draft->experts);
    draft->experts[ALPHA_Q] = sample_expert(draft, "alpha-q", "alpha", "iso", 4);
    draft->experts[BETA_Q] = sample_expert(draft, "beta-q", "beta", "quality", 3);
    draft->experts[BETA_B] = sample_expert(draft, "beta-b", "beta", "buying", 2);
    draft->experts[GAMMA_B] = sample_expert(draft, "gamma-b", "gamma", "buying", 4);
    draft->experts[DELTA_Q] = sample_expert(draft, "delta-q", "delta", "quality", 5);
    draft->experts[BETA_Q].half_days_max = 8;
    draft->experts[BETA_Q].projects_max = 2;
    draft->experts[GAMMA_B].availability.given = true;
    draft->experts[GAMMA_B].availability.weekdays_given = true;
    draft->experts[GAMMA_B].availability.weekdays = (1U << 2) | (1U << 3); /* Tuesday am, pm */
}

static inline void plan_sample_projects(struct appui_draft *draft)
{
    struct appui_draft_need *needs = sample_array(draft, N_PLAN_NEEDS, sizeof *needs);
    needs[P_ISO] = sample_need("p/iso", "quality", 6);
    needs[P_ISO].level = 3;
    needs[P_ISO].half_days_min = 4;
    needs[P_ISO].experts_max = 2;
    needs[P_ISO].per_week = 2;
    needs[P_BUY] = sample_need("p/buy", "buying", 4);
    needs[P_BUY].level = 2;
    needs[P_BUY].after = sample_texts(draft, "p/iso", NULL, NULL);
    needs[Q_DIAG] = sample_need("q/diag", "quality", 2);
    needs[Q_DIAG].phase = APPUI_DIAGNOSTIC;
    needs[Q_SUP] = sample_need("q/sup", "quality", 4);
    needs[Q_SUP].level = 2;
    needs[Q_SUP].session_half_days = 2;
    needs[R_SUP] = sample_need("r/sup", "quality", 2);
    needs[T_E] = sample_need("t/e", "buying", 4);
    draft->n_projects = 4;
    draft->projects = sample_array(draft, 4, sizeof *draft->projects);
    draft->projects[PROJECT_P] = sample_project("p", needs, 2);
    draft->projects[PROJECT_P].status = APPUI_RUNNING;
    draft->projects[PROJECT_P].jobs = 12;
    draft->projects[PROJECT_P].availability.given = true;
    draft->projects[PROJECT_P].availability.except =
        sample_range(draft, "2027-05-10", "2027-05-14");
    draft->projects[PROJECT_Q] = sample_project("q", needs + Q_DIAG, 2);
    draft->projects[PROJECT_Q].committee = sample_day("2027-02-03");
    draft->projects[PROJECT_Q].jobs = 7;
    draft->projects[PROJECT_R] = sample_project("r", needs + R_SUP, 1);
    draft->projects[PROJECT_T] = sample_project("t", needs + T_E, 1);
    draft->projects[PROJECT_T].status = APPUI_APPROVED;
    draft->projects[PROJECT_T].jobs = 3;
    draft->projects[PROJECT_T].weight = 2 * APPUI_WEIGHT_ONE;
}

static inline void plan_sample_line(struct appui_draft *draft)
{
    struct appui_draft_session *sessions = sample_array(draft, 3, sizeof *sessions);
    sessions[0] = (struct appui_draft_session){
        .day = sample_day("2027-01-05"), .half = APPUI_AM, .state = APPUI_SESSION_DONE};
    sessions[1] = (struct appui_draft_session){
        .day = sample_day("2027-01-20"), .half = APPUI_AM, .state = APPUI_SESSION_PLANNED};
    sessions[2] = (struct appui_draft_session){
        .day = sample_day("2027-01-23"), .half = APPUI_AM, .state = APPUI_SESSION_PLANNED};
    draft->n_lines = 1;
    draft->lines = sample_array(draft, 1, sizeof *draft->lines);
    draft->lines[0] = (struct appui_draft_line){.need = "p/iso",
                                                .expert = "alpha-q",
                                                .half_days = 3,
                                                .state = APPUI_SIGNED,
                                                .n_sessions = 3,
                                                .sessions = sessions};
}

/** The basin's draft; released by appui_draft_release. */
static inline struct appui_draft plan_sample_draft(void)
{
    struct appui_draft draft = sample_empty();
    draft.as_of = sample_day("2027-01-11");
    draft.n_skills = 3;
    draft.skills = sample_array(&draft, 3, sizeof *draft.skills);
    draft.skills[0].id = "quality";
    draft.skills[1].id = "iso";
    draft.skills[1].broader = "quality";
    draft.skills[2].id = "buying";
    plan_sample_partners(&draft);
    plan_sample_experts(&draft);
    plan_sample_projects(&draft);
    plan_sample_line(&draft);
    sample_add_committees(&draft);
    draft.committees.members = (struct appui_draft_texts){.given = false};
    draft.committees.chairs = (struct appui_draft_texts){.given = false};
    draft.committees.quorum = APPUI_ABSENT;
    draft.n_estimates = 1;
    draft.estimates = sample_array(&draft, 1, sizeof *draft.estimates);
    draft.estimates[0] = (struct appui_draft_estimate){
        .need = "t/e", .expert = "beta-b", .half_days = 3, .fit = APPUI_ABSENT};
    return draft;
}

/** Builds a draft into a basin and releases the draft; the test ends when it has a fault. */
static inline struct appui_basin *plan_sample_build(struct appui_draft *draft)
{
    struct appui_faults faults = {.n = 0};
    struct appui_basin *basin = appui_basin_build(draft, &faults);
    assert(basin);
    appui_faults_release(&faults);
    appui_draft_release(draft);
    return basin;
}

static inline struct appui_basin *plan_sample_basin(void)
{
    struct appui_draft draft = plan_sample_draft();
    return plan_sample_build(&draft);
}

static inline void *plan_sample_array(struct appui_plan *plan, int32_t n, size_t size)
{
    void *array = appui_arena_alloc(&plan->arena, (size_t)n, size);
    assert(array);
    return array;
}

/** Sessions a line can hold in a test. */
#define PLAN_SAMPLE_SESSIONS 12

/** Puts a proposed line without days at a place of the plan, moving later ones on. */
static inline struct appui_plan_line *plan_sample_insert(struct appui_plan *plan, int32_t at,
                                                         int32_t need, int32_t expert)
{
    for (int32_t i = plan->n_lines; i > at; i--) {
        plan->lines[i] = plan->lines[i - 1];
    }
    plan->n_lines++;
    plan->lines[at] = (struct appui_plan_line){
        .need = need, .expert = expert, .state = APPUI_PROPOSED, .basin_line = -1};
    plan->lines[at].sessions =
        plan_sample_array(plan, PLAN_SAMPLE_SESSIONS, sizeof(struct appui_session));
    plan->lines[at].parts = plan_sample_array(plan, 4, sizeof(struct appui_part));
    return &plan->lines[at];
}

/** Appends a planned session. With `counted`, the line's days grow with it. */
static inline void plan_sample_date(struct appui_plan_line *line, const char *day,
                                    enum appui_half half, bool counted)
{
    line->sessions[line->n_sessions++] = (struct appui_session){
        .day = sample_day(day), .half = half, .state = APPUI_SESSION_PLANNED};
    line->half_days += counted ? appui_half_size(half) : 0;
}

static inline void plan_sample_lines(struct appui_plan *plan)
{
    struct appui_plan_line *line = plan_sample_insert(plan, LINE_AGREED, P_ISO, ALPHA_Q);
    line->state = APPUI_SIGNED;
    line->basin_line = 0;
    plan_sample_date(line, "2027-01-05", APPUI_AM, true);
    plan_sample_date(line, "2027-01-20", APPUI_AM, true);
    plan_sample_date(line, "2027-01-25", APPUI_AM, true);
    line->sessions[0].state = APPUI_SESSION_DONE;
    line = plan_sample_insert(plan, LINE_ISO, P_ISO, BETA_Q);
    plan_sample_date(line, "2027-02-01", APPUI_AM, true);
    plan_sample_date(line, "2027-02-02", APPUI_AM, true);
    line = plan_sample_insert(plan, LINE_BUY, P_BUY, GAMMA_B);
    plan_sample_date(line, "2027-02-09", APPUI_AM, true);
    plan_sample_date(line, "2027-02-09", APPUI_PM, true);
    plan_sample_date(line, "2027-02-16", APPUI_AM, true);
    plan_sample_date(line, "2027-02-16", APPUI_PM, true);
    line = plan_sample_insert(plan, LINE_DIAG, Q_DIAG, BETA_Q);
    plan_sample_date(line, "2027-01-19", APPUI_AM, true);
    plan_sample_date(line, "2027-01-19", APPUI_PM, true);
    line = plan_sample_insert(plan, LINE_SUP, Q_SUP, DELTA_Q);
    plan_sample_date(line, "2027-02-10", APPUI_FULL, true);
    plan_sample_date(line, "2027-02-11", APPUI_FULL, true);
    line = plan_sample_insert(plan, LINE_E, T_E, BETA_B);
    plan_sample_date(line, "2027-04-06", APPUI_AM, true);
    plan_sample_date(line, "2027-04-07", APPUI_AM, true);
    plan_sample_date(line, "2027-04-08", APPUI_AM, true);
}

/** Most meetings and most dossiers of an agenda in a test. */
#define PLAN_SAMPLE_MEETINGS 4

/** Appends a meeting without dossiers at which everybody is present but delta, once it has left. */
static inline struct appui_meeting *plan_sample_meet(struct appui_plan *plan, const char *day)
{
    assert(plan->n_meetings < PLAN_SAMPLE_MEETINGS);
    struct appui_meeting *meeting = &plan->meetings[plan->n_meetings++];
    *meeting = (struct appui_meeting){.day = sample_day(day), .chair = ALPHA};
    meeting->agenda = plan_sample_array(plan, PLAN_SAMPLE_MEETINGS, sizeof *meeting->agenda);
    meeting->present = plan_sample_array(plan, 4, sizeof *meeting->present);
    for (int32_t p = ALPHA; p <= DELTA; p++) {
        if (p != DELTA || meeting->day <= sample_day("2027-02-28")) {
            meeting->present[meeting->n_present++] = p;
        }
    }
    return meeting;
}

/** Puts a project at the end of an agenda. */
static inline void plan_sample_examine(struct appui_meeting *meeting, int32_t project)
{
    assert(meeting->n_agenda < PLAN_SAMPLE_MEETINGS);
    meeting->agenda[meeting->n_agenda++] = project;
}

static inline void plan_sample_remarks(struct appui_plan *plan)
{
    plan->holes = plan_sample_array(plan, 4, sizeof *plan->holes);
    plan->holes[0] =
        (struct appui_hole){.need = R_SUP, .expert = -1, .half_days_missing = 2, .n_reasons = 1};
    plan->holes[0].reasons = plan_sample_array(plan, 1, sizeof *plan->holes[0].reasons);
    plan->holes[0].reasons[0] = (struct appui_reason){.code = APPUI_HOLE_NO_COMMITTEE,
                                                      .skill = -1,
                                                      .level = APPUI_ABSENT,
                                                      .committee = APPUI_ABSENT};
    plan->n_holes = 1;
    plan->partials = plan_sample_array(plan, 4, sizeof *plan->partials);
    plan->partials[0] =
        (struct appui_partial){.need = P_ISO, .half_days_missing = 1, .n_reasons = 1};
    plan->partials[0].reasons = plan_sample_array(plan, 1, sizeof *plan->partials[0].reasons);
    plan->partials[0].reasons[0] = (struct appui_reason){.code = APPUI_HOLE_SERVED_OTHERS,
                                                         .skill = -1,
                                                         .level = APPUI_ABSENT,
                                                         .committee = APPUI_ABSENT};
    plan->n_partials = 1;
    plan->changes = plan_sample_array(plan, 4, sizeof *plan->changes);
    plan->changes[0] = (struct appui_change){.kind = APPUI_SESSION_MOVED,
                                             .need = P_ISO,
                                             .expert = ALPHA_Q,
                                             .from = {sample_day("2027-01-23"), APPUI_AM},
                                             .to = {sample_day("2027-01-25"), APPUI_AM},
                                             .cause = APPUI_NOT_WORKING};
    plan->n_changes = 1;
}

static inline int plan_sample_downwards(const void *left, const void *right)
{
    return -appui_fraction_compare(*(const struct appui_fraction *)left,
                                   *(const struct appui_fraction *)right);
}

/** Who follows the supported projects, when they are reviewed, and who is examined on no date. */
static inline void plan_sample_follow(const struct appui_basin *basin,
                                      const struct appui_standing *standing,
                                      struct appui_plan *plan)
{
    static const struct appui_mandataire named[] = {
        {PROJECT_P, ALPHA}, {PROJECT_Q, BETA}, {PROJECT_T, BETA}};
    plan->n_mandataires = 0;
    plan->mandataires = plan_sample_array(plan, 4, sizeof *plan->mandataires);
    for (int32_t i = 0; plan->calendar && i < 3; i++) {
        if (appui_mandates_supported(basin, standing, plan, named[i].project)) {
            plan->mandataires[plan->n_mandataires++] = named[i];
        }
    }
    plan->n_reviews = appui_reviews_list(basin, standing, plan, &plan->arena, &plan->reviews);
    assert(plan->n_reviews >= 0);
    plan->project_holes =
        plan_sample_array(plan, 2 * basin->n_projects, sizeof *plan->project_holes);
    plan->n_project_holes =
        appui_mandates_project_holes(basin, standing, plan, plan->project_holes);
    int filled = appui_missed_fill(basin, standing, plan);
    assert(filled == 0);
    (void)filled;
}

/** Makes figures and tiers those of the lines, every tier at its bound. */
static inline void plan_sample_finish(const struct appui_basin *basin, struct appui_plan *plan)
{
    struct appui_standing *standing = appui_standing_build(basin);
    assert(standing);
    plan_sample_follow(basin, standing, plan);
    plan->n_partners = basin->n_partners;
    plan->partners = plan_sample_array(plan, basin->n_partners, sizeof *plan->partners);
    appui_ledger_partners(basin, standing, plan, plan->partners);
    appui_ledger_figures(basin, standing, plan, plan->partners, &plan->figures);
    plan->n_tiers = basin->tiers.n;
    plan->tiers = plan_sample_array(plan, APPUI_N_TIERS + 1, sizeof *plan->tiers);
    for (int32_t i = 0; i < plan->n_tiers; i++) {
        struct appui_tier_result *tier = &plan->tiers[i];
        tier->tier = basin->tiers.items[i].tier;
        tier->tolerance = basin->tiers.items[i].tolerance;
        tier->applicable = appui_evaluate_applicable(basin, standing, plan->calendar, tier->tier);
        tier->proved = tier->has_bound = true;
        if (tier->tier != APPUI_TIER_EQUITY) {
            tier->value = tier->bound = appui_evaluate_tier(basin, standing, plan, tier->tier);
            continue;
        }
        tier->values = plan_sample_array(plan, basin->n_partners, sizeof *tier->values);
        tier->bounds = plan_sample_array(plan, basin->n_partners, sizeof *tier->bounds);
        tier->fixed = plan_sample_array(plan, basin->n_partners, sizeof *tier->fixed);
        for (int32_t p = 0; p < basin->n_partners; p++) {
            if (plan->partners[p].has_burden) {
                tier->values[tier->n_levels++] = plan->partners[p].burden;
            }
        }
        qsort(tier->values, (size_t)tier->n_levels, sizeof *tier->values, plan_sample_downwards);
        memcpy(tier->bounds, tier->values, (size_t)tier->n_levels * sizeof *tier->values);
    }
    appui_standing_free(standing);
}

/** The good plan; freed by appui_plan_free. */
static inline struct appui_plan *plan_sample_plan(const struct appui_basin *basin)
{
    struct appui_plan *plan = appui_calloc(1, sizeof *plan);
    assert(plan);
    plan->calendar = true;
    plan->status = APPUI_OPTIMAL;
    plan->lines = plan_sample_array(plan, N_PLAN_LINES + 4, sizeof *plan->lines);
    plan_sample_lines(plan);
    plan->meetings = plan_sample_array(plan, PLAN_SAMPLE_MEETINGS, sizeof *plan->meetings);
    plan_sample_examine(plan_sample_meet(plan, "2027-02-03"), PROJECT_Q);
    plan_sample_remarks(plan);
    plan_sample_finish(basin, plan);
    return plan;
}

/** The good plan without calendar: no sessions, no meetings, no changes, parts for the partners
 * with pledges. */
static inline struct appui_plan *plan_sample_undated(const struct appui_basin *basin)
{
    struct appui_plan *plan = plan_sample_plan(basin);
    plan->calendar = false;
    plan->holes[0].reasons[0].code = APPUI_HOLE_SERVED_OTHERS; /* no committee binds then */
    plan->n_changes = plan->n_meetings = 0;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        plan->lines[i].n_sessions = 0;
    }
    plan->lines[LINE_ISO].n_parts = plan->lines[LINE_DIAG].n_parts = plan->lines[LINE_E].n_parts =
        1;
    plan->lines[LINE_ISO].parts[0] = (struct appui_part){0, 2};
    plan->lines[LINE_DIAG].parts[0] = (struct appui_part){0, 2};
    plan->lines[LINE_E].parts[0] = (struct appui_part){1, 3};
    plan_sample_finish(basin, plan);
    return plan;
}

/** The plan's result of a tier, which the default order always holds. */
static inline struct appui_tier_result *plan_sample_tier(struct appui_plan *plan,
                                                         enum appui_tier tier)
{
    int32_t i = 0;
    while (i < plan->n_tiers - 1 && plan->tiers[i].tier != tier) {
        i++;
    }
    assert(plan->tiers[i].tier == tier);
    return &plan->tiers[i];
}

#endif
