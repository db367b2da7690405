/*
 * What the committee changed against the proposals, by kind, and whose days it touched: a gap that
 * names an expert counts for the expert and for its partner.
 */
#include <stdlib.h>

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

static void count_entry(const struct appui_basin *basin, const struct appui_history_entry *entry,
                        struct appui_year_gaps *gaps)
{
    gaps->n_entries++;
    gaps->proposed += entry->proposed;
    gaps->decided += entry->decided;
    for (int32_t i = 0; i < entry->n_gaps; i++) {
        const struct appui_history_gap *gap = &entry->gaps[i];
        if (gap->kind == APPUI_GAP_WITHDRAWN) { /* the firm's decision, not the committee's */
            continue;
        }
        int32_t expert = gap->expert == NULL ? -1 : appui_basin_find_expert(basin, gap->expert);
        gaps->kinds[gap->kind]++;
        gaps->n++;
        if (expert >= 0) {
            gaps->experts[expert].count++;
            gaps->partners[basin->experts[expert].partner].count++;
        }
    }
}

int appui_year_count_gaps(const struct appui_year_sources *sources, struct appui_year *year)
{
    const struct appui_basin *basin = sources->basin;
    const struct appui_history *journal = sources->journal;
    struct appui_year_gaps *gaps = &year->gaps;
    gaps->partners = list(&year->arena, basin->n_partners);
    gaps->experts = list(&year->arena, basin->n_experts);
    if (gaps->partners == NULL || gaps->experts == NULL) {
        return -1;
    }
    for (int32_t i = 0; journal != NULL && i < journal->n; i++) {
        if (appui_year_counts(year, &journal->entries[i])) {
            count_entry(basin, &journal->entries[i], gaps);
        }
    }
    gaps->n_partners = rank(gaps->partners, basin->n_partners);
    gaps->n_experts = rank(gaps->experts, basin->n_experts);
    return 0;
}
