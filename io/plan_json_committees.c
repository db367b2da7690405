/*
 * Writes and reads what a plan says of committees: meetings with their agendas, mandataires,
 * follow-up reviews.
 */
#include <stdio.h>
#include <string.h>

#include "io/json_scalar.h"
#include "io/json_text.h"
#include "io/plan_json_parts.h"

/* ---- writing ---- */

static json_t *write_ids(struct appui_json_tree *tree, enum appui_plan_kind kind,
                         const int32_t *indices, int32_t n)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < n; i++) {
        appui_json_append(tree, list,
                          json_string(appui_plan_id(appui_plan_basin(tree), kind, indices[i])));
    }
    return list;
}

static json_t *write_meeting(struct appui_json_tree *tree, const struct appui_meeting *meeting)
{
    const struct appui_basin *basin = appui_plan_basin(tree);
    json_t *object = json_object();
    appui_json_put(tree, object, "date", appui_json_day(meeting->day));
    appui_json_put(tree, object, "agenda",
                   write_ids(tree, APPUI_PLAN_PROJECT, meeting->agenda, meeting->n_agenda));
    appui_json_put(tree, object, "reviews",
                   write_ids(tree, APPUI_PLAN_PROJECT, meeting->reviews, meeting->n_reviews));
    appui_json_put(tree, object, "present",
                   write_ids(tree, APPUI_PLAN_PARTNER, meeting->present, meeting->n_present));
    appui_json_put(tree, object, "chair",
                   meeting->chair < 0 ? json_null()
                                      : json_string(basin->partners[meeting->chair].id));
    return object;
}

json_t *appui_plan_write_meetings(struct appui_json_tree *tree, const struct appui_plan *plan)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < plan->n_meetings; i++) {
        appui_json_append(tree, list, write_meeting(tree, &plan->meetings[i]));
    }
    return list;
}

json_t *appui_plan_write_mandataires(struct appui_json_tree *tree, const struct appui_plan *plan)
{
    const struct appui_basin *basin = appui_plan_basin(tree);
    json_t *list = json_array();
    for (int32_t i = 0; i < plan->n_mandataires; i++) {
        const struct appui_mandataire *mandataire = &plan->mandataires[i];
        json_t *object = json_object();
        appui_json_put(tree, object, "project",
                       json_string(basin->projects[mandataire->project].id));
        appui_json_put(tree, object, "partner",
                       json_string(basin->partners[mandataire->partner].id));
        appui_json_append(tree, list, object);
    }
    return list;
}

static json_t *write_month(appui_day day)
{
    char text[APPUI_DATE_TEXT];
    return json_stringn(appui_date_write(day, text), strlen("YYYY-MM"));
}

json_t *appui_plan_write_reviews(struct appui_json_tree *tree, const struct appui_plan *plan)
{
    const struct appui_basin *basin = appui_plan_basin(tree);
    json_t *list = json_array();
    for (int32_t i = 0; i < plan->n_reviews; i++) {
        const struct appui_review *review = &plan->reviews[i];
        json_t *object = json_object();
        appui_json_put(tree, object, "project", json_string(basin->projects[review->project].id));
        appui_json_put(tree, object, "month", write_month(review->due));
        if (review->meeting != APPUI_ABSENT) {
            appui_json_put(tree, object, "date", appui_json_day(review->meeting));
        }
        appui_json_append(tree, list, object);
    }
    return list;
}

/* ---- reading ---- */

static bool read_agenda(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    struct appui_meeting *meeting = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(int32_t), appui_plan_read_project);
    meeting->agenda = list.items;
    meeting->n_agenda = list.n;
    return list.ok;
}

static bool read_reviewed(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct appui_meeting *meeting = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(int32_t), appui_plan_read_project);
    meeting->reviews = list.items;
    meeting->n_reviews = list.n;
    return list.ok;
}

static bool read_present(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_meeting *meeting = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(int32_t), appui_plan_read_partner);
    meeting->present = list.items;
    meeting->n_present = list.n;
    return list.ok;
}

static bool read_meeting(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"date", APPUI_JSON_REQUIRED, appui_json_date, offsetof(struct appui_meeting, day)},
        {"agenda", APPUI_JSON_REQUIRED, read_agenda, 0},
        {"reviews", APPUI_JSON_OPTIONAL, read_reviewed, 0},
        {"present", APPUI_JSON_REQUIRED, read_present, 0},
        {"chair", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, appui_plan_read_partner,
         offsetof(struct appui_meeting, chair)},
        {NULL, 0, NULL, 0}};
    struct appui_meeting *meeting = into;
    meeting->chair = -1;
    return appui_json_object(reader, at, fields, into);
}

bool appui_plan_read_meetings(struct appui_json_reader *reader, const struct appui_json_at *at,
                              void *into)
{
    struct appui_plan *plan = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_meeting), read_meeting);
    plan->meetings = list.items;
    plan->n_meetings = list.n;
    return list.ok;
}

static bool read_mandataire(struct appui_json_reader *reader, const struct appui_json_at *at,
                            void *into)
{
    static const struct appui_json_field fields[] = {
        {"project", APPUI_JSON_REQUIRED, appui_plan_read_project,
         offsetof(struct appui_mandataire, project)},
        {"partner", APPUI_JSON_REQUIRED, appui_plan_read_partner,
         offsetof(struct appui_mandataire, partner)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

bool appui_plan_read_mandataires(struct appui_json_reader *reader, const struct appui_json_at *at,
                                 void *into)
{
    struct appui_plan *plan = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_mandataire), read_mandataire);
    plan->mandataires = list.items;
    plan->n_mandataires = list.n;
    return list.ok;
}

/* YYYY-MM, as the first day of that month. */
static bool read_month(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    const char *text = json_string_value(at->value);
    char first[APPUI_DATE_TEXT];
    if (text == NULL) {
        return appui_json_wrong_type(reader, at, "text");
    }
    snprintf(first, sizeof first, "%.7s-01", text);
    if (strlen(text) != strlen("YYYY-MM") || !appui_date_read(first, into)) {
        appui_json_fault(reader, at, APPUI_FAULT_MONTH_FORM, "value", text, (const char *)NULL);
        return false;
    }
    return true;
}

static bool read_review(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    static const struct appui_json_field fields[] = {
        {"project", APPUI_JSON_REQUIRED, appui_plan_read_project,
         offsetof(struct appui_review, project)},
        {"month", APPUI_JSON_REQUIRED, read_month, offsetof(struct appui_review, due)},
        {"date", APPUI_JSON_OPTIONAL, appui_json_date, offsetof(struct appui_review, meeting)},
        {NULL, 0, NULL, 0}};
    struct appui_review *review = into;
    review->meeting = APPUI_ABSENT;
    return appui_json_object(reader, at, fields, into);
}

bool appui_plan_read_reviews(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    struct appui_plan *plan = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_review), read_review);
    plan->reviews = list.items;
    plan->n_reviews = list.n;
    return list.ok;
}
