/*
 * Writes the strand of repayable advances.
 */
#include "io/basin_json_write_parts.h"
#include "io/json_month.h"

static void given_month(struct appui_json_tree *tree, json_t *object, appui_month month)
{
    if (month != APPUI_ABSENT) {
        appui_json_put(tree, object, "month", appui_json_month_text(month));
    }
}

static void given_repayment(struct appui_json_tree *tree, json_t *object,
                            const struct appui_draft_repayment *repayment)
{
    if (!repayment->given) {
        return;
    }
    json_t *terms = json_object();
    appui_given_number(tree, terms, "grace_months", repayment->grace_months, 1);
    appui_given_number(tree, terms, "instalments", repayment->instalments, 1);
    appui_given_number(tree, terms, "every_months", repayment->every_months, 1);
    appui_json_put(tree, object, "repayment", terms);
}

static void put_movements(struct appui_json_tree *tree, json_t *object,
                          const struct appui_draft_advances *advances)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < advances->n_movements; i++) {
        json_t *item = json_object();
        given_month(tree, item, advances->movements[i].month);
        appui_given_number(tree, item, "amount", advances->movements[i].amount, 1);
        appui_json_append(tree, list, item);
    }
    appui_json_put(tree, object, "movements", list);
}

static void put_granted(struct appui_json_tree *tree, json_t *object,
                        const struct appui_draft_advances *advances)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < advances->n_granted; i++) {
        const struct appui_draft_granted *granted = &advances->granted[i];
        json_t *item = json_object();
        appui_given_text(tree, item, "project", granted->project);
        appui_given_number(tree, item, "amount", granted->amount, 1);
        given_month(tree, item, granted->month);
        appui_given_number(tree, item, "repaid", granted->repaid, 1);
        given_repayment(tree, item, &granted->repayment);
        appui_json_append(tree, list, item);
    }
    appui_json_put(tree, object, "granted", list);
}

static void put_requests(struct appui_json_tree *tree, json_t *object,
                         const struct appui_draft_advances *advances)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < advances->n_requests; i++) {
        const struct appui_draft_request *request = &advances->requests[i];
        json_t *item = json_object();
        appui_given_text(tree, item, "project", request->project);
        appui_given_number(tree, item, "amount", request->amount, 1);
        given_month(tree, item, request->month);
        appui_given_number(tree, item, "wait_months", request->wait_months, 1);
        appui_given_number(tree, item, "weight", request->weight, APPUI_WEIGHT_ONE);
        given_repayment(tree, item, &request->repayment);
        appui_json_append(tree, list, item);
    }
    appui_json_put(tree, object, "requests", list);
}

json_t *appui_basin_write_advances(struct appui_json_tree *tree,
                                   const struct appui_draft_advances *advances)
{
    json_t *object = json_object();
    json_t *fund = json_object();
    appui_given_number(tree, fund, "balance", advances->balance, 1);
    appui_json_put(tree, fund, "at", appui_json_month_text(advances->at));
    appui_json_put(tree, object, "fund", fund);
    appui_given_number(tree, object, "cap", advances->cap, 1);
    appui_given_number(tree, object, "loss_rate", advances->loss_rate, APPUI_LOSS_ONE);
    given_repayment(tree, object, &advances->repayment);
    if (advances->n_movements > 0) {
        put_movements(tree, object, advances);
    }
    if (advances->n_granted > 0) {
        put_granted(tree, object, advances);
    }
    if (advances->n_requests > 0) {
        put_requests(tree, object, advances);
    }
    return object;
}
