/*
 * Compiling a basin: which jobs exist, in which slots their sessions may begin, and what each
 * pledge period can bear.
 *
 * Everything a single pair can know is decided here by asking model/rules; what several jobs do to
 * each other is left to the formulations.
 */
#include "solver/problem.h"

#include <string.h>

#include "model/memory.h"

/** Growing arrays while the number of jobs and starts is unknown. */
struct builder {
    struct appui_problem *problem;
    struct appui_slots scratch;
    struct appui_job *jobs;
    int32_t n_jobs, job_capacity;
    int32_t *starts, *origins; /**< origins: when lines are fixed */
    int32_t n_starts, start_capacity, origin_capacity;
    int32_t *parts;
    int32_t n_parts, part_capacity;
};

static int32_t max32(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* Half-days of standing sessions of one partner dated from..to; with outside set, those in no
 * pledge period. */
static int32_t standing_between(const struct appui_problem *problem, int32_t partner,
                                int32_t pledge)
{
    const struct appui_basin *basin = problem->basin;
    const struct appui_partner *owner = &basin->partners[partner];
    int32_t sum = 0;
    for (int32_t l = 0; l < basin->n_lines; l++) {
        const struct appui_line *line = &basin->lines[l];
        const struct appui_line_standing *stand = &problem->standing->lines[l];
        if (!stand->counts || basin->experts[line->expert].partner != partner) {
            continue;
        }
        for (int32_t s = 0; s < line->n_sessions; s++) {
            const struct appui_session *session = &line->sessions[s];
            bool stays = session->state != APPUI_SESSION_CANCELLED && stand->why[s] == APPUI_STAYS;
            if (stays && appui_partner_pledge_at(owner, session->day) == pledge) {
                sum += appui_half_size(session->half);
            }
        }
    }
    return sum;
}

static void set_period(struct appui_problem *problem, struct appui_period *period, int32_t partner,
                       int32_t pledge)
{
    period->partner = partner;
    period->pledge = pledge;
    if (pledge >= 0) {
        const struct appui_pledge *p = &problem->basin->partners[partner].pledges[pledge];
        int32_t earmarked = 0;
        for (int32_t k = 0; k < p->n_earmarks; k++) {
            earmarked += p->earmarks[k].half_days;
        }
        period->general = max32(0, p->half_days - earmarked - p->delivered);
        period->total = p->half_days - p->delivered;
    }
    period->standing = standing_between(problem, partner, pledge);
}

static int build_periods(struct appui_problem *problem)
{
    const struct appui_basin *basin = problem->basin;
    int32_t n = 0;
    for (int32_t p = 0; p < basin->n_partners; p++) {
        n += basin->partners[p].limited ? basin->partners[p].n_pledges + 1 : 0;
    }
    problem->periods = appui_arena_alloc(&problem->arena, (size_t)n, sizeof *problem->periods);
    problem->partner_period = appui_arena_alloc(&problem->arena, (size_t)basin->n_partners,
                                                sizeof *problem->partner_period);
    if (!problem->periods || !problem->partner_period) {
        return -1;
    }
    for (int32_t p = 0; p < basin->n_partners; p++) {
        const struct appui_partner *partner = &basin->partners[p];
        problem->partner_period[p] = partner->limited ? problem->n_periods : -1;
        for (int32_t r = 0; partner->limited && r <= partner->n_pledges; r++) {
            struct appui_period *period = &problem->periods[problem->n_periods++];
            set_period(problem, period, p, r < partner->n_pledges ? r : -1);
        }
    }
    return 0;
}

/* Period of a partner that holds a day; -1 when the partner has no limit. */
static int32_t period_at(const struct appui_problem *problem, int32_t partner, appui_day day)
{
    int32_t first = problem->partner_period[partner];
    if (first < 0) {
        return -1;
    }
    const struct appui_partner *p = &problem->basin->partners[partner];
    int32_t pledge = appui_partner_pledge_at(p, day);
    return first + (pledge >= 0 ? pledge : p->n_pledges);
}

/* A proposal needs room in its period; agreed half-days are placed even where that overruns
 * (docs/choices.md). */
static bool start_is_open(const struct appui_problem *problem, const struct appui_job *job,
                          int32_t period)
{
    if (job->line >= 0 || period < 0) {
        return true;
    }
    const struct appui_period *p = &problem->periods[period];
    return p->total - p->standing >= job->session;
}

static int add_starts(struct builder *b, struct appui_job *job)
{
    struct appui_problem *problem = b->problem;
    int32_t partner = problem->basin->experts[job->expert].partner;
    job->first_start = b->n_starts;
    appui_rules_slots(&problem->rules, job->expert, job->need, &b->scratch);
    for (int32_t s = appui_slots_next(&b->scratch, 0); s >= 0;
         s = appui_slots_next(&b->scratch, s + 1)) {
        int32_t period = period_at(problem, partner, appui_basin_slot_day(problem->basin, s));
        bool begins = job->session == 1 || s % 2 == 0;
        if (!begins || !start_is_open(problem, job, period)) {
            continue;
        }
        if (appui_grow(&b->starts, &b->start_capacity, b->n_starts + 1, sizeof *b->starts) < 0) {
            return -1;
        }
        b->starts[b->n_starts++] = s;
    }
    job->n_starts = b->n_starts - job->first_start;
    return 0;
}

/* Without calendar a job's half-days are split over the pledge periods that overlap its window. */
static int add_parts(struct builder *b, struct appui_job *job)
{
    const struct appui_problem *problem = b->problem;
    int32_t partner = problem->basin->experts[job->expert].partner;
    const struct appui_partner *p = &problem->basin->partners[partner];
    const struct appui_need *need = &problem->basin->needs[job->need];
    job->first_part = b->n_parts;
    for (int32_t r = 0; p->limited && r < p->n_pledges; r++) {
        int32_t period = problem->partner_period[partner] + r;
        bool overlaps =
            p->pledges[r].from <= need->window_to && need->window_from <= p->pledges[r].to;
        if (!overlaps || !start_is_open(problem, job, period)) {
            continue;
        }
        if (appui_grow(&b->parts, &b->part_capacity, b->n_parts + 1, sizeof *b->parts) < 0) {
            return -1;
        }
        b->parts[b->n_parts++] = period;
    }
    job->n_parts = b->n_parts - job->first_part;
    return 0;
}

static int push_job(struct builder *b, struct appui_job job)
{
    if (appui_grow(&b->jobs, &b->job_capacity, b->n_jobs + 1, sizeof *b->jobs) < 0) {
        return -1;
    }
    b->jobs[b->n_jobs++] = job;
    return 0;
}

static int add_agreed(struct builder *b, int32_t need)
{
    const struct appui_basin *basin = b->problem->basin;
    for (int32_t l = 0; b->problem->calendar && l < basin->n_lines; l++) {
        const struct appui_line *line = &basin->lines[l];
        int32_t session = basin->needs[need].session;
        int32_t to_place =
            line->need == need ? b->problem->standing->lines[l].to_place / session * session : 0;
        if (to_place == 0) {
            continue;
        }
        struct appui_job job = {
            .need = need, .expert = line->expert, .line = l, .session = session, .high = to_place};
        job.top_up = true;
        if (add_starts(b, &job) < 0 || push_job(b, job) < 0) {
            return -1;
        }
    }
    return 0;
}

static void set_proposal(const struct appui_problem *problem, struct appui_job *job)
{
    const struct appui_basin *basin = problem->basin;
    int32_t n = job->need, e = job->expert;
    appui_rules_pair_days(&problem->rules, e, n, &job->low, &job->high);
    job->estimate = appui_basin_estimate_days(basin, e, n) != APPUI_ABSENT;
    job->served_by_use = job->estimate ? appui_rules_served(&problem->rules, e, n, job->high) : 0;
    job->fit = appui_basin_fit(basin, e, n);
    job->top_up = appui_standing_pair(basin, problem->standing, e, n) > 0;
}

static int add_proposals(struct builder *b, int32_t need)
{
    struct appui_problem *problem = b->problem;
    const struct appui_basin *basin = problem->basin;
    if (!appui_basin_need_planned(basin, need)) {
        return 0;
    }
    for (int32_t e = 0; e < basin->n_experts; e++) {
        if (appui_basin_level(basin, e, basin->needs[need].skill) == 0 ||
            appui_rules_pair(&problem->rules, e, need, &b->scratch) != 0) {
            continue;
        }
        struct appui_job job = {
            .need = need, .expert = e, .line = -1, .session = basin->needs[need].session};
        set_proposal(problem, &job);
        if ((problem->calendar ? add_starts(b, &job) : add_parts(b, &job)) < 0) {
            return -1;
        }
        bool room = problem->calendar
                        ? job.n_starts * job.session >= job.low
                        : job.n_parts > 0 || !basin->partners[basin->experts[e].partner].limited;
        if (!room) {
            b->n_starts -= job.n_starts;
            b->n_parts -= job.n_parts;
        } else if (push_job(b, job) < 0) {
            return -1;
        }
    }
    return 0;
}

static int store(struct builder *b)
{
    struct appui_problem *problem = b->problem;
    problem->n_jobs = b->n_jobs;
    problem->n_starts = b->n_starts;
    problem->n_parts = b->n_parts;
    problem->jobs = appui_arena_alloc(&problem->arena, (size_t)b->n_jobs, sizeof *b->jobs);
    problem->starts = appui_arena_alloc(&problem->arena, (size_t)b->n_starts, sizeof *b->starts);
    problem->start_job = appui_arena_alloc(&problem->arena, (size_t)b->n_starts, sizeof *b->starts);
    problem->start_period =
        appui_arena_alloc(&problem->arena, (size_t)b->n_starts, sizeof *b->starts);
    problem->parts = appui_arena_alloc(&problem->arena, (size_t)b->n_parts, sizeof *b->parts);
    if (!problem->jobs || !problem->starts || !problem->start_job || !problem->start_period ||
        !problem->parts) {
        return -1;
    }
    for (int32_t j = 0; j < b->n_jobs; j++) {
        problem->jobs[j] = b->jobs[j];
    }
    for (int32_t s = 0; s < b->n_starts; s++) {
        problem->starts[s] = b->starts[s];
    }
    if (b->origins) {
        problem->start_origin =
            appui_arena_alloc(&problem->arena, (size_t)b->n_starts, sizeof *b->origins);
        if (!problem->start_origin) {
            return -1;
        }
        memcpy(problem->start_origin, b->origins, (size_t)b->n_starts * sizeof *b->origins);
    }
    for (int32_t k = 0; k < b->n_parts; k++) {
        problem->parts[k] = b->parts[k];
    }
    return 0;
}

static void index_starts(struct appui_problem *problem)
{
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        const struct appui_job *job = &problem->jobs[j];
        int32_t partner = problem->basin->experts[job->expert].partner;
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            problem->start_job[s] = j;
            problem->start_period[s] = period_at(problem, partner, appui_problem_day(problem, s));
        }
    }
}

