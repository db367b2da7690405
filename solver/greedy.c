/*
 * Constructing a first plan: agreed half-days first, then needs by what comes before them, weight
 * and rarity; each need takes the experts who can give it most, each session the earliest slot that
 * is free for both.
 */
#include "solver/greedy.h"

#include <stdlib.h>
#include <string.h>

#include "solver/agenda.h"
#include "solver/convene.h"

/* Half-days a proposal could get now, at most `most`; 0 when fewer than it must have. */
static int32_t offer(struct appui_agenda *g, int32_t j, int32_t most, int32_t least)
{
    const struct appui_job *job = &g->problem->jobs[j];
    most = job->high < most || job->estimate ? job->high : most;
    most = g->expert_left[job->expert] < most ? g->expert_left[job->expert] : most;
    if (g->projects_left[job->expert] == 0 && !appui_agenda_knows_project(g, job)) {
        return 0;
    }
    int32_t dated = appui_agenda_try(g, j, most);
    least = job->estimate ? job->high : job->low > least ? job->low : least;
    return dated >= least ? dated : 0;
}

/* The unused proposal of a need that would give most, the better fit between equals; -1 when none
 * gives anything. */
static int32_t best_offer(struct appui_agenda *g, int32_t need, int32_t most, int32_t least,
                          bool places)
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

static void serve_need(struct appui_agenda *g, int32_t need)
{
    const struct appui_problem *problem = g->problem;
    int32_t places =
        problem->basin->needs[need].experts_max - problem->standing->need_experts[need];
    int32_t low, high, given = 0;
    appui_rules_need_days(&problem->rules, need, &low, &high);
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        bool taken = problem->jobs[j].line < 0 && g->solution->half_days[j] > 0;
        if (taken && problem->jobs[j].estimate) {
            return;
        }
        given += taken ? g->solution->half_days[j] : 0;
        places -= taken && !problem->jobs[j].top_up;
    }
    while (given < high) {
        int32_t least = places <= 1 ? low - given : 1;
        int32_t j = best_offer(g, need, high - given, least, places > 0);
        if (j < 0) {
            break;
        }
        appui_agenda_take(g, j, offer(g, j, high - given, least));
        if (problem->jobs[j].estimate) {
            return;
        }
        given += g->solution->half_days[j];
        places -= !problem->jobs[j].top_up;
    }
    for (int32_t j = problem->need_job[need]; given < low && j < problem->need_job[need + 1]; j++) {
        if (problem->jobs[j].line < 0 && g->solution->half_days[j] > 0) {
            appui_agenda_give_back(g, j);
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
static struct turn *list_turns(struct appui_agenda *g)
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

/* ---- what was planned before ---- */

/* Gives back every proposal of a need. */
static void clear_need(struct appui_agenda *g, int32_t need)
{
    const struct appui_problem *problem = g->problem;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        if (problem->jobs[j].line < 0) {
            appui_agenda_give_back(g, j);
        }
    }
}

/* True when the need's proposals keep R3 and R4 together. */
static bool is_served_well(const struct appui_agenda *g, int32_t need)
{
    const struct appui_problem *problem = g->problem;
    int32_t low, high, given = 0, n_new = 0, n = 0;
    bool estimate = false;
    appui_rules_need_days(&problem->rules, need, &low, &high);
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        if (problem->jobs[j].line < 0 && g->solution->half_days[j] > 0) {
            given += g->solution->half_days[j];
            n_new += !problem->jobs[j].top_up;
            estimate = estimate || problem->jobs[j].estimate;
            n++;
        }
    }
    int32_t places =
        problem->basin->needs[need].experts_max - problem->standing->need_experts[need];
    return estimate ? n == 1 : given >= low && given <= high && n_new <= (places > 0 ? places : 0);
}

/* Marks the sessions of the line that are still legal as given, up to its target. */
static void mark_given(struct appui_agenda *g, const struct appui_previous_line *line, int32_t j,
                       uint8_t *kept, bool on)
{
    const struct appui_job *job = &g->problem->jobs[j];
    int32_t left = line->target;
    for (int32_t k = 0; k < line->n_sessions; k++) {
        int32_t slot = appui_basin_slot(g->problem->basin, line->sessions[k].day) +
                       (line->sessions[k].half == APPUI_PM);
        for (int32_t s = job->first_start;
             line->stays[k] && left >= job->session && s < job->first_start + job->n_starts; s++) {
            if (g->problem->starts[s] == slot) {
                kept[s] = on;
                left -= job->session;
            }
        }
    }
}

