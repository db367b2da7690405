/*
 * Verify: no plan of the solver leaves the program unchecked.
 */
#ifndef APPUI_CLI_VERIFY_H
#define APPUI_CLI_VERIFY_H

#include "cli/basin_input.h"
#include "model/plan.h"

/** The text of a plan file. */
struct appui_plan_text {
    char *bytes; /**< heap (appui_free) */
    size_t length;
};

/**
 * Runs model/check on a plan. One that it refuses is an internal fault: basin file name, findings
 * and the plan with its options are saved to appui-fault-*.json in the current folder, and named on
 * stderr.
 * @return APPUI_EXIT_DONE or APPUI_EXIT_FAULT
 */
enum appui_exit appui_verify_plan(const struct appui_basin_input *input,
                                  const struct appui_plan *plan, const struct appui_plan_text *text,
                                  enum appui_language language);

#endif
