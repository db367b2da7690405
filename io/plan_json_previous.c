/*
 * What a plan was planned against: written into a plan, read back with it, and first read from the
 * file of the plan before. That file may speak of what the basin no longer has; such parts are left
 * out with a warning, never refused.
 */
#include <string.h>

#include "io/json_format.h"
#include "io/json_scalar.h"
#include "io/json_text.h"
#include "io/plan_json_parts.h"
#include "io/plan_words.h"

/* ---- writing ---- */

static json_t *write_session(struct appui_json_tree *tree, struct appui_date_half at)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "date", appui_json_day(at.day));
    appui_json_put(tree, object, "half",
                   json_string(appui_plan_word(appui_plan_halves, (int32_t)at.half)));
    return object;
}

static json_t *write_line(struct appui_json_tree *tree, const struct appui_previous_line *line)
{
    const struct appui_basin *basin = appui_plan_basin(tree);
    json_t *object = json_object(), *sessions = json_array();
    appui_json_put(tree, object, "need", json_string(basin->needs[line->need].id));
    appui_json_put(tree, object, "expert", json_string(basin->experts[line->expert].id));
    appui_json_put(tree, object, "days", appui_json_days(line->half_days));
    for (int32_t i = 0; i < line->n_sessions; i++) {
        appui_json_append(tree, sessions, write_session(tree, line->sessions[i]));
    }
    appui_json_put(tree, object, "sessions", sessions);
    return object;
}

json_t *appui_plan_write_previous(struct appui_json_tree *tree, const struct appui_plan *plan)
{
    const struct appui_basin *basin = appui_plan_basin(tree);
    const struct appui_previous *previous = plan->previous;
    if (previous == NULL) {
        return json_null();
    }
    json_t *object = json_object(), *lines = json_array(), *dates = json_array(),
           *named = json_array();
    for (int32_t i = 0; i < previous->n_lines; i++) {
        appui_json_append(tree, lines, write_line(tree, &previous->lines[i]));
    }
    for (int32_t i = 0; i < previous->n_dates; i++) {
        json_t *date = json_object();
        appui_json_put(tree, date, "project",
                       json_string(basin->projects[previous->dates[i].project].id));
        appui_json_put(tree, date, "date", appui_json_day(previous->dates[i].day));
        appui_json_append(tree, dates, date);
    }
    for (int32_t i = 0; i < previous->n_mandataires; i++) {
        const struct appui_mandataire *mandataire = &previous->mandataires[i];
        json_t *one = json_object();
        appui_json_put(tree, one, "project", json_string(basin->projects[mandataire->project].id));
        appui_json_put(tree, one, "partner", json_string(basin->partners[mandataire->partner].id));
        appui_json_append(tree, named, one);
    }
    appui_json_put(tree, object, "lines", lines);
    appui_json_put(tree, object, "committees", dates);
    appui_json_put(tree, object, "mandataires", named);
    return object;
}

/* ---- reading it with the plan that holds it ---- */

static bool read_half(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return appui_json_choose(reader, at, appui_plan_halves, into);
}

static bool read_session(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"date", APPUI_JSON_REQUIRED, appui_json_date, offsetof(struct appui_date_half, day)},
        {"half", APPUI_JSON_REQUIRED, read_half, offsetof(struct appui_date_half, half)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_sessions(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct appui_previous_line *line = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_date_half), read_session);
    line->sessions = list.items;
    line->n_sessions = list.n;
    return list.ok;
}

static bool read_line(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"need", APPUI_JSON_REQUIRED, appui_plan_read_need,
         offsetof(struct appui_previous_line, need)},
        {"expert", APPUI_JSON_REQUIRED, appui_plan_read_expert,
         offsetof(struct appui_previous_line, expert)},
        {"days", APPUI_JSON_REQUIRED, appui_json_half_days,
         offsetof(struct appui_previous_line, half_days)},
        {"sessions", APPUI_JSON_REQUIRED, read_sessions, 0},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_lines(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_previous *previous = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_previous_line), read_line);
    previous->lines = list.items;
    previous->n_lines = list.n;
    return list.ok;
}

