/*
 * Choosing neighbourhoods and solving them.
 */
#include "solver/improve.h"

#include <math.h>
#include <string.h>

#include "model/random.h"
#include "solver/gate.h"
#include "solver/glpk.h"
#include "solver/recast.h"
#include "solver/restrict.h"

/* Jobs set free in the first neighbourhood, and the most ever: below the first a neighbourhood
 * rarely holds a gain, above the last GLPK no longer solves it in a few hundredths of a second. */
#define JOBS_FIRST 30
#define JOBS_MOST 80
/* Of one need, besides its lines and what the relaxation uses: chosen at random beyond this many.
 */
#define JOBS_OF_NEED 10
/* The same where only lines of the point and of the relaxation are free: their program is easy. */
#define JOBS_BETWEEN 250
/* One more neighbourhood without gain is tolerated for so many jobs: there are more to try. */
#define JOBS_PATIENCE 40
#define NODES_MAX 60
#define NODES_BETWEEN 400
/* Nodes of large neighbourhoods: they cost about as much as their rows and columns. */
#define NODES_LEAST 10
#define WORK_MAX 100000
#define SMALL 1000

struct improve {
    struct appui_search *search;
    const double *relaxed;
    struct appui_random random;
    struct appui_arena arena;
    int32_t loose_capacity, candidate_capacity;
    uint8_t *loose;        /**< [n_columns] heap */
    uint8_t *need_loose;   /**< [n_needs] */
    uint8_t *project_near; /**< [n_projects] has a job in the neighbourhood */
    uint8_t *partner_near; /**< [n_partners] has a line in the neighbourhood */
    int32_t *touched;      /**< [n_needs] scratch */
    int32_t *left, *slack; /**< [n_partners] scratch */
    int64_t *candidate;    /**< [n_columns] heap */
    int32_t jobs_wanted, jobs_between, n_jobs;
    bool between; /**< lines of the point and of the relaxation alone are free */
    bool strict;  /**< only a better value is of interest */
    bool narrow;  /**< of columns that speak of one project alone, only those of its own projects */
    bool whole;   /**< the neighbourhood is everything: one is enough */
};

static struct appui_program *program_of(const struct improve *improve)
{
    return &improve->search->joint->program;
}

static bool is_used(const struct improve *improve, int32_t j)
{
    return improve->search->x[improve->search->joint->days[j]] > 0;
}

static bool is_relaxed_used(const struct improve *improve, int32_t j)
{
    return improve->relaxed && improve->relaxed[improve->search->joint->days[j]] > 1e-6;
}

/* ---- which needs ---- */

/* Needs whose lines the relaxation would have otherwise. */
static int32_t list_touched(struct improve *improve)
{
    const struct appui_joint *joint = improve->search->joint;
    const struct appui_problem *problem = joint->problem;
    int32_t n_touched = 0;
    for (int32_t n = 0; improve->relaxed && n < problem->basin->n_needs; n++) {
        bool differs = false;
        for (int32_t j = problem->need_job[n]; j < problem->need_job[n + 1]; j++) {
            double gap =
                improve->relaxed[joint->days[j]] - (double)improve->search->x[joint->days[j]];
            differs = differs || fabs(gap) > 1e-6;
        }
        if (differs) {
            improve->touched[n_touched++] = n;
        }
    }
    return n_touched;
}

static void loosen_job(struct improve *improve, int32_t j)
{
    const struct appui_joint *joint = improve->search->joint;
    const struct appui_job *job = &joint->problem->jobs[j];
    if (improve->loose[joint->days[j]]) {
        return;
    }
    improve->n_jobs++;
    improve->loose[joint->days[j]] = 1;
    if (joint->use[j] >= 0) {
        improve->loose[joint->use[j]] = 1;
    }
    for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
        improve->loose[joint->part[h]] = 1;
    }
    for (int32_t s = job->first_start; s < job->first_start + job->n_starts; s++) {
        improve->loose[joint->start[s]] = 1;
    }
}

