/*
 * Reads the journal of a basin line by line: each line is a JSON document of its own, so a fault
 * has the number of its line, and the pointers in it begin there. What an entry is,
 * io/journal_entry says, and which entries hold, model/history.
 */
#include "io/journal.h"

#include <string.h>

#include "io/journal_entry.h"
#include "io/json_text.h"

#define SUFFIX ".journal.jsonl"

const char *appui_journal_path(struct appui_arena *arena, const char *basin)
{
    basin = appui_file_real(arena, basin);
    if (basin == NULL) {
        return NULL;
    }
    size_t length = strlen(basin);
    bool json = length > 5 && strcmp(basin + length - 5, ".json") == 0;
    return appui_arena_format(arena, "%.*s%s", (int)(json ? length - 5 : length), basin, SUFFIX);
}

/* A fault of a line knows its column at most. */
static void place_faults(struct appui_faults *faults, int32_t first, int32_t line)
{
    for (int32_t i = first; i < faults->n; i++) {
        struct appui_fault *fault = &faults->items[i];
        fault->column = fault->line > 0 ? fault->column : 1;
        fault->line = line;
    }
}

/* A line of the file; `last`: without its end. */
struct line {
    const char *bytes;
    size_t length, offset;
    int32_t number;
    bool last;
};

static enum appui_io_code read_line(struct appui_history *history, const struct line *line,
                                    struct appui_faults *faults)
{
    json_t *tree = NULL;
    int32_t first = faults->n;
    enum appui_io_code code = appui_json_parse(line->bytes, line->length, &tree, faults);
    struct appui_history_entry entry = {.line = line->number,
                                        .offset = line->offset,
                                        .as_of = APPUI_ABSENT,
                                        .committee = APPUI_ABSENT};
    struct appui_json_reader reader = {.arena = &history->arena, .faults = faults};
    if (code == APPUI_IO_OK) {
        code = appui_journal_read_entry(&reader, tree, &entry) ? APPUI_IO_OK : APPUI_IO_REJECTED;
    }
    json_decref(tree);
    place_faults(faults, first, line->number);
    if (reader.no_memory || faults->out_of_memory ||
        appui_grow(&history->entries, &history->capacity, (int64_t)history->n + 1,
                   sizeof *history->entries) != 0) {
        return APPUI_IO_NO_MEMORY;
    }
    if (code == APPUI_IO_OK) {
        history->entries[history->n++] = entry;
    }
    return code;
}

/* True when a last line without its end is half an entry: no JSON yet. */
static enum appui_io_code is_cut_short(const struct line *line, bool *cut)
{
    json_t *tree = NULL;
    struct appui_faults unused = {0};
    enum appui_io_code code = appui_json_parse(line->bytes, line->length, &tree, &unused);
    json_decref(tree);
    appui_faults_release(&unused);
    *cut = code == APPUI_IO_REJECTED;
    return *cut ? APPUI_IO_OK : code;
}

/* The last line, without its end: half an entry is left out, a whole one is read. */
static enum appui_io_code read_last(struct appui_journal *journal, const struct line *line,
                                    struct appui_faults *faults)
{
    bool cut;
    enum appui_io_code code = is_cut_short(line, &cut);
    if (code != APPUI_IO_OK || !cut) {
        return code != APPUI_IO_OK ? code : read_line(&journal->history, line, faults);
    }
    appui_faults_add(faults, APPUI_FAULT_JOURNAL_CUT_SHORT, NULL, NULL, (const char *)NULL);
    appui_faults_place(faults, line->number, 1);
    journal->length = line->offset;
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : APPUI_IO_OK;
}

static enum appui_io_code read_lines(struct appui_journal *journal, const char *bytes,
                                     size_t length, struct appui_faults *faults)
{
    enum appui_io_code all = APPUI_IO_OK;
    struct line line = {.bytes = bytes};
    journal->length = length;
    while (line.offset < length && all != APPUI_IO_NO_MEMORY) {
        line.bytes = bytes + line.offset;
        const char *end = memchr(line.bytes, '\n', length - line.offset);
        line.length = end == NULL ? length - line.offset : (size_t)(end - line.bytes);
        line.number++;
        enum appui_io_code code = line.length == 0 ? APPUI_IO_OK
                                  : end == NULL    ? read_last(journal, &line, faults)
                                                   : read_line(&journal->history, &line, faults);
        all = code == APPUI_IO_OK ? all : code;
        line.offset += line.length + 1;
    }
    return all;
}

