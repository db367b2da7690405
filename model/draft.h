/*
 * A draft: a basin as it was written down, before anyone believes it.
 *
 * Readers fill it; model/basin validates it. References are still texts, order is the file's order,
 * every array index is the index in the file (so pointers can be rebuilt), and what was absent or
 * unreadable is marked: APPUI_ABSENT for numbers and dates, NULL for texts, given = false for
 * lists. Half-days are integers already. Whatever a reader could not make sense of it has reported
 * itself and left marked absent (and `broken` set on the item or list), so that validation adds no
 * second complaint about the same place.
 */
#ifndef APPUI_MODEL_DRAFT_H
#define APPUI_MODEL_DRAFT_H

#include <stdbool.h>
#include <stdint.h>

#include "model/date.h"
#include "model/memory.h"
#include "model/month.h"

/** Weights are counted in thousandths, fits in millionths. */
#define APPUI_WEIGHT_ONE 1000
#define APPUI_FIT_ONE 1000000

/** Half of a day a session takes. */
enum appui_half { APPUI_AM = 0, APPUI_PM = 1, APPUI_FULL = 2 };

enum appui_line_state { APPUI_PROPOSED, APPUI_RETAINED, APPUI_SIGNED, APPUI_DONE };
enum appui_session_state { APPUI_SESSION_PLANNED, APPUI_SESSION_DONE, APPUI_SESSION_CANCELLED };
enum appui_phase { APPUI_SUPPORT, APPUI_DIAGNOSTIC };
enum appui_partner_kind { APPUI_COMPANY, APPUI_ASSOCIATE };
enum appui_status {
    APPUI_SUBMITTED,
    APPUI_DEFERRED,
    APPUI_APPROVED,
    APPUI_RUNNING,
    APPUI_CLOSED,
    APPUI_REFUSED,
    APPUI_WITHDRAWN
};

/** A list of texts (ids, purposes). An item that could not be read is NULL. */
struct appui_draft_texts {
    bool given;
    bool broken;
    int32_t n;
    const char **items; /**< [n] */
};

struct appui_draft_dates {
    bool given;
    bool broken;
    int32_t n;
    appui_day *items; /**< [n], APPUI_ABSENT where unreadable */
};

/** Two texts or the labels of a skill. */
struct appui_draft_label {
    const char *fr, *en;
};

/** A range of dates, ends included. */
struct appui_range {
    appui_day from, to;
};

struct appui_draft_ranges {
    bool given;
    int32_t n;
    struct appui_range *items; /**< [n] */
};

/** A half-day of a date; APPUI_FULL means both. */
struct appui_date_half {
    appui_day day;
    enum appui_half half;
};

/** Availability = (weekdays or dates) minus except. All of `given` false: every working slot. */
struct appui_draft_availability {
    bool given;
    bool weekdays_given;
    uint16_t weekdays; /**< bit 2 * weekday + half, Monday am = bit 0 */
    bool dates_given;
    int32_t n_dates;
    struct appui_date_half *dates; /**< [n_dates] */
    struct appui_draft_ranges except;
};

struct appui_draft_skill {
    bool broken;
    const char *id, *broader;
    struct appui_draft_label label;
};

struct appui_draft_earmark {
    int32_t half_days;
    appui_day to;
    const char *purpose;
};

struct appui_draft_pledge {
    bool broken;
    appui_day from, to;
    int32_t half_days, delivered; /**< delivered: half-days no line lists */
    int32_t n_earmarks;
    struct appui_draft_earmark *earmarks; /**< [n_earmarks] */
};

struct appui_draft_mandate {
    const char *project; /**< may name a project the file does not hold */
    appui_day from, to;
};

struct appui_draft_partner {
    bool broken;
    const char *id, *name;
    enum appui_partner_kind kind;
    bool kind_given;
    appui_day until;
    int32_t day_rate_cents; /**< euros x 100 per day, or APPUI_ABSENT */
    bool pledges_given;     /**< false: no limit; true with n_pledges 0: lends nothing */
    int32_t n_pledges;
    struct appui_draft_pledge *pledges; /**< [n_pledges] */
    int32_t n_mandates;
    struct appui_draft_mandate *mandates; /**< [n_mandates] */
    int32_t mandates_max;
    struct appui_draft_dates absent;
};

struct appui_draft_level {
    const char *skill;
    int32_t level;
};

struct appui_draft_expert {
    bool broken;
    const char *id, *partner, *role;
    int32_t n_skills;
    struct appui_draft_level *skills; /**< [n_skills], in file order */
    int32_t half_days_max, projects_max;
    struct appui_draft_availability availability;
};

