/*
 * Holes: for each need that is not served, what data alone says about it (deeper proofs are another
 * matter), and the agreed half-days that found no slot.
 */
#include <string.h>

#include "model/evaluate.h"
#include "model/mandates.h"
#include "model/missed.h"
#include "model/topup.h"
#include "solver/assemble.h"

/** Reasons of one need while they are collected: one per code, experts as bits of a flag array. */
struct collector {
    const struct appui_problem *problem;
    struct appui_plan *plan;
    struct appui_slots scratch;
    uint32_t
        *obstacles; /**< [n_experts] of the need at hand; experts without the skill have NO_SKILL */
    int32_t *served; /**< [n_needs] half-days served by the plan's proposals */
    bool limit_reached;
    bool is_partial; /**< the need at hand is served in part: asked is why not by a session more */
};

/* Too few dates, and only because of the order of needs (R10) against sessions that stay. */
#define OBSTACLE_ORDER (1u << 31)

#define OBSTACLE_DATES                                                                             \
    (APPUI_OBSTACLE_WINDOW | APPUI_OBSTACLE_FIRM_CALENDAR | APPUI_OBSTACLE_NO_COMMON_SLOT)

/** Which obstacle speaks through which code, in order of explanation. */
static const struct {
    uint32_t obstacles;
    enum appui_hole_code code;
    bool partners; /**< name the partners too */
} causes[] = {
    {APPUI_OBSTACLE_EXCLUDED | APPUI_OBSTACLE_FORBIDDEN, APPUI_HOLE_EXCLUDED, true},
    {APPUI_OBSTACLE_PARTNER_BUDGET, APPUI_HOLE_PARTNER_BUDGET, true},
    {APPUI_OBSTACLE_EXPERT_DAYS | APPUI_OBSTACLE_DAYS_IMPOSSIBLE, APPUI_HOLE_EXPERT_DAYS, false},
    {APPUI_OBSTACLE_EXPERT_PROJECTS, APPUI_HOLE_EXPERT_PROJECTS, false},
    {APPUI_OBSTACLE_WINDOW, APPUI_HOLE_WINDOW_TOO_SHORT, false},
    {APPUI_OBSTACLE_FIRM_CALENDAR, APPUI_HOLE_FIRM_CALENDAR, false},
    {APPUI_OBSTACLE_NO_COMMON_SLOT, APPUI_HOLE_NO_COMMON_SLOT, false},
    {OBSTACLE_ORDER, APPUI_HOLE_ORDER, false},
};

static struct appui_reason *add_reason(struct appui_hole *hole, enum appui_hole_code code)
{
    struct appui_reason *reason = &hole->reasons[hole->n_reasons++];
    *reason = (struct appui_reason){
        .code = code, .skill = -1, .level = APPUI_ABSENT, .committee = APPUI_ABSENT};
    return reason;
}

/* Experts with skill and level whose obstacles meet `any` (with 0: those without obstacle); or
 * those below the level. */
static bool is_concerned(uint32_t obstacles, uint32_t any)
{
    if (any == APPUI_OBSTACLE_LEVEL) {
        return (obstacles & APPUI_OBSTACLE_LEVEL) != 0;
    }
    bool skilled = !(obstacles & (APPUI_OBSTACLE_NO_SKILL | APPUI_OBSTACLE_LEVEL));
    return skilled && (any ? (obstacles & any) != 0 : obstacles == 0);
}

