/*
 * The short texts a report is made of: names, dates, counts and lists, and how a paragraph is laid
 * out.
 */
#include "io/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define ARGUMENTS_MAX 10

/* Names in a list that a listener can still follow. */
#define LISTED_MAX 8

/* Moves what a buffer holds into the scratch arena. */
static const char *keep(struct appui_report *report, struct appui_text_buffer *buffer)
{
    const char *text = NULL;
    if (!buffer->failed) {
        text = appui_arena_text(&report->scratch, buffer->length > 0 ? buffer->bytes : "",
                                (size_t)buffer->length);
    }
    appui_text_release(buffer);
    if (text == NULL) {
        report->out.failed = true;
        return "";
    }
    return text;
}

static const char *fill(struct appui_report *report, enum appui_word word, int64_t count,
                        va_list list)
{
    const char *arguments[ARGUMENTS_MAX];
    int32_t n = 0;
    const char *argument = NULL;
    while (n < ARGUMENTS_MAX && (argument = va_arg(list, const char *)) != NULL) {
        arguments[n++] = argument;
    }
    struct appui_text_buffer buffer = {0};
    appui_words_add(&buffer, report->language, word, count, arguments, n);
    return keep(report, &buffer);
}

const char *appui_report_say(struct appui_report *report, enum appui_word word, ...)
{
    va_list list;
    va_start(list, word);
    const char *text = fill(report, word, 0, list);
    va_end(list);
    return text;
}

const char *appui_report_count(struct appui_report *report, enum appui_word word, int64_t count,
                               ...)
{
    va_list list;
    va_start(list, count);
    const char *text = fill(report, word, count, list);
    va_end(list);
    return text;
}

const char *appui_report_number(struct appui_report *report, int64_t number)
{
    struct appui_text_buffer buffer = {0};
    appui_words_number(&buffer, report->language, number);
    return keep(report, &buffer);
}

const char *appui_report_decimal(struct appui_report *report, int64_t value, int64_t scale)
{
    struct appui_text_buffer buffer = {0};
    appui_words_decimal(&buffer, report->language, value, scale);
    return keep(report, &buffer);
}

const char *appui_report_percent(struct appui_report *report, int64_t num, int64_t den)
{
    struct appui_text_buffer buffer = {0};
    appui_words_percent(&buffer, report->language, num, den);
    return keep(report, &buffer);
}

const char *appui_report_days(struct appui_report *report, int64_t half_days)
{
    return appui_report_count(report, APPUI_WORD_DAYS, half_days,
                              appui_report_decimal(report, half_days, 2), NULL);
}

const char *appui_report_date(struct appui_report *report, appui_day day)
{
    struct appui_text_buffer buffer = {0};
    appui_words_date(&buffer, report->language, day, true);
    return keep(report, &buffer);
}

const char *appui_report_month(struct appui_report *report, appui_day day)
{
    struct appui_civil date = appui_date_to_civil(day);
    char year[8];
    snprintf(year, sizeof year, "%d", (int)date.year);
    enum appui_word month = (enum appui_word)(APPUI_WORD_JANUARY + date.month - 1);
    return appui_report_say(report, APPUI_WORD_MONTH_YEAR, appui_words(report->language, month),
                            year, NULL);
}

enum appui_word appui_report_half(enum appui_half half)
{
    return half == APPUI_AM   ? APPUI_WORD_AM
           : half == APPUI_PM ? APPUI_WORD_PM
                              : APPUI_WORD_FULL_DAY;
}

const char *appui_report_session(struct appui_report *report, appui_day day, enum appui_half half)
{
    return appui_report_say(report, APPUI_WORD_SESSION, appui_report_date(report, day),
                            appui_words(report->language, appui_report_half(half)), NULL);
}

bool appui_report_is_moved(const struct appui_report *report, const struct appui_plan_line *line,
                           const struct appui_session *session)
{
    for (int32_t i = 0; i < report->plan->n_changes; i++) {
        const struct appui_change *change = &report->plan->changes[i];
        if (change->kind == APPUI_SESSION_MOVED && change->need == line->need &&
            change->expert == line->expert && change->to.day == session->day &&
            change->to.half == session->half) {
            return true;
        }
    }
    return false;
}

static bool role_is_shared(const struct appui_basin *basin, int32_t expert)
{
    for (int32_t e = 0; e < basin->n_experts; e++) {
        if (e != expert && basin->experts[e].partner == basin->experts[expert].partner &&
            strcmp(basin->experts[e].role, basin->experts[expert].role) == 0) {
            return true;
        }
    }
    return false;
}

