/*
 * Inside the text report: what its sections on committees share. Not a public header.
 */
#ifndef APPUI_IO_REPORT_COMMITTEE_H
#define APPUI_IO_REPORT_COMMITTEE_H

#include "io/report.h"

/** Of what stands below a meeting, a date or a dossier. */
#define APPUI_REPORT_INDENT 2

/** Some partners on a day. */
struct appui_report_people {
    const int32_t *partners; /**< [n] */
    int32_t n;
    appui_day day;
};

/** The text, and behind it those missing because they have left, or because their member is away,
 * where there are any. */
const char *appui_report_missing(struct appui_report *report, enum appui_word word,
                                 const char *text, struct appui_report_people people, bool left);

/** Appends the dates of the file without quorum or chair, on which nobody meets: who is missing. */
void appui_report_impossible_dates(struct appui_report *report);

/** Appends the meetings and dossiers that find no date, date by date why, and the projects that
 * nobody follows. */
void appui_report_missed(struct appui_report *report);

#endif
