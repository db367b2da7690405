/*
 * Progress: what the live line says (phase, tier, incumbent, bound, time left) and when it is
 * drawn.
 */
#include "cli/progress.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/say.h"
#include "cli/signals.h"
#include "io/text_buffer.h"

#define INTERVAL_MS 100
#define WIDTH_DEFAULT 80
#define CLEAR_LINE "\r\033[K"
#define DIM "\033[2m"
#define PLAIN "\033[0m"

void appui_progress_init(struct appui_progress *progress, enum appui_language language, bool quiet)
{
    const char *terminal = getenv("TERM");
    const char *no_colour = getenv("NO_COLOR");
    bool able = terminal != NULL && terminal[0] != '\0' && strcmp(terminal, "dumb") != 0;
    *progress = (struct appui_progress){.language = language,
                                        .shown = !quiet && able && isatty(STDERR_FILENO),
                                        .colour = no_colour == NULL || no_colour[0] == '\0'};
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int32_t terminal_width(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
        return WIDTH_DEFAULT;
    }
    return size.ws_col;
}

static void add_phrase(struct appui_text_buffer *line, enum appui_language language,
                       enum appui_phrase phrase, double value, const char *format)
{
    struct appui_text_buffer number = {0};
    char digits[64];
    snprintf(digits, sizeof digits, format[0] == 'd' ? "%.0f" : "%.6g", value);
    char *point = strchr(digits, '.');
    if (point != NULL && language == APPUI_FRENCH) {
        *point = ',';
    }
    const char *arguments[] = {digits};
    appui_text_fill(&number, appui_phrase(language, phrase), arguments, 1);
    if (!number.failed) {
        appui_text_add(line, "  ");
        appui_text_add(line, number.bytes);
    }
    appui_text_release(&number);
}

static const char *phase_name(enum appui_language language, const char *phase)
{
    static const struct {
        const char *name;
        enum appui_phrase phrase;
    } phases[] = {{"compile", APPUI_PHRASE_PHASE_COMPILE},
                  {"relax", APPUI_PHRASE_PHASE_RELAX},
                  {"search", APPUI_PHRASE_PHASE_SEARCH},
                  {"prove", APPUI_PHRASE_PHASE_PROVE}};
    for (size_t i = 0; i < sizeof phases / sizeof *phases; i++) {
        if (strcmp(phases[i].name, phase) == 0) {
            return appui_phrase(language, phases[i].phrase);
        }
    }
    return phase;
}

static void compose(struct appui_text_buffer *line, enum appui_language language,
                    const struct appui_solve_progress *state)
{
    appui_text_add(line, phase_name(language, state->phase));
    if (state->has_tier) {
        appui_text_add(line, "  ");
        appui_text_add(line, appui_words(language, (enum appui_word)(APPUI_WORD_TIER_AGREED +
                                                                     (int)state->tier)));
    }
    if (state->level > 0) {
        add_phrase(line, language, APPUI_PHRASE_PROGRESS_LEVEL, state->level, "d");
    }
    if (state->has_incumbent) {
        add_phrase(line, language, APPUI_PHRASE_PROGRESS_BEST, state->incumbent, "g");
    }
    if (state->has_bound) {
        add_phrase(line, language, APPUI_PHRASE_PROGRESS_BOUND, state->bound, "g");
    }
    if (isfinite(state->seconds_left)) {
        add_phrase(line, language, APPUI_PHRASE_PROGRESS_LEFT, ceil(fmax(state->seconds_left, 0)),
                   "d");
    }
}

/* Bytes of text that fit the width. */
static int fitting(const char *text, int32_t width)
{
    size_t length = strlen(text);
    while (length > 0 && (appui_text_columns_of(text, length) > width ||
                          ((unsigned char)text[length] & 0xC0u) == 0x80u)) {
        length--;
    }
    return (int)length;
}

/* Ctrl-C is answered at once, since the search may need a moment to come to its end. */
static void tell_stop(struct appui_progress *progress)
{
    if (!progress->stop_told && appui_signals_stop(NULL)) {
        progress->stop_told = true;
        appui_progress_clear(progress);
        appui_say(progress->language, APPUI_PHRASE_STOPPING, NULL);
    }
}

void appui_progress_show(void *context, const struct appui_solve_progress *state)
{
    struct appui_progress *progress = context;
    int64_t now = now_ms();
    if (!progress->shown || now < progress->next_ms) {
        return;
    }
    tell_stop(progress);
    progress->next_ms = now + INTERVAL_MS;
    struct appui_text_buffer line = {0};
    compose(&line, progress->language, state);
    if (!line.failed) {
        int length = fitting(line.bytes, terminal_width() - 1);
        fprintf(stderr, "%s%s%.*s%s", CLEAR_LINE, progress->colour ? DIM : "", length, line.bytes,
                progress->colour ? PLAIN : "");
        fflush(stderr);
        progress->line_open = true;
    }
    appui_text_release(&line);
}

void appui_progress_clear(struct appui_progress *progress)
{
    if (progress->line_open) {
        fputs(CLEAR_LINE, stderr);
        fflush(stderr);
        progress->line_open = false;
    }
}
