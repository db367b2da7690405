/*
 * Keeping the agenda: who is busy when, what limits leave, and the earliest sessions that a job can
 * still have.
 */
#include "solver/agenda.h"

#include <string.h>

static int32_t limit_left(int32_t limit, int32_t used)
{
    return limit == APPUI_ABSENT ? INT32_MAX : limit > used ? limit - used : 0;
}

/* Counts what stays in the weeks of every need that R9 limits. */
static int count_weeks(struct appui_agenda *g)
{
    const struct appui_problem *problem = g->problem;
    const struct appui_basin *basin = problem->basin;
    g->first_monday = appui_date_monday(basin->horizon_start);
    int32_t n_weeks = (basin->horizon_end - g->first_monday) / 7 + 1, n = 0;
    g->need_week = appui_arena_alloc(&g->arena, (size_t)basin->n_needs, sizeof *g->need_week);
    if (!g->need_week) {
        return -1;
    }
    for (int32_t i = 0; i < basin->n_needs; i++) {
        bool limited = problem->calendar && basin->needs[i].per_week != APPUI_ABSENT;
        g->need_week[i] = limited ? n : -1;
        n += limited ? n_weeks : 0;
    }
    g->week = appui_arena_alloc(&g->arena, (size_t)n, sizeof *g->week);
    for (int32_t i = 0; g->week && i < basin->n_needs; i++) {
        for (int32_t w = 0; g->need_week[i] >= 0 && w < n_weeks; w++) {
            g->week[g->need_week[i] + w] =
                appui_rules_week_used(&problem->rules, i, g->first_monday + 7 * w);
        }
    }
    return g->week ? 0 : -1;
}

/* The count of sessions of the need in the week of a start; NULL where R9 sets no limit. */
static int32_t *week_of(const struct appui_agenda *g, int32_t need, int32_t start)
{
    int32_t first = g->need_week[need];
    appui_day day = appui_problem_day(g->problem, start);
    return first < 0 ? NULL : &g->week[first + (day - g->first_monday) / 7];
}

int appui_agenda_open(struct appui_agenda *g)
{
    const struct appui_problem *problem = g->problem;
    const struct appui_basin *basin = problem->basin;
    size_t n_experts = (size_t)basin->n_experts, n_projects = (size_t)basin->n_projects;
    g->expert_busy = appui_arena_alloc(&g->arena, n_experts, sizeof *g->expert_busy);
    g->project_busy = appui_arena_alloc(&g->arena, n_projects, sizeof *g->project_busy);
    g->expert_left = appui_arena_alloc(&g->arena, n_experts, sizeof *g->expert_left);
    g->projects_left = appui_arena_alloc(&g->arena, n_experts, sizeof *g->projects_left);
    g->period_left =
        appui_arena_alloc(&g->arena, (size_t)problem->n_periods, sizeof *g->period_left);
    g->expert_kept = appui_arena_alloc(&g->arena, n_experts, sizeof *g->expert_kept);
    g->project_kept = appui_arena_alloc(&g->arena, n_projects, sizeof *g->project_kept);
    g->chosen = appui_arena_alloc(&g->arena, (size_t)problem->n_starts, sizeof *g->chosen);
    g->part = appui_arena_alloc(&g->arena, (size_t)problem->n_parts, sizeof *g->part);
    if (!g->expert_busy || !g->project_busy || !g->expert_kept || !g->project_kept ||
        !g->expert_left || !g->projects_left || !g->period_left || !g->chosen || !g->part ||
        count_weeks(g) < 0) {
        return -1;
    }
    for (int32_t e = 0; e < basin->n_experts; e++) {
        const struct appui_expert *expert = &basin->experts[e];
        g->expert_left[e] =
            limit_left(expert->half_days_max, problem->standing->expert_half_days[e]);
        g->projects_left[e] =
            limit_left(expert->projects_max, appui_standing_projects(problem->standing, e));
        if (appui_slots_new(&g->expert_busy[e], &g->arena, basin->n_slots) < 0 ||
            appui_slots_new(&g->expert_kept[e], &g->arena, basin->n_slots) < 0) {
            return -1;
        }
    }
    for (int32_t q = 0; q < basin->n_projects; q++) {
        if (appui_slots_new(&g->project_busy[q], &g->arena, basin->n_slots) < 0 ||
            appui_slots_new(&g->project_kept[q], &g->arena, basin->n_slots) < 0) {
            return -1;
        }
    }
    for (int32_t r = 0; r < problem->n_periods; r++) {
        const struct appui_period *period = &problem->periods[r];
        int32_t left = period->general < period->total ? period->general : period->total;
        g->period_left[r] = left > period->standing ? left - period->standing : 0;
    }
    return 0;
}

