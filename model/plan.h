/*
 * A plan: what the solver proposes beside what is agreed, with its figures, as plain data.
 *
 * Indices refer to the basin the plan was made for. A plan read from a file may be wrong in any
 * respect; only model/check says whether it is good.
 */
#ifndef APPUI_MODEL_PLAN_H
#define APPUI_MODEL_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "model/basin.h"
#include "model/fraction.h"
#include "model/mandataire.h"
#include "model/previous.h"
#include "model/standing.h"

enum appui_plan_status { APPUI_OPTIMAL, APPUI_FEASIBLE, APPUI_INTERRUPTED };

/** Half-days of a line that fall into one pledge period; only in plans without calendar. */
struct appui_part {
    int32_t pledge; /**< index into the partner's pledges */
    int32_t half_days;
};

struct appui_plan_line {
    int32_t need, expert;
    int32_t half_days;
    enum appui_line_state state; /**< proposed, retained or signed */
    int32_t basin_line;          /**< the agreed line of the basin it repeats, or -1 */
    int32_t n_sessions;
    struct appui_session
        *sessions; /**< [n_sessions] by date, none cancelled; empty without calendar */
    int32_t n_parts;
    struct appui_part
        *parts; /**< [n_parts] new half-days by period; empty with calendar or without pledges */
};

/** Codes of house.md, a closed list. */
enum appui_hole_code {
    APPUI_HOLE_NO_EXPERT_WITH_SKILL,
    APPUI_HOLE_LEVEL_TOO_LOW,
    APPUI_HOLE_EXCLUDED,
    APPUI_HOLE_NO_COMMON_SLOT,
    APPUI_HOLE_PARTNER_BUDGET,
    APPUI_HOLE_EXPERT_DAYS,
    APPUI_HOLE_EXPERT_PROJECTS,
    APPUI_HOLE_FIRM_CALENDAR,
    APPUI_HOLE_WINDOW_TOO_SHORT,
    APPUI_HOLE_ORDER,
    APPUI_HOLE_HALF_SESSION,
    APPUI_HOLE_NO_COMMITTEE,
    APPUI_HOLE_NO_MANDATAIRE,
    APPUI_HOLE_SERVED_OTHERS,
    APPUI_HOLE_LIMIT_REACHED,
    APPUI_N_HOLE_CODES
};

/** snake_case name as files print it. */
const char *appui_hole_name(enum appui_hole_code code);

struct appui_reason {
    enum appui_hole_code code;
    int32_t skill;     /**< or -1 */
    int32_t level;     /**< best level found for level_too_low, or APPUI_ABSENT */
    int32_t n_experts; /**< experts concerned */
    int32_t *experts;  /**< [n_experts] ascending */
    int32_t n_partners;
    int32_t *partners; /**< [n_partners] ascending */
    int32_t n_needs;
    int32_t *needs; /**< [n_needs] ascending: those whose order binds (order), or whose lines take
                       the room of the experts named (served_others, limit_reached) */
    appui_day committee; /**< the date that narrows the time allowed (window_too_short,
                            firm_calendar, no_common_slot), or APPUI_ABSENT */
};

/** A need that is not served, or agreed half-days without slot (expert >= 0). */
struct appui_hole {
    int32_t need;
    int32_t expert; /**< -1, or the expert of the agreed line */
    int32_t half_days_missing;
    int32_t n_reasons;
    struct appui_reason *reasons; /**< [n_reasons] */
};

/** Why a project is not examined on a committee date: of those that hold, the first in this order.
 */
enum appui_missed_cause {
    APPUI_MISSED_NOT_READY,  /**< before the project's ready */
    APPUI_MISSED_NO_CHAIR,   /**< nobody who may chair is present */
    APPUI_MISSED_NO_QUORUM,  /**< too few members are present */
    APPUI_MISSED_DIAGNOSTIC, /**< an agreed session of its diagnostics that stays is not before */
    APPUI_MISSED_FULL,       /**< the meeting's agenda is at capacity */
    APPUI_MISSED_GAP,        /**< no meeting: too near to another one */
    APPUI_MISSED_COUNT,      /**< no meeting: as many as count.max allows are held */
    APPUI_MISSED_LATER,      /**< a session of its diagnostics that this plan dates is not before */
    APPUI_MISSED_NOT_CHOSEN, /**< nothing of these: worth less than what it costs, or a limit */
    APPUI_N_MISSED_CAUSES
};

/** A committee date from as_of on that does not serve a project, or on which no meeting is held. */
struct appui_missed_date {
    appui_day day;
    enum appui_missed_cause cause;
    appui_day other; /**< gap: the first meeting it is too near to; diagnostic, later: the last such
                        session; else APPUI_ABSENT */
    int32_t n_absent;
    int32_t *absent; /**< [n_absent] members not present then, away or left, in file order */
    int32_t n_mending;
    int32_t *mending; /**< [n_mending] of the absent, those whose absence that day, ended alone,
                         would let the committee sit and, by data, examine the project;
                         of a meeting: sit beside the meetings of the plan */
};

