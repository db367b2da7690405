/*
 * Reads the journal of a basin and decides which of its entries happened.
 */
#include "io/journal.h"

#include <string.h>
#include <sys/stat.h>

#include "io/json_format.h"
#include "io/json_scalar.h"
#include "io/json_text.h"

#define SUFFIX ".journal.jsonl"

const char *appui_journal_path(struct appui_arena *arena, const char *basin)
{
    size_t length = strlen(basin);
    bool json = length > 5 && strcmp(basin + length - 5, ".json") == 0;
    return appui_arena_format(arena, "%.*s%s", (int)(json ? length - 5 : length), basin, SUFFIX);
}

static bool accept(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    (void)reader;
    (void)at;
    (void)into;
    return true;
}

static bool read_kind(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_choice kinds[] = {{"decisions", APPUI_JOURNAL_DECISIONS},
                                                     {"plan", APPUI_JOURNAL_PLAN},
                                                     {"undo", APPUI_JOURNAL_UNDO},
                                                     {NULL, 0}};
    return appui_json_choose(reader, at, kinds, into);
}

static bool read_undo(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_journal_entry *entry = into;
    entry->undo_length = json_string_length(at->value);
    entry->undo = appui_arena_text(reader->arena, json_string_value(at->value), entry->undo_length);
    reader->no_memory |= entry->undo == NULL;
    return json_is_string(at->value);
}

static bool read_row(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_journal_row *row = into;
    struct appui_json_at project = appui_json_member(at, "project");
    struct appui_json_at decision = appui_json_member(at, "decision");
    return appui_json_text(reader, &project, &row->project) &&
           appui_json_text(reader, &decision, &row->decision);
}

static bool read_rows(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_journal_entry *entry = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_journal_row), read_row);
    entry->rows = list.items;
    entry->n_rows = list.n;
    return list.ok;
}

#define ENTRY(member) offsetof(struct appui_journal_entry, member)

static const struct appui_json_field fields[] = {
    {"format", APPUI_JSON_REQUIRED, accept, 0},
    {"kind", APPUI_JSON_REQUIRED, read_kind, ENTRY(kind)},
    {"as_of", APPUI_JSON_REQUIRED, appui_json_date, ENTRY(as_of)},
    {"basin", APPUI_JSON_REQUIRED, accept, 0},
    {"before", APPUI_JSON_REQUIRED, appui_json_text, ENTRY(before)},
    {"after", APPUI_JSON_REQUIRED, appui_json_text, ENTRY(after)},
    {"plan", APPUI_JSON_OPTIONAL, accept, 0},
    {"committee", APPUI_JSON_OPTIONAL, accept, 0},
    {"decisions", APPUI_JSON_OPTIONAL, read_rows, 0},
    {"gap", APPUI_JSON_OPTIONAL, accept, 0},
    {"proposed_days", APPUI_JSON_OPTIONAL, accept, 0},
    {"decided_days", APPUI_JSON_OPTIONAL, accept, 0},
    {"status", APPUI_JSON_OPTIONAL, accept, 0},
    {"tiers", APPUI_JSON_OPTIONAL, accept, 0},
    {"projects", APPUI_JSON_OPTIONAL, accept, 0},
    {"undoes", APPUI_JSON_OPTIONAL, appui_json_text, ENTRY(undoes)},
    {"undo", APPUI_JSON_OPTIONAL, read_undo, 0},
    {NULL, 0, NULL, 0}};

/* @return APPUI_IO_REJECTED when the line is no entry */
static enum appui_io_code read_line(struct appui_journal *journal, const char *line, size_t length,
                                    struct appui_journal_entry *entry)
{
    struct appui_faults unused = {0};
    struct appui_json_reader reader = {.arena = &journal->arena, .faults = &unused};
    json_t *tree = NULL;
    *entry = (struct appui_journal_entry){.as_of = APPUI_ABSENT};
    enum appui_io_code code = appui_json_parse(line, length, &tree, &unused);
    if (code == APPUI_IO_OK) {
        struct appui_json_at root = {.value = tree};
        const char *format = json_string_value(json_object_get(tree, "format"));
        bool ok = format != NULL && strcmp(format, APPUI_JOURNAL_FORMAT) == 0 &&
                  appui_json_object(&reader, &root, fields, entry);
        bool whole = entry->kind == APPUI_JOURNAL_DECISIONS ? entry->undo != NULL
                     : entry->kind == APPUI_JOURNAL_UNDO    ? entry->undoes != NULL
                                                            : true;
        code = ok && whole ? APPUI_IO_OK : APPUI_IO_REJECTED;
    }
    code = reader.no_memory || unused.out_of_memory ? APPUI_IO_NO_MEMORY : code;
    json_decref(tree);
    appui_faults_release(&unused);
    return code;
}

