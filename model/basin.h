/*
 * A basin: one territory with its partners, experts and projects, validated and immutable.
 *
 * appui_basin_build is the only way to one. Objects refer to each other by index into the arrays
 * below, in file order; needs of all projects stand in one array. Days are integers counting
 * half-days. What the file left out carries its default of model.md, or APPUI_ABSENT where absence
 * means "no limit".
 */
#ifndef APPUI_MODEL_BASIN_H
#define APPUI_MODEL_BASIN_H

#include <stdbool.h>
#include <stdint.h>

#include "model/advances.h"
#include "model/date.h"
#include "model/draft.h"
#include "model/fault.h"
#include "model/slots.h"
#include "model/tiers.h"

/** Longest horizon: ten years. */
#define APPUI_HORIZON_DAYS_MAX 3660
/** Largest half-day count of any single figure. */
#define APPUI_HALF_DAYS_MAX 20000
/** Most earmarks of one pledge: the solver keeps sets of them in 64 bits. */
#define APPUI_EARMARKS_MAX 64
/** Deepest chain of `broader` skills. */
#define APPUI_BROADER_DEPTH_MAX 64

struct appui_skill {
    const char *id;
    const char *label_fr, *label_en; /**< never NULL: the other language's label, or the id */
    int32_t broader;                 /**< skill index, or -1 */
};

struct appui_earmark {
    int32_t half_days;
    appui_day to; /**< last day it may be used; the pledge's end at the latest */
    const char *purpose;
};

struct appui_pledge {
    appui_day from, to;
    int32_t half_days; /**< pledged, earmarks included */
    int32_t delivered; /**< half-days already delivered that no line lists */
    int32_t n_earmarks;
    struct appui_earmark *earmarks; /**< [n_earmarks] */
};

struct appui_mandate {
    const char *project; /**< id; may be of a project outside this file */
    appui_day from, to;
};

struct appui_partner {
    const char *id, *name; /**< name defaults to the id */
    enum appui_partner_kind kind;
    appui_day until;        /**< last day, or APPUI_ABSENT */
    int32_t day_rate_cents; /**< its own, else the basin's, or APPUI_ABSENT */
    bool limited;           /**< false: no pledges given, no limit, outside equity */
    int32_t n_pledges;
    struct appui_pledge *pledges; /**< [n_pledges] by date, never overlapping */
    int32_t n_mandates;
    struct appui_mandate *mandates; /**< [n_mandates] */
    int32_t mandates_max;           /**< or APPUI_ABSENT */
    int32_t n_absent;
    appui_day *absent; /**< [n_absent] days its committee member is away */
};

struct appui_level {
    int32_t skill, level; /**< level 1-5 */
};

struct appui_expert {
    const char *id, *role; /**< role defaults to the id */
    int32_t partner;
    int32_t n_levels;
    struct appui_level *levels; /**< [n_levels] as written */
    int32_t half_days_max;      /**< A_e over the horizon, or APPUI_ABSENT */
    int32_t projects_max;       /**< K_e, or APPUI_ABSENT */
    struct appui_slots free; /**< working slots it is available in, up to its partner's `until` */
};

struct appui_project {
    const char *id, *company, *sponsor; /**< company defaults to the id; sponsor may be NULL */
    appui_day ready;                    /**< default: horizon start */
    appui_day committee; /**< known committee date, or APPUI_ABSENT (always so when deferred) */
    int32_t mandataire;  /**< partner index, or -1 */
    int32_t jobs;        /**< default 0 */
    int32_t weight;      /**< thousandths */
    int32_t follow_up_months; /**< between reviews of its mandate; 0: none */
    enum appui_status status;
    int32_t n_excluded, n_conflicts, n_purposes;
    int32_t *excluded;       /**< [n_excluded] partner indices */
    int32_t *conflicts;      /**< [n_conflicts] partner indices; default: the excluded */
    const char **purposes;   /**< [n_purposes] */
    struct appui_slots free; /**< working slots the firm is available in */
    int32_t first_need, n_needs;
};

struct appui_need {
    const char *id;
    int32_t project, skill;
    int32_t level;
    int32_t half_days;                /**< D_n */
    int32_t half_days_min;            /**< L_n */
    int32_t experts_max;              /**< E_n */
    int32_t each_min, each_max;       /**< per expert, half-days */
    int32_t session;                  /**< half-days of one session: 1 or 2 */
    int32_t per_week;                 /**< sessions, or APPUI_ABSENT */
    appui_day from, to;               /**< as written, or APPUI_ABSENT */
    appui_day window_from, window_to; /**< clipped to [max(horizon start, as_of, ready), horizon
                                         end]; from > to: nothing left */
    int32_t n_after;
    int32_t *after; /**< [n_after] need indices that come before, transitively closed, ascending */
    enum appui_phase phase;
    int32_t weight; /**< thousandths */
    bool covered_elsewhere;
};

struct appui_committees {
    bool given;
    int32_t n_fixed, n_candidates, n_held;
    appui_day *fixed, *candidates; /**< ascending; not both */
    appui_day *held;               /**< [n_held] ascending: meetings that took place */
    int32_t count_min, count_max, capacity, quorum; /**< or APPUI_ABSENT */
    int32_t gap_days, lead_days;
    int32_t n_members, n_chairs;
    int32_t *members, *chairs; /**< partner indices */
};

/** What a year of twelve months should reach. Defaults: the programme's cahier des charges (S2):
 * about 15 dossiers examined, 12 approved, 75 jobs, 6 to 10 committees, two mandates a partner. */
