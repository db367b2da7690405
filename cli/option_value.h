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

/* What the kinds of options share, and the kinds of cli/option_tier.c and cli/option_list.c */

/** Reads digits with up to `decimals` more behind a point or comma, as an integer of that many
 * decimals. */
bool appui_option_decimal(const char *text, int decimals, int64_t *value);

/** Says that memory is exhausted. @return APPUI_EXIT_FAULT */
enum appui_exit appui_option_no_memory(const struct appui_arguments *arguments);

/** Says that a value is none of option->choices. @return APPUI_EXIT_USAGE */
enum appui_exit appui_option_no_choice(const struct appui_option *option, const char *value,
                                       struct appui_arguments *arguments);

/** Words of option->choices parted by commas, added to the bits of earlier ones. */
enum appui_exit appui_option_choices(const struct appui_option *option, const char *value,
                                     struct appui_arguments *arguments, uint32_t *field);

/** A range like 1-20, or one number. */
enum appui_exit appui_option_range(const struct appui_option *option, const char *value,
                                   struct appui_arguments *arguments,
                                   struct appui_option_range *field);

/** A list like coverage,equity,fit:2%. */
enum appui_exit appui_option_tiers(const struct appui_option *option, const char *value,
                                   struct appui_arguments *arguments, const char **field);

/** The name of one tier. */
enum appui_exit appui_option_tier(const struct appui_option *option, const char *value,
                                  struct appui_arguments *arguments, enum appui_tier *field);

/** TIER=VALUE, appended to arguments->fixed. */
enum appui_exit appui_option_fixed_tier(const struct appui_option *option, const char *value,
                                        struct appui_arguments *arguments);

#endif
