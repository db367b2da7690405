/*
 * What a table comes to, as a list: proofs, ratios, and every case that speaks against appui.
 */
#include <math.h>
#include <string.h>

#include "bench/report_parts.h"
#include "bench/summary.h"

/* Values that differ by less are the same but for a double's rounding. */
#define VALUES_ALIKE 1e-9

static void bullet(struct appui_bench_writer *writer, enum appui_bench_word word, int64_t count,
                   const char *const arguments[APPUI_BENCH_ARGUMENTS])
{
    appui_text_add(writer->out, "- ");
    appui_bench_add(writer, word, count, arguments);
    appui_text_newline(writer->out);
}

static const char *whole(struct appui_bench_writer *writer, int64_t number)
{
    return appui_bench_number(writer, (double)number, 1);
}

/* Numbers over the rows of appui alone. */
static void add_own(struct appui_bench_writer *writer, const struct appui_bench_group *group)
{
    double *seconds = appui_arena_alloc(&writer->arena, (size_t)group->n, sizeof *seconds);
    writer->out->failed = writer->out->failed || seconds == NULL;
    double longest = 0;
    double memory = 0;
    int32_t n = 0;
    int32_t ran = 0;
    int32_t proved = 0;
    for (int32_t i = 0; i < group->n && seconds != NULL; i++) {
        const struct appui_bench_row *row = &group->rows[i];
        if (row->own != NULL) {
            ran++;
            proved += appui_bench_proved(row->own) ? 1 : 0;
            memory = fmax(memory, row->own->peak_mib);
        }
        if (isfinite(row->own_s)) {
            seconds[n++] = row->own_s;
            longest = fmax(longest, row->own_s);
        }
    }
    bullet(writer, APPUI_BENCH_WORD_SUMMARY_PROVED, 0,
           (const char *[APPUI_BENCH_ARGUMENTS]){whole(writer, proved), whole(writer, ran)});
    if (n > 0) {
        bullet(writer, APPUI_BENCH_WORD_SUMMARY_TOTAL, 0,
               (const char *[APPUI_BENCH_ARGUMENTS]){
                   appui_bench_number(writer, longest, 1000),
                   appui_bench_number(writer, appui_median(seconds, n), 1000),
                   appui_bench_number(writer, memory, 1)});
    }
}

static bool is_slower(const struct appui_bench_row *row, int32_t peer)
{
    return appui_bench_proved(row->peers[peer]) && isfinite(row->counted_s) &&
           row->counted_s > row->peer_s[peer] + APPUI_BENCH_SLACK_S;
}

static void add_ratios(struct appui_bench_writer *writer, const struct appui_bench_group *group)
{
    double *ratios = appui_arena_alloc(&writer->arena, (size_t)group->n, sizeof *ratios);
    writer->out->failed = writer->out->failed || ratios == NULL;
    int32_t n = 0;
    int32_t never = 0;
    for (int32_t i = 0; i < group->n && ratios != NULL; i++) {
        const struct appui_bench_row *row = &group->rows[i];
        if (appui_bench_compares(row)) {
            ratios[n++] = row->counted_s / row->peer_s[row->best];
            never += is_slower(row, row->best) ? 0 : 1;
        }
    }
    if (n > 0) {
        double mean = appui_geometric_mean(ratios, n);
        bullet(writer, APPUI_BENCH_WORD_SUMMARY_MEAN, n,
               (const char *[APPUI_BENCH_ARGUMENTS]){appui_bench_number(writer, mean, 1000),
                                                     whole(writer, n)});
        bullet(writer, APPUI_BENCH_WORD_SUMMARY_NEVER_SLOWER, 0,
               (const char *[APPUI_BENCH_ARGUMENTS]){whole(writer, never), whole(writer, n)});
    }
    if (n > 0 && never == n) {
        bullet(writer, APPUI_BENCH_WORD_NO_PEER_WINS, 0,
               (const char *[APPUI_BENCH_ARGUMENTS]){NULL});
    }
}

