/*
 * The text report of a plan, to be read aloud in a meeting, in French or English.
 */
#ifndef APPUI_IO_REPORT_TEXT_H
#define APPUI_IO_REPORT_TEXT_H

#include "io/message.h"
#include "io/plan_json.h"
#include "model/history.h"

/** What a plan's report is told from; all borrowed. */
struct appui_plan_report {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    const struct appui_plan *plan;
    const struct appui_plan_header *header;
    const struct appui_faults *faults;   /**< warnings, and what check found broken */
    const struct appui_history *journal; /**< settled; NULL when there is none */
};

/**
 * Renders the report: title and dates, what is proposed and how sure it is (tiers in words), per
 * project, per partner (pledged, delivered, agreed, proposed, left, burden), holes with reasons in
 * words, calendar week by week, warnings. A proposal that the committee did not take before says
 * so, where the journal knows.
 * @param width  columns of the terminal, 60 to 200
 * @param text   heap, freed by the caller with appui_free
 * @return APPUI_IO_OK or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_report_text(const struct appui_plan_report *from,
                                     enum appui_language language, int32_t width, char **text,
                                     size_t *length);

#endif
