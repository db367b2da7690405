/*
 * Random numbers for searches and benches: xoshiro256** 1.0 seeded through SplitMix64 (Blackman and
 * Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 2021). Integers only, so that
 * a seed means the same draws on every machine.
 */
#ifndef APPUI_MODEL_RANDOM_H
#define APPUI_MODEL_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct appui_random {
    uint64_t state[4];
};

/** The next number of SplitMix64 (Steele, Lea, Flood 2014), whose whole state is one number. */
uint64_t appui_random_splitmix(uint64_t *state);

/** A generator; every seed is good, 0 included. */
struct appui_random appui_random_of_seed(uint64_t seed);

/** The next 64 bits. */
uint64_t appui_random_next(struct appui_random *random);

/** A number within [low, high], ends included, each as likely as the other; low <= high. */
int32_t appui_random_within(struct appui_random *random, int32_t low, int32_t high);

/** True in `hits` of `of` draws; of >= 1. */
bool appui_random_happens(struct appui_random *random, int32_t hits, int32_t of);

#endif
