/*
 * Bench places: how the defaults of --tree and --data are found.
 */
#include "cli/bench_places.h"

#include <stdlib.h>

struct appui_places appui_bench_places(const struct appui_arguments *arguments,
                                       struct appui_arena *arena)
{
    const char *tree = arguments->bench.tree != NULL ? arguments->bench.tree : ".";
    const char *data = arguments->bench.data;
    if (data == NULL) {
        data = getenv("APPUI_SHARED_DATA");
    }
    if (data == NULL || data[0] == '\0') {
        data = appui_arena_format(arena, "%s/../shared/data", tree);
    }
    return (struct appui_places){.tree = tree, .data = data != NULL ? data : "."};
}
