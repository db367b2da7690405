/*
 * Random estimates, lines that stand, require and forbid rules, and tiers in unusual orders.
 *
 * Agreed lines get sessions of every fate: legal ones that stay, impossible ones, cancelled, done,
 * past and not confirmed, beyond the horizon, or none at all. At most four half-days of them are
 * left to be placed anew, since the referee tries every way to place them.
 */
#include <stddef.h>
#include <string.h>

#include "tests/reference/random_maker.h"

#define LINES_MAX 3
#define RULES_MAX 3
#define TIERS_MAX 13
#define DECIDING 10

static const char *random_expert(struct appui_random_maker *maker)
{
    return maker->draft->experts[appui_random_between(maker, 0, maker->draft->n_experts - 1)].id;
}

static void draw_estimate(struct appui_random_maker *maker, const struct appui_draft_need *need,
                          const char *expert)
{
    struct appui_draft *draft = maker->draft;
    int32_t session = need->session_half_days == 2 ? 2 : 1;
    struct appui_draft_estimate *estimate = &draft->estimates[draft->n_estimates++];
    *estimate = (struct appui_draft_estimate){
        .need = need->id, .expert = expert, .half_days = APPUI_ABSENT, .fit = APPUI_ABSENT};
    if (need->experts_max == APPUI_ABSENT && appui_random_chance(maker, 65))
        estimate->half_days =
            session * appui_random_between(maker, 1, need->half_days / session + 1);
    if (estimate->half_days == APPUI_ABSENT || appui_random_chance(maker, 50))
        estimate->fit = 50000 * appui_random_between(maker, 0, 20);
}

static void draw_estimates(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    int32_t n_needs = appui_random_n_needs(maker);
    draft->estimates =
        appui_random_array(maker, n_needs * draft->n_experts, sizeof *draft->estimates);
    if (draft->estimates == NULL || !appui_random_chance(maker, 40))
        return;
    for (int32_t n = 0; n < n_needs; n++)
        for (int32_t e = 0; e < draft->n_experts; e++) {
            const struct appui_draft_project *project;
            const struct appui_draft_need *need = appui_random_need(maker, n, &project);
            if (appui_random_chance(maker, 40))
                draw_estimate(maker, need, draft->experts[e].id);
        }
}

static bool is_taken(const struct appui_draft_line *line, appui_day day)
{
    for (int32_t i = 0; i < line->n_sessions; i++)
        if (line->sessions[i].day == day)
            return true;
    return false;
}

/** A day strictly before as_of. */
static appui_day past_day(struct appui_random_maker *maker)
{
    const struct appui_draft *draft = maker->draft;
    appui_day as_of = draft->as_of == APPUI_ABSENT ? draft->horizon_start : draft->as_of;
    return as_of - appui_random_between(maker, 1, 8);
}

/** Where and in which state an agreed session stands; false: it has none. */
static bool draw_fate(struct appui_random_maker *maker, struct appui_draft_session *session)
{
    int32_t kind = appui_random_between(maker, 0, 99);
    struct appui_date_half at = maker->pool[appui_random_between(maker, 0, maker->n_pool - 1)];
    enum appui_half half = appui_random_chance(maker, 50) ? APPUI_AM : APPUI_PM;
    *session = (struct appui_draft_session){
        .day = appui_random_day(maker), .half = half, .state = APPUI_SESSION_PLANNED};
    if (kind < 45) {
        session->day = at.day;
        session->half = at.half == APPUI_FULL ? half : at.half;
    } else if (kind < 60) {
        session->state =
            appui_random_chance(maker, 30) ? APPUI_SESSION_CANCELLED : APPUI_SESSION_PLANNED;
    } else if (kind < 75) {
        session->day = past_day(maker);
        session->state =
            appui_random_chance(maker, 60) ? APPUI_SESSION_DONE : APPUI_SESSION_PLANNED;
    } else if (kind < 80) {
        session->day = maker->draft->horizon_end + appui_random_between(maker, 1, 9);
    }
    return kind < 80;
}

