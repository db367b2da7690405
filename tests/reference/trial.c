/*
 * Build, stand, solve, check: the walk of a random basin through the program, without limits.
 */
#include "tests/reference/trial.h"

#include <string.h>

#include "model/check.h"

static const char *first_error(const struct appui_faults *faults)
{
    for (int32_t i = 0; i < faults->n; i++)
        if (appui_fault_text(faults->items[i].code)->severity == APPUI_ERROR)
            return appui_fault_text(faults->items[i].code)->name;
    return "no memory";
}

const char *appui_trial_run_with(struct appui_trial *trial, const struct appui_draft *draft,
                                 const struct appui_solve_options *options)
{
    trial->basin = appui_basin_build(draft, &trial->faults);
    if (trial->basin == NULL)
        return first_error(&trial->faults);
    trial->standing = appui_standing_build(trial->basin);
    if (trial->standing == NULL)
        return "no standing";
    enum appui_solve_code code =
        appui_solve(trial->basin, trial->standing, options, &trial->result);
    if (code == APPUI_SOLVE_OK)
        return trial->result.outcome == APPUI_SOLVE_NOTHING_YET ? "nothing yet without any limit"
                                                                : NULL;
    return trial->result.reason[0] != '\0' ? trial->result.reason : "the solver failed";
}

const char *appui_trial_run(struct appui_trial *trial, const struct appui_draft *draft,
                            bool calendar)
{
    struct appui_solve_options options = appui_solve_options_default();
    options.calendar = calendar;
    return appui_trial_run_with(trial, draft, &options);
}

int appui_trial_check(struct appui_trial *trial)
{
    return appui_check_plan(trial->basin, trial->result.plan, &trial->findings);
}

const struct appui_tier_result *appui_trial_tier(const struct appui_trial *trial,
                                                 enum appui_tier tier)
{
    const struct appui_plan *plan = trial->result.plan;
    for (int32_t i = 0; plan != NULL && i < plan->n_tiers; i++)
        if (plan->tiers[i].tier == tier && plan->tiers[i].applicable)
            return &plan->tiers[i];
    return NULL;
}

void appui_trial_release(struct appui_trial *trial)
{
    appui_solve_result_release(&trial->result);
    appui_standing_free(trial->standing);
    appui_basin_free(trial->basin);
    appui_faults_release(&trial->faults);
    appui_faults_release(&trial->findings);
    memset(trial, 0, sizeof *trial);
}
