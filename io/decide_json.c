/*
 * Writes decisions, what they change and where they leave the plan, with ids in place of indices.
 * What an object does not say it leaves out.
 */
#include "io/decide_json.h"

#include "io/basin_words.h"
#include "model/basin.h"

static const struct appui_basin *basin_of(const struct appui_json_tree *tree)
{
    return tree->context;
}

json_t *appui_decide_json_day(appui_day day)
{
    return day == APPUI_ABSENT ? json_null() : appui_json_day(day);
}

static void put_need(struct appui_json_tree *tree, json_t *object, int32_t need)
{
    if (need >= 0) {
        appui_json_put(tree, object, "need", json_string(basin_of(tree)->needs[need].id));
    }
}

static void put_expert(struct appui_json_tree *tree, json_t *object, const char *key,
                       int32_t expert)
{
    if (expert >= 0) {
        appui_json_put(tree, object, key, json_string(basin_of(tree)->experts[expert].id));
    }
}

static void put_partner(struct appui_json_tree *tree, json_t *object, const char *key,
                        int32_t partner)
{
    if (partner >= 0) {
        appui_json_put(tree, object, key, json_string(basin_of(tree)->partners[partner].id));
    }
}

static void put_project(struct appui_json_tree *tree, json_t *object, int32_t project)
{
    if (project >= 0) {
        appui_json_put(tree, object, "project", json_string(basin_of(tree)->projects[project].id));
    }
}

static void put_days(struct appui_json_tree *tree, json_t *object, const char *key,
                     int32_t half_days)
{
    if (half_days != APPUI_ABSENT) {
        appui_json_put(tree, object, key, appui_json_days(half_days));
    }
}

static void put_date(struct appui_json_tree *tree, json_t *object, const char *key, appui_day day)
{
    if (day != APPUI_ABSENT) {
        appui_json_put(tree, object, key, appui_json_day(day));
    }
}

static void put_half(struct appui_json_tree *tree, json_t *object, const char *key, int32_t half)
{
    if (half != APPUI_ABSENT) {
        appui_json_put(tree, object, key, json_string(appui_basin_word(appui_basin_halves, half)));
    }
}

/* A row says the day of its meeting where it has no date and the meeting is not the last of all. */
static json_t *write_row(struct appui_json_tree *tree, const struct appui_decide_result *result,
                         const struct appui_ruling *ruling)
{
    const struct appui_decision *row = ruling->row;
    json_t *object = json_object();
    put_project(tree, object, ruling->project);
    put_need(tree, object, ruling->need);
    put_expert(tree, object, "expert", ruling->expert);
    appui_json_put(tree, object, "decision", json_string(appui_decision_name(row->kind)));
    put_days(tree, object, "days", row->half_days);
    put_date(tree, object, "date", row->day);
    if (row->day == APPUI_ABSENT && ruling->met != result->committee) {
        put_date(tree, object, "committee", ruling->met);
    }
    put_half(tree, object, "half", row->half);
    put_date(tree, object, "to_date", row->to_day);
    put_half(tree, object, "to_half", row->to_half);
    put_expert(tree, object, "new_expert", ruling->new_expert);
    put_partner(tree, object, "mandataire", ruling->mandataire);
    if (row->remarks != NULL) {
        appui_json_put(tree, object, "remarks", json_string(row->remarks));
    }
    return object;
}

json_t *appui_decide_json_rows(struct appui_json_tree *tree,
                               const struct appui_decide_result *result)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < result->n_rulings; i++) {
        appui_json_append(tree, list, write_row(tree, result, &result->rulings[i]));
    }
    return list;
}

/* Of a firm that withdraws, the meeting that had retained it: its status will not tell any more. */
static appui_day retained_on(const struct appui_basin *basin, const struct appui_gap_of_plan *gap)
{
    const struct appui_project *project = &basin->projects[gap->project];
    bool retained = project->status == APPUI_APPROVED || project->status == APPUI_RUNNING;
    return gap->kind == APPUI_GAP_WITHDRAWN && retained ? project->committee : APPUI_ABSENT;
}

