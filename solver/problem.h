/*
 * Problem: a basin compiled into jobs and starts, the sparse index form that every formulation
 * reads.
 *
 * A job is something whose half-days are to be decided: a proposal (an eligible pair of expert and
 * need) or agreed half-days of one line that have no session and are to be placed anew. A start is
 * a slot in which a session of a job may begin. Memory grows with eligible pairs and their common
 * slots, never with experts x needs x slots.
 */
#ifndef APPUI_SOLVER_PROBLEM_H
#define APPUI_SOLVER_PROBLEM_H

#include <stdbool.h>
#include <stdint.h>

#include "model/rules.h"
#include "model/standing.h"

struct appui_job {
    int32_t need, expert;
    int32_t line;       /**< agreed line of the basin, or -1 for a proposal */
    int32_t session;    /**< half-days of one session: 1 or 2 */
    int32_t low, high;  /**< half-days: of a proposal that is used; of an agreed job 0..high */
    int32_t first_part; /**< into problem->parts, without calendar */
    int32_t n_parts;
    int32_t first_start, n_starts;
    int32_t served_by_use; /**< with an estimate: served half-days when used; else 0 and every
                              half-day serves one */
    int32_t fit;           /**< millionths */
    bool top_up;           /**< the expert already stands on the need: no further expert (R4) */
    bool estimate;         /**< exempt from the need's bounds (R3) */
};

/** A pledge period of a limited partner, or the dates outside all of them (pledge -1, limit 0). */
struct appui_period {
    int32_t partner, pledge;
    int32_t general;  /**< half-days left for anyone: pledged - earmarked - delivered, at least 0;
                         before standing sessions */
    int32_t total;    /**< pledged - delivered; may be negative */
    int32_t standing; /**< half-days of sessions that stay in it */
};

/** A project that waits for its committee, and the dates on which it may be examined. */
struct appui_dossier {
    int32_t project;
    int32_t first_choice, n_choices; /**< into problem->choices */
};

/** What the committee leaves to the sessions of a dossier (R11), in slots. */
struct appui_examined {
    int32_t support_from; /**< support sessions begin here or later */
    int32_t diagnosed_to; /**< diagnostic sessions end before this */
};

/** What is given to a placement beside half-days. */
struct appui_given {
    const struct appui_examined *examined; /**< [n_dossiers], or NULL: no committee binds */
    const uint8_t *kept; /**< [n_starts] 1: a session begins here; or NULL: none must */
};

struct appui_solution;

struct appui_problem {
    struct appui_arena arena;
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    struct appui_rules rules;
    bool calendar;
    bool lines_fixed; /**< every job is used with exactly its half-days: placement alone is left */
    int32_t n_jobs, n_starts, n_periods, n_parts;
    struct appui_job *jobs; /**< by need, then expert; agreed jobs of a need before its proposals */
    int32_t *starts;        /**< [n_starts] slots, ascending within a job */
    int32_t *start_job;     /**< [n_starts] */
    uint8_t *start_kept;    /**< [n_starts] of a problem with lines fixed: 1 where a session must
                               begin; else NULL */
    int32_t *start_origin;  /**< [n_starts] of a problem with lines fixed: starts of the one it came
                               from; else NULL */
    int32_t *start_period;  /**< [n_starts] index into periods, or -1 for a partner without limit */
    struct appui_period *periods;   /**< by partner, then date; the outside period last */
    int32_t *partner_period;        /**< [n_partners] first period of the partner, or -1 */
    int32_t *parts;                 /**< [n_parts] period of each part of a job (no calendar) */
    int32_t *need_job;              /**< [n_needs + 1] first job of each need */
    int64_t *need_weight;           /**< [n_needs] w_n in millionths */
    bool committees;                /**< dates of meetings are to be chosen */
    int32_t n_dossiers;             /**< 0 without calendar */
    struct appui_dossier *dossiers; /**< [n_dossiers] by project */
    int32_t *choices;               /**< indices into standing->dates, ascending within a dossier */
    int32_t *project_dossier;       /**< [n_projects] or -1 */
};

/**
 * Compiles a basin: drops pairs that model/rules forbids, starts that no session can use.
 * @param problem  zeroed storage, released in every case
 * @return 0, or -1 when memory fails
 */
int appui_problem_build(const struct appui_basin *basin, const struct appui_standing *standing,
                        bool calendar, struct appui_problem *problem);

/**
 * Keeps only what a solution chose: jobs it uses, with their half-days fixed, and all their starts
 * that its committee dates leave. Which dates, is then decided.
 * For the tiers that place sessions with lines fixed.
 * @param half_days  [n_jobs of `from`]
 * @param given      of `from`
 * @param origin     [n_jobs of `problem`] written: job of `from`; storage in problem's arena
 */
int appui_problem_fix_lines(const struct appui_problem *from, const int32_t *half_days,
                            const struct appui_given *given, struct appui_problem *problem,
                            int32_t **origin);

/** True when what the committee leaves to the dossiers, or NULL, admits a session at the start. */
bool appui_problem_admits(const struct appui_problem *problem,
                          const struct appui_examined *examined, int32_t start);

/** Day of a choice. */
appui_day appui_problem_choice_day(const struct appui_problem *problem, int32_t choice);

/** What a solution's choices leave. @param examined  written: [n_dossiers] in the arena
 * @return 0, or -1 when memory fails */
int appui_problem_examined(const struct appui_problem *problem,
                           const struct appui_solution *solution, struct appui_arena *arena,
                           struct appui_examined **examined);

/** What a choice leaves to its dossier's sessions; of -1, not examined. */
struct appui_examined appui_problem_examine(const struct appui_problem *problem, int32_t choice);

void appui_problem_release(struct appui_problem *problem);

/** Day of a start. */
appui_day appui_problem_day(const struct appui_problem *problem, int32_t start);

/** The session that begins at a start. */
struct appui_date_half appui_problem_session(const struct appui_problem *problem, int32_t start);

/** The proposal of a pair, or -1. */
int32_t appui_problem_find(const struct appui_problem *problem, int32_t need, int32_t expert);

/** What a solution decides, in terms of the problem alone. Plain arrays in the caller's arena. */
struct appui_solution {
    int32_t *half_days; /**< [n_jobs]; agreed jobs: half-days placed */
    uint8_t *chosen;    /**< [n_starts] 1 where a session begins (calendar) */
    int32_t *part;      /**< [n_parts] half-days of each part (no calendar) */
    int32_t *choice;    /**< [n_dossiers] of problem->choices, -1: not examined */
    uint8_t *held;      /**< [standing->dates.n] 1 where the committee meets */
};

/** An all-zero solution. @return 0, or -1 when memory fails. */
int appui_solution_new(const struct appui_problem *problem, struct appui_arena *arena,
                       struct appui_solution *solution);

/** Copies the committee dates alone. */
void appui_solution_copy_dates(const struct appui_problem *problem,
                               const struct appui_solution *from, struct appui_solution *to);

void appui_solution_copy(const struct appui_problem *problem, const struct appui_solution *from,
                         struct appui_solution *to);

#endif
