/*
 * The journal beside a basin: what was decided, planned and undone, one JSON object a line
 * (appui-journal/1, docs/formats.md).
 *
 * An entry is written, and lasts, before the basin it speaks of is; the end of its line follows
 * once the basin lasts too. So a kill at any moment leaves a pair that can be told apart, also
 * after the basin was edited by hand: half a line at the end, or a last entry whose `after` the
 * basin does not carry while it still carries its `before`, or whose line has no end, did not
 * happen. It does not hold, and the next run that writes removes it.
 */
#ifndef APPUI_IO_JOURNAL_H
#define APPUI_IO_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "io/basin_json.h"
#include "io/file.h"
#include "io/plan_json.h"
#include "model/decide.h"
#include "model/history.h"

/** Zero-initialised storage is an empty journal. */
struct appui_journal {
    struct appui_history history; /**< the entries, oldest first, and which of them hold */
    bool found;                   /**< there is such a file */
    char *bytes;                  /**< the file, heap; NULL where there is none */
    size_t length;                /**< of bytes that count: what follows did not happen */
};

/** "X.journal.jsonl" of "X.json"; any other name gets ".journal.jsonl" behind it. @return
 * arena-owned, or NULL when memory fails */
const char *appui_journal_path(struct appui_arena *arena, const char *basin);

/** Reports a path where no journal can be kept, a device or a pipe, which is not opened: a pipe
 * might wait for ever. @return APPUI_IO_OK, APPUI_IO_CANNOT_OPEN or APPUI_IO_NO_MEMORY */
enum appui_io_code appui_journal_can_stand(const char *path, struct appui_faults *faults);

/**
 * Reads a journal and decides which of its entries hold (appui_history_settle). A file that is not
 * there, or empty, is a journal without entries. The first faulty line is reported in full, with
 * its number, and how many others there are; a last line that is half an entry (a run was stopped
 * while writing it) is left out with a warning.
 * @param present  fingerprint of the basin as it is
 * @param journal  zeroed storage, released by the caller in every case
 * @return APPUI_IO_OK when every entry was read
 */
enum appui_io_code appui_journal_read(const char *path, const char *present,
                                      struct appui_journal *journal, struct appui_faults *faults);

/** Like appui_journal_read, from bytes in memory [length], which the journal does not keep. */
enum appui_io_code appui_journal_parse(const char *bytes, size_t length, const char *present,
                                       struct appui_journal *journal, struct appui_faults *faults);

/** The decisions that an undo would undo: the last that hold; NULL when there are none. */
const struct appui_history_entry *appui_journal_last(const struct appui_journal *journal);

/** Bytes up to which entries are added, so that what is written can be read again; undo may add to
 * a journal that takes no more decisions. */
#define APPUI_JOURNAL_BYTES_OF_UNDO APPUI_FILE_BYTES_MAX
#define APPUI_JOURNAL_BYTES (APPUI_FILE_BYTES_MAX - (size_t)64 * 1024)

/**
 * What stands behind the bytes that count once a line is added: the line, on a line of its own.
 * @param limit   APPUI_JOURNAL_BYTES, or APPUI_JOURNAL_BYTES_OF_UNDO
 * @param added   heap (appui_free), NULL unless APPUI_IO_OK
 * @param faults  told APPUI_FAULT_JOURNAL_FULL when the journal would be longer than the limit
 * @return APPUI_IO_OK, APPUI_IO_REJECTED or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_journal_added(const struct appui_journal *journal, const char *line,
                                       size_t limit, char **added, struct appui_faults *faults);

void appui_journal_release(struct appui_journal *journal);

/** What every entry begins with. */
struct appui_journal_head {
    const char *basin; /**< its name */
    appui_day as_of;
    const char *before, *after; /**< fingerprints */
    const char *plan;           /**< fingerprint, or NULL */
};

/** The bytes of a basin file. */
struct appui_journal_basin {
    const char *bytes; /**< [length] */
    size_t length;
};

/**
 * Writes an entry as a line, its end included.
 * @param basin   that the result's indices refer to
 * @param before  the basin's file before, for undo
 * @param line    heap (appui_free), NULL unless APPUI_IO_OK
 * @return APPUI_IO_OK or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_journal_write_decisions(const struct appui_journal_head *head,
                                                 const struct appui_basin *basin,
                                                 const struct appui_decide_result *result,
                                                 struct appui_journal_basin before, char **line);

/** The same for a plan; head->before and after are the basin's fingerprint. */
enum appui_io_code appui_journal_write_plan(const struct appui_journal_head *head,
                                            const struct appui_basin *basin,
                                            const struct appui_plan *plan, char **line);

/** The same for an undo. @param undoes  `after` of the entry undone */
enum appui_io_code appui_journal_write_undo(const struct appui_journal_head *head,
                                            const char *undoes, char **line);

#endif
