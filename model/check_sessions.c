/*
 * Sessions one by one: their order within a line, R7 (they add up, in slots free for both, inside
 * the window, while the partner is there) and R11 (before or after the committee). Only sessions
 * that the plan dates are judged.
 */
#include "model/verdict.h"

/** A session under judgement, with the texts that every report on it needs. */
struct subject {
    const struct appui_verdict *verdict;
    const struct appui_plan_line *line;
    const struct appui_session *session;
    const struct appui_need *need;
    const char *half;
    char pointer[APPUI_POINTER_TEXT], date[APPUI_DATE_TEXT];
};

static bool holds(const struct subject *subject, const struct appui_slots *set)
{
    int32_t slot = appui_basin_slot(subject->verdict->basin, subject->session->day);
    if (subject->session->half == APPUI_FULL) {
        return appui_slots_has(set, slot) && appui_slots_has(set, slot + 1);
    }
    return appui_slots_has(set, slot + (int32_t)subject->session->half);
}

static void check_form(const struct subject *subject)
{
    const struct appui_need *need = subject->need;
    char size[APPUI_DAYS_TEXT];
    if (subject->session->state != APPUI_SESSION_PLANNED) {
        appui_faults_add(subject->verdict->faults, APPUI_FAULT_PLAN_SESSION_STATE, subject->pointer,
                         need->id, "date", subject->date, "half", subject->half, APPUI_END);
    }
    if (appui_half_size(subject->session->half) != need->session) {
        appui_faults_add(subject->verdict->faults, APPUI_FAULT_R7_SESSION_SIZE, subject->pointer,
                         need->id, "date", subject->date, "half", subject->half, "need", need->id,
                         "size", appui_days_write(need->session, size), APPUI_END);
    }
}

static void check_window(const struct subject *subject)
{
    const struct appui_need *need = subject->need;
    char from[APPUI_DATE_TEXT], to[APPUI_DATE_TEXT];
    if (subject->session->day < need->window_from || subject->session->day > need->window_to) {
        appui_faults_add(subject->verdict->faults, APPUI_FAULT_R7_OUTSIDE_WINDOW, subject->pointer,
                         need->id, "date", subject->date, "half", subject->half, "need", need->id,
                         "from", appui_date_text(need->window_from, from), "to",
                         appui_date_text(need->window_to, to), APPUI_END);
    }
}

/** R7 inside the horizon. */
static void check_presence(const struct subject *subject)
{
    const struct appui_basin *basin = subject->verdict->basin;
    const struct appui_expert *expert = &basin->experts[subject->line->expert];
    const struct appui_project *project = &basin->projects[subject->need->project];
    const struct appui_partner *partner = &basin->partners[expert->partner];
    struct appui_faults *faults = subject->verdict->faults;
    const char *need = subject->need->id;
    char to[APPUI_DATE_TEXT];
    if (!holds(subject, &basin->working)) {
        appui_faults_add(faults, APPUI_FAULT_R7_NOT_WORKING, subject->pointer, need, "date",
                         subject->date, "half", subject->half, APPUI_END);
        return;
    }
    if (partner->until != APPUI_ABSENT && subject->session->day > partner->until) {
        appui_faults_add(faults, APPUI_FAULT_R7_PARTNER_LEFT, subject->pointer, need, "partner",
                         partner->id, "to", appui_date_text(partner->until, to), "expert",
                         expert->id, "date", subject->date, "half", subject->half, APPUI_END);
    } else if (!holds(subject, &expert->free)) {
        appui_faults_add(faults, APPUI_FAULT_R7_EXPERT_AWAY, subject->pointer, need, "expert",
                         expert->id, "date", subject->date, "half", subject->half, APPUI_END);
    }
    if (!holds(subject, &project->free)) {
        appui_faults_add(faults, APPUI_FAULT_R7_FIRM_AWAY, subject->pointer, need, "project",
                         project->id, "date", subject->date, "half", subject->half, APPUI_END);
    }
}

