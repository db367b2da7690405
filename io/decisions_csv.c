/*
 * Reads decisions as a table: the first row that is not blank holds the headings, every other one a
 * decision. Cells are judged alone here: words, numbers of days, dates.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "io/csv.h"
#include "io/decision_words.h"
#include "io/decisions_parts.h"
#include "io/json_scalar.h"
#include "model/days.h"

/* Digits of whole days that are read: far more than any need has. */
#define DIGITS_MAX 6

struct reader {
    const struct appui_csv *csv;
    const struct appui_csv_row *headings;
    struct appui_decisions *decisions;
    struct appui_decisions_places *places;
    struct appui_faults *faults;
    struct appui_arena scratch;
    bool no_memory;
};

static bool is_blank(const struct appui_csv_row *row)
{
    for (int32_t i = 0; i < row->n; i++) {
        if (row->cells[i].text[strspn(row->cells[i].text, " \t")] != '\0') {
            return false;
        }
    }
    return true;
}

/* Up to three pairs of const char *key, const char *value, ended by a NULL key. */
#define PAIRS_MAX 3
struct pairs {
    const char *keys[PAIRS_MAX], *values[PAIRS_MAX];
};

static struct pairs take_pairs(va_list list)
{
    struct pairs pairs = {{NULL}, {NULL}};
    for (int i = 0; i < PAIRS_MAX && (i == 0 || pairs.keys[i - 1] != NULL); i++) {
        pairs.keys[i] = va_arg(list, const char *);
        pairs.values[i] = pairs.keys[i] != NULL ? va_arg(list, const char *) : NULL;
    }
    return pairs;
}

static void add_fault(struct reader *reader, enum appui_fault_code code, const char *pointer,
                      const struct pairs *pairs)
{
    appui_faults_add(reader->faults, code, pointer, NULL, pairs->keys[0], pairs->values[0],
                     pairs->keys[1], pairs->values[1], pairs->keys[2], pairs->values[2],
                     (const char *)NULL);
}

/* Reports a fault of a place that belongs to no decision. */
static void report_at(struct reader *reader, struct appui_table_place place,
                      enum appui_fault_code code, ...)
{
    va_list list;
    va_start(list, code);
    struct pairs pairs = take_pairs(list);
    va_end(list);
    add_fault(reader, code, NULL, &pairs);
    if (!reader->faults->out_of_memory) {
        appui_faults_put_in_table(reader->faults, reader->faults->n - 1, place);
    }
}

static void read_heading(struct reader *reader, int32_t row, int32_t column, const char *text)
{
    struct appui_decisions_places *places = reader->places;
    const char *plain = appui_decision_words_plain(&reader->scratch, text);
    if (plain == NULL) {
        reader->no_memory = true;
        return;
    }
    int32_t part = appui_decision_words_find(&appui_decision_headings, plain);
    struct appui_table_place place = {row + 1, column, text};
    if (part < 0) {
        report_at(reader, place, APPUI_FAULT_COLUMN_UNKNOWN, "value", text, "allowed",
                  appui_decision_headings.allowed, "hint",
                  appui_decision_words_nearest(&appui_decision_headings, plain),
                  (const char *)NULL);
    } else if (places->headings[part] != NULL) {
        char letters[APPUI_CSV_LETTERS];
        report_at(reader, place, APPUI_FAULT_COLUMN_TWICE, "key",
                  appui_decision_key((enum appui_decision_part)part), "other",
                  appui_csv_letters(places->columns[part], letters), (const char *)NULL);
    } else {
        places->columns[part] = column;
        places->headings[part] = appui_arena_text(&places->arena, text, strlen(text));
        reader->no_memory |= places->headings[part] == NULL;
    }
}

/* @return false when the table cannot be read for want of a column */
static bool read_headings(struct reader *reader, int32_t index)
{
    const struct appui_csv_row *row = &reader->csv->rows[index];
    static const enum appui_decision_part required[] = {APPUI_PART_PROJECT, APPUI_PART_DECISION};
    bool ok = true;
    for (int32_t i = 0; i < row->n; i++) {
        if (row->cells[i].text[0] != '\0') {
            read_heading(reader, index, i, row->cells[i].text);
        }
    }
    for (size_t i = 0; i < sizeof required / sizeof *required; i++) {
        if (reader->places->headings[required[i]] == NULL) {
            struct appui_table_place place = {index + 1, 0, NULL};
            report_at(reader, place, APPUI_FAULT_COLUMN_MISSING, "key",
                      appui_decision_key(required[i]), (const char *)NULL);
            ok = false;
        }
    }
    return ok;
}

