/*
 * Year report: which period it is about, and what it is told from. A basin from stdin has no
 * journal beside it.
 */
#include "cli/year_report.h"

#include "cli/journal_beside.h"
#include "cli/output.h"
#include "cli/say.h"
#include "io/report_year.h"
#include "model/convention.h"

/** Everything the report is made of. */
struct material {
    struct appui_journal_beside beside;
    struct appui_entries entries;
    struct appui_year year;
};

static void release(struct material *material)
{
    appui_year_release(&material->year);
    appui_entries_release(&material->entries);
    appui_journal_beside_release(&material->beside);
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
    enum appui_exit code = appui_journal_beside_read(&material->beside, basin);
    if (code == APPUI_EXIT_FAULT) {
        return no_memory(arguments);
    }
    if (material->beside.path != NULL) {
        appui_say_faults(arguments->language, &material->beside.faults, material->beside.path,
                         true);
    }
    return code;
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
    struct appui_year_sources sources = {basin->basin, basin->standing, input->plan,
                                         &material->entries,
                                         appui_journal_beside_history(&material->beside)};
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
    struct material material = {.beside = {.path = NULL}};
    enum appui_exit code = read_journal(arguments, &input->basin, &material);
    if (code == APPUI_EXIT_DONE) {
        code = render(arguments, input, &material, text, length);
    }
    release(&material);
    return code;
}
