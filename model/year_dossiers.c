/*
 * Which dossiers the committee examined in the period, and what it decided: by the journal's
 * decisions, and by the status and the committee date that a project of the basin carries. Of a
 * dossier examined twice the last decision is told.
 */
#include <stdlib.h>
#include <string.h>

#include "model/year_parts.h"

/** What is known of one dossier. */
struct history {
    const char *id;
    int32_t project;
    appui_day last; /**< of its last decision on any day; APPUI_ABSENT: none known */
    enum appui_year_outcome outcome;
    bool withdrawn; /**< the journal says so, on any day */
};

static bool examines(enum appui_decision_kind decided)
{
    return decided == APPUI_DECISION_APPROVED || decided == APPUI_DECISION_REFUSED ||
           decided == APPUI_DECISION_DEFERRED;
}

static enum appui_year_outcome outcome_of(enum appui_decision_kind decided)
{
    return decided == APPUI_DECISION_APPROVED  ? APPUI_YEAR_RETAINED
           : decided == APPUI_DECISION_REFUSED ? APPUI_YEAR_REFUSED
                                               : APPUI_YEAR_DEFERRED;
}

/** The date that settled a dossier: what the committee decides on its lines afterwards examines it
 * no more. APPUI_ABSENT: unknown, or open. */
static appui_day settled_on(const struct appui_basin *basin, const struct history *history)
{
    if (history->project < 0) {
        return APPUI_ABSENT;
    }
    const struct appui_project *project = &basin->projects[history->project];
    bool open = project->status == APPUI_SUBMITTED || project->status == APPUI_DEFERRED;
    return open ? APPUI_ABSENT : project->committee;
}

/** True when a row decides on the dossier: on the whole, or on a need before it was settled; who
 * orders a diagnostic has not decided yet. */
static bool judges(const struct appui_basin *basin, const struct history *history,
                   const struct appui_history_decision *row, appui_day day)
{
    if (!examines(row->decided) || strcmp(row->project, history->id) != 0) {
        return false;
    }
    if (row->need == NULL) {
        return true;
    }
    int32_t need = appui_basin_find_need(basin, row->need);
    appui_day settled = settled_on(basin, history);
    return (need < 0 || basin->needs[need].phase != APPUI_DIAGNOSTIC) &&
           (settled == APPUI_ABSENT || day <= settled);
}

/** The rows of one entry about one dossier make one decision: a row for the whole dossier is it;
 * else one need retained retains the dossier, and one deferred defers it. */
static bool decided_in(const struct appui_basin *basin, const struct appui_history_entry *entry,
                       const struct history *history, enum appui_year_outcome *outcome)
{
    static const int weight[] = {
        [APPUI_YEAR_REFUSED] = 0, [APPUI_YEAR_DEFERRED] = 1, [APPUI_YEAR_RETAINED] = 2};
    bool found = false;
    for (int32_t i = 0; i < entry->n_decisions; i++) {
        const struct appui_history_decision *row = &entry->decisions[i];
        if (!judges(basin, history, row, appui_year_day_of(entry))) {
            continue;
        }
        enum appui_year_outcome here = outcome_of(row->decided);
        if (row->need == NULL) {
            *outcome = here;
            return true;
        }
        if (!found || weight[here] > weight[*outcome]) {
            *outcome = here;
        }
        found = true;
    }
    return found;
}

static bool withdraws(const struct appui_history_entry *entry, const char *id)
{
    for (int32_t i = 0; i < entry->n_decisions; i++) {
        const struct appui_history_decision *row = &entry->decisions[i];
        if (row->decided == APPUI_DECISION_WITHDRAWN && row->need == NULL &&
            strcmp(row->project, id) == 0) {
            return true;
        }
    }
    return false;
}

/** Puts the last decision of the period into `dossier`. @return false when there is none. */
static bool read_journal(const struct appui_year_sources *sources, struct appui_year *year,
                         struct history *history, struct appui_year_dossier *dossier)
{
    const struct appui_history *journal = sources->journal;
    appui_day settled = settled_on(sources->basin, history);
    bool examined = false;
    bool withdrawn = false;
    for (int32_t i = 0; journal != NULL && i < journal->n; i++) {
        const struct appui_history_entry *entry = &journal->entries[i];
        enum appui_year_outcome outcome = APPUI_YEAR_DEFERRED;
        appui_day day = appui_year_day_of(entry);
        if (!entry->holds || entry->kind != APPUI_JOURNAL_DECISIONS) {
            continue;
        }
        if (withdraws(entry, history->id)) {
            history->withdrawn = true;
            withdrawn = withdrawn || appui_year_holds(year, day);
        }
        if (!decided_in(sources->basin, entry, history, &outcome)) {
            continue;
        }
        if (outcome == APPUI_YEAR_RETAINED && settled != APPUI_ABSENT && day > settled) {
            day = settled; /* new lines of a dossier retained before */
        }
        history->last = history->last == APPUI_ABSENT || day > history->last ? day : history->last;
        if (!appui_year_holds(year, day)) {
            continue;
        }
        year->n_deferrals += outcome == APPUI_YEAR_DEFERRED ? 1 : 0;
        if (!examined || day >= dossier->day) {
            *dossier = (struct appui_year_dossier){history->id, history->project, day, outcome};
        }
        examined = true;
    }
    year->n_withdrawn += withdrawn ? 1 : 0;
    return examined;
}

