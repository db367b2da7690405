/*
 * What a need may be given, from docs/model.md: R1 skill, R2 exclusions and forbid rules, R3 days
 * of the need and estimates, R4 experts and days of each. Dates and budgets are left to `field`, R6
 * and require rules to `enumerate`.
 */
#include "tests/reference/gift.h"

struct listing {
    const struct appui_field *field;
    int32_t need;
    struct appui_gift *gifts;
    int32_t n_gifts; /**< -1 when they are too many */
    struct appui_gift current;
    int32_t total;    /**< half-days of `current` */
    uint32_t experts; /**< of `current` and of what stands, a bit each */
};

static int32_t count_bits(uint32_t set)
{
    int32_t n = 0;
    for (; set != 0; set &= set - 1)
        n++;
    return n;
}

static bool excluded(const struct appui_basin *basin, int32_t need, int32_t expert)
{
    const struct appui_project *project = &basin->projects[basin->needs[need].project];
    for (int32_t i = 0; i < project->n_excluded; i++)
        if (project->excluded[i] == basin->experts[expert].partner)
            return true;
    for (int32_t i = 0; i < basin->n_forbid; i++)
        if (basin->forbid[i].need == need && basin->forbid[i].expert == expert)
            return true;
    return false;
}

static bool may_serve(const struct appui_basin *basin, int32_t need, int32_t expert)
{
    int32_t level = appui_basin_level(basin, expert, basin->needs[need].skill);
    return level > 0 && level >= basin->needs[need].level && !excluded(basin, need, expert);
}

static void add(struct listing *listing)
{
    if (listing->n_gifts < 0 || listing->n_gifts == APPUI_GIFTS_MAX) {
        listing->n_gifts = -1;
        return;
    }
    listing->gifts[listing->n_gifts++] = listing->current;
}

static void put(struct listing *listing, int32_t expert, int32_t half_days, int32_t served)
{
    int32_t k = listing->current.n++;
    listing->current.expert[k] = expert;
    listing->current.half_days[k] = half_days;
    listing->current.served[k] = served;
}

/** A pair with an estimate: exactly what brings it to t, alone on the need, serving what is left of
 * it. */
static void list_estimate(struct listing *listing, int32_t expert, int32_t estimate)
{
    const struct appui_need *need = &listing->field->basin->needs[listing->need];
    int32_t standing = listing->field->pair_days[listing->need][expert];
    int32_t half_days = estimate - standing;
    if (half_days <= 0 || half_days % need->session != 0 || listing->current.n > 0 ||
        (listing->experts & ~(1U << expert)) != 0)
        return;
    int32_t before = (int32_t)((int64_t)need->half_days * standing / estimate);
    put(listing, expert, half_days, need->half_days - before);
    add(listing);
    listing->current.n--;
}

static bool need_allows(const struct listing *listing)
{
    const struct appui_need *need = &listing->field->basin->needs[listing->need];
    int32_t given = listing->field->need_given[listing->need];
    return given + listing->total >= need->half_days_min &&
           given + listing->total <= need->half_days;
}

static void list_from(struct listing *listing, int32_t expert);

/** Gifts in which `expert` gives something, followed by those of later experts. */
static void list_shares(struct listing *listing, int32_t expert)
{
    const struct appui_need *need = &listing->field->basin->needs[listing->need];
    uint32_t before = listing->experts;
    listing->experts |= 1U << expert;
    bool room = listing->current.n < APPUI_GIFT_EXPERTS &&
                (listing->experts == before || count_bits(listing->experts) <= need->experts_max);
    for (int32_t x = need->session; room && x <= need->half_days; x += need->session) {
        int32_t pair = listing->field->pair_days[listing->need][expert] + x;
        if (pair < need->each_min || pair > need->each_max)
            continue;
        put(listing, expert, x, x);
        listing->total += x;
        if (need_allows(listing))
            add(listing);
        list_from(listing, expert + 1);
        listing->total -= x;
        listing->current.n--;
    }
    listing->experts = before;
}

static void list_from(struct listing *listing, int32_t expert)
{
    const struct appui_basin *basin = listing->field->basin;
    for (; expert < basin->n_experts; expert++) {
        if (!may_serve(basin, listing->need, expert))
            continue;
        int32_t estimate = appui_basin_estimate_days(basin, expert, listing->need);
        if (estimate == APPUI_ABSENT)
            list_shares(listing, expert);
        else
            list_estimate(listing, expert, estimate);
    }
}

int32_t appui_gifts_list(const struct appui_field *field, int32_t need, struct appui_gift *gifts)
{
    struct listing listing = {
        .field = field, .need = need, .gifts = gifts, .experts = field->need_experts[need]};
    add(&listing);
    if (appui_basin_need_planned(field->basin, need))
        list_from(&listing, 0);
    return listing.n_gifts;
}
