/*
 * Writes what a plan changes of the plan before. The kind says which of "from" and "to" are days
 * lent, a session, a committee date or a partner; null stands for none.
 */
#include <stdio.h>

#include "io/json_text.h"
#include "io/plan_json_parts.h"
#include "io/plan_words.h"

static json_t *write_day_half(struct appui_date_half at)
{
    return at.day == APPUI_ABSENT ? json_null() : appui_json_day_half(at);
}

static json_t *write_partner(struct appui_json_tree *tree, int32_t partner)
{
    return partner < 0 ? json_null() : json_string(appui_plan_basin(tree)->partners[partner].id);
}

static json_t *write_side(struct appui_json_tree *tree, const struct appui_revision *revision,
                          bool to)
{
    switch (revision->kind) {
    case APPUI_PROPOSAL_MOVED:
    case APPUI_AGREED_MOVED:
        return write_day_half(to ? revision->to : revision->from);
    case APPUI_COMMITTEE_CHANGED:
    case APPUI_MEETING_MOVED:
        return (to ? revision->to : revision->from).day == APPUI_ABSENT
                   ? json_null()
                   : appui_json_day((to ? revision->to : revision->from).day);
    case APPUI_MANDATAIRE_CHANGED:
        if (revision->gone != NULL) {
            return to ? json_null() : json_string(revision->gone->partner);
        }
        return write_partner(tree, to ? revision->to_partner : revision->from_partner);
    default:
        break;
    }
    int32_t half_days = to ? revision->to_half_days : revision->from_half_days;
    return half_days == 0 ? json_null() : appui_json_days(half_days);
}

static json_t *write_cause(const struct appui_revision *revision)
{
    char rule[16];
    if (revision->cause == APPUI_BY_TIER) {
        return json_string(appui_tier_name(revision->tier));
    }
    if (revision->cause != APPUI_BY_RULE) {
        return json_string(appui_plan_word(appui_plan_events, (int32_t)revision->cause));
    }
    snprintf(rule, sizeof rule, "R%d", (int)revision->rule);
    return json_string(rule);
}

/* Which part of the rule, where one is told. */
static const char *part_of(const struct appui_revision *revision)
{
    if (revision->cause != APPUI_BY_RULE) {
        return NULL;
    }
    if (revision->meeting_part != APPUI_MEETING_NOT_TOLD) {
        return appui_plan_word(appui_plan_meeting_parts, (int32_t)revision->meeting_part);
    }
    return revision->part == APPUI_STAYS
               ? NULL
               : appui_plan_word(appui_plan_causes, (int32_t)revision->part);
}

/* The ids of what the basin no longer has. */
static void put_gone(struct appui_json_tree *tree, json_t *object,
                     const struct appui_previous_gone *gone)
{
    if (gone->need == NULL) {
        appui_json_put(tree, object, "project", json_string(gone->project));
        return;
    }
    appui_json_put(tree, object, "need", json_string(gone->need));
    appui_json_put(tree, object, "expert", json_string(gone->expert));
}

static bool of_project(enum appui_revision_kind kind)
{
    return kind == APPUI_COMMITTEE_CHANGED || kind == APPUI_MANDATAIRE_CHANGED;
}

json_t *appui_plan_write_revision(struct appui_json_tree *tree,
                                  const struct appui_revision *revision)
{
    const struct appui_basin *basin = appui_plan_basin(tree);
    const struct appui_previous_gone *gone = revision->gone;
    json_t *object = json_object();
    appui_json_put(
        tree, object, "kind",
        json_string(appui_plan_word(appui_plan_revision_kinds, (int32_t)revision->kind)));
    if (gone != NULL) {
        put_gone(tree, object, gone);
    } else if (of_project(revision->kind)) {
        appui_json_put(tree, object, "project", json_string(basin->projects[revision->project].id));
    } else if (revision->kind != APPUI_MEETING_MOVED) {
        appui_json_put(tree, object, "need", json_string(basin->needs[revision->need].id));
        appui_json_put(tree, object, "expert", json_string(basin->experts[revision->expert].id));
    }
    appui_json_put(tree, object, "from", write_side(tree, revision, false));
    appui_json_put(tree, object, "to", write_side(tree, revision, true));
    appui_json_put(tree, object, "cause", write_cause(revision));
    if (part_of(revision) != NULL) {
        appui_json_put(tree, object, "part", json_string(part_of(revision)));
    }
    if (revision->cause == APPUI_BY_TIER && revision->by > 0) {
        appui_json_put(tree, object, "by",
                       appui_json_quotient(revision->by, appui_tier_scale(revision->tier)));
    }
    return object;
}
