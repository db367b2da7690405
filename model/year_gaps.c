/*
 * What the committee changed against the proposals, by kind, and whose days it touched: a gap that
 * names an expert counts for the expert and for its partner.
 *
 * Days of a need that were taken back from an expert and are granted again later pass on: they were
 * decided on before, and no proposal was changed. They wait for it until the committee approves
 * other days of the need. Within one table model/decide does the same.
 */
#include <stdlib.h>
#include <string.h>

#include "model/year_parts.h"

static int most_first(const void *left, const void *right)
{
    const struct appui_year_override *a = left, *b = right;
    if (a->count != b->count) {
        return a->count > b->count ? -1 : 1;
    }
    return (a->index > b->index) - (a->index < b->index);
}

/** Drops what was never overridden and puts the rest in order. @return how many are left. */
static int32_t rank(struct appui_year_override *items, int32_t n)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < n; i++) {
        if (items[i].count > 0) {
            items[kept++] = items[i];
        }
    }
    if (kept > 0) {
        qsort(items, (size_t)kept, sizeof *items, most_first);
    }
    return kept;
}

static struct appui_year_override *list(struct appui_arena *arena, int32_t n)
{
    struct appui_year_override *items = appui_arena_alloc(arena, (size_t)n, sizeof *items);
    for (int32_t i = 0; items != NULL && i < n; i++) {
        items[i].index = i;
    }
    return items;
}

/** Days of a need on their way to another expert. */
struct passing {
    int32_t half_days;
    int32_t entry; /**< the last that took some back, or passed some on */
};

/** Half-days that a gap grants beyond what was proposed. */
static int32_t beyond(const struct appui_history_gap *gap)
{
    bool grants = gap->kind == APPUI_GAP_NOT_PROPOSED || gap->kind == APPUI_GAP_DAYS_RAISED;
    return grants && gap->decided > gap->proposed ? gap->decided - gap->proposed : 0;
}

static bool is_support(const struct appui_basin *basin, int32_t need)
{
    return basin->needs[need].phase == APPUI_SUPPORT;
}

/** @param passed  half-days of the gap that pass on from an expert who lost them */
static void count_gap(const struct appui_basin *basin, const struct appui_history_gap *gap,
                      int32_t passed, struct appui_year_gaps *gaps)
{
    bool changes =
        gap->kind != APPUI_GAP_WITHDRAWN && /* the firm's decision, not the committee's */
        gap->kind != APPUI_GAP_DAYS_TAKEN_BACK;
    if (!changes || (passed > 0 && passed == beyond(gap))) {
        return;
    }
    int32_t expert = gap->expert == NULL ? -1 : appui_basin_find_expert(basin, gap->expert);
    gaps->kinds[gap->kind]++;
    gaps->n++;
    if (expert >= 0) {
        gaps->experts[expert].count++;
        gaps->partners[basin->experts[expert].partner].count++;
    }
}

/** Once the committee approves days of a need, what was taken back before waits no more. */
static void forget_passing(const struct appui_basin *basin, const struct appui_history_entry *entry,
                           int32_t index, struct passing *passing)
{
    for (int32_t i = 0; i < entry->n_decisions; i++) {
        const struct appui_history_decision *row = &entry->decisions[i];
        int32_t project = row->decided == APPUI_DECISION_APPROVED
                              ? appui_basin_find_project(basin, row->project)
                              : -1;
        for (int32_t k = 0; project >= 0 && k < basin->projects[project].n_needs; k++) {
            int32_t need = basin->projects[project].first_need + k;
            bool spoken_of = row->need == NULL || strcmp(row->need, basin->needs[need].id) == 0;
            if (spoken_of && passing[need].entry != index) {
                passing[need].half_days = 0;
            }
        }
    }
}

/** Counts the entry when it is of the period; what passes on is followed from the first one. */
static void count_entry(const struct appui_year_sources *sources, int32_t index,
                        struct passing *passing, struct appui_year *year)
{
    const struct appui_basin *basin = sources->basin;
    const struct appui_history_entry *entry = &sources->journal->entries[index];
    struct appui_year_gaps *gaps = &year->gaps;
    bool counts = appui_year_counts(year, entry);
    gaps->n_entries += counts ? 1 : 0;
    gaps->proposed += counts ? entry->proposed : 0;
    gaps->decided += counts ? entry->decided : 0;
    for (int32_t i = 0; i < entry->n_gaps; i++) {
        const struct appui_history_gap *gap = &entry->gaps[i];
        int32_t need = gap->need == NULL ? -1 : appui_basin_find_need(basin, gap->need);
        int32_t passed = 0;
        if (need >= 0) {
            int32_t waits = passing[need].half_days;
            passed = beyond(gap) < waits ? beyond(gap) : waits;
            bool back = gap->kind == APPUI_GAP_DAYS_TAKEN_BACK;
            passing[need].half_days += (back ? gap->proposed : 0) - passed;
            passing[need].entry = back || passed > 0 ? index : passing[need].entry;
        }
        if (counts) {
            count_gap(basin, gap, passed, gaps);
            gaps->decided -= passed > 0 && is_support(basin, need) ? passed : 0;
        }
    }
    forget_passing(basin, entry, index, passing);
}

int appui_year_count_gaps(const struct appui_year_sources *sources, struct appui_year *year)
{
    const struct appui_basin *basin = sources->basin;
    const struct appui_history *journal = sources->journal;
    struct appui_year_gaps *gaps = &year->gaps;
    gaps->partners = list(&year->arena, basin->n_partners);
    gaps->experts = list(&year->arena, basin->n_experts);
    struct passing *passing =
        appui_arena_alloc(&year->arena, (size_t)basin->n_needs, sizeof *passing);
    if (gaps->partners == NULL || gaps->experts == NULL || passing == NULL) {
        return -1;
    }
    for (int32_t n = 0; n < basin->n_needs; n++) {
        passing[n].entry = -1;
    }
    for (int32_t i = 0; journal != NULL && i < journal->n; i++) {
        if (journal->entries[i].holds && journal->entries[i].kind == APPUI_JOURNAL_DECISIONS) {
            count_entry(sources, i, passing, year);
        }
    }
    gaps->n_partners = rank(gaps->partners, basin->n_partners);
    gaps->n_experts = rank(gaps->experts, basin->n_experts);
    return 0;
}
