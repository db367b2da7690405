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
#include "solver/anneal.h"
#include "solver/gate.h"
#include "solver/glpk.h"
#include "solver/improve.h"
#include "solver/pricing.h"
#include "solver/recast.h"

double appui_clock_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void appui_clock_start(struct appui_clock *clock, const struct appui_solve_options *options)
{
    *clock = (struct appui_clock){.options = options};
    clock->deadline_s =
        isfinite(options->time_limit_s) ? appui_clock_now() + options->time_limit_s : INFINITY;
}

double appui_clock_left(const struct appui_clock *clock)
{
    double left = isfinite(clock->deadline_s) ? clock->deadline_s - appui_clock_now() : INFINITY;
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

static void tell(const struct appui_search *search, struct appui_solve_progress out)
{
    const struct appui_solve_options *options = search->clock->options;
    bool counts = search->tier != APPUI_TIER_EQUITY; /* its programs count other things */
    out.has_tier = true;
    out.tier = search->tier;
    out.level = search->level;
    out.has_incumbent = out.has_incumbent && counts;
    out.has_bound = out.has_bound && counts;
    out.incumbent /= search->scale;
    out.bound /= search->scale;
    out.seconds_left = appui_clock_left(search->clock);
    options->progress(options->context, &out);
}

void appui_search_tell(const struct appui_search *search, const char *phase, bool has_bound,
                       int64_t bound)
{
    if (search->clock->options->progress == NULL) {
        return;
    }
    bool has_point = search->has_point;
    int64_t value = has_point ? appui_program_value(&search->joint->program, search->x) : 0;
    tell(search, (struct appui_solve_progress){.phase = phase,
                                               .has_incumbent = has_point,
                                               .incumbent = (double)value,
                                               .has_bound = has_bound,
                                               .bound = (double)bound});
}

/* What the linear solver's own tree tells. */
static void tell_progress(void *context, const struct appui_glpk_progress *progress)
{
    tell(context, (struct appui_solve_progress){.phase = "search",
                                                .has_incumbent = progress->has_incumbent,
                                                .incumbent = (double)progress->incumbent,
                                                .has_bound = isfinite(progress->bound),
                                                .bound = progress->bound});
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

int appui_search_note_project(struct appui_search *search, int32_t column, int32_t project)
{
    if (appui_grow(&search->column_project, &search->project_columns_capacity, (int64_t)column + 1,
                   sizeof *search->column_project) < 0) {
        return -1;
    }
    while (search->n_project_columns <= column) {
        search->column_project[search->n_project_columns++] = -1;
    }
    search->column_project[column] = project;
    return 0;
}

/* Dates of dossiers are theirs alone. */
static int note_dossiers(struct appui_search *search)
{
    const struct appui_joint *joint = search->joint;
    const struct appui_problem *problem = joint->problem;
    int failed = 0;
    for (int32_t d = 0; d < problem->n_dossiers; d++) {
        const struct appui_dossier *dossier = &problem->dossiers[d];
        for (int32_t c = dossier->first_choice; c < dossier->first_choice + dossier->n_choices;
             c++) {
            failed |= appui_search_note_project(search, joint->examined[c], dossier->project);
        }
        failed |= appui_search_note_project(search, joint->unexamined[d], dossier->project);
    }
    return failed;
}

int appui_search_note_jobs(struct appui_search *search)
{
    const struct appui_joint *joint = search->joint;
    const struct appui_problem *problem = joint->problem;
    search->n_job_columns = joint->program.n_columns;
    search->column_job =
        appui_calloc((size_t)search->n_job_columns + 1, sizeof *search->column_job);
    if (!search->column_job) {
        return -1;
    }
    memset(search->column_job, -1, (size_t)search->n_job_columns * sizeof *search->column_job);
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        const struct appui_job *job = &problem->jobs[j];
        search->column_job[joint->days[j]] = j;
        if (joint->use[j] >= 0) {
            search->column_job[joint->use[j]] = j;
        }
        for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
            search->column_job[joint->part[h]] = j;
        }
        for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
            search->column_job[joint->start[s]] = j;
        }
    }
    return note_dossiers(search);
}

