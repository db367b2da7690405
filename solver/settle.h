/*
 * Settle: once the earliest committee dates are known, which dates no plan can use any more.
 *
 * The committee's own columns and rows, with the tiers on them that are held, are a small program;
 * a date that it rules out for a dossier is ruled out for the plan, and with it what the dossier's
 * lines could only have had then; a meeting that it needs is held. Later tiers so see few dates, or
 * one, and rows are tightened to what is left (solver/tighten).
 */
#ifndef APPUI_SOLVER_SETTLE_H
#define APPUI_SOLVER_SETTLE_H

#include "solver/days.h"
#include "solver/search.h"

/** Columns, rows and terms as they were; all heap. Nothing was settled: NULL. */
struct appui_settled {
    int32_t n_columns, column_capacity, n_rows, row_capacity, n_terms, term_capacity;
    struct appui_column *columns;
    struct appui_row *rows;
    struct appui_term *terms;
};

/**
 * Rules dates out of the search's program, which holds the tiers before.
 * @param days     the relaxation whose program it is, or NULL
 * @param settled  written: what to put back when those tiers are no longer held
 * @return 0, or -1 when memory fails
 */
int appui_settle_dates(struct appui_search *search, struct appui_days *days,
                       struct appui_settled *settled);

/** Puts the program back. */
void appui_settle_undo(struct appui_search *search, struct appui_settled *settled);

void appui_settled_release(struct appui_settled *settled);

#endif
