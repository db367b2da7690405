/*
 * What each decision makes of a basin, on the scene of tests/reference/scene.h: two working weeks
 * from Monday 2027-02-01 on, expert e0, project j0 with the need j0/n0. Plans are made by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/decide.h"
#include "tests/reference/scene.h"

#define ROWS_MAX 4
#define LINES_MAX 4

/** A scene with a plan and decisions on it. */
struct stage {
    struct appui_scene scene;
    struct appui_plan plan;
    struct appui_plan_line lines[LINES_MAX];
    struct appui_session sessions[LINES_MAX][APPUI_SCENE_SESSIONS];
    struct appui_meeting meetings[2];
    int32_t agenda[2];
    struct appui_mandataire mandataire;
    struct appui_decision rows[ROWS_MAX];
    struct appui_decisions decisions;
    bool other_state;
    appui_day as_of;
    struct appui_basin *before, *after;
    struct appui_standing *standing;
    struct appui_faults faults, outcome;
    struct appui_decide_result result;
};

static void set(struct stage *s)
{
    memset(s, 0, sizeof *s);
    appui_scene_set(&s->scene);
    s->as_of = APPUI_ABSENT;
    s->plan.calendar = true;
    s->plan.lines = s->lines;
    s->decisions.items = s->rows;
}

/** A line of the plan without sessions. */
static struct appui_plan_line *propose(struct stage *s, int32_t need, int32_t expert,
                                       int32_t half_days)
{
    struct appui_plan_line *line = &s->lines[s->plan.n_lines];
    *line = (struct appui_plan_line){.need = need,
                                     .expert = expert,
                                     .half_days = half_days,
                                     .state = APPUI_PROPOSED,
                                     .basin_line = -1,
                                     .sessions = s->sessions[s->plan.n_lines]};
    s->plan.n_lines++;
    return line;
}

static void date(struct stage *s, struct appui_plan_line *line, int32_t slot)
{
    line->sessions[line->n_sessions++] = (struct appui_session){
        s->scene.monday + slot / 2, slot % 2 == 0 ? APPUI_AM : APPUI_PM, APPUI_SESSION_PLANNED};
}

/** The usual proposal: e0 on j0/n0, Tuesday and Thursday morning of the second week. */
static struct appui_plan_line *propose_usual(struct stage *s)
{
    struct appui_plan_line *line = propose(s, 0, 0, 2);
    date(s, line, 16);
    date(s, line, 20);
    return line;
}

static struct appui_decision *row(struct stage *s, enum appui_decision_kind kind, const char *need)
{
    struct appui_decision *item = &s->rows[s->decisions.n++];
    *item = appui_decision_empty();
    item->project = "j0";
    item->need = need;
    item->kind = kind;
    return item;
}

static void meet(struct stage *s, int32_t day)
{
    s->agenda[0] = 0;
    s->meetings[0] = (struct appui_meeting){
        .day = s->scene.monday + day, .n_agenda = 1, .agenda = s->agenda, .chair = -1};
    s->plan.n_meetings = 1;
    s->plan.meetings = s->meetings;
}

/* Builds the basin and decides; 0, or -1 when memory fails. */
static int run(struct stage *s)
{
    s->before = appui_basin_build(&s->scene.draft, &s->faults);
    assert_non_null(s->before);
    s->standing = appui_standing_build(s->before);
    assert_non_null(s->standing);
    struct appui_decide_input in = {.basin = s->before,
                                    .standing = s->standing,
                                    .plan = &s->plan,
                                    .decisions = &s->decisions,
                                    .as_of = s->as_of,
                                    .same_state = !s->other_state};
    appui_faults_release(&s->faults);
    return appui_decide(&in, &s->scene.draft, &s->faults, &s->outcome, &s->result);
}

static void decide(struct stage *s)
{
    assert_int_equal(run(s), 0);
    if (s->faults.n_errors > 0)
        fail_msg("refused: %s", appui_fault_text(s->faults.items[0].code)->name);
    assert_int_equal(s->outcome.n_errors, 0);
    s->after = appui_basin_build(&s->scene.draft, &s->outcome);
    assert_non_null(s->after);
}

static void refuse(struct stage *s, enum appui_fault_code code, const char *pointer)
{
    assert_int_equal(run(s), 0);
    assert_int_equal(s->faults.n_errors, 1);
    assert_string_equal(appui_fault_text(s->faults.items[0].code)->name,
                        appui_fault_text(code)->name);
    assert_string_equal(s->faults.items[0].pointer, pointer);
}

static void strike(struct stage *s)
{
    appui_decide_result_release(&s->result);
    appui_standing_free(s->standing);
    appui_basin_free(s->before);
    appui_basin_free(s->after);
    appui_faults_release(&s->faults);
    appui_faults_release(&s->outcome);
    appui_draft_release(&s->scene.draft);
}

static void assert_session(const struct stage *s, int32_t line, int32_t session, int32_t slot,
                           enum appui_session_state state)
{
    const struct appui_session *at = &s->after->lines[line].sessions[session];
    assert_true(session < s->after->lines[line].n_sessions);
    assert_int_equal(at->day, s->scene.monday + slot / 2);
    assert_int_equal(at->half, slot % 2);
    assert_int_equal(at->state, state);
}

static void assert_gap(const struct stage *s, int32_t index, enum appui_gap_kind kind)
{
    assert_true(index < s->result.n_gaps);
    assert_string_equal(appui_gap_name(s->result.gaps[index].kind), appui_gap_name(kind));
}

/** An agreed line of e0 on j0/n0 with sessions in slots 4 and 12; today is the first Thursday. */
static struct appui_draft_line *agree(struct stage *s, enum appui_line_state state)
{
    struct appui_draft_line *line = appui_scene_line(&s->scene, "j0/n0", "e0", 2);
    line->state = state;
    appui_scene_session(&s->scene, line, 4, APPUI_SESSION_PLANNED);
    appui_scene_session(&s->scene, line, 14, APPUI_SESSION_PLANNED);
    s->scene.draft.as_of = s->scene.monday + 3;
    return line;
}

static void submit(struct stage *s)
{
    s->scene.projects[0].status = APPUI_SUBMITTED;
    s->scene.draft.committees = appui_sketch_committees();
    s->scene.draft.committees.given = true;
    s->scene.draft.committees.lead_days = 5;
}

/* ---- proposals ---- */

static void an_approved_dossier_takes_its_proposal_as_it_is(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    propose_usual(&s);
    meet(&s, 2);
    s.mandataire = (struct appui_mandataire){0, 0};
    s.plan.n_mandataires = 1;
    s.plan.mandataires = &s.mandataire;
    row(&s, APPUI_DECISION_APPROVED, NULL);
    decide(&s);
    const struct appui_project *project = &s.after->projects[0];
    assert_int_equal(project->status, APPUI_APPROVED);
    assert_int_equal(project->committee, s.scene.monday + 2);
    assert_int_equal(project->mandataire, 0);
    assert_int_equal(s.after->as_of, s.scene.monday + 2);
    assert_int_equal(s.after->n_lines, 1);
    assert_int_equal(s.after->lines[0].state, APPUI_RETAINED);
    assert_int_equal(s.after->lines[0].half_days, 2);
    assert_session(&s, 0, 0, 16, APPUI_SESSION_PLANNED);
    assert_session(&s, 0, 1, 20, APPUI_SESSION_PLANNED);
    assert_int_equal(s.result.committee, s.scene.monday + 2);
    assert_int_equal(s.result.n_gaps, 0);
    assert_int_equal(s.result.proposed, 2);
    assert_int_equal(s.result.decided, 2);
    strike(&s);
}

/* Decided on the first Friday: support starts five days later, on the second Wednesday. */
static void a_later_committee_costs_the_sessions_before_its_lead_days(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    propose_usual(&s);
    meet(&s, 2);
    row(&s, APPUI_DECISION_APPROVED, NULL)->day = s.scene.monday + 4;
    decide(&s);
    assert_int_equal(s.after->projects[0].committee, s.scene.monday + 4);
    assert_int_equal(s.after->lines[0].half_days, 2);
    assert_int_equal(s.after->lines[0].n_sessions, 1);
    assert_session(&s, 0, 0, 20, APPUI_SESSION_PLANNED);
    assert_gap(&s, 0, APPUI_GAP_DATE_CHANGED);
    strike(&s);
}

static void fewer_days_keep_the_earliest_sessions_and_lower_days_min(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    struct appui_plan_line *line = propose(&s, 0, 0, 2);
    date(&s, line, 20);
    date(&s, line, 16);
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->half_days = 1;
    decide(&s);
    assert_int_equal(s.after->lines[0].half_days, 1);
    assert_int_equal(s.after->lines[0].n_sessions, 1);
    assert_session(&s, 0, 0, 16, APPUI_SESSION_PLANNED);
    assert_int_equal(s.after->needs[0].half_days_min, 1);
    assert_gap(&s, 0, APPUI_GAP_DAYS_REDUCED);
    strike(&s);
}