/** A project that waits for its committee and is examined on no date (no_committee), or that is
 * supported without anybody to follow it (no_mandataire). */
struct appui_project_hole {
    int32_t project;
    enum appui_hole_code code;
    int32_t n_dates;                 /**< no_committee only */
    struct appui_missed_date *dates; /**< [n_dates] every committee date from as_of on, ascending */
};

/** Fewer meetings than count.min asks for. */
struct appui_meeting_hole {
    int32_t n_missing;
    int32_t n_dates;
    struct appui_missed_date *dates; /**< [n_dates] committee dates from as_of on that are neither
                                        settled nor held by the plan, ascending */
};

/** A need served below D_n but at least L_n. */
struct appui_partial {
    int32_t need;
    int32_t half_days_missing;
    int32_t n_reasons;
    struct appui_reason *reasons; /**< [n_reasons] why it is not a session more (topup.h) */
};

enum appui_change_kind { APPUI_SESSION_MOVED, APPUI_SESSION_LOST };

/** An agreed session that could not stay. */
struct appui_change {
    enum appui_change_kind kind;
    int32_t need, expert;
    struct appui_date_half from;
    struct appui_date_half to;   /**< unused when lost */
    enum appui_impossible cause; /**< which part of R7 it breaks */
};

/** A committee meeting that is to be held, as_of or later (R13). */
struct appui_meeting {
    appui_day day;
    int32_t n_agenda;
    int32_t *agenda; /**< [n_agenda] projects in the order in which they are examined */
    int32_t n_reviews;
    int32_t
        *reviews; /**< [n_reviews] supported projects whose follow-up review is due, ascending */
    int32_t n_present;
    int32_t *present; /**< [n_present] members who are not away, in the order of members */
    int32_t chair;    /**< the first chair present, in the order of chairs; -1: none */
};

/** A follow-up review: on the agenda of a meeting, or due in a month for which no date is known. */
struct appui_review {
    int32_t project;
    appui_day due;     /**< the first of its month where it is read from a file without meeting */
    appui_day meeting; /**< or APPUI_ABSENT */
};

struct appui_tier_result {
    enum appui_tier tier;
    bool applicable; /**< false: no data for it, or not built yet; nothing else is set */
    bool proved;
    bool has_bound;       /**< false when a limit came before any bound was known */
    int64_t value, bound; /**< in 1 / appui_tier_scale units; not for equity */
    int32_t n_levels;     /**< equity only */
    struct appui_fraction
        *values; /**< [n_levels] burdens of partners that can still change, downwards */
    struct appui_fraction *bounds; /**< [n_levels] */
    int32_t n_fixed;               /**< equity only */
    int32_t *fixed; /**< [n_fixed] partners whose burden no plan of the earlier tiers can change */
    int64_t tolerance; /**< millionths */
};

enum appui_revision_kind {
    APPUI_LINE_ADDED,
    APPUI_LINE_DROPPED,
    APPUI_DAYS_CHANGED,
    APPUI_PROPOSAL_MOVED, /**< a proposed session, to another date or (to.day absent) away */
    APPUI_COMMITTEE_CHANGED,
    APPUI_MANDATAIRE_CHANGED,
    APPUI_AGREED_MOVED, /**< a date proposed for agreed days, from or to another or (absent) none */
    APPUI_AGREED_CHANGED, /**< days agreed with a pair, by decisions on which no plan proposed */
    APPUI_MEETING_MOVED   /**< a meeting that no dossier's date tells, to another day or (absent)
                             none */
};

enum appui_revision_cause {
    APPUI_BY_RULE,         /**< a rule no longer allows what was planned */
    APPUI_BY_TIER,         /**< keeping it would worsen that tier */
    APPUI_BY_NEW_DOSSIER,  /**< the plan before does not speak of the project */
    APPUI_BY_NEW_NEED,     /**< it speaks of the project, not of the need */
    APPUI_BY_DECISION,     /**< the need has a line, agreed since, that leaves no room for it */
    APPUI_BY_CANCELLATION, /**< the session was cancelled */
    APPUI_BY_DEFERRAL,     /**< the project was deferred, and its meeting is over */
    APPUI_BY_CLOSING,      /**< the project is closed */
    APPUI_BY_REFUSAL,      /**< the project is refused */
    APPUI_BY_WITHDRAWAL,   /**< the project is withdrawn */
    APPUI_BY_COVERAGE,     /**< another scheme covers the need now */
    APPUI_BY_REMOVAL,      /**< the basin no longer has what it speaks of */
    APPUI_BY_NO_SUPPORT,   /**< nobody supports the project any more, so it needs no mandataire */
    APPUI_BY_REQUIREMENT,  /**< a require rule leaves no plan that keeps it (R2) */
    APPUI_TOGETHER,        /**< keeping it alone worsens no tier: another change would replace it */
    APPUI_UNEXPLAINED      /**< a limit came before the cause was found */
};

