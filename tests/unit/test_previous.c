/*
 * Planning against a plan before, by hand: what is still legal of it, what changing it costs, and
 * the cause of every change (scene.h: two weeks from Monday 2027-02-01). Values of stability and
 * coverage are the referee's too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "io/plan_json.h"
#include "tests/reference/match.h"
#include "tests/reference/scene.h"

#define ONE 1000000

static struct appui_scene scene;
static struct appui_trial before;
static struct appui_match match;

static int set_scene(void **state)
{
    (void)state;
    appui_scene_set(&scene);
    before = (struct appui_trial){.basin = NULL};
    match = (struct appui_match){.calendar = true};
    return 0;
}

static int release(void **state)
{
    (void)state;
    appui_match_release(&match);
    appui_trial_release(&before);
    return 0;
}

/** Plans the scene as it is now: the plan before. */
static void plan_first(void)
{
    const char *failed = appui_trial_run(&before, &scene.draft, true);
    if (failed != NULL)
        fail_msg("%s", failed);
}

/** Plans the scene against the plan before, and has the referee do so. */
static const struct appui_plan *plan_again(void)
{
    appui_match_judge_after(&match, &scene.draft, true, &before);
    if (match.n_wrong > 0)
        fail_msg("%s", match.report);
    assert_int_equal(match.referee, APPUI_ENUMERATED);
    return match.trial.result.plan;
}

static void expect_stability(int64_t value)
{
    assert_int_equal(match.expected.best.value[APPUI_TIER_STABILITY], value);
    assert_int_equal(appui_trial_tier(&match.trial, APPUI_TIER_STABILITY)->value, value);
}

static void expect_rule(const struct appui_revision *revision, enum appui_revision_kind kind,
                        int32_t rule)
{
    assert_int_equal(revision->kind, kind);
    assert_int_equal(revision->cause, APPUI_BY_RULE);
    assert_int_equal(revision->rule, rule);
}

static void expect_event(const struct appui_revision *revision, enum appui_revision_kind kind,
                         enum appui_revision_cause cause)
{
    assert_int_equal(revision->kind, kind);
    assert_int_equal(revision->cause, cause);
    assert_int_equal(revision->rule, 0);
}

static void expect_tier(const struct appui_revision *revision, enum appui_revision_kind kind,
                        enum appui_tier tier, int64_t by)
{
    assert_int_equal(revision->kind, kind);
    assert_int_equal(revision->cause, APPUI_BY_TIER);
    assert_int_equal(revision->tier, tier);
    assert_int_equal(revision->by, by);
}

/* An expert who could come sooner does not: promptness is asked last. */
static void nothing_changes_where_nothing_happened(void **state)
{
    (void)state;
    appui_scene_free(&scene, &scene.experts[0].availability, 4, 7);
    plan_first();
    scene.experts[0].availability = (struct appui_draft_availability){.given = false};
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 0);
    assert_int_equal(plan->lines[0].sessions[0].day, scene.monday + 2);
}

/* Three half-days are asked for now, and at least three help: the line's target follows. */
static void a_line_follows_what_its_need_asks(void **state)
{
    (void)state;
    plan_first();
    scene.needs[0][0].half_days = 3;
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->previous->lines[0].target, 3);
    assert_int_equal(plan->previous->lines[0].n_stay, 2);
    assert_int_equal(plan->n_revisions, 1);
    expect_rule(&plan->revisions[0], APPUI_DAYS_CHANGED, 3);
}

/* The expert is away when both sessions were: they are not legal, and cost nothing. */
static void sessions_that_cannot_be_are_not_counted(void **state)
{
    (void)state;
    plan_first(); /* day 0, both halves */
    appui_scene_free(&scene, &scene.experts[0].availability, 1, 4);
    const struct appui_plan *plan = plan_again();
    expect_stability(0); /* day 0 pm is legal still, and kept */
    assert_int_equal(plan->previous->lines[0].n_stay, 1);
    assert_int_equal(plan->n_revisions, 1);
    expect_rule(&plan->revisions[0], APPUI_PROPOSAL_MOVED, 7);
    assert_int_equal(plan->revisions[0].part, APPUI_EXPERT_AWAY);
    assert_int_equal(plan->revisions[0].from.half, APPUI_AM);
}

/** j1 has the expert on an afternoon. */
static void engage(int32_t day)
{
    scene.draft.n_projects = 2;
    scene.needs[1][0].half_days = 1;
    appui_scene_session(&scene, appui_scene_line(&scene, "j1/n0", "e0", 1), 2 * day + 1,
                        APPUI_SESSION_PLANNED);
}

/* The whole day that was proposed is half taken since: one session at a time, not order. */
static void a_day_whose_afternoon_is_taken_goes_by_r8(void **state)
{
    (void)state;
    scene.needs[0][0].session_half_days = 2;
    plan_first();
    engage(0);
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 2); /* and what took it */
    expect_rule(&plan->revisions[0], APPUI_PROPOSAL_MOVED, 8);
    assert_int_equal(plan->revisions[0].from.half, APPUI_FULL);
}

/* The same of agreed days. */
static void an_agreed_day_whose_afternoon_is_taken_goes_by_r8(void **state)
{
    (void)state;
    scene.needs[0][0].session_half_days = 2;
    (void)appui_scene_line(&scene, "j0/n0", "e0", 2);
    plan_first();
    engage(0);
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 2);
    expect_event(&plan->revisions[0], APPUI_AGREED_CHANGED, APPUI_BY_DECISION);
    expect_rule(&plan->revisions[1], APPUI_AGREED_MOVED, 8);
    assert_int_equal(plan->revisions[1].from.half, APPUI_FULL);
}

