/*
 * Reads a journal line by line: each line is a JSON document of its own, so a fault has the number
 * of its line, and the pointers in it begin there.
 */
#include "io/history_read.h"

#include <string.h>

#include "io/history_json.h"
#include "io/json_text.h"

/* A fault of a line knows its column at most. */
static void place_faults(struct appui_faults *faults, int32_t first, int32_t line)
{
    for (int32_t i = first; i < faults->n; i++) {
        struct appui_fault *fault = &faults->items[i];
        fault->column = fault->line > 0 ? fault->column : 1;
        fault->line = line;
    }
}

static enum appui_io_code read_line(struct appui_history *journal, const char *bytes, size_t length,
                                    int32_t line, struct appui_faults *faults)
{
    json_t *tree = NULL;
    int32_t first = faults->n;
    enum appui_io_code code = appui_json_parse(bytes, length, &tree, faults);
    struct appui_history_entry entry = {
        .line = line, .as_of = APPUI_ABSENT, .committee = APPUI_ABSENT};
    struct appui_json_reader reader = {.arena = &journal->arena, .faults = faults};
    if (code == APPUI_IO_OK) {
        code = appui_journal_read_entry(&reader, tree, &entry) ? APPUI_IO_OK : APPUI_IO_REJECTED;
    }
    json_decref(tree);
    place_faults(faults, first, line);
    if (reader.no_memory || faults->out_of_memory ||
        appui_grow(&journal->entries, &journal->capacity, (int64_t)journal->n + 1,
                   sizeof *journal->entries) != 0) {
        return APPUI_IO_NO_MEMORY;
    }
    if (code == APPUI_IO_OK) {
        journal->entries[journal->n++] = entry;
    }
    return code;
}

/* The last line, without its end: half an entry is left out, a whole one is read. */
static enum appui_io_code read_unended(struct appui_history *journal, const char *bytes,
                                       size_t length, int32_t line, struct appui_faults *faults)
{
    json_t *tree = NULL;
    struct appui_faults unused = {0};
    enum appui_io_code code = appui_json_parse(bytes, length, &tree, &unused);
    json_decref(tree);
    appui_faults_release(&unused);
    if (code == APPUI_IO_OK) {
        return read_line(journal, bytes, length, line, faults);
    }
    if (code == APPUI_IO_REJECTED) {
        appui_faults_add(faults, APPUI_FAULT_JOURNAL_CUT_SHORT, NULL, NULL, (const char *)NULL);
        appui_faults_place(faults, line, 1);
        code = faults->out_of_memory ? APPUI_IO_NO_MEMORY : APPUI_IO_OK;
    }
    return code;
}

enum appui_io_code appui_history_parse(const char *bytes, size_t length,
                                       struct appui_history *journal, struct appui_faults *faults)
{
    enum appui_io_code all = APPUI_IO_OK;
    int32_t line = 0;
    for (size_t at = 0; at < length && all != APPUI_IO_NO_MEMORY;) {
        const char *end = memchr(bytes + at, '\n', length - at);
        size_t size = end == NULL ? length - at : (size_t)(end - (bytes + at));
        line++;
        enum appui_io_code code = APPUI_IO_OK;
        if (size > 0) {
            code =
                (end == NULL ? read_unended : read_line)(journal, bytes + at, size, line, faults);
        }
        all = code == APPUI_IO_OK ? all : code;
        at += size + 1;
    }
    return all;
}

enum appui_io_code appui_history_read(const char *path, struct appui_history *journal, bool *found,
                                      struct appui_faults *faults)
{
    char *bytes = NULL;
    size_t length = 0;
    struct appui_faults own = {0};
    enum appui_io_code code = appui_file_read(path, &bytes, &length, &own);
    const struct appui_fault *fault = own.n > 0 ? &own.items[0] : NULL;
    *found = fault == NULL || fault->code != APPUI_FAULT_FILE_MISSING;
    if (code == APPUI_IO_OK) {
        code = appui_history_parse(bytes, length, journal, faults);
    } else if (!*found || (fault != NULL && fault->code == APPUI_FAULT_FILE_EMPTY)) {
        code = APPUI_IO_OK;
    } else if (fault != NULL) {
        appui_faults_add(faults, fault->code, NULL, NULL, fault->keys[0], fault->values[0],
                         (const char *)NULL);
    }
    appui_faults_release(&own);
    appui_free(bytes);
    return code;
}
