/*
 * CSV: text tables as spreadsheets save them, read by RFC 4180 with the liberties that people and
 * spreadsheets take.
 */
#ifndef APPUI_IO_CSV_H
#define APPUI_IO_CSV_H

#include <stddef.h>
#include <stdint.h>

#include "io/file.h"
#include "model/memory.h"

/** Most cells that are read. */
#define APPUI_CSV_CELLS_MAX 1000000

/** One cell, in UTF-8, spaces around it taken off unless it was quoted. */
struct appui_csv_cell {
    const char *text;     /**< never NULL */
    int32_t line, column; /**< of its first character in the file, 1-based; columns in characters */
};

/** One record: a row as a spreadsheet numbers it, so a cell with line ends in it is one row. */
struct appui_csv_row {
    int32_t n;
    struct appui_csv_cell *cells; /**< [n] */
};

/** Zero-initialised storage is an empty table. */
struct appui_csv {
    struct appui_arena arena; /**< owns everything below */
    char separator;           /**< ';', ',' or a tab */
    int32_t n;
    struct appui_csv_row *rows; /**< [n]; row i is row i + 1 of the spreadsheet; blank rows too */
};

/**
 * Reads a whole table.
 *
 * Text is UTF-8, with or without byte order mark, else Windows-1252. The separator is the one of
 * `;`, tab and `,` that stands most often in the first line that is not blank (that order between
 * equals). Lines end with CR LF, LF or CR. A cell that begins with a quote ends at the next single
 * one, two quotes in it mean one; a quote later in a cell means itself. An apostrophe in front of
 * = + - @ is taken off: it was put there so that no spreadsheet computes the cell.
 *
 * @param csv     zeroed storage, released by the caller in every case
 * @param faults  takes every fault of form, with line and column, and where it has one, its cell
 * @return APPUI_IO_OK, APPUI_IO_REJECTED or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_csv_parse(const char *bytes, size_t length, struct appui_csv *csv,
                                   struct appui_faults *faults);

/** Writes the letters of a column, 0 is "A", 26 is "AA", into text[APPUI_CSV_LETTERS]. */
#define APPUI_CSV_LETTERS 8
char *appui_csv_letters(int32_t column, char text[APPUI_CSV_LETTERS]);

void appui_csv_release(struct appui_csv *csv);

#endif
