/*
 * Constructing a first plan: agreed half-days first, then needs by what comes before them, weight
 * and rarity; each need takes the experts who can give it most, each session the earliest slot that
 * is free for both.
 */
#include "solver/greedy.h"

#include <stdlib.h>
#include <string.h>

struct greedy {
    const struct appui_problem *problem;
    struct appui_solution *solution;
    struct appui_arena arena;
    struct appui_slots *expert_busy,
        *project_busy;      /**< by this plan; starts avoid what stands already */
    int32_t *expert_left;   /**< [n_experts] half-days left of days_max, or INT32_MAX */
    int32_t *projects_left; /**< [n_experts] further projects allowed, or INT32_MAX */
    int32_t *period_left;   /**< [n_periods] */
    int32_t *chosen;        /**< scratch: starts of the job being tried */
    int32_t n_chosen;
    int32_t *part; /**< scratch: [n_parts] half-days of the job's parts, without calendar */
};

static int32_t limit_left(int32_t limit, int32_t used)
{
    return limit == APPUI_ABSENT ? INT32_MAX : limit > used ? limit - used : 0;
}

static int prepare(struct greedy *g)
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
    g->chosen = appui_arena_alloc(&g->arena, (size_t)problem->n_starts, sizeof *g->chosen);
    g->part = appui_arena_alloc(&g->arena, (size_t)problem->n_parts, sizeof *g->part);
    if (!g->expert_busy || !g->project_busy || !g->expert_left || !g->projects_left ||
        !g->period_left || !g->chosen || !g->part) {
        return -1;
    }
    for (int32_t e = 0; e < basin->n_experts; e++) {
        const struct appui_expert *expert = &basin->experts[e];
        g->expert_left[e] =
            limit_left(expert->half_days_max, problem->standing->expert_half_days[e]);
        g->projects_left[e] =
            limit_left(expert->projects_max, appui_standing_projects(problem->standing, e));
        if (appui_slots_new(&g->expert_busy[e], &g->arena, basin->n_slots) < 0) {
            return -1;
        }
    }
    for (int32_t q = 0; q < basin->n_projects; q++) {
        if (appui_slots_new(&g->project_busy[q], &g->arena, basin->n_slots) < 0) {
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

/* Sessions of the need begun in the week of a day: those that stay, those placed, those being
 * tried. */
static int32_t week_used(const struct greedy *g, int32_t need, appui_day day)
{
    const struct appui_problem *problem = g->problem;
    appui_day monday = appui_date_monday(day);
    int32_t used = appui_rules_week_used(&problem->rules, need, monday);
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            used += g->solution->chosen[s] &&
                    appui_date_monday(appui_problem_day(problem, s)) == monday;
        }
    }
    for (int32_t i = 0; i < g->n_chosen; i++) {
        used += appui_date_monday(appui_problem_day(problem, g->chosen[i])) == monday;
    }
    return used;
}

/* First (or last) slot this plan has begun a session of the need in. */
static int32_t edge_slot(const struct greedy *g, int32_t need, bool last, int32_t none)
{
    const struct appui_problem *problem = g->problem;
    int32_t edge = none;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
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
static void order_bounds(const struct greedy *g, int32_t need, int32_t *after, int32_t *before)
{
    const struct appui_basin *basin = g->problem->basin;
    const struct appui_project *project = &basin->projects[basin->needs[need].project];
    *after = -1;
    *before = INT32_MAX;
    for (int32_t a = 0; a < basin->needs[need].n_after; a++) {
        int32_t edge = edge_slot(g, basin->needs[need].after[a], true, -1);
        *after = edge > *after ? edge : *after;
    }
    for (int32_t n = project->first_need; n < project->first_need + project->n_needs; n++) {
        for (int32_t a = 0; a < basin->needs[n].n_after; a++) {
            if (basin->needs[n].after[a] == need) {
                int32_t edge = edge_slot(g, n, false, INT32_MAX);
                *before = edge < *before ? edge : *before;
            }
        }
    }
}

static bool is_free(const struct greedy *g, const struct appui_job *job, int32_t slot)
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
static int32_t try_days(struct greedy *g, int32_t j, int32_t most)
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

/* Tries to date up to `most` half-days of a job, earliest first, into g->chosen. @return half-days
 * dated */
static int32_t try_job(struct greedy *g, int32_t j, int32_t most)
{
    const struct appui_problem *problem = g->problem;
    const struct appui_job *job = &problem->jobs[j];
    const struct appui_need *need = &problem->basin->needs[job->need];
    int32_t after, before, dated = 0, budget_period = -2, budget = 0;
    g->n_chosen = 0;
    if (!problem->calendar) {
        return try_days(g, j, most);
    }
    order_bounds(g, job->need, &after, &before);
    for (int32_t s = job->first_start;
         s < job->first_start + job->n_starts && dated + job->session <= most; s++) {
        int32_t slot = problem->starts[s], period = problem->start_period[s];
        bool full_week = need->per_week != APPUI_ABSENT &&
                         week_used(g, job->need, appui_problem_day(problem, s)) >= need->per_week;
        if (period != budget_period) {
            budget_period = period;
            budget = period < 0 || job->line >= 0 ? INT32_MAX : g->period_left[period];
        }
        if (slot <= after || slot >= before || full_week || budget < job->session ||
            !is_free(g, job, slot)) {
            continue;
        }
        g->chosen[g->n_chosen++] = s;
        dated += job->session;
        budget -= budget == INT32_MAX ? 0 : job->session;
    }
    return dated;
}

/* Enters (sign 1) or takes back (sign -1) what the solution holds of a job. */
static void book(struct greedy *g, int32_t j, int32_t sign)
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
    }
    for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
        g->period_left[problem->parts[h]] -= sign * g->solution->part[h];
    }
    if (job->line < 0 && g->expert_left[job->expert] != INT32_MAX) {
        g->expert_left[job->expert] -= sign * g->solution->half_days[j];
    }
}

