/*
 * Repayable advances: what a basin's fund holds, what firms ask of it, and what a plan grants them.
 *
 * A strand of its own, in whole euros and months: nothing of it is ever counted in days, and no
 * tier sees it. A basin without it has no struct appui_advances at all. What the figures mean to
 * the fund is defined in model/fund.h and docs/advances.md.
 */
#ifndef APPUI_MODEL_ADVANCES_H
#define APPUI_MODEL_ADVANCES_H

#include <stdbool.h>
#include <stdint.h>

#include "model/month.h"

/** Loss rates are counted in millionths. */
#define APPUI_LOSS_ONE 1000000
/** Largest single advance, in euros. */
#define APPUI_ADVANCE_MAX 1000000
/** Largest balance or movement of a fund, in euros. */
#define APPUI_FUND_MAX 1000000000
/** Longest wait of a request, longest calendar of repayments, in months. */
#define APPUI_ADVANCE_WAIT_MAX 24
#define APPUI_REPAYMENT_MONTHS_MAX 240
/** How far after as_of a month of the file may lie: as long as the longest horizon. */
#define APPUI_FUND_MONTHS_AHEAD 120

/** Equal instalments: the k-th, from 1, is due grace_months + k x every_months after the month of
 * payment. */
struct appui_repayment {
    int32_t grace_months, instalments, every_months;
};

/** An advance granted before, running or still to be paid. */
struct appui_granted {
    const char *project; /**< id; may be of a project outside this file */
    int32_t amount;      /**< euros */
    appui_month month;   /**< in which it is paid */
    struct appui_repayment terms;
    int32_t n_due; /**< instalments due before the fund's month `at` */
    int32_t owed;  /**< euros not repaid by then, 0 to amount */
};

/** What one project asks. */
struct appui_request {
    int32_t project;
    int32_t asked;       /**< euros, as written */
    int32_t amount;      /**< euros it would be granted, whole: asked, within what the cap leaves;
                            0: nothing is left */
    bool planned;        /**< false: its project's status allows no advance */
    appui_month first;   /**< earliest month of payment, as_of or later */
    int32_t wait_months; /**< how many months later it may still be paid */
    int32_t weight;      /**< thousandths */
    struct appui_repayment terms;
};

/** Money that comes in (above 0) or goes out (below 0) beside advances, in euros. */
struct appui_movement {
    appui_month month;
    int32_t amount;
};

struct appui_advances {
    appui_month at;  /**< the balance is that of the beginning of this month, as_of's or earlier */
    int32_t balance; /**< euros */
    int32_t cap;     /**< euros per project, earlier advances included, or APPUI_ABSENT */
    int32_t loss_rate; /**< millionths of what is lent that never comes back */
    int32_t n_granted, n_requests, n_movements;
    struct appui_granted *granted;    /**< [n_granted] file order */
    struct appui_request *requests;   /**< [n_requests] file order, one per project */
    struct appui_movement *movements; /**< [n_movements] file order */
};

/* ---- what a plan says of them ---- */

struct appui_advance_grant {
    int32_t project;
    int32_t amount; /**< euros */
    appui_month month;
};

/** Why a request is not granted, a closed list. */
enum appui_advance_reason {
    APPUI_ADVANCE_PROJECT_NOT_PLANNED, /**< closed, refused or withdrawn */
    APPUI_ADVANCE_CAP_USED,            /**< earlier advances of the project use up the cap */
    APPUI_ADVANCE_FUND_TOO_LOW,        /**< the fund cannot bear it, even alone */
    APPUI_ADVANCE_OTHERS_SERVED,       /**< alone it could; others are worth more */
    APPUI_N_ADVANCE_REASONS
};

struct appui_advance_refusal {
    int32_t project;
    enum appui_advance_reason reason;
    appui_month month; /**< where the fund would lack most beside what is granted; APPUI_ABSENT for
                          the first two reasons */
    int64_t missing;   /**< euros it would lack there, or 0 */
};

/** The fund over one month: money goes out before any comes in, so start - paid is its lowest. */
struct appui_fund_month {
    appui_month month;
    int64_t start, paid, received, end; /**< euros */
};

struct appui_plan_advances {
    int32_t n_granted, n_refused, n_months;
    struct appui_advance_grant *granted;   /**< [n_granted] in the order of the requests */
    struct appui_advance_refusal *refused; /**< [n_refused] in the order of the requests */
    struct appui_fund_month *months;    /**< [n_months] from as_of to the last repayment expected */
    int64_t asked_total, granted_total; /**< euros */
    int64_t value, bound; /**< thousandths of weighted euros; no choice is worth more than bound */
    bool proved;          /**< value reaches bound */
};

/** snake_case name as files print it. */
const char *appui_advance_reason_name(enum appui_advance_reason reason);

#endif
