/*
 * decide: what a committee decided, and what became of it, written into the basin, all or nothing,
 * with an entry in the journal; or the last such entry undone.
 */
#include <string.h>

#include "cli/commands.h"
#include "cli/decide_answer.h"
#include "cli/decide_commit.h"
#include "cli/decide_undo.h"
#include "cli/journal_beside.h"
#include "cli/option_rows.h"
#include "cli/output.h"
#include "cli/say.h"
#include "io/basin_json_write.h"
#include "io/lock.h"

static const struct appui_option options[] = {
    {.name = "output",
     .letter = 'o',
     .kind = APPUI_OPTION_TEXT,
     .offset = offsetof(struct appui_arguments, output),
     .argument = {"BASIN2", "BASSIN2"},
     .help =
         {"write the new basin there, a file that is not there yet, its journal beside it ('-': "
          "stdout, without journal)",
          "y écrire le nouveau bassin, dans un fichier qui n'existe pas encore, son journal à "
          "côté (« - » : sortie standard, sans journal)"}},
    {.name = "in-place",
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, in_place),
     .help = {"replace the basin, and continue the journal beside it",
              "remplacer le bassin, et continuer le journal à côté"}},
    {.name = "dry-run",
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, dry_run),
     .help = {"show what would be done, write nothing",
              "montrer ce qui serait fait, ne rien écrire"}},
    {.name = "force",
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, force),
     .help = {"decide on a plan made for another state of the basin",
              "décider sur un plan établi pour un autre état du bassin"}},
    {.name = "undo",
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, undo),
     .help =
         {"take the last decisions back: BASIN as it was, byte for byte (repeatable run by run)",
          "défaire les dernières décisions : BASSIN tel qu'il était, octet pour octet (à répéter "
          "au besoin)"}},
    APPUI_OPTION_ROW_AS_OF,
    {.name = "json",
     .kind = APPUI_OPTION_FLAG,
     .offset = offsetof(struct appui_arguments, json),
     .help = {"print what is done, or the faults, for machines",
              "afficher ce qui est fait, ou les fautes, pour les machines"}}};

static const struct appui_usage_note note = {
    {"DECISIONS is a table (CSV) with the columns project, need, expert, decision, days, date, "
     "half, "
     "new_expert, mandataire, remarks, to_date, to_half, of which project and decision are needed. "
     "A "
     "decision is approved, refused, deferred, signed, done, moved, cancelled, withdrawn or "
     "closed. "
     "Headings and words may be French.",
     "DÉCISIONS est un tableau (CSV) aux colonnes dossier, besoin, intervenant, décision, jours, "
     "date, "
     "demi-journée, nouvel intervenant, mandataire, remarques, nouvelle date, nouvelle "
     "demi-journée ; "
     "dossier et décision sont obligatoires. Une décision est agréé (ou retenu), refusé, ajourné, "
     "signé, réalisé, déplacé, annulé, retiré ou clos."}};

const struct appui_usage appui_usage_decide = {
    .operands = {"BASIN PLAN DECISIONS | --undo BASIN", "BASSIN PLAN DÉCISIONS | --undo BASSIN"},
    .operands_min = 1,
    .operands_max = 3,
    .n_options = 7,
    .note = &note,
    .options = options};

static enum appui_exit refuse(const struct appui_arguments *arguments, enum appui_phrase phrase)
{
    appui_say(arguments->language, phrase, NULL);
    return APPUI_EXIT_USAGE;
}

static enum appui_exit check_undo(const struct appui_arguments *arguments)
{
    if (arguments->n_operands > 1 || arguments->output != NULL || arguments->in_place ||
        arguments->force || arguments->plan.as_of != APPUI_ABSENT) {
        return refuse(arguments, APPUI_PHRASE_DECIDE_UNDO_ALONE);
    }
    return strcmp(arguments->operands[0], "-") == 0
               ? refuse(arguments, APPUI_PHRASE_DECIDE_STDIN_BASIN)
               : APPUI_EXIT_DONE;
}

static bool stdin_twice(const struct appui_arguments *arguments)
{
    int n = 0;
    for (int32_t i = 0; i < arguments->n_operands; i++) {
        n += strcmp(arguments->operands[i], "-") == 0 ? 1 : 0;
    }
    return n > 1;
}

