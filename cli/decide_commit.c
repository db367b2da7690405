/*
 * Writes journal and basin. In place the journal grows by a line, and what did not happen is cut
 * off its end first; beside a new basin it begins as a copy, written whole. The line's end comes
 * last, when the basin stands: until then the entry is open, and counts only for that basin.
 */
#include "cli/decide_commit.h"

#include <string.h>

#include "cli/basin_input.h"
#include "cli/output.h"
#include "cli/signals.h"

struct writing {
    const struct appui_decide_commit *commit;
    enum appui_language language;
    struct appui_arena scratch;
    struct appui_journal journal; /* of the source */
    const char *source, *target;  /* paths of journals */
    char *line;                   /* as it is added to the journal */
    size_t length;                /* of the line without its end */
};

/* Keeps what is wrong with a journal: half a line that is cut off next, until an error comes. */
static enum appui_exit tell(struct writing *w, struct appui_faults *faults, const char *path,
                            enum appui_io_code code)
{
    struct appui_decide_file *journal = w->commit->journal;
    bool first = journal->path == NULL && faults->n > 0;
    faults->out_of_memory |= code == APPUI_IO_NO_MEMORY;
    if (first || (code != APPUI_IO_OK && journal->faults.n_errors == 0)) {
        appui_faults_release(&journal->faults);
        journal->faults = *faults;
        *faults = (struct appui_faults){0};
        journal->path = appui_arena_text(&journal->faults.arena, path, strlen(path));
        journal->faults.out_of_memory |= journal->path == NULL;
    }
    appui_faults_release(faults);
    return appui_exit_of_io(code);
}

static enum appui_exit read_journal(struct writing *w)
{
    struct appui_faults faults = {0};
    enum appui_io_code code = APPUI_IO_OK;
    const struct appui_decide_commit *commit = w->commit;
    w->target = appui_journal_path(&w->scratch, commit->target);
    w->source =
        commit->source != NULL ? appui_journal_path(&w->scratch, commit->source) : w->target;
    if (w->target == NULL || w->source == NULL) {
        code = APPUI_IO_NO_MEMORY;
    } else if (commit->source != NULL) {
        code = appui_journal_read(w->source, commit->present, &w->journal, &faults);
    }
    if (code == APPUI_IO_OK) {
        code =
            appui_journal_added(&w->journal, commit->line, commit->journal_max, &w->line, &faults);
    }
    w->length = code == APPUI_IO_OK ? strlen(w->line) - 1 : 0;
    return tell(w, &faults, w->source != NULL ? w->source : "", code);
}

static bool is_in_place(const struct writing *w)
{
    return w->commit->source != NULL && strcmp(w->commit->source, w->commit->target) == 0;
}

static enum appui_exit write_copy(struct writing *w)
{
    struct appui_faults faults = {0};
    size_t added = w->length;
    char *all = appui_calloc(w->journal.length + added + 1, 1);
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    if (all != NULL) {
        if (w->journal.length > 0) {
            memcpy(all, w->journal.bytes, w->journal.length);
        }
        memcpy(all + w->journal.length, w->line, added);
        code = appui_file_write(w->target, all, w->journal.length + added, &faults);
    }
    appui_free(all);
    return tell(w, &faults, w->target, code);
}

static enum appui_exit append(struct writing *w, const char *line, size_t length)
{
    struct appui_faults faults = {0};
    enum appui_io_code code =
        appui_file_append(w->target, w->journal.length, line, length, &faults);
    return tell(w, &faults, w->target, code);
}

/* Ends the entry's line. Where that fails the entry still counts for the basin as it is, and the
 * next one begins on a line of its own. */
static void end_line(const struct writing *w)
{
    struct appui_faults unused = {0};
    appui_file_append(w->target, w->journal.length + w->length, "\n", 1, &unused);
    appui_faults_release(&unused);
}

/* Writes the journal; a new one is as private as its basin. */
static enum appui_exit write_journal(struct writing *w)
{
    unsigned before = appui_file_permit_like(w->commit->source != NULL ? w->commit->source : "");
    enum appui_exit code = is_in_place(w) ? append(w, w->line, w->length) : write_copy(w);
    appui_file_permit_again(before);
    return code;
}

/* Puts the journal back as it was: the basin could not be written, so it did not happen. */
static void take_back(struct writing *w)
{
    if (is_in_place(w) && w->journal.length > 0) {
        append(w, "", 0);
    } else {
        appui_file_remove(w->target);
    }
}

static enum appui_exit write_both(struct writing *w)
{
    const struct appui_decide_commit *commit = w->commit;
    enum appui_exit code = write_journal(w);
    if (code != APPUI_EXIT_DONE) {
        return code;
    }
    code = appui_output_write(w->language, commit->target, commit->bytes, commit->length);
    if (code == APPUI_EXIT_DONE) {
        end_line(w);
    } else {
        take_back(w);
    }
    return code;
}

enum appui_exit appui_decide_commit(const struct appui_decide_commit *commit,
                                    enum appui_language language)
{
    struct writing w = {.commit = commit, .language = language};
    if (!appui_file_is_kept(commit->target)) {
        return appui_output_write(language, commit->target, commit->bytes, commit->length);
    }
    appui_signals_watch();
    enum appui_exit code = read_journal(&w);
    if (code == APPUI_EXIT_DONE) {
        code = write_both(&w);
    }
    appui_free(w.line);
    appui_journal_release(&w.journal);
    appui_arena_release(&w.scratch);
    return code;
}
