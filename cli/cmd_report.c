/*
 * report: a plan in words, once it is verified, or the year around it. A plan that does not hold is
 * shown with a warning at its head, and the exit code says so.
 */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/journal_beside.h"
#include "cli/output.h"
#include "cli/plan_input.h"
#include "cli/say.h"
#include "cli/year_report.h"
#include "io/report_text.h"

static const struct appui_option options[] = {
    {.name = "for",
     .kind = APPUI_OPTION_CHOICE,
     .offset = offsetof(struct appui_arguments, subject),
     .choices = "plan|year",
     .argument = {"plan|year", "plan|year"},
     .help =
         {"what the report is about: the whole plan, or the year for the steering committee "
          "(required)",
          "sujet du rapport : tout le plan, ou l'année, pour le comité de pilotage (obligatoire)"}},
    {.name = "format",
     .kind = APPUI_OPTION_CHOICE,
     .offset = offsetof(struct appui_arguments, format),
     .choices = "text",
     .argument = {"text", "text"},
     .help = {"format of the report (required without --json)",
              "format du rapport (obligatoire sans --json)"}},
    {.name = "from",
     .kind = APPUI_OPTION_DATE,
     .offset = offsetof(struct appui_arguments, period.from),
     .argument = {"DATE", "DATE"},
     .help = {"first day of the year reported (default: the convention year that holds as_of)",
              "premier jour de l'année du bilan (par défaut : l'année de convention en cours)"}},
    {.name = "to",
     .kind = APPUI_OPTION_DATE,
     .offset = offsetof(struct appui_arguments, period.to),
     .argument = {"DATE", "DATE"},
     .help = {"last day of the year reported", "dernier jour de l'année du bilan"}},
    {.name = "json",
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, json),
     .help = {"print the figures of the year as JSON", "afficher les chiffres de l'année en JSON"}},
    {.name = "output",
     .letter = 'o',
     .kind = APPUI_OPTION_TEXT,
     .offset = offsetof(struct appui_arguments, output),
     .argument = {"FILE", "FICHIER"},
     .help = {"write the report there instead of stdout",
              "écrire le rapport là plutôt que sur la sortie standard"}}};

const struct appui_usage appui_usage_report = {.operands = {"BASIN PLAN", "BASSIN PLAN"},
                                               .operands_min = 2,
                                               .operands_max = 2,
                                               .n_options = sizeof options / sizeof *options,
                                               .options = options};

/* Moves the faults of the plan behind those of the basin, so that the report shows both. */
static void add_faults(struct appui_faults *to, const struct appui_faults *from)
{
    for (int32_t i = 0; i < from->n; i++) {
        const struct appui_fault *f = &from->items[i];
        appui_faults_add(to, f->code, f->pointer, f->id, f->keys[0], f->values[0], f->keys[1],
                         f->values[1], f->keys[2], f->values[2], f->keys[3], f->values[3],
                         f->keys[4], f->values[4], f->keys[5], f->values[5], (const char *)NULL);
    }
}

static bool is_year(const struct appui_arguments *arguments)
{
    return strcmp(arguments->subject, "year") == 0;
}

static enum appui_exit render_plan(const struct appui_arguments *arguments,
                                   struct appui_plan_input *input, char **text, size_t *length)
{
    struct appui_basin_input *basin = &input->basin;
    struct appui_journal_beside beside = {.path = NULL};
    add_faults(&basin->faults, &input->faults);
    enum appui_exit code = appui_journal_beside_try(&beside, basin, arguments->language);
    if (code == APPUI_EXIT_DONE) {
        int32_t width = arguments->output == NULL ? appui_output_width() : APPUI_WIDTH_OF_FILES;
        struct appui_plan_report from = {basin->basin,   basin->standing,
                                         input->plan,    &input->header,
                                         &basin->faults, appui_journal_beside_history(&beside)};
        enum appui_io_code written =
            basin->faults.out_of_memory
                ? APPUI_IO_NO_MEMORY
                : appui_report_text(&from, arguments->language, width, text, length);
        if (written != APPUI_IO_OK) {
            appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
            code = APPUI_EXIT_FAULT;
        }
    }
    appui_journal_beside_release(&beside);
    return code;
}

static enum appui_exit write_report(const struct appui_arguments *arguments,
                                    struct appui_plan_input *input)
{
    char *text = NULL;
    size_t length = 0;
    const char *target = arguments->output != NULL ? arguments->output : "-";
    enum appui_exit code =
        (is_year(arguments) ? appui_year_report : render_plan)(arguments, input, &text, &length);
    if (code != APPUI_EXIT_DONE) {
        return code;
    }
    enum appui_exit written = appui_output_write(arguments->language, target, text, length);
    appui_free(text);
    return written;
}

/* The first option given that only the year has, or NULL. */
static const char *year_option(const struct appui_arguments *arguments)
{
    return arguments->json                          ? "json"
           : arguments->period.from != APPUI_ABSENT ? "from"
           : arguments->period.to != APPUI_ABSENT   ? "to"
                                                    : NULL;
}

static enum appui_exit require_options(const struct appui_arguments *arguments)
{
    const char *missing = arguments->subject == NULL                      ? "for"
                          : arguments->format == NULL && !arguments->json ? "format"
                                                                          : NULL;
    if (missing != NULL) {
        appui_say(arguments->language, APPUI_PHRASE_MISSING_OPTION, missing, NULL);
        return APPUI_EXIT_USAGE;
    }
    const char *needless = is_year(arguments) ? NULL : year_option(arguments);
    if (needless != NULL) {
        appui_say(arguments->language, APPUI_PHRASE_ONLY_FOR_YEAR, needless, NULL);
        return APPUI_EXIT_USAGE;
    }
    if (arguments->json && arguments->format != NULL) {
        appui_say(arguments->language, APPUI_PHRASE_FORMAT_AND_JSON, NULL);
        return APPUI_EXIT_USAGE;
    }
    for (int i = 0; arguments->output != NULL && i < 2; i++) {
        if (appui_output_is_input(arguments->output, arguments->operands[i])) {
            appui_say(arguments->language, APPUI_PHRASE_SAME_FILE, arguments->output, NULL);
            return APPUI_EXIT_USAGE;
        }
    }
    return appui_journal_beside_spare(arguments->output, arguments->operands[0],
                                      arguments->language);
}

enum appui_exit appui_cmd_report(const struct appui_arguments *arguments)
{
    struct appui_plan_input input = {0};
    enum appui_exit code = require_options(arguments);
    if (code != APPUI_EXIT_DONE) {
        return code;
    }
    code = appui_plan_input_read(&input, arguments);
    if (code != APPUI_EXIT_DONE) {
        appui_plan_input_say(&input, arguments->language, false);
    } else {
        int32_t broken = input.faults.n_broken;
        char number[16];
        snprintf(number, sizeof number, "%d", (int)broken);
        code = write_report(arguments, &input);
        if (broken > 0) {
            appui_say_count(arguments->language, APPUI_PHRASE_REPORT_BROKEN, broken, number, NULL);
            code = appui_exit_first(code, APPUI_EXIT_NO);
        }
    }
    appui_plan_input_release(&input);
    return code;
}