json_t *appui_decide_json_gaps(struct appui_json_tree *tree,
                               const struct appui_decide_result *result)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < result->n_gaps; i++) {
        const struct appui_gap_of_plan *gap = &result->gaps[i];
        json_t *object = json_object();
        appui_json_put(tree, object, "kind", json_string(appui_gap_name(gap->kind)));
        put_project(tree, object, gap->project);
        put_need(tree, object, gap->need);
        put_expert(tree, object, "expert", gap->expert);
        put_days(tree, object, "proposed_days", gap->proposed);
        put_days(tree, object, "decided_days", gap->decided);
        put_date(tree, object, "committee", retained_on(basin_of(tree), gap));
        appui_json_append(tree, list, object);
    }
    return list;
}

static json_t *write_status(enum appui_status status)
{
    return json_string(appui_basin_word(appui_basin_project_statuses, (int32_t)status));
}

/* The members of each kind of effect, as model/decide.h tells them. */
static void put_change(struct appui_json_tree *tree, json_t *object,
                       const struct appui_effect *effect)
{
    switch (effect->kind) {
    case APPUI_EFFECT_AS_OF:
    case APPUI_EFFECT_COMMITTEE:
        appui_json_put(tree, object, "from", appui_decide_json_day(effect->day_before));
        appui_json_put(tree, object, "to", appui_decide_json_day(effect->day));
        break;
    case APPUI_EFFECT_HELD:
    case APPUI_EFFECT_UNDECIDED:
    case APPUI_EFFECT_DEFERRED_AGAIN:
        appui_json_put(tree, object, "date", appui_decide_json_day(effect->day));
        break;
    case APPUI_EFFECT_LINE_UNDECIDED:
        appui_json_put(tree, object, "date", appui_decide_json_day(effect->day));
        put_days(tree, object, "proposed_days", effect->before);
        break;
    case APPUI_EFFECT_STILL_OPEN:
        break;
    case APPUI_EFFECT_STATUS:
        appui_json_put(tree, object, "from", write_status(effect->status_before));
        appui_json_put(tree, object, "to", write_status(effect->status));
        break;
    case APPUI_EFFECT_MANDATAIRE:
        put_partner(tree, object, "partner", effect->other);
        put_partner(tree, object, "before", effect->other_before);
        break;
    case APPUI_EFFECT_MANDATAIRE_LEFT_OPEN:
        put_partner(tree, object, "partner", effect->other);
        break;
    case APPUI_EFFECT_SESSION_MOVED:
        appui_json_put(tree, object, "from", appui_json_day_half(effect->from));
        appui_json_put(tree, object, "to", appui_json_day_half(effect->to));
        break;
    case APPUI_EFFECT_SESSION_DATED:
        appui_json_put(tree, object, "to", appui_json_day_half(effect->to));
        break;
    case APPUI_EFFECT_SESSION_DONE:
    case APPUI_EFFECT_SESSION_UNDATED:
    case APPUI_EFFECT_SESSION_NOT_AGREED:
    case APPUI_EFFECT_DATE_NOT_AGREED:
    case APPUI_EFFECT_SESSION_CANCELLED:
        appui_json_put(tree, object, "from", appui_json_day_half(effect->from));
        break;
    case APPUI_EFFECT_RETAINED:
        put_expert(tree, object, "replaces", effect->other);
        put_days(tree, object, "days", effect->half_days);
        put_days(tree, object, "proposed_days", effect->before);
        put_days(tree, object, "undated_days", effect->n_undated);
        break;
    default:
        put_days(tree, object, "from", effect->before);
        put_days(tree, object, "days", effect->half_days);
        break;
    }
}

json_t *appui_decide_json_effects(struct appui_json_tree *tree,
                                  const struct appui_decide_result *result)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < result->n_effects; i++) {
        const struct appui_effect *effect = &result->effects[i];
        json_t *object = json_object();
        appui_json_put(tree, object, "kind", json_string(appui_effect_name(effect->kind)));
        put_project(tree, object, effect->project);
        put_need(tree, object, effect->need);
        put_expert(tree, object, "expert", effect->expert);
        put_change(tree, object, effect);
        appui_json_append(tree, list, object);
    }
    return list;
}
