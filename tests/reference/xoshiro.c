/*
 * xoshiro256** with SplitMix64 seeding, and the few draws that tests need. The tiny bias of the
 * remainder in `between` does not matter: ranges are below a hundred, the source has 64 bits.
 */
#include "tests/reference/xoshiro.h"

#include <assert.h>

static uint64_t splitmix(uint64_t *state)
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

struct appui_xoshiro appui_xoshiro_seed(uint64_t seed)
{
    struct appui_xoshiro random;
    for (int i = 0; i < 4; i++)
        random.state[i] = splitmix(&seed);
    return random;
}

uint64_t appui_xoshiro_next(struct appui_xoshiro *random)
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

int32_t appui_xoshiro_between(struct appui_xoshiro *random, int32_t low, int32_t high)
{
    assert(low <= high);
    uint64_t span = (uint64_t)((int64_t)high - low) + 1;
    return (int32_t)(low + (int64_t)(appui_xoshiro_next(random) % span));
}

bool appui_xoshiro_chance(struct appui_xoshiro *random, int32_t percent)
{
    return appui_xoshiro_between(random, 0, 99) < percent;
}

void appui_xoshiro_permutation(struct appui_xoshiro *random, int32_t n, int32_t *order)
{
    for (int32_t i = 0; i < n; i++)
        order[i] = i;
    for (int32_t i = n - 1; i > 0; i--) {
        int32_t k = appui_xoshiro_between(random, 0, i);
        int32_t kept = order[i];
        order[i] = order[k];
        order[k] = kept;
    }
}
