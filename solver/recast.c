/*
 * Choosing partners that belong together, and holding everything else while they are priced.
 */
#include "solver/recast.h"

#include <string.h>

#include "model/random.h"
#include "solver/pricing.h"

/** Proposals set free in the first neighbourhood, and the fewest ever. */
#define JOBS_FIRST 100
#define JOBS_LEAST 40
/** So many times the first neighbourhood is large. */
#define LARGE 8
/** Nodes of a neighbourhood's tree; one that took more than so many does not grow. */
#define NODES_MAX 20
#define NODES_EASY 5
/** What a line for a need that the neighbourhood could serve counts more than a mere proposal. */
#define LINE_WEIGHT 3

struct bounds {
    int64_t low, high;
};

struct recast {
    struct appui_search *search;
    const struct appui_recast_options *options;
    struct appui_random random;
    struct appui_arena arena;
    int32_t n_partners; /**< with proposals */
    uint8_t *has_jobs;  /**< [n_partners of the basin] */
    uint8_t *near;      /**< [n_partners of the basin] is decided anew */
    int32_t *bond;      /**< [n_partners of the basin] what it shares with those near */
    int32_t capacity;
    struct bounds *kept; /**< [n_columns] heap: the program's own */
    int32_t jobs_wanted, n_near;
};

static const struct appui_problem *problem_of(const struct recast *recast)
{
    return recast->search->joint->problem;
}

static bool is_used(const struct recast *recast, int32_t j)
{
    return recast->search->x[recast->search->joint->days[j]] > 0;
}

static int32_t partner_of(const struct recast *recast, int32_t j)
{
    const struct appui_problem *problem = problem_of(recast);
    return problem->basin->experts[problem->jobs[j].expert].partner;
}

/* ---- which partners ---- */

/* A need that those near serve, or that nobody does: they may decide it anew. */
static bool is_open(const struct recast *recast, int32_t need)
{
    const struct appui_problem *problem = problem_of(recast);
    bool served = false, near = false;
    for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
        bool used = is_used(recast, j);
        served = served || used;
        near = near || (used && recast->near[partner_of(recast, j)]);
    }
    return near || !served;
}

static int32_t count_free(const struct recast *recast)
{
    const struct appui_problem *problem = problem_of(recast);
    int32_t n = 0;
    for (int32_t need = 0; need < problem->basin->n_needs; need++) {
        bool open = is_open(recast, need);
        for (int32_t j = problem->need_job[need]; open && j < problem->need_job[need + 1]; j++) {
            n += recast->near[partner_of(recast, j)];
        }
    }
    return n;
}

/* What each partner could do for open needs, and what it does for needs that those near could
 * serve. */
static void find_bonds(struct recast *recast)
{
    const struct appui_problem *problem = problem_of(recast);
    memset(recast->bond, 0, (size_t)problem->basin->n_partners * sizeof *recast->bond);
    for (int32_t need = 0; need < problem->basin->n_needs; need++) {
        int32_t first = problem->need_job[need], end = problem->need_job[need + 1];
        bool open = is_open(recast, need), could = false;
        for (int32_t j = first; j < end && !could; j++) {
            could = recast->near[partner_of(recast, j)];
        }
        for (int32_t j = first; j < end; j++) {
            int32_t weight = open ? 1 : could && is_used(recast, j) ? LINE_WEIGHT : 0;
            recast->bond[partner_of(recast, j)] += weight;
        }
    }
}

/* Adds the partner with the greatest draw, up to its bonds with those near. */
static void add_partner(struct recast *recast)
{
    int32_t n_partners = problem_of(recast)->basin->n_partners, best = -1, most = -1;
    find_bonds(recast);
    for (int32_t p = 0; p < n_partners; p++) {
        if (recast->near[p] || !recast->has_jobs[p]) {
            continue;
        }
        int32_t drawn = appui_random_within(&recast->random, 0, LINE_WEIGHT + recast->bond[p]);
        best = drawn > most ? p : best;
        most = drawn > most ? drawn : most;
    }
    recast->near[best] = 1;
    recast->n_near++;
}

/* Partners until so many proposals are free as wanted. @return false when that takes all of them */
static bool choose(struct recast *recast)
{
    memset(recast->near, 0, (size_t)problem_of(recast)->basin->n_partners);
    recast->n_near = 0;
    do {
        add_partner(recast);
    } while (recast->n_near < recast->n_partners && count_free(recast) < recast->jobs_wanted);
    return recast->n_near < recast->n_partners;
}

/* ---- holding the others ---- */

static void hold_column(struct recast *recast, int32_t c)
{
    if (c >= 0) {
        struct appui_column *column = &recast->search->joint->program.columns[c];
        column->low = column->high = recast->search->x[c];
    }
}