static void a_dossier_with_one_proposal_needs_no_second_row_for_its_days(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    propose_usual(&s);
    row(&s, APPUI_DECISION_APPROVED, NULL)->half_days = 1;
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_APPROVED);
    assert_int_equal(s.after->lines[0].half_days, 1);
    strike(&s);
}

/* Four half-days, two from each of two experts: whichever the committee gives three, the other is
 * approved as proposed, and that is one too many. */
static void days_raised_beside_another_proposal_are_too_many(void **state)
{
    static const char *const experts[] = {"e0", "e1"};
    (void)state;
    for (int32_t raised = 0; raised < 2; raised++) {
        struct stage s;
        set(&s);
        submit(&s);
        s.scene.draft.n_partners = s.scene.draft.n_experts = 2;
        s.scene.needs[0][0].half_days = 4;
        s.scene.needs[0][0].experts_max = 2;
        propose(&s, 0, 0, 2);
        propose(&s, 0, 1, 2);
        row(&s, APPUI_DECISION_APPROVED, NULL)->day = s.scene.monday + 2;
        struct appui_decision *more = row(&s, APPUI_DECISION_APPROVED, "j0/n0");
        more->expert = experts[raised];
        more->half_days = 3;
        refuse(&s, APPUI_FAULT_DECIDE_TOO_MANY_DAYS, "/decisions/1/days");
        strike(&s);
    }
}

/* e1 is free in the first week and on the second Thursday only. */
static void another_expert_keeps_the_sessions_that_fit(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    s.scene.draft.n_partners = s.scene.draft.n_experts = 2;
    appui_scene_free(&s.scene, &s.scene.experts[1].availability, 20, 21);
    propose_usual(&s);
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e1";
    decide(&s);
    assert_int_equal(s.after->lines[0].expert, 1);
    assert_int_equal(s.after->lines[0].half_days, 2);
    assert_int_equal(s.after->lines[0].n_sessions, 1);
    assert_session(&s, 0, 0, 20, APPUI_SESSION_PLANNED);
    assert_gap(&s, 0, APPUI_GAP_EXPERT_REPLACED);
    strike(&s);
}

static void an_expert_with_an_estimate_replaces_with_the_days_estimated(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    s.scene.draft.n_partners = s.scene.draft.n_experts = 2;
    appui_scene_estimate(&s.scene, "j0/n0", "e1", 3);
    propose_usual(&s);
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e1";
    decide(&s);
    assert_int_equal(s.after->lines[0].half_days, 3);
    strike(&s);
}

static void a_refused_line_is_dropped_and_the_rest_approved(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    s.scene.projects[0].n_needs = 2;
    propose_usual(&s);
    propose(&s, 1, 0, 2);
    row(&s, APPUI_DECISION_REFUSED, "j0/n1");
    row(&s, APPUI_DECISION_APPROVED, NULL);
    decide(&s);
    assert_int_equal(s.after->n_lines, 1);
    assert_int_equal(s.after->lines[0].need, 0);
    assert_gap(&s, 0, APPUI_GAP_LINE_DROPPED);
    assert_int_equal(s.result.proposed, 4);
    assert_int_equal(s.result.decided, 2);
    strike(&s);
}

static void approving_one_support_line_approves_the_dossier_with_it_alone(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    s.scene.projects[0].n_needs = 2;
    propose_usual(&s);
    propose(&s, 1, 0, 2);
    row(&s, APPUI_DECISION_APPROVED, "j0/n0");
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_APPROVED);
    assert_int_equal(s.after->n_lines, 1);
    assert_gap(&s, 0, APPUI_GAP_LINE_DROPPED);
    strike(&s);
}

/* Two lines of a dossier are approved, and the date of the meeting is typed in one of the rows. */
static void the_date_of_one_row_serves_for_the_dossier(void **state)
{
    (void)state;
    for (int32_t dated = 0; dated < 2; dated++) {
        struct stage s;
        set(&s);
        submit(&s);
        s.scene.projects[0].n_needs = 2;
        propose(&s, 0, 0, 2);
        propose(&s, 1, 0, 2);
        row(&s, APPUI_DECISION_APPROVED, "j0/n0");
        row(&s, APPUI_DECISION_APPROVED, "j0/n1");
        s.rows[dated].day = s.scene.monday + 2;
        decide(&s);
        assert_int_equal(s.after->projects[0].status, APPUI_APPROVED);
        assert_int_equal(s.after->projects[0].committee, s.scene.monday + 2);
        assert_int_equal(s.after->as_of, s.scene.monday + 2);
        assert_int_equal(s.after->n_lines, 2);
        strike(&s);
    }
}

static void two_dates_for_one_dossier_are_a_slip(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    s.scene.projects[0].n_needs = 2;
    propose(&s, 0, 0, 2);
    propose(&s, 1, 0, 2);
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->day = s.scene.monday + 2;
    row(&s, APPUI_DECISION_APPROVED, "j0/n1")->day = s.scene.monday + 3;
    refuse(&s, APPUI_FAULT_DECIDE_TWO_DATES, "/decisions/1/date");
    strike(&s);
}

static void meet_with_mandataire(struct stage *s, int32_t partner)
{
    s->scene.draft.n_partners = 2;
    submit(s);
    propose_usual(s);
    meet(s, 2);
    s->mandataire = (struct appui_mandataire){0, partner};
    s->plan.n_mandataires = 1;
    s->plan.mandataires = &s->mandataire;
}

static int32_t count_told(const struct stage *s, enum appui_effect_kind kind)
{
    int32_t n = 0;
    for (int32_t i = 0; i < s->result.n_effects; i++) {
        n += s->result.effects[i].kind == kind ? 1 : 0;
    }
    return n;
}

/* The first effect of a kind; the test fails without one. */
static int32_t n_told(const struct stage *s, enum appui_effect_kind kind)
{
    int32_t n = 0;
    for (int32_t i = 0; i < s->result.n_effects; i++) {
        n += s->result.effects[i].kind == kind ? 1 : 0;
    }
    return n;
}

static const struct appui_effect *told(const struct stage *s, enum appui_effect_kind kind)
{
    static const struct appui_effect none;
    for (int32_t i = 0; i < s->result.n_effects; i++) {
        if (s->result.effects[i].kind == kind)
            return &s->result.effects[i];
    }
    fail_msg("nothing of the kind %s is told", appui_effect_name(kind));
    return &none;
}

static void the_committee_names_another_mandataire(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    meet_with_mandataire(&s, 0);
    row(&s, APPUI_DECISION_APPROVED, NULL)->mandataire = s.scene.draft.partners[1].id;
    decide(&s);
    assert_int_equal(s.after->projects[0].mandataire, 1);
    assert_int_equal(told(&s, APPUI_EFFECT_MANDATAIRE)->other, 1);
    assert_int_equal(told(&s, APPUI_EFFECT_MANDATAIRE)->other_before, -1);
    assert_int_equal(s.result.n_gaps, 1);
    assert_gap(&s, 0, APPUI_GAP_MANDATAIRE_CHANGED);
    strike(&s);
}

/* As proposed, and where nothing was proposed, the committee changes nothing. */
static void a_mandataire_as_proposed_is_no_change(void **state)
{
    (void)state;
    for (int proposed = 0; proposed < 2; proposed++) {
        struct stage s;
        set(&s);
        meet_with_mandataire(&s, 1);
        s.plan.n_mandataires = proposed;
        row(&s, APPUI_DECISION_APPROVED, "j0/n0")->mandataire = s.scene.draft.partners[1].id;
        decide(&s);
        assert_int_equal(s.after->projects[0].mandataire, 1);
        assert_int_equal(s.result.n_gaps, 0);
        strike(&s);
    }
}

/* p1 was to be named on Wednesday, its last day. The committee met on Friday; or, by force, the
 * firm has come to exclude it. Nobody is named then: the next plan does (R14). */
static void a_mandataire_proposed_that_may_not_be_is_left_out(void **state)
{
    (void)state;
    for (int excluded = 0; excluded < 2; excluded++) {
        struct stage s;
        set(&s);
        meet_with_mandataire(&s, 1);
        if (excluded) {
            s.other_state = true;
            s.scene.projects[0].excluded_partners = appui_scene_text(&s.scene, "p1");
        } else {
            s.scene.draft.partners[1].until = s.scene.monday + 2;
            s.as_of = s.scene.monday + 4;
        }
        row(&s, APPUI_DECISION_APPROVED, NULL)->day = s.scene.monday + (excluded ? 2 : 4);
        decide(&s);
        assert_int_equal(s.after->projects[0].status, APPUI_APPROVED);
        assert_int_equal(s.after->projects[0].mandataire, -1);
        strike(&s);
    }
}

