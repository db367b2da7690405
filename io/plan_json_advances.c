/*
 * Writes and reads what a plan says of repayable advances: granted, refused with the reason, the
 * fund by month, what it comes to.
 */
#include "io/json_month.h"
#include "io/json_scalar.h"
#include "io/plan_json_parts.h"
#include "io/plan_words.h"

/* Largest amount read, in euros: no fund within the limits of a basin comes near it. */
#define EUROS_MAX INT64_C(1000000000000000)
#define WORTH_SCALE 1000
#define UNIT "weighted euros"

/* ---- writing ---- */

static void put_project(struct appui_json_tree *tree, json_t *object, int32_t project)
{
    appui_json_put(tree, object, "project",
                   json_string(appui_plan_id(appui_plan_basin(tree), APPUI_PLAN_PROJECT, project)));
}

static json_t *write_granted(struct appui_json_tree *tree,
                             const struct appui_plan_advances *advances)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < advances->n_granted; i++) {
        json_t *object = json_object();
        put_project(tree, object, advances->granted[i].project);
        appui_json_put(tree, object, "amount", json_integer(advances->granted[i].amount));
        appui_json_put(tree, object, "month", appui_json_month_text(advances->granted[i].month));
        appui_json_append(tree, list, object);
    }
    return list;
}

static json_t *write_refused(struct appui_json_tree *tree,
                             const struct appui_plan_advances *advances)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < advances->n_refused; i++) {
        const struct appui_advance_refusal *refusal = &advances->refused[i];
        json_t *object = json_object();
        put_project(tree, object, refusal->project);
        appui_json_put(tree, object, "reason",
                       json_string(appui_advance_reason_name(refusal->reason)));
        if (refusal->month != APPUI_ABSENT) {
            appui_json_put(tree, object, "month", appui_json_month_text(refusal->month));
            appui_json_put(tree, object, "missing", json_integer(refusal->missing));
        }
        appui_json_append(tree, list, object);
    }
    return list;
}

static json_t *write_months(struct appui_json_tree *tree,
                            const struct appui_plan_advances *advances)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < advances->n_months; i++) {
        const struct appui_fund_month *month = &advances->months[i];
        json_t *object = json_object();
        appui_json_put(tree, object, "month", appui_json_month_text(month->month));
        appui_json_put(tree, object, "start", json_integer(month->start));
        appui_json_put(tree, object, "paid", json_integer(month->paid));
        appui_json_put(tree, object, "received", json_integer(month->received));
        appui_json_put(tree, object, "end", json_integer(month->end));
        appui_json_append(tree, list, object);
    }
    return list;
}

json_t *appui_plan_write_advances(struct appui_json_tree *tree,
                                  const struct appui_plan_advances *advances)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "granted", write_granted(tree, advances));
    appui_json_put(tree, object, "refused", write_refused(tree, advances));
    appui_json_put(tree, object, "months", write_months(tree, advances));
    appui_json_put(tree, object, "asked_total", json_integer(advances->asked_total));
    appui_json_put(tree, object, "granted_total", json_integer(advances->granted_total));
    appui_json_put(tree, object, "value", appui_json_quotient(advances->value, WORTH_SCALE));
    appui_json_put(tree, object, "bound", appui_json_quotient(advances->bound, WORTH_SCALE));
    appui_json_put(tree, object, "unit", json_string(UNIT));
    appui_json_put(tree, object, "proved", json_boolean(advances->proved));
    return object;
}

/* ---- reading ---- */

/* int64_t: whole euros */
static bool read_euros(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return appui_json_scaled(reader, at, 0, EUROS_MAX, into);
}

/* int64_t: thousandths of weighted euros */
static bool read_worth(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return appui_json_scaled(reader, at, 3, EUROS_MAX, into);
}

static bool read_unit(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_choice units[] = {{UNIT, 0}, {NULL, 0}};
    (void)into;
    int32_t unit;
    return appui_json_choose(reader, at, units, &unit);
}