/* Sets jobs of a need free: its lines, what the relaxation uses, and some of the others. */
static void loosen_need(struct improve *improve, int32_t need)
{
    const struct appui_problem *problem = improve->search->joint->problem;
    int32_t first = problem->need_job[need], n = problem->need_job[need + 1] - first;
    improve->need_loose[need] = 1;
    for (int32_t j = first; j < first + n; j++) {
        const struct appui_job *job = &problem->jobs[j];
        bool drawn = n <= JOBS_OF_NEED || appui_random_happens(&improve->random, JOBS_OF_NEED, n);
        if (drawn || is_used(improve, j) || is_relaxed_used(improve, j)) {
            loosen_job(improve, j);
        }
        if (is_used(improve, j)) {
            improve->partner_near[problem->basin->experts[job->expert].partner] = 1;
        }
    }
}

/* A line of the need belongs to a partner of the neighbourhood, or the need has no line. */
static bool is_near(const struct improve *improve, int32_t need)
{
    const struct appui_problem *problem = improve->search->joint->problem;
    bool any = false;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        if (is_used(improve, j)) {
            any = true;
            int32_t partner = problem->basin->experts[problem->jobs[j].expert].partner;
            if (improve->partner_near[partner]) {
                return true;
            }
        }
    }
    return !any;
}

static int32_t draw(struct improve *improve, int32_t n)
{
    return appui_random_within(&improve->random, 0, n - 1);
}

/* From a drawn list of needs where there is one, else from all. */
static void choose_seed(struct improve *improve, int32_t n_touched)
{
    int32_t n_needs = improve->search->joint->problem->basin->n_needs;
    loosen_need(improve, n_touched > 0 ? improve->touched[draw(improve, n_touched)]
                                       : draw(improve, n_needs));
}

/* Grows the neighbourhood by needs near it, in a drawn cyclic order. */
static void grow(struct improve *improve, int32_t n_touched)
{
    int32_t n_needs = improve->search->joint->problem->basin->n_needs;
    int32_t first = draw(improve, n_needs);
    for (int32_t round = 0; round < 2; round++) {
        for (int32_t i = 0; i < n_needs && improve->n_jobs < improve->jobs_wanted; i++) {
            int32_t need = (first + i) % n_needs;
            bool wanted = round > 0 || is_near(improve, need);
            if (!improve->need_loose[need] && wanted &&
                appui_random_happens(&improve->random, 1, 2)) {
                loosen_need(improve, need);
            }
        }
        for (int32_t i = 0; i < n_touched && improve->n_jobs < improve->jobs_wanted; i++) {
            loosen_need(improve, improve->touched[draw(improve, n_touched)]);
        }
    }
}

/* Projects with a job in the neighbourhood. */
static void list_near_projects(struct improve *improve)
{
    const struct appui_joint *joint = improve->search->joint;
    const struct appui_problem *problem = joint->problem;
    memset(improve->project_near, 0, (size_t)problem->basin->n_projects);
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        if (improve->loose[joint->days[j]]) {
            improve->project_near[problem->basin->needs[problem->jobs[j].need].project] = 1;
        }
    }
}

/* True of a column of no job that may be decided along; those of other projects stay as they are in
 * a narrow neighbourhood. */
static bool goes_along(const struct improve *improve, int32_t c)
{
    const struct appui_search *search = improve->search;
    if (c < search->n_job_columns && search->column_job[c] >= 0) {
        return false;
    }
    int32_t project = c < search->n_project_columns ? search->column_project[c] : -1;
    return project < 0 || !improve->narrow || improve->project_near[project];
}

