/*
 * From draft to basin: the order of the steps, and when their work is worth a basin. What each part
 * must satisfy is in the validate_* file of its name.
 */
#include "model/validate.h"

static int (*const steps[])(struct appui_validation *) = {
    appui_validate_ids,       appui_validate_horizon,    appui_validate_tiers,
    appui_validate_skills,    appui_validate_partners,   appui_validate_experts,
    appui_validate_projects,  appui_validate_needs,      appui_validate_order,
    appui_validate_estimates, appui_validate_committees, appui_validate_lines,
    appui_validate_rules,     appui_validate_objectives, appui_validate_advances,
};

static bool validate_all(struct appui_validation *v)
{
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i](v) != 0) {
            v->faults->out_of_memory = true;
            return false;
        }
    }
    if (v->incomplete || appui_faults_stop(v->faults)) {
        return false;
    }
    if (appui_validate_advise(v) != 0) {
        v->faults->out_of_memory = true;
    }
    return !appui_faults_stop(v->faults);
}

struct appui_basin *appui_basin_build(const struct appui_draft *draft, struct appui_faults *faults)
{
    struct appui_validation v = {.draft = draft, .faults = faults};
    v.basin = appui_calloc(1, sizeof *v.basin);
    if (!v.basin) {
        faults->out_of_memory = true;
        return NULL;
    }
    bool valid = validate_all(&v);
    appui_arena_release(&v.scratch);
    if (!valid) {
        appui_basin_free(v.basin);
        return NULL;
    }
    return v.basin;
}
