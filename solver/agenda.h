/*
 * Agenda: a solution under construction, with what every expert, firm and pledge period has left.
 * Jobs enter and leave it one at a time, each with the earliest sessions that are free for both.
 * Earmarked days are left alone, so what it holds is legal but perhaps not all that is possible.
 */
#ifndef APPUI_SOLVER_AGENDA_H
#define APPUI_SOLVER_AGENDA_H

#include "solver/problem.h"

struct appui_agenda {
    const struct appui_problem *problem;
    struct appui_solution *solution;                /**< borrowed */
    struct appui_given given;                       /**< borrowed */
    struct appui_slots *expert_kept, *project_kept; /**< slots that sessions given will take */
    bool keeps_pledges; /**< agreed half-days find no slots beyond a pledge either */
    struct appui_arena arena;
    struct appui_slots *expert_busy, *project_busy; /**< by this solution; starts avoid what stands
                                                       already */
    int32_t *expert_left;   /**< [n_experts] half-days left of days_max, or INT32_MAX */
    int32_t *projects_left; /**< [n_experts] further projects allowed, or INT32_MAX */
    int32_t *period_left;   /**< [n_periods] */
    appui_day first_monday; /**< of the weeks counted */
    int32_t *week;          /**< sessions of a need begun in a week, those that stay included */
    int32_t *need_week; /**< [n_needs] first week of a need in `week`; -1 where R9 sets no limit */
    int32_t *chosen;    /**< scratch: starts of the job being tried */
    int32_t n_chosen;
    int32_t *part; /**< scratch: [n_parts] half-days of the job's parts, without calendar */
};

/** Opens an agenda whose problem and solution are set, as if the solution were empty.
 * @return 0, or -1 when memory fails; release its arena in every case */
int appui_agenda_open(struct appui_agenda *g);

/** Reserves the slots of a job's given sessions for it (on), or frees them again. */
void appui_agenda_reserve(struct appui_agenda *g, int32_t j, bool on);

/** Finds up to `most` half-days for a job, earliest first, into g->chosen: those given among them,
 * 0 when one of these cannot be. @return half-days found */
int32_t appui_agenda_try(struct appui_agenda *g, int32_t j, int32_t most);

/** Enters what was tried last for the job. @param dated  half-days found; 0: nothing is entered */
void appui_agenda_take(struct appui_agenda *g, int32_t j, int32_t dated);

/** Takes a job out again; legal for one that is not in. */
void appui_agenda_give_back(struct appui_agenda *g, int32_t j);

/** Enters (sign 1) or takes back (sign -1) what the solution holds of a job. */
void appui_agenda_book(struct appui_agenda *g, int32_t j, int32_t sign);

/** True when the job's expert works for its project already, by what stands or by this solution. */
bool appui_agenda_knows_project(const struct appui_agenda *g, const struct appui_job *job);

/** First (or last) slot in which a session of the need begins, or `none`. */
int32_t appui_agenda_edge(const struct appui_agenda *g, int32_t need, bool last, int32_t none);

#endif
