/*
 * Reads projects and their needs.
 */
#include "io/basin_json_parts.h"
#include "io/basin_words.h"
#include "io/json_scalar.h"

static bool read_session_size(struct appui_json_reader *reader, const struct appui_json_at *at,
                              void *into)
{
    return appui_json_choose(reader, at, appui_basin_session_sizes, into);
}

static bool read_phase(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return appui_json_choose(reader, at, appui_basin_phases, into);
}

static bool read_status(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    return appui_json_choose(reader, at, appui_basin_project_statuses, into);
}

#define NEED(member) offsetof(struct appui_draft_need, member)

static const struct appui_json_field need_fields[] = {
    {"id", APPUI_JSON_REQUIRED, appui_json_id, NEED(id)},
    {"skill", APPUI_JSON_REQUIRED, appui_json_text, NEED(skill)},
    {"level", APPUI_JSON_OPTIONAL, appui_json_integer, NEED(level)},
    {"days", APPUI_JSON_REQUIRED, appui_json_half_days, NEED(half_days)},
    {"days_min", APPUI_JSON_OPTIONAL, appui_json_half_days, NEED(half_days_min)},
    {"experts_max", APPUI_JSON_OPTIONAL, appui_json_integer, NEED(experts_max)},
    {"days_each_min", APPUI_JSON_OPTIONAL, appui_json_half_days, NEED(each_min)},
    {"days_each_max", APPUI_JSON_OPTIONAL, appui_json_half_days, NEED(each_max)},
    {"session", APPUI_JSON_OPTIONAL, read_session_size, NEED(session_half_days)},
    {"per_week", APPUI_JSON_OPTIONAL, appui_json_integer, NEED(per_week)},
    {"from", APPUI_JSON_OPTIONAL, appui_json_date, NEED(from)},
    {"to", APPUI_JSON_OPTIONAL, appui_json_date, NEED(to)},
    {"after", APPUI_JSON_OPTIONAL, appui_json_texts, NEED(after)},
    {"phase", APPUI_JSON_OPTIONAL, read_phase, NEED(phase)},
    {"weight", APPUI_JSON_OPTIONAL, appui_json_weight, NEED(weight)},
    {"covered_elsewhere", APPUI_JSON_OPTIONAL, appui_json_boolean, NEED(covered_elsewhere)},
    {NULL, 0, NULL, 0}};

static bool read_need(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_draft_need *need = into;
    *need = (struct appui_draft_need){.level = APPUI_ABSENT,
                                      .half_days = APPUI_ABSENT,
                                      .half_days_min = APPUI_ABSENT,
                                      .experts_max = APPUI_ABSENT,
                                      .each_min = APPUI_ABSENT,
                                      .each_max = APPUI_ABSENT,
                                      .per_week = APPUI_ABSENT,
                                      .session_half_days = APPUI_ABSENT,
                                      .from = APPUI_ABSENT,
                                      .to = APPUI_ABSENT,
                                      .phase = APPUI_SUPPORT,
                                      .weight = APPUI_ABSENT};
    need->phase_given = appui_json_has(at, "phase");
    need->covered_given = appui_json_has(at, "covered_elsewhere");
    need->broken = !appui_json_object(reader, at, need_fields, need);
    return !need->broken;
}

/* A broken need carries its own mark, so it does not break its project. */
static bool read_needs(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_draft_project *project = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_need), read_need);
    project->needs_given = true;
    project->needs = list.items;
    project->n_needs = list.n;
    return list.items != NULL;
}

#define PROJECT(member) offsetof(struct appui_draft_project, member)

static const struct appui_json_field project_fields[] = {
    {"id", APPUI_JSON_REQUIRED, appui_json_id, PROJECT(id)},
    {"company", APPUI_JSON_OPTIONAL, appui_json_text, PROJECT(company)},
    {"ready", APPUI_JSON_OPTIONAL, appui_json_date, PROJECT(ready)},
    {"jobs", APPUI_JSON_OPTIONAL, appui_json_integer, PROJECT(jobs)},
    {"weight", APPUI_JSON_OPTIONAL, appui_json_weight, PROJECT(weight)},
    {"status", APPUI_JSON_OPTIONAL, read_status, PROJECT(status)},
    {"sponsor", APPUI_JSON_NULLABLE, appui_json_id, PROJECT(sponsor)},
    {"excluded_partners", APPUI_JSON_OPTIONAL, appui_json_texts, PROJECT(excluded_partners)},
    {"conflicts", APPUI_JSON_OPTIONAL, appui_json_texts, PROJECT(conflicts)},
    {"purposes", APPUI_JSON_OPTIONAL, appui_json_texts, PROJECT(purposes)},
    {"committee", APPUI_JSON_NULLABLE, appui_json_date, PROJECT(committee)},
    {"mandataire", APPUI_JSON_NULLABLE, appui_json_text, PROJECT(mandataire)},
    {"follow_up_months", APPUI_JSON_OPTIONAL, appui_json_integer, PROJECT(follow_up_months)},
    {"availability", APPUI_JSON_OPTIONAL, appui_basin_json_availability, PROJECT(availability)},
    {"needs", APPUI_JSON_OPTIONAL, read_needs, 0},
    {NULL, 0, NULL, 0}};

static bool read_project(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_draft_project *project = into;
    *project = (struct appui_draft_project){.ready = APPUI_ABSENT,
                                            .committee = APPUI_ABSENT,
                                            .jobs = APPUI_ABSENT,
                                            .weight = APPUI_ABSENT,
                                            .follow_up_months = APPUI_ABSENT,
                                            .status = APPUI_SUBMITTED};
    project->status_given = appui_json_has(at, "status");
    project->broken = !appui_json_object(reader, at, project_fields, project);
    return !project->broken;
}

bool appui_basin_json_projects(struct appui_json_reader *reader, const struct appui_json_at *at,
                               void *into)
{
    struct appui_draft *draft = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_project), read_project);
    draft->projects = list.items;
    draft->n_projects = list.n;
    return list.ok;
}