/* Two half-days were proposed, on one day; then sessions take whole days (R9). */
static void half_days_of_a_need_in_full_days_go_by_r9(void **state)
{
    (void)state;
    plan_first();
    scene.needs[0][0].session_half_days = 2;
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 2);
    expect_rule(&plan->revisions[0], APPUI_PROPOSAL_MOVED, 9);
    expect_rule(&plan->revisions[1], APPUI_PROPOSAL_MOVED, 9);
}

/* The pair is forbidden and another expert serves: without e1, coverage would lose 2 half-days. */
static void a_forbidden_pair_goes_by_its_rule(void **state)
{
    (void)state;
    static struct appui_draft_rule forbid[] = {{.need = "j0/n0", .expert = "e0"}};
    plan_first();
    scene.draft.n_partners = scene.draft.n_experts = 2;
    scene.draft.n_forbid = 1;
    scene.draft.forbid = forbid;
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->previous->lines[0].target, 0);
    assert_int_equal(plan->n_revisions, 2);
    expect_rule(&plan->revisions[0], APPUI_LINE_DROPPED, 2);
    expect_tier(&plan->revisions[1], APPUI_LINE_ADDED, APPUI_TIER_COVERAGE, 2 * ONE);
}

/* Two half-days are pledged. j1, three times as heavy, takes them: 6 instead of 2. Dropping a
 * legal line costs 4. */
static void a_better_use_costs_four_and_says_so(void **state)
{
    (void)state;
    appui_scene_pledge(&scene, 0, 0, 11, 2);
    plan_first();
    scene.draft.n_projects = 2;
    scene.projects[1].weight = 3000;
    const struct appui_plan *plan = plan_again();
    expect_stability(4);
    assert_int_equal(plan->n_revisions, 2);
    expect_tier(&plan->revisions[0], APPUI_LINE_DROPPED, APPUI_TIER_COVERAGE, 4 * ONE);
    expect_event(&plan->revisions[1], APPUI_LINE_ADDED, APPUI_BY_NEW_DOSSIER);
}

/* The same on days alone: no session is compared, the line dropped still costs 4; and where nothing
 * happened nothing changes. */
static void without_calendar_lines_are_compared(void **state)
{
    (void)state;
    match.calendar = false;
    appui_scene_pledge(&scene, 0, 0, 11, 2);
    plan_first();
    appui_match_judge_after(&match, &scene.draft, false, &before);
    assert_int_equal(match.n_wrong, 0);
    expect_stability(0);
    assert_int_equal(match.trial.result.plan->n_revisions, 0);
    appui_match_release(&match);
    match = (struct appui_match){.calendar = false};
    scene.draft.n_projects = 2;
    scene.projects[1].weight = 3000;
    appui_match_judge_after(&match, &scene.draft, false, &before);
    assert_int_equal(match.n_wrong, 0);
    expect_stability(4);
    const struct appui_plan *plan = match.trial.result.plan;
    assert_int_equal(plan->n_revisions, 2);
    expect_tier(&plan->revisions[0], APPUI_LINE_DROPPED, APPUI_TIER_COVERAGE, 4 * ONE);
    expect_event(&plan->revisions[1], APPUI_LINE_ADDED, APPUI_BY_NEW_DOSSIER);
}

/* One half-day is pledged now, and two are the least the need takes. */
static void a_line_no_period_can_hold_goes_by_r5(void **state)
{
    (void)state;
    appui_scene_pledge(&scene, 0, 0, 11, 4);
    plan_first();
    scene.pledges[0][0].half_days = 1;
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 1);
    expect_rule(&plan->revisions[0], APPUI_LINE_DROPPED, 5);
}

/* The expert is free on day 0 pm and up to day 2 am. The period ends on day 0 now and the next
 * begins on day 8: together they have days enough, but one slot only. */
static void days_in_a_period_without_slots_do_not_count(void **state)
{
    (void)state;
    appui_scene_free(&scene, &scene.experts[0].availability, 1, 4);
    appui_scene_pledge(&scene, 0, 0, 11, 4);
    plan_first();
    scene.pledges[0][0].to = scene.monday;
    appui_scene_pledge(&scene, 0, 8, 11, 4);
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    expect_rule(&plan->revisions[0], APPUI_LINE_DROPPED, 5);
}

static void what_is_planned_no_more_says_why(void **state)
{
    static const struct {
        enum appui_status status;
        enum appui_revision_cause cause;
    } cases[] = {{APPUI_CLOSED, APPUI_BY_CLOSING},
                 {APPUI_REFUSED, APPUI_BY_REFUSAL},
                 {APPUI_WITHDRAWN, APPUI_BY_WITHDRAWAL},
                 {APPUI_APPROVED, APPUI_BY_COVERAGE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        (void)set_scene(state);
        plan_first();
        scene.projects[0].status = cases[i].status;
        scene.needs[0][0].covered_elsewhere = cases[i].status == APPUI_APPROVED;
        const struct appui_plan *plan = plan_again();
        expect_stability(0);
        assert_int_equal(plan->n_revisions, 1);
        expect_event(&plan->revisions[0], APPUI_LINE_DROPPED, cases[i].cause);
        (void)release(state);
    }
    (void)set_scene(state);
}

/* j0 gets a second need, and j1 comes. j0/n0 was known before, but nobody could serve it: that e1
 * can is told by the tier. */
static void new_dossiers_and_new_needs_say_so(void **state)
{
    (void)state;
    scene.needs[0][0].level = 5;
    plan_first();
    assert_int_equal(before.result.plan->n_lines, 0);
    scene.draft.n_partners = scene.draft.n_experts = 2;
    scene.levels[1].level = 5;
    scene.projects[0].n_needs = 2;
    scene.draft.n_projects = 2;
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 3);
    expect_tier(&plan->revisions[0], APPUI_LINE_ADDED, APPUI_TIER_COVERAGE, 2 * ONE);
    expect_event(&plan->revisions[1], APPUI_LINE_ADDED, APPUI_BY_NEW_NEED);
    expect_event(&plan->revisions[2], APPUI_LINE_ADDED, APPUI_BY_NEW_DOSSIER);
}

