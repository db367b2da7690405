/*
 * Options: how a command line is taken apart. getopt_long does it from the command's table;
 * operands are taken where they stand, so POSIXLY_CORRECT changes nothing, and abbreviated names
 * are expanded by getopt.
 */
#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/option_value.h"
#include "cli/say.h"
#include "model/nearest.h"

/* What getopt returns for the i-th option of the table: beyond every character. */
#define FIRST_VALUE 256

const struct appui_option appui_common_options[APPUI_N_COMMON_OPTIONS] = {
    {.name = "lang",
     .kind = APPUI_OPTION_LANGUAGE,
     .offset = offsetof(struct appui_arguments, language),
     .choices = "fr|en",
     .argument = {"fr|en", "fr|en"},
     .help = {"language of reports and messages (default: LC_ALL, LC_MESSAGES, LANG)",
              "langue des rapports et des messages (par défaut : LC_ALL, LC_MESSAGES, LANG)"}},
    {.name = "quiet",
     .letter = 'q',
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, quiet),
     .help = {"no progress, no remarks: only results and faults",
              "ni progression ni remarques : seulement les résultats et les fautes"}},
    {.name = "help",
     .letter = 'h',
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, help),
     .help = {"print this help", "afficher cette aide"}},
    {.name = "version",
     .letter = 'V',
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, version),
     .help = {"print the version", "afficher la version"}}};

/* The command's options and the common ones in getopt's form. */
struct parser {
    const char *command;
    const struct appui_usage *usage;
    int32_t n;
    struct option *long_options; /* [n + 1] */
    char *letters;
};

static const struct appui_option *option_at(const struct appui_usage *usage, int32_t index)
{
    return index < usage->n_options ? &usage->options[index]
                                    : &appui_common_options[index - usage->n_options];
}

enum appui_language appui_options_language(int argc, char *const *argv)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--lang=", 7) == 0) {
            return appui_language_of(argv[i] + 7);
        }
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) {
            return appui_language_of(argv[i + 1]);
        }
    }
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && value[0] != '\0') {
            return appui_language_of(value);
        }
    }
    return APPUI_ENGLISH;
}

static bool parser_init(struct parser *parser, struct appui_arena *arena)
{
    parser->n = parser->usage->n_options + APPUI_N_COMMON_OPTIONS;
    parser->long_options =
        appui_arena_alloc(arena, (size_t)parser->n + 1, sizeof *parser->long_options);
    parser->letters = appui_arena_alloc(arena, 2 * (size_t)parser->n + 3, 1);
    if (parser->long_options == NULL || parser->letters == NULL) {
        return false;
    }
    char *letter = parser->letters;
    *letter++ = '-'; /* operands come as they stand */
    *letter++ = ':'; /* getopt stays silent, and tells a missing value from an unknown option */
    for (int32_t i = 0; i < parser->n; i++) {
        const struct appui_option *option = option_at(parser->usage, i);
        bool flag = option->kind == APPUI_OPTION_FLAG;
        parser->long_options[i] = (struct option){.name = option->name,
                                                  .has_arg = flag ? no_argument : required_argument,
                                                  .val = FIRST_VALUE + i};
        if (option->letter != 0) {
            *letter++ = option->letter;
            if (!flag) {
                *letter++ = ':';
            }
        }
    }
    return true;
}

/* Every repeatable option can come at most once per argument. */
static bool make_room(struct appui_arguments *arguments, int argc)
{
    struct appui_plan_options *plan = &arguments->plan;
    size_t n = (size_t)argc;
    plan->as_of = APPUI_ABSENT;
    arguments->period = (struct appui_range){APPUI_ABSENT, APPUI_ABSENT};
    plan->require = appui_arena_alloc(&arguments->arena, n, sizeof *plan->require);
    plan->forbid = appui_arena_alloc(&arguments->arena, n, sizeof *plan->forbid);
    plan->overrides = appui_arena_alloc(&arguments->arena, n, sizeof *plan->overrides);
    arguments->fixed = appui_arena_alloc(&arguments->arena, n, sizeof *arguments->fixed);
    return plan->require != NULL && plan->forbid != NULL && plan->overrides != NULL &&
           arguments->fixed != NULL;
}

static enum appui_exit see_help(const struct parser *parser, struct appui_arguments *arguments)
{
    const char *command = parser->command;
    if (command[0] != '\0') {
        command = appui_arena_format(&arguments->arena, "%s ", parser->command);
    }
    appui_say(arguments->language, APPUI_PHRASE_SEE_HELP, command != NULL ? command : "", NULL);
    return APPUI_EXIT_USAGE;
}

