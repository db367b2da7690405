/*
 * Whom a decision names mandataire of a dossier.
 */
#include "tests/unit/decide_stage.h"

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

static void the_committee_names_another_mandataire(void **state)
{
    struct stage *s = *state;
    meet_with_mandataire(s, 0);
    row(s, APPUI_DECISION_APPROVED, NULL)->mandataire = s->scene.draft.partners[1].id;
    decide(s);
    assert_int_equal(s->after->projects[0].mandataire, 1);
    assert_int_equal(told(s, APPUI_EFFECT_MANDATAIRE)->other, 1);
    assert_int_equal(told(s, APPUI_EFFECT_MANDATAIRE)->other_before, -1);
    assert_int_equal(s->result.n_gaps, 1);
    assert_gap(s, 0, APPUI_GAP_MANDATAIRE_CHANGED);
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
    struct stage *s = *state;
    s->scene.draft.n_partners = 2;
    s->scene.projects[0].status = APPUI_RUNNING;
    s->scene.projects[0].mandataire = s->scene.draft.partners[0].id;
    row(s, APPUI_DECISION_APPROVED, NULL)->mandataire = s->scene.draft.partners[1].id;
    decide(s);
    assert_int_equal(s->after->projects[0].status, APPUI_RUNNING);
    assert_int_equal(s->after->projects[0].mandataire, 1);
    assert_int_equal(told(s, APPUI_EFFECT_MANDATAIRE)->other_before, 0);
    assert_gap(s, 0, APPUI_GAP_MANDATAIRE_CHANGED);
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

/* Approved before without one: the line that is approved now brings the plan's-> */
static void a_line_brings_the_first_mandataire_of_its_dossier(void **state)
{
    struct stage *s = *state;
    propose_usual(s);
    s->mandataire = (struct appui_mandataire){0, 0};
    s->plan.n_mandataires = 1;
    s->plan.mandataires = &s->mandataire;
    row(s, APPUI_DECISION_APPROVED, "j0/n0");
    decide(s);
    assert_int_equal(s->after->projects[0].mandataire, 0);
}

/* e0 of p0 and e1 of p1 are proposed, and the plan names p1, because it lends. */
static void meet_with_two_lenders(struct stage *s)
{
    s->scene.draft.n_experts = 2;
    s->scene.needs[0][0].half_days = 4;
    meet_with_mandataire(s, 1);
    struct appui_plan_line *line = propose(s, 0, 1, 2);
    date(s, line, 17);
    date(s, line, 21);
}

/* The line of p1 is refused, or, by the row of another, not retained; or the dossier was approved
 * before, and only the line of p0 is by now. The plan's mandataire would lend nothing: none is
 * named, and that is told. */
static void a_mandataire_that_no_longer_lends_is_left_open(void **state)
{
    (void)state;
    for (int how = 0; how < 3; how++) {
        struct stage s;
        set(&s);
        meet_with_two_lenders(&s);
        if (how == 2)
            s.scene.projects[0].status = APPUI_APPROVED;
        row(&s, APPUI_DECISION_APPROVED, "j0/n0")->expert = "e0";
        if (how == 0)
            row(&s, APPUI_DECISION_REFUSED, "j0/n0")->expert = "e1";
        decide(&s);
        assert_int_equal(s.after->projects[0].status, APPUI_APPROVED);
        assert_int_equal(s.after->projects[0].mandataire, -1);
        assert_int_equal(n_told(&s, APPUI_EFFECT_MANDATAIRE), 0);
        assert_int_equal(told(&s, APPUI_EFFECT_MANDATAIRE_LEFT_OPEN)->other, 1);
        strike(&s);
    }
}

/* p1 is named by the row, or keeps a line agreed before, or was never to lend: it follows the firm
 * whatever becomes of the proposal. */
static void a_mandataire_for_another_reason_than_the_line_refused_is_taken(void **state)
{
    (void)state;
    for (int how = 0; how < 3; how++) {
        struct stage s;
        set(&s);
        meet_with_two_lenders(&s);
        if (how == 1) {
            s.scene.needs[0][0].half_days = 5;
            appui_scene_line(&s.scene, "j0/n0", "e1", 1);
        }
        if (how == 2)
            s.plan.n_lines = 1;
        struct appui_decision *approved = row(&s, APPUI_DECISION_APPROVED, "j0/n0");
        approved->expert = "e0";
        approved->mandataire = how == 0 ? "p1" : NULL;
        decide(&s);
        assert_int_equal(s.after->projects[0].mandataire, 1);
        assert_int_equal(n_told(&s, APPUI_EFFECT_MANDATAIRE_LEFT_OPEN), 0);
        strike(&s);
    }
}

/* p2 has left, and p1 was to take its place as a lender: the file is as it was. */
static void a_mandataire_left_open_leaves_the_file_as_it_was(void **state)
{
    struct stage *s = *state;
    meet_with_two_lenders(s);
    s->scene.draft.n_partners = 3;
    s->scene.projects[0].mandataire = s->scene.draft.partners[2].id;
    s->scene.draft.partners[2].until = s->scene.monday - 1;
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->expert = "e0";
    decide(s);
    assert_int_equal(s->after->projects[0].mandataire, 2);
    assert_int_equal(told(s, APPUI_EFFECT_MANDATAIRE_LEFT_OPEN)->other, 1);
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
    struct stage *s = *state;
    meet_with_mandataire(s, 0);
    row(s, APPUI_DECISION_APPROVED, NULL)->mandataire = s->scene.draft.partners[0].id;
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->mandataire = s->scene.draft.partners[1].id;
    refuse(s, APPUI_FAULT_DECIDE_TWO_MANDATAIRES, "/decisions/1/mandataire");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(the_committee_names_another_mandataire),
        cmocka_unit_test(a_mandataire_as_proposed_is_no_change),
        cmocka_unit_test(a_mandataire_proposed_that_may_not_be_is_left_out),
        stage_test(a_running_dossier_gets_another_mandataire),
        cmocka_unit_test(an_approval_replaces_a_mandataire_that_has_left),
        stage_test(a_line_brings_the_first_mandataire_of_its_dossier),
        cmocka_unit_test(a_mandataire_that_no_longer_lends_is_left_open),
        cmocka_unit_test(a_mandataire_for_another_reason_than_the_line_refused_is_taken),
        stage_test(a_mandataire_left_open_leaves_the_file_as_it_was),
        cmocka_unit_test(a_mandataire_must_be_known_allowed_and_still_there),
        stage_test(two_mandataires_of_one_dossier_contradict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
