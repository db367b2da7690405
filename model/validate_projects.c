/*
 * Projects: references to partners, purposes, dates and when the firm is free. Their needs are
 * validate_needs'.
 */
#include <string.h>

#include "model/validate.h"

/* Thousandths; only the proportions of weights matter. */
static const struct appui_field weight = {"weight", APPUI_UNIT_THOUSANDTHS, 1, 1000000000};
static const struct appui_field jobs = {"jobs", APPUI_UNIT_COUNT, 0, 1000000};
/* Months between follow-up reviews where a file does not say. */
#define FOLLOW_UP_MONTHS 3

static const struct appui_field follow_up = {"follow_up_months", APPUI_UNIT_COUNT, 0, 120};

/* Far beyond any dossier; what comes before each need is listed in full, so the list grows with the
 * square. */
static const struct appui_field n_needs = {"needs", APPUI_UNIT_COUNT, 0, 1000};

static bool holds_text(const char *const *texts, int32_t n, const char *text)
{
    for (int32_t i = 0; i < n; i++) {
        if (strcmp(texts[i], text) == 0) {
            return true;
        }
    }
    return false;
}

static int read_purposes(struct appui_validation *v, const struct appui_place *place,
                         const struct appui_draft_texts *draft, struct appui_project *project)
{
    v->incomplete |= draft->broken;
    project->purposes = appui_keep_array(v, draft->n, sizeof *project->purposes);
    if (!project->purposes) {
        return -1;
    }
    for (int32_t i = 0; i < draft->n; i++) {
        const char *text = draft->items[i];
        if (!text) {
            v->incomplete = true;
            continue;
        }
        if (holds_text(project->purposes, project->n_purposes, text)) {
            struct appui_spot spot = {place, "purposes", i};
            appui_faults_add(v->faults, APPUI_FAULT_DUPLICATE_REFERENCE,
                             appui_spot_pointer(v, spot), place->id, "value", text,
                             (const char *)NULL);
            continue;
        }
        const char *copy = appui_keep(v, text);
        if (!copy) {
            return -1;
        }
        project->purposes[project->n_purposes++] = copy;
    }
    return 0;
}

static int read_partners(struct appui_validation *v, const struct appui_place *place,
                         const struct appui_draft_project *draft, struct appui_project *project)
{
    struct appui_spot excluded_at = {place, "excluded_partners", -1};
    struct appui_spot conflicts_at = {place, "conflicts", -1};
    struct appui_spot mandataire_at = {place, "mandataire", -1};
    struct appui_references excluded, conflicts;
    if (appui_validate_references(v, excluded_at, APPUI_KIND_PARTNER, &draft->excluded_partners,
                                  &excluded) != 0 ||
        appui_validate_references(v, conflicts_at, APPUI_KIND_PARTNER, &draft->conflicts,
                                  &conflicts) != 0) {
        return -1;
    }
    if (!draft->conflicts.given) {
        conflicts = excluded;
    }
    project->n_excluded = excluded.n;
    project->excluded = excluded.items;
    project->n_conflicts = conflicts.n;
    project->conflicts = conflicts.items;
    project->mandataire = -1;
    if (draft->mandataire) {
        project->mandataire =
            appui_validate_reference(v, mandataire_at, APPUI_KIND_PARTNER, draft->mandataire);
    }
    return 0;
}

static int read_project(struct appui_validation *v, int32_t index)
{
    const struct appui_draft_project *draft = &v->draft->projects[index];
    struct appui_project *project = &v->basin->projects[index];
    struct appui_place place = appui_place_at(v, draft->id, "/projects", index);
    v->incomplete |= draft->broken || !draft->id;
    project->id = appui_keep(v, draft->id);
    project->company = appui_keep(v, draft->company ? draft->company : draft->id);
    project->sponsor = appui_keep(v, draft->sponsor);
    project->ready = appui_or(draft->ready, v->basin->horizon_start);
    project->committee = draft->status == APPUI_DEFERRED ? APPUI_ABSENT : draft->committee;
    project->status = draft->status;
    project->jobs = appui_or(appui_validate_number(v, &place, &jobs, draft->jobs), 0);
    project->weight =
        appui_or(appui_validate_number(v, &place, &weight, draft->weight), APPUI_WEIGHT_ONE);
    project->follow_up_months = appui_or(
        appui_validate_number(v, &place, &follow_up, draft->follow_up_months), FOLLOW_UP_MONTHS);
    appui_validate_number(v, &place, &n_needs, draft->n_needs);
    if (read_partners(v, &place, draft, project) != 0 ||
        read_purposes(v, &place, &draft->purposes, project) != 0) {
        return -1;
    }
    return appui_availability_build(v, &place, &draft->availability, &project->free);
}

int appui_validate_projects(struct appui_validation *v)
{
    for (int32_t i = 0; i < v->basin->n_projects; i++) {
        if (read_project(v, i) != 0) {
            return -1;
        }
    }
    return 0;
}
