/*
 * Step: the command lines by which an instance is made, exported and solved.
 */
#ifndef APPUI_BENCH_STEP_H
#define APPUI_BENCH_STEP_H

#include "bench/run.h"

#define APPUI_STEP_WORDS_MAX 16

/** The words of a command line, NULL behind the last. */
struct appui_step {
    const char *words[APPUI_STEP_WORDS_MAX];
    int32_t n;
};

/** What is asked of every solver: "coverage", "tiers", or "gap" for those instances. */
const char *appui_step_task(const struct appui_run_options *options,
                            const struct appui_instance *instance);

/** The tier whose program peers solve, when they solve only one. */
const char *appui_step_tier(const struct appui_instance *instance);

/** Writes the basin of an instance to work->basin; no words when it is a file already. */
struct appui_step appui_step_basin(const struct appui_run_options *options,
                                   const struct appui_instance *instance,
                                   const struct appui_work *work, struct appui_arena *arena);

/** Solves a basin with this program; the plan goes to stdout. */
struct appui_step appui_step_plan(const struct appui_run_options *options,
                                  const struct appui_instance *instance, const char *basin,
                                  struct appui_arena *arena);

/** Exports to work->program. @param coverage  what a gap instance of least cost holds fixed */
struct appui_step appui_step_export(const struct appui_run_options *options,
                                    const struct appui_instance *instance, const char *basin,
                                    const struct appui_work *work, double coverage,
                                    struct appui_arena *arena);

/** Solves a file with a peer: the exported program, or for all tiers the basin. */
struct appui_step appui_step_peer(const struct appui_run_options *options, int32_t peer,
                                  const char *file, bool tiers, struct appui_arena *arena);

#endif
