/*
 * Turning what a solution chose into the lines of a plan: agreed lines with the sessions that stay
 * and those placed anew, proposals with theirs, and the changes that this means for agreed
 * sessions.
 */
#include "solver/assemble.h"

#include <stdlib.h>

#include "model/evaluate.h"
#include "model/ledger.h"

static int by_date(const void *a, const void *b)
{
    const struct appui_session *l = a, *r = b;
    if (l->day != r->day) {
        return l->day < r->day ? -1 : 1;
    }
    return (l->half > r->half) - (l->half < r->half);
}

/* Sessions that a job's chosen starts stand for, appended to the line. */
static void add_chosen(const struct appui_problem *problem, const struct appui_solution *solution,
                       int32_t j, struct appui_plan_line *line)
{
    const struct appui_job *job = &problem->jobs[j];
    for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
        if (solution->chosen[s]) {
            struct appui_date_half at = appui_problem_session(problem, s);
            struct appui_session *session = &line->sessions[line->n_sessions++];
            session->day = at.day;
            session->half = at.half;
            session->state = APPUI_SESSION_PLANNED;
        }
    }
}

static void add_standing(const struct appui_problem *problem, int32_t l,
                         struct appui_plan_line *line)
{
    const struct appui_line *agreed = &problem->basin->lines[l];
    for (int32_t s = 0; s < agreed->n_sessions; s++) {
        if (appui_standing_stays(problem->basin, problem->standing, l, s)) {
            line->sessions[line->n_sessions++] = agreed->sessions[s];
        }
    }
}

/* The job that places a line's half-days anew, or -1. */
static int32_t job_of_line(const struct appui_problem *problem, int32_t l)
{
    int32_t n = problem->basin->lines[l].need;
    for (int32_t j = problem->need_job[n]; j < problem->need_job[n + 1]; j++) {
        if (problem->jobs[j].line == l) {
            return j;
        }
    }
    return -1;
}

static int add_agreed_line(const struct appui_problem *problem,
                           const struct appui_solution *solution, int32_t l,
                           struct appui_plan *plan)
{
    const struct appui_line *agreed = &problem->basin->lines[l];
    struct appui_plan_line *line = &plan->lines[plan->n_lines++];
    *line = (struct appui_plan_line){
        .need = agreed->need, .expert = agreed->expert, .half_days = agreed->half_days};
    line->state = agreed->state;
    line->basin_line = l;
    if (!problem->calendar) {
        return 0;
    }
    int32_t j = job_of_line(problem, l);
    int32_t room = agreed->n_sessions + (j >= 0 ? solution->half_days[j] : 0);
    line->sessions = appui_arena_alloc(&plan->arena, (size_t)room, sizeof *line->sessions);
    if (!line->sessions) {
        return -1;
    }
    add_standing(problem, l, line);
    if (j >= 0) {
        add_chosen(problem, solution, j, line);
    }
    qsort(line->sessions, (size_t)line->n_sessions, sizeof *line->sessions, by_date);
    return 0;
}

static int add_proposed_line(const struct appui_problem *problem,
                             const struct appui_solution *solution, int32_t j,
                             struct appui_plan *plan)
{
    const struct appui_job *job = &problem->jobs[j];
    struct appui_plan_line *line = &plan->lines[plan->n_lines++];
    *line = (struct appui_plan_line){.need = job->need, .expert = job->expert, .basin_line = -1};
    line->half_days = solution->half_days[j];
    line->state = APPUI_PROPOSED;
    line->sessions =
        appui_arena_alloc(&plan->arena, (size_t)line->half_days, sizeof *line->sessions);
    line->parts = appui_arena_alloc(&plan->arena, (size_t)job->n_parts, sizeof *line->parts);
    if (!line->sessions || !line->parts) {
        return -1;
    }
    add_chosen(problem, solution, j, line);
    for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
        if (solution->part[h] > 0) {
            line->parts[line->n_parts++] =
                (struct appui_part){problem->periods[problem->parts[h]].pledge, solution->part[h]};
        }
    }
    return 0;
}

static int by_need_state_expert(const void *a, const void *b)
{
    const struct appui_plan_line *l = a, *r = b;
    bool l_proposed = l->state == APPUI_PROPOSED, r_proposed = r->state == APPUI_PROPOSED;
    if (l->need != r->need) {
        return l->need < r->need ? -1 : 1;
    }
    if (l_proposed != r_proposed) {
        return l_proposed ? 1 : -1;
    }
    if (l->expert != r->expert) {
        return l->expert < r->expert ? -1 : 1;
    }
    return (l->basin_line > r->basin_line) - (l->basin_line < r->basin_line);
}

