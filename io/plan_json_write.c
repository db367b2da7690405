/*
 * Writes a plan file from its root, and the parts that speak of needs: lines, holes, partial needs,
 * changes. Ids stand where the plan has indices; what a reader can tell from silence (a planned
 * session, a reason without experts) is left out.
 */
#include "io/json_format.h"
#include "io/json_text.h"
#include "io/plan_json_parts.h"
#include "io/plan_words.h"

static void put_text(struct appui_json_tree *tree, json_t *object, const char *key,
                     const char *text)
{
    appui_json_put(tree, object, key, json_string(text));
}

static void put_need(struct appui_json_tree *tree, json_t *object, int32_t need)
{
    put_text(tree, object, "need", appui_plan_basin(tree)->needs[need].id);
}

static void put_expert(struct appui_json_tree *tree, json_t *object, int32_t expert)
{
    put_text(tree, object, "expert", appui_plan_basin(tree)->experts[expert].id);
}

static json_t *write_session(struct appui_json_tree *tree, const struct appui_session *session)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "date", appui_json_day(session->day));
    put_text(tree, object, "half", appui_plan_word(appui_plan_halves, (int32_t)session->half));
    if (session->state != APPUI_SESSION_PLANNED) {
        put_text(tree, object, "state",
                 appui_plan_word(appui_plan_session_states, (int32_t)session->state));
    }
    return object;
}

static json_t *write_parts(struct appui_json_tree *tree, const struct appui_plan_line *line)
{
    const struct appui_basin *basin = appui_plan_basin(tree);
    const struct appui_pledge *pledges =
        basin->partners[basin->experts[line->expert].partner].pledges;
    json_t *list = json_array();
    for (int32_t i = 0; i < line->n_parts; i++) {
        json_t *object = json_object();
        appui_json_put(tree, object, "from", appui_json_day(pledges[line->parts[i].pledge].from));
        appui_json_put(tree, object, "days", appui_json_days(line->parts[i].half_days));
        appui_json_append(tree, list, object);
    }
    return list;
}

static json_t *write_line(struct appui_json_tree *tree, const struct appui_plan_line *line)
{
    const struct appui_basin *basin = appui_plan_basin(tree);
    json_t *object = json_object();
    json_t *sessions = json_array();
    put_need(tree, object, line->need);
    put_expert(tree, object, line->expert);
    put_text(tree, object, "partner", basin->partners[basin->experts[line->expert].partner].id);
    appui_json_put(tree, object, "days", appui_json_days(line->half_days));
    put_text(tree, object, "state", appui_plan_word(appui_plan_line_states, (int32_t)line->state));
    for (int32_t i = 0; i < line->n_sessions; i++) {
        appui_json_append(tree, sessions, write_session(tree, &line->sessions[i]));
    }
    appui_json_put(tree, object, "sessions", sessions);
    if (line->n_parts > 0) {
        appui_json_put(tree, object, "parts", write_parts(tree, line));
    }
    return object;
}

/* Puts a list of ids, or nothing when it is empty. */
static void put_ids(struct appui_json_tree *tree, json_t *object, enum appui_plan_kind kind,
                    const int32_t *indices, int32_t n)
{
    static const char *const keys[] = {[APPUI_PLAN_NEED] = "needs",
                                       [APPUI_PLAN_EXPERT] = "experts",
                                       [APPUI_PLAN_PARTNER] = "partners"};
    if (n == 0) {
        return;
    }
    json_t *list = json_array();
    for (int32_t i = 0; i < n; i++) {
        appui_json_append(tree, list,
                          json_string(appui_plan_id(appui_plan_basin(tree), kind, indices[i])));
    }
    appui_json_put(tree, object, keys[kind], list);
}

static json_t *write_reason(struct appui_json_tree *tree, const struct appui_reason *reason)
{
    json_t *object = json_object();
    put_text(tree, object, "code", appui_hole_name(reason->code));
    if (reason->skill >= 0) {
        put_text(tree, object, "skill", appui_plan_basin(tree)->skills[reason->skill].id);
    }
    if (reason->level != APPUI_ABSENT) {
        appui_json_put(tree, object, "level", json_integer(reason->level));
    }
    put_ids(tree, object, APPUI_PLAN_EXPERT, reason->experts, reason->n_experts);
    put_ids(tree, object, APPUI_PLAN_PARTNER, reason->partners, reason->n_partners);
    put_ids(tree, object, APPUI_PLAN_NEED, reason->needs, reason->n_needs);
    if (reason->committee != APPUI_ABSENT) {
        appui_json_put(tree, object, "committee", appui_json_day(reason->committee));
    }
    return object;
}

static void put_reasons(struct appui_json_tree *tree, json_t *object,
                        const struct appui_reason *reasons, int32_t n)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < n; i++) {
        appui_json_append(tree, list, write_reason(tree, &reasons[i]));
    }
    appui_json_put(tree, object, "reasons", list);
}

static json_t *write_hole(struct appui_json_tree *tree, const struct appui_hole *hole)
{
    json_t *object = json_object();
    put_need(tree, object, hole->need);
    if (hole->expert >= 0) {
        put_expert(tree, object, hole->expert);
    }
    appui_json_put(tree, object, "days_missing", appui_json_days(hole->half_days_missing));
    put_reasons(tree, object, hole->reasons, hole->n_reasons);
    return object;
}

