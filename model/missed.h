/*
 * Missed dates: why a project that waits for its committee is examined on none of its dates, or why
 * the committee meets less often than it should; who is away then, and which single absence, ended,
 * would mend it.
 *
 * What data say of a date comes before what the plan made of it: a project that is not ready on a
 * day without quorum is not ready.
 */
#ifndef APPUI_MODEL_MISSED_H
#define APPUI_MODEL_MISSED_H

#include "model/plan.h"

/** snake_case name as files print it. */
const char *appui_missed_name(enum appui_missed_cause cause);

/** How many meetings a plan lacks of count.min, those held and settled counted; 0: none. */
int32_t appui_missed_meetings(const struct appui_standing *standing, const struct appui_plan *plan);

/**
 * Lists the meetings that the plan lacks of count.min, and fills the dates of these and of its
 * project holes; its meetings and lines stand.
 * @return 0, or -1 when memory fails
 */
int appui_missed_fill(const struct appui_basin *basin, const struct appui_standing *standing,
                      struct appui_plan *plan);

#endif
