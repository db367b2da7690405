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

/* Dates in the order of the file, whose indices the pointers carry; past ones concern nobody any
 * more. */
static void advise_dates(struct appui_validation *v, const char *key,
                         const struct appui_draft_dates *dates)
{
    const struct appui_place committees = {"/committees", NULL};
    for (int32_t i = 0; i < dates->n; i++) {
        struct appui_spot spot = {&committees, key, i};
        if (dates->items[i] >= v->basin->as_of) {
            advise_date(v, appui_spot_pointer(v, spot), dates->items[i]);
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
}