static int index_needs(struct appui_problem *problem)
{
    const struct appui_basin *basin = problem->basin;
    problem->need_job =
        appui_arena_alloc(&problem->arena, (size_t)basin->n_needs + 1, sizeof *problem->need_job);
    problem->need_weight =
        appui_arena_alloc(&problem->arena, (size_t)basin->n_needs, sizeof *problem->need_weight);
    if (!problem->need_job || !problem->need_weight) {
        return -1;
    }
    int32_t j = 0;
    for (int32_t n = 0; n < basin->n_needs; n++) {
        problem->need_job[n] = j;
        problem->need_weight[n] = appui_basin_need_weight(basin, n);
        while (j < problem->n_jobs && problem->jobs[j].need == n) {
            j++;
        }
    }
    problem->need_job[basin->n_needs] = j;
    return 0;
}

/* Who waits for the committee, and for which dates: without calendar nobody does. */
static int build_dossiers(struct appui_problem *problem)
{
    const struct appui_basin *basin = problem->basin;
    const struct appui_meeting_dates *dates = &problem->standing->dates;
    size_t n_projects = (size_t)basin->n_projects, n_choices = 0;
    problem->project_dossier =
        appui_arena_alloc(&problem->arena, n_projects, sizeof *problem->project_dossier);
    problem->dossiers = appui_arena_alloc(&problem->arena, n_projects, sizeof *problem->dossiers);
    problem->choices =
        appui_arena_alloc(&problem->arena, n_projects * (size_t)dates->n, sizeof *problem->choices);
    if (!problem->project_dossier || !problem->dossiers || !problem->choices) {
        return -1;
    }
    problem->committees = problem->calendar && basin->committees.given;
    for (int32_t q = 0; q < basin->n_projects; q++) {
        problem->project_dossier[q] = -1;
        if (!problem->calendar || !appui_rules_waits_for_committee(basin, q)) {
            continue;
        }
        struct appui_dossier *dossier = &problem->dossiers[problem->n_dossiers];
        *dossier = (struct appui_dossier){.project = q, .first_choice = (int32_t)n_choices};
        for (int32_t d = 0; d < dates->n; d++) {
            if (appui_meetings_may_examine(basin, problem->standing, &dates->dates[d], q)) {
                problem->choices[n_choices++] = d;
            }
        }
        dossier->n_choices = (int32_t)n_choices - dossier->first_choice;
        problem->project_dossier[q] = problem->n_dossiers++;
    }
    return 0;
}

