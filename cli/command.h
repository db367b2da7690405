/*
 * Command: a row of the table of commands, and which row a command line names.
 */
#ifndef APPUI_CLI_COMMAND_H
#define APPUI_CLI_COMMAND_H

#include "cli/options.h"

struct appui_command_table;

struct appui_command {
    const char *name;
    enum appui_exit (*run)(const struct appui_arguments *arguments); /**< NULL: has parts */
    const struct appui_usage *usage;
    const char *line[2];                     /**< what it does, by enum appui_language */
    const char *whole;                       /**< of a part: the command it belongs to, or NULL */
    const struct appui_command_table *parts; /**< what its next word names, or NULL */
};

struct appui_command_table {
    const struct appui_command *items; /**< [n] */
    int32_t n;
};

/**
 * Takes the name of the command out of argv; only common options may stand before it.
 * @return the name, or NULL when there is none; *argc and argv without it
 */
const char *appui_command_take(int *argc, char **argv);

/** The command of that name, or NULL (said on stderr, with the nearest one). */
const struct appui_command *appui_command_find(const struct appui_command_table *table,
                                               const char *name, struct appui_arguments *arguments);

/** Says that a command is missing, and which there are. */
void appui_command_missing(const struct appui_command_table *table,
                           struct appui_arguments *arguments);

/** The name as it is typed: "plan", "bench run". @return arena-owned, "" when memory fails */
const char *appui_command_name(struct appui_arena *arena, const struct appui_command *command);

#endif