int appui_search_note_multipliers(struct appui_search *search, int32_t n, const double *multipliers,
                                  double factor)
{
    struct appui_multipliers *best = &search->best;
    if (appui_grow(&best->row, &best->capacity, (int64_t)n + 2, sizeof *best->row) < 0) {
        return -1;
    }
    best->n = n;
    best->n_own = search->n_own_rows;
    for (int32_t i = 0; i < n; i++) {
        best->row[i] = factor * multipliers[i];
    }
    return 0;
}

int appui_search_keep_hindsight(struct appui_search *search)
{
    struct appui_multipliers *best = &search->best, *to = search->hindsights;
    const struct appui_program *program = &search->joint->program;
    int32_t held = program->n_rows - 1, n_cuts = best->n - best->n_own;
    if (best->n == 0 || held < best->n_own) {
        return 0;
    }
    if (search->n_hindsights == APPUI_HINDSIGHTS_MAX) { /* the oldest is forgotten */
        struct appui_multipliers oldest = to[0];
        memmove(to, to + 1, (APPUI_HINDSIGHTS_MAX - 1) * sizeof *to);
        to[--search->n_hindsights] = oldest;
    }
    to += search->n_hindsights;
    if (appui_grow(&to->row, &to->capacity, (int64_t)held + 1 + n_cuts, sizeof *to->row) < 0) {
        return -1;
    }
    memset(to->row, 0, (size_t)held * sizeof *to->row);
    memcpy(to->row, best->row, (size_t)best->n_own * sizeof *to->row);
    to->row[held] = program->rows[held].low == APPUI_MINUS_INFINITY ? 1 : -1;
    memcpy(to->row + held + 1, best->row + best->n_own, (size_t)n_cuts * sizeof *to->row);
    to->n_own = held + 1;
    to->n = to->n_own + n_cuts;
    search->n_hindsights++;
    return 0;
}

double appui_search_hindsight(const struct appui_search *search, int32_t hindsight, int32_t row)
{
    const struct appui_multipliers *of = &search->hindsights[hindsight];
    int32_t at = row < search->n_own_rows ? row : row - search->n_own_rows + of->n_own;
    bool known = row < search->n_own_rows ? row < of->n_own : at < of->n;
    return known ? of->row[at] : 0;
}

int appui_search_add_cuts(struct appui_search *search)
{
    struct appui_gate *gate = search->gate;
    if (gate && gate->cuts.n_in < gate->cuts.n) {
        appui_cuts_append(&gate->cuts, gate->days);
    }
    if (search->joint->program.failed || appui_search_reserve(search) < 0) {
        return -1;
    }
    if (gate) {
        appui_cuts_point(&gate->cuts, gate->days, search->x);
    }
    return 0;
}

void appui_search_drop_cuts(struct appui_search *search, int32_t n_rows, int32_t n_columns)
{
    appui_program_truncate(&search->joint->program, n_rows, n_columns);
    if (search->gate) {
        search->gate->cuts.n_in = 0;
    }
}

enum appui_placed appui_search_judge(struct appui_search *search, const int64_t *x, bool quick)
{
    return search->gate ? appui_gate_judge(search->gate, x, quick) : APPUI_PLACED;
}

void appui_search_keep(struct appui_search *search)
{
    if (search->gate) {
        appui_gate_keep(search->gate);
    }
}

bool appui_search_prices(const struct appui_search *search)
{
    return search->column_job && search->joint->problem->n_starts == 0;
}

/* ---- one program ---- */

/** A program while it is searched: with the cuts known so far. */
struct attempt {
    struct appui_search *search;
    int32_t n_rows, n_columns; /**< without cuts */
    double deadline_s;         /**< of this program's share */
    double *relaxed;           /**< point of the linear relaxation, or NULL */
    double *multipliers;       /**< and its multipliers, of n_relaxed_rows rows */
    int32_t n_relaxed_rows;
    struct appui_found *found;
    bool may_move;  /**< search->x may be used and moved; else *point takes what is found */
    bool root_only; /**< the root's bound alone */
    int64_t *point;
};

static struct appui_program *program_of(const struct attempt *attempt)
{
    return &attempt->search->joint->program;
}