/* First (or last) slot this plan has begun a session of the need in. */
int32_t appui_agenda_edge(const struct appui_agenda *g, int32_t need, bool last, int32_t none)
{
    const struct appui_problem *problem = g->problem;
    int32_t edge = none;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        if (g->solution->half_days[j] == 0) {
            continue;
        }
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            int32_t slot = problem->starts[s];
            if (g->solution->chosen[s] && (edge == none || (last ? slot > edge : slot < edge))) {
                edge = slot;
            }
        }
    }
    return edge;
}

/* Slots that R10 leaves to a need beside what this plan has placed: strictly between *after and
 * *before. */
static void order_bounds(const struct appui_agenda *g, int32_t need, int32_t *after,
                         int32_t *before)
{
    const struct appui_basin *basin = g->problem->basin;
    const struct appui_project *project = &basin->projects[basin->needs[need].project];
    *after = -1;
    *before = INT32_MAX;
    for (int32_t a = 0; a < basin->needs[need].n_after; a++) {
        int32_t edge = appui_agenda_edge(g, basin->needs[need].after[a], true, -1);
        *after = edge > *after ? edge : *after;
    }
    for (int32_t n = project->first_need; n < project->first_need + project->n_needs; n++) {
        for (int32_t a = 0; a < basin->needs[n].n_after; a++) {
            if (basin->needs[n].after[a] == need) {
                int32_t edge = appui_agenda_edge(g, n, false, INT32_MAX);
                *before = edge < *before ? edge : *before;
            }
        }
    }
}

static bool is_free(const struct appui_agenda *g, const struct appui_job *job, int32_t slot)
{
    int32_t project = g->problem->basin->needs[job->need].project;
    for (int32_t h = 0; h < job->session; h++) {
        if (appui_slots_has(&g->expert_busy[job->expert], slot + h) ||
            appui_slots_has(&g->project_busy[project], slot + h)) {
            return false;
        }
    }
    return true;
}

/* Without calendar: up to `most` half-days from the periods that have some left, the first ones
 * first. */
static int32_t try_days(struct appui_agenda *g, int32_t j, int32_t most)
{
    const struct appui_job *job = &g->problem->jobs[j];
    int32_t given = job->n_parts == 0 ? most / job->session * job->session : 0;
    for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
        int32_t left = g->period_left[g->problem->parts[h]];
        int32_t amount = left < most - given ? left : most - given;
        g->part[h] = amount > 0 ? amount / job->session * job->session : 0;
        given += g->part[h];
    }
    return given;
}

/* Starts being tried that lie in a week of the need. */
static int32_t tried_in(const struct appui_agenda *g, const int32_t *week, int32_t need)
{
    int32_t n = 0;
    for (int32_t i = g->n_chosen - 1; i >= 0 && week_of(g, need, g->chosen[i]) == week; i--) {
        n++;
    }
    return n;
}

static bool is_given(const struct appui_agenda *g, int32_t start)
{
    return g->given.kept && g->given.kept[start];
}

