/*
 * Decision files: what an operator types, as CSV, or a program writes, as JSON
 * (appui-decisions/1). docs/formats.md tells both.
 */
#ifndef APPUI_IO_DECISIONS_H
#define APPUI_IO_DECISIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "io/file.h"
#include "model/decision.h"
#include "model/fault.h"

/** Where the rows and parts of a decision file stand. Zero-initialised storage is legal. */
struct appui_decisions_places {
    struct appui_arena arena; /**< owns everything below */
    bool table;               /**< a CSV file; else JSON, whose places are pointers already */
    int32_t n;
    int32_t *rows;                           /**< [n] of each decision, as a spreadsheet counts */
    int32_t columns[APPUI_N_DECISION_PARTS]; /**< 0-based */
    const char *headings[APPUI_N_DECISION_PARTS]; /**< as written; NULL: there is no such column */
};

/**
 * Reads a decision file: JSON when its first character that is no space is `{`, else CSV. Every
 * fault of form is reported; what rows mean is model/decide's to judge, and a row with a fault is
 * marked broken, so that the others can be judged in the same run.
 * @param decisions, places  zeroed storage, released by the caller in every case
 * @return APPUI_IO_OK; APPUI_IO_REJECTED (decisions hold what could be read), APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_decisions_parse(const char *bytes, size_t length,
                                         struct appui_decisions *decisions,
                                         struct appui_decisions_places *places,
                                         struct appui_faults *faults);

/**
 * Turns pointers to decisions (/decisions/3/days) into rows and columns where the file is a table,
 * in places and in arguments, and puts faults in the order of the rows.
 * @return 0, or -1 when memory fails
 */
int appui_decisions_place(const struct appui_decisions_places *places, struct appui_faults *faults);

void appui_decisions_places_release(struct appui_decisions_places *places);

#endif