struct appui_objectives {
    bool given; /**< some of them stand in the file; else all are S2's */
    int32_t examined, approved, jobs, committees_min, committees_max;
    int32_t mandates_per_partner; /**< held at a time, whatever the length of the period */
};

struct appui_estimate {
    int32_t need, expert;
    int32_t half_days; /**< t_en, or APPUI_ABSENT (then it is no estimate for R3 and R4) */
    int32_t fit;       /**< millionths, or APPUI_ABSENT */
};

struct appui_session {
    appui_day day;
    enum appui_half half;
    enum appui_session_state state;
};

struct appui_line {
    int32_t need, expert;
    int32_t half_days;
    enum appui_line_state state;
    int32_t n_sessions;
    struct appui_session *sessions; /**< [n_sessions] in file order */
};

/** A pair named by a `require` or `forbid` rule. */
struct appui_pair_rule {
    int32_t need, expert;
    bool from_option;
};

struct appui_basin {
    struct appui_arena arena; /**< owns everything below */
    const char *name, *timezone;
    appui_day as_of, horizon_start, horizon_end;
    appui_day meets_from; /**< first day on which the committee may still meet: as_of, or the day
                             after the last meeting held where that is later */
    enum appui_holidays holidays;
    int32_t n_closures;
    struct appui_range *closures;
    int32_t n_slots;            /**< 2 * days of the horizon */
    struct appui_slots working; /**< slots of working days */
    struct appui_tier_list tiers;
    int32_t mandate_factor, attendance_factor; /**< thousandths of a half-day */
    struct appui_objectives objectives;
    int32_t n_skills, n_partners, n_experts, n_projects, n_needs, n_estimates, n_lines, n_require,
        n_forbid;
    struct appui_skill *skills;
    struct appui_partner *partners;
    struct appui_expert *experts;
    struct appui_project *projects;
    struct appui_need *needs;
    struct appui_committees committees;
    struct appui_advances *advances;          /**< NULL: the basin has no such strand */
    struct appui_estimate *estimates;         /**< sorted by (need, expert) */
    struct appui_line *lines;                 /**< file order */
    struct appui_pair_rule *require, *forbid; /**< file order, options last */
};

/**
 * Validates a draft into a basin, reporting every fault and warning it finds, not just the first.
 * @param draft   borrowed; the basin copies what it keeps
 * @param faults  takes errors and warnings; read errors already in it do not matter here
 * @return the basin (owned by the caller: appui_basin_free), or NULL when the draft has an error of
 * its own, the faults list already held one, or memory failed (then faults->out_of_memory is set).
 */
struct appui_basin *appui_basin_build(const struct appui_draft *draft, struct appui_faults *faults);

void appui_basin_free(struct appui_basin *basin);

/** Index by id, or -1. Linear. */
int32_t appui_basin_find_need(const struct appui_basin *basin, const char *id);
int32_t appui_basin_find_expert(const struct appui_basin *basin, const char *id);
int32_t appui_basin_find_partner(const struct appui_basin *basin, const char *id);
int32_t appui_basin_find_project(const struct appui_basin *basin, const char *id);
int32_t appui_basin_find_skill(const struct appui_basin *basin, const char *id);

/** The pair's estimate, or NULL. Logarithmic. */
const struct appui_estimate *appui_basin_estimate(const struct appui_basin *basin, int32_t expert,
                                                  int32_t need);

/** t_en in half-days, or APPUI_ABSENT when no estimate gives days. */
int32_t appui_basin_estimate_days(const struct appui_basin *basin, int32_t expert, int32_t need);

/** What half_days of a pair serve of the need, in the need's own measure: half_days without an
 * estimate, else floor(D x d / t), D at most. */
int32_t appui_basin_served(const struct appui_basin *basin, int32_t expert, int32_t need,
                           int32_t half_days);

/** Best level of the expert for a skill, narrower skills included (skill s serves `skill` when
 * `skill` is s or one of the broader ones of s, to any depth); 0 when none. */
int32_t appui_basin_level(const struct appui_basin *basin, int32_t expert, int32_t skill);

/** Fit f_en in millionths: the estimate's, else 1 - 0.1 x (level - level asked). For pairs that
 * satisfy R1. */
int32_t appui_basin_fit(const struct appui_basin *basin, int32_t expert, int32_t need);

/** w_n = project weight x need weight, in millionths. */
int64_t appui_basin_need_weight(const struct appui_basin *basin, int32_t need);

/** True for status submitted, deferred, approved, running. */
bool appui_basin_project_planned(const struct appui_basin *basin, int32_t project);

/** True when the need is to be planned: its project is, and it is not covered elsewhere. */
bool appui_basin_need_planned(const struct appui_basin *basin, int32_t need);

/** Pledge of the partner whose period holds the day, or -1. */
int32_t appui_partner_pledge_at(const struct appui_partner *partner, appui_day day);

/** First slot of a day, which may lie outside the horizon. */
int32_t appui_basin_slot(const struct appui_basin *basin, appui_day day);

/** Day of a slot. */
appui_day appui_basin_slot_day(const struct appui_basin *basin, int32_t slot);

bool appui_basin_in_horizon(const struct appui_basin *basin, appui_day day);

/** True when a set holds every half-day of a session, whose day lies inside the horizon. */
bool appui_basin_holds(const struct appui_basin *basin, const struct appui_slots *set,
                       struct appui_date_half at);

/** Half-days of a session: 2 for APPUI_FULL, else 1. */
int32_t appui_half_size(enum appui_half half);

#endif