static struct appui_glpk_options options_of(const struct attempt *attempt)
{
    struct appui_clock *clock = attempt->search->clock;
    struct appui_glpk_options options = appui_glpk_options_default();
    double left =
        isfinite(attempt->deadline_s) ? attempt->deadline_s - appui_clock_now() : INFINITY;
    options.time_limit_s = left > 1e-3 ? left : 1e-3;
    options.node_limit = clock->options->node_limit;
    options.stop = asked_to_stop;
    options.progress = clock->options->progress ? tell_progress : NULL;
    options.context = attempt->search;
    return options;
}

static enum appui_solve_code run_glpk(const struct attempt *attempt,
                                      const struct appui_glpk_options *options,
                                      struct appui_glpk_result *result)
{
    struct appui_clock *clock = attempt->search->clock;
    enum appui_glpk_code code = appui_glpk_solve(program_of(attempt), options, result);
    if (code != APPUI_GLPK_OK) {
        snprintf(clock->reason, sizeof clock->reason, "%s", result->reason);
    }
    return code_of(code);
}

/* Keeps the better of two bounds, each rounded to the values the objective can take. */
static void take_bound(const struct attempt *attempt, bool has_bound, int64_t bound)
{
    struct appui_found *found = attempt->found;
    bool maximise = program_of(attempt)->maximise;
    if (has_bound &&
        (!found->has_bound || (maximise ? bound < found->bound : bound > found->bound))) {
        found->has_bound = true;
        found->bound = bound;
    }
}

/* Multipliers are of gains in units, maximised. */
static int note_relaxed(struct attempt *attempt)
{
    const struct appui_program *program = program_of(attempt);
    double sign = program->maximise ? 1 : -1;
    return appui_search_note_multipliers(attempt->search, program->n_rows, attempt->multipliers,
                                         sign / (double)unit_of(program));
}

/* The linear relaxation: a bound, and a point that guides the heuristics. */
static enum appui_solve_code relax(struct attempt *attempt)
{
    struct appui_glpk_result result = {0};
    struct appui_glpk_options options = options_of(attempt);
    options.relax_only = true;
    appui_search_tell(attempt->search, "relax", false, 0);
    enum appui_solve_code code = run_glpk(attempt, &options, &result);
    if (code == APPUI_SOLVE_OK) {
        const struct appui_program *program = program_of(attempt);
        attempt->found->infeasible = result.outcome == APPUI_GLPK_INFEASIBLE;
        bool bounded = result.has_bound && fabs(result.bound) < 1e17;
        take_bound(attempt, bounded,
                   bounded ? safe_bound(result.bound, unit_of(program), program->maximise) : 0);
        appui_free(attempt->relaxed);
        attempt->relaxed = result.relaxed;
        result.relaxed = NULL;
        appui_free(attempt->multipliers);
        attempt->multipliers = result.multipliers;
        result.multipliers = NULL;
        attempt->n_relaxed_rows = program->n_rows;
        if (attempt->may_move && attempt->multipliers && note_relaxed(attempt) < 0) {
            code = APPUI_SOLVE_NO_MEMORY;
        }
    }
    appui_glpk_result_release(&result);
    return code;
}

/* The value of the point at hand reaches the bound. */
static bool is_closed(const struct attempt *attempt)
{
    const struct appui_search *search = attempt->search;
    return attempt->may_move && search->has_point && attempt->found->has_bound &&
           appui_program_value(program_of(attempt), search->x) == attempt->found->bound;
}

/* A point of the linear solver: taken when its lines find slots. @return false when cuts were
 * learned instead */
static bool take_point(struct attempt *attempt, struct appui_glpk_result *result,
                       enum appui_solve_code *code)
{
    struct appui_search *search = attempt->search;
    bool known = attempt->may_move && search->has_point &&
                 memcmp(result->point, search->x,
                        (size_t)program_of(attempt)->n_columns * sizeof *search->x) == 0;
    enum appui_placed placed =
        known ? APPUI_PLACED : appui_search_judge(search, result->point, false);
    switch (placed) {
    case APPUI_PLACED:
        if (!attempt->may_move) {
            attempt->point = result->point;
            result->point = NULL;
        } else if (!known) {
            memcpy(search->x, result->point,
                   (size_t)program_of(attempt)->n_columns * sizeof *search->x);
            search->has_point = true;
            appui_search_keep(search);
        }
        return true;
    case APPUI_NOT_PLACEABLE:
        return false;
    case APPUI_PLACE_UNKNOWN:
        attempt->found->proved = false;
        return true;
    case APPUI_PLACE_FAULT:
        *code = APPUI_SOLVE_FAULT;
        break;
    }
    return true;
}