/* Holds all proposals but those of partners near for open needs. Agreed jobs stay free. */
static void hold(struct recast *recast)
{
    const struct appui_joint *joint = recast->search->joint;
    const struct appui_problem *problem = joint->problem;
    for (int32_t need = 0; need < problem->basin->n_needs; need++) {
        bool open = is_open(recast, need);
        for (int32_t j = problem->need_job[need]; j < problem->need_job[need + 1]; j++) {
            const struct appui_job *job = &problem->jobs[j];
            if (job->line >= 0 || (open && recast->near[partner_of(recast, j)])) {
                continue;
            }
            hold_column(recast, joint->days[j]);
            hold_column(recast, joint->use[j]);
            for (int32_t h = job->first_part; h < job->first_part + job->n_parts; h++) {
                hold_column(recast, joint->part[h]);
            }
        }
    }
}

/* Keeps the program's bounds. @return columns kept, or -1 when memory fails */
static int32_t keep_bounds(struct recast *recast)
{
    const struct appui_program *program = &recast->search->joint->program;
    if (appui_grow(&recast->kept, &recast->capacity, (int64_t)program->n_columns + 1,
                   sizeof *recast->kept) < 0) {
        return -1;
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        recast->kept[c] = (struct bounds){program->columns[c].low, program->columns[c].high};
    }
    return program->n_columns;
}

static void restore_bounds(struct recast *recast, int32_t n)
{
    struct appui_column *columns = recast->search->joint->program.columns;
    for (int32_t c = 0; c < n; c++) {
        columns[c].low = recast->kept[c].low;
        columns[c].high = recast->kept[c].high;
    }
}

/* ---- deciding them anew ---- */

static int64_t value_of(const struct recast *recast)
{
    return appui_program_value(&recast->search->joint->program, recast->search->x);
}

/* Small enough to be solved, large enough to hold a gain. */
static void adapt(struct recast *recast, const struct appui_pricing_result *result, bool gained)
{
    if (!result->proved) {
        recast->jobs_wanted = recast->jobs_wanted * 4 / 5;
    } else if (result->n_nodes <= NODES_EASY && !gained) {
        recast->jobs_wanted = recast->jobs_wanted * 21 / 20 + 1;
    }
    recast->jobs_wanted = recast->jobs_wanted > JOBS_LEAST ? recast->jobs_wanted : JOBS_LEAST;
}

static enum appui_solve_code try_neighbourhood(struct recast *recast, bool *gained)
{
    struct appui_search *search = recast->search;
    const struct appui_pricing_options options = {.may_move = true,
                                                  .within = true,
                                                  .node_limit = NODES_MAX,
                                                  .deadline_s = recast->options->deadline_s,
                                                  .n_multipliers = recast->options->n_multipliers,
                                                  .multipliers = recast->options->multipliers};
    struct appui_pricing_result result = {0};
    int64_t before = value_of(recast);
    int32_t n = keep_bounds(recast);
    if (n < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    hold(recast);
    enum appui_solve_code code = appui_pricing_run(search, &options, &result);
    restore_bounds(recast, n);
    search->n_recast++;
    search->n_closed += result.n_closed;
    search->n_closed_levelled += result.n_closed_levelled;
    *gained = value_of(recast) != before;
    adapt(recast, &result, *gained);
    return code;
}

static int open_recast(struct recast *recast)
{
    const struct appui_problem *problem = problem_of(recast);
    size_t n = (size_t)problem->basin->n_partners;
    recast->random = appui_random_of_seed((recast->search->clock->options->seed << 20) +
                                          recast->search->n_improved++);
    recast->jobs_wanted = JOBS_FIRST;
    recast->has_jobs = appui_arena_alloc(&recast->arena, n, 1);
    recast->near = appui_arena_alloc(&recast->arena, n, 1);
    recast->bond = appui_arena_alloc(&recast->arena, n, sizeof *recast->bond);
    if (!recast->has_jobs || !recast->near || !recast->bond) {
        return -1;
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        uint8_t *has = &recast->has_jobs[partner_of(recast, j)];
        recast->n_partners += problem->jobs[j].line < 0 && !*has;
        *has |= problem->jobs[j].line < 0;
    }
    return 0;
}

bool appui_recast_is_large(const struct appui_search *search)
{
    return appui_search_prices(search) && search->joint->problem->n_jobs >= LARGE * JOBS_FIRST;
}

bool appui_recast_comes_first(const struct appui_search *search)
{
    return search->levelled && appui_recast_is_large(search);
}

enum appui_solve_code appui_recast(struct appui_search *search,
                                   const struct appui_recast_options *options)
{
    struct recast recast = {.search = search, .options = options};
    enum appui_solve_code code = open_recast(&recast) < 0 ? APPUI_SOLVE_NO_MEMORY : APPUI_SOLVE_OK;
    bool more = recast.n_partners > 1;
    for (int32_t idle = 0; code == APPUI_SOLVE_OK && more && idle < options->iterations; idle++) {
        bool over = appui_clock_now() >= options->deadline_s || appui_clock_over(search->clock);
        if (over || value_of(&recast) == options->target || !choose(&recast)) {
            break;
        }
        bool gained = false, aimed = options->target != INT64_MAX && options->target != INT64_MIN;
        appui_search_tell(search, "search", aimed, options->target);
        code = try_neighbourhood(&recast, &gained);
        idle = gained ? -1 : idle;
    }
    appui_free(recast.kept);
    appui_arena_release(&recast.arena);
    return code;
}