void appui_agenda_reserve(struct appui_agenda *g, int32_t j, bool on)
{
    const struct appui_job *job = &g->problem->jobs[j];
    int32_t project = g->problem->basin->needs[job->need].project;
    for (int32_t s = job->first_start; g->given.kept && s < job->first_start + job->n_starts; s++) {
        for (int32_t h = 0; g->given.kept[s] && h < job->session; h++) {
            int32_t slot = g->problem->starts[s] + h;
            if (on) {
                appui_slots_add(&g->expert_kept[job->expert], slot);
                appui_slots_add(&g->project_kept[project], slot);
            } else {
                appui_slots_remove(&g->expert_kept[job->expert], slot);
                appui_slots_remove(&g->project_kept[project], slot);
            }
        }
    }
}

/* True when a session given to another job takes the slot. */
static bool is_reserved(const struct appui_agenda *g, const struct appui_job *job, int32_t slot)
{
    int32_t project = g->problem->basin->needs[job->need].project;
    for (int32_t h = 0; g->given.kept && h < job->session; h++) {
        if (appui_slots_has(&g->expert_kept[job->expert], slot + h) ||
            appui_slots_has(&g->project_kept[project], slot + h)) {
            return true;
        }
    }
    return false;
}

/* Sessions given to the job in the week of a start, from this one on. */
static int32_t given_from(const struct appui_agenda *g, const struct appui_job *job, int32_t start,
                          const int32_t *week)
{
    int32_t n = 0;
    for (int32_t s = start;
         g->given.kept && s < job->first_start + job->n_starts && week_of(g, job->need, s) == week;
         s++) {
        n += g->given.kept[s];
    }
    return n;
}

/** A job being dated. */
struct dating {
    int32_t after, before; /**< slots that R10 leaves lie strictly between */
    int32_t budget_period, budget;
    int32_t spare; /**< half-days that are not given */
};

/* What the period of a start has left for the job. */
static int32_t budget_at(const struct appui_agenda *g, const struct appui_job *job, int32_t start,
                         struct dating *dating)
{
    int32_t period = g->problem->start_period[start];
    if (period != dating->budget_period) {
        bool free_of_pledge = period < 0 || (job->line >= 0 && !g->keeps_pledges);
        dating->budget_period = period;
        dating->budget = free_of_pledge ? INT32_MAX : g->period_left[period];
    }
    return dating->budget;
}

/* True when the job can have a session at a start beside those chosen so far. */
static bool is_open(const struct appui_agenda *g, const struct appui_job *job, int32_t start,
                    struct dating *dating)
{
    const struct appui_need *need = &g->problem->basin->needs[job->need];
    int32_t slot = g->problem->starts[start];
    int32_t *week = week_of(g, job->need, start);
    bool given = is_given(g, start);
    int32_t later = week && !given ? given_from(g, job, start, week) : 0;
    bool full_week = week && *week + tried_in(g, week, job->need) + later >= need->per_week;
    return slot > dating->after && slot < dating->before && !full_week &&
           budget_at(g, job, start, dating) >= job->session && is_free(g, job, slot) &&
           (given || (dating->spare >= job->session && !is_reserved(g, job, slot))) &&
           appui_problem_admits(g->problem, g->given.examined, start);
}

static int32_t count_given(const struct appui_agenda *g, const struct appui_job *job)
{
    int32_t n = 0;
    for (int32_t s = job->first_start; g->given.kept && s < job->first_start + job->n_starts; s++) {
        n += g->given.kept[s];
    }
    return n * job->session;
}

/* Tries to date up to `most` half-days of a job, earliest first, into g->chosen. @return half-days
 * dated */
int32_t appui_agenda_try(struct appui_agenda *g, int32_t j, int32_t most)
{
    const struct appui_problem *problem = g->problem;
    const struct appui_job *job = &problem->jobs[j];
    int32_t dated = 0;
    g->n_chosen = 0;
    if (!problem->calendar) {
        return try_days(g, j, most);
    }
    struct dating dating = {.budget_period = -2, .spare = most - count_given(g, job)};
    if (dating.spare < 0) {
        return 0;
    }
    order_bounds(g, job->need, &dating.after, &dating.before);
    for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
        bool given = is_given(g, s);
        if (!given && dating.spare < job->session) {
            if (!g->given.kept) {
                break;
            }
            continue;
        }
        if (is_open(g, job, s, &dating)) {
            g->chosen[g->n_chosen++] = s;
            dated += job->session;
            dating.spare -= given ? 0 : job->session;
            dating.budget -= dating.budget == INT32_MAX ? 0 : job->session;
        } else if (given) {
            g->n_chosen = 0;
            return 0;
        }
    }
    return dated;
}

