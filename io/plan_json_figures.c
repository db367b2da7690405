/*
 * Writes and reads what each partner gives and the figures people ask for. A partner without limit
 * has null where pledged, left and burden mean nothing; one that the file does not mention has
 * zeros, and is not counted, which model/check will judge.
 */
#include "io/plan_json_parts.h"
#include "io/plan_words.h"

json_t *appui_plan_write_partner(struct appui_json_tree *tree, const struct appui_plan *plan,
                                 int32_t partner)
{
    const struct appui_partner_figures *figures = &plan->partners[partner];
    json_t *object = json_object();
    appui_json_put(tree, object, "partner",
                   json_string(appui_plan_id(appui_plan_basin(tree), APPUI_PLAN_PARTNER, partner)));
    appui_json_put(tree, object, "pledged",
                   figures->limited ? appui_json_days(figures->pledged) : json_null());
    appui_json_put(tree, object, "delivered", appui_json_days(figures->delivered));
    appui_json_put(tree, object, "agreed", appui_json_days(figures->agreed));
    appui_json_put(tree, object, "proposed", appui_json_days(figures->proposed));
    appui_json_put(tree, object, "left",
                   figures->limited ? appui_json_days(figures->left) : json_null());
    appui_json_put(tree, object, "burden",
                   figures->has_burden ? appui_json_fraction(tree, figures->burden) : json_null());
    return object;
}

json_t *appui_plan_write_figures(struct appui_json_tree *tree, const struct appui_figures *figures)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "projects_fully_served",
                   json_integer(figures->projects_fully_served));
    appui_json_put(tree, object, "jobs_behind_them", json_integer(figures->jobs_behind_them));
    appui_json_put(tree, object, "days_unused", appui_json_days(figures->half_days_unused));
    return object;
}

/* A partner's figures as written. */
struct written_partner {
    int32_t partner;
    struct appui_partner_figures figures;
};

static bool read_pledged(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct written_partner *written = into;
    written->figures.limited = true;
    return appui_json_half_days(reader, at, &written->figures.pledged);
}

static bool read_left(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct written_partner *written = into;
    written->figures.has_left = true;
    return appui_json_half_days(reader, at, &written->figures.left);
}

static bool read_burden(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    struct written_partner *written = into;
    written->figures.has_burden = true;
    return appui_plan_read_fraction(reader, at, &written->figures.burden);
}

#define FIGURE(member) offsetof(struct written_partner, figures.member)

static const struct appui_json_field partner_fields[] = {
    {"partner", APPUI_JSON_REQUIRED, appui_plan_read_partner,
     offsetof(struct written_partner, partner)},
    {"pledged", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, read_pledged, 0},
    {"delivered", APPUI_JSON_REQUIRED, appui_json_half_days, FIGURE(delivered)},
    {"agreed", APPUI_JSON_REQUIRED, appui_json_half_days, FIGURE(agreed)},
    {"proposed", APPUI_JSON_REQUIRED, appui_json_half_days, FIGURE(proposed)},
    {"left", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, read_left, 0},
    {"burden", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, read_burden, 0},
    {NULL, 0, NULL, 0}};

static bool read_written_partner(struct appui_json_reader *reader, const struct appui_json_at *at,
                                 void *into)
{
    struct written_partner *written = into;
    written->partner = -1;
    return appui_json_object(reader, at, partner_fields, written);
}

/* Puts the figures where the basin has the partner. */
static bool place(struct appui_json_reader *reader, const struct appui_json_at *at,
                  const struct written_partner *written, bool *seen)
{
    const struct appui_plan_target *target = reader->context;
    if (written->partner < 0) {
        return false;
    }
    if (seen[written->partner]) {
        appui_json_fault(reader, at, APPUI_FAULT_PLAN_PARTNER_TWICE, "value",
                         appui_plan_id(target->basin, APPUI_PLAN_PARTNER, written->partner),
                         (const char *)NULL);
        return false;
    }
    seen[written->partner] = true;
    target->plan->partners[written->partner] = written->figures;
    target->plan->partners[written->partner].file_index = (int32_t)at->index;
    target->plan->n_partners++;
    return true;
}

bool appui_plan_read_partners(struct appui_json_reader *reader, const struct appui_json_at *at,
                              void *into)
{
    const struct appui_plan_target *target = reader->context;
    struct appui_plan *plan = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct written_partner), read_written_partner);
    const struct written_partner *written = list.items;
    size_t n_partners = (size_t)target->basin->n_partners;
    bool *seen = appui_calloc(n_partners, sizeof *seen);
    plan->partners = appui_arena_alloc(reader->arena, n_partners, sizeof *plan->partners);
    if (seen == NULL || plan->partners == NULL) {
        appui_free(seen);
        reader->no_memory = true;
        return false;
    }
    bool ok = list.ok;
    for (int32_t i = 0; i < list.n; i++) {
        struct appui_json_at item = appui_json_item(at, (size_t)i);
        ok &= place(reader, &item, &written[i], seen);
    }
    appui_free(seen);
    return ok;
}

bool appui_plan_read_figures(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    static const struct appui_json_field fields[] = {
        {"projects_fully_served", APPUI_JSON_REQUIRED, appui_json_integer,
         offsetof(struct appui_figures, projects_fully_served)},
        {"jobs_behind_them", APPUI_JSON_REQUIRED, appui_json_integer,
         offsetof(struct appui_figures, jobs_behind_them)},
        {"days_unused", APPUI_JSON_REQUIRED, appui_json_half_days,
         offsetof(struct appui_figures, half_days_unused)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}