static void draw_sessions(struct appui_random_maker *maker, struct appui_draft_line *line,
                          int32_t size)
{
    line->sessions = appui_random_array(maker, line->half_days, sizeof *line->sessions);
    for (int32_t left = line->half_days; line->sessions != NULL && left > 0; left -= size) {
        struct appui_draft_session session;
        bool has = draw_fate(maker, &session);
        if (line->state == APPUI_DONE) {
            do
                session.day = past_day(maker);
            while (is_taken(line, session.day));
            session.state = APPUI_SESSION_DONE;
            has = true;
        }
        if (line->state == APPUI_PROPOSED && session.state == APPUI_SESSION_DONE)
            session.state = APPUI_SESSION_PLANNED;
        session.half = size == 2 ? APPUI_FULL : session.half;
        if (has && !is_taken(line, session.day))
            line->sessions[line->n_sessions++] = session;
    }
}

static enum appui_line_state draw_state(struct appui_random_maker *maker)
{
    int32_t kind = appui_random_between(maker, 0, 99);
    if (kind < 80)
        return kind < 45 ? APPUI_SIGNED : APPUI_RETAINED;
    return kind < 92 ? APPUI_DONE : APPUI_PROPOSED;
}

/** Two lines of a pair may stand, but not where an estimate measures them (choices.md speaks of one
 * line there). */
static bool may_stand(const struct appui_draft *draft, const char *need, const char *expert)
{
    bool line = false, estimate = false;
    for (int32_t i = 0; i < draft->n_lines; i++)
        line = line || (draft->lines[i].need == need && draft->lines[i].expert == expert);
    for (int32_t i = 0; i < draft->n_estimates; i++)
        estimate =
            estimate || (draft->estimates[i].need == need && draft->estimates[i].expert == expert);
    return !line || !estimate;
}

static void draw_line(struct appui_random_maker *maker, int32_t half_days_max)
{
    struct appui_draft *draft = maker->draft;
    const struct appui_draft_project *project;
    const struct appui_draft_need *need = appui_random_need(
        maker, appui_random_between(maker, 0, appui_random_n_needs(maker) - 1), &project);
    const char *expert = random_expert(maker);
    bool decided = project->status == APPUI_APPROVED || project->status == APPUI_RUNNING;
    bool diagnosed = draft->committees.given && need->phase == APPUI_DIAGNOSTIC &&
                     (project->status == APPUI_SUBMITTED || project->status == APPUI_DEFERRED);
    if (!(decided || diagnosed) || need->covered_elsewhere || !may_stand(draft, need->id, expert))
        return;
    int32_t size = need->session_half_days == 2 ? 2 : 1;
    struct appui_draft_line *line = &draft->lines[draft->n_lines++];
    *line =
        (struct appui_draft_line){.need = need->id, .expert = expert, .state = draw_state(maker)};
    line->half_days = size == 2 ? 2 : appui_random_between(maker, 1, half_days_max);
    draw_sessions(maker, line, size);
}

static void draw_lines(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    draft->lines = appui_random_array(maker, LINES_MAX, sizeof *draft->lines);
    if (draft->lines == NULL || !maker->shape->lines || !appui_random_hinders(maker, 75))
        return;
    draw_line(maker, 3);
    if (appui_random_chance(maker, 50))
        draw_line(maker, 2);
    if (appui_random_chance(maker, 25))
        draw_line(maker, 1);
}

/** An expert, by preference one that has the skill itself. */
static const char *skilled_expert(struct appui_random_maker *maker, const char *skill)
{
    for (int32_t tries = 0; tries < 6; tries++) {
        const struct appui_draft *draft = maker->draft;
        const struct appui_draft_expert *expert =
            &draft->experts[appui_random_between(maker, 0, draft->n_experts - 1)];
        for (int32_t i = 0; i < expert->n_skills; i++)
            if (strcmp(expert->skills[i].skill, skill) == 0)
                return expert->id;
    }
    return random_expert(maker);
}

