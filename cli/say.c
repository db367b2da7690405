/*
 * Say: the program's own phrases and how faults are printed. Everything goes through a text buffer,
 * which escapes what could repaint a terminal.
 */
#include "cli/say.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/output.h"
#include "io/message.h"
#include "model/memory.h"

#define ARGUMENTS_MAX 10
#define FOLD_MIN 40 /* columns: below, a folded message is harder to read than a cut one */
#define INDENT 2

static const char *const table[APPUI_N_PHRASES][2] = {
#define P(name, en, fr) [APPUI_PHRASE_##name] = {[APPUI_ENGLISH] = en, [APPUI_FRENCH] = fr},
#include "cli/phrases.def"
#undef P
};

const char *appui_phrase(enum appui_language language, enum appui_phrase phrase)
{
    return table[phrase][language];
}

static void add_phrase(struct appui_text_buffer *out, enum appui_language language,
                       enum appui_phrase phrase, int64_t count, va_list list)
{
    const char *arguments[ARGUMENTS_MAX];
    int32_t n = 0;
    const char *argument = NULL;
    while (n < ARGUMENTS_MAX && (argument = va_arg(list, const char *)) != NULL) {
        arguments[n++] = argument;
    }
    appui_words_fill(out, language, appui_phrase(language, phrase), 2 * count, arguments, n);
}

/* Folds a line between words at the width of the terminal, below its own indent. A file gets it as
 * it is: one message is one line for editors and scripts. */
static void fold(struct appui_text_buffer *line)
{
    int32_t width = appui_output_message_width();
    if (line->failed || line->bytes == NULL || appui_text_columns(line->bytes) <= width ||
        width < FOLD_MIN) {
        appui_text_newline(line);
        return;
    }
    struct appui_text_buffer folded = {0};
    int32_t lead = (int32_t)strspn(line->bytes, " ");
    appui_text_repeat(&folded, ' ', lead);
    appui_text_wrap(&folded, line->bytes + lead, lead, lead + INDENT, width);
    appui_text_release(line);
    *line = folded;
}

static void print_line(struct appui_text_buffer *line)
{
    fold(line);
    if (line->failed) {
        fputs("appui: memory is exhausted\n", stderr);
    } else {
        fputs(line->bytes, stderr);
    }
    appui_text_release(line);
}

const char *appui_phrase_text(struct appui_arena *arena, enum appui_language language,
                              enum appui_phrase phrase, int64_t count, ...)
{
    struct appui_text_buffer buffer = {0};
    va_list list;
    va_start(list, count);
    add_phrase(&buffer, language, phrase, count, list);
    va_end(list);
    const char *text =
        buffer.failed ? NULL : appui_arena_text(arena, buffer.bytes, (size_t)buffer.length);
    appui_text_release(&buffer);
    return text != NULL ? text : "";
}

const char *appui_phrase_hint(struct appui_arena *arena, enum appui_language language,
                              const char *word)
{
    return word == NULL
               ? ""
               : appui_phrase_text(arena, language, APPUI_PHRASE_DID_YOU_MEAN, 0, word, NULL);
}

/* A line that begins with who speaks. */
static void say_as_program(enum appui_language language, enum appui_phrase phrase, int64_t count,
                           va_list list)
{
    struct appui_text_buffer said = {0}, line = {0};
    add_phrase(&said, language, phrase, count, list);
    const char *arguments[] = {said.failed ? "" : said.bytes};
    appui_text_fill(&line, appui_phrase(language, APPUI_PHRASE_SAID_BY_PROGRAM), arguments, 1);
    line.failed = line.failed || said.failed;
    appui_text_release(&said);
    print_line(&line);
}

void appui_say(enum appui_language language, enum appui_phrase phrase, ...)
{
    va_list list;
    va_start(list, phrase);
    say_as_program(language, phrase, 0, list);
    va_end(list);
}

void appui_say_count(enum appui_language language, enum appui_phrase phrase, int64_t count, ...)
{
    va_list list;
    va_start(list, count);
    say_as_program(language, phrase, count, list);
    va_end(list);
}

void appui_say_more(enum appui_language language, enum appui_phrase phrase, ...)
{
    struct appui_text_buffer line = {0};
    va_list list;
    va_start(list, phrase);
    add_phrase(&line, language, phrase, 0, list);
    va_end(list);
    print_line(&line);
}

void appui_say_text(const char *text)
{
    fputs(text, stderr);
}

const char *appui_source_name(enum appui_language language, const char *path)
{
    return strcmp(path, "-") == 0 ? appui_phrase(language, APPUI_PHRASE_STDIN_NAME) : path;
}

static void say_fault(enum appui_language language, const struct appui_fault *fault,
                      const char *source)
{
    struct appui_text_buffer line = {0};
    char *text = appui_message_text(fault, source, language);
    if (appui_fault_text(fault->code)->severity == APPUI_WARNING) {
        const char *arguments[] = {text};
        appui_text_fill(&line, appui_phrase(language, APPUI_PHRASE_WARNING), arguments, 1);
    } else {
        appui_text_add(&line, text);
    }
    appui_free(text);
    print_line(&line);
}

void appui_say_faults(enum appui_language language, const struct appui_faults *faults,
                      const char *path, bool warnings)
{
    const char *source = appui_source_name(language, path);
    for (int32_t i = 0; i < faults->n; i++) {
        bool warning = appui_fault_text(faults->items[i].code)->severity == APPUI_WARNING;
        if (warnings || !warning) {
            say_fault(language, &faults->items[i], source);
        }
    }
    if (faults->out_of_memory) {
        appui_say(language, APPUI_PHRASE_NO_MEMORY, NULL);
    }
}
