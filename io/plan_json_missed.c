/*
 * Writes and reads why whole projects are left open: the code, and for one that is examined on no
 * date each committee date with its cause.
 */
#include "io/json_scalar.h"
#include "io/json_text.h"
#include "io/plan_json_parts.h"
#include "io/plan_words.h"
#include "model/missed.h"

/* ---- writing ---- */

static json_t *write_partners(struct appui_json_tree *tree, const int32_t *partners, int32_t n)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < n; i++) {
        appui_json_append(tree, list,
                          json_string(appui_plan_basin(tree)->partners[partners[i]].id));
    }
    return list;
}

static json_t *write_date(struct appui_json_tree *tree, const struct appui_missed_date *date)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "date", appui_json_day(date->day));
    appui_json_put(tree, object, "cause", json_string(appui_missed_name(date->cause)));
    if (date->other != APPUI_ABSENT) {
        appui_json_put(tree, object, "other", appui_json_day(date->other));
    }
    appui_json_put(tree, object, "absent", write_partners(tree, date->absent, date->n_absent));
    appui_json_put(tree, object, "mending", write_partners(tree, date->mending, date->n_mending));
    return object;
}

/* The one reason there is; dates belong to no_committee alone. */
static json_t *write_reasons(struct appui_json_tree *tree, enum appui_hole_code code,
                             const struct appui_missed_date *dates, int32_t n_dates)
{
    json_t *reasons = json_array(), *reason = json_object();
    appui_json_put(tree, reason, "code", json_string(appui_hole_name(code)));
    if (code == APPUI_HOLE_NO_COMMITTEE) {
        json_t *list = json_array();
        for (int32_t i = 0; i < n_dates; i++) {
            appui_json_append(tree, list, write_date(tree, &dates[i]));
        }
        appui_json_put(tree, reason, "dates", list);
    }
    appui_json_append(tree, reasons, reason);
    return reasons;
}

json_t *appui_plan_write_project_hole(struct appui_json_tree *tree,
                                      const struct appui_project_hole *hole)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "project",
                   json_string(appui_plan_basin(tree)->projects[hole->project].id));
    appui_json_put(tree, object, "reasons",
                   write_reasons(tree, hole->code, hole->dates, hole->n_dates));
    return object;
}

json_t *appui_plan_write_meeting_hole(struct appui_json_tree *tree,
                                      const struct appui_meeting_hole *hole)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "meetings_missing", json_integer(hole->n_missing));
    appui_json_put(tree, object, "reasons",
                   write_reasons(tree, APPUI_HOLE_NO_COMMITTEE, hole->dates, hole->n_dates));
    return object;
}

/* ---- reading ---- */

static bool read_partners(struct appui_json_reader *reader, const struct appui_json_at *at,
                          int32_t **partners, int32_t *n)
{
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(int32_t), appui_plan_read_partner);
    *partners = list.items;
    *n = list.n;
    return list.ok;
}

static bool read_absent(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    struct appui_missed_date *date = into;
    return read_partners(reader, at, &date->absent, &date->n_absent);
}

static bool read_mending(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_missed_date *date = into;
    return read_partners(reader, at, &date->mending, &date->n_mending);
}

static bool read_date(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"date", APPUI_JSON_REQUIRED, appui_json_date, offsetof(struct appui_missed_date, day)},
        {"cause", APPUI_JSON_REQUIRED, appui_plan_read_missed_cause,
         offsetof(struct appui_missed_date, cause)},
        {"other", APPUI_JSON_OPTIONAL, appui_json_date, offsetof(struct appui_missed_date, other)},
        {"absent", APPUI_JSON_REQUIRED, read_absent, 0},
        {"mending", APPUI_JSON_REQUIRED, read_mending, 0},
        {NULL, 0, NULL, 0}};
    struct appui_missed_date *date = into;
    date->other = APPUI_ABSENT;
    return appui_json_object(reader, at, fields, date);
}

/* Why a project or a meeting is left open. */
struct reason {
    enum appui_hole_code code;
    int32_t n_dates;
    struct appui_missed_date *dates;
};

static bool read_dates(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct reason *reason = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_missed_date), read_date);
    reason->dates = list.items;
    reason->n_dates = list.n;
    return list.ok;
}

/* A list of one reason. */
static bool read_one(struct appui_json_reader *reader, const struct appui_json_at *at,
                     appui_json_read_fn *read_item, struct reason *reason)
{
    struct appui_json_list list = appui_json_list(reader, at, sizeof(struct reason), read_item);
    if (list.ok && list.n != 1) {
        return appui_json_wrong_type(reader, at, "list");
    }
    if (list.ok) {
        *reason = *(const struct reason *)list.items;
    }
    return list.ok;
}

static bool read_project_reason(struct appui_json_reader *reader, const struct appui_json_at *at,
                                void *into)
{
    static const struct appui_json_field fields[] = {
        {"code", APPUI_JSON_REQUIRED, appui_plan_read_hole_code, offsetof(struct reason, code)},
        {"dates", APPUI_JSON_OPTIONAL, read_dates, 0},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_project_reasons(struct appui_json_reader *reader, const struct appui_json_at *at,
                                 void *into)
{
    struct appui_project_hole *hole = into;
    struct reason reason = {.n_dates = 0};
    bool ok = read_one(reader, at, read_project_reason, &reason);
    hole->code = reason.code;
    hole->n_dates = reason.n_dates;
    hole->dates = reason.dates;
    return ok;
}

bool appui_plan_read_project_hole(struct appui_json_reader *reader, const struct appui_json_at *at,
                                  void *into)
{
    static const struct appui_json_field fields[] = {
        {"project", APPUI_JSON_REQUIRED, appui_plan_read_project,
         offsetof(struct appui_project_hole, project)},
        {"reasons", APPUI_JSON_REQUIRED, read_project_reasons, 0},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

/* The one reason there is for missing meetings. */
static bool read_no_committee(struct appui_json_reader *reader, const struct appui_json_at *at,
                              void *into)
{
    static const struct appui_json_choice codes[] = {{"no_committee", APPUI_HOLE_NO_COMMITTEE},
                                                     {NULL, 0}};
    return appui_json_choose(reader, at, codes, into);
}

static bool read_meeting_reason(struct appui_json_reader *reader, const struct appui_json_at *at,
                                void *into)
{
    static const struct appui_json_field fields[] = {
        {"code", APPUI_JSON_REQUIRED, read_no_committee, offsetof(struct reason, code)},
        {"dates", APPUI_JSON_REQUIRED, read_dates, 0},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_meeting_reasons(struct appui_json_reader *reader, const struct appui_json_at *at,
                                 void *into)
{
    struct appui_meeting_hole *hole = into;
    struct reason reason = {.n_dates = 0};
    bool ok = read_one(reader, at, read_meeting_reason, &reason);
    hole->n_dates = reason.n_dates;
    hole->dates = reason.dates;
    return ok;
}

bool appui_plan_read_meeting_hole(struct appui_json_reader *reader, const struct appui_json_at *at,
                                  void *into)
{
    static const struct appui_json_field fields[] = {
        {"meetings_missing", APPUI_JSON_REQUIRED, appui_json_integer,
         offsetof(struct appui_meeting_hole, n_missing)},
        {"reasons", APPUI_JSON_REQUIRED, read_meeting_reasons, 0},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}
