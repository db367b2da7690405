/*
 * Judging points and learning from refusals.
 */
#include "solver/gate.h"

#include <stdlib.h>
#include <string.h>

#include "solver/joint_rows.h"

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
    size_t n_dossiers = (size_t)calendar->n_dossiers;
    gate->examined = appui_arena_alloc(&gate->arena, n_dossiers, sizeof *gate->examined);
    gate->late = appui_arena_alloc(&gate->arena, n_dossiers, sizeof *gate->late);
    gate->early = appui_arena_alloc(&gate->arena, n_dossiers, sizeof *gate->early);
    gate->is_needed = appui_arena_alloc(&gate->arena, (size_t)calendar->basin->n_needs, 1);
    gate->placer.given.examined = gate->examined;
    bool room = gate->is_needed && gate->half_days && gate->set && gate->trial && gate->members &&
                gate->lines && gate->examined && gate->late && gate->early &&
                appui_solution_new(calendar, &gate->arena, &gate->kept) == 0 &&
                appui_solution_new(calendar, &gate->arena, &gate->decided) == 0;
    return room ? appui_placer_open(&gate->placer, calendar, clock) : -1;
}

void appui_gate_release(struct appui_gate *gate)
{
    appui_placer_release(&gate->placer);
    appui_cuts_release(&gate->cuts);
    appui_arena_release(&gate->arena);
    *gate = (struct appui_gate){0};
}

