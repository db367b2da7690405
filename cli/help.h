/*
 * Help: what --help prints, from the option tables.
 */
#ifndef APPUI_CLI_HELP_H
#define APPUI_CLI_HELP_H

#include "cli/command.h"
#include "io/text_buffer.h"

/** Help of the program: commands, common options, exit codes. */
void appui_help_program(struct appui_text_buffer *out, enum appui_language language,
                        const struct appui_command_table *table);

/** Help of one command, and of its parts when it has some. */
void appui_help_command(struct appui_text_buffer *out, struct appui_arena *arena,
                        enum appui_language language, const struct appui_command *command);

#endif
