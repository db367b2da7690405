/*
 * Judging points and learning from refusals.
 */
#include "solver/gate.h"

#include <string.h>

int appui_gate_open(struct appui_gate *gate, struct appui_days *days, struct appui_clock *clock)
{
    const struct appui_problem *calendar = days->calendar;
    size_t n_jobs = (size_t)calendar->n_jobs;
    gate->days = days;
    gate->half_days = appui_arena_alloc(&gate->arena, n_jobs, sizeof *gate->half_days);
    gate->set = appui_arena_alloc(&gate->arena, n_jobs, sizeof *gate->set);
    gate->trial = appui_arena_alloc(&gate->arena, n_jobs, sizeof *gate->trial);
    bool room = gate->half_days && gate->set && gate->trial &&
                appui_solution_new(calendar, &gate->arena, &gate->kept) == 0;
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
    int32_t failed;
    return appui_placer_try(&gate->placer, gate->trial, &failed) == APPUI_NOT_PLACEABLE;
}

/* Takes the lines of one need out of the set. @return false when it has none */
static bool take_need(struct appui_gate *gate, int32_t need)
{
    const struct appui_problem *calendar = gate->days->calendar;
    bool any = false;
    for (int32_t j = calendar->need_job[need]; j < calendar->need_job[need + 1]; j++) {
        any = any || gate->set[j] > 0;
        gate->trial[j] = 0;
    }
    return any;
}

static void copy_set(const struct appui_gate *gate, const int32_t *from, int32_t *to)
{
    memcpy(to, from, (size_t)gate->days->calendar->n_jobs * sizeof *to);
}

/* Leaves out every need without which the rest still finds no slots. Needs are left out whole: R3
 * binds their lines to each other. */
static void drop_needs(struct appui_gate *gate)
{
    for (int32_t n = 0; n < gate->days->calendar->basin->n_needs; n++) {
        copy_set(gate, gate->set, gate->trial);
        if (take_need(gate, n) && is_refused(gate)) {
            copy_set(gate, gate->trial, gate->set);
        }
    }
}

/* The fewest sessions of a lone line with which the set still finds no slots. */
static void shorten(struct appui_gate *gate, int32_t j)
{
    int32_t session = gate->days->problem.jobs[j].session;
    int32_t low = appui_days_least_sessions(gate->days, j), high = gate->set[j] / session;
    while (low < high) {
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

/* Shrinks gate->set, which finds no slots, to one of which nothing can be taken. */
static void shrink(struct appui_gate *gate)
{
    drop_needs(gate);
    for (int32_t j = 0; j < gate->days->calendar->n_jobs; j++) {
        if (gate->set[j] > 0 && is_lone(gate, j)) {
            shorten(gate, j);
        }
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

/* Lines of the set that an expert has. */
static int32_t lines_of(const struct appui_gate *gate, int32_t expert)
{
    const struct appui_problem *calendar = gate->days->calendar;
    int32_t n = 0;
    for (int32_t j = 0; j < calendar->n_jobs; j++) {
        n += gate->set[j] > 0 && calendar->jobs[j].expert == expert;
    }
    return n;
}

static bool has_expert(const struct appui_gate *gate, int32_t expert)
{
    return lines_of(gate, expert) > 0;
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
    bool lift = is_lone(gate, j) && lines_of(gate, calendar->jobs[j].expert) == 1 && !gate->by_date;
    int32_t need = calendar->jobs[j].need;
    for (int32_t o = calendar->need_job[need]; lift && o < calendar->need_job[need + 1]; o++) {
        int32_t expert = calendar->jobs[o].expert;
        bool fits = o != j && !has_expert(gate, expert) && stand_in(gate, j, expert) == o &&
                    gate->days->problem.jobs[o].high >= gate->set[j];
        if (fits && appui_cuts_push(&gate->cuts, o, sessions) < 0) {
            return -1;
        }
    }
    return 0;
}

/* One cut over gate->set. */
static int push_cut(struct appui_gate *gate)
{
    int32_t members = 0;
    for (int32_t j = 0; j < gate->days->calendar->n_jobs; j++) {
        members += gate->set[j] > 0;
    }
    if (appui_cuts_open(&gate->cuts, members) < 0) {
        return -1;
    }
    for (int32_t j = 0; j < gate->days->calendar->n_jobs; j++) {
        if (gate->set[j] > 0 && push_member(gate, j) < 0) {
            return -1;
        }
    }
    return 0;
}

/* The same set with another expert in the place of one who has several lines in it, where the
 * other's calendar is no better for any of them. @return false when that is not so */
static bool swap_expert(const struct appui_gate *gate, int32_t expert, int32_t other)
{
    const struct appui_problem *calendar = gate->days->calendar;
    copy_set(gate, gate->set, gate->trial);
    for (int32_t j = 0; j < calendar->n_jobs; j++) {
        if (gate->set[j] == 0 || calendar->jobs[j].expert != expert) {
            continue;
        }
        int32_t instead = is_lone(gate, j) ? stand_in(gate, j, other) : -1;
        if (instead < 0 || gate->days->problem.jobs[instead].high < gate->set[j]) {
            return false;
        }
        gate->trial[j] = 0;
        gate->trial[instead] = gate->set[j];
    }
    return true;
}

/* The cuts that symmetry gives: identical experts are refused for the same reason. */
static int push_symmetric(struct appui_gate *gate)
{
    const struct appui_basin *basin = gate->days->calendar->basin;
    for (int32_t e = 0; !gate->by_date && e < basin->n_experts; e++) {
        if (lines_of(gate, e) < 2) {
            continue;
        }
        copy_set(gate, gate->set, gate->half_days);
        for (int32_t o = 0; o < basin->n_experts; o++) {
            if (o != e && !has_expert(gate, o) && swap_expert(gate, e, o)) {
                copy_set(gate, gate->trial, gate->set);
                int failed = push_cut(gate);
                copy_set(gate, gate->half_days, gate->set);
                if (failed < 0) {
                    return -1;
                }
            }
        }
    }
    return 0;
}

static bool any_by_date(const struct appui_gate *gate)
{
    const struct appui_problem *calendar = gate->days->calendar;
    for (int32_t j = 0; j < calendar->n_jobs; j++) {
        int32_t partner = calendar->basin->experts[calendar->jobs[j].expert].partner;
        if (gate->set[j] > 0 && appui_placement_by_date(calendar, partner)) {
            return true;
        }
    }
    return false;
}

static int learn(struct appui_gate *gate, int32_t group)
{
    for (int32_t j = 0; j < gate->days->calendar->n_jobs; j++) {
        gate->set[j] = gate->placer.group[j] == group ? gate->half_days[j] : 0;
    }
    shrink(gate);
    gate->by_date = any_by_date(gate);
    return push_cut(gate) < 0 ? -1 : push_symmetric(gate);
}

enum appui_placed appui_gate_judge(struct appui_gate *gate, const int64_t *x)
{
    const struct appui_problem *problem = &gate->days->problem;
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        gate->half_days[j] = (int32_t)x[gate->days->joint.days[j]] * problem->jobs[j].session;
    }
    if (appui_cuts_refuse(&gate->cuts, gate->days, gate->half_days)) {
        return APPUI_NOT_PLACEABLE;
    }
    int32_t failed = -1;
    enum appui_placed placed = appui_placer_try(&gate->placer, gate->half_days, &failed);
    if (placed == APPUI_NOT_PLACEABLE && learn(gate, failed) < 0) {
        return APPUI_PLACE_FAULT;
    }
    return placed;
}
