/*
 * Counting what one job, or one need, can hold in its own slots and weeks.
 */
#include "solver/reach.h"

/** Sessions counted so far, week by week. */
struct weekly_count {
    const struct appui_problem *problem;
    int32_t need;
    appui_day monday;
    int32_t room; /**< sessions the week still admits */
};

/* True when the week of the day admits one more session, which is then counted. Days come week by
 * week. */
static bool admits(struct weekly_count *count, appui_day day)
{
    const struct appui_need *need = &count->problem->basin->needs[count->need];
    if (need->per_week == APPUI_ABSENT) {
        return true;
    }
    appui_day monday = appui_date_monday(day);
    if (monday != count->monday) {
        count->monday = monday;
        count->room =
            need->per_week - appui_rules_week_used(&count->problem->rules, count->need, monday);
    }
    return count->room-- > 0;
}

static struct weekly_count count_of(const struct appui_problem *problem, int32_t need)
{
    return (struct weekly_count){.problem = problem, .need = need, .monday = APPUI_ABSENT};
}

int32_t appui_reach_sessions(const struct appui_problem *problem, int32_t job, int32_t from,
                             int32_t to, int32_t period)
{
    const struct appui_job *j = &problem->jobs[job];
    struct weekly_count count = count_of(problem, j->need);
    int32_t n = 0;
    for (int32_t s = j->first_start; s < j->first_start + j->n_starts; s++) {
        int32_t slot = problem->starts[s];
        bool inside = slot >= from && slot + j->session <= to;
        bool counted = period == APPUI_REACH_ANY_PERIOD || problem->start_period[s] == period;
        n += inside && counted && admits(&count, appui_problem_day(problem, s));
    }
    return n;
}

int32_t appui_reach_finish(const struct appui_problem *problem, int32_t job, int32_t sessions)
{
    const struct appui_job *j = &problem->jobs[job];
    struct weekly_count count = count_of(problem, j->need);
    for (int32_t s = j->first_start; s < j->first_start + j->n_starts; s++) {
        sessions -= admits(&count, appui_problem_day(problem, s));
        if (sessions == 0) {
            return problem->starts[s] + j->session - 1;
        }
    }
    return INT32_MAX;
}

int32_t appui_reach_begin(const struct appui_problem *problem, int32_t job, int32_t sessions)
{
    const struct appui_job *j = &problem->jobs[job];
    struct weekly_count count = count_of(problem, j->need);
    for (int32_t s = j->first_start + j->n_starts - 1; s >= j->first_start; s--) {
        sessions -= admits(&count, appui_problem_day(problem, s));
        if (sessions == 0) {
            return problem->starts[s];
        }
    }
    return -1;
}

void appui_reach_slots(const struct appui_problem *problem, int32_t need, struct appui_slots *slots)
{
    appui_slots_clear(slots);
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        const struct appui_job *job = &problem->jobs[j];
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            appui_slots_add(slots, problem->starts[s]);
        }
    }
}

int32_t appui_reach_need(const struct appui_problem *problem, int32_t need,
                         const struct appui_slots *slots, int32_t from, int32_t to)
{
    struct weekly_count count = count_of(problem, need);
    int32_t n = 0, session = problem->basin->needs[need].session;
    for (int32_t slot = appui_slots_next(slots, from > 0 ? from : 0);
         slot >= 0 && slot + session <= to; slot = appui_slots_next(slots, slot + session)) {
        n += admits(&count, appui_basin_slot_day(problem->basin, slot));
    }
    return n;
}
