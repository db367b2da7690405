/*
 * Holes: which needs are not served, or in part (why is hole_reasons.c's to say), the agreed
 * half-days that found no slot, and what projects and meetings lack.
 */
#include "model/mandates.h"
#include "model/missed.h"
#include "solver/assemble.h"
#include "solver/hole_reasons.h"

static struct appui_hole *add_hole(struct appui_hole_asking *c, int32_t need, int32_t expert,
                                   int32_t missing)
{
    struct appui_hole *hole = &c->plan->holes[c->plan->n_holes];
    *hole = (struct appui_hole){.need = need, .expert = expert, .half_days_missing = missing};
    hole->reasons = appui_arena_alloc(&c->plan->arena, APPUI_N_HOLE_CODES, sizeof *hole->reasons);
    if (!hole->reasons) {
        return NULL;
    }
    c->plan->n_holes++;
    return hole;
}

static int add_partial(struct appui_hole_asking *c, int32_t need, int32_t missing)
{
    struct appui_hole told = {.need = need, .expert = -1};
    told.reasons = appui_arena_alloc(&c->plan->arena, APPUI_N_HOLE_CODES, sizeof *told.reasons);
    if (!told.reasons || appui_hole_explain(c, need, &told) < 0) {
        return -1;
    }
    c->plan->partials[c->plan->n_partials++] =
        (struct appui_partial){need, missing, told.n_reasons, told.reasons};
    return 0;
}

static int judge_need(struct appui_hole_asking *c, int32_t n)
{
    const struct appui_need *need = &c->problem->basin->needs[n];
    int32_t served = c->problem->standing->need_served[n] + c->served[n];
    if (!appui_basin_need_planned(c->problem->basin, n) || served >= need->half_days) {
        return 0;
    }
    c->is_partial = served >= need->half_days_min;
    if (c->is_partial) {
        return add_partial(c, n, need->half_days - served);
    }
    struct appui_hole *hole = add_hole(c, n, -1, need->half_days - served);
    return hole ? appui_hole_explain(c, n, hole) : -1;
}

/* ---- agreed half-days ---- */

/* Keeps the slots that sessions of the plan leave to a need by its order (R10): behind those of
 * needs before it, ahead of those of needs behind it. */
static void keep_order(struct appui_hole_asking *c, int32_t need)
{
    const struct appui_basin *basin = c->problem->basin;
    int32_t first = 0, end = basin->n_slots;
    for (int32_t i = 0; i < c->plan->n_lines; i++) {
        const struct appui_plan_line *line = &c->plan->lines[i];
        bool before = appui_rules_comes_after(&basin->needs[need], line->need);
        bool behind = appui_rules_comes_after(&basin->needs[line->need], need);
        for (int32_t k = 0; (before || behind) && k < line->n_sessions; k++) {
            const struct appui_session *session = &line->sessions[k];
            int32_t slot =
                appui_basin_slot(basin, session->day) + (session->half == APPUI_PM ? 1 : 0);
            int32_t after = slot + appui_half_size(session->half);
            first = before && after > first ? after : first;
            end = behind && slot < end ? slot : end;
        }
    }
    appui_slots_clip(&c->scratch, first, end - 1);
}

/* Whether the line's expert and firm have slots for so many half-days, beside the sessions that
 * stay and those that the plan dates of needs before and behind. */
static bool has_room(struct appui_hole_asking *c, const struct appui_plan_line *line,
                     int32_t half_days)
{
    const struct appui_rules *rules = &c->problem->rules;
    appui_rules_slots(rules, line->expert, line->need, &c->scratch);
    keep_order(c, line->need);
    return appui_rules_room(rules, line->need, &c->scratch) >= half_days;
}

/* Why agreed half-days of a line find no slot. */
static enum appui_hole_code agreed_code(struct appui_hole_asking *c,
                                        const struct appui_plan_line *line, int32_t half_days)
{
    struct appui_rules rules = c->problem->rules;
    rules.ignore_order = true;
    switch (appui_rules_dates(&rules, line->expert, line->need, half_days, &c->scratch)) {
    case APPUI_OBSTACLE_WINDOW:
        return APPUI_HOLE_WINDOW_TOO_SHORT;
    case APPUI_OBSTACLE_FIRM_CALENDAR:
        return APPUI_HOLE_FIRM_CALENDAR;
    case APPUI_OBSTACLE_NO_COMMON_SLOT:
        return APPUI_HOLE_NO_COMMON_SLOT;
    default:
        return has_room(c, line, half_days) ? appui_hole_choice(c) : APPUI_HOLE_ORDER;
    }
}

