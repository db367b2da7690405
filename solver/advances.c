/*
 * Advances, step by step: greedy choices; GLPK's relaxation, whose multipliers and bound are exact;
 * the search in integers through all choices, which is done at once where the requests are few.
 * Where it is not: neighbourhoods, branch and bound, and the first search again, which settles
 * equals. Each step starts from the best choice so far and only replaces it by one worth more, the
 * last one by one worth as much: a limit or a fault anywhere leaves the best choice met, which the
 * fund can bear.
 */
#include "solver/advances.h"

#include <math.h>

#include "solver/advance_tree.h"
#include "solver/glpk.h"

/* What is always granted to this strand: it takes milliseconds as a rule. */
#define SECONDS_MIN 1.0

/* Nodes of the search through a part for each relaxation of it: about twice as long as that takes;
 * a quarter of them closes fewer parts in all. */
#define NODES_OF_PART 20000

/* Nodes of the first search through all choices, some milliseconds; and of the neighbourhoods at
 * most, half a minute: they end by themselves long before. */
#define NODES_AT_FIRST 50000
#define NODES_OF_IMPROVEMENT 200000000

/* How long this strand may work. */
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

static bool span_is_over(void *context)
{
    const struct span *span = context;
    const struct appui_solve_options *options = span->options;
    return (!span->late && options->stop && options->stop(options->context)) ||
           appui_clock_now() >= span->deadline_s;
}

/* A stage's own limit of nodes, or that of the run where it is lower. */
static int64_t nodes_of(const struct span *span, int64_t most)
{
    int64_t limit = span->options->node_limit;
    return limit > 0 && limit < most ? limit : most;
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
        int64_t bound =
            result.bound < (double)choice->bound ? (int64_t)floor(result.bound) : choice->bound;
        choice->bound = bound - bound % choice->unit;
        for (int32_t i = 0; i < choice->n_rows; i++) {
            multipliers[i] = result.multipliers[i];
        }
    }
    appui_glpk_result_release(&result);
    return code;
}

/* Any fault but memory leaves what stands: a choice without proof. */
static int improve(struct appui_advance_choice *choice, struct appui_program *program,
                   struct span *span, const double *multipliers)
{
    struct appui_advance_limit limit = {.nodes_max = nodes_of(span, NODES_OF_IMPROVEMENT),
                                        .nodes_of_part = NODES_OF_PART,
                                        .seed = span->options->seed,
                                        .over = span_is_over,
                                        .context = span};
    if (choice->value < choice->bound && appui_advance_improve(choice, multipliers, &limit) < 0) {
        return -1;
    }
    limit.nodes_max = nodes_of(span, INT64_MAX);
    if (choice->value < choice->bound &&
        appui_advance_tree(choice, program, &limit) == APPUI_GLPK_NO_MEMORY) {
        return -1;
    }
    appui_advance_order_twins(choice);
    return 0;
}

static int search(struct appui_advance_choice *choice, struct appui_program *program,
                  struct span *span)
{
    double *multipliers =
        appui_arena_alloc(&choice->arena, (size_t)choice->n_rows, sizeof *multipliers);
    if (program->failed || !multipliers ||
        (choice->n_rows > 0 && relax(program, span, choice, multipliers) == APPUI_GLPK_NO_MEMORY)) {
        return -1;
    }
    int settled = appui_advance_settle(choice, multipliers, nodes_of(span, NODES_AT_FIRST));
    if (settled == 0 && improve(choice, program, span, multipliers) < 0) {
        return -1;
    }
    if (settled == 0) {
        settled =
            appui_advance_settle(choice, multipliers, nodes_of(span, APPUI_ADVANCES_NODES_MAX));
    }
    return settled;
}

static int choose(struct appui_advance_choice *choice, struct appui_clock *clock)
{
    struct appui_program program = {0};
    struct span span = span_of(clock);
    appui_advance_program(choice, &program);
    int code = search(choice, &program, &span);
    appui_program_release(&program);
    return code < 0 || appui_advance_complete(choice) < 0 ? -1 : 0;
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
                 appui_advance_complete(&choice) == 0 && appui_advance_greedy(&choice) == 0 &&
                 choose(&choice, clock) == 0 && write_plan(&choice, plan) == 0;
    appui_advance_choice_release(&choice);
    return whole ? APPUI_SOLVE_OK : APPUI_SOLVE_NO_MEMORY;
}
