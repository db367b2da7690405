/*
 * Why a need is not served, or not by a session more: what data alone says about it (deeper proofs
 * are another matter), and where data forbids nothing, which lines the plan chose instead.
 */
#include "solver/hole_reasons.h"

#include "model/evaluate.h"
#include "model/topup.h"

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

struct appui_reason *appui_hole_reason(struct appui_hole *hole, enum appui_hole_code code)
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
static int name_experts(struct appui_hole_asking *c, struct appui_reason *reason, uint32_t any,
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
static uint32_t ask_rules(struct appui_hole_asking *c, const struct appui_rules *rules,
                          int32_t expert, int32_t need)
{
    if (!c->is_partial) {
        return appui_rules_pair(rules, expert, need, &c->scratch);
    }
    int32_t more = appui_topup_half_days(rules, c->plan, need, expert);
    return more == 0 ? APPUI_OBSTACLE_EXPERTS_MAX
                     : appui_rules_pair_for(rules, expert, need, more, &c->scratch);
}

/* The same; dates that only R10 takes away are told apart. */
static uint32_t judge_pair(struct appui_hole_asking *c, int32_t expert, int32_t need)
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

static void judge_experts(struct appui_hole_asking *c, int32_t need, bool *skill, bool *level,
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
static int name_needs(struct appui_hole_asking *c, int32_t need, struct appui_reason *reason)
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

static int add_causes(struct appui_hole_asking *c, int32_t need, struct appui_hole *hole)
{
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++) {
        struct appui_reason *reason = appui_hole_reason(hole, causes[i].code);
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

enum appui_hole_code appui_hole_choice(const struct appui_hole_asking *c)
{
    return c->limit_reached ? APPUI_HOLE_LIMIT_REACHED : APPUI_HOLE_SERVED_OTHERS;
}

/* The line dates a session where the pair could meet, or uses days that its expert or partner has
 * too few of. */
static bool takes_room(struct appui_hole_asking *c, const struct appui_plan_line *line,
                       int32_t expert, int32_t need)
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
static int name_takers(struct appui_hole_asking *c, int32_t need, struct appui_reason *reason)
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
static int add_choice(struct appui_hole_asking *c, int32_t need, struct appui_hole *hole)
{
    struct appui_reason *reason = appui_hole_reason(hole, appui_hole_choice(c));
    if (name_experts(c, reason, 0, false) < 0) {
        return -1;
    }
    if (reason->n_experts == 0) {
        hole->n_reasons--;
        return 0;
    }
    return name_takers(c, need, reason);
}

int appui_hole_explain(struct appui_hole_asking *c, int32_t need, struct appui_hole *hole)
{
    const struct appui_basin *basin = c->problem->basin;
    bool skill, level;
    int32_t best;
    judge_experts(c, need, &skill, &level, &best);
    if (!skill || !level) {
        struct appui_reason *reason = appui_hole_reason(
            hole, skill ? APPUI_HOLE_LEVEL_TOO_LOW : APPUI_HOLE_NO_EXPERT_WITH_SKILL);
        reason->skill = basin->needs[need].skill;
        reason->level = skill ? best : APPUI_ABSENT;
        return skill ? name_experts(c, reason, APPUI_OBSTACLE_LEVEL, false) : 0;
    }
    int32_t project = basin->needs[need].project;
    bool waits = c->problem->calendar && basin->needs[need].phase == APPUI_SUPPORT &&
                 appui_rules_waits_for_committee(basin, project) &&
                 appui_plan_examined(c->plan, project) == APPUI_ABSENT;
    if (waits) {
        appui_hole_reason(hole, APPUI_HOLE_NO_COMMITTEE);
        return 0;
    }
    if (add_choice(c, need, hole) < 0 || add_causes(c, need, hole) < 0) {
        return -1;
    }
    if (hole->n_reasons == 0) {
        appui_hole_reason(hole, appui_hole_choice(c));
    }
    return 0;
}
