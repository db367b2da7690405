/*
 * Branch and price: points of a node, quick ways down, and the tree.
 */
#include "solver/pricing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/branching.h"
#include "solver/close.h"
#include "solver/improve.h"
#include "solver/plan_lp.h"
#include "solver/recast.h"

/** Nodes between two plunges; rounds of pricing between two searches of neighbourhoods, which
 * double, up to a most, as long as nothing is gained. */
#define NODES_BETWEEN 20
#define ROUNDS_BETWEEN 100
#define ROUNDS_BETWEEN_MOST 800
/** Rounds before neighbourhoods of whole partners, where these are a large part of the whole, or no
 * totals are held: the tree, and others, are mostly faster. */
#define ROUNDS_BEFORE_RECAST 1500
/** One such neighbourhood without gain is tolerated for so many proposals of a large problem. */
#define JOBS_PER_RECAST 250
/** Lines of a plunge held at once. */
#define NEARLY_WHOLE 0.75
#define NEIGHBOURHOODS 8
#define NEIGHBOURHOODS_ROOT 20
/** A node is closed over its plans when there are no more than this, in a neighbourhood fewer;
 * nodes between two tries. */
#define CLOSE_PLANS 40000
#define CLOSE_PLANS_WITHIN 10000
#define CLOSE_BETWEEN 3
/** So many plans of the root the first aim leaves, twice as many each of the next four. */
#define AIM_DOUBLED 4
/** Every so many dives one goes all the way down. */
#define DIVES_BETWEEN 8
/** The tree is begun anew when the point gained this part of the gap. */
#define RESTART_PART 5

/** A node of the tree: one side of a branching of its parent. The root is node 0. */
struct node {
    int32_t parent, depth;
    bool up;
    int64_t bound;
    struct appui_branching branching;
};

struct pricing {
    struct appui_plan_lp lp;
    const struct appui_pricing_options *options;
    struct appui_pricing_result *result;
    struct appui_brancher brancher;
    int64_t *candidate; /**< [n_columns] */
    int32_t candidate_capacity, node_capacity, open_capacity;
    int32_t n_nodes, n_open, n_dives;
    struct node *nodes;
    int32_t *open;                         /**< [n_open] heap by bound */
    int64_t rounds_before, rounds_between; /**< neighbourhoods were searched last, and wait */
    int32_t root_mark;                     /**< narrowings that hold at the root */
    int32_t safe_mark;                     /**< those that hold whatever the aim */
    bool aims;                             /**< points worth the aim are sought first */
    int64_t aim, ceiling;                  /**< no point is worth more than the ceiling */
    int32_t n_aims;
    int32_t in_vain[APPUI_VIEWS_MAX]; /**< listings of plans, see struct appui_closing */
    int64_t close_after;              /**< nodes before the next try to close one */
    int64_t close_wait; /**< nodes to wait after a choice that was given up; doubles */
    int64_t begun_at;   /**< cutoff when the tree was begun */
    int32_t depth;
    bool has_best, faulty;
    bool unsure;  /**< a point of the node being closed was let go */
    int64_t best; /**< value of the best point, in units, maximised */
};

/* ---- opening ---- */

/* What depends on the size of the program. */
static int prepare(struct pricing *p)
{
    p->brancher.lp = &p->lp;
    int failed = appui_grow(&p->candidate, &p->candidate_capacity, (int64_t)p->lp.n_columns + 1,
                            sizeof *p->candidate);
    return failed < 0 ? -1 : appui_brancher_prepare(&p->brancher);
}

static int open_pricing(struct pricing *p, struct appui_search *search)
{
    return appui_plan_lp_open(&p->lp, search, p->options->deadline_s) < 0 ? -1 : prepare(p);
}

/* Takes up cuts learned since. @return true when there were any */
static bool take_cuts(struct pricing *p)
{
    if (appui_search_add_cuts(p->lp.search) < 0) {
        p->lp.failed = true;
    }
    if (p->lp.failed || p->lp.program->n_rows == p->lp.n_rows) {
        return false;
    }
    if (appui_plan_lp_refresh(&p->lp) < 0 || prepare(p) < 0) {
        p->lp.failed = true;
        return false;
    }
    return true;
}

