/*
 * The ledger of the experts: what each gave, agreed to and is proposed, by convention year, and
 * what is left of its days over the horizon. Together with what no line lists they make up the
 * partners.
 */
#include "io/report_year_parts.h"

static const char *word(struct appui_year_text *text, enum appui_word which)
{
    return appui_words(text->report.language, which);
}

enum { E_DELIVERED, E_AGREED, E_PROPOSED, E_AT_MOST, E_LEFT, N_EXPERT_FIGURES };

static void fill_expert(struct appui_year_text *text, const struct appui_entry_sums *sums,
                        struct appui_table_row *row)
{
    row->figures[E_DELIVERED] = appui_year_figure(text, appui_sums_delivered(sums));
    row->figures[E_AGREED] = appui_year_figure(text, sums->kind[APPUI_ENTRY_AGREED]);
    row->figures[E_PROPOSED] = appui_year_figure(text, sums->kind[APPUI_ENTRY_PROPOSED]);
    row->figures[E_AT_MOST] = "";
    row->figures[E_LEFT] = "";
}

/* What the expert may still give over the horizon. */
static void fill_limit(struct appui_year_text *text, int32_t expert,
                       const struct appui_entry_sums *sums, struct appui_table_row *row)
{
    const struct appui_expert *who = &text->sources->basin->experts[expert];
    if (who->half_days_max == APPUI_ABSENT) {
        row->figures[E_AT_MOST] = row->figures[E_LEFT] = APPUI_NO_FIGURE;
        return;
    }
    int64_t left = (int64_t)who->half_days_max - text->sources->standing->expert_half_days[expert] -
                   sums->kind[APPUI_ENTRY_PROPOSED];
    row->figures[E_AT_MOST] = appui_year_figure(text, who->half_days_max);
    row->figures[E_LEFT] = appui_year_figure(text, left);
}

/* @return the row added, or NULL when nothing was given there */
static struct appui_table_row *add_period(struct appui_year_text *text, struct appui_table *table,
                                          struct appui_entry_filter filter)
{
    const struct appui_partner *lender = &text->sources->basin->partners[filter.partner];
    struct appui_entry_sums sums = appui_entries_sum(text->sources->entries, filter);
    if (appui_sums_given(&sums) == 0) {
        return NULL;
    }
    const char *name = filter.pledge == APPUI_ANY ? word(text, APPUI_WORD_YEAR_SINCE_START)
                       : filter.pledge == APPUI_NO_PERIOD
                           ? appui_year_no_period(text, filter.partner, filter.expert)
                           : appui_year_range(text, lender->pledges[filter.pledge].from,
                                              lender->pledges[filter.pledge].to);
    struct appui_table_row *row = appui_table_add(table, appui_year_indented(text, name));
    fill_expert(text, &sums, row);
    return row;
}

/* Rows of an expert, or with -1 of what no line of the partner lists: its periods, what stands in
 * none, and all together where that says more. @return the last row, with the sum of all */
static struct appui_table_row *add_periods(struct appui_year_text *text, struct appui_table *table,
                                           struct appui_entry_filter all)
{
    const struct appui_partner *lender = &text->sources->basin->partners[all.partner];
    struct appui_table_row *last = NULL;
    struct appui_entry_filter filter = all;
    int32_t rows = 0;
    for (filter.pledge = 0; filter.pledge < lender->n_pledges; filter.pledge++) {
        struct appui_table_row *row = add_period(text, table, filter);
        last = row != NULL ? row : last;
        rows += row != NULL ? 1 : 0;
    }
    filter.pledge = APPUI_NO_PERIOD;
    struct appui_table_row *none = lender->limited ? add_period(text, table, filter) : NULL;
    last = none != NULL ? none : last;
    rows += none != NULL ? 1 : 0;
    return rows == 1 ? last : add_period(text, table, all);
}

/* @return false when there is nothing to tell of the expert */
static bool add_expert(struct appui_year_text *text, struct appui_table *table, int32_t partner,
                       int32_t expert)
{
    struct appui_entry_filter filter = {partner, APPUI_ANY, expert};
    struct appui_entry_sums sums = appui_entries_sum(text->sources->entries, filter);
    if (appui_sums_given(&sums) == 0) {
        return false;
    }
    const char *name = expert >= 0
                           ? appui_report_expert(&text->report, expert)
                           : appui_report_say(&text->report, APPUI_WORD_EXPERT,
                                              word(text, APPUI_WORD_YEAR_ON_NO_LINE),
                                              text->sources->basin->partners[partner].name, NULL);
    appui_table_add(table, name);
    struct appui_table_row *row = add_periods(text, table, filter);
    if (expert >= 0 && row != NULL) {
        fill_limit(text, expert, &sums, row);
    }
    return true;
}

void appui_year_experts(struct appui_year_text *text)
{
    static const enum appui_word titles[N_EXPERT_FIGURES] = {
        APPUI_WORD_COLUMN_DELIVERED, APPUI_WORD_COLUMN_AGREED, APPUI_WORD_COLUMN_PROPOSED,
        APPUI_WORD_YEAR_COLUMN_AT_MOST, APPUI_WORD_COLUMN_LEFT};
    const struct appui_basin *basin = text->sources->basin;
    struct appui_table table = {.n_figures = N_EXPERT_FIGURES};
    int64_t idle = 0;
    if (basin->n_experts == 0) {
        return;
    }
    appui_year_heading(text, APPUI_WORD_YEAR_EXPERTS_HEADING);
    struct appui_table_row *row =
        appui_table_add(&table, word(text, APPUI_WORD_YEAR_COLUMN_EXPERT));
    for (int i = 0; i < N_EXPERT_FIGURES; i++) {
        row->figures[i] = word(text, titles[i]);
    }
    for (int32_t p = 0; p < basin->n_partners; p++) {
        for (int32_t e = 0; e < basin->n_experts; e++) {
            if (basin->experts[e].partner == p && !add_expert(text, &table, p, e)) {
                idle++;
            }
        }
        add_expert(text, &table, p, -1);
    }
    appui_year_table(text, &table);
    appui_year_note(text, APPUI_WORD_YEAR_EXPERTS_MEANING);
    if (idle > 0) {
        appui_report_paragraph(&text->report, 0,
                               appui_report_count(&text->report, APPUI_WORD_YEAR_EXPERTS_IDLE,
                                                  2 * idle,
                                                  appui_report_number(&text->report, idle), NULL));
    }
}
