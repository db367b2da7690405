/*
 * Reads what decide works on. The basin is taken as its file is: a plan's own options (as_of,
 * require) only serve to verify that plan, they are no part of what is decided.
 */
#include "cli/decide_input.h"

#include <string.h>

#include "cli/output.h"
#include "io/decision_names.h"
#include "io/digest.h"
#include "model/check.h"

static enum appui_exit read_file(struct appui_decide_file *file, const char *path)
{
    file->path = path;
    return appui_exit_of_io(appui_file_read(path, &file->bytes, &file->length, &file->faults));
}

static enum appui_exit read_basin(struct appui_decide_inputs *inputs)
{
    static const struct appui_plan_options none = {.as_of = APPUI_ABSENT};
    const struct appui_decide_file *file = &inputs->basin_file;
    return appui_basin_input_parse(&inputs->basin, file->path, file->bytes, file->length, &none);
}

static enum appui_exit read_rows(struct appui_decide_inputs *inputs)
{
    struct appui_decide_file *file = &inputs->rows_file;
    return appui_exit_of_io(appui_decisions_parse(file->bytes, file->length, &inputs->decisions,
                                                  &inputs->places, &file->faults));
}

/* A plan whose basin is not at hand has its head read, so that its faults of form are told. */
static enum appui_exit read_plan(struct appui_decide_inputs *inputs)
{
    struct appui_decide_file *file = &inputs->plan_file;
    const struct appui_basin *basin = inputs->basin.basin;
    inputs->header.options.as_of = APPUI_ABSENT;
    enum appui_io_code code =
        appui_plan_json_read_header(file->bytes, file->length, &inputs->header, &file->faults);
    if (basin != NULL && (code == APPUI_IO_OK || code == APPUI_IO_REJECTED)) {
        appui_faults_release(&file->faults); /* all faults of the plan are told, each once */
        code = appui_plan_json_read(file->bytes, file->length, basin, &inputs->plan, &file->faults);
    }
    if (code == APPUI_IO_OK) {
        code = appui_digest_json(file->bytes, file->length, inputs->plan_sha256);
    }
    return appui_exit_of_io(code);
}

static bool is_same_state(const struct appui_decide_inputs *inputs)
{
    return strcmp(inputs->header.basin_sha256, inputs->basin.sha256) == 0 &&
           inputs->header.options.n_overrides == 0;
}

/* True when some row takes something from the plan: what a committee decides on. What happened
 * since is recorded on the lines of the basin alone. */
static bool relies_on_plan(const struct appui_decisions *decisions)
{
    for (int32_t i = 0; i < decisions->n; i++) {
        enum appui_decision_kind kind = decisions->items[i].kind;
        if (!decisions->items[i].broken &&
            (kind == APPUI_DECISION_APPROVED || kind == APPUI_DECISION_REFUSED ||
             kind == APPUI_DECISION_DEFERRED)) {
            return true;
        }
    }
    return false;
}

/* A plan of this very basin must hold; one of another state is only taken by force, unless no row
 * asks it for anything: then it plays no part. */
static enum appui_exit check_plan(struct appui_decide_inputs *inputs, bool force)
{
    struct appui_basin_input planned = {0};
    struct appui_faults findings = {0}, *faults = &inputs->plan_file.faults;
    const struct appui_decide_file *file = &inputs->basin_file;
    inputs->plan_unused = !is_same_state(inputs) && !force && !relies_on_plan(&inputs->decisions);
    if (inputs->plan_unused) {
        return APPUI_EXIT_DONE;
    }
    if (!is_same_state(inputs)) {
        bool what_if = inputs->header.options.n_overrides > 0;
        if (!force) {
            appui_faults_add(faults,
                             what_if ? APPUI_FAULT_DECIDE_WHAT_IF : APPUI_FAULT_DECIDE_OTHER_STATE,
                             what_if ? "/options/set" : "/basin/sha256", NULL, (const char *)NULL);
        }
        return force ? APPUI_EXIT_DONE : APPUI_EXIT_REJECTED;
    }
    enum appui_exit code = appui_basin_input_parse(&planned, file->path, file->bytes, file->length,
                                                   &inputs->header.options);
    if (code == APPUI_EXIT_DONE && appui_check_plan(planned.basin, inputs->plan, &findings) != 0) {
        code = APPUI_EXIT_FAULT;
    }
    if (code == APPUI_EXIT_DONE) {
        inputs->n_broken = findings.n_broken + faults->n_broken;
        code = inputs->n_broken > 0 ? APPUI_EXIT_NO : APPUI_EXIT_DONE;
    } else if (code == APPUI_EXIT_USAGE || code == APPUI_EXIT_REJECTED) {
        inputs->n_broken = 1; /* its options make no basin, so it cannot hold */
        code = APPUI_EXIT_NO;
    }
    appui_faults_release(&findings);
    appui_basin_input_release(&planned);
    return code;
}

