/*
 * What happens to a basin between two plans: somebody is away, a firm asks for other days or gives
 * up, a pair falls out, weights are judged anew, today moves on; and what an operator types into
 * the file of dossiers that have lines.
 */
#include <stddef.h>
#include <string.h>

#include "tests/reference/random_maker.h"
#include "tests/reference/sketch.h"

/** Takes one of the dates given to an expert, or days of absence. */
static void take_dates(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    struct appui_draft_availability *availability =
        &draft->experts[appui_random_between(maker, 0, draft->n_experts - 1)].availability;
    if (availability->dates_given && availability->n_dates > 0) {
        int32_t out = appui_random_between(maker, 0, availability->n_dates - 1);
        availability->dates[out] = availability->dates[--availability->n_dates];
        return;
    }
    struct appui_range *except = appui_random_array(maker, 1, sizeof *except);
    if (except == NULL || availability->except.given)
        return;
    except->from = appui_random_day(maker);
    except->to = except->from + appui_random_between(maker, 0, 4);
    availability->given = true;
    availability->except = (struct appui_draft_ranges){.given = true, .n = 1, .items = except};
}

/** One session more or less, within what the need says elsewhere. */
static void change_days(struct appui_random_maker *maker)
{
    const struct appui_draft_project *project;
    int32_t index = appui_random_between(maker, 0, appui_random_n_needs(maker) - 1);
    const struct appui_draft_need *found = appui_random_need(maker, index, &project);
    struct appui_draft_need *need = &project->needs[found - project->needs];
    int32_t session = need->session_half_days == 2 ? 2 : 1, less = need->half_days - session;
    if (appui_random_chance(maker, 40))
        need->half_days += session;
    else if (less >= session && less >= need->half_days_min && less >= need->each_max &&
             less >= need->each_min)
        need->half_days = less;
}

static void change_project(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    struct appui_draft_project *project =
        &draft->projects[appui_random_between(maker, 0, draft->n_projects - 1)];
    int32_t kind = appui_random_between(maker, 0, 99);
    if (kind < 25)
        project->status = APPUI_WITHDRAWN;
    else if (kind < 70)
        project->weight = appui_random_between(maker, 1, 8) * 500;
    else
        project->ready = appui_random_day(maker);
}

static void change_partner(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    struct appui_draft_partner *partner =
        &draft->partners[appui_random_between(maker, 0, draft->n_partners - 1)];
    int32_t kind = appui_random_between(maker, 0, 99);
    if (kind < 25)
        partner->until = appui_random_day(maker);
    else if (kind < 50)
        partner->mandates_max = appui_random_between(maker, 0, 1);
    else if (partner->n_pledges > 0 && partner->pledges[0].n_earmarks == 0)
        partner->pledges[0].half_days = appui_random_between(maker, 0, 5);
}

/** Today moves on by some days. */
static void change_today(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    appui_day today = draft->as_of == APPUI_ABSENT ? draft->horizon_start : draft->as_of;
    today += appui_random_between(maker, 1, 4);
    draft->as_of = today < draft->horizon_end ? today : draft->horizon_end;
}

int appui_random_change(uint64_t seed, struct appui_draft *draft)
{
    static const struct appui_random_shape nothing = {.lines = false};
    struct appui_random_maker maker = {
        .random = appui_xoshiro_seed(seed ^ 0x5eed), .shape = &nothing, .draft = draft};
    for (int32_t n = appui_random_between(&maker, 1, 3); n > 0; n--) {
        int32_t kind = appui_random_between(&maker, 0, 99);
        if (kind < 30)
            take_dates(&maker);
        else if (kind < 55)
            change_days(&maker);
        else if (kind < 75)
            change_project(&maker);
        else if (kind < 90)
            change_partner(&maker);
        else
            change_today(&maker);
    }
    return maker.failed ? -1 : 0;
}

/** The need that an id names, and its project. */
static struct appui_draft_need *find_need(struct appui_draft *draft, const char *id,
                                          struct appui_draft_project **project)
{
    for (int32_t j = 0; j < draft->n_projects; j++)
        for (int32_t i = 0; i < draft->projects[j].n_needs; i++)
            if (strcmp(draft->projects[j].needs[i].id, id) == 0) {
                *project = &draft->projects[j];
                return &draft->projects[j].needs[i];
            }
    return NULL;
}

void appui_random_edit(uint64_t seed, struct appui_draft *draft)
{
    static const enum appui_status over[] = {APPUI_CLOSED, APPUI_REFUSED, APPUI_WITHDRAWN};
    struct appui_xoshiro random = appui_xoshiro_seed(seed ^ 0xed17);
    for (int32_t i = 0; i < draft->n_lines; i++) {
        struct appui_draft_project *project;
        struct appui_draft_need *need = find_need(draft, draft->lines[i].need, &project);
        int32_t kind = appui_xoshiro_between(&random, 0, 99);
        if (need != NULL && kind < 40)
            need->covered_elsewhere = true;
        else if (need != NULL && kind < 75)
            project->status = over[appui_xoshiro_between(&random, 0, 2)];
    }
}
