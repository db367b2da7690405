/*
 * Reads the parts of a plan that speak of needs. Forms and ids are judged here; whether sessions
 * may lie where they lie, and whether days add up, is model/check's to say.
 */
#include "io/plan_json_parts.h"
#include "io/plan_words.h"

static bool read_half(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return appui_json_choose(reader, at, appui_plan_halves, into);
}

static bool read_session_state(struct appui_json_reader *reader, const struct appui_json_at *at,
                               void *into)
{
    return appui_json_choose(reader, at, appui_plan_session_states, into);
}

static bool read_session(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"date", APPUI_JSON_REQUIRED, appui_json_date, offsetof(struct appui_session, day)},
        {"half", APPUI_JSON_REQUIRED, read_half, offsetof(struct appui_session, half)},
        {"state", APPUI_JSON_OPTIONAL, read_session_state, offsetof(struct appui_session, state)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_sessions(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct appui_plan_line *line = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_session), read_session);
    line->sessions = list.items;
    line->n_sessions = list.n;
    return list.ok;
}

/* A part as written: its period named by the day it begins. */
struct written_part {
    appui_day from;
    int32_t half_days;
};

static bool read_part(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"from", APPUI_JSON_REQUIRED, appui_json_date, offsetof(struct written_part, from)},
        {"days", APPUI_JSON_REQUIRED, appui_json_half_days,
         offsetof(struct written_part, half_days)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

/* A line as written. */
struct written_line {
    struct appui_plan_line line;
    int32_t partner;
    struct appui_json_list parts; /**< of struct written_part */
};

static bool read_parts(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct written_line *written = into;
    written->parts = appui_json_list(reader, at, sizeof(struct written_part), read_part);
    return written->parts.ok;
}

static bool read_line_state(struct appui_json_reader *reader, const struct appui_json_at *at,
                            void *into)
{
    return appui_json_choose(reader, at, appui_plan_line_states, into);
}

static const struct appui_json_field line_fields[] = {
    {"need", APPUI_JSON_REQUIRED, appui_plan_read_need, offsetof(struct written_line, line.need)},
    {"expert", APPUI_JSON_REQUIRED, appui_plan_read_expert,
     offsetof(struct written_line, line.expert)},
    {"partner", APPUI_JSON_OPTIONAL, appui_plan_read_partner,
     offsetof(struct written_line, partner)},
    {"days", APPUI_JSON_REQUIRED, appui_json_half_days,
     offsetof(struct written_line, line.half_days)},
    {"state", APPUI_JSON_REQUIRED, read_line_state, offsetof(struct written_line, line.state)},
    {"sessions", APPUI_JSON_REQUIRED, read_sessions, offsetof(struct written_line, line)},
    {"parts", APPUI_JSON_OPTIONAL, read_parts, 0},
    {NULL, 0, NULL, 0}};

static bool partner_agrees(struct appui_json_reader *reader, const struct appui_json_at *at,
                           const struct written_line *written)
{
    const struct appui_plan_target *target = reader->context;
    const struct appui_expert *expert = &target->basin->experts[written->line.expert];
    if (written->partner < 0 || written->partner == expert->partner) {
        return true;
    }
    struct appui_json_at partner = appui_json_member(at, "partner");
    appui_json_fault(reader, &partner, APPUI_FAULT_PLAN_PARTNER_WRONG, "value",
                     appui_plan_id(target->basin, APPUI_PLAN_PARTNER, written->partner), "expert",
                     expert->id, "expected",
                     appui_plan_id(target->basin, APPUI_PLAN_PARTNER, expert->partner),
                     (const char *)NULL);
    return false;
}

/* The partner's pledge that begins on a day, or -1. */
static int32_t find_pledge(const struct appui_partner *partner, appui_day from)
{
    for (int32_t i = 0; i < partner->n_pledges; i++) {
        if (partner->pledges[i].from == from) {
            return i;
        }
    }
    return -1;
}

static bool resolve_parts(struct appui_json_reader *reader, const struct appui_json_at *at,
                          const struct written_line *written, struct appui_plan_line *line)
{
    const struct appui_plan_target *target = reader->context;
    const struct appui_basin *basin = target->basin;
    const struct appui_partner *partner = &basin->partners[basin->experts[line->expert].partner];
    const struct written_part *parts = written->parts.items;
    struct appui_json_at list = appui_json_member(at, "parts");
    bool ok = true;
    line->parts = appui_arena_alloc(reader->arena, (size_t)written->parts.n, sizeof *line->parts);
    if (line->parts == NULL) {
        reader->no_memory = true;
        return false;
    }
    for (int32_t i = 0; i < written->parts.n; i++) {
        int32_t pledge = find_pledge(partner, parts[i].from);
        if (pledge < 0) {
            struct appui_json_at item = appui_json_item(&list, (size_t)i);
            appui_json_fault(reader, &item, APPUI_FAULT_PLAN_PLEDGE_UNKNOWN, "partner", partner->id,
                             "value", json_string_value(json_object_get(item.value, "from")),
                             (const char *)NULL);
            ok = false;
        }
        line->parts[line->n_parts++] = (struct appui_part){pledge, parts[i].half_days};
    }
    return ok;
}

static bool read_line(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_plan_line *line = into;
    struct written_line written = {.partner = -1};
    written.line.basin_line = -1;
    bool ok = appui_json_object(reader, at, line_fields, &written);
    *line = written.line;
    if (!ok) {
        return false;
    }
    ok = partner_agrees(reader, at, &written);
    return resolve_parts(reader, at, &written, line) && ok;
}

/* True when a plan's line may repeat a basin's line; `exactly` also asks for its state and days. */
static bool repeats(const struct appui_plan_line *line, const struct appui_line *agreed,
                    bool exactly)
{
    bool is_agreed = agreed->state == APPUI_RETAINED || agreed->state == APPUI_SIGNED;
    if (!is_agreed || line->need != agreed->need || line->expert != agreed->expert) {
        return false;
    }
    return !exactly || (line->state == agreed->state && line->half_days == agreed->half_days);
}

/* Ties agreed lines to the basin's, each to one: those equal in state and days first. */
static void tie_lines(const struct appui_basin *basin, struct appui_plan *plan, bool *taken,
                      bool exactly)
{
    for (int32_t i = 0; i < plan->n_lines; i++) {
        struct appui_plan_line *line = &plan->lines[i];
        for (int32_t k = 0;
             line->state != APPUI_PROPOSED && line->basin_line < 0 && k < basin->n_lines; k++) {
            if (!taken[k] && repeats(line, &basin->lines[k], exactly)) {
                line->basin_line = k;
                taken[k] = true;
            }
        }
    }
}

bool appui_plan_read_lines(struct appui_json_reader *reader, const struct appui_json_at *at,
                           void *into)
{
    const struct appui_plan_target *target = reader->context;
    struct appui_plan *plan = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_plan_line), read_line);
    plan->lines = list.items;
    plan->n_lines = list.n;
    bool *taken = appui_calloc((size_t)target->basin->n_lines, sizeof *taken);
    if (taken == NULL) {
        reader->no_memory = true;
        return false;
    }
    tie_lines(target->basin, plan, taken, true);
    tie_lines(target->basin, plan, taken, false);
    appui_free(taken);
    return list.ok;
}
