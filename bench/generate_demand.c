/*
 * What the firms of a generated basin ask: how needs spread over projects, and how long, when and
 * on what terms each is wanted.
 */
#include "bench/generate_parts.h"

#define NEEDS_PER_PROJECT_MAX 4

/* Every project has a need; the others fall on any project with room left. */
static void spread_needs(struct appui_generator *generator, int32_t *counts)
{
    int32_t n = generator->draft->n_projects;
    for (int32_t i = 0; i < n; i++) {
        counts[i] = 1;
    }
    for (int32_t left = generator->n_needs - n; left > 0;) {
        int32_t i = appui_random_within(&generator->random, 0, n - 1);
        if (counts[i] < NEEDS_PER_PROJECT_MAX) {
            counts[i]++;
            left--;
        }
    }
}

/* @return weeks of the window */
static int32_t draw_window(struct appui_generator *generator, struct appui_draft_need *need)
{
    need->per_week = appui_generator_draw(generator, generator->family->per_week);
    int32_t weeks = appui_generator_draw(generator, generator->family->window_weeks);
    weeks = weeks < generator->weeks ? weeks : generator->weeks;
    int32_t first = appui_random_within(&generator->random, 0, generator->weeks - weeks);
    if (weeks < generator->weeks) {
        need->from = generator->draft->horizon_start + 7 * first;
        need->to = need->from + 7 * weeks - 1;
    }
    return weeks;
}

static void draw_days(struct appui_generator *generator, struct appui_draft_need *need,
                      int32_t weeks)
{
    const struct appui_family *family = generator->family;
    need->half_days = appui_generator_draw(generator, family->half_days);
    bool full = appui_generator_percent(generator, family->full_percent);
    int32_t session = full ? 2 : 1;
    /* a need that its own window cannot hold is no puzzle: one week is left spare */
    int32_t room = need->per_week * (weeks - 1) * session;
    need->half_days = family->fits && need->half_days > room ? room : need->half_days;
    if (full) {
        need->half_days = need->half_days / 2 * 2;
        need->session_half_days = session;
    }
    if (appui_random_happens(&generator->random, family->least_of_60, 60)) {
        int32_t half = (need->half_days / 2 + session - 1) / session * session;
        need->half_days_min =
            family->least == APPUI_LEAST_SESSION || half < session ? session : half;
    }
}

static void draw_sharing(struct appui_generator *generator, struct appui_draft_need *need)
{
    bool shared = appui_generator_percent(generator, generator->family->shared_percent);
    if (shared && need->half_days >= generator->family->shared_from &&
        need->session_half_days == APPUI_ABSENT) {
        need->experts_max = 2;
        need->each_min = 2;
    }
}

static void draw_need(struct appui_generator *generator, const char *project, int32_t k,
                      struct appui_draft_need *needs)
{
    static const int32_t levels[] = {1, 2, 2, 3};
    struct appui_draft_need *need = &needs[k];
    *need = (struct appui_draft_need){.level = APPUI_ABSENT,
                                      .half_days_min = APPUI_ABSENT,
                                      .experts_max = APPUI_ABSENT,
                                      .each_min = APPUI_ABSENT,
                                      .each_max = APPUI_ABSENT,
                                      .per_week = APPUI_ABSENT,
                                      .session_half_days = APPUI_ABSENT,
                                      .from = APPUI_ABSENT,
                                      .to = APPUI_ABSENT,
                                      .weight = APPUI_ABSENT};
    need->id = appui_arena_format(&generator->draft->arena, "%s/n%d", project, (int)k + 1);
    generator->failed = generator->failed || need->id == NULL;
    int32_t skill = appui_random_within(&generator->random, 0, generator->draft->n_skills - 1);
    need->skill = generator->draft->skills[skill].id;
    need->level = appui_generator_one_of(generator, levels, 4);
    draw_days(generator, need, draw_window(generator, need));
    draw_sharing(generator, need);
    if (k > 0 && appui_generator_percent(generator, generator->family->after_percent)) {
        need->after = appui_generator_text(generator, needs[k - 1].id);
    }
    generator->demand += need->half_days;
}

/* Excluded partners are named before partners are drawn: their ids are known. */
static void draw_project(struct appui_generator *generator, int32_t number, int32_t n_needs,
                         struct appui_draft_project *project)
{
    static const int32_t weights[] = {1000, 1500, 2000, 3000};
    *project = (struct appui_draft_project){.ready = APPUI_ABSENT,
                                            .committee = APPUI_ABSENT,
                                            .weight = APPUI_ABSENT,
                                            .follow_up_months = APPUI_ABSENT,
                                            .status = APPUI_SUBMITTED,
                                            .needs_given = true};
    project->id = appui_generator_name(generator, "q", number);
    project->company = appui_generator_name(generator, "Firm ", number);
    project->jobs = appui_random_within(&generator->random, 2, 40);
    int32_t free = appui_generator_draw(generator, generator->family->firm_free);
    project->availability = appui_generator_week(generator, free);
    if (generator->family->weighted) {
        project->weight = appui_generator_one_of(generator, weights, 4);
    }
    if (appui_generator_percent(generator, 20)) {
        int32_t p = appui_random_within(&generator->random, 1, generator->draft->n_partners);
        const char *id = appui_generator_name(generator, "p", p);
        project->excluded_partners = appui_generator_text(generator, id);
    }
    project->needs = appui_generator_array(generator, n_needs, sizeof *project->needs);
    for (int32_t k = 0; k < n_needs && !generator->failed; k++) {
        draw_need(generator, project->id, k, project->needs);
    }
    project->n_needs = n_needs;
}

void appui_generator_projects(struct appui_generator *generator)
{
    struct appui_draft *draft = generator->draft;
    int32_t n = draft->n_projects;
    int32_t *counts = appui_generator_array(generator, n, sizeof *counts);
    draft->projects = appui_generator_array(generator, n, sizeof *draft->projects);
    if (generator->failed) {
        return;
    }
    spread_needs(generator, counts);
    for (int32_t i = 0; i < n && !generator->failed; i++) {
        draw_project(generator, i + 1, counts[i], &draft->projects[i]);
    }
}
