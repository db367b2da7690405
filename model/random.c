/*
 * xoshiro256** and SplitMix64, and how their 64 bits become a number of a range without bias: what
 * lies beyond the last whole multiple of the range is drawn again.
 */
#include "model/random.h"

#include <assert.h>

uint64_t appui_random_splitmix(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

static uint64_t rotate(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

struct appui_random appui_random_of_seed(uint64_t seed)
{
    struct appui_random random;
    for (int i = 0; i < 4; i++) {
        random.state[i] = appui_random_splitmix(&seed);
    }
    return random;
}

uint64_t appui_random_next(struct appui_random *random)
{
    uint64_t *s = random->state;
    uint64_t result = rotate(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

int32_t appui_random_within(struct appui_random *random, int32_t low, int32_t high)
{
    assert(low <= high);
    uint64_t span = (uint64_t)((int64_t)high - low) + 1;
    uint64_t whole = UINT64_MAX / span * span;
    uint64_t bits = appui_random_next(random);
    while (bits >= whole) {
        bits = appui_random_next(random);
    }
    return (int32_t)(low + (int64_t)(bits % span));
}

bool appui_random_happens(struct appui_random *random, int32_t hits, int32_t of)
{
    return appui_random_within(random, 1, of) <= hits;
}