static json_t *write_partial(struct appui_json_tree *tree, const struct appui_partial *partial)
{
    json_t *object = json_object();
    put_need(tree, object, partial->need);
    appui_json_put(tree, object, "days_missing", appui_json_days(partial->half_days_missing));
    put_reasons(tree, object, partial->reasons, partial->n_reasons);
    return object;
}

static json_t *write_change(struct appui_json_tree *tree, const struct appui_change *change)
{
    json_t *object = json_object();
    put_text(tree, object, "kind", appui_plan_word(appui_plan_change_kinds, (int32_t)change->kind));
    put_need(tree, object, change->need);
    put_expert(tree, object, change->expert);
    appui_json_put(tree, object, "from", appui_json_day_half(change->from));
    appui_json_put(tree, object, "to",
                   change->kind == APPUI_SESSION_LOST ? json_null()
                                                      : appui_json_day_half(change->to));
    put_text(tree, object, "cause", appui_plan_word(appui_plan_causes, (int32_t)change->cause));
    return object;
}

static json_t *write_basin(struct appui_json_tree *tree, const struct appui_plan_header *header)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "name", json_string(header->basin_name));
    appui_json_put(tree, object, "sha256", json_string(header->basin_sha256));
    return object;
}

static void put_header(struct appui_json_tree *tree, json_t *root,
                       const struct appui_plan_header *header, const struct appui_plan *plan)
{
    appui_json_put(tree, root, "format", json_string(APPUI_PLAN_FORMAT));
    appui_json_put(tree, root, "basin", write_basin(tree, header));
    appui_json_put(tree, root, "appui", json_string(header->appui_version));
    appui_json_put(tree, root, "policy", json_string(header->policy));
    appui_json_put(tree, root, "options",
                   appui_plan_write_options(tree, &header->options, plan->calendar));
    appui_json_put(tree, root, "status",
                   json_string(appui_plan_word(appui_plan_statuses, (int32_t)plan->status)));
}

static void put_lists(struct appui_json_tree *tree, json_t *root, const struct appui_plan *plan)
{
    json_t *tiers = json_array(), *lines = json_array(), *holes = json_array(),
           *partial = json_array();
    appui_json_put(tree, root, "tiers", tiers);
    appui_json_put(tree, root, "lines", lines);
    appui_json_put(tree, root, "holes", holes);
    appui_json_put(tree, root, "partial", partial);
    if (tree->failed) {
        return;
    }
    for (int32_t i = 0; i < plan->n_tiers; i++) {
        appui_json_append(tree, tiers, appui_plan_write_tier(tree, &plan->tiers[i]));
    }
    for (int32_t i = 0; i < plan->n_lines; i++) {
        appui_json_append(tree, lines, write_line(tree, &plan->lines[i]));
    }
    for (int32_t i = 0; i < plan->n_holes; i++) {
        appui_json_append(tree, holes, write_hole(tree, &plan->holes[i]));
    }
    for (int32_t i = 0; i < plan->n_project_holes; i++) {
        appui_json_append(tree, holes,
                          appui_plan_write_project_hole(tree, &plan->project_holes[i]));
    }
    for (int32_t i = 0; i < plan->n_meeting_holes; i++) {
        appui_json_append(tree, holes,
                          appui_plan_write_meeting_hole(tree, &plan->meeting_holes[i]));
    }
    for (int32_t i = 0; i < plan->n_partials; i++) {
        appui_json_append(tree, partial, write_partial(tree, &plan->partials[i]));
    }
}

static json_t *write_changes(struct appui_json_tree *tree, const struct appui_plan *plan)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < plan->n_changes; i++) {
        appui_json_append(tree, list, write_change(tree, &plan->changes[i]));
    }
    for (int32_t i = 0; i < plan->n_revisions; i++) {
        appui_json_append(tree, list, appui_plan_write_revision(tree, &plan->revisions[i]));
    }
    return list;
}

static json_t *write_partners(struct appui_json_tree *tree, const struct appui_plan *plan)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < plan->n_partners; i++) {
        appui_json_append(tree, list, appui_plan_write_partner(tree, plan, i));
    }
    return list;
}

enum appui_io_code appui_plan_json_write(const struct appui_basin *basin,
                                         const struct appui_plan *plan,
                                         const struct appui_plan_header *header,
                                         const struct appui_faults *warnings, char **text,
                                         size_t *length)
{
    struct appui_json_tree tree = {.context = basin};
    *text = NULL;
    *length = 0;
    appui_json_use_memory();
    json_t *root = json_object();
    put_header(&tree, root, header, plan);
    appui_json_put(&tree, root, "warnings", appui_plan_write_warnings(&tree, warnings));
    put_lists(&tree, root, plan);
    appui_json_put(&tree, root, "committees", appui_plan_write_meetings(&tree, plan));
    appui_json_put(&tree, root, "mandataires", appui_plan_write_mandataires(&tree, plan));
    appui_json_put(&tree, root, "reviews", appui_plan_write_reviews(&tree, plan));
    appui_json_put(&tree, root, "changes", write_changes(&tree, plan));
    appui_json_put(&tree, root, "previous", appui_plan_write_previous(&tree, plan));
    appui_json_put(&tree, root, "partners", write_partners(&tree, plan));
    appui_json_put(&tree, root, "figures", appui_plan_write_figures(&tree, &plan->figures));
    if (plan->advances != NULL) {
        appui_json_put(&tree, root, "advances", appui_plan_write_advances(&tree, plan->advances));
    }
    enum appui_io_code code =
        tree.failed ? APPUI_IO_NO_MEMORY : appui_json_render(root, text, length);
    json_decref(root);
    return code;
}
