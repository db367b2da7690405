/*
 * Repayable advances: amounts, months and terms within what the fund's arithmetic holds exactly,
 * what is still owed of the advances granted before, and what each request could be granted at
 * most. Whether the fund can bear the requests is the solver's to say.
 */
#include <string.h>

#include "model/fund.h"
#include "model/validate.h"

/* Thousandths of weighted euros: what the linear solver's guard lets in, every sum exact. */
#define WORTH_MAX INT64_C(1000000000000000)

static const struct appui_field balance = {"balance", APPUI_UNIT_COUNT, 0, APPUI_FUND_MAX};
static const struct appui_field cap = {"cap", APPUI_UNIT_COUNT, 1, APPUI_ADVANCE_MAX};
static const struct appui_field loss_rate = {"loss_rate", APPUI_UNIT_MILLIONTHS, 0, APPUI_LOSS_ONE};
static const struct appui_field amount = {"amount", APPUI_UNIT_COUNT, 1, APPUI_ADVANCE_MAX};
static const struct appui_field repaid = {"repaid", APPUI_UNIT_COUNT, 0, APPUI_ADVANCE_MAX};
static const struct appui_field movement = {"amount", APPUI_UNIT_COUNT, -APPUI_FUND_MAX,
                                            APPUI_FUND_MAX};
static const struct appui_field weight = {"weight", APPUI_UNIT_THOUSANDTHS, 1, 1000000000};
static const struct appui_field wait_months = {"wait_months", APPUI_UNIT_COUNT, 0,
                                               APPUI_ADVANCE_WAIT_MAX};
static const struct appui_field grace = {"grace_months", APPUI_UNIT_COUNT, 0, 60};
static const struct appui_field instalments = {"instalments", APPUI_UNIT_COUNT, 1, 120};
static const struct appui_field every = {"every_months", APPUI_UNIT_COUNT, 1, 12};

/* Terms with which the arithmetic goes on after a fault. */
static const struct appui_repayment harmless = {0, 1, 1};

/* A month as text, in scratch memory. */
static const char *month_text(struct appui_validation *v, appui_month month)
{
    char text[APPUI_MONTH_TEXT];
    const char *kept = appui_arena_format(&v->scratch, "%s", appui_month_write(month, text));
    v->faults->out_of_memory |= !kept;
    return kept ? kept : "";
}

static const char *euros(struct appui_validation *v, int64_t value)
{
    return appui_figure_text(v, APPUI_UNIT_COUNT, value);
}

/* The month of as_of; the fund's own where as_of could not be read. */
static appui_month today(const struct appui_validation *v)
{
    return v->basin->as_of == APPUI_ABSENT ? v->basin->advances->at
                                           : appui_month_of(v->basin->as_of);
}

/* Judges a month the file must have; `otherwise` after a fault. */
static appui_month read_month(struct appui_validation *v, const struct appui_place *place,
                              appui_month month, appui_month otherwise)
{
    if (month == APPUI_ABSENT) {
        v->incomplete = true;
        return otherwise;
    }
    if (month <= today(v) + APPUI_FUND_MONTHS_AHEAD) {
        return month;
    }
    struct appui_spot spot = {place, "month", -1};
    appui_faults_add(v->faults, APPUI_FAULT_ADVANCE_MONTH_FAR, appui_spot_pointer(v, spot),
                     place->id, "key", "month", "value", month_text(v, month), "as_of",
                     appui_date_kept(v, v->basin->as_of), (const char *)NULL);
    return otherwise;
}

/* Terms at "repayment" of a place, or `general` where it has none. */
static struct appui_repayment read_terms(struct appui_validation *v,
                                         const struct appui_place *place,
                                         const struct appui_draft_repayment *draft,
                                         const struct appui_repayment *general)
{
    struct appui_spot spot = {place, "repayment", -1};
    struct appui_place here = {appui_spot_pointer(v, spot), place->id};
    if (!draft->given) {
        v->incomplete |= !general;
        return general ? *general : harmless;
    }
    struct appui_repayment terms = {
        appui_or(appui_validate_number(v, &here, &grace, draft->grace_months), 0),
        appui_or(appui_validate_required(v, &here, &instalments, draft->instalments), 1),
        appui_or(appui_validate_number(v, &here, &every, draft->every_months), 1)};
    int32_t months = appui_fund_due(&terms, 0, terms.instalments);
    if (months <= APPUI_REPAYMENT_MONTHS_MAX) {
        return terms;
    }
    appui_faults_add(v->faults, APPUI_FAULT_ADVANCE_CALENDAR_TOO_LONG, here.pointer, here.id,
                     "value", euros(v, months), "high", euros(v, APPUI_REPAYMENT_MONTHS_MAX),
                     (const char *)NULL);
    return harmless;
}

