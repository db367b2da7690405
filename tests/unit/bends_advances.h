/*
 * Bends of a strand of repayable advances, which each adds to the sample: a fund of 20,000 € as of
 * January 2027, an advance to an older firm paid in December, requests of both projects.
 */
#ifndef APPUI_TESTS_UNIT_BENDS_ADVANCES_H
#define APPUI_TESTS_UNIT_BENDS_ADVANCES_H

#include "bend.h"
#include "model/advances.h"

/** January 2027, the month of the sample's as_of. */
#define BEND_TODAY (12 * 57)

static inline struct appui_draft_advances *with_advances(struct appui_draft *d)
{
    struct appui_draft_advances *a = &d->advances;
    *a = (struct appui_draft_advances){.given = true,
                                       .balance = 20000,
                                       .at = BEND_TODAY,
                                       .cap = 15000,
                                       .loss_rate = 60000,
                                       .repayment = {true, 6, 24, APPUI_ABSENT},
                                       .n_granted = 1,
                                       .n_requests = 2,
                                       .n_movements = 1};
    a->granted = sample_array(d, 1, sizeof *a->granted);
    a->granted[0] = (struct appui_draft_granted){
        .project = "older-firm", .amount = 12000, .repaid = APPUI_ABSENT, .month = BEND_TODAY - 1};
    a->requests = sample_array(d, 2, sizeof *a->requests);
    for (int32_t r = 0; r < 2; r++) {
        a->requests[r] = (struct appui_draft_request){.project = d->projects[r].id,
                                                      .amount = 15000,
                                                      .month = APPUI_ABSENT,
                                                      .wait_months = APPUI_ABSENT,
                                                      .weight = APPUI_ABSENT};
    }
    a->movements = sample_array(d, 1, sizeof *a->movements);
    a->movements[0] = (struct appui_draft_movement){.month = BEND_TODAY + 5, .amount = 5000};
    return a;
}

/* Figures */
static void fund_in_debt(struct appui_draft *d)
{
    with_advances(d)->balance = -1;
}
static void cap_of_nothing(struct appui_draft *d)
{
    with_advances(d)->cap = 0;
}
static void more_lost_than_lent(struct appui_draft *d)
{
    with_advances(d)->loss_rate = APPUI_LOSS_ONE + 1;
}
static void too_long_a_grace(struct appui_draft *d)
{
    with_advances(d)->repayment.grace_months = 61;
}
static void no_instalment(struct appui_draft *d)
{
    with_advances(d)->repayment.instalments = 0;
}
static void instalments_at_once(struct appui_draft *d)
{
    with_advances(d)->repayment.every_months = 0;
}
static void movement_of_billions(struct appui_draft *d)
{
    with_advances(d)->movements[0].amount = -APPUI_FUND_MAX - 1;
}
static void granted_nothing(struct appui_draft *d)
{
    with_advances(d)->granted[0].amount = 0;
}
static void repaid_below_nothing(struct appui_draft *d)
{
    with_advances(d)->granted[0].repaid = -1;
}
static void request_of_nothing(struct appui_draft *d)
{
    with_advances(d)->requests[1].amount = 0;
}
static void request_of_millions(struct appui_draft *d)
{
    struct appui_draft_advances *a = with_advances(d);
    a->cap = APPUI_ABSENT;
    a->requests[0].amount = APPUI_ADVANCE_MAX + 1;
}
static void request_that_waits_for_ever(struct appui_draft *d)
{
    with_advances(d)->requests[0].wait_months = APPUI_ADVANCE_WAIT_MAX + 1;
}
static void request_without_weight(struct appui_draft *d)
{
    with_advances(d)->requests[0].weight = 0;
}

/* Months and references */
static void fund_of_next_month(struct appui_draft *d)
{
    struct appui_draft_advances *a = with_advances(d);
    a->at = BEND_TODAY + 1;
}
static void request_in_another_age(struct appui_draft *d)
{
    with_advances(d)->requests[1].month = BEND_TODAY + APPUI_FUND_MONTHS_AHEAD + 1;
}
static void movement_in_another_age(struct appui_draft *d)
{
    with_advances(d)->movements[0].month = BEND_TODAY + APPUI_FUND_MONTHS_AHEAD + 1;
}
static void own_calendar_too_long(struct appui_draft *d)
{
    with_advances(d)->requests[0].repayment = (struct appui_draft_repayment){true, 1, 60, 4};
}
static void advance_to_nobody(struct appui_draft *d)
{
    with_advances(d)->requests[0].project = "techni-sinal";
}
static void advance_asked_twice(struct appui_draft *d)
{
    with_advances(d)->requests[1].project = "techni-signal";
}
static void more_repaid_than_lent(struct appui_draft *d)
{
    with_advances(d)->granted[0].repaid = 12001;
}
static void repaid_before_it_is_paid(struct appui_draft *d)
{
    struct appui_draft_advances *a = with_advances(d);
    a->granted[0].month = BEND_TODAY;
    a->granted[0].repaid = 1;
}
static void advances_beyond_all_weighing(struct appui_draft *d)
{
    struct appui_draft_advances *a = with_advances(d);
    a->cap = APPUI_ABSENT;
    a->requests[0].amount = APPUI_ADVANCE_MAX;
    a->requests[0].weight = 1000000000;
}

