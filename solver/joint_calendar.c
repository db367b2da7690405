/*
 * R7, R8 and R9 of the joint model: a line's sessions add up to its days, one session at a time for
 * an expert and for a firm, at most per_week sessions a week. Without calendar only the split over
 * pledge periods remains.
 */
#include <stdlib.h>

#include "solver/joint_rows.h"

static void row_sum(struct appui_joint *joint, int32_t j, const int32_t *columns, int32_t first,
                    int32_t n)
{
    const struct appui_job *job = &joint->problem->jobs[j];
    joint->sum_row[j] =
        appui_program_row(&joint->program, 0, 0, "R7_sum%d.%s.%s", (int)(job->line + 1),
                          joint->need_label[job->need], joint->expert_label[job->expert]);
    for (int32_t i = first; i < first + n; i++) {
        appui_program_term(&joint->program, columns[i], 1);
    }
    appui_program_term(&joint->program, joint->days[j], -1);
}

/** One half-day that a start takes, seen from an expert or from a firm. */
struct taken {
    int32_t owner, slot, start;
};

static int by_owner_slot(const void *a, const void *b)
{
    const struct taken *l = a, *r = b;
    if (l->owner != r->owner) {
        return l->owner < r->owner ? -1 : 1;
    }
    if (l->slot != r->slot) {
        return l->slot < r->slot ? -1 : 1;
    }
    return (l->start > r->start) - (l->start < r->start);
}

/* R8: at most one of the starts that take the same slot of the same owner. */
static void rows_exclusive(struct appui_joint *joint, struct taken *taken, int32_t n, bool firms)
{
    qsort(taken, (size_t)n, sizeof *taken, by_owner_slot);
    for (int32_t i = 0, end = 0; i < n; i = end) {
        for (end = i;
             end < n && taken[end].owner == taken[i].owner && taken[end].slot == taken[i].slot;
             end++) {
        }
        if (end - i < 2) {
            continue;
        }
        appui_program_row(&joint->program, APPUI_MINUS_INFINITY, 1,
                          firms ? "R8_firm.p%d.s%d" : "R8_expert.e%d.s%d", (int)taken[i].owner,
                          (int)taken[i].slot);
        for (int32_t t = i; t < end; t++) {
            appui_program_term(&joint->program, joint->start[taken[t].start], 1);
        }
    }
}

static int32_t list_taken(const struct appui_problem *problem, bool firms, struct taken *taken)
{
    int32_t n = 0;
    for (int32_t s = 0; s < problem->n_starts; s++) {
        const struct appui_job *job = &problem->jobs[problem->start_job[s]];
        int32_t owner = firms ? problem->basin->needs[job->need].project : job->expert;
        for (int32_t h = 0; h < job->session; h++) {
            taken[n++] = (struct taken){owner, problem->starts[s] + h, s};
        }
    }
    return n;
}

/** A start in its week, for R9. */
struct weekly {
    appui_day monday;
    int32_t start;
};

static int by_week(const void *a, const void *b)
{
    const struct weekly *l = a, *r = b;
    if (l->monday != r->monday) {
        return l->monday < r->monday ? -1 : 1;
    }
    return (l->start > r->start) - (l->start < r->start);
}

/* Within a week a line that is not used has no session: tightens the relaxation where one expert
 * serves the need. */
static void row_week_line(struct appui_joint *joint, const struct weekly *week, int32_t n,
                          int32_t most)
{
    const struct appui_problem *problem = joint->problem;
    for (int32_t i = 0, end = 0; i < n; i = end) {
        int32_t j = problem->start_job[week[i].start];
        for (end = i; end < n && problem->start_job[week[end].start] == j; end++) {
        }
        if (joint->use[j] < 0 || end - i <= 1) {
            continue;
        }
        appui_program_row(&joint->program, APPUI_MINUS_INFINITY, 0, "R9_line.j%d.w%d", (int)j,
                          (int)week[i].monday);
        for (int32_t s = i; s < end; s++) {
            appui_program_term(&joint->program, joint->start[week[s].start], 1);
        }
        appui_program_term(&joint->program, joint->use[j], -(most < end - i ? most : end - i));
    }
}

/* R9 for one need and one of its weeks; sessions that stay count. */
static void row_week(struct appui_joint *joint, int32_t need, const struct weekly *week, int32_t n)
{
    const struct appui_problem *problem = joint->problem;
    int32_t most = problem->basin->needs[need].per_week -
                   appui_rules_week_used(&problem->rules, need, week[0].monday);
    most = most > 0 ? most : 0;
    if (n > most) {
        appui_program_row(&joint->program, APPUI_MINUS_INFINITY, most, "R9.%s.w%d",
                          joint->need_label[need], (int)week[0].monday);
        for (int32_t i = 0; i < n; i++) {
            appui_program_term(&joint->program, joint->start[week[i].start], 1);
        }
    }
    row_week_line(joint, week, n, most);
}

static void rows_weeks(struct appui_joint *joint, int32_t need, struct weekly *weekly)
{
    const struct appui_problem *problem = joint->problem;
    int32_t n = 0;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            weekly[n++] = (struct weekly){appui_date_monday(appui_problem_day(problem, s)), s};
        }
    }
    qsort(weekly, (size_t)n, sizeof *weekly, by_week);
    for (int32_t i = 0, end = 0; i < n; i = end) {
        for (end = i; end < n && weekly[end].monday == weekly[i].monday; end++) {
        }
        row_week(joint, need, weekly + i, end - i);
    }
}

static int rows_slots(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    size_t room = (size_t)problem->n_starts * 2 + 1;
    struct taken *taken = appui_calloc(room, sizeof *taken);
    struct weekly *weekly = appui_calloc(room, sizeof *weekly);
    int result = taken && weekly ? 0 : -1;
    if (result == 0) {
        rows_exclusive(joint, taken, list_taken(problem, false, taken), false);
        rows_exclusive(joint, taken, list_taken(problem, true, taken), true);
    }
    for (int32_t n = 0; result == 0 && n < problem->basin->n_needs; n++) {
        if (problem->basin->needs[n].per_week != APPUI_ABSENT) {
            rows_weeks(joint, n, weekly);
        }
    }
    appui_free(taken);
    appui_free(weekly);
    return result;
}

int appui_joint_rows_calendar(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        const struct appui_job *job = &problem->jobs[j];
        bool limited = problem->partner_period[problem->basin->experts[job->expert].partner] >= 0;
        if (problem->calendar) {
            row_sum(joint, j, joint->start, job->first_start, job->n_starts);
        } else if (limited) {
            row_sum(joint, j, joint->part, job->first_part, job->n_parts);
        }
    }
    return problem->calendar ? rows_slots(joint) : 0;
}
