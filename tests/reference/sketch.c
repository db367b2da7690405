/*
 * Draft objects with everything absent. Absent numbers are APPUI_ABSENT, not 0, so zeroed storage
 * is not enough.
 */
#include "tests/reference/sketch.h"

#include <stddef.h>

struct appui_draft_committees appui_sketch_committees(void)
{
    return (struct appui_draft_committees){.count_min = APPUI_ABSENT,
                                           .count_max = APPUI_ABSENT,
                                           .capacity = APPUI_ABSENT,
                                           .gap_days = APPUI_ABSENT,
                                           .lead_days = APPUI_ABSENT,
                                           .quorum = APPUI_ABSENT};
}

struct appui_draft appui_sketch_basin(appui_day start, appui_day end)
{
    return (struct appui_draft){.name = "sketch",
                                .as_of = APPUI_ABSENT,
                                .horizon_start = start,
                                .horizon_end = end,
                                .holidays = APPUI_HOLIDAYS_FR,
                                .mandate_half_days = APPUI_ABSENT,
                                .attendance_half_days = APPUI_ABSENT,
                                .day_rate_cents = APPUI_ABSENT,
                                .committees = appui_sketch_committees()};
}

struct appui_draft_skill appui_sketch_skill(const char *id, const char *broader)
{
    return (struct appui_draft_skill){.id = id, .broader = broader};
}

struct appui_draft_partner appui_sketch_partner(const char *id)
{
    return (struct appui_draft_partner){.id = id,
                                        .kind = APPUI_COMPANY,
                                        .until = APPUI_ABSENT,
                                        .day_rate_cents = APPUI_ABSENT,
                                        .mandates_max = APPUI_ABSENT};
}

struct appui_draft_pledge appui_sketch_pledge(appui_day from, appui_day to, int32_t half_days)
{
    return (struct appui_draft_pledge){
        .from = from, .to = to, .half_days = half_days, .delivered = APPUI_ABSENT};
}

struct appui_draft_expert appui_sketch_expert(const char *id, const char *partner,
                                              struct appui_draft_level *skill)
{
    return (struct appui_draft_expert){.id = id,
                                       .partner = partner,
                                       .n_skills = skill != NULL ? 1 : 0,
                                       .skills = skill,
                                       .half_days_max = APPUI_ABSENT,
                                       .projects_max = APPUI_ABSENT};
}

struct appui_draft_project appui_sketch_project(const char *id)
{
    return (struct appui_draft_project){.id = id,
                                        .ready = APPUI_ABSENT,
                                        .committee = APPUI_ABSENT,
                                        .jobs = APPUI_ABSENT,
                                        .weight = APPUI_ABSENT,
                                        .follow_up_months = APPUI_ABSENT,
                                        .status = APPUI_SUBMITTED,
                                        .needs_given = true};
}

struct appui_draft_need appui_sketch_need(const char *id, const char *skill, int32_t half_days)
{
    return (struct appui_draft_need){.id = id,
                                     .skill = skill,
                                     .level = APPUI_ABSENT,
                                     .half_days = half_days,
                                     .half_days_min = APPUI_ABSENT,
                                     .experts_max = APPUI_ABSENT,
                                     .each_min = APPUI_ABSENT,
                                     .each_max = APPUI_ABSENT,
                                     .per_week = APPUI_ABSENT,
                                     .session_half_days = APPUI_ABSENT,
                                     .from = APPUI_ABSENT,
                                     .to = APPUI_ABSENT,
                                     .phase = APPUI_SUPPORT,
                                     .weight = APPUI_ABSENT};
}
