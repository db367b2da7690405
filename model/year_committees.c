/*
 * Which committees were held in the period, and which are still to come: distinct days.
 */
#include "model/year_parts.h"

/** A set of days, for meetings. */
struct days {
    appui_day *items; /**< [n] */
    int32_t n;
};

static bool has(const struct days *days, appui_day day)
{
    for (int32_t i = 0; i < days->n; i++) {
        if (days->items[i] == day) {
            return true;
        }
    }
    return false;
}

static void put(struct days *days, appui_day day, bool wanted)
{
    if (wanted && !has(days, day)) {
        days->items[days->n++] = day;
    }
}

/** The meetings of an entry's rows, where it tells of several. */
static void add_decided(const struct appui_history_entry *entry, const struct appui_year *year,
                        struct days *days)
{
    for (int32_t k = 0; k < entry->n_decisions; k++) {
        const struct appui_history_decision *row = &entry->decisions[k];
        bool met = row->decided == APPUI_DECISION_APPROVED ||
                   row->decided == APPUI_DECISION_REFUSED ||
                   row->decided == APPUI_DECISION_DEFERRED;
        put(days, row->day,
            met && entry->holds && entry->committee != APPUI_ABSENT &&
                appui_year_holds(year, row->day));
    }
}

/** Meetings that decided something, and those that the basin says were held. */
static void add_held(const struct appui_year_sources *sources, const struct appui_year *year,
                     struct days *days)
{
    const struct appui_history *journal = sources->journal;
    const struct appui_committees *committees = &sources->basin->committees;
    for (int32_t i = 0; i < committees->n_held; i++) {
        put(days, committees->held[i], appui_year_holds(year, committees->held[i]));
    }
    for (int32_t i = 0; journal != NULL && i < journal->n; i++) {
        const struct appui_history_entry *entry = &journal->entries[i];
        put(days, entry->committee,
            appui_year_counts(year, entry) && entry->committee != APPUI_ABSENT);
        add_decided(entry, year, days);
    }
    for (int32_t i = 0; i < year->n_dossiers; i++) {
        const struct appui_year_dossier *dossier = &year->dossiers[i];
        bool dated = dossier->project >= 0 &&
                     sources->basin->projects[dossier->project].committee == dossier->day;
        put(days, dossier->day, dated);
    }
}

/** Meetings still to come: those of the plan, fixed dates, dates that dossiers wait for. */
static void add_ahead(const struct appui_year_sources *sources, const struct appui_year *year,
                      struct days *days)
{
    const struct appui_basin *basin = sources->basin;
    for (int32_t i = 0; i < sources->plan->n_meetings; i++) {
        appui_day day = sources->plan->meetings[i].day;
        put(days, day, appui_year_holds(year, day) && day >= basin->meets_from);
    }
    for (int32_t i = 0; i < basin->committees.n_fixed; i++) {
        appui_day day = basin->committees.fixed[i];
        put(days, day, appui_year_holds(year, day) && day >= basin->meets_from);
    }
    for (int32_t i = 0; i < basin->n_projects; i++) {
        appui_day day = basin->projects[i].committee;
        put(days, day,
            basin->projects[i].status == APPUI_SUBMITTED && appui_year_holds(year, day) &&
                day >= basin->meets_from);
    }
}

int appui_year_count_committees(const struct appui_year_sources *sources, struct appui_year *year)
{
    const struct appui_history *journal = sources->journal;
    size_t n = (size_t)(journal == NULL ? 0 : journal->n) + (size_t)year->n_dossiers +
               (size_t)sources->plan->n_meetings + (size_t)sources->basin->committees.n_fixed +
               (size_t)sources->basin->committees.n_held + (size_t)sources->basin->n_projects;
    for (int32_t i = 0; journal != NULL && i < journal->n; i++) {
        n += (size_t)journal->entries[i].n_decisions;
    }
    struct days days = {appui_arena_alloc(&year->arena, n, sizeof(appui_day)), 0};
    if (days.items == NULL) {
        return -1;
    }
    add_held(sources, year, &days);
    year->committees_held = days.n;
    add_ahead(sources, year, &days);
    year->committees_ahead = days.n - year->committees_held;
    return 0;
}
