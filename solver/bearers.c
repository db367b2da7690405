/*
 * Collecting bearers and probing, for each, whether some plan of the program gives it another
 * burden.
 */
#include "solver/bearers.h"

#include <string.h>

#include "model/ledger.h"
#include "solver/improve.h"

/* Most X for which the burden stays at or below v. */
int64_t appui_bearer_most_at(const struct appui_bearer *b, struct appui_fraction v)
{
    int64_t half_days = v.num * b->pledged; /* with a tolerance at most 10^11 times 10^6 */
    int64_t whole = half_days / v.den - (half_days % v.den != 0 && half_days < 0);
    return whole - b->constant;
}

/* Most X for which the burden stays strictly below v. */
int64_t appui_bearer_most_below(const struct appui_bearer *b, struct appui_fraction v)
{
    int64_t at = appui_bearer_most_at(b, v);
    struct appui_fraction burden = appui_fraction_make(b->constant + at, b->pledged);
    return appui_fraction_compare(burden, v) == 0 ? at - 1 : at;
}

struct appui_fraction appui_bearer_burden(const struct appui_bearer *b, int64_t x)
{
    return appui_fraction_make(b->constant + x, b->pledged);
}

/* What a unit of a column adds to a burden, in parts; 0: nothing. Called for every column that may.
 */
typedef void visit_fn(void *context, int32_t column, int64_t parts, int64_t most);

/* Half-days that proposals add to the partner's burden, agreed ones count wherever they are dated;
 * mandates the plan gives it; meetings it attends. */
static void visit_terms(const struct appui_bearers *bearers, int32_t partner, visit_fn *visit,
                        void *context)
{
    const struct appui_joint *joint = bearers->search->joint;
    const struct appui_problem *problem = joint->problem;
    const struct appui_basin *basin = problem->basin;
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        const struct appui_job *job = &problem->jobs[j];
        if (job->line < 0 && basin->experts[job->expert].partner == partner) {
            visit(context, joint->days[j], bearers->unit * job->session, job->high / job->session);
        }
    }
    const struct appui_mandataires *mandates = bearers->mandates;
    int64_t each = basin->mandate_factor * bearers->unit / APPUI_BURDEN_SCALE;
    for (int32_t i = 0; each > 0 && mandates->built && i < mandates->n; i++) {
        if (mandates->items[i].partner == partner) {
            visit(context, mandates->items[i].column, each, 1);
        }
    }
    each = basin->attendance_factor * bearers->unit / APPUI_BURDEN_SCALE;
    for (int32_t i = 0; each > 0 && problem->committees && i < basin->committees.n_members; i++) {
        const struct appui_meeting_dates *dates = &problem->standing->dates;
        for (int32_t c = 0; basin->committees.members[i] == partner && c < dates->n; c++) {
            if (appui_meetings_is_present(&basin->partners[partner], dates->dates[c].day)) {
                visit(context, joint->held[c], each, 1);
            }
        }
    }
}

struct row_context {
    struct appui_program *program;
    struct appui_bearer *bearer;
};

static void add_term(void *context, int32_t column, int64_t parts, int64_t most)
{
    struct row_context *row = context;
    appui_program_term(row->program, column, parts);
    row->bearer->high += parts * most;
}

static void add_bearer(struct appui_bearers *bearers, int32_t partner,
                       const struct appui_partner_figures *figures)
{
    struct appui_joint *joint = bearers->search->joint;
    struct appui_bearer *b = &bearers->items[bearers->n++];
    *b = (struct appui_bearer){.partner = partner, .exempt = -1, .movable = true};
    b->pledged = figures->pledged * bearers->unit;
    b->constant = figures->burden.num * (b->pledged / figures->burden.den);
    b->column = appui_program_column(&joint->program, 0, INT32_MAX, true, "b.p%d", (int)partner);
    appui_program_row(&joint->program, 0, 0, "burden.p%d", (int)partner);
    visit_terms(bearers, partner, add_term, &(struct row_context){&joint->program, b});
    appui_program_term(&joint->program, b->column, -1);
    if (!joint->program.failed) {
        joint->program.columns[b->column].high = b->high;
    }
}

struct sum_context {
    const int64_t *x;
    int64_t sum;
};

static void add_value(void *context, int32_t column, int64_t parts, int64_t most)
{
    struct sum_context *sum = context;
    (void)most;
    sum->sum += parts * sum->x[column];
}

/* What the search's point gives. */
static void set_burdens(const struct appui_bearers *bearers)
{
    int64_t *x = bearers->search->x;
    for (int32_t i = 0; i < bearers->n; i++) {
        struct sum_context sum = {x, 0};
        visit_terms(bearers, bearers->items[i].partner, add_value, &sum);
        x[bearers->items[i].column] = sum.sum;
    }
}