/* e0 was proposed; the committee retained e1 for the whole need. */
static void an_expert_replaced_by_decision_is_no_matter_of_days(void **state)
{
    (void)state;
    plan_first();
    scene.draft.n_partners = scene.draft.n_experts = 2;
    (void)appui_scene_line(&scene, "j0/n0", "e1", 2);
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 2);
    expect_event(&plan->revisions[0], APPUI_LINE_DROPPED, APPUI_BY_DECISION);
    expect_event(&plan->revisions[1], APPUI_AGREED_CHANGED, APPUI_BY_DECISION);
    assert_int_equal(plan->revisions[1].expert, 1);
}

/* Of four half-days of e0 three are agreed now: one is left to propose. */
static void fewer_days_left_by_decision_say_so(void **state)
{
    (void)state;
    scene.needs[0][0].half_days = 4;
    plan_first();
    (void)appui_scene_line(&scene, "j0/n0", "e0", 3);
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 4); /* and the sessions that the agreed days took over */
    expect_event(&plan->revisions[0], APPUI_DAYS_CHANGED, APPUI_BY_DECISION);
    assert_int_equal(plan->revisions[0].from_half_days, 4);
    assert_int_equal(plan->revisions[0].to_half_days, 1);
}

/* e1 had two half-days of four before; now the need asks for two: nothing was decided. */
static void a_need_cut_by_its_firm_stays_a_matter_of_days(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    scene.needs[0][0].half_days = 4;
    scene.needs[0][0].experts_max = 2;
    (void)appui_scene_line(&scene, "j0/n0", "e1", 2);
    appui_scene_free(&scene, &scene.experts[1].availability, 0, 1);
    plan_first();
    scene.needs[0][0].half_days = 2;
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 1);
    expect_rule(&plan->revisions[0], APPUI_LINE_DROPPED, 3);
}

/* The committee of day 2 is over. Deferred, j0 goes to that of day 9 for that reason; not decided,
 * because nobody can be examined in the past. */
static void a_deferred_dossier_goes_to_a_later_committee(void **state)
{
    static const enum appui_status statuses[] = {APPUI_DEFERRED, APPUI_SUBMITTED};
    for (int32_t i = 0; i < 2; i++) {
        (void)set_scene(state);
        appui_day dates[] = {scene.monday + 2, scene.monday + 9};
        scene.draft.committees.given = true;
        scene.draft.committees.candidates =
            (struct appui_draft_dates){.given = true, .n = 2, .items = dates};
        scene.draft.committees.lead_days = 1;
        scene.projects[0].status = APPUI_SUBMITTED;
        plan_first();
        scene.projects[0].status = statuses[i];
        scene.draft.as_of = scene.monday + 3;
        const struct appui_plan *plan = plan_again();
        const struct appui_revision *moved = NULL;
        for (int32_t k = 0; k < plan->n_revisions; k++)
            moved =
                plan->revisions[k].kind == APPUI_COMMITTEE_CHANGED ? &plan->revisions[k] : moved;
        assert_non_null(moved);
        if (moved == NULL)
            return; /* for the compiler: the assertion has ended the test */
        assert_int_equal(moved->to.day, scene.monday + 9);
        if (i == 0)
            expect_event(moved, APPUI_COMMITTEE_CHANGED, APPUI_BY_DEFERRAL);
        else
            expect_rule(moved, APPUI_COMMITTEE_CHANGED, 13);
        (void)release(state);
    }
    (void)set_scene(state);
}

/* p0 may hold no mandate any more: the change costs 2; keeping p0 is not possible at all. p1, who
 * does not lend, may be named: that is what the tier has. */
static void a_mandataire_may_have_to_change(void **state)
{
    (void)state;
    scene.draft.n_partners = 2;
    scene.partners[0].mandates_max = 1;
    plan_first();
    scene.projects[0].excluded_partners = appui_scene_text(&scene, "p0");
    scene.draft.n_experts = 2;
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 3);
    expect_rule(&plan->revisions[0], APPUI_LINE_DROPPED, 2);
    expect_rule(&plan->revisions[2], APPUI_MANDATAIRE_CHANGED, 14);
    assert_int_equal(plan->revisions[2].from_partner, 0);
    assert_int_equal(plan->revisions[2].to_partner, 1);
}

static int32_t n_unknown(void)
{
    int32_t n = 0;
    for (int32_t i = 0; i < match.trial.faults.n; i++)
        n += match.trial.faults.items[i].code == APPUI_FAULT_PREVIOUS_UNKNOWN;
    return n;
}

/* j1, its need and its line are gone: no part of the tier, but a change. */
static void what_the_basin_no_longer_has_is_a_change_by_removal(void **state)
{
    (void)state;
    scene.draft.n_projects = 2;
    plan_first();
    scene.draft.n_projects = 1;
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->previous->n_lines, 1);
    assert_int_equal(plan->n_revisions, 1);
    expect_event(&plan->revisions[0], APPUI_LINE_DROPPED, APPUI_BY_REMOVAL);
    assert_string_equal(plan->revisions[0].gone->need, "j1/n0");
    assert_string_equal(plan->revisions[0].gone->expert, "e0");
    assert_int_equal(plan->revisions[0].gone->half_days, 2);
    assert_int_equal(n_unknown(), 1);
}

