/*
 * Objectives: what a year should reach, S2's figures where the file gives none.
 */
#include "model/validate.h"

static const struct appui_place objectives_at = {"/objectives", NULL};

static const struct appui_field examined = {"examined", APPUI_UNIT_COUNT, 0, 100000};
static const struct appui_field approved = {"approved", APPUI_UNIT_COUNT, 0, 100000};
static const struct appui_field jobs = {"jobs", APPUI_UNIT_COUNT, 0, 1000000};
static const struct appui_field mandates = {"mandates_per_partner", APPUI_UNIT_COUNT, 0, 100000};
static const struct appui_field committees_min = {"committees/min", APPUI_UNIT_COUNT, 0, 366};
static const struct appui_field committees_max = {"committees/max", APPUI_UNIT_COUNT, 0, 366};

/* S2, cahier des charges, per basin and year: about 15 dossiers examined, 12 approved, six to ten
 * committees, 225 jobs in three years; 18 mandates open at a time for some nine partners. */
static const struct appui_objectives of_s2 = {.examined = 15,
                                              .approved = 12,
                                              .jobs = 75,
                                              .committees_min = 6,
                                              .committees_max = 10,
                                              .mandates_per_partner = 2};

/* Of the two bounds, one that is not given gives way to the other. */
static void read_bounds(struct appui_validation *v, const struct appui_draft_objectives *draft,
                        struct appui_objectives *objectives)
{
    int32_t low = appui_validate_number(v, &objectives_at, &committees_min, draft->committees_min);
    int32_t high = appui_validate_number(v, &objectives_at, &committees_max, draft->committees_max);
    if (low != APPUI_ABSENT && high != APPUI_ABSENT && low > high) {
        appui_faults_add(v->faults, APPUI_FAULT_COUNT_REVERSED, "/objectives/committees", NULL,
                         "low", appui_figure_text(v, APPUI_UNIT_COUNT, low), "high",
                         appui_figure_text(v, APPUI_UNIT_COUNT, high), (const char *)NULL);
    }
    int32_t lowest = appui_or(low, of_s2.committees_min);
    int32_t highest = appui_or(high, of_s2.committees_max);
    if (lowest > highest) {
        lowest = low == APPUI_ABSENT ? highest : lowest;
        highest = lowest;
    }
    objectives->committees_min = lowest;
    objectives->committees_max = highest;
}

int appui_validate_objectives(struct appui_validation *v)
{
    const struct appui_draft_objectives *draft = &v->draft->objectives;
    const struct appui_place *at = &objectives_at;
    struct appui_objectives *objectives = &v->basin->objectives;
    *objectives = of_s2;
    if (!draft->given) {
        return 0;
    }
    objectives->given = true;
    objectives->examined =
        appui_or(appui_validate_number(v, at, &examined, draft->examined), of_s2.examined);
    objectives->approved =
        appui_or(appui_validate_number(v, at, &approved, draft->approved), of_s2.approved);
    objectives->jobs = appui_or(appui_validate_number(v, at, &jobs, draft->jobs), of_s2.jobs);
    objectives->mandates_per_partner =
        appui_or(appui_validate_number(v, at, &mandates, draft->mandates_per_partner),
                 of_s2.mandates_per_partner);
    read_bounds(v, draft, objectives);
    return 0;
}