static void close_pricing(struct pricing *p)
{
    appui_brancher_release(&p->brancher);
    appui_free(p->candidate);
    appui_free(p->nodes);
    appui_free(p->open);
    appui_plan_lp_release(&p->lp);
}

/* The best value known, or what is less than any. */
static int64_t known_of(const struct pricing *p)
{
    return p->has_best ? p->best : p->lp.least - 1;
}

/* Values up to this are of no use, as long as the aim stands. */
static int64_t cutoff_of(const struct pricing *p)
{
    int64_t known = known_of(p);
    return p->aims && p->aim - 1 > known ? p->aim - 1 : known;
}

static bool must_return(struct pricing *p)
{
    bool enough = !p->options->may_move && p->has_best;
    return p->lp.stopped || p->lp.failed || p->faulty || enough;
}

/* ---- points ---- */

/* Completes a point whose blocks' columns are integral: what blocks leave to their own rows follows
 * from lines and days. */
static void complete(struct pricing *p)
{
    const struct appui_joint *joint = p->lp.search->joint;
    const struct appui_problem *problem = joint->problem;
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        const struct appui_job *job = &problem->jobs[j];
        int32_t k = joint->job_project[j];
        if (k >= 0 && p->lp.blocks.column_block[k] >= 0) {
            p->candidate[k] = 0;
        }
        int32_t part = job->n_parts == 1 ? joint->part[job->first_part] : -1;
        if (part >= 0 && p->lp.blocks.column_block[part] >= 0) {
            p->candidate[part] = p->candidate[joint->days[j]];
        }
    }
    for (int32_t j = 0; j < problem->n_jobs; j++) {
        int32_t k = joint->job_project[j];
        if (k >= 0 && p->lp.blocks.column_block[k] >= 0 && p->candidate[joint->days[j]] > 0) {
            p->candidate[k] = 1;
        }
    }
}

/* Keeps the candidate as the best point. */
static void keep(struct pricing *p, int64_t value)
{
    struct appui_search *search = p->lp.search;
    size_t size = (size_t)p->lp.n_columns * sizeof *p->candidate;
    p->has_best = true;
    p->best = value;
    if (p->options->may_move) {
        memcpy(search->x, p->candidate, size);
        search->has_point = true;
        appui_search_keep(search);
        return;
    }
    appui_free(p->result->point);
    p->result->point = appui_calloc(1, size + 1);
    if (p->result->point) {
        memcpy(p->result->point, p->candidate, size);
    }
    p->lp.failed = p->lp.failed || !p->result->point;
}

/* The node's integral point, rounded and completed. @return false when it breaks a row */
static bool read_point(struct pricing *p)
{
    for (int32_t c = 0; c < p->lp.n_columns; c++) {
        p->candidate[c] = (int64_t)llround(p->lp.fractional[c]);
    }
    complete(p);
    return appui_program_violation(p->lp.program, p->candidate) < 0;
}

/* Takes the candidate when it is better and its lines find slots. @param quick  one that is hard to
 * judge is let go. @return what became of it; placed, too, when it is no better */
static enum appui_placed judge(struct pricing *p, bool quick)
{
    int64_t value = appui_plan_lp_value(&p->lp, p->candidate);
    if (value <= known_of(p)) {
        return APPUI_PLACED;
    }
    quick = quick || p->options->within;
    enum appui_placed placed = appui_search_judge(p->lp.search, p->candidate, quick);
    if (placed == APPUI_PLACED) {
        keep(p, value);
    }
    p->lp.stopped = p->lp.stopped || (placed == APPUI_PLACE_UNKNOWN && !quick);
    p->lp.failed = p->lp.failed || placed == APPUI_PLACE_FAULT;
    return placed;
}

/* Takes the node's integral point when its lines find slots. @return false when cuts came of it,
 * and the node is to be bounded anew. @param quick  a point that is hard to judge is let go */
