/*
 * R11 in the days relaxation: what each committee date leaves to the needs of a dossier. Support
 * has what its starts hold from the date's lead days on, and nothing without a date; diagnostics
 * what they hold before the date, and everything without one. Counts are exact for single jobs and
 * single needs (solver/reach), so no big-M is needed.
 */
#include "solver/days_rows.h"
#include "solver/reach.h"

/** A need of a dossier that waits. */
struct side {
    struct appui_days *days;
    const struct appui_dossier *dossier;
    const struct appui_slots *slots; /**< of the need */
    int32_t need;
    bool support;
    int32_t *left; /**< [n_choices + 1] sessions that all its jobs hold under each, no date last */
};

static int32_t end_of(const struct appui_dossier *dossier)
{
    return dossier->first_choice + dossier->n_choices;
}

/* First and last slot, + 1, that a choice leaves to the side; of the end of all choices: no date.
 */
static void slots_left(const struct side *side, int32_t choice, int32_t *from, int32_t *to)
{
    int32_t c = choice < end_of(side->dossier) ? choice : -1;
    struct appui_examined left = appui_problem_examine(side->days->calendar, c);
    *from = side->support ? left.support_from : 0;
    *to = side->support ? INT32_MAX : left.diagnosed_to;
}

/* Sessions that all jobs of the side's need, or job j alone, hold under a choice. */
static int32_t hold(const struct side *side, int32_t j, int32_t choice)
{
    int32_t from, to;
    if (j < 0) {
        return side->left[choice - side->dossier->first_choice];
    }
    if (side->support && choice == end_of(side->dossier)) {
        return 0;
    }
    slots_left(side, choice, &from, &to);
    int32_t most = side->days->problem.jobs[j].high / side->days->problem.jobs[j].session;
    int32_t held = appui_reach_sessions(side->days->calendar, j, from, to, APPUI_REACH_ANY_PERIOD);
    return held < most ? held : most;
}

/* What all jobs of the need hold under each choice. */
static void count_left(const struct side *side)
{
    for (int32_t i = 0; i <= side->dossier->n_choices; i++) {
        int32_t from, to;
        slots_left(side, side->dossier->first_choice + i, &from, &to);
        bool closed = side->support && i == side->dossier->n_choices;
        side->left[i] = closed ? 0 : appui_days_hold(side->days, side->need, side->slots, from, to);
    }
}

/* True when one expert serves the need, so that its proposals exclude each other. */
static bool is_shared(const struct side *side, int32_t j)
{
    return side->days->calendar->basin->needs[side->need].experts_max == 1 &&
           !side->days->calendar->jobs[j].top_up;
}

/* True when both proposals exclude each other and hold the same under every choice. */
static bool is_alike(const struct side *side, int32_t j, int32_t k)
{
    bool alike = is_shared(side, j) && is_shared(side, k);
    for (int32_t c = side->dossier->first_choice; alike && c <= end_of(side->dossier); c++) {
        alike = hold(side, j, c) == hold(side, k, c);
    }
    return alike;
}

/* Sum of d over the need's jobs, or over job j and those that stand for it, is at most what the
 * choice leaves. */
static void row_days(const struct side *side, int32_t j)
{
    const struct appui_joint *joint = &side->days->joint;
    const struct appui_problem *problem = &side->days->problem;
    struct appui_program *program = &side->days->joint.program;
    appui_program_row(program, APPUI_MINUS_INFINITY, 0, "R11_%s%s.n%d.j%d",
                      side->support ? "after" : "before", j < 0 ? "_need" : "", (int)side->need,
                      j < 0 ? 0 : (int)j);
    for (int32_t i = problem->need_job[side->need]; i < problem->need_job[side->need + 1]; i++) {
        if (j < 0 || i == j || is_alike(side, j, i)) {
            appui_program_term(program, joint->days[i], 1);
        }
    }
    for (int32_t c = side->dossier->first_choice; c < end_of(side->dossier); c++) {
        appui_program_term(program, joint->examined[c], -hold(side, j, c));
    }
    int32_t d = problem->project_dossier[side->dossier->project];
    appui_program_term(program, joint->unexamined[d], -hold(side, j, end_of(side->dossier)));
}

