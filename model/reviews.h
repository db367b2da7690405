/*
 * Reviews: when a committee follows up the projects it supports.
 *
 * A supported project that has a mandataire is reviewed every `follow_up_months` after its mandate
 * began, until eighteen months are over. A review due is put on the first meeting from then on, up
 * to the next one due; where no meeting is known, its month stands. One due before as_of is history
 * once a meeting was held since, or the next one is due. Reviews take no room on agendas.
 */
#ifndef APPUI_MODEL_REVIEWS_H
#define APPUI_MODEL_REVIEWS_H

#include "model/plan.h"

/**
 * Lists the reviews of a plan whose lines, meetings and mandataires stand.
 * @param reviews  written: [n] in the arena, by project, then date
 * @return n, or -1 when memory fails
 */
int32_t appui_reviews_list(const struct appui_basin *basin, const struct appui_standing *standing,
                           const struct appui_plan *plan, struct appui_arena *arena,
                           struct appui_review **reviews);

/** The day on which the next review of the same project would be due, its mandate over or not: a
 * meeting from then on no longer serves this one. */
appui_day appui_reviews_next(const struct appui_basin *basin, const struct appui_standing *standing,
                             const struct appui_plan *plan, const struct appui_review *review);

#endif
