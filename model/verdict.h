/*
 * Verdict: what the parts of check share: the plan under judgement, what stands, and sums over its
 * lines. Internal to model/check*.c. Each part looks at one family of rules and reports every
 * breach it finds.
 */
#ifndef APPUI_MODEL_VERDICT_H
#define APPUI_MODEL_VERDICT_H

#include <stdbool.h>
#include <stdint.h>

#include "model/days.h"
#include "model/plan.h"
#include "model/pointer.h"
#include "model/rules.h"

struct appui_verdict {
    const struct appui_basin *basin;
    const struct appui_plan *plan;
    struct appui_standing *standing; /**< check's own */
    struct appui_rules rules;
    struct appui_faults *faults;
    struct appui_arena arena; /**< scratch of one check */
    int64_t *need_new;        /**< [n_needs] served half-days of proposed lines */
    int64_t *line_placed; /**< [n_lines of the basin] half-days newly dated for an agreed line */
    int32_t *line_repeat; /**< [n_lines of the basin] first plan line that repeats it, or -1 */
    int32_t
        *by_need; /**< [n_lines of the plan] proposed plan lines by need, then expert, then place */
    int32_t *by_expert; /**< the same lines by expert, then need, then place */
    int32_t n_proposed;
    appui_day *chosen; /**< [n_projects] the plan's date of each that waits for its committee */
};

/** Ends the arguments of appui_faults_add. */
#define APPUI_END ((const char *)NULL)

/** Writes a date of a plan, which may lie beyond every calendar (then "?"), and returns text. */
char *appui_date_text(appui_day day, char text[APPUI_DATE_TEXT]);

/** Ids of a plan line. */
const char *appui_verdict_need(const struct appui_verdict *verdict,
                               const struct appui_plan_line *line);
const char *appui_verdict_expert(const struct appui_verdict *verdict,
                                 const struct appui_plan_line *line);

/** Writes the pointer to a partner's figures in the plan file, and returns text. */
char *appui_verdict_partner(const struct appui_verdict *verdict, int32_t partner,
                            char text[APPUI_POINTER_TEXT]);

/** True when the plan line is agreed and repeats an agreed line of the basin. */
bool appui_verdict_repeats(const struct appui_verdict *verdict, const struct appui_plan_line *line);

/** True when a session of the line is dated by this plan. */
bool appui_verdict_fresh(const struct appui_verdict *verdict, const struct appui_plan_line *line,
                         int32_t session);

/** True when the day lies inside the horizon, so that it has slots. */
bool appui_verdict_inside(const struct appui_verdict *verdict, appui_day day);

/** Half-days that an agreed line of the basin still has to place after this plan, at least 0. */
int64_t appui_verdict_unplaced(const struct appui_verdict *verdict, int32_t basin_line);

/* The parts of check. Those that allocate return 0, or -1 when memory fails. */

/** Order of lines, duplicates, status, R1, R2 of proposed lines. */
void appui_check_lines(struct appui_verdict *verdict);
/** R3, R4 and R6 of needs, pairs and experts that get something new. */
void appui_check_limits(struct appui_verdict *verdict);
/** R12: agreed lines are repeated, their sessions kept, new ones only where something is to be
 * placed. */
void appui_check_agreed(struct appui_verdict *verdict);
/** Changes are those of the agreed sessions that could not stay. */
int appui_check_changes(struct appui_verdict *verdict);
/** R7 and R11 of every session that the plan dates. */
void appui_check_sessions(struct appui_verdict *verdict);
/** R13: meetings, their agendas, who is present. */
void appui_check_committees(struct appui_verdict *verdict);
/** The order of agendas: nobody leaves the room more often than need be. */
int appui_check_agendas(struct appui_verdict *verdict);
/** R14: mandataires, and the follow-up reviews. */
int appui_check_mandates(struct appui_verdict *verdict);
/** Changes against the plan before, and what is left open of whole projects. */
int appui_check_revisions(struct appui_verdict *verdict);
/** R8, R9, R10 between sessions of which at least one is new. */
int appui_check_order(struct appui_verdict *verdict);
/** What is said of the dates on which a project is not examined. */
void appui_check_missed(struct appui_verdict *verdict);
/** True when cause, members absent and members mending are right of one date on which a project is
 * not examined; project -1: on which no meeting is held. */
bool appui_check_missed_date(const struct appui_verdict *verdict, int32_t project,
                             const struct appui_missed_date *missed);
/** Meetings that the plan lacks of count.min, and what is said of the dates without one. */
void appui_check_meeting_holes(struct appui_verdict *verdict);
/** R5 in every pledge period that holds something proposed. */
int appui_check_budget(struct appui_verdict *verdict);
/** Holes and partial needs. */
int appui_check_holes(struct appui_verdict *verdict);
/** Reasons of a hole that stand there twice. */
void appui_check_repeats(struct appui_verdict *verdict);
int appui_check_reasons(struct appui_verdict *verdict);
/** Partners' and plan's figures, tiers and status. */
int appui_check_figures(struct appui_verdict *verdict);
/** The strand of repayable advances, which no other part knows of. */
int appui_check_advances(struct appui_verdict *verdict);
int appui_check_tiers(struct appui_verdict *verdict, const struct appui_partner_figures *partners);

#endif
