/*
 * Earliest: when each need of fixed lines can end at the soonest and must begin at the latest, each
 * need taken alone but for those it follows (R10). What no plan can do is taken out of the
 * promptness program.
 */
#ifndef APPUI_SOLVER_EARLIEST_H
#define APPUI_SOLVER_EARLIEST_H

#include "solver/promptness.h"

/**
 * Fixes columns that every plan of these lines has at the same value: starts before what a need
 * follows can end, or after what follows it must begin, are 0; a need is active up to the day on
 * which it can end at the soonest. Adds a row per need and week that ties its sessions to its
 * activity.
 * @return 0, or -1 when memory fails. Linear in starts times needs of a project.
 */
int appui_earliest_tighten(struct appui_joint *joint, const struct appui_promptness *promptness);

#endif
