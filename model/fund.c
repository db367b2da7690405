/*
 * Writes up the fund and says what it can bear. The solver chooses by appui_fund_draw, the checker
 * judges by appui_fund_write_up: the two meet only in what is expected of one advance.
 */
#include "model/fund.h"

const char *appui_advance_reason_name(enum appui_advance_reason reason)
{
    static const char *const names[APPUI_N_ADVANCE_REASONS] = {
        [APPUI_ADVANCE_PROJECT_NOT_PLANNED] = "project_not_planned",
        [APPUI_ADVANCE_CAP_USED] = "cap_used",
        [APPUI_ADVANCE_FUND_TOO_LOW] = "fund_too_low",
        [APPUI_ADVANCE_OTHERS_SERVED] = "others_served",
    };
    return names[reason];
}

appui_month appui_fund_due(const struct appui_repayment *terms, appui_month paid, int32_t k)
{
    return paid + terms->grace_months + k * terms->every_months;
}

int32_t appui_fund_due_before(const struct appui_repayment *terms, appui_month paid,
                              appui_month month)
{
    int32_t months = month - 1 - paid - terms->grace_months;
    int32_t due = months > 0 ? months / terms->every_months : 0;
    return due < terms->instalments ? due : terms->instalments;
}

int64_t appui_fund_expected(int32_t owed, int32_t loss_rate, int32_t k, int32_t n)
{
    return (int64_t)owed * (APPUI_LOSS_ONE - loss_rate) * k / ((int64_t)APPUI_LOSS_ONE * n);
}

int64_t appui_fund_draw(const struct appui_advances *advances, const struct appui_request *request,
                        appui_month paid, appui_month month)
{
    if (month < paid) {
        return 0;
    }
    int32_t due = appui_fund_due_before(&request->terms, paid, month);
    return request->amount - appui_fund_expected(request->amount, advances->loss_rate, due,
                                                 request->terms.instalments);
}

int64_t appui_request_worth(const struct appui_request *request)
{
    return (int64_t)request->weight * request->amount;
}

int32_t appui_advances_find(const struct appui_advances *advances, int32_t project)
{
    for (int32_t r = 0; r < advances->n_requests; r++) {
        if (advances->requests[r].project == project) {
            return r;
        }
    }
    return -1;
}

/* ---- writing up ---- */

static appui_month later(appui_month a, appui_month b)
{
    return a > b ? a : b;
}

static appui_month last_due(const struct appui_repayment *terms, appui_month paid)
{
    return appui_fund_due(terms, paid, terms->instalments);
}

/* The last month in which anything is paid or expected. */
static appui_month last_month(const struct appui_advances *advances,
                              const struct appui_advance_grant *grants, int32_t n_grants,
                              appui_month until)
{
    for (int32_t i = 0; i < advances->n_granted; i++) {
        const struct appui_granted *granted = &advances->granted[i];
        until = later(until, granted->month);
        until =
            granted->owed != 0 ? later(until, last_due(&granted->terms, granted->month)) : until;
    }
    for (int32_t i = 0; i < advances->n_movements; i++) {
        until = later(until, advances->movements[i].month);
    }
    for (int32_t i = 0; i < n_grants; i++) {
        int32_t r = appui_advances_find(advances, grants[i].project);
        if (r >= 0) {
            until = later(until, last_due(&advances->requests[r].terms, grants[i].month));
        }
    }
    return until;
}

/* Months from the fund's own on; what is dated before stands in the balance. */
struct flows {
    appui_month first;
    struct appui_fund_month *months;
};

static void add(struct flows *flows, appui_month month, int64_t amount)
{
    if (month >= flows->first && amount < 0) {
        flows->months[month - flows->first].paid -= amount;
    } else if (month >= flows->first) {
        flows->months[month - flows->first].received += amount;
    }
}

/* What is expected of `owed` euros over the instalments after the first `n_due`; when nothing is
 * owed, the months may end before them. */
static void add_repayments(struct flows *flows, const struct appui_advances *advances,
                           const struct appui_granted *advance)
{
    int32_t n = advance->owed != 0 ? advance->terms.instalments - advance->n_due : 0;
    int64_t before = 0;
    for (int32_t k = 1; k <= n; k++) {
        int64_t by_now = appui_fund_expected(advance->owed, advances->loss_rate, k, n);
        add(flows, appui_fund_due(&advance->terms, advance->month, advance->n_due + k),
            by_now - before);
        before = by_now;
    }
}