static bool offer(struct pricing *p, bool quick)
{
    if (!read_point(p)) {
        p->faulty = true;
        return true;
    }
    if (judge(p, quick) != APPUI_NOT_PLACEABLE) {
        return true;
    }
    p->faulty = !take_cuts(p);
    return p->faulty;
}

/* The same for a point found while a node is being closed: cuts wait until that is done. What is
 * refused leaves the node unsure: of plans that are the same to all rows one stands for the others,
 * and columns of no plan, dates of committees among them, had some of the values they may have. */
static bool accept(void *context)
{
    struct pricing *p = context;
    if (!read_point(p)) {
        p->faulty = true;
        return false;
    }
    int64_t before = known_of(p);
    enum appui_placed placed = judge(p, true);
    p->unsure = p->unsure || placed != APPUI_PLACED;
    return placed == APPUI_PLACED && known_of(p) > before;
}

/* Multipliers of the node's best bound, by row. @return NULL when memory fails */
static double *centre_of(const struct pricing *p)
{
    double *multipliers = appui_calloc((size_t)p->lp.n_rows + 1, sizeof *multipliers);
    for (int32_t i = 0; multipliers && i < p->lp.n_links; i++) {
        multipliers[p->lp.link_row[i]] = p->lp.centre[i];
    }
    return multipliers;
}

/* Notes the root's multipliers for the tiers to come. */
static void note_root(struct pricing *p)
{
    if (p->depth > 0 || p->aims || !p->lp.has_centre || p->options->within ||
        !p->options->may_move) {
        return;
    }
    double *multipliers = centre_of(p);
    if (!multipliers ||
        appui_search_note_multipliers(p->lp.search, p->lp.n_rows, multipliers, 1) < 0) {
        p->lp.failed = true;
    }
    appui_free(multipliers);
}

/* Neighbourhoods of whole partners, priced with the multipliers of the best bound at first. */
static enum appui_solve_code recast(struct pricing *p, int64_t target)
{
    struct appui_plan_lp *lp = &p->lp;
    double *multipliers = centre_of(p);
    if (!multipliers) {
        return APPUI_SOLVE_NO_MEMORY;
    }
    double unit = (lp->program->maximise ? 1 : -1) * (double)lp->unit;
    for (int32_t i = 0; i < lp->n_rows; i++) {
        multipliers[i] *= unit;
    }
    bool levelled = lp->search->levelled, large = appui_recast_is_large(lp->search);
    int32_t few = large ? lp->search->joint->problem->n_jobs / JOBS_PER_RECAST : lp->blocks.n / 2;
    struct appui_recast_options options = {.iterations = levelled ? 2 * lp->blocks.n : few + 1,
                                           .target = target,
                                           .deadline_s = lp->deadline_s,
                                           .n_multipliers = lp->has_centre ? lp->n_rows : 0,
                                           .multipliers = lp->has_centre ? multipliers : NULL};
    enum appui_solve_code code = appui_recast(lp->search, &options);
    appui_free(multipliers);
    return code;
}

/* Neighbourhoods between the best point and the node's, then of whole partners. @return true when
 * cuts came of it */
static bool improve_best(struct pricing *p, int64_t bound, bool root)
{
    struct appui_search *search = p->lp.search;
    if (!p->options->may_move || p->options->within || !p->has_best ||
        appui_improve_is_whole(search)) {
        return false;
    }
    int32_t neighbourhoods = root ? NEIGHBOURHOODS_ROOT : NEIGHBOURHOODS;
    bool maximise = p->lp.program->maximise, bounded = bound <= INT64_MAX / 8;
    int64_t none = maximise ? INT64_MAX : INT64_MIN;
    int64_t target = bounded ? (maximise ? bound : -bound) * p->lp.unit : none;
    bool early = appui_recast_comes_first(search) || (root && appui_recast_is_large(search));
    bool late = !early && p->lp.n_rounds >= ROUNDS_BEFORE_RECAST;
    enum appui_solve_code code = early ? recast(p, target) : APPUI_SOLVE_OK;
    if (code == APPUI_SOLVE_OK) {
        code = appui_improve(search, p->lp.fractional, target,
                             appui_improve_patience(search, neighbourhoods));
    }
    if (code == APPUI_SOLVE_OK && late) {
        code = recast(p, target);
    }
    p->lp.failed = p->lp.failed || code != APPUI_SOLVE_OK;
    p->best = appui_plan_lp_value(&p->lp, search->x);
    return take_cuts(p);
}

