/*
 * What the partners of a generated basin offer: pledges that add up to a share of what is asked,
 * and experts with their skills, limits and calendars.
 */
#include "bench/generate_parts.h"

#define FORTNIGHT 14

static void add_pledge(struct appui_draft_partner *partner, const char *from, const char *to,
                       int32_t half_days)
{
    struct appui_draft_pledge *pledge = &partner->pledges[partner->n_pledges++];
    *pledge = (struct appui_draft_pledge){.half_days = half_days, .delivered = APPUI_ABSENT};
    appui_date_read(from, &pledge->from);
    appui_date_read(to, &pledge->to);
}

static void draw_partner(struct appui_generator *generator, int32_t index, int32_t half_days)
{
    struct appui_draft_partner *partner = &generator->draft->partners[index];
    int32_t split_every = generator->family->split_every;
    *partner = (struct appui_draft_partner){.until = APPUI_ABSENT,
                                            .day_rate_cents = APPUI_ABSENT,
                                            .mandates_max = APPUI_ABSENT,
                                            .pledges_given = true};
    partner->id = appui_generator_name(generator, "p", index + 1);
    partner->name = appui_generator_name(generator, "Partner ", index + 1);
    partner->pledges = appui_generator_array(generator, 2, sizeof *partner->pledges);
    if (generator->failed) {
        return;
    }
    if (split_every > 0 && index % split_every == 0) {
        int32_t percent = appui_random_within(&generator->random, 35, 65);
        int32_t first = half_days * percent / 100;
        first = first < 1 ? 1 : first;
        add_pledge(partner, "2026-01-01", "2026-12-31", first);
        add_pledge(partner, "2027-01-01", "2027-12-31", half_days - first);
    } else {
        add_pledge(partner, "2026-09-01", "2027-08-31", half_days);
    }
}

/* Shares lie between 0.5 and 1.5; a budget is rounded to half-days and is a day at least. */
static void draw_partners(struct appui_generator *generator)
{
    struct appui_draft *draft = generator->draft;
    int32_t n = draft->n_partners;
    int32_t *shares = appui_generator_array(generator, n, sizeof *shares);
    draft->partners = appui_generator_array(generator, n, sizeof *draft->partners);
    if (generator->failed) {
        return;
    }
    int64_t sum = 0;
    for (int32_t i = 0; i < n; i++) {
        shares[i] = appui_random_within(&generator->random, 500, 1500);
        sum += shares[i];
    }
    for (int32_t i = 0; i < n && !generator->failed; i++) {
        int64_t part = (int64_t)generator->demand * generator->family->budget_percent * shares[i];
        int32_t half_days = (int32_t)((part + 50 * sum) / (100 * sum));
        draw_partner(generator, i, half_days < 2 ? 2 : half_days);
    }
}

/* Distinct skills, each with a level. */
static void draw_skills(struct appui_generator *generator, struct appui_draft_expert *expert)
{
    static const int32_t numbers[] = {1, 2, 2, 3};
    static const int32_t levels[] = {2, 3, 3, 4, 5};
    int32_t n_skills = generator->draft->n_skills;
    int32_t n = appui_generator_one_of(generator, numbers, 4);
    n = n < n_skills ? n : n_skills;
    expert->skills = appui_generator_array(generator, n, sizeof *expert->skills);
    if (expert->skills == NULL) {
        return;
    }
    while (expert->n_skills < n) {
        int32_t skill = appui_random_within(&generator->random, 0, n_skills - 1);
        const char *id = generator->draft->skills[skill].id;
        bool fresh = true;
        for (int32_t i = 0; i < expert->n_skills; i++) {
            fresh = fresh && expert->skills[i].skill != id;
        }
        if (fresh) {
            struct appui_draft_level *level = &expert->skills[expert->n_skills++];
            level->skill = id;
            level->level = appui_generator_one_of(generator, levels, 5);
        }
    }
}

static void draw_absence(struct appui_generator *generator, struct appui_draft_expert *expert)
{
    if (!appui_generator_percent(generator, generator->family->absent_percent)) {
        return;
    }
    const struct appui_draft *draft = generator->draft;
    int32_t days = 7 * generator->weeks;
    struct appui_range *range = appui_generator_array(generator, 1, sizeof *range);
    if (range != NULL) {
        range->from =
            draft->horizon_start + appui_random_within(&generator->random, 0, days - FORTNIGHT + 2);
        range->to = range->from + FORTNIGHT - 1;
        range->to = range->to < draft->horizon_end ? range->to : draft->horizon_end;
        expert->availability.except =
            (struct appui_draft_ranges){.given = true, .n = 1, .items = range};
    }
}

static void draw_expert(struct appui_generator *generator, int32_t index)
{
    const struct appui_family *family = generator->family;
    struct appui_draft_expert *expert = &generator->draft->experts[index];
    *expert =
        (struct appui_draft_expert){.half_days_max = APPUI_ABSENT, .projects_max = APPUI_ABSENT};
    expert->id = appui_generator_name(generator, "e", index + 1);
    expert->partner = generator->draft->partners[index % generator->draft->n_partners].id;
    draw_skills(generator, expert);
    int32_t free = appui_generator_draw(generator, family->expert_free);
    expert->availability = appui_generator_week(generator, free);
    if (family->days_max.high > 0) {
        expert->half_days_max = 2 * appui_generator_draw(generator, family->days_max);
    }
    expert->projects_max = appui_generator_draw(generator, family->projects_max);
    draw_absence(generator, expert);
}

void appui_generator_supply(struct appui_generator *generator)
{
    struct appui_draft *draft = generator->draft;
    draw_partners(generator);
    draft->experts = appui_generator_array(generator, draft->n_experts, sizeof *draft->experts);
    for (int32_t i = 0; i < draft->n_experts && !generator->failed; i++) {
        draw_expert(generator, i);
    }
}
