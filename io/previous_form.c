/*
 * Judges the form of the plan before with the reader of plans itself, so that both know one form.
 * What that reader says of ids is left out: a plan is never refused because the basin changed.
 */
#include "io/previous_form.h"

#include <stdio.h>
#include <string.h>

#include "io/json_field.h"
#include "model/days.h"

/* True for what is wrong only beside the basin of today. */
static bool is_of_basin(enum appui_fault_code code)
{
    switch (code) {
    case APPUI_FAULT_PLAN_NEED_UNKNOWN:
    case APPUI_FAULT_PLAN_EXPERT_UNKNOWN:
    case APPUI_FAULT_PLAN_PARTNER_UNKNOWN:
    case APPUI_FAULT_PLAN_PROJECT_UNKNOWN:
    case APPUI_FAULT_PLAN_SKILL_UNKNOWN:
    case APPUI_FAULT_PLAN_PARTNER_WRONG:
    case APPUI_FAULT_PLAN_PLEDGE_UNKNOWN:
        return true;
    default:
        return false;
    }
}

static void take_over(struct appui_faults *faults, const struct appui_faults *all)
{
    for (int32_t i = 0; i < all->n; i++) {
        const struct appui_fault *f = &all->items[i];
        if (appui_fault_text(f->code)->severity != APPUI_ERROR || is_of_basin(f->code)) {
            continue;
        }
        appui_faults_add(faults, f->code, f->pointer, f->id, f->keys[0], f->values[0], f->keys[1],
                         f->values[1], f->keys[2], f->values[2], f->keys[3], f->values[3],
                         f->keys[4], f->values[4], f->keys[5], f->values[5], (const char *)NULL);
        appui_faults_place(faults, f->line, f->column);
    }
    faults->out_of_memory |= all->out_of_memory;
}

/* Days that no line can have; of an agreed plan model/check says so, of this one nobody else. */
static void judge_days(struct appui_json_reader *reader, const struct appui_json_at *line)
{
    struct appui_json_at at = appui_json_member(line, "days");
    double days = json_number_value(at.value);
    if (!json_is_number(at.value) || (days > 0 && days <= APPUI_HALF_DAYS_MAX / 2)) {
        return;
    }
    char value[32], low[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
    snprintf(value, sizeof value, "%.12g", days);
    appui_json_fault(reader, &at, APPUI_FAULT_OUT_OF_RANGE, "key", "days", "value", value, "low",
                     appui_days_write(1, low), "high", appui_days_write(APPUI_HALF_DAYS_MAX, high),
                     (const char *)NULL);
}

static void judge_lines(json_t *tree, struct appui_faults *faults)
{
    struct appui_json_reader reader = {.faults = faults};
    struct appui_json_at root = {.value = tree};
    struct appui_json_at lines = appui_json_member(&root, "lines");
    for (size_t i = 0; i < json_array_size(lines.value); i++) {
        struct appui_json_at line = appui_json_item(&lines, i);
        judge_days(&reader, &line);
    }
}

static void compare_names(const json_t *tree, const struct appui_basin *basin,
                          struct appui_faults *warnings)
{
    const char *name = json_string_value(json_object_get(json_object_get(tree, "basin"), "name"));
    if (name != NULL && strcmp(name, basin->name) != 0) {
        appui_faults_add(warnings, APPUI_FAULT_PREVIOUS_OTHER_BASIN, "--previous", NULL, "value",
                         name, "expected", basin->name, (const char *)NULL);
    }
}

enum appui_io_code appui_previous_form(const char *bytes, size_t length, json_t *tree,
                                       const struct appui_basin *basin, struct appui_faults *faults,
                                       struct appui_faults *warnings)
{
    struct appui_plan *plan = NULL;
    struct appui_faults all = {0};
    int32_t before = faults->n_errors;
    enum appui_io_code code = appui_plan_json_read(bytes, length, basin, &plan, &all);
    appui_plan_free(plan);
    take_over(faults, &all);
    appui_faults_release(&all);
    if (code != APPUI_IO_OK && code != APPUI_IO_REJECTED) {
        return code;
    }
    judge_lines(tree, faults);
    compare_names(tree, basin, warnings);
    if (faults->out_of_memory || warnings->out_of_memory) {
        return APPUI_IO_NO_MEMORY;
    }
    return faults->n_errors > before ? APPUI_IO_REJECTED : APPUI_IO_OK;
}
