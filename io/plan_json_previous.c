/*
 * What a plan was planned against, written into the plan.
 */
#include "io/json_text.h"
#include "io/plan_json_parts.h"
#include "io/plan_words.h"

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

/* When the committee was to meet, where it was. */
static void put_meetings(struct appui_json_tree *tree, json_t *object,
                         const struct appui_previous *previous)
{
    json_t *list = previous->n_meetings > 0 ? json_array() : NULL;
    for (int32_t i = 0; i < previous->n_meetings; i++) {
        appui_json_append(tree, list, appui_json_day(previous->meetings[i]));
    }
    if (list != NULL) {
        appui_json_put(tree, object, "meetings", list);
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
    put_meetings(tree, object, previous);
    put_known(tree, object, previous);
    put_gone(tree, object, previous);
    return object;
}
