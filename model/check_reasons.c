/*
 * Whether the reasons given for a need that is not served, or in part, are true: each code is held
 * against the data, by model/rules. Not judged: whether a better plan would have served it
 * (served_others, limit_reached), and reasons of agreed half-days without a date but one: that they
 * make no whole session.
 */
#include "model/topup.h"
#include "model/verdict.h"

#define DATES (APPUI_OBSTACLE_WINDOW | APPUI_OBSTACLE_FIRM_CALENDAR | APPUI_OBSTACLE_NO_COMMON_SLOT)

/** What must stand between every expert named and the need. */
static const uint32_t obstacles_of[APPUI_N_HOLE_CODES] = {
    [APPUI_HOLE_EXCLUDED] = APPUI_OBSTACLE_EXCLUDED | APPUI_OBSTACLE_FORBIDDEN,
    [APPUI_HOLE_PARTNER_BUDGET] = APPUI_OBSTACLE_PARTNER_BUDGET,
    [APPUI_HOLE_EXPERT_DAYS] = APPUI_OBSTACLE_EXPERT_DAYS | APPUI_OBSTACLE_DAYS_IMPOSSIBLE,
    [APPUI_HOLE_EXPERT_PROJECTS] = APPUI_OBSTACLE_EXPERT_PROJECTS,
    [APPUI_HOLE_WINDOW_TOO_SHORT] = APPUI_OBSTACLE_WINDOW,
    [APPUI_HOLE_FIRM_CALENDAR] = APPUI_OBSTACLE_FIRM_CALENDAR,
    [APPUI_HOLE_NO_COMMON_SLOT] = APPUI_OBSTACLE_NO_COMMON_SLOT,
    [APPUI_HOLE_ORDER] = DATES,
};

static int32_t best_level(const struct appui_basin *basin, int32_t need)
{
    int32_t best = 0;
    for (int32_t e = 0; e < basin->n_experts; e++) {
        int32_t level = appui_basin_level(basin, e, basin->needs[need].skill);
        best = level > best ? level : best;
    }
    return best;
}

static bool waits(const struct appui_verdict *verdict, int32_t need)
{
    const struct appui_need *asked = &verdict->basin->needs[need];
    return verdict->plan->calendar && asked->phase == APPUI_SUPPORT &&
           appui_rules_waits_for_committee(verdict->basin, asked->project) &&
           verdict->chosen[asked->project] == APPUI_ABSENT;
}

/* A need whose reasons are judged. */
struct judged {
    int32_t need;
    bool is_partial; /**< served in part: the reasons are about a session more */
    struct appui_slots *scratch;
};

/* What stands between an expert and the need; without a place on it, that alone. */
static uint32_t obstacles_between(const struct appui_verdict *verdict, const struct judged *judged,
                                  int32_t expert)
{
    const struct appui_rules *rules = &verdict->rules;
    if (!judged->is_partial) {
        return appui_rules_pair(rules, expert, judged->need, judged->scratch);
    }
    int32_t more = appui_topup_half_days(rules, verdict->plan, judged->need, expert);
    return more == 0 ? APPUI_OBSTACLE_EXPERTS_MAX
                     : appui_rules_pair_for(rules, expert, judged->need, more, judged->scratch);
}

/* Every expert named meets one of the obstacles; with none asked for, no obstacle at all. */
static bool experts_meet(const struct appui_verdict *verdict, const struct judged *judged,
                         const struct appui_reason *reason)
{
    uint32_t asked = obstacles_of[reason->code];
    for (int32_t i = 0; i < reason->n_experts; i++) {
        uint32_t has = obstacles_between(verdict, judged, reason->experts[i]);
        if (asked ? !(has & asked) : has != 0) {
            return false;
        }
    }
    return asked == 0 || reason->n_experts > 0;
}

static bool order_binds(const struct appui_verdict *verdict, int32_t need,
                        const struct appui_reason *reason)
{
    for (int32_t i = 0; i < reason->n_needs; i++) {
        if (!appui_rules_order_narrows(&verdict->rules, need, reason->needs[i])) {
            return false;
        }
    }
    return reason->n_needs > 0;
}

/* Every need named as taking room has a line of an expert named, or of one of their partners. */
static bool takers_serve(const struct appui_verdict *verdict, const struct appui_reason *reason)
{
    const struct appui_basin *basin = verdict->basin;
    int32_t n = 0;
    for (int32_t i = 0; i < reason->n_needs; i++) {
        bool serves = false;
        for (int32_t l = 0; !serves && l < verdict->plan->n_lines; l++) {
            const struct appui_plan_line *line = &verdict->plan->lines[l];
            for (int32_t e = 0; line->need == reason->needs[i] && e < reason->n_experts; e++) {
                serves = serves || basin->experts[line->expert].partner ==
                                       basin->experts[reason->experts[e]].partner;
            }
        }
        n += serves;
    }
    return n == reason->n_needs;
}

