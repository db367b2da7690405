/*
 * Takes a table apart into rows and cells. The whole text is walked once to count what it holds, a
 * second time to keep it, so that every list is allocated once. What the cells mean is for the
 * readers of tables to say.
 */
#include "io/csv.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "io/csv_encoding.h"
#include "model/fault.h"

#define QUOTE '"'

struct reader {
    const char *at, *end;
    int32_t line, column; /* of `at` */
    struct appui_csv *csv;
    struct appui_csv_cell *cells; /* NULL while counting */
    struct appui_faults *faults;  /* NULL while counting */
    int32_t n_cells, n_rows;
    int32_t first; /* cell of the row being read */
    bool no_memory;
};

static bool ends_line(const struct reader *reader)
{
    return reader->at == reader->end || *reader->at == '\n' || *reader->at == '\r';
}

static bool ends_cell(const struct reader *reader)
{
    return ends_line(reader) || *reader->at == reader->csv->separator;
}

/* CR LF counts as one line end: the line number rises at its last character. */
static void advance(struct reader *reader)
{
    char byte = *reader->at++;
    bool before_lf = byte == '\r' && reader->at < reader->end && *reader->at == '\n';
    if ((byte == '\n' || byte == '\r') && !before_lf) {
        reader->line++;
        reader->column = 1;
    } else if (((unsigned char)byte & 0xC0u) != 0x80u) {
        reader->column++;
    }
}

/* What the first row that holds anything has in a column; NULL: nothing, or it is yet to be read.
 */
static const char *heading_of(const struct reader *reader, int32_t column)
{
    for (int32_t i = 0; i < reader->n_rows; i++) {
        const struct appui_csv_row *row = &reader->csv->rows[i];
        for (int32_t k = 0; k < row->n; k++) {
            if (row->cells[k].text[0] != '\0') {
                bool headed = column < row->n && row->cells[column].text[0] != '\0';
                return headed ? row->cells[column].text : NULL;
            }
        }
    }
    return NULL;
}

static void report(struct reader *reader, enum appui_fault_code code, int32_t line, int32_t column)
{
    if (reader->faults != NULL) {
        int32_t cell = reader->n_cells - reader->first;
        struct appui_table_place place = {reader->n_rows + 1, cell, heading_of(reader, cell)};
        int32_t n = reader->faults->n;
        appui_faults_add(reader->faults, code, NULL, NULL, (const char *)NULL);
        appui_faults_place(reader->faults, line, column);
        if (reader->faults->n > n) {
            appui_faults_put_in_table(reader->faults, n, place);
        }
    }
}

/* Behind a closing quote only spaces may stand. */
static void skip_rest(struct reader *reader)
{
    bool reported = false;
    while (!ends_cell(reader)) {
        if (*reader->at != ' ' && !reported) {
            report(reader, APPUI_FAULT_CSV_AFTER_QUOTE, reader->line, reader->column);
            reported = true;
        }
        advance(reader);
    }
}

/* Walks over a quoted cell; `to` takes its text, or is NULL while counting. Returns its length. */
static size_t quoted(struct reader *reader, char *to)
{
    int32_t line = reader->line, column = reader->column;
    size_t n = 0;
    advance(reader);
    while (reader->at < reader->end) {
        if (*reader->at == QUOTE) {
            advance(reader);
            if (reader->at == reader->end || *reader->at != QUOTE) {
                skip_rest(reader);
                return n;
            }
        }
        if (to != NULL) {
            to[n] = *reader->at;
        }
        n++;
        advance(reader);
    }
    report(reader, APPUI_FAULT_CSV_QUOTE_OPEN, line, column);
    return n;
}

/* The text of a plain cell without the spaces around it. */
static size_t plain(struct reader *reader, const char **text)
{
    *text = reader->at;
    while (!ends_cell(reader)) {
        advance(reader);
    }
    size_t n = (size_t)(reader->at - *text);
    while (n > 0 && (*text)[n - 1] == ' ') {
        n--;
    }
    return n;
}

/* Takes the apostrophe off that keeps a spreadsheet from computing a cell. */
static const char *without_guard(const char *text)
{
    return text[0] == '\'' && text[1] != '\0' && strchr("=+-@", text[1]) != NULL ? text + 1 : text;
}

static const char *read_text(struct reader *reader)
{
    const char *text = NULL;
    size_t n;
    if (reader->at < reader->end && *reader->at == QUOTE) {
        struct reader ahead = *reader;
        ahead.faults = NULL;
        char *to = appui_arena_alloc(&reader->csv->arena, quoted(&ahead, NULL) + 1, 1);
        reader->no_memory |= to == NULL;
        quoted(reader, to);
        return to != NULL ? without_guard(to) : "";
    }
    n = plain(reader, &text);
    text = appui_arena_text(&reader->csv->arena, text, n);
    reader->no_memory |= text == NULL;
    return text != NULL ? without_guard(text) : "";
}

static void skip_cell(struct reader *reader)
{
    const char *text;
    if (reader->at < reader->end && *reader->at == QUOTE) {
        quoted(reader, NULL);
    } else {
        plain(reader, &text);
    }
}

static void read_cell(struct reader *reader)
{
    while (reader->at < reader->end && *reader->at == ' ') {
        advance(reader);
    }
    if (reader->cells == NULL) {
        skip_cell(reader);
    } else {
        struct appui_csv_cell *cell = &reader->cells[reader->n_cells];
        cell->line = reader->line;
        cell->column = reader->column;
        cell->text = read_text(reader);
    }
    reader->n_cells++;
}

