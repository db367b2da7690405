/*
 * R3, R4 and R6 of the joint model: which lines exist, with how many days, for which experts.
 */
#include <stdlib.h>

#include "solver/joint_rows.h"

/* How many new lines a need may get at most: free places for experts, and top-ups of those who
 * stand on it. */
static int32_t lines_at_most(const struct appui_problem *problem, int32_t need)
{
    int32_t places =
        problem->basin->needs[need].experts_max - problem->standing->need_experts[need];
    int32_t top_ups = 0;
    int32_t fresh = 0;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        bool proposal = problem->jobs[j].line < 0;
        top_ups += proposal && problem->jobs[j].top_up;
        fresh += proposal && !problem->jobs[j].top_up;
    }
    places = places < 0 ? 0 : places;
    return top_ups + (fresh < places ? fresh : places);
}

/* R3 and R4 for one proposal: low x <= d <= high x, in sessions. A lone line also carries the
 * need's own bounds. */
static void row_line_days(struct appui_joint *joint, int32_t j, bool lone)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_job *job = &problem->jobs[j];
    int32_t low = job->low, high = job->high, need_low = 0, need_high = 0;
    appui_rules_need_days(&problem->rules, job->need, &need_low, &need_high);
    if (!job->estimate && lone && need_low > low) {
        low = need_low;
    }
    if (!job->estimate && need_high < high) {
        high = need_high;
    }
    int64_t least = (low + job->session - 1) / job->session;
    int64_t most = high / job->session;
    struct appui_program *program = &joint->program;
    if (problem->lines_fixed) {
        program->columns[joint->use[j]].low = 1;
    }
    if (most < least || most < 1) {
        program->columns[joint->use[j]].high = 0;
        program->columns[joint->days[j]].high = 0;
        return;
    }
    joint->least[j] = (int32_t)(least > 1 ? least : 1);
    joint->most[j] = (int32_t)most;
    joint->least_row[j] =
        appui_program_row(program, 0, APPUI_PLUS_INFINITY, "R3_least.%s.%s",
                          joint->need_label[job->need], joint->expert_label[job->expert]);
    appui_program_term(program, joint->days[j], 1);
    appui_program_term(program, joint->use[j], -(least > 1 ? least : 1));
    joint->most_row[j] =
        appui_program_row(program, APPUI_MINUS_INFINITY, 0, "R3_most.%s.%s",
                          joint->need_label[job->need], joint->expert_label[job->expert]);
    appui_program_term(program, joint->days[j], 1);
    appui_program_term(program, joint->use[j], -most);
}

/* R4: at most so many experts who do not stand on the need yet. */
static void row_experts(struct appui_joint *joint, int32_t need)
{
    const struct appui_problem *problem = joint->problem;
    int32_t places =
        problem->basin->needs[need].experts_max - problem->standing->need_experts[need];
    appui_program_row(&joint->program, APPUI_MINUS_INFINITY, places > 0 ? places : 0,
                      "R4_experts.%s", joint->need_label[need]);
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        if (problem->jobs[j].line < 0 && !problem->jobs[j].top_up) {
            appui_program_term(&joint->program, joint->use[j], 1);
        }
    }
}

static void row_need_side(struct appui_joint *joint, int32_t need, bool least, int32_t half_days)
{
    const struct appui_problem *problem = joint->problem;
    appui_program_row(&joint->program, least ? 0 : APPUI_MINUS_INFINITY,
                      least ? APPUI_PLUS_INFINITY : 0,
                      least ? "R3_need_least.%s" : "R3_need_most.%s", joint->need_label[need]);
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        if (job->line < 0) {
            appui_program_term(&joint->program, joint->days[j], job->session);
        }
    }
    appui_program_term(&joint->program, joint->need_used[need], -half_days);
}

/* R3 over all experts of a need that several may serve: 0, or within [low, high]. */
static void rows_need_days(struct appui_joint *joint, int32_t need)
{
    const struct appui_problem *problem = joint->problem;
    int32_t low = 0, high = 0;
    appui_rules_need_days(&problem->rules, need, &low, &high);
    joint->need_used[need] = appui_program_column(&joint->program, 0, high >= low && high > 0, true,
                                                  "u.%s", joint->need_label[need]);
    row_need_side(joint, need, true, low);
    row_need_side(joint, need, false, high > 0 ? high : 0);
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        if (problem->jobs[j].line < 0) {
            appui_program_row(&joint->program, APPUI_MINUS_INFINITY, 0, "R3_used.%s.%s",
                              joint->need_label[need],
                              joint->expert_label[problem->jobs[j].expert]);
            appui_program_term(&joint->program, joint->use[j], 1);
            appui_program_term(&joint->program, joint->need_used[need], -1);
        }
    }
}

