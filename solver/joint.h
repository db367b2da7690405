/*
 * Joint: the exact model of a plan on half-day slots, one binary per job and start. The reference
 * of appui.
 *
 * Sets      J jobs (proposals P, agreed A), T_j starts of job j, N needs, E experts, R pledge
 * periods Columns   x_j  in {0,1}    proposal j is used (a line)                        j in P d_j
 * integer     sessions of job j                                  j in J u_n  in {0,1}    need n
 * gets new days, where that is not one x_j    n in N k_eq in {0,1}    expert e works for project q,
 * where not one x_j y_jt in {0,1}    a session of job j begins in slot t                j in J, t
 * in T_j h_jr integer     sessions of job j in period r (without calendar) f_rmk integer half-days
 * of period r, of earmark class m, carried by earmark k o_r, z_r         overrun of period r by
 * agreed half-days, and whether there is one s_mnt in [0,1]   need m is finished before slot t, so
 * that n may begin (R10) Rows      named R2 ... R10 after the rules of docs/model.md; tier.* hold
 * earlier tiers at their value.
 */
#ifndef APPUI_SOLVER_JOINT_H
#define APPUI_SOLVER_JOINT_H

#include <stdbool.h>
#include <stdint.h>

#include "solver/problem.h"
#include "solver/program.h"
#include "solver/solve.h"

/** Half-days that may draw on the same earmarks of a period: `mask` has bit k for earmark k. */
struct appui_joint_class {
    int32_t period;
    uint64_t mask;
    int32_t standing;            /**< half-days of sessions that stay */
    int32_t first_draw, n_draws; /**< into joint->draws */
    int32_t
        first_flow; /**< columns f, one per earmark in the mask, ascending; -1 without earmarks */
};

/** A column whose unit takes `half_days` from a pledge period. */
struct appui_joint_draw {
    int32_t period;
    uint64_t mask;
    int32_t column, half_days;
    bool agreed;
};

/** Columns of one pledge period that may be overrun by what is agreed. */
struct appui_joint_period {
    int32_t overrun, over; /**< columns o_r and z_r, or -1 */
    int32_t agreed;        /**< most half-days that agreed jobs may place in it */
    int32_t first_class, n_classes;
};

/** Columns of one link "m before n" of R10. */
struct appui_joint_order {
    int32_t before, after;    /**< needs m, n */
    int32_t first_slot_index; /**< into joint->order_slots */
    int32_t n_slots;
    int32_t first_column; /**< columns s_mnt, one per slot */
};

struct appui_joint {
    struct appui_arena arena;
    const struct appui_problem *problem;
    struct appui_program program;
    const char **need_label, **expert_label; /**< names in columns: index and id in [A-Za-z0-9_] */
    int32_t *use;                            /**< [n_jobs] x_j, or -1 for agreed jobs */
    int32_t *days;                           /**< [n_jobs] d_j */
    int32_t *start;                          /**< [n_starts] y_jt */
    int32_t *part;                           /**< [n_parts] h_jr */
    int32_t *need_used;                      /**< [n_needs] u_n, or -1 */
    int32_t *job_project;               /**< [n_jobs] k_eq, or -1 where the job's own x_j serves */
    struct appui_joint_period *periods; /**< [n_periods of the problem] */
    int32_t *least_row, *most_row;      /**< [n_jobs] R3 of a proposal, or -1 */
    int32_t *least, *most;              /**< [n_jobs] sessions of a proposal that is used */
    int32_t *sum_row;                   /**< [n_jobs] R7_sum, or -1 */
    int32_t *project_row;               /**< [n_jobs] R6_project, or -1 */
    int32_t *expert_days_row;           /**< [n_experts] R6_days, or -1 */
    int32_t *expert_projects_row;       /**< [n_experts] R6_projects, or -1 */
    int32_t *period_total_row;          /**< [n_periods] R5_total, or -1 */
    int32_t n_orders, n_order_slots, n_classes, n_draws;
    struct appui_joint_order *orders;
    int32_t *order_slots;
    int32_t *examined;   /**< [choices of the problem] e_qc, where committees are chosen */
    int32_t *unexamined; /**< [n_dossiers] e_q */
    int32_t *held;       /**< [dates] m_c */
    int32_t few, met, longest;
    struct appui_joint_class *classes; /**< by period, then mask */
    struct appui_joint_draw *draws;    /**< by period, mask, column */
};

/**
 * Builds columns and rows R3-R10. Require rules (R2) are not in it: see appui_joint_require.
 * @param joint  zeroed storage, released in every case
 * @return 0, or -1 when memory fails
 */
int appui_joint_build(const struct appui_problem *problem, struct appui_joint *joint);

/** Branching priorities: levels of equity before lines and days, those before the slots of
 * sessions. */
enum { APPUI_BRANCH_LINES = 1, APPUI_BRANCH_LEVELS = 2 };

/** What a require rule asks of the joint program, instead of a job. */
enum { APPUI_REQUIRE_MET = -1, APPUI_REQUIRE_IMPOSSIBLE = -2 };

/** The proposal a require rule asks for; MET when what is agreed meets it, IMPOSSIBLE when rules
 * forbid the pair. */
int32_t appui_joint_required_job(const struct appui_joint *joint, int32_t rule);

/** R2: makes every require rule that has a job a bound of the program. */
void appui_joint_require(struct appui_joint *joint);

void appui_joint_release(struct appui_joint *joint);

/** Sets direction and costs for a tier that is linear in the columns: all but equity, stability and
 * promptness. */
void appui_joint_aim(struct appui_joint *joint, enum appui_tier tier);

/** Adds the row that holds one of those tiers at least as good as `value` (1 / appui_tier_scale
 * units); aims at it on the way. */
void appui_joint_hold(struct appui_joint *joint, enum appui_tier tier, int64_t value);

/** Sets the costs to the number of meetings, minimised. @return false without committees */
bool appui_joint_aim_meetings(struct appui_joint *joint);

/** Sets the costs to the overrun of pledge periods, minimised. @return false when no period can be
 * overrun. */
bool appui_joint_aim_overrun(struct appui_joint *joint);

/** Adds a row that holds what the program aims at: at least (maximised) or at most `value`. */
void appui_joint_hold_aim(struct appui_joint *joint, int64_t value);

/**
 * The point of a solution: every column from what the solution decides. The flows of earmarks are
 * filled greedily, so the point may violate a row although the solution is legal: ask
 * appui_program_violation.
 * @param x  [n_columns], written
 */
void appui_joint_point(const struct appui_joint *joint, const struct appui_solution *solution,
                       int64_t *x);

/** What a point decides. */
void appui_joint_solution(const struct appui_joint *joint, const int64_t *x,
                          struct appui_solution *solution);

#endif
