/*
 * Lines one by one: their order, whether they may exist at all (R1 skill and level, R2 exclusions
 * and rules), and that required pairs are there. Days are counted in check_limits.c.
 */
#include "model/verdict.h"

/** Agreed lines stand before proposed ones. */
static int32_t rank(const struct appui_plan_line *line)
{
    return line->state == APPUI_PROPOSED ? 1 : 0;
}

static bool in_order(const struct appui_plan_line *a, const struct appui_plan_line *b)
{
    if (a->need != b->need) {
        return a->need < b->need;
    }
    if (rank(a) != rank(b)) {
        return rank(a) < rank(b);
    }
    return a->expert <= b->expert;
}

static void check_place(const struct appui_verdict *verdict, int32_t index)
{
    const struct appui_plan_line *line = &verdict->plan->lines[index];
    char pointer[APPUI_POINTER_TEXT], value[APPUI_DAYS_TEXT];
    appui_pointer_item("lines", index, pointer);
    if (index > 0 && !in_order(line - 1, line)) {
        appui_faults_add(verdict->faults, APPUI_FAULT_PLAN_LINE_ORDER, pointer,
                         appui_verdict_need(verdict, line), "expert",
                         appui_verdict_expert(verdict, line), "need",
                         appui_verdict_need(verdict, line), APPUI_END);
    }
    if (!verdict->plan->calendar && line->n_sessions > 0) {
        appui_faults_add(verdict->faults, APPUI_FAULT_PLAN_SESSIONS_WITHOUT_CALENDAR, pointer,
                         appui_verdict_need(verdict, line), "expert",
                         appui_verdict_expert(verdict, line), "need",
                         appui_verdict_need(verdict, line), "value",
                         appui_count_write(line->n_sessions, value), APPUI_END);
    }
}

static void check_skill(const struct appui_verdict *verdict, const struct appui_plan_line *line,
                        const char *pointer)
{
    const struct appui_need *need = &verdict->basin->needs[line->need];
    int32_t level = appui_basin_level(verdict->basin, line->expert, need->skill);
    const char *expert = appui_verdict_expert(verdict, line),
               *skill = verdict->basin->skills[need->skill].id;
    char value[APPUI_DAYS_TEXT], asked[APPUI_DAYS_TEXT];
    appui_count_write(level, value);
    appui_count_write(need->level, asked);
    if (level == 0) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R1_NO_SKILL, pointer, need->id, "expert",
                         expert, "need", need->id, "skill", skill, "level", asked, APPUI_END);
    } else if (level < need->level) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R1_LEVEL_TOO_LOW, pointer, need->id, "expert",
                         expert, "need", need->id, "skill", skill, "value", value, "level", asked,
                         APPUI_END);
    }
}

static void check_exclusions(const struct appui_verdict *verdict,
                             const struct appui_plan_line *line, const char *pointer)
{
    const struct appui_basin *basin = verdict->basin;
    const struct appui_project *project = &basin->projects[basin->needs[line->need].project];
    int32_t partner = basin->experts[line->expert].partner;
    const char *need = appui_verdict_need(verdict, line),
               *expert = appui_verdict_expert(verdict, line);
    for (int32_t i = 0; i < project->n_excluded; i++) {
        if (project->excluded[i] == partner) {
            appui_faults_add(verdict->faults, APPUI_FAULT_R2_EXCLUDED, pointer, need, "expert",
                             expert, "partner", basin->partners[partner].id, "need", need,
                             APPUI_END);
        }
    }
    for (int32_t i = 0; i < basin->n_forbid; i++) {
        if (basin->forbid[i].need == line->need && basin->forbid[i].expert == line->expert) {
            appui_faults_add(verdict->faults, APPUI_FAULT_R2_FORBIDDEN, pointer, need, "expert",
                             expert, "need", need, APPUI_END);
        }
    }
}

static void check_proposed(const struct appui_verdict *verdict, int32_t index)
{
    const struct appui_plan_line *line = &verdict->plan->lines[index];
    const char *need = appui_verdict_need(verdict, line),
               *expert = appui_verdict_expert(verdict, line);
    char pointer[APPUI_POINTER_TEXT], value[APPUI_DAYS_TEXT];
    appui_pointer_item("lines", index, pointer);
    if (line->half_days < 1) {
        appui_faults_add(verdict->faults, APPUI_FAULT_PLAN_LINE_DAYS, pointer, need, "expert",
                         expert, "need", need, "value", appui_days_write(line->half_days, value),
                         APPUI_END);
    }
    if (!appui_basin_need_planned(verdict->basin, line->need)) {
        appui_faults_add(verdict->faults, APPUI_FAULT_PLAN_NEED_NOT_PLANNED, pointer, need,
                         "expert", expert, "need", need, APPUI_END);
    }
    check_skill(verdict, line, pointer);
    check_exclusions(verdict, line, pointer);
}

/** The first of two proposed lines of a pair stands; the second is reported. */
static void check_twice(const struct appui_verdict *verdict)
{
    for (int32_t i = 1; i < verdict->n_proposed; i++) {
        const struct appui_plan_line *a = &verdict->plan->lines[verdict->by_need[i - 1]];
        const struct appui_plan_line *b = &verdict->plan->lines[verdict->by_need[i]];
        char pointer[APPUI_POINTER_TEXT];
        if (a->need == b->need && a->expert == b->expert) {
            appui_faults_add(verdict->faults, APPUI_FAULT_PLAN_LINE_TWICE,
                             appui_pointer_item("lines", verdict->by_need[i], pointer),
                             appui_verdict_need(verdict, b), "expert",
                             appui_verdict_expert(verdict, b), "need",
                             appui_verdict_need(verdict, b), APPUI_END);
        }
    }
}

/** R2: what is done or agreed for the pair meets a require rule as well as a proposal. */
static void check_required(const struct appui_verdict *verdict, const struct appui_pair_rule *rule)
{
    const struct appui_basin *basin = verdict->basin;
    bool met = appui_standing_pair(basin, verdict->standing, rule->expert, rule->need) > 0;
    for (int32_t i = 0; !met && i < verdict->plan->n_lines; i++) {
        const struct appui_plan_line *line = &verdict->plan->lines[i];
        met = line->state == APPUI_PROPOSED && line->need == rule->need &&
              line->expert == rule->expert && line->half_days > 0;
    }
    if (!met) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R2_REQUIRE_UNMET, "/lines",
                         basin->needs[rule->need].id, "expert", basin->experts[rule->expert].id,
                         "need", basin->needs[rule->need].id, APPUI_END);
    }
}

void appui_check_lines(struct appui_verdict *verdict)
{
    for (int32_t i = 0; i < verdict->plan->n_lines; i++) {
        check_place(verdict, i);
        if (verdict->plan->lines[i].state == APPUI_PROPOSED) {
            check_proposed(verdict, i);
        }
    }
    check_twice(verdict);
    for (int32_t i = 0; i < verdict->basin->n_require; i++) {
        check_required(verdict, &verdict->basin->require[i]);
    }
}
