/*
 * Exact fractions: reduced on making, compared by cross products of 128 bits, which never overflow.
 */
#include "model/fraction.h"

#include <assert.h>

__extension__ typedef __int128 wide;

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

int64_t appui_gcd(int64_t a, int64_t b)
{
    uint64_t x = magnitude(a), y = magnitude(b);
    while (y != 0) {
        uint64_t rest = x % y;
        x = y;
        y = rest;
    }
    return (int64_t)x;
}

struct appui_fraction appui_fraction_make(int64_t num, int64_t den)
{
    assert(den != 0);
    int64_t divisor = appui_gcd(num, den);
    int64_t sign = den < 0 ? -1 : 1;
    struct appui_fraction fraction = {.num = num / divisor * sign, .den = den / divisor * sign};
    return fraction;
}

int appui_fraction_compare(struct appui_fraction a, struct appui_fraction b)
{
    wide left = (wide)a.num * b.den;
    wide right = (wide)b.num * a.den;
    return left < right ? -1 : left > right ? 1 : 0;
}
