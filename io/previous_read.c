/*
 * Reads the plan before from its own file, whose form previous_form.c has judged. It may speak of
 * what the basin no longer has; such parts are left out with a warning, never refused.
 */
#include <string.h>

#include "io/json_text.h"
#include "io/plan_json.h"
#include "io/plan_reference.h"
#include "io/plan_words.h"
#include "io/previous_form.h"
#include "io/previous_parts.h"

/* The index of an id; -1, and a warning, where the basin no longer has it. */
static int32_t find(struct appui_faults *faults, const struct appui_basin *basin,
                    enum appui_plan_kind kind, const json_t *value)
{
    const char *id = json_string_value(value);
    int32_t index = id == NULL                   ? -1
                    : kind == APPUI_PLAN_NEED    ? appui_basin_find_need(basin, id)
                    : kind == APPUI_PLAN_EXPERT  ? appui_basin_find_expert(basin, id)
                    : kind == APPUI_PLAN_PARTNER ? appui_basin_find_partner(basin, id)
                                                 : appui_basin_find_project(basin, id);
    if (index < 0) {
        appui_faults_add(faults, APPUI_FAULT_PREVIOUS_UNKNOWN, "--previous", NULL, "value",
                         id == NULL ? "?" : id, (const char *)NULL);
    }
    return index;
}

bool appui_previous_take_session(const json_t *session, struct appui_date_half *at)
{
    const char *date = json_string_value(json_object_get(session, "date"));
    const char *half = json_string_value(json_object_get(session, "half"));
    int32_t index = half == NULL ? -1 : appui_plan_word_find(appui_plan_halves, half);
    if (date == NULL || index < 0 || !appui_date_read(date, &at->day)) {
        return false;
    }
    at->half = (enum appui_half)index;
    return true;
}

bool appui_previous_take_days(const json_t *value, int32_t *half_days)
{
    double days = json_is_number(value) ? json_number_value(value) : -1;
    *half_days = days > 0 && days <= APPUI_HALF_DAYS_MAX / 2 ? (int32_t)(2 * days) : 0;
    return *half_days > 0;
}

/* ---- what the basin no longer has ---- */

/* A copy in the arena; NULL for no text, or when memory fails. */
static const char *copy_id(struct appui_previous *previous, const json_t *value)
{
    const char *text = json_string_value(value);
    size_t size = text == NULL ? 0 : strlen(text) + 1;
    char *copy = size == 0 ? NULL : appui_arena_alloc(&previous->arena, size, 1);
    return copy == NULL ? NULL : memcpy(copy, text, size);
}

/* Notes it under the ids of two members (second: NULL for none), where both are texts. */
static struct appui_previous_gone *note_gone(struct appui_previous *previous, const json_t *first,
                                             const json_t *second, const char *ids[2])
{
    ids[0] = copy_id(previous, first);
    ids[1] = copy_id(previous, second);
    if (ids[0] == NULL || (second != NULL && ids[1] == NULL)) {
        return NULL;
    }
    struct appui_previous_gone *gone = &previous->gone[previous->n_gone++];
    *gone = (struct appui_previous_gone){.day = APPUI_ABSENT};
    return gone;
}

static void note_line(struct appui_previous *previous, const json_t *object, int32_t half_days)
{
    const char *ids[2];
    struct appui_previous_gone *gone = note_gone(previous, json_object_get(object, "need"),
                                                 json_object_get(object, "expert"), ids);
    if (gone != NULL) {
        gone->need = ids[0];
        gone->expert = ids[1];
        gone->half_days = half_days;
    }
}

static void note_mandataire(struct appui_previous *previous, const json_t *object)
{
    const char *ids[2];
    struct appui_previous_gone *gone = note_gone(previous, json_object_get(object, "project"),
                                                 json_object_get(object, "partner"), ids);
    if (gone != NULL) {
        gone->project = ids[0];
        gone->partner = ids[1];
    }
}

static void note_date(struct appui_previous *previous, const json_t *project, appui_day day)
{
    const char *ids[2];
    struct appui_previous_gone *gone = note_gone(previous, project, NULL, ids);
    if (gone != NULL) {
        gone->project = ids[0];
        gone->day = day;
    }
}

/* ---- what it proposed ---- */

/* @return 0, or -1 when memory fails */
static int take_line(struct appui_previous *previous, const struct appui_basin *basin,
                     const json_t *object, struct appui_faults *faults)
{
    const char *state = json_string_value(json_object_get(object, "state"));
    const json_t *sessions = json_object_get(object, "sessions");
    struct appui_previous_line *line = &previous->lines[previous->n_lines];
    if (state == NULL || strcmp(state, "proposed") != 0) {
        return 0;
    }
    line->need = find(faults, basin, APPUI_PLAN_NEED, json_object_get(object, "need"));
    line->expert = find(faults, basin, APPUI_PLAN_EXPERT, json_object_get(object, "expert"));
    line->sessions =
        appui_arena_alloc(&previous->arena, json_array_size(sessions), sizeof *line->sessions);
    if (line->sessions == NULL) {
        return -1;
    }
    line->n_sessions = 0;
    for (size_t i = 0; i < json_array_size(sessions); i++) {
        line->n_sessions += appui_previous_take_session(json_array_get(sessions, i),
                                                        &line->sessions[line->n_sessions]);
    }
    bool known = line->need >= 0 && line->expert >= 0;
    bool has_days = appui_previous_take_days(json_object_get(object, "days"), &line->half_days);
    if (has_days && !known) {
        note_line(previous, object, line->half_days);
    }
    previous->n_lines += has_days && known;
    return 0;
}

