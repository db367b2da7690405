/*
 * Reads one entry of a journal by the table of its kind. What an undo needs (the bytes of the basin
 * before) is checked for its type and not kept.
 */
#include "io/journal_entry.h"

#include <string.h>

#include "io/basin_json.h"
#include "io/basin_words.h"
#include "io/json_format.h"
#include "io/json_number.h"
#include "io/json_scalar.h"

static const struct appui_json_choice kinds[] = {{"decisions", APPUI_JOURNAL_DECISIONS},
                                                 {"plan", APPUI_JOURNAL_PLAN},
                                                 {"undo", APPUI_JOURNAL_UNDO},
                                                 {NULL, 0}};

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

static bool accept_sha256(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    const char *text = NULL;
    (void)into;
    return appui_json_sha256(reader, at, &text);
}

/* The words of decisions, like those of gaps below, are the model's: files and journal cannot
 * differ. */
static bool read_decided(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_json_choice choices[APPUI_N_DECISION_KINDS + 1];
    for (int32_t i = 0; i < APPUI_N_DECISION_KINDS; i++) {
        choices[i] =
            (struct appui_json_choice){appui_decision_name((enum appui_decision_kind)i), i};
    }
    choices[APPUI_N_DECISION_KINDS] = (struct appui_json_choice){NULL, 0};
    return appui_json_choose(reader, at, choices, into);
}

#define ROW(member) offsetof(struct journal_row, member)
#define DECISION(member) offsetof(struct journal_row, decision.member)

/* Which rows carry the day of what they decide: of others `date` is that of a session or signature.
 */
static bool dates_decision(enum appui_decision_kind decided)
{
    return decided == APPUI_DECISION_APPROVED || decided == APPUI_DECISION_REFUSED ||
           decided == APPUI_DECISION_DEFERRED || decided == APPUI_DECISION_WITHDRAWN ||
           decided == APPUI_DECISION_CLOSED;
}

/* A row as the file has it. */
struct journal_row {
    struct appui_history_decision decision;
    appui_day date, committee;
};

static bool read_decision(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    static const struct appui_json_field fields[] = {
        {"project", APPUI_JSON_REQUIRED, appui_json_text, DECISION(project)},
        {"need", APPUI_JSON_OPTIONAL, appui_json_text, DECISION(need)},
        {"expert", APPUI_JSON_OPTIONAL, accept_text, 0},
        {"decision", APPUI_JSON_REQUIRED, read_decided, DECISION(decided)},
        {"days", APPUI_JSON_OPTIONAL, accept_days, 0},
        {"date", APPUI_JSON_OPTIONAL, appui_json_date, ROW(date)},
        {"committee", APPUI_JSON_OPTIONAL, appui_json_date, ROW(committee)},
        {"half", APPUI_JSON_OPTIONAL, accept_half, 0},
        {"to_date", APPUI_JSON_OPTIONAL, accept_date, 0},
        {"to_half", APPUI_JSON_OPTIONAL, accept_half, 0},
        {"new_expert", APPUI_JSON_OPTIONAL, accept_text, 0},
        {"mandataire", APPUI_JSON_OPTIONAL, accept_text, 0},
        {"remarks", APPUI_JSON_OPTIONAL, accept_text, 0},
        {NULL, 0, NULL, 0}};
    struct journal_row row = {.date = APPUI_ABSENT, .committee = APPUI_ABSENT};
    struct appui_history_decision *decision = into;
    bool good = appui_json_object(reader, at, fields, &row);
    *decision = row.decision;
    decision->day = !dates_decision(decision->decided) ? APPUI_ABSENT
                    : row.committee != APPUI_ABSENT    ? row.committee
                                                       : row.date;
    return good;
}

static bool read_decisions(struct appui_json_reader *reader, const struct appui_json_at *at,
                           void *into)
{
    struct appui_history_entry *entry = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof *entry->decisions, read_decision);
    entry->decisions = list.items;
    entry->n_decisions = list.n;
    return list.ok;
}

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
        {"kind", APPUI_JSON_REQUIRED, read_gap_kind, offsetof(struct appui_history_gap, kind)},
        {"project", APPUI_JSON_REQUIRED, appui_json_text,
         offsetof(struct appui_history_gap, project)},
        {"need", APPUI_JSON_OPTIONAL, appui_json_text, offsetof(struct appui_history_gap, need)},
        {"expert", APPUI_JSON_OPTIONAL, appui_json_text,
         offsetof(struct appui_history_gap, expert)},
        {"proposed_days", APPUI_JSON_OPTIONAL, read_days,
         offsetof(struct appui_history_gap, proposed)},
        {"decided_days", APPUI_JSON_OPTIONAL, read_days,
         offsetof(struct appui_history_gap, decided)},
        {"committee", APPUI_JSON_OPTIONAL, appui_json_date,
         offsetof(struct appui_history_gap, committee)},
        {NULL, 0, NULL, 0}};
    ((struct appui_history_gap *)into)->committee = APPUI_ABSENT;
    return appui_json_object(reader, at, fields, into);
}

static bool read_gaps(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_history_entry *entry = into;
    struct appui_json_list list = appui_json_list(reader, at, sizeof *entry->gaps, read_gap);
    entry->gaps = list.items;
    entry->n_gaps = list.n;
    return list.ok;
}

static bool read_undo(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_history_entry *entry = into;
    if (!json_is_string(at->value)) {
        return appui_json_wrong_type(reader, at, "text");
    }
    entry->undo_length = json_string_length(at->value);
    entry->undo = appui_arena_text(reader->arena, json_string_value(at->value), entry->undo_length);
    reader->no_memory |= entry->undo == NULL;
    return entry->undo != NULL;
}

#define ENTRY(member) offsetof(struct appui_history_entry, member)

/* What every entry begins with. */
#define COMMON_FIELDS                                                                              \
    {"format", APPUI_JSON_REQUIRED, accept_text, 0},                                               \
        {"kind", APPUI_JSON_REQUIRED, accept_text, 0},                                             \
        {"as_of", APPUI_JSON_REQUIRED, appui_json_date, ENTRY(as_of)},                             \
        {"basin", APPUI_JSON_REQUIRED, appui_json_text, ENTRY(basin)},                             \
        {"before", APPUI_JSON_REQUIRED, appui_json_sha256, ENTRY(before)},                         \
        {"after", APPUI_JSON_REQUIRED, appui_json_sha256, ENTRY(after)},                           \
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
    {"undo", APPUI_JSON_REQUIRED, read_undo, 0},
    {NULL, 0, NULL, 0}};

static const struct appui_json_field plan_fields[] = {
    COMMON_FIELDS,
    {"status", APPUI_JSON_REQUIRED, accept_text, 0},
    {"tiers", APPUI_JSON_REQUIRED, accept_list, 0},
    {"proposed_days", APPUI_JSON_REQUIRED, read_days, ENTRY(proposed)},
    {"projects", APPUI_JSON_REQUIRED, appui_json_integer, ENTRY(n_projects)},
    {NULL, 0, NULL, 0}};

static const struct appui_json_field undo_fields[] = {
    COMMON_FIELDS,
    {"undoes", APPUI_JSON_REQUIRED, appui_json_sha256, ENTRY(undoes)},
    {NULL, 0, NULL, 0}};

/* Which keys an entry has follows from its kind, so that one is read first. */
bool appui_journal_read_entry(struct appui_json_reader *reader, json_t *tree,
                              struct appui_history_entry *entry)
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
