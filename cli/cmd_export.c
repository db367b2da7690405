/*
 * export: the joint program of a basin as CPLEX LP or free MPS, for other solvers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/basin_input.h"
#include "cli/commands.h"
#include "cli/conflict.h"
#include "cli/journal_beside.h"
#include "cli/option_rows.h"
#include "cli/output.h"
#include "cli/say.h"
#include "solver/export.h"

static const struct appui_option options[] = {
    {.name = "to",
     .kind = APPUI_OPTION_CHOICE,
     .offset = offsetof(struct appui_arguments, to),
     .choices = "lp|mps",
     .argument = {"lp|mps", "lp|mps"},
     .help = {"format: CPLEX LP or free MPS (required)",
              "format : CPLEX LP ou MPS libre (obligatoire)"}},
    {.name = "output",
     .letter = 'o',
     .kind = APPUI_OPTION_TEXT,
     .offset = offsetof(struct appui_arguments, output),
     .argument = {"TARGET", "CIBLE"},
     .help = {"file to write, '-' for stdout (required)",
              "fichier à écrire, « - » pour la sortie standard (obligatoire)"}},
    {.name = "tier",
     .kind = APPUI_OPTION_TIER,
     .offset = offsetof(struct appui_arguments, tier),
     .argument = {"NAME", "NOM"},
     .help = {"tier that is the objective: agreed, coverage (default), fit, concentration",
              "critère pris pour objectif : agreed, coverage (par défaut), fit, concentration"}},
    {.name = "fix",
     .kind = APPUI_OPTION_FIXED_TIER,
     .argument = {"TIER=VALUE", "CRITÈRE=VALEUR"},
     .help = {"hold an earlier tier at least as good as a value (repeatable)",
              "tenir un critère précédent au moins à cette valeur (répétable)"}},
    {.name = "no-calendar",
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, plan.no_calendar),
     .help = {"days only, no sessions", "en jours seulement, sans séances"}},
    APPUI_OPTION_ROW_AS_OF,
    APPUI_OPTION_ROW_REQUIRE,
    APPUI_OPTION_ROW_FORBID,
    APPUI_OPTION_ROW_SET};

const struct appui_usage appui_usage_export = {.operands = {"BASIN", "BASSIN"},
                                               .operands_min = 1,
                                               .operands_max = 1,
                                               .n_options = 9,
                                               .options = options};

static enum appui_exit require_options(const struct appui_arguments *arguments)
{
    const char *missing = arguments->to == NULL       ? "to"
                          : arguments->output == NULL ? "output"
                                                      : NULL;
    if (missing != NULL) {
        appui_say(arguments->language, APPUI_PHRASE_MISSING_OPTION, missing, NULL);
        return APPUI_EXIT_USAGE;
    }
    if (appui_output_is_input(arguments->output, arguments->operands[0])) {
        appui_say(arguments->language, APPUI_PHRASE_SAME_FILE, arguments->output, NULL);
        return APPUI_EXIT_USAGE;
    }
    return appui_journal_beside_spare(arguments->output, arguments->operands[0],
                                      arguments->language);
}

static enum appui_exit write_program(const struct appui_arguments *arguments,
                                     const struct appui_program *program)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    int failed = stream == NULL                     ? -1
                 : strcmp(arguments->to, "lp") == 0 ? appui_export_lp(program, stream)
                                                    : appui_export_mps(program, stream);
    if (stream != NULL && fclose(stream) != 0) {
        failed = -1;
    }
    enum appui_exit code = APPUI_EXIT_FAULT;
    if (failed != 0) {
        appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
    } else {
        code = appui_output_write(arguments->language, arguments->output, text, length);
    }
    free(text); /* open_memstream's own storage */
    return code;
}

/* A pair that cannot be has no column that a program could demand: it is said instead. */
static enum appui_exit judge_require(const struct appui_arguments *arguments,
                                     const struct appui_basin_input *input)
{
    bool found;
    if (!appui_conflict_say_impossible(input, !arguments->plan.no_calendar, arguments->language,
                                       &found)) {
        appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
        return APPUI_EXIT_FAULT;
    }
    return found ? APPUI_EXIT_NO : APPUI_EXIT_DONE;
}

static enum appui_exit build_and_write(const struct appui_arguments *arguments,
                                       const struct appui_basin_input *input)
{
    struct appui_program program = {0};
    enum appui_exit code = APPUI_EXIT_FAULT;
    switch (appui_solve_program(input->basin, input->standing, !arguments->plan.no_calendar,
                                arguments->tier, arguments->fixed, arguments->n_fixed, &program)) {
    case APPUI_SOLVE_OK:
        if (appui_tier_scale(arguments->tier) != 1) {
            program.note = "The objective counts in 1/1000000 of the unit that plans give.";
        }
        code = write_program(arguments, &program);
        break;
    case APPUI_SOLVE_NOT_A_PROGRAM:
        appui_say(arguments->language, APPUI_PHRASE_TIER_NOT_A_PROGRAM,
                  appui_tier_name(arguments->tier), NULL);
        code = APPUI_EXIT_USAGE;
        break;
    case APPUI_SOLVE_NO_MEMORY:
    case APPUI_SOLVE_FAULT:
        appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
        break;
    }
    appui_program_release(&program);
    return code;
}

enum appui_exit appui_cmd_export(const struct appui_arguments *arguments)
{
    struct appui_basin_input input = {0};
    enum appui_exit code = require_options(arguments);
    if (code != APPUI_EXIT_DONE) {
        return code;
    }
    code = appui_basin_input_read(&input, arguments->operands[0], &arguments->plan);
    appui_basin_input_say(&input, arguments->language, false);
    if (code == APPUI_EXIT_DONE) {
        code = judge_require(arguments, &input);
    }
    if (code == APPUI_EXIT_DONE) {
        code = build_and_write(arguments, &input);
    }
    appui_basin_input_release(&input);
    return code;
}
