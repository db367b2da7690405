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

static void compare_fingerprints(struct appui_plan_input *input)
{
    if (strcmp(input->header.basin_sha256, input->basin.sha256) != 0) {
        appui_faults_add(&input->faults, APPUI_FAULT_PLAN_OTHER_BASIN, "/basin/sha256", NULL,
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
    /* these options are the plan file's content, not this command line's */
    basin_code = basin_code == APPUI_EXIT_USAGE ? APPUI_EXIT_REJECTED : basin_code;
    code = appui_exit_first(basin_code, code);
    if (code == APPUI_EXIT_DONE) {
        code = read_and_check(input, bytes, length);
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
