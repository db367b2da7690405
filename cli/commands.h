/*
 * Commands: what each cmd_<name>.c offers to the table in main.c.
 */
#ifndef APPUI_CLI_COMMANDS_H
#define APPUI_CLI_COMMANDS_H

#include "cli/command.h"

enum appui_exit appui_cmd_check(const struct appui_arguments *arguments);
enum appui_exit appui_cmd_plan(const struct appui_arguments *arguments);
enum appui_exit appui_cmd_decide(const struct appui_arguments *arguments);
enum appui_exit appui_cmd_report(const struct appui_arguments *arguments);
enum appui_exit appui_cmd_import(const struct appui_arguments *arguments);
enum appui_exit appui_cmd_export(const struct appui_arguments *arguments);

/** The parts of bench (cli/cmd_bench.c). */
extern const struct appui_command_table appui_bench_commands;
enum appui_exit appui_cmd_bench_list(const struct appui_arguments *arguments);
enum appui_exit appui_cmd_bench_generate(const struct appui_arguments *arguments);
enum appui_exit appui_cmd_bench_run(const struct appui_arguments *arguments);
enum appui_exit appui_cmd_bench_report(const struct appui_arguments *arguments);

extern const struct appui_usage appui_usage_bench;
extern const struct appui_usage appui_usage_bench_list;
extern const struct appui_usage appui_usage_bench_generate;
extern const struct appui_usage appui_usage_bench_run;
extern const struct appui_usage appui_usage_bench_report;

extern const struct appui_usage appui_usage_check;
extern const struct appui_usage appui_usage_plan;
extern const struct appui_usage appui_usage_decide;
extern const struct appui_usage appui_usage_report;
extern const struct appui_usage appui_usage_import;
extern const struct appui_usage appui_usage_export;

#endif
