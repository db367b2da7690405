/*
 * Entries of a basin's journal, as plain data: what was decided, what that changed against the
 * proposal, and which entries still hold.
 *
 * Projects, needs and experts are ids: a journal outlives what the basin holds today.
 * io/journal reads them; model/year counts them.
 */
#ifndef APPUI_MODEL_HISTORY_H
#define APPUI_MODEL_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "model/decide.h"
#include "model/memory.h"

enum appui_journal_kind { APPUI_JOURNAL_DECISIONS, APPUI_JOURNAL_PLAN, APPUI_JOURNAL_UNDO };

struct appui_history_decision {
    enum appui_decision_kind decided;
    const char *project;
    const char *need; /**< or NULL: the whole project */
};

struct appui_history_gap {
    enum appui_gap_kind kind;
    const char *project;
    const char *need, *expert; /**< or NULL */
    appui_day committee;       /**< of a firm that withdraws: the meeting that had retained it, else
                                  APPUI_ABSENT */
};

struct appui_history_entry {
    enum appui_journal_kind kind;
    int32_t line;  /**< of the file, from 1 */
    size_t offset; /**< of the line in the file, bytes */
    appui_day as_of;
    appui_day committee;        /**< meeting decided in, or APPUI_ABSENT */
    const char *basin;          /**< its name */
    const char *before, *after; /**< fingerprints of the basin */
    const char *undoes;         /**< `after` of the entry undone, or NULL */
    const char *undo;           /**< of decisions: the bytes of the basin before; else NULL */
    size_t undo_length;
    int32_t n_decisions, n_gaps;
    struct appui_history_decision *decisions; /**< [n_decisions] */
    struct appui_history_gap *gaps;           /**< [n_gaps] */
    int32_t n_projects;                       /**< of a plan: projects with a proposed line */
    int32_t proposed, decided;                /**< half-days of the support lines decided on */
    bool open;  /**< its line has no end, which it gets once its basin is written */
    bool holds; /**< it happened, and is not undone; set by appui_history_settle */
};

struct appui_history {
    struct appui_arena arena;            /**< owns the texts and lists of the entries */
    struct appui_history_entry *entries; /**< [n], heap, in the order of the file */
    int32_t n, capacity;
};

/**
 * Decides which entries hold, from the basin's present fingerprint back. An entry happened when the
 * basin next known (of the next entry that happened, at last the present one) is its `after`, or is
 * known to no entry up to it: then the basin was edited by hand since. One whose `after` the
 * journal never meets again while the basin is back at an earlier state did not happen: a run was
 * stopped before it wrote the basin, or an older file was put back. A last entry that is still open
 * happened only if it led to the present state.
 * @param present  fingerprint of the basin as it is
 * Quadratic in the entries.
 */
void appui_history_settle(struct appui_history *journal, const char *present);

/**
 * The last day on which the committee decided otherwise, in that way, than was proposed of an
 * expert for a need, by entries that hold. A dossier refused or deferred as a whole is no judgement
 * of its lines.
 * @return APPUI_ABSENT: none known. Linear in the gaps.
 */
appui_day appui_history_last_gap(const struct appui_history *journal, enum appui_gap_kind kind,
                                 const char *need, const char *expert);

void appui_history_release(struct appui_history *journal);

#endif
