/*
 * What the plan before knew of: needs and projects, and what was agreed then. Every list of a plan
 * that names projects or needs is read: a planned one stands in one of them.
 */
#include "io/previous_parts.h"

#include <stdlib.h>
#include <string.h>

/* Marks a need and its project, where the basin has them. */
static void know_need(struct appui_previous *previous, const struct appui_basin *basin,
                      const json_t *value)
{
    const char *id = json_string_value(value);
    int32_t need = id == NULL ? -1 : appui_basin_find_need(basin, id);
    if (need >= 0) {
        previous->knows_need[need] = true;
        previous->knows_project[basin->needs[need].project] = true;
    }
}

static void know_project(struct appui_previous *previous, const struct appui_basin *basin,
                         const json_t *value)
{
    const char *id = json_string_value(value);
    int32_t project = id == NULL ? -1 : appui_basin_find_project(basin, id);
    if (project >= 0) {
        previous->knows_project[project] = true;
    }
}

/* The pair's entry, a new one where there is none yet. */
static struct appui_previous_pair *pair_of(struct appui_previous *previous, int32_t need,
                                           int32_t expert)
{
    for (int32_t i = 0; i < previous->n_agreed; i++) {
        if (previous->agreed[i].need == need && previous->agreed[i].expert == expert) {
            return &previous->agreed[i];
        }
    }
    struct appui_previous_pair *pair = &previous->agreed[previous->n_agreed++];
    *pair = (struct appui_previous_pair){.need = need, .expert = expert};
    return pair;
}

static int by_date(const void *a, const void *b)
{
    const struct appui_date_half *l = a, *r = b;
    return l->day != r->day ? (l->day > r->day) - (l->day < r->day)
                            : (l->half > r->half) - (l->half < r->half);
}

/* Adds the sessions that were not done to what the pair has. @return 0, or -1 when memory fails */
static int add_sessions(struct appui_previous *previous, struct appui_previous_pair *pair,
                        const json_t *sessions)
{
    size_t room = (size_t)pair->n_sessions + json_array_size(sessions);
    struct appui_date_half *all = appui_arena_alloc(&previous->arena, room, sizeof *all);
    if (all == NULL) {
        return -1;
    }
    if (pair->n_sessions > 0) {
        memcpy(all, pair->sessions, (size_t)pair->n_sessions * sizeof *all);
    }
    pair->sessions = all;
    for (size_t i = 0; i < json_array_size(sessions); i++) {
        const json_t *session = json_array_get(sessions, i);
        bool done = json_object_get(session, "state") != NULL;
        pair->n_sessions += !done && appui_previous_take_session(session, &all[pair->n_sessions]);
    }
    qsort(all, (size_t)pair->n_sessions, sizeof *all, by_date);
    return 0;
}

static int know_agreed(struct appui_previous *previous, const struct appui_basin *basin,
                       const json_t *line)
{
    const char *need = json_string_value(json_object_get(line, "need"));
    const char *expert = json_string_value(json_object_get(line, "expert"));
    const char *state = json_string_value(json_object_get(line, "state"));
    int32_t n = need == NULL ? -1 : appui_basin_find_need(basin, need);
    int32_t e = expert == NULL ? -1 : appui_basin_find_expert(basin, expert);
    if (n < 0 || e < 0 || state == NULL || strcmp(state, "proposed") == 0) {
        return 0;
    }
    struct appui_previous_pair *pair = pair_of(previous, n, e);
    int32_t half_days;
    if (appui_previous_take_days(json_object_get(line, "days"), &half_days) &&
        half_days <= APPUI_HALF_DAYS_MAX - pair->half_days) {
        pair->half_days += half_days;
    }
    return add_sessions(previous, pair, json_object_get(line, "sessions"));
}

int appui_previous_take_known(struct appui_previous *previous, const struct appui_basin *basin,
                              const json_t *root)
{
    static const char *const lists[] = {"lines", "holes", "partial", "mandataires"};
    const json_t *lines = json_object_get(root, "lines"),
                 *meetings = json_object_get(root, "committees");
    struct appui_arena *arena = &previous->arena;
    previous->knows_need = appui_arena_alloc(arena, (size_t)basin->n_needs, sizeof(bool));
    previous->knows_project = appui_arena_alloc(arena, (size_t)basin->n_projects, sizeof(bool));
    previous->agreed = appui_arena_alloc(arena, json_array_size(lines), sizeof *previous->agreed);
    if (!previous->knows_need || !previous->knows_project || !previous->agreed) {
        return -1;
    }
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        const json_t *list = json_object_get(root, lists[k]);
        for (size_t i = 0; i < json_array_size(list); i++) {
            know_need(previous, basin, json_object_get(json_array_get(list, i), "need"));
            know_project(previous, basin, json_object_get(json_array_get(list, i), "project"));
        }
    }
    for (size_t i = 0; i < json_array_size(lines); i++) {
        if (know_agreed(previous, basin, json_array_get(lines, i)) < 0) {
            return -1;
        }
    }
    for (size_t m = 0; m < json_array_size(meetings); m++) {
        const json_t *agenda = json_object_get(json_array_get(meetings, m), "agenda");
        for (size_t i = 0; i < json_array_size(agenda); i++) {
            know_project(previous, basin, json_array_get(agenda, i));
        }
    }
    previous->tells = true;
    return 0;
}