static void read_fund(struct appui_validation *v)
{
    const struct appui_draft_advances *draft = &v->draft->advances;
    struct appui_advances *advances = v->basin->advances;
    struct appui_place root = {"/advances", NULL}, fund = {"/advances/fund", NULL};
    bool dated = v->basin->as_of != APPUI_ABSENT;
    advances->balance = appui_or(appui_validate_required(v, &fund, &balance, draft->balance), 0);
    advances->cap = appui_validate_number(v, &root, &cap, draft->cap);
    advances->loss_rate =
        appui_or(appui_validate_number(v, &root, &loss_rate, draft->loss_rate), 0);
    v->incomplete |= draft->at == APPUI_ABSENT || !dated;
    advances->at = appui_or(draft->at, dated ? appui_month_of(v->basin->as_of) : 0);
    if (dated && advances->at > today(v)) {
        appui_faults_add(v->faults, APPUI_FAULT_ADVANCE_FUND_LATER, "/advances/fund/at", NULL,
                         "value", month_text(v, advances->at), "as_of",
                         appui_date_kept(v, v->basin->as_of), (const char *)NULL);
        advances->at = today(v);
    }
}

static int read_movements(struct appui_validation *v)
{
    const struct appui_draft_advances *draft = &v->draft->advances;
    struct appui_advances *advances = v->basin->advances;
    advances->n_movements = draft->n_movements;
    advances->movements = appui_keep_array(v, draft->n_movements, sizeof *advances->movements);
    if (!advances->movements) {
        return -1;
    }
    for (int32_t i = 0; i < draft->n_movements; i++) {
        const struct appui_draft_movement *item = &draft->movements[i];
        struct appui_place place = appui_place_at(v, NULL, "/advances/movements", i);
        v->incomplete |= item->broken;
        advances->movements[i] = (struct appui_movement){
            read_month(v, &place, item->month, advances->at),
            appui_or(appui_validate_required(v, &place, &movement, item->amount), 0)};
    }
    return 0;
}

/* What is repaid by the fund's month: as written, else as the calendar says. */
static int32_t repaid_by_now(struct appui_validation *v, const struct appui_place *place,
                             int32_t written, const struct appui_granted *granted)
{
    appui_month at = v->basin->advances->at;
    struct appui_spot spot = {place, "repaid", -1};
    int32_t value = appui_validate_number(v, place, &repaid, written);
    if (value == APPUI_ABSENT) {
        return (int32_t)appui_fund_expected(granted->amount, 0, granted->n_due,
                                            granted->terms.instalments);
    }
    if (value > granted->amount) {
        appui_faults_add(v->faults, APPUI_FAULT_ADVANCE_REPAID_TOO_MUCH,
                         appui_spot_pointer(v, spot), place->id, "value", euros(v, value), "high",
                         euros(v, granted->amount), (const char *)NULL);
        return granted->amount;
    }
    if (value > 0 && granted->month >= at) {
        appui_faults_add(v->faults, APPUI_FAULT_ADVANCE_REPAID_EARLY, appui_spot_pointer(v, spot),
                         place->id, "value", euros(v, value), "month",
                         month_text(v, granted->month), "at", month_text(v, at),
                         (const char *)NULL);
    }
    return value;
}

static int read_granted(struct appui_validation *v, const struct appui_repayment *general)
{
    const struct appui_draft_advances *draft = &v->draft->advances;
    struct appui_advances *advances = v->basin->advances;
    advances->n_granted = draft->n_granted;
    advances->granted = appui_keep_array(v, draft->n_granted, sizeof *advances->granted);
    if (!advances->granted) {
        return -1;
    }
    for (int32_t i = 0; i < draft->n_granted; i++) {
        const struct appui_draft_granted *item = &draft->granted[i];
        struct appui_granted *granted = &advances->granted[i];
        struct appui_place place = appui_place_at(v, item->project, "/advances/granted", i);
        v->incomplete |= item->broken || !item->project;
        granted->project = appui_keep(v, item->project);
        granted->amount = appui_or(appui_validate_required(v, &place, &amount, item->amount), 1);
        granted->month = read_month(v, &place, item->month, advances->at);
        granted->terms = read_terms(v, &place, &item->repayment, general);
        granted->n_due = appui_fund_due_before(&granted->terms, granted->month, advances->at);
        granted->owed = granted->amount - repaid_by_now(v, &place, item->repaid, granted);
    }
    return 0;
}