int appui_gate_hold_again(struct appui_gate *gate, const struct appui_stability *stability)
{
    gate->again = appui_arena_alloc(&gate->arena, (size_t)gate->days->calendar->n_starts,
                                    sizeof *gate->again);
    gate->needed_kept =
        appui_arena_alloc(&gate->arena, (size_t)stability->n_kept, sizeof *gate->needed_kept);
    if (!gate->again || !gate->needed_kept) {
        return -1;
    }
    gate->stability = stability;
    gate->placer.given.kept = gate->again;
    return 0;
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

/* Frees the sessions that the set is to hold again, as far as it still finds no slots; those of
 * other jobs have no part in it. */
static void free_kept(struct appui_gate *gate)
{
    const struct appui_stability *stability = gate->stability;
    gate->n_needed_kept = 0;
    for (int32_t k = 0; gate->placer.given.kept && k < stability->n_kept; k++) {
        const struct appui_kept_session *kept = &stability->kept[k];
        if (!gate->again[kept->start] || gate->set[kept->job] == 0) {
            continue;
        }
        gate->again[kept->start] = 0;
        copy_set(gate, gate->set, gate->trial);
        if (!is_refused(gate)) {
            gate->again[kept->start] = 1;
            gate->needed_kept[gate->n_needed_kept++] = k;
        }
    }
}

/* Sessions of a job that are given. */
static int32_t count_kept(const struct appui_gate *gate, int32_t j)
{
    int32_t n = 0;
    for (int32_t k = 0; gate->placer.given.kept && k < gate->stability->n_kept; k++) {
        n += gate->stability->kept[k].job == j && gate->again[gate->stability->kept[k].start];
    }
    return n;
}

/* The fewest sessions of a lone line with which the set still finds no slots. */
static void shorten(struct appui_gate *gate, int32_t j)
{
    int32_t session = gate->days->problem.jobs[j].session;
    int32_t low = appui_days_least_sessions(gate->days, j), high = gate->set[j] / session;
    int32_t kept = count_kept(gate, j);
    low = low > kept ? low : kept;
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

/* The set is refused under the committee dates in gate->examined. Is it still, with this side of a
 * dossier's window at a choice (-1: as wide as can be)? */
static bool is_refused_at(struct appui_gate *gate, int32_t d, bool support, int32_t choice)
{
    struct appui_examined kept = gate->examined[d];
    struct appui_examined left = choice < 0 ? (struct appui_examined){INT32_MIN, INT32_MAX}
                                            : appui_problem_examine(gate->days->calendar, choice);
    if (support) {
        gate->examined[d].support_from = left.support_from;
    } else {
        gate->examined[d].diagnosed_to = left.diagnosed_to;
    }
    copy_set(gate, gate->set, gate->trial);
    bool refused = is_refused(gate);
    if (!refused) {
        gate->examined[d] = kept;
    }
    return refused;
}

/* The widest window on one side of a dossier with which the set still finds no slots. @return the
 * choice at its edge, or -1 when it is refused whenever the dossier is examined */
static int32_t widen(struct appui_gate *gate, int32_t d, bool support)
{
    const struct appui_dossier *dossier = &gate->days->calendar->dossiers[d];
    int32_t chosen = gate->decided.choice[d];
    int32_t end = support ? dossier->first_choice : dossier->first_choice + dossier->n_choices - 1;
    if (chosen < 0 || is_refused_at(gate, d, support, -1)) {
        return -1;
    }
    while (chosen != end && !appui_clock_over(gate->placer.clock)) {
        int32_t next = support ? chosen - 1 : chosen + 1;
        if (!is_refused_at(gate, d, support, next)) {
            break;
        }
        chosen = next;
    }
    return chosen;
}

static bool has_member(const struct appui_gate *gate, int32_t d, enum appui_phase phase)
{
    const struct appui_problem *calendar = gate->days->calendar;
    for (int32_t i = 0; i < gate->n_members; i++) {
        const struct appui_need *need =
            &calendar->basin->needs[calendar->jobs[gate->members[i]].need];
        if (need->phase == phase && calendar->project_dossier[need->project] == d) {
            return true;
        }
    }
    return false;
}

/* Which committee dates the refusal needs. */
static void widen_all(struct appui_gate *gate)
{
    for (int32_t d = 0; d < gate->days->calendar->n_dossiers; d++) {
        gate->late[d] = has_member(gate, d, APPUI_SUPPORT) ? widen(gate, d, true) : -1;
        gate->early[d] = has_member(gate, d, APPUI_DIAGNOSTIC) ? widen(gate, d, false) : -1;
    }
}

/* Shrinks gate->set, which finds no slots, to one of which nothing can be taken. */
static void shrink(struct appui_gate *gate)
{
    drop_needs(gate);
    free_kept(gate);
    qsort(gate->members, (size_t)gate->n_members, sizeof *gate->members, ascending);
    for (int32_t i = 0; i < gate->n_members; i++) {
        if (is_lone(gate, gate->members[i])) {
            shorten(gate, gate->members[i]);
        }
    }
    widen_all(gate);
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

static int push_line(struct appui_gate *gate, int32_t j, int32_t sessions)
{
    return appui_cuts_push(&gate->cuts, (struct appui_literal){APPUI_HAS_SESSIONS, j, sessions});
}

/* Pushes line j of the set and, where its expert has no other line in it, every proposal of the
 * need that is no easier to place: at most one of them is used. */
static int push_member(struct appui_gate *gate, int32_t j)
{
    const struct appui_problem *calendar = gate->days->calendar;
    int32_t sessions = gate->set[j] / calendar->jobs[j].session;
    if (push_line(gate, j, sessions) < 0) {
        return -1;
    }
    bool lift = is_lone(gate, j) && gate->lines[calendar->jobs[j].expert] == 1 && !gate->by_date;
    int32_t need = calendar->jobs[j].need;
    for (int32_t o = calendar->need_job[need]; lift && o < calendar->need_job[need + 1]; o++) {
        int32_t expert = calendar->jobs[o].expert;
        bool fits = o != j && gate->lines[expert] == 0 && stand_in(gate, j, expert) == o &&
                    gate->days->problem.jobs[o].high >= gate->set[j];
        if (fits && push_line(gate, o, sessions) < 0) {
            return -1;
        }
    }
    return 0;
}

/* The committee dates and the sessions held again that the refusal needs. */
static int push_given(struct appui_gate *gate)
{
    struct appui_cuts *cuts = &gate->cuts;
    for (int32_t d = 0; d < gate->days->calendar->n_dossiers; d++) {
        struct appui_literal late = {APPUI_NOT_BEFORE, d, gate->late[d]};
        struct appui_literal early = {APPUI_EXAMINED_BY, d, gate->early[d]};
        if ((gate->late[d] >= 0 && appui_cuts_push(cuts, late) < 0) ||
            (gate->early[d] >= 0 && appui_cuts_push(cuts, early) < 0)) {
            return -1;
        }
    }
    for (int32_t k = 0; k < gate->n_needed_kept; k++) {
        const struct appui_kept_session *kept = &gate->stability->kept[gate->needed_kept[k]];
        struct appui_literal again = {APPUI_SESSION_KEPT, kept->start, kept->column};
        if (appui_cuts_push(cuts, again) < 0) {
            return -1;
        }
    }
    return 0;
}

/* One cut over the members of the set, and the committee dates it needs. */
static int push_cut(struct appui_gate *gate)
{
    int32_t n_dossiers = gate->days->calendar->n_dossiers;
    int32_t members = gate->n_members + gate->n_needed_kept;
    for (int32_t d = 0; d < n_dossiers; d++) {
        members += (gate->late[d] >= 0) + (gate->early[d] >= 0);
    }
    if (appui_cuts_open(&gate->cuts, members) < 0 || push_given(gate) < 0) {
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
    bool symmetric = !gate->by_date && gate->n_needed_kept == 0;
    for (int32_t e = 0; symmetric && e < basin->n_experts; e++) {
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
    const struct appui_problem *calendar = gate->days->calendar;
    appui_joint_committees(&gate->days->joint, x, &gate->decided);
    for (int32_t d = 0; d < calendar->n_dossiers; d++) {
        gate->examined[d] = appui_problem_examine(calendar, gate->decided.choice[d]);
    }
    if (gate->stability) {
        appui_stability_mark(gate->stability, x, gate->again);
    }
    if (appui_cuts_refuse(&gate->cuts, gate->days, gate->half_days, &gate->placer.given)) {
        return APPUI_NOT_PLACEABLE;
    }
    gate->placer.quick = quick;
    enum appui_placed placed = appui_placer_try(&gate->placer, gate->half_days);
    if (placed == APPUI_PLACED) {
        appui_solution_copy_dates(calendar, &gate->decided, &gate->placer.solution);
    }
    if (placed == APPUI_NOT_PLACEABLE && learn(gate) < 0) {
        return APPUI_PLACE_FAULT;
    }
    return placed;
}