/* True when an earlier job's row speaks for the job, too. */
static bool is_spoken_for(const struct side *side, int32_t j)
{
    for (int32_t k = side->days->problem.need_job[side->need]; k < j; k++) {
        if (is_alike(side, k, j)) {
            return true;
        }
    }
    return false;
}

/* A job needs a row of its own where some choice leaves it less than the need as a whole. */
static bool is_tighter(const struct side *side, int32_t j)
{
    for (int32_t c = side->dossier->first_choice; c <= end_of(side->dossier); c++) {
        const struct appui_job *job = &side->days->problem.jobs[j];
        int32_t held = hold(side, j, c);
        if (held < job->high / job->session && held < hold(side, -1, c)) {
            return true;
        }
    }
    return false;
}

/* True when a proposal cannot have its least sessions under a choice. */
static bool is_closed(const struct side *side, int32_t j, int32_t choice)
{
    return side->days->calendar->jobs[j].line < 0 &&
           hold(side, j, choice) < appui_days_least_sessions(side->days, j);
}

/* Proposals closed under a choice are used only with another that leaves them room. Those of a need
 * that one expert serves exclude each other and share the row of a choice. */
static void row_use(const struct side *side, int32_t choice, int32_t j)
{
    const struct appui_problem *problem = &side->days->problem;
    const struct appui_joint *joint = &side->days->joint;
    struct appui_program *program = &side->days->joint.program;
    appui_program_row(program, APPUI_MINUS_INFINITY, 1, "R11_use.n%d.c%d.j%d", (int)side->need,
                      (int)choice, (int)j);
    for (int32_t k = problem->need_job[side->need]; k < problem->need_job[side->need + 1]; k++) {
        if (k == j || (is_shared(side, j) && is_shared(side, k) && is_closed(side, k, choice))) {
            appui_program_term(program, joint->use[k], 1);
        }
    }
    /* support: closed here, closed on all later dates and without one; diagnostics: on all earlier
     */
    int32_t first = side->support ? choice : side->dossier->first_choice;
    int32_t last = side->support ? end_of(side->dossier) - 1 : choice;
    for (int32_t c = first; c <= last; c++) {
        appui_program_term(program, joint->examined[c], 1);
    }
    if (side->support) {
        int32_t d = problem->project_dossier[side->dossier->project];
        appui_program_term(program, joint->unexamined[d], 1);
    }
}

/* Only a proposal that is closed under a choice and not under the one that leaves more brings a
 * row. */
static void rows_use(const struct side *side)
{
    const struct appui_problem *problem = &side->days->problem;
    int32_t first = side->dossier->first_choice, end = end_of(side->dossier);
    for (int32_t c = first; c <= end; c++) {
        bool done = !side->support && c == end; /* without a date diagnostics have all their room */
        for (int32_t j = problem->need_job[side->need];
             !done && j < problem->need_job[side->need + 1]; j++) {
            int32_t wider = side->support ? c - 1 : c + 1;
            bool widest = side->support && c == first;
            if (is_closed(side, j, c) && (widest || !is_closed(side, j, wider))) {
                row_use(side, c, j);
                done = is_shared(side, j);
            }
        }
    }
}

