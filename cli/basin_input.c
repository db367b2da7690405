/*
 * Basin input: how the options of a run meet the basin file, and whom a fault is to be blamed on: a
 * mistyped id on the command line is bad usage, not a faulty file.
 */
#include "cli/basin_input.h"

#include <string.h>

#include "cli/say.h"

enum appui_exit appui_exit_of_io(enum appui_io_code code)
{
    switch (code) {
    case APPUI_IO_OK:
        return APPUI_EXIT_DONE;
    case APPUI_IO_CANNOT_OPEN:
        return APPUI_EXIT_FILE;
    case APPUI_IO_REJECTED:
        return APPUI_EXIT_REJECTED;
    case APPUI_IO_NO_MEMORY:
        break;
    }
    return APPUI_EXIT_FAULT;
}

static bool is_of_set(enum appui_fault_code code)
{
    return code == APPUI_FAULT_SET_POINTER_FORM || code == APPUI_FAULT_SET_NOWHERE ||
           code == APPUI_FAULT_SET_NO_ITEM || code == APPUI_FAULT_SET_NOT_UTF8 ||
           code == APPUI_FAULT_SET_TOO_DEEP;
}

static bool is_within(const char *pointer, const char *of)
{
    size_t length = strlen(of);
    return strncmp(pointer, of, length) == 0 && (pointer[length] == '/' || pointer[length] == '\0');
}

bool appui_basin_input_blames(const struct appui_fault *fault,
                              const struct appui_plan_options *options)
{
    if (is_of_set(fault->code) || strncmp(fault->pointer, "--", 2) == 0) {
        return true;
    }
    for (int32_t i = 0; i < options->n_overrides; i++) {
        if (is_within(fault->pointer, options->overrides[i].pointer)) {
            return true;
        }
    }
    return false;
}

/* What a rejected basin is to be blamed on: the file, as soon as one error is its own. */
static enum appui_exit blame(const struct appui_faults *faults,
                             const struct appui_plan_options *options)
{
    for (int32_t i = 0; i < faults->n; i++) {
        bool error = appui_fault_text(faults->items[i].code)->severity == APPUI_ERROR;
        if (error && !appui_basin_input_blames(&faults->items[i], options)) {
            return APPUI_EXIT_REJECTED;
        }
    }
    return APPUI_EXIT_USAGE;
}

/* Puts the option's rules behind those of the file. @return false when memory fails. */
static bool append_rules(struct appui_arena *arena, struct appui_draft_rule **rules,
                         int32_t *n_rules, const struct appui_option_pair *pairs, int32_t n)
{
    struct appui_draft_rule *all =
        appui_arena_alloc(arena, (size_t)*n_rules + (size_t)n, sizeof *all);
    if (all == NULL) {
        return false;
    }
    if (*n_rules > 0) {
        memcpy(all, *rules, (size_t)*n_rules * sizeof *all);
    }
    for (int32_t i = 0; i < n; i++) {
        all[*n_rules + i] = (struct appui_draft_rule){
            .from_option = true, .need = pairs[i].need, .expert = pairs[i].expert};
    }
    *rules = all;
    *n_rules += n;
    return true;
}

/* Replaces the tiers of the draft by the items of a comma-separated list. @return false when memory
 * fails. */
static bool replace_tiers(struct appui_draft *draft, const char *list)
{
    const char **items = appui_arena_alloc(&draft->arena, strlen(list) + 1, sizeof *items);
    int32_t n = 0;
    while (items != NULL) {
        size_t length = strcspn(list, ",");
        items[n] = appui_arena_text(&draft->arena, list, length);
        if (items[n++] == NULL) {
            return false;
        }
        if (list[length] == '\0') {
            draft->tiers = (struct appui_draft_texts){.given = true, .n = n, .items = items};
            draft->tiers_from_option = true;
            return true;
        }
        list += length + 1;
    }
    return false;
}

static bool apply_options(struct appui_draft *draft, const struct appui_plan_options *options)
{
    if (options->as_of != APPUI_ABSENT) {
        draft->as_of = options->as_of;
        draft->as_of_from_option = true;
    }
    return append_rules(&draft->arena, &draft->require, &draft->n_require, options->require,
                        options->n_require) &&
           append_rules(&draft->arena, &draft->forbid, &draft->n_forbid, options->forbid,
                        options->n_forbid) &&
           (options->tiers == NULL || replace_tiers(draft, options->tiers));
}

/* Validates even a draft with faults of reading, so that one run tells them all; a file whose tree
 * was not read at all has nothing more to tell. */
static enum appui_exit build(struct appui_basin_input *input,
                             const struct appui_plan_options *options)
{
    bool readable =
        input->draft.horizon_start != APPUI_ABSENT || !appui_faults_stop(&input->faults);
    if (readable && !apply_options(&input->draft, options)) {
        return APPUI_EXIT_FAULT;
    }
    input->basin = readable ? appui_basin_build(&input->draft, &input->faults) : NULL;
    if (input->basin == NULL) {
        return input->faults.out_of_memory ? APPUI_EXIT_FAULT : blame(&input->faults, options);
    }
    input->standing = appui_standing_build(input->basin);
    if (input->standing == NULL) {
        return APPUI_EXIT_FAULT;
    }
    appui_standing_warn(input->basin, input->standing, &input->faults);
    return input->faults.out_of_memory ? APPUI_EXIT_FAULT : APPUI_EXIT_DONE;
}

/* From the draft to the basin, after whatever reading came to. */
static enum appui_exit finish(struct appui_basin_input *input, enum appui_io_code read,
                              const struct appui_plan_options *options)
{
    enum appui_exit code = appui_exit_of_io(read);
    if (code == APPUI_EXIT_DONE || code == APPUI_EXIT_REJECTED) {
        code = build(input, options);
    }
    if (code == APPUI_EXIT_FAULT) {
        input->faults.out_of_memory =
            true; /* the one fault reading can meet; appui_basin_input_say tells it */
    }
    return code;
}

enum appui_exit appui_basin_input_read(struct appui_basin_input *input, const char *path,
                                       const struct appui_plan_options *options)
{
    input->path = path;
    enum appui_io_code read = appui_basin_json_read(path, options->overrides, options->n_overrides,
                                                    &input->draft, &input->faults, input->sha256);
    return finish(input, read, options);
}

enum appui_exit appui_basin_input_parse(struct appui_basin_input *input, const char *path,
                                        const char *bytes, size_t length,
                                        const struct appui_plan_options *options)
{
    struct appui_basin_source source = {bytes, length, options->overrides, options->n_overrides};
    input->path = path;
    enum appui_io_code read =
        appui_basin_json_parse(&source, &input->draft, &input->faults, input->sha256);
    return finish(input, read, options);
}

void appui_basin_input_say(const struct appui_basin_input *input, enum appui_language language,
                           bool warnings)
{
    appui_say_faults(language, &input->faults, input->path, warnings);
}

void appui_basin_input_release(struct appui_basin_input *input)
{
    appui_standing_free(input->standing);
    appui_basin_free(input->basin);
    appui_faults_release(&input->faults);
    appui_draft_release(&input->draft);
    *input = (struct appui_basin_input){0};
}
