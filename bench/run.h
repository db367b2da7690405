/*
 * Run: this program and other solvers side by side on one instance, each as a child process.
 */
#ifndef APPUI_BENCH_RUN_H
#define APPUI_BENCH_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "bench/set.h"
#include "bench/work.h"
#include "io/bench_json.h"

/** Other solvers, in the order of the bits of `peers`. */
#define APPUI_PEER_NAMES "glpsol|cbc|highs|cpsat|scip"
#define APPUI_N_PEERS 5
/** From this one on they are WebAssembly builds. */
#define APPUI_FIRST_WEB_ASSEMBLY_PEER 2
extern const char *const appui_peer_names[APPUI_N_PEERS];

#define APPUI_REPEAT_MAX 100
/** A run that takes longer is not repeated. */
#define APPUI_REPEAT_BELOW_S 30

struct appui_run_options {
    const char *program; /**< this program's executable */
    char build[APPUI_SHA256_TEXT];
    struct appui_places places;
    const char *task;    /**< "coverage" or "tiers"; gap instances have their own */
    int32_t repeat;      /**< 1 to APPUI_REPEAT_MAX */
    uint32_t peers;      /**< bit i: appui_peer_names[i] */
    double limit_s;      /**< given to this program; 0: none */
    double peer_limit_s; /**< given to peers */
    bool (*stop)(void *context);
    void (*progress)(void *context, const struct appui_bench_run *run); /**< or NULL */
    void *context;
};

enum appui_run_code {
    APPUI_RUN_OK,
    APPUI_RUN_STOPPED, /**< `stop` said so: results are as they were */
    APPUI_RUN_NO_MEMORY
};

/**
 * Runs one instance, unless the results hold it already: same input, same limits, same build of
 * this program, as many repeats. Solvers take turns, so that a disturbance of the machine meets all
 * of them. A solver that fails has a run of status "failed".
 */
enum appui_run_code appui_run_instance(const struct appui_run_options *options,
                                       const struct appui_instance *instance,
                                       struct appui_work *work,
                                       struct appui_bench_results *results);

#endif