static void read_row(struct reader *reader)
{
    reader->first = reader->n_cells;
    read_cell(reader);
    while (!ends_line(reader) && reader->n_cells < APPUI_CSV_CELLS_MAX) {
        advance(reader); /* the separator */
        read_cell(reader);
    }
    if (reader->cells != NULL) {
        reader->csv->rows[reader->n_rows] =
            (struct appui_csv_row){reader->n_cells - reader->first, &reader->cells[reader->first]};
    }
    reader->n_rows++;
    bool cr = reader->at < reader->end && *reader->at == '\r';
    if (reader->at < reader->end) {
        advance(reader);
    }
    if (cr && reader->at < reader->end && *reader->at == '\n') {
        advance(reader);
    }
}

/* Walks over the whole text. @return false when it holds too many cells */
static bool walk(struct reader *reader, struct appui_csv_text text)
{
    reader->at = text.bytes;
    reader->end = text.bytes + text.length;
    reader->line = reader->column = 1;
    reader->n_cells = reader->n_rows = 0;
    while (reader->at < reader->end && !reader->no_memory) {
        if (reader->n_cells >= APPUI_CSV_CELLS_MAX) {
            return false;
        }
        read_row(reader);
    }
    return true;
}

/* Excel's first line "sep=;" names the separator, and no spreadsheet shows it: it is taken off. */
static char named_separator(struct appui_csv_text *text)
{
    static const char key[] = "sep=";
    size_t length = sizeof key - 1;
    bool alone = text->length == length + 1; /* no line end: nothing follows */
    bool named = text->length > length && memcmp(text->bytes, key, length) == 0 &&
                 (alone || strchr("\r\n", text->bytes[length + 1]) != NULL);
    if (!named) {
        return '\0';
    }
    char separator = text->bytes[length];
    bool crlf = text->length > length + 2 && text->bytes[length + 1] == '\r' &&
                text->bytes[length + 2] == '\n';
    size_t taken = length + (alone ? 1 : crlf ? 3 : 2);
    text->bytes += taken;
    text->length -= taken;
    return separator;
}

/* The separator that stands most often in the first line that holds anything, outside quotes. */
static char detect(struct appui_csv_text text)
{
    static const char separators[] = ";\t,";
    int32_t counts[3] = {0, 0, 0};
    bool in_quotes = false, blank = true;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        const char *found = byte == '\0' ? NULL : strchr(separators, byte);
        if (!in_quotes && (byte == '\n' || byte == '\r')) {
            if (!blank) {
                break;
            }
            memset(counts, 0, sizeof counts);
        } else if (byte == QUOTE) {
            in_quotes = !in_quotes;
        } else if (!in_quotes && found != NULL) {
            counts[found - separators]++;
        } else if (byte != ' ') {
            blank = false;
        }
    }
    int best = counts[1] > counts[0] ? 1 : 0;
    return separators[counts[2] > counts[best] ? 2 : best];
}

static enum appui_io_code too_big(struct appui_faults *faults)
{
    char limit[16];
    snprintf(limit, sizeof limit, "%d", APPUI_CSV_CELLS_MAX);
    appui_faults_add(faults, APPUI_FAULT_CSV_TOO_BIG, NULL, NULL, "limit", limit,
                     (const char *)NULL);
    return APPUI_IO_REJECTED;
}

static enum appui_io_code read_table(struct appui_csv *csv, struct appui_csv_text text,
                                     struct appui_faults *faults)
{
    struct reader reader = {.csv = csv};
    csv->separator = named_separator(&text);
    csv->separator = csv->separator != '\0' ? csv->separator : detect(text);
    if (!walk(&reader, text)) {
        return too_big(faults);
    }
    csv->n = reader.n_rows;
    csv->rows = appui_arena_alloc(&csv->arena, (size_t)csv->n, sizeof *csv->rows);
    reader.cells = appui_arena_alloc(&csv->arena, (size_t)reader.n_cells, sizeof *reader.cells);
    if (csv->rows == NULL || reader.cells == NULL) {
        return APPUI_IO_NO_MEMORY;
    }
    reader.faults = faults;
    walk(&reader, text);
    return reader.no_memory ? APPUI_IO_NO_MEMORY : APPUI_IO_OK;
}

enum appui_io_code appui_csv_parse(const char *bytes, size_t length, struct appui_csv *csv,
                                   struct appui_faults *faults)
{
    struct appui_csv_text text;
    int32_t n_before = faults->n_errors;
    enum appui_io_code code = appui_csv_decode(&csv->arena, bytes, length, &text, faults);
    if (code == APPUI_IO_OK) {
        code = read_table(csv, text, faults);
    }
    if (code == APPUI_IO_NO_MEMORY || faults->out_of_memory) {
        return APPUI_IO_NO_MEMORY;
    }
    return code == APPUI_IO_OK && faults->n_errors > n_before ? APPUI_IO_REJECTED : code;
}

char *appui_csv_letters(int32_t column, char text[APPUI_CSV_LETTERS])
{
    char *at = text + APPUI_CSV_LETTERS - 1;
    *at = '\0';
    for (int32_t left = column + 1; left > 0; left = (left - 1) / 26) {
        *--at = (char)('A' + (left - 1) % 26);
    }
    return memmove(text, at, strlen(at) + 1);
}

void appui_csv_release(struct appui_csv *csv)
{
    appui_arena_release(&csv->arena);
    memset(csv, 0, sizeof *csv);
}