/* Names the experts concerned, and their partners. */
static int name_experts(struct collector *c, struct appui_reason *reason, uint32_t any,
                        bool partners)
{
    const struct appui_basin *basin = c->problem->basin;
    reason->experts =
        appui_arena_alloc(&c->plan->arena, (size_t)basin->n_experts, sizeof *reason->experts);
    reason->partners =
        appui_arena_alloc(&c->plan->arena, (size_t)basin->n_partners, sizeof *reason->partners);
    if (!reason->experts || !reason->partners) {
        return -1;
    }
    for (int32_t e = 0; e < basin->n_experts; e++) {
        if (is_concerned(c->obstacles[e], any)) {
            reason->experts[reason->n_experts++] = e;
        }
    }
    for (int32_t p = 0; partners && p < basin->n_partners; p++) {
        for (int32_t i = 0; i < reason->n_experts; i++) {
            if (basin->experts[reason->experts[i]].partner == p) {
                reason->partners[reason->n_partners++] = p;
                break;
            }
        }
    }
    return 0;
}

/* What forbids the pair; of a need served in part, what forbids it to have enough for a session
 * more. Without a place on the need it is no matter of the pair. */
static uint32_t ask_rules(struct collector *c, const struct appui_rules *rules, int32_t expert,
                          int32_t need)
{
    if (!c->is_partial) {
        return appui_rules_pair(rules, expert, need, &c->scratch);
    }
    int32_t more = appui_topup_half_days(rules, c->plan, need, expert);
    return more == 0 ? APPUI_OBSTACLE_EXPERTS_MAX
                     : appui_rules_pair_for(rules, expert, need, more, &c->scratch);
}

/* The same; dates that only R10 takes away are told apart. */
static uint32_t judge_pair(struct collector *c, int32_t expert, int32_t need)
{
    uint32_t obstacles = ask_rules(c, &c->problem->rules, expert, need);
    if (obstacles & OBSTACLE_DATES) {
        struct appui_rules unordered = c->problem->rules;
        unordered.ignore_order = true;
        uint32_t without = ask_rules(c, &unordered, expert, need);
        if (!(without & OBSTACLE_DATES)) {
            obstacles = without | OBSTACLE_ORDER;
        }
    }
    return obstacles;
}

static void judge_experts(struct collector *c, int32_t need, bool *skill, bool *level,
                          int32_t *best)
{
    const struct appui_basin *basin = c->problem->basin;
    *skill = *level = false;
    *best = 0;
    for (int32_t e = 0; e < basin->n_experts; e++) {
        int32_t has = appui_basin_level(basin, e, basin->needs[need].skill);
        *best = has > *best ? has : *best;
        c->obstacles[e] = has == 0 ? APPUI_OBSTACLE_NO_SKILL : judge_pair(c, e, need);
        *skill = *skill || has > 0;
        *level = *level || has >= basin->needs[need].level;
    }
}

/* The needs whose sessions that stay narrow this one's dates. */
static int name_needs(struct collector *c, int32_t need, struct appui_reason *reason)
{
    const struct appui_basin *basin = c->problem->basin;
    reason->needs =
        appui_arena_alloc(&c->plan->arena, (size_t)basin->n_needs, sizeof *reason->needs);
    for (int32_t other = 0; reason->needs && other < basin->n_needs; other++) {
        if (appui_rules_order_narrows(&c->problem->rules, need, other)) {
            reason->needs[reason->n_needs++] = other;
        }
    }
    return reason->needs ? 0 : -1;
}

static int add_causes(struct collector *c, int32_t need, struct appui_hole *hole)
{
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++) {
        struct appui_reason *reason = add_reason(hole, causes[i].code);
        if (name_experts(c, reason, causes[i].obstacles, causes[i].partners) < 0) {
            return -1;
        }
        if (reason->n_experts == 0) {
            hole->n_reasons--;
        } else if (causes[i].code == APPUI_HOLE_ORDER && name_needs(c, need, reason) < 0) {
            return -1;
        } else if (causes[i].obstacles & OBSTACLE_DATES) {
            reason->committee = appui_rules_committee(&c->problem->rules, need);
        }
    }
    return 0;
}

/* What data does not forbid, the plan chose, or a limit came before the better choice. */
static enum appui_hole_code choice_code(const struct collector *c)
{
    return c->limit_reached ? APPUI_HOLE_LIMIT_REACHED : APPUI_HOLE_SERVED_OTHERS;
}

