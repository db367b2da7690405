/*
 * Reads a basin file from its root: file, tree, fingerprint, overrides, draft. What the parts look
 * like stands in the basin_json_*.c beside it; whether they make sense together is model/basin's to
 * say.
 */
#include "io/basin_json.h"

#include "io/basin_json_parts.h"
#include "io/basin_words.h"
#include "io/canonical.h"
#include "io/json_format.h"
#include "io/json_override.h"
#include "io/json_scalar.h"
#include "io/json_text.h"

#define DRAFT(member) offsetof(struct appui_draft, member)

static bool read_as_of(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_draft *draft = into;
    draft->as_of_broken = !appui_json_date(reader, at, &draft->as_of);
    return !draft->as_of_broken;
}

static bool read_horizon(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"start", APPUI_JSON_REQUIRED, appui_json_date, DRAFT(horizon_start)},
        {"end", APPUI_JSON_REQUIRED, appui_json_date, DRAFT(horizon_end)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_holidays(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    return appui_json_choose(reader, at, appui_basin_holidays, into);
}

static bool read_calendar(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    static const struct appui_json_field fields[] = {
        {"timezone", APPUI_JSON_OPTIONAL, appui_json_text, DRAFT(timezone)},
        {"holidays", APPUI_JSON_OPTIONAL, read_holidays, DRAFT(holidays)},
        {"closures", APPUI_JSON_OPTIONAL, appui_json_ranges, DRAFT(closures)},
        {NULL, 0, NULL, 0}};
    ((struct appui_draft *)into)->holidays_given = appui_json_has(at, "holidays");
    return appui_json_object(reader, at, fields, into);
}

static bool read_burden(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    static const struct appui_json_field fields[] = {
        {"mandate_days", APPUI_JSON_OPTIONAL, appui_json_burden_days, DRAFT(mandate_half_days)},
        {"attendance_days", APPUI_JSON_OPTIONAL, appui_json_burden_days,
         DRAFT(attendance_half_days)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

/* appui_json_format has judged the value of "format"; here its presence and its type are. */
static bool accept_format(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    (void)into;
    return json_is_string(at->value) || appui_json_wrong_type(reader, at, "text");
}

static const struct appui_json_field basin_fields[] = {
    {"format", APPUI_JSON_REQUIRED, accept_format, 0},
    {"name", APPUI_JSON_REQUIRED, appui_json_text, DRAFT(name)},
    {"as_of", APPUI_JSON_OPTIONAL, read_as_of, 0},
    {"horizon", APPUI_JSON_REQUIRED, read_horizon, 0},
    {"calendar", APPUI_JSON_OPTIONAL, read_calendar, 0},
    {"tiers", APPUI_JSON_OPTIONAL, appui_json_texts, DRAFT(tiers)},
    {"burden", APPUI_JSON_OPTIONAL, read_burden, 0},
    {"day_rate", APPUI_JSON_OPTIONAL, appui_json_cents, DRAFT(day_rate_cents)},
    {"objectives", APPUI_JSON_OPTIONAL, appui_basin_json_objectives, DRAFT(objectives)},
    {"skills", APPUI_JSON_REQUIRED, appui_basin_json_skills, 0},
    {"partners", APPUI_JSON_REQUIRED, appui_basin_json_partners, 0},
    {"experts", APPUI_JSON_REQUIRED, appui_basin_json_experts, 0},
    {"projects", APPUI_JSON_REQUIRED, appui_basin_json_projects, 0},
    {"committees", APPUI_JSON_OPTIONAL, appui_basin_json_committees, DRAFT(committees)},
    {"advances", APPUI_JSON_OPTIONAL, appui_basin_json_advances, DRAFT(advances)},
    {"estimates", APPUI_JSON_OPTIONAL, appui_basin_json_estimates, 0},
    {"lines", APPUI_JSON_OPTIONAL, appui_basin_json_lines, 0},
    {"rules", APPUI_JSON_OPTIONAL, appui_basin_json_rules, 0},
    {NULL, 0, NULL, 0}};

static void mark_absent(struct appui_draft *draft)
{
    draft->as_of = draft->horizon_start = draft->horizon_end = APPUI_ABSENT;
    draft->mandate_half_days = draft->attendance_half_days = APPUI_ABSENT;
    draft->holidays = APPUI_HOLIDAYS_FR;
    draft->day_rate_cents = APPUI_ABSENT;
    draft->objectives = (struct appui_draft_objectives){.examined = APPUI_ABSENT,
                                                        .approved = APPUI_ABSENT,
                                                        .jobs = APPUI_ABSENT,
                                                        .mandates_per_partner = APPUI_ABSENT,
                                                        .committees_min = APPUI_ABSENT,
                                                        .committees_max = APPUI_ABSENT};
    draft->committees.count_min = draft->committees.count_max = APPUI_ABSENT;
    draft->committees.capacity = draft->committees.quorum = APPUI_ABSENT;
    draft->committees.gap_days = draft->committees.lead_days = APPUI_ABSENT;
}

static enum appui_io_code read_tree(json_t *tree, struct appui_draft *draft,
                                    struct appui_faults *faults)
{
    struct appui_json_reader reader = {.arena = &draft->arena, .faults = faults};
    struct appui_json_at root = {.value = tree};
    int32_t n_before = faults->n_errors;
    if (!json_is_object(tree) || appui_json_format(&reader, &root, APPUI_BASIN_FORMAT)) {
        appui_json_object(&reader, &root, basin_fields, draft);
    }
    if (reader.no_memory || faults->out_of_memory) {
        return APPUI_IO_NO_MEMORY;
    }
    return faults->n_errors == n_before ? APPUI_IO_OK : APPUI_IO_REJECTED;
}

enum appui_io_code appui_basin_json_parse(const struct appui_basin_source *source,
                                          struct appui_draft *draft, struct appui_faults *faults,
                                          char sha256[APPUI_SHA256_TEXT])
{
    json_t *tree = NULL;
    sha256[0] = '\0';
    mark_absent(draft);
    enum appui_io_code code = appui_json_parse(source->bytes, source->length, &tree, faults);
    if (code == APPUI_IO_OK && appui_canonical_sha256(tree, sha256) != 0) {
        code = APPUI_IO_NO_MEMORY;
    }
    if (code == APPUI_IO_OK) {
        code = appui_json_override(tree, source->overrides, source->n_overrides, faults);
    }
    if (code == APPUI_IO_OK) {
        code = read_tree(tree, draft, faults);
    }
    json_decref(tree);
    return faults->out_of_memory ? APPUI_IO_NO_MEMORY : code;
}

enum appui_io_code appui_basin_json_read(const char *path, const struct appui_override *overrides,
                                         int32_t n_overrides, struct appui_draft *draft,
                                         struct appui_faults *faults,
                                         char sha256[APPUI_SHA256_TEXT])
{
    struct appui_basin_source source = {.overrides = overrides, .n_overrides = n_overrides};
    char *bytes = NULL;
    sha256[0] = '\0';
    mark_absent(draft);
    enum appui_io_code code = appui_file_read(path, &bytes, &source.length, faults);
    if (code == APPUI_IO_OK) {
        source.bytes = bytes;
        code = appui_basin_json_parse(&source, draft, faults, sha256);
    }
    appui_free(bytes);
    return code;
}
