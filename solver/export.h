/*
 * Programs as CPLEX LP and free MPS text, written by appui itself: all digits, all names,
 * locale-independent.
 */
#ifndef APPUI_SOLVER_EXPORT_H
#define APPUI_SOLVER_EXPORT_H

#include <stdio.h>

#include "solver/program.h"

/**
 * Writes CPLEX LP. Names that LP cannot hold, and those that begin with '_', get a '_' before them;
 * a row with two different bounds stands twice, the second time as ~NUMBER.NAME.
 * @return 0, or -1 on a write error or when memory fails
 */
int appui_export_lp(const struct appui_program *program, FILE *stream);

/** Writes free MPS (OBJSENSE section when maximising; integer columns between INTORG and INTEND
 * markers). @return like export_lp. */
int appui_export_mps(const struct appui_program *program, FILE *stream);

#endif
