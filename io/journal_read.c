/*
 * Reads a journal line by line: each line is a JSON document of its own, so a fault has the number
 * of its line, and the pointers in it begin there. What an undo needs (the bytes of the basin
 * before) is checked for its type and not kept.
 */
#include "io/journal_read.h"

#include <string.h>

#include "io/basin_json.h"
#include "io/basin_words.h"
#include "io/json_format.h"
#include "io/json_number.h"
#include "io/json_scalar.h"
#include "io/json_text.h"

static const struct appui_json_choice kinds[] = {{"decisions", APPUI_JOURNAL_DECISIONS},
                                                 {"plan", APPUI_JOURNAL_PLAN},
                                                 {"undo", APPUI_JOURNAL_UNDO},
                                                 {NULL, 0}};

static const struct appui_json_choice decided_words[] = {
    {"approved", APPUI_JOURNAL_APPROVED}, {"refused", APPUI_JOURNAL_REFUSED},
    {"deferred", APPUI_JOURNAL_DEFERRED}, {"withdrawn", APPUI_JOURNAL_WITHDRAWN},
    {"signed", APPUI_JOURNAL_SIGNED},     {"done", APPUI_JOURNAL_DONE},
    {"moved", APPUI_JOURNAL_MOVED},       {"cancelled", APPUI_JOURNAL_CANCELLED},
    {"closed", APPUI_JOURNAL_CLOSED},     {NULL, 0}};

static bool accept_text(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    (void)into;
    return json_is_string(at->value) || appui_json_wrong_type(reader, at, "text");
}

static bool accept_list(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    (void)into;
    return json_is_array(at->value) || appui_json_wrong_type(reader, at, "list");
}

static bool accept_date(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    appui_day day;
    (void)into;
    return appui_json_date(reader, at, &day);
}

static bool accept_half(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    enum appui_half half;
    (void)into;
    return appui_json_choose(reader, at, appui_basin_halves, &half);
}

static bool read_days(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    int32_t half_days;
    if (!appui_json_half_days(reader, at, &half_days)) {
        return false;
    }
    if (half_days < 0) {
        char value[APPUI_NUMBER_TEXT];
        appui_json_fault(reader, at, APPUI_FAULT_NUMBER_NEGATIVE, "value",
                         appui_number_text(at->value, value), (const char *)NULL);
        return false;
    }
    *(int32_t *)into = half_days;
    return true;
}

static bool accept_days(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    int32_t half_days;
    (void)into;
    return read_days(reader, at, &half_days);
}

static bool read_sha256(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    const char *text = json_string_value(at->value);
    if (text == NULL) {
        return appui_json_wrong_type(reader, at, "text");
    }
    size_t length = strspn(text, "0123456789abcdef");
    if (length != APPUI_SHA256_TEXT - 1 || text[length] != '\0') {
        appui_json_fault(reader, at, APPUI_FAULT_PLAN_SHA256_FORM, "value", text,
                         (const char *)NULL);
        return false;
    }
    return appui_json_text(reader, at, into);
}

static bool accept_sha256(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    const char *text = NULL;
    (void)into;
    return read_sha256(reader, at, &text);
}

static bool read_decided(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    return appui_json_choose(reader, at, decided_words, into);
}

#define DECISION(member) offsetof(struct appui_journal_decision, member)

