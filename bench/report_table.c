/*
 * The table of one set and task: a line for each instance, a column for each solver.
 */
#include <math.h>
#include <string.h>

#include "bench/report_parts.h"

#define CELLS_MAX (9 + APPUI_N_PEERS)

/* The cells of one line of the table. */
struct cells {
    const char *texts[CELLS_MAX];
    int32_t n;
};

static void cell(struct cells *cells, const char *text)
{
    cells->texts[cells->n++] = text;
}

static void word(struct appui_bench_writer *writer, struct cells *cells, enum appui_bench_word name)
{
    cell(cells, appui_bench_text(writer, name));
}

static void write_line(struct appui_bench_writer *writer, const struct cells *cells)
{
    for (int32_t i = 0; i < cells->n; i++) {
        appui_text_add(writer->out, i == 0 ? "| " : " | ");
        appui_text_add(writer->out, cells->texts[i]);
    }
    appui_text_add(writer->out, " |");
    appui_text_newline(writer->out);
}

static bool has_peers(const struct appui_bench_group *group)
{
    bool any = false;
    for (int32_t k = 0; k < APPUI_N_PEERS; k++) {
        any = any || group->peers[k];
    }
    return any;
}

static void write_head(struct appui_bench_writer *writer, const struct appui_bench_group *group)
{
    struct cells head = {.n = 0};
    word(writer, &head, APPUI_BENCH_WORD_INSTANCE);
    word(writer, &head, APPUI_BENCH_WORD_VALUE);
    if (strcmp(group->task, "gap") == 0) {
        word(writer, &head, APPUI_BENCH_WORD_BEST_KNOWN);
        word(writer, &head, APPUI_BENCH_WORD_DIFFERENCE);
    }
    word(writer, &head, APPUI_BENCH_WORD_PROVED);
    word(writer, &head, APPUI_BENCH_WORD_OWN_SECONDS);
    word(writer, &head, APPUI_BENCH_WORD_MEMORY);
    for (int32_t k = 0; k < APPUI_N_PEERS; k++) {
        if (group->peers[k]) {
            cell(&head, appui_arena_format(&writer->arena, "%s s", appui_peer_names[k]));
        }
    }
    if (has_peers(group)) {
        word(writer, &head, APPUI_BENCH_WORD_BEST_PEER);
        word(writer, &head, APPUI_BENCH_WORD_RATIO);
    }
    struct cells rule = {.n = 0};
    for (int32_t i = 0; i < head.n; i++) {
        cell(&rule, i == 0 ? "---" : "---:");
    }
    write_line(writer, &head);
    write_line(writer, &rule);
}

/* Appends a tier without proof, with its gap where one is known. */
static void add_gap(struct appui_bench_writer *writer, const struct appui_bench_tier *tier,
                    struct appui_text_buffer *text)
{
    if (text->length > 0) {
        appui_text_add(text, ", ");
    }
    appui_text_add(text, tier->name);
    if (isfinite(tier->gap)) {
        appui_text_add(text, " ");
        appui_text_add(text,
                       appui_bench_number(writer, 100 * tier->gap, tier->gap < 1e-4 ? 10000 : 100));
        appui_text_add(text, " %");
    }
}

/* "yes", or the tiers without proof. */
static const char *proof(struct appui_bench_writer *writer, const struct appui_bench_run *run)
{
    struct appui_text_buffer gaps = {0};
    if (strcmp(run->status, "failed") == 0) {
        return appui_bench_text(writer, APPUI_BENCH_WORD_FAILED);
    }
    if (run->n_tiers == 0) {
        return appui_bench_text(writer, APPUI_BENCH_WORD_NOTHING);
    }
    for (int32_t i = 0; i < run->n_tiers; i++) {
        if (!run->tiers[i].proved) {
            add_gap(writer, &run->tiers[i], &gaps);
        }
    }
    const char *text = appui_bench_text(writer, APPUI_BENCH_WORD_YES);
    if (gaps.length > 0) {
        text = appui_arena_format(&writer->arena, "%s: %s",
                                  appui_bench_text(writer, APPUI_BENCH_WORD_NO), gaps.bytes);
    }
    text = gaps.failed ? NULL : text;
    appui_text_release(&gaps);
    return text;
}

static void add_known(struct appui_bench_writer *writer, const struct appui_bench_row *row,
                      struct cells *cells)
{
    int64_t known = 0;
    double value = appui_bench_value(row->own);
    if (!appui_bench_known(writer, row, &known)) {
        cell(cells, "");
        cell(cells, "");
        return;
    }
    cell(cells, appui_bench_number(writer, (double)known, 1));
    if (!isfinite(value)) {
        cell(cells, "");
        return;
    }
    const char *percent =
        appui_bench_number(writer, 100 * fabs(value - (double)known) / (double)known, 100);
    cell(cells, appui_arena_format(&writer->arena, "%s %%", percent));
}

/* A time; of a run that proved nothing, that it is more than that. */
static const char *time_text(struct appui_bench_writer *writer, const struct appui_bench_run *run,
                             double seconds)
{
    if (run == NULL) {
        return "";
    }
    if (!isfinite(seconds)) {
        return appui_bench_text(writer, APPUI_BENCH_WORD_FAILED);
    }
    const char *number = appui_bench_number(writer, seconds, 1000);
    return appui_bench_proved(run) ? number : appui_arena_format(&writer->arena, "> %s", number);
}

static void add_peers(struct appui_bench_writer *writer, const struct appui_bench_group *group,
                      const struct appui_bench_row *row, struct cells *cells)
{
    for (int32_t k = 0; k < APPUI_N_PEERS; k++) {
        if (group->peers[k]) {
            cell(cells, time_text(writer, row->peers[k], row->peer_s[k]));
        }
    }
    bool compares = appui_bench_compares(row);
    cell(cells, compares ? appui_peer_names[row->best] : "");
    cell(cells,
         compares ? appui_bench_number(writer, row->counted_s / row->peer_s[row->best], 1000) : "");
}

static void write_row(struct appui_bench_writer *writer, const struct appui_bench_group *group,
                      const struct appui_bench_row *row)
{
    struct cells cells = {.n = 0};
    const struct appui_bench_run *own = row->own;
    if (own == NULL) { /* the file was put together from several: nothing to compare with */
        return;
    }
    double value = appui_bench_value(own);
    cell(&cells, own->instance);
    cell(&cells, isfinite(value) ? appui_bench_number(writer, value, 1000) : "");
    if (strcmp(group->task, "gap") == 0) {
        add_known(writer, row, &cells);
    }
    cell(&cells, proof(writer, own));
    cell(&cells, time_text(writer, own, row->own_s));
    cell(&cells, isfinite(own->peak_mib) ? appui_bench_number(writer, own->peak_mib, 1) : "");
    if (has_peers(group)) {
        add_peers(writer, group, row, &cells);
    }
    write_line(writer, &cells);
}

void appui_bench_table(struct appui_bench_writer *writer, const struct appui_bench_group *group)
{
    write_head(writer, group);
    for (int32_t i = 0; i < group->n; i++) {
        write_row(writer, group, &group->rows[i]);
    }
    appui_text_newline(writer->out);
}
