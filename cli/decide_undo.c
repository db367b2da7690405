/*
 * Undoes the last decisions that count: the journal holds the basin's bytes from before. A basin
 * that was changed since by other means is left alone, for undoing would lose that change.
 */
#include "cli/decide_undo.h"

#include <stdio.h>
#include <string.h>

#include "cli/decide_commit.h"
#include "cli/decide_input.h"
#include "cli/output.h"
#include "cli/say.h"
#include "io/decide_report.h"
#include "io/digest.h"
#include "io/lock.h"
#include "io/words.h"

struct undoing {
    const struct appui_arguments *arguments;
    struct appui_arena scratch;
    struct appui_decide_file file;
    char present[APPUI_SHA256_TEXT];
    const char *journal_path;
    struct appui_journal journal;
    struct appui_faults journal_faults;
    const struct appui_history_entry *entry;
    struct appui_basin_input restored;
};

static enum appui_exit read_basin(struct undoing *undo)
{
    static const struct appui_plan_options none = {.as_of = APPUI_ABSENT};
    struct appui_decide_file *file = &undo->file;
    enum appui_io_code code =
        appui_file_read(file->path, &file->bytes, &file->length, &file->faults);
    if (code == APPUI_IO_OK) {
        code = appui_digest_json(file->bytes, file->length, undo->present);
    }
    if (code == APPUI_IO_REJECTED && file->faults.n == 0) {
        struct appui_basin_input basin = {0};
        appui_basin_input_parse(&basin, file->path, file->bytes, file->length, &none);
        file->faults = basin.faults; /* what makes it no basin */
        basin.faults = (struct appui_faults){0};
        appui_basin_input_release(&basin);
    }
    return appui_exit_of_io(code);
}

static enum appui_exit refuse(struct undoing *undo, enum appui_fault_code code)
{
    appui_faults_add(&undo->file.faults, code, NULL, NULL, "journal", undo->journal_path,
                     (const char *)NULL);
    return APPUI_EXIT_REJECTED;
}

/* The bytes that the entry keeps must be the basin that it names. */
static enum appui_exit read_restored(struct undoing *undo)
{
    static const struct appui_plan_options none = {.as_of = APPUI_ABSENT};
    const struct appui_history_entry *entry = undo->entry;
    enum appui_exit code = appui_basin_input_parse(&undo->restored, undo->file.path, entry->undo,
                                                   entry->undo_length, &none);
    if (code == APPUI_EXIT_FAULT) {
        return code;
    }
    if (code != APPUI_EXIT_DONE || strcmp(undo->restored.sha256, entry->before) != 0) {
        appui_faults_add(&undo->journal_faults, APPUI_FAULT_JOURNAL_ENTRY, NULL, NULL,
                         (const char *)NULL);
        appui_faults_place(&undo->journal_faults, entry->line, 1);
        return APPUI_EXIT_REJECTED;
    }
    return APPUI_EXIT_DONE;
}

static enum appui_exit find(struct undoing *undo)
{
    undo->journal_path = appui_journal_path(&undo->scratch, undo->file.path);
    if (undo->journal_path == NULL) {
        return APPUI_EXIT_FAULT;
    }
    enum appui_io_code code = appui_journal_read(undo->journal_path, undo->present, &undo->journal,
                                                 &undo->journal_faults);
    if (code != APPUI_IO_OK) {
        return appui_exit_of_io(code);
    }
    undo->entry = appui_journal_last(&undo->journal);
    if (undo->entry == NULL) {
        return refuse(undo, APPUI_FAULT_UNDO_NOTHING);
    }
    if (strcmp(undo->entry->after, undo->present) != 0) {
        return refuse(undo, APPUI_FAULT_UNDO_CHANGED);
    }
    return read_restored(undo);
}

static enum appui_exit write_back(struct undoing *undo)
{
    const struct appui_history_entry *entry = undo->entry;
    struct appui_journal_head head = {.basin = undo->restored.basin->name,
                                      .as_of = undo->restored.basin->as_of,
                                      .before = undo->present,
                                      .after = entry->before};
    char *line = NULL;
    if (appui_journal_write_undo(&head, entry->after, &line) != APPUI_IO_OK) {
        return APPUI_EXIT_FAULT;
    }
    struct appui_decide_file journal = {.path = NULL};
    struct appui_decide_commit commit = {.source = undo->file.path,
                                         .present = undo->present,
                                         .target = undo->file.path,
                                         .line = line,
                                         .bytes = entry->undo,
                                         .length = entry->undo_length,
                                         .journal_max = APPUI_JOURNAL_BYTES_OF_UNDO,
                                         .journal = &journal};
    enum appui_exit code = appui_decide_commit(&commit, undo->arguments->language);
    appui_faults_release(&undo->journal_faults);
    undo->journal_faults = journal.faults; /* half a line that was cut off is told again */
    appui_free(line);
    return code;
}

