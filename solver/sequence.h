/*
 * Sequence: the order in which a committee examines its dossiers, so that members leave the room
 * for a conflict of interest as few times as possible.
 *
 * A member leaves once for every run of consecutive dossiers that it has a conflict with. Dossiers
 * of the same conflicts stand together; the order of the groups is exact up to 14 of them (dynamic
 * programming over sets, Held and Karp 1962) and improved step by step beyond.
 */
#ifndef APPUI_SOLVER_SEQUENCE_H
#define APPUI_SOLVER_SEQUENCE_H

#include "model/basin.h"

/**
 * Orders dossiers; between equal orders, that of the file.
 * @param present   [n_present] members in the room
 * @param projects  [n] in the order of the file; written
 * @return 0, or -1 when memory fails
 */
int appui_sequence_order(const struct appui_basin *basin, const int32_t *present, int32_t n_present,
                         int32_t *projects, int32_t n);

/** How many times members leave when dossiers are examined in this order. */
int32_t appui_sequence_leavings(const struct appui_basin *basin, const int32_t *present,
                                int32_t n_present, const int32_t *projects, int32_t n);

#endif
