/*
 * Option value: from the text of one option to its field.
 */
#ifndef APPUI_CLI_OPTION_VALUE_H
#define APPUI_CLI_OPTION_VALUE_H

#include "cli/options.h"

/**
 * Reads a value into the field of its option; repeatable ones are appended.
 * @param value  NULL for flags; borrowed
 * @return APPUI_EXIT_DONE; APPUI_EXIT_USAGE (said on stderr); APPUI_EXIT_FAULT when memory fails
 * (said too)
 */
enum appui_exit appui_option_set(const struct appui_option *option, const char *value,
                                 struct appui_arguments *arguments);

/** The one of "a|b|c" that is nearest to word, arena-owned, or NULL. */
const char *appui_option_nearest(struct appui_arena *arena, const char *choices, const char *word);

#endif
