/*
 * The joint model: columns, objectives of the scalar tiers, and the way between points and
 * solutions. The rows stand in joint_lines.c, joint_pledges.c, joint_calendar.c and joint_order.c.
 */
#include "solver/joint.h"

#include <stdio.h>
#include <string.h>

#include "model/fraction.h"
#include "solver/joint_rows.h"

/* Ids may hold '/', '-' and '.', which LP readers do not all take; the index keeps names unique. */
static const char *make_label(struct appui_joint *joint, char kind, int32_t index, const char *id)
{
    char *label = appui_arena_format(&joint->arena, "%c%d_%s", kind, (int)index, id);
    for (char *c = label; c && *c; c++) {
        bool plain =
            (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9');
        *c = plain ? *c : '_';
    }
    return label;
}

static int make_labels(struct appui_joint *joint)
{
    const struct appui_basin *basin = joint->problem->basin;
    joint->need_label =
        appui_arena_alloc(&joint->arena, (size_t)basin->n_needs, sizeof *joint->need_label);
    joint->expert_label =
        appui_arena_alloc(&joint->arena, (size_t)basin->n_experts, sizeof *joint->expert_label);
    if (!joint->need_label || !joint->expert_label) {
        return -1;
    }
    for (int32_t n = 0; n < basin->n_needs; n++) {
        joint->need_label[n] = make_label(joint, 'n', n, basin->needs[n].id);
        if (!joint->need_label[n]) {
            return -1;
        }
    }
    for (int32_t e = 0; e < basin->n_experts; e++) {
        joint->expert_label[e] = make_label(joint, 'e', e, basin->experts[e].id);
        if (!joint->expert_label[e]) {
            return -1;
        }
    }
    return 0;
}

/* An array of -1. */
static int32_t *none(struct appui_arena *arena, int32_t n)
{
    int32_t *items = appui_arena_alloc(arena, (size_t)n, sizeof *items);
    for (int32_t i = 0; items && i < n; i++) {
        items[i] = -1;
    }
    return items;
}

static int allocate(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    struct appui_arena *arena = &joint->arena;
    size_t n_jobs = (size_t)problem->n_jobs;
    size_t n_needs = (size_t)problem->basin->n_needs;
    joint->use = appui_arena_alloc(arena, n_jobs, sizeof *joint->use);
    joint->days = appui_arena_alloc(arena, n_jobs, sizeof *joint->days);
    joint->job_project = appui_arena_alloc(arena, n_jobs, sizeof *joint->job_project);
    joint->start = appui_arena_alloc(arena, (size_t)problem->n_starts, sizeof *joint->start);
    joint->part = appui_arena_alloc(arena, (size_t)problem->n_parts, sizeof *joint->part);
    joint->need_used = appui_arena_alloc(arena, n_needs, sizeof *joint->need_used);
    joint->periods = appui_arena_alloc(arena, (size_t)problem->n_periods, sizeof *joint->periods);
    int32_t n_experts = problem->basin->n_experts;
    joint->least = appui_arena_alloc(arena, n_jobs, sizeof *joint->least);
    joint->most = appui_arena_alloc(arena, n_jobs, sizeof *joint->most);
    joint->least_row = none(arena, problem->n_jobs);
    joint->most_row = none(arena, problem->n_jobs);
    joint->sum_row = none(arena, problem->n_jobs);
    joint->project_row = none(arena, problem->n_jobs);
    joint->expert_days_row = none(arena, n_experts);
    joint->expert_projects_row = none(arena, n_experts);
    joint->period_total_row = none(arena, problem->n_periods);
    bool rows = joint->least && joint->most && joint->least_row && joint->most_row &&
                joint->sum_row && joint->project_row && joint->expert_days_row &&
                joint->expert_projects_row && joint->period_total_row;
    bool ok = rows && joint->use && joint->days && joint->job_project && joint->start &&
              joint->part && joint->need_used && joint->periods;
    return ok ? make_labels(joint) : -1;
}

static void add_job_columns(struct appui_joint *joint, int32_t j)
{
    const struct appui_job *job = &joint->problem->jobs[j];
    const char *need = joint->need_label[job->need];
    const char *expert = joint->expert_label[job->expert];
    joint->job_project[j] = -1;
    joint->use[j] = -1;
    if (job->line < 0) {
        joint->use[j] = appui_program_column(&joint->program, 0, 1, true, "x.%s.%s", need, expert);
        joint->days[j] = appui_program_column(&joint->program, 0, job->high / job->session, true,
                                              "d.%s.%s", need, expert);
    } else {
        /* agreed half-days are fixed once placement alone is left: then low is high */
        joint->days[j] =
            appui_program_column(&joint->program, job->low / job->session, job->high / job->session,
                                 true, "a%d.%s.%s", (int)job->line, need, expert);
    }
}

static void add_start_columns(struct appui_joint *joint, int32_t j)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_job *job = &problem->jobs[j];
    for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
        struct appui_civil date = appui_date_to_civil(appui_problem_day(problem, s));
        const char *half = job->session == 2 ? "full" : problem->starts[s] % 2 ? "pm" : "am";
        joint->start[s] = appui_program_column(
            &joint->program, problem->start_kept && problem->start_kept[s], 1, true,
            "y%d.%s.%s.%04d_%02d_%02d_%s", (int)(job->line + 1), joint->need_label[job->need],
            joint->expert_label[job->expert], (int)date.year, (int)date.month, (int)date.day, half);
    }
}