/** What of R13 forbids a meeting on a day. */
enum appui_meeting_part {
    APPUI_MEETING_NOT_TOLD = 0,
    APPUI_MEETING_NO_CHAIR,
    APPUI_MEETING_NO_QUORUM,
    APPUI_MEETING_NO_DATE,         /**< the file has no such date of the committee any more */
    APPUI_MEETING_OUTSIDE_HORIZON, /**< the horizon ends before it */
    APPUI_MEETING_GAP,             /**< too near to a meeting held or settled */
    APPUI_MEETING_COUNT            /**< as many are held or settled as may be */
};

/** What the plan changes of the plan before. */
struct appui_revision {
    enum appui_revision_kind kind;
    int32_t need, expert; /**< of a line, or -1 */
    int32_t project;      /**< of a dossier's committee date or a mandataire, or -1 */
    int32_t from_half_days, to_half_days;
    struct appui_date_half from, to;        /**< of a session; the days of committee dates and
                                               meetings; day APPUI_ABSENT: none */
    int32_t from_partner, to_partner;       /**< of a mandataire, -1: none */
    const struct appui_previous_gone *gone; /**< of what the basin no longer has, or NULL */
    enum appui_revision_cause cause;
    int32_t rule;               /**< 1 to 14, by rule */
    enum appui_impossible part; /**< by R7, of a session: what forbids it; else APPUI_STAYS */
    enum appui_meeting_part meeting_part; /**< by R13, of a meeting */
    enum appui_tier tier;                 /**< by tier */
    int64_t by; /**< what keeping it would cost there, in 1 / appui_tier_scale units; 0: not told */
};

/** What a partner gives, in half-days, over the pledge periods that start by the horizon's end. */
struct appui_partner_figures {
    int32_t file_index; /**< place in the list of the file read; else the partner's own index */
    bool limited;       /**< false: no pledges given; pledged and left mean nothing */
    int32_t pledged;
    int32_t delivered; /**< delivered of the pledges + done sessions */
    int32_t agreed;    /**< agreed and not done, with or without session */
    int32_t proposed;
    bool has_left;    /**< as limited; only a plan read from a file may say otherwise */
    int32_t left;     /**< pledged - delivered - agreed - proposed; may be negative */
    int32_t mandates; /**< open over those periods up to the horizon's end, the plan's included */
    int32_t meetings; /**< attended: held in the horizon before as_of, and those of the plan */
    bool has_burden;  /**< false when nothing is pledged */
    struct appui_fraction burden;
};

struct appui_figures {
    int32_t
        projects_fully_served; /**< planned projects whose every planned need is served in full */
    int32_t jobs_behind_them;
    int32_t half_days_unused; /**< sum of what limited partners have left, negatives as 0 */
};

struct appui_plan {
    struct appui_arena arena; /**< owns everything below */
    bool calendar;
    enum appui_plan_status status;
    int32_t n_tiers, n_lines, n_holes, n_partials, n_changes, n_partners;
    struct appui_tier_result *tiers; /**< [n_tiers] in the order optimised */
    struct appui_plan_line *lines; /**< [n_lines] by need, then state (agreed first), then expert */
    struct appui_hole *holes;      /**< [n_holes] by need, then expert */
    int32_t n_project_holes;
    struct appui_project_hole *project_holes; /**< by project, no_committee first */
    int32_t n_meeting_holes;                  /**< 0 or 1 */
    struct appui_meeting_hole *meeting_holes;
    struct appui_partial *partials; /**< [n_partials] by need */
    struct appui_change *changes;   /**< [n_changes] by need, expert, from */
    int32_t n_meetings, n_mandataires, n_reviews;
    struct appui_meeting *meetings;       /**< [n_meetings] by date; none without committees */
    struct appui_mandataire *mandataires; /**< [n_mandataires] by project */
    struct appui_review *reviews;         /**< [n_reviews] by project, then date */
    struct appui_partner_figures
        *partners; /**< by partner of the basin; n_partners of them given */
    struct appui_figures figures;
    int32_t n_revisions;
    struct appui_revision *revisions;     /**< lines by need, expert, date; then dates, mandataires,
                                             meetings */
    struct appui_previous *previous;      /**< what it was planned against, judged; NULL: nothing */
    struct appui_plan_advances *advances; /**< NULL where the basin has no such strand */
};

/** The plan's proposed line of a pair, or NULL. */
const struct appui_plan_line *appui_plan_proposed(const struct appui_plan *plan, int32_t need,
                                                  int32_t expert);

/** True when the line has a session then. */
bool appui_plan_line_holds(const struct appui_plan_line *line, struct appui_date_half at);

/** The day of the meeting on whose agenda a project stands; APPUI_ABSENT: on none. */
appui_day appui_plan_examined(const struct appui_plan *plan, int32_t project);

void appui_plan_free(struct appui_plan *plan);

#endif
