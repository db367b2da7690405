/*
 * Dating follow-up reviews.
 */
#include "model/reviews.h"

#include "model/mandates.h"
#include "model/meetings.h"

static bool is_followed(const struct appui_basin *basin, const struct appui_standing *standing,
                        const struct appui_plan *plan, int32_t project)
{
    return plan->calendar && appui_mandates_asked(basin) &&
           appui_basin_project_planned(basin, project) &&
           basin->projects[project].follow_up_months > 0 &&
           appui_mandates_of(basin, plan, project) >= 0 &&
           appui_mandates_supported(basin, standing, plan, project);
}

/* True when the committee has met from a day on, on a fixed date or any other. */
static bool has_met(const struct appui_basin *basin, appui_day from)
{
    for (int32_t i = 0; i < basin->committees.n_fixed; i++) {
        if (basin->committees.fixed[i] >= from && basin->committees.fixed[i] < basin->meets_from) {
            return true;
        }
    }
    return appui_meetings_held_after(basin, from - 1) != APPUI_ABSENT;
}

/* True when the review is still to be held: no meeting came since it was due, nor the next one due.
 */
static bool is_ahead(const struct appui_basin *basin, appui_day due, appui_day next)
{
    return due >= basin->meets_from || (next > basin->as_of && !has_met(basin, due));
}

/* The first meeting from `due` on, before `next`; APPUI_ABSENT: none. */
static appui_day meeting_for(const struct appui_plan *plan, appui_day due, appui_day next)
{
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        if (plan->meetings[m].day >= due && plan->meetings[m].day < next) {
            return plan->meetings[m].day;
        }
    }
    return APPUI_ABSENT;
}

int32_t appui_reviews_list(const struct appui_basin *basin, const struct appui_standing *standing,
                           const struct appui_plan *plan, struct appui_arena *arena,
                           struct appui_review **reviews)
{
    int32_t n = 0;
    *reviews = appui_arena_alloc(arena, (size_t)basin->n_projects * APPUI_MANDATE_MONTHS,
                                 sizeof **reviews);
    for (int32_t q = 0; *reviews != NULL && q < basin->n_projects; q++) {
        appui_day start = is_followed(basin, standing, plan, q)
                              ? appui_mandates_start(basin, standing, plan, q)
                              : APPUI_ABSENT;
        int32_t every = basin->projects[q].follow_up_months;
        for (int32_t k = every; start != APPUI_ABSENT && k <= APPUI_MANDATE_MONTHS; k += every) {
            appui_day due = appui_mandates_months_later(start, k);
            appui_day next = appui_mandates_months_later(start, k + every);
            if (is_ahead(basin, due, next)) {
                (*reviews)[n++] = (struct appui_review){q, due, meeting_for(plan, due, next)};
            }
        }
    }
    return *reviews == NULL ? -1 : n;
}

appui_day appui_reviews_next(const struct appui_basin *basin, const struct appui_standing *standing,
                             const struct appui_plan *plan, const struct appui_review *review)
{
    appui_day start = appui_mandates_start(basin, standing, plan, review->project);
    int32_t every = basin->projects[review->project].follow_up_months, k = every;
    while (k <= APPUI_MANDATE_MONTHS && appui_mandates_months_later(start, k) <= review->due) {
        k += every;
    }
    return appui_mandates_months_later(start, k);
}