struct mark_context {
    const struct appui_program *program;
    uint8_t *can_be; /**< [high + 1] */
    int64_t high;
};

/* Every sum so far, with every number of units of the column besides. */
static void mark_sums(void *context, int32_t column, int64_t parts, int64_t most)
{
    struct mark_context *mark = context;
    (void)column;
    for (int64_t unit = 0; unit < most; unit++) {
        for (int64_t v = mark->high; v >= parts; v--) {
            mark->can_be[v] = mark->can_be[v] || mark->can_be[v - parts];
        }
    }
}

int appui_bearers_list_sums(const struct appui_bearers *bearers, const struct appui_bearer *bearer,
                            uint8_t **can_be)
{
    *can_be = appui_calloc((size_t)bearer->high + 1, 1);
    if (!*can_be) {
        return -1;
    }
    (*can_be)[0] = 1;
    if (bearers->unit == 1) {
        memset(*can_be, 1, (size_t)bearer->high + 1);
        return 0;
    }
    struct mark_context mark = {&bearers->search->joint->program, *can_be, bearer->high};
    visit_terms(bearers, bearer->partner, mark_sums, &mark);
    return 0;
}

/* The coarsest unit in which half-days are whole, and each factor that something of this basin or
 * its plans is multiplied by: a unit finer than that only slows the search down. */
static int64_t unit_of(const struct appui_bearers *bearers,
                       const struct appui_partner_figures *figures)
{
    const struct appui_problem *problem = bearers->search->joint->problem;
    const struct appui_basin *basin = problem->basin;
    bool meets = problem->committees && problem->standing->dates.n > 0;
    bool follows = bearers->mandates->built && bearers->mandates->n > 0;
    for (int32_t p = 0; p < basin->n_partners; p++) {
        meets = meets || figures[p].meetings > 0;
        follows = follows || figures[p].mandates > 0;
    }
    int64_t gcd = appui_gcd(APPUI_BURDEN_SCALE, appui_gcd(follows ? basin->mandate_factor : 0,
                                                          meets ? basin->attendance_factor : 0));
    return APPUI_BURDEN_SCALE / gcd;
}

/* Bearers are the limited partners with something pledged; their constants are the burdens of the
 * empty plan. */
enum appui_solve_code appui_bearers_collect(struct appui_bearers *bearers,
                                            struct appui_arena *arena)
{
    struct appui_joint *joint = bearers->search->joint;
    const struct appui_basin *basin = joint->problem->basin;
    size_t n = (size_t)basin->n_partners;
    struct appui_partner_figures *figures = appui_arena_alloc(arena, n, sizeof *figures);
    bearers->items = appui_arena_alloc(arena, n, sizeof *bearers->items);
    if (!figures || !bearers->items) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    struct appui_plan nothing = {.calendar = joint->problem->calendar};
    appui_ledger_partners(basin, joint->problem->standing, &nothing, figures);
    bearers->unit = unit_of(bearers, figures);
    for (int32_t p = 0; p < basin->n_partners; p++) {
        if (figures[p].has_burden) {
            add_bearer(bearers, p, &figures[p]);
        }
    }
    if (joint->program.failed || appui_search_reserve(bearers->search) < 0) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    set_burdens(bearers);
    return APPUI_SOLVE_OK;
}

/* Notes who differs between a probed point and the current one: they can change. */
static void note_movable(struct appui_bearers *bearers, const int64_t *point)
{
    for (int32_t i = 0; i < bearers->n; i++) {
        struct appui_bearer *b = &bearers->items[i];
        b->movable = b->movable || point[b->column] != bearers->search->x[b->column];
    }
}

static void bound_column(struct appui_program *program, int32_t column, int64_t low, int64_t high)
{
    program->columns[column].low = low;
    program->columns[column].high = high;
}

/* Bounds the bearer's column to more than now, or less. @return false when there is no such value
 */
static bool ask_for_other(struct appui_bearers *bearers, const struct appui_bearer *b, bool more)
{
    struct appui_program *program = &bearers->search->joint->program;
    int64_t low = program->columns[b->column].low, high = program->columns[b->column].high;
    int64_t now = bearers->search->x[b->column];
    if (more ? now + 1 > high : now - 1 < low) {
        return false;
    }
    bound_column(program, b->column, more ? now + 1 : low, more ? high : now - 1);
    return true;
}

/* Asks for a plan in which the bearer gives more, or less. Searching may move the program's columns
 * in memory. */
static enum appui_solve_code probe_bearer(struct appui_bearers *bearers, struct appui_bearer *b,
                                          bool more, double share)
{
    struct appui_program *program = &bearers->search->joint->program;
    int64_t low = program->columns[b->column].low, high = program->columns[b->column].high;
    if (b->ruled_out[more] || !ask_for_other(bearers, b, more)) {
        return APPUI_SOLVE_OK;
    }
    int64_t *point = NULL;
    struct appui_found found = {0};
    enum appui_solve_code code = appui_search_probe(bearers->search, share, &point, &found);
    bound_column(program, b->column, low, high);
    if (code == APPUI_SOLVE_OK && point) {
        note_movable(bearers, point);
    } else if (code == APPUI_SOLVE_OK && !found.infeasible) {
        b->open = true; /* a limit came first */
    }
    appui_free(point);
    return code;
}

