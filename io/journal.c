/*
 * Reads the journal of a basin line by line: each line is a JSON document of its own, so a fault
 * has the number of its line, and the pointers in it begin there. What an entry is,
 * io/journal_entry says, and which entries hold, model/history.
 */
#include "io/journal.h"

#include <stdio.h>
#include <string.h>

#include "io/journal_entry.h"
#include "io/json_format.h"
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
                                        .committee = APPUI_ABSENT,
                                        .open = line->last};
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

/* What every entry begins with, whatever spaces stand between. */
static const char beginning[] = "{\"format\":\"" APPUI_JOURNAL_FORMAT "\"";

/* True when a last line without its end is half an entry: it begins like one, holds nothing that no
 * entry holds, and stops before its object is closed. Anything else was written by somebody else,
 * and is not appui's to remove. */
static bool is_half(const struct line *line)
{
    const char *expected = beginning;
    bool in_text = false;
    int depth = 0;
    for (size_t i = 0; i < line->length; i++) {
        char byte = line->bytes[i];
        if ((unsigned char)byte < ' ' || (*expected && byte != ' ' && byte != *expected)) {
            return false;
        }
        expected += *expected && byte != ' ' ? 1 : 0;
        if (in_text && byte == '\\') {
            i++;
        } else if (byte == '"') {
            in_text = !in_text;
        } else if (!in_text) {
            depth += byte == '{' || byte == '[' ? 1 : byte == '}' || byte == ']' ? -1 : 0;
            if (depth <= 0 && byte != ' ') {
                return false; /* closed: a whole entry, or what stands behind it */
            }
        }
    }
    return true;
}

/* The last line, without its end: half an entry is left out, anything else is read. */
static enum appui_io_code read_last(struct appui_journal *journal, const struct line *line,
                                    struct appui_faults *faults)
{
    if (!is_half(line)) {
        return read_line(&journal->history, line, faults);
    }
    appui_faults_add(faults, APPUI_FAULT_JOURNAL_CUT_SHORT, NULL, NULL, (const char *)NULL);
    appui_faults_place(faults, line->number, 1);
    journal->length = line->offset;
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : APPUI_IO_OK;
}

/* Lines that are no entries: the first is told in full, the others are counted. */
struct wrong {
    int32_t n, first, last;
    struct appui_faults untold;
};

static enum appui_io_code read_any(struct appui_journal *journal, const struct line *line,
                                   struct wrong *wrong, struct appui_faults *faults)
{
    struct appui_faults *told = wrong->n > 0 ? &wrong->untold : faults;
    enum appui_io_code code = APPUI_IO_OK;
    if (line->length > 0) {
        code =
            line->last ? read_last(journal, line, told) : read_line(&journal->history, line, told);
    }
    if (code == APPUI_IO_REJECTED) {
        wrong->first = wrong->n == 0 ? line->number : wrong->first;
        wrong->last = line->number;
        wrong->n++;
    }
    appui_faults_release(&wrong->untold);
    return code;
}

static enum appui_io_code read_lines(struct appui_journal *journal, const char *bytes,
                                     size_t length, struct wrong *wrong,
                                     struct appui_faults *faults)
{
    enum appui_io_code code = APPUI_IO_OK;
    struct line line = {.bytes = bytes};
    journal->length = length;
    while (line.offset < length && code != APPUI_IO_NO_MEMORY) {
        line.bytes = bytes + line.offset;
        const char *end = memchr(line.bytes, '\n', length - line.offset);
        line.last = end == NULL;
        line.length = end == NULL ? length - line.offset : (size_t)(end - line.bytes);
        line.number++;
        code = read_any(journal, &line, wrong, faults);
        line.offset += line.length + 1;
    }
    return code != APPUI_IO_NO_MEMORY && wrong->n > 0 ? APPUI_IO_REJECTED : code;
}

/* A last entry that was written before a basin that never was is not kept. One that is open says so
 * itself: where the basin is at no state of its, that is worth a warning. */
static void cut_last(struct appui_journal *journal, const char *present,
                     struct appui_faults *faults)
{
    const struct appui_history *history = &journal->history;
    const struct appui_history_entry *last =
        history->n > 0 ? &history->entries[history->n - 1] : NULL;
    if (last == NULL || last->holds || strcmp(last->after, present) == 0) {
        return;
    }
    bool is_before = strcmp(last->before, present) == 0;
    if (is_before || last->open) {
        journal->length = last->offset;
    }
    if (!is_before && last->open) {
        appui_faults_add(faults, APPUI_FAULT_JOURNAL_OPEN, NULL, NULL, (const char *)NULL);
        appui_faults_place(faults, last->line, 1);
    }
}

/* After the faults of the first line that is no entry, what to do about it and the others. */
static enum appui_io_code advise(struct appui_faults *faults, const struct wrong *wrong)
{
    char others[16], last[16];
    snprintf(others, sizeof others, "%d", (int)wrong->n - 1);
    snprintf(last, sizeof last, "%d", (int)wrong->last);
    if (wrong->n > 1) {
        appui_faults_add(faults, APPUI_FAULT_JOURNAL_LINES, NULL, NULL, "value", others, "last",
                         last, (const char *)NULL);
    } else {
        appui_faults_add(faults, APPUI_FAULT_JOURNAL_ENTRY, NULL, NULL, (const char *)NULL);
    }
    appui_faults_place(faults, wrong->first, 1);
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : APPUI_IO_REJECTED;
}

enum appui_io_code appui_journal_parse(const char *bytes, size_t length, const char *present,
                                       struct appui_journal *journal, struct appui_faults *faults)
{
    struct wrong wrong = {.n = 0};
    enum appui_io_code code = read_lines(journal, bytes, length, &wrong, faults);
    if (code == APPUI_IO_REJECTED) {
        code = advise(faults, &wrong);
    }
    appui_history_settle(&journal->history, present);
    if (code == APPUI_IO_OK) {
        cut_last(journal, present, faults);
    }
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : code;
}

enum appui_io_code appui_journal_can_stand(const char *path, struct appui_faults *faults)
{
    if (appui_file_is_kept(path) || appui_file_is_folder(path)) {
        return APPUI_IO_OK;
    }
    appui_faults_add(faults, APPUI_FAULT_JOURNAL_NO_FILE, NULL, NULL, (const char *)NULL);
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : APPUI_IO_CANNOT_OPEN;
}

enum appui_io_code appui_journal_read(const char *path, const char *present,
                                      struct appui_journal *journal, struct appui_faults *faults)
{
    size_t length = 0;
    struct appui_faults own = {0};
    enum appui_io_code code = appui_journal_can_stand(path, faults);
    if (code != APPUI_IO_OK) {
        return code;
    }
    code = appui_file_read(path, &journal->bytes, &length, &own);
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
