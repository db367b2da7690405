/*
 * Days and heads of what is proposed: R3 (a need is served not at all or enough, estimates
 * exactly), R4 (experts of a need, days of each), R6 (days and projects of an expert). What is
 * agreed counts in each total, but binds only where something is proposed: agreement alone breaks
 * no rule.
 */
#include "model/verdict.h"

static const struct appui_plan_line *proposal(const struct appui_verdict *verdict,
                                              const int32_t *lines, int32_t i)
{
    return &verdict->plan->lines[lines[i]];
}

/** R3 and R4 of one line: whole sessions, the estimate, days of each expert. A line without days is
 * check_lines' to refuse. */
static void check_line(const struct appui_verdict *verdict, int32_t index)
{
    const struct appui_plan_line *line = &verdict->plan->lines[index];
    const struct appui_need *need = &verdict->basin->needs[line->need];
    int32_t agreed =
        appui_standing_pair(verdict->basin, verdict->standing, line->expert, line->need);
    int32_t estimate = appui_basin_estimate_days(verdict->basin, line->expert, line->need);
    int64_t total = (int64_t)agreed + line->half_days;
    const char *expert = appui_verdict_expert(verdict, line);
    char pointer[APPUI_POINTER_TEXT], value[APPUI_DAYS_TEXT], low[APPUI_DAYS_TEXT],
        high[APPUI_DAYS_TEXT], stands[APPUI_DAYS_TEXT];
    if (line->half_days < 1) {
        return;
    }
    appui_pointer_item("lines", index, pointer);
    if (line->half_days % need->session != 0) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R3_SESSION, pointer, need->id, "expert",
                         expert, "need", need->id, "value",
                         appui_days_write(line->half_days, value), "size",
                         appui_days_write(need->session, high), APPUI_END);
    }
    appui_days_write(total, value);
    if (estimate != APPUI_ABSENT && total != estimate) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R3_ESTIMATE, pointer, need->id, "expert",
                         expert, "need", need->id, "value", value, "high",
                         appui_days_write(estimate, high), APPUI_END);
    } else if (estimate == APPUI_ABSENT && (total < need->each_min || total > need->each_max)) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R4_EACH_DAYS, pointer, need->id, "expert",
                         expert, "need", need->id, "value", value, "agreed",
                         appui_days_write(agreed, stands), "low",
                         appui_days_write(need->each_min, low), "high",
                         appui_days_write(need->each_max, high), APPUI_END);
    }
}

/** R3: what is served in the end, in the need's own measure. */
static void check_need_days(const struct appui_verdict *verdict, int32_t index, const char *pointer)
{
    const struct appui_need *need = &verdict->basin->needs[index];
    int32_t agreed = verdict->standing->need_served[index];
    int64_t served = agreed + verdict->need_new[index];
    char value[APPUI_DAYS_TEXT], low[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT],
        stands[APPUI_DAYS_TEXT];
    if (served < need->half_days_min || served > need->half_days) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R3_NEED_DAYS, pointer, need->id, "need",
                         need->id, "value", appui_days_write(served, value), "agreed",
                         appui_days_write(agreed, stands), "low",
                         appui_days_write(need->half_days_min, low), "high",
                         appui_days_write(need->half_days, high), APPUI_END);
    }
}

/** R4: heads. Experts who stand on the need already take no further place. */
static void check_need_experts(const struct appui_verdict *verdict, int32_t index, int32_t added,
                               const char *pointer)
{
    const struct appui_need *need = &verdict->basin->needs[index];
    int32_t agreed = verdict->standing->need_experts[index];
    char value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT], stands[APPUI_DAYS_TEXT];
    if (added > 0 && agreed + added > need->experts_max) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R4_EXPERTS, pointer, need->id, "need",
                         need->id, "value", appui_count_write((int64_t)agreed + added, value),
                         "agreed", appui_count_write(agreed, stands), "high",
                         appui_count_write(need->experts_max, high), APPUI_END);
    }
}