/* A need that several may share, served at all, has its least sessions. */
static void row_served(const struct side *side)
{
    struct appui_days *days = side->days;
    int32_t used = days->joint.need_used[side->need], low = 0, high = 0;
    int32_t session = days->problem.basin->needs[side->need].session;
    if (used < 0) {
        return;
    }
    appui_rules_need_days(&days->problem.rules, side->need, &low, &high);
    int32_t least = low > session ? (low + session - 1) / session : 1;
    appui_program_row(&days->joint.program, APPUI_MINUS_INFINITY, 1, "R11_served.n%d",
                      (int)side->need);
    appui_program_term(&days->joint.program, used, 1);
    for (int32_t c = side->dossier->first_choice; c < end_of(side->dossier); c++) {
        appui_program_term(&days->joint.program, days->joint.examined[c],
                           hold(side, -1, c) < least);
    }
    int32_t d = days->problem.project_dossier[side->dossier->project];
    appui_program_term(&days->joint.program, days->joint.unexamined[d],
                       hold(side, -1, end_of(side->dossier)) < least);
}

static void rows_need(const struct side *side)
{
    const struct appui_problem *problem = &side->days->problem;
    count_left(side);
    row_days(side, -1);
    for (int32_t j = problem->need_job[side->need]; j < problem->need_job[side->need + 1]; j++) {
        if (is_tighter(side, j) && !is_spoken_for(side, j)) {
            row_days(side, j);
        }
    }
    rows_use(side);
    row_served(side);
}

int appui_days_rows_committees(struct appui_days *days)
{
    const struct appui_problem *calendar = days->calendar;
    const struct appui_basin *basin = calendar->basin;
    struct appui_slots slots;
    if (!calendar->committees) {
        return 0;
    }
    int32_t *left = appui_arena_alloc(&days->problem.arena, (size_t)calendar->standing->dates.n + 1,
                                      sizeof *left);
    if (!left || appui_slots_new(&slots, &days->problem.arena, basin->n_slots) < 0) {
        return -1;
    }
    for (int32_t d = 0; d < calendar->n_dossiers; d++) {
        const struct appui_dossier *dossier = &calendar->dossiers[d];
        const struct appui_project *project = &basin->projects[dossier->project];
        for (int32_t n = project->first_need; n < project->first_need + project->n_needs; n++) {
            if (calendar->need_job[n] < calendar->need_job[n + 1]) {
                struct side side = {
                    days, dossier, &slots, n, basin->needs[n].phase == APPUI_SUPPORT, left};
                appui_reach_slots(calendar, n, &slots);
                rows_need(&side);
            }
        }
    }
    return 0;
}

/* Most sessions of a job under the dates that are still open; no date last. */
static int32_t most_left(const struct side *side, int32_t j)
{
    const struct appui_program *program = &side->days->joint.program;
    int32_t d = side->days->problem.project_dossier[side->dossier->project];
    int32_t most = 0;
    for (int32_t c = side->dossier->first_choice; c <= end_of(side->dossier); c++) {
        int32_t column = c < end_of(side->dossier) ? side->days->joint.examined[c]
                                                   : side->days->joint.unexamined[d];
        int32_t held = program->columns[column].high > 0 ? hold(side, j, c) : 0;
        most = held > most ? held : most;
    }
    return most;
}

static void settle_job(const struct side *side, int32_t j)
{
    const struct appui_joint *joint = &side->days->joint;
    struct appui_column *columns = side->days->joint.program.columns;
    int32_t most = most_left(side, j);
    struct appui_column *days = &columns[joint->days[j]];
    days->high = most < days->high ? most : days->high;
    if (joint->use[j] >= 0 && most < appui_days_least_sessions(side->days, j)) {
        columns[joint->use[j]].high = days->high = 0;
    }
}

int appui_days_settle(struct appui_days *days)
{
    const struct appui_problem *calendar = days->calendar;
    const struct appui_basin *basin = calendar->basin;
    for (int32_t j = 0; j < calendar->n_jobs; j++) {
        const struct appui_need *need = &basin->needs[calendar->jobs[j].need];
        int32_t d = calendar->project_dossier[need->project];
        if (d >= 0) {
            struct side side = {.days = days,
                                .dossier = &calendar->dossiers[d],
                                .need = calendar->jobs[j].need,
                                .support = need->phase == APPUI_SUPPORT};
            settle_job(&side, j);
        }
    }
    return 0;
}
