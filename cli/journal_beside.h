/*
 * Journal beside: the journal of a basin that was read. A basin from stdin has none.
 */
#ifndef APPUI_CLI_JOURNAL_BESIDE_H
#define APPUI_CLI_JOURNAL_BESIDE_H

#include "cli/basin_input.h"
#include "io/journal.h"

/** Zero-initialised storage is no journal. */
struct appui_journal_beside {
    struct appui_arena arena;
    const char *path; /**< owned by the arena; NULL for a basin from stdin */
    struct appui_faults faults;
    struct appui_journal journal;
};

/**
 * Reads it; what is wrong with it is left in `faults`.
 * @return APPUI_EXIT_DONE also when there is none; APPUI_EXIT_REJECTED, APPUI_EXIT_FILE,
 * APPUI_EXIT_FAULT
 */
enum appui_exit appui_journal_beside_read(struct appui_journal_beside *beside,
                                          const struct appui_basin_input *basin);

/**
 * The same for who can do without: a journal that cannot be read is told in one warning and left
 * out.
 * @return APPUI_EXIT_DONE, or APPUI_EXIT_FAULT when memory fails, which is said
 */
enum appui_exit appui_journal_beside_try(struct appui_journal_beside *beside,
                                         const struct appui_basin_input *basin,
                                         enum appui_language language);

/**
 * Refuses a target that is the journal of a basin, there or not yet, which it says: it would be
 * lost, or entries would be put behind what is none.
 * @param target  NULL and "-" are none
 * @return APPUI_EXIT_DONE, APPUI_EXIT_USAGE or APPUI_EXIT_FAULT
 */
enum appui_exit appui_journal_beside_spare(const char *target, const char *basin,
                                           enum appui_language language);

/**
 * Refuses a new basin whose journal would be that of the basin decided on ("b" beside "b.json"),
 * which it says.
 * @param target  NULL and "-" are none
 * @return APPUI_EXIT_DONE, APPUI_EXIT_USAGE or APPUI_EXIT_FAULT
 */
enum appui_exit appui_journal_beside_part(const char *target, const char *basin,
                                          enum appui_language language);

/**
 * Refuses a new basin in whose journal's place something stands, but for what a stopped run left
 * there: a journal whose last entry is open. That it belongs to another basin is said; that it
 * cannot be read is left in `beside`.
 * @return APPUI_EXIT_DONE; APPUI_EXIT_USAGE; APPUI_EXIT_REJECTED, APPUI_EXIT_FILE, APPUI_EXIT_FAULT
 */
enum appui_exit appui_journal_beside_begin(struct appui_journal_beside *beside, const char *target,
                                           enum appui_language language);

/** What it tells; NULL when there is no journal. */
const struct appui_history *appui_journal_beside_history(const struct appui_journal_beside *beside);

void appui_journal_beside_release(struct appui_journal_beside *beside);

#endif
