/*
 * Plan master: the program over the plans known (solver/plan_lp), for the linear solver.
 *
 * Either the linear program of a node, with slack columns so that it is always feasible, or the
 * integer program that chooses one whole plan of every block from a list.
 */
#ifndef APPUI_SOLVER_PLAN_MASTER_H
#define APPUI_SOLVER_PLAN_MASTER_H

#include "solver/plan_lp.h"

/** A program, and which of its columns and rows stands for what. Rows are links, then the blocks,
 * then what defines further columns. */
struct appui_plan_master {
    struct appui_arena arena;
    struct appui_program program;
    bool whole;
    int32_t n_free;   /**< first the columns that no block decides */
    int32_t *column;  /**< [n_free] their columns */
    int32_t n_chosen; /**< then plans */
    int32_t *plan;    /**< [n_chosen] */
    int32_t n_slack;  /**< then what rows leave unmet; with whole plans none, but which partner
                         serves which need, not counted here */
    int32_t *slack;   /**< [n_slack] 2 link: falls short of it; 2 link + 1: exceeds it;
                         2 n_links + block: no plan of it */
    int32_t n_in;     /**< links among the rows: those that matter */
    int32_t *link;    /**< [n_in] their links */
    int32_t *row;     /**< [n_links + n_blocks] rows, -1: left out */
    int32_t *n_terms; /**< [n_links + n_blocks] scratch */
};

/**
 * Builds the program, in units of the objective, maximised; without the rows that lp->row_out
 * leaves out, or with whole plans those that no choice breaks.
 * @param first_plan  no plan before this one
 * @param whole       plans are chosen whole, and every row must hold
 * @param m           zeroed storage, released in every case
 * @return 0, or -1 when memory fails
 */
int appui_plan_master_build(struct appui_plan_lp *lp, int32_t first_plan, bool whole,
                            struct appui_plan_master *m);

void appui_plan_master_release(struct appui_plan_master *m);

#endif
