/*
 * Faults as JSON: one object per fault, with stable names for programs and the text for people.
 */
#include "io/faults_json.h"

#include <string.h>

#include "io/csv.h"
#include "io/faults_json_parts.h"
#include "io/json_text.h"
#include "io/text_buffer.h"
#include "model/memory.h"

static const char *severity_name(enum appui_severity severity)
{
    return severity == APPUI_ERROR ? "error" : severity == APPUI_WARNING ? "warning" : "broken";
}

/* File names may hold any bytes; what is no UTF-8 is escaped as on a terminal. */
static json_t *string_of(const char *text)
{
    json_t *string = json_string(text);
    if (string != NULL) {
        return string;
    }
    struct appui_text_buffer buffer = {0};
    appui_text_add(&buffer, text);
    string = buffer.failed ? NULL : json_string(buffer.bytes);
    appui_text_release(&buffer);
    return string;
}

static json_t *arguments_of(struct appui_json_tree *tree, const struct appui_fault *fault)
{
    json_t *arguments = json_object();
    for (int i = 0; i < APPUI_FAULT_ARGS && fault->keys[i] != NULL; i++) {
        appui_json_put(tree, arguments, fault->keys[i], string_of(fault->values[i]));
    }
    return arguments;
}

/* "row": 4, "cell": "C4", "heading": "days" */
static void put_table_place(struct appui_json_tree *tree, json_t *object,
                            const struct appui_table_place *place)
{
    char letters[APPUI_CSV_LETTERS];
    appui_json_put(tree, object, "row", json_integer(place->row));
    if (place->heading != NULL) {
        appui_json_put(
            tree, object, "cell",
            json_sprintf("%s%d", appui_csv_letters(place->column, letters), (int)place->row));
        appui_json_put(tree, object, "heading", string_of(place->heading));
    }
}

static json_t *fault_of(struct appui_json_tree *tree, const struct appui_fault *fault,
                        const char *file, enum appui_language language)
{
    const struct appui_fault_text *row = appui_fault_text(fault->code);
    char *text = appui_message_body(fault, language);
    json_t *object = json_object();
    appui_json_put(tree, object, "code", json_string(row->name));
    appui_json_put(tree, object, "severity", json_string(severity_name(row->severity)));
    appui_json_put(tree, object, "file", string_of(file));
    appui_json_put(tree, object, "pointer", string_of(fault->pointer));
    appui_json_put(tree, object, "id", fault->id == NULL ? json_null() : string_of(fault->id));
    appui_json_put(tree, object, "args", arguments_of(tree, fault));
    if (fault->line > 0) {
        appui_json_put(tree, object, "line", json_integer(fault->line));
        appui_json_put(tree, object, "column", json_integer(fault->column));
    }
    if (fault->table.row > 0) {
        put_table_place(tree, object, &fault->table);
    }
    appui_json_put(tree, object, "text", text == NULL ? NULL : string_of(text));
    appui_free(text);
    return object;
}

json_t *appui_faults_json_list(struct appui_json_tree *tree,
                               const struct appui_faults_of_file *sources, int32_t n,
                               enum appui_language language)
{
    json_t *list = json_array();
    for (int32_t s = 0; s < n; s++) {
        for (int32_t i = 0; i < sources[s].faults->n; i++) {
            appui_json_append(
                tree, list,
                fault_of(tree, &sources[s].faults->items[i], sources[s].file, language));
        }
    }
    return list;
}

static enum appui_io_code render(const struct appui_json_tree *tree, json_t *root, char **text,
                                 size_t *length)
{
    enum appui_io_code code =
        tree->failed || root == NULL ? APPUI_IO_NO_MEMORY : appui_json_render(root, text, length);
    json_decref(root);
    return code;
}

enum appui_io_code appui_faults_json_write(bool ok, const struct appui_faults_of_file *sources,
                                           int32_t n, enum appui_language language, char **text,
                                           size_t *length)
{
    struct appui_json_tree tree = {0};
    appui_json_use_memory();
    json_t *root = json_object();
    appui_json_put(&tree, root, "ok", json_boolean(ok));
    appui_json_put(&tree, root, "faults", appui_faults_json_list(&tree, sources, n, language));
    return render(&tree, root, text, length);
}

enum appui_io_code appui_faults_json_write_case(const struct appui_faults_of_file *findings,
                                                const char *plan, size_t plan_length, char **text,
                                                size_t *length)
{
    struct appui_json_tree tree = {0};
    struct appui_faults unused = {0};
    json_t *plan_tree = NULL;
    appui_json_use_memory();
    enum appui_io_code code = appui_json_parse(plan, plan_length, &plan_tree, &unused);
    appui_faults_release(&unused);
    if (code != APPUI_IO_OK) {
        return code;
    }
    json_t *root = json_object();
    appui_json_put(&tree, root, "format", json_string("appui-fault/1"));
    appui_json_put(&tree, root, "basin_file", string_of(findings->file));
    appui_json_put(&tree, root, "findings",
                   appui_faults_json_list(&tree, findings, 1, APPUI_ENGLISH));
    appui_json_put(&tree, root, "plan", plan_tree);
    return render(&tree, root, text, length);
}