/* The firm runs, nothing is proposed to it: its mandataire alone changes. */
static void a_running_dossier_gets_another_mandataire(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    s.scene.draft.n_partners = 2;
    s.scene.projects[0].status = APPUI_RUNNING;
    s.scene.projects[0].mandataire = s.scene.draft.partners[0].id;
    row(&s, APPUI_DECISION_APPROVED, NULL)->mandataire = s.scene.draft.partners[1].id;
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_RUNNING);
    assert_int_equal(s.after->projects[0].mandataire, 1);
    assert_int_equal(told(&s, APPUI_EFFECT_MANDATAIRE)->other_before, 0);
    assert_gap(&s, 0, APPUI_GAP_MANDATAIRE_CHANGED);
    strike(&s);
}

/* p1 followed the running firm and has left: the plan's p0 takes its place, unless the row names
 * another. */
static void an_approval_replaces_a_mandataire_that_has_left(void **state)
{
    (void)state;
    for (int named = 0; named < 2; named++) {
        struct stage s;
        set(&s);
        meet_with_mandataire(&s, 0);
        s.scene.draft.n_partners = 3;
        s.scene.projects[0].status = APPUI_RUNNING;
        s.scene.projects[0].mandataire = s.scene.draft.partners[1].id;
        s.scene.draft.partners[1].until = s.scene.monday - 1;
        row(&s, APPUI_DECISION_APPROVED, NULL)->mandataire =
            named ? s.scene.draft.partners[2].id : NULL;
        decide(&s);
        assert_int_equal(s.after->projects[0].mandataire, 2 * named);
        assert_int_equal(told(&s, APPUI_EFFECT_MANDATAIRE)->other_before, 1);
        assert_int_equal(s.result.n_gaps, named);
        strike(&s);
    }
}

/* Approved before without one: the line that is approved now brings the plan's. */
static void a_line_brings_the_first_mandataire_of_its_dossier(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    propose_usual(&s);
    s.mandataire = (struct appui_mandataire){0, 0};
    s.plan.n_mandataires = 1;
    s.plan.mandataires = &s.mandataire;
    row(&s, APPUI_DECISION_APPROVED, "j0/n0");
    decide(&s);
    assert_int_equal(s.after->projects[0].mandataire, 0);
    strike(&s);
}

static void a_mandataire_must_be_known_allowed_and_still_there(void **state)
{
    static const struct {
        enum appui_fault_code code;
        const char *id;
    } cases[] = {{APPUI_FAULT_PLAN_PARTNER_UNKNOWN, "nobody"},
                 {APPUI_FAULT_DECIDE_MANDATAIRE_EXCLUDED, NULL},
                 {APPUI_FAULT_DECIDE_MANDATAIRE_LEFT, NULL}};
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct stage s;
        set(&s);
        meet_with_mandataire(&s, 0);
        const char *excluded[] = {s.scene.draft.partners[1].id};
        if (i == 1)
            s.scene.projects[0].excluded_partners =
                (struct appui_draft_texts){.given = true, .n = 1, .items = excluded};
        if (i == 2)
            s.scene.draft.partners[1].until =
                s.scene.monday + 1; /* the meeting is on the next day */
        row(&s, APPUI_DECISION_APPROVED, NULL)->mandataire =
            cases[i].id != NULL ? cases[i].id : s.scene.draft.partners[1].id;
        refuse(&s, cases[i].code, "/decisions/0/mandataire");
        strike(&s);
    }
}

static void two_mandataires_of_one_dossier_contradict(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    meet_with_mandataire(&s, 0);
    row(&s, APPUI_DECISION_APPROVED, NULL)->mandataire = s.scene.draft.partners[0].id;
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->mandataire = s.scene.draft.partners[1].id;
    refuse(&s, APPUI_FAULT_DECIDE_TWO_MANDATAIRES, "/decisions/1/mandataire");
    strike(&s);
}

/* The meeting of Wednesday deferred j0. On the same day it can be put before that of Friday alone;
 * the file knew two meetings, out of order. */
static void what_a_meeting_deferred_waits_for_the_next_one(void **state)
{
    appui_day dates[] = {0, 0}, before[] = {0, 0};
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    for (int32_t i = 0; i < 2; i++) {
        dates[i] = s.scene.monday + 2 + 2 * i;
        before[i] = s.scene.monday - 7 - 7 * i;
    }
    s.scene.draft.committees.candidates =
        (struct appui_draft_dates){.given = true, .n = 2, .items = dates};
    s.scene.draft.committees.held =
        (struct appui_draft_dates){.given = true, .n = 2, .items = before};
    meet(&s, 2);
    row(&s, APPUI_DECISION_DEFERRED, NULL);
    decide(&s);
    assert_int_equal(s.after->as_of, s.scene.monday + 2);
    assert_int_equal(s.after->meets_from, s.scene.monday + 3);
    assert_int_equal(s.after->committees.n_held, 3);
    assert_int_equal(s.after->committees.held[2], s.scene.monday + 2);
    struct appui_standing *standing = appui_standing_build(s.after);
    assert_non_null(standing);
    assert_int_equal(standing->dates.n, 1);
    assert_int_equal(standing->dates.dates[0].day, s.scene.monday + 4);
    appui_standing_free(standing);
    int32_t told = 0;
    for (int32_t i = 0; i < s.result.n_effects; i++) {
        told += s.result.effects[i].kind == APPUI_EFFECT_HELD &&
                s.result.effects[i].day == s.scene.monday + 2;
    }
    assert_int_equal(told, 1);
    strike(&s);
}

/* Known already, in a file out of order: it is neither added again nor told. */
static void a_meeting_is_held_once(void **state)
{
    appui_day held[] = {0, 0};
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    held[0] = s.scene.monday + 2;
    held[1] = s.scene.monday - 7;
    s.scene.draft.as_of = s.scene.monday + 2;
    s.scene.draft.committees.held =
        (struct appui_draft_dates){.given = true, .n = 2, .items = held};
    row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 2;
    decide(&s);
    assert_int_equal(s.after->committees.n_held, 2);
    for (int32_t i = 0; i < s.result.n_effects; i++) {
        assert_int_not_equal(s.result.effects[i].kind, APPUI_EFFECT_HELD);
    }
    strike(&s);
}

static void a_basin_without_committees_holds_none(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    s.scene.projects[0].status = APPUI_SUBMITTED;
    propose_usual(&s);
    row(&s, APPUI_DECISION_APPROVED, NULL)->day = s.scene.monday + 1;
    decide(&s);
    assert_false(s.scene.draft.committees.held.given);
    assert_int_equal(s.after->meets_from, s.scene.monday + 1);
    strike(&s);
}

/* The plan meets on Wednesday, the row says Thursday: a warning, and today stays. */
static void a_date_that_nobody_expects_moves_nothing(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    meet(&s, 2);
    row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 3;
    decide(&s);
    assert_int_equal(s.faults.items[0].code, APPUI_FAULT_DECIDE_OTHER_DATE_AHEAD);
    assert_int_equal(s.after->as_of, s.before->as_of);
    assert_int_equal(s.after->committees.n_held, 0);
    assert_int_equal(s.after->projects[0].status, APPUI_DEFERRED);
    strike(&s);
}

static void a_date_confirmed_by_today_was_a_meeting(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    meet(&s, 2);
    s.as_of = s.scene.monday + 3;
    row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 3;
    decide(&s);
    assert_int_equal(s.faults.items[0].code, APPUI_FAULT_DECIDE_OTHER_DATE);
    assert_int_equal(s.after->as_of, s.scene.monday + 3);
    assert_int_equal(s.after->committees.held[0], s.scene.monday + 3);
    strike(&s);
}

/* Two meetings ahead: j0 on Wednesday, j1 on the second Wednesday. */
static void plan_two_meetings(struct stage *s)
{
    set(s);
    submit(s);
    s->scene.draft.n_projects = 2;
    s->scene.projects[1].status = APPUI_SUBMITTED;
    meet(s, 2);
    s->agenda[1] = 1;
    s->meetings[1] = s->meetings[0];
    s->meetings[1].day = s->scene.monday + 9;
    s->meetings[1].agenda = &s->agenda[1];
    s->plan.n_meetings = 2;
}

/** Warnings of a code. */
static int32_t n_warned(const struct stage *s, enum appui_fault_code code)
{
    int32_t n = 0;
    for (int32_t i = 0; i < s->faults.n; i++) {
        n += s->faults.items[i].code == code ? 1 : 0;
    }
    return n;
}

/* The date of the other meeting is a slip, as long as the planned one is not past. */
static void a_date_of_another_meeting_than_planned_is_warned_of(void **state)
{
    struct stage s;
    (void)state;
    plan_two_meetings(&s);
    row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 9;
    decide(&s);
    assert_int_equal(n_warned(&s, APPUI_FAULT_DECIDE_PLANNED_DATE), 1);
    assert_string_equal(s.faults.items[0].pointer, "/decisions/0/date");
    strike(&s);
    plan_two_meetings(&s);
    row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 2;
    row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 2;
    s.rows[1].project = "j1";
    decide(&s);
    assert_int_equal(n_warned(&s, APPUI_FAULT_DECIDE_PLANNED_DATE), 1);
    assert_string_equal(s.faults.items[0].pointer, "/decisions/1/date");
    strike(&s);
    plan_two_meetings(&s);
    s.as_of = s.scene.monday + 9;
    row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 9;
    decide(&s);
    assert_int_equal(s.faults.n, 0);
    strike(&s);
}

