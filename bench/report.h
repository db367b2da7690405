/*
 * Report: results of runs as Markdown, a table and its summary for every set and task.
 */
#ifndef APPUI_BENCH_REPORT_H
#define APPUI_BENCH_REPORT_H

#include "bench/best_known.h"
#include "io/bench_json.h"
#include "io/message.h"
#include "io/text_buffer.h"

/**
 * Writes the report; what failed is told, nothing is left out.
 * @param known  best known values of public instances; may be empty
 * @param data   the folder where they were looked for
 * @param out    empty; `failed` is set when memory fails
 */
void appui_bench_report(const struct appui_bench_results *results,
                        const struct appui_best_known *known, const char *data,
                        enum appui_language language, struct appui_text_buffer *out);

#endif
