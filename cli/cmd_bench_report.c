/*
 * bench report: the results of runs as Markdown on stdout.
 */
#include "bench/report.h"
#include "cli/basin_input.h"
#include "cli/bench_places.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/say.h"

static const struct appui_option options[] = {APPUI_OPTION_ROW_TREE, APPUI_OPTION_ROW_DATA};

const struct appui_usage appui_usage_bench_report = {.operands = {"FILE", "FICHIER"},
                                                     .operands_min = 1,
                                                     .operands_max = 1,
                                                     .n_options = 2,
                                                     .options = options};

static enum appui_exit print_report(const struct appui_arguments *arguments,
                                    const struct appui_bench_results *results)
{
    struct appui_arena arena = {0};
    struct appui_text_buffer out = {0};
    struct appui_best_known known = {NULL};
    struct appui_places places = appui_bench_places(arguments, &arena);
    enum appui_exit code = APPUI_EXIT_DONE;
    if (appui_best_known_read(&known, places.data) == 0) {
        appui_bench_report(results, &known, places.data, arguments->language, &out);
    } else {
        out.failed = true;
    }
    if (out.failed) {
        appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
        code = APPUI_EXIT_FAULT;
    } else {
        appui_output_print(out.bytes, (size_t)out.length);
    }
    appui_text_release(&out);
    appui_best_known_release(&known);
    appui_arena_release(&arena);
    return code;
}

enum appui_exit appui_cmd_bench_report(const struct appui_arguments *arguments)
{
    struct appui_bench_results results = {.runs = NULL};
    struct appui_faults faults = {0};
    const char *path = arguments->operands[0];
    enum appui_exit code = appui_exit_of_io(appui_bench_json_read(path, &results, &faults));
    appui_say_faults(arguments->language, &faults, path, true);
    appui_faults_release(&faults);
    if (code == APPUI_EXIT_DONE) {
        code = print_report(arguments, &results);
    }
    appui_bench_results_release(&results);
    return code;
}
