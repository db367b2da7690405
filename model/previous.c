/*
 * Counting what a plan changes of the one before.
 */
#include "model/previous.h"

#include "model/mandates.h"
#include "model/plan.h"

static bool has_session(const struct appui_date_half *sessions, int32_t n,
                        struct appui_date_half at)
{
    for (int32_t i = 0; i < n; i++) {
        if (sessions[i].day == at.day && sessions[i].half == at.half) {
            return true;
        }
    }
    return false;
}

bool appui_previous_dated(const struct appui_previous *previous, int32_t need, int32_t expert,
                          struct appui_date_half at)
{
    bool dated = false;
    for (int32_t i = 0; !dated && i < previous->n_agreed; i++) {
        const struct appui_previous_pair *pair = &previous->agreed[i];
        dated = pair->need == need && pair->expert == expert &&
                has_session(pair->sessions, pair->n_sessions, at);
    }
    for (int32_t i = 0; !dated && i < previous->n_lines; i++) {
        const struct appui_previous_line *line = &previous->lines[i];
        dated = line->need == need && line->expert == expert &&
                has_session(line->sessions, line->n_sessions, at);
    }
    return dated;
}

int64_t appui_previous_line_changes(const struct appui_previous_line *line,
                                    const struct appui_plan *plan)
{
    const struct appui_plan_line *now = appui_plan_proposed(plan, line->need, line->expert);
    int64_t common = 0;
    if (line->target == 0) {
        return 0;
    }
    if (now == NULL) {
        return 4;
    }
    for (int32_t i = 0; i < line->n_sessions; i++) {
        common += line->stays[i] && appui_plan_line_holds(now, line->sessions[i]);
    }
    int64_t apart = (int64_t)now->half_days - line->target;
    int64_t could = line->n_stay < now->n_sessions ? line->n_stay : now->n_sessions;
    return 2 * (apart < 0 ? -apart : apart) + could - common;
}

int64_t appui_previous_changes(const struct appui_basin *basin,
                               const struct appui_standing *standing,
                               const struct appui_previous *previous, const struct appui_plan *plan)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < previous->n_lines; i++) {
        sum += appui_previous_line_changes(&previous->lines[i], plan);
    }
    for (int32_t i = 0; i < previous->n_dates; i++) {
        const struct appui_previous_date *date = &previous->dates[i];
        sum += date->stays && appui_plan_examined(plan, date->project) != date->day ? 2 : 0;
    }
    for (int32_t i = 0; plan->calendar && i < previous->n_mandataires; i++) {
        const struct appui_mandataire *named = &previous->mandataires[i];
        bool counts = previous->mandataire_stays[i] &&
                      appui_mandates_supported(basin, standing, plan, named->project);
        sum += counts && appui_mandates_of(basin, plan, named->project) != named->partner ? 2 : 0;
    }
    return sum;
}

void appui_previous_release(struct appui_previous *previous)
{
    appui_arena_release(&previous->arena);
    *previous = (struct appui_previous){0};
}
