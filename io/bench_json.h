/*
 * Bench files, format appui-bench/1: what runs of this program and of other solvers came to; and
 * what those answer, a plan file or one line of JSON.
 */
#ifndef APPUI_IO_BENCH_JSON_H
#define APPUI_IO_BENCH_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "io/basin_json.h"
#include "io/file.h"
#include "model/fault.h"
#include "model/memory.h"

#define APPUI_BENCH_FORMAT "appui-bench/1"

/** What one tier reached; NAN where nothing is known. Of a list (equity) the first entry, the
 * largest burden, and the largest gap. */
struct appui_bench_tier {
    const char *name;
    double value, bound, gap; /**< in the unit of plan files */
    bool proved;
};

/** One solver on one instance. */
struct appui_bench_run {
    const char *set, *instance;
    const char *task;    /**< what was asked: "coverage", "tiers" */
    const char *solver;  /**< "appui", or the name of a peer */
    const char *version; /**< or NULL */
    const char *build;   /**< SHA-256 of this program's code; NULL of peers */
    const char *input;   /**< SHA-256 of the file that the solver read */
    const char *status;  /**< "optimal", "feasible", "none" (no plan in time), "failed" */
    double limit_s;      /**< 0: none */
    int32_t n_seconds;
    double *seconds; /**< [n_seconds] one per run; the limit where a peer was stopped */
    double peak_mib; /**< most memory of any run; NAN where not measured */
    int32_t n_tiers;
    struct appui_bench_tier *tiers; /**< [n_tiers] in the order optimised */
};

/** Zero-initialised storage is empty. */
struct appui_bench_results {
    struct appui_arena arena;       /**< owns every text and list */
    const char *system, *processor; /**< of the machine, or NULL */
    int32_t cores;                  /**< 0: unknown */
    int32_t n, capacity;
    struct appui_bench_run *runs; /**< [n], heap */
};

void appui_bench_results_release(struct appui_bench_results *results);

/** Appends a run, whose texts and lists must live in the arena. @return 0, or -1 */
int appui_bench_results_add(struct appui_bench_results *results, const struct appui_bench_run *run);

/**
 * Reads a bench file, reporting every fault.
 * @param results  zeroed; the caller releases it in every case
 */
enum appui_io_code appui_bench_json_read(const char *path, struct appui_bench_results *results,
                                         struct appui_faults *faults);

/** Writes a bench file whole or not at all. */
enum appui_io_code appui_bench_json_write(const char *path,
                                          const struct appui_bench_results *results,
                                          struct appui_faults *faults);

/**
 * Reads what a solver answered into a run: status and tiers, and of a peer its version and time.
 * @param path   a plan file; or a line of bench/peers/tiers.py, with "tiers" and "proved"; or one
 *               of solve.py, with "status", "value" and "bound", which stand as a tier named `tier`
 * @param scale  what a peer's value and bound are divided by
 * @param arena    takes texts and lists
 * @param seconds  set to a peer's own figure where it gives one
 * @return APPUI_IO_OK; otherwise run and seconds are as they were
 */
enum appui_io_code appui_bench_json_answer(const char *path, const char *tier, double scale,
                                           struct appui_arena *arena, struct appui_bench_run *run,
                                           double *seconds);

#endif
