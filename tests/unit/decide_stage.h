/*
 * What tests of decisions stand on: a scene (tests/reference/scene.h: two working weeks from Monday
 * 2027-02-01 on, expert e0, project j0 with the need j0/n0), a plan made by hand and decisions.
 * A test that takes one stage is listed with stage_test; one that needs several sets and strikes
 * its own.
 */
#ifndef APPUI_TESTS_UNIT_DECIDE_STAGE_H
#define APPUI_TESTS_UNIT_DECIDE_STAGE_H

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
    struct appui_meeting meeting;
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

static inline void set(struct stage *s)
{
    memset(s, 0, sizeof *s);
    appui_scene_set(&s->scene);
    s->as_of = APPUI_ABSENT;
    s->plan.calendar = true;
    s->plan.lines = s->lines;
    s->decisions.items = s->rows;
}

/** A line of the plan without sessions. */
static inline struct appui_plan_line *propose(struct stage *s, int32_t need, int32_t expert,
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

/** Gives a line of the plan a session of a half-day. */
static inline void date(struct stage *s, struct appui_plan_line *line, int32_t slot)
{
    line->sessions[line->n_sessions++] = (struct appui_session){
        s->scene.monday + slot / 2, slot % 2 == 0 ? APPUI_AM : APPUI_PM, APPUI_SESSION_PLANNED};
}

/** The usual proposal: e0 on j0/n0, Tuesday and Thursday morning of the second week. */
static inline struct appui_plan_line *propose_usual(struct stage *s)
{
    struct appui_plan_line *line = propose(s, 0, 0, 2);
    date(s, line, 16);
    date(s, line, 20);
    return line;
}

/** One more decision on j0. */
static inline struct appui_decision *row(struct stage *s, enum appui_decision_kind kind,
                                         const char *need)
{
    struct appui_decision *item = &s->rows[s->decisions.n++];
    *item = appui_decision_empty();
    item->project = "j0";
    item->need = need;
    item->kind = kind;
    return item;
}

/** The plan examines j0 on a day, counted from the first Monday. */
static inline void meet(struct stage *s, int32_t day)
{
    s->agenda[0] = 0;
    s->meeting = (struct appui_meeting){
        .day = s->scene.monday + day, .n_agenda = 1, .agenda = s->agenda, .chair = -1};
    s->plan.n_meetings = 1;
    s->plan.meetings = &s->meeting;
}

/** Builds the basin and its standing, and gathers what is decided on. */
static inline struct appui_decide_input gather(struct stage *s)
{
    s->before = appui_basin_build(&s->scene.draft, &s->faults);
    assert_non_null(s->before);
    s->standing = appui_standing_build(s->before);
    assert_non_null(s->standing);
    appui_faults_release(&s->faults);
    return (struct appui_decide_input){.basin = s->before,
                                       .standing = s->standing,
                                       .plan = &s->plan,
                                       .decisions = &s->decisions,
                                       .as_of = s->as_of,
                                       .same_state = !s->other_state};
}

static inline int run(struct stage *s)
{
    struct appui_decide_input in = gather(s);
    return appui_decide(&in, &s->scene.draft, &s->faults, &s->outcome, &s->result);
}

/** Takes the decisions, and builds the basin after them. */
static inline void decide(struct stage *s)
{
    assert_int_equal(run(s), 0);
    if (s->faults.n_errors > 0)
        fail_msg("refused: %s", appui_fault_text(s->faults.items[0].code)->name);
    assert_int_equal(s->outcome.n_errors, 0);
    s->after = appui_basin_build(&s->scene.draft, &s->outcome);
    assert_non_null(s->after);
}

/** The decisions are refused, for one fault. */
static inline void refuse(struct stage *s, enum appui_fault_code code, const char *pointer)
{
    assert_int_equal(run(s), 0);
    assert_int_equal(s->faults.n_errors, 1);
    assert_string_equal(appui_fault_text(s->faults.items[0].code)->name,
                        appui_fault_text(code)->name);
    assert_string_equal(s->faults.items[0].pointer, pointer);
}

static inline void strike(struct stage *s)
{
    appui_decide_result_release(&s->result);
    appui_standing_free(s->standing);
    appui_basin_free(s->before);
    appui_basin_free(s->after);
    appui_faults_release(&s->faults);
    appui_faults_release(&s->outcome);
    appui_draft_release(&s->scene.draft);
}

static inline int set_stage(void **state)
{
    static struct stage s;
    set(&s);
    *state = &s;
    return 0;
}

static inline int strike_stage(void **state)
{
    strike(*state);
    return 0;
}

/** A test whose state is a stage, set before it and struck after it. */
#define stage_test(test) cmocka_unit_test_setup_teardown(test, set_stage, strike_stage)

static inline void assert_session(const struct stage *s, int32_t line, int32_t session,
                                  int32_t slot, enum appui_session_state state)
{
    const struct appui_session *at = &s->after->lines[line].sessions[session];
    assert_true(session < s->after->lines[line].n_sessions);
    assert_int_equal(at->day, s->scene.monday + slot / 2);
    assert_int_equal(at->half, slot % 2);
    assert_int_equal(at->state, state);
}

static inline void assert_gap(const struct stage *s, int32_t index, enum appui_gap_kind kind)
{
    assert_true(index < s->result.n_gaps);
    assert_string_equal(appui_gap_name(s->result.gaps[index].kind), appui_gap_name(kind));
}

/** An agreed line of e0 on j0/n0 with sessions in slots 4 and 12; today is the first Thursday. */
static inline struct appui_draft_line *agree(struct stage *s, enum appui_line_state state)
{
    struct appui_draft_line *line = appui_scene_line(&s->scene, "j0/n0", "e0", 2);
    line->state = state;
    appui_scene_session(&s->scene, line, 4, APPUI_SESSION_PLANNED);
    appui_scene_session(&s->scene, line, 14, APPUI_SESSION_PLANNED);
    s->scene.draft.as_of = s->scene.monday + 3;
    return line;
}

/** j0 waits for a committee; support starts five days after it. */
static inline void submit(struct stage *s)
{
    s->scene.projects[0].status = APPUI_SUBMITTED;
    s->scene.draft.committees = appui_sketch_committees();
    s->scene.draft.committees.given = true;
    s->scene.draft.committees.lead_days = 5;
}

/** How many effects of a kind are told. */
static inline int32_t n_told(const struct stage *s, enum appui_effect_kind kind)
{
    int32_t n = 0;
    for (int32_t i = 0; i < s->result.n_effects; i++) {
        n += s->result.effects[i].kind == kind ? 1 : 0;
    }
    return n;
}

/** The first effect of a kind; the test fails without one. */
static inline const struct appui_effect *told(const struct stage *s, enum appui_effect_kind kind)
{
    static const struct appui_effect none;
    for (int32_t i = 0; i < s->result.n_effects; i++) {
        if (s->result.effects[i].kind == kind)
            return &s->result.effects[i];
    }
    fail_msg("nothing of the kind %s is told", appui_effect_name(kind));
    return &none;
}

/** How many faults and warnings of a code the decisions bring. */
static inline int32_t count_faults(const struct stage *s, enum appui_fault_code code)
{
    int32_t n = 0;
    for (int32_t i = 0; i < s->faults.n; i++)
        n += s->faults.items[i].code == code;
    return n;
}

#endif
