/*
 * Journal notes: what a run that changes no basin leaves in the journal beside it.
 */
#ifndef APPUI_CLI_JOURNAL_NOTE_H
#define APPUI_CLI_JOURNAL_NOTE_H

#include "cli/basin_input.h"
#include "cli/verify.h"

/**
 * Notes a plan in the journal of its basin.
 * @param text  of the plan file
 * @return APPUI_EXIT_DONE, or why not, which is said
 */
enum appui_exit appui_journal_note_plan(const struct appui_basin_input *input,
                                        const struct appui_plan *plan,
                                        const struct appui_plan_text *text,
                                        enum appui_language language);

#endif
