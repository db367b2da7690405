/*
 * Decisions: what a committee or an operator decided, row by row, before anyone believes it.
 *
 * Readers fill the list; model/decide judges it. Ids are still texts, what a row leaves out is
 * absent (NULL, APPUI_ABSENT), half-days are integers. Row i of the list is named by the pointer
 * "/decisions/i" in every fault, whatever the file looked like.
 */
#ifndef APPUI_MODEL_DECISION_H
#define APPUI_MODEL_DECISION_H

#include <stdbool.h>
#include <stdint.h>

#include "model/date.h"
#include "model/draft.h"
#include "model/memory.h"

/** What can be decided, in the order in which a list of decisions takes effect. */
enum appui_decision_kind {
    APPUI_DECISION_DONE,
    APPUI_DECISION_MOVED,
    APPUI_DECISION_CANCELLED,
    APPUI_DECISION_APPROVED,
    APPUI_DECISION_REFUSED,
    APPUI_DECISION_DEFERRED,
    APPUI_DECISION_WITHDRAWN,
    APPUI_DECISION_CLOSED,
    APPUI_DECISION_SIGNED,
    APPUI_N_DECISION_KINDS
};

/** Its name in files: "approved". */
const char *appui_decision_name(enum appui_decision_kind kind);

/** The parts of a row that a fault can speak of. */
enum appui_decision_part {
    APPUI_PART_PROJECT,
    APPUI_PART_NEED,
    APPUI_PART_EXPERT,
    APPUI_PART_DECISION,
    APPUI_PART_DAYS,
    APPUI_PART_DATE,
    APPUI_PART_HALF,
    APPUI_PART_NEW_EXPERT,
    APPUI_PART_REMARKS,
    APPUI_PART_TO_DATE,
    APPUI_PART_TO_HALF,
    APPUI_PART_MANDATAIRE,
    APPUI_N_DECISION_PARTS
};

/** Its key in JSON files and in pointers: "new_expert". */
const char *appui_decision_key(enum appui_decision_part part);

struct appui_decision {
    bool broken; /**< the reader reported a fault in the row: nothing more is said about it */
    const char *project;
    const char *need, *expert, *new_expert, *remarks; /**< or NULL */
    const char *mandataire;                           /**< id of a partner, or NULL */
    enum appui_decision_kind kind;
    int32_t half_days;     /**< or APPUI_ABSENT */
    appui_day day, to_day; /**< or APPUI_ABSENT */
    int32_t half, to_half; /**< enum appui_half, or APPUI_ABSENT */
};

/** Zero-initialised storage is an empty list. */
struct appui_decisions {
    struct appui_arena arena; /**< owns everything below */
    int32_t n;
    struct appui_decision *items; /**< [n] in the order of the file */
};

/** A row of which nothing is known yet. */
struct appui_decision appui_decision_empty(void);

/** Frees what a list owns and zeroes it. */
void appui_decisions_release(struct appui_decisions *decisions);

#endif
