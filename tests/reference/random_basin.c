/*
 * The frame of a random basin: horizon around a public holiday, the pool of half-days, skills,
 * partners, experts. Chances are in percent and were set so that each rule binds in a
 * good share of the basins while the referee stays quick.
 */
#include "tests/reference/random_basin.h"

#include <stddef.h>

#include "tests/reference/random_maker.h"
#include "tests/reference/sketch.h"

static const char *const skill_ids[] = {"s0", "s1", "s2"};
static const char *const partner_ids[] = {"p0", "p1", "p2"};
static const char *const expert_ids[] = {"e0", "e1", "e2", "e3"};
static const char *const purposes[] = {"green", "rural"};

bool appui_random_chance(struct appui_random_maker *maker, int32_t percent)
{
    return appui_xoshiro_chance(&maker->random, percent);
}

bool appui_random_hinders(struct appui_random_maker *maker, int32_t percent)
{
    return appui_random_chance(maker, maker->calm ? percent / 3 : percent);
}

int32_t appui_random_between(struct appui_random_maker *maker, int32_t low, int32_t high)
{
    return appui_xoshiro_between(&maker->random, low, high);
}

appui_day appui_random_day(struct appui_random_maker *maker)
{
    return appui_random_between(maker, maker->draft->horizon_start, maker->draft->horizon_end);
}

void *appui_random_array(struct appui_random_maker *maker, int32_t n, size_t size)
{
    void *array = appui_arena_alloc(&maker->draft->arena, (size_t)n, size);
    maker->failed = maker->failed || array == NULL;
    return array;
}

struct appui_draft_texts appui_random_texts(struct appui_random_maker *maker,
                                            const char *const *choices, int32_t n)
{
    struct appui_draft_texts texts = {.given = true};
    const char **items = appui_random_array(maker, n, sizeof *items);
    if (items == NULL)
        return texts;
    int32_t only = appui_random_chance(maker, 20) ? -1 : appui_random_between(maker, 0, n - 1);
    for (int32_t i = 0; i < n; i++)
        if (only < 0 || only == i)
            items[texts.n++] = choices[i];
    texts.items = items;
    return texts;
}

static void draw_frame(struct appui_random_maker *maker)
{
    static const int32_t mondays[][3] = {{2027, 3, 22}, {2027, 5, 3}, {2027, 7, 12},
                                         {2027, 11, 8}, {2027, 2, 1}, {2026, 12, 21}};
    const int32_t *monday = mondays[appui_random_between(maker, 0, 5)];
    appui_day start =
        appui_date_from_civil(monday[0], monday[1], monday[2]) + appui_random_between(maker, 0, 3);
    struct appui_draft *draft = maker->draft;
    *draft = appui_sketch_basin(start, start + appui_random_between(maker, 6, 19));
    if (appui_random_hinders(maker, 30))
        draft->as_of = start + appui_random_between(maker, -3, 5);
    if (appui_random_chance(maker, 20))
        draft->holidays =
            appui_random_chance(maker, 50) ? APPUI_HOLIDAYS_NONE : APPUI_HOLIDAYS_FR_ALSACE;
    if (!appui_random_chance(maker, 20))
        return;
    struct appui_range *closure = appui_random_array(maker, 1, sizeof *closure);
    if (closure == NULL)
        return;
    closure->from = closure->to = appui_random_day(maker);
    draft->closures = (struct appui_draft_ranges){.given = true, .n = 1, .items = closure};
}

static bool in_pool(const struct appui_random_maker *maker, appui_day day)
{
    for (int32_t i = 0; i < maker->n_pool; i++)
        if (maker->pool[i].day == day)
            return true;
    return false;
}

/** Working days, holidays among them, each at most once. */
static void draw_pool(struct appui_random_maker *maker)
{
    int32_t n = appui_random_between(maker, 4, APPUI_RANDOM_POOL);
    bool whole_days = appui_random_chance(maker, 40);
    for (int32_t tries = 0; tries < 40 && maker->n_pool < n; tries++) {
        appui_day day = appui_random_day(maker);
        bool full = appui_random_chance(maker, whole_days ? 75 : 15);
        enum appui_half half = appui_random_chance(maker, 50) ? APPUI_AM : APPUI_PM;
        if (appui_date_weekday(day) <= 4 && !in_pool(maker, day))
            maker->pool[maker->n_pool++] = (struct appui_date_half){day, full ? APPUI_FULL : half};
    }
}

