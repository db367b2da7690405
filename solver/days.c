/*
 * Deriving the days relaxation: jobs keep their indices, their starts become parts, one per pledge
 * period, each as large as the calendar lets the job be in it.
 */
#include "solver/days.h"

#include <string.h>

#include "solver/days_rows.h"
#include "solver/joint_rows.h"
#include "solver/reach.h"

static int32_t least_of(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Half-days of proposals that the period can take at most; agreed ones may overrun it. */
static int32_t room_of(const struct appui_problem *calendar, const struct appui_job *job,
                       int32_t period)
{
    const struct appui_period *r = &calendar->periods[period];
    int32_t left = r->total - r->standing;
    return job->line >= 0 ? job->high : left > 0 ? left : 0;
}

/* Lists the periods a job's starts fall in. @return how many, in half-days the most they can hold
 */
static int32_t list_parts(struct appui_days *days, int32_t j)
{
    const struct appui_problem *calendar = days->calendar;
    struct appui_job *job = &days->problem.jobs[j];
    int32_t in_periods = 0, before = -1;
    job->first_part = days->problem.n_parts;
    for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
        int32_t period = calendar->start_period[s];
        if (period >= 0 && period != before) {
            int32_t most = appui_reach_sessions(calendar, j, 0, INT32_MAX, period);
            days->problem.parts[days->problem.n_parts++] = period;
            in_periods += least_of(most * job->session,
                                   room_of(calendar, job, period) / job->session * job->session);
            before = period;
        }
    }
    job->n_parts = days->problem.n_parts - job->first_part;
    return in_periods;
}

static void derive_job(struct appui_days *days, int32_t j)
{
    const struct appui_problem *calendar = days->calendar;
    struct appui_job *job = &days->problem.jobs[j];
    int32_t partner = calendar->basin->experts[job->expert].partner;
    int32_t most = appui_reach_sessions(calendar, j, 0, INT32_MAX, APPUI_REACH_ANY_PERIOD);
    int32_t in_periods = list_parts(days, j);
    most *= job->session;
    if (calendar->partner_period[partner] >= 0) {
        most = least_of(most, in_periods);
    }
    days->n_impossible += job->line < 0 && most < job->low;
    days->n_shortened += job->line < 0 && most >= job->low && most < job->high;
    job->high = least_of(job->high, most);
}

/* Jobs and everything that does not depend on slots is the calendar problem's own. */
static int derive_problem(struct appui_days *days)
{
    const struct appui_problem *calendar = days->calendar;
    struct appui_problem *problem = &days->problem;
    size_t n_jobs = (size_t)calendar->n_jobs;
    *problem = *calendar;
    problem->arena = (struct appui_arena){0};
    problem->calendar = false;
    problem->n_starts = problem->n_parts = 0;
    problem->starts = problem->start_job = problem->start_period = NULL;
    problem->jobs = appui_arena_alloc(&problem->arena, n_jobs, sizeof *problem->jobs);
    int32_t n_parts = 0;
    for (int32_t s = 0; s < calendar->n_starts; s++) {
        bool same = s > 0 && calendar->start_job[s] == calendar->start_job[s - 1] &&
                    calendar->start_period[s] == calendar->start_period[s - 1];
        n_parts += !same && calendar->start_period[s] >= 0;
    }
    problem->parts = appui_arena_alloc(&problem->arena, (size_t)n_parts, sizeof *problem->parts);
    if (!problem->jobs || !problem->parts) {
        return -1;
    }
    for (size_t j = 0; j < n_jobs; j++) {
        problem->jobs[j] = calendar->jobs[j];
        derive_job(days, (int32_t)j);
        problem->jobs[j].first_start = problem->jobs[j].n_starts = 0;
    }
    return 0;
}

/* What a job can have in each period. */
static void bound_parts(struct appui_days *days)
{
    const struct appui_problem *problem = &days->problem;
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        const struct appui_job *job = &problem->jobs[j];
        for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
            struct appui_column *part = &days->joint.program.columns[days->joint.part[h]];
            int64_t most = appui_reach_sessions(days->calendar, j, 0, INT32_MAX, problem->parts[h]);
            part->high = part->high < most ? part->high : most;
        }
    }
}