static bool is_ruled(const struct appui_draft_rule *rules, int32_t n, const char *need,
                     const char *expert)
{
    for (int32_t i = 0; i < n; i++)
        if (rules[i].need == need && rules[i].expert == expert)
            return true;
    return false;
}

static void draw_rule(struct appui_random_maker *maker, struct appui_draft_rule *rules, int32_t *n)
{
    const struct appui_draft *draft = maker->draft;
    const struct appui_draft_project *project;
    int32_t index = appui_random_between(maker, 0, appui_random_n_needs(maker) - 1);
    const struct appui_draft_need *need = appui_random_need(maker, index, &project);
    const char *expert = skilled_expert(maker, need->skill);
    if (!is_ruled(draft->require, draft->n_require, need->id, expert) &&
        !is_ruled(draft->forbid, draft->n_forbid, need->id, expert))
        rules[(*n)++] = (struct appui_draft_rule){.need = need->id, .expert = expert};
}

static void draw_rules(struct appui_random_maker *maker)
{
    struct appui_draft *draft = maker->draft;
    draft->require = appui_random_array(maker, RULES_MAX, sizeof *draft->require);
    draft->forbid = appui_random_array(maker, RULES_MAX, sizeof *draft->forbid);
    if (maker->failed)
        return;
    if (appui_random_chance(maker, 25))
        draw_rule(maker, draft->forbid, &draft->n_forbid);
    if (!maker->shape->require || !appui_random_chance(maker, 12))
        return;
    for (int32_t n = appui_random_chance(maker, 60) ? 1 : RULES_MAX; n > 0; n--)
        draw_rule(maker, draft->require, &draft->n_require);
}

/** The tier's name, now and then with a tolerance. */
static const char *draw_tier(struct appui_random_maker *maker, const char *name)
{
    static const char *const tolerances[] = {"10%", "25%", "33.3333%"};
    if (!appui_random_chance(maker, 15))
        return name;
    const char *text = appui_arena_format(&maker->draft->arena, "%s:%s", name,
                                          tolerances[appui_random_between(maker, 0, 2)]);
    maker->failed = maker->failed || text == NULL;
    return text;
}

/** Promptness stays last and agreed first, as the referee asks. */
static void draw_tiers(struct appui_random_maker *maker)
{
    static const char *const deciding[] = {"coverage",    "equity",   "fit",        "concentration",
                                           "waiting",     "meetings", "attendance", "evenness",
                                           "mandataires", "stability"};
    const char **items = appui_random_array(maker, TIERS_MAX, sizeof *items);
    struct appui_draft_texts tiers = {.given = true, .items = items};
    int32_t order[DECIDING];
    if (items == NULL || !maker->shape->tiers || !appui_random_chance(maker, 40))
        return;
    items[tiers.n++] = "agreed";
    appui_xoshiro_permutation(&maker->random, DECIDING, order);
    if (appui_random_chance(maker, 50))
        order[0] = 0;
    for (int32_t i = 0; i < DECIDING; i++) {
        bool again = i > 0 && order[i] == order[0];
        if (again || (order[i] != 0 && appui_random_chance(maker, 20)))
            continue;
        items[tiers.n++] = order[i] == 1 ? deciding[1] : draw_tier(maker, deciding[order[i]]);
    }
    bool last_first = appui_random_chance(maker, 30);
    if (appui_random_chance(maker, 80))
        items[tiers.n++] = last_first ? "promptness_last" : "promptness_first";
    if (appui_random_chance(maker, 60))
        items[tiers.n++] = last_first ? "promptness_first" : "promptness_last";
    maker->draft->tiers = tiers;
}

void appui_random_lines(struct appui_random_maker *maker)
{
    draw_estimates(maker);
    draw_lines(maker);
    draw_rules(maker);
    draw_tiers(maker);
}
