/*
 * The median, because one disturbed run must not count; the geometric mean, because ratios are
 * averaged, and of those one and its inverse must even out (Fleming and Wallace 1986).
 */
#include "bench/summary.h"

#include <math.h>
#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    double one = *(const double *)left;
    double other = *(const double *)right;
    return (one > other) - (one < other);
}

double appui_median(double *numbers, int32_t n)
{
    if (n == 0) {
        return NAN;
    }
    qsort(numbers, (size_t)n, sizeof *numbers, compare);
    return (numbers[(n - 1) / 2] + numbers[n / 2]) / 2;
}

double appui_geometric_mean(const double *numbers, int32_t n)
{
    double sum = 0;
    for (int32_t i = 0; i < n; i++) {
        sum += log(numbers[i]);
    }
    return n == 0 ? NAN : exp(sum / n);
}
