/*
 * Plan input: a plan file and its basin, read together with the options the plan was made with.
 */
#ifndef APPUI_CLI_PLAN_INPUT_H
#define APPUI_CLI_PLAN_INPUT_H

#include "cli/basin_input.h"
#include "cli/options.h"
#include "model/plan.h"

/** Zero-initialised storage is empty. */
struct appui_plan_input {
    const char *path;               /**< as given, "-" for stdin */
    struct appui_basin_input basin; /**< with the plan's own options on top */
    struct appui_faults faults;     /**< of reading the plan, and what check finds */
    struct appui_plan_header header;
    struct appui_plan *plan; /**< NULL unless read */
};

/**
 * Reads BASIN and PLAN (operands 0 and 1), reporting the faults of both, and checks the plan. A
 * basin that is not the one the plan was made for is a warning.
 * @return APPUI_EXIT_DONE also when the check finds something (input->faults.n_broken); otherwise
 * why not
 */
enum appui_exit appui_plan_input_read(struct appui_plan_input *input,
                                      const struct appui_arguments *arguments);

/** Prints the faults of basin and plan; warnings too when asked. */
void appui_plan_input_say(const struct appui_plan_input *input, enum appui_language language,
                          bool warnings);

void appui_plan_input_release(struct appui_plan_input *input);

#endif
