/*
 * Which agreed sessions change, and why, but for those told among the changes against the plan
 * before.
 */
#include "io/report.h"

/* "mardi 16 février 2027 (matin)": reads well inside a sentence. */
static const char *session_text(struct appui_report *report, const struct appui_date_half *at)
{
    return appui_report_say(report, APPUI_WORD_SESSION_IN_SENTENCE,
                            appui_report_date(report, at->day),
                            appui_words(report->language, appui_report_half(at->half)), NULL);
}

static void add_change(struct appui_report *report, const struct appui_change *change)
{
    const char *need = appui_report_need(report, change->need);
    const char *expert = appui_report_expert(report, change->expert);
    const char *from = session_text(report, &change->from);
    const char *cause = appui_words(
        report->language, (enum appui_word)(APPUI_WORD_CAUSE_UNKNOWN + (int)change->cause));
    if (change->kind == APPUI_SESSION_LOST) {
        appui_report_item(
            report, 0,
            appui_report_say(report, APPUI_WORD_NO_NEW_DATE, need, expert, from, cause, NULL));
        return;
    }
    const char *to = session_text(report, &change->to);
    appui_report_item(
        report, 0, appui_report_say(report, APPUI_WORD_MOVED, need, expert, from, to, cause, NULL));
}

/* The same stands among the changes against the plan before. */
static bool is_told(const struct appui_plan *plan, const struct appui_change *change)
{
    appui_day to = change->kind == APPUI_SESSION_LOST ? APPUI_ABSENT : change->to.day;
    for (int32_t i = 0; i < plan->n_revisions; i++) {
        const struct appui_revision *told = &plan->revisions[i];
        if (told->kind == APPUI_AGREED_MOVED && told->need == change->need &&
            told->expert == change->expert && told->from.day == change->from.day &&
            told->from.half == change->from.half && told->to.day == to &&
            (to == APPUI_ABSENT || told->to.half == change->to.half)) {
            return true;
        }
    }
    return false;
}

void appui_report_changes(struct appui_report *report)
{
    const struct appui_plan *plan = report->plan;
    bool any = false;
    for (int32_t i = 0; i < plan->n_changes; i++) {
        if (is_told(plan, &plan->changes[i])) {
            continue;
        }
        if (!any) {
            appui_report_heading(report, appui_words(report->language, APPUI_WORD_CHANGES_HEADING),
                                 '-');
            any = true;
        }
        add_change(report, &plan->changes[i]);
    }
}
