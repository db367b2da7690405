/*
 * An agreed line that another expert takes over.
 */
#include "tests/unit/decide_stage.h"

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
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    add_expert(s);
    struct appui_decision *over = row(s, APPUI_DECISION_APPROVED, "j0/n0");
    over->expert = "e0";
    over->new_expert = "e1";
    over->day = s->scene.monday + 3;
    decide(s);
    assert_int_equal(s->after->n_lines, 2);
    assert_int_equal(s->after->lines[0].half_days, 1);
    assert_session(s, 0, 0, 4, APPUI_SESSION_PLANNED);
    assert_session(s, 0, 1, 14, APPUI_SESSION_CANCELLED);
    assert_int_equal(s->after->lines[1].expert, 1);
    assert_int_equal(s->after->lines[1].half_days, 1);
    assert_int_equal(s->after->lines[1].state, APPUI_RETAINED);
    assert_session(s, 1, 0, 14, APPUI_SESSION_PLANNED);
    assert_int_equal(told(s, APPUI_EFFECT_RETAINED)->other, 0);
    assert_int_equal(s->result.n_gaps, 0);
    assert_int_equal(s->result.decided, 0);
}

/* Nothing was held: the line ends, and the half-day without a date is the new expert's too. */
static void another_expert_takes_over_a_whole_line(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    add_expert(s);
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e1";
    row(s, APPUI_DECISION_CANCELLED, "j0/n0")->day = s->scene.monday + 2;
    decide(s);
    assert_int_equal(s->after->n_lines, 1);
    assert_int_equal(s->after->lines[0].expert, 1);
    assert_int_equal(s->after->lines[0].half_days, 2);
    assert_int_equal(s->after->lines[0].n_sessions, 1);
    assert_session(s, 0, 0, 14, APPUI_SESSION_PLANNED);
    assert_non_null(told(s, APPUI_EFFECT_LINE_ENDED));
    assert_int_equal(told(s, APPUI_EFFECT_RETAINED)->n_undated, 1);
}

static void nothing_left_passes_to_nobody(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    add_expert(s);
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e1";
    s->rows[0].day = s->scene.monday + 7;
    refuse(s, APPUI_FAULT_DECIDE_NOTHING_LEFT, "/decisions/0/new_expert");
}

static void a_session_of_a_line_handed_over_does_not_move(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    add_expert(s);
    struct appui_decision *move = row(s, APPUI_DECISION_MOVED, "j0/n0");
    move->day = s->scene.monday + 7;
    move->to_day = s->scene.monday + 8;
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e1";
    refuse(s, APPUI_FAULT_DECIDE_CONTRADICTS, "/decisions/1/decision");
}

/* Whoever is not to be proposed cannot take over either. */
static void taking_over_is_judged_like_a_replacement(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    add_expert(s);
    s->scene.levels[1].level = 1;
    s->scene.needs[0][0].level = 3;
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e1";
    refuse(s, APPUI_FAULT_DECIDE_SKILL, "/decisions/0/new_expert");
}

static void nobody_takes_over_from_oneself(void **state)
{
    struct stage *s = *state;
    agree(s, APPUI_SIGNED);
    add_expert(s);
    row(s, APPUI_DECISION_APPROVED, "j0/n0")->new_expert = "e0";
    refuse(s, APPUI_FAULT_DECIDE_NOTHING_PROPOSED, "/decisions/0/decision");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(another_expert_takes_over_what_is_to_come),
        stage_test(another_expert_takes_over_a_whole_line),
        stage_test(nothing_left_passes_to_nobody),
        stage_test(a_session_of_a_line_handed_over_does_not_move),
        stage_test(taking_over_is_judged_like_a_replacement),
        stage_test(nobody_takes_over_from_oneself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