/* The committee date told is the one that narrows the time, where the reason is about time. */
static bool names_committee(const struct appui_verdict *verdict, int32_t need,
                            const struct appui_reason *reason)
{
    bool of_dates = reason->code != APPUI_HOLE_ORDER && (obstacles_of[reason->code] & DATES) != 0;
    appui_day binding =
        of_dates ? appui_rules_committee(&verdict->rules, need) : (appui_day)APPUI_ABSENT;
    return reason->committee == binding;
}

static bool is_true(const struct appui_verdict *verdict, const struct judged *judged,
                    const struct appui_reason *reason)
{
    int32_t need = judged->need, best = best_level(verdict->basin, need);
    const struct appui_need *asked = &verdict->basin->needs[need];
    switch (reason->code) {
    case APPUI_HOLE_NO_EXPERT_WITH_SKILL:
        return best == 0 && reason->skill == asked->skill;
    case APPUI_HOLE_LEVEL_TOO_LOW:
        return best > 0 && best < asked->level && reason->level == best &&
               reason->skill == asked->skill;
    case APPUI_HOLE_NO_COMMITTEE:
        return waits(verdict, need);
    case APPUI_HOLE_NO_MANDATAIRE:
    case APPUI_HOLE_HALF_SESSION:
        return false;
    case APPUI_HOLE_LIMIT_REACHED:
        return verdict->plan->status != APPUI_OPTIMAL && experts_meet(verdict, judged, reason) &&
               takers_serve(verdict, reason);
    case APPUI_HOLE_SERVED_OTHERS:
        return experts_meet(verdict, judged, reason) && takers_serve(verdict, reason);
    case APPUI_HOLE_ORDER:
        return order_binds(verdict, need, reason) && experts_meet(verdict, judged, reason);
    default:
        return experts_meet(verdict, judged, reason);
    }
}

static void add_untrue(const struct appui_verdict *verdict, int32_t need, enum appui_hole_code code,
                       const char *pointer)
{
    const char *id = verdict->basin->needs[need].id;
    appui_faults_add(verdict->faults, APPUI_FAULT_HOLE_REASON, pointer, id, "need", id, "value",
                     appui_hole_name(code), APPUI_END);
}

static void check_list(const struct appui_verdict *verdict, const struct judged *judged,
                       const struct appui_reason *reasons, int32_t n, const char *pointer)
{
    for (int32_t r = 0; r < n; r++) {
        if (!names_committee(verdict, judged->need, &reasons[r]) ||
            !is_true(verdict, judged, &reasons[r])) {
            add_untrue(verdict, judged->need, reasons[r].code, pointer);
        }
    }
}

/* Agreed half-days: what makes no whole session is told as that, the rest as something else. */
static void check_agreed(const struct appui_verdict *verdict, const struct appui_hole *hole,
                         const char *pointer)
{
    int32_t odd = hole->half_days_missing % verdict->basin->needs[hole->need].session;
    bool told = false;
    for (int32_t r = 0; r < hole->n_reasons; r++) {
        bool half = hole->reasons[r].code == APPUI_HOLE_HALF_SESSION;
        bool names = hole->reasons[r].n_experts == 1 && hole->reasons[r].experts[0] == hole->expert;
        told = told || half;
        if (half ? odd == 0 || !names : hole->half_days_missing == odd) {
            add_untrue(verdict, hole->need, hole->reasons[r].code, pointer);
        }
    }
    if (odd > 0 && !told && hole->n_reasons > 0 && hole->half_days_missing > odd) {
        add_untrue(verdict, hole->need, hole->reasons[0].code, pointer);
    }
}

int appui_check_reasons(struct appui_verdict *verdict)
{
    struct appui_slots scratch;
    char pointer[APPUI_POINTER_TEXT];
    if (appui_slots_new(&scratch, &verdict->arena, verdict->basin->n_slots) < 0) {
        return -1;
    }
    for (int32_t h = 0; h < verdict->plan->n_holes; h++) {
        const struct appui_hole *hole = &verdict->plan->holes[h];
        struct judged judged = {hole->need, false, &scratch};
        appui_pointer_item("holes", h, pointer);
        if (hole->expert < 0) {
            check_list(verdict, &judged, hole->reasons, hole->n_reasons, pointer);
        } else {
            check_agreed(verdict, hole, pointer);
        }
    }
    for (int32_t i = 0; i < verdict->plan->n_partials; i++) {
        const struct appui_partial *partial = &verdict->plan->partials[i];
        struct judged judged = {partial->need, true, &scratch};
        check_list(verdict, &judged, partial->reasons, partial->n_reasons,
                   appui_pointer_item("partial", i, pointer));
    }
    return 0;
}
