/*
 * Summary: single numbers for many.
 */
#ifndef APPUI_BENCH_SUMMARY_H
#define APPUI_BENCH_SUMMARY_H

#include <stdint.h>

/** The middle of n numbers, the mean of the two middle ones when n is even; NAN of none. Sorts
 * them. */
double appui_median(double *numbers, int32_t n);

/** The geometric mean of n positive numbers; NAN of none. */
double appui_geometric_mean(const double *numbers, int32_t n);

#endif
