/*
 * Commands: what each cmd_<name>.c offers to the table in main.c.
 */
#ifndef APPUI_CLI_COMMANDS_H
#define APPUI_CLI_COMMANDS_H

#include "cli/options.h"

enum appui_exit appui_cmd_check(const struct appui_arguments *arguments);
enum appui_exit appui_cmd_plan(const struct appui_arguments *arguments);
enum appui_exit appui_cmd_report(const struct appui_arguments *arguments);
enum appui_exit appui_cmd_export(const struct appui_arguments *arguments);

extern const struct appui_usage appui_usage_check;
extern const struct appui_usage appui_usage_plan;
extern const struct appui_usage appui_usage_report;
extern const struct appui_usage appui_usage_export;

#endif
