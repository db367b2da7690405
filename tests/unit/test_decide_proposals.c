/*
 * What an approval makes of the plan's proposals: the lines retained, their days, their expert.
 */
#include "tests/unit/decide_stage.h"

static void an_approved_dossier_takes_its_proposal_as_it_is(void **state)
{
    struct stage *s = *state;
    submit(s);
    propose_usual(s);
    meet(s, 2);
    s->mandataire = (struct appui_mandataire){0, 0};
    s->plan.n_mandataires = 1;
    s->plan.mandataires = &s->mandataire;
    row(s, APPUI_DECISION_APPROVED, NULL);
    decide(s);
    const struct appui_project *project = &s->after->projects[0];
    assert_int_equal(project->status, APPUI_APPROVED);
    assert_int_equal(project->committee, s->scene.monday + 2);
    assert_int_equal(project->mandataire, 0);
    assert_int_equal(s->after->as_of, s->scene.monday + 2);
    assert_int_equal(s->after->n_lines, 1);
    assert_int_equal(s->after->lines[0].state, APPUI_RETAINED);
    assert_int_equal(s->after->lines[0].half_days, 2);
    assert_session(s, 0, 0, 16, APPUI_SESSION_PLANNED);
    assert_session(s, 0, 1, 20, APPUI_SESSION_PLANNED);
    assert_int_equal(s->result.committee, s->scene.monday + 2);
    assert_int_equal(s->result.n_gaps, 0);
    assert_int_equal(s->result.proposed, 2);
    assert_int_equal(s->result.decided, 2);
}

static void fewer_days_keep_the_earliest_sessions_and_lower_days_min(void **state)
{
    struct stage *s = *state;
    struct appui_plan_line *line = propose(s, 0, 0, 2);
    date(s, line, 20);
    date(s, line, 16);
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->half_days = 1;
    decide(s);
    assert_int_equal(s->after->lines[0].half_days, 1);
    assert_int_equal(s->after->lines[0].n_sessions, 1);
    assert_session(s, 0, 0, 16, APPUI_SESSION_PLANNED);
    assert_int_equal(s->after->needs[0].half_days_min, 1);
    assert_gap(s, 0, APPUI_GAP_DAYS_REDUCED);
}

static void a_dossier_with_one_proposal_needs_no_second_row_for_its_days(void **state)
{
    struct stage *s = *state;
    submit(s);
    propose_usual(s);
    row(s, APPUI_DECISION_APPROVED, NULL)->half_days = 1;
    decide(s);
    assert_int_equal(s->after->projects[0].status, APPUI_APPROVED);
    assert_int_equal(s->after->lines[0].half_days, 1);
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
    struct stage *s = *state;
    s->scene.draft.n_partners = s->scene.draft.n_experts = 2;
    appui_scene_free(&s->scene, &s->scene.experts[1].availability, 20, 21);
    propose_usual(s);
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e1";
    decide(s);
    assert_int_equal(s->after->lines[0].expert, 1);
    assert_int_equal(s->after->lines[0].half_days, 2);
    assert_int_equal(s->after->lines[0].n_sessions, 1);
    assert_session(s, 0, 0, 20, APPUI_SESSION_PLANNED);
    assert_gap(s, 0, APPUI_GAP_EXPERT_REPLACED);
}

static void an_expert_with_an_estimate_replaces_with_the_days_estimated(void **state)
{
    struct stage *s = *state;
    s->scene.draft.n_partners = s->scene.draft.n_experts = 2;
    appui_scene_estimate(&s->scene, "j0/n0", "e1", 3);
    propose_usual(s);
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e1";
    decide(s);
    assert_int_equal(s->after->lines[0].half_days, 3);
}

static void a_refused_line_is_dropped_and_the_rest_approved(void **state)
{
    struct stage *s = *state;
    submit(s);
    s->scene.projects[0].n_needs = 2;
    propose_usual(s);
    propose(s, 1, 0, 2);
    row(s, APPUI_DECISION_REFUSED, "j0/n1");
    row(s, APPUI_DECISION_APPROVED, NULL);
    decide(s);
    assert_int_equal(s->after->n_lines, 1);
    assert_int_equal(s->after->lines[0].need, 0);
    assert_gap(s, 0, APPUI_GAP_LINE_DROPPED);
    assert_int_equal(s->result.proposed, 4);
    assert_int_equal(s->result.decided, 2);
}

static void approving_one_support_line_approves_the_dossier_with_it_alone(void **state)
{
    struct stage *s = *state;
    submit(s);
    s->scene.projects[0].n_needs = 2;
    propose_usual(s);
    propose(s, 1, 0, 2);
    row(s, APPUI_DECISION_APPROVED, "j0/n0");
    decide(s);
    assert_int_equal(s->after->projects[0].status, APPUI_APPROVED);
    assert_int_equal(s->after->n_lines, 1);
    assert_gap(s, 0, APPUI_GAP_LINE_DROPPED);
}

static void a_pair_that_nobody_proposed_is_retained_without_dates(void **state)
{
    struct stage *s = *state;
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->expert = "e0";
    decide(s);
    assert_int_equal(s->after->lines[0].half_days, 2);
    assert_int_equal(s->after->lines[0].n_sessions, 0);
    assert_gap(s, 0, APPUI_GAP_NOT_PROPOSED);
}

/* Of three days in whole ones half a day is done: two whole days are left, and the row says no more
 * than who. */
