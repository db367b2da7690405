/*
 * What decisions will do, or have done, told to people and to machines.
 */
#ifndef APPUI_IO_DECIDE_REPORT_H
#define APPUI_IO_DECIDE_REPORT_H

#include <stdbool.h>

#include "io/faults_json.h"
#include "io/file.h"
#include "io/message.h"
#include "model/decide.h"

/**
 * Tells what changes, dossier by dossier.
 * @param basin  that the result's indices refer to
 * @param width  columns of the terminal
 * @param text   heap (appui_free), NULL unless APPUI_IO_OK
 * @return APPUI_IO_OK or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_decide_report_text(const struct appui_basin *basin,
                                            const struct appui_decide_result *result,
                                            enum appui_language language, int32_t width,
                                            char **text);

/** The answer for machines. */
struct appui_decide_answer {
    bool ok, written;
    const struct appui_basin *basin;            /**< or NULL: only faults are told */
    const struct appui_decide_result *result;   /**< or NULL */
    const struct appui_faults_of_file *sources; /**< [n_sources] faults and warnings */
    int32_t n_sources;
};

/**
 * Writes {"ok", "written", "as_of", "committee", "changes", "gap", "proposed_days", "decided_days",
 * "faults"}; after faults only "ok", "written" and "faults".
 * @param text  heap (appui_free); *length without the NUL
 */
enum appui_io_code appui_decide_report_json(const struct appui_decide_answer *answer,
                                            enum appui_language language, char **text,
                                            size_t *length);

#endif
