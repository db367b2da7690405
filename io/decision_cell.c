/*
 * Decides what the cells of a decision table hold: words, numbers of days, dates. Each is judged
 * alone.
 */
#include "io/decision_cell.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "io/decision_words.h"
#include "io/json_scalar.h"
#include "model/days.h"

/* Digits of whole days that are read: far more than any need has. */
#define DIGITS_MAX 6

#define PAIRS_MAX 3

/* Characters of a cell that a fault repeats. */
#define QUOTED_MAX 60

bool appui_decision_cell_report(struct appui_decision_cells *reader,
                                const struct appui_decision_cell *cell, enum appui_fault_code code,
                                ...)
{
    const char *keys[PAIRS_MAX] = {0}, *values[PAIRS_MAX] = {0};
    char pointer[64];
    va_list pairs;
    va_start(pairs, code);
    for (int i = 0; i < PAIRS_MAX && (i == 0 || keys[i - 1] != NULL); i++) {
        keys[i] = va_arg(pairs, const char *);
        values[i] = keys[i] != NULL ? va_arg(pairs, const char *) : NULL;
    }
    va_end(pairs);
    snprintf(pointer, sizeof pointer, "/decisions/%d/%s", (int)cell->decision,
             appui_decision_key(cell->part));
    appui_faults_add(reader->faults, code, pointer, NULL, keys[0], values[0], keys[1], values[1],
                     keys[2], values[2], (const char *)NULL);
    return false;
}

const char *appui_decision_quote(struct appui_arena *arena, const char *text)
{
    size_t n = 0;
    int32_t characters = 0;
    while (text[n] != '\0' && characters < QUOTED_MAX) {
        do {
            n++;
        } while (((unsigned char)text[n] & 0xC0u) == 0x80u);
        characters++;
    }
    if (text[n] == '\0') {
        return text;
    }
    const char *cut = appui_arena_format(arena, "%.*s…", (int)n, text);
    return cut != NULL ? cut : "";
}

static const char *quoted(struct appui_decision_cells *reader,
                          const struct appui_decision_cell *cell)
{
    return appui_decision_quote(&reader->scratch, cell->text);
}

static bool read_text(struct appui_decision_cells *reader, const struct appui_decision_cell *cell,
                      const char **into)
{
    char length[APPUI_DAYS_TEXT], limit[APPUI_DAYS_TEXT];
    if (strlen(cell->text) > APPUI_TEXT_BYTES_MAX) {
        return appui_decision_cell_report(reader, cell, APPUI_FAULT_TEXT_TOO_LONG, "length",
                                          appui_count_write((int64_t)strlen(cell->text), length),
                                          "limit", appui_count_write(APPUI_TEXT_BYTES_MAX, limit),
                                          (const char *)NULL);
    }
    *into = appui_arena_text(&reader->decisions->arena, cell->text, strlen(cell->text));
    reader->no_memory |= *into == NULL;
    return true;
}

static bool read_word(struct appui_decision_cells *reader, const struct appui_decision_cell *cell,
                      const struct appui_decision_words *words, int32_t *into)
{
    const char *plain = appui_decision_words_plain(&reader->scratch, cell->text);
    int32_t value = plain != NULL ? appui_decision_words_find(words, plain) : -1;
    reader->no_memory |= plain == NULL;
    if (plain != NULL && value < 0) {
        return appui_decision_cell_report(
            reader, cell, APPUI_FAULT_CHOICE_UNKNOWN, "value", quoted(reader, cell), "allowed",
            words->allowed, "hint", appui_decision_words_nearest(words, plain), (const char *)NULL);
    }
    *into = value;
    return plain != NULL;
}

/* The whole part and the decimals of "2,50" without trailing zeros; false when it is no number. */
static bool split_decimal(const char *text, int32_t *whole, const char **decimals, size_t *n)
{
    size_t digits = strspn(text, "0123456789");
    bool point = text[digits] == ',' || text[digits] == '.';
    *decimals = text + digits + (point ? 1 : 0);
    *n = strspn(*decimals, "0123456789");
    if (digits == 0 || digits > DIGITS_MAX || (point && *n == 0) || (!point && *n > 0) ||
        (*decimals)[*n] != '\0') {
        return false;
    }
    *whole = 0;
    for (size_t i = 0; i < digits; i++) {
        *whole = 10 * *whole + (text[i] - '0');
    }
    while (*n > 0 && (*decimals)[*n - 1] == '0') {
        --*n;
    }
    return true;
}