static const struct appui_bench_tier *find_tier(const struct appui_bench_run *run, const char *name)
{
    for (int32_t i = 0; i < run->n_tiers; i++) {
        if (strcmp(run->tiers[i].name, name) == 0) {
            return &run->tiers[i];
        }
    }
    return NULL;
}

/* Two proofs of different values: one of them is wrong. */
static void compare_values(struct appui_bench_writer *writer, const struct appui_bench_run *own,
                           const struct appui_bench_run *peer)
{
    bool proved = appui_bench_proved(own) && appui_bench_proved(peer);
    for (int32_t i = 0; i < peer->n_tiers && proved; i++) {
        const struct appui_bench_tier *theirs = &peer->tiers[i];
        const struct appui_bench_tier *ours = find_tier(own, theirs->name);
        if (ours == NULL ||
            fabs(ours->value - theirs->value) <= VALUES_ALIKE * fmax(1, fabs(ours->value))) {
            continue;
        }
        bullet(writer, APPUI_BENCH_WORD_VALUES_DIFFER, 0,
               (const char *[APPUI_BENCH_ARGUMENTS]){
                   own->instance, ours->name, peer->solver,
                   appui_bench_number(writer, theirs->value, 1000000),
                   appui_bench_number(writer, ours->value, 1000000)});
    }
}

static void add_peer(struct appui_bench_writer *writer, const struct appui_bench_row *row,
                     int32_t peer)
{
    const struct appui_bench_run *run = row->peers[peer];
    const char *name = appui_peer_names[peer];
    if (run == NULL) {
        return;
    }
    if (strcmp(run->status, "failed") == 0) {
        bullet(writer, APPUI_BENCH_WORD_RUN_FAILED, 0,
               (const char *[APPUI_BENCH_ARGUMENTS]){name, run->instance});
    } else if (is_slower(row, peer)) {
        bullet(writer,
               appui_bench_proved(row->own) ? APPUI_BENCH_WORD_PEER_WINS
                                            : APPUI_BENCH_WORD_PEER_PROVES,
               0,
               (const char *[APPUI_BENCH_ARGUMENTS]){
                   name, run->instance, appui_bench_number(writer, row->peer_s[peer], 1000),
                   appui_bench_number(writer, row->own_s, 1000)});
    }
    if (row->own != NULL) {
        compare_values(writer, row->own, run);
    }
}

static void add_cases(struct appui_bench_writer *writer, const struct appui_bench_group *group)
{
    for (int32_t i = 0; i < group->n; i++) {
        const struct appui_bench_row *row = &group->rows[i];
        if (row->own != NULL && strcmp(row->own->status, "failed") == 0) {
            bullet(writer, APPUI_BENCH_WORD_RUN_FAILED, 0,
                   (const char *[APPUI_BENCH_ARGUMENTS]){"appui", row->own->instance});
        }
        for (int32_t k = 0; k < APPUI_N_PEERS; k++) {
            add_peer(writer, row, k);
        }
    }
}

static void add_known(struct appui_bench_writer *writer, const struct appui_bench_group *group)
{
    int32_t n = 0;
    int32_t reached = 0;
    if (strcmp(group->task, "gap") != 0) {
        return;
    }
    if (writer->known->text == NULL) {
        bullet(writer, APPUI_BENCH_WORD_NO_KNOWN, 0,
               (const char *[APPUI_BENCH_ARGUMENTS]){writer->data});
        return;
    }
    for (int32_t i = 0; i < group->n; i++) {
        int64_t known = 0;
        if (appui_bench_known(writer, &group->rows[i], &known)) {
            n++;
            reached += appui_bench_value(group->rows[i].own) == (double)known ? 1 : 0;
        }
    }
    bullet(writer, APPUI_BENCH_WORD_SUMMARY_KNOWN, 0,
           (const char *[APPUI_BENCH_ARGUMENTS]){whole(writer, reached), whole(writer, n)});
}

void appui_bench_summary(struct appui_bench_writer *writer, const struct appui_bench_group *group)
{
    add_own(writer, group);
    add_known(writer, group);
    add_ratios(writer, group);
    add_cases(writer, group);
    appui_text_newline(writer->out);
}
