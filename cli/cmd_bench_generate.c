/*
 * bench generate: a random basin of a family as a basin file.
 */
#include "bench/generate.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/say.h"
#include "io/basin_json_write.h"

static const struct appui_option options[] = {
    {.name = "family",
     .kind = APPUI_OPTION_CHOICE,
     .offset = offsetof(struct appui_arguments, bench.family),
     .choices = "easy|hard|weighted|tiny",
     .argument = {"NAME", "NOM"},
     .help = {"easy, hard, weighted or tiny (required)",
              "easy, hard, weighted ou tiny (obligatoire)"}},
    {.name = "seed",
     .kind = APPUI_OPTION_COUNT,
     .offset = offsetof(struct appui_arguments, bench.seed),
     .low = 1,
     .high = UINT32_MAX,
     .argument = {"N", "N"},
     .help = {"which basin of the family: the same seed gives the same bytes everywhere "
              "(required)",
              "quel bassin de la famille : la même graine donne les mêmes octets partout "
              "(obligatoire)"}},
    {.name = "basins",
     .kind = APPUI_OPTION_COUNT,
     .offset = offsetof(struct appui_arguments, bench.basins),
     .low = 1,
     .high = APPUI_POOL_MAX,
     .argument = {"K", "K"},
     .help = {"a pool of K basins in one file (default 1)",
              "une mise en commun de K bassins dans un seul fichier (par défaut 1)"}},
    {.name = "output",
     .letter = 'o',
     .kind = APPUI_OPTION_TEXT,
     .offset = offsetof(struct appui_arguments, output),
     .argument = {"BASIN", "BASSIN"},
     .help = {"file to write, '-' for stdout (required)",
              "fichier à écrire, « - » pour la sortie standard (obligatoire)"}}};

const struct appui_usage appui_usage_bench_generate = {
    .operands = {"", ""}, .n_options = 4, .options = options};

static enum appui_exit require_options(const struct appui_arguments *arguments)
{
    const char *missing = arguments->bench.family == NULL ? "family"
                          : arguments->bench.seed == 0    ? "seed"
                          : arguments->output == NULL     ? "output"
                                                          : NULL;
    if (missing != NULL) {
        appui_say(arguments->language, APPUI_PHRASE_MISSING_OPTION, missing, NULL);
        return APPUI_EXIT_USAGE;
    }
    return APPUI_EXIT_DONE;
}

enum appui_exit appui_cmd_bench_generate(const struct appui_arguments *arguments)
{
    struct appui_draft draft = {0};
    char *text = NULL;
    size_t length = 0;
    enum appui_exit code = require_options(arguments);
    if (code != APPUI_EXIT_DONE) {
        return code;
    }
    const struct appui_family *family = appui_family_find(arguments->bench.family);
    int32_t basins = arguments->bench.basins == 0 ? 1 : (int32_t)arguments->bench.basins;
    if (appui_generate(family, (uint32_t)arguments->bench.seed, basins, &draft) != 0 ||
        appui_basin_json_write(&draft, &text, &length) != APPUI_IO_OK) {
        appui_say(arguments->language, APPUI_PHRASE_NO_MEMORY, NULL);
        code = APPUI_EXIT_FAULT;
    } else {
        code = appui_output_write(arguments->language, arguments->output, text, length);
    }
    appui_free(text);
    appui_draft_release(&draft);
    return code;
}
