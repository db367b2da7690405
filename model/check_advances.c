/*
 * Repayable advances: every request answered once, granted whole, within its months, never below
 * zero by what is new; the fund written up anew from the granted alone, month by month; each reason
 * and each figure as they come out of that. Whether a better choice exists is not verified: a bound
 * is only checked not to contradict its value.
 */
#include <string.h>

#include "model/fund.h"
#include "model/verdict.h"

#define WORTH_SCALE 1000

static const struct appui_advances *advances_of(const struct appui_verdict *verdict)
{
    return verdict->basin->advances;
}

static const char *project_id(const struct appui_verdict *verdict, int32_t project)
{
    return verdict->basin->projects[project].id;
}

/* "/advances/list/index" */
static const char *place_of(const char *list, int32_t index, char text[APPUI_POINTER_TEXT])
{
    char inner[APPUI_POINTER_TEXT];
    strcpy(inner, "advances/");
    strcat(inner, list);
    return appui_pointer_item(inner, index, text);
}

/* ---- who is answered ---- */

static void report_place(struct appui_verdict *verdict, const char *list, int32_t index,
                         int32_t project)
{
    char pointer[APPUI_POINTER_TEXT];
    const char *id = project_id(verdict, project);
    appui_faults_add(verdict->faults, APPUI_FAULT_ADVANCE_LISTED, place_of(list, index, pointer),
                     id, "project", id, APPUI_END);
}

/* Notes the request that an entry answers. @param last  of the list so far. @return it, or -1 */
static int32_t note(struct appui_verdict *verdict, const char *list, int32_t index, int32_t project,
                    bool *answered, int32_t *last)
{
    int32_t request = appui_advances_find(advances_of(verdict), project);
    if (request < 0 || request <= *last || answered[request]) {
        report_place(verdict, list, index, project);
        return -1;
    }
    *last = request;
    answered[request] = true;
    return request;
}

static void check_grant(struct appui_verdict *verdict, int32_t index, int32_t request)
{
    const struct appui_advance_grant *grant = &verdict->plan->advances->granted[index];
    const struct appui_request *asked = &advances_of(verdict)->requests[request];
    const char *id = project_id(verdict, grant->project);
    char pointer[APPUI_POINTER_TEXT], value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
    char month[APPUI_MONTH_TEXT], first[APPUI_MONTH_TEXT], last[APPUI_MONTH_TEXT];
    int32_t whole = asked->planned ? asked->amount : 0;
    place_of("granted", index, pointer);
    if (grant->amount != whole || whole == 0) {
        appui_faults_add(verdict->faults, APPUI_FAULT_ADVANCE_AMOUNT, pointer, id, "project", id,
                         "value", appui_count_write(grant->amount, value), "high",
                         appui_count_write(whole, high), APPUI_END);
    }
    if (grant->month < asked->first || grant->month > asked->first + asked->wait_months) {
        appui_faults_add(verdict->faults, APPUI_FAULT_ADVANCE_MONTH, pointer, id, "project", id,
                         "value", appui_month_write(grant->month, month), "low",
                         appui_month_write(asked->first, first), "high",
                         appui_month_write(asked->first + asked->wait_months, last), APPUI_END);
    }
}

static void check_answers(struct appui_verdict *verdict, bool *answered)
{
    const struct appui_plan_advances *said = verdict->plan->advances;
    int32_t last = -1;
    for (int32_t i = 0; i < said->n_granted; i++) {
        int32_t request = note(verdict, "granted", i, said->granted[i].project, answered, &last);
        if (request >= 0) {
            check_grant(verdict, i, request);
        }
    }
    last = -1;
    for (int32_t i = 0; i < said->n_refused; i++) {
        note(verdict, "refused", i, said->refused[i].project, answered, &last);
    }
    for (int32_t r = 0; r < advances_of(verdict)->n_requests; r++) {
        const char *id = project_id(verdict, advances_of(verdict)->requests[r].project);
        if (!answered[r]) {
            appui_faults_add(verdict->faults, APPUI_FAULT_ADVANCE_UNLISTED, "/advances", id,
                             "project", id, APPUI_END);
        }
    }
}

/* ---- the fund ---- */

