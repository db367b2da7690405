/*
 * Year report: the year around a basin and its plan, with the journal beside the basin.
 */
#ifndef APPUI_CLI_YEAR_REPORT_H
#define APPUI_CLI_YEAR_REPORT_H

#include "cli/plan_input.h"

/**
 * Reads the journal and renders the report, as text or with --json for machines; says what is wrong
 * on stderr.
 * @param text  heap (appui_free), NULL unless APPUI_EXIT_DONE
 */
enum appui_exit appui_year_report(const struct appui_arguments *arguments,
                                  struct appui_plan_input *input, char **text, size_t *length);

#endif
