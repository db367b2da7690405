/*
 * Random decisions on a basin and a plan: rows that an operator might type, most of them sensible,
 * some not.
 */
#ifndef APPUI_TESTS_RANDOM_DECISIONS_H
#define APPUI_TESTS_RANDOM_DECISIONS_H

#include "model/decision.h"
#include "model/plan.h"
#include "tests/reference/xoshiro.h"

/**
 * Draws one to three rows.
 * @param decisions  zeroed storage; texts are borrowed from the basin
 * @return 0, or -1 when memory fails
 */
int appui_random_decisions(struct appui_xoshiro *random, const struct appui_basin *basin,
                           const struct appui_plan *plan, struct appui_decisions *decisions);

#endif