static void check_lowest(struct appui_verdict *verdict, const struct appui_fund_month *with,
                         const struct appui_fund_month *without)
{
    char month[APPUI_MONTH_TEXT], value[APPUI_DAYS_TEXT], low[APPUI_DAYS_TEXT];
    int64_t lowest = with->start - with->paid, before = without->start - without->paid;
    int64_t allowed = before < 0 ? before : 0;
    if (lowest < allowed) {
        appui_faults_add(verdict->faults, APPUI_FAULT_ADVANCE_FUND, "/advances/granted", NULL,
                         "month", appui_month_write(with->month, month), "value",
                         appui_count_write(lowest, value), "low", appui_count_write(allowed, low),
                         APPUI_END);
    }
}

static void check_month(struct appui_verdict *verdict, int32_t index,
                        const struct appui_fund_month *found)
{
    const struct appui_fund_month *said = &verdict->plan->advances->months[index];
    const struct {
        const char *key;
        int64_t said, found;
    } rows[] = {{"start", said->start, found->start},
                {"paid", said->paid, found->paid},
                {"received", said->received, found->received},
                {"end", said->end, found->end}};
    char pointer[APPUI_POINTER_TEXT], month[APPUI_MONTH_TEXT], value[APPUI_DAYS_TEXT],
        high[APPUI_DAYS_TEXT];
    for (int i = 0; i < 4; i++) {
        if (rows[i].said != rows[i].found) {
            appui_faults_add(verdict->faults, APPUI_FAULT_ADVANCE_LEDGER,
                             place_of("months", index, pointer), NULL, "key", rows[i].key, "month",
                             appui_month_write(found->month, month), "value",
                             appui_count_write(rows[i].said, value), "high",
                             appui_count_write(rows[i].found, high), APPUI_END);
        }
    }
}

static void check_ledger(struct appui_verdict *verdict, const struct appui_fund_table *found)
{
    const struct appui_plan_advances *said = verdict->plan->advances;
    char month[APPUI_MONTH_TEXT] = "?", first[APPUI_MONTH_TEXT], value[APPUI_DAYS_TEXT],
         high[APPUI_DAYS_TEXT];
    bool same = said->n_months == found->n;
    for (int32_t i = 0; same && i < found->n; i++) {
        same = said->months[i].month == found->months[i].month;
    }
    if (!same) {
        if (said->n_months > 0) {
            appui_month_write(said->months[0].month, month);
        }
        appui_faults_add(verdict->faults, APPUI_FAULT_ADVANCE_LEDGER_MONTHS, "/advances/months",
                         NULL, "value", appui_count_write(said->n_months, value), "month", month,
                         "high", appui_count_write(found->n, high), "first",
                         appui_month_write(found->months[0].month, first), APPUI_END);
    }
    for (int32_t i = 0; same && i < found->n; i++) {
        check_month(verdict, i, &found->months[i]);
    }
}

/* Writes the fund up with what is granted, and without. */
static int check_fund(struct appui_verdict *verdict)
{
    const struct appui_plan_advances *said = verdict->plan->advances;
    appui_month at = advances_of(verdict)->at;
    struct appui_fund_table with = {0}, without = {0};
    if (appui_fund_write_up(verdict->basin, said->granted, said->n_granted, at, &verdict->arena,
                            &with) < 0 ||
        appui_fund_write_up(verdict->basin, NULL, 0, with.months[with.n - 1].month, &verdict->arena,
                            &without) < 0) {
        return -1;
    }
    for (int32_t i = 0; i < with.n; i++) {
        check_lowest(verdict, &with.months[i], &without.months[i]);
    }
    check_ledger(verdict, &with);
    return 0;
}

/* ---- reasons ---- */

/* A refusal in words of the file: "fund_too_low 2027-05 3200". */
static const char *write_refusal(struct appui_verdict *verdict,
                                 const struct appui_advance_refusal *refusal)
{
    char month[APPUI_MONTH_TEXT];
    const char *name = appui_advance_reason_name(refusal->reason);
    if (refusal->month == APPUI_ABSENT) {
        return name;
    }
    const char *text =
        appui_arena_format(&verdict->arena, "%s %s %lld", name,
                           appui_month_write(refusal->month, month), (long long)refusal->missing);
    return text ? text : name;
}