static const struct appui_revision *first_of(const struct appui_plan *plan,
                                             enum appui_revision_kind kind)
{
    for (int32_t i = 0; i < plan->n_revisions; i++)
        if (plan->revisions[i].kind == kind)
            return &plan->revisions[i];
    return NULL;
}

/* Two agreed half-days without a date are dated on day 0. Then the expert is away in the morning:
 * the afternoon is kept, though day 1 whole would end no later; and the morning says why it goes.
 */
static void dates_of_agreed_days_are_kept_and_their_moves_told(void **state)
{
    (void)state;
    (void)appui_scene_line(&scene, "j0/n0", "e0", 2);
    plan_first();
    scene.needs[0][0].from = scene.monday;
    appui_scene_free(&scene, &scene.experts[0].availability, 1, 12);
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 1);
    expect_rule(&plan->revisions[0], APPUI_AGREED_MOVED, 7);
    assert_int_equal(plan->revisions[0].part, APPUI_EXPERT_AWAY);
    assert_int_equal(plan->revisions[0].from.half, APPUI_AM);
    assert_int_equal(plan->revisions[0].to.day, scene.monday + 1);
}

static void forbid(void)
{
    static struct appui_draft_rule rule = {.need = "j0/n0", .expert = "e0"};
    scene.draft.n_forbid = 1;
    scene.draft.forbid = &rule;
}

/* Two of four half-days were agreed before, two more proposed. e0 may take none of them now: what
 * is agreed stays, and the proposal that goes is told. */
static void a_top_up_that_goes_says_so(void **state)
{
    (void)state;
    scene.needs[0][0].half_days = 4;
    (void)appui_scene_line(&scene, "j0/n0", "e0", 2);
    plan_first();
    assert_int_equal(before.result.plan->n_lines, 2);
    forbid();
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_lines, 1);
    assert_int_equal(plan->n_revisions, 1);
    expect_rule(&plan->revisions[0], APPUI_LINE_DROPPED, 2);
    assert_int_equal(plan->revisions[0].from_half_days, 2);
}

/* Two agreed half-days had their dates; the file says now that the dossier is over, and no decision
 * ended them: they count, and each date that goes is told. */
static void agreed_dates_of_a_dossier_that_an_edit_ended_say_so(void **state)
{
    (void)state;
    (void)appui_scene_line(&scene, "j0/n0", "e0", 2);
    plan_first();
    scene.projects[0].status = APPUI_WITHDRAWN;
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->partners[0].agreed, 2);
    assert_int_equal(plan->n_revisions, 2);
    for (int32_t i = 0; i < 2; i++) {
        expect_event(&plan->revisions[i], APPUI_AGREED_MOVED, APPUI_BY_WITHDRAWAL);
        assert_int_equal(plan->revisions[i].to.day, APPUI_ABSENT);
    }
}

/* A need covered elsewhere since: what is agreed keeps its dates, nothing changes. */
static void agreed_dates_of_a_need_covered_elsewhere_stay(void **state)
{
    (void)state;
    scene.needs[0][0].half_days = 4;
    (void)appui_scene_line(&scene, "j0/n0", "e0", 2);
    scene.experts[0].half_days_max = 2;
    plan_first();
    scene.needs[0][0].covered_elsewhere = true;
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 0);
    assert_int_equal(plan->lines[0].n_sessions, 2);
    assert_int_equal(plan->partners[0].agreed, 2);
}

/* Four half-days were proposed on days 0 and 1. The committee granted one, without its date, and
 * no rule leaves e0 the others: they are told, the one granted is not. */
static void what_an_approval_leaves_out_says_so(void **state)
{
    (void)state;
    scene.needs[0][0].half_days = 4;
    plan_first();
    (void)appui_scene_line(&scene, "j0/n0", "e0", 1);
    forbid();
    const struct appui_plan *plan = plan_again();
    const struct appui_revision *dropped = first_of(plan, APPUI_LINE_DROPPED);
    assert_non_null(dropped);
    if (dropped == NULL)
        return; /* for the compiler: the assertion has ended the test */
    expect_rule(dropped, APPUI_LINE_DROPPED, 2);
    assert_int_equal(dropped->from_half_days, 3);
}

/* One half-day was held long before, which plans do not repeat: it is no approval of the three that
 * were proposed since. */
static void what_was_held_before_is_not_taken_for_an_approval(void **state)
{
    (void)state;
    scene.needs[0][0].half_days = 4;
    struct appui_draft_line *line = appui_scene_line(&scene, "j0/n0", "e0", 1);
    line->state = APPUI_DONE;
    appui_scene_session(&scene, line, 0, APPUI_SESSION_DONE);
    scene.draft.as_of = scene.monday + 1;
    plan_first();
    assert_int_equal(before.result.plan->lines[0].half_days, 3);
    forbid();
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 1);
    expect_rule(&plan->revisions[0], APPUI_LINE_DROPPED, 2);
    assert_int_equal(plan->revisions[0].from_half_days, 3);
}

/* The same half-day, proposed before and held since: nothing was lost. */
static void what_was_held_since_is_no_change(void **state)
{
    (void)state;
    plan_first(); /* day 0, both halves */
    struct appui_draft_line *line = appui_scene_line(&scene, "j0/n0", "e0", 2);
    line->state = APPUI_DONE;
    appui_scene_session(&scene, line, 2, APPUI_SESSION_DONE); /* day 1 in fact */
    appui_scene_session(&scene, line, 3, APPUI_SESSION_DONE);
    scene.draft.as_of = scene.monday + 2;
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 0);
}