static void a_pair_that_nobody_proposed_gets_whole_sessions(void **state)
{
    struct stage *s = *state;
    s->scene.draft.n_partners = s->scene.draft.n_experts = 2;
    s->scene.needs[0][0].half_days = 6;
    s->scene.needs[0][0].experts_max = 2;
    s->scene.needs[0][0].session_half_days = 2;
    struct appui_draft_line *held = appui_scene_line(&s->scene, "j0/n0", "e0", 1);
    appui_scene_session(&s->scene, held, 0, APPUI_SESSION_DONE);
    held->state = APPUI_DONE;
    s->scene.draft.as_of = s->scene.monday + 1;
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->expert = "e1";
    decide(s);
    assert_int_equal(s->after->n_lines, 2);
    assert_int_equal(s->after->lines[1].half_days, 4);
}

/* The plan is of another state: an agreed session has since taken the second Tuesday morning. */
static void by_force_a_proposal_keeps_only_the_sessions_that_still_fit(void **state)
{
    struct stage *s = *state;
    s->scene.projects[0].n_needs = 2;
    struct appui_draft_line *agreed = appui_scene_line(&s->scene, "j0/n1", "e0", 1);
    appui_scene_session(&s->scene, agreed, 16, APPUI_SESSION_PLANNED);
    propose_usual(s);
    s->other_state = true;
    row(s, APPUI_DECISION_APPROVED, "j0/n0");
    decide(s);
    assert_int_equal(s->after->lines[1].half_days, 2);
    assert_int_equal(s->after->lines[1].n_sessions, 1);
    assert_session(s, 1, 0, 20, APPUI_SESSION_PLANNED);
}

/* Agreed days without a session: the plan dates one, and an approval takes the date. */
static void approval_takes_the_dates_that_a_plan_gives_to_agreed_days(void **state)
{
    struct stage *s = *state;
    struct appui_draft_line *agreed = appui_scene_line(&s->scene, "j0/n0", "e0", 2);
    appui_scene_session(&s->scene, agreed, 4, APPUI_SESSION_PLANNED);
    struct appui_plan_line *line = propose(s, 0, 0, 2);
    line->state = APPUI_SIGNED;
    line->basin_line = 0;
    date(s, line, 4);
    date(s, line, 16);
    row(s, APPUI_DECISION_APPROVED, NULL);
    decide(s);
    assert_int_equal(s->after->n_lines, 1);
    assert_int_equal(s->after->lines[0].n_sessions, 2);
    assert_session(s, 0, 1, 16, APPUI_SESSION_PLANNED);
}

static void support_is_not_approved_beside_a_deferral(void **state)
{
    struct stage *s = *state;
    submit(s);
    propose_usual(s);
    row(s, APPUI_DECISION_DEFERRED, NULL);
    row(s, APPUI_DECISION_APPROVED, "j0/n0");
    refuse(s, APPUI_FAULT_DECIDE_CONTRADICTS, "/decisions/1/decision");
}

static void a_diagnostic_is_ordered_while_the_dossier_is_deferred(void **state)
{
    struct stage *s = *state;
    submit(s);
    s->scene.projects[0].n_needs = 2;
    s->scene.projects[0].committee = s->scene.monday + 2;
    s->scene.needs[0][0].phase = APPUI_DIAGNOSTIC;
    propose_usual(s);
    propose(s, 1, 0, 2);
    row(s, APPUI_DECISION_APPROVED, "j0/n0");
    row(s, APPUI_DECISION_DEFERRED, NULL);
    decide(s);
    assert_int_equal(s->after->projects[0].status, APPUI_DEFERRED);
    assert_int_equal(s->scene.draft.projects[0].committee, APPUI_ABSENT);
    assert_int_equal(s->after->n_lines, 1);
    assert_int_equal(s->after->lines[0].need, 0);
    assert_int_equal(s->after->lines[0].n_sessions, 2);
}

static void a_session_of_what_is_only_proposed_is_told_so(void **state)
{
    struct stage *s = *state;
    propose_usual(s);
    row(s, APPUI_DECISION_DONE, "j0/n0")->day = s->scene.monday + 8;
    refuse(s, APPUI_FAULT_DECIDE_ONLY_PROPOSED, "/decisions/0/decision");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(an_approved_dossier_takes_its_proposal_as_it_is),
        stage_test(fewer_days_keep_the_earliest_sessions_and_lower_days_min),
        stage_test(a_dossier_with_one_proposal_needs_no_second_row_for_its_days),
        cmocka_unit_test(days_raised_beside_another_proposal_are_too_many),
        stage_test(another_expert_keeps_the_sessions_that_fit),
        stage_test(an_expert_with_an_estimate_replaces_with_the_days_estimated),
        stage_test(a_refused_line_is_dropped_and_the_rest_approved),
        stage_test(approving_one_support_line_approves_the_dossier_with_it_alone),
        stage_test(a_pair_that_nobody_proposed_is_retained_without_dates),
        stage_test(a_pair_that_nobody_proposed_gets_whole_sessions),
        stage_test(by_force_a_proposal_keeps_only_the_sessions_that_still_fit),
        stage_test(approval_takes_the_dates_that_a_plan_gives_to_agreed_days),
        stage_test(support_is_not_approved_beside_a_deferral),
        stage_test(a_diagnostic_is_ordered_while_the_dossier_is_deferred),
        stage_test(a_session_of_what_is_only_proposed_is_told_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
