/*
 * Stability: what changes of a previous plan, as columns of a search's program (tier stability).
 *
 * They are added when the tier comes. For every previous line i that is still legal, of job j with
 * sessions of h half-days, target t and o legal sessions:
 *
 *           more_i            half-days above the target
 *           kept_s in {0,1}   the session that begins at start s is held again
 *           moved_i           min(o, d_j) less the sessions held again
 *
 * and for every dossier and project: date_q, who_q in {0,1}, another date or mandataire (2 each). A
 * line costs 4 when it is dropped, else 2 |h d_j - t| + moved_i. That is 4 + (2 t - 4) x_j - 2 h
 * d_j
 * + 4 more_i + moved_i: its own columns carry the cost, so that whole plans of partners know it.
 * Where o * h = t, min(o, d_j) is d_j - more_i / h; else short_i in {0,1} tells which of the two it
 * is. In the joint model on slots, kept_s is the start's own column. The dates that the plan before
 * gave to agreed days have a kept_s too, held at 0: it costs nothing, and serves to ask for causes.
 */
#ifndef APPUI_SOLVER_STABILITY_H
#define APPUI_SOLVER_STABILITY_H

#include "model/previous.h"
#include "solver/mandataires.h"
#include "solver/search.h"

/** A session of the previous plan that the program may hold again. */
struct appui_kept_session {
    int32_t line; /**< of the previous plan; -1: of agreed days, and no part of the tier */
    int32_t job, start, slot;
    int32_t column;
};

struct appui_stability {
    struct appui_arena arena;
    const struct appui_previous *previous;
    bool built;
    int32_t n_kept;
    struct appui_kept_session *kept;  /**< [n_kept] by line, then start */
    int32_t *line_job;                /**< [n_lines] job of each line, or -1: it cannot be had */
    int32_t *more, *moved, *is_short; /**< [n_lines] columns, or -1 */
    int32_t *other_date;              /**< [n_dates] columns, or -1 */
    int32_t *other_mandataire;        /**< [n_mandataires] columns, or -1 */
    int32_t fixed;                    /**< what lines cost when all are dropped */
};

/**
 * Adds columns and rows, and sets them at the search's point.
 * @param calendar   the problem on slots that previous sessions are looked up in
 * @param placed     the placement of the point
 * @param stability  previous set, judged; else zero
 * @return 0, or -1 when memory fails
 */
int appui_stability_build(struct appui_search *search, const struct appui_problem *calendar,
                          const struct appui_solution *placed,
                          const struct appui_mandataires *mandataires,
                          struct appui_stability *stability);

/** Sets direction and costs. The tier's value is the program's and `fixed`. */
void appui_stability_aim(struct appui_search *search, const struct appui_stability *stability);

/** Marks the sessions that a point holds again. @param kept  [starts of the calendar problem] */
void appui_stability_mark(const struct appui_stability *stability, const int64_t *x, uint8_t *kept);

#endif