static void take_meeting(struct appui_previous *previous, const struct appui_basin *basin,
                         const json_t *object, struct appui_faults *faults)
{
    const char *date = json_string_value(json_object_get(object, "date"));
    const json_t *agenda = json_object_get(object, "agenda");
    appui_day day;
    if (date == NULL || !appui_date_read(date, &day)) {
        return;
    }
    previous->meetings[previous->n_meetings++] = day;
    for (size_t i = 0; i < json_array_size(agenda); i++) {
        int32_t q = find(faults, basin, APPUI_PLAN_PROJECT, json_array_get(agenda, i));
        bool first = q >= 0;
        if (!first) {
            note_date(previous, json_array_get(agenda, i), day);
        }
        for (int32_t k = 0; k < previous->n_dates; k++) {
            first = first && previous->dates[k].project != q;
        }
        if (first && previous->n_dates < basin->n_projects) {
            previous->dates[previous->n_dates++] = (struct appui_previous_date){q, day, false};
        }
    }
}

static void take_mandataire(struct appui_previous *previous, const struct appui_basin *basin,
                            const json_t *object, struct appui_faults *faults)
{
    int32_t q = find(faults, basin, APPUI_PLAN_PROJECT, json_object_get(object, "project"));
    int32_t p = find(faults, basin, APPUI_PLAN_PARTNER, json_object_get(object, "partner"));
    if (q >= 0 && p >= 0 && previous->n_mandataires < basin->n_projects) {
        previous->mandataires[previous->n_mandataires++] = (struct appui_mandataire){q, p};
    } else if (q < 0 || p < 0) {
        note_mandataire(previous, object);
    }
}

/* Places for everything that might be gone. */
static int reserve_gone(struct appui_previous *previous, const json_t *root)
{
    const json_t *meetings = json_object_get(root, "committees");
    size_t room = json_array_size(json_object_get(root, "lines")) +
                  json_array_size(json_object_get(root, "mandataires"));
    for (size_t i = 0; i < json_array_size(meetings); i++) {
        room += json_array_size(json_object_get(json_array_get(meetings, i), "agenda"));
    }
    previous->gone = appui_arena_alloc(&previous->arena, room, sizeof *previous->gone);
    return previous->gone == NULL ? -1 : 0;
}

static int take_all(struct appui_previous *previous, const struct appui_basin *basin,
                    const json_t *root, struct appui_faults *faults)
{
    const json_t *lines = json_object_get(root, "lines");
    const json_t *meetings = json_object_get(root, "committees");
    const json_t *named = json_object_get(root, "mandataires");
    size_t n_projects = (size_t)basin->n_projects;
    previous->lines =
        appui_arena_alloc(&previous->arena, json_array_size(lines), sizeof *previous->lines);
    previous->dates = appui_arena_alloc(&previous->arena, n_projects, sizeof *previous->dates);
    previous->mandataires =
        appui_arena_alloc(&previous->arena, n_projects, sizeof *previous->mandataires);
    previous->meetings =
        appui_arena_alloc(&previous->arena, json_array_size(meetings), sizeof *previous->meetings);
    if (previous->meetings == NULL || previous->lines == NULL || previous->dates == NULL ||
        previous->mandataires == NULL || reserve_gone(previous, root) < 0) {
        return -1;
    }
    for (size_t i = 0; i < json_array_size(lines); i++) {
        if (take_line(previous, basin, json_array_get(lines, i), faults) < 0) {
            return -1;
        }
    }
    for (size_t i = 0; i < json_array_size(meetings); i++) {
        take_meeting(previous, basin, json_array_get(meetings, i), faults);
    }
    for (size_t i = 0; i < json_array_size(named); i++) {
        take_mandataire(previous, basin, json_array_get(named, i), faults);
    }
    return appui_previous_take_known(previous, basin, root);
}

enum appui_io_code appui_previous_read(const char *bytes, size_t length,
                                       const struct appui_basin *basin,
                                       struct appui_previous *previous,
                                       struct appui_faults *file_faults,
                                       struct appui_faults *warnings)
{
    json_t *tree;
    enum appui_io_code code = appui_json_parse(bytes, length, &tree, file_faults);
    if (code == APPUI_IO_OK) {
        code = appui_previous_form(bytes, length, tree, basin, file_faults, warnings);
    }
    if (code == APPUI_IO_OK && take_all(previous, basin, tree, warnings) < 0) {
        code = APPUI_IO_NO_MEMORY;
    }
    json_decref(tree);
    return file_faults->out_of_memory || warnings->out_of_memory ? APPUI_IO_NO_MEMORY : code;
}
