/*
 * Reads the journal beside a basin. Who needs it says its faults; who can do without goes on.
 */
#include "cli/journal_beside.h"

#include <string.h>

#include "cli/output.h"
#include "cli/say.h"

enum appui_exit appui_journal_beside_read(struct appui_journal_beside *beside,
                                          const struct appui_basin_input *basin)
{
    if (strcmp(basin->path, "-") == 0) {
        return APPUI_EXIT_DONE;
    }
    beside->path = appui_journal_path(&beside->arena, basin->path);
    return appui_exit_of_io(
        beside->path == NULL
            ? APPUI_IO_NO_MEMORY
            : appui_journal_read(beside->path, basin->sha256, &beside->journal, &beside->faults));
}

enum appui_exit appui_journal_beside_try(struct appui_journal_beside *beside,
                                         const struct appui_basin_input *basin,
                                         enum appui_language language)
{
    enum appui_exit code = appui_journal_beside_read(beside, basin);
    if (code == APPUI_EXIT_FAULT) {
        appui_say(language, APPUI_PHRASE_NO_MEMORY, NULL);
        return code;
    }
    if (code != APPUI_EXIT_DONE) {
        appui_say(language, APPUI_PHRASE_JOURNAL_LEFT_OUT, beside->path, NULL);
        appui_journal_release(&beside->journal);
    }
    return APPUI_EXIT_DONE;
}

enum appui_exit appui_journal_beside_spare(const char *target, const char *basin,
                                           enum appui_language language)
{
    struct appui_arena scratch = {0};
    enum appui_exit code = APPUI_EXIT_DONE;
    if (target == NULL || strcmp(target, "-") == 0 || strcmp(basin, "-") == 0) {
        return code;
    }
    const char *journal = appui_journal_path(&scratch, basin);
    const char *real = appui_file_real(&scratch, target);
    if (journal == NULL || real == NULL) {
        appui_say(language, APPUI_PHRASE_NO_MEMORY, NULL);
        code = APPUI_EXIT_FAULT;
    } else if (appui_output_is_input(target, journal) || appui_file_is_same_place(real, journal)) {
        appui_say(language, APPUI_PHRASE_SAME_JOURNAL, target, NULL);
        code = APPUI_EXIT_USAGE;
    }
    appui_arena_release(&scratch);
    return code;
}

enum appui_exit appui_journal_beside_part(const char *target, const char *basin,
                                          enum appui_language language)
{
    struct appui_arena scratch = {0};
    enum appui_exit code = APPUI_EXIT_DONE;
    if (target == NULL || strcmp(target, "-") == 0 || strcmp(basin, "-") == 0) {
        return code;
    }
    const char *own = appui_journal_path(&scratch, target);
    const char *other = appui_journal_path(&scratch, basin);
    if (own == NULL || other == NULL) {
        appui_say(language, APPUI_PHRASE_NO_MEMORY, NULL);
        code = APPUI_EXIT_FAULT;
    } else if (appui_output_is_input(own, other) || appui_file_is_same_place(own, other)) {
        appui_say(language, APPUI_PHRASE_DECIDE_SAME_JOURNAL, target, other, NULL);
        code = APPUI_EXIT_USAGE;
    }
    appui_arena_release(&scratch);
    return code;
}

enum appui_exit appui_journal_beside_begin(struct appui_journal_beside *beside, const char *target,
                                           enum appui_language language)
{
    beside->path = appui_journal_path(&beside->arena, target);
    enum appui_io_code code =
        beside->path == NULL
            ? APPUI_IO_NO_MEMORY
            : appui_journal_read(beside->path, "", &beside->journal, &beside->faults);
    if (code != APPUI_IO_OK) {
        return appui_exit_of_io(code);
    }
    const struct appui_history *history = &beside->journal.history;
    if (history->n > 0 && !history->entries[history->n - 1].open) {
        appui_say(language, APPUI_PHRASE_DECIDE_JOURNAL_EXISTS, target, beside->path, NULL);
        return APPUI_EXIT_USAGE;
    }
    appui_faults_release(&beside->faults); /* of an entry that did not happen, and is replaced */
    return APPUI_EXIT_DONE;
}

const struct appui_history *appui_journal_beside_history(const struct appui_journal_beside *beside)
{
    return beside->journal.found ? &beside->journal.history : NULL;
}

void appui_journal_beside_release(struct appui_journal_beside *beside)
{
    appui_journal_release(&beside->journal);
    appui_faults_release(&beside->faults);
    appui_arena_release(&beside->arena);
}
