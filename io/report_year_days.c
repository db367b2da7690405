/*
 * Days lent, agreed and proposed in the period with their value, then partner by partner: shares,
 * mandates, dossiers brought.
 */
#include "io/report_year_parts.h"

enum kind { LENT, AGREED, PROPOSED, N_KINDS };

static int64_t of_kind(const struct appui_year_days *days, enum kind kind)
{
    return kind == LENT ? days->delivered : kind == AGREED ? days->agreed : days->proposed;
}

static const char *word(struct appui_year_text *text, enum appui_word which)
{
    return appui_words(text->report.language, which);
}

/* Value of the kind over all partners with a rate; APPUI_NO_VALUE when none has one. */
static int64_t value_of(const struct appui_year_text *text, enum kind kind)
{
    const struct appui_basin *basin = text->sources->basin;
    int64_t sum = APPUI_NO_VALUE;
    for (int32_t p = 0; p < basin->n_partners; p++) {
        int64_t value =
            appui_ledger_value(&basin->partners[p], of_kind(&text->year->partners[p].days, kind));
        if (value != APPUI_NO_VALUE) {
            sum = (sum == APPUI_NO_VALUE ? 0 : sum) + value;
        }
    }
    return sum;
}

/* Partners that lend without a rate, with their days, where others have one. */
static void add_unvalued(struct appui_year_text *text)
{
    const struct appui_basin *basin = text->sources->basin;
    const char **names = appui_report_texts(&text->report, basin->n_partners);
    int32_t n = 0;
    for (int32_t p = 0; names != NULL && p < basin->n_partners; p++) {
        const struct appui_year_days *days = &text->year->partners[p].days;
        int64_t all = days->delivered + days->agreed + days->proposed;
        if (basin->partners[p].day_rate_cents == APPUI_ABSENT && all > 0) {
            names[n++] =
                appui_report_say(&text->report, APPUI_WORD_WITH_ID, basin->partners[p].name,
                                 appui_report_days(&text->report, all), NULL);
        }
    }
    if (n > 0 && value_of(text, LENT) != APPUI_NO_VALUE) {
        const char *list = appui_report_list_all(&text->report, names, n);
        appui_report_paragraph(
            &text->report, 0,
            appui_report_say(&text->report, APPUI_WORD_YEAR_UNVALUED, list, NULL));
    }
}

static void add_days_sentence(struct appui_year_text *text, enum appui_word which,
                              int64_t half_days)
{
    if (half_days > 0) {
        appui_report_paragraph(&text->report, 0,
                               appui_report_count(&text->report, which, half_days,
                                                  appui_report_days(&text->report, half_days),
                                                  NULL));
    }
}

static void add_mean(struct appui_year_text *text)
{
    int64_t retained = text->year->outcomes[APPUI_YEAR_RETAINED];
    if (retained == 0) {
        return;
    }
    /* tenths of a day, halves up: half-days x 10 / 2 / dossiers */
    int64_t tenths = (10 * text->year->retained_half_days + retained) / (2 * retained);
    const char *days = appui_report_count(&text->report, APPUI_WORD_DAYS, tenths / 5,
                                          appui_report_decimal(&text->report, tenths, 10), NULL);
    appui_report_paragraph(
        &text->report, 0,
        appui_report_count(&text->report, APPUI_WORD_YEAR_MEAN, tenths / 5, days, NULL));
}

void appui_year_days(struct appui_year_text *text)
{
    static const enum appui_word names[N_KINDS] = {
        APPUI_WORD_YEAR_ROW_DELIVERED, APPUI_WORD_YEAR_ROW_AGREED, APPUI_WORD_YEAR_ROW_PROPOSED};
    bool valued = value_of(text, LENT) != APPUI_NO_VALUE;
    struct appui_table table = {.n_figures = valued ? 2 : 1};
    appui_year_heading(text, APPUI_WORD_YEAR_DAYS_HEADING);
    struct appui_table_row *row = appui_table_add(&table, "");
    row->figures[0] = word(text, APPUI_WORD_YEAR_COLUMN_DAYS);
    row->figures[1] = word(text, APPUI_WORD_YEAR_COLUMN_VALUE);
    for (int kind = LENT; kind < N_KINDS; kind++) {
        row = appui_table_add(&table, word(text, names[kind]));
        row->figures[0] = appui_year_figure(text, of_kind(&text->year->days, (enum kind)kind));
        row->figures[1] = appui_year_euros(text, value_of(text, (enum kind)kind));
    }
    appui_year_table(text, &table);
    add_mean(text);
    add_days_sentence(text, APPUI_WORD_YEAR_AGREED_UNDATED, text->year->agreed_undated);
    add_days_sentence(text, APPUI_WORD_YEAR_UNLISTED_APART, text->year->unlisted_apart);
    add_unvalued(text);
}

/* What shares are taken of. */
struct whole {
    int64_t given, pledged;
};

static struct whole whole_of(const struct appui_year_text *text)
{
    struct whole whole = {text->year->days.delivered + text->year->days.agreed, 0};
    for (int32_t p = 0; p < text->sources->basin->n_partners; p++) {
        whole.pledged += text->year->partners[p].pledged;
    }
    return whole;
}

