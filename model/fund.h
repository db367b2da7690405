/*
 * Fund: the arithmetic of repayable advances, month by month, in whole euros on the safe side.
 *
 * Within a month money goes out before any comes in: the lowest point of a month is its start less
 * what is paid. Of an advance of a euros with loss rate r and n instalments, floor(a (1 - r) k / n)
 * is expected by the k-th. An advance has taken, at the lowest point of a month, its amount less
 * what is expected before that month. docs/advances.md says why.
 */
#ifndef APPUI_MODEL_FUND_H
#define APPUI_MODEL_FUND_H

#include "model/basin.h"

/** Month in which the k-th instalment (from 1) of an advance paid in `paid` is due. */
appui_month appui_fund_due(const struct appui_repayment *terms, appui_month paid, int32_t k);

/** Instalments due before a month, 0 to all. */
int32_t appui_fund_due_before(const struct appui_repayment *terms, appui_month paid,
                              appui_month month);

/** Euros expected back by the k-th of n instalments of `owed` euros. */
int64_t appui_fund_expected(int32_t owed, int32_t loss_rate, int32_t k, int32_t n);

/** Euros that a request paid in `paid` has taken at the lowest point of a month; 0 before. */
int64_t appui_fund_draw(const struct appui_advances *advances, const struct appui_request *request,
                        appui_month paid, appui_month month);

/** The fund over consecutive months. */
struct appui_fund_table {
    int32_t n;
    struct appui_fund_month *months; /**< [n] from the month of as_of on */
};

/**
 * Writes up the fund from the month of as_of until nothing more is expected.
 * @param grants  [n_grants] new advances; those to projects without request are left out
 * @param until   the table goes on to this month at least
 * @param table   in `arena`
 * @return 0, or -1 when memory fails. The basin must have advances.
 */
int appui_fund_write_up(const struct appui_basin *basin, const struct appui_advance_grant *grants,
                        int32_t n_grants, appui_month until, struct appui_arena *arena,
                        struct appui_fund_table *table);

/**
 * What new advances may take: at the lowest point of each month the balance without them, or
 * nothing where that is below zero already. Beyond the last month it never falls.
 */
struct appui_fund_room {
    appui_month first;
    int32_t n;
    int64_t *left; /**< [n] euros, by month from `first` on */
};

/** Fills the room from the month of as_of to the last payment that is possible, at least. @return
 * 0, or -1 when memory fails */
int appui_fund_room(const struct appui_basin *basin, struct appui_arena *arena,
                    struct appui_fund_room *room);

/** Takes a request's draws, paid in a month, off the room. */
void appui_fund_take(const struct appui_advances *advances, const struct appui_request *request,
                     appui_month paid, struct appui_fund_room *room);

/**
 * What the room lacks for a request paid in a month.
 * @param month  the first month that lacks most, when something is lacking; may be NULL
 * @return euros, 0: it fits
 */
int64_t appui_fund_missing(const struct appui_advances *advances,
                           const struct appui_request *request, appui_month paid,
                           const struct appui_fund_room *room, appui_month *month);

/**
 * Why a request that is not granted is not.
 * @param whole  the room without new advances
 * @param room   what the granted ones leave of it
 * @param refusal  the payment month taken is the one that lacks least, the earliest between equals
 */
void appui_fund_refuse(const struct appui_basin *basin, int32_t request,
                       const struct appui_fund_room *whole, const struct appui_fund_room *room,
                       struct appui_advance_refusal *refusal);

/** weight x amount, in thousandths of weighted euros. */
int64_t appui_request_worth(const struct appui_request *request);

/** The request of a project, or -1. Linear. */
int32_t appui_advances_find(const struct appui_advances *advances, int32_t project);

#endif