static int assemble_lines(const struct appui_problem *problem,
                          const struct appui_solution *solution, struct appui_plan *plan)
{
    const struct appui_basin *basin = problem->basin;
    size_t room = (size_t)basin->n_lines + (size_t)problem->n_jobs;
    plan->lines = appui_arena_alloc(&plan->arena, room, sizeof *plan->lines);
    if (!plan->lines) {
        return -1;
    }
    for (int32_t l = 0; l < basin->n_lines; l++) {
        if (problem->standing->lines[l].agreed && add_agreed_line(problem, solution, l, plan) < 0) {
            return -1;
        }
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        bool proposed = problem->jobs[j].line < 0 && solution->half_days[j] > 0;
        if (proposed && add_proposed_line(problem, solution, j, plan) < 0) {
            return -1;
        }
    }
    qsort(plan->lines, (size_t)plan->n_lines, sizeof *plan->lines, by_need_state_expert);
    return 0;
}

static int by_line_date(const void *a, const void *b)
{
    const struct appui_change *l = a, *r = b;
    if (l->need != r->need) {
        return l->need < r->need ? -1 : 1;
    }
    if (l->expert != r->expert) {
        return l->expert < r->expert ? -1 : 1;
    }
    if (l->from.day != r->from.day) {
        return l->from.day < r->from.day ? -1 : 1;
    }
    return (l->from.half > r->from.half) - (l->from.half < r->from.half);
}

/* The sessions of one agreed line that cannot stay, by date, meet its new sessions, by date. */
static void add_changes(const struct appui_problem *problem, const struct appui_plan_line *line,
                        struct appui_plan *plan)
{
    const struct appui_line *agreed = &problem->basin->lines[line->basin_line];
    const struct appui_line_standing *stand = &problem->standing->lines[line->basin_line];
    int32_t first = plan->n_changes, next = 0;
    for (int32_t s = 0; s < agreed->n_sessions; s++) {
        if (agreed->sessions[s].state == APPUI_SESSION_PLANNED && stand->why[s] != APPUI_STAYS) {
            struct appui_change *change = &plan->changes[plan->n_changes++];
            *change = (struct appui_change){
                .kind = APPUI_SESSION_LOST, .need = line->need, .expert = line->expert};
            change->from =
                (struct appui_date_half){agreed->sessions[s].day, agreed->sessions[s].half};
            change->cause = stand->why[s];
        }
    }
    qsort(plan->changes + first, (size_t)(plan->n_changes - first), sizeof *plan->changes,
          by_line_date);
    for (int32_t c = first; c < plan->n_changes; c++) {
        while (next < line->n_sessions && !appui_evaluate_is_new(problem->basin, problem->standing,
                                                                 line, &line->sessions[next])) {
            next++;
        }
        if (next < line->n_sessions) {
            plan->changes[c].kind = APPUI_SESSION_MOVED;
            plan->changes[c].to =
                (struct appui_date_half){line->sessions[next].day, line->sessions[next].half};
            next++;
        }
    }
}

static int assemble_changes(const struct appui_problem *problem, struct appui_plan *plan)
{
    size_t room = 0;
    for (int32_t l = 0; l < problem->basin->n_lines; l++) {
        room += (size_t)problem->basin->lines[l].n_sessions;
    }
    plan->changes = appui_arena_alloc(&plan->arena, room, sizeof *plan->changes);
    if (!plan->changes) {
        return -1;
    }
    for (int32_t i = 0; plan->calendar && i < plan->n_lines; i++) {
        if (plan->lines[i].basin_line >= 0) {
            add_changes(problem, &plan->lines[i], plan);
        }
    }
    qsort(plan->changes, (size_t)plan->n_changes, sizeof *plan->changes, by_line_date);
    return 0;
}

int appui_assemble_plan(const struct appui_problem *problem, const struct appui_solution *solution,
                        struct appui_plan *plan)
{
    const struct appui_basin *basin = problem->basin;
    plan->n_partners = basin->n_partners;
    plan->partners =
        appui_arena_alloc(&plan->arena, (size_t)basin->n_partners, sizeof *plan->partners);
    if (!plan->partners || assemble_lines(problem, solution, plan) < 0 ||
        assemble_changes(problem, plan) < 0 ||
        appui_assemble_meetings(problem, solution, plan) < 0) {
        return -1;
    }
    appui_ledger_partners(basin, problem->standing, plan, plan->partners);
    appui_ledger_figures(basin, problem->standing, plan, plan->partners, &plan->figures);
    return 0;
}