int32_t appui_days_least_sessions(const struct appui_days *days, int32_t j)
{
    const struct appui_problem *problem = &days->problem;
    const struct appui_job *job = &problem->jobs[j];
    int32_t low = 0, high = 0;
    appui_rules_need_days(&problem->rules, job->need, &low, &high);
    bool lone = problem->basin->needs[job->need].experts_max == 1 && job->line < 0 && !job->top_up;
    int32_t least = lone && !job->estimate && low > job->low ? low : job->low;
    least = (least + job->session - 1) / job->session;
    return least > 1 ? least : 1;
}

/* What all lines of a need can hold together, where several share it. */
static int rows_needs(struct appui_days *days)
{
    const struct appui_problem *calendar = days->calendar;
    struct appui_program *program = &days->joint.program;
    struct appui_arena arena = {0};
    struct appui_slots scratch;
    if (appui_slots_new(&scratch, &arena, calendar->basin->n_slots) < 0) {
        return -1;
    }
    for (int32_t n = 0; n < calendar->basin->n_needs; n++) {
        int32_t first = calendar->need_job[n], end = calendar->need_job[n + 1];
        bool alone = end - first <= 1 || calendar->basin->needs[n].experts_max == 1;
        bool agreed = first < end && calendar->jobs[first].line >= 0;
        if (alone && !agreed) {
            continue;
        }
        appui_reach_slots(calendar, n, &scratch);
        appui_program_row(program, APPUI_MINUS_INFINITY,
                          appui_reach_need(calendar, n, &scratch, 0, INT32_MAX), "R9_need.%s",
                          days->joint.need_label[n]);
        for (int32_t j = first; j < end; j++) {
            appui_program_term(program, days->joint.days[j], 1);
        }
    }
    appui_arena_release(&arena);
    return 0;
}

int appui_days_build(const struct appui_problem *calendar, struct appui_days *days)
{
    days->calendar = calendar;
    if (derive_problem(days) < 0 || appui_joint_build(&days->problem, &days->joint) < 0) {
        return -1;
    }
    bound_parts(days);
    if (rows_needs(days) < 0 || appui_days_rows_slots(days) < 0 ||
        appui_days_rows_order(days) < 0 || appui_days_rows_committees(days) < 0) {
        return -1;
    }
    return days->joint.program.failed ? -1 : 0;
}

/* The half-days a placed solution has in each part. */
static void count_parts(const struct appui_days *days, const struct appui_solution *placed,
                        int64_t *x)
{
    const struct appui_problem *calendar = days->calendar;
    for (int32_t j = 0; j < calendar->n_jobs; j++) {
        const struct appui_job *job = &calendar->jobs[j];
        const struct appui_job *derived = &days->problem.jobs[j];
        int32_t h = derived->first_part;
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            while (calendar->start_period[s] >= 0 &&
                   days->problem.parts[h] != calendar->start_period[s]) {
                h++;
            }
            if (placed->chosen[s] && calendar->start_period[s] >= 0) {
                x[days->joint.part[h]]++;
            }
        }
    }
}

void appui_days_point(const struct appui_days *days, const struct appui_solution *placed,
                      int64_t *x)
{
    const struct appui_problem *calendar = days->calendar;
    const struct appui_joint *joint = &days->joint;
    memset(x, 0, (size_t)joint->program.n_columns * sizeof *x);
    for (int32_t j = 0; j < calendar->n_jobs; j++) {
        appui_joint_point_job(joint, j, placed->half_days[j], x);
    }
    count_parts(days, placed, x);
    appui_joint_point_pledges(joint, x);
    appui_days_point_order(days, placed, x);
    appui_joint_point_committees(joint, placed, x);
}

void appui_days_release(struct appui_days *days)
{
    appui_joint_release(&days->joint);
    appui_problem_release(&days->problem);
    *days = (struct appui_days){0};
}
