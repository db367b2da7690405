/*
 * Leximin equity: who can still change, then level after level. See solver/equity.h for the method.
 */
#include "solver/equity.h"

#include <stdlib.h>
#include <string.h>

#include "solver/approach.h"
#include "solver/bearers.h"
#include "solver/totals.h"

/** Part of the time left that one question may take. */
#define SHARE 0.5

struct equity {
    struct appui_search *search;
    struct appui_arena *arena;
    struct appui_bearers group;
    struct appui_totals totals;
    struct appui_approach approach;
    struct appui_fraction *candidates; /**< scratch, heap */
    int32_t n_candidates, candidate_capacity;
    struct appui_fraction *sorted; /**< [n] scratch */
    int32_t n_exempt;              /**< partners that may lie above the level now sought */
    bool by_lines;                 /**< no column of the program stands for a slot */
};

static struct appui_program *program_of(const struct equity *equity)
{
    return &equity->search->joint->program;
}

static int downwards(const void *a, const void *b)
{
    const struct appui_fraction *l = a, *r = b;
    return appui_fraction_compare(*r, *l);
}

static int upwards(const void *a, const void *b)
{
    return downwards(b, a);
}

/* Burdens of movable bearers at the current point (or at their least), sorted downwards. @return
 * how many */
static int32_t sort_burdens(struct equity *equity, bool least)
{
    int32_t n = 0;
    for (int32_t i = 0; i < equity->group.n; i++) {
        const struct appui_bearer *b = &equity->group.items[i];
        if (b->movable) {
            equity->sorted[n++] = appui_bearer_burden(b, least ? 0 : equity->search->x[b->column]);
        }
    }
    qsort(equity->sorted, (size_t)n, sizeof *equity->sorted, downwards);
    return n;
}

/* Values the level can take: from the least possible to the one at hand, both included, ascending.
 */
