/*
 * bench: the table of its parts, each in a cli/cmd_bench_<part>.c of its own.
 */
#include "cli/commands.h"

static const struct appui_command parts[] = {
    {.name = "list",
     .run = appui_cmd_bench_list,
     .usage = &appui_usage_bench_list,
     .line = {"list the sets of instances, and where they come from",
              "lister les jeux d'instances, et d'où ils viennent"},
     .whole = "bench"},
    {.name = "generate",
     .run = appui_cmd_bench_generate,
     .usage = &appui_usage_bench_generate,
     .line = {"write a random basin of a family", "écrire un bassin aléatoire d'une famille"},
     .whole = "bench"},
    {.name = "run",
     .run = appui_cmd_bench_run,
     .usage = &appui_usage_bench_run,
     .line = {"run this program and other solvers side by side on sets of "
              "instances",
              "faire tourner ce programme et d'autres solveurs côte à côte sur "
              "des jeux d'instances"},
     .whole = "bench"},
    {.name = "report",
     .run = appui_cmd_bench_report,
     .usage = &appui_usage_bench_report,
     .line = {"print the results of runs as Markdown",
              "afficher les résultats des mesures en Markdown"},
     .whole = "bench"}};

const struct appui_command_table appui_bench_commands = {parts, sizeof parts / sizeof *parts};

const struct appui_usage appui_usage_bench = {
    .operands = {"list|generate|run|report ...", "list|generate|run|report ..."}};
