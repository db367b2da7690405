/*
 * Mandataires: the partner that a row names for a dossier, else the one that the plan proposes,
 * unless that was to lend there and the decisions leave nothing of it.
 */
#include "model/decide_parts.h"

#include "model/mandates.h"
#include <string.h>

static void set_mandataire(struct appui_deciding *d, int32_t project, int32_t partner)
{
    struct appui_draft_project *dossier = &d->draft->projects[project];
    int32_t known = d->in->basin->projects[project].mandataire;
    if (known != partner) {
        struct appui_effect effect = appui_decide_effect(APPUI_EFFECT_MANDATAIRE, project);
        dossier->mandataire = d->draft->partners[partner].id;
        effect.other = partner;
        effect.other_before = known;
        appui_decide_tell(d, effect);
    }
}

/* The first row that names a mandataire for the dossier, or -1. */
static int32_t naming_row(const struct appui_deciding *d, int32_t project)
{
    for (int32_t i = 0; i < d->n; i++) {
        if (d->rulings[i].project == project && d->rulings[i].mandataire >= 0) {
            return i;
        }
    }
    return -1;
}

/* True when this decision has not named one yet. */
static bool is_untouched(const struct appui_deciding *d, int32_t project)
{
    const char *now = d->draft->projects[project].mandataire;
    int32_t before = d->in->basin->projects[project].mandataire;
    return now == NULL || (before >= 0 && strcmp(now, d->in->basin->partners[before].id) == 0);
}

/* R14: the project excludes the partner. */
static bool is_excluded(const struct appui_project *dossier, int32_t partner)
{
    for (int32_t i = 0; i < dossier->n_excluded; i++) {
        if (dossier->excluded[i] == partner) {
            return true;
        }
    }
    return false;
}

/* R14: the plan's is taken unless the project excludes it by now or it is gone by today, later than
 * the plan expected; then the next plan names another. */
static bool may_take_over(const struct appui_deciding *d, const struct appui_mandataire *named)
{
    const struct appui_basin *basin = d->in->basin;
    return !is_excluded(&basin->projects[named->project], named->partner) &&
           !appui_mandates_left(&basin->partners[named->partner], d->result->as_of);
}

void appui_decide_propose_mandataire(struct appui_deciding *d, int32_t project)
{
    const struct appui_plan *plan = d->in->plan;
    bool open = appui_mandates_known(d->in->basin, project) < 0 && naming_row(d, project) < 0 &&
                is_untouched(d, project);
    for (int32_t i = 0; open && i < plan->n_mandataires; i++) {
        if (plan->mandataires[i].project == project && may_take_over(d, &plan->mandataires[i])) {
            set_mandataire(d, project, plan->mandataires[i].partner);
            return;
        }
    }
}

/* True when an expert of the partner has a line of the dossier, agreed before or retained now. */
static bool still_lends(const struct appui_deciding *d, int32_t project, int32_t partner)
{
    const struct appui_basin *basin = d->in->basin;
    bool lends = false;
    for (int32_t i = 0; i < basin->n_lines && !lends; i++) {
        const struct appui_line *line = &basin->lines[i];
        lends = d->in->standing->lines[i].counts && !d->worked[i].removed &&
                basin->needs[line->need].project == project &&
                basin->experts[line->expert].partner == partner;
    }
    for (int32_t i = 0; i < d->n_fresh && !lends; i++) {
        lends = basin->needs[d->fresh_need[i]].project == project &&
                basin->experts[d->fresh_expert[i]].partner == partner;
    }
    return lends;
}

void appui_decide_check_lenders(struct appui_deciding *d)
{
    const struct appui_basin *basin = d->in->basin;
    for (int32_t i = 0; i < d->result->n_effects; i++) {
        struct appui_effect *effect = &d->result->effects[i];
        bool proposed = effect->kind == APPUI_EFFECT_MANDATAIRE &&
                        naming_row(d, effect->project) < 0 &&
                        appui_mandates_lends(basin, d->in->standing, d->in->plan, effect->project,
                                             effect->other);
        if (proposed && !still_lends(d, effect->project, effect->other)) {
            int32_t before = effect->other_before;
            d->draft->projects[effect->project].mandataire =
                before >= 0 ? d->draft->partners[before].id : NULL;
            effect->kind = APPUI_EFFECT_MANDATAIRE_LEFT_OPEN;
        }
    }
}

/* A mandate runs eighteen months: a partner that leaves later may begin it, one that has left not.
 */
static bool may_hold(struct appui_deciding *d, int32_t row)
{
    const struct appui_basin *basin = d->in->basin;
    const struct appui_ruling *ruling = &d->rulings[row];
    const struct appui_project *dossier = &basin->projects[ruling->project];
    const struct appui_partner *partner = &basin->partners[ruling->mandataire];
    char until[APPUI_DATE_TEXT];
    if (is_excluded(dossier, ruling->mandataire)) {
        appui_decide_fault(d, row, APPUI_PART_MANDATAIRE, APPUI_FAULT_DECIDE_MANDATAIRE_EXCLUDED,
                           "value", partner->id, (const char *)NULL);
        return false;
    }
    if (appui_mandates_left(partner, d->result->as_of)) {
        appui_decide_fault(d, row, APPUI_PART_MANDATAIRE, APPUI_FAULT_DECIDE_MANDATAIRE_LEFT,
                           "value", partner->id, "until", appui_date_write(partner->until, until),
                           (const char *)NULL);
        return false;
    }
    return true;
}

/* Another one than the plan proposed, or kept. */
static void compare(struct appui_deciding *d, int32_t project, int32_t partner)
{
    int32_t proposed = appui_mandates_of(d->in->basin, d->in->plan, project);
    if (proposed >= 0 && proposed != partner) {
        appui_decide_gap(d, (struct appui_gap_of_plan){APPUI_GAP_MANDATAIRE_CHANGED, project, -1,
                                                       -1, APPUI_ABSENT, APPUI_ABSENT});
    }
}

static void report_two(struct appui_deciding *d, int32_t row, int32_t first)
{
    const struct appui_basin *basin = d->in->basin;
    const char *where = appui_arena_format(&d->scratch, "/decisions/%d/%s", (int)first,
                                           appui_decision_key(APPUI_PART_MANDATAIRE));
    d->no_memory |= where == NULL;
    appui_decide_fault(d, row, APPUI_PART_MANDATAIRE, APPUI_FAULT_DECIDE_TWO_MANDATAIRES, "value",
                       basin->partners[d->rulings[row].mandataire].id, "mandataire",
                       basin->partners[d->rulings[first].mandataire].id, "other", where,
                       (const char *)NULL);
}

void appui_decide_mandataires(struct appui_deciding *d)
{
    for (int32_t i = 0; !d->no_memory && i < d->n; i++) {
        const struct appui_ruling *ruling = &d->rulings[i];
        if (!ruling->valid || ruling->mandataire < 0 || !may_hold(d, i)) {
            continue;
        }
        int32_t first = naming_row(d, ruling->project);
        if (first != i && d->rulings[first].mandataire != ruling->mandataire) {
            report_two(d, i, first);
        } else if (first == i) {
            set_mandataire(d, ruling->project, ruling->mandataire);
            compare(d, ruling->project, ruling->mandataire);
        }
    }
}