/* ---- a quick way down ---- */

/* The fractional column to decide first: the largest line, else what is nearest to whole. -1: none
 */
static int32_t most_decided(const struct pricing *p)
{
    const struct appui_plan_lp *lp = &p->lp;
    double largest = 0;
    int32_t held = -1;
    for (int32_t c = 0; c < lp->n_columns; c++) {
        double value = lp->fractional[c];
        if (appui_branching_distance(value) < APPUI_FRACTIONAL ||
            !lp->program->columns[c].integer || lp->low[c] == lp->high[c]) {
            continue;
        }
        double score =
            appui_plan_lp_is_line(lp, c) ? 2 + value : 1 - appui_branching_distance(value);
        held = score > largest ? c : held;
        largest = score > largest ? score : largest;
    }
    return held;
}

/* Holds every line that the optimum has nearly whole. @return how many */
static int32_t hold_most(struct pricing *p)
{
    int32_t n = 0;
    for (int32_t c = 0; c < p->lp.n_columns; c++) {
        double value = p->lp.fractional[c];
        if (appui_plan_lp_is_line(&p->lp, c) && value > NEARLY_WHOLE &&
            value < 1 - APPUI_FRACTIONAL && p->lp.high[c] > p->lp.low[c]) {
            appui_plan_lp_narrow_column(&p->lp, c, 1, 1);
            n++;
        }
    }
    return n;
}

/* One step down: what is nearly whole; else the most decided column alone, one way, then the other.
 * @return false when each way leaves nothing above the cutoff */
static bool step_down(struct pricing *p, int32_t column)
{
    struct appui_plan_lp *lp = &p->lp;
    double value = lp->fractional[column];
    int64_t near = appui_plan_lp_is_line(lp, column) ? 1 : (int64_t)llround(value);
    int64_t far = (double)near > value ? (int64_t)floor(value) : (int64_t)ceil(value);
    int32_t mark = lp->n_narrowings;
    for (int way = hold_most(p) > 0 ? 0 : 1; way < 3; way++) {
        int64_t bound = INT64_MAX;
        if (way > 0) {
            appui_plan_lp_narrow_column(lp, column, way == 1 ? near : far, way == 1 ? near : far);
        }
        if (!appui_plan_lp_bound(lp, cutoff_of(p), &bound)) {
            return false;
        }
        if (bound > cutoff_of(p) && lp->violation < APPUI_FRACTIONAL) {
            return true;
        }
        appui_plan_lp_undo(lp, mark);
    }
    return false;
}

/* From the node at hand straight down to a whole point. @return true when cuts came of it */
static bool plunge(struct pricing *p)
{
    int32_t mark = p->lp.n_narrowings;
    bool cuts = false;
    for (bool more = true; more && !must_return(p);) {
        int32_t column = most_decided(p);
        int64_t bound = INT64_MAX;
        if (column >= 0) {
            more = step_down(p, column);
        } else if (p->lp.violation >= APPUI_FRACTIONAL || offer(p, true)) {
            more = false;
        } else {
            cuts = true;
            more = appui_plan_lp_bound(&p->lp, cutoff_of(p), &bound) && bound > cutoff_of(p);
        }
    }
    p->faulty = false;
    appui_plan_lp_undo(&p->lp, mark);
    return cuts;
}

/* ---- nodes ---- */

/* Enters every branching on the way from the root to a node. */
static void enter_path(struct pricing *p, int32_t node)
{
    if (node <= 0) {
        return;
    }
    enter_path(p, p->nodes[node].parent);
    appui_branching_enter(&p->lp, &p->nodes[node].branching, p->nodes[node].up);
}

