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
    bool leaves;    /**< it does so in the period */
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

/** True when a row decides on the dossier: on the whole, or by retaining a need before it was
 * settled. Who refuses or defers a need drops a line, and who orders a diagnostic has not decided
 * yet. */
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
    return row->decided == APPUI_DECISION_APPROVED &&
           (need < 0 || basin->needs[need].phase != APPUI_DIAGNOSTIC) &&
           (settled == APPUI_ABSENT || day <= settled);
}

/** The rows of one entry about one dossier make one decision: a row for the whole dossier is it;
 * else one need retained retains the dossier. An entry may tell of several meetings, but of one for
 * each dossier. @param day  set to that of the meeting */
static bool decided_in(const struct appui_basin *basin, const struct appui_history_entry *entry,
                       const struct history *history, enum appui_year_outcome *outcome,
                       appui_day *day)
{
    bool found = false;
    for (int32_t i = 0; i < entry->n_decisions; i++) {
        const struct appui_history_decision *row = &entry->decisions[i];
        appui_day here_day = appui_history_day(entry, i);
        if (!judges(basin, history, row, here_day)) {
            continue;
        }
        *day = here_day;
        *outcome = outcome_of(row->decided);
        if (row->need == NULL) {
            return true;
        }
        found = true;
    }
    return found;
}

/** @return the day on which the firm withdraws, or APPUI_ABSENT: it does not */
static appui_day withdraws(const struct appui_history_entry *entry, const char *id)
{
    for (int32_t i = 0; i < entry->n_decisions; i++) {
        const struct appui_history_decision *row = &entry->decisions[i];
        if (row->decided == APPUI_DECISION_WITHDRAWN && row->need == NULL &&
            strcmp(row->project, id) == 0) {
            return appui_history_day(entry, i);
        }
    }
    return APPUI_ABSENT;
}

/** What a withdrawal tells of the decision before it. @return the day on which the committee had
 * retained the dossier, or APPUI_ABSENT */
static appui_day retained_before(const struct appui_history_entry *entry, const char *id)
{
    for (int32_t i = 0; i < entry->n_gaps; i++) {
        const struct appui_history_gap *gap = &entry->gaps[i];
        if (gap->kind == APPUI_GAP_WITHDRAWN && strcmp(gap->project, id) == 0) {
            return gap->committee;
        }
    }
    return APPUI_ABSENT;
}

/** The decision on the dossier that an entry tells of. @return its day, or APPUI_ABSENT */
static appui_day decision_in(const struct appui_basin *basin,
                             const struct appui_history_entry *entry, const struct history *history,
                             enum appui_year_outcome *outcome)
{
    appui_day settled = settled_on(basin, history);
    appui_day day = APPUI_ABSENT;
    if (!decided_in(basin, entry, history, outcome, &day)) {
        *outcome = APPUI_YEAR_RETAINED;
        return retained_before(entry, history->id);
    }
    /* new lines of a dossier retained before */
    bool later = *outcome == APPUI_YEAR_RETAINED && settled != APPUI_ABSENT && day > settled;
    return later ? settled : day;
}

/** Puts the last decision of the period into `dossier`. @return false when there is none. */
static bool read_journal(const struct appui_year_sources *sources, struct appui_year *year,
                         struct history *history, struct appui_year_dossier *dossier)
{
    const struct appui_history *journal = sources->journal;
    bool examined = false;
    for (int32_t i = 0; journal != NULL && i < journal->n; i++) {
        const struct appui_history_entry *entry = &journal->entries[i];
        enum appui_year_outcome outcome = APPUI_YEAR_DEFERRED;
        if (!entry->holds || entry->kind != APPUI_JOURNAL_DECISIONS) {
            continue;
        }
        appui_day left = withdraws(entry, history->id);
        history->withdrawn = history->withdrawn || left != APPUI_ABSENT;
        history->leaves = history->leaves || appui_year_holds(year, left);
        appui_day day = decision_in(sources->basin, entry, history, &outcome);
        if (day == APPUI_ABSENT) {
            continue;
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
    return examined;
}

/** True when support of the dossier was agreed or done: so it was retained, whatever became of it.
 */
static bool has_support(const struct appui_basin *basin, int32_t project)
{
    for (int32_t i = 0; i < basin->n_lines; i++) {
        const struct appui_need *need = &basin->needs[basin->lines[i].need];
        if (need->project == project && need->phase == APPUI_SUPPORT &&
            basin->lines[i].state != APPUI_PROPOSED) {
            return true;
        }
    }
    return false;
}

static bool was_retained(const struct appui_basin *basin, int32_t index)
{
    const struct appui_project *project = &basin->projects[index];
    switch (project->status) {
    case APPUI_APPROVED:
    case APPUI_RUNNING:
    case APPUI_CLOSED:
        return true;
    case APPUI_WITHDRAWN:
        return project->committee <= basin->as_of && has_support(basin, index);
    default:
        return false;
    }
}

/** What the basin itself shows of a dossier: its status, the date it carries, its lines. */
static bool read_status(const struct appui_basin *basin, const struct appui_year *year,
                        struct history *history, struct appui_year_dossier *dossier)
{
    const struct appui_project *project = &basin->projects[history->project];
    bool retained = was_retained(basin, history->project);
    if ((!retained && project->status != APPUI_REFUSED) || project->committee == APPUI_ABSENT ||
        (history->last != APPUI_ABSENT && history->last >= project->committee)) {
        return false;
    }
    history->last = project->committee;
    if (!appui_year_holds(year, project->committee)) {
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
    int32_t undated = year->withdrawn_undated;
    bool examined = read_journal(sources, year, &history, &dossier);
    if (project >= 0) {
        count_undated(&sources->basin->projects[project], &history, year);
        examined = read_status(sources->basin, year, &history, &dossier) || examined;
    }
    year->n_withdrawn += history.leaves ? 1 : 0;
    bool told = history.leaves || year->withdrawn_undated > undated;
    year->withdrawn_uncounted += told && history.last == APPUI_ABSENT ? 1 : 0;
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
    return 0;
}
