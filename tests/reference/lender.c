/*
 * Lending by hand: every month of a choice is lived through, and compared with the same month
 * without any new advance.
 */
#include "tests/reference/lender.h"

#include <assert.h>
#include <string.h>

/* Longer than any random calendar. */
#define MONTHS 400

struct purse {
    int32_t first;                   /* month */
    int64_t out[MONTHS], in[MONTHS]; /* euros */
    int64_t low[MONTHS];             /* what is left when a month's money is out */
};

/* A choice under trial: for each request the month of payment, or APPUI_ABSENT. */
struct trial {
    struct appui_lender *lender;
    int32_t paid[APPUI_LENDER_REQUESTS_MAX];
    struct purse before; /* without new advances */
};

static int32_t today(const struct appui_draft *draft)
{
    struct appui_civil civil = appui_date_to_civil(draft->as_of);
    return (civil.year - 1970) * 12 + civil.month - 1;
}

static int32_t given(int32_t value, int32_t otherwise)
{
    return value == APPUI_ABSENT ? otherwise : value;
}

static const struct appui_draft_project *project_of(const struct appui_draft *draft, int32_t r)
{
    for (int32_t p = 0; p < draft->n_projects; p++) {
        if (strcmp(draft->projects[p].id, draft->advances.requests[r].project) == 0) {
            return &draft->projects[p];
        }
    }
    assert(false);
    return NULL;
}

static void put(struct purse *purse, int32_t month, int64_t amount)
{
    int32_t i = month - purse->first;
    if (i < 0) {
        return; /* in the balance already */
    }
    assert(i < MONTHS);
    *(amount < 0 ? &purse->out[i] : &purse->in[i]) += amount < 0 ? -amount : amount;
}

/* Lends, and gets back what is left after losses, the euros of each instalment rounded so that
 * never more has come back than is due. @param skip  instalments that are history */
static void lend(struct purse *purse, const struct appui_draft *draft, int32_t amount, int32_t owed,
                 int32_t month, const struct appui_draft_repayment *own, int32_t skip)
{
    const struct appui_draft_repayment *terms = own->given ? own : &draft->advances.repayment;
    int64_t keep = 1000000 - given(draft->advances.loss_rate, 0), back = 0;
    int32_t due = month + given(terms->grace_months, 0), n = terms->instalments - skip;
    due += skip * given(terms->every_months, 1);
    put(purse, month, -(int64_t)amount);
    for (int32_t k = 1; k <= n; k++) {
        due += given(terms->every_months, 1);
        int64_t so_far = owed * keep * k / (n * INT64_C(1000000));
        put(purse, due, so_far - back);
        back = so_far;
    }
}

static void lend_running(struct purse *purse, const struct appui_draft *draft, int32_t index)
{
    const struct appui_draft_granted *granted = &draft->advances.granted[index];
    const struct appui_draft_repayment *terms =
        granted->repayment.given ? &granted->repayment : &draft->advances.repayment;
    int32_t due = granted->month + given(terms->grace_months, 0), skip = 0;
    while (skip < terms->instalments &&
           due + (skip + 1) * given(terms->every_months, 1) < draft->advances.at) {
        skip++;
    }
    int64_t back =
        given(granted->repaid, (int32_t)((int64_t)granted->amount * skip / terms->instalments));
    lend(purse, draft, granted->amount, granted->amount - (int32_t)back, granted->month,
         &granted->repayment, skip);
}

/* What a request would get, whole. */
static int32_t whole(const struct appui_draft *draft, int32_t r)
{
    const struct appui_draft_advances *advances = &draft->advances;
    int64_t left = advances->cap;
    if (advances->cap == APPUI_ABSENT) {
        return advances->requests[r].amount;
    }
    for (int32_t i = 0; i < advances->n_granted; i++) {
        if (strcmp(advances->granted[i].project, advances->requests[r].project) == 0) {
            left -= advances->granted[i].amount;
        }
    }
    left = left < 0 ? 0 : left;
    return left < advances->requests[r].amount ? (int32_t)left : advances->requests[r].amount;
}

static int64_t worth(const struct appui_draft *draft, int32_t r)
{
    int32_t weight = given(draft->advances.requests[r].weight,
                           given(project_of(draft, r)->weight, APPUI_WEIGHT_ONE));
    return (int64_t)weight * whole(draft, r);
}

static int32_t earliest(const struct appui_draft *draft, int32_t r)
{
    const struct appui_draft_project *project = project_of(draft, r);
    int32_t month = today(draft), asked = given(draft->advances.requests[r].month, 0);
    if (project->committee != APPUI_ABSENT && project->status != APPUI_DEFERRED) {
        struct appui_civil civil = appui_date_to_civil(project->committee);
        int32_t committee = (civil.year - 1970) * 12 + civil.month - 1;
        month = committee > month ? committee : month;
    }
    return asked > month ? asked : month;
}

static bool may_have(const struct appui_draft *draft, int32_t r)
{
    enum appui_status status = project_of(draft, r)->status;
    return status != APPUI_CLOSED && status != APPUI_REFUSED && status != APPUI_WITHDRAWN &&
           whole(draft, r) > 0;
}

