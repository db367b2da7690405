/*
 * What the standing half-days use up of every limit: days and projects of experts, needs, slots;
 * and where the lines of each need and partner are found.
 */
#include "model/standing_count.h"

#include <stdlib.h>

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
            appui_basin_in_horizon(basin, session->day)) {
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
            standing->need_served[need] += appui_basin_served(basin, expert, need, half_days);
            standing->need_experts[need]++;
        }
    }
}

int appui_standing_count(const struct appui_basin *basin, struct appui_standing *standing)
{
    if (count_experts(basin, standing) != 0 || build_indices(basin, standing) != 0) {
        return -1;
    }
    count_needs(basin, standing);
    return 0;
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