/* Enters (sign 1) or takes back (sign -1) what the solution holds of a job. */
void appui_agenda_book(struct appui_agenda *g, int32_t j, int32_t sign)
{
    const struct appui_problem *problem = g->problem;
    const struct appui_job *job = &problem->jobs[j];
    int32_t project = problem->basin->needs[job->need].project;
    for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
        if (!g->solution->chosen[s]) {
            continue;
        }
        for (int32_t h = 0; h < job->session; h++) {
            struct appui_slots *sets[2] = {&g->expert_busy[job->expert], &g->project_busy[project]};
            for (int32_t i = 0; i < 2; i++) {
                if (sign > 0) {
                    appui_slots_add(sets[i], problem->starts[s] + h);
                } else {
                    appui_slots_remove(sets[i], problem->starts[s] + h);
                }
            }
        }
        if (problem->start_period[s] >= 0) {
            g->period_left[problem->start_period[s]] -= sign * job->session;
        }
        int32_t *week = week_of(g, job->need, s);
        if (week) {
            *week += sign;
        }
    }
    for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
        g->period_left[problem->parts[h]] -= sign * g->solution->part[h];
    }
    if (job->line < 0 && g->expert_left[job->expert] != INT32_MAX) {
        g->expert_left[job->expert] -= sign * g->solution->half_days[j];
    }
}

/* True when the expert works for the project already, by what stands or by this plan. */
bool appui_agenda_knows_project(const struct appui_agenda *g, const struct appui_job *job)
{
    const struct appui_problem *problem = g->problem;
    const struct appui_basin *basin = problem->basin;
    int32_t q = basin->needs[job->need].project;
    if (appui_standing_has_project(problem->standing, job->expert, q)) {
        return true;
    }
    int32_t first = basin->projects[q].first_need, n = basin->projects[q].n_needs;
    for (int32_t j = problem->need_job[first]; n > 0 && j < problem->need_job[first + n]; j++) {
        const struct appui_job *other = &problem->jobs[j];
        if (other->expert == job->expert && other->line < 0 && g->solution->half_days[j] > 0) {
            return true;
        }
    }
    return false;
}

void appui_agenda_take(struct appui_agenda *g, int32_t j, int32_t dated)
{
    const struct appui_job *job = &g->problem->jobs[j];
    if (dated == 0) {
        return;
    }
    bool fresh = job->line < 0 && !appui_agenda_knows_project(g, job);
    for (int32_t i = 0; i < g->n_chosen; i++) {
        g->solution->chosen[g->chosen[i]] = 1;
    }
    for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
        g->solution->part[h] = g->part[h];
    }
    g->solution->half_days[j] = dated;
    appui_agenda_book(g, j, 1);
    if (fresh && g->projects_left[job->expert] != INT32_MAX) {
        g->projects_left[job->expert]--;
    }
}

void appui_agenda_give_back(struct appui_agenda *g, int32_t j)
{
    const struct appui_job *job = &g->problem->jobs[j];
    if (g->solution->half_days[j] == 0) {
        return;
    }
    appui_agenda_book(g, j, -1);
    g->solution->half_days[j] = 0;
    memset(g->solution->chosen + job->first_start, 0, (size_t)job->n_starts);
    for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
        g->solution->part[h] = 0;
    }
    if (!appui_agenda_knows_project(g, job) && g->projects_left[job->expert] != INT32_MAX) {
        g->projects_left[job->expert]++;
    }
}