static int list_candidates(struct equity *equity, struct appui_fraction low,
                           struct appui_fraction high)
{
    int32_t n = 0;
    for (int32_t i = 0; i < equity->group.n; i++) {
        const struct appui_bearer *b = &equity->group.items[i];
        int64_t from = appui_bearer_most_below(b, low) + 1, to = appui_bearer_most_at(b, high);
        from = from > 0 ? from : 0;
        to = to < b->high ? to : b->high;
        uint8_t *can_be = NULL;
        if (b->movable && appui_bearers_list_sums(&equity->group, b, &can_be) < 0) {
            return -1;
        }
        for (int64_t x = from; b->movable && x <= to; x++) {
            if (!can_be[x]) {
                continue;
            }
            if (appui_grow(&equity->candidates, &equity->candidate_capacity, (int64_t)n + 1,
                           sizeof *equity->candidates) < 0) {
                appui_free(can_be);
                return -1;
            }
            equity->candidates[n++] = appui_bearer_burden(b, x);
        }
        appui_free(can_be);
    }
    qsort(equity->candidates, (size_t)n, sizeof *equity->candidates, upwards);
    equity->n_candidates = 0;
    for (int32_t c = 0; c < n; c++) {
        if (c == 0 ||
            appui_fraction_compare(equity->candidates[c], equity->candidates[c - 1]) != 0) {
            equity->candidates[equity->n_candidates++] = equity->candidates[c];
        }
    }
    return 0;
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* X <= what the first candidate allows + steps of the rank columns + anything for an exempt bearer.
 */
static void row_rank(struct equity *equity, const struct appui_bearer *b, int32_t first_rank)
{
    struct appui_program *program = program_of(equity);
    int64_t base = clamp(appui_bearer_most_at(b, equity->candidates[0]), -1, b->high);
    appui_program_row(program, APPUI_MINUS_INFINITY, base, "rank.p%d", (int)b->partner);
    appui_program_term(program, b->column, 1);
    int64_t before = base;
    for (int32_t c = 1; c < equity->n_candidates; c++) {
        int64_t now = clamp(appui_bearer_most_at(b, equity->candidates[c]), -1, b->high);
        appui_program_term(program, first_rank + c - 1, before - now);
        before = now;
    }
    if (b->exempt >= 0) {
        appui_program_term(program, b->exempt, base - b->high);
    }
}

static void prefer(const struct equity *equity, int32_t column, int8_t priority)
{
    if (equity->search->joint->problem->calendar) {
        appui_program_prefer(program_of(equity), column, priority);
    }
}

/* Ranks rise from the first candidate on; the point at hand has them all, it lies at the last
 * candidate. */
static void add_ranks(struct equity *equity)
{
    struct appui_program *program = program_of(equity);
    int32_t first = program->n_columns;
    for (int32_t c = 1; c < equity->n_candidates; c++) {
        int32_t column = appui_program_column(program, 0, 1, true, "m.r%d", (int)c);
        if (!program->failed) {
            program->columns[column].cost = 1;
            prefer(equity, column, APPUI_BRANCH_LEVELS);
        }
        if (c > 1) {
            appui_program_row(program, 0, APPUI_PLUS_INFINITY, "ranks.r%d", (int)c);
            appui_program_term(program, column - 1, 1);
            appui_program_term(program, column, -1);
        }
    }
    for (int32_t i = 0; i < equity->group.n; i++) {
        if (equity->group.items[i].movable) {
            row_rank(equity, &equity->group.items[i], first);
        }
    }
}

/* X never rises above the level again, except for the bearers exempt so far. */
static void hold_level(struct equity *equity, struct appui_fraction level, int32_t number)
{
    struct appui_program *program = program_of(equity);
    for (int32_t i = 0; i < equity->group.n; i++) {
        const struct appui_bearer *b = &equity->group.items[i];
        if (b->movable) {
            int64_t most = clamp(appui_bearer_most_at(b, level), -1, b->high);
            appui_program_row(program, APPUI_MINUS_INFINITY, most, "level%d.p%d", (int)number,
                              (int)b->partner);
            appui_program_term(program, b->column, 1);
            if (b->exempt >= 0) {
                appui_program_term(program, b->exempt, most - b->high);
            }
        }
    }
}

/* By ranks: one program whose value is the place of the level among the candidates. Sets *level to
 * the point's and, where known, *bound. */
static enum appui_solve_code lower_ranks(struct equity *equity, struct appui_fraction *level,
                                         struct appui_fraction *bound, bool *proved)
{
    struct appui_program *program = program_of(equity);
    int32_t n_rows = program->n_rows, n_columns = program->n_columns;
    appui_program_clear_costs(program);
    program->maximise = false;
    program->objective = "equity_level";
    add_ranks(equity);
    if (program->failed || appui_search_reserve(equity->search) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    for (int32_t c = n_columns; c < program->n_columns; c++) {
        equity->search->x[c] = 1;
    }
    struct appui_found found = {0};
    enum appui_solve_code code = appui_search_step(equity->search, SHARE, &found);
    if (code == APPUI_SOLVE_OK && found.has_point) {
        *level = equity->candidates[found.value];
        *proved = found.proved;
    }
    if (code == APPUI_SOLVE_OK && found.has_bound) {
        *bound = equity->candidates[clamp(found.bound, 0, equity->n_candidates - 1)];
    }
    appui_program_truncate(program, n_rows, n_columns);
    return code;
}

static struct appui_fraction level_now(struct equity *equity)
{
    sort_burdens(equity, false);
    return equity->sorted[equity->n_exempt];
}

/* Rules out, by the root's bound, a plan whose level is candidate c. */
static enum appui_solve_code rule_out(struct equity *equity, int32_t c, bool *infeasible)
{
    struct appui_program *program = program_of(equity);
    int32_t n_rows = program->n_rows;
    appui_program_clear_costs(program);
    hold_level(equity, equity->candidates[c], 0);
    enum appui_solve_code code = appui_search_rule_out(equity->search, infeasible);
    appui_program_truncate_rows(program, n_rows);
    return code;
}

/** The relaxation's level is known in such parts. */
#define LEVEL_PARTS 10000
/** Larger numbers than this are not asked of the linear solver. */
#define LEVEL_NUMBER_MAX INT64_C(1000000000)

/* t / LEVEL_PARTS is at least every burden but the exempt ones. @return the column t */
static int32_t add_level(struct equity *equity)
{
    struct appui_program *program = program_of(equity);
    int32_t level = appui_program_column(program, 0, APPUI_PLUS_INFINITY, true, "level");
    for (int32_t i = 0; i < equity->group.n; i++) {
        const struct appui_bearer *b = &equity->group.items[i];
        if (!b->movable) {
            continue;
        }
        appui_program_row(program, APPUI_MINUS_INFINITY, -LEVEL_PARTS * b->constant, "level.p%d",
                          (int)b->partner);
        appui_program_term(program, b->column, LEVEL_PARTS);
        appui_program_term(program, level, -b->pledged);
        if (b->exempt >= 0) {
            appui_program_term(program, b->exempt, -LEVEL_PARTS * (b->constant + b->high));
        }
    }
    return level;
}

static bool is_plain(const struct equity *equity)
{
    for (int32_t i = 0; i < equity->group.n; i++) {
        const struct appui_bearer *b = &equity->group.items[i];
        if (b->constant + b->high > LEVEL_NUMBER_MAX || b->pledged > LEVEL_NUMBER_MAX) {
            return false;
        }
    }
    return true;
}

/* Candidates that the linear relaxation rules out together: those from 0 on, *n of them. */
static enum appui_solve_code relax_level(struct equity *equity, int32_t *n)
{
    struct appui_program *program = program_of(equity);
    int32_t n_rows = program->n_rows, n_columns = program->n_columns;
    struct appui_found found = {0};
    *n = 0;
    if (!is_plain(equity)) {
        return APPUI_SOLVE_OK;
    }
    appui_program_clear_costs(program);
    program->maximise = false;
    program->objective = "equity_level";
    int32_t level = add_level(equity);
    if (program->failed) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    program->columns[level].cost = 1;
    enum appui_solve_code code = appui_search_relax(equity->search, &found);
    appui_program_truncate(program, n_rows, n_columns);
    while (found.has_bound && *n + 1 < equity->n_candidates &&
           appui_fraction_compare(equity->candidates[*n],
                                  appui_fraction_make(found.bound - 1, LEVEL_PARTS)) <= 0) {
        (*n)++;
    }
    return code;
}

/* The first candidate that neither the linear relaxation nor the root's bound rules out. The last
 * is at hand, and mostly it is the one: the one before it is asked for first, the others by
 * bisection.
 */
static enum appui_solve_code first_possible(struct equity *equity, int32_t *first)
{
    int32_t below = -1, above = equity->n_candidates - 1;
    enum appui_solve_code code = APPUI_SOLVE_OK;
    for (int32_t n = 0; code == APPUI_SOLVE_OK && below + 1 < above; n++) {
        bool infeasible = false;
        if (appui_clock_over(equity->search->clock)) {
            break;
        }
        if (n == 1) {
            int32_t n_out = 0;
            code = relax_level(equity, &n_out);
            below = n_out - 1 < above ? n_out - 1 : above - 1;
            continue;
        }
        int32_t middle = n == 0 ? above - 1 : below + (above - below) / 2;
        code = rule_out(equity, middle, &infeasible);
        below = infeasible ? middle : below;
        above = infeasible ? above : middle;
    }
    *first = below + 1;
    return code;
}

/* Asks for a plan whose level is at most candidate c, and moves to it. */
static enum appui_solve_code ask(struct equity *equity, int32_t c, struct appui_found *found)
{
    struct appui_program *program = program_of(equity);
    int32_t n_rows = program->n_rows;
    int64_t *point = NULL;
    appui_program_clear_costs(program);
    hold_level(equity, equity->candidates[c], 0);
    enum appui_solve_code code = appui_search_probe(equity->search, SHARE, &point, found);
    appui_program_truncate_rows(program, n_rows);
    if (point) {
        appui_search_move(equity->search, point);
    }
    appui_free(point);
    return code;
}

/* The place of the level at hand among the candidates. */
static int32_t candidate_at_hand(struct equity *equity)
{
    struct appui_fraction level = level_now(equity);
    int32_t c = 0;
    while (c + 1 < equity->n_candidates &&
           appui_fraction_compare(equity->candidates[c], level) < 0) {
        c++;
    }
    return c;
}

/* Where it stays open whether a candidate can be reached: as far towards it as heuristics come, by
 * bisection. */
static enum appui_solve_code approach(struct equity *equity, int32_t open)
{
    enum appui_solve_code code = APPUI_SOLVE_OK;
    int32_t below = open, at = candidate_at_hand(equity);
    while (code == APPUI_SOLVE_OK && at - below > 1 && !appui_clock_over(equity->search->clock)) {
        int32_t middle = below + (at - below) / 2;
        code = appui_approach_level(&equity->approach, equity->candidates[middle]);
        int32_t reached = candidate_at_hand(equity);
        below = reached > middle ? middle : below;
        at = reached < at ? reached : at;
    }
    return code;
}

/* Candidates from below, each reached or proved out of reach before the next. */
static enum appui_solve_code rise(struct equity *equity, struct appui_fraction *level,
                                  struct appui_fraction *bound, bool *proved)
{
    int32_t c = 0;
    enum appui_solve_code code = appui_approach_level(&equity->approach, equity->candidates[0]);
    if (code == APPUI_SOLVE_OK &&
        appui_fraction_compare(level_now(equity), equity->candidates[0]) > 0) {
        code = first_possible(equity, &c);
    }
    while (code == APPUI_SOLVE_OK) {
        *bound = equity->candidates[c];
        *level = level_now(equity);
        *proved = appui_fraction_compare(*level, *bound) <= 0;
        if (*proved || appui_clock_over(equity->search->clock)) {
            break;
        }
        code = appui_approach_level(&equity->approach, equity->candidates[c]);
        *level = level_now(equity);
        if (code == APPUI_SOLVE_OK && appui_fraction_compare(*level, *bound) > 0) {
            struct appui_found found = {0};
            code = ask(equity, c, &found);
            if (code == APPUI_SOLVE_OK && !found.has_point && !found.infeasible) {
                code = approach(equity, c);
                break;
            }
            c += found.infeasible;
        }
    }
    *level = level_now(equity);
    return code;
}

/* Leaves out the first candidates, which counting rules out; never the one at hand. */
static void drop_candidates(struct equity *equity)
{
    int32_t below = -1, above = equity->n_candidates - 1;
    while (below + 1 < above) {
        int32_t middle = below + (above - below) / 2;
        bool allowed = appui_totals_allow(&equity->totals, equity->candidates[middle]);
        below = allowed ? below : middle;
        above = allowed ? middle : above;
    }
    equity->n_candidates -= above;
    memmove(equity->candidates, equity->candidates + above,
            (size_t)equity->n_candidates * sizeof *equity->candidates);
}

/* The least value of the (n_exempt + 1)-th largest burden. Sets *level and, where known, *bound. */
static enum appui_solve_code find_level(struct equity *equity, struct appui_fraction least,
                                        struct appui_fraction *level, struct appui_fraction *bound,
                                        bool *proved)
{
    *level = level_now(equity);
    *bound = least;
    *proved = appui_fraction_compare(*level, least) == 0;
    if (*proved || appui_clock_over(equity->search->clock)) {
        return APPUI_SOLVE_OK;
    }
    if (list_candidates(equity, least, *level) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    drop_candidates(equity);
    *bound = equity->candidates[0];
    *proved = equity->n_candidates == 1;
    if (*proved) {
        return APPUI_SOLVE_OK;
    }
    return equity->by_lines ? rise(equity, level, bound, proved)
                            : lower_ranks(equity, level, bound, proved);
}

/* New exempt columns, one per movable bearer, none set. */
static int add_exempt(struct equity *equity, int32_t number)
{
    struct appui_program *program = program_of(equity);
    for (int32_t i = 0; i < equity->group.n; i++) {
        struct appui_bearer *b = &equity->group.items[i];
        if (b->movable) {
            b->exempt =
                appui_program_column(program, 0, 1, true, "e%d.p%d", (int)number, (int)b->partner);
            prefer(equity, b->exempt, APPUI_BRANCH_LINES);
        }
    }
    if (program->failed || appui_search_reserve(equity->search) < 0) {
        return -1;
    }
    for (int32_t i = 0; i < equity->group.n; i++) {
        if (equity->group.items[i].movable) {
            equity->search->x[equity->group.items[i].exempt] = 0;
        }
    }
    return 0;
}

/* X stays strictly below the level unless exempt. At the point at hand, who reaches it is. */
static void exempt_above(struct equity *equity, struct appui_fraction level, int32_t number)
{
    struct appui_program *program = program_of(equity);
    for (int32_t i = 0; i < equity->group.n; i++) {
        const struct appui_bearer *b = &equity->group.items[i];
        if (!b->movable) {
            continue;
        }
        int64_t below = clamp(appui_bearer_most_below(b, level), -1, b->high);
        appui_program_row(program, APPUI_MINUS_INFINITY, below, "exempt%d.p%d", (int)number,
                          (int)b->partner);
        appui_program_term(program, b->column, 1);
        appui_program_term(program, b->exempt, below - b->high);
        struct appui_fraction now = appui_bearer_burden(b, equity->search->x[b->column]);
        equity->search->x[b->exempt] = appui_fraction_compare(now, level) >= 0;
    }
}

static void exempt_terms(struct equity *equity, int64_t cost)
{
    for (int32_t i = 0; i < equity->group.n; i++) {
        const struct appui_bearer *b = &equity->group.items[i];
        if (b->movable && cost != 0) {
            program_of(equity)->columns[b->exempt].cost = cost;
        } else if (b->movable) {
            appui_program_term(program_of(equity), b->exempt, 1);
        }
    }
}

static int32_t count_at_least(struct equity *equity, struct appui_fraction level)
{
    int32_t n = sort_burdens(equity, false), count = 0;
    while (count < n && appui_fraction_compare(equity->sorted[count], level) >= 0) {
        count++;
    }
    return count;
}

/* How many must bear the level or more: as few as can be. */
static enum appui_solve_code find_count(struct equity *equity, struct appui_fraction level,
                                        int32_t number, bool *proved)
{
    struct appui_program *program = program_of(equity);
    int32_t least = equity->n_exempt + appui_totals_count(&equity->totals, level);
    if (add_exempt(equity, number) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    exempt_above(equity, level, number);
    int32_t count = count_at_least(equity, level);
    int32_t enough = least > equity->n_exempt ? least : equity->n_exempt + 1;
    if (count > enough && !appui_clock_over(equity->search->clock)) {
        appui_program_clear_costs(program);
        program->maximise = false;
        program->objective = "equity_count";
        exempt_terms(equity, 1);
        int32_t n_rows = program->n_rows;
        appui_program_row(program, least, APPUI_PLUS_INFINITY, "counted%d", (int)number);
        exempt_terms(equity, 0);
        struct appui_found found = {0};
        enum appui_solve_code code = appui_search_step(equity->search, SHARE, &found);
        appui_program_truncate_rows(program, n_rows);
        if (code != APPUI_SOLVE_OK) {
            return code;
        }
        count = found.has_point ? (int32_t)found.value : count;
        *proved = found.proved;
    } else {
        *proved = count <= enough;
    }
    equity->n_exempt = count;
    appui_program_row(program, APPUI_MINUS_INFINITY, count, "exempt%d", (int)number);
    exempt_terms(equity, 0);
    return program->failed ? APPUI_SOLVE_NO_MEMORY : APPUI_SOLVE_OK;
}

static struct appui_fraction relax(struct appui_fraction level, int64_t tolerance)
{
    return appui_fraction_make(level.num * (1000000 + tolerance), level.den * 1000000);
}

/* With a tolerance one bearer may lie up to the relaxed first level; the others are levelled below
 * it. */
static enum appui_solve_code free_first(struct equity *equity, int64_t tolerance,
                                        struct appui_fraction *level)
{
    struct appui_program *program = program_of(equity);
    *level = relax(*level, tolerance);
    hold_level(equity, *level, 0);
    if (add_exempt(equity, 0) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    sort_burdens(equity, false);
    for (int32_t i = 0, taken = 0; i < equity->group.n && !taken; i++) {
        const struct appui_bearer *b = &equity->group.items[i];
        taken = b->movable &&
                appui_fraction_compare(appui_bearer_burden(b, equity->search->x[b->column]),
                                       equity->sorted[0]) == 0;
        if (taken) {
            equity->search->x[b->exempt] = 1;
        }
    }
    equity->n_exempt = 1;
    appui_program_row(program, APPUI_MINUS_INFINITY, 1, "exempt0");
    exempt_terms(equity, 0);
    return APPUI_SOLVE_OK;
}

/* What movable bearers must bear together, as far as the linear relaxation tells. */
static enum appui_solve_code add_total(struct equity *equity)
{
    struct appui_program *program = program_of(equity);
    struct appui_found found = {0};
    uint8_t *member = appui_calloc((size_t)equity->group.n + 1, 1);
    if (!member) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    appui_program_clear_costs(program);
    program->maximise = false;
    program->objective = "equity_total";
    int64_t fixed = 0;
    for (int32_t i = 0; i < equity->group.n; i++) {
        const struct appui_bearer *b = &equity->group.items[i];
        program->columns[b->column].cost = 1;
        member[i] = b->movable;
        fixed += b->movable ? 0 : equity->search->x[b->column];
    }
    enum appui_solve_code code = appui_search_relax(equity->search, &found);
    if (code == APPUI_SOLVE_OK && found.has_bound && found.bound > fixed &&
        appui_totals_add(&equity->totals, member, found.bound - fixed) < 0) {
        code = APPUI_SOLVE_NO_MEMORY;
    }
    appui_free(member);
    return code;
}

static enum appui_solve_code run_levels(struct equity *equity, int64_t tolerance,
                                        struct appui_tier_result *result)
{
    int32_t n = result->n_levels;
    for (int32_t number = 1; equity->n_exempt < n; number++) {
        struct appui_fraction level, bound, least = result->bounds[equity->n_exempt];
        bool proved = false, counted = true;
        equity->search->level = number;
        enum appui_solve_code code = find_level(equity, least, &level, &bound, &proved);
        if (code != APPUI_SOLVE_OK) {
            return code;
        }
        int32_t first = equity->n_exempt;
        if (tolerance > 0 && number == 1) {
            code = free_first(equity, tolerance, &level);
        } else {
            hold_level(equity, level, number);
            code = find_count(equity, level, number, &counted);
        }
        if (code != APPUI_SOLVE_OK) {
            return code;
        }
        if (equity->n_exempt == first) { /* nobody has to bear so much: the level is sought anew */
            continue;
        }
        bool exact = result->proved && proved && counted && !(tolerance > 0 && number == 1);
        struct appui_total_level found = {level, equity->n_exempt - first, exact};
        if (appui_totals_note(&equity->totals, &found) < 0) {
            return APPUI_SOLVE_NO_MEMORY;
        }
        for (int32_t k = first; k < equity->n_exempt && result->proved; k++) {
            result->bounds[k] = k == first || (proved && counted) ? bound : result->bounds[k];
        }
        result->proved = result->proved && proved && counted;
    }
    return APPUI_SOLVE_OK;
}

static enum appui_solve_code name_fixed(struct equity *equity, struct appui_tier_result *result)
{
    result->n_levels = sort_burdens(equity, true);
    size_t n = (size_t)result->n_levels;
    result->bounds = appui_arena_alloc(equity->arena, n, sizeof *result->bounds);
    result->fixed =
        appui_arena_alloc(equity->arena, (size_t)equity->group.n, sizeof *result->fixed);
    if (!result->bounds || !result->fixed) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    memcpy(result->bounds, equity->sorted, n * sizeof *result->bounds);
    for (int32_t i = 0; i < equity->group.n; i++) {
        if (!equity->group.items[i].movable) {
            result->fixed[result->n_fixed++] = equity->group.items[i].partner;
        }
    }
    return APPUI_SOLVE_OK;
}

/* True when it is not known of every bearer whether it can change. */
static bool is_open(const struct appui_bearers *group)
{
    bool open = false;
    for (int32_t i = 0; i < group->n; i++) {
        open = open || group->items[i].open;
    }
    return open;
}

/* Returns to a point where the search has been, unless its lines find no slots this time. */
static enum appui_solve_code return_to(struct appui_search *search, const int64_t *point)
{
    enum appui_placed placed = appui_search_judge(search, point, true);
    if (placed == APPUI_PLACED) {
        appui_search_move(search, point);
    }
    return placed == APPUI_PLACE_FAULT ? APPUI_SOLVE_NO_MEMORY : APPUI_SOLVE_OK;
}

static int64_t *copy_point(struct equity *equity)
{
    size_t n = (size_t)program_of(equity)->n_columns;
    int64_t *point = appui_arena_alloc(equity->arena, n, sizeof *point);
    if (point) {
        memcpy(point, equity->search->x, n * sizeof *point);
    }
    return point;
}

/* Who can still change: those who do on the way to where the next tier would be, and others that
 * are asked for. */
static enum appui_solve_code find_movable(struct equity *equity, enum appui_tier ahead,
                                          struct appui_tier_result *result)
{
    struct appui_search *search = equity->search;
    enum appui_solve_code code = APPUI_SOLVE_OK;
    int64_t *before = copy_point(equity), *after = before;
    if (before && equity->by_lines && ahead < APPUI_N_TIERS && !appui_clock_over(search->clock)) {
        code = appui_approach_look_ahead(&equity->approach, ahead);
        after = copy_point(equity);
    }
    if (!before || !after) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    code = code == APPUI_SOLVE_OK ? appui_bearers_find_movable(&equity->group, before) : code;
    code = code == APPUI_SOLVE_OK ? name_fixed(equity, result) : code;
    return code == APPUI_SOLVE_OK && after != before ? return_to(search, after) : code;
}

enum appui_solve_code appui_equity_run(struct appui_search *search,
                                       const struct appui_mandataires *mandates, int64_t tolerance,
                                       enum appui_tier ahead, struct appui_arena *arena,
                                       struct appui_tier_result *result)
{
    struct equity equity = {
        .search = search, .arena = arena, .group = {.search = search, .mandates = mandates}};
    size_t n_partners = (size_t)search->joint->problem->basin->n_partners;
    equity.sorted = appui_arena_alloc(arena, n_partners, sizeof *equity.sorted);
    if (!equity.sorted || appui_approach_open(&equity.approach, search, &equity.group, arena) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    equity.by_lines = appui_search_prices(search);
    search->tier = APPUI_TIER_EQUITY;
    search->scale = 1;
    enum appui_solve_code code = appui_bearers_collect(&equity.group, arena);
    if (code == APPUI_SOLVE_OK) {
        code = find_movable(&equity, ahead, result);
    }
    result->proved = true;
    result->has_bound = true;
    if (code == APPUI_SOLVE_OK && appui_totals_open(&equity.group, arena, &equity.totals) < 0) {
        code = APPUI_SOLVE_NO_MEMORY;
    }
    if (code == APPUI_SOLVE_OK && equity.by_lines && result->n_levels > 0 && is_plain(&equity) &&
        !appui_clock_over(search->clock)) {
        code = add_total(&equity);
    }
    if (code == APPUI_SOLVE_OK) {
        code = run_levels(&equity, tolerance, result);
    }
    result->proved = result->proved && !is_open(&equity.group);
    search->level = 0;
    search->levelled = search->levelled || result->n_levels > 0;
    appui_free(equity.candidates);
    appui_totals_release(&equity.totals);
    return code;
}
