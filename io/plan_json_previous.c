/*
 * What a plan was planned against: written into a plan, and read back with it. From the file of the
 * plan before it is read by previous_read.c.
 */
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

static json_t *write_known(struct appui_json_tree *tree, enum appui_plan_kind kind,
                           const bool *known, int32_t n)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < n; i++) {
        if (known[i]) {
            appui_json_append(tree, list,
                              json_string(appui_plan_id(appui_plan_basin(tree), kind, i)));
        }
    }
    return list;
}

/* What the plan before knew of: nothing where it is not told. */
static void put_known(struct appui_json_tree *tree, json_t *object,
                      const struct appui_previous *previous)
{
    const struct appui_basin *basin = appui_plan_basin(tree);
    if (!previous->tells) {
        return;
    }
    appui_json_put(
        tree, object, "projects",
        write_known(tree, APPUI_PLAN_PROJECT, previous->knows_project, basin->n_projects));
    appui_json_put(tree, object, "needs",
                   write_known(tree, APPUI_PLAN_NEED, previous->knows_need, basin->n_needs));
    json_t *agreed = json_array();
    for (int32_t i = 0; i < previous->n_agreed; i++) {
        json_t *pair = json_object();
        appui_json_put(tree, pair, "need", json_string(basin->needs[previous->agreed[i].need].id));
        appui_json_put(tree, pair, "expert",
                       json_string(basin->experts[previous->agreed[i].expert].id));
        if (previous->agreed[i].half_days > 0) {
            appui_json_put(tree, pair, "days", appui_json_days(previous->agreed[i].half_days));
        }
        if (previous->agreed[i].n_sessions > 0) {
            json_t *sessions = json_array();
            for (int32_t k = 0; k < previous->agreed[i].n_sessions; k++) {
                appui_json_append(tree, sessions,
                                  write_session(tree, previous->agreed[i].sessions[k]));
            }
            appui_json_put(tree, pair, "sessions", sessions);
        }
        appui_json_append(tree, agreed, pair);
    }
    appui_json_put(tree, object, "agreed", agreed);
}

/* What the basin no longer has, where there is such. */
static void put_gone(struct appui_json_tree *tree, json_t *object,
                     const struct appui_previous *previous)
{
    json_t *list = previous->n_gone > 0 ? json_array() : NULL;
    for (int32_t i = 0; i < previous->n_gone; i++) {
        const struct appui_previous_gone *gone = &previous->gone[i];
        json_t *one = json_object();
        if (gone->need != NULL) {
            appui_json_put(tree, one, "need", json_string(gone->need));
            appui_json_put(tree, one, "expert", json_string(gone->expert));
            appui_json_put(tree, one, "days", appui_json_days(gone->half_days));
        } else {
            appui_json_put(tree, one, "project", json_string(gone->project));
        }
        if (gone->partner != NULL) {
            appui_json_put(tree, one, "partner", json_string(gone->partner));
        }
        if (gone->day != APPUI_ABSENT) {
            appui_json_put(tree, one, "date", appui_json_day(gone->day));
        }
        appui_json_append(tree, list, one);
    }
    if (list != NULL) {
        appui_json_put(tree, object, "gone", list);
    }
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
    put_known(tree, object, previous);
    put_gone(tree, object, previous);
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

static bool read_pair_sessions(struct appui_json_reader *reader, const struct appui_json_at *at,
                               void *into)
{
    struct appui_previous_pair *pair = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_date_half), read_session);
    pair->sessions = list.items;
    pair->n_sessions = list.n;
    return list.ok;
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

/* Marks what a list names among n. */
static bool read_known(struct appui_json_reader *reader, const struct appui_json_at *at,
                       appui_json_read_fn *read_item, int32_t n, bool **known)
{
    struct appui_json_list list = appui_json_list(reader, at, sizeof(int32_t), read_item);
    const int32_t *items = list.items;
    *known = appui_arena_alloc(reader->arena, (size_t)n, sizeof **known);
    if (*known == NULL) {
        reader->no_memory = true;
        return false;
    }
    for (int32_t i = 0; list.ok && i < list.n; i++) {
        (*known)[items[i]] = true;
    }
    return list.ok;
}

