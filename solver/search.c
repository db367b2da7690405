/*
 * Searching: passes time and stops on to the linear solver, keeps the best point, rounds bounds to
 * the safe side.
 */
#include "solver/search.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "model/fraction.h"
#include "solver/glpk.h"

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void appui_clock_start(struct appui_clock *clock, const struct appui_solve_options *options)
{
    *clock = (struct appui_clock){.options = options};
    clock->deadline_s =
        isfinite(options->time_limit_s) ? now_s() + options->time_limit_s : INFINITY;
}

double appui_clock_left(const struct appui_clock *clock)
{
    double left = isfinite(clock->deadline_s) ? clock->deadline_s - now_s() : INFINITY;
    return left > 0 ? left : 0;
}

bool appui_clock_over(struct appui_clock *clock)
{
    if (!clock->interrupted && clock->options->stop &&
        clock->options->stop(clock->options->context)) {
        clock->interrupted = true;
    }
    if (clock->interrupted || appui_clock_left(clock) <= 0) {
        clock->limit_reached = true;
        return true;
    }
    return false;
}

int appui_search_reserve(struct appui_search *search)
{
    int32_t before = search->x_capacity;
    if (appui_grow(&search->x, &search->x_capacity, (int64_t)search->joint->program.n_columns + 1,
                   sizeof *search->x) < 0) {
        return -1;
    }
    if (search->x_capacity > before) {
        memset(search->x + before, 0, (size_t)(search->x_capacity - before) * sizeof *search->x);
    }
    return 0;
}

static bool asked_to_stop(void *context)
{
    struct appui_search *search = context;
    const struct appui_solve_options *options = search->clock->options;
    if (options->stop && options->stop(options->context)) {
        search->clock->interrupted = true;
    }
    return search->clock->interrupted;
}

static void tell_progress(void *context, const struct appui_glpk_progress *progress)
{
    const struct appui_search *search = context;
    const struct appui_solve_options *options = search->clock->options;
    struct appui_solve_progress out = {.phase = "search", .has_tier = true, .tier = search->tier};
    out.level = search->level;
    out.has_incumbent = progress->has_incumbent;
    out.incumbent = (double)progress->incumbent / search->scale;
    out.has_bound = isfinite(progress->bound);
    out.bound = progress->bound / search->scale;
    out.seconds_left = appui_clock_left(search->clock);
    options->progress(options->context, &out);
}

/* Every value of the program is a multiple of this: the costs' common divisor. */
static int64_t unit_of(const struct appui_program *program)
{
    int64_t unit = 0;
    for (int32_t c = 0; c < program->n_columns; c++) {
        if (program->columns[c].cost != 0 && !program->columns[c].integer) {
            return 1;
        }
        unit = appui_gcd(unit, program->columns[c].cost);
    }
    return unit > 0 ? unit : 1;
}

/* A bound of the linear solver, rounded to the values it leaves; its tolerance must not cut one
 * off. */
static int64_t safe_bound(double bound, int64_t unit, bool maximise)
{
    double units = bound / (double)unit;
    double slack = 1e-6 + 1e-9 * fabs(units);
    return (int64_t)(maximise ? floor(units + slack) : ceil(units - slack)) * unit;
}

static enum appui_solve_code code_of(enum appui_glpk_code code)
{
    switch (code) {
    case APPUI_GLPK_OK:
        return APPUI_SOLVE_OK;
    case APPUI_GLPK_NO_MEMORY:
        return APPUI_SOLVE_NO_MEMORY;
    case APPUI_GLPK_BAD_OPTION:
    case APPUI_GLPK_BAD_MODEL:
    case APPUI_GLPK_FAULT:
        break;
    }
    return APPUI_SOLVE_FAULT;
}

static void read_found(const struct appui_program *program, const struct appui_glpk_result *result,
                       struct appui_found *found)
{
    bool optimal = result->outcome == APPUI_GLPK_OPTIMAL;
    found->infeasible = result->outcome == APPUI_GLPK_INFEASIBLE;
    found->proved = optimal || found->infeasible;
    found->has_point = result->has_point;
    found->value = result->value;
    found->has_bound =
        optimal || (result->has_bound && isfinite(result->bound) && fabs(result->bound) < 1e17);
    if (optimal) {
        found->bound = result->value;
    } else if (found->has_bound) {
        found->bound = safe_bound(result->bound, unit_of(program), program->maximise);
        found->proved = found->proved || (result->has_point && found->bound == result->value);
    }
}

static enum appui_solve_code solve(struct appui_search *search, const int64_t *start, double share,
                                   struct appui_glpk_result *result, struct appui_found *found)
{
    struct appui_clock *clock = search->clock;
    struct appui_glpk_options options = appui_glpk_options_default();
    double left = appui_clock_left(clock);
    options.time_limit_s = isfinite(left) ? left * share + 1e-3 : INFINITY;
    options.node_limit = clock->options->node_limit;
    options.start = start;
    options.stop = asked_to_stop;
    options.progress = clock->options->progress ? tell_progress : NULL;
    options.context = search;
    enum appui_glpk_code code = appui_glpk_solve(&search->joint->program, &options, result);
    if (code != APPUI_GLPK_OK) {
        snprintf(clock->reason, sizeof clock->reason, "%s", result->reason);
        return code_of(code);
    }
    *found = (struct appui_found){0};
    read_found(&search->joint->program, result, found);
    clock->limit_reached = clock->limit_reached || !found->proved;
    return APPUI_SOLVE_OK;
}

enum appui_solve_code appui_search_step(struct appui_search *search, double share,
                                        struct appui_found *found)
{
    struct appui_program *program = &search->joint->program;
    if (program->failed || appui_search_reserve(search) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    bool start = search->has_point && appui_program_violation(program, search->x) < 0;
    struct appui_glpk_result result = {0};
    enum appui_solve_code code = solve(search, start ? search->x : NULL, share, &result, found);
    if (code == APPUI_SOLVE_OK && result.has_point) {
        for (int32_t c = 0; c < program->n_columns; c++) {
            search->x[c] = result.point[c];
        }
        search->has_point = true;
    }
    appui_glpk_result_release(&result);
    return code;
}

enum appui_solve_code appui_search_probe(struct appui_search *search, double share, int64_t **point,
                                         struct appui_found *found)
{
    struct appui_program *program = &search->joint->program;
    *point = NULL;
    if (program->failed) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    struct appui_glpk_result result = {0};
    enum appui_solve_code code = solve(search, NULL, share, &result, found);
    if (code == APPUI_SOLVE_OK && result.has_point) {
        *point = result.point;
        result.point = NULL;
        result.has_point = false;
    }
    appui_glpk_result_release(&result);
    return code;
}

void appui_search_release(struct appui_search *search)
{
    appui_free(search->x);
    *search = (struct appui_search){0};
}
