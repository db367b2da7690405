/*
 * Placing lines: groups, construction with reordering, and exact models where that fails.
 */
#include "solver/placement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/glpk.h"
#include "solver/joint.h"

/* Orders tried before an exact model is asked: three in four groups that construction can place at
 * all are placed by the third order, and an order costs a thousandth of the model. */
#define ORDERS_MAX 40
/* Jobs nearest to the one that failed most whose exact model is asked first; then twice as many;
 * each gets so many nodes. */
#define NEAR_FIRST 4
#define NODES_NEAR 200
/* Larger groups are not solved exactly where a quick answer is wanted: their models take seconds.
 */
#define QUICK_MOST 60

int appui_placer_open(struct appui_placer *placer, const struct appui_problem *problem,
                      struct appui_clock *clock)
{
    const struct appui_basin *basin = problem->basin;
    struct appui_arena *arena = &placer->arena;
    size_t n = (size_t)problem->n_jobs;
    placer->problem = problem;
    placer->clock = clock;
    placer->turns = appui_arena_alloc(arena, n, sizeof *placer->turns);
    placer->near = appui_arena_alloc(arena, n, sizeof *placer->near);
    placer->placed = appui_arena_alloc(arena, n, sizeof *placer->placed);
    placer->refused_jobs = appui_arena_alloc(arena, n, sizeof *placer->refused_jobs);
    placer->root = appui_arena_alloc(arena, n, sizeof *placer->root);
    placer->expert_root =
        appui_arena_alloc(arena, (size_t)basin->n_experts, sizeof *placer->expert_root);
    placer->project_root =
        appui_arena_alloc(arena, (size_t)basin->n_projects, sizeof *placer->project_root);
    placer->partner_root =
        appui_arena_alloc(arena, (size_t)basin->n_partners, sizeof *placer->partner_root);
    bool room = placer->turns && placer->near && placer->placed && placer->refused_jobs &&
                placer->root && placer->expert_root && placer->project_root &&
                placer->partner_root &&
                appui_solution_new(problem, arena, &placer->solution) == 0 &&
                appui_solution_new(problem, arena, &placer->trial) == 0;
    placer->agenda = (struct appui_agenda){
        .problem = problem, .solution = &placer->trial, .keeps_pledges = true};
    return room ? appui_agenda_open(&placer->agenda) : -1;
}

void appui_placer_release(struct appui_placer *placer)
{
    appui_arena_release(&placer->agenda.arena);
    appui_arena_release(&placer->arena);
    *placer = (struct appui_placer){0};
}

/* ---- groups ---- */

/* Root of a job in the forest, with path halving. */
static int32_t root_of(struct appui_placer *placer, int32_t j)
{
    while (placer->root[j] != j) {
        placer->root[j] = placer->root[placer->root[j]];
        j = placer->root[j];
    }
    return j;
}

/* Joins a job to the first one seen of an owner; the smaller index is the root. */
static void join(struct appui_placer *placer, int32_t j, int32_t *first)
{
    if (*first < 0) {
        *first = j;
        return;
    }
    int32_t a = root_of(placer, *first), b = root_of(placer, j);
    placer->root[a > b ? a : b] = a > b ? b : a;
}

bool appui_placement_by_date(const struct appui_problem *problem, int32_t partner)
{
    const struct appui_partner *p = &problem->basin->partners[partner];
    return problem->partner_period[partner] >= 0 &&
           (p->n_pledges > 1 || (p->n_pledges == 1 && p->pledges[0].n_earmarks > 0));
}

static int32_t partner_of(const struct appui_problem *problem, int32_t j)
{
    return problem->basin->experts[problem->jobs[j].expert].partner;
}

static int32_t project_of(const struct appui_problem *problem, int32_t j)
{
    return problem->basin->needs[problem->jobs[j].need].project;
}

