/*
 * Plan input: a plan is read twice, first its options, which decide the basin its ids are looked up
 * in, then the rest.
 */
#include "cli/plan_input.h"

#include <string.h>

#include "cli/output.h"
#include "cli/say.h"
#include "model/check.h"

static enum appui_exit read_header(struct appui_plan_input *input, char **bytes, size_t *length)
{
    input->header.options.as_of = APPUI_ABSENT;
    enum appui_io_code code = appui_file_read(input->path, bytes, length, &input->faults);
    if (code == APPUI_IO_OK) {
        code = appui_plan_json_read_header(*bytes, *length, &input->header, &input->faults);
    }
    return appui_exit_of_io(code);
}

/* Where the plan file holds the option that a fault is to be blamed on, or NULL when the basin is
 * at fault itself. */
static const char *option_at(const struct appui_fault *fault,
                             const struct appui_plan_options *options)
{
    static const struct {
        const char *option, *pointer;
    } places[] = {
        {"--as-of", "/options/as_of"},
        {"--require", "/options/require"},
        {"--forbid", "/options/forbid"},
        {"--tiers", "/options/tiers"},
    };
    if (!appui_basin_input_blames(fault, options)) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (strncmp(fault->pointer, places[i].option, strlen(places[i].option)) == 0) {
            return places[i].pointer;
        }
    }
    return "/options/set";
}

static void add_copy(struct appui_faults *faults, const struct appui_fault *fault,
                     const char *pointer)
{
    const char *const *keys = fault->keys, *const *values = fault->values;
    appui_faults_add(faults, fault->code, pointer, fault->id, keys[0], values[0], keys[1],
                     values[1], keys[2], values[2], keys[3], values[3], keys[4], values[4], keys[5],
                     values[5], (const char *)NULL);
    appui_faults_place(faults, fault->line, fault->column);
}

/* The options stand in the plan file: what is wrong with them is said of it, not of the basin. */
static void move_option_faults(struct appui_plan_input *input)
{
    struct appui_faults all = input->basin.faults;
    input->basin.faults = (struct appui_faults){.out_of_memory = all.out_of_memory};
    for (int32_t i = 0; i < all.n; i++) {
        const char *option = option_at(&all.items[i], &input->header.options);
        add_copy(option == NULL ? &input->basin.faults : &input->faults, &all.items[i],
                 option == NULL ? all.items[i].pointer : option);
    }
    appui_faults_release(&all);
}

static void compare_fingerprints(struct appui_plan_input *input)
{
    if (strcmp(input->header.basin_sha256, input->basin.sha256) != 0) {
        appui_faults_add(&input->faults, APPUI_FAULT_PLAN_OTHER_BASIN, "/basin/sha256", NULL,
                         (const char *)NULL);
    } else if (strcmp(input->header.basin_name, input->basin.basin->name) != 0) {
        appui_faults_add(&input->faults, APPUI_FAULT_PLAN_BASIN_NAME, "/basin/name", NULL, "value",
                         input->header.basin_name, "high", input->basin.basin->name,
                         (const char *)NULL);
    }
}

static enum appui_exit read_and_check(struct appui_plan_input *input, const char *bytes,
                                      size_t length)
{
    const struct appui_basin *basin = input->basin.basin;
    enum appui_io_code code =
        appui_plan_json_read(bytes, length, basin, &input->plan, &input->faults);
    if (code != APPUI_IO_OK) {
        return appui_exit_of_io(code);
    }
    compare_fingerprints(input);
    if (appui_check_plan(basin, input->plan, &input->faults) != 0) {
        return APPUI_EXIT_FAULT;
    }
    return input->faults.out_of_memory ? APPUI_EXIT_FAULT : APPUI_EXIT_DONE;
}

enum appui_exit appui_plan_input_read(struct appui_plan_input *input,
                                      const struct appui_arguments *arguments)
{
    char *bytes = NULL;
    size_t length = 0;
    input->path = arguments->operands[1];
    if (strcmp(input->path, "-") == 0 && strcmp(arguments->operands[0], "-") == 0) {
        input->basin.path = arguments->operands[0];
        appui_say(arguments->language, APPUI_PHRASE_STDIN_TWICE, NULL);
        return APPUI_EXIT_USAGE;
    }
    enum appui_exit code = read_header(input, &bytes, &length);
    if (code == APPUI_EXIT_FAULT) {
        input->faults.out_of_memory = true;
    }
    enum appui_exit basin_code =
        appui_basin_input_read(&input->basin, arguments->operands[0], &input->header.options);
    if (basin_code == APPUI_EXIT_USAGE || basin_code == APPUI_EXIT_REJECTED) {
        move_option_faults(input);
        basin_code = APPUI_EXIT_REJECTED;
    }
    bool again = code == APPUI_EXIT_REJECTED && bytes != NULL;
    if (basin_code == APPUI_EXIT_DONE && (code == APPUI_EXIT_DONE || again)) {
        appui_faults_release(&input->faults); /* all faults of the plan are told, each once */
        code = read_and_check(input, bytes, length);
    } else {
        code = appui_exit_first(basin_code, code);
    }
    appui_free(bytes);
    return code;
}

void appui_plan_input_say(const struct appui_plan_input *input, enum appui_language language,
                          bool warnings)
{
    appui_basin_input_say(&input->basin, language, warnings);
    if (input->path != NULL) {
        appui_say_faults(language, &input->faults, input->path, warnings);
    }
}

void appui_plan_input_release(struct appui_plan_input *input)
{
    appui_plan_free(input->plan);
    appui_arena_release(&input->header.arena);
    appui_faults_release(&input->faults);
    appui_basin_input_release(&input->basin);
    *input = (struct appui_plan_input){0};
}
