/*
 * One cell of a decision table: internal to io/decisions, but for dates, which options of the
 * command line take in the same forms.
 */
#ifndef APPUI_IO_DECISION_CELL_H
#define APPUI_IO_DECISION_CELL_H

#include <stdbool.h>

#include "model/decision.h"
#include "model/fault.h"

/** What reading cells needs. */
struct appui_decision_cells {
    struct appui_decisions *decisions; /**< takes texts */
    struct appui_faults *faults;
    struct appui_arena scratch;
    bool no_memory; /**< set once, checked once at the end */
};

struct appui_decision_cell {
    int32_t decision; /**< index of the decision */
    enum appui_decision_part part;
    const char *text; /**< not blank */
};

/** A text as a fault quotes it: at most 60 characters, then an ellipsis. @return the text itself,
 * or a copy in the arena; "" when memory fails */
const char *appui_decision_quote(struct appui_arena *arena, const char *text);

/** Reads DD/MM/YYYY (also with points or hyphens) or YYYY-MM-DD. @return false when the text has
 * neither form, or there is no such day */
bool appui_decision_date_read(const char *text, appui_day *day);

/** Reads a cell into its part of a row. @return false when it reported a fault */
bool appui_decision_cell_read(struct appui_decision_cells *reader,
                              const struct appui_decision_cell *cell, struct appui_decision *row);

/** Reports a fault of a cell, under the pointer of its decision and part. @param ...  up to three
 * pairs of const char *key, const char *value, ended by a (const char *)NULL key @return false */
bool appui_decision_cell_report(struct appui_decision_cells *reader,
                                const struct appui_decision_cell *cell, enum appui_fault_code code,
                                ...);

#endif
