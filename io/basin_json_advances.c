/*
 * Reads the strand of repayable advances: the fund, its movements, what was granted, what is asked.
 */
#include "io/basin_json_parts.h"
#include "io/json_month.h"
#include "io/json_scalar.h"

static bool read_repayment(struct appui_json_reader *reader, const struct appui_json_at *at,
                           void *into)
{
    static const struct appui_json_field fields[] = {
        {"grace_months", APPUI_JSON_OPTIONAL, appui_json_integer,
         offsetof(struct appui_draft_repayment, grace_months)},
        {"instalments", APPUI_JSON_REQUIRED, appui_json_integer,
         offsetof(struct appui_draft_repayment, instalments)},
        {"every_months", APPUI_JSON_OPTIONAL, appui_json_integer,
         offsetof(struct appui_draft_repayment, every_months)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_repayment *repayment = into;
    *repayment = (struct appui_draft_repayment){true, APPUI_ABSENT, APPUI_ABSENT, APPUI_ABSENT};
    return appui_json_object(reader, at, fields, repayment);
}

static bool read_fund(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"balance", APPUI_JSON_REQUIRED, appui_json_integer,
         offsetof(struct appui_draft_advances, balance)},
        {"at", APPUI_JSON_REQUIRED, appui_json_month, offsetof(struct appui_draft_advances, at)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_movement(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    static const struct appui_json_field fields[] = {
        {"month", APPUI_JSON_REQUIRED, appui_json_month,
         offsetof(struct appui_draft_movement, month)},
        {"amount", APPUI_JSON_REQUIRED, appui_json_integer,
         offsetof(struct appui_draft_movement, amount)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_movement *movement = into;
    *movement = (struct appui_draft_movement){.month = APPUI_ABSENT, .amount = APPUI_ABSENT};
    movement->broken = !appui_json_object(reader, at, fields, movement);
    return !movement->broken;
}

static bool read_movements(struct appui_json_reader *reader, const struct appui_json_at *at,
                           void *into)
{
    struct appui_draft_advances *advances = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_movement), read_movement);
    advances->movements = list.items;
    advances->n_movements = list.n;
    return list.ok;
}

#define GRANTED(member) offsetof(struct appui_draft_granted, member)

static bool read_granted(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"project", APPUI_JSON_REQUIRED, appui_json_id, GRANTED(project)},
        {"amount", APPUI_JSON_REQUIRED, appui_json_integer, GRANTED(amount)},
        {"month", APPUI_JSON_REQUIRED, appui_json_month, GRANTED(month)},
        {"repaid", APPUI_JSON_OPTIONAL, appui_json_integer, GRANTED(repaid)},
        {"repayment", APPUI_JSON_OPTIONAL, read_repayment, GRANTED(repayment)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_granted *granted = into;
    *granted = (struct appui_draft_granted){
        .amount = APPUI_ABSENT, .repaid = APPUI_ABSENT, .month = APPUI_ABSENT};
    granted->broken = !appui_json_object(reader, at, fields, granted);
    return !granted->broken;
}

static bool read_all_granted(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    struct appui_draft_advances *advances = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_granted), read_granted);
    advances->granted = list.items;
    advances->n_granted = list.n;
    return list.ok;
}

#define REQUEST(member) offsetof(struct appui_draft_request, member)

static bool read_request(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"project", APPUI_JSON_REQUIRED, appui_json_text, REQUEST(project)},
        {"amount", APPUI_JSON_REQUIRED, appui_json_integer, REQUEST(amount)},
        {"month", APPUI_JSON_OPTIONAL, appui_json_month, REQUEST(month)},
        {"wait_months", APPUI_JSON_OPTIONAL, appui_json_integer, REQUEST(wait_months)},
        {"weight", APPUI_JSON_OPTIONAL, appui_json_weight, REQUEST(weight)},
        {"repayment", APPUI_JSON_OPTIONAL, read_repayment, REQUEST(repayment)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_request *request = into;
    *request = (struct appui_draft_request){.amount = APPUI_ABSENT,
                                            .month = APPUI_ABSENT,
                                            .wait_months = APPUI_ABSENT,
                                            .weight = APPUI_ABSENT};
    request->broken = !appui_json_object(reader, at, fields, request);
    return !request->broken;
}

static bool read_requests(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct appui_draft_advances *advances = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_request), read_request);
    advances->requests = list.items;
    advances->n_requests = list.n;
    return list.ok;
}

#define ADVANCES(member) offsetof(struct appui_draft_advances, member)

bool appui_basin_json_advances(struct appui_json_reader *reader, const struct appui_json_at *at,
                               void *into)
{
    static const struct appui_json_field fields[] = {
        {"fund", APPUI_JSON_REQUIRED, read_fund, 0},
        {"cap", APPUI_JSON_OPTIONAL, appui_json_integer, ADVANCES(cap)},
        {"loss_rate", APPUI_JSON_OPTIONAL, appui_json_fit, ADVANCES(loss_rate)},
        {"repayment", APPUI_JSON_REQUIRED, read_repayment, ADVANCES(repayment)},
        {"movements", APPUI_JSON_OPTIONAL, read_movements, 0},
        {"granted", APPUI_JSON_OPTIONAL, read_all_granted, 0},
        {"requests", APPUI_JSON_OPTIONAL, read_requests, 0},
        {NULL, 0, NULL, 0}};
    struct appui_draft_advances *advances = into;
    *advances = (struct appui_draft_advances){.given = true,
                                              .balance = APPUI_ABSENT,
                                              .at = APPUI_ABSENT,
                                              .cap = APPUI_ABSENT,
                                              .loss_rate = APPUI_ABSENT};
    return appui_json_object(reader, at, fields, advances);
}
