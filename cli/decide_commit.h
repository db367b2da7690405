/*
 * Decide commit: the journal first, then the basin, so that a kill in between leaves a pair that
 * the next run can tell apart.
 */
#ifndef APPUI_CLI_DECIDE_COMMIT_H
#define APPUI_CLI_DECIDE_COMMIT_H

#include "cli/decide_input.h"
#include "cli/exit_codes.h"
#include "io/journal.h"
#include "io/message.h"

/** A basin to be written with its entry. All borrowed. */
struct appui_decide_commit {
    const char *source;  /**< the basin decided on: its journal is continued; NULL: stdin */
    const char *present; /**< its fingerprint */
    const char *target;  /**< the basin written: the same, or one that is not there yet, whose
                            journal, if any, is one that a stopped run began */
    const char *line;    /**< the journal's entry */
    const char *bytes;   /**< [length] the new basin */
    size_t length;
    size_t journal_max; /**< bytes: APPUI_JOURNAL_BYTES, or APPUI_JOURNAL_BYTES_OF_UNDO */
    struct appui_decide_file *journal; /**< zeroed: told what is wrong with a journal, and its path,
                                          which its faults own */
};

/**
 * Continues the journal, then writes the basin, of which it says what fails. On "-" only the basin
 * is written.
 * @return APPUI_EXIT_DONE, APPUI_EXIT_REJECTED (a journal that is none), APPUI_EXIT_FILE or
 * APPUI_EXIT_FAULT
 */
enum appui_exit appui_decide_commit(const struct appui_decide_commit *commit,
                                    enum appui_language language);

#endif
