/*
 * Which runs stand side by side, and what counts as the time of each.
 */
#include <math.h>
#include <string.h>

#include "bench/report_parts.h"
#include "bench/summary.h"

#define GAP_UNITS 1e6

bool appui_bench_proved(const struct appui_bench_run *run)
{
    bool proved = run->n_tiers > 0;
    for (int32_t i = 0; i < run->n_tiers; i++) {
        proved = proved && run->tiers[i].proved;
    }
    return proved;
}

static double tier_value(const struct appui_bench_run *run, const char *name)
{
    for (int32_t i = 0; i < run->n_tiers; i++) {
        if (strcmp(run->tiers[i].name, name) == 0) {
            return run->tiers[i].value;
        }
    }
    return NAN;
}

/* Costs c stand in the basin as fits 1 - c / 10^6, totals as c / 10^6 (io/gap.h); a peer knows
 * only the fit, of as many half-days as appui could cover. */
double appui_bench_value(const struct appui_bench_run *run)
{
    if (strcmp(run->task, "gap") != 0) {
        return run->n_tiers > 0 ? run->tiers[0].value : NAN;
    }
    double fit = tier_value(run, "fit");
    const char *sense = strrchr(run->instance, ' ');
    if (sense != NULL && strcmp(sense, " min") == 0) {
        double coverage = tier_value(run, "coverage");
        coverage = isfinite(coverage) ? coverage : ceil(fit);
        return round(GAP_UNITS * (coverage - fit));
    }
    return round(GAP_UNITS * fit);
}

/* @param scratch  room for the seconds of any run */
static double median_of(const struct appui_bench_run *run, double *scratch)
{
    if (run->n_seconds == 0 || strcmp(run->status, "failed") == 0) {
        return NAN;
    }
    memcpy(scratch, run->seconds, (size_t)run->n_seconds * sizeof *scratch);
    return appui_median(scratch, run->n_seconds);
}

static int32_t peer_of(const struct appui_bench_run *run)
{
    for (int32_t i = 0; i < APPUI_N_PEERS; i++) {
        if (strcmp(run->solver, appui_peer_names[i]) == 0) {
            return i;
        }
    }
    return -1;
}

static struct appui_bench_row *row_of(struct appui_bench_group *group, const char *instance)
{
    for (int32_t i = 0; i < group->n; i++) {
        const struct appui_bench_row *row = &group->rows[i];
        const struct appui_bench_run *any = row->own;
        for (int32_t k = 0; k < APPUI_N_PEERS && any == NULL; k++) {
            any = row->peers[k];
        }
        if (any != NULL && strcmp(any->instance, instance) == 0) {
            return &group->rows[i];
        }
    }
    struct appui_bench_row *row = &group->rows[group->n++];
    *row = (struct appui_bench_row){.own = NULL, .own_s = NAN, .counted_s = NAN, .best = -1};
    for (int32_t k = 0; k < APPUI_N_PEERS; k++) {
        row->peer_s[k] = NAN;
    }
    return row;
}

/* Times once all runs of the row are known. */
static void settle(struct appui_bench_row *row, double *scratch)
{
    double longest = 0;
    for (int32_t k = 0; k < APPUI_N_PEERS; k++) {
        if (row->peers[k] == NULL) {
            continue;
        }
        row->peer_s[k] = median_of(row->peers[k], scratch);
        longest = fmax(longest, row->peers[k]->limit_s);
        if (isfinite(row->peer_s[k]) &&
            (row->best < 0 || row->peer_s[k] < row->peer_s[row->best])) {
            row->best = k;
        }
    }
    if (row->own != NULL) {
        row->own_s = median_of(row->own, scratch);
        row->counted_s = row->own_s;
        if (isfinite(row->own_s) && !appui_bench_proved(row->own)) {
            row->counted_s = fmax(row->own_s, longest);
        }
    }
}

bool appui_bench_gather(const struct appui_bench_results *results, int32_t first,
                        struct appui_arena *arena, struct appui_bench_group *group)
{
    const struct appui_bench_run *runs = results->runs;
    *group = (struct appui_bench_group){.set = runs[first].set, .task = runs[first].task};
    group->rows = appui_arena_alloc(arena, (size_t)results->n, sizeof *group->rows);
    int32_t most = 0;
    for (int32_t i = 0; i < results->n; i++) {
        most = runs[i].n_seconds > most ? runs[i].n_seconds : most;
    }
    double *scratch = appui_arena_alloc(arena, (size_t)most, sizeof *scratch);
    if (group->rows == NULL || scratch == NULL) {
        return false;
    }
    for (int32_t i = first; i < results->n; i++) {
        if (strcmp(runs[i].set, group->set) != 0 || strcmp(runs[i].task, group->task) != 0) {
            continue;
        }
        int32_t peer = peer_of(&runs[i]);
        struct appui_bench_row *row = row_of(group, runs[i].instance);
        if (peer >= 0) {
            row->peers[peer] = &runs[i];
            group->peers[peer] = true;
        } else {
            row->own = &runs[i];
        }
    }
    for (int32_t i = 0; i < group->n; i++) {
        settle(&group->rows[i], scratch);
    }
    return true;
}

bool appui_bench_compares(const struct appui_bench_row *row)
{
    return row->best >= 0 && isfinite(row->own_s) && row->own_s > 0 && row->peer_s[row->best] > 0 &&
           (appui_bench_proved(row->own) || appui_bench_proved(row->peers[row->best]));
}

bool appui_bench_known(const struct appui_bench_writer *writer, const struct appui_bench_row *row,
                       int64_t *value)
{
    return row->own != NULL && strcmp(row->own->task, "gap") == 0 &&
           appui_best_known_find(writer->known, row->own->instance, value);
}
