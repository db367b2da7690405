/*
 * Reads and writes bench files. Unlike a basin, such a file comes from this program alone; it is
 * still read by tables, so that one that was cut or edited is told and never half believed.
 */
#include "io/bench_json.h"

#include <math.h>
#include <string.h>

#include "io/json_format.h"
#include "io/json_scalar.h"
#include "io/json_text.h"
#include "io/json_tree.h"

#define RUN(member) offsetof(struct appui_bench_run, member)
#define TIER(member) offsetof(struct appui_bench_tier, member)
#define RESULTS(member) offsetof(struct appui_bench_results, member)

static bool read_number(struct appui_json_reader *reader, const struct appui_json_at *at,
                        void *into)
{
    if (!json_is_number(at->value)) {
        return appui_json_wrong_type(reader, at, "number");
    }
    *(double *)into = json_number_value(at->value);
    return true;
}

static bool read_tier(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"name", APPUI_JSON_REQUIRED, appui_json_text, TIER(name)},
        {"value", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, read_number, TIER(value)},
        {"bound", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, read_number, TIER(bound)},
        {"gap", APPUI_JSON_REQUIRED | APPUI_JSON_NULLABLE, read_number, TIER(gap)},
        {"proved", APPUI_JSON_REQUIRED, appui_json_boolean, TIER(proved)},
        {NULL, 0, NULL, 0}};
    *(struct appui_bench_tier *)into =
        (struct appui_bench_tier){.value = NAN, .bound = NAN, .gap = NAN};
    return appui_json_object(reader, at, fields, into);
}

static bool read_tiers(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_bench_run *run = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_bench_tier), read_tier);
    run->tiers = list.items;
    run->n_tiers = list.n;
    return list.ok;
}

static bool read_seconds(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    struct appui_bench_run *run = into;
    struct appui_json_list list = appui_json_list(reader, at, sizeof(double), read_number);
    run->seconds = list.items;
    run->n_seconds = list.n;
    return list.ok;
}

static bool read_run(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    static const struct appui_json_field fields[] = {
        {"set", APPUI_JSON_REQUIRED, appui_json_text, RUN(set)},
        {"instance", APPUI_JSON_REQUIRED, appui_json_text, RUN(instance)},
        {"task", APPUI_JSON_REQUIRED, appui_json_text, RUN(task)},
        {"solver", APPUI_JSON_REQUIRED, appui_json_text, RUN(solver)},
        {"version", APPUI_JSON_NULLABLE, appui_json_text, RUN(version)},
        {"build", APPUI_JSON_NULLABLE, appui_json_text, RUN(build)},
        {"input", APPUI_JSON_REQUIRED, appui_json_text, RUN(input)},
        {"status", APPUI_JSON_REQUIRED, appui_json_text, RUN(status)},
        {"limit_s", APPUI_JSON_NULLABLE, read_number, RUN(limit_s)},
        {"seconds", APPUI_JSON_REQUIRED, read_seconds, 0},
        {"peak_mib", APPUI_JSON_NULLABLE, read_number, RUN(peak_mib)},
        {"tiers", APPUI_JSON_REQUIRED, read_tiers, 0},
        {NULL, 0, NULL, 0}};
    *(struct appui_bench_run *)into = (struct appui_bench_run){.peak_mib = NAN};
    return appui_json_object(reader, at, fields, into);
}

/* The list is the reader's; the results keep runs where they can grow. */
static bool read_runs(struct appui_json_reader *reader, const struct appui_json_at *at, void *into)
{
    struct appui_bench_results *results = into;
    struct appui_json_list list =
        appui_json_list(reader, at, sizeof(struct appui_bench_run), read_run);
    const struct appui_bench_run *runs = list.items;
    for (int32_t i = 0; i < list.n && list.ok; i++) {
        if (appui_bench_results_add(results, &runs[i]) != 0) {
            reader->no_memory = true;
            return false;
        }
    }
    return list.ok;
}

static bool read_machine(struct appui_json_reader *reader, const struct appui_json_at *at,
                         void *into)
{
    static const struct appui_json_field fields[] = {
        {"system", APPUI_JSON_NULLABLE, appui_json_text, RESULTS(system)},
        {"processor", APPUI_JSON_NULLABLE, appui_json_text, RESULTS(processor)},
        {"cores", APPUI_JSON_REQUIRED, appui_json_integer, RESULTS(cores)},
        {NULL, 0, NULL, 0}};
    return appui_json_object(reader, at, fields, into);
}

/* appui_json_format has judged the value of "format"; here its type is. */
static bool accept_format(struct appui_json_reader *reader, const struct appui_json_at *at,
                          void *into)
{
    (void)into;
    return json_is_string(at->value) || appui_json_wrong_type(reader, at, "text");
}

