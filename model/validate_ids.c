/*
 * Ids, unique per kind over the whole file: indexed before anything else, so that references may
 * point forwards. Lays out projects and needs, on which the places of needs depend.
 */
#include <string.h>

#include "model/validate.h"

static struct appui_place place_of(struct appui_validation *v, enum appui_kind kind, int32_t index)
{
    switch (kind) {
    case APPUI_KIND_SKILL:
        return appui_place_at(v, v->draft->skills[index].id, "/skills", index);
    case APPUI_KIND_PARTNER:
        return appui_place_at(v, v->draft->partners[index].id, "/partners", index);
    case APPUI_KIND_EXPERT:
        return appui_place_at(v, v->draft->experts[index].id, "/experts", index);
    case APPUI_KIND_PROJECT:
        return appui_place_at(v, v->draft->projects[index].id, "/projects", index);
    default:
        return appui_place_of_need(v, index);
    }
}

/* Sorts the ids of a kind and reports each id that an earlier object has. */
static void finish(struct appui_validation *v, enum appui_kind kind)
{
    struct appui_ids *ids = &v->ids[kind];
    appui_ids_sort(ids);
    int32_t first = 0;
    for (int32_t i = 1; i < ids->n; i++) {
        if (strcmp(ids->items[i].text, ids->items[first].text) != 0) {
            first = i;
            continue;
        }
        struct appui_place place = place_of(v, kind, ids->items[i].index);
        struct appui_place other = place_of(v, kind, ids->items[first].index);
        struct appui_spot spot = {&place, "id", -1};
        appui_faults_add(v->faults, APPUI_FAULT_DUPLICATE_ID, appui_spot_pointer(v, spot), place.id,
                         "value", place.id, "other", other.pointer, (const char *)NULL);
    }
}

static int lay_out_projects(struct appui_validation *v)
{
    const struct appui_draft *draft = v->draft;
    struct appui_basin *basin = v->basin;
    basin->n_projects = draft->n_projects;
    basin->projects = appui_keep_array(v, draft->n_projects, sizeof *basin->projects);
    for (int32_t p = 0; basin->projects && p < draft->n_projects; p++) {
        basin->projects[p].first_need = basin->n_needs;
        basin->projects[p].n_needs = draft->projects[p].n_needs;
        basin->n_needs += draft->projects[p].n_needs;
    }
    basin->needs = appui_keep_array(v, basin->n_needs, sizeof *basin->needs);
    if (!basin->projects || !basin->needs) {
        return -1;
    }
    for (int32_t p = 0; p < basin->n_projects; p++) {
        for (int32_t i = 0; i < basin->projects[p].n_needs; i++) {
            basin->needs[basin->projects[p].first_need + i].project = p;
        }
    }
    return 0;
}

static int make_indexes(struct appui_validation *v)
{
    const int32_t counts[APPUI_N_KINDS] = {
        [APPUI_KIND_SKILL] = v->draft->n_skills,   [APPUI_KIND_PARTNER] = v->draft->n_partners,
        [APPUI_KIND_EXPERT] = v->draft->n_experts, [APPUI_KIND_PROJECT] = v->draft->n_projects,
        [APPUI_KIND_NEED] = v->basin->n_needs,
    };
    for (int32_t kind = 0; kind < APPUI_N_KINDS; kind++) {
        if (appui_ids_new(&v->ids[kind], &v->scratch, counts[kind]) != 0) {
            return -1;
        }
    }
    return 0;
}

static void add(struct appui_validation *v, enum appui_kind kind, const char *id, int32_t index)
{
    v->unsure[kind] |= !id;
    appui_ids_add(&v->ids[kind], id, index);
}

static void add_all(struct appui_validation *v)
{
    const struct appui_draft *draft = v->draft;
    for (int32_t i = 0; i < draft->n_skills; i++) {
        add(v, APPUI_KIND_SKILL, draft->skills[i].id, i);
    }
    for (int32_t i = 0; i < draft->n_partners; i++) {
        add(v, APPUI_KIND_PARTNER, draft->partners[i].id, i);
    }
    for (int32_t i = 0; i < draft->n_experts; i++) {
        add(v, APPUI_KIND_EXPERT, draft->experts[i].id, i);
    }
    for (int32_t p = 0; p < draft->n_projects; p++) {
        const struct appui_draft_project *project = &draft->projects[p];
        add(v, APPUI_KIND_PROJECT, project->id, p);
        v->unsure[APPUI_KIND_NEED] |= project->broken && !project->needs;
        for (int32_t i = 0; i < project->n_needs; i++) {
            add(v, APPUI_KIND_NEED, project->needs[i].id, v->basin->projects[p].first_need + i);
        }
    }
}

int appui_validate_ids(struct appui_validation *v)
{
    const struct appui_draft *draft = v->draft;
    v->unsure[APPUI_KIND_SKILL] = !draft->skills;
    v->unsure[APPUI_KIND_PARTNER] = !draft->partners;
    v->unsure[APPUI_KIND_EXPERT] = !draft->experts;
    v->unsure[APPUI_KIND_PROJECT] = !draft->projects;
    v->unsure[APPUI_KIND_NEED] = !draft->projects;
    if (lay_out_projects(v) != 0 || make_indexes(v) != 0) {
        return -1;
    }
    add_all(v);
    for (int32_t kind = 0; kind < APPUI_N_KINDS; kind++) {
        finish(v, (enum appui_kind)kind);
    }
    return 0;
}
