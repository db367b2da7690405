/*
 * Basin files, format appui-basin/1: draft to JSON.
 */
#ifndef APPUI_IO_BASIN_JSON_WRITE_H
#define APPUI_IO_BASIN_JSON_WRITE_H

#include <stddef.h>

#include "io/file.h"
#include "model/draft.h"

/**
 * Writes a basin file: what the draft gives, in the order of docs/formats.md. Left out is what is
 * absent, a word that is the default (`"status": "submitted"`), `"covered_elsewhere": false`, an
 * empty list that means the same as none, and the `to` of a range of one day. Read again, the text
 * makes the same draft but for those.
 * @param draft   borrowed; read without fault, or built so that it validates. What an option gave
 * it (from_option) is no part of the file and is left out.
 * @param text    heap (appui_free), NULL unless APPUI_IO_OK; for appui_file_write
 * @param length  bytes of text
 * @return APPUI_IO_OK or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_basin_json_write(const struct appui_draft *draft, char **text,
                                          size_t *length);

#endif
