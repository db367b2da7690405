/*
 * Random numbers for tests: xoshiro256** 1.0 seeded through SplitMix64 (Blackman and Vigna,
 * "Scrambled linear pseudorandom number generators", 2021). Integers only: the same seed gives the
 * same basin on every machine.
 */
#ifndef APPUI_TESTS_XOSHIRO_H
#define APPUI_TESTS_XOSHIRO_H

#include <stdbool.h>
#include <stdint.h>

struct appui_xoshiro {
    uint64_t state[4];
};

/** Seeds the generator; every seed is good, 0 included. */
struct appui_xoshiro appui_xoshiro_seed(uint64_t seed);

uint64_t appui_xoshiro_next(struct appui_xoshiro *random);

/** A number within [low, high], ends included; low <= high. */
int32_t appui_xoshiro_between(struct appui_xoshiro *random, int32_t low, int32_t high);

/** True in `percent` of 100 calls. */
bool appui_xoshiro_chance(struct appui_xoshiro *random, int32_t percent);

/** Fills order[n] with a random permutation of 0 .. n-1 (Fisher and Yates). */
void appui_xoshiro_permutation(struct appui_xoshiro *random, int32_t n, int32_t *order);

#endif