/* Branch and bound on the program with its cuts. @return false when its best point was refused, and
 * cuts were learned */
static bool branch(struct attempt *attempt, bool start, enum appui_solve_code *code)
{
    struct appui_glpk_result result = {0};
    struct appui_glpk_options options = options_of(attempt);
    options.start = start ? attempt->search->x : NULL;
    *code = run_glpk(attempt, &options, &result);
    bool done = true;
    if (*code == APPUI_SOLVE_OK) {
        struct appui_found found = {0};
        read_found(program_of(attempt), &result, &found);
        take_bound(attempt, found.has_bound, found.bound);
        attempt->found->infeasible = found.infeasible;
        attempt->found->proved = found.proved;
        attempt->found->has_point = found.has_point;
        done = !result.has_point || take_point(attempt, &result, code);
    }
    appui_glpk_result_release(&result);
    return done;
}

/* Branch and price, where no column stands for a slot. @param given_up  written: it came to a node
 * that it could not finish, and something else must */
static enum appui_solve_code price(struct attempt *attempt, bool *given_up)
{
    struct appui_search *search = attempt->search;
    struct appui_pricing_options options = {.may_move = attempt->may_move,
                                            .root_only = attempt->root_only,
                                            .deadline_s = attempt->deadline_s,
                                            .n_multipliers = attempt->n_relaxed_rows,
                                            .multipliers = attempt->multipliers};
    struct appui_pricing_result result = {0};
    enum appui_solve_code code = appui_pricing_run(search, &options, &result);
    search->n_closed += result.n_closed;
    search->n_closed_levelled += result.n_closed_levelled;
    take_bound(attempt, result.has_bound, result.bound);
    attempt->found->proved = result.proved;
    attempt->found->infeasible = result.infeasible;
    attempt->point = result.point;
    *given_up = result.given_up && !attempt->root_only && !attempt->point;
    return code;
}

/* Neighbourhoods without gain before branch and bound takes over. */
#define IDLE_MAX 10
#define IDLE_LAST 200

static bool starts_from_point(const struct attempt *attempt)
{
    const struct appui_search *search = attempt->search;
    return attempt->may_move && search->has_point &&
           appui_program_violation(program_of(attempt), search->x) < 0;
}

/* The bound, or what no point reaches. */
static int64_t target_of(const struct attempt *attempt)
{
    int64_t none = program_of(attempt)->maximise ? INT64_MAX : INT64_MIN;
    return attempt->found->has_bound ? attempt->found->bound : none;
}

static enum appui_solve_code improve(struct attempt *attempt, int32_t idle)
{
    return appui_improve(attempt->search, attempt->relaxed, target_of(attempt),
                         appui_improve_patience(attempt->search, idle));
}

/* Heuristics from the point at hand, guided by the linear relaxation. */
static enum appui_solve_code improve_start(struct attempt *attempt)
{
    enum appui_solve_code code = relax(attempt);
    if (code == APPUI_SOLVE_OK && !is_closed(attempt)) {
        code = improve(attempt, IDLE_MAX);
    }
    if (code == APPUI_SOLVE_OK && !is_closed(attempt) && appui_search_prices(attempt->search) &&
        !appui_recast_comes_first(attempt->search)) {
        code = appui_anneal(attempt->search, target_of(attempt));
    }
    return code;
}

static enum appui_solve_code attempt_all(struct attempt *attempt)
{
    const struct appui_search *search = attempt->search;
    bool priced = appui_search_prices(search), given_up = false;
    enum appui_solve_code code = APPUI_SOLVE_OK;
    for (bool done = false, first = true; !done && code == APPUI_SOLVE_OK; first = false) {
        if (appui_search_add_cuts(attempt->search) < 0) {
            return APPUI_SOLVE_NO_MEMORY;
        }
        bool start = starts_from_point(attempt);
        if (start && first && search->column_job) {
            code = improve_start(attempt);
        }
        if (code == APPUI_SOLVE_OK && start && is_closed(attempt)) {
            attempt->found->proved = attempt->found->has_point = true;
            return code;
        }
        if (code == APPUI_SOLVE_OK && priced && !given_up) {
            code = price(attempt, &given_up);
            done = !given_up;
            if (code == APPUI_SOLVE_OK && given_up && start) {
                bool limited = isfinite(attempt->deadline_s);
                code = improve(attempt, limited ? INT32_MAX / 2 : IDLE_LAST);
            }
        } else if (code == APPUI_SOLVE_OK) {
            done = branch(attempt, start, &code);
        }
        if (!done && appui_clock_over(attempt->search->clock)) {
            attempt->found->proved = false;
            done = true;
        }
    }
    return code;
}

