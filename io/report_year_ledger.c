/*
 * The ledger of the partners: by convention year, in no period, and since the start.
 */
#include "io/report_year_parts.h"

enum { PLEDGED, DELIVERED, AGREED, PROPOSED, LEFT, LOST, VALUE, N_PARTNER_FIGURES };

static const char *word(struct appui_year_text *text, enum appui_word which)
{
    return appui_words(text->report.language, which);
}

/* Rows added up. */
struct sum {
    struct appui_ledger_row row;
    int64_t value; /* half-cents, or APPUI_NO_VALUE when nobody has a rate */
    bool no_period;
};

static void fill_row(struct appui_year_text *text, const struct sum *sum,
                     struct appui_table_row *row)
{
    const struct appui_ledger_row *figures = &sum->row;
    row->figures[PLEDGED] =
        figures->limited ? appui_year_figure(text, figures->pledged) : APPUI_NO_FIGURE;
    row->figures[DELIVERED] = appui_year_figure(text, figures->delivered);
    row->figures[AGREED] = appui_year_figure(text, figures->agreed);
    row->figures[PROPOSED] = appui_year_figure(text, figures->proposed);
    row->figures[LEFT] = figures->limited || sum->no_period ? appui_year_figure(text, figures->left)
                                                            : APPUI_NO_FIGURE;
    row->figures[LOST] =
        figures->limited ? appui_year_figure(text, figures->lost) : APPUI_NO_FIGURE;
    row->figures[VALUE] = appui_year_euros(text, sum->value);
}

static int64_t given(const struct appui_ledger_row *row)
{
    return row->delivered + row->agreed + row->proposed;
}

/* @param partner  or APPUI_ANY: of all partners */
static const char *row_name(struct appui_year_text *text, int32_t partner, int32_t pledge)
{
    const struct appui_partner *lender =
        partner == APPUI_ANY ? NULL : &text->sources->basin->partners[partner];
    const char *name =
        pledge == APPUI_ANY ? word(text, APPUI_WORD_YEAR_SINCE_START)
        : pledge == APPUI_NO_PERIOD
            ? appui_year_no_period(text, partner, APPUI_ANY)
            : appui_year_range(text, lender->pledges[pledge].from, lender->pledges[pledge].to);
    return appui_year_indented(text, name);
}

static void add_to(struct sum *sum, const struct appui_partner *partner,
                   const struct appui_ledger_row *row)
{
    int64_t value = appui_ledger_value(partner, given(row));
    sum->row.limited = sum->row.limited || row->limited;
    sum->row.pledged += row->pledged;
    sum->row.delivered += row->delivered;
    sum->row.agreed += row->agreed;
    sum->row.proposed += row->proposed;
    sum->row.left += row->left;
    sum->row.lost += row->lost;
    if (value != APPUI_NO_VALUE) {
        sum->value = (sum->value == APPUI_NO_VALUE ? 0 : sum->value) + value;
    }
}

/* Adds one row of a partner up. @return false when nothing was given in no period */
static bool sum_row(struct appui_year_text *text, int32_t partner, int32_t pledge, struct sum *sum)
{
    const struct appui_basin *basin = text->sources->basin;
    struct appui_ledger_row row;
    if (appui_ledger_row(basin, text->sources->entries, partner, pledge, &row) != 0) {
        text->report.out.failed = true;
        return false;
    }
    if (pledge == APPUI_NO_PERIOD) { /* nothing is pledged there: what is given lacks elsewhere */
        row.left = -given(&row);
        sum->no_period = true;
    }
    add_to(sum, &basin->partners[partner], &row);
    return pledge != APPUI_NO_PERIOD || given(&row) > 0;
}

/* @return 1 when the row was added, 0 when there is nothing to tell */
static int32_t add_row(struct appui_year_text *text, struct appui_table *table, int32_t partner,
                       int32_t pledge)
{
    struct sum sum = {.value = APPUI_NO_VALUE};
    if (!sum_row(text, partner, pledge, &sum)) {
        return 0;
    }
    fill_row(text, &sum, appui_table_add(table, row_name(text, partner, pledge)));
    return 1;
}

/* Rows of a partner: its periods, what stands in none, and all together where that says more.
 * @return true when something stands in no period */
static bool add_partner(struct appui_year_text *text, struct appui_table *table, int32_t partner)
{
    const struct appui_partner *lender = &text->sources->basin->partners[partner];
    int32_t rows = 0, none = 0;
    appui_table_add(table, lender->name);
    for (int32_t i = 0; i < lender->n_pledges; i++) {
        if (appui_ledger_has_period(text->sources->basin, partner, i)) {
            rows += add_row(text, table, partner, i);
        }
    }
    if (lender->limited) {
        none = add_row(text, table, partner, APPUI_NO_PERIOD);
    }
    if (rows + none != 1) {
        add_row(text, table, partner, APPUI_ANY);
    }
    return none > 0;
}

static bool comes_before(const struct appui_pledge *a, const struct appui_pledge *b)
{
    return a->from < b->from || (a->from == b->from && a->to < b->to);
}