appui_day appui_problem_choice_day(const struct appui_problem *problem, int32_t choice)
{
    return problem->standing->dates.dates[problem->choices[choice]].day;
}

struct appui_examined appui_problem_examine(const struct appui_problem *problem, int32_t choice)
{
    const struct appui_basin *basin = problem->basin;
    if (choice < 0) {
        return (struct appui_examined){INT32_MAX, INT32_MAX};
    }
    appui_day day = appui_problem_choice_day(problem, choice);
    return (struct appui_examined){appui_basin_slot(basin, day + basin->committees.lead_days),
                                   appui_basin_slot(basin, day)};
}

int appui_problem_examined(const struct appui_problem *problem,
                           const struct appui_solution *solution, struct appui_arena *arena,
                           struct appui_examined **examined)
{
    *examined = appui_arena_alloc(arena, (size_t)problem->n_dossiers, sizeof **examined);
    for (int32_t d = 0; *examined && d < problem->n_dossiers; d++) {
        (*examined)[d] = appui_problem_examine(problem, solution->choice[d]);
    }
    return *examined ? 0 : -1;
}

bool appui_problem_admits(const struct appui_problem *problem,
                          const struct appui_examined *examined, int32_t start)
{
    const struct appui_job *job = &problem->jobs[problem->start_job[start]];
    const struct appui_need *need = &problem->basin->needs[job->need];
    int32_t dossier = examined ? problem->project_dossier[need->project] : -1;
    if (dossier < 0) {
        return true;
    }
    return need->phase == APPUI_SUPPORT
               ? problem->starts[start] >= examined[dossier].support_from
               : problem->starts[start] + job->session <= examined[dossier].diagnosed_to;
}