static void add_part_columns(struct appui_joint *joint, int32_t j)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_job *job = &problem->jobs[j];
    for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
        int32_t pledge = problem->periods[problem->parts[h]].pledge;
        char period[16] = "out"; /* dates outside all pledges */
        if (pledge >= 0) {
            snprintf(period, sizeof period, "r%d", (int)pledge);
        }
        joint->part[h] = appui_program_column(&joint->program, 0, job->high / job->session, true,
                                              "h.%s.%s.%s", joint->need_label[job->need],
                                              joint->expert_label[job->expert], period);
    }
}

/* Lines and days decide, the slots of their sessions follow. Without slots pseudo-costs do better.
 */
static void prefer_lines(struct appui_joint *joint)
{
    const struct appui_problem *problem = joint->problem;
    for (int32_t c = 0; problem->calendar && c < joint->program.n_columns; c++) {
        appui_program_prefer(&joint->program, c,
                             joint->program.columns[c].integer ? APPUI_BRANCH_LINES : 0);
    }
    for (int32_t s = 0; s < problem->n_starts; s++) {
        appui_program_prefer(&joint->program, joint->start[s], 0);
    }
}

int appui_joint_build(const struct appui_problem *problem, struct appui_joint *joint)
{
    joint->problem = problem;
    if (allocate(joint) < 0) {
        return -1;
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        add_job_columns(joint, j);
    }
    appui_joint_rows_lines(joint);
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        add_start_columns(joint, j);
        add_part_columns(joint, j);
    }
    if (appui_joint_rows_experts(joint) < 0 || appui_joint_rows_pledges(joint) < 0 ||
        appui_joint_rows_calendar(joint) < 0 || appui_joint_rows_order(joint) < 0 ||
        appui_joint_rows_committees(joint) < 0) {
        return -1;
    }
    prefer_lines(joint);
    return joint->program.failed ? -1 : 0;
}

int32_t appui_joint_required_job(const struct appui_joint *joint, int32_t rule)
{
    const struct appui_problem *problem = joint->problem;
    const struct appui_pair_rule *pair = &problem->basin->require[rule];
    if (appui_standing_pair(problem->basin, problem->standing, pair->expert, pair->need) > 0) {
        return APPUI_REQUIRE_MET;
    }
    int32_t j = appui_problem_find(problem, pair->need, pair->expert);
    return j < 0 ? APPUI_REQUIRE_IMPOSSIBLE : j;
}

void appui_joint_require(struct appui_joint *joint)
{
    for (int32_t r = 0; r < joint->problem->basin->n_require; r++) {
        int32_t j = appui_joint_required_job(joint, r);
        if (j >= 0) {
            joint->program.columns[joint->use[j]].low = 1;
        }
    }
}

void appui_joint_release(struct appui_joint *joint)
{
    appui_program_release(&joint->program);
    appui_arena_release(&joint->arena);
    *joint = (struct appui_joint){0};
}

/** What one unit of a job's two columns is worth in a tier. */
struct worth {
    int64_t use, session;
};

static struct worth job_worth(const struct appui_problem *problem, int32_t j, enum appui_tier tier)
{
    const struct appui_job *job = &problem->jobs[j];
    struct worth worth = {0, 0};
    bool proposal = job->line < 0;
    if (tier == APPUI_TIER_AGREED && !proposal) {
        worth.session = job->session;
    } else if (tier == APPUI_TIER_CONCENTRATION && proposal) {
        worth.use = 1;
    } else if (proposal && (tier == APPUI_TIER_COVERAGE || tier == APPUI_TIER_FIT)) {
        int64_t each = tier == APPUI_TIER_FIT ? job->fit : problem->need_weight[job->need];
        worth.use = job->estimate ? each * job->served_by_use : 0;
        worth.session = job->estimate ? 0 : each * job->session;
    }
    return worth;
}