/* Index of the partner's pledge with these dates, if it stands in the ledger; -1: none. */
static int32_t same_period(const struct appui_basin *basin, int32_t partner,
                           const struct appui_pledge *pledge)
{
    const struct appui_partner *other = &basin->partners[partner];
    for (int32_t i = 0; i < other->n_pledges; i++) {
        if (other->pledges[i].from == pledge->from && other->pledges[i].to == pledge->to &&
            appui_ledger_has_period(basin, partner, i)) {
            return i;
        }
    }
    return -1;
}

/* The period that comes next in time, by its first day, then its last: of those of any partner. */
static bool next_period(const struct appui_basin *basin, struct appui_pledge *period)
{
    const struct appui_pledge *best = NULL;
    for (int32_t p = 0; p < basin->n_partners; p++) {
        for (int32_t i = 0; i < basin->partners[p].n_pledges; i++) {
            const struct appui_pledge *pledge = &basin->partners[p].pledges[i];
            if (appui_ledger_has_period(basin, p, i) && comes_before(period, pledge) &&
                (best == NULL || comes_before(pledge, best))) {
                best = pledge;
            }
        }
    }
    if (best != NULL) {
        *period = *best;
    }
    return best != NULL;
}

/* One period over all partners that have it. */
static void add_common(struct appui_year_text *text, struct appui_table *table,
                       const struct appui_pledge *period)
{
    const struct appui_basin *basin = text->sources->basin;
    struct sum sum = {.value = APPUI_NO_VALUE};
    for (int32_t p = 0; p < basin->n_partners; p++) {
        int32_t same = same_period(basin, p, period);
        if (same >= 0) {
            sum_row(text, p, same, &sum);
        }
    }
    const char *name = appui_year_range(text, period->from, period->to);
    fill_row(text, &sum, appui_table_add(table, appui_year_indented(text, name)));
}

/* What stands in no period, or all together, over all partners. */
static void add_whole(struct appui_year_text *text, struct appui_table *table, int32_t pledge)
{
    const struct appui_basin *basin = text->sources->basin;
    struct sum sum = {.value = APPUI_NO_VALUE};
    for (int32_t p = 0; p < basin->n_partners; p++) {
        if (pledge == APPUI_ANY || basin->partners[p].limited) {
            sum_row(text, p, pledge, &sum);
        }
    }
    if (pledge == APPUI_ANY || given(&sum.row) > 0) {
        fill_row(text, &sum, appui_table_add(table, row_name(text, APPUI_ANY, pledge)));
    }
}

static void add_all(struct appui_year_text *text, struct appui_table *table)
{
    struct appui_pledge period = {.from = APPUI_ABSENT, .to = APPUI_ABSENT};
    appui_table_add(table, word(text, APPUI_WORD_YEAR_ALL_PARTNERS));
    while (next_period(text->sources->basin, &period)) {
        add_common(text, table, &period);
    }
    add_whole(text, table, APPUI_NO_PERIOD);
    add_whole(text, table, APPUI_ANY);
}

static void add_titles(struct appui_year_text *text, struct appui_table *table)
{
    static const enum appui_word titles[N_PARTNER_FIGURES] = {
        APPUI_WORD_COLUMN_PLEDGED,   APPUI_WORD_COLUMN_DELIVERED, APPUI_WORD_COLUMN_AGREED,
        APPUI_WORD_COLUMN_PROPOSED,  APPUI_WORD_COLUMN_LEFT,      APPUI_WORD_YEAR_COLUMN_LOST,
        APPUI_WORD_YEAR_COLUMN_VALUE};
    struct appui_table_row *row = appui_table_add(table, word(text, APPUI_WORD_COLUMN_PARTNER));
    for (int i = 0; i < N_PARTNER_FIGURES; i++) {
        row->figures[i] = word(text, titles[i]);
    }
}

void appui_year_ledger(struct appui_year_text *text)
{
    const struct appui_basin *basin = text->sources->basin;
    bool valued = false, none = false;
    for (int32_t p = 0; p < basin->n_partners; p++) {
        valued = valued || basin->partners[p].day_rate_cents != APPUI_ABSENT;
    }
    struct appui_table table = {.n_figures = valued ? N_PARTNER_FIGURES : VALUE};
    if (basin->n_partners == 0) {
        return;
    }
    appui_year_heading(text, APPUI_WORD_YEAR_LEDGER_HEADING);
    add_titles(text, &table);
    for (int32_t p = 0; p < basin->n_partners; p++) {
        none = add_partner(text, &table, p) || none;
    }
    add_all(text, &table);
    appui_year_table(text, &table);
    appui_year_note(text, APPUI_WORD_YEAR_LEDGER_LOST);
    if (none) {
        appui_year_note(text, APPUI_WORD_YEAR_LEDGER_NO_PERIOD);
    }
    if (valued) {
        appui_year_note(text, APPUI_WORD_YEAR_LEDGER_VALUE);
    }
}