static bool read_date(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"project", APPUI_JSON_REQUIRED, appui_plan_read_project,
         offsetof(struct appui_previous_date, project)},
        {"date", APPUI_JSON_REQUIRED, appui_json_date, offsetof(struct appui_previous_date, day)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_dates(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_previous *previous = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_previous_date), read_date);
    previous->dates = list.items;
    previous->n_dates = list.n;
    return list.ok;
}

static bool read_mandataires(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    struct appui_previous *previous = into;
    struct appui_plan plan = {.n_mandataires = 0};
    bool ok = appui_plan_read_mandataires(reader, at, &plan);
    previous->mandataires = plan.mandataires;
    previous->n_mandataires = plan.n_mandataires;
    return ok;
}

bool appui_plan_read_previous(struct appui_json_reader *reader, const struct appui_json_at *at,
                              void *into)
{
    static const struct appui_json_field fields[] = {
        {"lines", APPUI_JSON_REQUIRED, read_lines, 0},
        {"committees", APPUI_JSON_REQUIRED, read_dates, 0},
        {"mandataires", APPUI_JSON_REQUIRED, read_mandataires, 0},
        {NULL, 0, NULL, 0}};
    struct appui_plan *plan = into;
    if (json_is_null(at->value)) {
        return true;
    }
    plan->previous = appui_arena_alloc(reader->arena, 1, sizeof *plan->previous);
    if (plan->previous == NULL) {
        reader->no_memory = true;
        return false;
    }
    return appui_json_object(reader, at, fields, plan->previous);
}

/* ---- reading the plan before from its own file ---- */

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

static bool take_session(const json_t *session, struct appui_date_half *at)
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

static bool take_days(const json_t *value, int32_t *half_days)
{
    double days = json_is_number(value) ? json_number_value(value) : -1;
    *half_days = days > 0 && days <= APPUI_HALF_DAYS_MAX / 2 ? (int32_t)(2 * days) : 0;
    return *half_days > 0;
}

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
        line->n_sessions +=
            take_session(json_array_get(sessions, i), &line->sessions[line->n_sessions]);
    }
    bool known = line->need >= 0 && line->expert >= 0;
    previous->n_lines += take_days(json_object_get(object, "days"), &line->half_days) && known;
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
    for (size_t i = 0; i < json_array_size(agenda); i++) {
        int32_t q = find(faults, basin, APPUI_PLAN_PROJECT, json_array_get(agenda, i));
        bool first = q >= 0;
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
    }
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
    if (previous->lines == NULL || previous->dates == NULL || previous->mandataires == NULL) {
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
    return 0;
}

enum appui_io_code appui_previous_read(const char *bytes, size_t length,
                                       const struct appui_basin *basin,
                                       struct appui_previous *previous,
                                       struct appui_faults *file_faults,
                                       struct appui_faults *warnings)
{
    json_t *tree;
    enum appui_io_code code = appui_json_parse(bytes, length, &tree, file_faults);
    struct appui_json_reader reader = {.arena = &previous->arena, .faults = file_faults};
    struct appui_json_at root = {.value = tree};
    if (code == APPUI_IO_OK && !json_is_object(tree)) {
        appui_json_wrong_type(&reader, &root, "object");
        code = APPUI_IO_REJECTED;
    } else if (code == APPUI_IO_OK && !appui_json_format(&reader, &root, APPUI_PLAN_FORMAT)) {
        code = APPUI_IO_REJECTED;
    }
    if (code == APPUI_IO_OK && take_all(previous, basin, tree, warnings) < 0) {
        code = APPUI_IO_NO_MEMORY;
    }
    json_decref(tree);
    return file_faults->out_of_memory || warnings->out_of_memory ? APPUI_IO_NO_MEMORY : code;
}
