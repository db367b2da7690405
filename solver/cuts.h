/*
 * Cuts: sets of lines that no calendar can hold together, as rows of the days relaxation.
 *
 * A literal (j, k) says that job j has at least k sessions. A cut says that not all members of a
 * set hold, each member being one literal or several of which one need has at most one. Literals
 * below the least a used proposal has are its own column x_j; others get a column b_jk while a
 * program is solved. A cut of lines whose dossiers wait for the committee may hold only while these
 * are examined late (support) or early (diagnostics): literals of dossiers say so, in columns e_qc.
 * Source: logic-based Benders decomposition, Hooker 2007, chapter 7.
 */
#ifndef APPUI_SOLVER_CUTS_H
#define APPUI_SOLVER_CUTS_H

#include "solver/days.h"

enum appui_literal_kind {
    APPUI_HAS_SESSIONS, /**< `what` is a job: it has at least `number` sessions */
    APPUI_EXAMINED_BY,  /**< a dossier: it is examined on choice `number` or before */
    APPUI_NOT_BEFORE,   /**< a dossier: it is not examined before choice `number` */
    APPUI_SESSION_KEPT  /**< a start: its session is held again; `number` is its column */
};

struct appui_literal {
    enum appui_literal_kind kind;
    int32_t what, number;
};

struct appui_cut {
    int32_t first_literal, n_literals;
    int32_t members; /**< at most members - 1 of them hold */
};

/** All cuts of a run. Zeroed storage is empty. */
struct appui_cuts {
    int32_t n, n_literals, capacity, literal_capacity;
    struct appui_cut *items;        /**< [n] heap */
    struct appui_literal *literals; /**< [n_literals] heap */
    int32_t n_in;                   /**< the first cuts are rows of the program at present */
    int32_t column_capacity;
    int32_t *columns; /**< [n_literals] heap: the column of each literal of those cuts */
};

/** Opens a cut; literals pushed next belong to it. @return 0, or -1 when memory fails */
int appui_cuts_open(struct appui_cuts *cuts, int32_t members);
int appui_cuts_push(struct appui_cuts *cuts, struct appui_literal literal);

/** Appends the cuts that are not in the days program yet, and the columns b_jk they need. To take
 * all off again, truncate the program and set n_in to 0. */
void appui_cuts_append(struct appui_cuts *cuts, struct appui_days *days);

/** Sets the columns of all cuts in the program at a point whose other columns are set. */
void appui_cuts_point(const struct appui_cuts *cuts, const struct appui_days *days, int64_t *x);

/** True when a point's half-days and what else is given break a cut: it is known not to be
 * placeable. */
bool appui_cuts_refuse(const struct appui_cuts *cuts, const struct appui_days *days,
                       const int32_t *half_days, const struct appui_given *given);

void appui_cuts_release(struct appui_cuts *cuts);

#endif