/* What earlier advances of a project leave of the cap. */
static int32_t left_of_cap(const struct appui_validation *v, const char *project)
{
    const struct appui_advances *advances = v->basin->advances;
    int64_t left = advances->cap == APPUI_ABSENT ? APPUI_ADVANCE_MAX : advances->cap;
    for (int32_t i = 0; i < advances->n_granted && advances->cap != APPUI_ABSENT; i++) {
        const char *other = advances->granted[i].project;
        left -= other && strcmp(other, project) == 0 ? advances->granted[i].amount : 0;
    }
    return left > 0 ? (int32_t)left : 0;
}

/* Never before as_of, nor before the committee that decides; else when it is asked for. */
static appui_month first_month(struct appui_validation *v, const struct appui_place *place,
                               appui_month asked, const struct appui_project *project)
{
    appui_month first = today(v);
    appui_month committee =
        project->committee == APPUI_ABSENT ? first : appui_month_of(project->committee);
    first = committee > first ? committee : first;
    asked = asked == APPUI_ABSENT ? first : read_month(v, place, asked, first);
    return asked > first ? asked : first;
}

static void read_request(struct appui_validation *v, int32_t index,
                         const struct appui_repayment *general, struct appui_request *request)
{
    const struct appui_draft_request *item = &v->draft->advances.requests[index];
    struct appui_place place = appui_place_at(v, item->project, "/advances/requests", index);
    struct appui_spot spot = {&place, "project", -1};
    v->incomplete |= item->broken;
    request->project = appui_validate_reference(v, spot, APPUI_KIND_PROJECT, item->project);
    request->asked = appui_or(appui_validate_required(v, &place, &amount, item->amount), 1);
    request->wait_months =
        appui_or(appui_validate_number(v, &place, &wait_months, item->wait_months), 0);
    request->weight = appui_validate_number(v, &place, &weight, item->weight);
    request->terms = read_terms(v, &place, &item->repayment, general);
    if (request->project < 0) {
        read_month(v, &place, appui_or(item->month, 0), 0);
        return;
    }
    const struct appui_project *project = &v->basin->projects[request->project];
    int32_t left = left_of_cap(v, item->project);
    request->amount = request->asked < left ? request->asked : left;
    request->planned = appui_basin_project_planned(v->basin, request->project);
    request->first = first_month(v, &place, item->month, project);
    request->weight = appui_or(request->weight, project->weight);
}

/* @param by_project  [n_projects] 1 + the request met before, or 0 */
static void check_twice(struct appui_validation *v, int32_t index, int32_t *by_project)
{
    const struct appui_request *request = &v->basin->advances->requests[index];
    const char *id = v->draft->advances.requests[index].project;
    if (request->project < 0) {
        return;
    }
    int32_t *before = &by_project[request->project];
    if (*before > 0) {
        struct appui_place place = appui_place_at(v, id, "/advances/requests", index);
        struct appui_place other = appui_place_at(v, id, "/advances/requests", *before - 1);
        struct appui_spot spot = {&place, "project", -1};
        appui_faults_add(v->faults, APPUI_FAULT_ADVANCE_TWICE, appui_spot_pointer(v, spot), id,
                         "value", id, "other", other.pointer, (const char *)NULL);
    }
    *before = index + 1;
}

static int read_requests(struct appui_validation *v, const struct appui_repayment *general)
{
    const struct appui_draft_advances *draft = &v->draft->advances;
    struct appui_advances *advances = v->basin->advances;
    int32_t *by_project = appui_scratch_array(v, v->basin->n_projects, sizeof *by_project);
    int64_t worth = 0;
    advances->n_requests = draft->n_requests;
    advances->requests = appui_keep_array(v, draft->n_requests, sizeof *advances->requests);
    if (!advances->requests || !by_project) {
        return -1;
    }
    for (int32_t i = 0; i < draft->n_requests; i++) {
        read_request(v, i, general, &advances->requests[i]);
        check_twice(v, i, by_project);
        worth += appui_request_worth(&advances->requests[i]);
        worth = worth > WORTH_MAX ? WORTH_MAX + 1 : worth;
    }
    if (worth > WORTH_MAX) {
        appui_faults_add(v->faults, APPUI_FAULT_ADVANCE_WEIGHTS_TOO_LARGE, "/advances/requests",
                         NULL, (const char *)NULL);
    }
    return 0;
}

int appui_validate_advances(struct appui_validation *v)
{
    static const struct appui_place root = {"/advances", NULL};
    if (!v->draft->advances.given) {
        return 0;
    }
    v->basin->advances = appui_keep_array(v, 1, sizeof *v->basin->advances);
    if (!v->basin->advances) {
        return -1;
    }
    read_fund(v);
    struct appui_repayment general = read_terms(v, &root, &v->draft->advances.repayment, NULL);
    return read_movements(v) == 0 && read_granted(v, &general) == 0 &&
                   read_requests(v, &general) == 0
               ? 0
               : -1;
}