/* True when the expert works for the project already, by what stands or by this plan. */
static bool knows_project(const struct greedy *g, const struct appui_job *job)
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

static void take(struct greedy *g, int32_t j, int32_t dated)
{
    const struct appui_job *job = &g->problem->jobs[j];
    bool fresh = job->line < 0 && !knows_project(g, job);
    for (int32_t i = 0; i < g->n_chosen; i++) {
        g->solution->chosen[g->chosen[i]] = 1;
    }
    for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
        g->solution->part[h] = g->part[h];
    }
    g->solution->half_days[j] = dated;
    book(g, j, 1);
    if (fresh && g->projects_left[job->expert] != INT32_MAX) {
        g->projects_left[job->expert]--;
    }
}

static void give_back(struct greedy *g, int32_t j)
{
    const struct appui_job *job = &g->problem->jobs[j];
    book(g, j, -1);
    g->solution->half_days[j] = 0;
    memset(g->solution->chosen + job->first_start, 0, (size_t)job->n_starts);
    for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
        g->solution->part[h] = 0;
    }
    if (!knows_project(g, job) && g->projects_left[job->expert] != INT32_MAX) {
        g->projects_left[job->expert]++;
    }
}

/* Half-days a proposal could get now, at most `most`; 0 when fewer than it must have. */
static int32_t offer(struct greedy *g, int32_t j, int32_t most, int32_t least)
{
    const struct appui_job *job = &g->problem->jobs[j];
    most = job->high < most || job->estimate ? job->high : most;
    most = g->expert_left[job->expert] < most ? g->expert_left[job->expert] : most;
    if (g->projects_left[job->expert] == 0 && !knows_project(g, job)) {
        return 0;
    }
    int32_t dated = try_job(g, j, most);
    least = job->estimate ? job->high : job->low > least ? job->low : least;
    return dated >= least ? dated : 0;
}

/* The unused proposal of a need that would give most, the better fit between equals; -1 when none
 * gives anything. */
static int32_t best_offer(struct greedy *g, int32_t need, int32_t most, int32_t least, bool places)
{
    const struct appui_problem *problem = g->problem;
    int32_t best = -1, best_dated = 0;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        if (job->line >= 0 || g->solution->half_days[j] > 0 || (!job->top_up && !places)) {
            continue;
        }
        int32_t dated = offer(g, j, most, least);
        int32_t served = job->estimate && dated > 0 ? job->served_by_use : dated;
        bool fits_better = best >= 0 && served == best_dated && job->fit > problem->jobs[best].fit;
        if (served > best_dated || fits_better) {
            best = j;
            best_dated = served;
        }
    }
    return best;
}

static void serve_need(struct greedy *g, int32_t need)
{
    const struct appui_problem *problem = g->problem;
    int32_t places =
        problem->basin->needs[need].experts_max - problem->standing->need_experts[need];
    int32_t low, high, given = 0;
    appui_rules_need_days(&problem->rules, need, &low, &high);
    while (given < high) {
        int32_t least = places <= 1 ? low - given : 1;
        int32_t j = best_offer(g, need, high - given, least, places > 0);
        if (j < 0) {
            break;
        }
        take(g, j, offer(g, j, high - given, least));
        if (problem->jobs[j].estimate) {
            return;
        }
        given += g->solution->half_days[j];
        places -= !problem->jobs[j].top_up;
    }
    for (int32_t j = problem->need_job[need]; given < low && j < problem->need_job[need + 1]; j++) {
        if (problem->jobs[j].line < 0 && g->solution->half_days[j] > 0) {
            give_back(g, j);
        }
    }
}

