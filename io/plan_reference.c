/*
 * Resolves ids against the basin, in the order of its file.
 */
#include "io/plan_reference.h"

#include <string.h>

#include "model/nearest.h"

/* A file full of wrong ids gets no more hints than this: each costs a walk over all known ones. */
#define HINTS_MAX 100

const char *appui_plan_id(const struct appui_basin *basin, enum appui_plan_kind kind, int32_t index)
{
    switch (kind) {
    case APPUI_PLAN_NEED:
        return basin->needs[index].id;
    case APPUI_PLAN_EXPERT:
        return basin->experts[index].id;
    case APPUI_PLAN_PARTNER:
        return basin->partners[index].id;
    case APPUI_PLAN_PROJECT:
        return basin->projects[index].id;
    case APPUI_PLAN_SKILL:
        break;
    }
    return basin->skills[index].id;
}

static int32_t count_of(const struct appui_basin *basin, enum appui_plan_kind kind)
{
    switch (kind) {
    case APPUI_PLAN_NEED:
        return basin->n_needs;
    case APPUI_PLAN_EXPERT:
        return basin->n_experts;
    case APPUI_PLAN_PARTNER:
        return basin->n_partners;
    case APPUI_PLAN_PROJECT:
        return basin->n_projects;
    case APPUI_PLAN_SKILL:
        break;
    }
    return basin->n_skills;
}

static bool resolve(struct appui_json_reader *reader, const struct appui_json_at *at,
                    enum appui_plan_kind kind, void *into)
{
    static const enum appui_fault_code unknown[] = {
        [APPUI_PLAN_NEED] = APPUI_FAULT_PLAN_NEED_UNKNOWN,
        [APPUI_PLAN_EXPERT] = APPUI_FAULT_PLAN_EXPERT_UNKNOWN,
        [APPUI_PLAN_PARTNER] = APPUI_FAULT_PLAN_PARTNER_UNKNOWN,
        [APPUI_PLAN_PROJECT] = APPUI_FAULT_PLAN_PROJECT_UNKNOWN,
        [APPUI_PLAN_SKILL] = APPUI_FAULT_PLAN_SKILL_UNKNOWN,
    };
    const struct appui_plan_target *target = reader->context;
    const char *id = json_string_value(at->value);
    if (id == NULL) {
        return appui_json_wrong_type(reader, at, "text");
    }
    struct appui_nearest nearest = appui_nearest_start(id);
    for (int32_t i = 0; i < count_of(target->basin, kind); i++) {
        const char *known = appui_plan_id(target->basin, kind, i);
        if (strcmp(known, id) == 0) {
            *(int32_t *)into = i;
            return true;
        }
        if (reader->n_hints < HINTS_MAX) {
            appui_nearest_offer(&nearest, known);
        }
    }
    reader->n_hints++;
    appui_json_fault(reader, at, unknown[kind], "value", id, "hint", nearest.best,
                     (const char *)NULL);
    return false;
}

bool appui_plan_read_need(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    return resolve(reader, at, APPUI_PLAN_NEED, into);
}

bool appui_plan_read_expert(struct appui_json_reader *reader, const struct appui_json_at *at,
                            void *into)
{
    return resolve(reader, at, APPUI_PLAN_EXPERT, into);
}

bool appui_plan_read_partner(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    return resolve(reader, at, APPUI_PLAN_PARTNER, into);
}

bool appui_plan_read_project(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    return resolve(reader, at, APPUI_PLAN_PROJECT, into);
}

bool appui_plan_read_skill(struct appui_json_reader *reader, const struct appui_json_at *at,
                           void *into)
{
    return resolve(reader, at, APPUI_PLAN_SKILL, into);
}
