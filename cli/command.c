/*
 * Command: how the first word of a command line is found and matched.
 */
#include "cli/command.h"

#include <string.h>

#include "cli/say.h"
#include "model/nearest.h"

const char *appui_command_take(int *argc, char **argv)
{
    int at = 1;
    while (at < *argc && argv[at][0] == '-') {
        at += strcmp(argv[at], "--lang") == 0 ? 2 : 1;
    }
    if (at >= *argc) {
        return NULL;
    }
    const char *name = argv[at];
    memmove(&argv[at], &argv[at + 1], (size_t)(*argc - at) * sizeof *argv);
    --*argc;
    return name;
}

/* Points at the help that lists the commands of a table. */
static void see_help(const struct appui_command_table *table, struct appui_arguments *arguments)
{
    const char *whole = table->items[0].whole;
    const char *before = whole == NULL ? NULL : appui_arena_format(&arguments->arena, "%s ", whole);
    appui_say(arguments->language, APPUI_PHRASE_SEE_HELP, before != NULL ? before : "", NULL);
}

const struct appui_command *appui_command_find(const struct appui_command_table *table,
                                               const char *name, struct appui_arguments *arguments)
{
    struct appui_nearest search = appui_nearest_start(name);
    for (int32_t i = 0; i < table->n; i++) {
        if (strcmp(table->items[i].name, name) == 0) {
            return &table->items[i];
        }
        appui_nearest_offer(&search, table->items[i].name);
    }
    appui_say(arguments->language, APPUI_PHRASE_UNKNOWN_COMMAND, name,
              appui_phrase_hint(&arguments->arena, arguments->language, search.best), NULL);
    see_help(table, arguments);
    return NULL;
}

const char *appui_command_name(struct appui_arena *arena, const struct appui_command *command)
{
    if (command->whole == NULL) {
        return command->name;
    }
    const char *name = appui_arena_format(arena, "%s %s", command->whole, command->name);
    return name != NULL ? name : "";
}

void appui_command_missing(const struct appui_command_table *table,
                           struct appui_arguments *arguments)
{
    const char *names = table->items[0].name;
    for (int32_t i = 1; i < table->n && names != NULL; i++) {
        names = appui_arena_format(&arguments->arena, "%s, %s", names, table->items[i].name);
    }
    appui_say(arguments->language, APPUI_PHRASE_NO_COMMAND, names != NULL ? names : "", NULL);
    see_help(table, arguments);
}