static const char *share(struct appui_year_text *text, int64_t part, int64_t whole)
{
    return whole > 0 ? appui_report_percent(&text->report, part, whole) : APPUI_NO_FIGURE;
}

static void fill_days(struct appui_year_text *text, const struct appui_year_days *days,
                      struct appui_table_row *row)
{
    for (int kind = LENT; kind < N_KINDS; kind++) {
        row->figures[kind] = appui_year_figure(text, of_kind(days, (enum kind)kind));
    }
}

static void add_lenders(struct appui_year_text *text)
{
    const struct appui_basin *basin = text->sources->basin;
    struct whole whole = whole_of(text);
    bool valued = value_of(text, LENT) != APPUI_NO_VALUE;
    struct appui_table table = {.n_figures = valued ? 6 : 5};
    struct appui_table_row *row = appui_table_add(&table, word(text, APPUI_WORD_COLUMN_PARTNER));
    row->figures[0] = word(text, APPUI_WORD_YEAR_COLUMN_LENT);
    row->figures[1] = word(text, APPUI_WORD_COLUMN_AGREED);
    row->figures[2] = word(text, APPUI_WORD_COLUMN_PROPOSED);
    row->figures[3] = word(text, APPUI_WORD_YEAR_COLUMN_SHARE);
    row->figures[4] = word(text, APPUI_WORD_YEAR_COLUMN_OF_PLEDGES);
    row->figures[5] = word(text, APPUI_WORD_YEAR_COLUMN_VALUE);
    for (int32_t p = 0; p < basin->n_partners; p++) {
        const struct appui_year_partner *partner = &text->year->partners[p];
        int64_t given = partner->days.delivered + partner->days.agreed;
        row = appui_table_add(&table, basin->partners[p].name);
        fill_days(text, &partner->days, row);
        row->figures[3] = share(text, given, whole.given);
        row->figures[4] = basin->partners[p].limited ? share(text, partner->pledged, whole.pledged)
                                                     : APPUI_NO_FIGURE;
        row->figures[5] = appui_year_euros(text, appui_ledger_value(&basin->partners[p], given));
    }
    row = appui_table_add(&table, word(text, APPUI_WORD_TOTAL));
    fill_days(text, &text->year->days, row);
    row->figures[3] = row->figures[4] = "";
    row->figures[5] =
        valued ? appui_year_euros(text, value_of(text, LENT) + value_of(text, AGREED)) : "";
    appui_year_table(text, &table);
    appui_year_note(text, APPUI_WORD_YEAR_SHARES_MEANING);
    if (valued) {
        appui_year_note(text, APPUI_WORD_YEAR_SHARES_VALUE);
    }
}

static void add_role(struct appui_year_text *text, struct appui_table *table, const char *name,
                     const char *mandates, const struct appui_year_sponsor *sponsor)
{
    static const struct appui_year_sponsor nothing;
    const struct appui_year_sponsor *brought = sponsor != NULL ? sponsor : &nothing;
    struct appui_table_row *row = appui_table_add(table, name);
    row->figures[0] = mandates;
    row->figures[1] = appui_report_number(&text->report, brought->examined);
    row->figures[2] = appui_report_number(&text->report, brought->retained);
    row->figures[3] = appui_report_number(&text->report, brought->jobs);
}

static const struct appui_year_sponsor *brought_by(const struct appui_year *year, int32_t partner)
{
    for (int32_t i = 0; i < year->n_sponsors; i++) {
        if (year->sponsors[i].partner == partner) {
            return &year->sponsors[i];
        }
    }
    return NULL;
}

static void add_roles(struct appui_year_text *text)
{
    const struct appui_basin *basin = text->sources->basin;
    struct appui_table table = {.n_figures = 4};
    struct appui_table_row *row = appui_table_add(&table, word(text, APPUI_WORD_YEAR_COLUMN_WHO));
    row->figures[0] = word(text, APPUI_WORD_YEAR_COLUMN_MANDATES);
    row->figures[1] = word(text, APPUI_WORD_YEAR_COLUMN_BROUGHT);
    row->figures[2] = word(text, APPUI_WORD_YEAR_COLUMN_RETAINED);
    row->figures[3] = word(text, APPUI_WORD_YEAR_COLUMN_JOBS);
    for (int32_t p = 0; p < basin->n_partners; p++) {
        add_role(text, &table, basin->partners[p].name,
                 appui_report_number(&text->report, text->year->partners[p].mandates),
                 brought_by(text->year, p));
    }
    for (int32_t i = 0; i < text->year->n_sponsors; i++) {
        if (text->year->sponsors[i].partner < 0) {
            add_role(text, &table, text->year->sponsors[i].id, APPUI_NO_FIGURE,
                     &text->year->sponsors[i]);
        }
    }
    appui_text_newline(&text->report.out);
    appui_year_table(text, &table);
    appui_year_note(text, APPUI_WORD_YEAR_ROLES_MEANING);
}

void appui_year_partners(struct appui_year_text *text)
{
    appui_year_heading(text, APPUI_WORD_YEAR_PARTNERS_HEADING);
    if (text->sources->basin->n_partners == 0) {
        appui_year_note(text, APPUI_WORD_NO_PARTNERS);
        return;
    }
    add_lenders(text);
    add_roles(text);
}