/* Asks the root's bound whether the bearer could give more, or less: cheap, and where partners give
 * all they can it settles them. */
static enum appui_solve_code rule_out(struct appui_bearers *bearers, struct appui_bearer *b,
                                      bool more)
{
    struct appui_program *program = &bearers->search->joint->program;
    int64_t low = program->columns[b->column].low, high = program->columns[b->column].high;
    enum appui_solve_code code = APPUI_SOLVE_OK;
    b->ruled_out[more] = true;
    if (ask_for_other(bearers, b, more)) {
        code = appui_search_rule_out(bearers->search, &b->ruled_out[more]);
        bound_column(program, b->column, low, high);
    }
    return code;
}

/* Neighbourhoods without gain when one bearer is pushed up or down. */
#define PUSHES 20

/* Pushes a bearer up or down by heuristics, from where the earlier tiers' values are kept. */
static enum appui_solve_code push(struct appui_bearers *bearers, const struct appui_bearer *b,
                                  bool up)
{
    struct appui_program *program = &bearers->search->joint->program;
    appui_program_clear_costs(program);
    program->columns[b->column].cost = 1;
    program->maximise = up;
    enum appui_solve_code code = appui_improve(bearers->search, NULL, up ? b->high : 0, PUSHES);
    appui_program_clear_costs(program);
    return code;
}

/* Pushes every bearer not yet seen to change, one way and the other, unless the root's bound rules
 * it out: whoever changes on the way is movable, so that few have to be asked for. */
static enum appui_solve_code push_bearers(struct appui_bearers *bearers)
{
    struct appui_search *search = bearers->search;
    size_t size = (size_t)search->joint->program.n_columns * sizeof *search->x;
    int64_t *before = appui_calloc(1, size + 1);
    enum appui_solve_code code = before ? APPUI_SOLVE_OK : APPUI_SOLVE_NO_MEMORY;
    if (before) {
        memcpy(before, search->x, size);
    }
    for (int32_t i = 0; i < bearers->n && code == APPUI_SOLVE_OK; i++) {
        struct appui_bearer *b = &bearers->items[i];
        for (int more = 1; more >= 0 && !b->movable && code == APPUI_SOLVE_OK; more--) {
            if (appui_clock_over(search->clock)) {
                break;
            }
            code = rule_out(bearers, b, more == 1);
            if (code == APPUI_SOLVE_OK && !b->ruled_out[more]) {
                code = push(bearers, b, more == 1);
                note_movable(bearers, before);
            }
        }
    }
    appui_free(before);
    return code;
}

/** Part of the time left that one question takes at first, and when it is asked again. */
#define SHARE_FIRST 0.05
#define SHARE_AGAIN 0.25

/* Asks for every bearer that is not known to be movable or fixed. */
static enum appui_solve_code ask_bearers(struct appui_bearers *bearers, double share)
{
    enum appui_solve_code code = APPUI_SOLVE_OK;
    for (int32_t i = 0; i < bearers->n && code == APPUI_SOLVE_OK; i++) {
        struct appui_bearer *b = &bearers->items[i];
        if (b->movable || !b->open || b->high == 0) {
            continue;
        }
        bool over = appui_clock_over(bearers->search->clock);
        b->open = over;
        for (int more = 1; more >= 0 && !over && !b->movable && code == APPUI_SOLVE_OK; more--) {
            code = probe_bearer(bearers, b, more == 1, share);
        }
    }
    return code;
}

enum appui_solve_code appui_bearers_find_movable(struct appui_bearers *bearers,
                                                 const int64_t *before)
{
    appui_program_clear_costs(&bearers->search->joint->program);
    for (int32_t i = 0; i < bearers->n; i++) {
        bearers->items[i].movable = false;
        bearers->items[i].open = bearers->items[i].high > 0;
    }
    note_movable(bearers, before);
    if (appui_search_prices(bearers->search)) {
        enum appui_solve_code code = push_bearers(bearers);
        if (code != APPUI_SOLVE_OK) {
            return code;
        }
    }
    enum appui_solve_code code = ask_bearers(bearers, SHARE_FIRST);
    if (code == APPUI_SOLVE_OK) {
        code = ask_bearers(bearers, SHARE_AGAIN);
    }
    for (int32_t i = 0; i < bearers->n; i++) {
        struct appui_bearer *b = &bearers->items[i];
        b->open = b->open && !b->movable;
        b->movable = b->movable || b->open;
    }
    return code;
}