static int build_jobs(struct builder *b)
{
    for (int32_t n = 0; n < b->problem->basin->n_needs; n++) {
        if (add_agreed(b, n) < 0 || add_proposals(b, n) < 0) {
            return -1;
        }
    }
    return store(b);
}

int appui_problem_build(const struct appui_basin *basin, const struct appui_standing *standing,
                        bool calendar, struct appui_problem *problem)
{
    problem->basin = basin;
    problem->standing = standing;
    problem->calendar = calendar;
    problem->rules =
        (struct appui_rules){.basin = basin, .standing = standing, .calendar = calendar};
    struct builder b = {.problem = problem};
    int failed = appui_slots_new(&b.scratch, &problem->arena, basin->n_slots) < 0 ||
                 build_periods(problem) < 0 || build_dossiers(problem) < 0 || build_jobs(&b) < 0 ||
                 index_needs(problem) < 0;
    appui_free(b.jobs);
    appui_free(b.starts);
    appui_free(b.origins);
    appui_free(b.parts);
    if (failed) {
        return -1;
    }
    index_starts(problem);
    return 0;
}

static int copy_starts(struct builder *b, const struct appui_problem *from,
                       const struct appui_given *given, struct appui_job *job)
{
    int32_t first = job->first_start, n = job->n_starts;
    int32_t room = b->n_starts + n;
    if (appui_grow(&b->starts, &b->start_capacity, room, sizeof *b->starts) < 0 ||
        appui_grow(&b->origins, &b->origin_capacity, room, sizeof *b->origins) < 0) {
        return -1;
    }
    job->first_start = b->n_starts;
    job->n_starts = 0;
    for (int32_t s = first; s < first + n; s++) {
        if (appui_problem_admits(from, given->examined, s)) {
            b->origins[b->n_starts] = s;
            b->starts[b->n_starts++] = from->starts[s];
            job->n_starts++;
        }
    }
    return 0;
}

static int copy_used(struct builder *b, const struct appui_problem *from, const int32_t *half_days,
                     const struct appui_given *given, int32_t *origin)
{
    for (int32_t j = 0; j < from->n_jobs; j++) {
        if (half_days[j] == 0) {
            continue;
        }
        struct appui_job job = from->jobs[j];
        job.low = job.high = half_days[j];
        origin[b->n_jobs] = j;
        if (copy_starts(b, from, given, &job) < 0 || push_job(b, job) < 0) {
            return -1;
        }
    }
    return store(b);
}

