/*
 * Reconvene: on which dates the meetings are held that no dossier asks for (count.min).
 *
 * No tier speaks of that. After the last one, with lines, dossiers' dates and mandataires as they
 * stand, such meetings return to the dates of the plan before as far as the tiers allow; where
 * there is none before, they take the dates on which most follow-up reviews are due. Unreported.
 */
#ifndef APPUI_SOLVER_RECONVENE_H
#define APPUI_SOLVER_RECONVENE_H

#include "model/plan.h"
#include "solver/mandataires.h"
#include "solver/search.h"

/**
 * Moves the search's point to the meetings that are best so.
 * @param mandates  of the search's program; not built: none
 * @param plan      of that point, with lines, meetings and mandataires; its `previous` is kept to.
 *                  Its meetings are left to the caller
 * @param moved     written: whether other meetings are held now
 * @return APPUI_SOLVE_OK or APPUI_SOLVE_NO_MEMORY
 */
enum appui_solve_code appui_reconvene(struct appui_search *search,
                                      const struct appui_mandataires *mandates,
                                      struct appui_plan *plan, bool *moved);

#endif