static bool read_projects(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    const struct appui_plan_target *target = reader->context;
    struct appui_previous *previous = into;
    return read_known(reader, at, appui_plan_read_project, target->basin->n_projects,
                      &previous->knows_project);
}

static bool read_needs(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    const struct appui_plan_target *target = reader->context;
    struct appui_previous *previous = into;
    return read_known(reader, at, appui_plan_read_need, target->basin->n_needs,
                      &previous->knows_need);
}

static bool read_pair(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"need", APPUI_JSON_REQUIRED, appui_plan_read_need,
         offsetof(struct appui_previous_pair, need)},
        {"expert", APPUI_JSON_REQUIRED, appui_plan_read_expert,
         offsetof(struct appui_previous_pair, expert)},
        {"days", APPUI_JSON_OPTIONAL, appui_json_half_days,
         offsetof(struct appui_previous_pair, half_days)},
        {"sessions", APPUI_JSON_OPTIONAL, read_pair_sessions, 0},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_agreed(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    struct appui_previous *previous = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_previous_pair), read_pair);
    previous->agreed = list.items;
    previous->n_agreed = list.n;
    previous->tells = list.ok;
    return list.ok;
}

static bool read_one_gone(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    static const struct appui_json_field fields[] = {
        {"need", APPUI_JSON_OPTIONAL, appui_json_text, offsetof(struct appui_previous_gone, need)},
        {"expert", APPUI_JSON_OPTIONAL, appui_json_text,
         offsetof(struct appui_previous_gone, expert)},
        {"days", APPUI_JSON_OPTIONAL, appui_json_half_days,
         offsetof(struct appui_previous_gone, half_days)},
        {"project", APPUI_JSON_OPTIONAL, appui_json_text,
         offsetof(struct appui_previous_gone, project)},
        {"partner", APPUI_JSON_OPTIONAL, appui_json_text,
         offsetof(struct appui_previous_gone, partner)},
        {"date", APPUI_JSON_OPTIONAL, appui_json_date, offsetof(struct appui_previous_gone, day)},
        {NULL, 0, NULL, 0}};
    struct appui_previous_gone *gone = into;
    gone->day = APPUI_ABSENT;
    bool ok = appui_json_object(reader, at, fields, gone);
    bool whole = gone->need != NULL ? gone->expert != NULL : gone->project != NULL;
    if (ok && !whole) {
        appui_json_fault(reader, at, APPUI_FAULT_KEY_MISSING, "key",
                         gone->need != NULL ? "expert" : "project", (const char *)NULL);
    }
    return ok && whole;
}

static bool read_gone(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_previous *previous = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_previous_gone), read_one_gone);
    previous->gone = list.items;
    previous->n_gone = list.n;
    return list.ok;
}

bool appui_plan_read_previous(struct appui_json_reader *reader, const struct appui_json_at *at,
                              void *into)
{
    static const struct appui_json_field fields[] = {
        {"lines", APPUI_JSON_REQUIRED, read_lines, 0},
        {"committees", APPUI_JSON_REQUIRED, read_dates, 0},
        {"mandataires", APPUI_JSON_REQUIRED, read_mandataires, 0},
        {"projects", APPUI_JSON_OPTIONAL, read_projects, 0},
        {"needs", APPUI_JSON_OPTIONAL, read_needs, 0},
        {"agreed", APPUI_JSON_OPTIONAL, read_agreed, 0},
        {"gone", APPUI_JSON_OPTIONAL, read_gone, 0},
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
    struct appui_previous *previous = plan->previous;
    bool ok = appui_json_object(reader, at, fields, previous);
    previous->tells = previous->tells && previous->knows_project && previous->knows_need;
    return ok;
}
