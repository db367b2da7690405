/*
 * Pricing what lies above a level.
 */
#include "solver/approach.h"

#include "solver/anneal.h"
#include "solver/improve.h"

/** Where the next tier's costs are larger, sums of them and of prices could overflow. */
#define PRICE_MOST 1000000000

/** Of partners whose burden nobody levels. */
#define CEILING_NONE (INT32_MAX / 2)

int appui_approach_open(struct appui_approach *approach, struct appui_search *search,
                        const struct appui_bearers *group, struct appui_arena *arena)
{
    size_t n_partners = (size_t)search->joint->problem->basin->n_partners;
    *approach = (struct appui_approach){.search = search, .group = group, .arena = arena};
    approach->ceilings = appui_arena_alloc(arena, n_partners, sizeof *approach->ceilings);
    return approach->ceilings ? 0 : -1;
}

static struct appui_program *program_of(const struct appui_approach *a)
{
    return &a->search->joint->program;
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

enum appui_solve_code appui_approach_look_ahead(struct appui_approach *a, enum appui_tier ahead)
{
    struct appui_program *program = program_of(a);
    appui_joint_aim(a->search->joint, ahead);
    a->n_ahead = program->n_columns;
    a->ahead = appui_arena_alloc(a->arena, (size_t)program->n_columns, sizeof *a->ahead);
    if (!a->ahead) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    int64_t unit = 0;
    for (int32_t c = 0; c < a->n_ahead; c++) {
        unit = appui_gcd(unit, program->columns[c].cost);
    }
    for (int32_t c = 0; unit > 0 && c < a->n_ahead; c++) {
        a->ahead[c] = program->columns[c].cost / (program->maximise ? -unit : unit);
    }
    for (int32_t c = 0; c < a->n_ahead; c++) {
        int64_t cost = a->ahead[c] < 0 ? -a->ahead[c] : a->ahead[c];
        a->price = 2 * cost > a->price ? 2 * cost : a->price;
    }
    bool huge = a->price > PRICE_MOST;
    enum appui_solve_code code = appui_anneal(a->search, program->maximise ? INT64_MAX : INT64_MIN);
    if (huge) {
        a->ahead = NULL;
        a->n_ahead = 0;
        a->price = 0;
    }
    return code;
}

/* Neighbourhoods without gain on the half-days above a level. */
#define EXCESS_IDLE 40
/* Prices of a half-day of excess that are tried, each four times the one before. */
#define PRICES 2

/* Columns of the half-days above the level, and where heuristics shall bring partners down to. */
static int add_excess(struct appui_approach *a, struct appui_fraction level)
{
    struct appui_program *program = program_of(a);
    int64_t *x;
    int32_t first = program->n_columns;
    for (int32_t i = 0; i < a->group->n; i++) {
        const struct appui_bearer *b = &a->group->items[i];
        if (!b->movable) {
            continue;
        }
        int64_t most = clamp(appui_bearer_most_at(b, level), 0, b->high);
        int32_t over = appui_program_column(program, 0, b->high, true, "v.p%d", (int)b->partner);
        appui_program_row(program, APPUI_MINUS_INFINITY, most, "over.p%d", (int)b->partner);
        appui_program_term(program, b->column, 1);
        appui_program_term(program, over, -1);
        if (b->exempt >= 0) {
            appui_program_term(program, b->exempt, most - b->high);
        }
    }
    if (program->failed || appui_search_reserve(a->search) < 0) {
        return -1;
    }
    x = a->search->x;
    for (int32_t p = 0; p < a->search->joint->problem->basin->n_partners; p++) {
        a->ceilings[p] = CEILING_NONE;
    }
    for (int32_t i = 0, over = first; i < a->group->n; i++) {
        const struct appui_bearer *b = &a->group->items[i];
        int64_t most = clamp(appui_bearer_most_at(b, level), 0, b->high);
        bool held = !b->movable || (b->exempt >= 0 && x[b->exempt]);
        a->ceilings[b->partner] = (int32_t)((held ? x[b->column] : most) / a->group->unit);
        if (b->movable) {
            x[over++] = held || x[b->column] <= most ? 0 : x[b->column] - most;
        }
    }
    return 0;
}

/* The objective: what the next tier asks for, and a price for every half-day of excess. */
static void price_excess(struct appui_approach *a, int32_t first, int64_t price)
{
    struct appui_program *program = program_of(a);
    appui_program_clear_costs(program);
    program->maximise = false;
    program->objective = "equity_excess";
    for (int32_t c = 0; c < a->n_ahead && price > 0; c++) {
        program->columns[c].cost = a->ahead[c];
    }
    for (int32_t c = first; c < program->n_columns; c++) {
        program->columns[c].cost = price > 0 ? price : 1;
    }
}

static int64_t excess_now(const struct appui_approach *a, int32_t first)
{
    int64_t sum = 0;
    for (int32_t c = first; c < a->search->joint->program.n_columns; c++) {
        sum += a->search->x[c];
    }
    return sum;
}

enum appui_solve_code appui_approach_level(struct appui_approach *a, struct appui_fraction level)
{
    struct appui_program *program = program_of(a);
    struct appui_search *search = a->search;
    int32_t n_rows = program->n_rows, n_columns = program->n_columns;
    enum appui_solve_code code = APPUI_SOLVE_OK;
    if (add_excess(a, level) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    for (int32_t k = 0;
         k < PRICES && a->price > 0 && excess_now(a, n_columns) > 0 && code == APPUI_SOLVE_OK;
         k++) {
        price_excess(a, n_columns, a->price << 2 * k);
        code = appui_anneal(search, INT64_MIN);
    }
    price_excess(a, n_columns, 0);
    search->ceilings = a->ceilings;
    search->ahead = a->ahead;
    search->n_ahead = a->n_ahead;
    code = code == APPUI_SOLVE_OK
               ? appui_improve(search, NULL, 0, appui_improve_patience(search, EXCESS_IDLE))
               : code;
    search->ceilings = NULL;
    search->ahead = NULL;
    appui_program_truncate(program, n_rows, n_columns);
    return code;
}
