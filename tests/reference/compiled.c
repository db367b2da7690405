#include "tests/reference/compiled.h"

#include <string.h>

#include "bench/generate.h"

const char *appui_compiled_build(struct appui_compiled *compiled, const char *family, uint32_t seed)
{
    memset(compiled, 0, sizeof *compiled);
    if (appui_generate(appui_family_find(family), seed, 1, &compiled->draft) < 0)
        return "no draft";
    compiled->trial.basin = appui_basin_build(&compiled->draft, &compiled->trial.faults);
    if (compiled->trial.basin == NULL)
        return "no basin";
    compiled->trial.standing = appui_standing_build(compiled->trial.basin);
    if (compiled->trial.standing == NULL)
        return "no standing";
    if (appui_problem_build(compiled->trial.basin, compiled->trial.standing, true,
                            &compiled->problem) < 0)
        return "no problem";
    return appui_days_build(&compiled->problem, &compiled->days) < 0 ? "no days" : NULL;
}

void appui_compiled_release(struct appui_compiled *compiled)
{
    appui_days_release(&compiled->days);
    appui_problem_release(&compiled->problem);
    appui_trial_release(&compiled->trial);
    appui_draft_release(&compiled->draft);
}
