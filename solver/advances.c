/*
 * Advances in four steps: whatever fits in the order of the requests; GLPK's relaxation, whose
 * multipliers and bound are exact; GLPK's integer program; and the search in integers that settles
 * equals and what the tolerance left open. Each step only improves on the one before, so that a
 * limit or a fault anywhere leaves a choice that the fund can bear.
 */
#include "solver/advances.h"

#include <math.h>

#include "solver/advance_choice.h"
#include "solver/glpk.h"

/* What is always granted to this strand: it takes milliseconds as a rule. */
#define SECONDS_MIN 1.0

/* How long GLPK may work, over both programs. */
struct span {
    const struct appui_solve_options *options;
    double deadline_s; /* on the monotonic clock; INFINITY: none */
    bool late;         /* the clock was over before: nothing but the deadline ends it */
};

static struct span span_of(struct appui_clock *clock)
{
    bool late = appui_clock_over(clock);
    double seconds = late ? SECONDS_MIN : fmax(appui_clock_left(clock), SECONDS_MIN);
    return (struct span){clock->options, appui_clock_now() + seconds, late};
}

static struct appui_glpk_options options_of(const struct span *span)
{
    struct appui_glpk_options options = appui_glpk_options_default();
    options.time_limit_s = fmax(span->deadline_s - appui_clock_now(), 1e-3);
    options.node_limit = span->options->node_limit;
    options.stop = span->late ? NULL : span->options->stop;
    options.context = span->options->context;
    return options;
}

/* A bound of GLPK's, which lies outside by its tolerance: values are whole. */
static void take_bound(struct appui_advance_choice *choice, const struct appui_glpk_result *result)
{
    if (result->outcome == APPUI_GLPK_OPTIMAL && result->has_point) {
        choice->bound = result->value;
    } else if (result->has_bound && result->bound < (double)choice->bound) {
        int64_t bound = (int64_t)floor(result->bound);
        choice->bound = bound > choice->value ? bound : choice->value;
    }
}

static void take_point(struct appui_advance_choice *choice, const struct appui_glpk_result *result)
{
    if (!result->has_point || result->value <= choice->value) {
        return;
    }
    choice->value = result->value;
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        const struct appui_advance_candidate *candidate = &choice->candidates[c];
        int32_t k = 0;
        while (k < candidate->n_options && result->point[candidate->first_option + k] == 0) {
            k++;
        }
        choice->pick[c] = k;
    }
}

/* @param multipliers  [n_rows] untouched when there are none */
static enum appui_glpk_code relax(const struct appui_program *program, const struct span *span,
                                  struct appui_advance_choice *choice, double *multipliers)
{
    struct appui_glpk_result result = {0};
    struct appui_glpk_options options = options_of(span);
    options.relax_only = true;
    enum appui_glpk_code code = appui_glpk_solve(program, &options, &result);
    if (code == APPUI_GLPK_OK && result.has_bound && result.multipliers) {
        int64_t bound = choice->bound;
        take_bound(choice, &result);
        choice->bound = choice->bound < bound ? choice->bound : bound;
        for (int32_t i = 0; i < choice->n_rows; i++) {
            multipliers[i] = result.multipliers[i];
        }
    }
    appui_glpk_result_release(&result);
    return code;
}

static enum appui_glpk_code maximise(const struct appui_program *program, const struct span *span,
                                     struct appui_advance_choice *choice)
{
    struct appui_glpk_result result = {0};
    struct appui_glpk_options options = options_of(span);
    int64_t *point = appui_calloc((size_t)program->n_columns, sizeof *point);
    if (!point) {
        return APPUI_GLPK_NO_MEMORY;
    }
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        const struct appui_advance_candidate *candidate = &choice->candidates[c];
        if (choice->pick[c] < candidate->n_options) {
            point[candidate->first_option + choice->pick[c]] = 1;
        }
    }
    options.start = point;
    enum appui_glpk_code code = appui_glpk_solve(program, &options, &result);
    if (code == APPUI_GLPK_OK) {
        take_point(choice, &result);
        take_bound(choice, &result);
    }
    appui_glpk_result_release(&result);
    appui_free(point);
    return code;
}

