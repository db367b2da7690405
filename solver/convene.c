/*
 * Choosing first committee dates: one dossier after the other, then by exchanges.
 */
#include "solver/convene.h"

#include "solver/reach.h"

/** Rounds of exchanges over all dossiers; and the most dossiers for which they are tried: each
 * tries a few dates and dossiers of these. */
#define ROUNDS_MAX 20
#define DOSSIERS_MAX 120

struct convener {
    const struct appui_problem *problem;
    struct appui_solution *solution;
    struct appui_arena arena;
    int64_t *promise; /**< [choices] half-days, weighted */
    int32_t *taken;   /**< [dates] dossiers that wait and have it */
    uint8_t *kept;    /**< [n_dossiers] has the date of the plan before */
    int32_t n_chosen; /**< open dates with a dossier */
};

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

/* ---- dates that are taken ---- */

static const struct appui_meeting_date *date_of(const struct convener *v, int32_t choice)
{
    return &dates_of(v->problem)->dates[v->problem->choices[choice]];
}

/* True when a further dossier can be put on the date of a choice. */
static bool can_take(const struct convener *v, int32_t choice)
{
    const struct appui_meeting_dates *dates = dates_of(v->problem);
    int32_t date = v->problem->choices[choice];
    if (v->taken[date] >= dates->dates[date].room) {
        return false;
    }
    if (v->solution->held[date]) {
        return true;
    }
    for (int32_t i = 0; i < dates->n; i++) {
        if (v->solution->held[i] && dates->dates[i].open &&
            appui_meetings_too_near(v->problem->basin, dates->dates[i].day,
                                    dates->dates[date].day)) {
            return false;
        }
    }
    return v->n_chosen < dates->n_open_max;
}

static void take(struct convener *v, int32_t d, int32_t choice)
{
    int32_t date = v->problem->choices[choice];
    v->n_chosen += !v->solution->held[date];
    v->solution->choice[d] = choice;
    v->solution->held[date] = 1;
    v->taken[date]++;
}

static void leave(struct convener *v, int32_t d)
{
    int32_t choice = v->solution->choice[d], date = choice < 0 ? -1 : v->problem->choices[choice];
    v->solution->choice[d] = -1;
    if (date >= 0 && --v->taken[date] == 0 && !date_of(v, choice)->settled) {
        v->solution->held[date] = 0;
        v->n_chosen--;
    }
}

/* The choice with the greatest promise that a dossier can take, the earliest of those; -1: none. */
static int32_t best_choice(const struct convener *v, int32_t d)
{
    const struct appui_dossier *dossier = &v->problem->dossiers[d];
    int32_t best = -1;
    for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices; c++) {
        if ((best < 0 || v->promise[c] > v->promise[best]) && can_take(v, c)) {
            best = c;
        }
    }
    return best;
}

/* ---- exchanges ---- */

static int64_t promised(const struct convener *v, int32_t choice)
{
    return choice < 0 ? -1 : v->promise[choice];
}

/* One dossier moves to a choice, another makes room for it and takes the best that is left; undone
 * unless both together gain. @param other  -1: nobody makes room */
static bool exchange(struct convener *v, int32_t d, int32_t choice, int32_t other)
{
    int32_t from = v->solution->choice[d], from_other = other < 0 ? -1 : v->solution->choice[other];
    int64_t gain = promised(v, choice) - promised(v, from);
    leave(v, d);
    if (other >= 0) {
        leave(v, other);
    }
    bool taken = can_take(v, choice);
    if (taken) {
        take(v, d, choice);
    }
    int32_t best = taken && other >= 0 ? best_choice(v, other) : -1;
    if (other >= 0) {
        gain += promised(v, best) - promised(v, from_other);
    }
    if (taken && gain > 0) {
        if (best >= 0) {
            take(v, other, best);
        }
        return true;
    }
    if (taken) {
        leave(v, d);
    }
    if (from_other >= 0) {
        take(v, other, from_other);
    }
    if (from >= 0) {
        take(v, d, from);
    }
    return false;
}

/* Tries a choice for a dossier, alone and with every dossier that could make room. */
static bool move_to(struct convener *v, int32_t d, int32_t choice)
{
    bool moved = exchange(v, d, choice, -1);
    for (int32_t other = 0; !moved && other < v->problem->n_dossiers; other++) {
        int32_t at = v->solution->choice[other];
        if (other != d && at >= 0 && !v->kept[other] &&
            v->problem->choices[at] == v->problem->choices[choice]) {
            moved = exchange(v, d, choice, other);
        }
    }
    return moved;
}

/* Until no dossier finds a better date by moving, or by sending another one elsewhere. */
static void improve(struct convener *v)
{
    bool more = v->problem->n_dossiers <= DOSSIERS_MAX;
    for (int32_t round = 0; more && round < ROUNDS_MAX; round++) {
        more = false;
        for (int32_t d = 0; d < v->problem->n_dossiers; d++) {
            const struct appui_dossier *dossier = &v->problem->dossiers[d];
            int32_t end = dossier->first_choice + dossier->n_choices;
            for (int32_t c = dossier->first_choice; !v->kept[d] && c < end; c++) {
                more = (promised(v, c) > promised(v, v->solution->choice[d]) && move_to(v, d, c)) ||
                       more;
            }
        }
    }
}

/* ---- one after the other ---- */

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
static void keep_date(struct convener *v, const struct appui_previous_date *date)
{
    const struct appui_problem *problem = v->problem;
    int32_t d = problem->committees && date->stays ? problem->project_dossier[date->project] : -1;
    if (d < 0) {
        return;
    }
    const struct appui_dossier *dossier = &problem->dossiers[d];
    for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices; c++) {
        if (appui_problem_choice_day(problem, c) == date->day && can_take(v, c)) {
            take(v, d, c);
            v->kept[d] = 1;
        }
    }
}

static int open_convener(struct convener *v)
{
    const struct appui_problem *problem = v->problem;
    int32_t n_choices = 0;
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        n_choices += problem->dossiers[d].n_choices;
    }
    v->promise = appui_arena_alloc(&v->arena, (size_t)n_choices + 1, sizeof *v->promise);
    v->taken = appui_arena_alloc(&v->arena, (size_t)dates_of(problem)->n + 1, sizeof *v->taken);
    v->kept = appui_arena_alloc(&v->arena, (size_t)problem->n_dossiers + 1, sizeof *v->kept);
    if (!v->promise || !v->taken || !v->kept) {
        return -1;
    }
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        const struct appui_dossier *dossier = &problem->dossiers[d];
        for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices;
             c++) {
            v->promise[c] = promise(problem, dossier, c);
        }
    }
    return 0;
}

int appui_convene(const struct appui_problem *problem, const struct appui_previous *previous,
                  struct appui_solution *solution)
{
    struct convener v = {.problem = problem, .solution = solution};
    int failed = open_convener(&v);
    for (int32_t i = 0; i < dates_of(problem)->n; i++) {
        solution->held[i] = dates_of(problem)->dates[i].settled;
    }
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        solution->choice[d] = -1;
    }
    for (int32_t i = 0; failed == 0 && previous && i < previous->n_dates; i++) {
        keep_date(&v, &previous->dates[i]);
    }
    for (int32_t d = next_dossier(problem, -1); failed == 0 && d >= 0;
         d = next_dossier(problem, d)) {
        int32_t choice = solution->choice[d] < 0 ? best_choice(&v, d) : -1;
        if (choice >= 0) {
            take(&v, d, choice);
        }
    }
    if (failed == 0) {
        improve(&v);
    }
    appui_arena_release(&v.arena);
    return failed;
}