static void join_used(struct appui_placer *placer, const int32_t *half_days)
{
    const struct appui_problem *problem = placer->problem;
    const struct appui_basin *basin = problem->basin;
    memset(placer->expert_root, -1, (size_t)basin->n_experts * sizeof *placer->expert_root);
    memset(placer->project_root, -1, (size_t)basin->n_projects * sizeof *placer->project_root);
    memset(placer->partner_root, -1, (size_t)basin->n_partners * sizeof *placer->partner_root);
    placer->n_used = 0;
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        if (half_days[j] == 0) {
            continue;
        }
        int32_t partner = partner_of(problem, j);
        placer->root[j] = j;
        placer->turns[placer->n_used++].job = j;
        join(placer, j, &placer->expert_root[problem->jobs[j].expert]);
        join(placer, j, &placer->project_root[project_of(problem, j)]);
        if (appui_placement_by_date(problem, partner)) {
            join(placer, j, &placer->partner_root[partner]);
        }
    }
}

static int by_group(const void *a, const void *b)
{
    const struct appui_turn *l = a, *r = b;
    if (l->group != r->group) {
        return l->group < r->group ? -1 : 1;
    }
    return (l->job > r->job) - (l->job < r->job);
}

/* Lists the jobs used as turns, group by group. */
static void list_turns(struct appui_placer *placer, const int32_t *half_days)
{
    const struct appui_problem *problem = placer->problem;
    join_used(placer, half_days);
    for (int32_t i = 0; i < placer->n_used; i++) {
        int32_t j = placer->turns[i].job;
        const struct appui_job *job = &problem->jobs[j];
        placer->turns[i] =
            (struct appui_turn){problem->basin->needs[job->need].n_after, 0,
                                job->n_starts - half_days[j] / job->session, root_of(placer, j), j};
    }
    qsort(placer->turns, (size_t)placer->n_used, sizeof *placer->turns, by_group);
}

/* ---- construction ---- */

static int by_turn(const void *a, const void *b)
{
    const struct appui_turn *l = a, *r = b;
    if (l->n_before != r->n_before) {
        return l->n_before < r->n_before ? -1 : 1;
    }
    if (l->failures != r->failures) {
        return l->failures > r->failures ? -1 : 1;
    }
    if (l->slack != r->slack) {
        return l->slack < r->slack ? -1 : 1;
    }
    return (l->job > r->job) - (l->job < r->job);
}

/* Tries one order. @return how many jobs found too few sessions */
static int32_t try_order(struct appui_agenda *agenda, const int32_t *half_days,
                         struct appui_turn *turns, int32_t n)
{
    int32_t failed = 0;
    qsort(turns, (size_t)n, sizeof *turns, by_turn);
    for (int32_t i = 0; i < n; i++) {
        int32_t j = turns[i].job;
        int32_t dated = appui_agenda_try(agenda, j, half_days[j]);
        appui_agenda_take(agenda, j, dated);
        bool short_of = dated < half_days[j];
        turns[i].failures += short_of;
        failed += short_of;
    }
    return failed;
}

static void give_back(struct appui_agenda *agenda, const struct appui_turn *turns, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        appui_agenda_give_back(agenda, turns[i].job);
    }
}

static bool construct(struct appui_placer *placer, const int32_t *half_days,
                      struct appui_turn *turns, int32_t n)
{
    for (int32_t order = 0; order < ORDERS_MAX; order++) {
        if (try_order(&placer->agenda, half_days, turns, n) == 0) {
            return true;
        }
        give_back(&placer->agenda, turns, n);
        if (appui_clock_over(placer->clock)) {
            return false;
        }
    }
    return false;
}

/* ---- the exact model ---- */

static bool asked_to_stop(void *context)
{
    return appui_clock_over(context);
}

/* Enters the sessions of a point of the model. */
static void enter(struct appui_agenda *agenda, const struct appui_joint *joint,
                  const int32_t *origin, const int64_t *x)
{
    const struct appui_problem *fixed = joint->problem;
    for (int32_t i = 0; i < fixed->n_jobs; i++) {
        const struct appui_job *job = &fixed->jobs[i];
        agenda->n_chosen = 0;
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            if (x[joint->start[s]]) {
                agenda->chosen[agenda->n_chosen++] = fixed->start_origin[s];
            }
        }
        appui_agenda_take(agenda, origin[i], job->high);
    }
}

