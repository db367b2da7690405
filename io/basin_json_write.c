/*
 * Writes a basin file from its root: what belongs to the whole basin, and the lists whose items
 * stand in the basin_json_write_*.c beside it. Lists that the format requires are written even when
 * they are empty.
 */
#include "io/basin_json_write.h"

#include "io/basin_json_write_parts.h"
#include "io/json_format.h"
#include "io/json_layout.h"
#include "io/json_text.h"

/* Puts what an object collected, unless nothing was given. Takes the reference. */
static void put_unless_empty(struct appui_json_tree *tree, json_t *object, const char *key,
                             json_t *value)
{
    if (value != NULL && json_object_size(value) == 0 && json_array_size(value) == 0) {
        json_decref(value);
    } else {
        appui_json_put(tree, object, key, value);
    }
}

static void put_horizon(struct appui_json_tree *tree, json_t *root, const struct appui_draft *draft)
{
    json_t *object = json_object();
    appui_given_day(tree, object, "start", draft->horizon_start);
    appui_given_day(tree, object, "end", draft->horizon_end);
    appui_json_put(tree, root, "horizon", object);
}

static void put_calendar(struct appui_json_tree *tree, json_t *root,
                         const struct appui_draft *draft)
{
    const struct appui_basin_words holidays = {
        appui_basin_holidays, appui_given_silent(draft->holidays_given, APPUI_HOLIDAYS_FR)};
    json_t *object = json_object();
    appui_given_text(tree, object, "timezone", draft->timezone);
    appui_given_word(tree, object, "holidays", holidays, (int32_t)draft->holidays);
    appui_given_ranges(tree, object, "closures", &draft->closures);
    put_unless_empty(tree, root, "calendar", object);
}

/* Factors are thousandths of a half-day. */
static void put_burden(struct appui_json_tree *tree, json_t *root, const struct appui_draft *draft)
{
    json_t *object = json_object();
    appui_given_number(tree, object, "mandate_days", draft->mandate_half_days, 2000);
    appui_given_number(tree, object, "attendance_days", draft->attendance_half_days, 2000);
    put_unless_empty(tree, root, "burden", object);
}

static void put_objectives(struct appui_json_tree *tree, json_t *root,
                           const struct appui_draft_objectives *objectives)
{
    json_t *object = json_object(), *committees = json_object();
    appui_given_number(tree, object, "examined", objectives->examined, 1);
    appui_given_number(tree, object, "approved", objectives->approved, 1);
    appui_given_number(tree, object, "jobs", objectives->jobs, 1);
    appui_given_number(tree, object, "mandates_per_partner", objectives->mandates_per_partner, 1);
    appui_given_number(tree, committees, "min", objectives->committees_min, 1);
    appui_given_number(tree, committees, "max", objectives->committees_max, 1);
    put_unless_empty(tree, object, "committees", committees);
    put_unless_empty(tree, root, "objectives", object);
}

static void put_header(struct appui_json_tree *tree, json_t *root, const struct appui_draft *draft)
{
    appui_json_put(tree, root, "format", json_string(APPUI_BASIN_FORMAT));
    appui_given_text(tree, root, "name", draft->name);
    if (!draft->as_of_from_option) {
        appui_given_day(tree, root, "as_of", draft->as_of);
    }
    put_horizon(tree, root, draft);
    put_calendar(tree, root, draft);
    if (!draft->tiers_from_option) {
        appui_given_texts(tree, root, "tiers", &draft->tiers);
    }
    put_burden(tree, root, draft);
    appui_given_number(tree, root, "day_rate", draft->day_rate_cents, 100);
    if (draft->objectives.given) {
        put_objectives(tree, root, &draft->objectives);
    }
}

static void put_supply(struct appui_json_tree *tree, json_t *root, const struct appui_draft *draft)
{
    json_t *skills = json_array(), *partners = json_array(), *experts = json_array();
    for (int32_t i = 0; i < draft->n_skills; i++) {
        appui_json_append(tree, skills, appui_basin_write_skill(tree, &draft->skills[i]));
    }
    for (int32_t i = 0; i < draft->n_partners; i++) {
        appui_json_append(tree, partners, appui_basin_write_partner(tree, &draft->partners[i]));
    }
    for (int32_t i = 0; i < draft->n_experts; i++) {
        appui_json_append(tree, experts, appui_basin_write_expert(tree, &draft->experts[i]));
    }
    appui_json_put(tree, root, "skills", skills);
    appui_json_put(tree, root, "partners", partners);
    appui_json_put(tree, root, "experts", experts);
}

static void put_projects(struct appui_json_tree *tree, json_t *root,
                         const struct appui_draft *draft)
{
    json_t *projects = json_array();
    for (int32_t i = 0; i < draft->n_projects; i++) {
        appui_json_append(tree, projects, appui_basin_write_project(tree, &draft->projects[i]));
    }
    appui_json_put(tree, root, "projects", projects);
    if (draft->committees.given) {
        appui_json_put(tree, root, "committees",
                       appui_basin_write_committees(tree, &draft->committees));
    }
    if (draft->advances.given) {
        appui_json_put(tree, root, "advances", appui_basin_write_advances(tree, &draft->advances));
    }
}

static void put_rules(struct appui_json_tree *tree, json_t *rules, const char *key,
                      const struct appui_draft_rule *items, int32_t n)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < n; i++) {
        if (!items[i].from_option) {
            json_t *object = json_object();
            appui_given_text(tree, object, "need", items[i].need);
            appui_given_text(tree, object, "expert", items[i].expert);
            appui_json_append(tree, list, object);
        }
    }
    put_unless_empty(tree, rules, key, list);
}

static void put_pairs(struct appui_json_tree *tree, json_t *root, const struct appui_draft *draft)
{
    json_t *estimates = json_array(), *lines = json_array(), *rules = json_object();
    for (int32_t i = 0; i < draft->n_estimates; i++) {
        appui_json_append(tree, estimates, appui_basin_write_estimate(tree, &draft->estimates[i]));
    }
    for (int32_t i = 0; i < draft->n_lines; i++) {
        appui_json_append(tree, lines, appui_basin_write_line(tree, &draft->lines[i]));
    }
    put_rules(tree, rules, "require", draft->require, draft->n_require);
    put_rules(tree, rules, "forbid", draft->forbid, draft->n_forbid);
    put_unless_empty(tree, root, "estimates", estimates);
    put_unless_empty(tree, root, "lines", lines);
    put_unless_empty(tree, root, "rules", rules);
}

enum appui_io_code appui_basin_json_write(const struct appui_draft *draft, char **text,
                                          size_t *length)
{
    struct appui_json_tree tree = {0};
    *text = NULL;
    *length = 0;
    appui_json_use_memory();
    json_t *root = json_object();
    put_header(&tree, root, draft);
    put_supply(&tree, root, draft);
    put_projects(&tree, root, draft);
    put_pairs(&tree, root, draft);
    enum appui_io_code code =
        tree.failed ? APPUI_IO_NO_MEMORY : appui_json_lay_out(root, text, length);
    json_decref(root);
    return code;
}
