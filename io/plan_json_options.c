/*
 * Writes and reads the options a plan was made with: those that differ from their defaults, and no
 * others, so that check can build the same basin again.
 */
#include "io/json_number.h"
#include "io/json_scalar.h"
#include "io/plan_json_parts.h"
#include "io/plan_words.h"

static json_t *write_pairs(struct appui_json_tree *tree, const struct appui_option_pair *pairs,
                           int32_t n)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < n; i++) {
        json_t *object = json_object();
        appui_json_put(tree, object, "need", json_string(pairs[i].need));
        appui_json_put(tree, object, "expert", json_string(pairs[i].expert));
        appui_json_append(tree, list, object);
    }
    return list;
}

static json_t *write_overrides(struct appui_json_tree *tree,
                               const struct appui_plan_options *options)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < options->n_overrides; i++) {
        json_t *object = json_object();
        appui_json_put(tree, object, "pointer", json_string(options->overrides[i].pointer));
        appui_json_put(tree, object, "value", json_string(options->overrides[i].value));
        appui_json_append(tree, list, object);
    }
    return list;
}

static json_t *write_seconds(double seconds)
{
    bool whole = seconds < 1e15 && seconds == (double)(int64_t)seconds;
    return whole ? json_integer((json_int_t)seconds) : json_real(seconds);
}

json_t *appui_plan_write_options(struct appui_json_tree *tree,
                                 const struct appui_plan_options *options, bool calendar)
{
    json_t *object = json_object();
    if (options->as_of != APPUI_ABSENT) {
        appui_json_put(tree, object, "as_of", appui_json_day(options->as_of));
    }
    if (!calendar) {
        appui_json_put(tree, object, "no_calendar", json_true());
    }
    if (options->tiers != NULL) {
        appui_json_put(tree, object, "tiers", json_string(options->tiers));
    }
    if (options->n_require > 0) {
        appui_json_put(tree, object, "require",
                       write_pairs(tree, options->require, options->n_require));
    }
    if (options->n_forbid > 0) {
        appui_json_put(tree, object, "forbid",
                       write_pairs(tree, options->forbid, options->n_forbid));
    }
    if (options->n_overrides > 0) {
        appui_json_put(tree, object, "set", write_overrides(tree, options));
    }
    if (options->time_limit_s > 0) {
        appui_json_put(tree, object, "time_limit_s", write_seconds(options->time_limit_s));
    }
    if (options->node_limit > 0) {
        appui_json_put(tree, object, "node_limit", json_integer(options->node_limit));
    }
    if (options->seed > 0) {
        appui_json_put(tree, object, "seed", json_integer(options->seed));
    }
    if (options->method != APPUI_METHOD_DAYS) {
        const char *method = appui_plan_word(appui_plan_methods, (int32_t)options->method);
        appui_json_put(tree, object, "method", json_string(method));
    }
    return object;
}

static bool read_pair(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"need", APPUI_JSON_REQUIRED, appui_json_text, offsetof(struct appui_option_pair, need)},
        {"expert", APPUI_JSON_REQUIRED, appui_json_text,
         offsetof(struct appui_option_pair, expert)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_require(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_plan_options *options = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_option_pair), read_pair);
    options->require = list.items;
    options->n_require = list.n;
    return list.ok;
}

static bool read_forbid(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    struct appui_plan_options *options = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_option_pair), read_pair);
    options->forbid = list.items;
    options->n_forbid = list.n;
    return list.ok;
}

/* A value given to --set: any text, the empty one included. */
static bool read_any_text(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    const char **target = into;
    if (!json_is_string(at->value)) {
        return appui_json_wrong_type(reader, at, "text");
    }
    *target = appui_arena_text(reader->arena, json_string_value(at->value),
                               json_string_length(at->value));
    reader->no_memory |= *target == NULL;
    return *target != NULL;
}

static bool read_override(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    static const struct appui_json_field fields[] = {
        {"pointer", APPUI_JSON_REQUIRED, read_any_text, offsetof(struct appui_override, pointer)},
        {"value", APPUI_JSON_REQUIRED, read_any_text, offsetof(struct appui_override, value)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_overrides(struct appui_json_reader *reader, const struct appui_json_at *at,
                           void *into)
{
    struct appui_plan_options *options = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_override), read_override);
    options->overrides = list.items;
    options->n_overrides = list.n;
    return list.ok;
}

static bool report_negative(struct appui_json_reader *reader, const struct appui_json_at *at)
{
    char value[APPUI_NUMBER_TEXT];
    appui_json_fault(reader, at, APPUI_FAULT_NUMBER_NEGATIVE, "value",
                     appui_number_text(at->value, value), (const char *)NULL);
    return false;
}

static bool read_seconds(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    int64_t millionths;
    if (!appui_json_scaled(reader, at, 6, (int64_t)APPUI_NUMBER_MAX * 1000000, &millionths)) {
        return false;
    }
    if (millionths < 0) {
        return report_negative(reader, at);
    }
    *(double *)into = (double)millionths / 1e6;
    return true;
}

static bool read_nodes(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    int64_t nodes;
    if (!appui_json_scaled(reader, at, 0, INT64_MAX / 4, &nodes)) {
        return false;
    }
    if (nodes < 0) {
        return report_negative(reader, at);
    }
    *(int64_t *)into = nodes;
    return true;
}

static bool read_seed(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    int64_t seed;
    if (!appui_json_scaled(reader, at, 0, APPUI_SEED_MAX, &seed)) {
        return false;
    }
    if (seed < 0) {
        return report_negative(reader, at);
    }
    *(int64_t *)into = seed;
    return true;
}

static bool read_method(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    return appui_json_choose(reader, at, appui_plan_methods, into);
}

#define OPTION(member) offsetof(struct appui_plan_options, member)

bool appui_plan_read_options(struct appui_json_reader *reader, const struct appui_json_at *at,
                             void *into)
{
    static const struct appui_json_field fields[] = {
        {"as_of", APPUI_JSON_OPTIONAL, appui_json_date, OPTION(as_of)},
        {"no_calendar", APPUI_JSON_OPTIONAL, appui_json_boolean, OPTION(no_calendar)},
        {"tiers", APPUI_JSON_OPTIONAL, appui_json_text, OPTION(tiers)},
        {"require", APPUI_JSON_OPTIONAL, read_require, 0},
        {"forbid", APPUI_JSON_OPTIONAL, read_forbid, 0},
        {"set", APPUI_JSON_OPTIONAL, read_overrides, 0},
        {"time_limit_s", APPUI_JSON_OPTIONAL, read_seconds, OPTION(time_limit_s)},
        {"node_limit", APPUI_JSON_OPTIONAL, read_nodes, OPTION(node_limit)},
        {"seed", APPUI_JSON_OPTIONAL, read_seed, OPTION(seed)},
        {"method", APPUI_JSON_OPTIONAL, read_method, OPTION(method)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}
