/*
 * The year's days and jobs, and the order in which its parts are counted. Dossiers, waiting,
 * partners and overrides stand in the year_*.c beside it.
 */
#include "model/year.h"

#include "model/convention.h"
#include "model/year_parts.h"

static void add(struct appui_year_days *days, const struct appui_entry *entry)
{
    int64_t half_days = entry->half_days;
    switch (entry->kind) {
    case APPUI_ENTRY_UNLISTED:
    case APPUI_ENTRY_DONE:
        days->delivered += half_days;
        break;
    case APPUI_ENTRY_AGREED:
        days->agreed += half_days;
        break;
    default:
        days->proposed += half_days;
    }
}

/** What a pledge lists beside lines has no date: it counts where the whole pledge period does. */
static void add_unlisted(const struct appui_year_sources *sources, const struct appui_entry *entry,
                         struct appui_year *year)
{
    const struct appui_pledge *pledge =
        &sources->basin->partners[entry->partner].pledges[entry->pledge];
    if (pledge->from >= year->period.from && pledge->to <= year->period.to) {
        add(&year->days, entry);
        add(&year->partners[entry->partner].days, entry);
    } else if (pledge->from <= year->period.to && pledge->to >= year->period.from) {
        year->unlisted_apart += entry->half_days;
    }
}

static void count_days(const struct appui_year_sources *sources, struct appui_year *year)
{
    bool open = sources->basin->as_of <= year->period.to;
    for (int32_t i = 0; i < sources->entries->n; i++) {
        const struct appui_entry *entry = &sources->entries->items[i];
        bool undated = entry->day == APPUI_ABSENT;
        if (entry->kind == APPUI_ENTRY_UNLISTED) {
            add_unlisted(sources, entry, year);
        } else if (undated ? open : appui_year_holds(year, entry->day)) {
            add(&year->days, entry);
            add(&year->partners[entry->partner].days, entry);
            year->agreed_undated +=
                undated && entry->kind == APPUI_ENTRY_AGREED ? entry->half_days : 0;
        }
    }
}

static bool is_retained(const struct appui_year *year, int32_t project)
{
    for (int32_t i = 0; i < year->n_dossiers; i++) {
        if (year->dossiers[i].project == project) {
            return year->dossiers[i].outcome == APPUI_YEAR_RETAINED;
        }
    }
    return false;
}

static void count_retained(const struct appui_year_sources *sources, struct appui_year *year)
{
    const struct appui_basin *basin = sources->basin;
    for (int32_t p = 0; p < basin->n_projects; p++) {
        year->jobs_retained += is_retained(year, p) ? basin->projects[p].jobs : 0;
        if (year->current && basin->projects[p].status == APPUI_RUNNING) {
            year->n_running++;
            year->jobs_running += basin->projects[p].jobs;
        }
    }
    for (int32_t i = 0; i < sources->entries->n; i++) {
        const struct appui_entry *entry = &sources->entries->items[i];
        bool given = entry->kind == APPUI_ENTRY_DONE || entry->kind == APPUI_ENTRY_AGREED;
        if (given && is_retained(year, basin->needs[entry->need].project)) {
            year->retained_half_days += entry->half_days;
        }
    }
}

int appui_year_build(const struct appui_year_sources *sources, struct appui_range period,
                     struct appui_year *year)
{
    year->period = period;
    year->years = appui_convention_length(period);
    year->current = appui_year_holds(year, sources->basin->as_of);
    year->has_journal = sources->journal != NULL;
    if (appui_year_count_dossiers(sources, year) != 0 ||
        appui_year_count_committees(sources, year) != 0 ||
        appui_year_count_waiting(sources, year) != 0 ||
        appui_year_count_partners(sources, year) != 0 ||
        appui_year_count_gaps(sources, year) != 0) {
        return -1;
    }
    count_days(sources, year);
    count_retained(sources, year);
    return 0;
}

void appui_year_release(struct appui_year *year)
{
    appui_arena_release(&year->arena);
    *year = (struct appui_year){0};
}
