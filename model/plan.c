/*
 * What a plan owns is released here, and its closed list of hole codes gets its names. Whether a
 * plan is good is for check to say.
 */
#include "model/plan.h"

const struct appui_plan_line *appui_plan_proposed(const struct appui_plan *plan, int32_t need,
                                                  int32_t expert)
{
    for (int32_t i = 0; i < plan->n_lines; i++) {
        const struct appui_plan_line *line = &plan->lines[i];
        if (line->need == need && line->expert == expert && line->state == APPUI_PROPOSED) {
            return line;
        }
    }
    return NULL;
}

bool appui_plan_line_holds(const struct appui_plan_line *line, struct appui_date_half at)
{
    for (int32_t k = 0; k < line->n_sessions; k++) {
        if (line->sessions[k].day == at.day && line->sessions[k].half == at.half) {
            return true;
        }
    }
    return false;
}

appui_day appui_plan_examined(const struct appui_plan *plan, int32_t project)
{
    for (int32_t m = 0; m < plan->n_meetings; m++) {
        for (int32_t i = 0; i < plan->meetings[m].n_agenda; i++) {
            if (plan->meetings[m].agenda[i] == project) {
                return plan->meetings[m].day;
            }
        }
    }
    return APPUI_ABSENT;
}

void appui_plan_free(struct appui_plan *plan)
{
    if (plan != NULL) {
        appui_arena_release(&plan->arena);
        appui_free(plan);
    }
}

const char *appui_hole_name(enum appui_hole_code code)
{
    static const char *const names[APPUI_N_HOLE_CODES] = {
        [APPUI_HOLE_NO_EXPERT_WITH_SKILL] = "no_expert_with_skill",
        [APPUI_HOLE_LEVEL_TOO_LOW] = "level_too_low",
        [APPUI_HOLE_EXCLUDED] = "excluded",
        [APPUI_HOLE_NO_COMMON_SLOT] = "no_common_slot",
        [APPUI_HOLE_PARTNER_BUDGET] = "partner_budget",
        [APPUI_HOLE_EXPERT_DAYS] = "expert_days",
        [APPUI_HOLE_EXPERT_PROJECTS] = "expert_projects",
        [APPUI_HOLE_FIRM_CALENDAR] = "firm_calendar",
        [APPUI_HOLE_WINDOW_TOO_SHORT] = "window_too_short",
        [APPUI_HOLE_ORDER] = "order",
        [APPUI_HOLE_HALF_SESSION] = "half_session",
        [APPUI_HOLE_NO_COMMITTEE] = "no_committee",
        [APPUI_HOLE_NO_MANDATAIRE] = "no_mandataire",
        [APPUI_HOLE_SERVED_OTHERS] = "served_others",
        [APPUI_HOLE_LIMIT_REACHED] = "limit_reached",
    };
    return names[code];
}
