/*
 * Placing lines: groups, construction with reordering, and the exact model where that fails.
 */
#include "solver/placement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/agenda.h"
#include "solver/glpk.h"
#include "solver/joint.h"

/* Orders tried before the exact model is asked: three in four groups that construction can place at
 * all are placed by the third order, and an order costs a thousandth of the model. */
#define ORDERS_MAX 40

int appui_placer_open(struct appui_placer *placer, const struct appui_problem *problem,
                      struct appui_clock *clock)
{
    const struct appui_basin *basin = problem->basin;
    struct appui_arena *arena = &placer->arena;
    placer->problem = problem;
    placer->clock = clock;
    placer->group = appui_arena_alloc(arena, (size_t)problem->n_jobs, sizeof *placer->group);
    placer->expert_root =
        appui_arena_alloc(arena, (size_t)basin->n_experts, sizeof *placer->expert_root);
    placer->project_root =
        appui_arena_alloc(arena, (size_t)basin->n_projects, sizeof *placer->project_root);
    placer->partner_root =
        appui_arena_alloc(arena, (size_t)basin->n_partners, sizeof *placer->partner_root);
    bool room = placer->group && placer->expert_root && placer->project_root &&
                placer->partner_root && appui_solution_new(problem, arena, &placer->solution) == 0;
    return room ? 0 : -1;
}

void appui_placer_release(struct appui_placer *placer)
{
    appui_arena_release(&placer->arena);
    *placer = (struct appui_placer){0};
}

/* ---- groups ---- */

/* Root of a job in the forest placer->group, with path halving. */
static int32_t root_of(struct appui_placer *placer, int32_t j)
{
    while (placer->group[j] != j) {
        placer->group[j] = placer->group[placer->group[j]];
        j = placer->group[j];
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
    placer->group[a > b ? a : b] = a > b ? b : a;
}

bool appui_placement_by_date(const struct appui_problem *problem, int32_t partner)
{
    const struct appui_partner *p = &problem->basin->partners[partner];
    return problem->partner_period[partner] >= 0 &&
           (p->n_pledges > 1 || (p->n_pledges == 1 && p->pledges[0].n_earmarks > 0));
}

static void set_groups(struct appui_placer *placer, const int32_t *half_days)
{
    const struct appui_problem *problem = placer->problem;
    const struct appui_basin *basin = problem->basin;
    memset(placer->expert_root, -1, (size_t)basin->n_experts * sizeof *placer->expert_root);
    memset(placer->project_root, -1, (size_t)basin->n_projects * sizeof *placer->project_root);
    memset(placer->partner_root, -1, (size_t)basin->n_partners * sizeof *placer->partner_root);
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        placer->group[j] = half_days[j] > 0 ? j : -1;
        if (half_days[j] == 0) {
            continue;
        }
        int32_t expert = problem->jobs[j].expert, partner = basin->experts[expert].partner;
        join(placer, j, &placer->expert_root[expert]);
        join(placer, j, &placer->project_root[basin->needs[problem->jobs[j].need].project]);
        if (appui_placement_by_date(problem, partner)) {
            join(placer, j, &placer->partner_root[partner]);
        }
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        if (half_days[j] > 0) {
            placer->group[j] = root_of(placer, j);
        }
    }
}

/* ---- construction ---- */

/** A job in the order in which jobs are placed. */
struct turn {
    int32_t n_before; /**< needs that its own follows: those first, they are to end early */
    int32_t failures; /**< orders in which it found too few sessions: more, earlier */
    int32_t slack;    /**< starts it has and does not need: few, early */
    int32_t job;
};