struct appui_draft_need {
    bool broken;
    const char *id, *skill;
    int32_t level, half_days, half_days_min, experts_max, each_min, each_max, per_week;
    int32_t session_half_days; /**< 1 half (default), 2 full, APPUI_ABSENT */
    appui_day from, to;
    struct appui_draft_texts after;
    enum appui_phase phase;
    bool phase_given; /**< typed, if only as its default: so it is written again */
    int32_t weight;   /**< thousandths */
    bool covered_elsewhere, covered_given;
};

struct appui_draft_project {
    bool broken;
    const char *id, *company, *sponsor, *mandataire;
    appui_day ready, committee;
    int32_t jobs, weight, follow_up_months;
    enum appui_status status;
    bool status_given;
    struct appui_draft_texts excluded_partners, conflicts, purposes;
    struct appui_draft_availability availability;
    bool needs_given;
    int32_t n_needs;
    struct appui_draft_need *needs; /**< [n_needs] */
};

struct appui_draft_committees {
    bool given;
    struct appui_draft_dates fixed, candidates, held;
    int32_t count_min, count_max, capacity, gap_days, lead_days, quorum;
    struct appui_draft_texts members, chairs;
};

/** What a year should reach; numbers or APPUI_ABSENT. */
struct appui_draft_objectives {
    bool given;
    int32_t examined, approved, jobs, mandates_per_partner, committees_min, committees_max;
};

struct appui_draft_estimate {
    bool broken;
    const char *need, *expert;
    int32_t half_days, fit; /**< fit in millionths */
};

struct appui_draft_session {
    bool broken;
    appui_day day;
    enum appui_half half;
    enum appui_session_state state;
    bool state_given;
};

struct appui_draft_line {
    bool broken;
    const char *need, *expert;
    int32_t half_days;
    enum appui_line_state state;
    int32_t n_sessions;
    struct appui_draft_session *sessions; /**< [n_sessions] */
};

/** Terms of repayment; given = false: those of the basin's advances. */
struct appui_draft_repayment {
    bool given;
    int32_t grace_months, instalments, every_months;
};

struct appui_draft_granted {
    bool broken;
    const char *project;    /**< may name a project the file does not hold */
    int32_t amount, repaid; /**< euros */
    appui_month month;
    struct appui_draft_repayment repayment;
};

struct appui_draft_request {
    bool broken;
    const char *project;
    int32_t amount; /**< euros */
    appui_month month;
    int32_t wait_months, weight; /**< weight in thousandths */
    struct appui_draft_repayment repayment;
};

struct appui_draft_movement {
    bool broken;
    appui_month month;
    int32_t amount; /**< euros; below 0 it goes out */
};

/** Repayable advances, in whole euros. */
struct appui_draft_advances {
    bool given;
    int32_t balance;
    appui_month at;
    int32_t cap, loss_rate; /**< loss rate in millionths */
    struct appui_draft_repayment repayment;
    int32_t n_movements, n_granted, n_requests;
    struct appui_draft_movement *movements; /**< [n_movements] */
    struct appui_draft_granted *granted;    /**< [n_granted] */
    struct appui_draft_request *requests;   /**< [n_requests] */
};

struct appui_draft_rule {
    bool broken;
    bool from_option; /**< given on the command line, not in the file */
    const char *need, *expert;
};

struct appui_draft {
    struct appui_arena arena; /**< owns everything below */
    const char *name;
    appui_day as_of, horizon_start, horizon_end;
    bool as_of_broken;      /**< something is given that could not be read */
    bool as_of_from_option; /**< given on the command line, not in the file */
    const char *timezone;
    enum appui_holidays holidays;
    bool holidays_given;
    struct appui_draft_ranges closures;
    struct appui_draft_texts tiers; /**< "name" or "name:2%" */
    bool tiers_from_option;         /**< given on the command line, not in the file */
    int32_t mandate_half_days,
        attendance_half_days; /**< burden factors, thousandths of a half-day */
    int32_t day_rate_cents;   /**< of partners without one of their own, or APPUI_ABSENT */
    struct appui_draft_objectives objectives;
    int32_t n_skills, n_partners, n_experts, n_projects, n_estimates, n_lines, n_require, n_forbid;
    struct appui_draft_skill *skills; /**< these lists are NULL when they could not be read */
    struct appui_draft_partner *partners;
    struct appui_draft_expert *experts;
    struct appui_draft_project *projects;
    struct appui_draft_committees committees;
    struct appui_draft_advances advances;
    struct appui_draft_estimate *estimates;
    struct appui_draft_line *lines;
    struct appui_draft_rule *require, *forbid;
};

/** Frees everything a draft owns and zeroes it. Legal on a zeroed draft. */
void appui_draft_release(struct appui_draft *draft);

#endif