/** Proposed lines [first, end) of one need. */
static void check_need(const struct appui_verdict *verdict, int32_t first, int32_t end)
{
    int32_t need = proposal(verdict, verdict->by_need, first)->need, added = 0;
    char pointer[APPUI_POINTER_TEXT];
    for (int32_t i = first; i < end; i++) {
        int32_t expert = proposal(verdict, verdict->by_need, i)->expert;
        bool again = i > first && proposal(verdict, verdict->by_need, i - 1)->expert == expert;
        added +=
            !again && appui_standing_pair(verdict->basin, verdict->standing, expert, need) == 0;
        check_line(verdict, verdict->by_need[i]);
    }
    appui_pointer_item("lines", verdict->by_need[first], pointer);
    check_need_days(verdict, need, pointer);
    check_need_experts(verdict, need, added, pointer);
}

static void check_expert_days(const struct appui_verdict *verdict, int32_t index, int64_t added,
                              const char *pointer)
{
    const struct appui_expert *expert = &verdict->basin->experts[index];
    int32_t agreed = verdict->standing->expert_half_days[index];
    char value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT], stands[APPUI_DAYS_TEXT];
    if (expert->half_days_max != APPUI_ABSENT && agreed + added > expert->half_days_max) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R6_EXPERT_DAYS, pointer, expert->id, "expert",
                         expert->id, "value", appui_days_write(agreed + added, value), "agreed",
                         appui_days_write(agreed, stands), "high",
                         appui_days_write(expert->half_days_max, high), APPUI_END);
    }
}

static void check_expert_projects(const struct appui_verdict *verdict, int32_t index, int32_t added,
                                  const char *pointer)
{
    const struct appui_expert *expert = &verdict->basin->experts[index];
    int32_t agreed = appui_standing_projects(verdict->standing, index);
    char value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT], stands[APPUI_DAYS_TEXT];
    if (expert->projects_max != APPUI_ABSENT && agreed + added > expert->projects_max) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R6_EXPERT_PROJECTS, pointer, expert->id,
                         "expert", expert->id, "value",
                         appui_count_write((int64_t)agreed + added, value), "agreed",
                         appui_count_write(agreed, stands), "high",
                         appui_count_write(expert->projects_max, high), APPUI_END);
    }
}

/** Proposed lines [first, end) of one expert; needs of one project stand together, so lines by need
 * do too. */
static void check_expert(const struct appui_verdict *verdict, int32_t first, int32_t end)
{
    int32_t expert = proposal(verdict, verdict->by_expert, first)->expert, projects = 0, last = -1;
    int64_t half_days = 0;
    char pointer[APPUI_POINTER_TEXT];
    for (int32_t i = first; i < end; i++) {
        const struct appui_plan_line *line = proposal(verdict, verdict->by_expert, i);
        int32_t project = verdict->basin->needs[line->need].project;
        half_days += line->half_days > 0 ? line->half_days : 0;
        projects +=
            project != last && !appui_standing_has_project(verdict->standing, expert, project);
        last = project;
    }
    appui_pointer_item("lines", verdict->by_expert[first], pointer);
    check_expert_days(verdict, expert, half_days, pointer);
    check_expert_projects(verdict, expert, projects, pointer);
}

void appui_check_limits(struct appui_verdict *verdict)
{
    int32_t end;
    for (int32_t i = 0; i < verdict->n_proposed; i = end) {
        int32_t need = proposal(verdict, verdict->by_need, i)->need;
        for (end = i + 1;
             end < verdict->n_proposed && proposal(verdict, verdict->by_need, end)->need == need;
             end++) {
        }
        check_need(verdict, i, end);
    }
    for (int32_t i = 0; i < verdict->n_proposed; i = end) {
        int32_t expert = proposal(verdict, verdict->by_expert, i)->expert;
        for (end = i + 1; end < verdict->n_proposed &&
                          proposal(verdict, verdict->by_expert, end)->expert == expert;
             end++) {
        }
        check_expert(verdict, i, end);
    }
}
