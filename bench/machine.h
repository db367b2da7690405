/*
 * Machine: what a figure was measured on, and which build measured itself.
 */
#ifndef APPUI_BENCH_MACHINE_H
#define APPUI_BENCH_MACHINE_H

#include <stdint.h>

#include "io/basin_json.h"
#include "model/memory.h"

struct appui_machine {
    const char *system;    /**< "Linux 6.1.0 x86_64", or NULL */
    const char *processor; /**< model name, or NULL where the system does not say */
    int32_t cores;         /**< online */
};

/** Asks the system. @param arena  takes the texts */
struct appui_machine appui_machine_read(struct appui_arena *arena);

/** Full path of this program's executable. @return arena-owned, or NULL */
const char *appui_machine_program(struct appui_arena *arena);

/**
 * SHA-256 of this program's code: of its shared library, or of the executable when it has none.
 * @return 0, or -1 when neither can be read
 */
int appui_machine_build(char sha256[APPUI_SHA256_TEXT]);

#endif
