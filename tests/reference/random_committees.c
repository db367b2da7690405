/*
 * Random committees: few dates, tight counts, gaps and capacities, and members who are often away,
 * so that each part of R13 keeps a dossier from its first date now and then.
 */
#include <stddef.h>

#include "tests/reference/random_maker.h"

#define DATES_MAX 4

static bool has_day(const struct appui_draft_dates *dates, appui_day day)
{
    for (int32_t i = 0; i < dates->n; i++)
        if (dates->items[i] == day)
            return true;
    return false;
}

/** Distinct days, some before as_of, in no order. */
static struct appui_draft_dates draw_days(struct appui_random_maker *maker)
{
    struct appui_draft_dates dates = {
        .given = true, .items = appui_random_array(maker, DATES_MAX, sizeof *dates.items)};
    for (int32_t n = appui_random_between(maker, 0, DATES_MAX); dates.items != NULL && n > 0; n--) {
        appui_day day = appui_random_day(maker);
        if (appui_random_chance(maker, 40))
            day = maker->draft->horizon_start + appui_random_between(maker, 0, 5);
        if (!has_day(&dates, day))
            dates.items[dates.n++] = day;
    }
    return dates;
}

/** Now and then a meeting that was held: of a date of the file mostly, maybe of today. */
static void draw_held(struct appui_random_maker *maker, const struct appui_draft_dates *dates)
{
    struct appui_draft *draft = maker->draft;
    appui_day today = draft->as_of == APPUI_ABSENT ? draft->horizon_start : draft->as_of;
    if (!appui_random_chance(maker, 25))
        return;
    struct appui_draft_dates held = {.given = true,
                                     .items = appui_random_array(maker, 1, sizeof *held.items)};
    appui_day day = today - appui_random_between(maker, 0, 2);
    for (int32_t i = 0; i < dates->n; i++)
        if (dates->items[i] <= today + 2 && appui_random_chance(maker, 50))
            day = dates->items[i];
    if (held.items != NULL)
        held.items[held.n++] = day;
    draft->committees.held = held;
}

static void draw_limits(struct appui_random_maker *maker, struct appui_draft_committees *committees)
{
    if (appui_random_chance(maker, 85))
        committees->lead_days = appui_random_between(maker, 0, 3);
    if (appui_random_chance(maker, 45))
        committees->capacity = appui_random_between(maker, 1, 2);
    if (appui_random_chance(maker, 45))
        committees->gap_days = appui_random_between(maker, 2, 8);
    if (appui_random_chance(maker, 45))
        committees->count_max = appui_random_between(maker, 0, 3);
    if (appui_random_chance(maker, 45))
        committees->count_min = appui_random_between(
            maker, 0, committees->count_max == APPUI_ABSENT ? 3 : committees->count_max);
}

/** One partner, or all of them now and then. */
static struct appui_draft_texts draw_seats(struct appui_random_maker *maker,
                                           const struct appui_draft_texts *among)
{
    return appui_random_texts(maker, among->items, among->n);
}

/** Companies, in file order: the members where none are named. */
static struct appui_draft_texts companies(struct appui_random_maker *maker)
{
    struct appui_draft_texts texts = {.given = true};
    const char **items = appui_random_array(maker, maker->draft->n_partners, sizeof *items);
    for (int32_t p = 0; items != NULL && p < maker->draft->n_partners; p++)
        if (maker->draft->partners[p].kind == APPUI_COMPANY)
            items[texts.n++] = maker->draft->partners[p].id;
    texts.items = items;
    return texts;
}

/** All partners, the last one first. */
static struct appui_draft_texts everybody(struct appui_random_maker *maker)
{
    struct appui_draft_texts texts = {.given = true};
    int32_t n = maker->draft->n_partners;
    const char **items = appui_random_array(maker, n, sizeof *items);
    for (int32_t p = 0; items != NULL && p < n; p++)
        items[texts.n++] = maker->draft->partners[n - 1 - p].id;
    texts.items = items;
    return texts;
}

static void draw_members(struct appui_random_maker *maker,
                         struct appui_draft_committees *committees)
{
    struct appui_draft_texts members = companies(maker);
    if (appui_random_chance(maker, 30))
        committees->members = members = everybody(maker);
    if (members.n > 0 && appui_random_chance(maker, 45))
        committees->chairs = draw_seats(maker, &members);
    if (appui_random_chance(maker, 50))
        committees->quorum = appui_random_between(maker, 0, members.n);
}

/** Days on which a member is away: dates of meetings above all. */
static void draw_absences(struct appui_random_maker *maker, const struct appui_draft_dates *dates)
{
    for (int32_t p = 0; p < maker->draft->n_partners; p++) {
        struct appui_draft_dates away = {
            .given = true, .items = appui_random_array(maker, DATES_MAX, sizeof *away.items)};
        for (int32_t i = 0; away.items != NULL && i < dates->n; i++)
            if (appui_random_chance(maker, 22))
                away.items[away.n++] = dates->items[i];
        if (away.n > 0)
            maker->draft->partners[p].absent = away;
    }
}

static void draw_committees(struct appui_random_maker *maker)
{
    struct appui_draft_committees *committees = &maker->draft->committees;
    committees->given = true;
    struct appui_draft_dates dates = draw_days(maker);
    if (appui_random_chance(maker, 25))
        committees->fixed = dates;
    else
        committees->candidates = dates;
    draw_limits(maker, committees);
    draw_members(maker, committees);
    draw_absences(maker, &dates);
    draw_held(maker, &dates);
}

void appui_random_committees(struct appui_random_maker *maker)
{
    if (appui_random_chance(maker, 45))
        draw_committees(maker);
}

appui_day appui_random_committee(struct appui_random_maker *maker)
{
    const struct appui_draft_committees *committees = &maker->draft->committees;
    const struct appui_draft_dates *dates =
        committees->fixed.n > 0 ? &committees->fixed : &committees->candidates;
    if (dates->n > 0 && appui_random_chance(maker, 50))
        return dates->items[appui_random_between(maker, 0, dates->n - 1)];
    return maker->draft->horizon_start + appui_random_between(maker, -4, 7);
}

static void draw_dossier(struct appui_random_maker *maker, struct appui_draft_project *project)
{
    static const enum appui_status statuses[] = {APPUI_SUBMITTED, APPUI_SUBMITTED, APPUI_DEFERRED,
                                                 APPUI_APPROVED};
    project->status = statuses[appui_random_between(maker, 0, 3)];
    if (appui_random_chance(maker, project->status == APPUI_APPROVED ? 60 : 15))
        project->committee = appui_random_committee(maker);
    for (int32_t n = 0; n < project->n_needs; n++)
        if (appui_random_chance(maker, 30))
            project->needs[n].phase = APPUI_DIAGNOSTIC;
}

int appui_random_convene(uint64_t seed, struct appui_draft *draft)
{
    struct appui_random_maker maker = {.random = appui_xoshiro_seed(seed), .draft = draft};
    draw_committees(&maker);
    for (int32_t q = 0; q < draft->n_projects; q++)
        draw_dossier(&maker, &draft->projects[q]);
    return maker.failed ? -1 : 0;
}
