/*
 * The encodings that tables come in: UTF-8, else Windows-1252. Internal to the CSV reader.
 */
#ifndef APPUI_IO_CSV_ENCODING_H
#define APPUI_IO_CSV_ENCODING_H

#include <stddef.h>

#include "io/file.h"
#include "model/memory.h"

/** A text in memory. */
struct appui_csv_text {
    const char *bytes; /**< [length], UTF-8, NUL behind it */
    size_t length;
};

/**
 * Makes UTF-8 of a file's bytes: a byte order mark is dropped, what is not UTF-8 is taken as
 * Windows-1252. NUL bytes, the five bytes that Windows-1252 does not have, and UTF-16 are faults.
 * @param text  borrows the bytes where they are UTF-8 already, else owned by the arena
 * @return APPUI_IO_OK, APPUI_IO_REJECTED or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_csv_decode(struct appui_arena *arena, const char *bytes, size_t length,
                                    struct appui_csv_text *text, struct appui_faults *faults);

#endif
