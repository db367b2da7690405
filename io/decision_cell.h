/*
 * One cell of a decision table. Internal to io/decisions.
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

/** Reads a cell into its part of a row. @return false when it reported a fault */
bool appui_decision_cell_read(struct appui_decision_cells *reader,
                              const struct appui_decision_cell *cell, struct appui_decision *row);

/** Reports a fault of a cell, under the pointer of its decision and part. @param ...  up to three
 * pairs of const char *key, const char *value, ended by a (const char *)NULL key @return false */
bool appui_decision_cell_report(struct appui_decision_cells *reader,
                                const struct appui_decision_cell *cell, enum appui_fault_code code,
                                ...);

#endif
