/*
 * Inside the year's JSON: its parts. Not a public header.
 */
#ifndef APPUI_IO_REPORT_YEAR_JSON_H
#define APPUI_IO_REPORT_YEAR_JSON_H

#include "io/json_tree.h"
#include "io/report_year.h"

/** Half-days as days. */
void appui_year_put_days(struct appui_json_tree *tree, json_t *object, const char *key,
                         int64_t half_days);

/** partners, experts and earmarks, with their ledger. */
void appui_year_put_ledger(struct appui_json_tree *tree, json_t *root,
                           const struct appui_year_report *report);

#endif