/* The line dates a session where the pair could meet, or uses days that its expert or partner has
 * too few of. */
static bool takes_room(struct collector *c, const struct appui_plan_line *line, int32_t expert,
                       int32_t need)
{
    const struct appui_basin *basin = c->problem->basin;
    const struct appui_plan *plan = c->plan;
    int32_t partner = basin->experts[expert].partner;
    bool proposed = line->state == APPUI_PROPOSED;
    bool same = line->expert == expert;
    int32_t wanted = c->is_partial ? basin->needs[need].session : basin->needs[need].half_days_min;
    bool scarce = plan->partners[partner].limited && plan->partners[partner].left < wanted;
    if (proposed && basin->experts[line->expert].partner == partner &&
        (scarce || (same && basin->experts[expert].half_days_max != APPUI_ABSENT))) {
        return true;
    }
    for (int32_t k = 0; same && k < line->n_sessions; k++) {
        const struct appui_session *session = &line->sessions[k];
        int32_t slot = appui_evaluate_is_new(basin, c->problem->standing, line, session)
                           ? appui_basin_slot(basin, session->day) + (session->half == APPUI_PM)
                           : -1;
        if (slot >= 0 && appui_slots_has(&c->scratch, slot)) {
            return true;
        }
    }
    return false;
}

/* Names the needs whose lines take the room of the experts that could have served this one. */
static int name_takers(struct collector *c, int32_t need, struct appui_reason *reason)
{
    const struct appui_plan *plan = c->plan;
    int32_t n_needs = c->problem->basin->n_needs;
    bool *takes = appui_arena_alloc(&c->plan->arena, (size_t)n_needs, sizeof *takes);
    reason->needs = appui_arena_alloc(&c->plan->arena, (size_t)n_needs, sizeof *reason->needs);
    if (!takes || !reason->needs) {
        return -1;
    }
    for (int32_t i = 0; plan->calendar && i < reason->n_experts; i++) {
        appui_rules_slots(&c->problem->rules, reason->experts[i], need, &c->scratch);
        for (int32_t l = 0; l < plan->n_lines; l++) {
            int32_t other = plan->lines[l].need;
            takes[other] = takes[other] || (other != need && takes_room(c, &plan->lines[l],
                                                                        reason->experts[i], need));
        }
    }
    for (int32_t n = 0; n < n_needs; n++) {
        if (takes[n]) {
            reason->needs[reason->n_needs++] = n;
        }
    }
    return 0;
}

/* Someone could have served the need: a choice of the plan, or a limit came before the better one.
 */
static int add_choice(struct collector *c, int32_t need, struct appui_hole *hole)
{
    struct appui_reason *reason = add_reason(hole, choice_code(c));
    if (name_experts(c, reason, 0, false) < 0) {
        return -1;
    }
    if (reason->n_experts == 0) {
        hole->n_reasons--;
        return 0;
    }
    return name_takers(c, need, reason);
}

static int explain(struct collector *c, int32_t need, struct appui_hole *hole)
{
    const struct appui_basin *basin = c->problem->basin;
    bool skill, level;
    int32_t best;
    judge_experts(c, need, &skill, &level, &best);
    if (!skill || !level) {
        struct appui_reason *reason =
            add_reason(hole, skill ? APPUI_HOLE_LEVEL_TOO_LOW : APPUI_HOLE_NO_EXPERT_WITH_SKILL);
        reason->skill = basin->needs[need].skill;
        reason->level = skill ? best : APPUI_ABSENT;
        return skill ? name_experts(c, reason, APPUI_OBSTACLE_LEVEL, false) : 0;
    }
    int32_t project = basin->needs[need].project;
    bool waits = c->problem->calendar && basin->needs[need].phase == APPUI_SUPPORT &&
                 appui_rules_waits_for_committee(basin, project) &&
                 appui_plan_examined(c->plan, project) == APPUI_ABSENT;
    if (waits) {
        add_reason(hole, APPUI_HOLE_NO_COMMITTEE);
        return 0;
    }
    if (add_choice(c, need, hole) < 0 || add_causes(c, need, hole) < 0) {
        return -1;
    }
    if (hole->n_reasons == 0) {
        add_reason(hole, choice_code(c));
    }
    return 0;
}

