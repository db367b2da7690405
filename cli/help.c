/*
 * Help: how commands, options and exit codes are laid out for a terminal of 80 columns.
 */
#include "cli/help.h"

#include "cli/say.h"
#include "cli/tier_names.h"

#define WIDTH 80
#define INDENT 2
#define COLUMN_MAX 32

static void add_title(struct appui_text_buffer *out, enum appui_language language,
                      enum appui_phrase phrase)
{
    appui_text_newline(out);
    appui_text_add(out, appui_phrase(language, phrase));
    appui_text_newline(out);
}

/* A term and its explanation; a term that is too wide stands on a line of its own. */
static void add_row(struct appui_text_buffer *out, const char *term, const char *text,
                    int32_t column)
{
    appui_text_repeat(out, ' ', INDENT);
    appui_text_cell(out, term, column - INDENT, APPUI_TEXT_LEFT);
    if (appui_text_columns(term) + 2 > column - INDENT) {
        appui_text_newline(out);
        appui_text_repeat(out, ' ', column);
    }
    appui_text_wrap(out, text, column, column, WIDTH);
}

static void add_usage(struct appui_text_buffer *out, const char *text)
{
    appui_text_wrap(out, text, 0, 4, WIDTH);
}

static void add_option(struct appui_text_buffer *out, enum appui_language language,
                       const struct appui_option *option)
{
    struct appui_text_buffer term = {0};
    char letter[] = "    ";
    if (option->letter != 0) {
        letter[0] = '-';
        letter[1] = option->letter;
        letter[2] = ',';
    }
    appui_text_add(&term, letter);
    appui_text_add(&term, "--");
    appui_text_add(&term, option->name);
    if (option->argument[language] != NULL) {
        appui_text_add(&term, " ");
        appui_text_add(&term, option->argument[language]);
    }
    out->failed = out->failed || term.failed;
    if (!term.failed) {
        add_row(out, term.bytes, option->help[language], COLUMN_MAX);
    }
    appui_text_release(&term);
}

static void add_options(struct appui_text_buffer *out, enum appui_language language,
                        const struct appui_option *options, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        add_option(out, language, &options[i]);
    }
}

static void add_commands(struct appui_text_buffer *out, enum appui_language language,
                         const struct appui_command_table *table)
{
    add_title(out, language, APPUI_PHRASE_COMMANDS);
    for (int32_t i = 0; i < table->n; i++) {
        add_row(out, table->items[i].name, table->items[i].line[language], 12);
    }
}

static void add_common(struct appui_text_buffer *out, enum appui_language language)
{
    add_title(out, language, APPUI_PHRASE_COMMON_OPTIONS);
    add_options(out, language, appui_common_options, APPUI_N_COMMON_OPTIONS);
    appui_text_newline(out);
    appui_text_wrap(out, appui_phrase(language, APPUI_PHRASE_FILES_NOTE), 0, 0, WIDTH);
}

/* Every criterion by the name that --tiers takes, what reports call it, and what it asks for. */
static void add_tiers(struct appui_text_buffer *out, struct appui_arena *arena,
                      enum appui_language language)
{
    add_title(out, language, APPUI_PHRASE_TIER_LIST);
    for (int tier = 0; tier < APPUI_N_TIERS; tier++) {
        add_row(out, appui_tier_name((enum appui_tier)tier),
                appui_tier_explained(arena, language, (enum appui_tier)tier), 20);
    }
}

void appui_help_program(struct appui_text_buffer *out, enum appui_language language,
                        const struct appui_command_table *table)
{
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6"};
    add_usage(out, appui_phrase(language, APPUI_PHRASE_USAGE_PROGRAM));
    appui_text_wrap(out, appui_phrase(language, APPUI_PHRASE_PURPOSE), 0, 0, WIDTH);
    add_commands(out, language, table);
    add_common(out, language);
    add_title(out, language, APPUI_PHRASE_EXIT_CODES);
    for (int code = APPUI_EXIT_DONE; code <= APPUI_EXIT_FILE; code++) {
        add_row(out, digits[code],
                appui_phrase(language, (enum appui_phrase)(APPUI_PHRASE_EXIT_0 + code)), 6);
    }
}

void appui_help_command(struct appui_text_buffer *out, struct appui_arena *arena,
                        enum appui_language language, const struct appui_command *command)
{
    struct appui_text_buffer usage = {0};
    const char *arguments[] = {appui_command_name(arena, command),
                               command->usage->operands[language]};
    appui_text_fill(&usage, appui_phrase(language, APPUI_PHRASE_USAGE), arguments, 2);
    add_usage(out, usage.failed ? "" : usage.bytes);
    out->failed = out->failed || usage.failed;
    appui_text_release(&usage);
    appui_text_wrap(out, command->line[language], 0, 0, WIDTH);
    if (command->parts != NULL) {
        add_commands(out, language, command->parts);
    }
    if (command->usage->n_options > 0) {
        add_title(out, language, APPUI_PHRASE_COMMAND_OPTIONS);
        add_options(out, language, command->usage->options, command->usage->n_options);
    }
    if (command->usage->tells_tiers) {
        add_tiers(out, arena, language);
    }
    if (command->usage->note != NULL) {
        appui_text_newline(out);
        appui_text_wrap(out, command->usage->note->texts[language], 0, 0, WIDTH);
    }
    add_common(out, language);
}
