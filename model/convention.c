/*
 * Periods of conventions. Partners pledge by period, mostly all by the same; where they differ the
 * report takes the one most share.
 */
#include "model/convention.h"

static bool same(const struct appui_pledge *pledge, struct appui_range range)
{
    return pledge->from == range.from && pledge->to == range.to;
}

/** The partner's period on a day, or NULL. */
static const struct appui_pledge *period_of(const struct appui_partner *partner, appui_day day)
{
    int32_t pledge = appui_partner_pledge_at(partner, day);
    return pledge < 0 ? NULL : &partner->pledges[pledge];
}

static int32_t count_same(const struct appui_basin *basin, struct appui_range range)
{
    int32_t count = 0;
    for (int32_t p = 0; p < basin->n_partners; p++) {
        const struct appui_pledge *pledge = period_of(&basin->partners[p], basin->as_of);
        count += pledge != NULL && same(pledge, range) ? 1 : 0;
    }
    return count;
}

struct appui_range appui_convention_year(const struct appui_basin *basin)
{
    struct appui_range best = {basin->horizon_start, basin->horizon_end};
    int32_t most = 0;
    for (int32_t p = 0; p < basin->n_partners; p++) {
        const struct appui_pledge *pledge = period_of(&basin->partners[p], basin->as_of);
        if (pledge == NULL) {
            continue;
        }
        struct appui_range range = {pledge->from, pledge->to};
        int32_t count = count_same(basin, range);
        bool earlier = range.from < best.from || (range.from == best.from && range.to < best.to);
        if (count > most || (count == most && earlier)) {
            best = range;
            most = count;
        }
    }
    return best;
}

appui_day appui_convention_later(appui_day day, int32_t months)
{
    struct appui_civil civil = appui_date_to_civil(day);
    int32_t month = civil.year * 12 + civil.month - 1 + months;
    appui_day first = appui_date_from_civil(month / 12, month % 12 + 1, 1);
    month++;
    appui_day next = appui_date_from_civil(month / 12, month % 12 + 1, 1);
    appui_day last = next - 1, asked = first + civil.day - 1;
    return asked < last ? asked : last;
}

struct appui_fraction appui_convention_length(struct appui_range range)
{
    appui_day end = range.to + 1;
    int32_t years = 0;
    while (appui_convention_later(range.from, 12 * (years + 1)) <= end) {
        years++;
    }
    appui_day begun = appui_convention_later(range.from, 12 * years);
    int32_t days = appui_convention_later(range.from, 12 * (years + 1)) - begun;
    return appui_fraction_make((int64_t)years * days + (end - begun), days);
}
