/*
 * The first page: results beside objectives, what became of the dossiers, how long firms waited.
 */
#include "io/report_year_parts.h"

static const char *number(struct appui_year_text *text, int64_t value)
{
    return appui_report_number(&text->report, value);
}

/* A quotient with one decimal, halves rounded up. */
static const char *tenths(struct appui_year_text *text, int64_t num, int64_t den)
{
    return appui_report_decimal(&text->report, (20 * num + den) / (2 * den), 10);
}

/* An objective of twelve months for the length of the period. */
static const char *scaled(struct appui_year_text *text, int32_t objective)
{
    return tenths(text, objective * text->year->years.num, text->year->years.den);
}

static void add_row(struct appui_year_text *text, struct appui_table *table, enum appui_word word,
                    const char *result, const char *objective)
{
    struct appui_table_row *row = appui_table_add(table, appui_words(text->report.language, word));
    row->figures[0] = result;
    row->figures[1] = objective;
}

static const char *percent(struct appui_year_text *text, int64_t num, int64_t den)
{
    return den > 0 ? appui_report_percent(&text->report, num, den) : APPUI_NO_FIGURE;
}

static const char *bounds(struct appui_year_text *text)
{
    const struct appui_objectives *objectives = &text->sources->basin->objectives;
    const char *low = scaled(text, objectives->committees_min);
    if (objectives->committees_min == objectives->committees_max) {
        return low;
    }
    return appui_report_say(&text->report, APPUI_WORD_YEAR_FROM_TO, low,
                            scaled(text, objectives->committees_max), NULL);
}

static void add_mandates(struct appui_year_text *text, struct appui_table *table)
{
    const struct appui_basin *basin = text->sources->basin;
    int64_t mandates = 0, companies = 0;
    for (int32_t p = 0; p < basin->n_partners; p++) {
        bool company = basin->partners[p].kind == APPUI_COMPANY;
        mandates += company ? text->year->partners[p].mandates : 0;
        companies += company ? 1 : 0;
    }
    add_row(text, table, APPUI_WORD_YEAR_ROW_MANDATES,
            companies > 0 ? tenths(text, mandates, companies) : APPUI_NO_FIGURE,
            number(text, basin->objectives.mandates_per_partner));
}

static void add_source(struct appui_year_text *text)
{
    struct appui_fraction years = text->year->years;
    const char *scale = "";
    if (years.num != years.den) {
        const char *factor = appui_report_decimal(
            &text->report, (200 * years.num + years.den) / (2 * years.den), 100);
        scale = appui_report_say(&text->report, APPUI_WORD_YEAR_SCALED, factor, NULL);
    }
    bool own = text->sources->basin->objectives.given;
    appui_report_paragraph(
        &text->report, 0,
        appui_report_say(&text->report,
                         own ? APPUI_WORD_YEAR_OBJECTIVES_OWN : APPUI_WORD_YEAR_OBJECTIVES_S2,
                         scale, NULL));
}

void appui_year_results(struct appui_year_text *text)
{
    const struct appui_objectives *objectives = &text->sources->basin->objectives;
    const struct appui_year *year = text->year;
    struct appui_table table = {.n_figures = 2};
    appui_year_heading(text, APPUI_WORD_YEAR_RESULTS_HEADING);
    add_row(text, &table, APPUI_WORD_YEAR_COLUMN_FIGURE,
            appui_words(text->report.language, APPUI_WORD_YEAR_COLUMN_RESULT),
            appui_words(text->report.language, APPUI_WORD_YEAR_COLUMN_OBJECTIVE));
    add_row(text, &table, APPUI_WORD_YEAR_ROW_EXAMINED, number(text, year->n_dossiers),
            scaled(text, objectives->examined));
    add_row(text, &table, APPUI_WORD_YEAR_ROW_RETAINED,
            number(text, year->outcomes[APPUI_YEAR_RETAINED]), scaled(text, objectives->approved));
    add_row(text, &table, APPUI_WORD_YEAR_ROW_RATE,
            percent(text, year->outcomes[APPUI_YEAR_RETAINED], year->n_dossiers),
            percent(text, objectives->approved, objectives->examined));
    add_row(text, &table, APPUI_WORD_YEAR_ROW_COMMITTEES, number(text, year->committees_held),
            bounds(text));
    if (year->committees_ahead > 0) {
        add_row(text, &table, APPUI_WORD_YEAR_ROW_AHEAD, number(text, year->committees_ahead), "");
    }
    add_row(text, &table, APPUI_WORD_YEAR_ROW_JOBS, number(text, year->jobs_retained),
            scaled(text, objectives->jobs));
    add_mandates(text, &table);
    appui_year_table(text, &table);
    add_source(text);
}

static const char *name_of(struct appui_year_text *text, const struct appui_year_dossier *dossier)
{
    return dossier->project < 0 ? dossier->id
                                : text->sources->basin->projects[dossier->project].company;
}

