/*
 * Which command stands for which step. Instances are made and exported by child processes too:
 * then this process stays small, and the memory of a child is never less than that of the process
 * that starts it.
 */
#include "bench/step.h"

#include <inttypes.h>
#include <string.h>

static void add(struct appui_step *step, const char *word)
{
    if (step->n + 1 < APPUI_STEP_WORDS_MAX) {
        step->words[step->n++] = word;
    }
}

static void add_option(struct appui_step *step, const char *name, const char *value)
{
    add(step, name);
    add(step, value != NULL ? value : "");
}

static void add_seconds(struct appui_step *step, const char *name, double seconds,
                        struct appui_arena *arena)
{
    add_option(step, name, appui_arena_format(arena, "%.10g", seconds));
}

static bool is_min(const struct appui_instance *instance)
{
    return instance->sense != NULL && strcmp(instance->sense, "min") == 0;
}

const char *appui_step_task(const struct appui_run_options *options,
                            const struct appui_instance *instance)
{
    return instance->sense != NULL ? "gap" : options->task;
}

const char *appui_step_tier(const struct appui_instance *instance)
{
    return instance->sense != NULL ? "fit" : "coverage";
}

struct appui_step appui_step_basin(const struct appui_run_options *options,
                                   const struct appui_instance *instance,
                                   const struct appui_work *work, struct appui_arena *arena)
{
    struct appui_step step = {.words = {options->program}, .n = 1};
    if (instance->set->source == APPUI_SET_EXAMPLES) {
        return (struct appui_step){.n = 0};
    }
    if (instance->set->source == APPUI_SET_GAP) {
        add(&step, "import");
        add(&step, instance->path);
        add_option(&step, "--from", "gap");
        add_option(&step, "--sense", instance->sense);
    } else {
        add(&step, "bench");
        add(&step, "generate");
        add_option(&step, "--family", instance->set->family);
        add_option(&step, "--seed", appui_arena_format(arena, "%" PRIu32, instance->seed));
        add_option(&step, "--basins", appui_arena_format(arena, "%" PRId32, instance->set->basins));
    }
    add_option(&step, "-o", work->basin);
    return step;
}

struct appui_step appui_step_plan(const struct appui_run_options *options,
                                  const struct appui_instance *instance, const char *basin,
                                  struct appui_arena *arena)
{
    struct appui_step step = {.words = {options->program, "plan", basin, "--quiet"}, .n = 4};
    const char *tiers = "coverage";
    if (instance->sense != NULL) {
        add(&step, "--no-calendar");
        tiers = is_min(instance) ? "coverage,fit" : "fit";
    } else if (strcmp(options->task, "tiers") == 0) {
        tiers = "coverage,equity,fit,concentration";
    }
    add(&step, "--json");
    add_option(&step, "--tiers", tiers);
    if (options->limit_s > 0) {
        add_seconds(&step, "--time-limit", options->limit_s, arena);
    }
    return step;
}

struct appui_step appui_step_export(const struct appui_run_options *options,
                                    const struct appui_instance *instance, const char *basin,
                                    const struct appui_work *work, double coverage,
                                    struct appui_arena *arena)
{
    struct appui_step step = {.words = {options->program, "export", basin}, .n = 3};
    add_option(&step, "--to", "mps");
    add_option(&step, "-o", work->program);
    add_option(&step, "--tier", appui_step_tier(instance));
    if (instance->sense != NULL) {
        add(&step, "--no-calendar");
    }
    if (is_min(instance)) {
        add_option(&step, "--fix", appui_arena_format(arena, "coverage=%.10g", coverage));
    }
    return step;
}

struct appui_step appui_step_peer(const struct appui_run_options *options, int32_t peer,
                                  const char *file, bool tiers, struct appui_arena *arena)
{
    const char *script = appui_arena_format(arena, "%s/bench/peers/%s.py", options->places.tree,
                                            tiers ? "tiers" : "solve");
    struct appui_step step = {
        .words = {"python3", script != NULL ? script : "", appui_peer_names[peer], file}, .n = 4};
    add_seconds(&step, "--limit", options->peer_limit_s, arena);
    if (tiers) {
        add_option(&step, "--appui", options->program);
    }
    return step;
}