/* The agreed half-day stood on the morning of day 0, the top-up on its afternoon. The morning is
 * no longer free, the top-up not allowed: one date moves, and it is the morning's. */
static void a_top_up_that_goes_moves_no_date_of_agreed_days(void **state)
{
    (void)state;
    (void)appui_scene_line(&scene, "j0/n0", "e0", 1);
    plan_first();
    appui_scene_free(&scene, &scene.experts[0].availability, 2, 3);
    forbid();
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 2);
    expect_rule(&plan->revisions[0], APPUI_LINE_DROPPED, 2);
    expect_rule(&plan->revisions[1], APPUI_AGREED_MOVED, 7);
    assert_int_equal(plan->revisions[1].to.day, scene.monday + 1);
}

/* A firm session of day 2 was cancelled: its half-day goes elsewhere for that reason. */
static void a_cancelled_session_says_so(void **state)
{
    (void)state;
    struct appui_draft_line *line = appui_scene_line(&scene, "j0/n0", "e0", 2);
    appui_scene_session(&scene, line, 0, APPUI_SESSION_PLANNED);
    appui_scene_session(&scene, line, 4, APPUI_SESSION_PLANNED);
    plan_first();
    line->sessions[1].state = APPUI_SESSION_CANCELLED;
    appui_scene_free(&scene, &scene.projects[0].availability, 0, 3);
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 1);
    expect_event(&plan->revisions[0], APPUI_AGREED_MOVED, APPUI_BY_CANCELLATION);
    assert_int_equal(plan->revisions[0].from.day, scene.monday + 2);
}

/* Day 2 was cancelled once, then given to the line again. Its firm is away then: that is why. */
static void a_session_dated_anew_where_one_was_cancelled_moves_by_rule(void **state)
{
    (void)state;
    struct appui_draft_line *line = appui_scene_line(&scene, "j0/n0", "e0", 2);
    appui_scene_session(&scene, line, 0, APPUI_SESSION_PLANNED);
    appui_scene_session(&scene, line, 4, APPUI_SESSION_CANCELLED);
    appui_scene_session(&scene, line, 4, APPUI_SESSION_PLANNED);
    plan_first();
    appui_scene_free(&scene, &scene.projects[0].availability, 0, 3);
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 1);
    expect_rule(&plan->revisions[0], APPUI_AGREED_MOVED, 7);
    assert_int_equal(plan->revisions[0].from.day, scene.monday + 2);
}

/* Of three firm sessions the first was moved by decision, from day 0 to day 1. Then days 2 and 3
 * are closed: the sessions there go where the changes of agreed sessions say, and day 0 goes
 * nowhere, for that was decided. */
static void a_session_moved_by_decision_takes_no_other_date(void **state)
{
    (void)state;
    scene.needs[0][0].half_days = 3;
    struct appui_draft_line *line = appui_scene_line(&scene, "j0/n0", "e0", 3);
    appui_scene_session(&scene, line, 0, APPUI_SESSION_PLANNED);
    appui_scene_session(&scene, line, 4, APPUI_SESSION_PLANNED);
    appui_scene_session(&scene, line, 6, APPUI_SESSION_PLANNED);
    plan_first();
    struct appui_range closed = {scene.monday + 2, scene.monday + 3};
    line->sessions[0].day = scene.monday + 1;
    scene.draft.as_of = scene.monday + 1;
    scene.draft.closures = (struct appui_draft_ranges){.given = true, .n = 1, .items = &closed};
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_changes, 2);
    assert_int_equal(plan->n_revisions, 2);
    for (int32_t i = 0; i < 2; i++) {
        expect_rule(&plan->revisions[i], APPUI_AGREED_MOVED, 7);
        assert_int_equal(plan->revisions[i].part, APPUI_NOT_WORKING);
        assert_int_equal(plan->revisions[i].from.day, plan->changes[i].from.day);
        assert_int_equal(plan->revisions[i].to.day, plan->changes[i].to.day);
        assert_int_equal(plan->revisions[i].to.half, plan->changes[i].to.half);
    }
    assert_int_equal(plan->revisions[0].from.day, scene.monday + 2);
}

/* Two agreed half-days of e0, of which one was held; e1 takes over the other by decision: one has
 * fewer agreed days now, the other has some. */
static void a_replaced_expert_is_a_change(void **state)
{
    (void)state;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    scene.needs[0][0].experts_max = 2;
    struct appui_draft_line *line = appui_scene_line(&scene, "j0/n0", "e0", 2);
    appui_scene_session(&scene, line, 0, APPUI_SESSION_DONE);
    plan_first();
    line->half_days = 1;
    line->state = APPUI_DONE;
    (void)appui_scene_line(&scene, "j0/n0", "e1", 1);
    scene.draft.as_of = scene.monday + 1;
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 2);
    expect_event(&plan->revisions[0], APPUI_AGREED_CHANGED, APPUI_BY_DECISION);
    assert_int_equal(plan->revisions[0].expert, 0);
    assert_int_equal(plan->revisions[0].from_half_days, 2);
    assert_int_equal(plan->revisions[0].to_half_days, 1);
    expect_event(&plan->revisions[1], APPUI_AGREED_CHANGED, APPUI_BY_DECISION);
    assert_int_equal(plan->revisions[1].expert, 1);
    assert_int_equal(plan->revisions[1].from_half_days, 0);
    assert_int_equal(plan->revisions[1].to_half_days, 1);
}