static enum appui_solve_code search_program(struct appui_search *search, double share,
                                            struct attempt *attempt)
{
    struct appui_program *program = &search->joint->program;
    if (program->failed || appui_search_reserve(search) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    double left = appui_clock_left(search->clock);
    bool was_limited = search->clock->limit_reached;
    *attempt->found = (struct appui_found){0};
    attempt->search = search;
    attempt->n_rows = search->n_own_rows = program->n_rows;
    search->best.n = 0;
    attempt->n_columns = program->n_columns;
    attempt->deadline_s = isfinite(left) ? appui_clock_now() + left * share : INFINITY;
    search->deadline_s = attempt->deadline_s;
    enum appui_solve_code code = attempt_all(attempt);
    appui_search_drop_cuts(search, attempt->n_rows, attempt->n_columns);
    appui_free(attempt->relaxed);
    appui_free(attempt->multipliers);
    search->deadline_s = 0;
    search->clock->limit_reached = was_limited || (!attempt->found->proved && !attempt->root_only);
    return code;
}

enum appui_solve_code appui_search_step(struct appui_search *search, double share,
                                        struct appui_found *found)
{
    struct attempt attempt = {.found = found, .may_move = true};
    enum appui_solve_code code = search_program(search, share, &attempt);
    const struct appui_program *program = &search->joint->program;
    if (code == APPUI_SOLVE_OK && search->has_point) {
        found->has_point = appui_program_violation(program, search->x) < 0;
        found->value = appui_program_value(program, search->x);
        found->proved =
            found->proved || (found->has_point && found->has_bound && found->bound == found->value);
        if (found->proved && found->has_point && !found->infeasible) {
            found->has_bound = true;
            found->bound = found->value;
        }
    }
    return code;
}

enum appui_solve_code appui_search_probe(struct appui_search *search, double share, int64_t **point,
                                         struct appui_found *found)
{
    struct attempt attempt = {.found = found};
    enum appui_solve_code code = search_program(search, share, &attempt);
    *point = attempt.point;
    found->has_point = attempt.point != NULL;
    return code;
}

enum appui_solve_code appui_search_rule_out(struct appui_search *search, bool *infeasible)
{
    struct appui_found found = {0};
    struct attempt attempt = {.found = &found, .root_only = true};
    enum appui_solve_code code = search_program(search, 0.1, &attempt);
    *infeasible = found.infeasible;
    appui_free(attempt.point);
    return code;
}

enum appui_solve_code appui_search_relax(struct appui_search *search, struct appui_found *found)
{
    struct attempt attempt = {.search = search, .found = found};
    double left = appui_clock_left(search->clock);
    *found = (struct appui_found){0};
    if (search->joint->program.failed || appui_search_reserve(search) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    attempt.deadline_s = isfinite(left) ? appui_clock_now() + left : INFINITY;
    enum appui_solve_code code = relax(&attempt);
    appui_free(attempt.relaxed);
    appui_free(attempt.multipliers);
    return code;
}

void appui_search_move(struct appui_search *search, const int64_t *point)
{
    memcpy(search->x, point, (size_t)search->joint->program.n_columns * sizeof *search->x);
    search->has_point = true;
    appui_search_keep(search);
}

void appui_search_release(struct appui_search *search)
{
    appui_free(search->x);
    appui_free(search->best.row);
    for (int32_t h = 0; h < APPUI_HINDSIGHTS_MAX; h++) {
        appui_free(search->hindsights[h].row);
    }
    appui_free(search->column_job);
    appui_free(search->column_project);
    *search = (struct appui_search){0};
}
