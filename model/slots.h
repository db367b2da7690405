/*
 * Slot sets: which half-days of the horizon something can happen in.
 *
 * A slot is a half-day of the horizon, numbered 2 * (day - horizon start) + half, am = 0, pm = 1,
 * over all calendar days, so slot / 2 is the day and slot order is time order. A set is a bit per
 * slot.
 */
#ifndef APPUI_MODEL_SLOTS_H
#define APPUI_MODEL_SLOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/memory.h"

/** A set of slots 0 .. n_slots-1. */
struct appui_slots {
    int32_t n_slots;
    uint64_t *words; /**< [(n_slots + 63) / 64]; bits past n_slots are 0 */
};

/** Makes an empty set in the arena. @return 0, or -1 when memory fails. */
int appui_slots_new(struct appui_slots *set, struct appui_arena *arena, int32_t n_slots);

void appui_slots_clear(struct appui_slots *set);
void appui_slots_fill(struct appui_slots *set);
bool appui_slots_has(const struct appui_slots *set, int32_t slot);
void appui_slots_add(struct appui_slots *set, int32_t slot);
void appui_slots_remove(struct appui_slots *set, int32_t slot);
void appui_slots_copy(struct appui_slots *to, const struct appui_slots *from);

/** In place: to = to AND with. Both have the same n_slots. */
void appui_slots_intersect(struct appui_slots *to, const struct appui_slots *with);

/** In place: to = to minus what is in `without`. */
void appui_slots_subtract(struct appui_slots *to, const struct appui_slots *without);

/** Keeps only slots from first to last, both included; empties the set when first > last. */
void appui_slots_clip(struct appui_slots *set, int32_t first, int32_t last);

int32_t appui_slots_count(const struct appui_slots *set);

/** The smallest member >= slot, or -1. Iterate: for (s = next(set, 0); s >= 0; s = next(set, s +
 * 1)). */
int32_t appui_slots_next(const struct appui_slots *set, int32_t slot);

#endif
