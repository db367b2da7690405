/*
 * Annealing lines, and learning from points that find no slots.
 */
#include "solver/anneal.h"

#include <string.h>

#include "model/random.h"
#include "solver/gate.h"
#include "solver/lively.h"

/** Changes tried for every job; of later rounds a part. */
#define MOVES 600
#define LATER_PART 8
/** Rounds: each ends with a point that is judged. */
#define ROUNDS 30
/** Cuts learned from one point: what one refuses is left out for the next. */
#define CUTS_AT_ONCE 12
/** Thresholds fall in so many steps, each a seventy-second part lower, from a quarter of what the
 * lines of a need usually differ by. */
#define STEPS 256
#define FIRST_PART 4
#define FALL 72
/** Changes between two looks at the clock: some hundredths of a second. */
#define ASK_CLOCK 32768
/** A row off by one costs so many times that difference. */
#define PRICE 6

/** Beyond this, values are so large that differences hardly matter. */
#define USUAL_MOST (INT64_MAX / 4)

/** Products of values and parts. */
__extension__ typedef __int128 wide;

/** -ln((i + 1/2) / 16) in parts of 1024: of the threshold, a worse point may cost so much. */
static const int64_t drawn[16] = {3549, 2424, 1901, 1556, 1299, 1094, 922, 776,
                                  648,  534,  432,  339,  253,  175,  101, 33};

/** A change to be undone: a job, and the sessions it had. */
struct change {
    int32_t job, sessions;
};

/* A move clears at most three needs, of lines as many as they have. */
#define CHANGES_MAX 64

struct anneal {
    struct appui_search *search;
    struct appui_lively point;
    struct appui_random random;
    int32_t n_changes;
    struct change changes[CHANGES_MAX];
    int64_t usual; /**< what the lines of a need differ by in value, on average, in parts */
    int64_t best;  /**< value of the best point, in units, maximised */
    bool has_best;
    int64_t *best_x; /**< [n_columns] heap */
    int64_t *from;   /**< [n_columns] heap: where the next round begins */
    uint8_t *barred; /**< [n_jobs] heap: not used any more */
    int32_t best_capacity, from_capacity;
};

/* ---- moves ---- */

static int32_t draw(struct anneal *a, int32_t n)
{
    return appui_random_within(&a->random, 0, n - 1);
}

static int32_t draw_need(struct anneal *a)
{
    return a->point.needs[draw(a, a->point.n_needs)];
}

static int32_t draw_job(struct anneal *a, int32_t need)
{
    int32_t first = a->point.first_job[need];
    return a->point.jobs[first + draw(a, a->point.first_job[need + 1] - first)];
}

static void undo(struct anneal *a)
{
    while (a->n_changes > 0) {
        const struct change *last = &a->changes[--a->n_changes];
        appui_lively_set(&a->point, last->job, last->sessions);
    }
}

static void change(struct anneal *a, int32_t j, int32_t sessions)
{
    if (a->n_changes < CHANGES_MAX) {
        a->changes[a->n_changes++] = (struct change){j, appui_lively_sessions(&a->point, j)};
        appui_lively_set(&a->point, j, sessions);
    }
}

/* Takes all lines of a need away. @return the sessions they had */
static int32_t clear_need(struct anneal *a, int32_t need)
{
    int32_t sum = 0;
    for (int32_t i = a->point.first_job[need]; i < a->point.first_job[need + 1]; i++) {
        int32_t sessions = appui_lively_sessions(&a->point, a->point.jobs[i]);
        if (sessions > 0) {
            sum += sessions;
            change(a, a->point.jobs[i], 0);
        }
    }
    return sum;
}

/* Gives a line so many sessions, as far as it can have them. */
static void give(struct anneal *a, int32_t j, int32_t sessions)
{
    const struct appui_joint *joint = a->point.joint;
    int32_t given = sessions < joint->least[j] ? joint->least[j] : sessions;
    change(a, j, given > joint->most[j] ? joint->most[j] : given);
}

