/*
 * The calendar: every session from as_of on, week by week, by time, with firm, expert and what kind
 * of session it is.
 */
#include <stdlib.h>

#include "io/report.h"
#include "model/evaluate.h"

#define INDENT 2

struct entry {
    const struct appui_plan_line *line;
    const struct appui_session *session;
    int32_t rank; /* place in the plan: settles equal times, so that the order never depends on the
                     sort */
};

static int half_order(enum appui_half half)
{
    return half == APPUI_PM ? 1 : 0;
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    if (a->session->day != b->session->day) {
        return a->session->day < b->session->day ? -1 : 1;
    }
    if (half_order(a->session->half) != half_order(b->session->half)) {
        return half_order(a->session->half) - half_order(b->session->half);
    }
    return a->rank < b->rank ? -1 : a->rank > b->rank;
}

static struct entry *list_entries(struct appui_report *report, int32_t *n)
{
    const struct appui_plan *plan = report->plan;
    int32_t total = 0;
    for (int32_t i = 0; i < plan->n_lines; i++) {
        total += plan->lines[i].n_sessions;
    }
    struct entry *entries = appui_arena_alloc(&report->scratch, (size_t)total, sizeof *entries);
    if (entries == NULL) {
        report->out.failed = true;
        return NULL;
    }
    for (int32_t i = 0; i < plan->n_lines; i++) {
        for (int32_t s = 0; s < plan->lines[i].n_sessions; s++) {
            if (plan->lines[i].sessions[s].day >= report->basin->as_of) {
                entries[*n] = (struct entry){&plan->lines[i], &plan->lines[i].sessions[s], *n};
                ++*n;
            }
        }
    }
    qsort(entries, (size_t)*n, sizeof *entries, compare_entries);
    return entries;
}

static const char *marked(struct appui_report *report, const struct entry *entry, const char *text)
{
    if (entry->session->state == APPUI_SESSION_DONE) {
        return appui_report_say(report, APPUI_WORD_MARK_DONE, text, NULL);
    }
    enum appui_word word = APPUI_WORD_MARK_AGREED;
    if (entry->line->state == APPUI_PROPOSED) {
        word = APPUI_WORD_MARK_PROPOSED;
    } else if (appui_evaluate_is_new(report->basin, report->standing, entry->line,
                                     entry->session)) {
        word = appui_report_is_moved(report, entry->line, entry->session) ? APPUI_WORD_MARK_MOVED
                                                                          : APPUI_WORD_MARK_DATED;
    }
    return appui_report_say(report, word, text, NULL);
}

static const char *short_date(struct appui_report *report, appui_day day)
{
    struct appui_text_buffer buffer = {0};
    appui_words_date(&buffer, report->language, day, false);
    const char *text =
        appui_report_say(report, APPUI_WORD_TEXT, buffer.failed ? "" : buffer.bytes, NULL);
    report->out.failed = report->out.failed || buffer.failed;
    appui_text_release(&buffer);
    return text;
}

static int32_t half_width(struct appui_report *report)
{
    int32_t width = 0;
    for (int half = APPUI_AM; half <= APPUI_FULL; half++) {
        int32_t columns = appui_text_columns(
            appui_words(report->language, appui_report_half((enum appui_half)half)));
        width = columns > width ? columns : width;
    }
    return width;
}

static void add_entry(struct appui_report *report, const struct entry *entry, int32_t day_width)
{
    const struct appui_need *need = &report->basin->needs[entry->line->need];
    const char *what = appui_report_say(report, APPUI_WORD_CALENDAR_ENTRY,
                                        report->basin->projects[need->project].company,
                                        appui_report_expert(report, entry->line->expert), NULL);
    int32_t halves = half_width(report);
    int32_t column = INDENT + day_width + 2 + halves + 2;
    appui_text_repeat(&report->out, ' ', INDENT);
    appui_text_cell(&report->out, short_date(report, entry->session->day), day_width + 2,
                    APPUI_TEXT_LEFT);
    appui_text_cell(&report->out,
                    appui_words(report->language, appui_report_half(entry->session->half)),
                    halves + 2, APPUI_TEXT_LEFT);
    appui_text_wrap(&report->out, marked(report, entry, what), column, column, report->width);
}

static int32_t widest_day(struct appui_report *report, const struct entry *entries, int32_t n)
{
    int32_t width = 0;
    for (int32_t i = 0; i < n; i++) {
        int32_t columns = appui_text_columns(short_date(report, entries[i].session->day));
        width = columns > width ? columns : width;
    }
    return width;
}

/* The marks are explained where proposals stand beside what is agreed. */
static bool is_mixed(const struct entry *entries, int32_t n)
{
    bool proposed = false, agreed = false;
    for (int32_t i = 0; i < n; i++) {
        bool is_proposal = entries[i].line->state == APPUI_PROPOSED;
        proposed = proposed || is_proposal;
        agreed = agreed || !is_proposal;
    }
    return proposed && agreed;
}

static void add_week(struct appui_report *report, appui_day monday)
{
    appui_text_newline(&report->out);
    appui_report_paragraph(
        report, 0,
        appui_report_say(report, APPUI_WORD_WEEK, appui_report_date(report, monday), NULL));
}

void appui_report_calendar(struct appui_report *report)
{
    int32_t n = 0;
    struct entry *entries = report->plan->calendar ? list_entries(report, &n) : NULL;
    if (entries == NULL) {
        return;
    }
    appui_report_heading(report, appui_words(report->language, APPUI_WORD_CALENDAR_HEADING), '-');
    if (n == 0) {
        const char *date = appui_report_date(report, report->basin->as_of);
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_NO_SESSIONS, date, NULL));
    }
    if (is_mixed(entries, n)) {
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_CALENDAR_LEGEND, NULL));
    }
    int32_t width = widest_day(report, entries, n);
    for (int32_t i = 0; i < n; i++) {
        appui_day monday = appui_date_monday(entries[i].session->day);
        if (i == 0 || monday != appui_date_monday(entries[i - 1].session->day)) {
            add_week(report, monday);
        }
        add_entry(report, &entries[i], width);
    }
}