/* Any fault but memory leaves what stands: a choice without proof. */
static int improve(struct appui_advance_choice *choice, struct appui_clock *clock)
{
    struct appui_program program = {0};
    struct span span = span_of(clock);
    double *multipliers =
        appui_arena_alloc(&choice->arena, (size_t)choice->n_rows, sizeof *multipliers);
    appui_advance_program(choice, &program);
    bool failed = program.failed || !multipliers;
    if (!failed && choice->n_rows > 0) {
        failed = relax(&program, &span, choice, multipliers) == APPUI_GLPK_NO_MEMORY ||
                 maximise(&program, &span, choice) == APPUI_GLPK_NO_MEMORY;
    }
    appui_program_release(&program);
    return failed || appui_advance_settle(choice, multipliers, APPUI_ADVANCES_NODES_MAX) < 0 ||
                   appui_advance_complete(choice) < 0
               ? -1
               : 0;
}

/* ---- into the plan ---- */

static int reserve(const struct appui_basin *basin, struct appui_plan *plan)
{
    size_t n = (size_t)basin->advances->n_requests;
    struct appui_plan_advances *said = appui_arena_alloc(&plan->arena, 1, sizeof *said);
    if (!said) {
        return -1;
    }
    said->granted = appui_arena_alloc(&plan->arena, n, sizeof *said->granted);
    said->refused = appui_arena_alloc(&plan->arena, n, sizeof *said->refused);
    plan->advances = said;
    return said->granted && said->refused ? 0 : -1;
}

/* What candidates get; the room keeps what that leaves. */
static void write_granted(const struct appui_advance_choice *choice,
                          struct appui_plan_advances *said, struct appui_fund_room *room)
{
    const struct appui_advances *advances = choice->basin->advances;
    for (int32_t c = 0; c < choice->n_candidates; c++) {
        const struct appui_advance_candidate *candidate = &choice->candidates[c];
        const struct appui_request *request = &advances->requests[candidate->request];
        if (choice->pick[c] < candidate->n_options) {
            appui_month paid = request->first + choice->pick[c];
            said->granted[said->n_granted++] =
                (struct appui_advance_grant){request->project, request->amount, paid};
            said->granted_total += request->amount;
            appui_fund_take(advances, request, paid, room);
        }
    }
}

static void write_refused(const struct appui_advance_choice *choice,
                          struct appui_plan_advances *said, const struct appui_fund_room *room)
{
    const struct appui_advances *advances = choice->basin->advances;
    int32_t next = 0; /* granted stand in the order of the requests */
    for (int32_t r = 0; r < advances->n_requests; r++) {
        said->asked_total += advances->requests[r].asked;
        if (next < said->n_granted &&
            said->granted[next].project == advances->requests[r].project) {
            next++;
        } else {
            appui_fund_refuse(choice->basin, r, &choice->whole, room,
                              &said->refused[said->n_refused++]);
        }
    }
}

static int write_plan(const struct appui_advance_choice *choice, struct appui_plan *plan)
{
    struct appui_arena scratch = {0};
    struct appui_fund_room room;
    struct appui_fund_table table = {0};
    int code = -1;
    if (reserve(choice->basin, plan) == 0 && appui_fund_room(choice->basin, &scratch, &room) == 0) {
        struct appui_plan_advances *said = plan->advances;
        write_granted(choice, said, &room);
        write_refused(choice, said, &room);
        said->value = choice->value;
        said->bound = choice->bound;
        said->proved = choice->value == choice->bound;
        code = appui_fund_write_up(choice->basin, said->granted, said->n_granted,
                                   choice->basin->advances->at, &plan->arena, &table);
        said->n_months = table.n;
        said->months = table.months;
    }
    appui_arena_release(&scratch);
    return code;
}

enum appui_solve_code appui_advances_solve(const struct appui_basin *basin,
                                           struct appui_clock *clock, struct appui_plan *plan)
{
    struct appui_advance_choice choice;
    if (!basin->advances) {
        return APPUI_SOLVE_OK;
    }
    bool whole = appui_advance_choice_build(basin, &choice) == 0 &&
                 appui_advance_complete(&choice) == 0 && improve(&choice, clock) == 0 &&
                 write_plan(&choice, plan) == 0;
    appui_advance_choice_release(&choice);
    return whole ? APPUI_SOLVE_OK : APPUI_SOLVE_NO_MEMORY;
}
