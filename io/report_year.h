/*
 * The year's report for the steering committee, as text, in French or English.
 */
#ifndef APPUI_IO_REPORT_YEAR_H
#define APPUI_IO_REPORT_YEAR_H

#include "io/file.h"
#include "io/message.h"
#include "model/year.h"

/** A year, and what it was counted from. */
struct appui_year_report {
    const struct appui_year_sources *sources;
    const struct appui_year *year;
    const struct appui_faults *faults; /**< of the plan: what check found broken is shown first */
};

/**
 * Renders the report: results beside objectives, dossiers and waiting, days and their value,
 * partners, what the committee changed, the ledger by convention year of partners and experts,
 * earmarked days.
 * @param width  columns, 60 to 200
 * @param text   heap, freed by the caller with appui_free
 * @return APPUI_IO_OK or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_report_year(const struct appui_year_report *report,
                                     enum appui_language language, int32_t width, char **text,
                                     size_t *length);

/** The same figures for machines: format appui-year/1. */
enum appui_io_code appui_report_year_json(const struct appui_year_report *report, char **text,
                                          size_t *length);

#endif
