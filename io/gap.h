/*
 * GAP: the generalized assignment problem of the literature, read and put into a basin exactly.
 *
 * m agents, n jobs; giving job j to agent i costs c_ij and takes r_ij of the agent's capacity b_i;
 * each job goes to one agent. The text is `m n`, m rows of n costs, m rows of n resources, m
 * capacities, all whole numbers between white space (OR-Library; Chu, Beasley 1997). What the basin
 * looks like and how its plan is read stands in docs/formats.md.
 */
#ifndef APPUI_IO_GAP_H
#define APPUI_IO_GAP_H

#include <stddef.h>
#include <stdint.h>

#include "io/file.h"
#include "model/draft.h"
#include "model/fault.h"

#define APPUI_GAP_AGENTS_MAX 1000
#define APPUI_GAP_JOBS_MAX 10000
/** Most agents x jobs: their estimates make a basin file of about 40 MB. */
#define APPUI_GAP_PAIRS_MAX 500000

enum appui_gap_sense {
    APPUI_GAP_MIN, /**< least total cost, every job given to exactly one agent */
    APPUI_GAP_MAX  /**< costs are profits: greatest total, every job given to at most one agent */
};

/** One instance. Zero-initialised storage is empty. */
struct appui_gap {
    struct appui_arena arena; /**< owns the arrays */
    int32_t n_agents, n_jobs;
    int32_t *costs;      /**< [n_agents * n_jobs] by agent, 0 to APPUI_FIT_ONE */
    int32_t *resources;  /**< [n_agents * n_jobs] by agent, half-days, 1 to APPUI_HALF_DAYS_MAX */
    int32_t *capacities; /**< [n_agents] half-days, 0 to APPUI_HALF_DAYS_MAX */
};

/**
 * Reads an instance, reporting every fault with line and column.
 * @param path  file name, "-" for stdin
 * @param gap   empty; released by the caller in every case, whole when APPUI_IO_OK
 */
enum appui_io_code appui_gap_read(const char *path, struct appui_gap *gap,
                                  struct appui_faults *faults);

/** Like appui_gap_read, from bytes in memory. */
enum appui_io_code appui_gap_parse(const char *bytes, size_t length, struct appui_gap *gap,
                                   struct appui_faults *faults);

void appui_gap_release(struct appui_gap *gap);

/**
 * Makes the draft of a basin whose best plan without calendar is an optimum of the instance.
 * @param draft  zeroed storage; the caller releases it in every case
 * @return APPUI_IO_OK or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_gap_draft(const struct appui_gap *gap, enum appui_gap_sense sense,
                                   struct appui_draft *draft);

#endif
