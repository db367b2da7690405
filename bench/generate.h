/*
 * Generate: a random basin of a family, as a draft.
 */
#ifndef APPUI_BENCH_GENERATE_H
#define APPUI_BENCH_GENERATE_H

#include "bench/family.h"
#include "model/draft.h"

/** Most basins of a pool. */
#define APPUI_POOL_MAX 100

/**
 * Draws a basin; the same arguments give the same one on every machine.
 * @param basins  1 to APPUI_POOL_MAX: a pool has so many times the projects, partners and experts,
 *                over the same skills
 * @param draft   zeroed storage; the caller releases it in every case
 * @return 0, or -1 when memory fails
 */
int appui_generate(const struct appui_family *family, uint32_t seed, int32_t basins,
                   struct appui_draft *draft);

#endif
