/*
 * Naming: every way to name mandataires for lines and meetings that are chosen, each a finished
 * outcome.
 */
#ifndef APPUI_TESTS_NAMING_H
#define APPUI_TESTS_NAMING_H

#include "tests/reference/recall.h"

struct appui_namer {
    const struct appui_field *field;
    const struct appui_tenures *tenures;
    const struct appui_recall *recall;
};

/** Finishes an outcome whose lines, sessions and meetings stand. @param named  as in tenure.h */
void appui_naming_finish(const struct appui_namer *namer, const int32_t *named,
                         struct appui_outcome *outcome);

/** Adds an outcome for every way to name mandataires. @param outcome  not finished, meetings
 * included */
void appui_namings_add(const struct appui_namer *namer, const struct appui_outcome *outcome,
                       struct appui_outcomes *set);

#endif
