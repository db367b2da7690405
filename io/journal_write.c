/*
 * Writes entries of a journal, each as one line of JSON.
 */
#include <string.h>

#include "io/decide_json.h"
#include "io/journal.h"
#include "io/json_format.h"
#include "io/json_text.h"
#include "io/plan_json_parts.h"
#include "io/plan_words.h"

static json_t *begin(struct appui_json_tree *tree, const struct appui_journal_head *head,
                     const char *kind)
{
    appui_json_use_memory();
    json_t *object = json_object();
    appui_json_put(tree, object, "format", json_string(APPUI_JOURNAL_FORMAT));
    appui_json_put(tree, object, "kind", json_string(kind));
    appui_json_put(tree, object, "as_of", appui_json_day(head->as_of));
    appui_json_put(tree, object, "basin", json_string(head->basin));
    appui_json_put(tree, object, "before", json_string(head->before));
    appui_json_put(tree, object, "after", json_string(head->after));
    appui_json_put(tree, object, "plan",
                   head->plan != NULL ? json_string(head->plan) : json_null());
    return object;
}

/* Renders the entry as one line and gives it up. */
static enum appui_io_code end(struct appui_json_tree *tree, json_t *object, char **line)
{
    const size_t flags = JSON_COMPACT | JSON_REAL_PRECISION(15);
    size_t size = tree->failed ? 0 : json_dumpb(object, NULL, 0, flags);
    *line = size > 0 ? appui_calloc(size + 2, 1) : NULL;
    if (*line != NULL && json_dumpb(object, *line, size, flags) != size) {
        appui_free(*line);
        *line = NULL;
    }
    if (*line != NULL) {
        (*line)[size] = '\n';
    }
    json_decref(object);
    return *line != NULL ? APPUI_IO_OK : APPUI_IO_NO_MEMORY;
}

enum appui_io_code appui_journal_write_decisions(const struct appui_journal_head *head,
                                                 const struct appui_basin *basin,
                                                 const struct appui_decide_result *result,
                                                 struct appui_journal_basin before, char **line)
{
    struct appui_json_tree tree = {.context = basin};
    json_t *object = begin(&tree, head, "decisions");
    appui_json_put(&tree, object, "committee", appui_decide_json_day(result->committee));
    appui_json_put(&tree, object, "decisions", appui_decide_json_rows(&tree, result));
    appui_json_put(&tree, object, "gap", appui_decide_json_gaps(&tree, result));
    appui_json_put(&tree, object, "proposed_days", appui_json_days(result->proposed));
    appui_json_put(&tree, object, "decided_days", appui_json_days(result->decided));
    appui_json_put(&tree, object, "undo", json_stringn(before.bytes, before.length));
    return end(&tree, object, line);
}

/* The tiers that the plan reached: name and value alone. */
static json_t *write_tiers(struct appui_json_tree *tree, const struct appui_plan *plan)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < plan->n_tiers; i++) {
        if (plan->tiers[i].applicable) {
            json_t *whole = appui_plan_write_tier(tree, &plan->tiers[i]);
            json_t *object = json_object();
            appui_json_put(tree, object, "name", json_incref(json_object_get(whole, "name")));
            appui_json_put(tree, object, "value", json_incref(json_object_get(whole, "value")));
            appui_json_append(tree, list, object);
            json_decref(whole);
        }
    }
    return list;
}

/* Half-days that a plan proposes. @param projects  set to the projects that it proposes them to */
static int32_t count_proposed(const struct appui_basin *basin, const struct appui_plan *plan,
                              int32_t *projects)
{
    int32_t sum = 0;
    *projects = 0;
    for (int32_t p = 0; p < basin->n_projects; p++) {
        int32_t of_project = 0;
        for (int32_t i = 0; i < plan->n_lines; i++) {
            bool its = plan->lines[i].state == APPUI_PROPOSED &&
                       basin->needs[plan->lines[i].need].project == p;
            of_project += its ? plan->lines[i].half_days : 0;
        }
        *projects += of_project > 0 ? 1 : 0;
        sum += of_project;
    }
    return sum;
}

enum appui_io_code appui_journal_write_plan(const struct appui_journal_head *head,
                                            const struct appui_basin *basin,
                                            const struct appui_plan *plan, char **line)
{
    struct appui_json_tree tree = {.context = basin};
    int32_t projects;
    int32_t proposed = count_proposed(basin, plan, &projects);
    json_t *object = begin(&tree, head, "plan");
    appui_json_put(&tree, object, "status",
                   json_string(appui_plan_word(appui_plan_statuses, (int32_t)plan->status)));
    appui_json_put(&tree, object, "tiers", write_tiers(&tree, plan));
    appui_json_put(&tree, object, "proposed_days", appui_json_days(proposed));
    appui_json_put(&tree, object, "projects", json_integer(projects));
    return end(&tree, object, line);
}

enum appui_io_code appui_journal_write_undo(const struct appui_journal_head *head,
                                            const char *undoes, char **line)
{
    struct appui_json_tree tree = {0};
    json_t *object = begin(&tree, head, "undo");
    appui_json_put(&tree, object, "undoes", json_string(undoes));
    return end(&tree, object, line);
}