/** What the basin itself shows of a dossier: its status and the date it carries. */
static bool read_status(const struct appui_project *project, const struct appui_year *year,
                        const struct history *history, struct appui_year_dossier *dossier)
{
    bool retained = project->status == APPUI_APPROVED || project->status == APPUI_RUNNING ||
                    project->status == APPUI_CLOSED;
    if ((!retained && project->status != APPUI_REFUSED) ||
        !appui_year_holds(year, project->committee) ||
        (history->last != APPUI_ABSENT && history->last >= project->committee)) {
        return false;
    }
    *dossier = (struct appui_year_dossier){history->id, history->project, project->committee,
                                           retained ? APPUI_YEAR_RETAINED : APPUI_YEAR_REFUSED};
    return true;
}

static void count_undated(const struct appui_project *project, const struct history *history,
                          struct appui_year *year)
{
    if (year->current && project->status == APPUI_DEFERRED && history->last == APPUI_ABSENT) {
        year->deferred_undated++;
    }
    if (year->current && project->status == APPUI_WITHDRAWN && !history->withdrawn) {
        year->withdrawn_undated++;
    }
}

static void enter(const struct appui_year_sources *sources, int32_t project, const char *id,
                  struct appui_year *year)
{
    struct history history = {.id = id, .project = project, .last = APPUI_ABSENT};
    struct appui_year_dossier dossier;
    bool examined = read_journal(sources, year, &history, &dossier);
    if (project >= 0) {
        const struct appui_project *known = &sources->basin->projects[project];
        examined = read_status(known, year, &history, &dossier) || examined;
        count_undated(known, &history, year);
    }
    if (examined) {
        year->dossiers[year->n_dossiers++] = dossier;
        year->outcomes[dossier.outcome]++;
    }
}

/** True for the first row of the journal that names a project the basin does not hold. */
static bool is_new(const struct appui_year_sources *sources, int32_t entry, int32_t row)
{
    const struct appui_history *journal = sources->journal;
    const char *id = journal->entries[entry].decisions[row].project;
    if (appui_basin_find_project(sources->basin, id) >= 0) {
        return false;
    }
    for (int32_t i = 0; i <= entry; i++) {
        for (int32_t k = 0; k < (i < entry ? journal->entries[i].n_decisions : row); k++) {
            if (strcmp(journal->entries[i].decisions[k].project, id) == 0) {
                return false;
            }
        }
    }
    return true;
}

static void enter_unknown(const struct appui_year_sources *sources, struct appui_year *year)
{
    const struct appui_history *journal = sources->journal;
    for (int32_t i = 0; journal != NULL && i < journal->n; i++) {
        for (int32_t k = 0; k < journal->entries[i].n_decisions; k++) {
            if (is_new(sources, i, k)) {
                enter(sources, -1, journal->entries[i].decisions[k].project, year);
            }
        }
    }
}

static int by_day(const void *left, const void *right)
{
    const struct appui_year_dossier *a = left, *b = right;
    if (a->day != b->day) {
        return a->day < b->day ? -1 : 1;
    }
    if (a->project != b->project) {
        return (uint32_t)a->project < (uint32_t)b->project ? -1 : 1; /* -1 last */
    }
    return strcmp(a->id, b->id);
}

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

static int count_committees(const struct appui_year_sources *sources, struct appui_year *year)
{
    size_t n = (size_t)(sources->journal == NULL ? 0 : sources->journal->n) +
               (size_t)year->n_dossiers + (size_t)sources->plan->n_meetings +
               (size_t)sources->basin->committees.n_fixed +
               (size_t)sources->basin->committees.n_held + (size_t)sources->basin->n_projects;
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

int appui_year_count_dossiers(const struct appui_year_sources *sources, struct appui_year *year)
{
    const struct appui_history *journal = sources->journal;
    size_t n = (size_t)sources->basin->n_projects;
    for (int32_t i = 0; journal != NULL && i < journal->n; i++) {
        n += (size_t)journal->entries[i].n_decisions;
    }
    year->dossiers = appui_arena_alloc(&year->arena, n, sizeof *year->dossiers);
    if (year->dossiers == NULL) {
        return -1;
    }
    for (int32_t p = 0; p < sources->basin->n_projects; p++) {
        enter(sources, p, sources->basin->projects[p].id, year);
    }
    enter_unknown(sources, year);
    if (year->n_dossiers > 0) {
        qsort(year->dossiers, (size_t)year->n_dossiers, sizeof *year->dossiers, by_day);
    }
    return count_committees(sources, year);
}
