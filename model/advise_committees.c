/*
 * Warnings about committees: dates on which no meeting can be held, or is likely to be, a count
 * that they do not allow, keys without effect.
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

/* In a horizon that is closed altogether one warning is enough. */
static bool is_off(const struct appui_basin *basin, appui_day day)
{
    int32_t slot = appui_basin_slot(basin, day);
    return appui_slots_count(&basin->working) > 0 && day <= basin->horizon_end &&
           !appui_slots_has(&basin->working, slot) && !appui_slots_has(&basin->working, slot + 1);
}

/* Dates in the order of the file, whose indices the pointers carry; those on which no meeting can
 * be held any more concern nobody. */
static void advise_dates(struct appui_validation *v, const char *key,
                         const struct appui_draft_dates *dates)
{
    const struct appui_place committees = {"/committees", NULL};
    for (int32_t i = 0; i < dates->n; i++) {
        struct appui_spot spot = {&committees, key, i};
        if (dates->items[i] < v->basin->meets_from) {
            continue;
        }
        const char *pointer = appui_spot_pointer(v, spot);
        if (is_off(v->basin, dates->items[i])) {
            appui_faults_add(v->faults, APPUI_FAULT_COMMITTEE_DATE_OFF, pointer, NULL, "value",
                             appui_date_kept(v, dates->items[i]), (const char *)NULL);
        }
        advise_date(v, pointer, dates->items[i]);
    }
}

/* Dates that all lie outside the horizon are a slip of the year more often than not. */
static void advise_horizon(struct appui_validation *v)
{
    const struct appui_committees *committees = &v->basin->committees;
    const appui_day *days = committees->n_fixed > 0 ? committees->fixed : committees->candidates;
    int32_t n = committees->n_fixed + committees->n_candidates, inside = 0;
    for (int32_t i = 0; i < n; i++) {
        inside += appui_basin_in_horizon(v->basin, days[i]);
    }
    if (n > 0 && inside == 0) {
        appui_faults_add(v->faults, APPUI_FAULT_COMMITTEES_OUTSIDE, "/committees", NULL, "from",
                         appui_date_kept(v, v->basin->horizon_start), "to",
                         appui_date_kept(v, v->basin->horizon_end), (const char *)NULL);
    }
}

/* Most meetings that dates, gap and count allow: taking the earliest open date each time leaves the
 * most room for the others. */
static int32_t count_possible(const struct appui_basin *basin,
                              const struct appui_meeting_dates *dates)
{
    int32_t n = 0;
    appui_day last = APPUI_ABSENT;
    for (int32_t d = 0; d < dates->n; d++) {
        const struct appui_meeting_date *date = &dates->dates[d];
        if (date->open && n < dates->n_open_max &&
            (last == APPUI_ABSENT || !appui_meetings_too_near(basin, last, date->day))) {
            last = date->day;
            n++;
        }
    }
    return dates->n_held + n;
}

static void advise_count(struct appui_validation *v)
{
    const struct appui_committees *committees = &v->basin->committees;
    struct appui_meeting_dates dates;
    if (committees->n_candidates == 0) {
        return;
    }
    if (committees->count_max == 0) {
        appui_faults_add(v->faults, APPUI_FAULT_COUNT_MAX_ZERO, "/committees/count/max", NULL,
                         (const char *)NULL);
    }
    if (appui_meetings_build(v->basin, &v->scratch, &dates) != 0) {
        v->faults->out_of_memory = true;
        return;
    }
    int32_t possible = count_possible(v->basin, &dates);
    if (dates.n > 0 &&
        possible < dates.count_min) { /* no date is left: only the plan's hole says it */
        appui_faults_add(v->faults, APPUI_FAULT_COUNT_MIN_UNREACHED, "/committees/count/min", NULL,
                         "value", appui_figure_text(v, APPUI_UNIT_COUNT, dates.count_min), "high",
                         appui_figure_text(v, APPUI_UNIT_COUNT, possible), (const char *)NULL);
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
    advise_horizon(v);
    advise_count(v);
    advise_dates(v, "fixed", &v->draft->committees.fixed);
    advise_dates(v, "candidates", &v->draft->committees.candidates);
    advise_held(v);
}