/* As many as before, or as many as the line may have. */
static int32_t wanted(struct anneal *a, int32_t sessions)
{
    return sessions == 0 || appui_random_happens(&a->random, 1, 8) ? INT32_MAX : sessions;
}

/* A need gets another line. */
static void reassign(struct anneal *a)
{
    int32_t need = draw_need(a);
    int32_t sessions = wanted(a, clear_need(a, need));
    give(a, draw_job(a, need), sessions);
}

/* A need is shared by two lines. */
static void share(struct anneal *a)
{
    int32_t need = draw_need(a), one = draw_job(a, need), other = draw_job(a, need);
    int32_t sum = clear_need(a, need);
    int32_t least_one = a->point.joint->least[one], least = a->point.joint->least[other];
    if (one == other || sum < least_one + least) {
        undo(a);
        return;
    }
    int32_t first = least_one + draw(a, sum - least_one - least + 1);
    give(a, one, first);
    give(a, other, sum - first);
}

/* A session goes from one line of a need to another, or goes, or comes. */
static void shift(struct anneal *a)
{
    int32_t need = draw_need(a), from = draw_job(a, need), to = draw_job(a, need);
    int32_t has = appui_lively_sessions(&a->point, from), kind = draw(a, 3);
    if (kind < 2 && has > 0) {
        change(a, from, has > a->point.joint->least[from] ? has - 1 : 0);
    }
    if (kind == 2 || (kind == 1 && has > 0 && from != to)) {
        give(a, to, appui_lively_sessions(&a->point, to) + 1);
    }
}

/* The line of a need that has just one, or -1. */
static int32_t only_line(const struct anneal *a, int32_t need)
{
    int32_t line = -1, n = 0;
    for (int32_t i = a->point.first_job[need]; i < a->point.first_job[need + 1]; i++) {
        int32_t j = a->point.jobs[i];
        bool used = appui_lively_sessions(&a->point, j) > 0;
        line = used ? j : line;
        n += used;
    }
    return n == 1 ? line : -1;
}

static int32_t partner_of(const struct anneal *a, int32_t j)
{
    const struct appui_problem *problem = a->point.problem;
    return problem->basin->experts[problem->jobs[j].expert].partner;
}

/* A job that a partner has for a need, drawn; or -1. */
static int32_t draw_of_partner(struct anneal *a, int32_t need, int32_t partner)
{
    int32_t from = a->point.first_job[need], n = a->point.first_job[need + 1] - from;
    int32_t first = draw(a, n);
    for (int32_t i = 0; i < n; i++) {
        int32_t j = a->point.jobs[from + (first + i) % n];
        if (partner_of(a, j) == partner) {
            return j;
        }
    }
    return -1;
}

#define ROUND_MOST 3

/* Needs exchange their partners in a round of two, or three. */
static void exchange(struct anneal *a, int32_t n)
{
    int32_t need[ROUND_MOST], line[ROUND_MOST], next[ROUND_MOST];
    for (int32_t k = 0; k < n; k++) {
        need[k] = draw_need(a);
        line[k] = only_line(a, need[k]);
        if (line[k] < 0) {
            return;
        }
    }
    for (int32_t k = 0; k < n; k++) {
        int32_t other = (k + 1) % n;
        next[k] = draw_of_partner(a, need[k], partner_of(a, line[other]));
        if (next[k] < 0 || need[k] == need[other]) {
            return;
        }
    }
    for (int32_t k = 0; k < n; k++) {
        int32_t sessions = clear_need(a, need[k]);
        give(a, next[k], wanted(a, sessions));
    }
}

static void move(struct anneal *a)
{
    static void (*const alone[])(struct anneal *) = {reassign, reassign, reassign, share, shift};
    int32_t kind = draw(a, 8), n_alone = (int32_t)(sizeof alone / sizeof *alone);
    a->n_changes = 0;
    if (kind < n_alone) {
        alone[kind](a);
    } else {
        exchange(a, kind == n_alone ? 3 : 2);
    }
}