static void draw_dates(struct appui_random_maker *maker,
                       struct appui_draft_availability *availability)
{
    struct appui_date_half *dates = appui_random_array(maker, APPUI_RANDOM_POOL, sizeof *dates);
    if (dates == NULL)
        return;
    availability->dates_given = true;
    availability->dates = dates;
    for (int32_t i = 0; i < maker->n_pool; i++) {
        if (appui_random_hinders(maker, 12))
            continue;
        struct appui_date_half date = maker->pool[i];
        if (date.half == APPUI_FULL && appui_random_chance(maker, 15))
            date.half = APPUI_PM;
        dates[availability->n_dates++] = date;
    }
}

struct appui_draft_availability appui_random_availability(struct appui_random_maker *maker,
                                                          bool sparse)
{
    struct appui_draft_availability availability = {.given = false};
    int32_t kind = appui_random_between(maker, 0, 99);
    if (kind >= (sparse ? 95 : maker->calm ? 60 : 70))
        return availability;
    availability.given = true;
    if (kind < (sparse ? 80 : 58))
        draw_dates(maker, &availability);
    else {
        availability.weekdays_given = true;
        for (int32_t n = appui_random_between(maker, 2, 3); n > 0; n--)
            availability.weekdays |= (uint16_t)(3U << (2 * appui_random_between(maker, 0, 4)));
        availability.weekdays &= appui_random_chance(maker, 40) ? 0x155 : 0x3ff;
    }
    if (!appui_random_hinders(maker, 15))
        return availability;
    struct appui_range *except = appui_random_array(maker, 1, sizeof *except);
    if (except == NULL)
        return availability;
    except->from = appui_random_day(maker);
    except->to = except->from + appui_random_between(maker, 0, 2);
    availability.except = (struct appui_draft_ranges){.given = true, .n = 1, .items = except};
    return availability;
}

static void draw_skills(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    draft->skills = appui_random_array(maker, 3, sizeof *draft->skills);
    if (draft->skills == NULL)
        return;
    draft->n_skills = 3;
    draft->skills[0] = appui_sketch_skill(skill_ids[0], NULL);
    draft->skills[1] =
        appui_sketch_skill(skill_ids[1], appui_random_chance(maker, 75) ? skill_ids[0] : NULL);
    draft->skills[2] =
        appui_sketch_skill(skill_ids[2], appui_random_chance(maker, 60) ? skill_ids[1] : NULL);
}

static void draw_earmark(struct appui_random_maker *maker, struct appui_draft_pledge *pledge)
{
    if (pledge->half_days == 0 || !appui_random_hinders(maker, 35))
        return;
    pledge->earmarks = appui_random_array(maker, 2, sizeof *pledge->earmarks);
    int32_t left = appui_random_chance(maker, 70) ? (pledge->half_days + 1) / 2 : pledge->half_days;
    for (int32_t n = appui_random_between(maker, 1, 2);
         pledge->earmarks != NULL && n > 0 && left > 0; n--) {
        struct appui_draft_earmark *earmark = &pledge->earmarks[pledge->n_earmarks++];
        appui_day last =
            pledge->to < maker->draft->horizon_end ? pledge->to : maker->draft->horizon_end;
        bool early = last >= pledge->from && appui_random_chance(maker, 50);
        earmark->half_days = appui_random_between(maker, 1, left);
        earmark->to = early ? appui_random_between(maker, pledge->from, last) : pledge->to;
        earmark->purpose = purposes[appui_random_between(maker, 0, 1)];
        left -= earmark->half_days;
    }
}

static void draw_pledge(struct appui_random_maker *maker, struct appui_draft_partner *partner,
                        appui_day from, appui_day to)
{
    if (from > to)
        return;
    struct appui_draft_pledge *pledge = &partner->pledges[partner->n_pledges++];
    *pledge = appui_sketch_pledge(
        from, to, appui_random_chance(maker, 6) ? 0 : appui_random_between(maker, 1, 8));
    if (appui_random_chance(maker, 25))
        pledge->delivered = appui_random_between(maker, 0, 2);
    draw_earmark(maker, pledge);
}

