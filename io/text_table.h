/*
 * Tables of a text report: a column of names, and columns of figures to its right.
 */
#ifndef APPUI_IO_TEXT_TABLE_H
#define APPUI_IO_TEXT_TABLE_H

#include "io/text_buffer.h"
#include "model/memory.h"

/** Most columns of figures. */
#define APPUI_TABLE_FIGURES_MAX 8

struct appui_table_row {
    const char *name;
    const char
        *figures[APPUI_TABLE_FIGURES_MAX]; /**< NULL from some column on: nothing stands there */
};

/** Rows in the order in which they stand; the first has the titles. Zero-initialised but for the
 * number of columns, it is an empty table. */
struct appui_table {
    int32_t n_figures;            /**< at most APPUI_TABLE_FIGURES_MAX */
    struct appui_table_row *rows; /**< [n], heap */
    int32_t n, capacity;
    struct appui_table_row spare; /**< what is filled in vain once memory failed */
    bool failed;
};

/** Adds a row with a name and no figure yet. @return it, valid until the next call; never NULL: one
 * that no table shows when memory fails */
struct appui_table_row *appui_table_add(struct appui_table *table, const char *name);

/**
 * Appends the table to a text and releases it. Columns are as wide as what stands in them; where
 * the width is scarce figures stand closer, and a name wider than its column on a line of its own.
 */
void appui_table_write(struct appui_table *table, struct appui_text_buffer *out, int32_t width);

#endif