static bool comes_first(const struct pricing *p, int32_t a, int32_t b)
{
    const struct node *l = &p->nodes[a], *r = &p->nodes[b];
    if (l->bound != r->bound) {
        return l->bound > r->bound;
    }
    return l->depth != r->depth ? l->depth > r->depth : a > b;
}

/* Opens a node below another; it is to be visited later. */
static void open_node(struct pricing *p, struct node node)
{
    if (appui_grow(&p->nodes, &p->node_capacity, p->n_nodes + 1, sizeof *p->nodes) < 0 ||
        appui_grow(&p->open, &p->open_capacity, p->n_open + 1, sizeof *p->open) < 0) {
        p->lp.failed = true;
        return;
    }
    p->nodes[p->n_nodes++] = node;
    int32_t i = p->n_open++;
    for (; i > 0 && comes_first(p, p->n_nodes - 1, p->open[(i - 1) / 2]); i = (i - 1) / 2) {
        p->open[i] = p->open[(i - 1) / 2];
    }
    p->open[i] = p->n_nodes - 1;
}

/* Takes the open node with the best bound. */
static int32_t take_node(struct pricing *p)
{
    int32_t first = p->open[0], moved = p->open[--p->n_open], i = 0;
    for (int32_t child = 1; child < p->n_open; child = 2 * i + 1) {
        child += child + 1 < p->n_open && comes_first(p, p->open[child + 1], p->open[child]);
        if (comes_first(p, moved, p->open[child])) {
            break;
        }
        p->open[i] = p->open[child];
        i = child;
    }
    p->open[i] = moved;
    return first;
}

/* ---- the tree ---- */

/* What a visit says is to be done with the node. */
enum verdict { DONE, AGAIN, BRANCH };

/* Leaves out what no better point uses. @return true when there was such */
static bool rule_out(struct pricing *p)
{
    return (p->has_best || p->aims) && appui_plan_lp_rule_out(&p->lp, cutoff_of(p)) > 0;
}

/* Heuristics now and then, and the lines that they rule out. */
static enum verdict search_around(struct pricing *p, int64_t bound, bool root)
{
    int64_t n = p->result->n_nodes;
    bool wide = root || p->lp.n_rounds - p->rounds_before >= p->rounds_between;
    bool due = n % NODES_BETWEEN == 0 || wide || (n < NODES_BETWEEN && (n & (n - 1)) == 0);
    if (due && appui_plan_lp_keep(&p->lp) == 0) {
        int64_t before = cutoff_of(p);
        bool cuts = plunge(p);
        if (wide) {
            int64_t best = cutoff_of(p), twice = 2 * p->rounds_between;
            cuts = improve_best(p, bound, root) || cuts;
            p->rounds_before = p->lp.n_rounds;
            p->rounds_between = root || cutoff_of(p) > best   ? ROUNDS_BETWEEN
                                : twice < ROUNDS_BETWEEN_MOST ? twice
                                                              : ROUNDS_BETWEEN_MOST;
        }
        if (p->lp.failed) {
            return DONE;
        }
        if (cuts || cutoff_of(p) > before) {
            return AGAIN;
        }
        appui_plan_lp_restore(&p->lp);
    }
    if (bound <= cutoff_of(p) || must_return(p)) {
        return DONE;
    }
    return rule_out(p) ? AGAIN : BRANCH;
}

/* Plans that may be listed: a neighbourhood is not worth so many. */
static int64_t plans_most(const struct pricing *p)
{
    return p->options->within ? CLOSE_PLANS_WITHIN : CLOSE_PLANS;
}

