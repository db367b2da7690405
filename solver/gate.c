/*
 * Judging points and learning from refusals.
 */
#include "solver/gate.h"

#include <stdlib.h>
#include <string.h>

int appui_gate_open(struct appui_gate *gate, struct appui_days *days, struct appui_clock *clock)
{
    const struct appui_problem *calendar = days->calendar;
    size_t n_jobs = (size_t)calendar->n_jobs;
    gate->days = days;
    gate->half_days = appui_arena_alloc(&gate->arena, n_jobs, sizeof *gate->half_days);
    gate->set = appui_arena_alloc(&gate->arena, n_jobs, sizeof *gate->set);
    gate->trial = appui_arena_alloc(&gate->arena, n_jobs, sizeof *gate->trial);
    gate->members = appui_arena_alloc(&gate->arena, n_jobs, sizeof *gate->members);
    gate->lines =
        appui_arena_alloc(&gate->arena, (size_t)calendar->basin->n_experts, sizeof *gate->lines);
    gate->is_needed = appui_arena_alloc(&gate->arena, (size_t)calendar->basin->n_needs, 1);
    bool room = gate->is_needed && gate->half_days && gate->set && gate->trial && gate->members &&
                gate->lines && appui_solution_new(calendar, &gate->arena, &gate->kept) == 0;
    return room ? appui_placer_open(&gate->placer, calendar, clock) : -1;
}

void appui_gate_release(struct appui_gate *gate)
{
    appui_placer_release(&gate->placer);
    appui_cuts_release(&gate->cuts);
    appui_arena_release(&gate->arena);
    *gate = (struct appui_gate){0};
}

void appui_gate_keep(struct appui_gate *gate)
{
    appui_solution_copy(gate->days->calendar, &gate->placer.solution, &gate->kept);
}

/* ---- shrinking ---- */

/* True when what gate->trial holds is proved to find no slots. */
static bool is_refused(struct appui_gate *gate)
{
    return appui_placer_try(&gate->placer, gate->trial) == APPUI_NOT_PLACEABLE;
}

static void copy_set(const struct appui_gate *gate, const int32_t *from, int32_t *to)
{
    memcpy(to, from, (size_t)gate->days->calendar->n_jobs * sizeof *to);
}

/* The set is what the placer refused last: a part of what it was given. */
static void take_refused(struct appui_gate *gate, const int32_t *given)
{
    gate->n_members = gate->placer.n_refused_jobs;
    memcpy(gate->members, gate->placer.refused_jobs,
           (size_t)gate->n_members * sizeof *gate->members);
    for (int32_t i = 0; i < gate->n_members; i++) {
        gate->trial[gate->members[i]] = given[gate->members[i]];
    }
    memset(gate->set, 0, (size_t)gate->days->calendar->n_jobs * sizeof *gate->set);
    for (int32_t i = 0; i < gate->n_members; i++) {
        gate->set[gate->members[i]] = gate->trial[gate->members[i]];
    }
}

/* Takes the lines of one need out of the trial. */
static void take_need(struct appui_gate *gate, int32_t need)
{
    const struct appui_problem *calendar = gate->days->calendar;
    for (int32_t j = calendar->need_job[need]; j < calendar->need_job[need + 1]; j++) {
        gate->trial[j] = 0;
    }
}

/* The last member whose need is not known to be needed, or -1. */
static int32_t next_doubtful(const struct appui_gate *gate)
{
    int32_t i = gate->n_members - 1;
    while (i >= 0 && gate->is_needed[gate->days->calendar->jobs[gate->members[i]].need]) {
        i--;
    }
    return i < 0 ? -1 : gate->members[i];
}

/* Leaves out every need without which the rest still finds no slots; with it goes what the placer
 * did not need to refuse. Needs are left out whole: R3 binds their lines to each other. */
static void drop_needs(struct appui_gate *gate)
{
    const struct appui_problem *calendar = gate->days->calendar;
    memset(gate->is_needed, 0, (size_t)calendar->basin->n_needs);
    for (int32_t j = next_doubtful(gate); j >= 0 && !appui_clock_over(gate->placer.clock);
         j = next_doubtful(gate)) {
        copy_set(gate, gate->set, gate->trial);
        take_need(gate, calendar->jobs[j].need);
        if (is_refused(gate)) {
            take_refused(gate, gate->set);
        } else {
            gate->is_needed[calendar->jobs[j].need] = 1;
        }
    }
}

