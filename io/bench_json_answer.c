/*
 * Reads what solvers answer. Nothing here is a fault of a user: an answer that cannot be read
 * leaves the run failed, which the report tells.
 */
#include <math.h>
#include <string.h>

#include "io/bench_json.h"
#include "io/json_text.h"

static double number_at(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static double fraction(const json_t *object)
{
    return number_at(object, "num") / number_at(object, "den");
}

/* A number, or the first of a list of fractions. */
static double value_at(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_array(value) ? fraction(json_array_get(value, 0)) : number_at(object, key);
}

static double gap_at(const json_t *tier)
{
    const json_t *gaps = json_object_get(tier, "gap");
    double largest = NAN;
    for (size_t i = 0; i < json_array_size(gaps); i++) {
        largest = fmax(largest, json_number_value(json_array_get(gaps, i)));
    }
    return json_is_array(gaps) ? largest : number_at(tier, "gap");
}

/* Copies a text of the tree; NULL when there is none or memory fails. */
static const char *text_at(struct appui_arena *arena, const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text == NULL ? NULL : appui_arena_text(arena, text, strlen(text));
}

static enum appui_io_code take_tiers(const json_t *list, struct appui_arena *arena,
                                     struct appui_bench_run *run)
{
    size_t n = json_array_size(list);
    run->n_tiers = 0;
    run->tiers = appui_arena_alloc(arena, n, sizeof *run->tiers);
    if (run->tiers == NULL) {
        return APPUI_IO_NO_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        const json_t *tier = json_array_get(list, i);
        if (json_is_false(json_object_get(tier, "applicable"))) {
            continue;
        }
        const char *name = text_at(arena, tier, "name");
        if (name == NULL) {
            return APPUI_IO_REJECTED;
        }
        run->tiers[run->n_tiers++] =
            (struct appui_bench_tier){.name = name,
                                      .value = value_at(tier, "value"),
                                      .bound = value_at(tier, "bound"),
                                      .gap = gap_at(tier),
                                      .proved = json_is_true(json_object_get(tier, "proved"))};
    }
    return APPUI_IO_OK;
}

/* A peer solves one program: its value is that of one tier. */
static enum appui_io_code take_value(const json_t *root, const char *name, double scale,
                                     struct appui_arena *arena, struct appui_bench_run *run)
{
    run->n_tiers = 1;
    run->tiers = appui_arena_alloc(arena, 1, sizeof *run->tiers);
    if (run->tiers == NULL) {
        return APPUI_IO_NO_MEMORY;
    }
    double value = number_at(root, "value") / scale;
    double bound = number_at(root, "bound") / scale;
    const char *status = json_string_value(json_object_get(root, "status"));
    run->tiers[0] =
        (struct appui_bench_tier){.name = name,
                                  .value = value,
                                  .bound = bound,
                                  .gap = fabs(bound - value) / fmax(fabs(value), 1),
                                  .proved = status != NULL && strcmp(status, "optimal") == 0};
    return APPUI_IO_OK;
}

static enum appui_io_code take(const json_t *root, const char *tier, double scale,
                               struct appui_arena *arena, struct appui_bench_run *run)
{
    const json_t *tiers = json_object_get(root, "tiers");
    const json_t *proved = json_object_get(root, "proved");
    const char *status = text_at(arena, root, "status");
    if (json_is_boolean(proved)) {
        status = json_is_true(proved) ? "optimal" : "feasible";
    }
    if (status == NULL || json_object_get(root, "error") != NULL) {
        return APPUI_IO_REJECTED;
    }
    run->status = status;
    if (json_is_string(json_object_get(root, "version"))) {
        run->version = text_at(arena, root, "version");
    }
    return json_is_array(tiers) ? take_tiers(tiers, arena, run)
                                : take_value(root, tier, scale, arena, run);
}

enum appui_io_code appui_bench_json_answer(const char *path, const char *tier, double scale,
                                           struct appui_arena *arena, struct appui_bench_run *run,
                                           double *seconds)
{
    struct appui_faults faults = {0};
    struct appui_bench_run read = *run;
    json_t *tree = NULL;
    char *bytes = NULL;
    size_t length = 0;
    enum appui_io_code code = appui_file_read(path, &bytes, &length, &faults);
    if (code == APPUI_IO_OK) {
        code = appui_json_parse(bytes, length, &tree, &faults);
    }
    if (code == APPUI_IO_OK) {
        code = take(tree, tier, scale, arena, &read);
    }
    if (code == APPUI_IO_OK) {
        *run = read;
        double own = number_at(tree, "seconds");
        *seconds = isfinite(own) ? own : *seconds;
    }
    json_decref(tree);
    appui_free(bytes);
    appui_faults_release(&faults);
    return code;
}
