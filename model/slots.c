/*
 * Sets of slots as bits, sixty-four to a word; bits past n_slots are always 0, so counts and scans
 * need no mask.
 */
#include "model/slots.h"

#include <assert.h>
#include <string.h>

#define ALL_ONES UINT64_MAX

static int32_t n_words(const struct appui_slots *set)
{
    return (set->n_slots + 63) / 64;
}

static uint64_t bit(int32_t slot)
{
    return (uint64_t)1 << (slot % 64);
}

int appui_slots_new(struct appui_slots *set, struct appui_arena *arena, int32_t n_slots)
{
    assert(n_slots >= 0);
    uint64_t *words = appui_arena_alloc(arena, ((size_t)n_slots + 63) / 64, sizeof *words);
    if (!words) {
        return -1;
    }
    set->n_slots = n_slots;
    set->words = words;
    return 0;
}

void appui_slots_clear(struct appui_slots *set)
{
    memset(set->words, 0, (size_t)n_words(set) * sizeof *set->words);
}

void appui_slots_fill(struct appui_slots *set)
{
    memset(set->words, 0xff, (size_t)n_words(set) * sizeof *set->words);
    if (set->n_slots % 64 != 0) {
        set->words[set->n_slots / 64] = bit(set->n_slots) - 1;
    }
}

bool appui_slots_has(const struct appui_slots *set, int32_t slot)
{
    return slot >= 0 && slot < set->n_slots && (set->words[slot / 64] & bit(slot)) != 0;
}

void appui_slots_add(struct appui_slots *set, int32_t slot)
{
    assert(slot >= 0 && slot < set->n_slots);
    set->words[slot / 64] |= bit(slot);
}

void appui_slots_remove(struct appui_slots *set, int32_t slot)
{
    assert(slot >= 0 && slot < set->n_slots);
    set->words[slot / 64] &= ~bit(slot);
}

void appui_slots_copy(struct appui_slots *to, const struct appui_slots *from)
{
    assert(to->n_slots == from->n_slots);
    memcpy(to->words, from->words, (size_t)n_words(to) * sizeof *to->words);
}

void appui_slots_intersect(struct appui_slots *to, const struct appui_slots *with)
{
    assert(to->n_slots == with->n_slots);
    for (int32_t i = 0; i < n_words(to); i++) {
        to->words[i] &= with->words[i];
    }
}

void appui_slots_subtract(struct appui_slots *to, const struct appui_slots *without)
{
    assert(to->n_slots == without->n_slots);
    for (int32_t i = 0; i < n_words(to); i++) {
        to->words[i] &= ~without->words[i];
    }
}

void appui_slots_clip(struct appui_slots *set, int32_t first, int32_t last)
{
    if (first > last || first >= set->n_slots || last < 0) {
        appui_slots_clear(set);
        return;
    }
    int32_t low = first < 0 ? 0 : first;
    int32_t high = last >= set->n_slots ? set->n_slots - 1 : last;
    for (int32_t i = 0; i < low / 64; i++) {
        set->words[i] = 0;
    }
    set->words[low / 64] &= ALL_ONES << (low % 64);
    set->words[high / 64] &= ALL_ONES >> (63 - high % 64);
    for (int32_t i = high / 64 + 1; i < n_words(set); i++) {
        set->words[i] = 0;
    }
}

int32_t appui_slots_count(const struct appui_slots *set)
{
    int32_t count = 0;
    for (int32_t i = 0; i < n_words(set); i++) {
        count += __builtin_popcountll(set->words[i]);
    }
    return count;
}

int32_t appui_slots_next(const struct appui_slots *set, int32_t slot)
{
    int32_t from = slot < 0 ? 0 : slot;
    if (from >= set->n_slots) {
        return -1;
    }
    int32_t i = from / 64;
    uint64_t word = set->words[i] & (ALL_ONES << (from % 64));
    while (word == 0) {
        if (++i >= n_words(set)) {
            return -1;
        }
        word = set->words[i];
    }
    return i * 64 + __builtin_ctzll(word);
}
