/*
 * Bounds on dates by taking slots greedily: a line of k sessions alone cannot end before the k-th
 * slot that is open to it, weeks filled up to R9; nor can all lines of a need before as many
 * distinct slots of the firm (R8).
 */
#include "solver/earliest.h"

#include <stdlib.h>

struct bounds {
    struct appui_joint *joint;
    struct appui_arena arena;
    int32_t *first_open, *last_open; /**< [n_needs] slots that R10 leaves to a need's sessions */
    int32_t *slots;                  /**< [n_starts] scratch */
};

static int by_slot(const void *a, const void *b)
{
    int32_t l = *(const int32_t *)a, r = *(const int32_t *)b;
    return (l > r) - (l < r);
}

/* Distinct open slots of jobs first..last-1, ascending, into bounds->slots. @return how many */
static int32_t open_slots(const struct bounds *bounds, int32_t need, int32_t first, int32_t last)
{
    const struct appui_problem *problem = bounds->joint->problem;
    int32_t n = 0, distinct = 0;
    for (int32_t j = first; j < last; j++) {
        const struct appui_job *job = &problem->jobs[j];
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            int32_t slot = problem->starts[s];
            if (slot >= bounds->first_open[need] && slot <= bounds->last_open[need]) {
                bounds->slots[n++] = slot;
            }
        }
    }
    qsort(bounds->slots, (size_t)n, sizeof *bounds->slots, by_slot);
    for (int32_t i = 0; i < n; i++) {
        if (i == 0 || bounds->slots[i] != bounds->slots[i - 1]) {
            bounds->slots[distinct++] = bounds->slots[i];
        }
    }
    return distinct;
}

static int32_t week_room(const struct appui_problem *problem, int32_t need, appui_day monday)
{
    int32_t per_week = problem->basin->needs[need].per_week;
    return per_week == APPUI_ABSENT
               ? INT32_MAX
               : per_week - appui_rules_week_used(&problem->rules, need, monday);
}

/* Slot of the n_sessions-th session when slots are taken one after the other, forwards or
 * backwards; `none` when the slots do not suffice. */
static int32_t reach(const struct bounds *bounds, int32_t need, int32_t n_slots, int32_t n_sessions,
                     bool forwards, int32_t none)
{
    const struct appui_problem *problem = bounds->joint->problem;
    appui_day week = APPUI_ABSENT;
    int32_t room = 0;
    for (int32_t i = 0; i < n_slots; i++) {
        int32_t slot = bounds->slots[forwards ? i : n_slots - 1 - i];
        appui_day monday = appui_date_monday(appui_basin_slot_day(problem->basin, slot));
        if (monday != week) {
            week = monday;
            room = week_room(problem, need, monday);
        }
        if (room <= 0) {
            continue;
        }
        room--;
        if (--n_sessions == 0) {
            return slot;
        }
    }
    return none;
}

/* Forwards: the slot before which the need cannot end. Backwards: the slot after which it cannot
 * begin. */
static int32_t edge(const struct bounds *bounds, int32_t need, bool forwards)
{
    const struct appui_problem *problem = bounds->joint->problem;
    int32_t from = problem->need_job[need], to = problem->need_job[need + 1];
    int32_t best = forwards ? -1 : INT32_MAX, sessions = 0;
    for (int32_t j = from; j <= to; j++) {
        bool all = j == to;
        int32_t k = all ? sessions : problem->jobs[j].high / problem->jobs[j].session;
        int32_t n = open_slots(bounds, need, all ? from : j, all ? to : j + 1);
        int32_t slot = k > 0 ? reach(bounds, need, n, k, forwards, best) : best;
        best = forwards ? (slot > best ? slot : best) : (slot < best ? slot : best);
        sessions += all ? 0 : k;
    }
    return best;
}

/* A need with sessions pushes those that follow it, and is pushed by them. */
static void push(const struct bounds *bounds, int32_t need, bool forwards)
{
    const struct appui_basin *basin = bounds->joint->problem->basin;
    const struct appui_project *project = &basin->projects[basin->needs[need].project];
    int32_t slot = edge(bounds, need, forwards);
    for (int32_t n = project->first_need; n < project->first_need + project->n_needs; n++) {
        const struct appui_need *first = &basin->needs[forwards ? n : need];
        int32_t other = forwards ? need : n;
        for (int32_t a = 0; a < first->n_after; a++) {
            if (first->after[a] == other && forwards && slot + 1 > bounds->first_open[n]) {
                bounds->first_open[n] = slot + 1;
            } else if (first->after[a] == other && !forwards && slot - 1 < bounds->last_open[n]) {
                bounds->last_open[n] = slot - 1;
            }
        }
    }
}

