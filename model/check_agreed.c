/*
 * R12: every agreed line of the basin stands in the plan once, with its need, expert, days and
 * state; its sessions that stay are there as they were; newly dated ones only fill what is to be
 * placed anew.
 */
#include "model/verdict.h"

static void check_line(const struct appui_verdict *verdict, int32_t index)
{
    const struct appui_plan_line *line = &verdict->plan->lines[index];
    const char *need = appui_verdict_need(verdict, line),
               *expert = appui_verdict_expert(verdict, line);
    char pointer[APPUI_POINTER_TEXT], value[APPUI_DAYS_TEXT];
    appui_pointer_item("lines", index, pointer);
    if (!appui_verdict_repeats(verdict, line)) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R12_LINE_UNKNOWN, pointer, need, "expert",
                         expert, "need", need, "value", appui_days_write(line->half_days, value),
                         APPUI_END);
        return;
    }
    const struct appui_line *agreed = &verdict->basin->lines[line->basin_line];
    if (verdict->line_repeat[line->basin_line] != index) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R12_LINE_TWICE, pointer, need, "expert",
                         expert, "need", need, APPUI_END);
    }
    if (agreed->need != line->need || agreed->expert != line->expert ||
        agreed->half_days != line->half_days || agreed->state != line->state) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R12_LINE_CHANGED, pointer, need, "expert",
                         expert, "need", need, "value", appui_days_write(agreed->half_days, value),
                         APPUI_END);
    }
}

static bool has_session(const struct appui_plan_line *line, const struct appui_session *session)
{
    for (int32_t i = 0; i < line->n_sessions; i++) {
        const struct appui_session *other = &line->sessions[i];
        if (other->day == session->day && other->half == session->half &&
            other->state == session->state) {
            return true;
        }
    }
    return false;
}

static void check_kept(const struct appui_verdict *verdict, int32_t basin_line, int32_t index)
{
    const struct appui_line *agreed = &verdict->basin->lines[basin_line];
    const struct appui_plan_line *line = &verdict->plan->lines[index];
    int64_t placed = verdict->line_placed[basin_line];
    int32_t to_place = verdict->standing->lines[basin_line].to_place;
    const char *need = verdict->basin->needs[agreed->need].id,
               *expert = verdict->basin->experts[agreed->expert].id;
    char pointer[APPUI_POINTER_TEXT], date[APPUI_DATE_TEXT], value[APPUI_DAYS_TEXT],
        high[APPUI_DAYS_TEXT];
    appui_pointer_item("lines", index, pointer);
    for (int32_t i = 0; i < agreed->n_sessions; i++) {
        const struct appui_session *session = &agreed->sessions[i];
        if (appui_standing_stays(verdict->basin, verdict->standing, basin_line, i) &&
            !has_session(line, session)) {
            appui_faults_add(verdict->faults, APPUI_FAULT_R12_SESSION_MISSING, pointer, need,
                             "expert", expert, "need", need, "date",
                             appui_date_text(session->day, date), "half",
                             appui_half_name(session->half), APPUI_END);
        }
    }
    if (placed > to_place) {
        appui_faults_add(verdict->faults, APPUI_FAULT_R12_SESSION_ADDED, pointer, need, "expert",
                         expert, "need", need, "value", appui_days_write(placed, value), "high",
                         appui_days_write(to_place, high), APPUI_END);
    }
}

void appui_check_agreed(struct appui_verdict *verdict)
{
    for (int32_t i = 0; i < verdict->plan->n_lines; i++) {
        if (verdict->plan->lines[i].state != APPUI_PROPOSED) {
            check_line(verdict, i);
        }
    }
    for (int32_t i = 0; i < verdict->basin->n_lines; i++) {
        const struct appui_line *agreed = &verdict->basin->lines[i];
        char value[APPUI_DAYS_TEXT];
        if (verdict->standing->lines[i].agreed && verdict->line_repeat[i] < 0) {
            const char *need = verdict->basin->needs[agreed->need].id;
            appui_faults_add(verdict->faults, APPUI_FAULT_R12_LINE_MISSING, "/lines", need,
                             "expert", verdict->basin->experts[agreed->expert].id, "need", need,
                             "value", appui_days_write(agreed->half_days, value), APPUI_END);
        } else if (verdict->standing->lines[i].agreed && verdict->plan->calendar) {
            check_kept(verdict, i, verdict->line_repeat[i]);
        }
    }
}
