/*
 * Features of mandates: who follows whom, what keeps a lender from it, and what weighs in burdens.
 */
#include "tests/reference/feature.h"

/** Says whether a project's mandataire, or its lack, is of some kind. */
typedef bool (*project_test)(const struct appui_retrace *trace, int32_t project);

static bool lends(const struct appui_retrace *trace, int32_t project)
{
    return trace->named[project] >= 0 &&
           (trace->lenders[project] >> trace->named[project] & 1U) != 0;
}

static bool lends_not(const struct appui_retrace *trace, int32_t project)
{
    return trace->named[project] >= 0 && !lends(trace, project);
}

static bool lacks(const struct appui_retrace *trace, int32_t project)
{
    return (trace->supported >> project & 1U) != 0 && trace->named[project] < 0;
}

/** A lender that may follow the project cannot take it beside its other mandates. */
static bool is_full(const struct appui_retrace *trace, int32_t project)
{
    int32_t named[APPUI_TINY_PROJECTS];
    const appui_day *days = trace->field.committee;
    uint32_t lenders = trace->lenders[project] & trace->tenures.may[project];
    if ((trace->supported >> project & 1U) == 0 || lends(trace, project))
        return false;
    for (int32_t p = 0; p < trace->field.basin->n_partners; p++) {
        for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++)
            named[q] = q == project ? p : trace->named[q];
        if ((lenders >> p & 1U) != 0 &&
            appui_tenures_refuse(&trace->tenures, trace->supported, days, named) != NULL)
            return true;
    }
    return false;
}

static bool leaves_by(const struct appui_basin *basin, int32_t partner, appui_day day)
{
    appui_day until = basin->partners[partner].until;
    return until != APPUI_ABSENT && until < day;
}

static bool is_known(const struct appui_retrace *trace, int32_t project)
{
    const struct appui_basin *basin = trace->field.basin;
    int32_t known = basin->projects[project].mandataire;
    return trace->tenures.asked && known >= 0 && !leaves_by(basin, known, basin->as_of) &&
           (trace->tenures.stands >> project & 1U) != 0;
}

static bool is_replaced(const struct appui_retrace *trace, int32_t project)
{
    return trace->named[project] >= 0 && trace->field.basin->projects[project].mandataire >= 0;
}

/** Some partner might follow the project, were it examined earlier. */
static bool leaves_before(const struct appui_retrace *trace, int32_t project)
{
    const struct appui_basin *basin = trace->field.basin;
    appui_day chosen = trace->field.committee[project];
    for (int32_t p = 0; p < basin->n_partners; p++)
        if ((trace->supported >> project & 1U) != 0 &&
            (trace->tenures.may[project] >> p & 1U) != 0 && leaves_by(basin, p, chosen))
            return true;
    return false;
}

static bool weighs(const struct appui_retrace *trace, int32_t project)
{
    int32_t named = trace->named[project];
    return named >= 0 && trace->field.basin->mandate_factor > 0 &&
           appui_field_pledged(&trace->field, named) > 0;
}

static bool any_attended_weighs(const struct appui_retrace *trace)
{
    for (int32_t p = 0; p < trace->field.basin->n_partners; p++)
        if (trace->attended[p] > 0 && appui_field_pledged(&trace->field, p) > 0)
            return trace->field.basin->attendance_factor > 0;
    return false;
}

bool appui_feature_followed(const struct appui_retrace *trace, enum appui_feature feature)
{
    static const project_test tests[APPUI_N_FEATURES] = {
        [APPUI_FEATURE_MANDATAIRE_LENDS] = lends,
        [APPUI_FEATURE_MANDATAIRE_LENDS_NOT] = lends_not,
        [APPUI_FEATURE_MANDATAIRE_LACKING] = lacks,
        [APPUI_FEATURE_MANDATES_MAX] = is_full,
        [APPUI_FEATURE_MANDATAIRE_KNOWN] = is_known,
        [APPUI_FEATURE_MANDATAIRE_REPLACED] = is_replaced,
        [APPUI_FEATURE_MANDATAIRE_LEAVES_BEFORE] = leaves_before,
        [APPUI_FEATURE_MANDATE_BURDEN] = weighs,
    };
    if (feature == APPUI_FEATURE_ATTENDANCE_BURDEN)
        return any_attended_weighs(trace);
    for (int32_t q = 0; tests[feature] != NULL && q < trace->field.basin->n_projects; q++)
        if (tests[feature](trace, q))
            return true;
    return false;
}
