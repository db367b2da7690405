/*
 * Decide input: a basin, a plan made of it and decisions on that plan, read together and judged.
 */
#ifndef APPUI_CLI_DECIDE_INPUT_H
#define APPUI_CLI_DECIDE_INPUT_H

#include "cli/basin_input.h"
#include "cli/options.h"
#include "io/decisions.h"
#include "model/decide.h"

/** The bytes of a file. */
struct appui_decide_file {
    const char *path; /**< as given */
    char *bytes;      /**< heap, [length] */
    size_t length;
    struct appui_faults faults; /**< of reading it */
};

/** Zero-initialised storage is empty. */
struct appui_decide_inputs {
    struct appui_decide_file basin_file, plan_file, rows_file;
    struct appui_basin_input basin; /**< as the file is; its draft becomes the new basin */
    struct appui_plan_header header;
    struct appui_plan *plan;
    char plan_sha256[APPUI_SHA256_TEXT];
    bool plan_unused; /**< it was made of another state, and no row asks it for anything */
    int32_t n_broken; /**< findings of model/check on the plan */
    struct appui_decisions decisions;
    struct appui_decisions_places places;
    struct appui_faults outcome; /**< of the basin that would result */
    struct appui_decide_result result;
};

/**
 * Reads the three files and applies the decisions to the draft of the basin; every fault of all of
 * them is left in `inputs`.
 * @return APPUI_EXIT_DONE; APPUI_EXIT_NO when the plan does not hold; APPUI_EXIT_USAGE when
 * --as-of lies beyond the horizon; APPUI_EXIT_REJECTED, APPUI_EXIT_FILE, APPUI_EXIT_FAULT
 */
enum appui_exit appui_decide_inputs_read(struct appui_decide_inputs *inputs,
                                         const struct appui_arguments *arguments);

void appui_decide_inputs_release(struct appui_decide_inputs *inputs);

#endif
