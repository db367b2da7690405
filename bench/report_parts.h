/*
 * What the parts of the report share: report.c is the frame, report_group.c gathers what belongs in
 * one table, report_table.c writes the table, report_summary.c what it comes to.
 */
#ifndef APPUI_BENCH_REPORT_PARTS_H
#define APPUI_BENCH_REPORT_PARTS_H

#include <stdbool.h>

#include "bench/report.h"
#include "bench/run.h"
#include "model/memory.h"

enum appui_bench_word {
#define B(name, en, fr) APPUI_BENCH_WORD_##name,
#include "bench/words.def"
#undef B
    APPUI_N_BENCH_WORDS
};

/** A loss below this is none: it is within what the machine disturbs. */
#define APPUI_BENCH_SLACK_S 0.02

/** Most arguments of a text. */
#define APPUI_BENCH_ARGUMENTS 6

/** One instance: what appui and each peer came to. */
struct appui_bench_row {
    const struct appui_bench_run *own;                  /**< or NULL */
    const struct appui_bench_run *peers[APPUI_N_PEERS]; /**< or NULL */
    double own_s;                                       /**< median, NAN where absent or failed */
    double counted_s; /**< own_s, or where nothing was proved at least the peers' limit */
    double peer_s[APPUI_N_PEERS]; /**< median, NAN where absent or failed */
    int32_t best;                 /**< the quickest peer, or -1 */
};

/** The runs of one set and task. */
struct appui_bench_group {
    const char *set, *task;
    int32_t n;
    struct appui_bench_row *rows; /**< [n], in the arena of the writer */
    bool peers[APPUI_N_PEERS];    /**< those that ran here */
};

struct appui_bench_writer {
    struct appui_text_buffer *out;
    enum appui_language language;
    struct appui_arena arena; /**< takes what lives as long as the report is written */
    const struct appui_best_known *known;
    const char *data;
};

/**
 * Gathers the runs of the set and task of results->runs[first].
 * @return false when memory fails
 */
bool appui_bench_gather(const struct appui_bench_results *results, int32_t first,
                        struct appui_arena *arena, struct appui_bench_group *group);

/** True when this row's appui and a peer ran without fault and one of them proved its plan: then a
 * ratio means something. */
bool appui_bench_compares(const struct appui_bench_row *row);

/** True when every tier is proved. */
bool appui_bench_proved(const struct appui_bench_run *run);

/** What a run reached, in the unit of the literature where it is a generalized assignment problem:
 * least cost or greatest total; else the value of the first tier. NAN when there is none. */
double appui_bench_value(const struct appui_bench_run *run);

/** Best known value of the row's instance. @return false where there is none */
bool appui_bench_known(const struct appui_bench_writer *writer, const struct appui_bench_row *row,
                       int64_t *value);

void appui_bench_table(struct appui_bench_writer *writer, const struct appui_bench_group *group);
void appui_bench_summary(struct appui_bench_writer *writer, const struct appui_bench_group *group);

/** A text of the table. */
const char *appui_bench_text(const struct appui_bench_writer *writer, enum appui_bench_word word);

/** The text, or "" when memory failed to hold it, which sets out->failed. */
const char *appui_bench_held(struct appui_bench_writer *writer, const char *text);

/** A number with at most `scale`'s decimals (10, 100, 1000), arena-owned, never NULL. */
const char *appui_bench_number(struct appui_bench_writer *writer, double number, int32_t scale);

/** Appends a text of the table, the arguments before the first NULL filled in; the form for
 * `count`. */
void appui_bench_add(struct appui_bench_writer *writer, enum appui_bench_word word, int64_t count,
                     const char *const arguments[APPUI_BENCH_ARGUMENTS]);

#endif
