/*
 * Rules: for a pair of expert and need, which hard rules of model.md forbid it, from data alone.
 *
 * This is the one place that says so; solver, checker and explanations ask it. It judges what one
 * pair can know (R1-R7, R11 and status); what several lines do to each other (budgets shared, slots
 * shared, R8, R10) is the solver's to respect and the checker's to verify.
 */
#ifndef APPUI_MODEL_RULES_H
#define APPUI_MODEL_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "model/basin.h"
#include "model/standing.h"

/** What stands between an expert and new half-days on a need; bits of a set, in order of
 * explanation. */
enum appui_obstacle {
    APPUI_OBSTACLE_NOT_PLANNED =
        1 << 0, /**< project closed, refused, withdrawn; or need covered elsewhere */
    APPUI_OBSTACLE_NO_SKILL = 1 << 1,      /**< R1: no matching skill at all */
    APPUI_OBSTACLE_LEVEL = 1 << 2,         /**< R1: best matching level below the need's */
    APPUI_OBSTACLE_EXCLUDED = 1 << 3,      /**< R2: the project excludes the partner */
    APPUI_OBSTACLE_FORBIDDEN = 1 << 4,     /**< R2: a forbid rule names the pair */
    APPUI_OBSTACLE_NEED_COMPLETE = 1 << 5, /**< R3: what is agreed leaves nothing to give */
    APPUI_OBSTACLE_DAYS_IMPOSSIBLE =
        1 << 6, /**< R3, R4: no number of half-days satisfies days_min, days_each, session */
    APPUI_OBSTACLE_EXPERTS_MAX = 1 << 7, /**< R4: agreed lines already use all experts allowed */
    APPUI_OBSTACLE_PARTNER_BUDGET =
        1 << 8, /**< R5: the partner has too little left in the periods of the window */
    APPUI_OBSTACLE_EXPERT_DAYS = 1 << 9,      /**< R6: too few of days_max left */
    APPUI_OBSTACLE_EXPERT_PROJECTS = 1 << 10, /**< R6: projects_max reached by other projects */
    APPUI_OBSTACLE_WINDOW = 1 << 11, /**< R7: clipped window empty, or too few working slots of the
                                        basin in it (R9 counted) */
    APPUI_OBSTACLE_FIRM_CALENDAR =
        1 << 12, /**< R7, R8: the firm alone is free too seldom in the window (R9 counted) */
    APPUI_OBSTACLE_NO_COMMON_SLOT =
        1 << 13, /**< R7, R8: expert and firm are free together too seldom (R9 counted) */
    APPUI_OBSTACLE_NO_COMMITTEE =
        1 << 14 /**< R11: support of a project that no date is open to, or chosen for */
};

/** Everything a caller may want to vary: with calendar = false, R7-R11 are dropped (--no-calendar).
 */
struct appui_rules {
    const struct appui_basin *basin;
    const struct appui_standing *standing;
    bool calendar;
    bool ignore_order; /**< true: as if R10 did not bind against sessions that stay, to explain */
    const appui_day *chosen; /**< NULL: projects that wait for their committee have the widest
                                window that any date leaves; else [n_projects] the date a plan chose
                                for each, APPUI_ABSENT: none */
};

/**
 * Lists what forbids new half-days of `expert` on `need`.
 * @param scratch  slot set of the basin's n_slots, overwritten
 * @return a set of appui_obstacle bits; 0 when the pair is eligible.
 */
uint32_t appui_rules_pair(const struct appui_rules *rules, int32_t expert, int32_t need,
                          struct appui_slots *scratch);

/**
 * The same for so many new half-days in all, whether or not they are enough for the need (R3).
 * @param half_days  at least one session
 */
uint32_t appui_rules_pair_for(const struct appui_rules *rules, int32_t expert, int32_t need,
                              int32_t half_days, struct appui_slots *scratch);

/**
 * The dates in which new sessions of a need may lie: the clipped window, narrowed by R11 (known
 * committee date and lead days) and by R10 against sessions that stay of needs before and after it
 * (in slots).
 * @param first, last  slots, ends included; first > last means nothing is left
 */
void appui_rules_window(const struct appui_rules *rules, int32_t need, int32_t *first,
                        int32_t *last);

/** True for support that no committee date allows, with calendar. */
bool appui_rules_waits(const struct appui_rules *rules, int32_t need);

/**
 * The days that a need's clipped window leaves beside a committee date (R11): support from
 * lead_days after it, a diagnostic up to the day before. From after to means nothing is left.
 */
void appui_rules_beside_committee(const struct appui_basin *basin, int32_t need,
                                  appui_day committee, appui_day *from, appui_day *to);

/** The committee date that narrows the need's clipped window (R11): the one known or chosen, else
 * the first on which a plan may put the project. APPUI_ABSENT: none does. */
appui_day appui_rules_committee(const struct appui_rules *rules, int32_t need);

/**
 * What leaves too few slots for half-days of the pair, the broadest cause first (R7, and R8, R9
 * against what stands): APPUI_OBSTACLE_WINDOW, _FIRM_CALENDAR, _NO_COMMON_SLOT; 0: nothing.
 * Support that waits for its committee counts as if it did not (that is NO_COMMITTEE's to say).
 * @param scratch  slot set of the basin's n_slots, overwritten
 */
uint32_t appui_rules_dates(const struct appui_rules *rules, int32_t expert, int32_t need,
                           int32_t half_days, struct appui_slots *scratch);

/** True when every session of the need lies behind those of need `earlier` (R10). */
bool appui_rules_comes_after(const struct appui_need *need, int32_t earlier);

/** True when sessions that stay of need `other` narrow the window of `need` (R10): they come before
 * or after it. */
bool appui_rules_order_narrows(const struct appui_rules *rules, int32_t need, int32_t other);

/**
 * Slots in which `expert` could hold a new session on `need`: free for both, not taken by a session
 * that stays, inside appui_rules_window. For a need of full sessions only slots whose whole day
 * qualifies.
 */
void appui_rules_slots(const struct appui_rules *rules, int32_t expert, int32_t need,
                       struct appui_slots *slots);

/** Most half-days that sessions of the need can fill in a slot set when R9 and sessions that stay
 * are counted. */
int32_t appui_rules_room(const struct appui_rules *rules, int32_t need,
                         const struct appui_slots *slots);

/** Sessions of the need that stay in the ISO week of `monday`. */
int32_t appui_rules_week_used(const struct appui_rules *rules, int32_t need, appui_day monday);

/**
 * Bounds on new half-days of a pair, given what stands (R3, R4, estimates, session size, R6
 * days_max).
 * @param low, high   half-days if the pair is used at all; low > high means it cannot be
 * An estimate gives low = high = t_en minus what stands on the pair.
 */
void appui_rules_pair_days(const struct appui_rules *rules, int32_t expert, int32_t need,
                           int32_t *low, int32_t *high);

/**
 * Bounds on new half-days of a need over all its experts: 0, or low..high (R3). Estimates are
 * exempt.
 */
void appui_rules_need_days(const struct appui_rules *rules, int32_t need, int32_t *low,
                           int32_t *high);

/** Served half-days s_en of `half_days` new ones: half_days, or with an estimate what is left of
 * D_n. */
int32_t appui_rules_served(const struct appui_rules *rules, int32_t expert, int32_t need,
                           int32_t half_days);

/** True when in a basin with committees the project waits for a date (R11): submitted or deferred,
 * none known that is >= as_of. */
bool appui_rules_waits_for_committee(const struct appui_basin *basin, int32_t project);

#endif
