/*
 * Writes who is helped and what is known or decided of pairs: projects with their needs, estimates,
 * lines with their sessions.
 */
#include "io/basin_json_write_parts.h"

static json_t *write_need(struct appui_json_tree *tree, const struct appui_draft_need *need)
{
    const struct appui_basin_words sizes = {appui_basin_session_sizes, APPUI_ABSENT};
    const struct appui_basin_words phases = {appui_basin_phases,
                                             appui_given_silent(need->phase_given, APPUI_SUPPORT)};
    json_t *object = json_object();
    appui_given_text(tree, object, "id", need->id);
    appui_given_text(tree, object, "skill", need->skill);
    appui_given_number(tree, object, "level", need->level, 1);
    appui_given_number(tree, object, "days", need->half_days, 2);
    appui_given_number(tree, object, "days_min", need->half_days_min, 2);
    appui_given_number(tree, object, "experts_max", need->experts_max, 1);
    appui_given_number(tree, object, "days_each_min", need->each_min, 2);
    appui_given_number(tree, object, "days_each_max", need->each_max, 2);
    appui_given_word(tree, object, "session", sizes, need->session_half_days);
    appui_given_number(tree, object, "per_week", need->per_week, 1);
    appui_given_day(tree, object, "from", need->from);
    appui_given_day(tree, object, "to", need->to);
    appui_given_texts(tree, object, "after", &need->after);
    appui_given_word(tree, object, "phase", phases, (int32_t)need->phase);
    appui_given_number(tree, object, "weight", need->weight, APPUI_WEIGHT_ONE);
    if (need->covered_elsewhere || need->covered_given) {
        appui_json_put(tree, object, "covered_elsewhere", json_boolean(need->covered_elsewhere));
    }
    return object;
}

static void put_needs(struct appui_json_tree *tree, json_t *object,
                      const struct appui_draft_project *project)
{
    if (!project->needs_given) {
        return;
    }
    json_t *list = json_array();
    for (int32_t i = 0; i < project->n_needs; i++) {
        appui_json_append(tree, list, write_need(tree, &project->needs[i]));
    }
    appui_json_put(tree, object, "needs", list);
}

json_t *appui_basin_write_project(struct appui_json_tree *tree,
                                  const struct appui_draft_project *project)
{
    const struct appui_basin_words statuses = {
        appui_basin_project_statuses, appui_given_silent(project->status_given, APPUI_SUBMITTED)};
    json_t *object = json_object();
    appui_given_text(tree, object, "id", project->id);
    appui_given_text(tree, object, "company", project->company);
    appui_given_day(tree, object, "ready", project->ready);
    appui_given_number(tree, object, "jobs", project->jobs, 1);
    appui_given_number(tree, object, "weight", project->weight, APPUI_WEIGHT_ONE);
    appui_given_word(tree, object, "status", statuses, (int32_t)project->status);
    appui_given_text(tree, object, "sponsor", project->sponsor);
    appui_given_texts(tree, object, "excluded_partners", &project->excluded_partners);
    appui_given_texts(tree, object, "conflicts", &project->conflicts);
    appui_given_texts(tree, object, "purposes", &project->purposes);
    appui_given_day(tree, object, "committee", project->committee);
    appui_given_text(tree, object, "mandataire", project->mandataire);
    appui_given_number(tree, object, "follow_up_months", project->follow_up_months, 1);
    appui_given_availability(tree, object, &project->availability);
    put_needs(tree, object, project);
    return object;
}

json_t *appui_basin_write_estimate(struct appui_json_tree *tree,
                                   const struct appui_draft_estimate *estimate)
{
    json_t *object = json_object();
    appui_given_text(tree, object, "need", estimate->need);
    appui_given_text(tree, object, "expert", estimate->expert);
    appui_given_number(tree, object, "days", estimate->half_days, 2);
    appui_given_number(tree, object, "fit", estimate->fit, APPUI_FIT_ONE);
    return object;
}

static json_t *write_session(struct appui_json_tree *tree,
                             const struct appui_draft_session *session)
{
    const struct appui_basin_words halves = {appui_basin_halves, APPUI_ABSENT};
    const struct appui_basin_words states = {
        appui_basin_session_states,
        appui_given_silent(session->state_given, APPUI_SESSION_PLANNED)};
    json_t *object = json_object();
    appui_given_day(tree, object, "date", session->day);
    appui_given_word(tree, object, "half", halves, (int32_t)session->half);
    appui_given_word(tree, object, "state", states, (int32_t)session->state);
    return object;
}

json_t *appui_basin_write_line(struct appui_json_tree *tree, const struct appui_draft_line *line)
{
    const struct appui_basin_words states = {appui_basin_line_states, APPUI_ABSENT};
    json_t *object = json_object();
    appui_given_text(tree, object, "need", line->need);
    appui_given_text(tree, object, "expert", line->expert);
    appui_given_number(tree, object, "days", line->half_days, 2);
    appui_given_word(tree, object, "state", states, (int32_t)line->state);
    if (line->n_sessions > 0) {
        json_t *list = json_array();
        for (int32_t i = 0; i < line->n_sessions; i++) {
            appui_json_append(tree, list, write_session(tree, &line->sessions[i]));
        }
        appui_json_put(tree, object, "sessions", list);
    }
    return object;
}