static void check_committee(const struct subject *subject)
{
    const struct appui_basin *basin = subject->verdict->basin;
    const struct appui_project *project = &basin->projects[subject->need->project];
    bool support = subject->need->phase == APPUI_SUPPORT;
    bool waits = appui_rules_waits_for_committee(basin, subject->need->project);
    appui_day committee =
        waits ? subject->verdict->chosen[subject->need->project] : project->committee;
    bool known = basin->committees.given && committee != APPUI_ABSENT;
    int64_t opens = (int64_t)committee + basin->committees.lead_days;
    const char *need = subject->need->id;
    struct appui_faults *faults = subject->verdict->faults;
    char limit[APPUI_DATE_TEXT];
    if (waits && !known && support) {
        appui_faults_add(faults, APPUI_FAULT_R11_NO_COMMITTEE, subject->pointer, need, "date",
                         subject->date, "half", subject->half, "need", need, APPUI_END);
    } else if (known && support && subject->session->day < opens) {
        appui_faults_add(faults, APPUI_FAULT_R11_TOO_EARLY, subject->pointer, need, "date",
                         subject->date, "half", subject->half, "need", need, "from",
                         appui_date_text((appui_day)opens, limit), APPUI_END);
    } else if (known && !support && subject->session->day >= committee) {
        appui_faults_add(faults, APPUI_FAULT_R11_DIAGNOSTIC_LATE, subject->pointer, need, "date",
                         subject->date, "half", subject->half, "need", need, "to",
                         appui_date_text(committee, limit), APPUI_END);
    }
}

static void check_session(const struct appui_verdict *verdict, int32_t index, int32_t k)
{
    const struct appui_plan_line *line = &verdict->plan->lines[index];
    struct subject subject = {.verdict = verdict,
                              .line = line,
                              .session = &line->sessions[k],
                              .need = &verdict->basin->needs[line->need],
                              .half = appui_half_name(line->sessions[k].half)};
    appui_pointer_session(index, k, subject.pointer);
    appui_date_text(line->sessions[k].day, subject.date);
    check_form(&subject);
    check_window(&subject);
    if (appui_verdict_inside(verdict, line->sessions[k].day)) {
        check_presence(&subject);
        check_committee(&subject);
    }
}

static bool follows(const struct appui_session *before, const struct appui_session *after)
{
    return before->day < after->day ||
           (before->day == after->day && before->half == APPUI_AM && after->half == APPUI_PM);
}

static void check_sequence(const struct appui_verdict *verdict, int32_t index)
{
    const struct appui_plan_line *line = &verdict->plan->lines[index];
    char pointer[APPUI_POINTER_TEXT], date[APPUI_DATE_TEXT];
    for (int32_t k = 1; k < line->n_sessions; k++) {
        if (!follows(&line->sessions[k - 1], &line->sessions[k])) {
            appui_faults_add(verdict->faults, APPUI_FAULT_PLAN_SESSION_ORDER,
                             appui_pointer_session(index, k, pointer),
                             appui_verdict_need(verdict, line), "date",
                             appui_date_text(line->sessions[k].day, date), "half",
                             appui_half_name(line->sessions[k].half), APPUI_END);
        }
    }
}

static void check_sum(const struct appui_verdict *verdict, int32_t index)
{
    const struct appui_plan_line *line = &verdict->plan->lines[index];
    char pointer[APPUI_POINTER_TEXT], value[APPUI_DAYS_TEXT], high[APPUI_DAYS_TEXT];
    int64_t sum = 0;
    for (int32_t k = 0; k < line->n_sessions; k++) {
        sum += appui_half_size(line->sessions[k].half);
    }
    if (sum != line->half_days) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R7_SESSIONS_SUM,
                         appui_pointer_item("lines", index, pointer),
                         appui_verdict_need(verdict, line), "expert",
                         appui_verdict_expert(verdict, line), "need",
                         appui_verdict_need(verdict, line), "value", appui_days_write(sum, value),
                         "high", appui_days_write(line->half_days, high), APPUI_END);
    }
}

/** Without calendar nothing is dated, but nothing is given to a need whose window is empty either.
 */
static void check_undated(const struct appui_verdict *verdict, int32_t index)
{
    const struct appui_plan_line *line = &verdict->plan->lines[index];
    const struct appui_need *need = &verdict->basin->needs[line->need];
    char pointer[APPUI_POINTER_TEXT];
    if (line->state == APPUI_PROPOSED && need->window_from > need->window_to) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R7_WINDOW_EMPTY,
                         appui_pointer_item("lines", index, pointer), need->id, "expert",
                         appui_verdict_expert(verdict, line), "need", need->id, APPUI_END);
    }
}

void appui_check_sessions(struct appui_verdict *verdict)
{
    for (int32_t i = 0; i < verdict->plan->n_lines; i++) {
        const struct appui_plan_line *line = &verdict->plan->lines[i];
        if (!verdict->plan->calendar) {
            check_undated(verdict, i);
            continue;
        }
        check_sequence(verdict, i);
        if (line->state == APPUI_PROPOSED) {
            check_sum(verdict, i);
        }
        for (int32_t k = 0; k < line->n_sessions; k++) {
            if (appui_verdict_fresh(verdict, line, k)) {
                check_session(verdict, i, k);
            }
        }
    }
}
