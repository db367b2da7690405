/*
 * Repayable advances: which requests are granted and how they are repaid, which are not and why,
 * and the fund: month by month while money is paid out, then year by year. A plan of a basin
 * without that strand has no such section.
 */
#include "io/report.h"
#include "model/evaluate.h"
#include "model/fund.h"
#include "model/rules.h"

#define WORTH_SCALE 1000
#define N_COLUMNS 5
#define GAP 2
#define INDENT 2

static const char *euros(struct appui_report *report, int64_t value)
{
    return appui_report_say(report, APPUI_WORD_EUROS, appui_report_number(report, value), NULL);
}

/* "mai 2027" */
static const char *month_name(struct appui_report *report, appui_month month)
{
    struct appui_civil civil = appui_month_to_civil(month);
    const char *year = appui_arena_format(&report->scratch, "%d", (int)civil.year);
    if (year == NULL) {
        report->out.failed = true;
        return "";
    }
    enum appui_word name = (enum appui_word)(APPUI_WORD_JANUARY + civil.month - 1);
    return appui_report_say(report, APPUI_WORD_MONTH_YEAR, appui_words(report->language, name),
                            year, NULL);
}

static const char *firm(struct appui_report *report, int32_t project)
{
    const struct appui_project *who = &report->basin->projects[project];
    return appui_report_with_id(report, who->company, who->id);
}

/* ---- requests ---- */

/* "à rembourser en 24 échéances de 625 €, de janvier 2028 à décembre 2029": what the firm owes,
 * rounded to whole euros so that all of it is repaid by the last. */
static const char *calendar_text(struct appui_report *report, const struct appui_request *request,
                                 const struct appui_advance_grant *grant)
{
    int32_t n = request->terms.instalments, low = grant->amount / n;
    appui_month first = appui_fund_due(&request->terms, grant->month, 1);
    appui_month last = appui_fund_due(&request->terms, grant->month, n);
    const char *each = euros(report, low);
    if (grant->amount % n != 0) {
        each = appui_report_say(report, APPUI_WORD_ADVANCE_INSTALMENTS_OF, each,
                                euros(report, low + 1), NULL);
    }
    const char *when =
        n == 1 ? appui_report_say(report, APPUI_WORD_ADVANCE_IN, month_name(report, first), NULL)
               : appui_report_say(report, APPUI_WORD_ADVANCE_FROM_TO, month_name(report, first),
                                  month_name(report, last), NULL);
    return appui_report_count(report, APPUI_WORD_ADVANCE_CALENDAR, 2 * (int64_t)n,
                              appui_report_number(report, n), each, when, NULL);
}

/* The fund looks at committee dates of the file alone: one that the plan chooses may come later.
 * @return true when it says so */
static bool add_early(struct appui_report *report, const struct appui_advance_grant *grant)
{
    appui_day examined = appui_plan_examined(report->plan, grant->project);
    bool waits =
        report->plan->calendar && appui_rules_waits_for_committee(report->basin, grant->project);
    if (!waits || (examined != APPUI_ABSENT && appui_month_of(examined) <= grant->month)) {
        return false;
    }
    appui_report_paragraph(report, INDENT,
                           examined == APPUI_ABSENT
                               ? appui_report_say(report, APPUI_WORD_ADVANCE_NO_COMMITTEE, NULL)
                               : appui_report_say(report, APPUI_WORD_ADVANCE_BEFORE_COMMITTEE,
                                                  appui_report_date(report, examined), NULL));
    return true;
}

/* @return true when it is paid before its committee */
static bool add_granted(struct appui_report *report, const struct appui_advance_grant *grant)
{
    const struct appui_advances *advances = report->basin->advances;
    int32_t r = appui_advances_find(advances, grant->project);
    if (r < 0) { /* a plan that check refuses; it has said so */
        return false;
    }
    const struct appui_request *request = &advances->requests[r];
    const char *amount = euros(report, grant->amount);
    if (grant->amount != request->asked) {
        amount = appui_report_say(report, APPUI_WORD_ADVANCE_OF_ASKED, amount,
                                  euros(report, request->asked), NULL);
    }
    appui_report_item(report, 0,
                      appui_report_say(report, APPUI_WORD_ADVANCE_GRANTED,
                                       firm(report, grant->project), amount,
                                       month_name(report, grant->month),
                                       calendar_text(report, request, grant), NULL));
    return add_early(report, grant);
}