/* Columns of no job that share a row with a loose one are decided with it. */
static void loosen_others(struct improve *improve)
{
    const struct appui_program *program = program_of(improve);
    bool more = true;
    list_near_projects(improve);
    while (more) {
        more = false;
        for (int32_t i = 0; i < program->n_rows; i++) {
            const struct appui_row *row = &program->rows[i];
            const struct appui_term *terms = program->terms + row->first_term;
            bool any = false;
            for (int32_t t = 0; t < row->n_terms && !any; t++) {
                any = improve->loose[terms[t].column] != 0;
            }
            for (int32_t t = 0; any && t < row->n_terms; t++) {
                int32_t c = terms[t].column;
                if (!improve->loose[c] && goes_along(improve, c)) {
                    improve->loose[c] = 1;
                    more = true;
                }
            }
        }
    }
}

/* True when the need has a line of a partner that is not near. */
static bool is_elsewhere(const struct improve *improve, int32_t need)
{
    const struct appui_problem *problem = improve->search->joint->problem;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        int32_t partner = problem->basin->experts[problem->jobs[j].expert].partner;
        if (is_used(improve, j) && !improve->partner_near[partner]) {
            return true;
        }
    }
    return false;
}

/* Half-days that each partner could still give: of its pledges, or up to what it is brought down
 * to, where less than none means that it gives too many. */
static void list_left(struct improve *improve)
{
    const struct appui_search *search = improve->search;
    const struct appui_problem *problem = search->joint->problem;
    const struct appui_basin *basin = problem->basin;
    for (int32_t p = 0; p < basin->n_partners; p++) {
        improve->left[p] = search->ceilings ? search->ceilings[p] : 0;
    }
    for (int32_t r = 0; r < problem->n_periods && !search->ceilings; r++) {
        int32_t room = problem->periods[r].total - problem->periods[r].standing;
        improve->left[problem->periods[r].partner] += room > 0 ? room : 0;
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        improve->left[basin->experts[problem->jobs[j].expert].partner] -=
            (int32_t)search->x[search->joint->days[j]] * problem->jobs[j].session;
    }
}

/* Draws a partner that could give more, or that gives too many half-days; any one where there is
 * none. */
static int32_t draw_partner(struct improve *improve, bool could_more)
{
    int32_t n_partners = improve->search->joint->problem->basin->n_partners, n = 0;
    for (int32_t p = 0; p < n_partners; p++) {
        if (could_more ? improve->left[p] > 0 : improve->left[p] < 0) {
            improve->slack[n++] = p;
        }
    }
    return n > 0 ? improve->slack[draw(improve, n)] : draw(improve, n_partners);
}

/* Jobs that the partners of the neighbourhood have for needs that nobody else serves. */
static int32_t loosen_partners(struct improve *improve, bool count_only)
{
    const struct appui_problem *problem = improve->search->joint->problem;
    const struct appui_basin *basin = problem->basin;
    int32_t n = 0;
    for (int32_t need = 0; need < basin->n_needs; need++) {
        if (is_elsewhere(improve, need)) {
            continue;
        }
        for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
            if (improve->partner_near[basin->experts[problem->jobs[j].expert].partner]) {
                n++;
                if (!count_only) {
                    loosen_job(improve, j);
                }
            }
        }
    }
    return n;
}

/* A few partners, and everything they could do for needs that nobody else serves: one that could
 * give more, one that gives too many half-days where that is the question, and drawn ones. */
static void choose_partners(struct improve *improve)
{
    int32_t n_partners = improve->search->joint->problem->basin->n_partners;
    list_left(improve);
    improve->partner_near[draw_partner(improve, true)] = 1;
    if (improve->search->ceilings) {
        improve->partner_near[draw_partner(improve, false)] = 1;
    }
    for (int32_t i = 0; i < n_partners; i++) {
        improve->partner_near[draw(improve, n_partners)] = 1;
        if (i > 0 && loosen_partners(improve, true) >= improve->jobs_wanted) {
            break;
        }
    }
    loosen_partners(improve, false);
}

/* RINS: of the needs where the relaxation differs, the lines of either side and nothing else. Jobs
 * that one side uses are few, so that far more needs fit in. */
