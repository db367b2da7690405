/*
 * The year's report: the order of its sections, its head, and the texts that sections share. What
 * the figures are is model/year's to say.
 */
#include "io/report_year.h"

#include "io/report_year_parts.h"

#define WIDTH_MIN 60
#define WIDTH_MAX 200

void appui_year_heading(struct appui_year_text *text, enum appui_word word)
{
    appui_report_heading(&text->report, appui_words(text->report.language, word), '-');
}

void appui_year_note(struct appui_year_text *text, enum appui_word word)
{
    appui_report_paragraph(&text->report, 0, appui_words(text->report.language, word));
}

const char *appui_year_figure(struct appui_year_text *text, int64_t half_days)
{
    return appui_report_decimal(&text->report, half_days, 2);
}

/* The text, or "" with the failure noted. */
static const char *kept(struct appui_year_text *text, const char *formatted)
{
    text->report.out.failed = text->report.out.failed || formatted == NULL;
    return formatted == NULL ? "" : formatted;
}

const char *appui_year_euros(struct appui_year_text *text, int64_t half_cents)
{
    if (half_cents == APPUI_NO_VALUE) {
        return APPUI_NO_FIGURE;
    }
    int64_t euros = half_cents / 200;
    int thousandths = (int)(half_cents % 200) * 5;
    const char *whole = appui_report_number(&text->report, euros);
    const char *point = text->report.language == APPUI_FRENCH ? "," : ".";
    bool cents = thousandths % 10 == 0; /* else half a cent is left, and shown */
    return kept(text, appui_arena_format(&text->report.scratch, "%s%s%0*d", whole, point,
                                         cents ? 2 : 3, cents ? thousandths / 10 : thousandths));
}

const char *appui_year_short_date(struct appui_year_text *text, appui_day day)
{
    struct appui_civil civil = appui_date_to_civil(day);
    struct appui_arena *scratch = &text->report.scratch;
    return appui_report_say(&text->report, APPUI_WORD_SHORT_DATE,
                            kept(text, appui_arena_format(scratch, "%02d", (int)civil.day)),
                            kept(text, appui_arena_format(scratch, "%02d", (int)civil.month)),
                            kept(text, appui_arena_format(scratch, "%d", (int)civil.year)), NULL);
}

/* Whole months of two years: "09/2026 à 08/2027". */
static const char *months(struct appui_year_text *text, struct appui_civil first,
                          struct appui_civil last)
{
    struct appui_arena *scratch = &text->report.scratch;
    return appui_report_say(&text->report, APPUI_WORD_YEAR_MONTHS,
                            kept(text, appui_arena_format(scratch, "%02d", (int)first.month)),
                            kept(text, appui_arena_format(scratch, "%d", (int)first.year)),
                            kept(text, appui_arena_format(scratch, "%02d", (int)last.month)),
                            kept(text, appui_arena_format(scratch, "%d", (int)last.year)), NULL);
}

const char *appui_year_range(struct appui_year_text *text, appui_day from, appui_day to)
{
    struct appui_civil first = appui_date_to_civil(from), last = appui_date_to_civil(to);
    bool whole = first.day == 1 && appui_date_to_civil(to + 1).day == 1;
    if (whole && first.year == last.year && first.month == 1 && last.month == 12) {
        return kept(text, appui_arena_format(&text->report.scratch, "%d", (int)first.year));
    }
    if (whole) {
        return months(text, first, last);
    }
    return appui_report_say(&text->report, APPUI_WORD_YEAR_RANGE, appui_year_short_date(text, from),
                            appui_year_short_date(text, to), NULL);
}

const char *appui_year_no_period(struct appui_year_text *text, int32_t partner, int32_t expert)
{
    const struct appui_entries *entries = text->sources->entries;
    bool undated = false, outside = false;
    for (int32_t i = 0; i < entries->n; i++) {
        const struct appui_entry *entry = &entries->items[i];
        bool asked = partner == APPUI_ANY ? text->sources->basin->partners[entry->partner].limited
                                          : entry->partner == partner;
        if (asked && entry->counts && entry->pledge == APPUI_NO_PERIOD &&
            (expert == APPUI_ANY || entry->expert == expert)) {
            undated = undated || entry->day == APPUI_ABSENT;
            outside = outside || entry->day != APPUI_ABSENT;
        }
    }
    return appui_words(text->report.language, undated && outside
                                                  ? APPUI_WORD_YEAR_UNDATED_OR_OUTSIDE
                                              : undated ? APPUI_WORD_YEAR_UNDATED
                                                        : APPUI_WORD_YEAR_NO_PERIOD);
}