/* ---- cells ---- */

struct cell {
    int32_t decision; /* index of the decision */
    enum appui_decision_part part;
    const char *text;
};

/* Reports a fault of a cell. @return false always */
static bool report(struct reader *reader, const struct cell *cell, enum appui_fault_code code, ...)
{
    char pointer[64];
    va_list list;
    va_start(list, code);
    struct pairs pairs = take_pairs(list);
    va_end(list);
    snprintf(pointer, sizeof pointer, "/decisions/%d/%s", (int)cell->decision,
             appui_decision_key(cell->part));
    add_fault(reader, code, pointer, &pairs);
    return false;
}

static bool read_text(struct reader *reader, const struct cell *cell, const char **into)
{
    char length[APPUI_DAYS_TEXT], limit[APPUI_DAYS_TEXT];
    if (strlen(cell->text) > APPUI_TEXT_BYTES_MAX) {
        return report(reader, cell, APPUI_FAULT_TEXT_TOO_LONG, "length",
                      appui_count_write((int64_t)strlen(cell->text), length), "limit",
                      appui_count_write(APPUI_TEXT_BYTES_MAX, limit), (const char *)NULL);
    }
    *into = appui_arena_text(&reader->decisions->arena, cell->text, strlen(cell->text));
    reader->no_memory |= *into == NULL;
    return true;
}

