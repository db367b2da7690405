/*
 * Bench places: the options that say where instances and peers are found, shared by the parts of
 * bench.
 */
#ifndef APPUI_CLI_BENCH_PLACES_H
#define APPUI_CLI_BENCH_PLACES_H

#include <stddef.h>

#include "bench/set.h"
#include "cli/options.h"

#define APPUI_OPTION_ROW_TREE                                                                      \
    {                                                                                              \
        .name = "tree", .kind = APPUI_OPTION_TEXT,                                                 \
        .offset = offsetof(struct appui_arguments, bench.tree), .argument = {"DIR", "DOSSIER"},    \
        .help = {                                                                                  \
            "source tree, for examples and peers (default: the current folder)",                   \
            "arbre des sources, pour les exemples et les scripts (par défaut : dossier courant)"  \
        }                                                                                          \
    }

#define APPUI_OPTION_ROW_DATA                                                                      \
    {                                                                                              \
        .name = "data", .kind = APPUI_OPTION_TEXT,                                                 \
        .offset = offsetof(struct appui_arguments, bench.data), .argument = {"DIR", "DOSSIER"},    \
        .help = {                                                                                  \
            "public data (default: APPUI_SHARED_DATA, else ../shared/data from the tree)",         \
            "données publiques (par défaut : APPUI_SHARED_DATA, sinon ../shared/data)"           \
        }                                                                                          \
    }

/** What the options say, or their defaults. @param arena  owns what is put together */
struct appui_places appui_bench_places(const struct appui_arguments *arguments,
                                       struct appui_arena *arena);

#endif
