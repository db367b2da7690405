/*
 * How long firms waited from being ready to the committee that retained or refused them, and who
 * waits still. A deferral ends no waiting.
 */
#include <stdlib.h>

#include "model/year_parts.h"

static int by_value(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

static int32_t waited(const struct appui_project *project, appui_day until)
{
    return until > project->ready ? until - project->ready : 0;
}

static void count_ended(const struct appui_basin *basin, const struct appui_year *year,
                        int32_t *waits, struct appui_year_waiting *waiting)
{
    for (int32_t i = 0; i < year->n_dossiers; i++) {
        const struct appui_year_dossier *dossier = &year->dossiers[i];
        if (dossier->project < 0 || dossier->outcome == APPUI_YEAR_DEFERRED) {
            continue;
        }
        int32_t days = waited(&basin->projects[dossier->project], dossier->day);
        if (waiting->n == 0 || days > waiting->longest) {
            waiting->longest = days;
            waiting->longest_project = dossier->project;
        }
        waits[waiting->n++] = days;
    }
}

static void count_open(const struct appui_basin *basin, struct appui_year_waiting *waiting)
{
    for (int32_t p = 0; p < basin->n_projects; p++) {
        const struct appui_project *project = &basin->projects[p];
        if ((project->status != APPUI_SUBMITTED && project->status != APPUI_DEFERRED) ||
            project->ready > basin->as_of) {
            continue;
        }
        int32_t days = waited(project, basin->as_of);
        if (waiting->n_open == 0 || days > waiting->open_longest) {
            waiting->open_longest = days;
            waiting->open_project = p;
        }
        waiting->n_open++;
    }
}

int appui_year_count_waiting(const struct appui_year_sources *sources, struct appui_year *year)
{
    struct appui_year_waiting *waiting = &year->waiting;
    int32_t *waits = appui_arena_alloc(&year->arena, (size_t)year->n_dossiers, sizeof *waits);
    if (waits == NULL) {
        return -1;
    }
    waiting->longest_project = waiting->open_project = -1;
    count_ended(sources->basin, year, waits, waiting);
    if (waiting->n > 0) {
        qsort(waits, (size_t)waiting->n, sizeof *waits, by_value);
        waiting->median_halves = waits[(waiting->n - 1) / 2] + waits[waiting->n / 2];
    }
    if (year->current) {
        count_open(sources->basin, waiting);
    }
    return 0;
}
