/*
 * Warnings about committees: dates on which no meeting can be held, keys without effect.
 */
#include "model/meetings.h"
#include "model/validate.h"

static void advise_date(struct appui_validation *v, const char *pointer, appui_day day)
{
    const struct appui_committees *committees = &v->basin->committees;
    int32_t present =
        appui_meetings_count_present(v->basin, committees->members, committees->n_members, day);
    if (committees->quorum != APPUI_ABSENT && present < committees->quorum) {
        appui_faults_add(v->faults, APPUI_FAULT_COMMITTEE_WITHOUT_QUORUM, pointer, NULL, "value",
                         appui_date_kept(v, day), "present",
                         appui_figure_text(v, APPUI_UNIT_COUNT, present), "quorum",
                         appui_figure_text(v, APPUI_UNIT_COUNT, committees->quorum),
                         (const char *)NULL);
    }
    if (appui_meetings_count_present(v->basin, committees->chairs, committees->n_chairs, day) ==
        0) {
        appui_faults_add(v->faults, APPUI_FAULT_COMMITTEE_WITHOUT_CHAIR, pointer, NULL, "value",
                         appui_date_kept(v, day), (const char *)NULL);
    }
}

/* Dates in the order of the file, whose indices the pointers carry; those on which no meeting can
 * be held any more concern nobody. */
static void advise_dates(struct appui_validation *v, const char *key,
                         const struct appui_draft_dates *dates)
{
    const struct appui_place committees = {"/committees", NULL};
    for (int32_t i = 0; i < dates->n; i++) {
        struct appui_spot spot = {&committees, key, i};
        if (dates->items[i] >= v->basin->meets_from) {
            advise_date(v, appui_spot_pointer(v, spot), dates->items[i]);
        }
    }
}

/* A meeting said to be held hides all dates up to its own: a slip of the year would hide them all.
 */
static void advise_held(struct appui_validation *v)
{
    const struct appui_place committees = {"/committees", NULL};
    const struct appui_draft_dates *held = &v->draft->committees.held;
    for (int32_t i = 0; i < held->n; i++) {
        struct appui_spot spot = {&committees, "held", i};
        if (held->items[i] > v->basin->as_of) {
            appui_faults_add(v->faults, APPUI_FAULT_COMMITTEE_HELD_AHEAD,
                             appui_spot_pointer(v, spot), NULL, "value",
                             appui_date_kept(v, held->items[i]), "as_of",
                             appui_date_kept(v, v->basin->as_of), (const char *)NULL);
        }
    }
}

void appui_validate_advise_committees(struct appui_validation *v)
{
    const struct appui_committees *committees = &v->basin->committees;
    if (!committees->given) {
        return;
    }
    if (committees->n_fixed + committees->n_candidates == 0) {
        appui_faults_add(v->faults, APPUI_FAULT_COMMITTEES_WITHOUT_DATES, "/committees", NULL,
                         (const char *)NULL);
    }
    if (committees->n_candidates == 0 &&
        (committees->count_min != APPUI_ABSENT || committees->count_max != APPUI_ABSENT)) {
        appui_faults_add(v->faults, APPUI_FAULT_COUNT_WITHOUT_CANDIDATES, "/committees/count", NULL,
                         (const char *)NULL);
    }
    advise_dates(v, "fixed", &v->draft->committees.fixed);
    advise_dates(v, "candidates", &v->draft->committees.candidates);
    advise_held(v);
}
