/*
 * Exact fractions, for burdens: 64-bit numerator and denominator, always reduced, denominator > 0.
 */
#ifndef APPUI_MODEL_FRACTION_H
#define APPUI_MODEL_FRACTION_H

#include <stdint.h>

struct appui_fraction {
    int64_t num, den;
};

/** Greatest common divisor of |a| and |b|; gcd(0, 0) is 0. */
int64_t appui_gcd(int64_t a, int64_t b);

/** num / den reduced; den must not be 0. */
struct appui_fraction appui_fraction_make(int64_t num, int64_t den);

/** Less than, equal, greater: -1, 0, 1. Exact (128-bit products). */
int appui_fraction_compare(struct appui_fraction a, struct appui_fraction b);

#endif
