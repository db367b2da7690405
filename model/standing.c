/*
 * What stands before anything new is proposed: which agreed sessions stay (R7 alone decides), what
 * is to be placed anew, and what the standing half-days use up of every limit. It warns of nothing
 * (standing_warn.c does) and proposes nothing (the solver does).
 */
#include "model/standing.h"

#include <stdlib.h>

#include "model/rules.h"

/** A counting line on its way into the indices; sorted by the owner, then the rest. */
struct line_key {
    int32_t owner, expert, line;
};

static int compare_line_keys(const void *left, const void *right)
{
    const struct line_key *a = left, *b = right;
    if (a->owner != b->owner) {
        return a->owner < b->owner ? -1 : 1;
    }
    if (a->expert != b->expert) {
        return a->expert < b->expert ? -1 : 1;
    }
    return (a->line > b->line) - (a->line < b->line);
}

static bool inside_horizon(const struct appui_basin *basin, appui_day day)
{
    return day >= basin->horizon_start && day <= basin->horizon_end;
}

/** True when every half-day of the session is in the set; the day lies inside the horizon. */
static bool holds(const struct appui_basin *basin, const struct appui_slots *set,
                  struct appui_date_half at)
{
    int32_t slot = appui_basin_slot(basin, at.day);
    if (at.half == APPUI_FULL) {
        return appui_slots_has(set, slot) && appui_slots_has(set, slot + 1);
    }
    return appui_slots_has(set, slot + (int32_t)at.half);
}

enum appui_impossible appui_standing_impossible(const struct appui_basin *basin, int32_t need,
                                                int32_t expert, struct appui_date_half at)
{
    const struct appui_need *asked = &basin->needs[need];
    const struct appui_partner *partner = &basin->partners[basin->experts[expert].partner];
    if (!holds(basin, &basin->working, at)) {
        return APPUI_NOT_WORKING;
    }
    if (partner->until != APPUI_ABSENT && at.day > partner->until) {
        return APPUI_PARTNER_LEFT;
    }
    if (at.day < asked->window_from || at.day > asked->window_to) {
        return APPUI_OUTSIDE_WINDOW;
    }
    if (!holds(basin, &basin->experts[expert].free, at)) {
        return APPUI_EXPERT_AWAY;
    }
    return holds(basin, &basin->projects[asked->project].free, at) ? APPUI_STAYS : APPUI_FIRM_AWAY;
}

