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
        {"committee", APPUI_JSON_OPTIONAL, appui_json_date,
         offsetof(struct appui_reason, committee)},
        {NULL, 0, NULL, 0}};
    struct appui_reason *reason = into;
    *reason = (struct appui_reason){.skill = -1, .level = APPUI_ABSENT, .committee = APPUI_ABSENT};
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

/* A hole as written: of a need, of a whole project, or of meetings. */
struct written_hole {
    enum { OF_NEED, OF_PROJECT, OF_MEETINGS } kind;
    struct appui_hole need;
    struct appui_project_hole project;
    struct appui_meeting_hole meetings;
};

static bool read_any_hole(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct written_hole *hole = into;
    if (json_object_get(at->value, "project") != NULL) {
        hole->kind = OF_PROJECT;
        return appui_plan_read_project_hole(reader, at, &hole->project);
    }
    if (json_object_get(at->value, "meetings_missing") != NULL) {
        hole->kind = OF_MEETINGS;
        return appui_plan_read_meeting_hole(reader, at, &hole->meetings);
    }
    return read_hole(reader, at, &hole->need);
}

bool appui_plan_read_holes(struct appui_json_reader *reader, const struct appui_json_at *at,
                           void *into)
{
    struct appui_plan *plan = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct written_hole), read_any_hole);
    const struct written_hole *holes = list.items;
    plan->holes = appui_arena_alloc(reader->arena, (size_t)list.n, sizeof *plan->holes);
    plan->project_holes =
        appui_arena_alloc(reader->arena, (size_t)list.n, sizeof *plan->project_holes);
    plan->meeting_holes =
        appui_arena_alloc(reader->arena, (size_t)list.n, sizeof *plan->meeting_holes);
    if (plan->holes == NULL || plan->project_holes == NULL || plan->meeting_holes == NULL) {
        reader->no_memory = true;
        return false;
    }
    for (int32_t i = 0; holes != NULL && i < list.n; i++) {
        if (holes[i].kind == OF_PROJECT) {
            plan->project_holes[plan->n_project_holes++] = holes[i].project;
        } else if (holes[i].kind == OF_MEETINGS) {
            plan->meeting_holes[plan->n_meeting_holes++] = holes[i].meetings;
        } else {
            plan->holes[plan->n_holes++] = holes[i].need;
        }
    }
    return list.ok;
}

static bool read_partial_reasons(struct appui_json_reader *reader, const struct appui_json_at *at,
                                 void *into)
{
    struct appui_partial *partial = into;
    struct appui_hole reasons = {.n_reasons = 0};
    bool ok = read_reasons(reader, at, &reasons);
    partial->reasons = reasons.reasons;
    partial->n_reasons = reasons.n_reasons;
    return ok;
}

static bool read_partial(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"need", APPUI_JSON_REQUIRED, appui_plan_read_need, offsetof(struct appui_partial, need)},
        {"days_missing", APPUI_JSON_REQUIRED, appui_json_half_days,
         offsetof(struct appui_partial, half_days_missing)},
        {"reasons", APPUI_JSON_REQUIRED, read_partial_reasons, 0},
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

/* A change as written: of an agreed session, or against the plan before. */
struct written_change {
    bool is_revision;
    struct appui_change change;
    struct appui_revision revision;
};

static bool read_any_change(struct appui_json_reader *reader, const struct appui_json_at *at,
                            void *into)
{
    struct written_change *written = into;
    written->is_revision = appui_plan_is_revision(at->value);
    return written->is_revision ? appui_plan_read_revision(reader, at, &written->revision)
                                : read_change(reader, at, &written->change);
}

bool appui_plan_read_changes(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    struct appui_plan *plan = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct written_change), read_any_change);
    const struct written_change *changes = list.items;
    plan->changes = appui_arena_alloc(reader->arena, (size_t)list.n, sizeof *plan->changes);
    plan->revisions = appui_arena_alloc(reader->arena, (size_t)list.n, sizeof *plan->revisions);
    if (plan->changes == NULL || plan->revisions == NULL) {
        reader->no_memory = true;
        return false;
    }
    for (int32_t i = 0; changes != NULL && i < list.n; i++) {
        if (changes[i].is_revision) {
            plan->revisions[plan->n_revisions++] = changes[i].revision;
        } else {
            plan->changes[plan->n_changes++] = changes[i].change;
        }
    }
    return list.ok;
}
