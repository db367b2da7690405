/*
 * Random projects and their needs: one to three projects, one to five needs in all.
 */
#include <stddef.h>

#include "tests/reference/random_maker.h"
#include "tests/reference/sketch.h"

static const char *const project_ids[] = {"j0", "j1", "j2"};
static const char *const skill_ids[] = {"s0", "s1", "s2"};
static const char *const partner_ids[] = {"p0", "p1", "p2"};
static const char *const purposes[] = {"green", "rural"};
static const int32_t weights[] = {333, 500, 1500, 2000, 3000};

static int32_t draw_weight(struct appui_random_maker *maker)
{
    return appui_random_chance(maker, 40) ? weights[appui_random_between(maker, 0, 4)]
                                          : APPUI_ABSENT;
}

/** A multiple of `session` within [low, high], both multiples too. */
static int32_t draw_days(struct appui_random_maker *maker, int32_t session, int32_t low,
                         int32_t high)
{
    return session * appui_random_between(maker, low / session, high / session);
}

static void draw_shares(struct appui_random_maker *maker, struct appui_draft_need *need,
                        int32_t session)
{
    if (appui_random_chance(maker, 60))
        need->half_days_min = draw_days(maker, session, session, need->half_days);
    if (appui_random_chance(maker, 35))
        need->experts_max = appui_random_between(maker, 2, 3);
    if (!appui_random_chance(maker, need->experts_max == APPUI_ABSENT ? 10 : 40))
        return;
    need->each_min = draw_days(maker, session, session, need->half_days);
    need->each_max = draw_days(maker, session, need->each_min, need->half_days);
}

static void draw_window(struct appui_random_maker *maker, struct appui_draft_need *need)
{
    if (appui_random_hinders(maker, 12))
        need->from = appui_random_day(maker);
    if (appui_random_hinders(maker, 12))
        need->to = appui_random_between(
            maker, need->from == APPUI_ABSENT ? maker->draft->horizon_start + 2 : need->from,
            maker->draft->horizon_end);
}

/** Now and then the need waits for one or all of the needs before it in its project. */
static void draw_order(struct appui_random_maker *maker, const struct appui_draft_project *project,
                       struct appui_draft_need *need)
{
    int32_t n = (int32_t)(need - project->needs);
    if (n == 0 || !appui_random_hinders(maker, 45))
        return;
    const char **ids = appui_random_array(maker, n, sizeof *ids);
    if (ids == NULL)
        return;
    for (int32_t i = 0; i < n; i++)
        ids[i] = project->needs[i].id;
    need->after = appui_random_texts(maker, ids, n);
}

static void draw_need(struct appui_random_maker *maker, struct appui_draft_project *project,
                      int32_t index)
{
    struct appui_draft_need *need = &project->needs[index];
    const char *id = appui_arena_format(&maker->draft->arena, "%s/n%d", project->id, (int)index);
    int32_t session = appui_random_chance(maker, 20) ? 2 : 1;
    maker->failed = maker->failed || id == NULL;
    *need = appui_sketch_need(id, skill_ids[appui_random_between(maker, 0, 2)],
                              draw_days(maker, session, session, 4));
    if (session == 2)
        need->session_half_days = 2;
    if (appui_random_hinders(maker, 40))
        need->level = appui_random_between(maker, 1, 3);
    draw_shares(maker, need, session);
    draw_window(maker, need);
    if (appui_random_hinders(maker, 25))
        need->per_week = appui_random_between(maker, 1, 2);
    bool awaits = maker->draft->committees.given &&
                  (project->status == APPUI_SUBMITTED || project->status == APPUI_DEFERRED);
    need->phase = appui_random_chance(maker, awaits ? 45 : 15) ? APPUI_DIAGNOSTIC : APPUI_SUPPORT;
    need->weight = draw_weight(maker);
    draw_order(maker, project, need);
}

static enum appui_status draw_status(struct appui_random_maker *maker)
{
    static const enum appui_status others[] = {APPUI_RUNNING, APPUI_DEFERRED, APPUI_CLOSED,
                                               APPUI_REFUSED, APPUI_WITHDRAWN};
    int32_t kind = appui_random_between(maker, 0, maker->calm ? 90 : 99);
    if (maker->draft->committees.given && appui_random_chance(maker, 60))
        return appui_random_chance(maker, 20) ? APPUI_DEFERRED : APPUI_SUBMITTED;
    if (kind < 55)
        return APPUI_APPROVED;
    return kind < 88 ? APPUI_SUBMITTED : others[kind % 5];
}

static void draw_project(struct appui_random_maker *maker, struct appui_draft_project *project)
{
    project->weight = draw_weight(maker);
    project->status = draw_status(maker);
    project->availability = appui_random_availability(maker, true);
    if (appui_random_hinders(maker, 25))
        project->ready = maker->draft->horizon_start + appui_random_between(maker, -2, 6);
    if (appui_random_hinders(maker, 12))
        project->excluded_partners =
            appui_random_texts(maker, partner_ids, maker->draft->n_partners);
    if (appui_random_chance(maker, 45))
        project->purposes = appui_random_texts(maker, purposes, 2);
    bool open = project->status == APPUI_SUBMITTED || project->status == APPUI_DEFERRED;
    if (appui_random_chance(maker, !maker->draft->committees.given ? 5 : open ? 30 : 75))
        project->committee = appui_random_committee(maker);
}

void appui_random_projects(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    int32_t n = appui_random_between(maker, 1, 3),
            n_needs = appui_random_between(maker, n < 2 ? 2 : n, 5);
    draft->projects = appui_random_array(maker, n, sizeof *draft->projects);
    if (draft->projects == NULL)
        return;
    draft->n_projects = n;
    for (int32_t j = 0; j < n; j++) {
        struct appui_draft_project *project = &draft->projects[j];
        *project = appui_sketch_project(project_ids[j]);
        int32_t share =
            j == n - 1 ? n_needs : appui_random_between(maker, 1, n_needs - (n - 1 - j));
        project->needs = appui_random_array(maker, share, sizeof *project->needs);
        if (project->needs == NULL)
            return;
        project->n_needs = share;
        n_needs -= share;
        draw_project(maker, project);
        for (int32_t i = 0; i < share; i++)
            draw_need(maker, project, i);
        if (appui_random_chance(maker, 6))
            project->needs[share - 1].covered_elsewhere = true;
    }
}

int32_t appui_random_n_needs(const struct appui_random_maker *maker)
{
    int32_t n = 0;
    for (int32_t j = 0; j < maker->draft->n_projects; j++)
        n += maker->draft->projects[j].n_needs;
    return n;
}

const struct appui_draft_need *appui_random_need(const struct appui_random_maker *maker,
                                                 int32_t index,
                                                 const struct appui_draft_project **project)
{
    int32_t j = 0;
    while (index >= maker->draft->projects[j].n_needs)
        index -= maker->draft->projects[j++].n_needs;
    *project = &maker->draft->projects[j];
    return &maker->draft->projects[j].needs[index];
}
