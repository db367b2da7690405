/*
 * Places of a need in a plan (R4), and what an expert would give in one of them.
 */
#include "model/topup.h"

/** Who is on a need. */
struct places {
    int32_t taken;    /**< experts with agreed or done days, and those only proposed */
    int32_t smallest; /**< half-days of the smallest line that is only proposed; 0: there is none */
};

static struct places places_of(const struct appui_rules *rules, const struct appui_plan *plan,
                               int32_t need)
{
    struct places places = {rules->standing->need_experts[need], 0};
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        if (line->need != need || line->state != APPUI_PROPOSED ||
            appui_standing_pair(rules->basin, rules->standing, line->expert, need) > 0) {
            continue;
        }
        places.taken++;
        if (places.smallest == 0 || line->half_days < places.smallest) {
            places.smallest = line->half_days;
        }
    }
    return places;
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/** The least of a pair by days_each_min, in whole sessions and beside what stands of it. */
static int32_t least_each(const struct appui_need *asked, int32_t standing)
{
    int32_t least = larger(asked->each_min - standing, asked->session);
    return (least + asked->session - 1) / asked->session * asked->session;
}

int32_t appui_topup_half_days(const struct appui_rules *rules, const struct appui_plan *plan,
                              int32_t need, int32_t expert)
{
    const struct appui_need *asked = &rules->basin->needs[need];
    const struct appui_plan_line *line = appui_plan_proposed(plan, need, expert);
    int32_t standing = appui_standing_pair(rules->basin, rules->standing, expert, need);
    int32_t proposed = line == NULL ? 0 : line->half_days;
    int32_t least = least_each(asked, standing);
    struct places places = places_of(rules, plan, need);
    bool is_on = standing > 0 || proposed > 0;
    if (!is_on && places.taken >= asked->experts_max && places.smallest == 0) {
        return 0;
    }
    if (appui_basin_estimate_days(rules->basin, expert, need) != APPUI_ABSENT) {
        int32_t high;
        appui_rules_pair_days(rules, expert, need, &least, &high);
        return least;
    }
    if (is_on || places.taken < asked->experts_max) {
        return larger(least, proposed + asked->session);
    }
    return larger(least, places.smallest + asked->session);
}
