/*
 * What the next meeting has to decide beside its agenda: lines proposed for dossiers that the
 * committee has approved already. Such a line may be dated before the meeting (model.md lets new
 * days begin today); then somebody has to decide on it earlier, and is told so.
 */
#include "io/report.h"
#include "model/meetings.h"

#define INDENT 2

static bool is_to_decide(const struct appui_report *report, const struct appui_plan_line *line)
{
    return line->state == APPUI_PROPOSED &&
           appui_meetings_has_approved(report->basin, report->basin->needs[line->need].project);
}

bool appui_report_has_to_decide(const struct appui_report *report)
{
    for (int32_t i = 0; i < report->plan->n_lines; i++) {
        if (is_to_decide(report, &report->plan->lines[i])) {
            return true;
        }
    }
    return false;
}

/* What is decided holds from the next day on: the days of sessions up to the meeting, each once.
 * @return the text with them behind it, or the text alone */
static const char *with_early(struct appui_report *report, const char *text,
                              const struct appui_plan_line *line, appui_day meeting)
{
    const char **days = appui_report_texts(report, line->n_sessions);
    int32_t n = 0;
    for (int32_t i = 0; days != NULL && i < line->n_sessions; i++) {
        appui_day day = line->sessions[i].day;
        bool again = i > 0 && line->sessions[i - 1].day == day;
        if (day <= meeting && !again) {
            days[n++] = appui_report_date(report, day);
        }
    }
    return n == 0 ? text
                  : appui_report_count(report, APPUI_WORD_TO_DECIDE_EARLY, 2 * (int64_t)n, text,
                                       appui_report_list(report, days, n), NULL);
}

void appui_report_to_decide(struct appui_report *report, const struct appui_meeting *meeting)
{
    if (!appui_report_has_to_decide(report)) {
        return;
    }
    appui_report_paragraph(report, meeting != NULL ? INDENT : 0,
                           appui_words(report->language, meeting != NULL
                                                             ? APPUI_WORD_TO_DECIDE_HEADING
                                                             : APPUI_WORD_TO_DECIDE_UNMET));
    for (int32_t i = 0; i < report->plan->n_lines; i++) {
        const struct appui_plan_line *line = &report->plan->lines[i];
        if (!is_to_decide(report, line)) {
            continue;
        }
        const char *text = appui_report_line(report, line->need, line->expert, line->half_days);
        if (meeting != NULL) {
            text = with_early(report, text, line, meeting->day);
        }
        appui_report_item(report, INDENT,
                          appui_report_say(report, APPUI_WORD_SENTENCE, text, NULL));
    }
}
