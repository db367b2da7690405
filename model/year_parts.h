/*
 * The parts a year is counted in. Internal to model/year; each returns 0, or -1 when memory fails.
 */
#ifndef APPUI_MODEL_YEAR_PARTS_H
#define APPUI_MODEL_YEAR_PARTS_H

#include "model/year.h"

/** Dossiers examined, outcomes. First of all. */
int appui_year_count_dossiers(const struct appui_year_sources *sources, struct appui_year *year);

/** Committees held and ahead; needs the dossiers. */
int appui_year_count_committees(const struct appui_year_sources *sources, struct appui_year *year);

/** Median and longest waiting; needs the dossiers. */
int appui_year_count_waiting(const struct appui_year_sources *sources, struct appui_year *year);

/** Partners' days, pledges and mandates; sponsors. Needs the dossiers. */
int appui_year_count_partners(const struct appui_year_sources *sources, struct appui_year *year);

/** What the committee overrode. */
int appui_year_count_gaps(const struct appui_year_sources *sources, struct appui_year *year);

static inline bool appui_year_holds(const struct appui_year *year, appui_day day)
{
    return day != APPUI_ABSENT && day >= year->period.from && day <= year->period.to;
}

/** The day of an entry's decisions: its meeting, else the basin's date then. */
static inline appui_day appui_year_day_of(const struct appui_history_entry *entry)
{
    return entry->committee != APPUI_ABSENT ? entry->committee : entry->as_of;
}

/** A decision entry that holds and is dated in the period. */
static inline bool appui_year_counts(const struct appui_year *year,
                                     const struct appui_history_entry *entry)
{
    return entry->holds && entry->kind == APPUI_JOURNAL_DECISIONS &&
           appui_year_holds(year, appui_year_day_of(entry));
}

#endif