/* Closes the node over its plans, where they are few. */
static enum verdict close_node(struct pricing *p, int64_t *bound)
{
    struct appui_closing closing = {.cutoff = cutoff_of(p),
                                    .known = known_of(p),
                                    .n_max = plans_most(p),
                                    .bound = *bound,
                                    .accept = accept,
                                    .context = p};
    memcpy(closing.in_vain, p->in_vain, sizeof p->in_vain);
    if (!p->options->may_move || p->result->n_nodes < p->close_after) {
        return BRANCH;
    }
    p->unsure = false;
    if (appui_plan_lp_keep(&p->lp) < 0 || appui_close(&p->lp, &closing) < 0) {
        p->lp.failed = true;
        return DONE;
    }
    memcpy(p->in_vain, closing.in_vain, sizeof p->in_vain);
    if (p->unsure || p->faulty) { /* not everything was judged */
        p->faulty = false;
        closing.listed = false;
        closing.bound = *bound;
    }
    p->result->n_closed += closing.listed;
    p->result->n_closed_levelled += closing.listed && p->lp.blocks.n_steps > 0;
    bool given_up = closing.listed && closing.bound > closing.cutoff && !closing.has_point;
    p->close_wait = !given_up           ? CLOSE_BETWEEN
                    : p->close_wait > 0 ? 2 * p->close_wait
                                        : CLOSE_BETWEEN;
    p->close_after = closing.listed && !given_up ? 0 : p->result->n_nodes + p->close_wait;
    *bound = closing.bound;
    if (closing.has_point && !offer(p, closing.bound <= closing.cutoff)) {
        return *bound > cutoff_of(p) ? AGAIN : DONE;
    }
    p->faulty = false;
    if (take_cuts(p)) {
        return *bound > cutoff_of(p) && !must_return(p) ? AGAIN : DONE;
    }
    appui_plan_lp_restore(&p->lp);
    return *bound <= cutoff_of(p) || must_return(p) ? DONE : BRANCH;
}

/* The least target for which few plans of the root could be in a point worth it: with more plans
 * where not even the root's bound is such a target. @return false when there is none */
static bool choose_target(struct pricing *p, int64_t bound, int64_t *target)
{
    int64_t n_first = plans_most(p);
    int64_t n_max = n_first << (p->n_aims < AIM_DOUBLED ? p->n_aims : AIM_DOUBLED);
    *target = bound + 1;
    for (; *target > bound && n_max <= n_first << AIM_DOUBLED; n_max *= 2) {
        if (appui_close_target(&p->lp, known_of(p), bound, n_max, target) < 0) {
            p->lp.failed = true;
            return false;
        }
    }
    return *target <= bound;
}

/* Sets an aim between the best value known and the root's bound. @return true when there is a new
 * one */
static bool set_aim(struct pricing *p, int64_t bound)
{
    int64_t known = known_of(p), target;
    if (p->aims || !p->options->may_move || bound > INT64_MAX / 8 || bound - known < 2 ||
        !choose_target(p, bound, &target)) {
        return false;
    }
    int64_t step = bound - (((int64_t)1 << (p->n_aims < 10 ? p->n_aims : 10)) - 1);
    p->aim = target < step ? target : step;
    p->aim = p->aim > known + 1 ? p->aim : known + 1;
    p->n_aims++;
    p->safe_mark = p->lp.n_narrowings;
    p->aims = p->aim > known + 1;
    return p->aims;
}

/* The root may be closed before any heuristic: a neighbourhood also with an aim. */
static enum verdict close_first(struct pricing *p, int64_t *bound)
{
    enum verdict verdict = close_node(p, bound);
    p->close_after = 0;
    return verdict == BRANCH && p->options->within && set_aim(p, *bound) ? AGAIN : verdict;
}

/* Says how far it has come: the value at hand, and the bound of what is open and of the node. */
static void tell(const struct pricing *p, int64_t bound)
{
    const struct appui_search *search = p->lp.search;
    if (p->options->within) {
        return; /* its bound is none of the whole */
    }
    int64_t open = p->n_open > 0 ? p->nodes[p->open[0]].bound : INT64_MIN;
    open = open > bound ? open : bound;
    open = open < p->ceiling ? open : p->ceiling;
    open = open > known_of(p) ? open : known_of(p);
    bool bounded = p->options->may_move && open < INT64_MAX / 8;
    int64_t sign = p->lp.program->maximise ? 1 : -1;
    appui_search_tell(search, "prove", bounded, bounded ? sign * open * p->lp.unit : 0);
}

