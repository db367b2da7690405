/*
 * Reads what a plan could not do, and what it moved: holes with their reasons, partial needs,
 * changes; and what each partner gives.
 */
#include "io/plan_json_parts.h"
#include "io/plan_words.h"

static bool read_experts(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_reason *reason = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(int32_t), appui_plan_read_expert);
    reason->experts = list.items;
    reason->n_experts = list.n;
    return list.ok;
}

static bool read_partners(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct appui_reason *reason = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(int32_t), appui_plan_read_partner);
    reason->partners = list.items;
    reason->n_partners = list.n;
    return list.ok;
}

static bool read_needs(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_reason *reason = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(int32_t), appui_plan_read_need);
    reason->needs = list.items;
    reason->n_needs = list.n;
    return list.ok;
}

static bool read_reason(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    static const struct appui_json_field fields[] = {
        {"code", APPUI_JSON_REQUIRED, appui_plan_read_hole_code,
         offsetof(struct appui_reason, code)},
        {"skill", APPUI_JSON_OPTIONAL, appui_plan_read_skill, offsetof(struct appui_reason, skill)},
        {"level", APPUI_JSON_OPTIONAL, appui_json_integer, offsetof(struct appui_reason, level)},
        {"experts", APPUI_JSON_OPTIONAL, read_experts, 0},
        {"partners", APPUI_JSON_OPTIONAL, read_partners, 0},
        {"needs", APPUI_JSON_OPTIONAL, read_needs, 0},
        {NULL, 0, NULL, 0}};
    struct appui_reason *reason = into;
    *reason = (struct appui_reason){.skill = -1, .level = APPUI_ABSENT};
    return appui_json_object(reader, at, fields, reason);
}

static bool read_reasons(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_hole *hole = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_reason), read_reason);
    hole->reasons = list.items;
    hole->n_reasons = list.n;
    return list.ok;
}

static bool read_hole(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"need", APPUI_JSON_REQUIRED, appui_plan_read_need, offsetof(struct appui_hole, need)},
        {"expert", APPUI_JSON_OPTIONAL, appui_plan_read_expert,
         offsetof(struct appui_hole, expert)},
        {"days_missing", APPUI_JSON_REQUIRED, appui_json_half_days,
         offsetof(struct appui_hole, half_days_missing)},
        {"reasons", APPUI_JSON_REQUIRED, read_reasons, 0},
        {NULL, 0, NULL, 0}};
    struct appui_hole *hole = into;
    hole->expert = -1;
    return appui_json_object(reader, at, fields, hole);
}

bool appui_plan_read_holes(struct appui_json_reader *reader, const struct appui_json_at *at,
                           void *into)
{
    struct appui_plan *plan = into;
    struct appui_json_list list = appui_json_list(reader, at, sizeof(struct appui_hole), read_hole);
    plan->holes = list.items;
    plan->n_holes = list.n;
    return list.ok;
}

static bool read_partial(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"need", APPUI_JSON_REQUIRED, appui_plan_read_need, offsetof(struct appui_partial, need)},
        {"days_missing", APPUI_JSON_REQUIRED, appui_json_half_days,
         offsetof(struct appui_partial, half_days_missing)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

bool appui_plan_read_partials(struct appui_json_reader *reader, const struct appui_json_at *at,
                              void *into)
{
    struct appui_plan *plan = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_partial), read_partial);
    plan->partials = list.items;
    plan->n_partials = list.n;
    return list.ok;
}

static bool read_kind(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return appui_json_choose(reader, at, appui_plan_change_kinds, into);
}

static bool read_cause(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return appui_json_choose(reader, at, appui_plan_causes, into);
}

#define CHANGE(member) offsetof(struct appui_change, member)

static bool read_change(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    static const struct appui_json_field fields[] = {
        {"kind", APPUI_JSON_REQUIRED, read_kind, CHANGE(kind)},
        {"need", APPUI_JSON_REQUIRED, appui_plan_read_need, CHANGE(need)},
        {"expert", APPUI_JSON_REQUIRED, appui_plan_read_expert, CHANGE(expert)},
        {"from", APPUI_JSON_REQUIRED, appui_json_date_half, CHANGE(from)},
        {"to", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, appui_json_date_half, CHANGE(to)},
        {"cause", APPUI_JSON_REQUIRED, read_cause, CHANGE(cause)},
        {NULL, 0, NULL, 0}};
    struct appui_change *change = into;
    bool ok = appui_json_object(reader, at, fields, change);
    struct appui_json_at to = appui_json_member(at, "to");
    if (ok && change->kind == APPUI_SESSION_MOVED && json_is_null(to.value)) {
        return appui_json_wrong_type(reader, &to, "text");
    }
    if (ok && change->kind == APPUI_SESSION_LOST && !json_is_null(to.value)) {
        return appui_json_wrong_type(reader, &to, "null");
    }
    return ok;
}

bool appui_plan_read_changes(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    struct appui_plan *plan = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_change), read_change);
    plan->changes = list.items;
    plan->n_changes = list.n;
    return list.ok;
}