const char *appui_report_expert(struct appui_report *report, int32_t expert)
{
    const struct appui_expert *who = &report->basin->experts[expert];
    const char *partner = report->basin->partners[who->partner].name;
    if (role_is_shared(report->basin, expert)) {
        return appui_report_say(report, APPUI_WORD_EXPERT_WITH_ID, who->role, partner, who->id,
                                NULL);
    }
    return appui_report_say(report, APPUI_WORD_EXPERT, who->role, partner, NULL);
}

const char *appui_report_skill(struct appui_report *report, int32_t skill)
{
    const struct appui_skill *what = &report->basin->skills[skill];
    return report->language == APPUI_FRENCH ? what->label_fr : what->label_en;
}

const char *appui_report_need(struct appui_report *report, int32_t need)
{
    const struct appui_need *what = &report->basin->needs[need];
    return appui_report_say(
        report, APPUI_WORD_NEED_OF, report->basin->projects[what->project].company,
        appui_report_with_id(report, appui_report_skill(report, what->skill), what->id), NULL);
}

const char *appui_report_line(struct appui_report *report, int32_t need, int32_t expert,
                              int32_t half_days)
{
    return appui_report_say(report, APPUI_WORD_TO_DECIDE, appui_report_need(report, need),
                            appui_report_days(report, half_days),
                            appui_report_expert(report, expert), NULL);
}

const char *appui_report_with_id(struct appui_report *report, const char *text, const char *id)
{
    return strcmp(text, id) == 0 ? text
                                 : appui_report_say(report, APPUI_WORD_WITH_ID, text, id, NULL);
}

const char *appui_report_join(struct appui_report *report, enum appui_word word, const char *left,
                              const char *right)
{
    if (left == NULL || left[0] == '\0') {
        return right;
    }
    return appui_report_say(report, word, left, right, NULL);
}

static const char *join_all(struct appui_report *report, enum appui_word last,
                            const char *const *texts, int32_t n)
{
    const char *list = "";
    for (int32_t i = 0; i < n; i++) {
        list = appui_report_join(report, i == n - 1 ? last : APPUI_WORD_COMMA, list, texts[i]);
    }
    return list;
}

const char *appui_report_list_all(struct appui_report *report, const char *const *texts, int32_t n)
{
    return join_all(report, APPUI_WORD_AND, texts, n);
}

const char *appui_report_list_any(struct appui_report *report, const char *const *texts, int32_t n)
{
    return join_all(report, APPUI_WORD_EITHER, texts, n);
}

const char *appui_report_list(struct appui_report *report, const char *const *texts, int32_t n)
{
    if (n <= LISTED_MAX) {
        return appui_report_list_all(report, texts, n);
    }
    int32_t others = n - (LISTED_MAX - 1);
    const char *list = texts[0];
    for (int32_t i = 1; i < LISTED_MAX - 1; i++) {
        list = appui_report_join(report, APPUI_WORD_COMMA, list, texts[i]);
    }
    return appui_report_say(report, APPUI_WORD_AND, list,
                            appui_report_count(report, APPUI_WORD_OTHERS, 2 * (int64_t)others,
                                               appui_report_number(report, others), NULL),
                            NULL);
}

const char **appui_report_texts(struct appui_report *report, int32_t n)
{
    const char **texts = appui_arena_alloc(&report->scratch, (size_t)n, sizeof *texts);
    if (texts == NULL) {
        report->out.failed = true;
    }
    return texts;
}

void appui_report_heading(struct appui_report *report, const char *title, char rule)
{
    appui_text_newline(&report->out);
    appui_text_add(&report->out, title);
    appui_text_newline(&report->out);
    appui_text_repeat(&report->out, rule, appui_text_columns(title));
    appui_text_newline(&report->out);
}

void appui_report_paragraph(struct appui_report *report, int32_t indent, const char *text)
{
    appui_text_repeat(&report->out, ' ', indent);
    appui_text_wrap(&report->out, text, indent, indent, report->width);
}

void appui_report_item(struct appui_report *report, int32_t indent, const char *text)
{
    appui_text_repeat(&report->out, ' ', indent);
    appui_text_add(&report->out, "- ");
    appui_text_wrap(&report->out, text, indent + 2, indent + 2, report->width);
}
