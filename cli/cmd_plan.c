/*
 * plan: from a basin to a verified plan, its report and its file. The solver is never believed:
 * every plan goes through model/check, and one that it refuses is an internal fault whose case is
 * saved.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/basin_input.h"
#include "cli/commands.h"
#include "cli/conflict.h"
#include "cli/journal_beside.h"
#include "cli/journal_note.h"
#include "cli/option_rows.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/signals.h"
#include "cli/verify.h"
#include "io/plan_options_text.h"
#include "io/report_text.h"
#include "solver/solve.h"

/* A year in seconds, and more nodes than GLPK counts in one: what no run needs is a slip. */
#define SECONDS_MAX 31536000
#define SECONDS_MIN 0.001
#define NODES_MAX 1e12

static const struct appui_option options[] = {
    {.name = "output",
     .letter = 'o',
     .kind = APPUI_OPTION_TEXT,
     .offset = offsetof(struct appui_arguments, output),
     .argument = {"PLAN", "PLAN"},
     .help =
         {"write the plan file there ('-': to stdout, instead of the report)",
          "y écrire le fichier du plan (« - » : sur la sortie standard, à la place du rapport)"}},
    APPUI_OPTION_ROW_AS_OF,
    {.name = "previous",
     .kind = APPUI_OPTION_TEXT,
     .offset = offsetof(struct appui_arguments, previous),
     .argument = {"PLAN", "PLAN"},
     .help = {"the plan before: change as little of it as the criteria allow, and say what changes",
              "le plan précédent : en changer le moins possible selon les critères, et dire ce qui "
              "change"}},
    APPUI_OPTION_ROW_REQUIRE,
    APPUI_OPTION_ROW_FORBID,
    {.name = "tiers",
     .kind = APPUI_OPTION_TIERS,
     .offset = offsetof(struct appui_arguments, plan.tiers),
     .argument = {"LIST", "LISTE"},
     .help = {"order of the criteria, like coverage,equity,fit:2%",
              "ordre des critères, comme coverage,equity,fit:2%"}},
    {.name = "no-calendar",
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, plan.no_calendar),
     .help = {"plan days only, no sessions", "planifier en jours seulement, sans séances"}},
    {.name = "strict",
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, strict),
     .help = {"exit with 1 when a hole is left", "sortir avec 1 s'il reste un trou"}},
    {.name = "time-limit",
     .kind = APPUI_OPTION_SECONDS,
     .offset = offsetof(struct appui_arguments, plan.time_limit_s),
     .low = SECONDS_MIN,
     .high = SECONDS_MAX,
     .argument = {"S", "S"},
     .help = {"stop after S seconds with the best plan so far",
              "s'arrêter après S secondes avec le meilleur plan trouvé"}},
    {.name = "node-limit",
     .kind = APPUI_OPTION_COUNT,
     .offset = offsetof(struct appui_arguments, plan.node_limit),
     .low = 1,
     .high = NODES_MAX,
     .argument = {"N", "N"},
     .help =
         {"search at most N nodes per program: a limit that gives the same plan on every machine",
          "explorer au plus N nœuds par programme : une limite qui donne le même plan sur toute "
          "machine"}},
    {.name = "seed",
     .kind = APPUI_OPTION_COUNT,
     .offset = offsetof(struct appui_arguments, plan.seed),
     .high = (double)APPUI_SEED_MAX,
     .argument = {"N", "N"},
     .help = {"seed of the search's draws (default: 0): the same seed, the same plan, unless a "
              "time limit stops the search",
              "graine des tirages de la recherche (par défaut : 0) : même graine, même plan, sauf "
              "si une limite de temps arrête la recherche"}},
    {.name = "method",
     .kind = APPUI_OPTION_METHOD,
     .offset = offsetof(struct appui_arguments, plan.method),
     .choices = "days|joint",
     .argument = {"days|joint", "days|joint"},
     .help =
         {"days: days first, then their slots (default); joint: all at once, the reference",
          "days : les jours d'abord, puis leurs créneaux (par défaut) ; joint : tout à la fois, "
          "la référence"}},
    APPUI_OPTION_ROW_SET,
    {.name = "journal",
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, journal),
     .help = {"note the plan in the journal beside the basin",
              "noter le plan dans le journal à côté du bassin"}},
    {.name = "json",
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, json),
     .help = {"print the plan file instead of the report",
              "afficher le fichier du plan à la place du rapport"}}};

const struct appui_usage appui_usage_plan = {.operands = {"BASIN", "BASSIN"},
                                             .tells_tiers = true,
                                             .operands_min = 1,
                                             .operands_max = 1,
                                             .n_options = 15,
                                             .options = options};

/* A run and what it has come to. */
struct planning {
    const struct appui_arguments *arguments;
    struct appui_basin_input input;
    struct appui_previous previous;
    struct appui_solve_result result;
    struct appui_plan_header header;
};