static enum appui_exit decide(struct appui_decide_inputs *inputs, appui_day as_of)
{
    static const struct appui_plan nothing = {.calendar = true};
    struct appui_decide_input in = {.basin = inputs->basin.basin,
                                    .standing = inputs->basin.standing,
                                    .plan = inputs->plan_unused ? &nothing : inputs->plan,
                                    .decisions = &inputs->decisions,
                                    .as_of = as_of,
                                    .same_state = is_same_state(inputs)};
    struct appui_faults *faults = &inputs->rows_file.faults;
    int failed = appui_decision_names_resolve(&inputs->decisions, in.basin, faults);
    failed |= appui_decide(&in, &inputs->basin.draft, faults, &inputs->outcome, &inputs->result);
    failed |= appui_decisions_place(&inputs->places, faults);
    if (failed != 0 || faults->out_of_memory) {
        return APPUI_EXIT_FAULT;
    }
    return faults->n_errors > 0 || inputs->outcome.n_errors > 0 ? APPUI_EXIT_REJECTED
                                                                : APPUI_EXIT_DONE;
}

/* An option beyond the horizon is bad usage, as it is for plan; one before today only warns. */
static enum appui_exit check_as_of(struct appui_decide_inputs *inputs, appui_day as_of)
{
    const struct appui_basin *basin = inputs->basin.basin;
    char value[APPUI_DATE_TEXT], end[APPUI_DATE_TEXT];
    if (as_of != APPUI_ABSENT && as_of < basin->as_of) {
        appui_faults_add(&inputs->basin_file.faults, APPUI_FAULT_DECIDE_AS_OF_BACK, "--as-of", NULL,
                         "value", appui_date_write(as_of, value), "from",
                         appui_date_write(basin->as_of, end), (const char *)NULL);
    }
    if (as_of == APPUI_ABSENT || as_of <= basin->horizon_end) {
        return APPUI_EXIT_DONE;
    }
    appui_faults_add(&inputs->basin_file.faults, APPUI_FAULT_AS_OF_AFTER_HORIZON, "--as-of", NULL,
                     "value", appui_date_write(as_of, value), "end",
                     appui_date_write(basin->horizon_end, end), (const char *)NULL);
    return APPUI_EXIT_USAGE;
}

static bool is_readable(enum appui_exit code)
{
    return code == APPUI_EXIT_DONE || code == APPUI_EXIT_REJECTED;
}

static enum appui_exit judge(struct appui_decide_inputs *inputs,
                             const struct appui_arguments *arguments, enum appui_exit basin,
                             enum appui_exit plan, enum appui_exit rows)
{
    if (basin == APPUI_EXIT_DONE) {
        basin = check_as_of(inputs, arguments->plan.as_of);
    }
    if (basin == APPUI_EXIT_DONE && plan == APPUI_EXIT_DONE) {
        plan = check_plan(inputs, arguments->force);
    }
    if (basin == APPUI_EXIT_DONE && plan == APPUI_EXIT_DONE && is_readable(rows)) {
        rows = appui_exit_first(rows, decide(inputs, arguments->plan.as_of));
    }
    return appui_exit_first(basin, appui_exit_first(plan, rows));
}

enum appui_exit appui_decide_inputs_read(struct appui_decide_inputs *inputs,
                                         const struct appui_arguments *arguments)
{
    enum appui_exit basin = read_file(&inputs->basin_file, arguments->operands[0]);
    enum appui_exit plan = read_file(&inputs->plan_file, arguments->operands[1]);
    enum appui_exit rows = read_file(&inputs->rows_file, arguments->operands[2]);
    if (basin == APPUI_EXIT_DONE) {
        basin = read_basin(inputs);
    }
    if (plan == APPUI_EXIT_DONE) {
        plan = read_plan(inputs);
    }
    if (rows == APPUI_EXIT_DONE) {
        rows = read_rows(inputs);
    }
    enum appui_exit code = judge(inputs, arguments, basin, plan, rows);
    inputs->rows_file.faults.out_of_memory |= code == APPUI_EXIT_FAULT;
    return code;
}

static void release_file(struct appui_decide_file *file)
{
    appui_free(file->bytes);
    appui_faults_release(&file->faults);
}

void appui_decide_inputs_release(struct appui_decide_inputs *inputs)
{
    appui_decide_result_release(&inputs->result);
    appui_decisions_places_release(&inputs->places);
    appui_decisions_release(&inputs->decisions);
    appui_plan_free(inputs->plan);
    appui_arena_release(&inputs->header.arena);
    appui_faults_release(&inputs->outcome);
    appui_basin_input_release(&inputs->basin);
    release_file(&inputs->basin_file);
    release_file(&inputs->plan_file);
    release_file(&inputs->rows_file);
    memset(inputs, 0, sizeof *inputs);
}
