/*
 * Inside the joint model: one builder per rule family. Each adds its columns and rows to
 * joint->program.
 */
#ifndef APPUI_SOLVER_JOINT_ROWS_H
#define APPUI_SOLVER_JOINT_ROWS_H

#include "solver/joint.h"

/** R3, R4: lines, their days, experts per need. */
void appui_joint_rows_lines(struct appui_joint *joint);

/** R6: days_max and projects_max of experts. */
int appui_joint_rows_experts(struct appui_joint *joint);

/** R5: pledge periods with earmarks and overruns by what is agreed. */
int appui_joint_rows_pledges(struct appui_joint *joint);

/** R7, R8, R9: sessions add up, one at a time per expert and firm, per week. */
int appui_joint_rows_calendar(struct appui_joint *joint);

/** R10: needs in sequence. */
int appui_joint_rows_order(struct appui_joint *joint);

/** R13, R11: meetings, and what they leave to the sessions of dossiers that wait. */
int appui_joint_rows_committees(struct appui_joint *joint);

/** Costs of the tiers that speak of meetings; the others have none here. */
void appui_joint_aim_committees(struct appui_joint *joint, enum appui_tier tier);

/** Sets the columns of meetings at a point whose columns were all 0. */
void appui_joint_point_committees(const struct appui_joint *joint,
                                  const struct appui_solution *solution, int64_t *x);

/** What a point decides of meetings. */
void appui_joint_committees(const struct appui_joint *joint, const int64_t *x,
                            struct appui_solution *solution);

/** Sets the columns of one job of a point whose columns were all 0, but for its starts and parts.
 */
void appui_joint_point_job(const struct appui_joint *joint, int32_t j, int32_t half_days,
                           int64_t *x);

/** Fills overrun columns and flows of a point whose other columns are set. */
void appui_joint_point_pledges(const struct appui_joint *joint, int64_t *x);

/** Fills the order columns of a point whose starts are set. */
void appui_joint_point_order(const struct appui_joint *joint, int64_t *x);

#endif
