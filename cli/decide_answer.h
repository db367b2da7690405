/*
 * Decide answer: what a run of decide tells, to a person and to a machine.
 */
#ifndef APPUI_CLI_DECIDE_ANSWER_H
#define APPUI_CLI_DECIDE_ANSWER_H

#include "cli/decide_input.h"

/** A run and what it has come to. */
struct appui_decide_run {
    const struct appui_arguments *arguments;
    struct appui_decide_inputs inputs;
    char *text; /**< heap, [length], of the new basin */
    size_t length;
    struct appui_basin_input after; /**< the new basin, read back */
    struct appui_faults warnings;   /**< that the old basin did not have */
    char *account; /**< heap: what will be done, as text; NULL: nobody asks for it */
    struct appui_decide_file journal; /**< what is wrong with it; no path: nothing */
    bool written;
};

/** Fills run->warnings: lines change their places, so places do not count. */
void appui_decide_collect_warnings(struct appui_decide_run *run);

/** Says what is wrong with the files, with the plan, and with the basin that would result. */
void appui_decide_say_faults(const struct appui_decide_run *run, enum appui_exit code);

/**
 * Puts into words what will be done, before anything is written. Nothing under --quiet, unless it
 * is the result of a dry run.
 * @return APPUI_EXIT_DONE or APPUI_EXIT_FAULT
 */
enum appui_exit appui_decide_render(struct appui_decide_run *run);

/** Says what is wrong with the journal, so that nothing was written. */
void appui_decide_say_journal(const struct appui_decide_run *run);

/** Prints the account, which is the result of a run (on stderr where stdout takes the basin), and
 * says what the new basin warns of. */
void appui_decide_show(const struct appui_decide_run *run);

/** Says where the new basin and its journal are. */
void appui_decide_say_written(const struct appui_decide_run *run);

/** The answer for machines. @return code, or APPUI_EXIT_FAULT */
enum appui_exit appui_decide_answer_json(const struct appui_decide_run *run, enum appui_exit code);

#endif
