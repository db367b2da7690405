/*
 * The warnings that stand in a plan, and what check found broken, each in words behind the id it
 * speaks of.
 */
#include <string.h>

#include "io/report.h"

#define TOKEN_CHARACTERS "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_./"
#define DATE_LENGTH 10

/* The argument that stands at this place of a message, or -1. */
static int argument_at(const struct appui_fault *fault, const char *token, size_t length)
{
    for (int i = 0; i < APPUI_FAULT_ARGS && fault->keys[i] != NULL; i++) {
        if (strlen(fault->values[i]) == length && strncmp(fault->values[i], token, length) == 0) {
            return i;
        }
    }
    return -1;
}

static bool is_date(const char *value)
{
    static const char form[] = "dddd-dd-dd";
    size_t i = 0;
    while (value[i] != '\0' && i < DATE_LENGTH &&
           (form[i] == 'd' ? value[i] >= '0' && value[i] <= '9' : value[i] == form[i])) {
        i++;
    }
    return i == DATE_LENGTH && value[i] == '\0';
}

static bool is_decimal(const char *value)
{
    size_t whole = strspn(value, "0123456789");
    size_t rest = value[whole] == '.' ? strspn(value + whole + 1, "0123456789") : 0;
    return whole > 0 && rest > 0 && value[whole + 1 + rest] == '\0';
}

static void add_date(struct appui_report *report, struct appui_text_buffer *out, const char *iso)
{
    char year[] = {iso[0], iso[1], iso[2], iso[3], '\0'};
    char month[] = {iso[5], iso[6], '\0'};
    char day[] = {iso[8], iso[9], '\0'};
    const char *arguments[] = {day, month, year};
    appui_words_add(out, report->language, APPUI_WORD_SHORT_DATE, 0, arguments, 3);
}

/* A value of the files as a reader of the report writes it. */
static void add_value(struct appui_report *report, struct appui_text_buffer *out, const char *key,
                      const char *value)
{
    static const char *const halves[] = {
        [APPUI_AM] = "am", [APPUI_PM] = "pm", [APPUI_FULL] = "full"};
    size_t whole = strspn(value, "0123456789");
    if (is_date(value)) {
        add_date(report, out, value);
        return;
    }
    if (report->language == APPUI_FRENCH && is_decimal(value)) {
        appui_text_add_bytes(out, value, whole);
        appui_text_add(out, ",");
        appui_text_add(out, value + whole + 1);
        return;
    }
    for (int half = APPUI_AM; strcmp(key, "half") == 0 && half <= APPUI_FULL; half++) {
        if (strcmp(value, halves[half]) == 0) {
            appui_text_add(out,
                           appui_words(report->language, appui_report_half((enum appui_half)half)));
            return;
        }
    }
    appui_text_add(out, value);
}

static bool ends_with(const struct appui_text_buffer *buffer, const char *end)
{
    int32_t length = (int32_t)strlen(end);
    return buffer->length >= length &&
           memcmp(buffer->bytes + buffer->length - length, end, (size_t)length) == 0;
}

/* Dates, decimals and halves of days are put into words once the message is whole, since its forms
 * go with numbers as files write them. What stands in quotes is an id and stays. */
static void add_in_words(struct appui_report *report, struct appui_text_buffer *out,
                         const struct appui_fault *fault, const char *body)
{
    while (*body != '\0') {
        size_t length = strspn(body, TOKEN_CHARACTERS);
        int argument = length > 0 ? argument_at(fault, body, length) : -1;
        if (argument >= 0 && !ends_with(out, "\xC2\xAB ") && !ends_with(out, "'")) {
            add_value(report, out, fault->keys[argument], fault->values[argument]);
        } else {
            length = length > 0 ? length : 1 + strcspn(body + 1, TOKEN_CHARACTERS);
            appui_text_add_bytes(out, body, length);
        }
        body += length;
    }
}

static void add_fault(struct appui_report *report, const struct appui_fault *fault)
{
    char *body = appui_message_body(fault, report->language);
    if (body == NULL) {
        report->out.failed = true;
        return;
    }
    struct appui_text_buffer words = {0};
    add_in_words(report, &words, fault, body);
    appui_free(body);
    if (words.failed) {
        report->out.failed = true;
        appui_text_release(&words);
        return;
    }
    const char *said = words.bytes != NULL ? words.bytes : "";
    const char *text = fault->id == NULL
                           ? appui_report_say(report, APPUI_WORD_SENTENCE, said, NULL)
                           : appui_report_say(report, APPUI_WORD_ABOUT, fault->id, said, NULL);
    appui_report_item(report, 0, text);
    appui_text_release(&words);
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