/* j1 is decided on as planned, and nothing is said of Wednesday's meeting: it could not be held any
 * more. It may be, once today is after it, or when a row decides on it. */
static void a_meeting_passed_over_is_warned_of(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct stage s;
        plan_two_meetings(&s);
        s.as_of = i == 1 ? s.scene.monday + 9 : APPUI_ABSENT;
        row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 9;
        s.rows[0].project = "j1";
        if (i == 2) {
            row(&s, APPUI_DECISION_DEFERRED, NULL)->day = s.scene.monday + 2;
        }
        decide(&s);
        assert_int_equal(n_warned(&s, APPUI_FAULT_DECIDE_MEETING_PASSED_OVER), i == 0 ? 1 : 0);
        assert_int_equal(n_warned(&s, APPUI_FAULT_DECIDE_PLANNED_DATE), 0);
        strike(&s);
    }
}

static void a_second_deferral_is_told(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    s.scene.projects[0].status = APPUI_DEFERRED;
    meet(&s, 2);
    row(&s, APPUI_DECISION_DEFERRED, NULL);
    decide(&s);
    assert_non_null(told(&s, APPUI_EFFECT_DEFERRED_AGAIN));
    assert_int_equal(told(&s, APPUI_EFFECT_DEFERRED_AGAIN)->day, s.scene.monday + 2);
    strike(&s);
}

/* The dossier was approved before; on the second Tuesday the committee takes what the plan proposes
 * for that day and for Thursday. */
static void a_session_up_to_the_decision_was_never_agreed(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    propose_usual(&s);
    row(&s, APPUI_DECISION_APPROVED, NULL)->day = s.scene.monday + 8;
    decide(&s);
    assert_int_equal(s.after->lines[0].half_days, 2);
    assert_int_equal(s.after->lines[0].n_sessions, 1);
    assert_session(&s, 0, 0, 20, APPUI_SESSION_PLANNED);
    assert_int_equal(told(&s, APPUI_EFFECT_SESSION_NOT_AGREED)->from.day, s.scene.monday + 8);
    assert_int_equal(told(&s, APPUI_EFFECT_SESSION_NOT_AGREED)->day, s.scene.monday + 9);
    assert_int_equal(told(&s, APPUI_EFFECT_RETAINED)->n_undated, 1);
    strike(&s);
}

/* Agreed days that the plan dates on Wednesday and on the second Tuesday. */
static void date_agreed_days(struct stage *s)
{
    appui_scene_line(&s->scene, "j0/n0", "e0", 2);
    struct appui_plan_line *line = propose(s, 0, 0, 2);
    line->state = APPUI_SIGNED;
    line->basin_line = 0;
    date(s, line, 4);
    date(s, line, 16);
}

/* On Thursday nobody agrees to Wednesday: what was held then is recorded as done. A row about the
 * dossier and one about the line tell it once. */
static void a_date_of_agreed_days_up_to_the_decision_is_not_taken(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    date_agreed_days(&s);
    row(&s, APPUI_DECISION_APPROVED, NULL)->day = s.scene.monday + 3;
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->day = s.scene.monday + 3;
    decide(&s);
    assert_int_equal(s.after->lines[0].n_sessions, 1);
    assert_session(&s, 0, 0, 16, APPUI_SESSION_PLANNED);
    assert_int_equal(told(&s, APPUI_EFFECT_DATE_NOT_AGREED)->from.day, s.scene.monday + 2);
    assert_int_equal(told(&s, APPUI_EFFECT_DATE_NOT_AGREED)->day, s.scene.monday + 4);
    assert_int_equal(n_told(&s, APPUI_EFFECT_DATE_NOT_AGREED), 1);
    strike(&s);
}

/* The calendar in force gave Wednesday too: it may have been held, and is to be confirmed. */
static void a_date_that_the_calendar_gave_before_is_taken(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    date_agreed_days(&s);
    struct appui_date_half given = {s.scene.monday + 2, APPUI_AM};
    struct appui_previous_pair pair = {0, 0, 0, 1, &given};
    struct appui_previous previous = {.n_agreed = 1, .agreed = &pair};
    s.plan.previous = &previous;
    row(&s, APPUI_DECISION_APPROVED, NULL)->day = s.scene.monday + 3;
    decide(&s);
    assert_session(&s, 0, 0, 4, APPUI_SESSION_PLANNED);
    assert_session(&s, 0, 1, 16, APPUI_SESSION_PLANNED);
    assert_int_equal(n_told(&s, APPUI_EFFECT_DATE_NOT_AGREED), 0);
    assert_int_equal(told(&s, APPUI_EFFECT_SESSION_DATED)->day, s.scene.monday + 4);
    strike(&s);
}

/* All of them are over: the row has been answered, and is no fault. */
static void dates_that_are_all_over_are_told_and_no_fault(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    date_agreed_days(&s);
    row(&s, APPUI_DECISION_APPROVED, NULL)->day = s.scene.monday + 10;
    decide(&s);
    assert_int_equal(s.after->lines[0].n_sessions, 0);
    assert_int_equal(s.after->lines[0].half_days, 2);
    assert_non_null(told(&s, APPUI_EFFECT_DATE_NOT_AGREED));
    strike(&s);
}

/* In the same table, whichever row comes first. */
static void a_session_held_on_a_date_that_is_not_taken_is_recorded(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    date_agreed_days(&s);
    row(&s, APPUI_DECISION_APPROVED, NULL)->day = s.scene.monday + 3;
    struct appui_decision *held = row(&s, APPUI_DECISION_DONE, "j0/n0");
    held->day = s.scene.monday + 2;
    held->half = APPUI_AM;
    held->half_days = 1;
    decide(&s);
    assert_int_equal(n_told(&s, APPUI_EFFECT_DATE_NOT_AGREED), 0);
    assert_session(&s, 0, 0, 4, APPUI_SESSION_DONE);
    assert_session(&s, 0, 1, 16, APPUI_SESSION_PLANNED);
    strike(&s);
}

/* Examined on the second Friday: the diagnostic dated before can only have been held. */
static void a_diagnostic_before_the_meeting_keeps_its_dates(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    s.scene.needs[0][0].phase = APPUI_DIAGNOSTIC;
    propose_usual(&s);
    meet(&s, 11);
    row(&s, APPUI_DECISION_APPROVED, NULL);
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_APPROVED);
    assert_session(&s, 0, 0, 16, APPUI_SESSION_PLANNED);
    assert_session(&s, 0, 1, 20, APPUI_SESSION_PLANNED);
    assert_int_equal(n_told(&s, APPUI_EFFECT_SESSION_NOT_AGREED), 0);
    strike(&s);
}

/* A need alone orders the diagnostic and examines nothing: it is yet to come. */
static void a_diagnostic_ordered_at_the_meeting_comes_after_it(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    s.scene.needs[0][0].phase = APPUI_DIAGNOSTIC;
    propose_usual(&s);
    meet(&s, 11);
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->day = s.scene.monday + 8;
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_SUBMITTED);
    assert_int_equal(s.after->lines[0].n_sessions, 1);
    assert_session(&s, 0, 0, 20, APPUI_SESSION_PLANNED);
    strike(&s);
}

static void a_session_of_what_is_only_proposed_is_told_so(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    propose_usual(&s);
    row(&s, APPUI_DECISION_DONE, "j0/n0")->day = s.scene.monday + 8;
    refuse(&s, APPUI_FAULT_DECIDE_ONLY_PROPOSED, "/decisions/0/decision");
    strike(&s);
}

/* Two dossiers are on the agenda, the table speaks of one. */
static void tells_what_a_meeting_left_undecided(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    s.scene.draft.n_projects = 2;
    s.scene.projects[1].status = APPUI_SUBMITTED;
    meet(&s, 2);
    s.agenda[1] = 1;
    s.meetings[0].n_agenda = 2;
    row(&s, APPUI_DECISION_DEFERRED, NULL);
    decide(&s);
    const struct appui_effect *left = told(&s, APPUI_EFFECT_UNDECIDED);
    assert_non_null(left);
    assert_int_equal(left->project, 1);
    assert_int_equal(left->day, s.scene.monday + 2);
    strike(&s);
}

static void a_firm_that_withdraws_is_not_left_undecided(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    s.scene.draft.n_projects = 2;
    s.scene.projects[1].status = APPUI_SUBMITTED;
    meet(&s, 2);
    s.agenda[1] = 1;
    s.meetings[0].n_agenda = 2;
    row(&s, APPUI_DECISION_DEFERRED, NULL);
    row(&s, APPUI_DECISION_WITHDRAWN, NULL)->project = "j1";
    decide(&s);
    assert_int_equal(n_told(&s, APPUI_EFFECT_UNDECIDED), 0);
    strike(&s);
}

/* One of two proposed lines is approved: of a dossier to be examined the other is dropped with it,
 * of one approved before it stays proposed. */
