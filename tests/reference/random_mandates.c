/*
 * Random mandates, burden factors and follow-up: partners with few mandates left, projects whose
 * mandataire is known, mandates that begin or end inside the horizon, partners that leave.
 */
#include <stddef.h>

#include "tests/reference/random_maker.h"

#define MANDATES_MAX 2

/** A mandate of a project of the file or of outside, which may begin or end within the horizon. */
static struct appui_draft_mandate draw_mandate(struct appui_random_maker *maker)
{
    const struct appui_draft *draft = maker->draft;
    struct appui_draft_mandate mandate = {
        .project = "elsewhere", .from = draft->horizon_start - 200, .to = draft->horizon_end + 200};
    if (appui_random_chance(maker, 40))
        mandate.project = draft->projects[appui_random_between(maker, 0, draft->n_projects - 1)].id;
    if (appui_random_chance(maker, 40))
        mandate.to = appui_random_day(maker);
    else if (appui_random_chance(maker, 30))
        mandate.from = appui_random_day(maker);
    return mandate;
}

static void draw_holder(struct appui_random_maker *maker, struct appui_draft_partner *partner)
{
    if (appui_random_chance(maker, 40))
        partner->mandates_max = appui_random_between(maker, 0, 2);
    if (!appui_random_chance(maker, 30))
        return;
    partner->mandates = appui_random_array(maker, MANDATES_MAX, sizeof *partner->mandates);
    for (int32_t n = appui_random_between(maker, 1, MANDATES_MAX);
         partner->mandates != NULL && n > 0; n--)
        partner->mandates[partner->n_mandates++] = draw_mandate(maker);
}

/** Quarters of a day, or an odd thousandth that no common divisor makes small. */
static int32_t draw_factor(struct appui_random_maker *maker)
{
    static const int32_t factors[] = {500, 1000, 2000, 3000, 1234};
    return factors[appui_random_between(maker, 0, 4)];
}

/** A day within the horizon, often the one before a committee date. */
static appui_day draw_last_day(struct appui_random_maker *maker)
{
    const struct appui_draft_committees *committees = &maker->draft->committees;
    const struct appui_draft_dates *dates =
        committees->fixed.n > 0 ? &committees->fixed : &committees->candidates;
    return dates->n > 0 && appui_random_chance(maker, 70)
               ? dates->items[appui_random_between(maker, 0, dates->n - 1)] - 1
               : appui_random_day(maker);
}

/** Somebody leaves: a known mandataire that is gone today, or anyone within the horizon. */
static void draw_departure(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    appui_day today = draft->as_of == APPUI_ABSENT ? draft->horizon_start : draft->as_of;
    int32_t p = appui_random_between(maker, 0, draft->n_partners - 1);
    if (appui_random_chance(maker, 80)) {
        draft->partners[p].until = draw_last_day(maker);
        return;
    }
    draft->partners[p].until = today - appui_random_between(maker, 1, 3);
    draft->projects[appui_random_between(maker, 0, draft->n_projects - 1)].mandataire =
        draft->partners[p].id;
}

void appui_random_mandates(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    if (appui_random_chance(maker, 35))
        return;
    for (int32_t p = 0; p < draft->n_partners; p++)
        draw_holder(maker, &draft->partners[p]);
    for (int32_t q = 0; q < draft->n_projects; q++) {
        if (appui_random_chance(maker, 15))
            draft->projects[q].mandataire =
                draft->partners[appui_random_between(maker, 0, draft->n_partners - 1)].id;
        if (appui_random_chance(maker, 50))
            draft->projects[q].follow_up_months = appui_random_between(maker, 0, 6);
    }
    if (appui_random_chance(maker, 40))
        draft->mandate_half_days = draw_factor(maker);
    if (appui_random_chance(maker, 40))
        draft->attendance_half_days = draw_factor(maker);
    if (appui_random_chance(maker, 40))
        draw_departure(maker);
}
