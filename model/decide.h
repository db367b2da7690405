/*
 * Decide: what decisions make of a basin.
 *
 * Rows are judged against the basin, what stands in it, the plan they speak of and model/rules;
 * every fault is found in one run. What is decided is written into a draft of the same file, so
 * that everything else of the file is kept, and told as a list of effects. Nothing is assumed about
 * how rows were written down, and nothing is written anywhere.
 */
#ifndef APPUI_MODEL_DECIDE_H
#define APPUI_MODEL_DECIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/decision.h"
#include "model/plan.h"
#include "model/standing.h"

/** What is decided on. All borrowed. */
struct appui_decide_input {
    const struct appui_basin *basin; /**< as its file is, no option on top */
    const struct appui_standing *standing;
    const struct appui_plan *plan; /**< read against this basin */
    const struct appui_decisions *decisions;
    appui_day as_of; /**< today, or APPUI_ABSENT: the latest date of the basin and of what the rows
                        say has happened */
    bool same_state; /**< the plan was made from this very basin: what it proposes is legal */
};

/** A row whose ids were found. */
struct appui_ruling {
    const struct appui_decision *row; /**< borrowed from the decisions */
    bool valid;                       /**< nothing is wrong with the row by itself */
    int32_t project;                  /**< or -1 */
    int32_t need, expert, new_expert; /**< or -1 */
    int32_t mandataire;               /**< partner, or -1 */
    appui_day met; /**< of a committee's decision: the day of its meeting, or APPUI_ABSENT */
};

enum appui_effect_kind {
    APPUI_EFFECT_AS_OF,          /**< day_before, day */
    APPUI_EFFECT_HELD,           /**< day: the basin knows now that a meeting was held then */
    APPUI_EFFECT_UNDECIDED,      /**< day: of the meeting that had the dossier on its agenda */
    APPUI_EFFECT_LINE_UNDECIDED, /**< day: of the meeting; before: half-days proposed for a dossier
                                    that is approved already, which no row speaks of */
    APPUI_EFFECT_STILL_OPEN,     /**< rows refuse or defer lines of a dossier, none decides on it */
    APPUI_EFFECT_STATUS,         /**< status_before, status */
    APPUI_EFFECT_DEFERRED_AGAIN, /**< day: of the meeting, or absent */
    APPUI_EFFECT_COMMITTEE,      /**< day_before, day (absent: cleared) */
    APPUI_EFFECT_MANDATAIRE,     /**< other: the partner; other_before: or -1 */
    APPUI_EFFECT_MANDATAIRE_LEFT_OPEN, /**< other: the partner whom the plan names, as a lender that
                                          it no longer is */
    APPUI_EFFECT_RETAINED,     /**< half_days, n_sessions, n_undated; before: proposed half-days, or
                                  APPUI_ABSENT where the plan does not propose it; other: the expert
                                  it was proposed for, when another one */
    APPUI_EFFECT_DROPPED,      /**< before: proposed half-days */
    APPUI_EFFECT_DAYS_MIN,     /**< before, half_days */
    APPUI_EFFECT_SIGNED,       /**< half_days */
    APPUI_EFFECT_SESSION_DONE, /**< from: as it was held */
    APPUI_EFFECT_SESSION_MOVED,   /**< from, to */
    APPUI_EFFECT_SESSION_DATED,   /**< to: an agreed session that had no date; day: absent, or the
                                     first day that the decision holds on, where it may have been
                                     held before */
    APPUI_EFFECT_SESSION_UNDATED, /**< from */
    APPUI_EFFECT_SESSION_NOT_AGREED, /**< from; day: the first on which what is decided holds */
    APPUI_EFFECT_DATE_NOT_AGREED,    /**< from: dated by the plan for days agreed before; day: as
                                        of a session not agreed */
    APPUI_EFFECT_SESSION_CANCELLED,  /**< from */
    APPUI_EFFECT_LINE_DAYS,          /**< before, half_days */
    APPUI_EFFECT_LINE_ENDED,         /**< before: agreed half-days of a line that is taken out */
    APPUI_EFFECT_LINE_DONE,          /**< half_days */
    APPUI_EFFECT_LINE_UNDATED, /**< half_days: agreed and without a date, of a line of which a row
                                  cancels a session */
    APPUI_N_EFFECT_KINDS
};

/** Its name for machines: "line_retained". */
const char *appui_effect_name(enum appui_effect_kind kind);

/** One thing that changes in the basin; which fields mean something stands with its kind. */
struct appui_effect {
    enum appui_effect_kind kind;
    int32_t project, need, expert, other; /**< indices into the basin, or -1 */
    int32_t other_before;                 /**< likewise */
    int32_t half_days, before;
    struct appui_date_half from, to;
    appui_day day, day_before;
    enum appui_status status, status_before;
    int32_t n_sessions, n_undated;
};

enum appui_gap_kind {
    APPUI_GAP_REFUSED,
    APPUI_GAP_DEFERRED,
    APPUI_GAP_WITHDRAWN,
    APPUI_GAP_LINE_DROPPED,
    APPUI_GAP_EXPERT_REPLACED,
    APPUI_GAP_DAYS_REDUCED,
    APPUI_GAP_DAYS_RAISED,
    APPUI_GAP_DATE_CHANGED,
    APPUI_GAP_MANDATAIRE_CHANGED,
    APPUI_GAP_NOT_PROPOSED,
    APPUI_GAP_DAYS_TAKEN_BACK, /**< no change to a proposal: agreed days of a need that a row ends
                                  and no row grants again; proposed: how many */
    APPUI_N_GAP_KINDS
};

/** Its name in the journal: "expert_replaced". */
const char *appui_gap_name(enum appui_gap_kind kind);

/** One thing that was decided otherwise than the plan proposed. */
struct appui_gap_of_plan {
    enum appui_gap_kind kind;
    int32_t project, need, expert; /**< need and expert: or -1; expert: the one proposed */
    int32_t proposed, decided;     /**< half-days, or APPUI_ABSENT where days play no part */
};

/** What comes of the decisions. Zero-initialised storage is empty. */
struct appui_decide_result {
    struct appui_arena arena;
    appui_day as_of;     /**< of the new basin */
    appui_day committee; /**< the latest meeting that a row decides in, or APPUI_ABSENT */
    int32_t n_rulings, n_effects, n_gaps;
    struct appui_ruling *rulings;   /**< [n_rulings], one per row */
    struct appui_effect *effects;   /**< [n_effects] by project, then as they take effect */
    struct appui_gap_of_plan *gaps; /**< [n_gaps] */
    int32_t proposed, decided; /**< half-days of support decided on: as proposed, as retained */
    int32_t effects_capacity, gaps_capacity;
};

/**
 * Applies decisions to a draft of the basin's file.
 * @param draft    the draft that in->basin was built from, unchanged since; afterwards the new
 * basin as long as no fault was found, else nothing of use
 * @param faults   takes what is wrong with rows, under the pointers of model/decision.h
 * @param outcome  takes what would be wrong with the basin that results
 * @param result   zeroed; released by the caller in every case
 * @return 0, or -1 when memory fails
 */
int appui_decide(const struct appui_decide_input *in, struct appui_draft *draft,
                 struct appui_faults *faults, struct appui_faults *outcome,
                 struct appui_decide_result *result);

void appui_decide_result_release(struct appui_decide_result *result);

#endif
