/*
 * The warnings that stand in a plan, and what check found broken, each in words behind the id it
 * speaks of.
 */
#include "io/report.h"

static void add_fault(struct appui_report *report, const struct appui_fault *fault)
{
    char *body = appui_message_body(fault, report->language);
    if (body == NULL) {
        report->out.failed = true;
        return;
    }
    const char *text = fault->id == NULL
                           ? appui_report_say(report, APPUI_WORD_SENTENCE, body, NULL)
                           : appui_report_say(report, APPUI_WORD_ABOUT, fault->id, body, NULL);
    appui_report_item(report, 0, text);
    appui_free(body);
}

void appui_report_other_basin(struct appui_report *report)
{
    for (int32_t i = 0; i < report->faults->n; i++) {
        if (report->faults->items[i].code == APPUI_FAULT_PLAN_OTHER_BASIN) {
            appui_report_paragraph(report, 0,
                                   appui_report_say(report, APPUI_WORD_BROKEN_OTHER, NULL));
        }
    }
}

void appui_report_faults(struct appui_report *report, enum appui_severity severity)
{
    for (int32_t i = 0; i < report->faults->n; i++) {
        const struct appui_fault *fault = &report->faults->items[i];
        if (appui_fault_text(fault->code)->severity == severity) {
            add_fault(report, fault);
        }
    }
}

void appui_report_warnings(struct appui_report *report)
{
    if (report->faults->n_warnings == 0) {
        return;
    }
    appui_report_heading(report, appui_words(report->language, APPUI_WORD_WARNINGS_HEADING), '-');
    appui_report_faults(report, APPUI_WARNING);
}
