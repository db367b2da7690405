/*
 * The answer of decide for machines.
 */
#include "io/decide_json.h"
#include "io/decide_report.h"
#include "io/faults_json_parts.h"
#include "io/json_text.h"

static void put_result(struct appui_json_tree *tree, json_t *root,
                       const struct appui_decide_result *result)
{
    appui_json_put(tree, root, "as_of", appui_json_day(result->as_of));
    appui_json_put(tree, root, "committee", appui_decide_json_day(result->committee));
    appui_json_put(tree, root, "changes", appui_decide_json_effects(tree, result));
    appui_json_put(tree, root, "gap", appui_decide_json_gaps(tree, result));
    appui_json_put(tree, root, "proposed_days", appui_json_days(result->proposed));
    appui_json_put(tree, root, "decided_days", appui_json_days(result->decided));
}

enum appui_io_code appui_decide_report_json(const struct appui_decide_answer *answer,
                                            enum appui_language language, char **text,
                                            size_t *length)
{
    struct appui_json_tree tree = {.context = answer->basin};
    appui_json_use_memory();
    json_t *root = json_object();
    appui_json_put(&tree, root, "ok", json_boolean(answer->ok));
    appui_json_put(&tree, root, "written", json_boolean(answer->written));
    if (answer->ok && answer->result != NULL) {
        put_result(&tree, root, answer->result);
    }
    appui_json_put(&tree, root, "faults",
                   appui_faults_json_list(&tree, answer->sources, answer->n_sources, language));
    enum appui_io_code code =
        tree.failed ? APPUI_IO_NO_MEMORY : appui_json_render(root, text, length);
    json_decref(root);
    return code;
}