static void the_other_lines_are_dropped_where_the_dossier_is_examined(void **state)
{
    (void)state;
    for (int examined = 0; examined < 2; examined++) {
        struct stage s;
        set(&s);
        submit(&s);
        s.scene.projects[0].status = examined == 1 ? APPUI_SUBMITTED : APPUI_APPROVED;
        s.scene.projects[0].n_needs = 2;
        propose_usual(&s);
        propose(&s, 1, 0, 1);
        meet(&s, 2);
        row(&s, APPUI_DECISION_APPROVED, "j0/n0")->day = s.scene.monday + 2;
        decide(&s);
        assert_int_equal(s.after->n_lines, 1);
        assert_int_equal(n_told(&s, APPUI_EFFECT_DROPPED), examined);
        assert_int_equal(s.result.n_gaps, examined);
        strike(&s);
    }
}

/* Who refuses or defers the lines has not decided on the dossier, on the agenda or not. */
static void a_dossier_of_which_lines_are_refused_stays_undecided(void **state)
{
    static const enum appui_decision_kind kinds[] = {APPUI_DECISION_REFUSED,
                                                     APPUI_DECISION_DEFERRED};
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct stage s;
        bool on_agenda = i < 2;
        set(&s);
        submit(&s);
        propose_usual(&s);
        meet(&s, on_agenda ? 2 : 3);
        row(&s, kinds[i % 2], "j0/n0")->day = s.scene.monday + 2;
        decide(&s);
        assert_int_equal(s.after->projects[0].status, APPUI_SUBMITTED);
        assert_int_equal(n_told(&s, APPUI_EFFECT_STILL_OPEN), 1);
        assert_int_equal(told(&s, APPUI_EFFECT_STILL_OPEN)->project, 0);
        assert_int_equal(n_told(&s, APPUI_EFFECT_UNDECIDED), on_agenda ? 1 : 0);
        strike(&s);
    }
}

/* One line refused, the other approved: that retains the dossier. */
static void a_dossier_retained_by_another_line_does_not_stay_open(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    s.scene.projects[0].n_needs = 2;
    propose_usual(&s);
    propose(&s, 1, 0, 1);
    meet(&s, 2);
    row(&s, APPUI_DECISION_REFUSED, "j0/n0");
    row(&s, APPUI_DECISION_APPROVED, "j0/n1");
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_APPROVED);
    assert_int_equal(n_told(&s, APPUI_EFFECT_STILL_OPEN), 0);
    assert_int_equal(n_told(&s, APPUI_EFFECT_UNDECIDED), 0);
    strike(&s);
}

/* Expert e1 of partner p1 is on the stage too. */
static void add_expert(struct stage *s)
{
    s->scene.draft.n_partners = 2;
    s->scene.draft.n_experts = 2;
}

/* Wednesday's session has been with the old expert, held or not; the second Monday's passes to the
 * new one, date and all. */
static void another_expert_takes_over_what_is_to_come(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    add_expert(&s);
    struct appui_decision *over = row(&s, APPUI_DECISION_APPROVED, "j0/n0");
    over->expert = "e0";
    over->new_expert = "e1";
    over->day = s.scene.monday + 3;
    decide(&s);
    assert_int_equal(s.after->n_lines, 2);
    assert_int_equal(s.after->lines[0].half_days, 1);
    assert_session(&s, 0, 0, 4, APPUI_SESSION_PLANNED);
    assert_session(&s, 0, 1, 14, APPUI_SESSION_CANCELLED);
    assert_int_equal(s.after->lines[1].expert, 1);
    assert_int_equal(s.after->lines[1].half_days, 1);
    assert_int_equal(s.after->lines[1].state, APPUI_RETAINED);
    assert_session(&s, 1, 0, 14, APPUI_SESSION_PLANNED);
    assert_int_equal(told(&s, APPUI_EFFECT_RETAINED)->other, 0);
    assert_int_equal(s.result.n_gaps, 0);
    assert_int_equal(s.result.decided, 0);
    strike(&s);
}

/* Of four half-days that the need asks, e0 had two: Wednesday's stays, the second Monday's is taken
 * back. e1 is given `half_days`, by two rows or by one. */
static void replace(struct stage *s, bool one_row, int32_t half_days)
{
    set(s);
    agree(s, APPUI_SIGNED);
    add_expert(s);
    s->scene.needs[0][0].half_days = 4;
    s->scene.needs[0][0].half_days_min = 1;
    struct appui_decision *granted = row(s, APPUI_DECISION_APPROVED, "j0/n0");
    granted->day = s->scene.monday + 3;
    granted->half_days = half_days;
    granted->expert = one_row ? "e0" : "e1";
    if (one_row) {
        granted->new_expert = "e1";
    } else {
        struct appui_decision *ill = row(s, APPUI_DECISION_WITHDRAWN, "j0/n0");
        ill->expert = "e0";
        ill->day = s->scene.monday + 4;
    }
    decide(s);
    assert_int_equal(s->after->n_lines, 2);
    assert_int_equal(s->after->lines[1].expert, 1);
    assert_int_equal(s->after->lines[1].half_days, half_days);
}

/* Days that pass from one expert to another were decided on before: only what goes beyond them is a
 * grant that nobody proposed. */
static void an_expert_replaced_by_two_rows_counts_like_one_row(void **state)
{
    (void)state;
    for (int one_row = 0; one_row < 2; one_row++) {
        struct stage s;
        replace(&s, one_row == 1, 1);
        assert_int_equal(s.result.n_gaps, 0);
        assert_int_equal(s.result.decided, 0);
        strike(&s);
        replace(&s, one_row == 1, 3);
        assert_int_equal(s.result.n_gaps, 1);
        assert_gap(&s, 0, APPUI_GAP_NOT_PROPOSED);
        assert_int_equal(s.result.gaps[0].expert, 1);
        assert_int_equal(s.result.gaps[0].proposed, 0);
        assert_int_equal(s.result.gaps[0].decided, 2);
        assert_int_equal(s.result.decided, 2);
        strike(&s);
    }
}

/* What nobody takes over in this table may be granted by a later one: the journal tells it. */
static void days_taken_back_and_not_granted_again_are_noted(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    row(&s, APPUI_DECISION_WITHDRAWN, "j0/n0")->day = s.scene.monday + 4;
    decide(&s);
    assert_int_equal(s.result.n_gaps, 1);
    assert_gap(&s, 0, APPUI_GAP_DAYS_TAKEN_BACK);
    assert_int_equal(s.result.gaps[0].need, 0);
    assert_int_equal(s.result.gaps[0].expert, -1);
    assert_int_equal(s.result.gaps[0].proposed, 1);
    assert_int_equal(s.result.gaps[0].decided, 0);
    assert_int_equal(s.result.proposed, 0);
    strike(&s);
}

/* Nothing was held: the line ends, and the half-day without a date is the new expert's too. */
static void another_expert_takes_over_a_whole_line(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    add_expert(&s);
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e1";
    row(&s, APPUI_DECISION_CANCELLED, "j0/n0")->day = s.scene.monday + 2;
    decide(&s);
    assert_int_equal(s.after->n_lines, 1);
    assert_int_equal(s.after->lines[0].expert, 1);
    assert_int_equal(s.after->lines[0].half_days, 2);
    assert_int_equal(s.after->lines[0].n_sessions, 1);
    assert_session(&s, 0, 0, 14, APPUI_SESSION_PLANNED);
    assert_non_null(told(&s, APPUI_EFFECT_LINE_ENDED));
    assert_int_equal(told(&s, APPUI_EFFECT_RETAINED)->n_undated, 1);
    strike(&s);
}

static void nothing_left_passes_to_nobody(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    add_expert(&s);
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e1";
    s.rows[0].day = s.scene.monday + 7;
    refuse(&s, APPUI_FAULT_DECIDE_NOTHING_LEFT, "/decisions/0/new_expert");
    strike(&s);
}

static void a_session_of_a_line_handed_over_does_not_move(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    add_expert(&s);
    struct appui_decision *move = row(&s, APPUI_DECISION_MOVED, "j0/n0");
    move->day = s.scene.monday + 7;
    move->to_day = s.scene.monday + 8;
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e1";
    refuse(&s, APPUI_FAULT_DECIDE_CONTRADICTS, "/decisions/1/decision");
    strike(&s);
}

/* Whoever is not to be proposed cannot take over either; nor does one take over from oneself. */
static void taking_over_is_judged_like_a_replacement(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    add_expert(&s);
    s.scene.levels[1].level = 1;
    s.scene.needs[0][0].level = 3;
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e1";
    refuse(&s, APPUI_FAULT_DECIDE_SKILL, "/decisions/0/new_expert");
    strike(&s);
    set(&s);
    agree(&s, APPUI_SIGNED);
    add_expert(&s);
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e0";
    refuse(&s, APPUI_FAULT_DECIDE_NOTHING_PROPOSED, "/decisions/0/decision");
    strike(&s);
}

