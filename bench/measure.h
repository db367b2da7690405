/*
 * Measure: one program run as a child process, with a limit, its time and its memory.
 */
#ifndef APPUI_BENCH_MEASURE_H
#define APPUI_BENCH_MEASURE_H

#include <stdbool.h>

struct appui_child {
    const char *const *arguments; /**< [n + 1], NULL at the end; [0] is searched in PATH */
    const char *output;           /**< file that takes its stdout; NULL: nowhere */
    double limit_s;               /**< it and its own children are killed after that; 0: none */
    bool (*stop)(void *context);  /**< asked every second and at signals: true kills it; or NULL */
    void *context;
};

enum appui_measure_outcome {
    APPUI_MEASURE_ENDED,
    APPUI_MEASURE_LIMIT,     /**< killed at its limit */
    APPUI_MEASURE_STOPPED,   /**< killed because `stop` said so */
    APPUI_MEASURE_NOT_BEGUN, /**< the program is not there, or the system refuses */
};

struct appui_measure {
    enum appui_measure_outcome outcome;
    int exit_code;   /**< of one that ended; 128 + signal when a signal ended it */
    double seconds;  /**< wall time from before its start to after its end */
    double peak_mib; /**< most memory resident at a time, of it or of one of its children */
};

/** Runs a child to its end; its stdin is empty, its stderr goes nowhere. */
struct appui_measure appui_measure(const struct appui_child *child);

#endif
