/*
 * Experts: their partner, a level per skill, limits, and when they are free.
 */
#include <string.h>

#include "model/validate.h"

static const struct appui_field days_max = {"days_max", APPUI_UNIT_HALF_DAYS, 0,
                                            APPUI_HALF_DAYS_MAX};
static const struct appui_field projects_max = {"projects_max", APPUI_UNIT_COUNT, 0, 100000};

/* Key of a skill's level, a JSON Pointer token: it writes '~' as "~0" and '/' as "~1" (RFC 6901).
 */
static const char *level_key(struct appui_validation *v, const char *skill)
{
    static const char prefix[] = "skills/";
    size_t length = strlen(skill), n = sizeof prefix - 1;
    char *key = appui_arena_alloc(&v->scratch, 2 * length + sizeof prefix, 1);
    if (!key) {
        v->faults->out_of_memory = true;
        return prefix;
    }
    memcpy(key, prefix, n);
    for (size_t i = 0; i < length; i++) {
        bool escaped = skill[i] == '/' || skill[i] == '~';
        key[n++] = escaped ? '~' : skill[i];
        if (escaped) {
            key[n++] = skill[i] == '/' ? '1' : '0';
        }
    }
    return key;
}

static void report_duplicate(struct appui_validation *v, struct appui_spot spot, const char *skill)
{
    appui_faults_add(v->faults, APPUI_FAULT_DUPLICATE_LEVEL, appui_spot_pointer(v, spot),
                     spot.place->id, "value", skill, (const char *)NULL);
}

/* level_of[skill] is the last expert, counted from 1, seen with a level of it. */
static int read_levels(struct appui_validation *v, const struct appui_place *place, int32_t index,
                       int32_t *level_of)
{
    const struct appui_draft_expert *draft = &v->draft->experts[index];
    struct appui_expert *expert = &v->basin->experts[index];
    expert->levels = appui_keep_array(v, draft->n_skills, sizeof *expert->levels);
    if (!expert->levels) {
        return -1;
    }
    for (int32_t i = 0; i < draft->n_skills; i++) {
        const struct appui_draft_level *written = &draft->skills[i];
        const char *key = written->skill ? level_key(v, written->skill) : "skills";
        struct appui_spot spot = {place, key, -1};
        struct appui_field field = {key, APPUI_UNIT_COUNT, 1, 5};
        int32_t skill = appui_validate_reference(v, spot, APPUI_KIND_SKILL, written->skill);
        int32_t level = appui_validate_required(v, place, &field, written->level);
        if (skill < 0) {
            continue;
        }
        if (level_of[skill] == index + 1) {
            report_duplicate(v, spot, written->skill);
        }
        level_of[skill] = index + 1;
        expert->levels[expert->n_levels++] = (struct appui_level){skill, appui_or(level, 1)};
    }
    return 0;
}

static void clip_to_departure(const struct appui_basin *basin, struct appui_expert *expert)
{
    if (expert->partner < 0 || expert->free.n_slots == 0) {
        return;
    }
    appui_day until = basin->partners[expert->partner].until;
    if (until != APPUI_ABSENT && until < basin->horizon_end) {
        appui_slots_clip(&expert->free, 0, appui_basin_slot(basin, until) + 1);
    }
}

static int read_expert(struct appui_validation *v, int32_t index, int32_t *level_of)
{
    const struct appui_draft_expert *draft = &v->draft->experts[index];
    struct appui_expert *expert = &v->basin->experts[index];
    struct appui_place place = appui_place_at(v, draft->id, "/experts", index);
    struct appui_spot partner = {&place, "partner", -1};
    v->incomplete |= draft->broken || !draft->id;
    expert->id = appui_keep(v, draft->id);
    expert->role = appui_keep(v, draft->role ? draft->role : draft->id);
    expert->partner = appui_validate_reference(v, partner, APPUI_KIND_PARTNER, draft->partner);
    expert->half_days_max = appui_validate_number(v, &place, &days_max, draft->half_days_max);
    expert->projects_max = appui_validate_number(v, &place, &projects_max, draft->projects_max);
    if (read_levels(v, &place, index, level_of) != 0 ||
        appui_availability_build(v, &place, &draft->availability, &expert->free) != 0) {
        return -1;
    }
    clip_to_departure(v->basin, expert);
    return 0;
}

int appui_validate_experts(struct appui_validation *v)
{
    struct appui_basin *basin = v->basin;
    basin->n_experts = v->draft->n_experts;
    basin->experts = appui_keep_array(v, basin->n_experts, sizeof *basin->experts);
    int32_t *level_of = appui_scratch_array(v, basin->n_skills, sizeof *level_of);
    if (!basin->experts || !level_of) {
        return -1;
    }
    for (int32_t i = 0; i < basin->n_experts; i++) {
        if (read_expert(v, i, level_of) != 0) {
            return -1;
        }
    }
    return 0;
}