static int32_t count_lines(const char *bytes, size_t length)
{
    int32_t n = 0;
    for (size_t i = 0; i < length; i++) {
        n += bytes[i] == '\n' ? 1 : 0;
    }
    return n;
}

/* Reads every line that ends; journal->length is set behind the last. */
static enum appui_io_code read_lines(struct appui_journal *journal, size_t length,
                                     struct appui_faults *faults)
{
    const char *at = journal->bytes, *end = journal->bytes + length;
    int32_t n = count_lines(journal->bytes, length);
    enum appui_io_code code = APPUI_IO_OK;
    journal->entries = appui_arena_alloc(&journal->arena, (size_t)n, sizeof *journal->entries);
    if (journal->entries == NULL) {
        return APPUI_IO_NO_MEMORY;
    }
    while (journal->n < n && code == APPUI_IO_OK) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        code = read_line(journal, at, (size_t)(stop - at), &journal->entries[journal->n]);
        at = stop + 1;
        journal->n++;
    }
    if (code == APPUI_IO_REJECTED) {
        appui_faults_add(faults, APPUI_FAULT_JOURNAL_ENTRY, NULL, NULL, (const char *)NULL);
        appui_faults_place(faults, journal->n, 1);
    }
    journal->length = (size_t)(at - journal->bytes);
    return code;
}

/* An undo speaks of the newest decisions that are not undone and led to what it names. */
static void mark_undone(struct appui_journal *journal, int32_t undo)
{
    for (int32_t i = undo - 1; i >= 0; i--) {
        struct appui_journal_entry *entry = &journal->entries[i];
        if (entry->kind == APPUI_JOURNAL_DECISIONS && !entry->undone &&
            strcmp(entry->after, journal->entries[undo].undoes) == 0) {
            entry->undone = true;
            return;
        }
    }
}

/* Leaves out a last entry that was written before a basin that never was. */
static void judge_last(struct appui_journal *journal, const char *present)
{
    if (journal->n == 0) {
        return;
    }
    const struct appui_journal_entry *last = &journal->entries[journal->n - 1];
    if (strcmp(last->after, present) != 0 && strcmp(last->before, present) == 0) {
        size_t at = journal->length - 1; /* its line end */
        while (at > 0 && journal->bytes[at - 1] != '\n') {
            at--;
        }
        journal->length = at;
        journal->n--;
    }
}

enum appui_io_code appui_journal_read(const char *path, const char *present,
                                      struct appui_journal *journal, struct appui_faults *faults)
{
    struct stat about;
    size_t length = 0;
    if (stat(path, &about) != 0 || about.st_size == 0) {
        return APPUI_IO_OK;
    }
    enum appui_io_code code = appui_file_read(path, &journal->bytes, &length, faults);
    if (code == APPUI_IO_OK) {
        code = read_lines(journal, length, faults);
    }
    if (code != APPUI_IO_OK || faults->out_of_memory) {
        return faults->out_of_memory ? APPUI_IO_NO_MEMORY : code;
    }
    judge_last(journal, present);
    for (int32_t i = 0; i < journal->n; i++) {
        if (journal->entries[i].kind == APPUI_JOURNAL_UNDO) {
            mark_undone(journal, i);
        }
    }
    return APPUI_IO_OK;
}

const struct appui_journal_entry *appui_journal_last(const struct appui_journal *journal)
{
    for (int32_t i = journal->n - 1; i >= 0; i--) {
        const struct appui_journal_entry *entry = &journal->entries[i];
        if (entry->kind == APPUI_JOURNAL_DECISIONS && !entry->undone) {
            return entry;
        }
    }
    return NULL;
}

void appui_journal_release(struct appui_journal *journal)
{
    appui_arena_release(&journal->arena);
    appui_free(journal->bytes);
    memset(journal, 0, sizeof *journal);
}
