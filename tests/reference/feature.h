/*
 * Features: what a finished plan of a random basin really used, so that a test can tell that
 * nothing was left untried.
 */
#ifndef APPUI_TESTS_FEATURE_H
#define APPUI_TESTS_FEATURE_H

#include "model/plan.h"
#include "tests/reference/retrace.h"

enum appui_feature {
    APPUI_FEATURE_AGREED_STAYS,
    APPUI_FEATURE_AGREED_PLACED,
    APPUI_FEATURE_AGREED_LOST,
    APPUI_FEATURE_OVERRUN,
    APPUI_FEATURE_TOP_UP,
    APPUI_FEATURE_ESTIMATE,
    APPUI_FEATURE_FULL_SESSION,
    APPUI_FEATURE_SHARED_NEED,
    APPUI_FEATURE_PARTIAL,
    APPUI_FEATURE_ORDER,
    APPUI_FEATURE_PER_WEEK,
    APPUI_FEATURE_EARMARK,
    APPUI_FEATURE_TWO_PERIODS,
    APPUI_FEATURE_DAYS_MAX,
    APPUI_FEATURE_PROJECTS_MAX,
    APPUI_FEATURE_COMMITTEE,
    APPUI_FEATURE_DIAGNOSTIC,
    APPUI_FEATURE_CHOSEN_DATE,
    APPUI_FEATURE_SETTLED_DATE,
    APPUI_FEATURE_UNEXAMINED,
    APPUI_FEATURE_CAPACITY,
    APPUI_FEATURE_GAP,
    APPUI_FEATURE_COUNT_MAX,
    APPUI_FEATURE_NO_QUORUM,
    APPUI_FEATURE_NOT_READY,
    APPUI_FEATURE_EMPTY_MEETING,
    APPUI_FEATURE_MEETINGS_LACKING,
    APPUI_FEATURE_CHOSEN_DIAGNOSTIC,
    APPUI_FEATURE_CHOSEN_SUPPORT,
    APPUI_FEATURE_LATER_DATE,
    APPUI_FEATURE_DEFERRED,
    APPUI_FEATURE_ABSENCE,
    APPUI_FEATURE_AGENDA_OF_SEVERAL,
    APPUI_FEATURE_MEETING_HELD,
    APPUI_FEATURE_MANDATAIRE_LENDS,
    APPUI_FEATURE_MANDATAIRE_LENDS_NOT,
    APPUI_FEATURE_MANDATAIRE_LACKING,
    APPUI_FEATURE_MANDATES_MAX,
    APPUI_FEATURE_MANDATAIRE_KNOWN,
    APPUI_FEATURE_MANDATAIRE_REPLACED,
    APPUI_FEATURE_MANDATAIRE_LEAVES_BEFORE,
    APPUI_FEATURE_MANDATE_BURDEN,
    APPUI_FEATURE_ATTENDANCE_BURDEN,
    APPUI_FEATURE_BROADER,
    APPUI_FEATURE_HOLIDAY,
    APPUI_FEATURE_PARTNER_LEFT,
    APPUI_FEATURE_UNLIMITED,
    APPUI_FEATURE_REQUIRE,
    APPUI_FEATURE_FORBID,
    APPUI_FEATURE_EXCLUDED,
    APPUI_FEATURE_WEIGHTS,
    APPUI_FEATURE_TOLERANCE,
    APPUI_FEATURE_EQUITY_FIXED,
    APPUI_FEATURE_EQUITY_CHANGING,
    APPUI_FEATURE_CONFLICT,            /**< no plan: counted by the test itself */
    APPUI_FEATURE_CONFLICT_OF_SEVERAL, /**< likewise, of rules that each have a plan */
    APPUI_N_FEATURES
};

/** True when the feature, one of committees, shows in the retraced plan. */
bool appui_feature_convened(const struct appui_retrace *trace, enum appui_feature feature);

/** The same for features of mandates. */
bool appui_feature_followed(const struct appui_retrace *trace, enum appui_feature feature);

const char *appui_feature_name(enum appui_feature feature);

/** True when the feature can show in plans without calendar. */
bool appui_feature_undated(enum appui_feature feature);

/** Adds 1 to the count of every feature that the plan uses. `trace` holds the plan. */
void appui_features_count(const struct appui_retrace *trace, const struct appui_plan *plan,
                          int32_t counts[APPUI_N_FEATURES]);

#endif