/* Lives through all months with some new advances. */
static void live(const struct appui_draft *draft, const int32_t *paid, struct purse *purse)
{
    const struct appui_draft_advances *advances = &draft->advances;
    memset(purse, 0, sizeof *purse);
    purse->first = advances->at;
    for (int32_t i = 0; i < advances->n_movements; i++) {
        put(purse, advances->movements[i].month, advances->movements[i].amount);
    }
    for (int32_t i = 0; i < advances->n_granted; i++) {
        lend_running(purse, draft, i);
    }
    for (int32_t r = 0; r < advances->n_requests; r++) {
        if (paid[r] != APPUI_ABSENT) {
            lend(purse, draft, whole(draft, r), whole(draft, r), paid[r],
                 &advances->requests[r].repayment, 0);
        }
    }
    int64_t money = advances->balance;
    for (int32_t i = 0; i < MONTHS; i++) {
        money -= purse->out[i];
        purse->low[i] = money;
        money += purse->in[i];
    }
}

/* The most that is lacking from today on. @param month  where, when something is */
static int64_t lack_of(const struct trial *trial, const int32_t *paid, int32_t *month)
{
    const struct appui_draft *draft = trial->lender->draft;
    struct purse purse;
    int64_t most = 0;
    live(draft, paid, &purse);
    for (int32_t i = today(draft) - purse.first; i < MONTHS; i++) {
        int64_t floor = trial->before.low[i] < 0 ? trial->before.low[i] : 0;
        if (floor - purse.low[i] > most) {
            most = floor - purse.low[i];
            *month = purse.first + i;
        }
    }
    return most;
}

static void judge(struct trial *trial)
{
    struct appui_lender *lender = trial->lender;
    int64_t sum = 0;
    int32_t month = 0;
    lender->n_choices++;
    for (int32_t r = 0; r < lender->draft->advances.n_requests; r++) {
        sum += trial->paid[r] == APPUI_ABSENT ? 0 : worth(lender->draft, r);
    }
    if (sum <= lender->worth || lack_of(trial, trial->paid, &month) > 0) {
        return;
    }
    lender->worth = sum;
    for (int32_t r = 0; r < lender->draft->advances.n_requests; r++) {
        lender->answers[r] = (struct appui_lender_answer){.granted = false};
        if (trial->paid[r] != APPUI_ABSENT) {
            lender->answers[r] = (struct appui_lender_answer){
                .granted = true, .amount = whole(lender->draft, r), .month = trial->paid[r]};
        }
    }
}

/* Every choice from request r on, paid sooner before later before never. */
static void try_from(struct trial *trial, int32_t r)
{
    const struct appui_draft *draft = trial->lender->draft;
    if (r == draft->advances.n_requests) {
        judge(trial);
        return;
    }
    int32_t wait = given(draft->advances.requests[r].wait_months, 0);
    for (int32_t w = 0; may_have(draft, r) && w <= wait; w++) {
        trial->paid[r] = earliest(draft, r) + w;
        try_from(trial, r + 1);
    }
    trial->paid[r] = APPUI_ABSENT;
    try_from(trial, r + 1);
}

/* @param paid  the months of the choice; nothing of request r */
static void explain(const struct trial *trial, int32_t *paid, int32_t r)
{
    struct appui_lender_answer *answer = &trial->lender->answers[r];
    const struct appui_draft *draft = trial->lender->draft;
    int32_t wait = given(draft->advances.requests[r].wait_months, 0);
    bool alone = false;
    if (!may_have(draft, r)) {
        enum appui_status status = project_of(draft, r)->status;
        bool planned = status <= APPUI_RUNNING;
        answer->reason = planned ? APPUI_ADVANCE_CAP_USED : APPUI_ADVANCE_PROJECT_NOT_PLANNED;
        answer->month = APPUI_ABSENT;
        return;
    }
    for (int32_t w = 0; w <= wait; w++) {
        int32_t only[APPUI_LENDER_REQUESTS_MAX], month = APPUI_ABSENT, ignored;
        for (int32_t i = 0; i < APPUI_LENDER_REQUESTS_MAX; i++) {
            only[i] = APPUI_ABSENT;
        }
        paid[r] = only[r] = earliest(draft, r) + w;
        int64_t lack = lack_of(trial, paid, &month);
        alone = alone || lack_of(trial, only, &ignored) == 0;
        if (w == 0 || lack < answer->lack) {
            answer->lack = lack;
            answer->month = month;
        }
    }
    paid[r] = APPUI_ABSENT;
    answer->reason = alone ? APPUI_ADVANCE_OTHERS_SERVED : APPUI_ADVANCE_FUND_TOO_LOW;
}

struct appui_lender appui_lender_try(const struct appui_draft *draft)
{
    struct appui_lender lender = {.draft = draft, .worth = -1};
    struct trial trial = {.lender = &lender};
    int32_t paid[APPUI_LENDER_REQUESTS_MAX];
    assert(draft->advances.n_requests <= APPUI_LENDER_REQUESTS_MAX);
    for (int32_t r = 0; r < APPUI_LENDER_REQUESTS_MAX; r++) {
        trial.paid[r] = APPUI_ABSENT;
    }
    live(draft, trial.paid, &trial.before);
    try_from(&trial, 0);
    for (int32_t r = 0; r < APPUI_LENDER_REQUESTS_MAX; r++) {
        paid[r] = lender.answers[r].granted ? lender.answers[r].month : APPUI_ABSENT;
    }
    for (int32_t r = 0; r < draft->advances.n_requests; r++) {
        if (!lender.answers[r].granted) {
            explain(&trial, paid, r);
        }
    }
    return lender;
}