/* Bounds a node, as often as cuts and lines ruled out ask for it. */
static enum verdict visit(struct pricing *p, int64_t *bound)
{
    int64_t of_run = p->lp.search->clock->options->node_limit;
    int64_t limit = p->options->node_limit > 0 ? p->options->node_limit : of_run;
    if (limit > 0 && p->result->n_nodes >= limit) {
        p->lp.stopped = true;
        return DONE;
    }
    bool root = p->result->n_nodes++ == 0;
    bool around = false; /* heuristics are over */
    enum verdict verdict = AGAIN;
    for (int32_t turn = 0; verdict == AGAIN; turn++) {
        tell(p, *bound);
        bool finished = appui_plan_lp_bound(&p->lp, cutoff_of(p), bound);
        note_root(p);
        if (*bound <= cutoff_of(p) || !finished || must_return(p)) {
            return DONE;
        }
        if (root && p->options->root_only) {
            p->lp.stopped = true;
            return DONE;
        }
        verdict = root && turn == 0 ? close_first(p, bound) : BRANCH;
        if (verdict == BRANCH) {
            verdict = !around ? search_around(p, *bound, root) : rule_out(p) ? AGAIN : BRANCH;
            around = true;
        }
        if (verdict == BRANCH) {
            verdict = close_node(p, bound);
        }
        if (verdict == BRANCH && p->depth == 0 && set_aim(p, *bound)) {
            p->close_after = 0;
            verdict = AGAIN;
        }
    }
    return verdict;
}

/* Visits the node at hand and chooses what to branch on. @return false when nothing is left of it
 */
static bool process(struct pricing *p, int64_t *bound, struct appui_branching *branching)
{
    const struct appui_branching *best = NULL;
    for (bool again = true; again;) {
        if (visit(p, bound) == DONE) {
            return false;
        }
        best = appui_brancher_choose(&p->brancher);
        again = !best && !must_return(p) && p->lp.violation < APPUI_FRACTIONAL && !offer(p, false);
    }
    if (!best) { /* a whole point has been offered; or rows stay unmet: left to another method */
        p->faulty = p->faulty || (!must_return(p) && *bound > cutoff_of(p));
        return false;
    }
    *branching = *best;
    return true;
}

/* What a bound leaves above a value; a bound that is none leaves much. */
static int64_t gap_of(int64_t bound, int64_t value)
{
    return bound > INT64_MAX / 8 ? INT64_MAX / 8 : bound - value;
}

/* Below this a dive is given up for the node with the best bound: a part of the gap. */
static int64_t floor_of_dive(const struct pricing *p)
{
    bool deep = p->n_dives % DIVES_BETWEEN == 0 || !p->has_best || p->n_open == 0;
    int64_t cutoff = cutoff_of(p);
    return deep ? cutoff : cutoff + gap_of(p->nodes[p->open[0]].bound, cutoff) / 4 * 3;
}

/* From an open node downwards, always to the better side; the other sides are opened. */
static void dive(struct pricing *p, int32_t at)
{
    p->n_dives++;
    appui_plan_lp_undo(&p->lp, p->root_mark);
    appui_plan_lp_forget_idle(&p->lp);
    enter_path(p, at);
    int64_t bound = p->nodes[at].bound;
    struct appui_branching branching;
    p->depth = p->nodes[at].depth;
    while (process(p, &bound, &branching)) {
        bool up = branching.up_first;
        p->root_mark = at == 0 ? p->lp.n_narrowings : p->root_mark;
        open_node(p, (struct node){at, ++p->depth, !up, bound, branching});
        if (p->lp.failed || bound <= floor_of_dive(p)) {
            open_node(p, (struct node){at, p->depth, up, bound, branching});
            return;
        }
        if (appui_grow(&p->nodes, &p->node_capacity, p->n_nodes + 1, sizeof *p->nodes) < 0) {
            p->lp.failed = true;
            return;
        }
        p->nodes[p->n_nodes++] = (struct node){at, p->depth, up, bound, branching};
        at = p->n_nodes - 1;
        appui_branching_enter(&p->lp, &branching, up);
    }
    if (p->lp.stopped) { /* what was cut short is still open */
        open_node(p, (struct node){p->nodes[at].parent, p->depth, p->nodes[at].up, bound,
                                   p->nodes[at].branching});
    }
}