/* e0's partner is gone, so it cannot serve j0: that is said, and not all that R7 may mean. */
static void a_line_of_a_partner_that_left_says_so(void **state)
{
    (void)state;
    plan_first();
    scene.partners[0].until = scene.monday - 1;
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 1);
    expect_rule(&plan->revisions[0], APPUI_LINE_DROPPED, 7);
    assert_int_equal(plan->revisions[0].part, APPUI_PARTNER_LEFT);
}

/* The agreed days stood on days 2 and 3, when the firm had no time before. It has now, and to be
 * prompt is a tier: that is the cause. */
static void agreed_days_that_come_sooner_name_the_tier(void **state)
{
    (void)state;
    (void)appui_scene_line(&scene, "j0/n0", "e0", 2);
    appui_scene_free(&scene, &scene.projects[0].availability, 4, 5);
    plan_first();
    scene.projects[0].availability = (struct appui_draft_availability){.given = false};
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 2);
    expect_tier(&plan->revisions[0], APPUI_AGREED_MOVED, APPUI_TIER_PROMPTNESS_LAST, 0);
    expect_tier(&plan->revisions[1], APPUI_AGREED_MOVED, APPUI_TIER_PROMPTNESS_LAST, 0);
    assert_int_equal(plan->revisions[0].from.day, scene.monday + 2);
    assert_int_equal(plan->revisions[0].to.day, scene.monday);
}

static void give_committees(appui_day *dates, int32_t n)
{
    scene.draft.committees.given = true;
    scene.draft.committees.candidates =
        (struct appui_draft_dates){.given = true, .n = n, .items = dates};
    scene.draft.committees.lead_days = 1;
}

/* The committee of day 2 deferred j0, and today is that very day: the date and the sessions behind
 * it go for that reason, not because a rule would have forbidden them. */
static void a_deferral_is_the_cause_on_its_very_day(void **state)
{
    (void)state;
    appui_day dates[] = {scene.monday + 2, scene.monday + 9};
    give_committees(dates, 2);
    scene.projects[0].status = APPUI_SUBMITTED;
    plan_first();
    assert_int_equal(before.result.plan->lines[0].sessions[0].day, scene.monday + 3);
    scene.projects[0].status = APPUI_DEFERRED;
    scene.draft.as_of = scene.monday + 2;
    scene.draft.committees.held = (struct appui_draft_dates){.given = true, .n = 1, .items = dates};
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 3);
    expect_event(&plan->revisions[0], APPUI_PROPOSAL_MOVED, APPUI_BY_DEFERRAL);
    expect_event(&plan->revisions[1], APPUI_PROPOSAL_MOVED, APPUI_BY_DEFERRAL);
    expect_event(&plan->revisions[2], APPUI_COMMITTEE_CHANGED, APPUI_BY_DEFERRAL);
}

/* The next committee is on day 9, and the need ends on day 8: the deferral leaves no time. */
static void a_line_that_a_deferral_leaves_no_time_says_so(void **state)
{
    (void)state;
    appui_day dates[] = {scene.monday + 2, scene.monday + 9};
    give_committees(dates, 2);
    scene.projects[0].status = APPUI_SUBMITTED;
    scene.needs[0][0].to = scene.monday + 8;
    plan_first();
    scene.projects[0].status = APPUI_DEFERRED;
    scene.draft.as_of = scene.monday + 2;
    scene.draft.committees.held = (struct appui_draft_dates){.given = true, .n = 1, .items = dates};
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 3);
    expect_event(&plan->revisions[0], APPUI_LINE_DROPPED, APPUI_BY_DEFERRAL);
    expect_event(&plan->revisions[1], APPUI_COMMITTEE_CHANGED, APPUI_BY_DEFERRAL);
    expect_event(&plan->revisions[2], APPUI_MANDATAIRE_CHANGED, APPUI_BY_NO_SUPPORT);
    assert_int_equal(plan->holes[0].reasons[0].committee, scene.monday + 9);
}

/* Nobody was there on day 2; then p0 is. j0 waits less, and p0 follows it. */
static void dossiers_newly_examined_and_mandataires_newly_named_are_changes(void **state)
{
    (void)state;
    appui_day dates[] = {scene.monday + 2};
    give_committees(dates, 1);
    scene.partners[0].absent = (struct appui_draft_dates){.given = true, .n = 1, .items = dates};
    scene.projects[0].status = APPUI_SUBMITTED;
    plan_first();
    scene.partners[0].absent = (struct appui_draft_dates){.given = false};
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    const struct appui_revision *date = first_of(plan, APPUI_COMMITTEE_CHANGED),
                                *named = first_of(plan, APPUI_MANDATAIRE_CHANGED);
    assert_non_null(date);
    assert_non_null(named);
    if (date == NULL || named == NULL)
        return; /* for the compiler: the assertions have ended the test */
    assert_int_equal(date->from.day, APPUI_ABSENT);
    assert_int_equal(date->to.day, scene.monday + 2);
    assert_int_equal(date->cause, APPUI_BY_TIER);
    assert_int_equal(named->from_partner, -1);
    assert_int_equal(named->to_partner, 0);
    expect_tier(named, APPUI_MANDATAIRE_CHANGED, APPUI_TIER_MANDATAIRES, 2000);
}

/* p0 may hold no mandate now: the rule says so, and the change is free. */
static void a_mandataire_without_room_goes_by_r14(void **state)
{
    (void)state;
    scene.partners[0].mandates_max = 1;
    plan_first();
    assert_int_equal(before.result.plan->n_mandataires, 1);
    scene.partners[0].mandates_max = 0;
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 1);
    expect_rule(&plan->revisions[0], APPUI_MANDATAIRE_CHANGED, 14);
    assert_int_equal(plan->revisions[0].to_partner, -1);
}