/* The needs of the project that come before or behind this one and have sessions in the plan. */
static int name_ordered(struct appui_hole_asking *c, int32_t need, struct appui_reason *reason)
{
    const struct appui_basin *basin = c->problem->basin;
    reason->needs =
        appui_arena_alloc(&c->plan->arena, (size_t)basin->n_needs, sizeof *reason->needs);
    if (!reason->needs) {
        return -1;
    }
    for (int32_t i = 0; i < c->plan->n_lines; i++) {
        int32_t other = c->plan->lines[i].need;
        bool named = reason->n_needs > 0 && reason->needs[reason->n_needs - 1] == other;
        bool bound = appui_rules_comes_after(&basin->needs[need], other) ||
                     appui_rules_comes_after(&basin->needs[other], need);
        if (bound && !named && c->plan->lines[i].n_sessions > 0) {
            reason->needs[reason->n_needs++] = other;
        }
    }
    return 0;
}

static int name_expert(struct appui_hole_asking *c, struct appui_reason *reason,
                       const struct appui_plan_line *line)
{
    reason->experts = appui_arena_alloc(&c->plan->arena, 1, sizeof *reason->experts);
    if (!reason->experts) {
        return -1;
    }
    reason->experts[reason->n_experts++] = line->expert;
    return 0;
}

/* Agreed half-days without slot: half a session alone, the time allowed, the firm or the pair has
 * too few, or the order of needs left too few, or other sessions took them. What this plan dates of
 * the line counts among what must have room. */
static int judge_agreed(struct appui_hole_asking *c, const struct appui_plan_line *line)
{
    const struct appui_problem *problem = c->problem;
    int32_t missing = line->half_days;
    for (int32_t s = 0; s < line->n_sessions; s++) {
        missing -= appui_half_size(line->sessions[s].half);
    }
    int32_t project = problem->basin->needs[line->need].project;
    if (missing <= 0 || !appui_basin_project_planned(problem->basin, project)) {
        return 0;
    }
    struct appui_hole *hole = add_hole(c, line->need, line->expert, missing);
    if (!hole) {
        return -1;
    }
    int32_t odd = missing % problem->basin->needs[line->need].session;
    if (odd > 0 && name_expert(c, appui_hole_reason(hole, APPUI_HOLE_HALF_SESSION), line) < 0) {
        return -1;
    }
    if (missing == odd) {
        return 0;
    }
    int32_t to_place = problem->standing->lines[line->basin_line].to_place;
    enum appui_hole_code code = agreed_code(c, line, to_place - odd);
    struct appui_reason *reason = appui_hole_reason(hole, code);
    if (code == APPUI_HOLE_WINDOW_TOO_SHORT || code == APPUI_HOLE_FIRM_CALENDAR ||
        code == APPUI_HOLE_NO_COMMON_SLOT) {
        reason->committee = appui_rules_committee(&problem->rules, line->need);
    }
    if (name_expert(c, reason, line) < 0) {
        return -1;
    }
    return code == APPUI_HOLE_ORDER ? name_ordered(c, line->need, reason) : 0;
}

static int prepare(struct appui_hole_asking *c)
{
    const struct appui_basin *basin = c->problem->basin;
    struct appui_plan *plan = c->plan;
    size_t n_needs = (size_t)basin->n_needs;
    c->obstacles = appui_arena_alloc(&plan->arena, (size_t)basin->n_experts, sizeof *c->obstacles);
    c->served = appui_arena_alloc(&plan->arena, n_needs, sizeof *c->served);
    plan->holes =
        appui_arena_alloc(&plan->arena, n_needs + (size_t)plan->n_lines, sizeof *plan->holes);
    plan->partials = appui_arena_alloc(&plan->arena, n_needs, sizeof *plan->partials);
    if (!c->obstacles || !c->served || !plan->holes || !plan->partials ||
        appui_slots_new(&c->scratch, &plan->arena, basin->n_slots) < 0) {
        return -1;
    }
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        if (line->state == APPUI_PROPOSED) {
            c->served[line->need] +=
                appui_rules_served(&c->problem->rules, line->expert, line->need, line->half_days);
        }
    }
    return 0;
}

static int list_project_holes(const struct appui_problem *problem, struct appui_plan *plan)
{
    plan->project_holes = appui_arena_alloc(&plan->arena, 2 * (size_t)problem->basin->n_projects,
                                            sizeof *plan->project_holes);
    if (!plan->project_holes) {
        return -1;
    }
    plan->n_project_holes =
        appui_mandates_project_holes(problem->basin, problem->standing, plan, plan->project_holes);
    return appui_missed_fill(problem->basin, problem->standing, plan);
}

int appui_assemble_holes(const struct appui_problem *problem, bool limit_reached,
                         struct appui_plan *plan)
{
    struct appui_hole_asking c = {.problem = problem, .plan = plan, .limit_reached = limit_reached};
    if (prepare(&c) < 0) {
        return -1;
    }
    for (int32_t n = 0, i = 0; n < problem->basin->n_needs; n++) {
        if (judge_need(&c, n) < 0) {
            return -1;
        }
        for (; i < plan->n_lines && plan->lines[i].need == n; i++) {
            bool agreed = plan->calendar && plan->lines[i].state != APPUI_PROPOSED;
            if (agreed && judge_agreed(&c, &plan->lines[i]) < 0) {
                return -1;
            }
        }
    }
    return list_project_holes(problem, plan);
}