static const char *reason_text(struct appui_report *report,
                               const struct appui_advance_refusal *refusal)
{
    const char *missing = euros(report, refusal->missing);
    const char *month = refusal->month == APPUI_ABSENT ? "" : month_name(report, refusal->month);
    switch (refusal->reason) {
    case APPUI_ADVANCE_PROJECT_NOT_PLANNED:
        return appui_report_say(report, APPUI_WORD_ADVANCE_PROJECT_NOT_PLANNED, NULL);
    case APPUI_ADVANCE_CAP_USED:
        return appui_report_say(report, APPUI_WORD_ADVANCE_CAP_USED,
                                euros(report, report->basin->advances->cap), NULL);
    case APPUI_ADVANCE_OTHERS_SERVED:
        return appui_report_say(report, APPUI_WORD_ADVANCE_OTHERS_SERVED, missing, month, NULL);
    case APPUI_ADVANCE_FUND_TOO_LOW:
    case APPUI_N_ADVANCE_REASONS:
        break;
    }
    return appui_report_say(report, APPUI_WORD_ADVANCE_FUND_TOO_LOW, missing, month, NULL);
}

static void add_refused(struct appui_report *report, const struct appui_advance_refusal *refusal)
{
    const struct appui_advances *advances = report->basin->advances;
    int32_t r = appui_advances_find(advances, refusal->project);
    if (r >= 0) {
        appui_report_item(report, 0,
                          appui_report_say(report, APPUI_WORD_ADVANCE_REFUSED,
                                           firm(report, refusal->project),
                                           euros(report, advances->requests[r].asked),
                                           reason_text(report, refusal), NULL));
    }
}

static void add_summary(struct appui_report *report, const struct appui_plan_advances *said)
{
    int32_t n = report->basin->advances->n_requests;
    bool all = said->granted_total == said->asked_total;
    if (n == 0) {
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_ADVANCES_NONE_ASKED, NULL));
        return;
    }
    const char *counted = appui_report_count(
        report, all ? APPUI_WORD_ADVANCES_GRANTED_ALL : APPUI_WORD_ADVANCES_GRANTED,
        2 * (int64_t)said->n_granted, appui_report_number(report, said->n_granted),
        appui_report_number(report, n), euros(report, said->granted_total),
        euros(report, said->asked_total), NULL);
    const char *value = appui_report_decimal(report, said->value, WORTH_SCALE);
    const char *sure =
        said->proved
            ? appui_report_say(report, APPUI_WORD_ADVANCES_PROVED, value, NULL)
            : appui_report_say(report, APPUI_WORD_ADVANCES_UNPROVED, value,
                               appui_report_decimal(report, said->bound, WORTH_SCALE), NULL);
    appui_report_paragraph(report, 0, counted);
    appui_report_paragraph(report, 0, sure);
    appui_text_newline(&report->out);
}

/* ---- the fund ---- */

struct row {
    const char *cells[N_COLUMNS];
};

/* "05/2027", "05 à 12/2027" or "2027". */
static const char *span_text(struct appui_report *report, appui_month from, appui_month to)
{
    struct appui_civil first = appui_month_to_civil(from), last = appui_month_to_civil(to);
    struct appui_arena *scratch = &report->scratch;
    const char *year = appui_arena_format(scratch, "%d", (int)first.year);
    const char *a = appui_arena_format(scratch, "%02d", (int)first.month);
    const char *b = appui_arena_format(scratch, "%02d", (int)last.month);
    if (year == NULL || a == NULL || b == NULL) {
        report->out.failed = true;
        return "";
    }
    if (from == to) {
        return appui_report_say(report, APPUI_WORD_FUND_MONTH, a, year, NULL);
    }
    if (first.month == 1 && last.month == 12) {
        return year;
    }
    return appui_report_say(report, APPUI_WORD_FUND_MONTHS, a, b, year, NULL);
}

