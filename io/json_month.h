/*
 * Months of JSON files: YYYY-MM, both ways.
 */
#ifndef APPUI_IO_JSON_MONTH_H
#define APPUI_IO_JSON_MONTH_H

#include "io/json_field.h"
#include "model/month.h"

/** appui_month: YYYY-MM */
appui_json_read_fn appui_json_month;

/** New reference, or NULL when memory fails. */
json_t *appui_json_month_text(appui_month month);

#endif
