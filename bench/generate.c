/*
 * The frame of a generated basin: sizes, horizon, skills, and the draws that its parts share. Every
 * draw is a statement of its own, since C leaves the order within an expression open.
 */
#include "bench/generate.h"

#include <inttypes.h>
#include <string.h>

#include "bench/generate_parts.h"

int32_t appui_generator_draw(struct appui_generator *generator, struct appui_span span)
{
    return appui_random_within(&generator->random, span.low, span.high);
}

int32_t appui_generator_one_of(struct appui_generator *generator, const int32_t *values, int32_t n)
{
    return values[appui_random_within(&generator->random, 0, n - 1)];
}

bool appui_generator_percent(struct appui_generator *generator, int32_t percent)
{
    return appui_random_happens(&generator->random, percent, 100);
}

void *appui_generator_array(struct appui_generator *generator, int32_t n, size_t size)
{
    void *array = appui_arena_alloc(&generator->draft->arena, (size_t)n, size);
    generator->failed = generator->failed || array == NULL;
    return array;
}

const char *appui_generator_name(struct appui_generator *generator, const char *prefix, int32_t n)
{
    const char *name = appui_arena_format(&generator->draft->arena, "%s%" PRId32, prefix, n);
    generator->failed = generator->failed || name == NULL;
    return name;
}

struct appui_draft_texts appui_generator_text(struct appui_generator *generator, const char *text)
{
    const char **items = appui_generator_array(generator, 1, sizeof *items);
    if (items == NULL) {
        return (struct appui_draft_texts){.given = false};
    }
    items[0] = text;
    return (struct appui_draft_texts){.given = true, .n = 1, .items = items};
}

/* The two half-days of one weekday. A day that is mostly whole has the same share of free
 * half-days as two that are drawn apart. */
static uint16_t draw_day(struct appui_generator *generator, int32_t free)
{
    struct appui_random *random = &generator->random;
    bool whole = generator->family->whole_days && appui_random_happens(random, 3, 4);
    bool am = appui_random_happens(random, free, 1000);
    bool pm = appui_random_happens(random, free, 1000);
    pm = whole ? am : pm;
    return (uint16_t)((am ? 1U : 0U) | (pm ? 2U : 0U));
}

struct appui_draft_availability appui_generator_week(struct appui_generator *generator,
                                                     int32_t free)
{
    struct appui_draft_availability week = {.given = true, .weekdays_given = true};
    for (int32_t weekday = 0; weekday < 5; weekday++) {
        week.weekdays |= (uint16_t)(draw_day(generator, free) << (2 * weekday));
    }
    if (week.weekdays == 0) {
        week.weekdays = (uint16_t)(1U << appui_random_within(&generator->random, 0, 9));
    }
    return week;
}

/* A seed means another basin in every family and every pool (FNV-1a over all three). */
static uint64_t seed_of(const struct appui_family *family, uint32_t seed, int32_t basins)
{
    uint64_t hash = 0xcbf29ce484222325U;
    for (const char *at = family->name; *at != '\0'; at++) {
        hash = (hash ^ (uint64_t)(unsigned char)*at) * 0x100000001b3U;
    }
    hash = (hash ^ seed) * 0x100000001b3U;
    return (hash ^ (uint64_t)basins) * 0x100000001b3U;
}

/* Pools have a little more needs per basin: 93 in three basins, 640 in twenty-one. */
static int32_t count_needs(struct appui_generator *generator, int32_t basins)
{
    const struct appui_family *family = generator->family;
    if (basins == 1 || !family->pools) {
        int32_t needs = basins * appui_generator_draw(generator, family->needs);
        return needs < generator->draft->n_projects ? generator->draft->n_projects : needs;
    }
    return basins <= 3 ? 31 * basins : 61 * basins / 2;
}

static void draw_frame(struct appui_generator *generator, uint32_t seed, int32_t basins)
{
    struct appui_draft *draft = generator->draft;
    const struct appui_family *family = generator->family;
    draft->name = appui_arena_format(&draft->arena, "%s %" PRIu32, family->name, seed);
    if (basins > 1) {
        draft->name = appui_arena_format(&draft->arena, "%s %" PRIu32 ", %" PRId32 " basins",
                                         family->name, seed, basins);
    }
    generator->failed = generator->failed || draft->name == NULL;
    generator->weeks = appui_generator_draw(generator, family->weeks);
    appui_date_read(family->start, &draft->horizon_start);
    draft->horizon_end = draft->horizon_start + 7 * generator->weeks - 1;
    draft->n_projects = basins * appui_generator_draw(generator, family->projects);
    draft->n_partners = basins * appui_generator_draw(generator, family->partners);
    draft->n_experts = basins * appui_generator_draw(generator, family->experts);
    generator->n_needs = count_needs(generator, basins);
}

static void name_skills(struct appui_generator *generator)
{
    struct appui_draft *draft = generator->draft;
    int32_t n = generator->family->skills;
    draft->skills = appui_generator_array(generator, n, sizeof *draft->skills);
    for (int32_t i = 0; i < n && !generator->failed; i++) {
        draft->skills[i].id = appui_generator_name(generator, "s", i);
    }
    draft->n_skills = n;
}

static void mark_absent(struct appui_draft *draft)
{
    draft->as_of = APPUI_ABSENT;
    draft->mandate_half_days = draft->attendance_half_days = APPUI_ABSENT;
    draft->day_rate_cents = APPUI_ABSENT;
    draft->committees.count_min = draft->committees.count_max = APPUI_ABSENT;
    draft->committees.capacity = draft->committees.quorum = APPUI_ABSENT;
    draft->committees.gap_days = draft->committees.lead_days = APPUI_ABSENT;
}

int appui_generate(const struct appui_family *family, uint32_t seed, int32_t basins,
                   struct appui_draft *draft)
{
    struct appui_generator generator = {.random =
                                            appui_random_of_seed(seed_of(family, seed, basins)),
                                        .family = family,
                                        .draft = draft};
    mark_absent(draft);
    draw_frame(&generator, seed, basins);
    name_skills(&generator);
    if (!generator.failed) {
        appui_generator_projects(&generator);
    }
    if (!generator.failed) {
        appui_generator_supply(&generator);
    }
    return generator.failed ? -1 : 0;
}
