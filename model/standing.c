/*
 * What stands before anything new is proposed: which agreed sessions stay (R7 alone decides), and
 * what is to be placed anew. What that uses up of every limit is counted by standing_count.c. It
 * warns of nothing (standing_warn.c does) and proposes nothing (the solver does).
 */
#include "model/standing.h"

#include "model/rules.h"
#include "model/standing_count.h"

enum appui_impossible appui_standing_impossible(const struct appui_basin *basin, int32_t need,
                                                int32_t expert, struct appui_date_half at)
{
    const struct appui_need *asked = &basin->needs[need];
    const struct appui_partner *partner = &basin->partners[basin->experts[expert].partner];
    if (!appui_basin_holds(basin, &basin->working, at)) {
        return APPUI_NOT_WORKING;
    }
    if (partner->until != APPUI_ABSENT && at.day > partner->until) {
        return APPUI_PARTNER_LEFT;
    }
    if (at.day < asked->window_from || at.day > asked->window_to) {
        return APPUI_OUTSIDE_WINDOW;
    }
    if (!appui_basin_holds(basin, &basin->experts[expert].free, at)) {
        return APPUI_EXPERT_AWAY;
    }
    return appui_basin_holds(basin, &basin->projects[asked->project].free, at) ? APPUI_STAYS
                                                                               : APPUI_FIRM_AWAY;
}

static enum appui_impossible judge(const struct appui_basin *basin, const struct appui_line *line,
                                   const struct appui_session *session)
{
    bool judged = session->state == APPUI_SESSION_PLANNED && session->day >= basin->as_of &&
                  appui_basin_in_horizon(basin, session->day) &&
                  appui_basin_need_planned(basin, line->need);
    return judged ? appui_standing_impossible(basin, line->need, line->expert,
                                              (struct appui_date_half){session->day, session->half})
                  : APPUI_STAYS;
}

static int judge_line(const struct appui_basin *basin, struct appui_standing *standing,
                      int32_t index)
{
    const struct appui_line *line = &basin->lines[index];
    struct appui_line_standing *result = &standing->lines[index];
    result->why =
        appui_arena_alloc(&standing->arena, (size_t)line->n_sessions, sizeof *result->why);
    if (result->why == NULL) {
        return -1;
    }
    result->agreed = line->state == APPUI_RETAINED || line->state == APPUI_SIGNED;
    result->counts = result->agreed || line->state == APPUI_DONE;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        result->why[i] = result->agreed ? judge(basin, line, &line->sessions[i]) : APPUI_STAYS;
        if (appui_standing_stays(basin, standing, index, i)) {
            result->kept += appui_half_size(line->sessions[i].half);
        }
    }
    if (result->agreed && appui_basin_need_planned(basin, line->need) &&
        line->half_days > result->kept) {
        result->to_place = line->half_days - result->kept;
    }
    return 0;
}

static int new_sets(struct appui_slots **sets, struct appui_arena *arena, int32_t n,
                    int32_t n_slots)
{
    *sets = appui_arena_alloc(arena, (size_t)n, sizeof **sets);
    if (*sets == NULL) {
        return -1;
    }
    for (int32_t i = 0; i < n; i++) {
        if (appui_slots_new(&(*sets)[i], arena, n_slots) != 0) {
            return -1;
        }
    }
    return 0;
}

static int32_t *new_counts(struct appui_arena *arena, int32_t n)
{
    return appui_arena_alloc(arena, (size_t)n, sizeof(int32_t));
}

static int allocate(const struct appui_basin *basin, struct appui_standing *standing)
{
    struct appui_arena *arena = &standing->arena;
    standing->lines = appui_arena_alloc(arena, (size_t)basin->n_lines, sizeof *standing->lines);
    standing->need_half_days = new_counts(arena, basin->n_needs);
    standing->need_served = new_counts(arena, basin->n_needs);
    standing->need_experts = new_counts(arena, basin->n_needs);
    standing->expert_half_days = new_counts(arena, basin->n_experts);
    standing->need_line0 = new_counts(arena, basin->n_needs + 1);
    standing->need_lines = new_counts(arena, basin->n_lines);
    standing->partner_line0 = new_counts(arena, basin->n_partners + 1);
    standing->partner_lines = new_counts(arena, basin->n_lines);
    bool whole = standing->lines != NULL && standing->need_half_days != NULL &&
                 standing->need_served != NULL && standing->need_experts != NULL &&
                 standing->expert_half_days != NULL && standing->need_line0 != NULL &&
                 standing->need_lines != NULL && standing->partner_line0 != NULL &&
                 standing->partner_lines != NULL;
    if (!whole || new_sets(&standing->expert_busy, arena, basin->n_experts, basin->n_slots) != 0) {
        return -1;
    }
    return new_sets(&standing->project_busy, arena, basin->n_projects, basin->n_slots);
}

/** Committee dates, and from which of them on each project that waits may be examined. */
static int find_dates(const struct appui_basin *basin, struct appui_standing *standing)
{
    standing->examined_from = appui_arena_alloc(&standing->arena, (size_t)basin->n_projects,
                                                sizeof *standing->examined_from);
    if (standing->examined_from == NULL ||
        appui_meetings_build(basin, &standing->arena, &standing->dates) != 0) {
        return -1;
    }
    for (int32_t q = 0; q < basin->n_projects; q++) {
        standing->examined_from[q] = APPUI_ABSENT;
        for (int32_t d = standing->dates.n - 1; appui_rules_waits_for_committee(basin, q) && d >= 0;
             d--) {
            if (appui_meetings_may_examine(basin, standing, &standing->dates.dates[d], q)) {
                standing->examined_from[q] = standing->dates.dates[d].day;
            }
        }
    }
    return 0;
}

struct appui_standing *appui_standing_build(const struct appui_basin *basin)
{
    struct appui_standing *standing = appui_calloc(1, sizeof *standing);
    if (standing == NULL) {
        return NULL;
    }
    if (allocate(basin, standing) != 0) {
        goto fail;
    }
    for (int32_t i = 0; i < basin->n_lines; i++) {
        if (judge_line(basin, standing, i) != 0) {
            goto fail;
        }
    }
    if (appui_standing_count(basin, standing) != 0 || find_dates(basin, standing) != 0) {
        goto fail;
    }
    return standing;
fail:
    appui_standing_free(standing);
    return NULL;
}

void appui_standing_free(struct appui_standing *standing)
{
    if (standing != NULL) {
        appui_arena_release(&standing->arena);
        appui_free(standing);
    }
}

bool appui_standing_stays(const struct appui_basin *basin, const struct appui_standing *standing,
                          int32_t line, int32_t session)
{
    const struct appui_line_standing *state = &standing->lines[line];
    return state->counts && state->why[session] == APPUI_STAYS &&
           basin->lines[line].sessions[session].state != APPUI_SESSION_CANCELLED;
}
