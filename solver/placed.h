/*
 * Placed: what became of lines that were to find slots.
 */
#ifndef APPUI_SOLVER_PLACED_H
#define APPUI_SOLVER_PLACED_H

enum appui_placed {
    APPUI_PLACED,
    APPUI_NOT_PLACEABLE, /**< proved: no slots */
    APPUI_PLACE_UNKNOWN, /**< a limit or a stop came first */
    APPUI_PLACE_FAULT    /**< memory or the linear solver failed; the clock's reason may say more */
};

#endif