static enum appui_placed solve_exactly(struct appui_placer *placer, const struct appui_joint *joint,
                                       const int32_t *origin, int64_t nodes)
{
    struct appui_glpk_options options = appui_glpk_options_default();
    struct appui_glpk_result result = {0};
    double left = appui_clock_left(placer->clock);
    options.time_limit_s = isfinite(left) ? left + 1e-3 : INFINITY;
    int64_t limit = placer->clock->options->node_limit;
    options.node_limit = nodes > 0 && (limit == 0 || nodes < limit) ? nodes : limit;
    options.stop = asked_to_stop;
    options.context = placer->clock;
    enum appui_placed placed = APPUI_PLACE_FAULT;
    if (appui_glpk_solve(&joint->program, &options, &result) == APPUI_GLPK_OK) {
        placed = result.has_point                          ? APPUI_PLACED
                 : result.outcome == APPUI_GLPK_INFEASIBLE ? APPUI_NOT_PLACEABLE
                                                           : APPUI_PLACE_UNKNOWN;
    }
    if (placed == APPUI_PLACED) {
        enter(&placer->agenda, joint, origin, result.point);
    }
    appui_glpk_result_release(&result);
    return placed;
}

static enum appui_placed place_exactly(struct appui_placer *placer, const int32_t *half_days,
                                       const struct appui_turn *turns, int32_t n, int64_t nodes)
{
    const struct appui_problem *problem = placer->problem;
    struct appui_problem fixed = {0};
    struct appui_joint joint = {0};
    int32_t *origin = NULL;
    int32_t *only = appui_calloc((size_t)problem->n_jobs + 1, sizeof *only);
    enum appui_placed placed = APPUI_PLACE_FAULT;
    for (int32_t i = 0; only && i < n; i++) {
        only[turns[i].job] = half_days[turns[i].job];
    }
    if (only && appui_problem_fix_lines(problem, only, &placer->given, &fixed, &origin) == 0 &&
        appui_joint_build(&fixed, &joint) == 0) {
        placer->n_exact++;
        placed = solve_exactly(placer, &joint, origin, nodes);
    }
    appui_free(only);
    appui_joint_release(&joint);
    appui_problem_release(&fixed);
    return placed;
}

static void refuse(struct appui_placer *placer, const struct appui_turn *turns, int32_t n)
{
    placer->n_refused_jobs = n;
    for (int32_t i = 0; i < n; i++) {
        placer->refused_jobs[i] = turns[i].job;
    }
}

/* ---- what is near the job that failed most ---- */

/* True when slots couple the two jobs. */
static bool touches(const struct appui_problem *problem, int32_t a, int32_t b)
{
    int32_t partner = partner_of(problem, a);
    return problem->jobs[a].expert == problem->jobs[b].expert ||
           project_of(problem, a) == project_of(problem, b) ||
           (partner == partner_of(problem, b) && appui_placement_by_date(problem, partner));
}

/* Sorts turns by nearness to the one that failed most: needs stay whole, for R3 binds their lines
 * to each other. */
static void sort_by_nearness(const struct appui_placer *placer, struct appui_turn *turns, int32_t n)
{
    const struct appui_problem *problem = placer->problem;
    int32_t worst = 0;
    for (int32_t i = 1; i < n; i++) {
        worst = turns[i].failures > turns[worst].failures ? i : worst;
    }
    for (int32_t i = 0; i < n; i++) {
        turns[i].group = i == worst ? 0 : INT32_MAX; /* steps from the worst */
    }
    for (bool more = true; more;) {
        more = false;
        for (int32_t i = 0; i < n; i++) {
            for (int32_t k = 0; turns[i].group < INT32_MAX && k < n; k++) {
                if (turns[k].group > turns[i].group + 1 &&
                    touches(problem, turns[i].job, turns[k].job)) {
                    turns[k].group = turns[i].group + 1;
                    more = true;
                }
            }
        }
    }
    for (int32_t i = 0; i < n; i++) { /* a need is as near as its nearest line */
        for (int32_t k = 0; k < n; k++) {
            bool same = problem->jobs[turns[i].job].need == problem->jobs[turns[k].job].need;
            turns[i].group =
                same && turns[k].group < turns[i].group ? turns[k].group : turns[i].group;
        }
    }
    qsort(turns, (size_t)n, sizeof *turns, by_group); /* jobs of a need have one group and follow
                                                         each other */
}

/* Solves ever larger surroundings of the job that failed most: what has no slots is mostly small.
 * @return NOT_PLACEABLE, or UNKNOWN when all of them have slots */