/* `typed` is the argument as written: its name ends at '='. */
static const char *nearest_option(const struct parser *parser, struct appui_arguments *arguments,
                                  const char *typed)
{
    const char *name = appui_arena_text(&arguments->arena, typed + 2, strcspn(typed + 2, "="));
    if (name == NULL) {
        return NULL;
    }
    struct appui_nearest search = appui_nearest_start(name);
    for (int32_t i = 0; i < parser->n; i++) {
        appui_nearest_offer(&search, option_at(parser->usage, i)->name);
    }
    return search.best == NULL ? NULL : appui_arena_format(&arguments->arena, "--%s", search.best);
}

static enum appui_exit say_unknown(const struct parser *parser, struct appui_arguments *arguments,
                                   const char *typed)
{
    char letter[3] = {'-', (char)optopt, '\0'};
    if (optopt >= FIRST_VALUE) {
        appui_say(arguments->language, APPUI_PHRASE_TAKES_NO_VALUE, typed, NULL);
    } else if (optopt != 0) {
        appui_say(arguments->language, APPUI_PHRASE_UNKNOWN_OPTION, letter, "", NULL);
    } else {
        const char *hint = appui_phrase_hint(&arguments->arena, arguments->language,
                                             nearest_option(parser, arguments, typed));
        appui_say(arguments->language, APPUI_PHRASE_UNKNOWN_OPTION, typed, hint, NULL);
    }
    return see_help(parser, arguments);
}

static const struct appui_option *option_of(const struct parser *parser, int value)
{
    if (value >= FIRST_VALUE) {
        return option_at(parser->usage, value - FIRST_VALUE);
    }
    for (int32_t i = 0; i < parser->n; i++) {
        if (option_at(parser->usage, i)->letter == (char)value) {
            return option_at(parser->usage, i);
        }
    }
    return NULL;
}

static enum appui_exit say_needs_value(const struct parser *parser,
                                       struct appui_arguments *arguments, const char *typed)
{
    const struct appui_option *option = option_of(parser, optopt);
    appui_say(arguments->language, APPUI_PHRASE_NEEDS_VALUE, typed,
              option != NULL ? option->argument[arguments->language] : "", NULL);
    return see_help(parser, arguments);
}

static enum appui_exit add_operand(const struct parser *parser, struct appui_arguments *arguments,
                                   const char *operand)
{
    if (arguments->n_operands == parser->usage->operands_max) {
        appui_say(arguments->language, APPUI_PHRASE_EXTRA_OPERAND, operand,
                  parser->usage->operands[arguments->language], NULL);
        return see_help(parser, arguments);
    }
    arguments->operands[arguments->n_operands++] = operand;
    return APPUI_EXIT_DONE;
}

static enum appui_exit take(const struct parser *parser, struct appui_arguments *arguments,
                            int value, const char *typed)
{
    if (value == 1) {
        return add_operand(parser, arguments, optarg);
    }
    if (value == ':') {
        return say_needs_value(parser, arguments, typed);
    }
    const struct appui_option *option = value == '?' ? NULL : option_of(parser, value);
    if (option == NULL) {
        return say_unknown(parser, arguments, typed);
    }
    enum appui_exit code = appui_option_set(option, optarg, arguments);
    return code == APPUI_EXIT_USAGE ? see_help(parser, arguments) : code;
}

static enum appui_exit read_all(const struct parser *parser, int argc, char **argv,
                                struct appui_arguments *arguments)
{
    enum appui_exit code = APPUI_EXIT_DONE;
    optind = 0; /* glibc: start afresh */
    for (;;) {
        int at = optind > 0 ? optind : 1;
        int value = getopt_long(argc, argv, parser->letters, parser->long_options, NULL);
        if (value == -1) {
            break;
        }
        code = take(parser, arguments, value, at < argc ? argv[at] : "");
        if (code != APPUI_EXIT_DONE) {
            return code;
        }
    }
    while (optind < argc && code == APPUI_EXIT_DONE) { /* what stands behind "--" */
        code = add_operand(parser, arguments, argv[optind++]);
    }
    return code;
}

enum appui_exit appui_options_read(const char *command, const struct appui_usage *usage, int argc,
                                   char **argv, struct appui_arguments *arguments)
{
    struct parser parser = {.command = command, .usage = usage};
    if (!make_room(arguments, argc) || !parser_init(&parser, &arguments->arena)) {
        appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
        return APPUI_EXIT_FAULT;
    }
    enum appui_exit code = read_all(&parser, argc, argv, arguments);
    if (code != APPUI_EXIT_DONE || arguments->help || arguments->version) {
        return code;
    }
    if (arguments->n_operands < usage->operands_min) {
        appui_say(arguments->language, APPUI_PHRASE_MISSING_OPERAND,
                  usage->operands[arguments->language], NULL);
        return see_help(&parser, arguments);
    }
    return APPUI_EXIT_DONE;
}

void appui_arguments_release(struct appui_arguments *arguments)
{
    appui_arena_release(&arguments->arena);
}
