/*
 * R10 in the days relaxation: for each link "m before n" some slots become thresholds, and a step
 * t_i rises once: from threshold i on, m is finished. What n can hold after a threshold and m
 * before it is known (solver/reach), so that a step says how many sessions either may have, with
 * no big-M.
 *
 * With thresholds s_1 < ... < s_K and the step at i, n begins after s_{i-1} and m ends before s_i.
 */
#include <stdlib.h>

#include "solver/days_rows.h"
#include "solver/reach.h"

static int by_slot(const void *a, const void *b)
{
    int32_t l = *(const int32_t *)a, r = *(const int32_t *)b;
    return (l > r) - (l < r);
}

/* Thresholds of a link: the latest beginnings of jobs of n, and the Mondays between. */
static int32_t collect(struct appui_days *days, int32_t before, int32_t after, int32_t *slots)
{
    const struct appui_problem *calendar = days->calendar;
    int32_t n = 0, first = INT32_MAX, last = -1;
    for (int32_t j = calendar->need_job[before]; j < calendar->need_job[before + 1]; j++) {
        const struct appui_job *job = &calendar->jobs[j];
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            last = calendar->starts[s] > last ? calendar->starts[s] : last;
        }
    }
    for (int32_t j = calendar->need_job[after]; j < calendar->need_job[after + 1]; j++) {
        const struct appui_job *job = &calendar->jobs[j];
        int32_t begin = appui_reach_begin(calendar, j, appui_days_least_sessions(days, j));
        if (job->n_starts > 0 && calendar->starts[job->first_start] < first) {
            first = calendar->starts[job->first_start];
        }
        if (begin >= 0 && job->line < 0) {
            slots[n++] = begin;
        }
    }
    for (int32_t slot = first; first <= last && slot <= last + 1; slot += 2) {
        if (appui_date_weekday(appui_basin_slot_day(calendar->basin, slot)) == 0) {
            slots[n++] = slot / 2 * 2;
        }
    }
    qsort(slots, (size_t)n, sizeof *slots, by_slot);
    int32_t distinct = 0;
    for (int32_t i = 0; i < n; i++) {
        if ((i == 0 || slots[i] != slots[i - 1]) && slots[i] <= last + 2) {
            slots[distinct++] = slots[i];
        }
    }
    return first <= last ? distinct : 0;
}

/* d_j <= what n's job holds after the last threshold, and more for each step that has risen. */
static void row_after(struct appui_days *days, const struct appui_days_link *link, int32_t j)
{
    const int32_t *slots = days->thresholds + link->first_threshold;
    const struct appui_problem *calendar = days->calendar;
    struct appui_program *program = &days->joint.program;
    int32_t most = days->problem.jobs[j].high / days->problem.jobs[j].session;
    int32_t past = link->n_thresholds;
    int32_t held =
        appui_reach_sessions(calendar, j, slots[past - 1] + 1, INT32_MAX, APPUI_REACH_ANY_PERIOD);
    held = held < most ? held : most;
    if (held == most) {
        return;
    }
    appui_program_row(program, APPUI_MINUS_INFINITY, held, "R10_days_after.n%d.j%d",
                      (int)link->before, (int)j);
    appui_program_term(program, days->joint.days[j], 1);
    for (int32_t i = past - 1; i >= 0; i--) {
        int32_t from = i > 0 ? slots[i - 1] + 1 : 0;
        int32_t now = appui_reach_sessions(calendar, j, from, INT32_MAX, APPUI_REACH_ANY_PERIOD);
        now = now < most ? now : most;
        appui_program_term(program, link->first_column + i, held - now);
        held = now;
    }
}