/* p1, whom the file names, has left, so p0 was named in its place; who loses p0 is told. */
static void the_successor_of_a_mandataire_that_left_may_have_to_change(void **state)
{
    (void)state;
    scene.draft.n_partners = 2;
    scene.partners[1].until = scene.monday - 1;
    scene.projects[0].mandataire = "p1";
    plan_first();
    assert_int_equal(before.result.plan->n_mandataires, 1);
    assert_int_equal(before.result.plan->mandataires[0].partner, 0);
    scene.partners[0].mandates_max = 0;
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 1);
    expect_rule(&plan->revisions[0], APPUI_MANDATAIRE_CHANGED, 14);
    assert_int_equal(plan->revisions[0].from_partner, 0);
    assert_int_equal(plan->revisions[0].to_partner, -1);
}

/* Who loses the last support loses the mandataire. */
static void a_mandataire_without_support_says_so(void **state)
{
    (void)state;
    scene.partners[0].mandates_max = 1;
    plan_first();
    scene.needs[0][0].covered_elsewhere = true;
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 2);
    expect_event(&plan->revisions[1], APPUI_MANDATAIRE_CHANGED, APPUI_BY_NO_SUPPORT);
}

/* Everything pledged is earmarked up to day 0, where the expert has one slot: the two half-days
 * that the need takes at least cannot be, though the period has days for them. */
static void a_line_that_earmarks_cannot_pay_goes_by_r5(void **state)
{
    (void)state;
    static struct appui_draft_earmark earmark;
    appui_scene_pledge(&scene, 0, 0, 11, 2);
    scene.projects[0].purposes = appui_scene_text(&scene, "rev");
    appui_scene_free(&scene, &scene.experts[0].availability, 1, 4);
    plan_first();
    earmark = (struct appui_draft_earmark){.half_days = 2, .to = scene.monday, .purpose = "rev"};
    scene.pledges[0][0].n_earmarks = 1;
    scene.pledges[0][0].earmarks = &earmark;
    const struct appui_plan *plan = plan_again();
    expect_stability(0);
    assert_int_equal(plan->n_revisions, 1);
    expect_rule(&plan->revisions[0], APPUI_LINE_DROPPED, 5);
}

/* One more expert, and a rule that asks for e1: e0 goes and e1 comes because of it. */
static void a_requirement_is_named_as_the_cause(void **state)
{
    (void)state;
    static struct appui_draft_rule require[] = {{.need = "j0/n0", .expert = "e1"}};
    scene.draft.n_partners = scene.draft.n_experts = 2;
    plan_first();
    assert_int_equal(before.result.plan->lines[0].expert, 0);
    scene.draft.n_require = 1;
    scene.draft.require = require;
    const struct appui_plan *plan = plan_again();
    expect_stability(4);
    assert_int_equal(plan->n_revisions, 2);
    expect_event(&plan->revisions[0], APPUI_LINE_DROPPED, APPUI_BY_REQUIREMENT);
    expect_event(&plan->revisions[1], APPUI_LINE_ADDED, APPUI_BY_REQUIREMENT);
}

/* The same by the joint model: the columns of what is required cannot be left out. */
static void the_joint_model_names_a_requirement_too(void **state)
{
    (void)state;
    static struct appui_draft_rule require[] = {{.need = "j0/n0", .expert = "e1"}};
    struct appui_solve_options options = appui_solve_options_default();
    struct appui_trial again = {.basin = NULL};
    options.joint = true;
    scene.draft.n_partners = scene.draft.n_experts = 2;
    plan_first();
    scene.draft.n_require = 1;
    scene.draft.require = require;
    const char *failed = appui_trial_run_after(&again, &scene.draft, &options, &before);
    assert_null(failed);
    assert_int_equal(again.result.plan->n_revisions, 2);
    expect_event(&again.result.plan->revisions[0], APPUI_LINE_DROPPED, APPUI_BY_REQUIREMENT);
    expect_event(&again.result.plan->revisions[1], APPUI_LINE_ADDED, APPUI_BY_REQUIREMENT);
    appui_trial_release(&again);
}

/* Three half-days, one slot of them lost: the line is shorter for the reason the session is lost.
 */
static void fewer_days_for_want_of_a_slot_say_what_the_session_says(void **state)
{
    (void)state;
    scene.needs[0][0].half_days = 3;
    scene.needs[0][0].half_days_min = 1;
    appui_scene_free(&scene, &scene.experts[0].availability, 0, 2);
    plan_first();
    appui_scene_free(&scene, &scene.experts[0].availability, 0, 1);
    const struct appui_plan *plan = plan_again();
    assert_int_equal(plan->n_revisions, 2);
    expect_rule(&plan->revisions[0], APPUI_DAYS_CHANGED, 7);
    assert_int_equal(plan->revisions[0].part, APPUI_EXPERT_AWAY);
    expect_rule(&plan->revisions[1], APPUI_PROPOSAL_MOVED, 7);
}

static char *text_of(const struct appui_plan *plan, size_t *length)
{
    struct appui_plan_header header = {.basin_name = "sketch",
                                       .appui_version = "test",
                                       .policy = "lexicographic",
                                       .options.as_of = APPUI_ABSENT};
    memset(header.basin_sha256, '0', sizeof header.basin_sha256 - 1);
    struct appui_faults warnings = {.n = 0};
    char *text = NULL;
    assert_int_equal(
        appui_plan_json_write(match.trial.basin, plan, &header, &warnings, &text, length),
        APPUI_IO_OK);
    return text;
}

