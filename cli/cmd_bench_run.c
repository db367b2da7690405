/*
 * bench run: measures this program and other solvers on sets of instances. The file of results is
 * written after every instance, so that a run that was stopped goes on where it was.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench/machine.h"
#include "bench/run.h"
#include "bench/summary.h"
#include "bench/work.h"
#include "cli/basin_input.h"
#include "cli/bench_places.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/signals.h"

#define REPEAT_DEFAULT 5
#define PEER_LIMIT_DEFAULT_S 300
#define SECONDS_MAX 31536000

static const struct appui_option options[] = {
    {.name = "set",
     .kind = APPUI_OPTION_CHOICES,
     .offset = offsetof(struct appui_arguments, bench.sets),
     .choices = APPUI_SET_NAMES,
     .argument = {"LIST", "LISTE"},
     .help = {"sets to run, see 'appui bench list' (required, repeatable)",
              "jeux à mesurer, voir « appui bench list » (obligatoire, répétable)"}},
    {.name = "seeds",
     .kind = APPUI_OPTION_RANGE,
     .offset = offsetof(struct appui_arguments, bench.seeds),
     .low = 1,
     .high = 1000000,
     .argument = {"A-B", "A-B"},
     .help = {"seeds of generated instances (default 1-20; pool3 1-3, pool21 1)",
              "graines des instances générées (par défaut 1-20 ; pool3 1-3, pool21 1)"}},
    {.name = "task",
     .kind = APPUI_OPTION_CHOICE,
     .offset = offsetof(struct appui_arguments, bench.task),
     .choices = "coverage|tiers",
     .argument = {"coverage|tiers", "coverage|tiers"},
     .help = {"coverage alone (default), or coverage, equity, fit and concentration; gap sets have "
              "a task of their own",
              "la couverture seule (par défaut), ou coverage, equity, fit et concentration ; les "
              "jeux gap ont leur propre tâche"}},
    {.name = "repeat",
     .kind = APPUI_OPTION_COUNT,
     .offset = offsetof(struct appui_arguments, bench.repeat),
     .low = 1,
     .high = APPUI_REPEAT_MAX,
     .argument = {"N", "N"},
     .help = {"runs of each solver, of which the median counts (default 5); one over 30 s is not "
              "repeated",
              "mesures de chaque solveur, dont la médiane compte (par défaut 5) ; au-delà de 30 s, "
              "une seule"}},
    {.name = "time-limit",
     .kind = APPUI_OPTION_SECONDS,
     .offset = offsetof(struct appui_arguments, plan.time_limit_s),
     .low = 0.001,
     .high = SECONDS_MAX,
     .argument = {"S", "S"},
     .help = {"limit of this program (default: none)", "limite de ce programme (par défaut : "
                                                       "aucune)"}},
    {.name = "peers",
     .kind = APPUI_OPTION_CHOICES,
     .offset = offsetof(struct appui_arguments, bench.peers),
     .choices = APPUI_PEER_NAMES,
     .argument = {"LIST", "LISTE"},
     .help = {"solvers to run beside it: glpsol, cbc, highs, cpsat, scip (default: none; see "
              "docs/bench.md)",
              "solveurs à mesurer à côté : glpsol, cbc, highs, cpsat, scip (par défaut : aucun ; "
              "voir docs/bench.md)"}},
    {.name = "peer-limit",
     .kind = APPUI_OPTION_SECONDS,
     .offset = offsetof(struct appui_arguments, bench.peer_limit_s),
     .low = 1,
     .high = SECONDS_MAX,
     .argument = {"S", "S"},
     .help = {"limit of each of them (default 300)", "limite de chacun d'eux (par défaut 300)"}},
    APPUI_OPTION_ROW_TREE,
    APPUI_OPTION_ROW_DATA,
    {.name = "output",
     .letter = 'o',
     .kind = APPUI_OPTION_TEXT,
     .offset = offsetof(struct appui_arguments, output),
     .argument = {"FILE", "FICHIER"},
     .help = {"file of results; what it holds already is kept and not run again (required)",
              "fichier des résultats ; ce qu'il contient déjà est gardé et n'est pas refait "
              "(obligatoire)"}}};

const struct appui_usage appui_usage_bench_run = {
    .operands = {"", ""}, .n_options = 10, .options = options};

/* A bench under way. */
struct bench {
    const struct appui_arguments *arguments;
    struct appui_instances instances;
    struct appui_bench_results results;
    struct appui_run_options run;
    struct appui_work work;
    bool ran_any;
};

