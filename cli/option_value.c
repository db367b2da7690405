/*
 * Option values: what each kind of option accepts. A value that is not accepted is answered with
 * what is, and with the nearest known word where words are expected.
 */
#include "cli/option_value.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/say.h"
#include "io/decision_cell.h"
#include "io/plan_words.h"
#include "model/nearest.h"

enum appui_exit appui_option_no_memory(const struct appui_arguments *arguments)
{
    appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
    return APPUI_EXIT_FAULT;
}

bool appui_option_decimal(const char *text, int decimals, int64_t *value)
{
    int64_t number = 0;
    int left = -1; /* decimals still allowed; -1 in front of the point */
    const char *at = text;
    for (; *at != '\0'; at++) {
        if ((*at == '.' || *at == ',') && left < 0 && at > text && at[1] != '\0') {
            left = decimals;
            continue;
        }
        if (!isdigit((unsigned char)*at) || left == 0 || number > (INT64_MAX - 9) / 10) {
            return false;
        }
        number = number * 10 + (*at - '0');
        left = left < 0 ? left : left - 1;
    }
    for (int i = left < 0 ? decimals : left; i > 0; i--) {
        if (number > INT64_MAX / 10) {
            return false;
        }
        number *= 10;
    }
    *value = number;
    return at > text;
}

const char *appui_option_nearest(struct appui_arena *arena, const char *choices, const char *word)
{
    struct appui_nearest search = appui_nearest_start(word);
    while (*choices != '\0') {
        size_t length = strcspn(choices, "|");
        const char *choice = appui_arena_text(arena, choices, length);
        if (choice != NULL) {
            appui_nearest_offer(&search, choice);
        }
        choices += length + (choices[length] == '|' ? 1 : 0);
    }
    return search.best;
}

static bool is_choice(const char *choices, const char *value)
{
    size_t length = strlen(value);
    while (length > 0 && choices != NULL) {
        if (strncmp(choices, value, length) == 0 &&
            (choices[length] == '|' || choices[length] == '\0')) {
            return true;
        }
        choices = strchr(choices, '|');
        choices = choices != NULL ? choices + 1 : NULL;
    }
    return false;
}

enum appui_exit appui_option_no_choice(const struct appui_option *option, const char *value,
                                       struct appui_arguments *arguments)
{
    const char *hint =
        appui_phrase_hint(&arguments->arena, arguments->language,
                          appui_option_nearest(&arguments->arena, option->choices, value));
    appui_say(arguments->language, APPUI_PHRASE_BAD_CHOICE, option->name, value, option->choices,
              hint, NULL);
    return APPUI_EXIT_USAGE;
}

static enum appui_exit set_choice(const struct appui_option *option, const char *value,
                                  struct appui_arguments *arguments, const char **field)
{
    if (!is_choice(option->choices, value)) {
        return appui_option_no_choice(option, value, arguments);
    }
    *field = value;
    return APPUI_EXIT_DONE;
}

static enum appui_exit set_language(const struct appui_option *option, const char *value,
                                    struct appui_arguments *arguments, enum appui_language *field)
{
    const char *choice = NULL;
    enum appui_exit code = set_choice(option, value, arguments, &choice);
    if (code == APPUI_EXIT_DONE) {
        *field = appui_language_of(choice);
    }
    return code;
}

static enum appui_exit set_method(const struct appui_option *option, const char *value,
                                  struct appui_arguments *arguments, enum appui_method *field)
{
    const char *choice = NULL;
    enum appui_exit code = set_choice(option, value, arguments, &choice);
    for (const struct appui_json_choice *method = appui_plan_methods;
         code == APPUI_EXIT_DONE && method->name != NULL; method++) {
        if (strcmp(method->name, choice) == 0) {
            *field = (enum appui_method)method->value;
        }
    }
    return code;
}

static enum appui_exit set_date(const struct appui_option *option, const char *value,
                                struct appui_arguments *arguments, appui_day *field)
{
    if (!appui_decision_date_read(value, field)) {
        appui_say(arguments->language, APPUI_PHRASE_BAD_DATE, option->name, value, NULL);
        return APPUI_EXIT_USAGE;
    }
    return APPUI_EXIT_DONE;
}

static enum appui_exit say_out_of_range(const struct appui_option *option, const char *value,
                                        struct appui_arguments *arguments, enum appui_phrase phrase)
{
    char low[32];
    char high[32];
    snprintf(low, sizeof low, "%.16g", option->low);
    snprintf(high, sizeof high, "%.16g", option->high);
    appui_say(arguments->language, phrase, option->name, value, low, high, NULL);
    return APPUI_EXIT_USAGE;
}

