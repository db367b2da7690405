/*
 * A trial: one random draft built into a basin and solved, with everything it owns in one place.
 */
#ifndef APPUI_TESTS_TRIAL_H
#define APPUI_TESTS_TRIAL_H

#include "model/basin.h"
#include "model/fault.h"
#include "model/standing.h"
#include "solver/solve.h"

/** Zero-initialised storage is an empty trial. */
struct appui_trial {
    struct appui_faults faults;
    struct appui_basin *basin;
    struct appui_standing *standing;
    struct appui_previous previous; /**< what it is planned against */
    struct appui_solve_result result;
    struct appui_faults findings; /**< of appui_check_plan */
};

/**
 * Builds and solves a draft.
 * @return NULL when that worked, else what failed (a text that lives as long as the trial)
 */
const char *appui_trial_run_with(struct appui_trial *trial, const struct appui_draft *draft,
                                 const struct appui_solve_options *options);

/** The same against the plan of another trial, which goes through its file. What of it no longer
 * fits stands in the trial's faults. */
const char *appui_trial_run_after(struct appui_trial *trial, const struct appui_draft *draft,
                                  const struct appui_solve_options *options,
                                  const struct appui_trial *before);

/** The same with default options, and with nothing before. */
const char *appui_trial_run(struct appui_trial *trial, const struct appui_draft *draft,
                            bool calendar);

/**
 * Writes a plan of the trial's basin as its file.
 * @param text  written: heap, the caller frees it
 * @return 0, or -1 when memory fails
 */
int appui_trial_write(const struct appui_trial *trial, const struct appui_plan *plan, char **text,
                      size_t *length);

/** Runs appui_check_plan on the trial's plan. @return 0, or -1 when memory fails */
int appui_trial_check(struct appui_trial *trial);

/** The plan's result for a tier, or NULL when the plan has none or it is not applicable. */
const struct appui_tier_result *appui_trial_tier(const struct appui_trial *trial,
                                                 enum appui_tier tier);

void appui_trial_release(struct appui_trial *trial);

#endif