static enum appui_impossible judge(const struct appui_basin *basin, const struct appui_line *line,
                                   const struct appui_session *session)
{
    bool judged = session->state == APPUI_SESSION_PLANNED && session->day >= basin->as_of &&
                  inside_horizon(basin, session->day) &&
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

static void occupy(struct appui_slots *set, const struct appui_basin *basin,
                   const struct appui_session *session)
{
    int32_t slot = appui_basin_slot(basin, session->day);
    if (session->half == APPUI_FULL) {
        appui_slots_add(set, slot);
        appui_slots_add(set, slot + 1);
    } else {
        appui_slots_add(set, slot + (int32_t)session->half);
    }
}

/** Counts a line's half-days inside the horizon and takes their slots. */
static int32_t occupy_line(const struct appui_basin *basin, struct appui_standing *standing,
                           int32_t index)
{
    const struct appui_line *line = &basin->lines[index];
    int32_t project = basin->needs[line->need].project;
    int32_t inside = standing->lines[index].to_place;
    for (int32_t i = 0; i < line->n_sessions; i++) {
        const struct appui_session *session = &line->sessions[i];
        if (appui_standing_stays(basin, standing, index, i) &&
            inside_horizon(basin, session->day)) {
            inside += appui_half_size(session->half);
            occupy(&standing->expert_busy[line->expert], basin, session);
            occupy(&standing->project_busy[project], basin, session);
        }
    }
    return inside;
}

static int compare_expert_projects(const void *left, const void *right)
{
    const struct appui_expert_project *a = left, *b = right;
    if (a->expert != b->expert) {
        return a->expert < b->expert ? -1 : 1;
    }
    return (a->project > b->project) - (a->project < b->project);
}

static int count_experts(const struct appui_basin *basin, struct appui_standing *standing)
{
    struct appui_expert_project *pairs =
        appui_arena_alloc(&standing->arena, (size_t)basin->n_lines, sizeof *pairs);
    if (pairs == NULL) {
        return -1;
    }
    int32_t n = 0;
    for (int32_t i = 0; i < basin->n_lines; i++) {
        const struct appui_line *line = &basin->lines[i];
        int32_t inside = standing->lines[i].counts ? occupy_line(basin, standing, i) : 0;
        if (inside > 0) {
            standing->expert_half_days[line->expert] += inside;
            pairs[n].expert = line->expert;
            pairs[n++].project = basin->needs[line->need].project;
        }
    }
    if (n > 0) {
        qsort(pairs, (size_t)n, sizeof *pairs, compare_expert_projects);
    }
    int32_t distinct = 0;
    for (int32_t i = 0; i < n; i++) {
        if (distinct == 0 || compare_expert_projects(&pairs[distinct - 1], &pairs[i]) != 0) {
            pairs[distinct++] = pairs[i];
        }
    }
    standing->expert_projects = pairs;
    standing->n_expert_projects = distinct;
    return 0;
}

/** Sorts keys into `lines` and writes where each owner's begin. */
static void index_lines(struct line_key *keys, int32_t n, int32_t *line0, int32_t n_owners,
                        int32_t *lines)
{
    if (n > 0) {
        qsort(keys, (size_t)n, sizeof *keys, compare_line_keys);
    }
    int32_t at = 0;
    for (int32_t owner = 0; owner <= n_owners; owner++) {
        while (at < n && keys[at].owner < owner) {
            at++;
        }
        line0[owner] = at;
    }
    for (int32_t i = 0; i < n; i++) {
        lines[i] = keys[i].line;
    }
}

static int build_indices(const struct appui_basin *basin, struct appui_standing *standing)
{
    struct line_key *keys =
        appui_arena_alloc(&standing->arena, (size_t)basin->n_lines, sizeof *keys);
    if (keys == NULL) {
        return -1;
    }
    int32_t n = 0;
    for (int32_t i = 0; i < basin->n_lines; i++) {
        if (standing->lines[i].counts) {
            keys[n++] = (struct line_key){basin->lines[i].need, basin->lines[i].expert, i};
        }
    }
    index_lines(keys, n, standing->need_line0, basin->n_needs, standing->need_lines);
    for (int32_t i = 0; i < n; i++) {
        int32_t expert = basin->lines[keys[i].line].expert;
        keys[i] = (struct line_key){basin->experts[expert].partner, 0, keys[i].line};
    }
    index_lines(keys, n, standing->partner_line0, basin->n_partners, standing->partner_lines);
    return 0;
}

/** What half_days of a pair serve of the need, in the need's own measure. */
static int32_t served(const struct appui_basin *basin, int32_t expert, int32_t need,
                      int32_t half_days)
{
    int32_t estimate = appui_basin_estimate_days(basin, expert, need);
    if (estimate == APPUI_ABSENT || estimate <= 0) {
        return half_days;
    }
    int32_t asked = basin->needs[need].half_days;
    return half_days >= estimate ? asked : (int32_t)((int64_t)asked * half_days / estimate);
}

/** Totals of each need, pair by pair: the lines of a need stand by expert. */
static void count_needs(const struct appui_basin *basin, struct appui_standing *standing)
{
    for (int32_t need = 0; need < basin->n_needs; need++) {
        int32_t at = standing->need_line0[need], end = standing->need_line0[need + 1];
        while (at < end) {
            int32_t expert = basin->lines[standing->need_lines[at]].expert, half_days = 0;
            for (; at < end && basin->lines[standing->need_lines[at]].expert == expert; at++) {
                half_days += basin->lines[standing->need_lines[at]].half_days;
            }
            standing->need_half_days[need] += half_days;
            standing->need_served[need] += served(basin, expert, need, half_days);
            standing->need_experts[need]++;
        }
    }
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
    if (count_experts(basin, standing) != 0 || build_indices(basin, standing) != 0) {
        goto fail;
    }
    count_needs(basin, standing);
    if (find_dates(basin, standing) != 0) {
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

int32_t appui_standing_pair(const struct appui_basin *basin, const struct appui_standing *standing,
                            int32_t expert, int32_t need)
{
    int32_t half_days = 0;
    for (int32_t i = standing->need_line0[need]; i < standing->need_line0[need + 1]; i++) {
        const struct appui_line *line = &basin->lines[standing->need_lines[i]];
        if (line->expert == expert) {
            half_days += line->half_days;
        }
    }
    return half_days;
}

/** First place among expert_projects that is not before (expert, project). */
static int32_t lower_bound(const struct appui_standing *standing, int32_t expert, int32_t project)
{
    struct appui_expert_project key = {expert, project};
    int32_t low = 0, high = standing->n_expert_projects;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (compare_expert_projects(&standing->expert_projects[middle], &key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

int32_t appui_standing_projects(const struct appui_standing *standing, int32_t expert)
{
    return lower_bound(standing, expert + 1, 0) - lower_bound(standing, expert, 0);
}

bool appui_standing_has_project(const struct appui_standing *standing, int32_t expert,
                                int32_t project)
{
    int32_t at = lower_bound(standing, expert, project);
    return at < standing->n_expert_projects && standing->expert_projects[at].expert == expert &&
           standing->expert_projects[at].project == project;
}
