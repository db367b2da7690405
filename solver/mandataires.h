/*
 * Mandataires: who follows the projects that a plan supports (R14), as columns of a search's
 * program.
 *
 * They are added when the first tier asks for them, so that those before are not slowed down.
 *
 * Columns   v_qp in {0,1}   partner p, who lends to project q, is its mandataire (worth 2), or one
 *                           who does not (worth 1)
 *           v_q  in {0,1}   any of those who lend is, or any other: where neither mandates_max nor
 *                           the burden tells them apart
 *           z_qpt in {0,1}  v_qp, and the mandate has begun by day t
 * Rows      R14_left        v_qp + (examined on a date after p leaves) <= 1
 */
#ifndef APPUI_SOLVER_MANDATAIRES_H
#define APPUI_SOLVER_MANDATAIRES_H

#include "model/plan.h"
#include "model/previous.h"
#include "solver/search.h"

struct appui_mandataire_column {
    int32_t project;
    int32_t partner; /**< -1: any */
    bool lends;
    int32_t column;
};

struct appui_mandataires {
    struct appui_arena arena;
    bool built;
    int32_t n, capacity;
    struct appui_mandataire_column *items; /**< [n] by project; heap */
    int32_t first_row, end_row;
};

/** Adds columns and rows to the search's program, and sets them at its point.
 * @param previous  who was named before has columns of its own; or NULL
 * @return 0, or -1 when memory fails */
int appui_mandataires_build(struct appui_search *search, const struct appui_previous *previous,
                            struct appui_mandataires *mandates);

/** Sets direction and costs of the tier mandataires. */
void appui_mandataires_aim(struct appui_search *search, const struct appui_mandataires *mandates);

/** Names the mandataires of the search's point in a plan whose lines stand: where any may be, the
 * one who lends most, then the one with fewest mandates. @return 0, or -1 when memory fails */
int appui_mandataires_assemble(const struct appui_search *search,
                               const struct appui_mandataires *mandates, struct appui_plan *plan);

void appui_mandataires_release(struct appui_mandataires *mandates);

#endif
