/*
 * import: a basin file made from another format. Only the generalized assignment problem so far.
 */
#include <string.h>

#include "cli/basin_input.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/say.h"
#include "io/basin_json_write.h"
#include "io/gap.h"

static const struct appui_option options[] = {
    {.name = "from",
     .kind = APPUI_OPTION_CHOICE,
     .offset = offsetof(struct appui_arguments, from),
     .choices = "gap",
     .argument = {"gap", "gap"},
     .help = {"format of SOURCE: generalized assignment problem (required)",
              "format de SOURCE : problème d'affectation généralisée (obligatoire)"}},
    {.name = "sense",
     .kind = APPUI_OPTION_CHOICE,
     .offset = offsetof(struct appui_arguments, sense),
     .choices = "min|max",
     .argument = {"min|max", "min|max"},
     .help = {"least total cost with every job given, or greatest total (gap: required)",
              "coût total le plus petit, toutes les tâches données, ou total le plus grand (gap : "
              "obligatoire)"}},
    {.name = "output",
     .letter = 'o',
     .kind = APPUI_OPTION_TEXT,
     .offset = offsetof(struct appui_arguments, output),
     .argument = {"BASIN", "BASSIN"},
     .help = {"basin file to write, '-' for stdout (required)",
              "fichier de bassin à écrire, « - » pour la sortie standard (obligatoire)"}}};

const struct appui_usage appui_usage_import = {.operands = {"SOURCE", "SOURCE"},
                                               .operands_min = 1,
                                               .operands_max = 1,
                                               .n_options = 3,
                                               .options = options};

static enum appui_exit require_options(const struct appui_arguments *arguments)
{
    const char *missing = arguments->from == NULL     ? "from"
                          : arguments->sense == NULL  ? "sense"
                          : arguments->output == NULL ? "output"
                                                      : NULL;
    if (missing != NULL) {
        appui_say(arguments->language, APPUI_PHRASE_MISSING_OPTION, missing, NULL);
        return APPUI_EXIT_USAGE;
    }
    if (appui_output_is_input(arguments->output, arguments->operands[0])) {
        appui_say(arguments->language, APPUI_PHRASE_SAME_FILE, arguments->output, NULL);
        return APPUI_EXIT_USAGE;
    }
    return APPUI_EXIT_DONE;
}

static enum appui_io_code read_gap(const struct appui_arguments *arguments,
                                   struct appui_draft *draft, struct appui_faults *faults)
{
    struct appui_gap gap = {0};
    bool min = strcmp(arguments->sense, "min") == 0;
    enum appui_io_code code = appui_gap_read(arguments->operands[0], &gap, faults);
    if (code == APPUI_IO_OK) {
        code = appui_gap_draft(&gap, min ? APPUI_GAP_MIN : APPUI_GAP_MAX, draft);
    }
    appui_gap_release(&gap);
    return code;
}

enum appui_exit appui_cmd_import(const struct appui_arguments *arguments)
{
    struct appui_draft draft = {0};
    struct appui_faults faults = {0};
    char *text = NULL;
    size_t length = 0;
    enum appui_exit code = require_options(arguments);
    if (code != APPUI_EXIT_DONE) {
        return code;
    }
    enum appui_io_code read = read_gap(arguments, &draft, &faults);
    if (read == APPUI_IO_OK) {
        read = appui_basin_json_write(&draft, &text, &length);
    }
    faults.out_of_memory = faults.out_of_memory || read == APPUI_IO_NO_MEMORY;
    appui_say_faults(arguments->language, &faults, arguments->operands[0], true);
    code = appui_exit_of_io(read);
    if (code == APPUI_EXIT_DONE) {
        code = appui_output_write(arguments->language, arguments->output, text, length);
    }
    appui_free(text);
    appui_draft_release(&draft);
    appui_faults_release(&faults);
    return code;
}