static void a_diagnostic_is_ordered_while_the_dossier_is_deferred(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    s.scene.projects[0].n_needs = 2;
    s.scene.projects[0].committee = s.scene.monday + 2;
    s.scene.needs[0][0].phase = APPUI_DIAGNOSTIC;
    propose_usual(&s);
    propose(&s, 1, 0, 2);
    row(&s, APPUI_DECISION_APPROVED, "j0/n0");
    row(&s, APPUI_DECISION_DEFERRED, NULL);
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_DEFERRED);
    assert_int_equal(s.scene.draft.projects[0].committee, APPUI_ABSENT);
    assert_int_equal(s.after->n_lines, 1);
    assert_int_equal(s.after->lines[0].need, 0);
    assert_int_equal(s.after->lines[0].n_sessions, 2);
    strike(&s);
}

static void a_pair_that_nobody_proposed_is_retained_without_dates(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    row(&s, APPUI_DECISION_APPROVED, "j0/n0")->expert = "e0";
    decide(&s);
    assert_int_equal(s.after->lines[0].half_days, 2);
    assert_int_equal(s.after->lines[0].n_sessions, 0);
    assert_gap(&s, 0, APPUI_GAP_NOT_PROPOSED);
    strike(&s);
}

/* The plan is of another state: an agreed session has since taken the second Tuesday morning. */
static void by_force_a_proposal_keeps_only_the_sessions_that_still_fit(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    s.scene.projects[0].n_needs = 2;
    struct appui_draft_line *agreed = appui_scene_line(&s.scene, "j0/n1", "e0", 1);
    appui_scene_session(&s.scene, agreed, 16, APPUI_SESSION_PLANNED);
    propose_usual(&s);
    s.other_state = true;
    row(&s, APPUI_DECISION_APPROVED, "j0/n0");
    decide(&s);
    assert_int_equal(s.after->lines[1].half_days, 2);
    assert_int_equal(s.after->lines[1].n_sessions, 1);
    assert_session(&s, 1, 0, 20, APPUI_SESSION_PLANNED);
    strike(&s);
}

/* Agreed days without a session: the plan dates one, and an approval takes the date. */
static void approval_takes_the_dates_that_a_plan_gives_to_agreed_days(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    struct appui_draft_line *agreed = appui_scene_line(&s.scene, "j0/n0", "e0", 2);
    appui_scene_session(&s.scene, agreed, 4, APPUI_SESSION_PLANNED);
    struct appui_plan_line *line = propose(&s, 0, 0, 2);
    line->state = APPUI_SIGNED;
    line->basin_line = 0;
    date(&s, line, 4);
    date(&s, line, 16);
    row(&s, APPUI_DECISION_APPROVED, NULL);
    decide(&s);
    assert_int_equal(s.after->n_lines, 1);
    assert_int_equal(s.after->lines[0].n_sessions, 2);
    assert_session(&s, 0, 1, 16, APPUI_SESSION_PLANNED);
    strike(&s);
}

/* ---- dossiers ---- */

/* The journal tells what was proposed; the committee has not decided on it. */
static void days_of_a_firm_that_withdraws_were_not_decided_on(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    propose_usual(&s);
    row(&s, APPUI_DECISION_WITHDRAWN, NULL);
    decide(&s);
    assert_gap(&s, 0, APPUI_GAP_WITHDRAWN);
    assert_int_equal(s.result.gaps[0].proposed, 2);
    assert_int_equal(s.result.proposed, 0);
    strike(&s);
}

static void a_refused_dossier_keeps_the_date_that_refused_it(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    propose_usual(&s);
    meet(&s, 2);
    row(&s, APPUI_DECISION_REFUSED, NULL);
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_REFUSED);
    assert_int_equal(s.after->projects[0].committee, s.scene.monday + 2);
    assert_int_equal(s.after->n_lines, 0);
    assert_gap(&s, 0, APPUI_GAP_REFUSED);
    assert_int_equal(s.result.gaps[0].proposed, 2);
    assert_int_equal(s.result.decided, 0);
    strike(&s);
}

/* Slot 4 was held; of slot 14 nothing is left: the line has its one half-day, all done. */
static void a_firm_that_withdraws_keeps_what_was_done(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED)->sessions[0].state = APPUI_SESSION_DONE;
    row(&s, APPUI_DECISION_WITHDRAWN, NULL);
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_WITHDRAWN);
    assert_int_equal(s.after->lines[0].half_days, 1);
    assert_int_equal(s.after->lines[0].state, APPUI_DONE);
    assert_session(&s, 0, 1, 14, APPUI_SESSION_CANCELLED);
    assert_int_equal(count_told(&s, APPUI_EFFECT_LINE_UNDATED), 0);
    strike(&s);
}

/* Slot 4 has passed and may have been held: it stays, and its half-day with it. */
static void a_session_before_today_stays_when_a_firm_withdraws(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    row(&s, APPUI_DECISION_WITHDRAWN, NULL);
    decide(&s);
    assert_int_equal(s.after->lines[0].half_days, 1);
    assert_int_equal(s.after->lines[0].state, APPUI_SIGNED);
    assert_session(&s, 0, 0, 4, APPUI_SESSION_PLANNED);
    strike(&s);
}

static void a_line_of_which_nothing_is_left_is_taken_out(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_RETAINED);
    s.scene.draft.as_of = s.scene.monday;
    row(&s, APPUI_DECISION_CLOSED, NULL);
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_CLOSED);
    assert_int_equal(s.after->n_lines, 0);
    strike(&s);
}

static void closing_a_need_leaves_the_dossier_open(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED)->sessions[0].state = APPUI_SESSION_DONE;
    s.scene.projects[0].status = APPUI_RUNNING;
    row(&s, APPUI_DECISION_CLOSED, "j0/n0");
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_RUNNING);
    assert_int_equal(s.after->lines[0].state, APPUI_DONE);
    strike(&s);
}

static void retained_lines_are_signed(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_RETAINED);
    row(&s, APPUI_DECISION_SIGNED, NULL)->day = s.scene.monday + 4;
    decide(&s);
    assert_int_equal(s.after->lines[0].state, APPUI_SIGNED);
    assert_int_equal(s.after->as_of, s.scene.monday + 4);
    strike(&s);
}

static void a_dossier_is_approved_and_signed_in_one_file(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    propose_usual(&s);
    row(&s, APPUI_DECISION_SIGNED, NULL);
    row(&s, APPUI_DECISION_APPROVED, NULL);
    decide(&s);
    assert_int_equal(s.after->lines[0].state, APPUI_SIGNED);
    strike(&s);
}

/* ---- sessions ---- */

static void the_first_session_held_sets_a_dossier_running(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    row(&s, APPUI_DECISION_DONE, NULL)->day = s.scene.monday + 2;
    decide(&s);
    assert_session(&s, 0, 0, 4, APPUI_SESSION_DONE);
    assert_int_equal(s.after->projects[0].status, APPUI_RUNNING);
    assert_int_equal(s.after->lines[0].state, APPUI_SIGNED);
    strike(&s);
}

/* A diagnostic is recorded in the file that approves its dossier: it was held before. */
static void a_session_recorded_with_the_approval_sets_nothing_going(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    s.scene.needs[0][0].phase = APPUI_DIAGNOSTIC;
    agree(&s, APPUI_SIGNED);
    row(&s, APPUI_DECISION_DONE, NULL)->day = s.scene.monday + 2;
    row(&s, APPUI_DECISION_APPROVED, NULL)->day = s.scene.monday + 3;
    decide(&s);
    assert_int_equal(s.after->projects[0].status, APPUI_APPROVED);
    assert_session(&s, 0, 0, 4, APPUI_SESSION_DONE);
    strike(&s);
}

static void a_session_held_later_than_today_moves_today(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    row(&s, APPUI_DECISION_DONE, NULL)->day = s.scene.monday + 7;
    decide(&s);
    assert_int_equal(s.after->as_of, s.scene.monday + 7);
    strike(&s);
}

static void without_a_date_all_sessions_up_to_today_are_done(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    s.as_of = s.scene.monday + 10;
    row(&s, APPUI_DECISION_DONE, NULL);
    decide(&s);
    assert_session(&s, 0, 0, 4, APPUI_SESSION_DONE);
    assert_session(&s, 0, 1, 14, APPUI_SESSION_DONE);
    assert_int_equal(s.after->lines[0].state, APPUI_DONE);
    strike(&s);
}

static void fewer_days_done_than_planned_cancel_the_later_sessions(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    s.as_of = s.scene.monday + 10;
    row(&s, APPUI_DECISION_DONE, NULL)->half_days = 1;
    decide(&s);
    assert_session(&s, 0, 0, 4, APPUI_SESSION_DONE);
    assert_session(&s, 0, 1, 14, APPUI_SESSION_CANCELLED);
    assert_int_equal(s.after->lines[0].half_days, 2);
    assert_int_equal(s.after->lines[0].state, APPUI_SIGNED);
    strike(&s);
}