static bool read_days(struct appui_decision_cells *reader, const struct appui_decision_cell *cell,
                      int32_t *half_days)
{
    int32_t whole;
    const char *decimals;
    size_t n;
    if (!split_decimal(cell->text, &whole, &decimals, &n)) {
        return appui_decision_cell_report(reader, cell, APPUI_FAULT_CELL_NOT_DAYS, "value",
                                          quoted(reader, cell), (const char *)NULL);
    }
    if (n > 1 || (n == 1 && decimals[0] != '5')) {
        int32_t below = 2 * whole + (decimals[0] >= '5' ? 1 : 0);
        char low[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
        if (below == 0) { /* no row can have 0 days: that is no number to round to */
            return appui_decision_cell_report(reader, cell, APPUI_FAULT_CELL_BELOW_HALF, "value",
                                              quoted(reader, cell), "above",
                                              appui_days_write(1, high), (const char *)NULL);
        }
        return appui_decision_cell_report(reader, cell, APPUI_FAULT_DAYS_NOT_HALF, "value",
                                          quoted(reader, cell), "below",
                                          appui_days_write(below, low), "above",
                                          appui_days_write(below + 1, high), (const char *)NULL);
    }
    *half_days = 2 * whole + (int32_t)n;
    return true;
}

/* Takes up to `most` digits off a text; -1 when there is none, or one more. */
static int32_t take_number(const char **text, size_t most, size_t *n)
{
    int32_t number = 0;
    *n = strspn(*text, "0123456789");
    if (*n == 0 || *n > most) {
        return -1;
    }
    for (size_t i = 0; i < *n; i++) {
        number = 10 * number + ((*text)[i] - '0');
    }
    *text += *n;
    return number;
}

/* Reads DD/MM/YYYY (also with points or hyphens) or YYYY-MM-DD. */
static bool split_date(const char *text, struct appui_civil *date)
{
    size_t n[3];
    int32_t numbers[3];
    char separator = '\0';
    for (int i = 0; i < 3; i++) {
        numbers[i] = take_number(&text, 4, &n[i]);
        bool between = i < 2 && strchr("/.-", *text) != NULL && *text != '\0' &&
                       (i == 0 || *text == separator);
        if (numbers[i] < 0 || (i < 2 && !between)) {
            return false;
        }
        separator = *text;
        text += i < 2 ? 1 : 0;
    }
    bool iso = n[0] == 4 && n[1] == 2 && n[2] == 2;
    bool french = n[0] <= 2 && n[1] <= 2 && n[2] == 4;
    *date = iso ? (struct appui_civil){numbers[0], numbers[1], numbers[2]}
                : (struct appui_civil){numbers[2], numbers[1], numbers[0]};
    return *text == '\0' && (iso || french);
}

bool appui_decision_date_read(const char *text, appui_day *day)
{
    struct appui_civil date;
    if (!split_date(text, &date) || date.year < APPUI_YEAR_MIN || date.year > APPUI_YEAR_MAX ||
        !appui_date_exists(date.year, date.month, date.day)) {
        return false;
    }
    *day = appui_date_from_civil(date.year, date.month, date.day);
    return true;
}

static bool read_date(struct appui_decision_cells *reader, const struct appui_decision_cell *cell,
                      appui_day *day)
{
    struct appui_civil date;
    if (!split_date(cell->text, &date)) {
        return appui_decision_cell_report(reader, cell, APPUI_FAULT_CELL_NOT_DATE, "value",
                                          quoted(reader, cell), (const char *)NULL);
    }
    if (date.year < APPUI_YEAR_MIN || date.year > APPUI_YEAR_MAX) {
        char first[APPUI_DAYS_TEXT], last[APPUI_DAYS_TEXT];
        return appui_decision_cell_report(
            reader, cell, APPUI_FAULT_DATE_OUT_OF_RANGE, "value", quoted(reader, cell), "first",
            appui_count_write(APPUI_YEAR_MIN, first), "last",
            appui_count_write(APPUI_YEAR_MAX, last), (const char *)NULL);
    }
    if (!appui_date_exists(date.year, date.month, date.day)) {
        return appui_decision_cell_report(reader, cell, APPUI_FAULT_DATE_NOT_EXISTING, "value",
                                          quoted(reader, cell), (const char *)NULL);
    }
    *day = appui_date_from_civil(date.year, date.month, date.day);
    return true;
}

bool appui_decision_cell_read(struct appui_decision_cells *reader,
                              const struct appui_decision_cell *cell, struct appui_decision *row)
{
    int32_t kind = 0;
    bool ok = true;
    switch (cell->part) {
    case APPUI_PART_PROJECT:
        return read_text(reader, cell, &row->project);
    case APPUI_PART_NEED:
        return read_text(reader, cell, &row->need);
    case APPUI_PART_EXPERT:
        return read_text(reader, cell, &row->expert);
    case APPUI_PART_NEW_EXPERT:
        return read_text(reader, cell, &row->new_expert);
    case APPUI_PART_MANDATAIRE:
        return read_text(reader, cell, &row->mandataire);
    case APPUI_PART_REMARKS:
        return read_text(reader, cell, &row->remarks);
    case APPUI_PART_DECISION:
        ok = read_word(reader, cell, &appui_decision_kinds, &kind);
        row->kind = (enum appui_decision_kind)kind;
        return ok;
    case APPUI_PART_DAYS:
        return read_days(reader, cell, &row->half_days);
    case APPUI_PART_DATE:
        return read_date(reader, cell, &row->day);
    case APPUI_PART_TO_DATE:
        return read_date(reader, cell, &row->to_day);
    case APPUI_PART_HALF:
        return read_word(reader, cell, &appui_decision_halves, &row->half);
    case APPUI_PART_TO_HALF:
        return read_word(reader, cell, &appui_decision_halves, &row->to_half);
    case APPUI_N_DECISION_PARTS:
        break;
    }
    return ok;
}