static bool read_decision(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    static const struct appui_json_field fields[] = {
        {"project", APPUI_JSON_REQUIRED, appui_json_text, DECISION(project)},
        {"need", APPUI_JSON_OPTIONAL, appui_json_text, DECISION(need)},
        {"expert", APPUI_JSON_OPTIONAL, accept_text, 0},
        {"decision", APPUI_JSON_REQUIRED, read_decided, DECISION(decided)},
        {"days", APPUI_JSON_OPTIONAL, accept_days, 0},
        {"date", APPUI_JSON_OPTIONAL, accept_date, 0},
        {"half", APPUI_JSON_OPTIONAL, accept_half, 0},
        {"to_date", APPUI_JSON_OPTIONAL, accept_date, 0},
        {"to_half", APPUI_JSON_OPTIONAL, accept_half, 0},
        {"new_expert", APPUI_JSON_OPTIONAL, accept_text, 0},
        {"remarks", APPUI_JSON_OPTIONAL, accept_text, 0},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_decisions(struct appui_json_reader *reader, const struct appui_json_at *at,
                           void *into)
{
    struct appui_journal_entry *entry = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof *entry->decisions, read_decision);
    entry->decisions = list.items;
    entry->n_decisions = list.n;
    return list.ok;
}

/* The words of the kinds are the model's, so that reports and journals cannot differ. */
static bool read_gap_kind(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct appui_json_choice choices[APPUI_N_GAP_KINDS + 1];
    for (int32_t i = 0; i < APPUI_N_GAP_KINDS; i++) {
        choices[i] = (struct appui_json_choice){appui_gap_name((enum appui_gap_kind)i), i};
    }
    choices[APPUI_N_GAP_KINDS] = (struct appui_json_choice){NULL, 0};
    return appui_json_choose(reader, at, choices, into);
}

static bool read_gap(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"kind", APPUI_JSON_REQUIRED, read_gap_kind, offsetof(struct appui_journal_gap, kind)},
        {"project", APPUI_JSON_REQUIRED, appui_json_text,
         offsetof(struct appui_journal_gap, project)},
        {"need", APPUI_JSON_OPTIONAL, appui_json_text, offsetof(struct appui_journal_gap, need)},
        {"expert", APPUI_JSON_OPTIONAL, appui_json_text,
         offsetof(struct appui_journal_gap, expert)},
        {"proposed_days", APPUI_JSON_OPTIONAL, accept_days, 0},
        {"decided_days", APPUI_JSON_OPTIONAL, accept_days, 0},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_gaps(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_journal_entry *entry = into;
    struct appui_json_list list = appui_json_list(reader, at, sizeof *entry->gaps, read_gap);
    entry->gaps = list.items;
    entry->n_gaps = list.n;
    return list.ok;
}

#define ENTRY(member) offsetof(struct appui_journal_entry, member)

/* What every entry begins with. */
#define COMMON_FIELDS                                                                              \
    {"format", APPUI_JSON_REQUIRED, accept_text, 0},                                               \
        {"kind", APPUI_JSON_REQUIRED, accept_text, 0},                                             \
        {"as_of", APPUI_JSON_REQUIRED, appui_json_date, ENTRY(as_of)},                             \
        {"basin", APPUI_JSON_REQUIRED, appui_json_text, ENTRY(basin)},                             \
        {"before", APPUI_JSON_REQUIRED, read_sha256, ENTRY(before)},                               \
        {"after", APPUI_JSON_REQUIRED, read_sha256, ENTRY(after)},                                 \
    {                                                                                              \
        "plan", APPUI_JSON_NULLABLE, accept_sha256, 0                                              \
    }

static const struct appui_json_field decisions_fields[] = {
    COMMON_FIELDS,
    {"committee", APPUI_JSON_NULLABLE, appui_json_date, ENTRY(committee)},
    {"decisions", APPUI_JSON_REQUIRED, read_decisions, 0},
    {"gap", APPUI_JSON_REQUIRED, read_gaps, 0},
    {"proposed_days", APPUI_JSON_REQUIRED, read_days, ENTRY(proposed)},
    {"decided_days", APPUI_JSON_REQUIRED, read_days, ENTRY(decided)},
    {"undo", APPUI_JSON_REQUIRED, accept_text, 0},
    {NULL, 0, NULL, 0}};

static const struct appui_json_field plan_fields[] = {
    COMMON_FIELDS,
    {"status", APPUI_JSON_REQUIRED, accept_text, 0},
    {"tiers", APPUI_JSON_REQUIRED, accept_list, 0},
    {"proposed_days", APPUI_JSON_REQUIRED, read_days, ENTRY(proposed)},
    {"projects", APPUI_JSON_REQUIRED, appui_json_integer, ENTRY(n_projects)},
    {NULL, 0, NULL, 0}};

static const struct appui_json_field undo_fields[] = {
    COMMON_FIELDS, {"undoes", APPUI_JSON_REQUIRED, read_sha256, ENTRY(undoes)}, {NULL, 0, NULL, 0}};

/* Which keys an entry has follows from its kind, so that one is read first. */
static bool read_entry(struct appui_json_reader *reader, json_t *tree,
                       struct appui_journal_entry *entry)
{
    static const struct appui_json_field *const tables[] = {[APPUI_JOURNAL_DECISIONS] =
                                                                decisions_fields,
                                                            [APPUI_JOURNAL_PLAN] = plan_fields,
                                                            [APPUI_JOURNAL_UNDO] = undo_fields};
    struct appui_json_at root = {.value = tree};
    if (!json_is_object(tree)) {
        return appui_json_wrong_type(reader, &root, "object");
    }
    if (!appui_json_format(reader, &root, APPUI_JOURNAL_FORMAT)) {
        return false;
    }
    struct appui_json_at kind = appui_json_member(&root, "kind");
    if (kind.value != NULL && json_is_string(kind.value) &&
        !appui_json_choose(reader, &kind, kinds, &entry->kind)) {
        return false;
    }
    return appui_json_object(reader, &root, tables[entry->kind], entry);
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

static enum appui_io_code read_line(struct appui_journal *journal, const char *bytes, size_t length,
                                    int32_t line, struct appui_faults *faults)
{
    json_t *tree = NULL;
    int32_t first = faults->n;
    enum appui_io_code code = appui_json_parse(bytes, length, &tree, faults);
    struct appui_journal_entry entry = {
        .line = line, .as_of = APPUI_ABSENT, .committee = APPUI_ABSENT};
    struct appui_json_reader reader = {.arena = &journal->arena, .faults = faults};
    if (code == APPUI_IO_OK) {
        code = read_entry(&reader, tree, &entry) ? APPUI_IO_OK : APPUI_IO_REJECTED;
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
static enum appui_io_code read_unended(struct appui_journal *journal, const char *bytes,
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

enum appui_io_code appui_journal_parse(const char *bytes, size_t length,
                                       struct appui_journal *journal, struct appui_faults *faults)
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

enum appui_io_code appui_journal_read(const char *path, struct appui_journal *journal, bool *found,
                                      struct appui_faults *faults)
{
    char *bytes = NULL;
    size_t length = 0;
    struct appui_faults own = {0};
    enum appui_io_code code = appui_file_read(path, &bytes, &length, &own);
    const struct appui_fault *fault = own.n > 0 ? &own.items[0] : NULL;
    *found = fault == NULL || fault->code != APPUI_FAULT_FILE_MISSING;
    if (code == APPUI_IO_OK) {
        code = appui_journal_parse(bytes, length, journal, faults);
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

const char *appui_journal_path(struct appui_arena *arena, const char *basin_path)
{
    size_t length = strlen(basin_path);
    if (length > 5 && strcmp(basin_path + length - 5, ".json") == 0) {
        length -= 5;
    }
    return appui_arena_format(arena, "%.*s.journal.jsonl", (int)length, basin_path);
}