void appui_joint_rows_lines(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    for (int32_t n = 0; n < problem->basin->n_needs; n++) {
        joint->need_used[n] = -1;
        int32_t most = lines_at_most(problem, n);
        bool lone = most <= 1;
        bool any = false;
        for (int32_t j = problem->need_job[n]; j < problem->need_job[n + 1]; j++) {
            if (problem->jobs[j].line < 0) {
                row_line_days(joint, j, lone);
                any = true;
            }
        }
        if (any) {
            row_experts(joint, n);
        }
        if (any && !lone) {
            rows_need_days(joint, n);
        }
    }
}

/* A job seen from its expert, for grouping. */
struct expert_job {
    int32_t expert, project, job;
};

static int by_expert_project(const void *a, const void *b)
{
    const struct expert_job *l = a, *r = b;
    if (l->expert != r->expert) {
        return l->expert < r->expert ? -1 : 1;
    }
    if (l->project != r->project) {
        return l->project < r->project ? -1 : 1;
    }
    return (l->job > r->job) - (l->job < r->job);
}

/* R6, days: what the expert gives beyond what stands is within what is left of days_max. */
static void row_expert_days(struct appui_joint *joint, const struct expert_job *jobs, int32_t n)
{
    const struct appui_problem *problem = joint->problem;
    int32_t e = jobs[0].expert;
    int32_t most = problem->basin->experts[e].half_days_max;
    if (most == APPUI_ABSENT) {
        return;
    }
    int32_t left = most - problem->standing->expert_half_days[e];
    joint->expert_days_row[e] =
        appui_program_row(&joint->program, APPUI_MINUS_INFINITY, left > 0 ? left : 0, "R6_days.%s",
                          joint->expert_label[e]);
    for (int32_t i = 0; i < n; i++) {
        appui_program_term(&joint->program, joint->days[jobs[i].job],
                           problem->jobs[jobs[i].job].session);
    }
}

/* The column that says whether the expert works for a project: the lone job's x, or a k above all
 * of its x. */
static int32_t project_column(struct appui_joint *joint, const struct expert_job *jobs, int32_t n)
{
    if (n == 1) {
        return joint->use[jobs[0].job];
    }
    const char *expert = joint->expert_label[jobs[0].expert];
    int32_t k =
        appui_program_column(&joint->program, 0, 1, true, "k.%s.p%d", expert, (int)jobs[0].project);
    for (int32_t i = 0; i < n; i++) {
        joint->job_project[jobs[i].job] = k;
        joint->project_row[jobs[i].job] =
            appui_program_row(&joint->program, APPUI_MINUS_INFINITY, 0, "R6_project.%s.j%d", expert,
                              (int)jobs[i].job);
        appui_program_term(&joint->program, joint->use[jobs[i].job], 1);
        appui_program_term(&joint->program, k, -1);
    }
    return k;
}

/* R6, projects: those that stand already cost nothing more. */
static void rows_expert_projects(struct appui_joint *joint, const struct expert_job *jobs,
                                 int32_t n, int32_t *columns)
{
    const struct appui_problem *problem = joint->problem;
    int32_t e = jobs[0].expert;
    int32_t most = problem->basin->experts[e].projects_max;
    int32_t left =
        most - (most == APPUI_ABSENT ? 0 : appui_standing_projects(problem->standing, e));
    int32_t n_columns = 0;
    for (int32_t i = 0, end = 0; most != APPUI_ABSENT && i < n; i = end) {
        for (end = i; end < n && jobs[end].project == jobs[i].project; end++) {
        }
        if (!appui_standing_has_project(problem->standing, e, jobs[i].project)) {
            columns[n_columns++] = project_column(joint, jobs + i, end - i);
        }
    }
    left = left > 0 ? left : 0;
    if (n_columns <= left) {
        return;
    }
    joint->expert_projects_row[e] = appui_program_row(&joint->program, APPUI_MINUS_INFINITY, left,
                                                      "R6_projects.%s", joint->expert_label[e]);
    for (int32_t c = 0; c < n_columns; c++) {
        appui_program_term(&joint->program, columns[c], 1);
    }
}

int appui_joint_rows_experts(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    struct expert_job *jobs = appui_calloc((size_t)problem->n_jobs + 1, sizeof *jobs);
    int32_t *columns = appui_calloc((size_t)problem->n_jobs + 1, sizeof *columns);
    int32_t n = 0;
    int result = jobs && columns ? 0 : -1;
    for (int32_t j = 0; result == 0 && j < problem->n_jobs; j++) {
        const struct appui_job *job = &problem->jobs[j];
        if (job->line < 0) {
            jobs[n++] =
                (struct expert_job){job->expert, problem->basin->needs[job->need].project, j};
        }
    }
    if (result == 0) {
        qsort(jobs, (size_t)n, sizeof *jobs, by_expert_project);
    }
    for (int32_t i = 0, end = 0; i < n; i = end) {
        for (end = i; end < n && jobs[end].expert == jobs[i].expert; end++) {
        }
        row_expert_days(joint, jobs + i, end - i);
        rows_expert_projects(joint, jobs + i, end - i, columns);
    }
    appui_free(jobs);
    appui_free(columns);
    return result;
}
