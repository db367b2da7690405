/*
 * Warnings about repayable advances: requests over the cap, advances overdue, a fund that runs dry
 * by what was granted before.
 */
#include "model/fund.h"
#include "model/validate.h"

static const char *euros(struct appui_validation *v, int64_t value)
{
    return appui_figure_text(v, APPUI_UNIT_COUNT, value);
}

static void advise_cap(struct appui_validation *v, int32_t index)
{
    const struct appui_advances *advances = v->basin->advances;
    const struct appui_request *request = &advances->requests[index];
    if (request->amount == request->asked) {
        return;
    }
    struct appui_place place =
        appui_place_at(v, v->basin->projects[request->project].id, "/advances/requests", index);
    struct appui_spot spot = {&place, "amount", -1};
    appui_faults_add(v->faults, APPUI_FAULT_ADVANCE_OVER_CAP, appui_spot_pointer(v, spot), place.id,
                     "value", euros(v, request->asked), "cap", euros(v, advances->cap), "high",
                     euros(v, request->amount), (const char *)NULL);
}

static void advise_overdue(struct appui_validation *v, int32_t index)
{
    const struct appui_granted *granted = &v->basin->advances->granted[index];
    char month[APPUI_MONTH_TEXT];
    if (granted->owed == 0 || granted->n_due < granted->terms.instalments) {
        return;
    }
    struct appui_place place = appui_place_at(v, granted->project, "/advances/granted", index);
    appui_faults_add(
        v->faults, APPUI_FAULT_ADVANCE_OVERDUE, place.pointer, place.id, "value",
        euros(v, granted->owed), "month",
        appui_month_write(
            appui_fund_due(&granted->terms, granted->month, granted->terms.instalments), month),
        (const char *)NULL);
}

static int advise_balance(struct appui_validation *v)
{
    struct appui_fund_table table;
    char month[APPUI_MONTH_TEXT];
    if (appui_fund_write_up(v->basin, NULL, 0, v->basin->advances->at, &v->scratch, &table) < 0) {
        return -1;
    }
    for (int32_t i = 0; i < table.n; i++) {
        int64_t lowest = table.months[i].start - table.months[i].paid;
        if (lowest < 0) {
            appui_faults_add(v->faults, APPUI_FAULT_ADVANCE_FUND_BELOW_ZERO, "/advances/fund", NULL,
                             "value", euros(v, lowest), "month",
                             appui_month_write(table.months[i].month, month), (const char *)NULL);
            break;
        }
    }
    return 0;
}

int appui_validate_advise_advances(struct appui_validation *v)
{
    const struct appui_advances *advances = v->basin->advances;
    if (!advances) {
        return 0;
    }
    for (int32_t i = 0; i < advances->n_granted; i++) {
        advise_overdue(v, i);
    }
    for (int32_t i = 0; i < advances->n_requests; i++) {
        advise_cap(v, i);
    }
    return advise_balance(v);
}