/* `after` is transitively closed, so needs in order of its length stand behind all they follow. */
static void push_project(const struct bounds *bounds, const struct appui_project *project,
                         bool forwards)
{
    const struct appui_basin *basin = bounds->joint->problem->basin;
    for (int32_t i = 0; i < project->n_needs; i++) {
        int32_t length = forwards ? i : project->n_needs - 1 - i;
        for (int32_t n = project->first_need; n < project->first_need + project->n_needs; n++) {
            if (basin->needs[n].n_after == length) {
                push(bounds, n, forwards);
            }
        }
    }
}

static void close_starts(const struct bounds *bounds)
{
    const struct appui_problem *problem = bounds->joint->problem;
    for (int32_t s = 0; s < problem->n_starts; s++) {
        int32_t need = problem->jobs[problem->start_job[s]].need, slot = problem->starts[s];
        if (slot < bounds->first_open[need] || slot > bounds->last_open[need]) {
            bounds->joint->program.columns[bounds->joint->start[s]].high = 0;
        }
    }
}

static void keep_active(const struct bounds *bounds, const struct appui_prompt_need *prompt)
{
    const struct appui_basin *basin = bounds->joint->problem->basin;
    int32_t slot = edge(bounds, prompt->need, true);
    for (int32_t d = 0; slot >= 0 && d < prompt->n_days; d++) {
        if (prompt->days[d] <= appui_basin_slot_day(basin, slot)) {
            bounds->joint->program.columns[prompt->active[d]].low = 1;
        }
    }
}

/* Sessions of one week, at most as many as R9 allows, only while the need is active on the week's
 * first day. */
static void row_week(struct appui_joint *joint, const struct appui_prompt_need *prompt, int32_t d)
{
    const struct appui_problem *problem = joint->problem;
    appui_day monday = appui_date_monday(prompt->days[d]);
    int32_t room = week_room(problem, prompt->need, monday);
    if (room == INT32_MAX || room <= 0) {
        return;
    }
    appui_program_row(&joint->program, APPUI_MINUS_INFINITY, 0, "active_week.n%d.d%d",
                      (int)prompt->need, (int)monday);
    for (int32_t j = problem->need_job[prompt->need]; j < problem->need_job[prompt->need + 1];
         j++) {
        const struct appui_job *job = &problem->jobs[j];
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            if (appui_date_monday(appui_problem_day(problem, s)) == monday) {
                appui_program_term(&joint->program, joint->start[s], 1);
            }
        }
    }
    appui_program_term(&joint->program, prompt->active[d], -room);
}

static int open_all(struct bounds *bounds)
{
    const struct appui_problem *problem = bounds->joint->problem;
    size_t n_needs = (size_t)problem->basin->n_needs;
    bounds->first_open = appui_arena_alloc(&bounds->arena, n_needs, sizeof *bounds->first_open);
    bounds->last_open = appui_arena_alloc(&bounds->arena, n_needs, sizeof *bounds->last_open);
    bounds->slots =
        appui_arena_alloc(&bounds->arena, (size_t)problem->n_starts, sizeof *bounds->slots);
    if (!bounds->first_open || !bounds->last_open || !bounds->slots) {
        return -1;
    }
    for (int32_t n = 0; n < problem->basin->n_needs; n++) {
        bounds->last_open[n] = INT32_MAX - 1;
    }
    return 0;
}

int appui_earliest_tighten(struct appui_joint *joint, const struct appui_promptness *promptness)
{
    const struct appui_basin *basin = joint->problem->basin;
    struct bounds bounds = {.joint = joint};
    if (open_all(&bounds) < 0) {
        appui_arena_release(&bounds.arena);
        return -1;
    }
    for (int32_t q = 0; q < basin->n_projects; q++) {
        push_project(&bounds, &basin->projects[q], true);
        push_project(&bounds, &basin->projects[q], false);
    }
    close_starts(&bounds);
    for (int32_t i = 0; i < promptness->n_needs; i++) {
        const struct appui_prompt_need *prompt = &promptness->needs[i];
        keep_active(&bounds, prompt);
        for (int32_t d = 0; d < prompt->n_days; d++) {
            bool begins = d == 0 || appui_date_monday(prompt->days[d]) !=
                                        appui_date_monday(prompt->days[d - 1]);
            if (begins) {
                row_week(joint, prompt, d);
            }
        }
    }
    appui_arena_release(&bounds.arena);
    return joint->program.failed ? -1 : 0;
}
