/*
 * Estimates: one per pair, days only where one expert serves the whole need.
 */
#include <stdlib.h>

#include "model/validate.h"

static const struct appui_field days = {"days", APPUI_UNIT_HALF_DAYS, 1, APPUI_HALF_DAYS_MAX};
static const struct appui_field fit = {"fit", APPUI_UNIT_MILLIONTHS, 0, APPUI_FIT_ONE};

struct numbered_estimate {
    struct appui_estimate estimate;
    int32_t index;
};

static void check_days(struct appui_validation *v, const struct appui_place *place,
                       const struct appui_estimate *estimate)
{
    const struct appui_need *need = &v->basin->needs[estimate->need];
    struct appui_spot spot = {place, "days", -1};
    if (need->experts_max != 1) {
        appui_faults_add(v->faults, APPUI_FAULT_ESTIMATE_DAYS_SHARED, appui_spot_pointer(v, spot),
                         NULL, "need", need->id, "experts_max",
                         appui_figure_text(v, APPUI_UNIT_COUNT, need->experts_max),
                         (const char *)NULL);
    }
    if (estimate->half_days % need->session != 0) {
        appui_faults_add(v->faults, APPUI_FAULT_ODD_HALF_DAY, appui_spot_pointer(v, spot), NULL,
                         "key", "days", "value",
                         appui_figure_text(v, APPUI_UNIT_HALF_DAYS, estimate->half_days),
                         (const char *)NULL);
    }
}

/* @return true when the pair resolved */
static bool read_estimate(struct appui_validation *v, int32_t index,
                          struct appui_estimate *estimate)
{
    const struct appui_draft_estimate *draft = &v->draft->estimates[index];
    struct appui_place place = appui_place_at(v, NULL, "/estimates", index);
    struct appui_spot need = {&place, "need", -1}, expert = {&place, "expert", -1};
    v->incomplete |= draft->broken;
    estimate->need = appui_validate_reference(v, need, APPUI_KIND_NEED, draft->need);
    estimate->expert = appui_validate_reference(v, expert, APPUI_KIND_EXPERT, draft->expert);
    estimate->half_days = appui_validate_number(v, &place, &days, draft->half_days);
    estimate->fit = appui_validate_number(v, &place, &fit, draft->fit);
    if (estimate->need < 0 || estimate->expert < 0) {
        return false;
    }
    if (estimate->half_days != APPUI_ABSENT) {
        check_days(v, &place, estimate);
    }
    return true;
}

static int by_pair(const void *left, const void *right)
{
    const struct numbered_estimate *a = left, *b = right;
    if (a->estimate.need != b->estimate.need) {
        return a->estimate.need < b->estimate.need ? -1 : 1;
    }
    if (a->estimate.expert != b->estimate.expert) {
        return a->estimate.expert < b->estimate.expert ? -1 : 1;
    }
    return (a->index > b->index) - (a->index < b->index);
}

static bool same_pair(const struct appui_estimate *a, const struct appui_estimate *b)
{
    return a->need == b->need && a->expert == b->expert;
}

static void report_duplicates(struct appui_validation *v, const struct numbered_estimate *sorted,
                              int32_t n)
{
    int32_t first = 0;
    for (int32_t i = 1; i < n; i++) {
        if (!same_pair(&sorted[i].estimate, &sorted[first].estimate)) {
            first = i;
            continue;
        }
        struct appui_place place = appui_place_at(v, NULL, "/estimates", sorted[i].index);
        struct appui_place other = appui_place_at(v, NULL, "/estimates", sorted[first].index);
        const struct appui_draft_estimate *draft = &v->draft->estimates[sorted[i].index];
        appui_faults_add(v->faults, APPUI_FAULT_DUPLICATE_ESTIMATE, place.pointer, NULL, "need",
                         draft->need, "expert", draft->expert, "other", other.pointer,
                         (const char *)NULL);
    }
}

static bool can_serve(const struct appui_basin *basin, int32_t expert, int32_t need)
{
    const struct appui_need *asked = &basin->needs[need];
    const struct appui_project *project = &basin->projects[asked->project];
    for (int32_t i = 0; i < project->n_excluded; i++) {
        if (project->excluded[i] == basin->experts[expert].partner) {
            return false;
        }
    }
    return asked->skill >= 0 && appui_basin_level(basin, expert, asked->skill) >= asked->level;
}

static void warn_without_effect(struct appui_validation *v, const struct numbered_estimate *sorted,
                                int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        const struct appui_draft_estimate *draft = &v->draft->estimates[sorted[i].index];
        if (can_serve(v->basin, sorted[i].estimate.expert, sorted[i].estimate.need)) {
            continue;
        }
        struct appui_place place = appui_place_at(v, NULL, "/estimates", sorted[i].index);
        appui_faults_add(v->faults, APPUI_FAULT_ESTIMATE_NOT_ELIGIBLE, place.pointer, NULL, "need",
                         draft->need, "expert", draft->expert, (const char *)NULL);
    }
}

int appui_validate_estimates(struct appui_validation *v)
{
    struct appui_basin *basin = v->basin;
    int32_t n = v->draft->n_estimates, resolved = 0;
    struct numbered_estimate *sorted = appui_scratch_array(v, n, sizeof *sorted);
    basin->estimates = appui_keep_array(v, n, sizeof *basin->estimates);
    if (!sorted || !basin->estimates) {
        return -1;
    }
    for (int32_t i = 0; i < n; i++) {
        sorted[resolved].index = i;
        resolved += read_estimate(v, i, &sorted[resolved].estimate);
    }
    qsort(sorted, (size_t)resolved, sizeof *sorted, by_pair);
    report_duplicates(v, sorted, resolved);
    if (!v->incomplete && !appui_faults_stop(v->faults)) {
        warn_without_effect(v, sorted, resolved);
    }
    basin->n_estimates = resolved;
    for (int32_t i = 0; i < resolved; i++) {
        basin->estimates[i] = sorted[i].estimate;
    }
    return 0;
}