/* ---- one round ---- */

static int64_t usual_difference(const struct appui_lively *point)
{
    wide sum = 0;
    for (int32_t i = 0; i < point->n_needs; i++) {
        int64_t low = INT64_MAX, high = INT64_MIN;
        int32_t need = point->needs[i];
        for (int32_t k = point->first_job[need]; k < point->first_job[need + 1]; k++) {
            int32_t j = point->jobs[k], use = point->joint->use[j];
            int64_t value = point->worth[point->joint->days[j]] * point->joint->most[j] +
                            (use >= 0 ? point->worth[use] : 0);
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        sum += high - low;
    }
    wide mean = sum * APPUI_LIVELY_PARTS / point->n_needs;
    mean = mean < USUAL_MOST ? mean : USUAL_MOST;
    return mean > APPUI_LIVELY_PARTS ? (int64_t)mean : APPUI_LIVELY_PARTS;
}

static void keep_best(struct anneal *a)
{
    if (a->point.broken == 0 && a->point.value > a->best) {
        a->best = a->point.value;
        a->has_best = true;
        memcpy(a->best_x, a->point.x, (size_t)a->point.program->n_columns * sizeof *a->best_x);
    }
}

/* Makes a move, and takes it back where it costs more than a drawn threshold. */
static void step(struct anneal *a, int64_t threshold)
{
    struct appui_lively *point = &a->point;
    int64_t value = point->value, broken = point->broken;
    move(a);
    wide gain = (wide)(point->value - value) * APPUI_LIVELY_PARTS -
                (wide)(point->broken - broken) * PRICE * a->usual / APPUI_LIVELY_PARTS;
    if (gain < -((wide)threshold * drawn[draw(a, 16)] / APPUI_LIVELY_PARTS)) {
        undo(a);
    }
    keep_best(a);
}

/* True when the time of the run, or of the program at hand, is over. */
static bool is_over(const struct anneal *a)
{
    double deadline_s = a->search->deadline_s;
    return appui_clock_over(a->search->clock) ||
           (deadline_s > 0 && appui_clock_now() >= deadline_s);
}

/* @param first_step  thresholds begin where they are after so many steps */
static void descend(struct anneal *a, int64_t n_moves, int32_t first_step, int64_t target)
{
    int64_t threshold = a->usual / FIRST_PART, each = n_moves / STEPS + 1;
    for (int32_t k = 0; k < STEPS && a->best < target; k++) {
        for (int64_t i = 0; k >= first_step && i < each && a->best < target; i++) {
            if (i % ASK_CLOCK == 0 && is_over(a)) {
                return;
            }
            step(a, threshold);
        }
        threshold -= (threshold + FALL - 1) / FALL;
    }
}

/* ---- judging ---- */

static void leave_out_refused(struct anneal *a)
{
    const struct appui_gate *gate = a->search->gate;
    for (int32_t i = 0; i < gate->n_members; i++) {
        a->from[a->point.joint->days[gate->members[i]]] = 0;
    }
}

/* Takes the best point when it finds slots; else learns what it can from it, and bars the line that
 * failed most where it is not known which lines are to blame. */
static enum appui_placed judge_best(struct anneal *a)
{
    struct appui_search *search = a->search;
    size_t size = (size_t)a->point.program->n_columns * sizeof *a->best_x;
    appui_lively_pay(&a->point, a->best_x);
    int64_t value = appui_program_value(a->point.program, a->best_x);
    int64_t known = appui_program_value(a->point.program, search->x);
    bool better = a->point.program->maximise ? value > known : value < known;
    if (!better || appui_program_violation(a->point.program, a->best_x) >= 0) {
        return APPUI_PLACE_UNKNOWN;
    }
    enum appui_placed placed = appui_search_judge(search, a->best_x, true), more = placed;
    if (placed == APPUI_PLACED) {
        memcpy(search->x, a->best_x, size);
        appui_search_keep(search);
        return placed;
    }
    memcpy(a->from, a->best_x, size);
    for (int32_t k = 0; more == APPUI_NOT_PLACEABLE && k < CUTS_AT_ONCE; k++) {
        leave_out_refused(a);
        more = appui_search_judge(search, a->from, true);
    }
    if (placed == APPUI_PLACE_UNKNOWN) {
        a->barred[search->gate->placer.worst] = 1;
    }
    memcpy(a->from, a->best_x, size);
    return more == APPUI_PLACE_FAULT ? more : placed;
}

/* ---- rounds ---- */

/* Makes room for the program with its cuts, whose columns follow from the point. */
static int prepare(struct anneal *a)
{
    struct appui_search *search = a->search;
    const struct appui_program *program = &search->joint->program;
    if (appui_search_add_cuts(search) < 0 ||
        appui_grow(&a->from, &a->from_capacity, (int64_t)program->n_columns + 1, sizeof *a->from) <
            0 ||
        appui_grow(&a->best_x, &a->best_capacity, (int64_t)program->n_columns + 1,
                   sizeof *a->best_x) < 0) {
        return -1;
    }
    if (search->gate) {
        appui_cuts_point(&search->gate->cuts, search->gate->days, a->from);
    }
    return appui_lively_open(&a->point, search, a->from, a->barred);
}

/* One round. @return APPUI_PLACED when search->x has moved; APPUI_PLACE_UNKNOWN also when nothing
 * better was found */
static enum appui_placed run_round(struct anneal *a, int32_t round, int64_t target)
{
    struct appui_lively *point = &a->point;
    enum appui_placed placed = APPUI_PLACE_FAULT;
    if (prepare(a) == 0) {
        bool aimed = target != INT64_MIN && target != INT64_MAX;
        int64_t enough = aimed ? point->sign * target / point->unit : INT64_MAX;
        int64_t n_moves = (int64_t)MOVES * point->first_job[point->problem->basin->n_needs];
        placed = APPUI_PLACE_UNKNOWN;
        a->best = point->sign * appui_program_value(point->program, a->search->x) / point->unit;
        a->has_best = false;
        if (point->n_needs > 0) {
            a->usual = usual_difference(point);
            descend(a, round > 0 ? n_moves / LATER_PART : n_moves, round > 0 ? STEPS / 2 : 0,
                    enough);
            placed = a->has_best ? judge_best(a) : placed;
        }
    }
    appui_lively_release(point);
    return placed;
}

enum appui_solve_code appui_anneal(struct appui_search *search, int64_t target)
{
    struct anneal a = {.search = search};
    const struct appui_program *program = &search->joint->program;
    int32_t n_rows = program->n_rows, n_columns = program->n_columns;
    bool alone = !search->gate || search->gate->cuts.n_in == 0;
    enum appui_placed placed = APPUI_PLACE_FAULT;
    a.random = appui_random_of_seed((search->clock->options->seed << 20) + search->n_improved++);
    a.barred = appui_calloc((size_t)search->joint->problem->n_jobs + 1, 1);
    if (a.barred &&
        appui_grow(&a.from, &a.from_capacity, (int64_t)n_columns + 1, sizeof *a.from) == 0) {
        memcpy(a.from, search->x, (size_t)n_columns * sizeof *a.from);
        placed = APPUI_NOT_PLACEABLE;
    }
    bool again = true;
    for (int32_t round = 0; again && placed != APPUI_PLACE_FAULT && round < ROUNDS; round++) {
        placed = run_round(&a, round, target);
        again = placed != APPUI_PLACED && a.has_best && !is_over(&a);
    }
    if (alone) {
        appui_search_drop_cuts(search, n_rows, n_columns);
    }
    appui_free(a.from);
    appui_free(a.best_x);
    appui_free(a.barred);
    return placed == APPUI_PLACE_FAULT ? APPUI_SOLVE_NO_MEMORY : APPUI_SOLVE_OK;
}