static struct appui_hole *add_hole(struct collector *c, int32_t need, int32_t expert,
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

static int add_partial(struct collector *c, int32_t need, int32_t missing)
{
    struct appui_hole told = {.need = need, .expert = -1};
    told.reasons = appui_arena_alloc(&c->plan->arena, APPUI_N_HOLE_CODES, sizeof *told.reasons);
    if (!told.reasons || explain(c, need, &told) < 0) {
        return -1;
    }
    c->plan->partials[c->plan->n_partials++] =
        (struct appui_partial){need, missing, told.n_reasons, told.reasons};
    return 0;
}

static int judge_need(struct collector *c, int32_t n)
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
    return hole ? explain(c, n, hole) : -1;
}

/* ---- agreed half-days ---- */

/* Keeps the slots that sessions of the plan leave to a need by its order (R10): behind those of
 * needs before it, ahead of those of needs behind it. */
static void keep_order(struct collector *c, int32_t need)
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
static bool has_room(struct collector *c, const struct appui_plan_line *line, int32_t half_days)
{
    const struct appui_rules *rules = &c->problem->rules;
    appui_rules_slots(rules, line->expert, line->need, &c->scratch);
    keep_order(c, line->need);
    return appui_rules_room(rules, line->need, &c->scratch) >= half_days;
}

/* Why agreed half-days of a line find no slot. */
static enum appui_hole_code agreed_code(struct collector *c, const struct appui_plan_line *line,
                                        int32_t half_days)
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
        return has_room(c, line, half_days) ? choice_code(c) : APPUI_HOLE_ORDER;
    }
}

/* The needs of the project that come before or behind this one and have sessions in the plan. */
static int name_ordered(struct collector *c, int32_t need, struct appui_reason *reason)
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

/* Agreed half-days without slot: the time allowed, the firm or the pair has too few, or the order
 * of needs left too few, or other sessions took them. What this plan dates of the line counts among
 * what must have room. */
static int judge_agreed(struct collector *c, const struct appui_plan_line *line)
{
    const struct appui_problem *problem = c->problem;
    int32_t missing = line->half_days;
    for (int32_t s = 0; s < line->n_sessions; s++) {
        missing -= appui_half_size(line->sessions[s].half);
    }
    if (missing <= 0 || !appui_basin_need_planned(problem->basin, line->need)) {
        return 0;
    }
    struct appui_hole *hole = add_hole(c, line->need, line->expert, missing);
    if (!hole) {
        return -1;
    }
    enum appui_hole_code code =
        agreed_code(c, line, problem->standing->lines[line->basin_line].to_place);
    struct appui_reason *reason = add_reason(hole, code);
    if (code == APPUI_HOLE_WINDOW_TOO_SHORT || code == APPUI_HOLE_FIRM_CALENDAR ||
        code == APPUI_HOLE_NO_COMMON_SLOT) {
        reason->committee = appui_rules_committee(&problem->rules, line->need);
    }
    reason->experts = appui_arena_alloc(&c->plan->arena, 1, sizeof *reason->experts);
    if (!reason->experts) {
        return -1;
    }
    reason->experts[reason->n_experts++] = line->expert;
    return code == APPUI_HOLE_ORDER ? name_ordered(c, line->need, reason) : 0;
}

static int prepare(struct collector *c)
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
    struct collector c = {.problem = problem, .plan = plan, .limit_reached = limit_reached};
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