static bool read_word(struct reader *reader, const struct cell *cell,
                      const struct appui_decision_words *words, int32_t *into)
{
    const char *plain = appui_decision_words_plain(&reader->scratch, cell->text);
    int32_t value = plain != NULL ? appui_decision_words_find(words, plain) : -1;
    reader->no_memory |= plain == NULL;
    if (plain != NULL && value < 0) {
        return report(reader, cell, APPUI_FAULT_CHOICE_UNKNOWN, "value", cell->text, "allowed",
                      words->allowed, "hint", appui_decision_words_nearest(words, plain),
                      (const char *)NULL);
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

static bool read_days(struct reader *reader, const struct cell *cell, int32_t *half_days)
{
    int32_t whole;
    const char *decimals;
    size_t n;
    if (!split_decimal(cell->text, &whole, &decimals, &n)) {
        return report(reader, cell, APPUI_FAULT_CELL_NOT_DAYS, "value", cell->text,
                      (const char *)NULL);
    }
    if (n > 1 || (n == 1 && decimals[0] != '5')) {
        int32_t below = 2 * whole + (decimals[0] >= '5' ? 1 : 0);
        char low[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
        return report(reader, cell, APPUI_FAULT_DAYS_NOT_HALF, "value", cell->text, "below",
                      appui_days_write(below, low), "above", appui_days_write(below + 1, high),
                      (const char *)NULL);
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

static bool read_date(struct reader *reader, const struct cell *cell, appui_day *day)
{
    struct appui_civil date;
    if (!split_date(cell->text, &date)) {
        return report(reader, cell, APPUI_FAULT_CELL_NOT_DATE, "value", cell->text,
                      (const char *)NULL);
    }
    if (date.year < APPUI_YEAR_MIN || date.year > APPUI_YEAR_MAX) {
        char first[APPUI_DAYS_TEXT], last[APPUI_DAYS_TEXT];
        return report(reader, cell, APPUI_FAULT_DATE_OUT_OF_RANGE, "value", cell->text, "first",
                      appui_count_write(APPUI_YEAR_MIN, first), "last",
                      appui_count_write(APPUI_YEAR_MAX, last), (const char *)NULL);
    }
    if (!appui_date_exists(date.year, date.month, date.day)) {
        return report(reader, cell, APPUI_FAULT_DATE_NOT_EXISTING, "value", cell->text,
                      (const char *)NULL);
    }
    *day = appui_date_from_civil(date.year, date.month, date.day);
    return true;
}

static bool read_cell(struct reader *reader, const struct cell *cell, struct appui_decision *row)
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

/* A cell behind the last heading, or under an empty one: a separator that was meant as text. */
static bool check_strays(struct reader *reader, int32_t index, const struct appui_csv_row *row)
{
    for (int32_t i = 0; i < row->n; i++) {
        bool headed = i < reader->headings->n && reader->headings->cells[i].text[0] != '\0';
        if (!headed && row->cells[i].text[0] != '\0') {
            struct appui_table_place place = {index + 1, i, NULL};
            report_at(reader, place, APPUI_FAULT_CELL_BEYOND, "value", row->cells[i].text,
                      (const char *)NULL);
            return false;
        }
    }
    return true;
}

static void read_row(struct reader *reader, int32_t index, int32_t decision)
{
    const struct appui_csv_row *row = &reader->csv->rows[index];
    struct appui_decision *into = &reader->decisions->items[decision];
    bool ok = check_strays(reader, index, row);
    *into = appui_decision_empty();
    for (int part = 0; part < APPUI_N_DECISION_PARTS; part++) {
        int32_t column = reader->places->columns[part];
        struct cell cell = {decision, (enum appui_decision_part)part, ""};
        if (reader->places->headings[part] != NULL && column < row->n) {
            cell.text = row->cells[column].text;
        }
        bool required = part == APPUI_PART_PROJECT || part == APPUI_PART_DECISION;
        if (cell.text[strspn(cell.text, " \t")] != '\0') {
            ok &= read_cell(reader, &cell, into);
        } else if (required) {
            ok &= report(reader, &cell, APPUI_FAULT_CELL_EMPTY, (const char *)NULL);
        }
    }
    into->broken = !ok;
}

static void read_rows(struct reader *reader, int32_t first)
{
    const struct appui_csv *csv = reader->csv;
    struct appui_decisions *decisions = reader->decisions;
    struct appui_decisions_places *places = reader->places;
    decisions->items =
        appui_arena_alloc(&decisions->arena, (size_t)(csv->n - first), sizeof *decisions->items);
    places->rows = appui_arena_alloc(&places->arena, (size_t)(csv->n - first), sizeof(int32_t));
    if (decisions->items == NULL || places->rows == NULL) {
        reader->no_memory = true;
        return;
    }
    for (int32_t i = first; i < csv->n && !reader->no_memory; i++) {
        if (!is_blank(&csv->rows[i])) {
            places->rows[places->n++] = i + 1;
            read_row(reader, i, decisions->n++);
        }
    }
    if (decisions->n == 0) {
        appui_faults_add(reader->faults, APPUI_FAULT_DECISIONS_EMPTY, NULL, NULL,
                         (const char *)NULL);
    }
}

static void read_table(struct reader *reader)
{
    const struct appui_csv *csv = reader->csv;
    int32_t first = 0;
    while (first < csv->n && is_blank(&csv->rows[first])) {
        first++;
    }
    if (first == csv->n) {
        appui_faults_add(reader->faults, APPUI_FAULT_DECISIONS_EMPTY, NULL, NULL,
                         (const char *)NULL);
        return;
    }
    reader->headings = &csv->rows[first];
    if (read_headings(reader, first)) {
        read_rows(reader, first + 1);
    }
}

enum appui_io_code appui_decisions_csv_parse(const char *bytes, size_t length,
                                             struct appui_decisions *decisions,
                                             struct appui_decisions_places *places,
                                             struct appui_faults *faults)
{
    struct appui_csv csv = {0};
    struct reader reader = {
        .csv = &csv, .decisions = decisions, .places = places, .faults = faults};
    int32_t n_before = faults->n_errors;
    enum appui_io_code code = appui_csv_parse(bytes, length, &csv, faults);
    if (code == APPUI_IO_OK) {
        read_table(&reader);
        code = faults->n_errors > n_before ? APPUI_IO_REJECTED : APPUI_IO_OK;
    }
    appui_arena_release(&reader.scratch);
    appui_csv_release(&csv);
    return reader.no_memory || faults->out_of_memory ? APPUI_IO_NO_MEMORY : code;
}
