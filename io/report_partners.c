/*
 * Partner by partner: a table of days pledged, delivered, agreed, proposed and left, and the
 * burden.
 */
#include <inttypes.h>
#include <string.h>

#include "io/report.h"
#include "model/ledger.h"
#include "model/ledger_periods.h"

#define N_FIGURES 6
#define GAP 2
/* What stands where a figure has no meaning: a partner without pledge. */
#define NO_FIGURE "\xE2\x80\x93"

/* A row of cells: name, then pledged, delivered, agreed, proposed, left, burden. */
struct row {
    const char *name;
    const char *cells[N_FIGURES];
};

static void add_left(const struct appui_report *report, int32_t p, struct appui_report_left *sum)
{
    const struct appui_basin *basin = report->basin;
    const struct appui_partner *partner = &basin->partners[p];
    int64_t open[] = {[APPUI_PERIOD_OPEN] = 0, [APPUI_PERIOD_OVER] = 0, [APPUI_PERIOD_GONE] = 0};
    int64_t undated = -(int64_t)report->plan->partners[p].left;
    for (int32_t i = 0; i < partner->n_pledges; i++) {
        if (!appui_ledger_has_period(basin, p, i)) {
            continue;
        }
        int32_t left = appui_ledger_period_left(basin, report->standing, report->plan, p, i);
        undated += left;
        open[appui_ledger_period_end(basin, p, i)] += left > 0 ? left : 0;
    }
    int64_t usable = open[APPUI_PERIOD_OPEN] - undated;
    sum->usable += usable > 0 ? usable : 0;
    sum->lapsed += open[APPUI_PERIOD_OVER];
    sum->gone += open[APPUI_PERIOD_GONE];
}

/* Agreed half-days that no period holds yet will be taken from the periods that are open. */
struct appui_report_left appui_report_left(const struct appui_report *report)
{
    struct appui_report_left sum = {0};
    for (int32_t p = 0; p < report->plan->n_partners; p++) {
        if (report->basin->partners[p].limited) {
            add_left(report, p, &sum);
        }
    }
    return sum;
}

static const char *half_days(struct appui_report *report, int32_t value)
{
    return appui_report_decimal(report, value, 2);
}

static const char *burden_text(struct appui_report *report,
                               const struct appui_partner_figures *figures)
{
    if (!figures->has_burden) {
        return NO_FIGURE;
    }
    const char *fraction = appui_arena_format(&report->scratch, "%" PRId64 "/%" PRId64,
                                              figures->burden.num, figures->burden.den);
    if (fraction == NULL) {
        report->out.failed = true;
        return "";
    }
    return appui_report_say(report, APPUI_WORD_WITH_ID,
                            appui_report_percent(report, figures->burden.num, figures->burden.den),
                            fraction, NULL);
}

static void fill_row(struct appui_report *report, const struct appui_partner_figures *figures,
                     struct row *row)
{
    row->cells[0] = figures->limited ? half_days(report, figures->pledged) : NO_FIGURE;
    row->cells[1] = half_days(report, figures->delivered);
    row->cells[2] = half_days(report, figures->agreed);
    row->cells[3] = half_days(report, figures->proposed);
    row->cells[4] = figures->limited ? half_days(report, figures->left) : NO_FIGURE;
    row->cells[5] = burden_text(report, figures);
}

static void fill_title(struct appui_report *report, struct row *row)
{
    static const enum appui_word words[N_FIGURES] = {
        APPUI_WORD_COLUMN_PLEDGED,  APPUI_WORD_COLUMN_DELIVERED, APPUI_WORD_COLUMN_AGREED,
        APPUI_WORD_COLUMN_PROPOSED, APPUI_WORD_COLUMN_LEFT,      APPUI_WORD_COLUMN_BURDEN};
    row->name = appui_words(report->language, APPUI_WORD_COLUMN_PARTNER);
    for (int i = 0; i < N_FIGURES; i++) {
        row->cells[i] = appui_words(report->language, words[i]);
    }
}

/* Pledged and left add up over limited partners only; a burden of all together would mean nothing.
 */
static void fill_total(struct appui_report *report, struct row *row)
{
    struct appui_partner_figures sum = {.limited = true};
    for (int32_t p = 0; p < report->plan->n_partners; p++) {
        const struct appui_partner_figures *figures = &report->plan->partners[p];
        sum.pledged += figures->limited ? figures->pledged : 0;
        sum.left += figures->limited ? figures->left : 0;
        sum.delivered += figures->delivered;
        sum.agreed += figures->agreed;
        sum.proposed += figures->proposed;
    }
    fill_row(report, &sum, row);
    row->name = appui_words(report->language, APPUI_WORD_TOTAL);
    row->cells[N_FIGURES - 1] = "";
}

static int32_t widest(int32_t width, const char *text)
{
    int32_t columns = appui_text_columns(text);
    return columns > width ? columns : width;
}

/* Columns of the table; where the width is scarce, figures stand closer. */
struct layout {
    int32_t name, gap, figures[N_FIGURES];
};

static struct layout layout_of(const struct row *rows, int32_t n, int32_t width)
{
    struct layout layout = {.gap = GAP};
    int32_t rest = width;
    for (int i = 0; i < N_FIGURES; i++) {
        for (int32_t r = 0; r < n; r++) {
            layout.figures[i] = widest(layout.figures[i], rows[r].cells[i]);
        }
        rest -= GAP + layout.figures[i];
    }
    for (int32_t r = 0; r < n; r++) {
        layout.name = widest(layout.name, rows[r].name);
    }
    if (rest < 0) {
        layout.gap = 1;
        rest += N_FIGURES * (GAP - 1);
    }
    layout.name = layout.name > rest ? rest : layout.name;
    return layout;
}

