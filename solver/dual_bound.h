/*
 * Dual bound: what multipliers of the rows prove about a program's value, in exact arithmetic.
 *
 * For any multipliers y, every point x of a program that maximises satisfies
 *   cost x = y A x + (cost - y A) x <= sum_i max(y_i low_i, y_i high_i) + sum_j max(r_j low_j, r_j
 * high_j),  r = cost - y A, whatever a floating-point solver believed when it produced y (Neumaier
 * and Shcherbina, Safe bounds in linear and mixed-integer programming, 2004). Here y is rounded to
 * multiples of 2^-32 and the sum is taken in 128-bit integers.
 */
#ifndef APPUI_SOLVER_DUAL_BOUND_H
#define APPUI_SOLVER_DUAL_BOUND_H

#include "solver/program.h"

struct appui_dual_bound {
    double value;  /**< the bound, rounded outwards to a double */
    int64_t whole; /**< the best integer within the bound: rounded down when maximising, up when
                      minimising */
};

/**
 * Computes the bound that multipliers prove.
 * @param y  [n_rows] multipliers, positive where a larger right-hand side means a larger value
 * @return 1; 0 (and *bound untouched) when they prove nothing: an infinite column bound meets a
 * wrong sign, or a product leaves 128 bits; -1 when memory fails. Linear in the terms.
 */
int appui_dual_bound(const struct appui_program *program, const double *y,
                     struct appui_dual_bound *bound);

#endif