/** No limit, nothing at all, one period, two periods meeting or with a gap, or one that begins
 * after the horizon. */
static void draw_pledges(struct appui_random_maker *maker, struct appui_draft_partner *partner)
{
    const struct appui_draft *draft = maker->draft;
    appui_day start = draft->horizon_start - 10, end = draft->horizon_end + 5,
              middle = appui_random_day(maker);
    int32_t kind = appui_random_between(maker, 0, 99);
    partner->pledges_given = kind >= 12;
    partner->pledges = appui_random_array(maker, 3, sizeof *partner->pledges);
    if (kind < 16 || partner->pledges == NULL)
        return;
    if (kind < 58) {
        draw_pledge(maker, partner, start, end);
    } else if (kind < 92) {
        draw_pledge(maker, partner, start, middle);
        draw_pledge(maker, partner, middle + appui_random_between(maker, 1, 4), end);
    } else {
        draw_pledge(maker, partner, middle, end);
    }
    if (appui_random_chance(maker, 10))
        draw_pledge(maker, partner, end + 1, end + 30);
}

static void draw_partners(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    int32_t n = appui_random_between(maker, 2, 3);
    draft->partners = appui_random_array(maker, n, sizeof *draft->partners);
    if (draft->partners == NULL)
        return;
    draft->n_partners = n;
    for (int32_t p = 0; p < n; p++) {
        draft->partners[p] = appui_sketch_partner(partner_ids[p]);
        if (appui_random_chance(maker, 10))
            draft->partners[p].kind = APPUI_ASSOCIATE;
        if (appui_random_hinders(maker, 8))
            draft->partners[p].until = appui_random_day(maker);
        draw_pledges(maker, &draft->partners[p]);
    }
}

static void draw_levels(struct appui_random_maker *maker, struct appui_draft_expert *expert)
{
    expert->skills = appui_random_array(maker, 2, sizeof *expert->skills);
    if (expert->skills == NULL)
        return;
    int32_t skill = appui_random_between(maker, 0, 2);
    expert->n_skills = appui_random_chance(maker, 60) ? 2 : 1;
    for (int32_t i = 0; i < expert->n_skills; i++)
        expert->skills[i] = (struct appui_draft_level){skill_ids[(skill + i) % 3],
                                                       appui_random_between(maker, 2, 5)};
}

static void draw_experts(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    int32_t n = appui_random_chance(maker, 25) ? 2 : appui_random_between(maker, 3, 4);
    draft->experts = appui_random_array(maker, n, sizeof *draft->experts);
    if (draft->experts == NULL)
        return;
    draft->n_experts = n;
    for (int32_t e = 0; e < n; e++) {
        struct appui_draft_expert *expert = &draft->experts[e];
        const char *partner = partner_ids[appui_random_between(maker, 0, draft->n_partners - 1)];
        *expert = appui_sketch_expert(expert_ids[e], partner, NULL);
        draw_levels(maker, expert);
        if (appui_random_hinders(maker, 30))
            expert->half_days_max = appui_random_between(maker, 1, 5);
        if (appui_random_hinders(maker, 30))
            expert->projects_max = appui_random_between(maker, 1, 2);
        expert->availability = appui_random_availability(maker, false);
    }
}

int appui_random_draft(uint64_t seed, const struct appui_random_shape *shape,
                       struct appui_draft *draft)
{
    struct appui_random_maker maker = {
        .random = appui_xoshiro_seed(seed), .shape = shape, .draft = draft};
    maker.calm = appui_random_chance(&maker, 50);
    draw_frame(&maker);
    draw_pool(&maker);
    draw_skills(&maker);
    draw_partners(&maker);
    if (!maker.failed)
        draw_experts(&maker);
    if (!maker.failed)
        appui_random_committees(&maker);
    if (!maker.failed)
        appui_random_projects(&maker);
    if (!maker.failed)
        appui_random_lines(&maker);
    if (!maker.failed)
        appui_random_mandates(&maker);
    return maker.failed ? -1 : 0;
}