enum appui_io_code appui_bench_json_read(const char *path, struct appui_bench_results *results,
                                         struct appui_faults *faults)
{
    static const struct appui_json_field fields[] = {
        {"format", APPUI_JSON_REQUIRED, accept_format, 0},
        {"machine", APPUI_JSON_REQUIRED, read_machine, 0},
        {"runs", APPUI_JSON_REQUIRED, read_runs, 0},
        {NULL, 0, NULL, 0}};
    struct appui_json_reader reader = {.arena = &results->arena, .faults = faults};
    json_t *tree = NULL;
    char *bytes = NULL;
    size_t length = 0;
    int32_t before = faults->n_errors;
    enum appui_io_code code = appui_file_read(path, &bytes, &length, faults);
    if (code == APPUI_IO_OK) {
        code = appui_json_parse(bytes, length, &tree, faults);
    }
    if (code == APPUI_IO_OK) {
        struct appui_json_at root = {.value = tree};
        if (!json_is_object(tree) || appui_json_format(&reader, &root, APPUI_BENCH_FORMAT)) {
            appui_json_object(&reader, &root, fields, results);
        }
        code = faults->n_errors == before ? APPUI_IO_OK : APPUI_IO_REJECTED;
    }
    json_decref(tree);
    appui_free(bytes);
    return reader.no_memory || faults->out_of_memory ? APPUI_IO_NO_MEMORY : code;
}

static json_t *text_of(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

static json_t *number_of(double number)
{
    return !isfinite(number)                                ? json_null()
           : number == floor(number) && fabs(number) < 1e15 ? json_integer((json_int_t)number)
                                                            : json_real(number);
}

static json_t *tiers_of(struct appui_json_tree *tree, const struct appui_bench_run *run)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < run->n_tiers; i++) {
        const struct appui_bench_tier *tier = &run->tiers[i];
        json_t *object = json_object();
        appui_json_put(tree, object, "name", text_of(tier->name));
        appui_json_put(tree, object, "value", number_of(tier->value));
        appui_json_put(tree, object, "bound", number_of(tier->bound));
        appui_json_put(tree, object, "gap", number_of(tier->gap));
        appui_json_put(tree, object, "proved", json_boolean(tier->proved));
        appui_json_append(tree, list, object);
    }
    return list;
}

static json_t *seconds_of(struct appui_json_tree *tree, const struct appui_bench_run *run)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < run->n_seconds; i++) {
        appui_json_append(tree, list, number_of(run->seconds[i]));
    }
    return list;
}

static json_t *run_of(struct appui_json_tree *tree, const struct appui_bench_run *run)
{
    json_t *object = json_object();
    appui_json_put(tree, object, "set", text_of(run->set));
    appui_json_put(tree, object, "instance", text_of(run->instance));
    appui_json_put(tree, object, "task", text_of(run->task));
    appui_json_put(tree, object, "solver", text_of(run->solver));
    appui_json_put(tree, object, "version", text_of(run->version));
    appui_json_put(tree, object, "build", text_of(run->build));
    appui_json_put(tree, object, "input", text_of(run->input));
    appui_json_put(tree, object, "status", text_of(run->status));
    appui_json_put(tree, object, "limit_s",
                   run->limit_s > 0 ? number_of(run->limit_s) : json_null());
    appui_json_put(tree, object, "seconds", seconds_of(tree, run));
    appui_json_put(tree, object, "peak_mib", number_of(run->peak_mib));
    appui_json_put(tree, object, "tiers", tiers_of(tree, run));
    return object;
}

static json_t *file_of(struct appui_json_tree *tree, const struct appui_bench_results *results)
{
    json_t *root = json_object();
    json_t *machine = json_object();
    json_t *runs = json_array();
    appui_json_put(tree, machine, "system", text_of(results->system));
    appui_json_put(tree, machine, "processor", text_of(results->processor));
    appui_json_put(tree, machine, "cores", json_integer(results->cores));
    for (int32_t i = 0; i < results->n; i++) {
        appui_json_append(tree, runs, run_of(tree, &results->runs[i]));
    }
    appui_json_put(tree, root, "format", json_string(APPUI_BENCH_FORMAT));
    appui_json_put(tree, root, "machine", machine);
    appui_json_put(tree, root, "runs", runs);
    return root;
}

enum appui_io_code appui_bench_json_write(const char *path,
                                          const struct appui_bench_results *results,
                                          struct appui_faults *faults)
{
    struct appui_json_tree tree = {0};
    char *text = NULL;
    size_t length = 0;
    appui_json_use_memory();
    json_t *root = file_of(&tree, results);
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    if (!tree.failed && appui_json_render(root, &text, &length) == APPUI_IO_OK) {
        code = appui_file_write(path, text, length, faults);
    }
    appui_free(text);
    json_decref(root);
    return code;
}

int appui_bench_results_add(struct appui_bench_results *results, const struct appui_bench_run *run)
{
    if (appui_grow(&results->runs, &results->capacity, results->n + 1, sizeof *results->runs) !=
        0) {
        return -1;
    }
    results->runs[results->n++] = *run;
    return 0;
}

void appui_bench_results_release(struct appui_bench_results *results)
{
    appui_free(results->runs);
    appui_arena_release(&results->arena);
    *results = (struct appui_bench_results){.runs = NULL};
}
