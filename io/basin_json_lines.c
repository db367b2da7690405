/*
 * Reads what speaks of pairs of need and expert: estimates, lines with their sessions, rules; and
 * the committees.
 */
#include "io/basin_json_parts.h"
#include "io/basin_words.h"
#include "io/json_scalar.h"

static bool read_estimate(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    static const struct appui_json_field fields[] = {
        {"need", APPUI_JSON_REQUIRED, appui_json_text, offsetof(struct appui_draft_estimate, need)},
        {"expert", APPUI_JSON_REQUIRED, appui_json_text,
         offsetof(struct appui_draft_estimate, expert)},
        {"days", APPUI_JSON_OPTIONAL, appui_json_half_days,
         offsetof(struct appui_draft_estimate, half_days)},
        {"fit", APPUI_JSON_OPTIONAL, appui_json_fit, offsetof(struct appui_draft_estimate, fit)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_estimate *estimate = into;
    *estimate = (struct appui_draft_estimate){.half_days = APPUI_ABSENT, .fit = APPUI_ABSENT};
    estimate->broken = !appui_json_object(reader, at, fields, estimate);
    return !estimate->broken;
}

bool appui_basin_json_estimates(struct appui_json_reader *reader, const struct appui_json_at *at,
                                void *into)
{
    struct appui_draft *draft = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_estimate), read_estimate);
    draft->estimates = list.items;
    draft->n_estimates = list.n;
    return list.ok;
}

static bool read_half(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    return appui_json_choose(reader, at, appui_basin_halves, into);
}

static bool read_session_state(struct appui_json_reader *reader, const struct appui_json_at *at,
                               void *into)
{
    return appui_json_choose(reader, at, appui_basin_session_states, into);
}

static bool read_session(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"date", APPUI_JSON_REQUIRED, appui_json_date, offsetof(struct appui_draft_session, day)},
        {"half", APPUI_JSON_REQUIRED, read_half, offsetof(struct appui_draft_session, half)},
        {"state", APPUI_JSON_OPTIONAL, read_session_state,
         offsetof(struct appui_draft_session, state)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_session *session = into;
    *session = (struct appui_draft_session){.day = APPUI_ABSENT, .state = APPUI_SESSION_PLANNED};
    session->state_given = appui_json_has(at, "state");
    session->broken = !appui_json_object(reader, at, fields, session);
    return !session->broken;
}

/* A broken session carries its own mark, so it does not break its line. */
static bool read_sessions(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    struct appui_draft_line *line = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_session), read_session);
    line->sessions = list.items;
    line->n_sessions = list.n;
    return list.items != NULL;
}

static bool read_line_state(struct appui_json_reader *reader, const struct appui_json_at *at,
                            void *into)
{
    return appui_json_choose(reader, at, appui_basin_line_states, into);
}

static bool read_line(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"need", APPUI_JSON_REQUIRED, appui_json_text, offsetof(struct appui_draft_line, need)},
        {"expert", APPUI_JSON_REQUIRED, appui_json_text, offsetof(struct appui_draft_line, expert)},
        {"days", APPUI_JSON_REQUIRED, appui_json_half_days,
         offsetof(struct appui_draft_line, half_days)},
        {"state", APPUI_JSON_REQUIRED, read_line_state, offsetof(struct appui_draft_line, state)},
        {"sessions", APPUI_JSON_OPTIONAL, read_sessions, 0},
        {NULL, 0, NULL, 0}};
    struct appui_draft_line *line = into;
    line->half_days = APPUI_ABSENT;
    line->broken = !appui_json_object(reader, at, fields, line);
    return !line->broken;
}

bool appui_basin_json_lines(struct appui_json_reader *reader, const struct appui_json_at *at,
                            void *into)
{
    struct appui_draft *draft = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_line), read_line);
    draft->lines = list.items;
    draft->n_lines = list.n;
    return list.ok;
}

static bool read_rule(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"need", APPUI_JSON_REQUIRED, appui_json_text, offsetof(struct appui_draft_rule, need)},
        {"expert", APPUI_JSON_REQUIRED, appui_json_text, offsetof(struct appui_draft_rule, expert)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_rule *rule = into;
    rule->broken = !appui_json_object(reader, at, fields, rule);
    return !rule->broken;
}

static bool read_require(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_draft *draft = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_rule), read_rule);
    draft->require = list.items;
    draft->n_require = list.n;
    return list.ok;
}

static bool read_forbid(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    struct appui_draft *draft = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_draft_rule), read_rule);
    draft->forbid = list.items;
    draft->n_forbid = list.n;
    return list.ok;
}

bool appui_basin_json_rules(struct appui_json_reader *reader, const struct appui_json_at *at,
                            void *into)
{
    static const struct appui_json_field fields[] = {
        {"require", APPUI_JSON_OPTIONAL, read_require, 0},
        {"forbid", APPUI_JSON_OPTIONAL, read_forbid, 0},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

static bool read_count(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"min", APPUI_JSON_OPTIONAL, appui_json_integer,
         offsetof(struct appui_draft_committees, count_min)},
        {"max", APPUI_JSON_OPTIONAL, appui_json_integer,
         offsetof(struct appui_draft_committees, count_max)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

#define COMMITTEES(member) offsetof(struct appui_draft_committees, member)

bool appui_basin_json_committees(struct appui_json_reader *reader, const struct appui_json_at *at,
                                 void *into)
{
    static const struct appui_json_field fields[] = {
        {"fixed", APPUI_JSON_OPTIONAL, appui_json_dates, COMMITTEES(fixed)},
        {"candidates", APPUI_JSON_OPTIONAL, appui_json_dates, COMMITTEES(candidates)},
        {"held", APPUI_JSON_OPTIONAL, appui_json_dates, COMMITTEES(held)},
        {"count", APPUI_JSON_OPTIONAL, read_count, 0},
        {"capacity", APPUI_JSON_OPTIONAL, appui_json_integer, COMMITTEES(capacity)},
        {"gap_days", APPUI_JSON_OPTIONAL, appui_json_integer, COMMITTEES(gap_days)},
        {"lead_days", APPUI_JSON_OPTIONAL, appui_json_integer, COMMITTEES(lead_days)},
        {"members", APPUI_JSON_OPTIONAL, appui_json_texts, COMMITTEES(members)},
        {"chairs", APPUI_JSON_OPTIONAL, appui_json_texts, COMMITTEES(chairs)},
        {"quorum", APPUI_JSON_OPTIONAL, appui_json_integer, COMMITTEES(quorum)},
        {NULL, 0, NULL, 0}};
    struct appui_draft_committees *committees = into;
    committees->given = true;
    return appui_json_object(reader, at, fields, committees);
}