static void a_session_that_lasted_longer_raises_the_days(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    struct appui_decision *said = row(&s, APPUI_DECISION_DONE, NULL);
    said->day = s.scene.monday + 2;
    said->half_days = 2;
    decide(&s);
    assert_int_equal(s.after->lines[0].sessions[0].half, APPUI_FULL);
    assert_int_equal(s.after->lines[0].half_days, 3);
    strike(&s);
}

/* Two half-days agreed, one dated: what is held unplanned uses the other one. */
static void an_unplanned_session_uses_days_without_a_date_first(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED)->n_sessions = 1;
    struct appui_decision *said = row(&s, APPUI_DECISION_DONE, NULL);
    said->day = s.scene.monday + 3;
    said->half = APPUI_PM;
    said->half_days = 1;
    decide(&s);
    assert_session(&s, 0, 1, 7, APPUI_SESSION_DONE);
    assert_int_equal(s.after->lines[0].half_days, 2);
    strike(&s);
}

static void a_session_moves_to_a_free_half_day(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    struct appui_decision *said = row(&s, APPUI_DECISION_MOVED, NULL);
    said->day = s.scene.monday + 7;
    said->to_day = s.scene.monday + 8;
    said->to_half = APPUI_PM;
    decide(&s);
    assert_int_equal(s.after->lines[0].n_sessions, 2);
    assert_session(&s, 0, 1, 17, APPUI_SESSION_PLANNED);
    strike(&s);
}

static void sessions_may_swap_their_dates(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    struct appui_draft_line *line = agree(&s, APPUI_SIGNED);
    line->sessions[0].day = s.scene.monday + 8;
    row(&s, APPUI_DECISION_MOVED, NULL)->day = s.scene.monday + 7;
    row(&s, APPUI_DECISION_MOVED, NULL)->day = s.scene.monday + 8;
    s.rows[0].to_day = s.scene.monday + 8;
    s.rows[1].to_day = s.scene.monday + 7;
    decide(&s);
    assert_int_equal(s.after->lines[0].n_sessions, 2);
    strike(&s);
}

static void a_session_moved_without_a_date_is_to_be_dated_anew(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    row(&s, APPUI_DECISION_MOVED, NULL)->day = s.scene.monday + 7;
    decide(&s);
    assert_int_equal(s.after->lines[0].n_sessions, 1);
    assert_int_equal(s.after->lines[0].half_days, 2);
    strike(&s);
}

static void a_cancelled_session_stays_as_cancelled(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    row(&s, APPUI_DECISION_CANCELLED, NULL)->day = s.scene.monday + 7;
    decide(&s);
    assert_session(&s, 0, 1, 14, APPUI_SESSION_CANCELLED);
    assert_int_equal(s.after->lines[0].half_days, 2);
    assert_int_equal(told(&s, APPUI_EFFECT_LINE_UNDATED)->half_days, 1);
    strike(&s);
}

/* Nothing of a dossier that is over is dated anew: two half-days less one that is not held. */
static void a_session_cancelled_of_a_dossier_that_is_over_takes_its_days(void **state)
{
    static const enum appui_status over[] = {APPUI_WITHDRAWN, APPUI_CLOSED, APPUI_REFUSED};
    (void)state;
    for (size_t i = 0; i < sizeof over / sizeof over[0]; i++) {
        struct stage s;
        set(&s);
        agree(&s, APPUI_SIGNED);
        s.scene.draft.projects[0].status = over[i];
        row(&s, APPUI_DECISION_CANCELLED, NULL)->day = s.scene.monday + 7;
        decide(&s);
        assert_session(&s, 0, 1, 14, APPUI_SESSION_CANCELLED);
        assert_int_equal(s.after->lines[0].half_days, 1);
        assert_int_equal(s.after->lines[0].state, APPUI_SIGNED);
        strike(&s);
    }
}

static void a_session_without_date_of_a_dossier_that_is_over_takes_its_days(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    s.scene.draft.projects[0].status = APPUI_WITHDRAWN;
    row(&s, APPUI_DECISION_MOVED, NULL)->day = s.scene.monday + 7;
    decide(&s);
    assert_int_equal(s.after->lines[0].n_sessions, 1);
    assert_int_equal(s.after->lines[0].half_days, 1);
    strike(&s);
}

/* One half-day of two was held; the other is lost, so the line is done. */
static void fewer_days_held_of_a_dossier_that_is_over_end_its_line(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    s.scene.draft.projects[0].status = APPUI_WITHDRAWN;
    s.as_of = s.scene.monday + 10;
    row(&s, APPUI_DECISION_DONE, NULL)->half_days = 1;
    decide(&s);
    assert_session(&s, 0, 0, 4, APPUI_SESSION_DONE);
    assert_session(&s, 0, 1, 14, APPUI_SESSION_CANCELLED);
    assert_int_equal(s.after->lines[0].half_days, 1);
    assert_int_equal(s.after->lines[0].state, APPUI_DONE);
    strike(&s);
}

static void the_last_session_cancelled_of_a_dossier_that_is_over_takes_the_line_out(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    s.scene.draft.projects[0].status = APPUI_WITHDRAWN;
    row(&s, APPUI_DECISION_CANCELLED, NULL)->day = s.scene.monday + 2;
    row(&s, APPUI_DECISION_CANCELLED, NULL)->day = s.scene.monday + 7;
    decide(&s);
    assert_int_equal(s.after->n_lines, 0);
    strike(&s);
}

/* ---- what is taken with a warning ---- */

static int32_t count_faults(const struct stage *s, enum appui_fault_code code)
{
    int32_t n = 0;
    for (int32_t i = 0; i < s->faults.n; i++)
        n += s->faults.items[i].code == code;
    return n;
}

static void an_approval_without_any_committee_date_is_warned_of(void **state)
{
    (void)state;
    for (int dated = 0; dated < 2; dated++) {
        struct stage s;
        set(&s);
        s.scene.draft.committees.given = true;
        s.scene.draft.projects[0].status = APPUI_SUBMITTED;
        struct appui_decision *said = row(&s, APPUI_DECISION_APPROVED, NULL);
        said->day = dated ? s.scene.monday + 1 : APPUI_ABSENT;
        decide(&s);
        assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_NO_COMMITTEE_DATE), !dated);
        strike(&s);
    }
}

static void without_committees_no_date_is_missed(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    s.scene.draft.projects[0].status = APPUI_SUBMITTED;
    row(&s, APPUI_DECISION_APPROVED, NULL);
    decide(&s);
    assert_int_equal(s.faults.n, 0);
    strike(&s);
}

/* Thursday the 4th, and Saturday the 6th. */
static void an_unplanned_session_on_a_day_off_is_warned_of(void **state)
{
    (void)state;
    for (int32_t day = 3; day < 6; day += 2) {
        struct stage s;
        set(&s);
        agree(&s, APPUI_SIGNED)->n_sessions = 1;
        struct appui_decision *said = row(&s, APPUI_DECISION_DONE, NULL);
        said->day = s.scene.monday + day;
        said->half_days = 2;
        decide(&s);
        assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_DONE_DAY_OFF), day == 5);
        assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_DONE_FAR), 0);
        strike(&s);
    }
}

/* Today is Thursday, day 3: four weeks later nothing is said, a day more is a warning unless
 * --as-of says the same. */
static void an_unplanned_session_weeks_ahead_is_warned_of(void **state)
{
    (void)state;
    for (int32_t i = 0; i < 3; i++) {
        struct stage s;
        set(&s);
        s.scene.draft.horizon_end = s.scene.monday + 60;
        agree(&s, APPUI_SIGNED)->n_sessions = 1;
        struct appui_decision *said = row(&s, APPUI_DECISION_DONE, NULL);
        said->day = s.scene.monday + (i == 0 ? 31 : 32);
        said->half_days = 2;
        s.as_of = i == 2 ? said->day : APPUI_ABSENT;
        decide(&s);
        assert_int_equal(count_faults(&s, APPUI_FAULT_DECIDE_DONE_FAR), i == 1);
        strike(&s);
    }
}

/* ---- refusals that no file shows ---- */

static void a_line_about_to_end_lets_no_session_move(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED);
    struct appui_decision *said = row(&s, APPUI_DECISION_MOVED, NULL);
    said->day = s.scene.monday + 7;
    said->to_day = s.scene.monday + 8;
    row(&s, APPUI_DECISION_WITHDRAWN, NULL);
    refuse(&s, APPUI_FAULT_DECIDE_CONTRADICTS, "/decisions/1/decision");
    strike(&s);
}

static void support_is_not_approved_beside_a_deferral(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    submit(&s);
    propose_usual(&s);
    row(&s, APPUI_DECISION_DEFERRED, NULL);
    row(&s, APPUI_DECISION_APPROVED, "j0/n0");
    refuse(&s, APPUI_FAULT_DECIDE_CONTRADICTS, "/decisions/1/decision");
    strike(&s);
}