static void choose_between(struct improve *improve, int32_t n_touched)
{
    const struct appui_problem *problem = improve->search->joint->problem;
    int32_t first = n_touched > 0 ? draw(improve, n_touched) : 0;
    for (int32_t i = 0; i < n_touched && improve->n_jobs < improve->jobs_between; i++) {
        int32_t need = improve->touched[(first + i) % n_touched];
        for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
            if (is_used(improve, j) || is_relaxed_used(improve, j)) {
                loosen_job(improve, j);
            }
        }
    }
}

static void choose(struct improve *improve, int32_t iteration)
{
    const struct appui_basin *basin = improve->search->joint->problem->basin;
    memset(improve->loose, 0, (size_t)program_of(improve)->n_columns);
    memset(improve->need_loose, 0, (size_t)basin->n_needs);
    memset(improve->partner_near, 0, (size_t)basin->n_partners);
    improve->n_jobs = 0;
    improve->whole = appui_improve_is_whole(improve->search);
    improve->narrow = !improve->whole && iteration % 3 != 1;
    improve->strict = iteration % 6 == 5;
    improve->between = !improve->whole && iteration % 6 == 0 && improve->relaxed;
    if (improve->whole) {
        for (int32_t j = 0; j < improve->search->joint->problem->n_jobs; j++) {
            loosen_job(improve, j);
        }
    } else if (iteration % 3 == 2) {
        choose_partners(improve);
    } else if (improve->between) {
        choose_between(improve, list_touched(improve));
    } else {
        int32_t n_touched = iteration % 3 == 0 ? list_touched(improve) : 0;
        choose_seed(improve, n_touched);
        grow(improve, n_touched);
    }
    loosen_others(improve);
}

/* ---- deciding them anew ---- */

static int64_t ahead_of(const struct appui_search *search, int32_t column)
{
    return search->ahead && column < search->n_ahead ? search->ahead[column] : 0;
}

/* Adds what the next tier asks for to the costs, each unit of value counting more than all of it.
 */
static void look_ahead(const struct appui_search *search, struct appui_restricted *small)
{
    int64_t unit = 1;
    for (int32_t c = 0; c < small->program.n_columns; c++) {
        const struct appui_column *column = &small->program.columns[c];
        int64_t cost = ahead_of(search, small->origin[c]);
        unit += (cost < 0 ? -cost : cost) * (column->high - column->low);
    }
    for (int32_t c = 0; c < small->program.n_columns; c++) {
        struct appui_column *column = &small->program.columns[c];
        int64_t cost = ahead_of(search, small->origin[c]);
        column->cost = column->cost * unit + (small->program.maximise ? -cost : cost);
    }
}

static int64_t value_ahead(const struct appui_search *search, const int64_t *x)
{
    int64_t value = 0;
    for (int32_t c = 0; search->ahead && c < search->n_ahead; c++) {
        value += search->ahead[c] * x[c];
    }
    return value;
}

/* No worse than now; the place within the same value is left to the solver, so that the search
 * wanders. */
static void hold_value(struct appui_program *small, int64_t value)
{
    struct appui_row *row = NULL;
    appui_program_row(small, small->maximise ? value : APPUI_MINUS_INFINITY,
                      small->maximise ? APPUI_PLUS_INFINITY : value, "value");
    for (int32_t c = 0; c < small->n_columns; c++) {
        appui_program_term(small, c, small->columns[c].cost);
    }
    row = small->failed ? NULL : &small->rows[small->n_rows - 1];
    if (row && row->n_terms == 0) {
        small->n_rows--;
    }
}

static bool asked_to_stop(void *context)
{
    return appui_clock_over(context);
}

