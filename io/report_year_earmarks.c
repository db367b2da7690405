/*
 * Earmarked days: what became of each earmark of the ledger's periods. A basin without earmarks
 * sees no word of them.
 */
#include "io/report_year_parts.h"

static const char *word(struct appui_year_text *text, enum appui_word which)
{
    return appui_words(text->report.language, which);
}

static void add_titles(struct appui_year_text *text, struct appui_table *table)
{
    static const enum appui_word titles[] = {
        APPUI_WORD_YEAR_COLUMN_RESERVED, APPUI_WORD_COLUMN_DELIVERED, APPUI_WORD_COLUMN_AGREED,
        APPUI_WORD_COLUMN_PROPOSED,      APPUI_WORD_YEAR_COLUMN_LOST, APPUI_WORD_YEAR_COLUMN_OPEN};
    struct appui_table_row *row =
        appui_table_add(table, word(text, APPUI_WORD_YEAR_COLUMN_EARMARK));
    for (int i = 0; i < table->n_figures; i++) {
        row->figures[i] = word(text, titles[i]);
    }
}

static void add_earmark(struct appui_year_text *text, struct appui_table *table,
                        const struct appui_earmark *earmark,
                        const struct appui_earmark_figures *figures)
{
    const char *name = appui_report_say(&text->report, APPUI_WORD_YEAR_EARMARK, earmark->purpose,
                                        appui_year_short_date(text, earmark->to), NULL);
    struct appui_table_row *row = appui_table_add(table, appui_year_indented(text, name));
    row->figures[0] = appui_year_figure(text, earmark->half_days);
    row->figures[1] = appui_year_figure(text, figures->unlisted + figures->delivered);
    row->figures[2] = appui_year_figure(text, figures->agreed);
    row->figures[3] = appui_year_figure(text, figures->proposed);
    row->figures[4] = appui_year_figure(text, figures->lost);
    row->figures[5] = appui_year_figure(text, figures->open);
}

/* Earmarks of one period. @return half-days lost */
static int64_t add_period(struct appui_year_text *text, struct appui_table *table, int32_t partner,
                          int32_t index)
{
    const struct appui_pledge *pledge = &text->sources->basin->partners[partner].pledges[index];
    struct appui_earmark_figures figures[APPUI_EARMARKS_MAX];
    int64_t lost = 0;
    if (appui_ledger_earmarks(text->sources->basin, text->sources->entries, partner, index,
                              figures) != 0) {
        text->report.out.failed = true;
        return 0;
    }
    for (int32_t i = 0; i < pledge->n_earmarks; i++) {
        add_earmark(text, table, &pledge->earmarks[i], &figures[i]);
        lost += figures[i].lost;
    }
    return lost;
}

/* @return half-days lost */
static int64_t add_partner(struct appui_year_text *text, struct appui_table *table, int32_t partner)
{
    const struct appui_partner *lender = &text->sources->basin->partners[partner];
    bool named = false;
    int64_t lost = 0;
    for (int32_t i = 0; i < lender->n_pledges; i++) {
        if (lender->pledges[i].n_earmarks == 0 ||
            !appui_ledger_has_period(text->sources->basin, partner, i)) {
            continue;
        }
        if (table->n == 0) {
            appui_year_heading(text, APPUI_WORD_YEAR_EARMARKS_HEADING);
            add_titles(text, table);
        }
        if (!named) {
            appui_table_add(table, lender->name);
        }
        named = true;
        lost += add_period(text, table, partner, i);
    }
    return lost;
}

void appui_year_earmarks(struct appui_year_text *text)
{
    struct appui_table table = {.n_figures = 6};
    int64_t lost = 0;
    for (int32_t p = 0; p < text->sources->basin->n_partners; p++) {
        lost += add_partner(text, &table, p);
    }
    if (table.n == 0) {
        return;
    }
    appui_year_table(text, &table);
    appui_year_note(text, APPUI_WORD_YEAR_EARMARKS_MEANING);
    if (lost > 0) {
        const char *days = appui_report_days(&text->report, lost);
        appui_report_paragraph(
            &text->report, 0,
            appui_report_say(&text->report, APPUI_WORD_YEAR_EARMARKS_LOST, days, NULL));
    }
}