/* Months months[0..n) of one row: what they begin and end with, and the sums between. */
static void fill_row(struct appui_report *report, const struct appui_fund_month *months, int32_t n,
                     struct row *row)
{
    int64_t paid = 0, received = 0;
    for (int32_t i = 0; i < n; i++) {
        paid += months[i].paid;
        received += months[i].received;
    }
    row->cells[0] = span_text(report, months[0].month, months[n - 1].month);
    row->cells[1] = appui_report_number(report, months[0].start);
    row->cells[2] = appui_report_number(report, paid);
    row->cells[3] = appui_report_number(report, received);
    row->cells[4] = appui_report_number(report, months[n - 1].end);
}

static void fill_title(const struct appui_report *report, struct row *row)
{
    static const enum appui_word words[N_COLUMNS] = {
        APPUI_WORD_COLUMN_MONTH, APPUI_WORD_COLUMN_START, APPUI_WORD_COLUMN_PAID,
        APPUI_WORD_COLUMN_RECEIVED, APPUI_WORD_COLUMN_END};
    for (int i = 0; i < N_COLUMNS; i++) {
        row->cells[i] = appui_words(report->language, words[i]);
    }
}

static int32_t last_payment(const struct appui_plan_advances *said)
{
    int32_t last = 0;
    for (int32_t i = 0; i < said->n_months; i++) {
        last = said->months[i].paid > 0 ? i : last;
    }
    return last;
}

/* Months of the row that begins at `from`: one until the last payment, then to the year's end. */
static int32_t row_length(const struct appui_plan_advances *said, int32_t from, int32_t last)
{
    int32_t n = 1;
    while (from > last && from + n < said->n_months &&
           appui_month_to_civil(said->months[from + n].month).month != 1) {
        n++;
    }
    return n;
}

static void add_rows(struct appui_report *report, const struct row *rows, int32_t n)
{
    int32_t widths[N_COLUMNS] = {0};
    for (int32_t r = 0; r < n; r++) {
        for (int i = 0; i < N_COLUMNS; i++) {
            int32_t columns = appui_text_columns(rows[r].cells[i]);
            widths[i] = columns > widths[i] ? columns : widths[i];
        }
    }
    for (int32_t r = 0; r < n; r++) {
        appui_text_cell(&report->out, rows[r].cells[0], widths[0], APPUI_TEXT_LEFT);
        for (int i = 1; i < N_COLUMNS; i++) {
            appui_text_repeat(&report->out, ' ', GAP);
            appui_text_cell(&report->out, rows[r].cells[i], widths[i], APPUI_TEXT_RIGHT);
        }
        appui_text_newline(&report->out);
    }
}

static void add_fund(struct appui_report *report, const struct appui_plan_advances *said)
{
    struct row *rows =
        appui_arena_alloc(&report->scratch, (size_t)said->n_months + 1, sizeof *rows);
    int32_t n = 1, last = last_payment(said), length = 0;
    if (rows == NULL) {
        report->out.failed = true;
        return;
    }
    fill_title(report, &rows[0]);
    for (int32_t i = 0; i < said->n_months; i += length) {
        length = row_length(said, i, last);
        fill_row(report, &said->months[i], length, &rows[n++]);
    }
    appui_text_newline(&report->out);
    add_rows(report, rows, n);
    appui_text_newline(&report->out);
    appui_report_paragraph(
        report, 0,
        appui_report_say(
            report, APPUI_WORD_FUND_MEANING,
            appui_report_percent(report, report->basin->advances->loss_rate, APPUI_LOSS_ONE),
            NULL));
}

void appui_report_advances(struct appui_report *report)
{
    const struct appui_plan_advances *said = report->plan->advances;
    if (said == NULL || report->basin->advances == NULL) {
        return;
    }
    bool early = false;
    appui_report_heading(report, appui_words(report->language, APPUI_WORD_ADVANCES_HEADING), '-');
    add_summary(report, said);
    for (int32_t i = 0; i < said->n_granted; i++) {
        early = add_granted(report, &said->granted[i]) || early;
    }
    for (int32_t i = 0; i < said->n_refused; i++) {
        add_refused(report, &said->refused[i]);
    }
    if (early) {
        appui_text_newline(&report->out);
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_ADVANCES_EARLY, NULL));
    }
    add_fund(report, said);
}
