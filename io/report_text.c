/*
 * The text report: the order of its sections, its title, and what is proposed in a few sentences.
 *
 * Each further section stands in a file of its own (report_tiers.c, report_projects.c, ...); the
 * short texts they are made of in report.c. What is said here is read from the plan and the basin;
 * nothing is decided.
 */
#include "io/report_text.h"

#include "io/plan_options_text.h"
#include "io/report.h"

#define WIDTH_MIN 60
#define WIDTH_MAX 200

static void add_options(struct appui_report *report)
{
    struct appui_text_buffer options = {0};
    appui_plan_options_text(&options, &report->header->options);
    if (options.failed) {
        report->out.failed = true;
    } else if (options.length > 0) {
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_OPTIONS, options.bytes, NULL));
    }
    appui_text_release(&options);
}

static void add_title(struct appui_report *report)
{
    const struct appui_basin *basin = report->basin;
    const char *title = appui_report_say(report, APPUI_WORD_TITLE, basin->name, NULL);
    appui_text_add(&report->out, title);
    appui_text_newline(&report->out);
    appui_text_repeat(&report->out, '=', appui_text_columns(title));
    appui_text_newline(&report->out);
    appui_text_newline(&report->out);
    appui_report_paragraph(report, 0,
                           appui_report_say(report, APPUI_WORD_HORIZON,
                                            appui_report_date(report, basin->horizon_start),
                                            appui_report_date(report, basin->horizon_end), NULL));
    appui_report_paragraph(
        report, 0,
        appui_report_say(report, APPUI_WORD_AS_OF, appui_report_date(report, basin->as_of), NULL));
    if (!report->plan->calendar) {
        appui_report_paragraph(report, 0, appui_report_say(report, APPUI_WORD_NO_CALENDAR, NULL));
    }
    add_options(report);
}

/* A plan that check refuses is shown, but nobody may take it for a good one. */
static void add_broken(struct appui_report *report)
{
    const struct appui_faults *faults = report->faults;
    if (faults->n_broken == 0) {
        return;
    }
    appui_report_heading(report, appui_words(report->language, APPUI_WORD_BROKEN_HEADING), '-');
    appui_report_other_basin(report);
    appui_report_paragraph(report, 0,
                           appui_report_count(report, APPUI_WORD_BROKEN,
                                              2 * (int64_t)faults->n_broken,
                                              appui_report_number(report, faults->n_broken), NULL));
    appui_report_faults(report, APPUI_BROKEN);
}

enum appui_io_code appui_report_text(const struct appui_plan_report *from,
                                     enum appui_language language, int32_t width, char **text,
                                     size_t *length)
{
    struct appui_report report = {.basin = from->basin,
                                  .standing = from->standing,
                                  .plan = from->plan,
                                  .header = from->header,
                                  .faults = from->faults,
                                  .journal = from->journal,
                                  .language = language,
                                  .width = width};
    report.width = width < WIDTH_MIN ? WIDTH_MIN : report.width;
    report.width = width > WIDTH_MAX ? WIDTH_MAX : report.width;
    add_title(&report);
    add_broken(&report);
    appui_report_revisions(&report);
    appui_report_summary(&report);
    appui_report_tiers(&report);
    appui_report_meetings(&report);
    appui_report_projects(&report);
    appui_report_partners(&report);
    appui_report_holes(&report);
    appui_report_changes(&report);
    appui_report_calendar(&report);
    appui_report_advances(&report);
    appui_report_warnings(&report);
    appui_arena_release(&report.scratch);
    if (report.out.failed) {
        appui_text_release(&report.out);
        return APPUI_IO_NO_MEMORY;
    }
    *text = report.out.bytes;
    *length = (size_t)report.out.length;
    return APPUI_IO_OK;
}
