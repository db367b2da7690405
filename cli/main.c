/*
 * appui: the table of commands, and the walk from a command line to an exit code.
 */
#ifdef __linux__
#include <malloc.h>
#endif

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/signals.h"

static const struct appui_command commands[] = {
    {.name = "check",
     .run = appui_cmd_check,
     .usage = &appui_usage_check,
     .line = {"validate a basin; verify a plan against it, rule by rule, tier by tier",
              "valider un bassin ; vérifier un plan sur ce bassin, règle par règle, critère par "
              "critère"}},
    {.name = "plan",
     .run = appui_cmd_plan,
     .usage = &appui_usage_plan,
     .line = {"propose who helps whom and when, and print the report",
              "proposer qui aide qui et quand, et afficher le rapport"}},
    {.name = "decide",
     .run = appui_cmd_decide,
     .usage = &appui_usage_decide,
     .line = {"write what a committee decided into the basin, or undo it",
              "porter au bassin ce qu'un comité a décidé, ou le défaire"}},
    {.name = "report",
     .run = appui_cmd_report,
     .usage = &appui_usage_report,
     .line = {"put a plan into words", "mettre un plan en mots"}},
    {.name = "import",
     .run = appui_cmd_import,
     .usage = &appui_usage_import,
     .line = {"make a basin from another format", "faire un bassin à partir d'un autre format"}},
    {.name = "export",
     .run = appui_cmd_export,
     .usage = &appui_usage_export,
     .line = {"write the mathematical program for other solvers",
              "écrire le programme mathématique pour d'autres solveurs"}},
    {.name = "bench",
     .usage = &appui_usage_bench,
     .line = {"generate basins, and measure this program beside other solvers",
              "générer des bassins, et mesurer ce programme à côté d'autres solveurs"},
     .parts = &appui_bench_commands}};

static const struct appui_command_table table = {commands, sizeof commands / sizeof *commands};
static const struct appui_usage no_command = {.operands = {"", ""}};

static enum appui_exit print_help(struct appui_arguments *arguments,
                                  const struct appui_command *command)
{
    struct appui_text_buffer out = {0};
    if (command == NULL) {
        appui_help_program(&out, arguments->language, &table);
    } else {
        appui_help_command(&out, &arguments->arena, arguments->language, command);
    }
    enum appui_exit code = out.failed ? APPUI_EXIT_FAULT : APPUI_EXIT_DONE;
    if (!out.failed) {
        appui_output_print(out.bytes, (size_t)out.length);
    }
    appui_text_release(&out);
    return code;
}

static enum appui_exit run(struct appui_arguments *arguments, const struct appui_command *command)
{
    static const char version[] = "appui " APPUI_VERSION "\n";
    if (arguments->help) {
        return print_help(arguments, command);
    }
    if (arguments->version) {
        appui_output_print(version, sizeof version - 1);
        return APPUI_EXIT_DONE;
    }
    if (command == NULL || command->run == NULL) {
        appui_command_missing(command == NULL ? &table : command->parts, arguments);
        return APPUI_EXIT_USAGE;
    }
    return command->run(arguments);
}

/* Descends word by word as long as commands have parts. @return false when a word is unknown */
static bool find_command(int *argc, char **argv, struct appui_arguments *arguments,
                         const struct appui_command **command)
{
    const struct appui_command_table *words = &table;
    while (words != NULL) {
        const char *name = appui_command_take(argc, argv);
        if (name == NULL) {
            return true;
        }
        *command = appui_command_find(words, name, arguments);
        if (*command == NULL) {
            return false;
        }
        words = (*command)->parts;
    }
    return true;
}

static enum appui_exit read_and_run(int argc, char **argv, struct appui_arguments *arguments)
{
    const struct appui_command *command = NULL;
    if (!find_command(&argc, argv, arguments, &command)) {
        return APPUI_EXIT_USAGE;
    }
    enum appui_exit code =
        appui_options_read(command != NULL ? appui_command_name(&arguments->arena, command) : "",
                           command != NULL ? command->usage : &no_command, argc, argv, arguments);
    return code != APPUI_EXIT_DONE ? code : run(arguments, command);
}

/* Programs are built and dropped thousands of times in a search. Memory that was given back stays
 * with the process instead of being fetched from the kernel anew: without it, a fifth to a quarter
 * of a search on a generated basin was the kernel's (docs/measured.md). */
static void keep_memory(void)
{
#ifdef __GLIBC__
    enum { ONE_GIGABYTE = 1 << 30, ROOM_AHEAD = 16 << 20 };
    mallopt(M_MMAP_THRESHOLD, ONE_GIGABYTE);
    mallopt(M_TRIM_THRESHOLD, ONE_GIGABYTE);
    mallopt(M_TOP_PAD, ROOM_AHEAD);
#endif
}

int main(int argc, char **argv)
{
    keep_memory();
    struct appui_arguments arguments = {.language = appui_options_language(argc, argv),
                                        .tier = APPUI_TIER_COVERAGE};
    appui_signals_ignore_pipe();
    enum appui_exit code = read_and_run(argc, argv, &arguments);
    code = appui_output_finish(arguments.language, code);
    appui_arguments_release(&arguments);
    return (int)code;
}
