/*
 * How an instance is run: its basin is made, then every solver whose result is not there yet runs
 * in turn, as often as asked. Results enter the list together, when the instance is done.
 */
#include "bench/run.h"

#include <math.h>
#include <string.h>

#include "bench/measure.h"
#include "bench/step.h"
#include "io/digest.h"

/* A peer reads and builds its program beyond its limit, which for pools takes minutes. */
#define PEER_GRACE_S 900
#define OWN_GRACE_S 120
/* Exports count coverage and fit in millionths (docs/formats.md). */
#define EXPORT_SCALE 1e6

const char *const appui_peer_names[APPUI_N_PEERS] = {"glpsol", "cbc", "highs", "cpsat", "scip"};

/* A solver in the race. */
struct racer {
    struct appui_bench_run run;
    int32_t peer; /* -1: this program */
    bool needed;  /* its result is not there yet */
    bool over;    /* it runs no more: failed, or slow */
};

/* One instance under way. */
struct race {
    const struct appui_run_options *options;
    const struct appui_instance *instance;
    struct appui_work *work;
    struct appui_bench_results *results;
    const char *basin;
    bool exported;
    bool stopped;
    bool no_memory;
    int32_t n;
    struct racer racers[APPUI_N_PEERS + 1];
};

static bool tiers_asked(const struct race *race)
{
    return strcmp(race->racers[0].run.task, "tiers") == 0;
}

static const char *keep(struct race *race, const char *text)
{
    const char *kept = appui_arena_text(&race->results->arena, text, strlen(text));
    race->no_memory = race->no_memory || kept == NULL;
    return kept;
}

static struct appui_measure call(struct race *race, const struct appui_step *line,
                                 const char *output, double limit_s)
{
    struct appui_child child = {.arguments = line->words,
                                .output = output,
                                .limit_s = limit_s,
                                .stop = race->options->stop,
                                .context = race->options->context};
    struct appui_measure measure = appui_measure(&child);
    race->stopped = race->stopped || measure.outcome == APPUI_MEASURE_STOPPED;
    return measure;
}

static bool succeeds(const struct appui_measure *measure)
{
    return measure->outcome == APPUI_MEASURE_ENDED && measure->exit_code == 0;
}

/* Makes the basin file. @return false when it cannot be made */
static bool stage(struct race *race)
{
    struct appui_step line =
        appui_step_basin(race->options, race->instance, race->work, &race->results->arena);
    if (line.n == 0) {
        race->basin = race->instance->path;
        return true;
    }
    race->basin = race->work->basin;
    struct appui_measure measure = call(race, &line, NULL, 0);
    return succeeds(&measure);
}

static void add_racer(struct race *race, const char *solver, int32_t peer)
{
    const struct appui_run_options *options = race->options;
    struct racer *racer = &race->racers[race->n++];
    *racer = (struct racer){.peer = peer, .needed = true};
    racer->run =
        (struct appui_bench_run){.set = race->instance->set->name,
                                 .instance = keep(race, race->instance->name),
                                 .task = appui_step_task(options, race->instance),
                                 .solver = solver,
                                 .version = peer < 0 ? APPUI_VERSION : NULL,
                                 .build = peer < 0 ? keep(race, options->build) : NULL,
                                 .status = "failed",
                                 .limit_s = peer < 0 ? options->limit_s : options->peer_limit_s,
                                 .peak_mib = NAN};
    racer->run.seconds = appui_arena_alloc(&race->results->arena, (size_t)options->repeat,
                                           sizeof *racer->run.seconds);
    race->no_memory = race->no_memory || racer->run.seconds == NULL;
}

static void enter_racers(struct race *race)
{
    add_racer(race, "appui", -1);
    for (int32_t i = 0; i < APPUI_N_PEERS; i++) {
        if (race->options->peers >> i & 1) {
            add_racer(race, appui_peer_names[i], i);
        }
    }
}

static bool same(const char *one, const char *other)
{
    return one == NULL || other == NULL ? one == other : strcmp(one, other) == 0;
}

static struct appui_bench_run *find_earlier(const struct race *race,
                                            const struct appui_bench_run *run)
{
    for (int32_t i = 0; i < race->results->n; i++) {
        struct appui_bench_run *other = &race->results->runs[i];
        if (same(other->set, run->set) && same(other->instance, run->instance) &&
            same(other->task, run->task) && same(other->solver, run->solver)) {
            return other;
        }
    }
    return NULL;
}

/* Takes over an earlier result when it answers the same question at least as well. */
static void reuse(struct race *race, struct racer *racer)
{
    const struct appui_bench_run *earlier = find_earlier(race, &racer->run);
    if (earlier == NULL || strcmp(earlier->status, "failed") == 0 ||
        !same(earlier->input, racer->run.input) || !same(earlier->build, racer->run.build) ||
        earlier->limit_s != racer->run.limit_s) {
        return;
    }
    bool slow = false;
    for (int32_t i = 0; i < earlier->n_seconds; i++) {
        slow = slow || earlier->seconds[i] > APPUI_REPEAT_BELOW_S;
    }
    if (slow || earlier->n_seconds >= race->options->repeat) {
        racer->run = *earlier;
        racer->needed = false;
    }
}

/* Notes which file a solver reads, and whether its answer is known already. */
static void aim(struct race *race, struct racer *racer, const char *file)
{
    char sha256[APPUI_SHA256_TEXT];
    if (appui_digest_file(file, sha256) != APPUI_IO_OK) {
        racer->over = true;
    }
    racer->run.input = keep(race, sha256[0] != '\0' ? sha256 : "none");
    reuse(race, racer);
}