static int by_turn(const void *a, const void *b)
{
    const struct turn *l = a, *r = b;
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

static int32_t list_turns(const struct appui_placer *placer, const int32_t *half_days,
                          int32_t group, struct turn *turns)
{
    const struct appui_problem *problem = placer->problem;
    int32_t n = 0;
    for (int32_t j = group; j < problem->n_jobs; j++) {
        if (placer->group[j] == group) {
            const struct appui_job *job = &problem->jobs[j];
            turns[n++] = (struct turn){problem->basin->needs[job->need].n_after, 0,
                                       job->n_starts - half_days[j] / job->session, j};
        }
    }
    return n;
}

/* Tries one order. @return how many jobs found too few sessions */
static int32_t try_order(struct appui_agenda *agenda, const int32_t *half_days, struct turn *turns,
                         int32_t n)
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

static bool construct(struct appui_agenda *agenda, const int32_t *half_days, struct turn *turns,
                      int32_t n)
{
    for (int32_t order = 0; order < ORDERS_MAX; order++) {
        if (try_order(agenda, half_days, turns, n) == 0) {
            return true;
        }
        for (int32_t i = 0; i < n; i++) {
            appui_agenda_give_back(agenda, turns[i].job);
        }
    }
    return false;
}

/* ---- the exact model ---- */

static bool asked_to_stop(void *context)
{
    return appui_clock_over(context);
}

/* Enters the sessions of a point of the group's model. */
static void enter(struct appui_agenda *agenda, const struct appui_joint *joint,
                  const int32_t *origin, const int64_t *x)
{
    const struct appui_problem *fixed = joint->problem;
    for (int32_t i = 0; i < fixed->n_jobs; i++) {
        const struct appui_job *job = &fixed->jobs[i];
        int32_t first = agenda->problem->jobs[origin[i]].first_start;
        agenda->n_chosen = 0;
        for (int32_t s = 0; s < job->n_starts; s++) {
            if (x[joint->start[job->first_start + s]]) {
                agenda->chosen[agenda->n_chosen++] = first + s;
            }
        }
        appui_agenda_take(agenda, origin[i], job->high);
    }
}

static enum appui_placed solve_exactly(struct appui_placer *placer, struct appui_agenda *agenda,
                                       const struct appui_joint *joint, const int32_t *origin)
{
    struct appui_glpk_options options = appui_glpk_options_default();
    struct appui_glpk_result result = {0};
    double left = appui_clock_left(placer->clock);
    options.time_limit_s = isfinite(left) ? left + 1e-3 : INFINITY;
    options.node_limit = placer->clock->options->node_limit;
    options.stop = asked_to_stop;
    options.context = placer->clock;
    enum appui_placed placed = APPUI_PLACE_FAULT;
    if (appui_glpk_solve(&joint->program, &options, &result) == APPUI_GLPK_OK) {
        placed = result.has_point                          ? APPUI_PLACED
                 : result.outcome == APPUI_GLPK_INFEASIBLE ? APPUI_NOT_PLACEABLE
                                                           : APPUI_PLACE_UNKNOWN;
    }
    if (placed == APPUI_PLACED) {
        enter(agenda, joint, origin, result.point);
    }
    appui_glpk_result_release(&result);
    return placed;
}

static enum appui_placed place_exactly(struct appui_placer *placer, struct appui_agenda *agenda,
                                       const int32_t *half_days, int32_t group)
{
    const struct appui_problem *problem = placer->problem;
    struct appui_problem fixed = {0};
    struct appui_joint joint = {0};
    int32_t *origin = NULL;
    int32_t *only = appui_calloc((size_t)problem->n_jobs + 1, sizeof *only);
    enum appui_placed placed = APPUI_PLACE_FAULT;
    for (int32_t j = group; only && j < problem->n_jobs; j++) {
        only[j] = placer->group[j] == group ? half_days[j] : 0;
    }
    if (only && appui_problem_fix_lines(problem, only, &fixed, &origin) == 0 &&
        appui_joint_build(&fixed, &joint) == 0) {
        placer->n_exact++;
        placed = solve_exactly(placer, agenda, &joint, origin);
    }
    appui_free(only);
    appui_joint_release(&joint);
    appui_problem_release(&fixed);
    return placed;
}

/* ---- all groups ---- */

static enum appui_placed place_groups(struct appui_placer *placer, struct appui_agenda *agenda,
                                      const int32_t *half_days, struct turn *turns, int32_t *failed)
{
    for (int32_t group = 0; group < placer->problem->n_jobs; group++) {
        if (placer->group[group] != group) {
            continue;
        }
        int32_t n = list_turns(placer, half_days, group, turns);
        if (construct(agenda, half_days, turns, n)) {
            placer->n_constructed++;
            continue;
        }
        enum appui_placed placed = place_exactly(placer, agenda, half_days, group);
        if (placed != APPUI_PLACED) {
            placer->n_refused += placed == APPUI_NOT_PLACEABLE;
            *failed = group;
            return placed;
        }
    }
    return APPUI_PLACED;
}

enum appui_placed appui_placer_try(struct appui_placer *placer, const int32_t *half_days,
                                   int32_t *failed)
{
    const struct appui_problem *problem = placer->problem;
    struct appui_agenda agenda = {.problem = problem, .keeps_pledges = true};
    struct turn *turns = appui_calloc((size_t)problem->n_jobs + 1, sizeof *turns);
    enum appui_placed placed = APPUI_PLACE_FAULT;
    placer->n_tried++;
    if (turns && appui_solution_new(problem, &agenda.arena, &placer->trial) == 0) {
        agenda.solution = &placer->trial;
        if (appui_agenda_open(&agenda) == 0) {
            set_groups(placer, half_days);
            placed = place_groups(placer, &agenda, half_days, turns, failed);
        }
    }
    if (placed == APPUI_PLACED) {
        appui_solution_copy(problem, &placer->trial, &placer->solution);
    }
    placer->trial = (struct appui_solution){0};
    appui_free(turns);
    appui_arena_release(&agenda.arena);
    return placed;
}