static void a_session_does_not_move_before_its_committee(void **state)
{
    struct stage s;
    (void)state;
    set(&s);
    agree(&s, APPUI_SIGNED)->sessions[1].day = s.scene.monday + 8;
    s.scene.draft.committees = appui_sketch_committees();
    s.scene.draft.committees.given = true;
    s.scene.draft.committees.lead_days = 5;
    s.scene.projects[0].committee = s.scene.monday + 2;
    struct appui_decision *said = row(&s, APPUI_DECISION_MOVED, NULL);
    said->day = s.scene.monday + 8;
    said->to_day = s.scene.monday + 4;
    refuse(&s, APPUI_FAULT_DECIDE_SLOT_WINDOW, "/decisions/0/to_date");
    strike(&s);
}

/* ---- memory ---- */

static void fill_for_memory(struct stage *s)
{
    set(s);
    agree(s, APPUI_RETAINED);
    s->scene.projects[0].n_needs = 2;
    date(s, propose(s, 1, 0, 2), 16);
    row(s, APPUI_DECISION_DONE, "j0/n0")->day = s->scene.monday + 2;
    struct appui_decision *said = row(s, APPUI_DECISION_MOVED, "j0/n0");
    said->day = s->scene.monday + 7;
    said->to_day = s->scene.monday + 10;
    row(s, APPUI_DECISION_APPROVED, "j0/n1")->half_days = 1;
    row(s, APPUI_DECISION_SIGNED, NULL);
}

static void decisions_survive_every_failed_allocation(void **state)
{
    (void)state;
    for (long n = 1;; n++) {
        struct stage s;
        fill_for_memory(&s);
        s.before = appui_basin_build(&s.scene.draft, &s.faults);
        s.standing = appui_standing_build(s.before);
        assert_non_null(s.standing);
        struct appui_decide_input in = {.basin = s.before,
                                        .standing = s.standing,
                                        .plan = &s.plan,
                                        .decisions = &s.decisions,
                                        .as_of = APPUI_ABSENT,
                                        .same_state = true};
        appui_memory_fail_after(n);
        int failed = appui_decide(&in, &s.scene.draft, &s.faults, &s.outcome, &s.result);
        appui_memory_fail_after(0);
        assert_true(failed != 0 || (s.faults.n_errors == 0 && s.outcome.n_errors == 0));
        strike(&s);
        if (failed == 0) {
            assert_true(n > 50);
            return;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_approved_dossier_takes_its_proposal_as_it_is),
        cmocka_unit_test(a_later_committee_costs_the_sessions_before_its_lead_days),
        cmocka_unit_test(the_committee_names_another_mandataire),
        cmocka_unit_test(a_mandataire_as_proposed_is_no_change),
        cmocka_unit_test(a_mandataire_proposed_that_may_not_be_is_left_out),
        cmocka_unit_test(a_running_dossier_gets_another_mandataire),
        cmocka_unit_test(an_approval_replaces_a_mandataire_that_has_left),
        cmocka_unit_test(a_mandataire_must_be_known_allowed_and_still_there),
        cmocka_unit_test(two_mandataires_of_one_dossier_contradict),
        cmocka_unit_test(days_of_a_firm_that_withdraws_were_not_decided_on),
        cmocka_unit_test(what_a_meeting_deferred_waits_for_the_next_one),
        cmocka_unit_test(a_meeting_is_held_once),
        cmocka_unit_test(a_basin_without_committees_holds_none),
        cmocka_unit_test(a_date_that_nobody_expects_moves_nothing),
        cmocka_unit_test(a_date_confirmed_by_today_was_a_meeting),
        cmocka_unit_test(a_date_of_another_meeting_than_planned_is_warned_of),
        cmocka_unit_test(a_meeting_passed_over_is_warned_of),
        cmocka_unit_test(a_second_deferral_is_told),
        cmocka_unit_test(a_session_up_to_the_decision_was_never_agreed),
        cmocka_unit_test(a_date_of_agreed_days_up_to_the_decision_is_not_taken),
        cmocka_unit_test(a_date_that_the_calendar_gave_before_is_taken),
        cmocka_unit_test(dates_that_are_all_over_are_told_and_no_fault),
        cmocka_unit_test(a_session_held_on_a_date_that_is_not_taken_is_recorded),
        cmocka_unit_test(a_diagnostic_before_the_meeting_keeps_its_dates),
        cmocka_unit_test(a_diagnostic_ordered_at_the_meeting_comes_after_it),
        cmocka_unit_test(a_session_of_what_is_only_proposed_is_told_so),
        cmocka_unit_test(tells_what_a_meeting_left_undecided),
        cmocka_unit_test(a_firm_that_withdraws_is_not_left_undecided),
        cmocka_unit_test(the_other_lines_are_dropped_where_the_dossier_is_examined),
        cmocka_unit_test(a_dossier_of_which_lines_are_refused_stays_undecided),
        cmocka_unit_test(a_dossier_retained_by_another_line_does_not_stay_open),
        cmocka_unit_test(another_expert_takes_over_what_is_to_come),
        cmocka_unit_test(an_expert_replaced_by_two_rows_counts_like_one_row),
        cmocka_unit_test(days_taken_back_and_not_granted_again_are_noted),
        cmocka_unit_test(another_expert_takes_over_a_whole_line),
        cmocka_unit_test(nothing_left_passes_to_nobody),
        cmocka_unit_test(a_session_of_a_line_handed_over_does_not_move),
        cmocka_unit_test(taking_over_is_judged_like_a_replacement),
        cmocka_unit_test(a_line_brings_the_first_mandataire_of_its_dossier),
        cmocka_unit_test(fewer_days_keep_the_earliest_sessions_and_lower_days_min),
        cmocka_unit_test(a_dossier_with_one_proposal_needs_no_second_row_for_its_days),
        cmocka_unit_test(days_raised_beside_another_proposal_are_too_many),
        cmocka_unit_test(another_expert_keeps_the_sessions_that_fit),
        cmocka_unit_test(an_expert_with_an_estimate_replaces_with_the_days_estimated),
        cmocka_unit_test(a_refused_line_is_dropped_and_the_rest_approved),
        cmocka_unit_test(approving_one_support_line_approves_the_dossier_with_it_alone),
        cmocka_unit_test(the_date_of_one_row_serves_for_the_dossier),
        cmocka_unit_test(two_dates_for_one_dossier_are_a_slip),
        cmocka_unit_test(a_diagnostic_is_ordered_while_the_dossier_is_deferred),
        cmocka_unit_test(a_pair_that_nobody_proposed_is_retained_without_dates),
        cmocka_unit_test(by_force_a_proposal_keeps_only_the_sessions_that_still_fit),
        cmocka_unit_test(approval_takes_the_dates_that_a_plan_gives_to_agreed_days),
        cmocka_unit_test(a_refused_dossier_keeps_the_date_that_refused_it),
        cmocka_unit_test(a_firm_that_withdraws_keeps_what_was_done),
        cmocka_unit_test(a_session_before_today_stays_when_a_firm_withdraws),
        cmocka_unit_test(a_line_of_which_nothing_is_left_is_taken_out),
        cmocka_unit_test(closing_a_need_leaves_the_dossier_open),
        cmocka_unit_test(retained_lines_are_signed),
        cmocka_unit_test(a_dossier_is_approved_and_signed_in_one_file),
        cmocka_unit_test(the_first_session_held_sets_a_dossier_running),
        cmocka_unit_test(a_session_recorded_with_the_approval_sets_nothing_going),
        cmocka_unit_test(a_session_held_later_than_today_moves_today),
        cmocka_unit_test(without_a_date_all_sessions_up_to_today_are_done),
        cmocka_unit_test(fewer_days_done_than_planned_cancel_the_later_sessions),
        cmocka_unit_test(a_session_that_lasted_longer_raises_the_days),
        cmocka_unit_test(an_unplanned_session_uses_days_without_a_date_first),
        cmocka_unit_test(a_session_moves_to_a_free_half_day),
        cmocka_unit_test(sessions_may_swap_their_dates),
        cmocka_unit_test(a_session_moved_without_a_date_is_to_be_dated_anew),
        cmocka_unit_test(a_cancelled_session_stays_as_cancelled),
        cmocka_unit_test(a_session_cancelled_of_a_dossier_that_is_over_takes_its_days),
        cmocka_unit_test(an_approval_without_any_committee_date_is_warned_of),
        cmocka_unit_test(without_committees_no_date_is_missed),
        cmocka_unit_test(an_unplanned_session_on_a_day_off_is_warned_of),
        cmocka_unit_test(an_unplanned_session_weeks_ahead_is_warned_of),
        cmocka_unit_test(a_session_without_date_of_a_dossier_that_is_over_takes_its_days),
        cmocka_unit_test(fewer_days_held_of_a_dossier_that_is_over_end_its_line),
        cmocka_unit_test(the_last_session_cancelled_of_a_dossier_that_is_over_takes_the_line_out),
        cmocka_unit_test(a_line_about_to_end_lets_no_session_move),
        cmocka_unit_test(support_is_not_approved_beside_a_deferral),
        cmocka_unit_test(a_session_does_not_move_before_its_committee),
        cmocka_unit_test(decisions_survive_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
