/*
 * Search: one integer program after the other on one joint model, each starting from the best point
 * so far.
 */
#ifndef APPUI_SOLVER_SEARCH_H
#define APPUI_SOLVER_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "solver/joint.h"
#include "solver/placed.h"
#include "solver/solve.h"

struct appui_gate;

/** Time, Ctrl-C and what came of them; shared by every search of a run. */
struct appui_clock {
    const struct appui_solve_options *options;
    double deadline_s;  /**< on the monotonic clock; INFINITY: none */
    bool limit_reached; /**< some program was left unproved by a limit or a stop */
    bool interrupted;   /**< options->stop said so */
    char reason[200];   /**< the linear solver's words after a fault */
};

/** Seconds on the monotonic clock. */
double appui_clock_now(void);

void appui_clock_start(struct appui_clock *clock, const struct appui_solve_options *options);

/** Seconds until the deadline: 0 at least, INFINITY without limit. */
double appui_clock_left(const struct appui_clock *clock);

/** True when there is no use in starting another program. */
bool appui_clock_over(struct appui_clock *clock);

/** Multipliers of rows that prove a bound: of the program's own, then of its cuts. */
struct appui_multipliers {
    int32_t n, n_own, capacity;
    double *row; /**< [n] of gains in units of the objective, maximised; heap */
};

/** Tiers before that are remembered at most. */
#define APPUI_HINDSIGHTS_MAX 2

struct appui_search {
    struct appui_clock *clock;
    struct appui_joint *joint;
    int64_t *x; /**< [joint->program.n_columns] the best point, heap */
    int32_t x_capacity;
    bool has_point;
    enum appui_tier tier; /**< told to progress */
    int32_t level;
    double scale; /**< program units of one file unit, for progress */
    struct appui_gate
        *gate;           /**< judges points of the days relaxation; NULL: every point is a plan */
    int32_t *column_job; /**< [n_job_columns] job whose column it is, or -1; heap */
    int32_t n_job_columns;
    int32_t *column_project; /**< [n_project_columns] project whose column of no job it is, or -1;
                                heap */
    int32_t n_project_columns, project_columns_capacity;
    double deadline_s;         /**< of the program at hand, 0: the clock's */
    int64_t n_closed;          /**< nodes closed over their plans so far */
    int64_t n_closed_levelled; /**< of these, where equity says what totals of partners may be */
    int64_t n_closed_before;   /**< of these, over plans that a tier before left */
    bool levelled;             /**< totals of partners are held as equity found them */
    int64_t n_recast;          /**< neighbourhoods of whole partners priced so far */
    const int64_t *ahead; /**< [n_ahead] costs that heuristics lower where the value stays the same:
                             what the next tier asks for; or NULL */
    int32_t n_ahead;
    const int32_t *ceilings; /**< [n_partners] half-days of proposals that heuristics bring partners
                                down to, or NULL */
    int32_t n_own_rows;      /**< of the program: those after it are cuts */
    struct appui_multipliers best; /**< of the program searched last */
    int32_t n_hindsights;
    struct appui_multipliers hindsights[APPUI_HINDSIGHTS_MAX]; /**< of tiers before, with the rows
                                                                  that hold them */
    uint64_t n_improved; /**< heuristic searches so far: each has its own draws */
};

/** What one program came to. */
struct appui_found {
    bool proved; /**< optimal, or infeasible, without doubt */
    bool infeasible;
    bool has_point; /**< search->x is this program's best point, with `value` */
    int64_t value;
    bool has_bound;
    int64_t bound; /**< rounded to the integers on the safe side */
};

/** Makes room for every column of the program in x; new columns are 0. @return 0, or -1 when memory
 * fails. */
int appui_search_reserve(struct appui_search *search);

/** Notes which columns belong to jobs; once, after the program of the joint model is built.
 * @return 0, or -1 when memory fails */
int appui_search_note_jobs(struct appui_search *search);

/** Notes that a column of no job speaks of one project alone. @return 0, or -1 when memory fails */
int appui_search_note_project(struct appui_search *search, int32_t column, int32_t project);

/** Appends the cuts learned since to the program, and their columns to x; @return 0, or -1 when
 * memory fails */
int appui_search_add_cuts(struct appui_search *search);

/** Takes all cuts off the program: back to its size without them. */
void appui_search_drop_cuts(struct appui_search *search, int32_t n_rows, int32_t n_columns);

/** Whether the lines of a point find slots; always so without a gate. @param quick  leave it
 * unknown where only a large exact model could tell */
enum appui_placed appui_search_judge(struct appui_search *search, const int64_t *x, bool quick);

/** Keeps the placement judged last as that of search->x. */
void appui_search_keep(struct appui_search *search);

/** Notes the multipliers of the best bound so far. @param multipliers  [n] of all rows, and a
 * factor for them. @return 0, or -1 when memory fails */
int appui_search_note_multipliers(struct appui_search *search, int32_t n, const double *multipliers,
                                  double factor);

/** Remembers those multipliers for the tiers to come, after the program's newest row has come to
 * hold what the tier came to. @return 0, or -1 when memory fails */
int appui_search_keep_hindsight(struct appui_search *search);

/** What an earlier tier's bound gives for a row of the program as it stands. */
double appui_search_hindsight(const struct appui_search *search, int32_t hindsight, int32_t row);

/**
 * Solves the joint program as it stands, starting from search->x when that is feasible (columns
 * added since the last step must have been set), and moves search->x to the point found.
 * @param share  part of the time left that this program may use, in (0, 1]
 * @param found  written
 * @return APPUI_SOLVE_OK, or an error with clock->reason
 */
enum appui_solve_code appui_search_step(struct appui_search *search, double share,
                                        struct appui_found *found);

/** The same, without moving x nor starting from it: asks whether any point exists. */
enum appui_solve_code appui_search_probe(struct appui_search *search, double share, int64_t **point,
                                         struct appui_found *found);

/** The same by the root's bound alone, for searches that price: *infeasible when that rules out
 * every point. */
enum appui_solve_code appui_search_rule_out(struct appui_search *search, bool *infeasible);

/** The bound of the linear relaxation alone, rounded to the integers on the safe side.
 * @param found  written: has_bound, bound, infeasible */
enum appui_solve_code appui_search_relax(struct appui_search *search, struct appui_found *found);

/** Tells progress, where somebody listens: the phase, the value at hand, and the bound where there
 * is one. Cheap; the listener decides how often it is shown. */
void appui_search_tell(const struct appui_search *search, const char *phase, bool has_bound,
                       int64_t bound);

/** Moves x to a point that a probe found, and keeps the placement found with it. */
void appui_search_move(struct appui_search *search, const int64_t *point);

/** True when programs are solved by branch and price: jobs are noted, and no column stands for a
 * slot. */
bool appui_search_prices(const struct appui_search *search);

void appui_search_release(struct appui_search *search);

#endif
