/*
 * Promptness by day: first_d picks the day of a need's first session, active_d falls once from 1 to
 * 0 after the last. Both are tight without big-M: the cost of a day stands at a binary that only
 * that day, or a later one, can raise.
 */
#include "solver/promptness.h"

#include <stdlib.h>

#include "model/fraction.h"

static int by_day(const void *a, const void *b)
{
    appui_day l = *(const appui_day *)a, r = *(const appui_day *)b;
    return (l > r) - (l < r);
}

static int32_t collect_days(const struct appui_problem *problem, int32_t need, appui_day *days)
{
    int32_t n = 0;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            days[n++] = appui_problem_day(problem, s);
        }
    }
    qsort(days, (size_t)n, sizeof *days, by_day);
    int32_t distinct = 0;
    for (int32_t i = 0; i < n; i++) {
        if (i == 0 || days[i] != days[i - 1]) {
            days[distinct++] = days[i];
        }
    }
    return distinct;
}

static int32_t count_starts(const struct appui_problem *problem, int32_t need)
{
    int32_t n = 0;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        n += problem->jobs[j].n_starts;
    }
    return n;
}

/* first_d <= sessions that begin on day d: a first session is one that takes place. */
static void row_first(struct appui_joint *joint, const struct appui_prompt_need *prompt, int32_t d)
{
    const struct appui_problem *problem = joint->problem;
    appui_program_row(&joint->program, 0, APPUI_PLUS_INFINITY, "first.n%d.d%d", (int)prompt->need,
                      (int)prompt->days[d]);
    for (int32_t j = problem->need_job[prompt->need]; j < problem->need_job[prompt->need + 1];
         j++) {
        const struct appui_job *job = &problem->jobs[j];
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            if (appui_problem_day(problem, s) == prompt->days[d]) {
                appui_program_term(&joint->program, joint->start[s], 1);
            }
        }
    }
    appui_program_term(&joint->program, prompt->first[d], -1);
}

/* A session that begins on day d keeps active_d at 1; active never rises again. */
static void rows_active(struct appui_joint *joint, const struct appui_prompt_need *prompt)
{
    const struct appui_problem *problem = joint->problem;
    for (int32_t j = problem->need_job[prompt->need]; j < problem->need_job[prompt->need + 1];
         j++) {
        const struct appui_job *job = &problem->jobs[j];
        for (int32_t s = job->first_start, d = 0; s < job->first_start + job->n_starts; s++) {
            while (prompt->days[d] < appui_problem_day(problem, s)) {
                d++;
            }
            appui_program_row(&joint->program, APPUI_MINUS_INFINITY, 0, "active.s%d", (int)s);
            appui_program_term(&joint->program, joint->start[s], 1);
            appui_program_term(&joint->program, prompt->active[d], -1);
        }
    }
    for (int32_t d = 1; d < prompt->n_days; d++) {
        appui_program_row(&joint->program, 0, APPUI_PLUS_INFINITY, "fall.n%d.d%d",
                          (int)prompt->need, (int)prompt->days[d]);
        appui_program_term(&joint->program, prompt->active[d - 1], 1);
        appui_program_term(&joint->program, prompt->active[d], -1);
    }
}

static int add_need(struct appui_joint *joint, struct appui_promptness *promptness, int32_t need,
                    int32_t n_starts)
{
    const struct appui_basin *basin = joint->problem->basin;
    struct appui_prompt_need *prompt = &promptness->needs[promptness->n_needs++];
    appui_day ready = basin->projects[basin->needs[need].project].ready;
    size_t room = (size_t)n_starts;
    *prompt = (struct appui_prompt_need){.need = need,
                                         .reference = ready > basin->as_of ? ready : basin->as_of};
    prompt->days = appui_arena_alloc(&promptness->arena, room, sizeof *prompt->days);
    prompt->first = appui_arena_alloc(&promptness->arena, room, sizeof *prompt->first);
    prompt->active = appui_arena_alloc(&promptness->arena, room, sizeof *prompt->active);
    if (!prompt->days || !prompt->first || !prompt->active) {
        return -1;
    }
    prompt->n_days = collect_days(joint->problem, need, prompt->days);
    struct appui_program *program = &joint->program;
    for (int32_t d = 0; d < prompt->n_days; d++) {
        int n = (int)need, day = (int)prompt->days[d];
        prompt->first[d] = appui_program_column(program, 0, 1, true, "first.n%d.d%d", n, day);
        prompt->active[d] = appui_program_column(program, 0, 1, true, "active.n%d.d%d", n, day);
        appui_program_prefer(program, prompt->first[d], APPUI_BRANCH_LINES);
        appui_program_prefer(program, prompt->active[d], APPUI_BRANCH_LINES);
        row_first(joint, prompt, d);
    }
    appui_program_row(program, 1, 1, "first.n%d", (int)need);
    for (int32_t d = 0; d < prompt->n_days; d++) {
        appui_program_term(program, prompt->first[d], 1);
    }
    rows_active(joint, prompt);
    return 0;
}

