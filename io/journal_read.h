/*
 * Reads the journal of a basin, format appui-journal/1: JSON Lines, one entry a line.
 */
#ifndef APPUI_IO_JOURNAL_READ_H
#define APPUI_IO_JOURNAL_READ_H

#include <stdbool.h>

#include "io/file.h"
#include "model/fault.h"
#include "model/journal_entry.h"

#define APPUI_JOURNAL_FORMAT "appui-journal/1"

/** Where the journal of a basin file stands: `X.json` -> `X.journal.jsonl`, other names get
 * `.journal.jsonl` behind them. @return arena-owned, or NULL when memory fails */
const char *appui_journal_path(struct appui_arena *arena, const char *basin_path);

/**
 * Reads a journal. Every faulty line is reported with its number; a last line that is cut short (a
 * run was stopped while writing it) is left out with a warning. Which entries hold is not decided
 * here (appui_journal_settle).
 * @param journal  zeroed storage; the caller releases it in every case
 * @param found    written: false when there is no such file, which is no fault
 * @return APPUI_IO_OK when every entry was read, or there is no file
 */
enum appui_io_code appui_journal_read(const char *path, struct appui_journal *journal, bool *found,
                                      struct appui_faults *faults);

/** Like appui_journal_read, from bytes in memory [length]. */
enum appui_io_code appui_journal_parse(const char *bytes, size_t length,
                                       struct appui_journal *journal, struct appui_faults *faults);

#endif
