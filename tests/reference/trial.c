/*
 * Build, stand, solve, check: the walk of a random basin through the program, without limits.
 */
#include "tests/reference/trial.h"

#include <string.h>

#include "io/plan_json.h"
#include "model/check.h"

static const char *first_error(const struct appui_faults *faults)
{
    for (int32_t i = 0; i < faults->n; i++)
        if (appui_fault_text(faults->items[i].code)->severity == APPUI_ERROR)
            return appui_fault_text(faults->items[i].code)->name;
    return "no memory";
}

int appui_trial_write(const struct appui_trial *trial, const struct appui_plan *plan, char **text,
                      size_t *length)
{
    struct appui_plan_header header = {.basin_name = trial->basin->name,
                                       .appui_version = "test",
                                       .policy = "lexicographic",
                                       .options.as_of = APPUI_ABSENT};
    struct appui_faults none = {.n = 0};
    memset(header.basin_sha256, '0', sizeof header.basin_sha256 - 1);
    header.options.no_calendar = !plan->calendar;
    enum appui_io_code code =
        appui_plan_json_write(trial->basin, plan, &header, &none, text, length);
    return code == APPUI_IO_OK ? 0 : -1;
}

/** Writes the plan of `before` and reads it as the plan before of this basin. */
static const char *recall(struct appui_trial *trial, const struct appui_trial *before)
{
    struct appui_faults none = {.n = 0};
    char *text = NULL;
    size_t length = 0;
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    if (appui_trial_write(before, before->result.plan, &text, &length) == 0)
        code = appui_previous_read(text, length, trial->basin, &trial->previous, &none,
                                   &trial->faults);
    appui_free(text);
    appui_faults_release(&none);
    return code == APPUI_IO_OK ? NULL : "the plan before cannot be read";
}

const char *appui_trial_run_after(struct appui_trial *trial, const struct appui_draft *draft,
                                  const struct appui_solve_options *options,
                                  const struct appui_trial *before)
{
    struct appui_solve_options asked = *options;
    trial->basin = appui_basin_build(draft, &trial->faults);
    if (trial->basin == NULL)
        return first_error(&trial->faults);
    trial->standing = appui_standing_build(trial->basin);
    if (trial->standing == NULL)
        return "no standing";
    const char *failed = before == NULL ? NULL : recall(trial, before);
    if (failed != NULL)
        return failed;
    asked.previous = before == NULL ? NULL : &trial->previous;
    enum appui_solve_code code = appui_solve(trial->basin, trial->standing, &asked, &trial->result);
    if (code == APPUI_SOLVE_OK)
        return trial->result.outcome == APPUI_SOLVE_NOTHING_YET ? "nothing yet without any limit"
                                                                : NULL;
    return trial->result.reason[0] != '\0' ? trial->result.reason : "the solver failed";
}

const char *appui_trial_run_with(struct appui_trial *trial, const struct appui_draft *draft,
                                 const struct appui_solve_options *options)
{
    return appui_trial_run_after(trial, draft, options, NULL);
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
    appui_previous_release(&trial->previous);
    appui_standing_free(trial->standing);
    appui_basin_free(trial->basin);
    appui_faults_release(&trial->faults);
    appui_faults_release(&trial->findings);
    memset(trial, 0, sizeof *trial);
}