/* d_j <= all m's job can hold, and less for each step that has risen. */
static void row_before(struct appui_days *days, const struct appui_days_link *link, int32_t j)
{
    const int32_t *slots = days->thresholds + link->first_threshold;
    const struct appui_problem *calendar = days->calendar;
    struct appui_program *program = &days->joint.program;
    int32_t most = days->problem.jobs[j].high / days->problem.jobs[j].session;
    int32_t held = appui_reach_sessions(calendar, j, 0, slots[0], APPUI_REACH_ANY_PERIOD);
    if (held >= most) {
        return;
    }
    appui_program_row(program, APPUI_MINUS_INFINITY, most, "R10_days_before.n%d.j%d",
                      (int)link->after, (int)j);
    appui_program_term(program, days->joint.days[j], 1);
    for (int32_t i = 0; i < link->n_thresholds; i++) {
        int32_t to = i + 1 < link->n_thresholds ? slots[i + 1] : INT32_MAX;
        int32_t next = appui_reach_sessions(calendar, j, 0, to, APPUI_REACH_ANY_PERIOD);
        next = next < most ? next : most;
        appui_program_term(program, link->first_column + i, next - held);
        held = next;
    }
}

/* Of thresholds in order, from the first on (after) or from the last back, it stays so. */
bool appui_days_is_bound(const struct appui_days *days, int32_t j, int32_t slot, bool after)
{
    int32_t least = appui_days_least_sessions(days, j);
    return after ? appui_reach_begin(days->calendar, j, least) <= slot
                 : appui_reach_finish(days->calendar, j, least) >= slot;
}

/* A row of proposals that need the step of threshold i, or forbid it: of all that do where they
 * exclude each other, else of j alone. */
static void row_use(struct appui_days *days, const struct appui_days_link *link, bool after,
                    int32_t i, int32_t j, bool shared)
{
    const struct appui_problem *calendar = days->calendar;
    struct appui_program *program = &days->joint.program;
    int32_t need = after ? link->after : link->before;
    int32_t slot = days->thresholds[link->first_threshold + i];
    appui_program_row(program, APPUI_MINUS_INFINITY, after ? 0 : 1, "R10_%s.n%d.n%d.t%d.j%d",
                      after ? "needs" : "forbids", (int)link->before, (int)link->after, (int)i,
                      (int)j);
    appui_program_term(program, link->first_column + i, after ? -1 : 1);
    for (int32_t k = shared ? calendar->need_job[need] : j;
         shared ? k < calendar->need_job[need + 1] : k == j; k++) {
        const struct appui_job *job = &calendar->jobs[k];
        if (job->line < 0 && (!shared || !job->top_up) &&
            appui_days_is_bound(days, k, slot, after)) {
            appui_program_term(program, days->joint.use[k], 1);
        }
    }
}

/* Proposals of n that cannot begin after threshold i need its step; those of m that cannot end
 * before it forbid it. At most one proposal of a need that one expert serves, so they share a row.
 * What a row says, it says of all later thresholds (earlier ones, of m) too, for the step rises
 * once: only a proposal that is new at a threshold brings a row. */
static void rows_use(struct appui_days *days, const struct appui_days_link *link, bool after)
{
    const struct appui_problem *calendar = days->calendar;
    const int32_t *slots = days->thresholds + link->first_threshold;
    int32_t need = after ? link->after : link->before, n = link->n_thresholds;
    bool shared = calendar->basin->needs[need].experts_max == 1;
    for (int32_t k = 0; k < n; k++) {
        int32_t i = after ? k : n - 1 - k, last = after ? i - 1 : i + 1;
        bool done = false;
        for (int32_t j = calendar->need_job[need]; !done && j < calendar->need_job[need + 1]; j++) {
            const struct appui_job *job = &calendar->jobs[j];
            bool is_new = job->line < 0 && (!shared || !job->top_up) &&
                          appui_days_is_bound(days, j, slots[i], after) &&
                          (k == 0 || !appui_days_is_bound(days, j, slots[last], after));
            if (is_new) {
                row_use(days, link, after, i, j, shared);
                done = shared;
            }
        }
    }
}

