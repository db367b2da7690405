/*
 * Comparing a plan with the one before: committee dates of dossiers, and mandataires.
 */
#include "model/mandates.h"
#include "model/revision_reasons.h"
#include "model/rules.h"

static struct appui_revision *add_of_project(struct appui_listing *l, enum appui_revision_kind kind,
                                             int32_t project)
{
    struct appui_revision *revision = appui_listing_add(l, kind, -1, -1);
    revision->project = project;
    return revision;
}

static void list_date(struct appui_listing *l, const struct appui_previous_date *date)
{
    const struct appui_project *project = &l->basin->projects[date->project];
    appui_day now = appui_plan_examined(l->plan, date->project);
    bool waits = appui_rules_waits_for_committee(l->basin, date->project);
    bool gone = project->status == APPUI_WITHDRAWN && date->day >= l->basin->as_of;
    if ((!waits && !gone) || now == date->day) {
        return;
    }
    struct appui_revision *revision = add_of_project(l, APPUI_COMMITTEE_CHANGED, date->project);
    revision->from.day = date->day;
    revision->to.day = now;
    if (gone) {
        revision->cause = APPUI_BY_WITHDRAWAL;
    } else if (!date->stays && appui_listing_deferred(l, date->project)) {
        revision->cause = APPUI_BY_DEFERRAL;
    } else if (!date->stays) {
        appui_listing_force(revision, 13);
    }
}

/** A dossier that the plan before examined on no date. */
static void list_new_date(struct appui_listing *l, int32_t project)
{
    const struct appui_previous *previous = l->plan->previous;
    appui_day now = appui_plan_examined(l->plan, project);
    bool had = false;
    for (int32_t i = 0; i < previous->n_dates; i++) {
        had = had || previous->dates[i].project == project;
    }
    if (!had && now != APPUI_ABSENT && appui_rules_waits_for_committee(l->basin, project)) {
        struct appui_revision *revision = add_of_project(l, APPUI_COMMITTEE_CHANGED, project);
        revision->to.day = now;
        revision->cause = appui_listing_project_novelty(l, project);
    }
}

static void list_mandataire(struct appui_listing *l, int32_t index)
{
    const struct appui_mandataire *named = &l->plan->previous->mandataires[index];
    int32_t project = named->project, now = appui_mandates_of(l->basin, l->plan, project);
    bool planned = appui_basin_project_planned(l->basin, project);
    bool supported = appui_mandates_supported(l->basin, l->standing, l->plan, project);
    if (appui_mandates_known(l->basin, project) >= 0 || now == named->partner) {
        return;
    }
    struct appui_revision *revision = add_of_project(l, APPUI_MANDATAIRE_CHANGED, project);
    revision->from_partner = named->partner;
    revision->to_partner = now;
    if (!planned) {
        revision->cause = appui_listing_ending(l->basin, project);
    } else if (!supported) {
        revision->cause = APPUI_BY_NO_SUPPORT;
    } else if (!l->plan->previous->mandataire_stays[index]) {
        appui_listing_force(revision, 14);
    }
}

/** A mandataire of a project for which the plan before named none. */
static void list_new_mandataire(struct appui_listing *l, const struct appui_mandataire *now)
{
    const struct appui_previous *previous = l->plan->previous;
    bool had = !appui_mandates_open(l->basin, now->project);
    for (int32_t i = 0; i < previous->n_mandataires; i++) {
        had = had || previous->mandataires[i].project == now->project;
    }
    if (!had) {
        struct appui_revision *revision = add_of_project(l, APPUI_MANDATAIRE_CHANGED, now->project);
        revision->to_partner = now->partner;
        revision->cause = appui_listing_project_novelty(l, now->project);
    }
}

void appui_listing_projects(struct appui_listing *l)
{
    const struct appui_previous *previous = l->plan->previous;
    for (int32_t i = 0; i < previous->n_dates; i++) {
        list_date(l, &previous->dates[i]);
    }
    for (int32_t q = 0; q < l->basin->n_projects; q++) {
        list_new_date(l, q);
    }
    for (int32_t i = 0; i < previous->n_mandataires; i++) {
        list_mandataire(l, i);
    }
    for (int32_t i = 0; i < l->plan->n_mandataires; i++) {
        list_new_mandataire(l, &l->plan->mandataires[i]);
    }
}