static const char *decision_word(const struct appui_history_decision *row,
                                 enum appui_language language)
{
    return appui_words(language, (enum appui_word)(APPUI_WORD_ROW_DONE + (int)row->decided));
}

static void print_line(const char *text)
{
    appui_output_print(text, strlen(text));
    appui_output_print("\n", 1);
}

/* What was undone, or would be, is the result. */
static void tell(const struct undoing *undo)
{
    enum appui_language language = undo->arguments->language;
    const struct appui_history_entry *entry = undo->entry;
    struct appui_arena scratch = {0};
    char number[16];
    snprintf(number, sizeof number, "%d", (int)entry->n_decisions);
    print_line(
        appui_phrase_text(&scratch, language,
                          undo->arguments->dry_run ? APPUI_PHRASE_WOULD_UNDO : APPUI_PHRASE_UNDONE,
                          entry->n_decisions, number, NULL));
    for (int32_t i = 0; i < entry->n_decisions; i++) {
        const struct appui_history_decision *row = &entry->decisions[i];
        print_line(appui_phrase_text(&scratch, language, APPUI_PHRASE_UNDONE_ROW, 0, row->project,
                                     decision_word(row, language), NULL));
    }
    appui_arena_release(&scratch);
}

static enum appui_exit answer_json(const struct undoing *undo, enum appui_exit code)
{
    struct appui_faults_of_file sources[] = {{undo->file.path, &undo->file.faults},
                                             {undo->journal_path, &undo->journal_faults}};
    bool ok = code == APPUI_EXIT_DONE;
    struct appui_decide_answer answer = {.ok = ok,
                                         .written = ok && !undo->arguments->dry_run,
                                         .sources = sources,
                                         .n_sources = undo->journal_path != NULL ? 2 : 1};
    char *text = NULL;
    size_t length = 0;
    if (appui_decide_report_json(&answer, undo->arguments->language, &text, &length) !=
        APPUI_IO_OK) {
        return APPUI_EXIT_FAULT;
    }
    appui_output_print(text, length);
    appui_free(text);
    return code;
}

static enum appui_exit answer(struct undoing *undo, enum appui_exit code)
{
    const struct appui_arguments *arguments = undo->arguments;
    undo->file.faults.out_of_memory |= code == APPUI_EXIT_FAULT;
    if (arguments->json) {
        return answer_json(undo, code);
    }
    appui_say_faults(arguments->language, &undo->file.faults, undo->file.path, true);
    if (undo->journal_path != NULL) {
        appui_say_faults(arguments->language, &undo->journal_faults, undo->journal_path, true);
    }
    if (code == APPUI_EXIT_DONE && (arguments->dry_run || !arguments->quiet)) {
        tell(undo);
    }
    return code;
}

enum appui_exit appui_decide_undo(const struct appui_arguments *arguments)
{
    struct undoing undo = {.arguments = arguments};
    struct appui_lock lock = {.n = 0};
    enum appui_exit code = APPUI_EXIT_DONE;
    undo.file.path = arguments->operands[0];
    if (!arguments->dry_run) {
        code = appui_exit_of_io(appui_lock_take(&undo.file.path, 1, &lock, &undo.file.faults));
    }
    if (code == APPUI_EXIT_DONE) {
        code = read_basin(&undo);
    }
    if (code == APPUI_EXIT_DONE) {
        code = find(&undo);
    }
    if (code == APPUI_EXIT_DONE) {
        appui_decide_warn_shared(&undo.file);
    }
    if (code == APPUI_EXIT_DONE && !arguments->dry_run) {
        code = write_back(&undo);
    }
    appui_lock_release(&lock);
    code = answer(&undo, code);
    appui_basin_input_release(&undo.restored);
    appui_journal_release(&undo.journal);
    appui_faults_release(&undo.journal_faults);
    appui_free(undo.file.bytes);
    appui_faults_release(&undo.file.faults);
    appui_arena_release(&undo.scratch);
    return code;
}
