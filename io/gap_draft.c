/*
 * Decides how an instance of the generalized assignment problem becomes a basin. An agent is an
 * expert of a partner of its own without pledges, so that nothing but days_max binds it and equity
 * has no data; a job is a project with one need of half a day, which an estimate serves whole with
 * the days that it says (R3). So a plan without calendar is an assignment within capacities, each
 * job counts one served half-day, and fit sums what the pairs are worth.
 */
#include "io/gap.h"

#define SKILL "job"
/* Ten years, more than any calendar needs; plans are made without one. */
#define FIRST_YEAR 2027
#define LAST_YEAR 2036

static const char *id_of(struct appui_draft *draft, const char *kind, int32_t index)
{
    return appui_arena_format(&draft->arena, "%s-%d", kind, (int)index + 1);
}

static bool fill_header(const struct appui_gap *gap, enum appui_gap_sense sense,
                        struct appui_draft *draft)
{
    bool min = sense == APPUI_GAP_MIN;
    const char **tiers = appui_arena_alloc(&draft->arena, 2, sizeof *tiers);
    draft->name = appui_arena_format(&draft->arena, "generalized assignment %d x %d, %s",
                                     (int)gap->n_agents, (int)gap->n_jobs, min ? "min" : "max");
    if (tiers == NULL || draft->name == NULL) {
        return false;
    }
    tiers[0] = min ? "coverage" : "fit";
    tiers[1] = "fit";
    draft->tiers = (struct appui_draft_texts){.given = true, .n = min ? 2 : 1, .items = tiers};
    draft->as_of = APPUI_ABSENT;
    draft->horizon_start = appui_date_from_civil(FIRST_YEAR, 1, 1);
    draft->horizon_end = appui_date_from_civil(LAST_YEAR, 12, 31);
    draft->holidays = APPUI_HOLIDAYS_NONE;
    draft->mandate_half_days = draft->attendance_half_days = APPUI_ABSENT;
    draft->day_rate_cents = APPUI_ABSENT;
    return true;
}

static bool add_agents(const struct appui_gap *gap, struct appui_draft *draft)
{
    size_t n = (size_t)gap->n_agents;
    draft->skills = appui_arena_alloc(&draft->arena, 1, sizeof *draft->skills);
    draft->partners = appui_arena_alloc(&draft->arena, n, sizeof *draft->partners);
    draft->experts = appui_arena_alloc(&draft->arena, n, sizeof *draft->experts);
    struct appui_draft_level *level = appui_arena_alloc(&draft->arena, 1, sizeof *level);
    if (draft->skills == NULL || draft->partners == NULL || draft->experts == NULL ||
        level == NULL) {
        return false;
    }
    bool whole = true;
    draft->skills[0].id = SKILL;
    *level = (struct appui_draft_level){SKILL, 1};
    for (int32_t i = 0; i < gap->n_agents; i++) {
        const char *id = id_of(draft, "agent", i);
        draft->partners[i] = (struct appui_draft_partner){.id = id,
                                                          .until = APPUI_ABSENT,
                                                          .day_rate_cents = APPUI_ABSENT,
                                                          .mandates_max = APPUI_ABSENT};
        draft->experts[i] = (struct appui_draft_expert){.id = id,
                                                        .partner = id,
                                                        .n_skills = 1,
                                                        .skills = level,
                                                        .half_days_max = gap->capacities[i],
                                                        .projects_max = APPUI_ABSENT};
        whole = whole && id != NULL;
    }
    draft->n_skills = 1;
    draft->n_partners = draft->n_experts = gap->n_agents;
    return whole;
}

static bool add_jobs(const struct appui_gap *gap, struct appui_draft *draft)
{
    size_t n = (size_t)gap->n_jobs;
    draft->projects = appui_arena_alloc(&draft->arena, n, sizeof *draft->projects);
    struct appui_draft_need *needs = appui_arena_alloc(&draft->arena, n, sizeof *needs);
    bool whole = draft->projects != NULL && needs != NULL;
    for (int32_t i = 0; whole && i < gap->n_jobs; i++) {
        const char *id = id_of(draft, "job", i);
        needs[i] = (struct appui_draft_need){.id = id,
                                             .skill = SKILL,
                                             .level = APPUI_ABSENT,
                                             .half_days = 1,
                                             .half_days_min = APPUI_ABSENT,
                                             .experts_max = APPUI_ABSENT,
                                             .each_min = APPUI_ABSENT,
                                             .each_max = APPUI_ABSENT,
                                             .per_week = APPUI_ABSENT,
                                             .session_half_days = APPUI_ABSENT,
                                             .from = APPUI_ABSENT,
                                             .to = APPUI_ABSENT,
                                             .weight = APPUI_ABSENT};
        draft->projects[i] = (struct appui_draft_project){.id = id,
                                                          .ready = APPUI_ABSENT,
                                                          .committee = APPUI_ABSENT,
                                                          .jobs = APPUI_ABSENT,
                                                          .weight = APPUI_ABSENT,
                                                          .follow_up_months = APPUI_ABSENT,
                                                          .needs_given = true,
                                                          .n_needs = 1,
                                                          .needs = &needs[i]};
        whole = id != NULL;
    }
    draft->n_projects = gap->n_jobs;
    return whole;
}

static bool add_pairs(const struct appui_gap *gap, enum appui_gap_sense sense,
                      struct appui_draft *draft)
{
    int32_t n = gap->n_agents * gap->n_jobs;
    draft->estimates = appui_arena_alloc(&draft->arena, (size_t)n, sizeof *draft->estimates);
    if (draft->estimates == NULL) {
        return false;
    }
    for (int32_t i = 0; i < n; i++) {
        draft->estimates[i] = (struct appui_draft_estimate){
            .need = draft->projects[i % gap->n_jobs].id,
            .expert = draft->experts[i / gap->n_jobs].id,
            .half_days = gap->resources[i],
            .fit = sense == APPUI_GAP_MIN ? APPUI_FIT_ONE - gap->costs[i] : gap->costs[i]};
    }
    draft->n_estimates = n;
    return true;
}

enum appui_io_code appui_gap_draft(const struct appui_gap *gap, enum appui_gap_sense sense,
                                   struct appui_draft *draft)
{
    bool whole = fill_header(gap, sense, draft) && add_agents(gap, draft) && add_jobs(gap, draft) &&
                 add_pairs(gap, sense, draft);
    return whole ? APPUI_IO_OK : APPUI_IO_NO_MEMORY;
}