/* The firms of one outcome, in the order of the meetings. */
static void add_names(struct appui_year_text *text, enum appui_year_outcome outcome,
                      enum appui_word word)
{
    int32_t n = 0;
    const char **names = appui_report_texts(&text->report, text->year->n_dossiers);
    for (int32_t i = 0; names != NULL && i < text->year->n_dossiers; i++) {
        if (text->year->dossiers[i].outcome == outcome) {
            names[n++] = name_of(text, &text->year->dossiers[i]);
        }
    }
    if (n > 0) {
        const char *list = appui_report_list_all(&text->report, names, n);
        appui_report_item(&text->report, 0,
                          appui_report_count(&text->report, word, 2 * (int64_t)n, list, NULL));
    }
}

static void add_counted(struct appui_year_text *text, enum appui_word word, int64_t count)
{
    if (count > 0) {
        appui_report_paragraph(
            &text->report, 0,
            appui_report_count(&text->report, word, 2 * count, number(text, count), NULL));
    }
}

static void add_outcomes(struct appui_year_text *text)
{
    static const enum appui_word counts[] = {APPUI_WORD_YEAR_N_RETAINED, APPUI_WORD_YEAR_N_REFUSED,
                                             APPUI_WORD_YEAR_N_DEFERRED};
    static const enum appui_word lists[] = {
        APPUI_WORD_YEAR_LIST_RETAINED, APPUI_WORD_YEAR_LIST_REFUSED, APPUI_WORD_YEAR_LIST_DEFERRED};
    const char *parts[APPUI_N_YEAR_OUTCOMES];
    int32_t n = 0;
    for (int i = 0; i < APPUI_N_YEAR_OUTCOMES; i++) {
        int64_t count = text->year->outcomes[i];
        if (count > 0) {
            parts[n++] =
                appui_report_count(&text->report, counts[i], 2 * count, number(text, count), NULL);
        }
    }
    int64_t examined = text->year->n_dossiers;
    appui_report_paragraph(&text->report, 0,
                           appui_report_count(&text->report, APPUI_WORD_YEAR_EXAMINED, 2 * examined,
                                              number(text, examined),
                                              appui_report_list_all(&text->report, parts, n),
                                              NULL));
    for (int i = 0; i < APPUI_N_YEAR_OUTCOMES; i++) {
        add_names(text, (enum appui_year_outcome)i, lists[i]);
    }
}

static const char *days(struct appui_year_text *text, int64_t halves)
{
    return appui_report_days(&text->report, halves);
}

static void add_waiting(struct appui_year_text *text)
{
    const struct appui_year_waiting *waiting = &text->year->waiting;
    const struct appui_project *projects = text->sources->basin->projects;
    struct appui_report *report = &text->report;
    if (waiting->n > 0) {
        const char *longest = days(text, 2 * (int64_t)waiting->longest);
        const char *who = projects[waiting->longest_project].company;
        const char *sentence =
            waiting->n == 1
                ? appui_report_say(report, APPUI_WORD_YEAR_WAITED_ONE, longest, who, NULL)
                : appui_report_say(report, APPUI_WORD_YEAR_WAITED,
                                   days(text, waiting->median_halves), longest, who, NULL);
        appui_report_paragraph(report, 0, sentence);
    }
    if (waiting->n_open > 0) {
        appui_report_paragraph(report, 0,
                               appui_report_count(report, APPUI_WORD_YEAR_STILL_WAITING,
                                                  2 * (int64_t)waiting->n_open,
                                                  number(text, waiting->n_open),
                                                  days(text, 2 * (int64_t)waiting->open_longest),
                                                  projects[waiting->open_project].company, NULL));
    } else if (text->year->current) {
        appui_year_note(text, APPUI_WORD_YEAR_NOBODY_WAITS);
    }
}

static void add_running(struct appui_year_text *text)
{
    int64_t running = text->year->n_running, jobs = text->year->jobs_running;
    if (running == 0) {
        return;
    }
    const char *planned =
        appui_report_count(&text->report, APPUI_WORD_YEAR_JOBS, 2 * jobs, number(text, jobs), NULL);
    appui_report_paragraph(&text->report, 0,
                           appui_report_count(&text->report, APPUI_WORD_YEAR_RUNNING, 2 * running,
                                              number(text, running), planned, NULL));
}

void appui_year_dossiers(struct appui_year_text *text)
{
    const struct appui_year *year = text->year;
    appui_year_heading(text, APPUI_WORD_YEAR_DOSSIERS_HEADING);
    if (year->n_dossiers == 0) {
        appui_year_note(text, APPUI_WORD_YEAR_NO_DOSSIER);
    } else {
        add_outcomes(text);
    }
    if (year->n_deferrals > year->outcomes[APPUI_YEAR_DEFERRED]) {
        add_counted(text, APPUI_WORD_YEAR_DEFERRALS, year->n_deferrals);
    }
    add_counted(text, APPUI_WORD_YEAR_DEFERRED_UNDATED, year->deferred_undated);
    add_counted(text, APPUI_WORD_YEAR_WITHDRAWN, year->n_withdrawn);
    add_counted(text, APPUI_WORD_YEAR_WITHDRAWN_UNDATED, year->withdrawn_undated);
    add_counted(text, APPUI_WORD_YEAR_WITHDRAWN_UNCOUNTED, year->withdrawn_uncounted);
    add_running(text);
    add_waiting(text);
}