/** One side of a link: what a need as a whole can hold before or after each threshold. */
struct side {
    const struct appui_days *days;
    const struct appui_days_link *link;
    const struct appui_slots *slots; /**< of the need */
    int32_t need;
    bool after;
};

/* The most sessions that one of a need's proposals can hold, where only one may serve it;
 * INT32_MAX otherwise. */
static int32_t held_by_one(const struct appui_days *days, int32_t need, int32_t from, int32_t to)
{
    const struct appui_problem *calendar = days->calendar;
    bool lone = calendar->basin->needs[need].experts_max == 1;
    int32_t most = 0;
    for (int32_t j = calendar->need_job[need]; lone && j < calendar->need_job[need + 1]; j++) {
        const struct appui_job *job = &calendar->jobs[j];
        int32_t held = appui_reach_sessions(calendar, j, from, to, APPUI_REACH_ANY_PERIOD);
        int32_t high = days->problem.jobs[j].high / job->session;
        held = held < high ? held : high;
        most = held > most ? held : most;
        lone = job->line < 0 && !job->top_up;
    }
    return lone ? most : INT32_MAX;
}

int32_t appui_days_hold(const struct appui_days *days, int32_t need,
                        const struct appui_slots *slots, int32_t from, int32_t to)
{
    int32_t all = appui_reach_need(days->calendar, need, slots, from, to);
    int32_t one = held_by_one(days, need, from, to);
    return one < all ? one : all;
}

/* Sessions the side's need can hold when the step rises at threshold i (n_thresholds: never). */
static int32_t held_by(const struct side *side, int32_t i)
{
    const int32_t *slots = side->days->thresholds + side->link->first_threshold;
    int32_t from = side->after && i > 0 ? slots[i - 1] + 1 : 0;
    int32_t to = !side->after && i < side->link->n_thresholds ? slots[i] : INT32_MAX;
    return appui_days_hold(side->days, side->need, side->slots, from, to);
}

/* All sessions of the need within what the step leaves: tighter than job by job where several
 * proposals share it in the relaxation. */
static void row_side(struct appui_days *days, const struct side *side)
{
    struct appui_program *program = &days->joint.program;
    const struct appui_problem *problem = &days->problem;
    int32_t n = side->link->n_thresholds, before = held_by(side, n);
    appui_program_row(program, APPUI_MINUS_INFINITY, before, "R10_need_%s.n%d.n%d",
                      side->after ? "after" : "before", (int)side->link->before,
                      (int)side->link->after);
    for (int32_t j = problem->need_job[side->need]; j < problem->need_job[side->need + 1]; j++) {
        appui_program_term(program, days->joint.days[j], 1);
    }
    for (int32_t i = n - 1; i >= 0; i--) {
        int32_t held = held_by(side, i);
        appui_program_term(program, side->link->first_column + i, before - held);
        before = held;
    }
}

/* A need that several experts may share, served at all, has its least sessions: where these do not
 * fit, the step says so, at the first threshold (before: the last) for all. */
static void row_side_used(struct appui_days *days, const struct side *side)
{
    struct appui_program *program = &days->joint.program;
    int32_t used = days->joint.need_used[side->need], low = 0, high = 0;
    int32_t session = days->problem.basin->needs[side->need].session;
    appui_rules_need_days(&days->problem.rules, side->need, &low, &high);
    int32_t least = low > session ? (low + session - 1) / session : 1;
    int32_t n = side->link->n_thresholds;
    bool found = used < 0;
    for (int32_t k = 0; !found && k < n; k++) {
        /* after: a step that rises only past i leaves too little; before: one risen at i does */
        int32_t i = side->after ? k : n - 1 - k;
        found = held_by(side, side->after ? i + 1 : i) < least;
        if (found) {
            appui_program_row(program, APPUI_MINUS_INFINITY, side->after ? 0 : 1,
                              "R10_%s_need.n%d.n%d.t%d", side->after ? "needs" : "forbids",
                              (int)side->link->before, (int)side->link->after, (int)i);
            appui_program_term(program, used, 1);
            appui_program_term(program, side->link->first_column + i, side->after ? -1 : 1);
        }
    }
}

