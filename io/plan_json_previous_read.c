/*
 * What a plan was planned against, read back with the plan that holds it. From the file of the plan
 * before it is read by previous_read.c.
 */
#include "io/json_scalar.h"
#include "io/json_text.h"
#include "io/plan_json_parts.h"
#include "io/plan_words.h"

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

static bool read_meetings(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct appui_previous *previous = into;
    struct appui_json_list list = appui_json_list(reader, at, sizeof(appui_day), appui_json_date);
    previous->meetings = list.items;
    previous->n_meetings = list.n;
    return list.ok;
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
        {"meetings", APPUI_JSON_OPTIONAL, read_meetings, 0},
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