/* The fewest sessions of a lone line with which the set still finds no slots. */
static void shorten(struct appui_gate *gate, int32_t j)
{
    int32_t session = gate->days->problem.jobs[j].session;
    int32_t low = appui_days_least_sessions(gate->days, j), high = gate->set[j] / session;
    while (low < high && !appui_clock_over(gate->placer.clock)) {
        int32_t middle = low + (high - low) / 2;
        copy_set(gate, gate->set, gate->trial);
        gate->trial[j] = middle * session;
        if (is_refused(gate)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    gate->set[j] = high * session;
}

static bool is_lone(const struct appui_gate *gate, int32_t j)
{
    const struct appui_job *job = &gate->days->calendar->jobs[j];
    return job->line < 0 && !job->estimate && !job->top_up &&
           gate->days->calendar->basin->needs[job->need].experts_max == 1;
}

static int ascending(const void *a, const void *b)
{
    const int32_t *l = a, *r = b;
    return (*l > *r) - (*l < *r);
}

/* Shrinks gate->set, which finds no slots, to one of which nothing can be taken. */
static void shrink(struct appui_gate *gate)
{
    drop_needs(gate);
    qsort(gate->members, (size_t)gate->n_members, sizeof *gate->members, ascending);
    for (int32_t i = 0; i < gate->n_members; i++) {
        if (is_lone(gate, gate->members[i])) {
            shorten(gate, gate->members[i]);
        }
    }
    memset(gate->lines, 0, (size_t)gate->days->calendar->basin->n_experts * sizeof *gate->lines);
    for (int32_t i = 0; i < gate->n_members; i++) {
        gate->lines[gate->days->calendar->jobs[gate->members[i]].expert]++;
    }
}

/* ---- lifting ---- */

/* True when every start of job `less` is a start of job `more`. */
static bool has_no_better_calendar(const struct appui_problem *calendar, int32_t less, int32_t more)
{
    const struct appui_job *l = &calendar->jobs[less], *m = &calendar->jobs[more];
    int32_t s = m->first_start;
    for (int32_t i = l->first_start; i < l->first_start + l->n_starts; i++) {
        while (s < m->first_start + m->n_starts && calendar->starts[s] < calendar->starts[i]) {
            s++;
        }
        if (s == m->first_start + m->n_starts || calendar->starts[s] != calendar->starts[i]) {
            return false;
        }
    }
    return true;
}

/* The expert's proposal for the need of job j when it is no easier to place than j; else -1. */
static int32_t stand_in(const struct appui_gate *gate, int32_t j, int32_t expert)
{
    const struct appui_problem *calendar = gate->days->calendar;
    int32_t other = appui_problem_find(calendar, calendar->jobs[j].need, expert);
    return other >= 0 && is_lone(gate, other) && has_no_better_calendar(calendar, other, j) ? other
                                                                                            : -1;
}

/* Pushes line j of the set and, where its expert has no other line in it, every proposal of the
 * need that is no easier to place: at most one of them is used. */
static int push_member(struct appui_gate *gate, int32_t j)
{
    const struct appui_problem *calendar = gate->days->calendar;
    int32_t sessions = gate->set[j] / calendar->jobs[j].session;
    if (appui_cuts_push(&gate->cuts, j, sessions) < 0) {
        return -1;
    }
    bool lift = is_lone(gate, j) && gate->lines[calendar->jobs[j].expert] == 1 && !gate->by_date;
    int32_t need = calendar->jobs[j].need;
    for (int32_t o = calendar->need_job[need]; lift && o < calendar->need_job[need + 1]; o++) {
        int32_t expert = calendar->jobs[o].expert;
        bool fits = o != j && gate->lines[expert] == 0 && stand_in(gate, j, expert) == o &&
                    gate->days->problem.jobs[o].high >= gate->set[j];
        if (fits && appui_cuts_push(&gate->cuts, o, sessions) < 0) {
            return -1;
        }
    }
    return 0;
}

/* One cut over the members of the set. */
static int push_cut(struct appui_gate *gate)
{
    if (appui_cuts_open(&gate->cuts, gate->n_members) < 0) {
        return -1;
    }
    for (int32_t i = 0; i < gate->n_members; i++) {
        if (push_member(gate, gate->members[i]) < 0) {
            return -1;
        }
    }
    return 0;
}

/* The same set with another expert in the place of one who has several lines in it, where the
 * other's calendar is no better for any of them. gate->trial keeps what stood in the set.
 * @return false when that is not so; the set is then as it was */
static bool swap_expert(struct appui_gate *gate, int32_t expert, int32_t other)
{
    const struct appui_problem *calendar = gate->days->calendar;
    for (int32_t i = 0; i < gate->n_members; i++) {
        int32_t j = gate->members[i];
        gate->trial[i] = j;
        if (calendar->jobs[j].expert == expert) {
            int32_t instead = is_lone(gate, j) ? stand_in(gate, j, other) : -1;
            if (instead < 0 || gate->days->problem.jobs[instead].high < gate->set[j]) {
                return false;
            }
            gate->trial[i] = instead;
        }
    }
    for (int32_t i = 0; i < gate->n_members; i++) {
        int32_t from = gate->members[i], to = gate->trial[i], half_days = gate->set[from];
        gate->set[from] = from == to ? half_days : 0;
        gate->set[to] = half_days;
        gate->members[i] = to;
        gate->trial[i] = from;
    }
    gate->lines[other] = gate->lines[expert];
    gate->lines[expert] = 0;
    return true;
}

static void swap_back(struct appui_gate *gate, int32_t expert, int32_t other)
{
    for (int32_t i = 0; i < gate->n_members; i++) {
        int32_t from = gate->members[i], to = gate->trial[i], half_days = gate->set[from];
        gate->set[from] = from == to ? half_days : 0;
        gate->set[to] = half_days;
        gate->members[i] = to;
    }
    gate->lines[expert] = gate->lines[other];
    gate->lines[other] = 0;
}

/* The cuts that symmetry gives: identical experts are refused for the same reason. */
static int push_symmetric(struct appui_gate *gate)
{
    const struct appui_basin *basin = gate->days->calendar->basin;
    int failed = 0;
    for (int32_t e = 0; !gate->by_date && e < basin->n_experts; e++) {
        for (int32_t o = 0; gate->lines[e] > 1 && failed == 0 && o < basin->n_experts; o++) {
            if (o != e && gate->lines[o] == 0 && swap_expert(gate, e, o)) {
                failed = push_cut(gate);
                swap_back(gate, e, o);
            }
        }
    }
    return failed;
}

static bool any_by_date(const struct appui_gate *gate)
{
    const struct appui_problem *calendar = gate->days->calendar;
    for (int32_t i = 0; i < gate->n_members; i++) {
        int32_t expert = calendar->jobs[gate->members[i]].expert;
        if (appui_placement_by_date(calendar, calendar->basin->experts[expert].partner)) {
            return true;
        }
    }
    return false;
}

static int learn(struct appui_gate *gate)
{
    take_refused(gate, gate->half_days);
    shrink(gate);
    gate->by_date = any_by_date(gate);
    return push_cut(gate) < 0 ? -1 : push_symmetric(gate);
}

enum appui_placed appui_gate_judge(struct appui_gate *gate, const int64_t *x, bool quick)
{
    const struct appui_problem *problem = &gate->days->problem;
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        gate->half_days[j] = (int32_t)x[gate->days->joint.days[j]] * problem->jobs[j].session;
    }
    if (appui_cuts_refuse(&gate->cuts, gate->days, gate->half_days)) {
        return APPUI_NOT_PLACEABLE;
    }
    gate->placer.quick = quick;
    enum appui_placed placed = appui_placer_try(&gate->placer, gate->half_days);
    if (placed == APPUI_NOT_PLACEABLE && learn(gate) < 0) {
        return APPUI_PLACE_FAULT;
    }
    return placed;
}
