/*
 * Tiers on the command line: lists with tolerances, one tier by name, and tiers held at a value.
 */
#include <string.h>

#include "cli/option_value.h"
#include "cli/say.h"
#include "cli/tier_names.h"

/* Decimals of a --fix value: what six decimals of a weight can carry. */
#define FIXED_DECIMALS 6

static enum appui_exit say_unknown_tier(const struct appui_option *option, const char *name,
                                        struct appui_arguments *arguments)
{
    enum appui_language language = arguments->language;
    const char *meant = appui_tier_meant(&arguments->arena, language, name);
    appui_say(language, APPUI_PHRASE_TIER_UNKNOWN, option->name, name,
              appui_phrase_hint(&arguments->arena, language, meant),
              appui_tier_names(&arguments->arena, language), NULL);
    return APPUI_EXIT_USAGE;
}

/* Adds text[length] to the list, or says why not. */
static enum appui_exit add_tier(const struct appui_option *option, const char *text, size_t length,
                                struct appui_arguments *arguments, struct appui_tier_list *list)
{
    enum appui_tier_fault fault = appui_tier_list_add(list, text, (int32_t)length);
    if (fault == APPUI_TIER_OK) {
        return APPUI_EXIT_DONE;
    }
    const char *item = appui_arena_text(&arguments->arena, text, length);
    const char *name = appui_arena_text(&arguments->arena, text, strcspn(text, ":,"));
    if (item == NULL || name == NULL) {
        return appui_option_no_memory(arguments);
    }
    if (fault == APPUI_TIER_UNKNOWN) {
        return say_unknown_tier(option, name, arguments);
    }
    appui_say(arguments->language,
              fault == APPUI_TIER_TWICE ? APPUI_PHRASE_TIER_TWICE : APPUI_PHRASE_TIER_BAD_TOLERANCE,
              option->name, item, NULL);
    return APPUI_EXIT_USAGE;
}

enum appui_exit appui_option_tiers(const struct appui_option *option, const char *value,
                                   struct appui_arguments *arguments, const char **field)
{
    struct appui_tier_list list = {0};
    const char *at = value;
    for (;;) {
        size_t length = strcspn(at, ",");
        enum appui_exit code = add_tier(option, at, length, arguments, &list);
        if (code != APPUI_EXIT_DONE) {
            return code;
        }
        at += length;
        if (*at == '\0') {
            break;
        }
        at++;
    }
    if (appui_tier_list_check(&list) != APPUI_TIER_OK) {
        appui_say(arguments->language, APPUI_PHRASE_TIER_ALONE, option->name, value, NULL);
        return APPUI_EXIT_USAGE;
    }
    *field = value;
    return APPUI_EXIT_DONE;
}

enum appui_exit appui_option_tier(const struct appui_option *option, const char *value,
                                  struct appui_arguments *arguments, enum appui_tier *field)
{
    struct appui_tier_list list = {0};
    enum appui_exit code = add_tier(option, value, strlen(value), arguments, &list);
    if (code == APPUI_EXIT_DONE && list.items[0].tolerance != 0) {
        return say_unknown_tier(option, value, arguments);
    }
    *field = code == APPUI_EXIT_DONE ? list.items[0].tier : *field;
    return code;
}

/* The tiers whose value is a sum over lines; solver/solve judges the same of those with data. */
static bool can_be_held(enum appui_tier tier)
{
    return tier == APPUI_TIER_AGREED || tier == APPUI_TIER_COVERAGE || tier == APPUI_TIER_FIT ||
           tier == APPUI_TIER_CONCENTRATION;
}

enum appui_exit appui_option_fixed_tier(const struct appui_option *option, const char *value,
                                        struct appui_arguments *arguments)
{
    const char *equals = strchr(value, '=');
    struct appui_tier_list list = {0};
    int64_t millionths = 0;
    if (equals == NULL || !appui_option_decimal(equals + 1, FIXED_DECIMALS, &millionths)) {
        appui_say(arguments->language, APPUI_PHRASE_BAD_FIXED, option->name, value, NULL);
        return APPUI_EXIT_USAGE;
    }
    const char *name = appui_arena_text(&arguments->arena, value, (size_t)(equals - value));
    if (name == NULL) {
        return appui_option_no_memory(arguments);
    }
    enum appui_exit code = add_tier(option, name, strlen(name), arguments, &list);
    if (code != APPUI_EXIT_DONE) {
        return code;
    }
    enum appui_tier tier = list.items[0].tier;
    if (!can_be_held(tier)) {
        appui_say(arguments->language, APPUI_PHRASE_TIER_NOT_HELD, option->name,
                  appui_tier_name(tier), NULL);
        return APPUI_EXIT_USAGE;
    }
    int64_t one = 1000000 / appui_tier_scale(tier);
    if (millionths % one != 0 || list.items[0].tolerance != 0) {
        appui_say(arguments->language, APPUI_PHRASE_BAD_FIXED, option->name, value, NULL);
        return APPUI_EXIT_USAGE;
    }
    arguments->fixed[arguments->n_fixed++] = (struct appui_fixed_tier){tier, millionths / one};
    return APPUI_EXIT_DONE;
}
