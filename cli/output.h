/*
 * Output: results on stdout or in a file, with every error seen.
 */
#ifndef APPUI_CLI_OUTPUT_H
#define APPUI_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/exit_codes.h"
#include "io/message.h"

/** Columns for text in a file or a pipe. */
#define APPUI_WIDTH_OF_FILES 80

/** Puts text on stdout; errors are told by appui_output_finish. */
void appui_output_print(const char *text, size_t length);

/**
 * Writes a whole file, or stdout for "-"; says on stderr what fails.
 * @return APPUI_EXIT_DONE, APPUI_EXIT_FILE or APPUI_EXIT_FAULT
 */
enum appui_exit appui_output_write(enum appui_language language, const char *path, const char *text,
                                   size_t length);

/**
 * Flushes and closes stdout. A full disk is said and gives APPUI_EXIT_FILE; a reader that went away
 * is not an error.
 * @param code  the exit code so far, kept unless it is APPUI_EXIT_DONE
 */
enum appui_exit appui_output_finish(enum appui_language language, enum appui_exit code);

/** Columns to fold messages at, on stderr: the terminal's; 0 when it is none or does not say. */
int32_t appui_output_message_width(void);

/** Columns for text on stdout: the terminal's, or 80 when it is none. */
int32_t appui_output_width(void);

/** True when both paths name one existing file. */
bool appui_output_is_input(const char *target, const char *input);

/** The worse of two exit codes: the first that is not APPUI_EXIT_DONE. */
enum appui_exit appui_exit_first(enum appui_exit first, enum appui_exit second);

#endif