static bool solve_small(struct improve *improve, const struct appui_program *small,
                        struct appui_glpk_result *result, enum appui_solve_code *code)
{
    struct appui_clock *clock = improve->search->clock;
    struct appui_glpk_options options = appui_glpk_options_default();
    double left = appui_clock_left(clock);
    options.time_limit_s = isfinite(left) ? left + 1e-3 : INFINITY;
    int64_t size = (int64_t)small->n_rows + small->n_columns + 1;
    int64_t most = improve->between ? NODES_BETWEEN : NODES_MAX;
    int64_t affordable = NODES_LEAST + WORK_MAX / size;
    options.node_limit = affordable < most ? affordable : most;
    options.quick = true;
    options.stop = asked_to_stop;
    options.context = clock;
    enum appui_glpk_code solved = appui_glpk_solve(small, &options, result);
    if (solved == APPUI_GLPK_NO_MEMORY) {
        *code = APPUI_SOLVE_NO_MEMORY;
    }
    return solved == APPUI_GLPK_OK && result->has_point;
}

/* Lines that were refused are refused by a row from now on. */
static int take_cuts(struct improve *improve)
{
    if (appui_search_add_cuts(improve->search) < 0) {
        return -1;
    }
    int64_t n = (int64_t)program_of(improve)->n_columns + 1;
    return appui_grow(&improve->loose, &improve->loose_capacity, n, sizeof *improve->loose) |
           appui_grow(&improve->candidate, &improve->candidate_capacity, n,
                      sizeof *improve->candidate);
}

