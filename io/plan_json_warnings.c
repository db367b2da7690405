/*
 * Writes the warnings that stand in a plan. They are not read back: whoever checks a plan finds
 * them again.
 */
#include "io/plan_json_parts.h"

static json_t *write_warning(struct appui_json_tree *tree, const struct appui_fault *fault)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "code", json_string(appui_fault_text(fault->code)->name));
    for (int32_t i = 0; i < APPUI_FAULT_ARGS && fault->keys[i] != NULL; i++) {
        appui_json_put(tree, object, fault->keys[i], json_string(fault->values[i]));
    }
    if (fault->pointer[0] != '\0') {
        appui_json_put(tree, object, "pointer", json_string(fault->pointer));
    }
    if (fault->id != NULL) {
        appui_json_put(tree, object, "id", json_string(fault->id));
    }
    return object;
}

json_t *appui_plan_write_warnings(struct appui_json_tree *tree, const struct appui_faults *faults)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < faults->n; i++) {
        if (appui_fault_text(faults->items[i].code)->severity == APPUI_WARNING) {
            appui_json_append(tree, list, write_warning(tree, &faults->items[i]));
        }
    }
    return list;
}
