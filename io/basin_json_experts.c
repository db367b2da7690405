/*
 * Reads experts, and the availabilities that experts and firms share.
 */
#include <string.h>

#include "io/basin_json_parts.h"
#include "io/basin_words.h"
#include "io/json_scalar.h"

static bool read_weekday(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    return appui_json_choose(reader, at, appui_basin_weekdays, into);
}

static bool read_weekdays(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct appui_draft_availability *availability = into;
    struct appui_json_list list = appui_json_list(reader, at, sizeof(int32_t), read_weekday);
    const int32_t *bits = list.items;
    availability->weekdays_given = true;
    for (int32_t i = 0; i < list.n; i++) {
        availability->weekdays = (uint16_t)(availability->weekdays | bits[i]);
    }
    return list.ok;
}

static bool read_listed_half(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    *(struct appui_date_half *)into = (struct appui_date_half){APPUI_ABSENT, APPUI_FULL};
    return appui_json_date_half(reader, at, into);
}

static bool read_date_halves(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    struct appui_draft_availability *availability = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_date_half), read_listed_half);
    availability->dates_given = true;
    availability->dates = list.items;
    availability->n_dates = list.n;
    return list.ok;
}

bool appui_basin_json_availability(struct appui_json_reader *reader, const struct appui_json_at *at,
                                   void *into)
{
    static const struct appui_json_field fields[] = {
        {"weekdays", APPUI_JSON_OPTIONAL, read_weekdays, 0},
        {"dates", APPUI_JSON_OPTIONAL, read_date_halves, 0},
        {"except", APPUI_JSON_OPTIONAL, appui_json_ranges,
         offsetof(struct appui_draft_availability, except)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_availability *availability = into;
    availability->given = true;
    return appui_json_object(reader, at, fields, availability);
}

/* "skills": an object from skill id to level, in file order. */
static bool read_levels(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    struct appui_draft_expert *expert = into;
    if (!json_is_object(at->value)) {
        return appui_json_wrong_type(reader, at, "object");
    }
    bool ok = true;
    const char *key;
    json_t *value;
    expert->skills =
        appui_arena_alloc(reader->arena, json_object_size(at->value), sizeof *expert->skills);
    if (expert->skills == NULL) {
        reader->no_memory = true;
        return false;
    }
    json_object_foreach(at->value, key, value)
    {
        struct appui_draft_level *level = &expert->skills[expert->n_skills++];
        struct appui_json_at member = {value, at, key, 0, at->id};
        level->level = APPUI_ABSENT;
        level->skill = appui_arena_text(reader->arena, key, strlen(key));
        reader->no_memory |= level->skill == NULL;
        ok &= appui_json_integer(reader, &member, &level->level);
    }
    return ok;
}

static const struct appui_json_field expert_fields[] = {
    {"id", APPUI_JSON_REQUIRED, appui_json_id, offsetof(struct appui_draft_expert, id)},
    {"partner", APPUI_JSON_REQUIRED, appui_json_text, offsetof(struct appui_draft_expert, partner)},
    {"role", APPUI_JSON_OPTIONAL, appui_json_text, offsetof(struct appui_draft_expert, role)},
    {"skills", APPUI_JSON_OPTIONAL, read_levels, 0},
    {"days_max", APPUI_JSON_OPTIONAL, appui_json_half_days,
     offsetof(struct appui_draft_expert, half_days_max)},
    {"projects_max", APPUI_JSON_OPTIONAL, appui_json_integer,
     offsetof(struct appui_draft_expert, projects_max)},
    {"availability", APPUI_JSON_OPTIONAL, appui_basin_json_availability,
     offsetof(struct appui_draft_expert, availability)},
    {NULL, 0, NULL, 0}};

static bool read_expert(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    struct appui_draft_expert *expert = into;
    *expert =
        (struct appui_draft_expert){.half_days_max = APPUI_ABSENT, .projects_max = APPUI_ABSENT};
    expert->broken = !appui_json_object(reader, at, expert_fields, expert);
    return !expert->broken;
}

bool appui_basin_json_experts(struct appui_json_reader *reader, const struct appui_json_at *at,
                              void *into)
{
    struct appui_draft *draft = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_expert), read_expert);
    draft->experts = list.items;
    draft->n_experts = list.n;
    return list.ok;
}
