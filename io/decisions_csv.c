/*
 * Reads decisions as a table: the first row that is not blank holds the headings, every other one a
 * decision.
 */
#include <stdarg.h>
#include <string.h>

#include "io/csv.h"
#include "io/decision_cell.h"
#include "io/decision_words.h"
#include "io/decisions_parts.h"
#include "model/days.h"

struct reader {
    const struct appui_csv *csv;
    const struct appui_csv_row *headings;
    struct appui_decisions_places *places;
    struct appui_decision_cells cells;
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

/* Rows above the headings in which a title is looked for. */
#define TITLES_MAX 10

#define PAIRS_MAX 3

/* Reports a fault of a place that belongs to no decision: up to three pairs of const char *key,
 * const char *value follow, ended by a NULL key. */
static void report_at(struct reader *reader, struct appui_table_place place,
                      enum appui_fault_code code, ...)
{
    const char *keys[PAIRS_MAX] = {0}, *values[PAIRS_MAX] = {0};
    struct appui_faults *faults = reader->cells.faults;
    va_list pairs;
    va_start(pairs, code);
    for (int i = 0; i < PAIRS_MAX && (i == 0 || keys[i - 1] != NULL); i++) {
        keys[i] = va_arg(pairs, const char *);
        values[i] = keys[i] != NULL ? va_arg(pairs, const char *) : NULL;
    }
    va_end(pairs);
    appui_faults_add(faults, code, NULL, NULL, keys[0], values[0], keys[1], values[1], keys[2],
                     values[2], (const char *)NULL);
    if (!faults->out_of_memory) {
        appui_faults_put_in_table(faults, faults->n - 1, place);
    }
}

static void read_heading(struct reader *reader, int32_t row, int32_t column, const char *text)
{
    struct appui_decisions_places *places = reader->places;
    const char *plain = appui_decision_words_plain(&reader->cells.scratch, text);
    if (plain == NULL) {
        reader->cells.no_memory = true;
        return;
    }
    int32_t part = appui_decision_words_find(&appui_decision_headings, plain);
    struct appui_table_place place = {row + 1, column,
                                      appui_decision_quote(&reader->cells.scratch, text)};
    if (part < 0) {
        report_at(reader, place, APPUI_FAULT_COLUMN_UNKNOWN, "value",
                  appui_decision_quote(&reader->cells.scratch, text), "allowed",
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
        reader->cells.no_memory |= places->headings[part] == NULL;
    }
}

/* How many of a row's cells are headings that every table needs. */
static int32_t count_required(struct reader *reader, int32_t index)
{
    const struct appui_csv_row *row = &reader->csv->rows[index];
    unsigned seen = 0;
    for (int32_t i = 0; i < row->n; i++) {
        const char *plain = appui_decision_words_plain(&reader->cells.scratch, row->cells[i].text);
        reader->cells.no_memory |= plain == NULL;
        int32_t part =
            plain != NULL ? appui_decision_words_find(&appui_decision_headings, plain) : -1;
        seen |= part == APPUI_PART_PROJECT ? 1u : part == APPUI_PART_DECISION ? 2u : 0u;
    }
    return seen == 3u ? 2 : seen != 0 ? 1 : 0;
}

/* True when the first row is a title, and headings stand in one of the next: reported. */
static bool has_title(struct reader *reader, int32_t first)
{
    if (count_required(reader, first) > 0) {
        return false;
    }
    for (int32_t i = first + 1; i < reader->csv->n && i <= first + TITLES_MAX; i++) {
        if (count_required(reader, i) == 2) {
            char other[APPUI_DAYS_TEXT];
            struct appui_table_place place = {first + 1, 0, NULL};
            report_at(reader, place, APPUI_FAULT_TITLE_ABOVE, "other",
                      appui_count_write(i + 1, other), (const char *)NULL);
            return true;
        }
    }
    return false;
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

/* A cell behind the last heading, or under an empty one: a separator that was meant as text. */
static bool check_strays(struct reader *reader, int32_t index, const struct appui_csv_row *row)
{
    for (int32_t i = 0; i < row->n; i++) {
        bool headed = i < reader->headings->n && reader->headings->cells[i].text[0] != '\0';
        if (!headed && row->cells[i].text[0] != '\0') {
            struct appui_table_place place = {index + 1, i, NULL};
            report_at(reader, place, APPUI_FAULT_CELL_BEYOND, "value",
                      appui_decision_quote(&reader->cells.scratch, row->cells[i].text),
                      (const char *)NULL);
            return false;
        }
    }
    return true;
}

static void read_row(struct reader *reader, int32_t index, int32_t decision)
{
    const struct appui_csv_row *row = &reader->csv->rows[index];
    struct appui_decision *into = &reader->cells.decisions->items[decision];
    bool ok = check_strays(reader, index, row);
    *into = appui_decision_empty();
    for (int part = 0; part < APPUI_N_DECISION_PARTS; part++) {
        int32_t column = reader->places->columns[part];
        struct appui_decision_cell cell = {decision, (enum appui_decision_part)part, ""};
        if (reader->places->headings[part] != NULL && column < row->n) {
            cell.text = row->cells[column].text;
        }
        bool required = part == APPUI_PART_PROJECT || part == APPUI_PART_DECISION;
        if (cell.text[strspn(cell.text, " \t")] != '\0') {
            ok &= appui_decision_cell_read(&reader->cells, &cell, into);
        } else if (required) {
            ok &= appui_decision_cell_report(&reader->cells, &cell, APPUI_FAULT_CELL_EMPTY,
                                             (const char *)NULL);
        }
    }
    into->broken = !ok;
}

static void read_rows(struct reader *reader, int32_t first)
{
    const struct appui_csv *csv = reader->csv;
    struct appui_decisions *decisions = reader->cells.decisions;
    struct appui_decisions_places *places = reader->places;
    decisions->items =
        appui_arena_alloc(&decisions->arena, (size_t)(csv->n - first), sizeof *decisions->items);
    places->rows = appui_arena_alloc(&places->arena, (size_t)(csv->n - first), sizeof(int32_t));
    if (decisions->items == NULL || places->rows == NULL) {
        reader->cells.no_memory = true;
        return;
    }
    for (int32_t i = first; i < csv->n && !reader->cells.no_memory; i++) {
        if (!is_blank(&csv->rows[i])) {
            places->rows[places->n++] = i + 1;
            read_row(reader, i, decisions->n++);
        }
    }
    if (decisions->n == 0) {
        appui_faults_add(reader->cells.faults, APPUI_FAULT_DECISIONS_EMPTY, NULL, NULL,
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
        appui_faults_add(reader->cells.faults, APPUI_FAULT_DECISIONS_EMPTY, NULL, NULL,
                         (const char *)NULL);
        return;
    }
    reader->headings = &csv->rows[first];
    if (!has_title(reader, first) && read_headings(reader, first)) {
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
        .csv = &csv, .places = places, .cells = {.decisions = decisions, .faults = faults}};
    int32_t n_before = faults->n_errors;
    enum appui_io_code code = appui_csv_parse(bytes, length, &csv, faults);
    if (code == APPUI_IO_OK) {
        read_table(&reader);
        code = faults->n_errors > n_before ? APPUI_IO_REJECTED : APPUI_IO_OK;
    }
    appui_arena_release(&reader.cells.scratch);
    appui_csv_release(&csv);
    return reader.cells.no_memory || faults->out_of_memory ? APPUI_IO_NO_MEMORY : code;
}