/* A better point rules out more at the root, and what is below it is best begun anew. */
static void begin(struct pricing *p, int64_t bound)
{
    appui_plan_lp_undo(&p->lp, p->root_mark);
    p->n_nodes = p->n_open = p->n_dives = 0;
    p->begun_at = cutoff_of(p);
    open_node(p, (struct node){.parent = -1, .bound = bound});
}

/* Until nothing is left above the cutoff. */
static void explore_tree(struct pricing *p)
{
    while (!must_return(p) && p->n_open > 0 && p->nodes[p->open[0]].bound > cutoff_of(p)) {
        int64_t best_bound = p->nodes[p->open[0]].bound;
        int64_t gap = gap_of(best_bound, p->begun_at);
        if (p->n_dives > 0 && p->has_best && p->best - p->begun_at > gap / RESTART_PART) {
            begin(p, best_bound);
        }
        dive(p, take_node(p));
    }
}

/* Where no point is worth the aim, what it left out is let in again, and the next aim is lower. */
static void explore(struct pricing *p)
{
    begin(p, INT64_MAX);
    explore_tree(p);
    while (!must_return(p) && p->aims && p->aim - 1 > known_of(p)) {
        p->ceiling = p->aim - 1;
        p->aims = false;
        p->root_mark = p->safe_mark;
        begin(p, p->ceiling);
        explore_tree(p);
    }
}

/* A bound of all points, where the tree was not finished: open nodes, and what the cutoff left out.
 */
static int64_t bound_so_far(const struct pricing *p)
{
    if (p->n_open == 0) {
        return p->ceiling;
    }
    int64_t open = p->nodes[p->open[0]].bound, cutoff = cutoff_of(p);
    open = open > cutoff ? open : cutoff;
    return open < p->ceiling ? open : p->ceiling;
}

static void conclude(struct pricing *p)
{
    struct appui_pricing_result *result = p->result;
    bool complete = !p->lp.stopped && !p->lp.failed && !p->faulty;
    int64_t sign = p->lp.program->maximise ? 1 : -1;
    result->proved = complete;
    result->given_up = p->faulty && !p->lp.stopped && !p->lp.failed;
    result->infeasible = complete && !p->has_best;
    int64_t bound = complete ? p->best : bound_so_far(p);
    bool bounded = complete ? p->has_best && p->options->may_move
                            : bound < INT64_MAX / 2 && bound > INT64_MIN / 2;
    result->has_bound = bounded && !p->faulty && !p->lp.failed;
    result->bound = result->has_bound ? sign * bound * p->lp.unit : 0;
}

enum appui_solve_code appui_pricing_run(struct appui_search *search,
                                        const struct appui_pricing_options *options,
                                        struct appui_pricing_result *result)
{
    struct pricing p = {.options = options, .result = result, .ceiling = INT64_MAX};
    bool opened = open_pricing(&p, search) == 0;
    if (opened) {
        bool start = options->may_move && search->has_point &&
                     appui_program_violation(p.lp.program, search->x) < 0;
        if (start) {
            p.has_best = true;
            p.best = appui_plan_lp_value(&p.lp, search->x);
            appui_plan_lp_add_point(&p.lp, search->x);
        }
        if (options->multipliers) {
            appui_plan_lp_begin_with(&p.lp, options->n_multipliers, options->multipliers);
        }
        explore(&p);
        conclude(&p);
    }
    bool failed = !opened || p.lp.failed;
    close_pricing(&p);
    return failed ? APPUI_SOLVE_NO_MEMORY : APPUI_SOLVE_OK;
}
