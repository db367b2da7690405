/*
 * Sets: the groups of instances that bench runs over, and the instances of each.
 */
#ifndef APPUI_BENCH_SET_H
#define APPUI_BENCH_SET_H

#include <stddef.h>
#include <stdint.h>

#include "io/message.h"
#include "model/memory.h"

enum appui_set_source {
    APPUI_SET_GENERATED, /**< of a family, one instance a seed */
    APPUI_SET_EXAMPLES,  /**< basin files of the source tree */
    APPUI_SET_GAP        /**< generalized assignment problems of a data folder */
};

#define APPUI_SET_FOLDERS_MAX 2

struct appui_set {
    const char *name;
    enum appui_set_source source;
    const char *family;                         /**< of a generated one */
    int32_t basins;                             /**< of each generated instance */
    int32_t seeds;                              /**< used when none are asked for: 1 to seeds */
    const char *folders[APPUI_SET_FOLDERS_MAX]; /**< under the tree or the data folder, or NULL */
    const char *suffix;                         /**< of the files in them that count */
    const char *senses[2];                      /**< "min", "max": an instance for each; or NULL */
    const char *about[2];                       /**< by enum appui_language */
};

/** Names in the order of appui_sets, for the options of the program. */
#define APPUI_SET_NAMES "tiny|easy|hard|pool3|pool21|examples|gap-small|gap-large"
#define APPUI_N_SETS 8
extern const struct appui_set appui_sets[APPUI_N_SETS];

/** The set of that name, or NULL. */
const struct appui_set *appui_set_find(const char *name);

struct appui_instance {
    const struct appui_set *set;
    const char *name;  /**< "hard 3", "auxois-morvan", "gap1-0 max" */
    uint32_t seed;     /**< of a generated one */
    const char *path;  /**< of the file it comes from; NULL when generated */
    const char *key;   /**< "cattrysse1994/gap1-0": what files are ordered by; or NULL */
    const char *sense; /**< "min" or "max", or NULL */
};

/** Zero-initialised storage is empty. */
struct appui_instances {
    struct appui_arena arena; /**< owns every text */
    int32_t n, capacity;
    struct appui_instance *items; /**< [n], heap, by set, then seed or file name */
};

/** Where instances are looked for. */
struct appui_places {
    const char *tree; /**< source tree: examples/ and bench/peers/ */
    const char *data; /**< data folder: gap/ */
};

/** Seeds of generated instances, ends included; low 0: those of the set. */
struct appui_seeds {
    uint32_t low, high;
};

/**
 * Appends the instances of a set. A folder that is not there has none.
 * @return 0, or -1 when memory fails
 */
int appui_instances_add(struct appui_instances *instances, const struct appui_set *set,
                        const struct appui_places *places, struct appui_seeds seeds);

void appui_instances_release(struct appui_instances *instances);

#endif