/* A run says which options differ from their defaults. */
static void say_options(const struct appui_arguments *arguments)
{
    struct appui_text_buffer line = {0};
    appui_plan_options_text(&line, &arguments->plan);
    if (arguments->strict) {
        appui_text_add(&line, line.length > 0 ? " --strict" : "--strict");
    }
    if (line.length > 0 && !line.failed) {
        appui_say(arguments->language, APPUI_PHRASE_OPTIONS, line.bytes, NULL);
    }
    appui_text_release(&line);
}

static enum appui_exit say_no_memory(const struct planning *run)
{
    appui_say(run->arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
    return APPUI_EXIT_FAULT;
}

static enum appui_exit say_conflict(const struct planning *run)
{
    const struct appui_arguments *arguments = run->arguments;
    bool said = appui_conflict_say(&run->input, &run->result, !arguments->plan.no_calendar,
                                   arguments->language);
    return said ? APPUI_EXIT_NO : say_no_memory(run);
}

/* What was taken out before the search began, since no plan could use it. */
static void say_presolve(const struct planning *run)
{
    const struct appui_solve_counts *counts = &run->result.counts;
    const int64_t n[2] = {counts->set_aside, counts->shortened};
    const enum appui_phrase phrases[2] = {APPUI_PHRASE_SET_ASIDE, APPUI_PHRASE_SHORTENED};
    for (int i = 0; i < 2; i++) {
        char number[24];
        snprintf(number, sizeof number, "%lld", (long long)n[i]);
        if (n[i] > 0) {
            appui_say_count(run->arguments->language, phrases[i], n[i], number, NULL);
        }
    }
}

/* The plan before, as far as the basin still knows what it speaks of. */
static enum appui_exit read_previous(struct planning *run)
{
    const struct appui_arguments *arguments = run->arguments;
    struct appui_faults faults = {0};
    char *bytes = NULL;
    size_t length = 0;
    if (arguments->previous == NULL) {
        return APPUI_EXIT_DONE;
    }
    if (strcmp(arguments->previous, "-") == 0 && strcmp(arguments->operands[0], "-") == 0) {
        appui_say(arguments->language, APPUI_PHRASE_STDIN_TWICE, NULL);
        return APPUI_EXIT_USAGE;
    }
    enum appui_io_code code = appui_file_read(arguments->previous, &bytes, &length, &faults);
    if (code == APPUI_IO_OK) {
        code = appui_previous_read(bytes, length, run->input.basin, &run->previous, &faults,
                                   &run->input.faults);
    }
    appui_say_faults(arguments->language, &faults, arguments->previous, false);
    appui_faults_release(&faults);
    appui_free(bytes);
    return appui_exit_of_io(code);
}

static enum appui_exit solve(struct planning *run)
{
    const struct appui_arguments *arguments = run->arguments;
    struct appui_solve_options solve_options = appui_solve_options_default();
    struct appui_progress progress;
    appui_progress_init(&progress, arguments->language, arguments->quiet);
    solve_options.calendar = !arguments->plan.no_calendar;
    solve_options.time_limit_s =
        arguments->plan.time_limit_s > 0 ? arguments->plan.time_limit_s : INFINITY;
    solve_options.node_limit = arguments->plan.node_limit;
    solve_options.seed = (uint64_t)arguments->plan.seed;
    solve_options.joint = arguments->plan.method == APPUI_METHOD_JOINT;
    solve_options.previous = arguments->previous ? &run->previous : NULL;
    solve_options.stop = appui_signals_stop;
    solve_options.progress = appui_progress_show;
    solve_options.context = &progress;
    appui_signals_watch();
    enum appui_solve_code code =
        appui_solve(run->input.basin, run->input.standing, &solve_options, &run->result);
    appui_progress_clear(&progress);
    if (code != APPUI_SOLVE_OK) {
        appui_say(arguments->language,
                  code == APPUI_SOLVE_NO_MEMORY ? APPUI_PHRASE_NO_MEMORY
                                                : APPUI_PHRASE_SOLVER_FAULT,
                  run->result.reason, NULL);
        return APPUI_EXIT_FAULT;
    }
    if (run->result.outcome == APPUI_SOLVE_CONFLICT) {
        return say_conflict(run);
    }
    if (!arguments->quiet) {
        say_presolve(run);
    }
    if (run->result.outcome == APPUI_SOLVE_NOTHING_YET) {
        appui_say(arguments->language, APPUI_PHRASE_NOTHING_YET, NULL);
        return APPUI_EXIT_NOTHING_YET;
    }
    return APPUI_EXIT_DONE;
}

static void fill_header(struct planning *run)
{
    run->header.basin_name = run->input.basin->name;
    memcpy(run->header.basin_sha256, run->input.sha256, sizeof run->header.basin_sha256);
    run->header.appui_version = APPUI_VERSION;
    run->header.policy = "lexicographic";
    run->header.options = run->arguments->plan;
}

static enum appui_exit print_report(const struct planning *run)
{
    const struct appui_basin_input *input = &run->input;
    struct appui_journal_beside beside = {.path = NULL};
    char *text = NULL;
    size_t length = 0;
    enum appui_exit code = appui_journal_beside_try(&beside, input, run->arguments->language);
    struct appui_plan_report from = {input->basin,     input->standing,
                                     run->result.plan, &run->header,
                                     &input->faults,   appui_journal_beside_history(&beside)};
    if (code == APPUI_EXIT_DONE &&
        appui_report_text(&from, run->arguments->language, appui_output_width(), &text, &length) !=
            APPUI_IO_OK) {
        code = say_no_memory(run);
    }
    if (code == APPUI_EXIT_DONE) {
        appui_output_print(text, length);
    }
    appui_free(text);
    appui_journal_beside_release(&beside);
    return code;
}

static void say_remarks(const struct planning *run)
{
    enum appui_language language = run->arguments->language;
    int32_t warnings = run->input.faults.n_warnings;
    char number[16];
    snprintf(number, sizeof number, "%d", (int)warnings);
    if (warnings > 0) {
        appui_say_count(language, APPUI_PHRASE_WARNINGS_STAND, warnings, number, NULL);
    }
}

static enum appui_exit judge_holes(const struct planning *run)
{
    const struct appui_plan *plan = run->result.plan;
    int32_t holes = plan->n_holes + plan->n_project_holes + plan->n_meeting_holes;
    char number[16];
    if (!run->arguments->strict || holes == 0) {
        return APPUI_EXIT_DONE;
    }
    snprintf(number, sizeof number, "%d", (int)holes);
    appui_say_count(run->arguments->language, APPUI_PHRASE_HOLES_STRICT, holes, number, NULL);
    return APPUI_EXIT_NO;
}

/* The file comes first: a report that cannot be printed must not cost the plan, nor the other way
 * round. */
static enum appui_exit deliver(const struct planning *run, const struct appui_plan_text *plan)
{
    const struct appui_arguments *arguments = run->arguments;
    bool to_stdout = arguments->output != NULL && strcmp(arguments->output, "-") == 0;
    enum appui_exit code = APPUI_EXIT_DONE;
    if (arguments->output != NULL && !to_stdout) {
        code =
            appui_output_write(arguments->language, arguments->output, plan->bytes, plan->length);
    }
    if (arguments->json || to_stdout) {
        appui_output_print(plan->bytes, plan->length);
    } else {
        code = appui_exit_first(code, print_report(run));
    }
    if (!arguments->quiet) {
        say_remarks(run);
    }
    return appui_exit_first(code, judge_holes(run));
}

static enum appui_exit finish(struct planning *run)
{
    const struct appui_basin_input *input = &run->input;
    struct appui_plan_text text = {0};
    fill_header(run);
    if (appui_plan_json_write(input->basin, run->result.plan, &run->header, &input->faults,
                              &text.bytes, &text.length) != APPUI_IO_OK) {
        return say_no_memory(run);
    }
    enum appui_exit code =
        appui_verify_plan(input, run->result.plan, &text, run->arguments->language);
    if (code == APPUI_EXIT_DONE) {
        code = deliver(run, &text);
    }
    if (run->arguments->journal && (code == APPUI_EXIT_DONE || code == APPUI_EXIT_NO)) {
        code = appui_exit_first(code, appui_journal_note_plan(input, run->result.plan, &text,
                                                              run->arguments->language));
    }
    appui_free(text.bytes);
    return code;
}

enum appui_exit appui_cmd_plan(const struct appui_arguments *arguments)
{
    struct planning run = {.arguments = arguments};
    if (arguments->journal && strcmp(arguments->operands[0], "-") == 0) {
        appui_say(arguments->language, APPUI_PHRASE_JOURNAL_STDIN, NULL);
        return APPUI_EXIT_USAGE;
    }
    if (arguments->output != NULL &&
        appui_output_is_input(arguments->output, arguments->operands[0])) {
        appui_say(arguments->language, APPUI_PHRASE_SAME_FILE, arguments->output, NULL);
        return APPUI_EXIT_USAGE;
    }
    enum appui_exit code =
        appui_journal_beside_spare(arguments->output, arguments->operands[0], arguments->language);
    if (code != APPUI_EXIT_DONE) {
        return code;
    }
    code = appui_basin_input_read(&run.input, arguments->operands[0], &arguments->plan);
    appui_basin_input_say(&run.input, arguments->language, false);
    if (code == APPUI_EXIT_DONE && !arguments->quiet) {
        say_options(arguments);
    }
    if (code == APPUI_EXIT_DONE) {
        code = read_previous(&run);
    }
    if (code == APPUI_EXIT_DONE) {
        code = solve(&run);
    }
    if (code == APPUI_EXIT_DONE) {
        code = finish(&run);
    }
    appui_solve_result_release(&run.result);
    appui_previous_release(&run.previous);
    appui_basin_input_release(&run.input);
    return code;
}
