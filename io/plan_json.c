/*
 * Writes and reads a plan file from its root. The parts stand in the plan_json_*.c beside it; ids
 * stand in the file where the plan has indices, so a plan is read against the basin that its
 * header's options make.
 */
#include "io/plan_json.h"

#include <string.h>

#include "io/json_format.h"
#include "io/json_text.h"
#include "io/plan_json_parts.h"
#include "io/plan_words.h"

static bool accept(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    (void)reader;
    (void)at;
    (void)into;
    return true;
}

static bool read_sha256(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    const char *text = NULL;
    bool read = appui_json_sha256(reader, at, &text);
    if (read) {
        memcpy(into, text, APPUI_SHA256_TEXT);
    }
    return read;
}

#define HEADER(member) offsetof(struct appui_plan_header, member)

static bool read_basin(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"name", APPUI_JSON_REQUIRED, appui_json_text, HEADER(basin_name)},
        {"sha256", APPUI_JSON_REQUIRED, read_sha256, HEADER(basin_sha256)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool accept_text(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    (void)into;
    return json_is_string(at->value) || appui_json_wrong_type(reader, at, "text");
}

/* One way of weighing tiers there is. */
static bool read_policy(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    static const struct appui_json_choice policies[] = {{"lexicographic", 0}, {NULL, 0}};
    const char **policy = into;
    int32_t found = 0;
    bool ok = appui_json_choose(reader, at, policies, &found);
    *policy = policies[found].name;
    return ok;
}

/* Every key of the root; those of the plan itself are read in a second pass, against the basin. */
static const struct appui_json_field header_fields[] = {
    {"format", APPUI_JSON_REQUIRED, accept_text, 0},
    {"basin", APPUI_JSON_REQUIRED, read_basin, 0},
    {"appui", APPUI_JSON_OPTIONAL, appui_json_text, HEADER(appui_version)},
    {"policy", APPUI_JSON_OPTIONAL, read_policy, HEADER(policy)},
    {"options", APPUI_JSON_REQUIRED, appui_plan_read_options, HEADER(options)},
    {"status", APPUI_JSON_REQUIRED, accept, 0},
    {"warnings", APPUI_JSON_OPTIONAL, accept, 0},
    {"tiers", APPUI_JSON_REQUIRED, accept, 0},
    {"lines", APPUI_JSON_REQUIRED, accept, 0},
    {"holes", APPUI_JSON_REQUIRED, accept, 0},
    {"partial", APPUI_JSON_REQUIRED, accept, 0},
    {"committees", APPUI_JSON_OPTIONAL, accept, 0},
    {"mandataires", APPUI_JSON_OPTIONAL, accept, 0},
    {"reviews", APPUI_JSON_OPTIONAL, accept, 0},
    {"changes", APPUI_JSON_REQUIRED, accept, 0},
    {"previous", APPUI_JSON_NULLABLE, accept, 0},
    {"partners", APPUI_JSON_REQUIRED, accept, 0},
    {"figures", APPUI_JSON_REQUIRED, accept, 0},
    {"advances", APPUI_JSON_OPTIONAL, accept, 0},
    {NULL, 0, NULL, 0}};

static bool read_status(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    return appui_json_choose(reader, at, appui_plan_statuses, into);
}

static bool read_warning(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    (void)into;
    if (!json_is_object(at->value)) {
        return appui_json_wrong_type(reader, at, "object");
    }
    bool ok = true;
    const char *key;
    json_t *value;
    json_object_foreach(at->value, key, value)
    {
        struct appui_json_at member = {value, at, key, 0, at->id};
        ok &= accept_text(reader, &member, NULL);
    }
    if (json_object_get(at->value, "code") == NULL) {
        appui_json_fault(reader, at, APPUI_FAULT_KEY_MISSING, "key", "code", (const char *)NULL);
        ok = false;
    }
    return ok;
}

static bool read_warnings(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    (void)into;
    return appui_json_list(reader, at, 1, read_warning).ok;
}

static const struct appui_json_field plan_fields[] = {
    {"status", 0, read_status, offsetof(struct appui_plan, status)},
    {"warnings", 0, read_warnings, 0},
    {"tiers", 0, appui_plan_read_tiers, 0},
    {"lines", 0, appui_plan_read_lines, 0},
    {"holes", 0, appui_plan_read_holes, 0},
    {"partial", 0, appui_plan_read_partials, 0},
    {"committees", 0, appui_plan_read_meetings, 0},
    {"mandataires", 0, appui_plan_read_mandataires, 0},
    {"reviews", 0, appui_plan_read_reviews, 0},
    {"changes", 0, appui_plan_read_changes, 0},
    {"previous", 0, appui_plan_read_previous, 0},
    {"partners", 0, appui_plan_read_partners, 0},
    {"figures", 0, appui_plan_read_figures, offsetof(struct appui_plan, figures)},
    {"advances", 0, appui_plan_read_advances, 0},
    {NULL, 0, NULL, 0}};

static enum appui_io_code code_of(const struct appui_json_reader *reader, bool ok)
{
    if (reader->no_memory || reader->faults->out_of_memory) {
        return APPUI_IO_NO_MEMORY;
    }
    return ok ? APPUI_IO_OK : APPUI_IO_REJECTED;
}

/* `stop` is set when the file is no plan at all, so that nothing more should be said about it. */
static enum appui_io_code read_header(json_t *tree, struct appui_plan_header *header,
                                      struct appui_faults *faults, bool *stop)
{
    struct appui_json_reader reader = {.arena = &header->arena, .faults = faults};
    struct appui_json_at root = {.value = tree};
    *header = (struct appui_plan_header){.options = {.as_of = APPUI_ABSENT}};
    bool ok = !json_is_object(tree) || appui_json_format(&reader, &root, APPUI_PLAN_FORMAT);
    *stop = !ok || !json_is_object(tree);
    ok = ok && appui_json_object(&reader, &root, header_fields, header);
    return code_of(&reader, ok);
}

enum appui_io_code appui_plan_json_read_header(const char *bytes, size_t length,
                                               struct appui_plan_header *header,
                                               struct appui_faults *faults)
{
    json_t *tree;
    bool stop;
    *header = (struct appui_plan_header){.options = {.as_of = APPUI_ABSENT}};
    enum appui_io_code code = appui_json_parse(bytes, length, &tree, faults);
    if (code == APPUI_IO_OK) {
        code = read_header(tree, header, faults, &stop);
    }
    json_decref(tree);
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : code;
}

static enum appui_io_code read_plan(json_t *tree, const struct appui_basin *basin,
                                    struct appui_plan *plan, struct appui_faults *faults)
{
    struct appui_plan_target target = {basin, plan};
    struct appui_json_reader reader = {.arena = &plan->arena, .faults = faults, .context = &target};
    struct appui_json_at root = {.value = tree};
    bool ok = true;
    for (const struct appui_json_field *field = plan_fields; field->key != NULL; field++) {
        struct appui_json_at at = appui_json_member(&root, field->key);
        ok &= at.value == NULL || field->read(&reader, &at, (char *)plan + field->offset);
    }
    return code_of(&reader, ok);
}

static enum appui_io_code read_both(json_t *tree, const struct appui_basin *basin,
                                    struct appui_plan *plan, struct appui_faults *faults)
{
    struct appui_plan_header header;
    bool stop;
    enum appui_io_code code = read_header(tree, &header, faults, &stop);
    plan->calendar = !header.options.no_calendar;
    appui_arena_release(&header.arena);
    if (stop || code == APPUI_IO_NO_MEMORY) {
        return code;
    }
    enum appui_io_code plan_code = read_plan(tree, basin, plan, faults);
    return plan_code > code ? plan_code : code;
}

enum appui_io_code appui_plan_json_read(const char *bytes, size_t length,
                                        const struct appui_basin *basin, struct appui_plan **plan,
                                        struct appui_faults *faults)
{
    json_t *tree;
    struct appui_plan *read = appui_calloc(1, sizeof *read);
    *plan = NULL;
    if (read == NULL) {
        return APPUI_IO_NO_MEMORY;
    }
    enum appui_io_code code = appui_json_parse(bytes, length, &tree, faults);
    if (code == APPUI_IO_OK) {
        code = read_both(tree, basin, read, faults);
    }
    json_decref(tree);
    code = faults->out_of_memory ? APPUI_IO_NO_MEMORY : code;
    if (code == APPUI_IO_OK) {
        *plan = read;
    } else {
        appui_plan_free(read);
    }
    return code;
}
