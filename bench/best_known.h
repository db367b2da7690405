/*
 * Best known: the values that the literature or earlier solvers reached on public instances.
 */
#ifndef APPUI_BENCH_BEST_KNOWN_H
#define APPUI_BENCH_BEST_KNOWN_H

#include <stdbool.h>
#include <stdint.h>

/** The list of a data folder, gap/best_known.csv. Zero-initialised storage is empty. */
struct appui_best_known {
    char *text; /**< heap, or NULL when the list is not there */
};

/**
 * Reads the list. One that is not there leaves it empty.
 * @return 0, or -1 when memory fails
 */
int appui_best_known_read(struct appui_best_known *known, const char *data);

void appui_best_known_release(struct appui_best_known *known);

/**
 * The value of an instance by its name in results.
 * @param instance  file name and sense, like "gap1-0 max"
 * @param value     written when true is returned
 */
bool appui_best_known_find(const struct appui_best_known *known, const char *instance,
                           int64_t *value);

#endif
