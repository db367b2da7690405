/*
 * Inside the year's report: its sections, and the texts they share. Not a public header.
 */
#ifndef APPUI_IO_REPORT_YEAR_PARTS_H
#define APPUI_IO_REPORT_YEAR_PARTS_H

#include "io/report.h"
#include "io/report_year.h"
#include "io/text_table.h"

/* What stands where a figure has no meaning. */
#define APPUI_NO_FIGURE "\xE2\x80\x93"

/** A report under way and the year it is about. */
struct appui_year_text {
    struct appui_report report;
    const struct appui_year_sources *sources;
    const struct appui_year *year;
};

/* Sections, in the order of the report */
void appui_year_results(struct appui_year_text *text);
void appui_year_dossiers(struct appui_year_text *text);
void appui_year_days(struct appui_year_text *text);
void appui_year_partners(struct appui_year_text *text);
void appui_year_gaps(struct appui_year_text *text);
void appui_year_ledger(struct appui_year_text *text);
void appui_year_experts(struct appui_year_text *text);
void appui_year_earmarks(struct appui_year_text *text);

/** Heading of a section. */
void appui_year_heading(struct appui_year_text *text, enum appui_word word);

/** A paragraph of a text without arguments. */
void appui_year_note(struct appui_year_text *text, enum appui_word word);

/** Half-days as days, without the word. */
const char *appui_year_figure(struct appui_year_text *text, int64_t half_days);

/** Half-cents (1/200 euro) as euros, exact, without the sign; a dash for APPUI_NO_VALUE. */
const char *appui_year_euros(struct appui_year_text *text, int64_t half_cents);

/** `05/03/2027` or `2027-03-05`. */
const char *appui_year_short_date(struct appui_year_text *text, appui_day day);

/** "2027" for a calendar year, else its first and last month, or day where months are not whole. */
const char *appui_year_range(struct appui_year_text *text, appui_day from, appui_day to);

/**
 * What to call days that stand in no period: not dated yet, dated outside all of them, or both.
 * @param partner  or APPUI_ANY: of all partners with a limit
 * @param expert   or APPUI_ANY: of all experts
 */
const char *appui_year_no_period(struct appui_year_text *text, int32_t partner, int32_t expert);

/** Two spaces and a name: a row below another. */
const char *appui_year_indented(struct appui_year_text *text, const char *name);

/** Writes the table and a blank line, in front of an explanation. */
void appui_year_table(struct appui_year_text *text, struct appui_table *table);

#endif