static enum appui_exit check_usage(const struct appui_arguments *arguments)
{
    if (arguments->n_operands < 3) {
        appui_say(arguments->language, APPUI_PHRASE_MISSING_OPERAND,
                  appui_usage_decide.operands[arguments->language], NULL);
        return APPUI_EXIT_USAGE;
    }
    if (stdin_twice(arguments)) {
        return refuse(arguments, APPUI_PHRASE_STDIN_TWICE);
    }
    if (arguments->output == NULL && !arguments->in_place && !arguments->dry_run) {
        return refuse(arguments, APPUI_PHRASE_DECIDE_TARGET);
    }
    if (arguments->output != NULL && arguments->in_place) {
        return refuse(arguments, APPUI_PHRASE_DECIDE_ONE_TARGET);
    }
    if (arguments->in_place && strcmp(arguments->operands[0], "-") == 0) {
        return refuse(arguments, APPUI_PHRASE_DECIDE_STDIN_BASIN);
    }
    if (arguments->json && arguments->output != NULL && strcmp(arguments->output, "-") == 0) {
        return refuse(arguments, APPUI_PHRASE_DECIDE_JSON_STDOUT);
    }
    for (int32_t i = 0; arguments->output != NULL && i < arguments->n_operands; i++) {
        if (appui_output_is_input(arguments->output, arguments->operands[i])) {
            appui_say(arguments->language, APPUI_PHRASE_SAME_FILE, arguments->output, NULL);
            return APPUI_EXIT_USAGE;
        }
    }
    enum appui_exit code =
        appui_journal_beside_spare(arguments->output, arguments->operands[0], arguments->language);
    return code != APPUI_EXIT_DONE
               ? code
               : appui_journal_beside_part(arguments->output, arguments->operands[0],
                                           arguments->language);
}

/* The new basin as text, read back like any other: what is written can be read. */
static enum appui_exit make_basin(struct appui_decide_run *run)
{
    static const struct appui_plan_options none = {.as_of = APPUI_ABSENT};
    struct appui_decide_inputs *inputs = &run->inputs;
    if (appui_basin_json_write(&inputs->basin.draft, &run->text, &run->length) != APPUI_IO_OK) {
        return APPUI_EXIT_FAULT;
    }
    const char *target =
        run->arguments->output != NULL ? run->arguments->output : inputs->basin_file.path;
    enum appui_exit code =
        appui_basin_input_parse(&run->after, target, run->text, run->length, &none);
    if (code == APPUI_EXIT_DONE) {
        appui_decide_collect_warnings(run);
    }
    return run->warnings.out_of_memory ? APPUI_EXIT_FAULT : code;
}

static enum appui_exit write_all(struct appui_decide_run *run)
{
    const struct appui_arguments *arguments = run->arguments;
    const struct appui_decide_inputs *inputs = &run->inputs;
    const char *source = inputs->basin_file.path;
    const char *target = arguments->in_place ? source : arguments->output;
    struct appui_journal_head head = {.basin = run->after.basin->name,
                                      .as_of = run->after.basin->as_of,
                                      .before = inputs->basin.sha256,
                                      .after = run->after.sha256,
                                      .plan = inputs->plan_unused ? NULL : inputs->plan_sha256};
    struct appui_journal_basin before = {inputs->basin_file.bytes, inputs->basin_file.length};
    char *line = NULL;
    if (appui_journal_write_decisions(&head, inputs->basin.basin, &inputs->result, before, &line) !=
        APPUI_IO_OK) {
        appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
        return APPUI_EXIT_FAULT;
    }
    struct appui_decide_commit commit = {.source = strcmp(source, "-") == 0 ? NULL : source,
                                         .present = inputs->basin.sha256,
                                         .target = target,
                                         .line = line,
                                         .bytes = run->text,
                                         .length = run->length,
                                         .journal_max = APPUI_JOURNAL_BYTES,
                                         .journal = &run->journal};
    enum appui_exit code = appui_decide_commit(&commit, arguments->language);
    run->written = code == APPUI_EXIT_DONE;
    appui_free(line);
    return code;
}