static enum appui_exit require_options(const struct appui_arguments *arguments)
{
    const char *missing = arguments->bench.sets == 0  ? "set"
                          : arguments->output == NULL ? "output"
                                                      : NULL;
    if (missing != NULL) {
        appui_say(arguments->language, APPUI_PHRASE_MISSING_OPTION, missing, NULL);
        return APPUI_EXIT_USAGE;
    }
    if (strcmp(arguments->output, "-") == 0) {
        appui_say(arguments->language, APPUI_PHRASE_RESULTS_NEED_FILE, NULL);
        return APPUI_EXIT_USAGE;
    }
    return APPUI_EXIT_DONE;
}

static enum appui_exit say_no_memory(const struct bench *bench)
{
    appui_say(bench->arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
    return APPUI_EXIT_FAULT;
}

/* One line for each result. */
static void show(void *context, const struct appui_bench_run *run)
{
    struct bench *bench = context;
    bench->ran_any = true;
    enum appui_language language = bench->arguments->language;
    struct appui_text_buffer seconds = {0};
    double copy[APPUI_REPEAT_MAX];
    if (bench->arguments->quiet) {
        return;
    }
    memcpy(copy, run->seconds, (size_t)run->n_seconds * sizeof *copy);
    double median = run->n_seconds == 0 ? 0 : appui_median(copy, run->n_seconds);
    appui_words_decimal(&seconds, language, llround(1000 * median), 1000);
    appui_say(language, APPUI_PHRASE_BENCH_RUN, run->instance, run->task, run->solver,
              seconds.failed ? "" : seconds.bytes, run->status, NULL);
    appui_text_release(&seconds);
}

static bool fill_run(struct bench *bench)
{
    const struct appui_bench_arguments *given = &bench->arguments->bench;
    struct appui_arena *arena = &bench->instances.arena;
    bench->run = (struct appui_run_options){
        .program = appui_machine_program(arena),
        .places = appui_bench_places(bench->arguments, arena),
        .task = given->task != NULL ? given->task : "coverage",
        .repeat = given->repeat > 0 ? (int32_t)given->repeat : REPEAT_DEFAULT,
        .peers = given->peers,
        .limit_s = bench->arguments->plan.time_limit_s,
        .peer_limit_s = given->peer_limit_s > 0 ? given->peer_limit_s : PEER_LIMIT_DEFAULT_S,
        .stop = appui_signals_stop,
        .progress = show,
        .context = bench};
    return bench->run.program != NULL && appui_machine_build(bench->run.build) == 0;
}

static bool fill_instances(struct bench *bench)
{
    const struct appui_bench_arguments *given = &bench->arguments->bench;
    struct appui_seeds seeds = {(uint32_t)given->seeds.low, (uint32_t)given->seeds.high};
    for (int i = 0; i < APPUI_N_SETS; i++) {
        int32_t before = bench->instances.n;
        if ((given->sets >> i & 1) == 0) {
            continue;
        }
        if (appui_instances_add(&bench->instances, &appui_sets[i], &bench->run.places, seeds) !=
            0) {
            return false;
        }
        if (bench->instances.n == before) {
            const struct appui_set *set = &appui_sets[i];
            appui_say(bench->arguments->language, APPUI_PHRASE_SET_SKIPPED, set->name,
                      set->source == APPUI_SET_GAP ? bench->run.places.data
                                                   : bench->run.places.tree,
                      set->folders[0], NULL);
        }
    }
    return true;
}

/* Earlier results, if the file is there. */
static enum appui_exit read_results(struct bench *bench)
{
    const char *path = bench->arguments->output;
    struct appui_faults faults = {0};
    enum appui_exit code = APPUI_EXIT_DONE;
    if (access(path, F_OK) == 0) {
        code = appui_exit_of_io(appui_bench_json_read(path, &bench->results, &faults));
    }
    appui_say_faults(bench->arguments->language, &faults, path, false);
    appui_faults_release(&faults);
    struct appui_machine machine = appui_machine_read(&bench->results.arena);
    bench->results.system = machine.system;
    bench->results.processor = machine.processor;
    bench->results.cores = machine.cores;
    return code;
}

static enum appui_exit write_results(const struct bench *bench)
{
    struct appui_faults faults = {0};
    const char *path = bench->arguments->output;
    enum appui_exit code = appui_exit_of_io(appui_bench_json_write(path, &bench->results, &faults));
    appui_say_faults(bench->arguments->language, &faults, path, true);
    appui_faults_release(&faults);
    return code;
}

static enum appui_exit run_instances(struct bench *bench)
{
    enum appui_exit code = write_results(bench); /* a file that cannot be written is told at once */
    for (int32_t i = 0; i < bench->instances.n && code == APPUI_EXIT_DONE; i++) {
        switch (appui_run_instance(&bench->run, &bench->instances.items[i], &bench->work,
                                   &bench->results)) {
        case APPUI_RUN_OK:
            code = write_results(bench);
            break;
        case APPUI_RUN_STOPPED:
            appui_say(bench->arguments->language, APPUI_PHRASE_BENCH_STOPPED,
                      bench->arguments->output, NULL);
            return code;
        case APPUI_RUN_NO_MEMORY:
            return say_no_memory(bench);
        }
    }
    return code;
}

/* Other solvers are run by scripts of the source tree. */
static enum appui_exit find_peers(const struct bench *bench)
{
    struct appui_text_buffer path = {0};
    if (bench->run.peers == 0) {
        return APPUI_EXIT_DONE;
    }
    appui_text_add(&path, bench->run.places.tree);
    appui_text_add(&path, "/bench/peers");
    bool there = !path.failed && access(path.bytes, R_OK) == 0;
    if (!there) {
        appui_say(bench->arguments->language, APPUI_PHRASE_PEERS_MISSING,
                  path.failed ? "" : path.bytes, NULL);
    }
    appui_text_release(&path);
    return there ? APPUI_EXIT_DONE : APPUI_EXIT_FILE;
}

static enum appui_exit run(struct bench *bench)
{
    if (!fill_run(bench) || !fill_instances(bench)) {
        return say_no_memory(bench);
    }
    enum appui_exit code = find_peers(bench);
    if (code == APPUI_EXIT_DONE) {
        code = read_results(bench);
    }
    if (code != APPUI_EXIT_DONE) {
        return code;
    }
    if (appui_work_open(&bench->work) != 0) {
        appui_say(bench->arguments->language, APPUI_PHRASE_NO_WORK_FOLDER, strerror(errno), NULL);
        return APPUI_EXIT_FILE;
    }
    appui_signals_watch();
    code = run_instances(bench);
    if (code == APPUI_EXIT_DONE && bench->instances.n > 0 && !bench->ran_any &&
        !bench->arguments->quiet) {
        appui_say(bench->arguments->language, APPUI_PHRASE_BENCH_NOTHING_NEW,
                  bench->arguments->output, NULL);
    }
    appui_work_close(&bench->work);
    return code;
}

enum appui_exit appui_cmd_bench_run(const struct appui_arguments *arguments)
{
    struct bench bench = {.arguments = arguments};
    enum appui_exit code = require_options(arguments);
    if (code != APPUI_EXIT_DONE) {
        return code;
    }
    code = run(&bench);
    appui_bench_results_release(&bench.results);
    appui_instances_release(&bench.instances);
    return code;
}