/* A name wider than its column stands on a line of its own. */
static void add_row(struct appui_report *report, const struct row *row, const struct layout *layout)
{
    struct appui_text_buffer *out = &report->out;
    if (appui_text_columns(row->name) > layout->name) {
        appui_text_add(out, row->name);
        appui_text_newline(out);
        appui_text_repeat(out, ' ', layout->name);
    } else {
        appui_text_cell(out, row->name, layout->name, APPUI_TEXT_LEFT);
    }
    for (int i = 0; i < N_FIGURES && (i < N_FIGURES - 1 || row->cells[i][0] != '\0'); i++) {
        appui_text_repeat(out, ' ', layout->gap);
        appui_text_cell(out, row->cells[i], layout->figures[i], APPUI_TEXT_RIGHT);
    }
    appui_text_newline(out);
}

static void add_table(struct appui_report *report, const struct row *rows, int32_t n)
{
    struct layout layout = layout_of(rows, n, report->width);
    for (int32_t r = 0; r < n; r++) {
        add_row(report, &rows[r], &layout);
    }
}

/* Days that stand in the table and that nobody can use. */
static void add_note(struct appui_report *report, enum appui_word word, int64_t half_days)
{
    if (half_days > 0) {
        const char *days = appui_report_days(report, half_days);
        appui_report_paragraph(report, 0, appui_report_say(report, word, days, NULL));
    }
}

/* A factor of the burden: "0,25 jour". What is no whole number of half-days takes the form of the
 * odd number beside it, which is no whole day either. */
static const char *factor_text(struct appui_report *report, int32_t factor)
{
    int64_t half_days = factor / APPUI_BURDEN_SCALE;
    bool broken = factor % APPUI_BURDEN_SCALE != 0;
    return appui_report_count(report, APPUI_WORD_DAYS, broken ? half_days | 1 : half_days,
                              appui_report_decimal(report, factor, 2 * APPUI_BURDEN_SCALE), NULL);
}

/* What the basin counts beside days, or "" */
static const char *factors_text(struct appui_report *report)
{
    int32_t mandate = report->basin->mandate_factor, meeting = report->basin->attendance_factor;
    if (mandate == 0 && meeting == 0) {
        return "";
    }
    if (mandate > 0 && meeting > 0) {
        return appui_report_say(report, APPUI_WORD_BURDEN_BOTH, factor_text(report, mandate),
                                factor_text(report, meeting), NULL);
    }
    return mandate > 0 ? appui_report_say(report, APPUI_WORD_BURDEN_MANDATES,
                                          factor_text(report, mandate), NULL)
                       : appui_report_say(report, APPUI_WORD_BURDEN_ATTENDANCE,
                                          factor_text(report, meeting), NULL);
}

/* How many of each a partner has, so that its burden can be worked out from the table. */
static void add_counts(struct appui_report *report)
{
    const struct appui_basin *basin = report->basin;
    struct appui_partner_figures *figures =
        appui_arena_alloc(&report->scratch, (size_t)basin->n_partners, sizeof *figures);
    const char *list = NULL;
    if (figures == NULL) {
        report->out.failed = true;
        return;
    }
    appui_ledger_partners(basin, report->standing, report->plan, figures);
    for (int32_t p = 0; p < basin->n_partners; p++) {
        if (figures[p].has_burden) {
            list = appui_report_join(
                report, APPUI_WORD_SESSION_LIST, list,
                appui_report_say(report, APPUI_WORD_BURDEN_COUNT, basin->partners[p].name,
                                 appui_report_number(report, figures[p].mandates),
                                 appui_report_number(report, figures[p].meetings), NULL));
        }
    }
    if (list != NULL) {
        appui_report_paragraph(report, 0,
                               appui_report_say(report, APPUI_WORD_BURDEN_COUNTS, list, NULL));
    }
}

static void add_burden(struct appui_report *report)
{
    const char *factors = factors_text(report);
    appui_report_paragraph(report, 0,
                           appui_report_say(report, APPUI_WORD_BURDEN_MEANING, factors, NULL));
    if (factors[0] != '\0') {
        add_counts(report);
    }
}

void appui_report_partners(struct appui_report *report)
{
    const struct appui_plan *plan = report->plan;
    bool unlimited = false;
    appui_report_heading(report, appui_words(report->language, APPUI_WORD_PARTNERS_HEADING), '-');
    if (plan->n_partners == 0) {
        appui_report_paragraph(report, 0, appui_report_say(report, APPUI_WORD_NO_PARTNERS, NULL));
        return;
    }
    int32_t n = plan->n_partners + 2;
    struct row *rows = appui_arena_alloc(&report->scratch, (size_t)n, sizeof *rows);
    if (rows == NULL) {
        report->out.failed = true;
        return;
    }
    fill_title(report, &rows[0]);
    for (int32_t p = 0; p < plan->n_partners; p++) {
        rows[p + 1].name = report->basin->partners[p].name;
        fill_row(report, &plan->partners[p], &rows[p + 1]);
        unlimited = unlimited || !plan->partners[p].limited;
    }
    fill_total(report, &rows[n - 1]);
    add_table(report, rows, n);
    appui_text_newline(&report->out);
    add_burden(report);
    struct appui_report_left left = appui_report_left(report);
    add_note(report, APPUI_WORD_LEFT_LAPSED, left.lapsed);
    add_note(report, APPUI_WORD_LEFT_GONE, left.gone);
    if (unlimited) {
        appui_report_paragraph(report, 0, appui_report_say(report, APPUI_WORD_NO_PLEDGE, NULL));
    }
}
