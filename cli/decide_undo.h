/*
 * Undo: the last decisions taken back.
 */
#ifndef APPUI_CLI_DECIDE_UNDO_H
#define APPUI_CLI_DECIDE_UNDO_H

#include "cli/options.h"

/** Puts the basin (operand 0) back to the bytes before its last decisions, and notes it in the
 * journal. */
enum appui_exit appui_decide_undo(const struct appui_arguments *arguments);

#endif
