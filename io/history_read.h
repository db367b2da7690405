/*
 * Reads the journal of a basin for what it tells of the past: every decision, and what it changed
 * against the proposal. What decide needs of it, io/journal reads.
 */
#ifndef APPUI_IO_HISTORY_READ_H
#define APPUI_IO_HISTORY_READ_H

#include <stdbool.h>

#include "io/file.h"
#include "model/fault.h"
#include "model/history.h"

/**
 * Reads a journal. Every faulty line is reported with its number; a last line that is cut short (a
 * run was stopped while writing it) is left out with a warning. Which entries hold is not decided
 * here (appui_history_settle).
 * @param journal  zeroed storage; the caller releases it in every case
 * @param found    written: false when there is no such file, which is no fault
 * @return APPUI_IO_OK when every entry was read, or there is no file
 */
enum appui_io_code appui_history_read(const char *path, struct appui_history *journal, bool *found,
                                      struct appui_faults *faults);

/** Like appui_history_read, from bytes in memory [length]. */
enum appui_io_code appui_history_parse(const char *bytes, size_t length,
                                       struct appui_history *journal, struct appui_faults *faults);

#endif