/** A need in the order of service. */
struct turn {
    int32_t n_before;
    int64_t weight;
    int32_t n_jobs, need;
};

static int by_turn(const void *a, const void *b)
{
    const struct turn *l = a, *r = b;
    if (l->n_before != r->n_before) {
        return l->n_before < r->n_before ? -1 : 1;
    }
    if (l->weight != r->weight) {
        return l->weight > r->weight ? -1 : 1;
    }
    if (l->n_jobs != r->n_jobs) {
        return l->n_jobs < r->n_jobs ? -1 : 1;
    }
    return (l->need > r->need) - (l->need < r->need);
}

/* Needs in the order of service, in the arena; NULL when memory fails. */
static struct turn *list_turns(struct greedy *g)
{
    const struct appui_problem *problem = g->problem;
    int32_t n = problem->basin->n_needs;
    struct turn *turns = appui_arena_alloc(&g->arena, (size_t)n, sizeof *turns);
    for (int32_t i = 0; turns && i < n; i++) {
        turns[i] = (struct turn){problem->basin->needs[i].n_after, problem->need_weight[i],
                                 problem->need_job[i + 1] - problem->need_job[i], i};
    }
    if (turns) {
        qsort(turns, (size_t)n, sizeof *turns, by_turn);
    }
    return turns;
}

static int serve_all(struct greedy *g)
{
    const struct appui_problem *problem = g->problem;
    const struct turn *turns = list_turns(g);
    if (!turns) {
        return -1;
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        if (problem->jobs[j].line >= 0) {
            take(g, j, try_job(g, j, problem->jobs[j].high));
        }
    }
    for (int32_t i = 0; i < problem->basin->n_needs; i++) {
        serve_need(g, turns[i].need);
    }
    return 0;
}

/* Places every line of the need anew, earliest first. @return false when one finds too few slots */
static bool place_again(struct greedy *g, int32_t need)
{
    const struct appui_problem *problem = g->problem;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        give_back(g, j);
    }
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        int32_t dated = try_job(g, j, problem->jobs[j].high);
        take(g, j, dated);
        if (dated < problem->jobs[j].high) {
            return false;
        }
    }
    return true;
}

static void restore(struct greedy *g, int32_t need, const uint8_t *chosen)
{
    const struct appui_problem *problem = g->problem;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        give_back(g, j);
    }
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        g->n_chosen = 0;
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            if (chosen[s]) {
                g->chosen[g->n_chosen++] = s;
            }
        }
        take(g, j, job->high);
    }
}

/* @return true when the need begins or ends earlier than before, and neither later */
static bool pull_need(struct greedy *g, int32_t need, uint8_t *kept)
{
    const struct appui_problem *problem = g->problem;
    int32_t first = edge_slot(g, need, false, -1), last = edge_slot(g, need, true, -1);
    if (first < 0) {
        return false;
    }
    memcpy(kept, g->solution->chosen, (size_t)problem->n_starts);
    bool placed = place_again(g, need);
    int32_t new_first = edge_slot(g, need, false, -1), new_last = edge_slot(g, need, true, -1);
    if (placed && new_first <= first && new_last <= last &&
        (new_first < first || new_last < last)) {
        return true;
    }
    restore(g, need, kept);
    return false;
}

/* Each gain frees a later slot for another need; this many rounds were enough wherever it was
 * tried. */
#define ROUNDS_MAX 10

int appui_greedy_pull(const struct appui_problem *problem, struct appui_solution *solution)
{
    struct greedy g = {.problem = problem, .solution = solution};
    uint8_t *kept = appui_arena_alloc(&g.arena, (size_t)problem->n_starts, sizeof *kept);
    const struct turn *turns = list_turns(&g);
    bool gained = true;
    if (!kept || !turns || prepare(&g) < 0) {
        appui_arena_release(&g.arena);
        return -1;
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        book(&g, j, 1);
    }
    for (int32_t round = 0; gained && round < ROUNDS_MAX; round++) {
        gained = false;
        for (int32_t i = 0; i < problem->basin->n_needs; i++) {
            gained = pull_need(&g, turns[i].need, kept) || gained;
        }
    }
    appui_arena_release(&g.arena);
    return 0;
}

int appui_greedy_plan(const struct appui_problem *problem, struct appui_solution *solution)
{
    struct greedy g = {.problem = problem, .solution = solution};
    int result = prepare(&g) < 0 ? -1 : serve_all(&g);
    appui_arena_release(&g.arena);
    return result;
}
