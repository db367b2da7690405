/*
 * Reads decisions as JSON: {"format": "appui-decisions/1", "decisions": [..]}.
 */
#include "io/basin_words.h"
#include "io/decisions_parts.h"
#include "io/json_format.h"
#include "io/json_scalar.h"
#include "io/json_text.h"

#define ROW(member) offsetof(struct appui_decision, member)

static bool read_kind(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_json_choice choices[APPUI_N_DECISION_KINDS + 1] = {{NULL, 0}};
    for (int i = 0; i < APPUI_N_DECISION_KINDS; i++) {
        choices[i].name = appui_decision_name((enum appui_decision_kind)i);
        choices[i].value = i;
    }
    return appui_json_choose(reader, at, choices, into);
}

static bool read_half(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return appui_json_choose(reader, at, appui_basin_halves, into);
}

static bool read_decision(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    const unsigned maybe = APPUI_JSON_OPTIONAL | APPUI_JSON_NULLABLE;
    const struct appui_json_field fields[] = {
        {"project", APPUI_JSON_REQUIRED, appui_json_text, ROW(project)},
        {"need", maybe, appui_json_text, ROW(need)},
        {"expert", maybe, appui_json_text, ROW(expert)},
        {"decision", APPUI_JSON_REQUIRED, read_kind, ROW(kind)},
        {"days", maybe, appui_json_half_days, ROW(half_days)},
        {"date", maybe, appui_json_date, ROW(day)},
        {"half", maybe, read_half, ROW(half)},
        {"to_date", maybe, appui_json_date, ROW(to_day)},
        {"to_half", maybe, read_half, ROW(to_half)},
        {"new_expert", maybe, appui_json_text, ROW(new_expert)},
        {"mandataire", maybe, appui_json_text, ROW(mandataire)},
        {"remarks", maybe, appui_json_text, ROW(remarks)},
        {NULL, 0, NULL, 0}};
    struct appui_decision *row = into;
    *row = appui_decision_empty();
    row->broken = !appui_json_object(reader, at, fields, row);
    return !row->broken;
}

static bool read_list(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_decisions *decisions = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_decision), read_decision);
    decisions->items = list.items;
    decisions->n = list.n;
    if (list.ok && list.n == 0) {
        appui_json_fault(reader, at, APPUI_FAULT_DECISIONS_EMPTY, (const char *)NULL);
    }
    return list.ok && list.n > 0;
}

static bool accept(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    (void)into;
    return json_is_string(at->value) || appui_json_wrong_type(reader, at, "text");
}

static enum appui_io_code read_tree(json_t *tree, struct appui_decisions *decisions,
                                    struct appui_faults *faults)
{
    static const struct appui_json_field fields[] = {
        {"format", APPUI_JSON_REQUIRED, accept, 0},
        {"decisions", APPUI_JSON_REQUIRED, read_list, 0},
        {NULL, 0, NULL, 0}};
    struct appui_json_reader reader = {.arena = &decisions->arena, .faults = faults};
    struct appui_json_at root = {.value = tree};
    bool ok = appui_json_format(&reader, &root, APPUI_DECISIONS_FORMAT) &&
              appui_json_object(&reader, &root, fields, decisions);
    if (reader.no_memory || faults->out_of_memory) {
        return APPUI_IO_NO_MEMORY;
    }
    return ok ? APPUI_IO_OK : APPUI_IO_REJECTED;
}

enum appui_io_code appui_decisions_json_parse(const char *bytes, size_t length,
                                              struct appui_decisions *decisions,
                                              struct appui_faults *faults)
{
    json_t *tree = NULL;
    enum appui_io_code code = appui_json_parse(bytes, length, &tree, faults);
    if (code == APPUI_IO_OK) {
        code = read_tree(tree, decisions, faults);
    }
    json_decref(tree);
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : code;
}