int appui_promptness_build(struct appui_joint *joint, struct appui_promptness *promptness)
{
    const struct appui_problem *problem = joint->problem;
    int32_t n_needs = problem->basin->n_needs;
    promptness->needs =
        appui_arena_alloc(&promptness->arena, (size_t)n_needs, sizeof *promptness->needs);
    for (int32_t n = 0; promptness->needs && n < n_needs; n++) {
        int32_t n_starts = count_starts(problem, n);
        if (n_starts > 0 && add_need(joint, promptness, n, n_starts) < 0) {
            return -1;
        }
    }
    return promptness->needs && !joint->program.failed ? 0 : -1;
}

int64_t appui_promptness_aim(struct appui_joint *joint, const struct appui_promptness *promptness,
                             enum appui_tier tier)
{
    struct appui_program *program = &joint->program;
    bool first = tier == APPUI_TIER_PROMPTNESS_FIRST;
    int64_t constant = 0;
    appui_program_clear_costs(program);
    program->maximise = false;
    program->objective = appui_tier_name(tier);
    for (int32_t i = 0; i < promptness->n_needs; i++) {
        const struct appui_prompt_need *prompt = &promptness->needs[i];
        int64_t weight = joint->problem->need_weight[prompt->need];
        constant += first ? 0 : weight * (prompt->days[0] - prompt->reference);
        for (int32_t d = 0; d < prompt->n_days; d++) {
            if (first) {
                program->columns[prompt->first[d]].cost =
                    weight * (prompt->days[d] - prompt->reference);
            } else if (d > 0) {
                program->columns[prompt->active[d]].cost =
                    weight * (prompt->days[d] - prompt->days[d - 1]);
            }
        }
    }
    return constant;
}

void appui_promptness_hold(struct appui_joint *joint, enum appui_tier tier, int64_t value)
{
    struct appui_program *program = &joint->program;
    int64_t gcd = 0;
    for (int32_t c = 0; c < program->n_columns; c++) {
        gcd = appui_gcd(gcd, program->columns[c].cost);
    }
    if (gcd == 0) {
        return;
    }
    int64_t high = value / gcd - (value % gcd != 0 && value < 0);
    appui_program_row(program, APPUI_MINUS_INFINITY, high, "tier.%s", appui_tier_name(tier));
    for (int32_t c = 0; c < program->n_columns; c++) {
        appui_program_term(program, c, program->columns[c].cost / gcd);
    }
}

void appui_promptness_point(const struct appui_joint *joint,
                            const struct appui_promptness *promptness, int64_t *x)
{
    const struct appui_problem *problem = joint->problem;
    for (int32_t i = 0; i < promptness->n_needs; i++) {
        const struct appui_prompt_need *prompt = &promptness->needs[i];
        appui_day first = INT32_MAX, last = INT32_MIN;
        for (int32_t j = problem->need_job[prompt->need]; j < problem->need_job[prompt->need + 1];
             j++) {
            const struct appui_job *job = &problem->jobs[j];
            for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
                appui_day day = appui_problem_day(problem, s);
                bool chosen = x[joint->start[s]] != 0;
                first = chosen && day < first ? day : first;
                last = chosen && day > last ? day : last;
            }
        }
        for (int32_t d = 0; d < prompt->n_days; d++) {
            x[prompt->first[d]] = prompt->days[d] == first;
            x[prompt->active[d]] = prompt->days[d] <= last;
        }
    }
}

void appui_promptness_release(struct appui_promptness *promptness)
{
    appui_arena_release(&promptness->arena);
    *promptness = (struct appui_promptness){0};
}