static void add_all(struct flows *flows, const struct appui_advances *advances,
                    const struct appui_advance_grant *grants, int32_t n_grants)
{
    for (int32_t i = 0; i < advances->n_movements; i++) {
        add(flows, advances->movements[i].month, advances->movements[i].amount);
    }
    for (int32_t i = 0; i < advances->n_granted; i++) {
        add(flows, advances->granted[i].month, -(int64_t)advances->granted[i].amount);
        add_repayments(flows, advances, &advances->granted[i]);
    }
    for (int32_t i = 0; i < n_grants; i++) {
        int32_t r = appui_advances_find(advances, grants[i].project);
        if (r >= 0) {
            struct appui_granted advance = {.amount = grants[i].amount,
                                            .owed = grants[i].amount,
                                            .month = grants[i].month,
                                            .terms = advances->requests[r].terms};
            add(flows, advance.month, -(int64_t)advance.amount);
            add_repayments(flows, advances, &advance);
        }
    }
}

int appui_fund_write_up(const struct appui_basin *basin, const struct appui_advance_grant *grants,
                        int32_t n_grants, appui_month until, struct appui_arena *arena,
                        struct appui_fund_table *table)
{
    const struct appui_advances *advances = basin->advances;
    appui_month as_of = appui_month_of(basin->as_of);
    appui_month last = last_month(advances, grants, n_grants, later(until, as_of));
    int32_t n = last - advances->at + 1;
    struct flows flows = {advances->at, appui_arena_alloc(arena, (size_t)n, sizeof *flows.months)};
    if (!flows.months) {
        return -1;
    }
    add_all(&flows, advances, grants, n_grants);
    int64_t balance = advances->balance;
    for (int32_t i = 0; i < n; i++) {
        struct appui_fund_month *month = &flows.months[i];
        month->month = advances->at + i;
        month->start = balance;
        balance += month->received - month->paid;
        month->end = balance;
    }
    table->n = last - as_of + 1;
    table->months = flows.months + (as_of - advances->at);
    return 0;
}

/* ---- room ---- */

int appui_fund_room(const struct appui_basin *basin, struct appui_arena *arena,
                    struct appui_fund_room *room)
{
    const struct appui_advances *advances = basin->advances;
    struct appui_fund_table table;
    room->first = appui_month_of(basin->as_of);
    appui_month last = room->first;
    for (int32_t r = 0; r < advances->n_requests; r++) {
        last = later(last, advances->requests[r].first + advances->requests[r].wait_months);
    }
    if (appui_fund_write_up(basin, NULL, 0, last, arena, &table) < 0) {
        return -1;
    }
    room->n = table.n;
    room->left = appui_arena_alloc(arena, (size_t)table.n, sizeof *room->left);
    for (int32_t i = 0; room->left && i < table.n; i++) {
        int64_t low = table.months[i].start - table.months[i].paid;
        room->left[i] = low > 0 ? low : 0;
    }
    return room->left ? 0 : -1;
}

void appui_fund_take(const struct appui_advances *advances, const struct appui_request *request,
                     appui_month paid, struct appui_fund_room *room)
{
    for (int32_t i = 0; i < room->n; i++) {
        room->left[i] -= appui_fund_draw(advances, request, paid, room->first + i);
    }
}

int64_t appui_fund_missing(const struct appui_advances *advances,
                           const struct appui_request *request, appui_month paid,
                           const struct appui_fund_room *room, appui_month *month)
{
    int64_t most = 0;
    for (int32_t i = 0; i < room->n; i++) {
        int64_t lack = appui_fund_draw(advances, request, paid, room->first + i) - room->left[i];
        if (lack > most) {
            most = lack;
            if (month) {
                *month = room->first + i;
            }
        }
    }
    return most;
}

/* True when the request could be paid in one of its months. */
static bool fits(const struct appui_advances *advances, const struct appui_request *request,
                 const struct appui_fund_room *room)
{
    for (int32_t w = 0; w <= request->wait_months; w++) {
        if (appui_fund_missing(advances, request, request->first + w, room, NULL) == 0) {
            return true;
        }
    }
    return false;
}

void appui_fund_refuse(const struct appui_basin *basin, int32_t request,
                       const struct appui_fund_room *whole, const struct appui_fund_room *room,
                       struct appui_advance_refusal *refusal)
{
    const struct appui_advances *advances = basin->advances;
    const struct appui_request *asked = &advances->requests[request];
    *refusal = (struct appui_advance_refusal){.project = asked->project, .month = APPUI_ABSENT};
    if (!asked->planned || asked->amount == 0) {
        refusal->reason =
            asked->planned ? APPUI_ADVANCE_CAP_USED : APPUI_ADVANCE_PROJECT_NOT_PLANNED;
        return;
    }
    refusal->reason =
        fits(advances, asked, whole) ? APPUI_ADVANCE_OTHERS_SERVED : APPUI_ADVANCE_FUND_TOO_LOW;
    for (int32_t w = 0; w <= asked->wait_months; w++) {
        appui_month month = APPUI_ABSENT;
        int64_t missing = appui_fund_missing(advances, asked, asked->first + w, room, &month);
        if (w == 0 || missing < refusal->missing) {
            refusal->missing = missing;
            refusal->month = month;
        }
    }
}
