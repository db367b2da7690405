/*
 * What the committee changed against the proposals, the most frequent first.
 */
#include "io/report_year_parts.h"

static const enum appui_word kind_words[APPUI_N_GAP_KINDS] = {
    [APPUI_GAP_REFUSED] = APPUI_WORD_YEAR_GAP_REFUSED,
    [APPUI_GAP_DEFERRED] = APPUI_WORD_YEAR_GAP_DEFERRED,
    [APPUI_GAP_LINE_DROPPED] = APPUI_WORD_YEAR_GAP_LINE_DROPPED,
    [APPUI_GAP_EXPERT_REPLACED] = APPUI_WORD_YEAR_GAP_EXPERT_REPLACED,
    [APPUI_GAP_DAYS_REDUCED] = APPUI_WORD_YEAR_GAP_DAYS_REDUCED,
    [APPUI_GAP_DAYS_RAISED] = APPUI_WORD_YEAR_GAP_DAYS_RAISED,
    [APPUI_GAP_DATE_CHANGED] = APPUI_WORD_YEAR_GAP_DATE_CHANGED,
    [APPUI_GAP_MANDATAIRE_CHANGED] = APPUI_WORD_YEAR_GAP_MANDATAIRE_CHANGED,
    [APPUI_GAP_NOT_PROPOSED] = APPUI_WORD_YEAR_GAP_NOT_PROPOSED};

/* The most frequent kind below a count, in the order of the kinds between equals; -1: none left. */
static int32_t next_kind(const struct appui_year_gaps *gaps, const bool *told)
{
    int32_t best = -1;
    for (int32_t i = 0; i < APPUI_N_GAP_KINDS; i++) {
        if (!told[i] && gaps->kinds[i] > 0 && (best < 0 || gaps->kinds[i] > gaps->kinds[best])) {
            best = i;
        }
    }
    return best;
}

static void add_kinds(struct appui_year_text *text)
{
    const struct appui_year_gaps *gaps = &text->year->gaps;
    enum appui_language language = text->report.language;
    bool told[APPUI_N_GAP_KINDS] = {false};
    struct appui_table table = {.n_figures = 1};
    appui_table_add(&table, appui_words(language, APPUI_WORD_YEAR_COLUMN_CHANGE))->figures[0] =
        appui_words(language, APPUI_WORD_YEAR_COLUMN_TIMES);
    for (int32_t kind = next_kind(gaps, told); kind >= 0; kind = next_kind(gaps, told)) {
        appui_table_add(&table, appui_words(language, kind_words[kind]))->figures[0] =
            appui_report_number(&text->report, gaps->kinds[kind]);
        told[kind] = true;
    }
    appui_year_table(text, &table);
}

static void add_touched(struct appui_year_text *text, bool experts)
{
    const struct appui_year_gaps *gaps = &text->year->gaps;
    const struct appui_year_override *items = experts ? gaps->experts : gaps->partners;
    int32_t n = experts ? gaps->n_experts : gaps->n_partners;
    const char **names = appui_report_texts(&text->report, n);
    for (int32_t i = 0; names != NULL && i < n; i++) {
        const char *name = experts ? appui_report_expert(&text->report, items[i].index)
                                   : text->sources->basin->partners[items[i].index].name;
        names[i] = appui_report_say(&text->report, APPUI_WORD_YEAR_TIMES_OF, name,
                                    appui_report_number(&text->report, items[i].count), NULL);
    }
    if (names == NULL || n == 0) {
        return;
    }
    const char *list = "";
    for (int32_t i = 0; i < n; i++) {
        list = appui_report_join(&text->report, APPUI_WORD_SESSION_LIST, list, names[i]);
    }
    appui_report_paragraph(
        &text->report, 0,
        appui_report_say(&text->report,
                         experts ? APPUI_WORD_YEAR_GAP_EXPERTS : APPUI_WORD_YEAR_GAP_PARTNERS, list,
                         NULL));
}

void appui_year_gaps(struct appui_year_text *text)
{
    const struct appui_year_gaps *gaps = &text->year->gaps;
    struct appui_report *report = &text->report;
    if (!text->year->has_journal) {
        return;
    }
    appui_year_heading(text, APPUI_WORD_YEAR_GAPS_HEADING);
    if (gaps->n_entries == 0) {
        appui_year_note(text, APPUI_WORD_YEAR_NO_DECISION);
        return;
    }
    if (gaps->proposed > 0 || gaps->decided > 0) {
        appui_report_paragraph(report, 0,
                               appui_report_count(report, APPUI_WORD_YEAR_GAP_DAYS, gaps->decided,
                                                  appui_report_days(report, gaps->decided),
                                                  appui_report_days(report, gaps->proposed), NULL));
    }
    if (gaps->n == 0) {
        appui_year_note(text, APPUI_WORD_YEAR_NO_GAP);
        return;
    }
    appui_report_paragraph(report, 0,
                           appui_report_count(report, APPUI_WORD_YEAR_GAPS, 2 * (int64_t)gaps->n,
                                              appui_report_number(report, gaps->n), NULL));
    appui_text_newline(&report->out);
    add_kinds(text);
    add_touched(text, false);
    add_touched(text, true);
}
