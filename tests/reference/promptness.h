/*
 * The referee of the promptness tiers: lines as a plan has them, every way to date their sessions.
 */
#ifndef APPUI_TESTS_PROMPTNESS_H
#define APPUI_TESTS_PROMPTNESS_H

#include "tests/reference/enumerate.h"
#include "tests/reference/retrace.h"

struct appui_promptness {
    int64_t first, last; /**< in 1 / appui_tier_scale units */
};

/** What the sessions laid on a field come to. */
struct appui_promptness appui_promptness_of(const struct appui_field *field);

/**
 * Finds the best promptness for the lines and committee dates of a plan. All sessions that the plan
 * dates may move: those of proposed lines, and of agreed lines placed anew, as many per line as the
 * plan places; overrun, burdens and stability
 * keep their values.
 * @param trace  a legal plan with calendar, unchanged
 * @param best   written when the answer is APPUI_ENUMERATED; a tier not in the basin's list is left
 * free
 */
enum appui_enumeration_code appui_enumerate_promptness(const struct appui_retrace *trace,
                                                       int64_t work_limit,
                                                       struct appui_promptness *best);

#endif