static bool read_grant(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"project", APPUI_JSON_REQUIRED, appui_plan_read_project,
         offsetof(struct appui_advance_grant, project)},
        {"amount", APPUI_JSON_REQUIRED, appui_json_integer,
         offsetof(struct appui_advance_grant, amount)},
        {"month", APPUI_JSON_REQUIRED, appui_json_month,
         offsetof(struct appui_advance_grant, month)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_granted(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_plan_advances *advances = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_advance_grant), read_grant);
    advances->granted = list.items;
    advances->n_granted = list.n;
    return list.ok;
}

static bool read_reason(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    struct appui_json_choice reasons[APPUI_N_ADVANCE_REASONS + 1] = {{NULL, 0}};
    for (int32_t i = 0; i < APPUI_N_ADVANCE_REASONS; i++) {
        reasons[i] =
            (struct appui_json_choice){appui_advance_reason_name((enum appui_advance_reason)i), i};
    }
    return appui_json_choose(reader, at, reasons, into);
}

static bool read_refusal(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"project", APPUI_JSON_REQUIRED, appui_plan_read_project,
         offsetof(struct appui_advance_refusal, project)},
        {"reason", APPUI_JSON_REQUIRED, read_reason,
         offsetof(struct appui_advance_refusal, reason)},
        {"month", APPUI_JSON_OPTIONAL, appui_json_month,
         offsetof(struct appui_advance_refusal, month)},
        {"missing", APPUI_JSON_OPTIONAL, read_euros,
         offsetof(struct appui_advance_refusal, missing)},
        {NULL, 0, NULL, 0}};
    struct appui_advance_refusal *refusal = into;
    refusal->month = APPUI_ABSENT;
    return appui_json_object(reader, at, fields, refusal);
}

static bool read_refused(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_plan_advances *advances = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_advance_refusal), read_refusal);
    advances->refused = list.items;
    advances->n_refused = list.n;
    return list.ok;
}

static bool read_fund_month(struct appui_json_reader *reader, const struct appui_json_at *at,
                            void *into)
{
    static const struct appui_json_field fields[] = {
        {"month", APPUI_JSON_REQUIRED, appui_json_month, offsetof(struct appui_fund_month, month)},
        {"start", APPUI_JSON_REQUIRED, read_euros, offsetof(struct appui_fund_month, start)},
        {"paid", APPUI_JSON_REQUIRED, read_euros, offsetof(struct appui_fund_month, paid)},
        {"received", APPUI_JSON_REQUIRED, read_euros, offsetof(struct appui_fund_month, received)},
        {"end", APPUI_JSON_REQUIRED, read_euros, offsetof(struct appui_fund_month, end)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_months(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    struct appui_plan_advances *advances = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_fund_month), read_fund_month);
    advances->months = list.items;
    advances->n_months = list.n;
    return list.ok;
}

#define ADVANCES(member) offsetof(struct appui_plan_advances, member)

static const struct appui_json_field advances_fields[] = {
    {"granted", APPUI_JSON_REQUIRED, read_granted, 0},
    {"refused", APPUI_JSON_REQUIRED, read_refused, 0},
    {"months", APPUI_JSON_REQUIRED, read_months, 0},
    {"asked_total", APPUI_JSON_REQUIRED, read_euros, ADVANCES(asked_total)},
    {"granted_total", APPUI_JSON_REQUIRED, read_euros, ADVANCES(granted_total)},
    {"value", APPUI_JSON_REQUIRED, read_worth, ADVANCES(value)},
    {"bound", APPUI_JSON_REQUIRED, read_worth, ADVANCES(bound)},
    {"unit", APPUI_JSON_OPTIONAL, read_unit, 0},
    {"proved", APPUI_JSON_REQUIRED, appui_json_boolean, ADVANCES(proved)},
    {NULL, 0, NULL, 0}};

bool appui_plan_read_advances(struct appui_json_reader *reader, const struct appui_json_at *at,
                              void *into)
{
    struct appui_plan *plan = into;
    plan->advances = appui_arena_alloc(reader->arena, 1, sizeof *plan->advances);
    if (plan->advances == NULL) {
        reader->no_memory = true;
        return false;
    }
    return appui_json_object(reader, at, advances_fields, plan->advances);
}