/* Takes the candidate when it is a point of the program, no worse, and its lines find slots. */
static enum appui_solve_code offer(struct improve *improve, bool *gained)
{
    struct appui_search *search = improve->search;
    const struct appui_program *program = program_of(improve);
    int64_t before = appui_program_value(program, search->x);
    int64_t after = appui_program_value(program, improve->candidate);
    bool no_worse = program->maximise ? after >= before : after <= before;
    if (after == before && search->ahead) {
        no_worse = value_ahead(search, improve->candidate) <= value_ahead(search, search->x);
    }
    if (!no_worse || appui_program_violation(program, improve->candidate) >= 0) {
        return APPUI_SOLVE_OK;
    }
    enum appui_placed placed = appui_search_judge(search, improve->candidate, true);
    if (placed == APPUI_PLACED) {
        memcpy(search->x, improve->candidate, (size_t)program->n_columns * sizeof *search->x);
        appui_search_keep(search);
        *gained = after != before;
    } else if (placed == APPUI_NOT_PLACEABLE && take_cuts(improve) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    return placed == APPUI_PLACE_FAULT ? APPUI_SOLVE_NO_MEMORY : APPUI_SOLVE_OK;
}

static int32_t clamp(int32_t value, int32_t low, int32_t high)
{
    return value < low ? low : value > high ? high : value;
}

static void adapt(struct improve *improve, const struct appui_program *small,
                  const struct appui_glpk_result *result)
{
    bool optimal =
        result->outcome == APPUI_GLPK_OPTIMAL || result->outcome == APPUI_GLPK_INFEASIBLE;
    if (improve->between) {
        bool small_enough = (int64_t)small->n_rows + small->n_columns < SMALL;
        int32_t wanted =
            optimal || small_enough ? improve->jobs_between * 5 / 4 : improve->n_jobs * 2 / 3;
        improve->jobs_between = clamp(wanted, JOBS_FIRST, JOBS_BETWEEN);
        return;
    }
    bool easy = result->outcome == APPUI_GLPK_OPTIMAL && result->nodes < NODES_MAX / 4;
    int32_t wanted = easy ? improve->jobs_wanted * 11 / 10 + 1 : improve->jobs_wanted * 9 / 10;
    improve->jobs_wanted = clamp(wanted, JOBS_FIRST / 2, JOBS_MOST);
}

static enum appui_solve_code try_neighbourhood(struct improve *improve, bool *gained)
{
    struct appui_search *search = improve->search;
    const struct appui_program *program = program_of(improve);
    struct appui_restricted small = {0};
    struct appui_glpk_result result = {0};
    enum appui_solve_code code = APPUI_SOLVE_OK;
    if (appui_restrict(program, search->x, improve->loose, &small) < 0) {
        appui_restricted_release(&small);
        return APPUI_SOLVE_NO_MEMORY;
    }
    memcpy(improve->candidate, search->x, (size_t)program->n_columns * sizeof *improve->candidate);
    if (search->ahead) {
        look_ahead(search, &small);
    }
    int64_t now = 0;
    for (int32_t c = 0; c < small.program.n_columns; c++) {
        now += small.program.columns[c].cost * search->x[small.origin[c]];
    }
    int64_t step = improve->strict ? 1 : 0;
    hold_value(&small.program, small.program.maximise ? now + step : now - step);
    if (solve_small(improve, &small.program, &result, &code)) {
        for (int32_t c = 0; c < small.program.n_columns; c++) {
            improve->candidate[small.origin[c]] = result.point[c];
        }
        code = offer(improve, gained);
    }
    adapt(improve, &small.program, &result);
    appui_glpk_result_release(&result);
    appui_restricted_release(&small);
    return code;
}

static int open_improve(struct improve *improve)
{
    const struct appui_basin *basin = improve->search->joint->problem->basin;
    struct appui_arena *arena = &improve->arena;
    improve->random = appui_random_of_seed((improve->search->clock->options->seed << 20) +
                                           improve->search->n_improved++);
    improve->jobs_wanted = JOBS_FIRST;
    improve->jobs_between = JOBS_BETWEEN;
    improve->need_loose = appui_arena_alloc(arena, (size_t)basin->n_needs, 1);
    improve->project_near = appui_arena_alloc(arena, (size_t)basin->n_projects, 1);
    improve->partner_near = appui_arena_alloc(arena, (size_t)basin->n_partners, 1);
    improve->touched = appui_arena_alloc(arena, (size_t)basin->n_needs, sizeof *improve->touched);
    improve->left = appui_arena_alloc(arena, (size_t)basin->n_partners, sizeof *improve->left);
    improve->slack = appui_arena_alloc(arena, (size_t)basin->n_partners, sizeof *improve->slack);
    return improve->need_loose && improve->project_near && improve->partner_near &&
                   improve->touched && improve->left && improve->slack
               ? take_cuts(improve)
               : -1;
}

bool appui_improve_is_whole(const struct appui_search *search)
{
    return search->joint->problem->n_jobs <= JOBS_FIRST;
}

int32_t appui_improve_patience(const struct appui_search *search, int32_t iterations)
{
    int32_t more = search->joint->problem->n_jobs / JOBS_PATIENCE;
    return appui_recast_comes_first(search) ? iterations : iterations + more;
}

enum appui_solve_code appui_improve(struct appui_search *search, const double *relaxed,
                                    int64_t target, int32_t iterations)
{
    struct improve improve = {.search = search, .relaxed = relaxed};
    enum appui_solve_code code = APPUI_SOLVE_OK;
    const struct appui_program *program = program_of(&improve);
    int32_t n_rows = program->n_rows, n_columns = program->n_columns;
    bool alone = !search->gate || search->gate->cuts.n_in == 0;
    if (search->joint->problem->basin->n_needs == 0) {
        return APPUI_SOLVE_OK;
    }
    if (open_improve(&improve) < 0) {
        code = APPUI_SOLVE_NO_MEMORY;
    }
    for (int32_t idle = 0, i = 0; code == APPUI_SOLVE_OK && idle < iterations; idle++, i++) {
        bool over = search->deadline_s > 0 && appui_clock_now() >= search->deadline_s;
        if (appui_program_value(program, search->x) == target || over ||
            appui_clock_over(search->clock)) {
            break;
        }
        bool gained = false;
        appui_search_tell(search, "search", target != INT64_MAX && target != INT64_MIN, target);
        choose(&improve, i);
        code = try_neighbourhood(&improve, &gained);
        idle = gained ? -1 : improve.whole ? iterations : idle;
    }
    if (alone) {
        appui_search_drop_cuts(search, n_rows, n_columns);
    }
    appui_free(improve.loose);
    appui_free(improve.candidate);
    appui_arena_release(&improve.arena);
    return code;
}