/* What this program reached in coverage; a gap instance of least cost holds it. */
static double coverage_of(const struct race *race)
{
    const struct appui_bench_run *run = &race->racers[0].run;
    for (int32_t i = 0; i < run->n_tiers; i++) {
        if (strcmp(run->tiers[i].name, "coverage") == 0) {
            return run->tiers[i].value;
        }
    }
    return 0;
}

/* Exports the program and aims the peers at it, once this program has run. */
static void export_program(struct race *race)
{
    if (race->exported || race->n == 1) {
        return;
    }
    race->exported = true;
    const char *file = race->basin;
    bool made = true;
    if (!tiers_asked(race)) {
        struct appui_step line =
            appui_step_export(race->options, race->instance, race->basin, race->work,
                              coverage_of(race), &race->results->arena);
        struct appui_measure measure = call(race, &line, NULL, 0);
        made = succeeds(&measure);
        file = race->work->program;
    }
    for (int32_t i = 1; i < race->n; i++) {
        aim(race, &race->racers[i], file);
        race->racers[i].over = race->racers[i].over || !made;
    }
}

static void judge_own(struct race *race, struct racer *racer, const struct appui_measure *measure)
{
    struct appui_bench_run *run = &racer->run;
    double seconds = measure->seconds;
    if (measure->outcome == APPUI_MEASURE_ENDED && measure->exit_code == 4) {
        run->status = "none"; /* the limit came before any plan */
    } else if (!succeeds(measure) ||
               appui_bench_json_answer(race->work->answer, "", 1, &race->results->arena, run,
                                       &seconds) != APPUI_IO_OK) {
        run->status = "failed";
        racer->over = true;
    }
    run->peak_mib = fmax(run->peak_mib, measure->peak_mib);
    run->seconds[run->n_seconds++] = measure->seconds;
}

/* A peer's own seconds count, since its start is not the solver's; its limit, when it proved
 * nothing. */
static void judge_peer(struct race *race, struct racer *racer, const struct appui_measure *measure)
{
    struct appui_bench_run *run = &racer->run;
    double seconds = measure->seconds;
    if (measure->outcome == APPUI_MEASURE_LIMIT) {
        run->status = "none";
    } else if (!succeeds(measure) ||
               appui_bench_json_answer(race->work->answer, appui_step_tier(race->instance),
                                       EXPORT_SCALE, &race->results->arena, run,
                                       &seconds) != APPUI_IO_OK) {
        run->status = "failed";
        racer->over = true;
    }
    bool proved = strcmp(run->status, "optimal") == 0;
    run->seconds[run->n_seconds++] = proved || racer->over ? seconds : run->limit_s;
}

static void run_once(struct race *race, struct racer *racer)
{
    struct appui_arena *arena = &race->results->arena;
    bool tiers = tiers_asked(race);
    const char *file = tiers ? race->basin : race->work->program;
    struct appui_step line =
        racer->peer < 0 ? appui_step_plan(race->options, race->instance, race->basin, arena)
                        : appui_step_peer(race->options, racer->peer, file, tiers, arena);
    double limit = racer->run.limit_s;
    if (racer->peer >= 0) {
        limit += PEER_GRACE_S;
    } else if (limit > 0) {
        limit += OWN_GRACE_S;
    }
    struct appui_measure measure = call(race, &line, race->work->answer, limit);
    if (race->stopped) {
        return;
    }
    if (racer->peer < 0) {
        judge_own(race, racer, &measure);
    } else {
        judge_peer(race, racer, &measure);
    }
    racer->over =
        racer->over || racer->run.seconds[racer->run.n_seconds - 1] > APPUI_REPEAT_BELOW_S;
}

static void run_all(struct race *race)
{
    for (int32_t turn = 0; turn < race->options->repeat; turn++) {
        for (int32_t i = 0; i < race->n && !race->stopped && !race->no_memory; i++) {
            if (i == 1) {
                export_program(race);
            }
            if (race->racers[i].needed && !race->racers[i].over && !race->stopped) {
                run_once(race, &race->racers[i]);
            }
        }
    }
}

static void enter_results(struct race *race)
{
    for (int32_t i = 0; i < race->n && !race->no_memory; i++) {
        struct racer *racer = &race->racers[i];
        struct appui_bench_run *earlier = find_earlier(race, &racer->run);
        if (!racer->needed) {
            continue;
        }
        if (earlier != NULL) {
            *earlier = racer->run;
        } else {
            race->no_memory = appui_bench_results_add(race->results, &racer->run) != 0;
        }
        if (race->options->progress != NULL) {
            race->options->progress(race->options->context, &racer->run);
        }
    }
}

enum appui_run_code appui_run_instance(const struct appui_run_options *options,
                                       const struct appui_instance *instance,
                                       struct appui_work *work, struct appui_bench_results *results)
{
    struct race race = {.options = options, .instance = instance, .work = work, .results = results};
    bool staged = stage(&race);
    enter_racers(&race);
    if (!race.no_memory && !race.stopped) {
        aim(&race, &race.racers[0], race.basin);
        for (int32_t i = 0; i < race.n; i++) {
            race.racers[i].over = race.racers[i].over || !staged;
            race.racers[i].run.input =
                race.racers[i].run.input != NULL ? race.racers[i].run.input : "none";
        }
        run_all(&race);
    }
    if (!race.stopped) {
        enter_results(&race);
    }
    return race.no_memory ? APPUI_RUN_NO_MEMORY : race.stopped ? APPUI_RUN_STOPPED : APPUI_RUN_OK;
}