static void rows_sides(struct appui_days *days, const struct appui_days_link *link,
                       struct appui_slots *slots)
{
    for (int32_t after = 0; after < 2; after++) {
        struct side side = {days, link, slots, after ? link->after : link->before, after == 1};
        appui_reach_slots(days->calendar, side.need, slots);
        row_side(days, &side);
        row_side_used(days, &side);
    }
}

static void add_link(struct appui_days *days, int32_t before, int32_t after, int32_t n,
                     struct appui_slots *slots)
{
    const struct appui_problem *calendar = days->calendar;
    struct appui_program *program = &days->joint.program;
    struct appui_days_link *link = &days->links[days->n_links++];
    *link = (struct appui_days_link){before, after, days->n_thresholds, n, program->n_columns};
    days->n_thresholds += n;
    for (int32_t i = 0; i < n; i++) {
        appui_program_column(program, 0, 1, true, "t.n%d.n%d.i%d", (int)before, (int)after, (int)i);
    }
    for (int32_t i = 1; i < n; i++) {
        appui_program_row(program, 0, APPUI_PLUS_INFINITY, "R10_rise.n%d.n%d.i%d", (int)before,
                          (int)after, (int)i);
        appui_program_term(program, link->first_column + i, 1);
        appui_program_term(program, link->first_column + i - 1, -1);
    }
    rows_use(days, link, true);
    rows_use(days, link, false);
    for (int32_t j = calendar->need_job[after]; j < calendar->need_job[after + 1]; j++) {
        row_after(days, link, j);
    }
    for (int32_t j = calendar->need_job[before]; j < calendar->need_job[before + 1]; j++) {
        row_before(days, link, j);
    }
    rows_sides(days, link, slots);
}

int appui_days_rows_order(struct appui_days *days)
{
    const struct appui_basin *basin = days->calendar->basin;
    size_t n_links = 0, n_slots = 0;
    struct appui_slots slots;
    for (int32_t n = 0; n < basin->n_needs; n++) {
        int32_t jobs = days->calendar->need_job[n + 1] - days->calendar->need_job[n];
        n_links += (size_t)basin->needs[n].n_after;
        n_slots += (size_t)basin->needs[n].n_after * (size_t)(jobs + basin->n_slots / 2 + 1);
    }
    days->links = appui_arena_alloc(&days->problem.arena, n_links, sizeof *days->links);
    days->thresholds = appui_arena_alloc(&days->problem.arena, n_slots, sizeof *days->thresholds);
    if (!days->links || !days->thresholds ||
        appui_slots_new(&slots, &days->problem.arena, basin->n_slots) < 0) {
        return -1;
    }
    for (int32_t n = 0; n < basin->n_needs; n++) {
        for (int32_t a = 0; a < basin->needs[n].n_after; a++) {
            int32_t before = basin->needs[n].after[a];
            int32_t found = collect(days, before, n, days->thresholds + days->n_thresholds);
            if (found > 0) {
                add_link(days, before, n, found, &slots);
            }
        }
    }
    return 0;
}

void appui_days_point_order(const struct appui_days *days, const struct appui_solution *placed,
                            int64_t *x)
{
    const struct appui_problem *calendar = days->calendar;
    for (int32_t l = 0; l < days->n_links; l++) {
        const struct appui_days_link *link = &days->links[l];
        int32_t end = -1;
        for (int32_t j = calendar->need_job[link->before]; j < calendar->need_job[link->before + 1];
             j++) {
            const struct appui_job *job = &calendar->jobs[j];
            for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
                int32_t last = calendar->starts[s] + job->session - 1;
                end = placed->chosen[s] && last > end ? last : end;
            }
        }
        for (int32_t i = 0; i < link->n_thresholds; i++) {
            x[link->first_column + i] = days->thresholds[link->first_threshold + i] > end;
        }
    }
}