/* A last entry that was written before a basin that never was is not kept. */
static void cut_last(struct appui_journal *journal, const char *present)
{
    const struct appui_history *history = &journal->history;
    const struct appui_history_entry *last =
        history->n > 0 ? &history->entries[history->n - 1] : NULL;
    if (last != NULL && !last->holds && strcmp(last->after, present) != 0 &&
        strcmp(last->before, present) == 0) {
        journal->length = last->offset;
    }
}

/* After all faults of lines, what to do about them, said of the first of these lines. */
static enum appui_io_code advise(struct appui_faults *faults, int32_t first)
{
    int32_t line = faults->items[first].line;
    appui_faults_add(faults, APPUI_FAULT_JOURNAL_ENTRY, NULL, NULL, (const char *)NULL);
    appui_faults_place(faults, line, 1);
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : APPUI_IO_REJECTED;
}

enum appui_io_code appui_journal_parse(const char *bytes, size_t length, const char *present,
                                       struct appui_journal *journal, struct appui_faults *faults)
{
    int32_t first = faults->n;
    enum appui_io_code code = read_lines(journal, bytes, length, faults);
    if (code == APPUI_IO_REJECTED) {
        code = advise(faults, first);
    }
    appui_history_settle(&journal->history, present);
    cut_last(journal, present);
    return code;
}

enum appui_io_code appui_journal_read(const char *path, const char *present,
                                      struct appui_journal *journal, struct appui_faults *faults)
{
    size_t length = 0;
    struct appui_faults own = {0};
    enum appui_io_code code = appui_file_read(path, &journal->bytes, &length, &own);
    const struct appui_fault *fault = own.n > 0 ? &own.items[0] : NULL;
    journal->found = fault == NULL || fault->code != APPUI_FAULT_FILE_MISSING;
    if (code == APPUI_IO_OK) {
        code = appui_journal_parse(journal->bytes, length, present, journal, faults);
    } else if (!journal->found || (fault != NULL && fault->code == APPUI_FAULT_FILE_EMPTY)) {
        code = APPUI_IO_OK;
    } else if (fault != NULL) {
        appui_faults_add(faults, fault->code, NULL, NULL, fault->keys[0], fault->values[0],
                         (const char *)NULL);
    }
    appui_faults_release(&own);
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : code;
}

const struct appui_history_entry *appui_journal_last(const struct appui_journal *journal)
{
    for (int32_t i = journal->history.n - 1; i >= 0; i--) {
        const struct appui_history_entry *entry = &journal->history.entries[i];
        if (entry->kind == APPUI_JOURNAL_DECISIONS && entry->holds) {
            return entry;
        }
    }
    return NULL;
}

enum appui_io_code appui_journal_added(const struct appui_journal *journal, const char *line,
                                       size_t limit, char **added, struct appui_faults *faults)
{
    bool open = journal->length > 0 && journal->bytes[journal->length - 1] != '\n';
    size_t length = strlen(line);
    *added = NULL;
    if (journal->length + length + (open ? 1 : 0) > limit) {
        appui_faults_add(faults, APPUI_FAULT_JOURNAL_FULL, NULL, NULL, (const char *)NULL);
        return faults->out_of_memory ? APPUI_IO_NO_MEMORY : APPUI_IO_REJECTED;
    }
    *added = appui_calloc(length + 2, 1);
    if (*added == NULL) {
        return APPUI_IO_NO_MEMORY;
    }
    (*added)[0] = '\n';
    memcpy(*added + (open ? 1 : 0), line, length + 1);
    return APPUI_IO_OK;
}

void appui_journal_release(struct appui_journal *journal)
{
    appui_history_release(&journal->history);
    appui_free(journal->bytes);
    memset(journal, 0, sizeof *journal);
}