static void take_line(struct appui_agenda *g, const struct appui_previous_line *line, uint8_t *kept)
{
    int32_t j = line->target > 0 ? appui_problem_find(g->problem, line->need, line->expert) : -1;
    if (j < 0 || g->solution->half_days[j] > 0) {
        return;
    }
    mark_given(g, line, j, kept, true);
    int32_t dated = offer(g, j, line->target, 1);
    if (dated == 0) {
        mark_given(g, line, j, kept, false);
        dated = offer(g, j, line->target, 1);
    }
    appui_agenda_take(g, j, dated);
    mark_given(g, line, j, kept, false);
}

/* Takes the lines of a previous plan that are still legal, with the sessions that are. */
static int take_previous(struct appui_agenda *g, const struct appui_previous *previous)
{
    uint8_t *kept = appui_arena_alloc(&g->arena, (size_t)g->problem->n_starts, sizeof *kept);
    if (!kept) {
        return -1;
    }
    g->given.kept = kept;
    for (int32_t i = 0; i < previous->n_lines; i++) {
        take_line(g, &previous->lines[i], kept);
    }
    g->given.kept = NULL;
    for (int32_t i = 0; i < previous->n_lines; i++) {
        if (!is_served_well(g, previous->lines[i].need)) {
            clear_need(g, previous->lines[i].need);
        }
    }
    return 0;
}

static int serve_all(struct appui_agenda *g, const struct appui_previous *previous)
{
    const struct appui_problem *problem = g->problem;
    const struct turn *turns = list_turns(g);
    if (!turns) {
        return -1;
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        if (problem->jobs[j].line >= 0) {
            appui_agenda_take(g, j, appui_agenda_try(g, j, problem->jobs[j].high));
        }
    }
    if (previous && take_previous(g, previous) < 0) {
        return -1;
    }
    for (int32_t i = 0; i < problem->basin->n_needs; i++) {
        serve_need(g, turns[i].need);
    }
    return 0;
}

/* Places every line of the need anew, earliest first. @return false when one finds too few slots */
static bool place_again(struct appui_agenda *g, int32_t need)
{
    const struct appui_problem *problem = g->problem;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        appui_agenda_give_back(g, j);
    }
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        int32_t dated = appui_agenda_try(g, j, problem->jobs[j].high);
        appui_agenda_take(g, j, dated);
        if (dated < problem->jobs[j].high) {
            return false;
        }
    }
    return true;
}

static void restore(struct appui_agenda *g, int32_t need, const uint8_t *chosen)
{
    const struct appui_problem *problem = g->problem;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        appui_agenda_give_back(g, j);
    }
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        g->n_chosen = 0;
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            if (chosen[s]) {
                g->chosen[g->n_chosen++] = s;
            }
        }
        appui_agenda_take(g, j, job->high);
    }
}

/* @return true when the need begins or ends earlier than before, and neither later */
static bool pull_need(struct appui_agenda *g, int32_t need, uint8_t *kept)
{
    const struct appui_problem *problem = g->problem;
    int32_t first = appui_agenda_edge(g, need, false, -1),
            last = appui_agenda_edge(g, need, true, -1);
    if (first < 0) {
        return false;
    }
    memcpy(kept, g->solution->chosen, (size_t)problem->n_starts);
    bool placed = place_again(g, need);
    int32_t new_first = appui_agenda_edge(g, need, false, -1),
            new_last = appui_agenda_edge(g, need, true, -1);
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
    struct appui_agenda g = {.problem = problem, .solution = solution};
    uint8_t *kept = appui_arena_alloc(&g.arena, (size_t)problem->n_starts, sizeof *kept);
    const struct turn *turns = list_turns(&g);
    bool gained = true;
    if (!kept || !turns || appui_agenda_open(&g) < 0) {
        appui_arena_release(&g.arena);
        return -1;
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        appui_agenda_book(&g, j, 1);
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

int appui_greedy_plan(const struct appui_problem *problem, const struct appui_previous *previous,
                      struct appui_solution *solution)
{
    struct appui_agenda g = {.problem = problem, .solution = solution};
    struct appui_examined *examined = NULL;
    if (appui_convene(problem, previous, solution) < 0 ||
        appui_problem_examined(problem, solution, &g.arena, &examined) < 0) {
        appui_arena_release(&g.arena);
        return -1;
    }
    g.given.examined = problem->committees ? examined : NULL;
    int result = appui_agenda_open(&g) < 0 ? -1 : serve_all(&g, previous);
    appui_arena_release(&g.arena);
    return result;
}