const char *appui_year_indented(struct appui_year_text *text, const char *name)
{
    return kept(text, appui_arena_format(&text->report.scratch, "  %s", name));
}

void appui_year_table(struct appui_year_text *text, struct appui_table *table)
{
    appui_table_write(table, &text->report.out, text->report.width);
    appui_text_newline(&text->report.out);
}

/* How much of the period is over, where it is not all or nothing. */
static void add_elapsed(struct appui_year_text *text)
{
    struct appui_report *report = &text->report;
    struct appui_range period = text->year->period;
    if (!text->year->current || report->basin->as_of == period.to ||
        report->basin->as_of == period.from) {
        return;
    }
    const char *share = appui_report_percent(report, report->basin->as_of - period.from,
                                             period.to - period.from + 1);
    appui_report_paragraph(report, 0,
                           appui_report_say(report, APPUI_WORD_YEAR_ELAPSED, share, NULL));
}

static void add_head(struct appui_year_text *text)
{
    struct appui_report *report = &text->report;
    const char *title = appui_report_say(report, APPUI_WORD_YEAR_TITLE, report->basin->name, NULL);
    appui_text_add(&report->out, title);
    appui_text_newline(&report->out);
    appui_text_repeat(&report->out, '=', appui_text_columns(title));
    appui_text_newline(&report->out);
    appui_text_newline(&report->out);
    appui_report_paragraph(report, 0,
                           appui_report_say(report, APPUI_WORD_YEAR_PERIOD,
                                            appui_report_date(report, text->year->period.from),
                                            appui_report_date(report, text->year->period.to),
                                            NULL));
    appui_report_paragraph(report, 0,
                           appui_report_say(report, APPUI_WORD_YEAR_AS_OF,
                                            appui_report_date(report, report->basin->as_of), NULL));
    add_elapsed(text);
    if (!text->year->has_journal) {
        appui_year_note(text, APPUI_WORD_YEAR_NO_JOURNAL);
    }
}

/* A plan that check refuses still has figures, but nobody may take them for good ones. */
static void add_broken(struct appui_year_text *text)
{
    struct appui_report *report = &text->report;
    int32_t n = report->faults->n_broken;
    if (n == 0) {
        return;
    }
    appui_year_heading(text, APPUI_WORD_BROKEN_HEADING);
    appui_report_other_basin(report);
    const char *count = appui_report_count(report, APPUI_WORD_BROKEN, 2 * (int64_t)n,
                                           appui_report_number(report, n), NULL);
    const char *later = appui_words(report->language, APPUI_WORD_YEAR_BROKEN_LATER);
    appui_report_paragraph(report, 0,
                           appui_report_say(report, APPUI_WORD_TWO_SENTENCES, count, later, NULL));
}

/* What is broken, one by one: behind the figures, which it would bury. */
static void add_broken_list(struct appui_year_text *text)
{
    if (text->report.faults->n_broken > 0) {
        appui_year_heading(text, APPUI_WORD_YEAR_BROKEN_HEADING);
        appui_report_faults(&text->report, APPUI_BROKEN);
    }
}

enum appui_io_code appui_report_year(const struct appui_year_report *from,
                                     enum appui_language language, int32_t width, char **bytes,
                                     size_t *length)
{
    struct appui_year_text text = {.report = {.basin = from->sources->basin,
                                              .standing = from->sources->standing,
                                              .plan = from->sources->plan,
                                              .faults = from->faults,
                                              .language = language,
                                              .width = width},
                                   .sources = from->sources,
                                   .year = from->year};
    struct appui_report *report = &text.report;
    report->width = width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width;
    add_head(&text);
    add_broken(&text);
    appui_year_results(&text);
    appui_year_dossiers(&text);
    appui_year_days(&text);
    appui_year_partners(&text);
    appui_year_gaps(&text);
    appui_year_ledger(&text);
    appui_year_experts(&text);
    appui_year_earmarks(&text);
    add_broken_list(&text);
    appui_arena_release(&report->scratch);
    if (report->out.failed) {
        appui_text_release(&report->out);
        return APPUI_IO_NO_MEMORY;
    }
    *bytes = report->out.bytes;
    *length = (size_t)report->out.length;
    return APPUI_IO_OK;
}