void appui_joint_aim(struct appui_joint *joint, enum appui_tier tier)
{
    struct appui_program *program = &joint->program;
    appui_program_clear_costs(program);
    program->maximise = appui_tier_maximises(tier);
    program->objective = appui_tier_name(tier);
    for (int32_t j = 0; j < joint->problem->n_jobs; j++) {
        struct worth worth = job_worth(joint->problem, j, tier);
        if (joint->use[j] >= 0) {
            program->columns[joint->use[j]].cost = worth.use;
        }
        program->columns[joint->days[j]].cost = worth.session;
    }
    appui_joint_aim_committees(joint, tier);
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && a < 0);
}

void appui_joint_hold_aim(struct appui_joint *joint, int64_t value)
{
    struct appui_program *program = &joint->program;
    int32_t n_columns = program->n_columns;
    int64_t gcd = 0;
    for (int32_t c = 0; c < n_columns; c++) {
        gcd = appui_gcd(gcd, program->columns[c].cost);
    }
    if (gcd == 0) {
        return;
    }
    bool up = program->maximise;
    int64_t low = up ? -floor_div(-value, gcd) : APPUI_MINUS_INFINITY;
    int64_t high = up ? APPUI_PLUS_INFINITY : floor_div(value, gcd);
    appui_program_row(program, low, high, "tier.%s", program->objective);
    for (int32_t c = 0; c < n_columns; c++) {
        appui_program_term(program, c, program->columns[c].cost / gcd);
    }
}

void appui_joint_hold(struct appui_joint *joint, enum appui_tier tier, int64_t value)
{
    appui_joint_aim(joint, tier);
    appui_joint_hold_aim(joint, value);
}

bool appui_joint_aim_overrun(struct appui_joint *joint)
{
    struct appui_program *program = &joint->program;
    bool any = false;
    appui_program_clear_costs(program);
    program->maximise = false;
    program->objective = "overrun";
    for (int32_t r = 0; r < joint->problem->n_periods; r++) {
        const struct appui_joint_period *period = &joint->periods[r];
        if (period->overrun >= 0 && period->agreed > 0) {
            program->columns[period->overrun].cost = 1;
            any = true;
        }
    }
    return any;
}

void appui_joint_point_job(const struct appui_joint *joint, int32_t j, int32_t half_days,
                           int64_t *x)
{
    const struct appui_job *job = &joint->problem->jobs[j];
    x[joint->days[j]] = half_days / job->session;
    if (job->line >= 0 || half_days == 0) {
        return;
    }
    x[joint->use[j]] = 1;
    if (joint->need_used[job->need] >= 0) {
        x[joint->need_used[job->need]] = 1;
    }
    if (joint->job_project[j] >= 0) {
        x[joint->job_project[j]] = 1;
    }
}

void appui_joint_point(const struct appui_joint *joint, const struct appui_solution *solution,
                       int64_t *x)
{
    const struct appui_problem *problem = joint->problem;
    memset(x, 0, (size_t)joint->program.n_columns * sizeof *x);
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        const struct appui_job *job = &problem->jobs[j];
        appui_joint_point_job(joint, j, solution->half_days[j], x);
        for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
            x[joint->part[h]] = solution->part[h] / job->session;
        }
    }
    for (int32_t s = 0; s < problem->n_starts; s++) {
        x[joint->start[s]] = solution->chosen[s];
    }
    appui_joint_point_pledges(joint, x);
    appui_joint_point_order(joint, x);
    appui_joint_point_committees(joint, solution, x);
}

void appui_joint_solution(const struct appui_joint *joint, const int64_t *x,
                          struct appui_solution *solution)
{
    const struct appui_problem *problem = joint->problem;
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        const struct appui_job *job = &problem->jobs[j];
        solution->half_days[j] = (int32_t)x[joint->days[j]] * job->session;
        for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
            solution->part[h] = (int32_t)x[joint->part[h]] * job->session;
        }
    }
    for (int32_t s = 0; s < problem->n_starts; s++) {
        solution->chosen[s] = (uint8_t)x[joint->start[s]];
    }
    appui_joint_committees(joint, x, solution);
}