/* Warnings */
static void request_over_the_cap(struct appui_draft *d)
{
    with_advances(d)->requests[1].amount = 15001;
}
static void advance_after_its_last_instalment(struct appui_draft *d)
{
    struct appui_draft_advances *a = with_advances(d);
    a->granted[0].repayment = (struct appui_draft_repayment){true, 0, 1, 1};
    a->granted[0].month = BEND_TODAY - 2;
    a->granted[0].repaid = 11999;
}
static void fund_that_runs_dry(struct appui_draft *d)
{
    with_advances(d)->movements[0].amount = -20001;
}

static const struct bend bends_of_advances[] = {
    BEND(OUT_OF_RANGE, "/advances/fund/balance", fund_in_debt),
    BEND(OUT_OF_RANGE, "/advances/cap", cap_of_nothing),
    BEND(OUT_OF_RANGE, "/advances/loss_rate", more_lost_than_lent),
    BEND(OUT_OF_RANGE, "/advances/repayment/grace_months", too_long_a_grace),
    BEND(OUT_OF_RANGE, "/advances/repayment/instalments", no_instalment),
    BEND(OUT_OF_RANGE, "/advances/repayment/every_months", instalments_at_once),
    BEND(OUT_OF_RANGE, "/advances/movements/0/amount", movement_of_billions),
    BEND(OUT_OF_RANGE, "/advances/granted/0/amount", granted_nothing),
    BEND(OUT_OF_RANGE, "/advances/granted/0/repaid", repaid_below_nothing),
    BEND(OUT_OF_RANGE, "/advances/requests/1/amount", request_of_nothing),
    BEND(OUT_OF_RANGE, "/advances/requests/0/amount", request_of_millions),
    BEND(OUT_OF_RANGE, "/advances/requests/0/wait_months", request_that_waits_for_ever),
    BEND(OUT_OF_RANGE, "/advances/requests/0/weight", request_without_weight),
    BEND(ADVANCE_FUND_LATER, "/advances/fund/at", fund_of_next_month),
    BEND(ADVANCE_MONTH_FAR, "/advances/requests/1/month", request_in_another_age),
    BEND(ADVANCE_MONTH_FAR, "/advances/movements/0/month", movement_in_another_age),
    BEND(ADVANCE_CALENDAR_TOO_LONG, "/advances/requests/0/repayment", own_calendar_too_long),
    BEND(UNKNOWN_PROJECT, "/advances/requests/0/project", advance_to_nobody),
    BEND(ADVANCE_TWICE, "/advances/requests/1/project", advance_asked_twice),
    BEND(ADVANCE_REPAID_TOO_MUCH, "/advances/granted/0/repaid", more_repaid_than_lent),
    BEND(ADVANCE_REPAID_EARLY, "/advances/granted/0/repaid", repaid_before_it_is_paid),
    BEND(ADVANCE_WEIGHTS_TOO_LARGE, "/advances/requests", advances_beyond_all_weighing),
    BEND(ADVANCE_OVER_CAP, "/advances/requests/1/amount", request_over_the_cap),
    BEND(ADVANCE_OVERDUE, "/advances/granted/0", advance_after_its_last_instalment),
    BEND(ADVANCE_FUND_BELOW_ZERO, "/advances/fund", fund_that_runs_dry),
};

/* On the limit */
static inline void advance_repaid_in_full_on_time(struct appui_draft *d)
{
    struct appui_draft_advances *a = with_advances(d);
    a->granted[0].repaid = 12000;
    a->movements[0].amount = -20000;
    a->requests[0].month = BEND_TODAY + APPUI_FUND_MONTHS_AHEAD;
    a->requests[0].wait_months = APPUI_ADVANCE_WAIT_MAX;
    a->requests[1].repayment = (struct appui_draft_repayment){true, 0, 20, 12};
}

#endif
