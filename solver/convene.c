/*
 * Choosing first committee dates, one dossier after the other.
 */
#include "solver/convene.h"

#include "solver/reach.h"

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static const struct appui_meeting_dates *dates_of(const struct appui_problem *problem)
{
    return &problem->standing->dates;
}

/* Half-days that a dossier's needs could have under a choice, each with the best of its jobs. */
static int64_t promise(const struct appui_problem *problem, const struct appui_dossier *dossier,
                       int32_t choice)
{
    const struct appui_project *project = &problem->basin->projects[dossier->project];
    struct appui_examined left = appui_problem_examine(problem, choice);
    int64_t sum = 0;
    for (int32_t n = project->first_need; n < project->first_need + project->n_needs; n++) {
        bool support = problem->basin->needs[n].phase == APPUI_SUPPORT;
        int32_t best = 0;
        for (int32_t j = problem->need_job[n]; j < problem->need_job[n + 1]; j++) {
            const struct appui_job *job = &problem->jobs[j];
            int32_t held = appui_reach_sessions(problem, j, support ? left.support_from : 0,
                                                support ? INT32_MAX : left.diagnosed_to,
                                                APPUI_REACH_ANY_PERIOD) *
                           job->session;
            held = held < job->low ? 0 : smaller(held, job->high);
            best = held > best ? held : best;
        }
        sum += best * (problem->need_weight[n] / 1000);
    }
    return sum;
}

/* True when a further dossier can be put on the date. */
static bool can_take(const struct appui_problem *problem, const struct appui_solution *solution,
                     int32_t date, int32_t n_chosen)
{
    const struct appui_meeting_dates *dates = dates_of(problem);
    int32_t taken = 0;
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        int32_t c = solution->choice[d];
        taken += c >= 0 && problem->choices[c] == date;
    }
    if (taken >= dates->dates[date].room) {
        return false;
    }
    if (solution->held[date]) {
        return true;
    }
    for (int32_t i = 0; i < dates->n; i++) {
        if (solution->held[i] && dates->dates[i].open &&
            appui_meetings_too_near(problem->basin, dates->dates[i].day, dates->dates[date].day)) {
            return false;
        }
    }
    return n_chosen < dates->n_open_max;
}

static void take(const struct appui_problem *problem, struct appui_solution *solution, int32_t d,
                 int32_t choice, int32_t *n_chosen)
{
    *n_chosen += !solution->held[problem->choices[choice]];
    solution->choice[d] = choice;
    solution->held[problem->choices[choice]] = 1;
}

static void choose(const struct appui_problem *problem, struct appui_solution *solution, int32_t d,
                   int32_t *n_chosen)
{
    const struct appui_dossier *dossier = &problem->dossiers[d];
    int64_t best = -1;
    int32_t chosen = -1;
    for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices; c++) {
        int64_t promised = promise(problem, dossier, c);
        if (promised > best && can_take(problem, solution, problem->choices[c], *n_chosen)) {
            best = promised;
            chosen = c;
        }
    }
    if (chosen >= 0) {
        take(problem, solution, d, chosen, n_chosen);
    }
}

/* The dossier without a choice that is ready first, the heavier between equals; -1: none. */
static int32_t next_dossier(const struct appui_problem *problem, int32_t after)
{
    const struct appui_project *projects = problem->basin->projects;
    int32_t next = -1;
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        const struct appui_project *p = &projects[problem->dossiers[d].project];
        if (after >= 0) {
            const struct appui_project *l = &projects[problem->dossiers[after].project];
            bool later = p->ready != l->ready     ? p->ready > l->ready
                         : p->weight != l->weight ? p->weight < l->weight
                                                  : d > after;
            if (!later) {
                continue;
            }
        }
        const struct appui_project *b =
            next < 0 ? NULL : &projects[problem->dossiers[next].project];
        if (!b || p->ready < b->ready || (p->ready == b->ready && p->weight > b->weight)) {
            next = d;
        }
    }
    return next;
}

/* The previous date of a dossier, where it is still one. */
static void keep_date(const struct appui_problem *problem, const struct appui_previous_date *date,
                      struct appui_solution *solution, int32_t *n_chosen)
{
    int32_t d = problem->committees && date->stays ? problem->project_dossier[date->project] : -1;
    if (d < 0) {
        return;
    }
    const struct appui_dossier *dossier = &problem->dossiers[d];
    for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices; c++) {
        if (appui_problem_choice_day(problem, c) == date->day &&
            can_take(problem, solution, problem->choices[c], *n_chosen)) {
            take(problem, solution, d, c, n_chosen);
        }
    }
}

void appui_convene(const struct appui_problem *problem, const struct appui_previous *previous,
                   struct appui_solution *solution)
{
    int32_t n_chosen = 0;
    for (int32_t i = 0; i < dates_of(problem)->n; i++) {
        solution->held[i] = dates_of(problem)->dates[i].settled;
    }
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        solution->choice[d] = -1;
    }
    for (int32_t i = 0; previous && i < previous->n_dates; i++) {
        keep_date(problem, &previous->dates[i], solution, &n_chosen);
    }
    for (int32_t d = next_dossier(problem, -1); d >= 0; d = next_dossier(problem, d)) {
        if (solution->choice[d] < 0) {
            choose(problem, solution, d, &n_chosen);
        }
    }
}
