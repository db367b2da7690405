/*
 * Which sets there are, and how folders and seeds become instances in an order that does not
 * depend on the file system.
 */
#include "bench/set.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

const struct appui_set appui_sets[APPUI_N_SETS] = {
    {.name = "tiny",
     .family = "tiny",
     .basins = 1,
     .seeds = 20,
     .about = {"two to four projects over two or three weeks, very tight calendars",
               "deux à quatre dossiers sur deux ou trois semaines, calendriers très serrés"}},
    {.name = "easy",
     .family = "easy",
     .basins = 1,
     .seeds = 20,
     .about = {"half a year of one basin, little binds but the calendar",
               "une demi-année d'un bassin, presque seul le calendrier contraint"}},
    {.name = "hard",
     .family = "hard",
     .basins = 1,
     .seeds = 20,
     .about = {"half a year of one basin, scarce days, limits on experts, sparse calendars",
               "une demi-année d'un bassin, jours rares, experts limités, calendriers clairsemés"}},
    {.name = "pool3",
     .family = "easy",
     .basins = 3,
     .seeds = 3,
     .about = {"three easy basins merged in one file",
               "trois bassins faciles réunis en un fichier"}},
    {.name = "pool21",
     .family = "easy",
     .basins = 21,
     .seeds = 1,
     .about = {"twenty-one easy basins merged in one file",
               "vingt et un bassins faciles réunis en un fichier"}},
    {.name = "examples",
     .source = APPUI_SET_EXAMPLES,
     .folders = {"examples"},
     .suffix = ".json",
     .about = {"the examples of the source tree", "les exemples de l'arbre des sources"}},
    {.name = "gap-small",
     .source = APPUI_SET_GAP,
     .folders = {"gap/cattrysse1994"},
     .suffix = "",
     .senses = {"max", "min"},
     .about = {"generalized assignment, 15 to 60 jobs (Cattrysse 1994), both senses",
               "affectation généralisée, 15 à 60 tâches (Cattrysse 1994), dans les deux sens"}},
    {.name = "gap-large",
     .source = APPUI_SET_GAP,
     .folders = {"gap/chu1997", "gap/yagiura2004"},
     .suffix = "",
     .senses = {"min"},
     .about = {"generalized assignment, 100 to 400 jobs (Chu 1997, Yagiura 2004)",
               "affectation généralisée, 100 à 400 tâches (Chu 1997, Yagiura 2004)"}}};

const struct appui_set *appui_set_find(const char *name)
{
    for (int i = 0; i < APPUI_N_SETS; i++) {
        if (strcmp(appui_sets[i].name, name) == 0) {
            return &appui_sets[i];
        }
    }
    return NULL;
}

/* Appends an instance whose name memory may have failed to hold. */
static int append(struct appui_instances *instances, const struct appui_instance *instance)
{
    if (instance->name == NULL || appui_grow(&instances->items, &instances->capacity,
                                             instances->n + 1, sizeof *instances->items) != 0) {
        return -1;
    }
    instances->items[instances->n++] = *instance;
    return 0;
}

static int add_seeds(struct appui_instances *instances, const struct appui_set *set,
                     struct appui_seeds seeds)
{
    uint32_t high = seeds.low == 0 ? (uint32_t)set->seeds : seeds.high;
    for (uint32_t seed = seeds.low == 0 ? 1 : seeds.low; seed <= high && seed != 0; seed++) {
        struct appui_instance instance = {.set = set, .seed = seed};
        instance.name = appui_arena_format(&instances->arena, "%s %" PRIu32, set->name, seed);
        if (append(instances, &instance) != 0) {
            return -1;
        }
    }
    return 0;
}

static int add_file(struct appui_instances *instances, const struct appui_set *set,
                    const char *folder, const char *file)
{
    struct appui_arena *arena = &instances->arena;
    size_t stem = strlen(file) - strlen(set->suffix);
    struct appui_instance instance = {.set = set};
    const char *base = strrchr(folder, '/');
    const char *name = appui_arena_text(arena, file, stem);
    instance.path = appui_arena_format(arena, "%s/%s", folder, file);
    instance.key = appui_arena_format(arena, "%s/%s", base != NULL ? base + 1 : folder, file);
    if (name == NULL || instance.path == NULL || instance.key == NULL) {
        return -1;
    }
    if (set->senses[0] == NULL) {
        instance.name = name;
        return append(instances, &instance);
    }
    for (int i = 0; i < 2 && set->senses[i] != NULL; i++) {
        instance.sense = set->senses[i];
        instance.name = appui_arena_format(arena, "%s %s", name, instance.sense);
        if (append(instances, &instance) != 0) {
            return -1;
        }
    }
    return 0;
}

static bool ends_with(const char *name, const char *suffix)
{
    size_t length = strlen(name);
    size_t end = strlen(suffix);
    return length > end && strcmp(name + length - end, suffix) == 0;
}

/* Shorter paths first, so that gap2 comes before gap10; maxima before minima. */
static int compare(const void *left, const void *right)
{
    const struct appui_instance *one = left;
    const struct appui_instance *other = right;
    size_t lengths[] = {strlen(one->key), strlen(other->key)};
    if (lengths[0] != lengths[1]) {
        return lengths[0] < lengths[1] ? -1 : 1;
    }
    return strcmp(one->name, other->name);
}

static int add_folder(struct appui_instances *instances, const struct appui_set *set,
                      const char *folder)
{
    int32_t first = instances->n;
    int failed = 0;
    DIR *entries = opendir(folder);
    if (entries == NULL) {
        return 0;
    }
    for (struct dirent *entry = readdir(entries); entry != NULL && failed == 0;
         entry = readdir(entries)) {
        if (entry->d_name[0] != '.' && ends_with(entry->d_name, set->suffix)) {
            failed = add_file(instances, set, folder, entry->d_name);
        }
    }
    closedir(entries);
    if (instances->n > first) {
        qsort(&instances->items[first], (size_t)(instances->n - first), sizeof *instances->items,
              compare);
    }
    return failed;
}

int appui_instances_add(struct appui_instances *instances, const struct appui_set *set,
                        const struct appui_places *places, struct appui_seeds seeds)
{
    if (set->source == APPUI_SET_GENERATED) {
        return add_seeds(instances, set, seeds);
    }
    const char *place = set->source == APPUI_SET_GAP ? places->data : places->tree;
    for (int i = 0; i < APPUI_SET_FOLDERS_MAX && set->folders[i] != NULL; i++) {
        const char *folder = appui_arena_format(&instances->arena, "%s/%s", place, set->folders[i]);
        if (folder == NULL || add_folder(instances, set, folder) != 0) {
            return -1;
        }
    }
    return 0;
}

void appui_instances_release(struct appui_instances *instances)
{
    appui_free(instances->items);
    appui_arena_release(&instances->arena);
    *instances = (struct appui_instances){.items = NULL};
}