/* Notes which starts are given. */
static int keep_starts(struct appui_problem *problem, const struct appui_given *given)
{
    if (!given->kept) {
        return 0;
    }
    problem->start_kept =
        appui_arena_alloc(&problem->arena, (size_t)problem->n_starts, sizeof *problem->start_kept);
    for (int32_t s = 0; problem->start_kept && s < problem->n_starts; s++) {
        problem->start_kept[s] = given->kept[problem->start_origin[s]];
    }
    return problem->start_kept ? 0 : -1;
}

int appui_problem_fix_lines(const struct appui_problem *from, const int32_t *half_days,
                            const struct appui_given *given, struct appui_problem *problem,
                            int32_t **origin)
{
    problem->basin = from->basin;
    problem->standing = from->standing;
    problem->calendar = from->calendar;
    problem->rules = from->rules;
    problem->lines_fixed = true;
    struct builder b = {.problem = problem};
    *origin = appui_arena_alloc(&problem->arena, (size_t)from->n_jobs, sizeof **origin);
    int failed = !*origin || build_periods(problem) < 0 ||
                 copy_used(&b, from, half_days, given, *origin) < 0 || index_needs(problem) < 0;
    appui_free(b.jobs);
    appui_free(b.starts);
    appui_free(b.origins);
    appui_free(b.parts);
    if (failed || keep_starts(problem, given) < 0) {
        return -1;
    }
    index_starts(problem);
    return 0;
}

void appui_problem_release(struct appui_problem *problem)
{
    appui_arena_release(&problem->arena);
    *problem = (struct appui_problem){0};
}

appui_day appui_problem_day(const struct appui_problem *problem, int32_t start)
{
    return appui_basin_slot_day(problem->basin, problem->starts[start]);
}

struct appui_date_half appui_problem_session(const struct appui_problem *problem, int32_t start)
{
    enum appui_half half = problem->jobs[problem->start_job[start]].session == 2 ? APPUI_FULL
                           : problem->starts[start] % 2                          ? APPUI_PM
                                                                                 : APPUI_AM;
    return (struct appui_date_half){appui_problem_day(problem, start), half};
}

int32_t appui_problem_find(const struct appui_problem *problem, int32_t need, int32_t expert)
{
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        if (problem->jobs[j].expert == expert && problem->jobs[j].line < 0) {
            return j;
        }
    }
    return -1;
}

int appui_solution_new(const struct appui_problem *problem, struct appui_arena *arena,
                       struct appui_solution *solution)
{
    solution->half_days =
        appui_arena_alloc(arena, (size_t)problem->n_jobs, sizeof *solution->half_days);
    solution->chosen =
        appui_arena_alloc(arena, (size_t)problem->n_starts, sizeof *solution->chosen);
    solution->part = appui_arena_alloc(arena, (size_t)problem->n_parts, sizeof *solution->part);
    size_t n_dates = (size_t)problem->standing->dates.n;
    solution->choice =
        appui_arena_alloc(arena, (size_t)problem->n_dossiers, sizeof *solution->choice);
    solution->held = appui_arena_alloc(arena, n_dates, sizeof *solution->held);
    for (int32_t d = 0; solution->choice && d < problem->n_dossiers; d++) {
        solution->choice[d] = -1;
    }
    bool room = solution->half_days && solution->chosen && solution->part && solution->choice &&
                solution->held;
    for (size_t d = 0; room && d < n_dates; d++) {
        solution->held[d] = problem->standing->dates.dates[d].settled;
    }
    return room ? 0 : -1;
}

void appui_solution_copy_dates(const struct appui_problem *problem,
                               const struct appui_solution *from, struct appui_solution *to)
{
    memcpy(to->choice, from->choice, (size_t)problem->n_dossiers * sizeof *to->choice);
    memcpy(to->held, from->held, (size_t)problem->standing->dates.n * sizeof *to->held);
}

void appui_solution_copy(const struct appui_problem *problem, const struct appui_solution *from,
                         struct appui_solution *to)
{
    memcpy(to->half_days, from->half_days, (size_t)problem->n_jobs * sizeof *to->half_days);
    memcpy(to->chosen, from->chosen, (size_t)problem->n_starts * sizeof *to->chosen);
    memcpy(to->part, from->part, (size_t)problem->n_parts * sizeof *to->part);
    appui_solution_copy_dates(problem, from, to);
}
