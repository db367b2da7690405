/*
 * Tries every partner, or none, for every supported project.
 */
#include "tests/reference/naming.h"

#include <string.h>

void appui_naming_finish(const struct appui_namer *namer, const int32_t *named,
                         struct appui_outcome *outcome)
{
    appui_tenures_add(namer->tenures, namer->field, named, outcome);
    if (namer->recall->given)
        outcome->changes +=
            appui_recall_projects(namer->recall, outcome->supported, outcome->convened.days, named);
    outcome->supported = 0;
    memset(outcome->lenders, 0, sizeof outcome->lenders);
    memset(outcome->convened.days, 0, sizeof outcome->convened.days);
    memset(outcome->convened.attended, 0, sizeof outcome->convened.attended);
}

void appui_namings_add(const struct appui_namer *namer, const struct appui_outcome *outcome,
                       struct appui_outcomes *set)
{
    int32_t named[APPUI_TINY_PROJECTS];
    for (int32_t q = 0; q < APPUI_TINY_PROJECTS; q++)
        named[q] = -1;
    do {
        if (appui_tenures_refuse(namer->tenures, outcome->supported, outcome->convened.days,
                                 named) != NULL)
            continue;
        struct appui_outcome finished = *outcome;
        appui_naming_finish(namer, named, &finished);
        appui_outcomes_add(set, &finished);
    } while (appui_tenures_next(namer->tenures, outcome->supported, named));
}