static enum appui_placed refuse_near(struct appui_placer *placer, const int32_t *half_days,
                                     struct appui_turn *turns, int32_t n)
{
    const struct appui_problem *problem = placer->problem;
    struct appui_turn *near = placer->near;
    enum appui_placed placed = APPUI_PLACE_UNKNOWN;
    sort_by_nearness(placer, turns, n);
    placer->worst = turns[0].job;
    for (int32_t size = NEAR_FIRST; 2 * size <= n; size *= 2) {
        int32_t k = size;
        while (k < n && problem->jobs[turns[k].job].need == problem->jobs[turns[k - 1].job].need) {
            k++;
        }
        bool too_large = 2 * k > n || (placer->quick && k > QUICK_MOST);
        if (too_large || appui_clock_over(placer->clock)) {
            break;
        }
        memcpy(near, turns, (size_t)k * sizeof *near);
        for (int32_t i = 0; i < k; i++) {
            near[i].failures = 0;
        }
        if (construct(placer, half_days, near, k)) {
            give_back(&placer->agenda, near, k);
            continue;
        }
        placed = place_exactly(placer, half_days, near, k, NODES_NEAR);
        if (placed == APPUI_PLACED) {
            give_back(&placer->agenda, near, k);
        } else if (placed == APPUI_NOT_PLACEABLE) {
            refuse(placer, near, k);
            return placed;
        } else if (placed == APPUI_PLACE_FAULT) {
            return placed;
        }
    }
    return APPUI_PLACE_UNKNOWN;
}

/* ---- all groups ---- */

static enum appui_placed place_group(struct appui_placer *placer, const int32_t *half_days,
                                     struct appui_turn *turns, int32_t n)
{
    if (construct(placer, half_days, turns, n)) {
        return APPUI_PLACED;
    }
    enum appui_placed placed = refuse_near(placer, half_days, turns, n);
    bool over = appui_clock_over(placer->clock);
    if (placed == APPUI_PLACE_UNKNOWN && !over && (!placer->quick || n <= QUICK_MOST)) {
        placed = place_exactly(placer, half_days, turns, n, placer->quick ? NODES_NEAR : 0);
        if (placed == APPUI_NOT_PLACEABLE) {
            refuse(placer, turns, n);
        }
    }
    return placed;
}

/* The trial becomes the solution, and the agenda is empty again. */
static void keep_trial(struct appui_placer *placer, bool placed)
{
    const struct appui_problem *problem = placer->problem;
    for (int32_t i = 0; placed && i < placer->n_placed; i++) {
        const struct appui_job *job = &problem->jobs[placer->placed[i]];
        placer->solution.half_days[placer->placed[i]] = 0;
        memset(placer->solution.chosen + job->first_start, 0, (size_t)job->n_starts);
    }
    placer->n_placed = placed ? placer->n_used : placer->n_placed;
    for (int32_t i = 0; placed && i < placer->n_used; i++) {
        int32_t j = placer->turns[i].job;
        const struct appui_job *job = &problem->jobs[j];
        placer->placed[i] = j;
        placer->solution.half_days[j] = placer->trial.half_days[j];
        memcpy(placer->solution.chosen + job->first_start, placer->trial.chosen + job->first_start,
               (size_t)job->n_starts);
    }
    give_back(&placer->agenda, placer->turns, placer->n_used);
}

/* Slots of the sessions given are taken whatever the order of jobs. */
static void reserve(struct appui_placer *placer, bool on)
{
    for (int32_t i = 0; i < placer->n_used; i++) {
        appui_agenda_reserve(&placer->agenda, placer->turns[i].job, on);
    }
}

enum appui_placed appui_placer_try(struct appui_placer *placer, const int32_t *half_days)
{
    enum appui_placed placed = APPUI_PLACED;
    placer->agenda.given = placer->given;
    list_turns(placer, half_days);
    reserve(placer, true);
    for (int32_t i = 0, end = 0; placed == APPUI_PLACED && i < placer->n_used; i = end) {
        int32_t group = placer->turns[i].group;
        for (end = i; end < placer->n_used && placer->turns[end].group == group;) {
            end++;
        }
        placed = place_group(placer, half_days, placer->turns + i, end - i);
    }
    keep_trial(placer, placed == APPUI_PLACED);
    reserve(placer, false);
    return placed;
}
