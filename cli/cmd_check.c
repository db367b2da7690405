/*
 * check: is this basin well formed, and does this plan keep its rules? The verdict goes to stdout,
 * what is wrong to stderr; with --json both go to stdout as one object.
 */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/plan_input.h"
#include "cli/say.h"
#include "io/faults_json.h"

/* Rules that a plan is verified against: R1 to R12, and without calendar all but R7 to R11
 * (model.md). */
#define RULES_WITH_CALENDAR 14
#define RULES_WITHOUT_CALENDAR 7

static const struct appui_option options[] = {
    {.name = "json",
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, json),
     .help = {"print {\"ok\": .., \"faults\": [..]} for machines",
              "afficher {\"ok\": .., \"faults\": [..]} pour les machines"}}};

const struct appui_usage appui_usage_check = {.operands = {"BASIN [PLAN]", "BASSIN [PLAN]"},
                                              .operands_min = 1,
                                              .operands_max = 2,
                                              .n_options = 1,
                                              .options = options};

static const char *count_text(struct appui_arena *arena, enum appui_language language,
                              enum appui_phrase phrase, int64_t count)
{
    const char *number = appui_arena_format(arena, "%lld", (long long)count);
    return appui_phrase_text(arena, language, phrase, count, number != NULL ? number : "", NULL);
}

static void print_line(const char *text)
{
    appui_output_print(text, strlen(text));
    appui_output_print("\n", 1);
}

static void print_basin_verdict(struct appui_arena *arena, enum appui_language language,
                                const char *source, const struct appui_faults *faults)
{
    const char *errors = faults->n_errors == 0
                             ? appui_phrase(language, APPUI_PHRASE_NO_FAULT)
                             : count_text(arena, language, APPUI_PHRASE_FAULTS, faults->n_errors);
    const char *warnings =
        faults->n_warnings == 0
            ? appui_phrase(language, APPUI_PHRASE_NO_WARNING)
            : count_text(arena, language, APPUI_PHRASE_WARNINGS, faults->n_warnings);
    print_line(appui_phrase_text(arena, language, APPUI_PHRASE_VERDICT, 0, source, errors, warnings,
                                 NULL));
}

static void print_plan_verdict(struct appui_arena *arena, enum appui_language language,
                               const char *source, const struct appui_plan_input *input)
{
    const struct appui_plan *plan = input->plan;
    int32_t broken = input->faults.n_broken;
    int32_t n_tiers = 0;
    for (int32_t i = 0; i < plan->n_tiers; i++) {
        n_tiers += plan->tiers[i].applicable ? 1 : 0;
    }
    if (broken > 0) {
        const char *number = appui_arena_format(arena, "%d", (int)broken);
        print_line(appui_phrase_text(arena, language, APPUI_PHRASE_PLAN_BROKEN, broken, source,
                                     number != NULL ? number : "", NULL));
        return;
    }
    int32_t n_rules = plan->calendar ? RULES_WITH_CALENDAR : RULES_WITHOUT_CALENDAR;
    print_line(appui_phrase_text(arena, language, APPUI_PHRASE_PLAN_HOLDS, 0, source,
                                 count_text(arena, language, APPUI_PHRASE_RULES, n_rules),
                                 count_text(arena, language, APPUI_PHRASE_TIERS, n_tiers),
                                 count_text(arena, language, APPUI_PHRASE_LINES, plan->n_lines),
                                 NULL));
}

static void print_verdicts(const struct appui_arguments *arguments,
                           const struct appui_plan_input *input)
{
    struct appui_arena arena = {0};
    enum appui_language language = arguments->language;
    print_basin_verdict(&arena, language, appui_source_name(language, input->basin.path),
                        &input->basin.faults);
    if (input->path != NULL) {
        const char *source = appui_source_name(language, input->path);
        if (input->plan != NULL) {
            print_plan_verdict(&arena, language, source, input);
        } else if (input->faults.n_errors > 0) {
            print_basin_verdict(&arena, language, source, &input->faults);
        }
    }
    appui_arena_release(&arena);
}

static enum appui_exit print_json(const struct appui_arguments *arguments,
                                  const struct appui_plan_input *input, enum appui_exit code)
{
    struct appui_faults_of_file sources[] = {{input->basin.path, &input->basin.faults},
                                             {input->path, &input->faults}};
    char *text = NULL;
    size_t length = 0;
    if (appui_faults_json_write(code == APPUI_EXIT_DONE, sources, input->path == NULL ? 1 : 2,
                                arguments->language, &text, &length) != APPUI_IO_OK) {
        appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
        return APPUI_EXIT_FAULT;
    }
    appui_output_print(text, length);
    appui_free(text);
    return code;
}

static enum appui_exit tell(const struct appui_arguments *arguments,
                            const struct appui_plan_input *input, enum appui_exit code)
{
    if (arguments->json) {
        return print_json(arguments, input, code);
    }
    appui_plan_input_say(input, arguments->language, true);
    if (code == APPUI_EXIT_DONE || code == APPUI_EXIT_NO || code == APPUI_EXIT_REJECTED) {
        print_verdicts(arguments, input);
    }
    return code;
}

enum appui_exit appui_cmd_check(const struct appui_arguments *arguments)
{
    struct appui_plan_input input = {0};
    enum appui_exit code;
    if (arguments->n_operands == 2) {
        code = appui_plan_input_read(&input, arguments);
    } else {
        const struct appui_plan_options none = {.as_of = APPUI_ABSENT};
        code = appui_basin_input_read(&input.basin, arguments->operands[0], &none);
    }
    if (code == APPUI_EXIT_DONE && input.faults.n_broken > 0) {
        code = APPUI_EXIT_NO;
    }
    if (code != APPUI_EXIT_USAGE) {
        code = tell(arguments, &input, code);
    }
    appui_plan_input_release(&input);
    return code;
}