static void check_reason(struct appui_verdict *verdict, int32_t index,
                         const struct appui_fund_room *whole, const struct appui_fund_room *room)
{
    const struct appui_advance_refusal *refusal = &verdict->plan->advances->refused[index];
    const char *id = project_id(verdict, refusal->project);
    struct appui_advance_refusal found;
    char pointer[APPUI_POINTER_TEXT];
    int32_t r = appui_advances_find(advances_of(verdict), refusal->project);
    if (r < 0) {
        return;
    }
    appui_fund_refuse(verdict->basin, r, whole, room, &found);
    place_of("refused", index, pointer);
    bool by_fund =
        found.reason == APPUI_ADVANCE_FUND_TOO_LOW || found.reason == APPUI_ADVANCE_OTHERS_SERVED;
    if (by_fund && found.missing == 0) {
        appui_faults_add(verdict->faults, APPUI_FAULT_ADVANCE_FITS, pointer, id, "project", id,
                         APPUI_END);
    } else if (refusal->reason != found.reason || refusal->month != found.month ||
               refusal->missing != found.missing) {
        appui_faults_add(verdict->faults, APPUI_FAULT_ADVANCE_REASON, pointer, id, "project", id,
                         "value", write_refusal(verdict, refusal), "high",
                         write_refusal(verdict, &found), APPUI_END);
    }
}

static int check_reasons(struct appui_verdict *verdict)
{
    const struct appui_plan_advances *said = verdict->plan->advances;
    const struct appui_advances *advances = advances_of(verdict);
    struct appui_fund_room whole, room;
    if (appui_fund_room(verdict->basin, &verdict->arena, &whole) < 0 ||
        appui_fund_room(verdict->basin, &verdict->arena, &room) < 0) {
        return -1;
    }
    for (int32_t i = 0; i < said->n_granted; i++) {
        int32_t r = appui_advances_find(advances, said->granted[i].project);
        if (r >= 0) {
            appui_fund_take(advances, &advances->requests[r], said->granted[i].month, &room);
        }
    }
    for (int32_t i = 0; i < said->n_refused; i++) {
        check_reason(verdict, i, &whole, &room);
    }
    return 0;
}

/* ---- figures ---- */

static void check_figure(struct appui_verdict *verdict, const char *key, int64_t said,
                         int64_t found, int64_t scale)
{
    char value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
    if (said != found) {
        appui_faults_add(verdict->faults, APPUI_FAULT_ADVANCE_FIGURE, "/advances", NULL, "key", key,
                         "value", appui_scaled_write(said, scale, value), "high",
                         appui_scaled_write(found, scale, high), APPUI_END);
    }
}

static void check_figures(struct appui_verdict *verdict)
{
    const struct appui_plan_advances *said = verdict->plan->advances;
    const struct appui_advances *advances = advances_of(verdict);
    int64_t asked = 0, granted = 0, worth = 0;
    char value[APPUI_DAYS_TEXT], bound[APPUI_DAYS_TEXT];
    for (int32_t r = 0; r < advances->n_requests; r++) {
        asked += advances->requests[r].asked;
    }
    for (int32_t i = 0; i < said->n_granted; i++) {
        int32_t r = appui_advances_find(advances, said->granted[i].project);
        granted += said->granted[i].amount;
        worth += r < 0 ? 0 : (int64_t)advances->requests[r].weight * said->granted[i].amount;
    }
    check_figure(verdict, "asked_total", said->asked_total, asked, 1);
    check_figure(verdict, "granted_total", said->granted_total, granted, 1);
    check_figure(verdict, "value", said->value, worth, WORTH_SCALE);
    if (said->bound < said->value || said->proved != (said->bound == said->value)) {
        appui_faults_add(verdict->faults, APPUI_FAULT_ADVANCE_BOUND, "/advances", NULL, "value",
                         appui_scaled_write(said->value, WORTH_SCALE, value), "bound",
                         appui_scaled_write(said->bound, WORTH_SCALE, bound), APPUI_END);
    }
}

int appui_check_advances(struct appui_verdict *verdict)
{
    const struct appui_advances *advances = advances_of(verdict);
    if (!advances || !verdict->plan->advances) {
        if (advances || verdict->plan->advances) {
            appui_faults_add(verdict->faults,
                             advances ? APPUI_FAULT_ADVANCES_MISSING : APPUI_FAULT_ADVANCES_UNKNOWN,
                             "/advances", NULL, APPUI_END);
        }
        return 0;
    }
    bool *answered =
        appui_arena_alloc(&verdict->arena, (size_t)advances->n_requests, sizeof *answered);
    if (!answered) {
        return -1;
    }
    check_answers(verdict, answered);
    check_figures(verdict);
    return check_fund(verdict) == 0 && check_reasons(verdict) == 0 ? 0 : -1;
}