static enum appui_exit set_seconds(const struct appui_option *option, const char *value,
                                   struct appui_arguments *arguments, double *field)
{
    int64_t thousandths = 0;
    if (!appui_option_decimal(value, 3, &thousandths) || (double)thousandths < option->low * 1000 ||
        (double)thousandths > option->high * 1000) {
        return say_out_of_range(option, value, arguments, APPUI_PHRASE_BAD_NUMBER);
    }
    *field = (double)thousandths / 1000;
    return APPUI_EXIT_DONE;
}

static enum appui_exit set_count(const struct appui_option *option, const char *value,
                                 struct appui_arguments *arguments, int64_t *field)
{
    int64_t count = 0;
    if (!appui_option_decimal(value, 0, &count) || (double)count < option->low ||
        (double)count > option->high) {
        return say_out_of_range(option, value, arguments, APPUI_PHRASE_BAD_COUNT);
    }
    *field = count;
    return APPUI_EXIT_DONE;
}

static enum appui_exit add_pair(const struct appui_option *option, const char *value,
                                struct appui_arguments *arguments, struct appui_option_pair *pairs,
                                int32_t *n)
{
    const char *equals = strchr(value, '=');
    if (equals == NULL || equals == value || equals[1] == '\0') {
        appui_say(arguments->language, APPUI_PHRASE_BAD_PAIR, option->name, value,
                  option->argument[arguments->language], NULL);
        return APPUI_EXIT_USAGE;
    }
    const char *need = appui_arena_text(&arguments->arena, value, (size_t)(equals - value));
    if (need == NULL) {
        return appui_option_no_memory(arguments);
    }
    pairs[(*n)++] = (struct appui_option_pair){need, equals + 1};
    return APPUI_EXIT_DONE;
}

static enum appui_exit add_override(const struct appui_option *option, const char *value,
                                    struct appui_arguments *arguments)
{
    const char *equals = strchr(value, '=');
    if (equals == NULL || value[0] != '/') {
        appui_say(arguments->language, APPUI_PHRASE_BAD_POINTER, option->name, value, NULL);
        return APPUI_EXIT_USAGE;
    }
    const char *pointer = appui_arena_text(&arguments->arena, value, (size_t)(equals - value));
    if (pointer == NULL) {
        return appui_option_no_memory(arguments);
    }
    arguments->plan.overrides[arguments->plan.n_overrides++] =
        (struct appui_override){pointer, equals + 1};
    return APPUI_EXIT_DONE;
}

enum appui_exit appui_option_set(const struct appui_option *option, const char *value,
                                 struct appui_arguments *arguments)
{
    void *field = (char *)arguments + option->offset;
    switch (option->kind) {
    case APPUI_OPTION_FLAG:
        *(bool *)field = true;
        return APPUI_EXIT_DONE;
    case APPUI_OPTION_TEXT:
        *(const char **)field = value;
        return APPUI_EXIT_DONE;
    case APPUI_OPTION_CHOICE:
        return set_choice(option, value, arguments, field);
    case APPUI_OPTION_CHOICES:
        return appui_option_choices(option, value, arguments, field);
    case APPUI_OPTION_RANGE:
        return appui_option_range(option, value, arguments, field);
    case APPUI_OPTION_LANGUAGE:
        return set_language(option, value, arguments, field);
    case APPUI_OPTION_METHOD:
        return set_method(option, value, arguments, field);
    case APPUI_OPTION_DATE:
        return set_date(option, value, arguments, field);
    case APPUI_OPTION_SECONDS:
        return set_seconds(option, value, arguments, field);
    case APPUI_OPTION_COUNT:
        return set_count(option, value, arguments, field);
    case APPUI_OPTION_TIERS:
        return appui_option_tiers(option, value, arguments, field);
    case APPUI_OPTION_TIER:
        return appui_option_tier(option, value, arguments, field);
    case APPUI_OPTION_REQUIRE:
        return add_pair(option, value, arguments, arguments->plan.require,
                        &arguments->plan.n_require);
    case APPUI_OPTION_FORBID:
        return add_pair(option, value, arguments, arguments->plan.forbid,
                        &arguments->plan.n_forbid);
    case APPUI_OPTION_OVERRIDE:
        return add_override(option, value, arguments);
    case APPUI_OPTION_FIXED_TIER:
        break;
    }
    return appui_option_fixed_tier(option, value, arguments);
}
