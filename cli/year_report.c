/*
 * Year report: which period it is about, and what it is told from. A basin from stdin has no
 * journal beside it.
 */
#include "cli/year_report.h"

#include <string.h>

#include "cli/output.h"
#include "cli/say.h"
#include "io/journal.h"
#include "io/report_year.h"
#include "model/convention.h"

/** Everything the report is made of. */
struct material {
    struct appui_arena arena;
    struct appui_faults faults; /**< of the journal */
    const char *journal_path;
    struct appui_journal journal;
    struct appui_entries entries;
    struct appui_year year;
};

static void release(struct material *material)
{
    appui_year_release(&material->year);
    appui_entries_release(&material->entries);
    appui_journal_release(&material->journal);
    appui_faults_release(&material->faults);
    appui_arena_release(&material->arena);
}

static enum appui_exit no_memory(const struct appui_arguments *arguments)
{
    appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
    return APPUI_EXIT_FAULT;
}

static enum appui_exit read_journal(const struct appui_arguments *arguments,
                                    const struct appui_basin_input *basin,
                                    struct material *material)
{
    if (strcmp(basin->path, "-") == 0) {
        return APPUI_EXIT_DONE;
    }
    material->journal_path = appui_journal_path(&material->arena, basin->path);
    enum appui_io_code code = material->journal_path == NULL
                                  ? APPUI_IO_NO_MEMORY
                                  : appui_journal_read(material->journal_path, basin->sha256,
                                                       &material->journal, &material->faults);
    if (code == APPUI_IO_NO_MEMORY) {
        return no_memory(arguments);
    }
    appui_say_faults(arguments->language, &material->faults, material->journal_path, true);
    return appui_exit_of_io(code);
}

/** What the options leave open is taken from the convention year. */
static enum appui_exit choose_period(const struct appui_arguments *arguments,
                                     const struct appui_basin *basin, struct appui_range *period)
{
    char from[APPUI_DATE_TEXT], to[APPUI_DATE_TEXT];
    *period = appui_convention_year(basin);
    if (arguments->period.from != APPUI_ABSENT) {
        period->from = arguments->period.from;
    }
    if (arguments->period.to != APPUI_ABSENT) {
        period->to = arguments->period.to;
    }
    if (period->from <= period->to) {
        return APPUI_EXIT_DONE;
    }
    appui_say(arguments->language, APPUI_PHRASE_PERIOD_REVERSED,
              appui_date_write(period->from, from), appui_date_write(period->to, to), NULL);
    return APPUI_EXIT_USAGE;
}

static enum appui_exit render(const struct appui_arguments *arguments,
                              const struct appui_plan_input *input, struct material *material,
                              char **text, size_t *length)
{
    const struct appui_basin_input *basin = &input->basin;
    struct appui_range period;
    enum appui_exit code = choose_period(arguments, basin->basin, &period);
    if (code != APPUI_EXIT_DONE) {
        return code;
    }
    struct appui_year_sources sources = {
        basin->basin, basin->standing, input->plan, &material->entries,
        material->journal.found ? &material->journal.history : NULL};
    if (appui_entries_build(basin->basin, basin->standing, input->plan, &material->entries) != 0 ||
        appui_year_build(&sources, period, &material->year) != 0) {
        return no_memory(arguments);
    }
    struct appui_year_report report = {&sources, &material->year, &input->faults};
    int32_t width = arguments->output == NULL ? appui_output_width() : APPUI_WIDTH_OF_FILES;
    enum appui_io_code written =
        arguments->json ? appui_report_year_json(&report, text, length)
                        : appui_report_year(&report, arguments->language, width, text, length);
    return written == APPUI_IO_OK ? APPUI_EXIT_DONE : no_memory(arguments);
}

enum appui_exit appui_year_report(const struct appui_arguments *arguments,
                                  struct appui_plan_input *input, char **text, size_t *length)
{
    struct material material = {.journal_path = NULL};
    enum appui_exit code = read_journal(arguments, &input->basin, &material);
    if (code == APPUI_EXIT_DONE) {
        code = render(arguments, input, &material, text, length);
    }
    release(&material);
    return code;
}