/* From reading the basin until it is written no other run writes it; a dry run only reads. */
static enum appui_exit take_lock(struct appui_decide_run *run, struct appui_lock *lock)
{
    const struct appui_arguments *arguments = run->arguments;
    const char *const paths[] = {arguments->operands[0], arguments->output};
    struct appui_decide_inputs *inputs = &run->inputs;
    inputs->basin_file.path = arguments->operands[0];
    inputs->plan_file.path = arguments->operands[1];
    inputs->rows_file.path = arguments->operands[2];
    if (arguments->dry_run) {
        return APPUI_EXIT_DONE;
    }
    enum appui_io_code code = appui_lock_take(paths, 2, lock, &inputs->basin_file.faults);
    if (lock->busy != NULL) { /* maybe the target, of which nothing else is read or told */
        inputs->basin_file.path = lock->busy;
    }
    return appui_exit_of_io(code);
}

/* Keeps what is wrong with the journal of the new basin, to be told with the rest. */
static void keep_journal_faults(struct appui_decide_run *run, struct appui_journal_beside *beside)
{
    struct appui_decide_file *journal = &run->journal;
    journal->faults = beside->faults;
    beside->faults = (struct appui_faults){0};
    journal->path = beside->path == NULL ? NULL
                                         : appui_arena_text(&journal->faults.arena, beside->path,
                                                            strlen(beside->path));
    journal->faults.out_of_memory |= journal->path == NULL;
}

/* Two files cannot be replaced in one step: a kill between them would leave a basin beside the
 * journal of another. So only --in-place replaces a basin, whose journal grows; and no journal is
 * replaced but one that a stopped run began. */
static enum appui_exit check_target(struct appui_decide_run *run)
{
    const struct appui_arguments *arguments = run->arguments;
    const char *target = arguments->output;
    if (target == NULL || !appui_file_is_kept(target)) {
        return APPUI_EXIT_DONE;
    }
    if (appui_file_is_there(target)) {
        appui_say(arguments->language, APPUI_PHRASE_DECIDE_TARGET_EXISTS, target, NULL);
        return APPUI_EXIT_USAGE;
    }
    struct appui_journal_beside beside = {.path = NULL};
    enum appui_exit code = appui_journal_beside_begin(&beside, target, arguments->language);
    if (code != APPUI_EXIT_DONE && code != APPUI_EXIT_USAGE) {
        keep_journal_faults(run, &beside);
    }
    appui_journal_beside_release(&beside);
    return code;
}

static enum appui_exit run_all(struct appui_decide_run *run)
{
    const struct appui_arguments *arguments = run->arguments;
    struct appui_lock lock = {.n = 0};
    enum appui_exit code = take_lock(run, &lock);
    if (code == APPUI_EXIT_DONE) {
        code = check_target(run);
    }
    if (code == APPUI_EXIT_DONE) {
        code = appui_decide_inputs_read(&run->inputs, arguments);
    }
    if (code == APPUI_EXIT_DONE) {
        code = make_basin(run);
    }
    if (!arguments->json) {
        appui_decide_say_faults(run, code);
    }
    if (code == APPUI_EXIT_DONE && !arguments->json) {
        code = appui_decide_render(run);
    }
    if (code == APPUI_EXIT_DONE && !arguments->dry_run) {
        code = write_all(run);
    }
    if (!arguments->json) {
        appui_decide_say_journal(run);
    }
    if (code == APPUI_EXIT_DONE && !arguments->json) {
        appui_decide_show(run);
    }
    appui_lock_release(&lock);
    if (run->written && !arguments->json && !arguments->quiet) {
        appui_decide_say_written(run);
    }
    return arguments->json ? appui_decide_answer_json(run, code) : code;
}

enum appui_exit appui_cmd_decide(const struct appui_arguments *arguments)
{
    struct appui_decide_run run = {.arguments = arguments};
    enum appui_exit code = arguments->undo ? check_undo(arguments) : check_usage(arguments);
    if (code == APPUI_EXIT_DONE) {
        code = arguments->undo ? appui_decide_undo(arguments) : run_all(&run);
    }
    appui_free(run.account);
    appui_free(run.text);
    appui_basin_input_release(&run.after);
    appui_faults_release(&run.warnings);
    appui_faults_release(&run.journal.faults);
    appui_decide_inputs_release(&run.inputs);
    return code;
}
