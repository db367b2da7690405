/*
 * What decide tells: faults under the file they stand in, what changes dossier by dossier, and
 * warnings that the decisions bring about, not those that the basin had before.
 */
#include "cli/decide_answer.h"

#include <stdio.h>
#include <string.h>

#include "cli/output.h"
#include "cli/say.h"
#include "io/decide_report.h"
#include "io/journal.h"

static bool is_same(const struct appui_fault *a, const struct appui_fault *b)
{
    bool same = a->code == b->code;
    for (int i = 0; same && i < APPUI_FAULT_ARGS && a->keys[i] != NULL && b->keys[i] != NULL; i++) {
        same = strcmp(a->values[i], b->values[i]) == 0;
    }
    return same;
}

void appui_decide_collect_warnings(struct appui_decide_run *run)
{
    const struct appui_faults *old = &run->inputs.basin.faults, *all = &run->after.faults;
    for (int32_t i = 0; i < all->n; i++) {
        const struct appui_fault *f = &all->items[i];
        bool known = false;
        for (int32_t k = 0; k < old->n && !known; k++) {
            known = is_same(f, &old->items[k]);
        }
        if (!known) {
            appui_faults_add(&run->warnings, f->code, f->pointer, f->id, f->keys[0], f->values[0],
                             f->keys[1], f->values[1], f->keys[2], f->values[2], f->keys[3],
                             f->values[3], f->keys[4], f->values[4], f->keys[5], f->values[5],
                             (const char *)NULL);
        }
    }
}

/* Faults of the basin that would result stand under a name of their own. */
static const char *name_after(const struct appui_decide_run *run, struct appui_arena *arena)
{
    enum appui_language language = run->arguments->language;
    return appui_phrase_text(arena, language, APPUI_PHRASE_DECIDE_AFTER, 0,
                             appui_source_name(language, run->inputs.basin_file.path), NULL);
}

static const struct appui_faults *faults_after(const struct appui_decide_run *run)
{
    if (run->inputs.outcome.n_errors > 0) {
        return &run->inputs.outcome;
    }
    return run->after.basin == NULL ? &run->after.faults : &run->warnings;
}

/* Its path is lost only with all memory. */
static const char *journal_name(const struct appui_decide_run *run)
{
    return run->journal.path != NULL ? run->journal.path : "";
}

enum appui_exit appui_decide_answer_json(const struct appui_decide_run *run, enum appui_exit code)
{
    const struct appui_decide_inputs *inputs = &run->inputs;
    struct appui_arena scratch = {0};
    struct appui_faults only_errors = {0};
    struct appui_faults_of_file sources[] = {
        {inputs->basin_file.path, &inputs->basin_file.faults},
        {inputs->basin_file.path, code == APPUI_EXIT_DONE ? &only_errors : &inputs->basin.faults},
        {inputs->plan_file.path, &inputs->plan_file.faults},
        {inputs->rows_file.path, &inputs->rows_file.faults},
        {name_after(run, &scratch), faults_after(run)},
        {journal_name(run), &run->journal.faults}};
    struct appui_decide_answer answer = {.ok = code == APPUI_EXIT_DONE,
                                         .written = run->written,
                                         .basin = inputs->basin.basin,
                                         .result = &inputs->result,
                                         .sources = sources,
                                         .n_sources = sizeof sources / sizeof *sources};
    char *text = NULL;
    size_t length = 0;
    if (appui_decide_report_json(&answer, run->arguments->language, &text, &length) !=
        APPUI_IO_OK) {
        appui_say(run->arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
        code = APPUI_EXIT_FAULT;
    } else {
        appui_output_print(text, length);
    }
    appui_free(text);
    appui_arena_release(&scratch);
    return code;
}

void appui_decide_say_journal(const struct appui_decide_run *run)
{
    appui_say_faults(run->arguments->language, &run->journal.faults, journal_name(run), true);
}

static void say_not_hold(const struct appui_decide_run *run)
{
    char number[16];
    snprintf(number, sizeof number, "%d", (int)run->inputs.n_broken);
    appui_say_count(run->arguments->language, APPUI_PHRASE_DECIDE_NOT_HOLD, run->inputs.n_broken,
                    number, NULL);
}

void appui_decide_say_faults(const struct appui_decide_run *run, enum appui_exit code)
{
    const struct appui_decide_inputs *inputs = &run->inputs;
    enum appui_language language = run->arguments->language;
    struct appui_arena scratch = {0};
    appui_say_faults(language, &inputs->basin_file.faults, inputs->basin_file.path, true);
    appui_say_faults(language, &inputs->basin.faults, inputs->basin_file.path, false);
    appui_say_faults(language, &inputs->plan_file.faults, inputs->plan_file.path, true);
    appui_say_faults(language, &inputs->rows_file.faults, inputs->rows_file.path, true);
    if (code == APPUI_EXIT_REJECTED) {
        appui_say_faults(language, faults_after(run), name_after(run, &scratch), false);
    }
    if (code == APPUI_EXIT_NO) {
        say_not_hold(run);
    }
    appui_arena_release(&scratch);
}

static void say_warnings(const struct appui_decide_run *run)
{
    struct appui_arena scratch = {0};
    if (!run->arguments->quiet) {
        appui_say_faults(run->arguments->language, &run->warnings, name_after(run, &scratch), true);
    }
    appui_arena_release(&scratch);
}

enum appui_exit appui_decide_render(struct appui_decide_run *run)
{
    const struct appui_arguments *arguments = run->arguments;
    if (arguments->quiet && !arguments->dry_run) {
        return APPUI_EXIT_DONE;
    }
    if (appui_decide_report_text(run->inputs.basin.basin, &run->inputs.result, arguments->language,
                                 appui_output_width(), &run->account) != APPUI_IO_OK) {
        appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
        return APPUI_EXIT_FAULT;
    }
    return APPUI_EXIT_DONE;
}

void appui_decide_show(const struct appui_decide_run *run)
{
    const struct appui_arguments *arguments = run->arguments;
    bool taken = arguments->output != NULL && strcmp(arguments->output, "-") == 0;
    if (run->account != NULL && taken && !arguments->dry_run) {
        appui_say_text(run->account);
    } else if (run->account != NULL) {
        appui_output_print(run->account, strlen(run->account));
    }
    say_warnings(run);
}

void appui_decide_say_written(const struct appui_decide_run *run)
{
    const struct appui_arguments *arguments = run->arguments;
    struct appui_arena scratch = {0};
    const char *target = arguments->in_place ? run->inputs.basin_file.path : arguments->output;
    if (strcmp(target, "-") == 0) {
        appui_say(arguments->language, APPUI_PHRASE_DECIDE_WRITTEN_ALONE, NULL);
    } else if (!appui_file_is_kept(target)) {
        appui_say(arguments->language, APPUI_PHRASE_DECIDE_WRITTEN_NO_FILE, target, NULL);
    } else {
        const char *journal = appui_journal_path(&scratch, target);
        appui_say(arguments->language, APPUI_PHRASE_DECIDE_WRITTEN, target,
                  journal != NULL ? journal : "", NULL);
    }
    appui_arena_release(&scratch);
}