/** Changes by rule and by tier, and the plan before, come back from their file. */
static void a_plan_with_changes_reads_back_to_the_same_bytes(void **state)
{
    (void)state;
    appui_scene_pledge(&scene, 0, 0, 11, 2);
    scene.partners[0].mandates_max = 1;
    plan_first();
    scene.draft.n_projects = 2;
    scene.projects[1].weight = 3000;
    scene.projects[0].follow_up_months = scene.projects[1].follow_up_months = 3;
    size_t length, again_length;
    char *text = text_of(plan_again(), &length);
    struct appui_faults faults = {.n = 0};
    struct appui_plan *read = NULL;
    enum appui_io_code code = appui_plan_json_read(text, length, match.trial.basin, &read, &faults);
    for (int32_t i = 0; i < faults.n; i++)
        print_error("%s at %s\n", appui_fault_text(faults.items[i].code)->name,
                    faults.items[i].pointer);
    assert_int_equal(code, APPUI_IO_OK);
    assert_int_equal(faults.n, 0);
    assert_true(read->n_revisions > 1);
    assert_int_equal(read->previous->n_mandataires, 1);
    char *again = text_of(read, &again_length);
    assert_int_equal(length, again_length);
    assert_memory_equal(text, again, length);
    appui_free(text);
    appui_free(again);
    appui_plan_free(read);
    appui_faults_release(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_changes_where_nothing_happened, set_scene, release),
        cmocka_unit_test_setup_teardown(a_line_follows_what_its_need_asks, set_scene, release),
        cmocka_unit_test_setup_teardown(sessions_that_cannot_be_are_not_counted, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_day_whose_afternoon_is_taken_goes_by_r8, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(an_agreed_day_whose_afternoon_is_taken_goes_by_r8,
                                        set_scene, release),
        cmocka_unit_test_setup_teardown(half_days_of_a_need_in_full_days_go_by_r9, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_forbidden_pair_goes_by_its_rule, set_scene, release),
        cmocka_unit_test_setup_teardown(a_better_use_costs_four_and_says_so, set_scene, release),
        cmocka_unit_test_setup_teardown(without_calendar_lines_are_compared, set_scene, release),
        cmocka_unit_test_setup_teardown(a_line_no_period_can_hold_goes_by_r5, set_scene, release),
        cmocka_unit_test_setup_teardown(days_in_a_period_without_slots_do_not_count, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(what_is_planned_no_more_says_why, set_scene, release),
        cmocka_unit_test_setup_teardown(new_dossiers_and_new_needs_say_so, set_scene, release),
        cmocka_unit_test_setup_teardown(an_expert_replaced_by_decision_is_no_matter_of_days,
                                        set_scene, release),
        cmocka_unit_test_setup_teardown(fewer_days_left_by_decision_say_so, set_scene, release),
        cmocka_unit_test_setup_teardown(a_need_cut_by_its_firm_stays_a_matter_of_days, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_deferred_dossier_goes_to_a_later_committee, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_mandataire_may_have_to_change, set_scene, release),
        cmocka_unit_test_setup_teardown(what_the_basin_no_longer_has_is_a_change_by_removal,
                                        set_scene, release),
        cmocka_unit_test_setup_teardown(dates_of_agreed_days_are_kept_and_their_moves_told,
                                        set_scene, release),
        cmocka_unit_test_setup_teardown(a_top_up_that_goes_says_so, set_scene, release),
        cmocka_unit_test_setup_teardown(agreed_dates_of_a_dossier_that_an_edit_ended_say_so,
                                        set_scene, release),
        cmocka_unit_test_setup_teardown(agreed_dates_of_a_need_covered_elsewhere_stay, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(what_an_approval_leaves_out_says_so, set_scene, release),
        cmocka_unit_test_setup_teardown(what_was_held_before_is_not_taken_for_an_approval,
                                        set_scene, release),
        cmocka_unit_test_setup_teardown(what_was_held_since_is_no_change, set_scene, release),
        cmocka_unit_test_setup_teardown(a_top_up_that_goes_moves_no_date_of_agreed_days, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_cancelled_session_says_so, set_scene, release),
        cmocka_unit_test_setup_teardown(a_session_dated_anew_where_one_was_cancelled_moves_by_rule,
                                        set_scene, release),
        cmocka_unit_test_setup_teardown(a_deferral_is_the_cause_on_its_very_day, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_line_that_a_deferral_leaves_no_time_says_so, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_session_moved_by_decision_takes_no_other_date, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_replaced_expert_is_a_change, set_scene, release),
        cmocka_unit_test_setup_teardown(a_line_of_a_partner_that_left_says_so, set_scene, release),
        cmocka_unit_test_setup_teardown(agreed_days_that_come_sooner_name_the_tier, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(
            dossiers_newly_examined_and_mandataires_newly_named_are_changes, set_scene, release),
        cmocka_unit_test_setup_teardown(a_mandataire_without_room_goes_by_r14, set_scene, release),
        cmocka_unit_test_setup_teardown(the_successor_of_a_mandataire_that_left_may_have_to_change,
                                        set_scene, release),
        cmocka_unit_test_setup_teardown(a_mandataire_without_support_says_so, set_scene, release),
        cmocka_unit_test_setup_teardown(a_line_that_earmarks_cannot_pay_goes_by_r5, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(a_requirement_is_named_as_the_cause, set_scene, release),
        cmocka_unit_test_setup_teardown(the_joint_model_names_a_requirement_too, set_scene,
                                        release),
        cmocka_unit_test_setup_teardown(fewer_days_for_want_of_a_slot_say_what_the_session_says,
                                        set_scene, release),
        cmocka_unit_test_setup_teardown(a_plan_with_changes_reads_back_to_the_same_bytes, set_scene,
                                        release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
