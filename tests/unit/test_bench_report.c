/*
 * Reports of bench results: what counts as a time, as a ratio and as a loss.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "bench/report.h"
#include "model/memory.h"

#define RUNS_MAX 12

/* Results under construction; the runs of a test live here. */
struct sheet {
    struct appui_bench_results results;
    struct appui_bench_tier tiers[RUNS_MAX][2];
    double seconds[RUNS_MAX][3];
};

static struct appui_bench_run *add(struct sheet *sheet, const char *instance, const char *solver,
                                   double value, double seconds)
{
    int32_t i = sheet->results.n;
    assert_true(i < RUNS_MAX);
    sheet->tiers[i][0] = (struct appui_bench_tier){"coverage", value, value, 0, true};
    for (int k = 0; k < 3; k++) {
        sheet->seconds[i][k] = seconds;
    }
    sheet->seconds[i][2] = 10 * seconds; /* one disturbed run, which the median leaves out */
    struct appui_bench_run run = {.set = "hard",
                                  .instance = instance,
                                  .task = "coverage",
                                  .solver = solver,
                                  .version = strcmp(solver, "appui") == 0 ? "0.1.0" : "9",
                                  .build = strcmp(solver, "appui") == 0 ? "abcdef0123456789" : NULL,
                                  .input = "i",
                                  .status = "optimal",
                                  .limit_s = 300,
                                  .n_seconds = 3,
                                  .seconds = sheet->seconds[i],
                                  .peak_mib = 20,
                                  .n_tiers = 1,
                                  .tiers = sheet->tiers[i]};
    assert_int_equal(appui_bench_results_add(&sheet->results, &run), 0);
    return &sheet->results.runs[i];
}

static void unprove(struct appui_bench_run *run, double gap)
{
    run->status = "feasible";
    run->tiers[0].proved = false;
    run->tiers[0].gap = gap;
}

static void finish(struct sheet *sheet, const char *best_known, enum appui_language language,
                   struct appui_text_buffer *out)
{
    char text[256] = "";
    struct appui_best_known known = {NULL};
    if (best_known != NULL) {
        strncat(text, best_known, sizeof text - 1);
        known.text = text;
    }
    *out = (struct appui_text_buffer){.bytes = NULL};
    sheet->results.cores = 2;
    appui_bench_report(&sheet->results, &known, "somewhere", language, out);
    assert_false(out->failed);
    appui_bench_results_release(&sheet->results);
}

static void assert_says(const struct appui_text_buffer *out, const char *text)
{
    if (strstr(out->bytes, text) == NULL) {
        fail_msg("'%s' is not in:\n%s", text, out->bytes);
    }
}

static void assert_silent(const struct appui_text_buffer *out, const char *text)
{
    if (strstr(out->bytes, text) != NULL) {
        fail_msg("'%s' is in:\n%s", text, out->bytes);
    }
}

/* Ratios 0.5 / 1 = 0.5 and 2 / 1 = 2: their geometric mean is 1. */
static void ratios_are_to_the_quickest_other_solver(void **state)
{
    (void)state;
    struct sheet sheet = {.results = {.n = 0}};
    struct appui_text_buffer out;
    add(&sheet, "hard 1", "appui", 40, 0.5);
    add(&sheet, "hard 1", "glpsol", 40, 3);
    add(&sheet, "hard 1", "cbc", 40, 1);
    add(&sheet, "hard 2", "appui", 30, 2);
    add(&sheet, "hard 2", "glpsol", 30, 1);
    add(&sheet, "hard 2", "cbc", 30, 4);
    finish(&sheet, NULL, APPUI_ENGLISH, &out);
    assert_says(&out, "| hard 1 | 40 | yes | 0.5 | 20 | 3 | 1 | cbc | 0.5 |");
    assert_says(&out, "| hard 2 | 30 | yes | 2 | 20 | 1 | 4 | glpsol | 2 |");
    assert_says(&out, "appui / best other: 1 over 2 instances");
    assert_says(&out, "Not slower than any other by more than 20 ms: 1 of 2.");
    assert_says(&out, "glpsol is faster on hard 2: 1 s, appui 2 s.");
    assert_silent(&out, "cbc is faster");
    assert_says(&out, "glpsol (9), cbc (9)");
    assert_says(&out, "build abcdef012345.");
    assert_silent(&out, "WebAssembly");
    appui_text_release(&out);
}

static void twenty_milliseconds_are_no_loss(void **state)
{
    (void)state;
    struct sheet sheet = {.results = {.n = 0}};
    struct appui_text_buffer out;
    add(&sheet, "hard 1", "appui", 40, 0.015);
    add(&sheet, "hard 1", "highs", 40, 0.001);
    finish(&sheet, NULL, APPUI_ENGLISH, &out);
    assert_says(&out, "Not slower than any other by more than 20 ms: 1 of 1.");
    assert_says(&out, "No other solver is faster by more than 20 ms anywhere.");
    assert_says(&out, "HiGHS, CP-SAT and SCIP are WebAssembly builds here");
    appui_text_release(&out);
}

/* appui stopped after 1 s without proof: that is no time of 1 s against a proof in 3 s. */
static void what_is_not_proved_counts_as_the_limit(void **state)
{
    (void)state;
    struct sheet sheet = {.results = {.n = 0}};
    struct appui_text_buffer out;
    unprove(add(&sheet, "hard 1", "appui", 39, 1), 0.025);
    add(&sheet, "hard 1", "cbc", 40, 3);
    unprove(add(&sheet, "hard 2", "appui", 39, 1), 0.025);
    unprove(add(&sheet, "hard 2", "cbc", 39, 300), 0.03);
    finish(&sheet, NULL, APPUI_ENGLISH, &out);
    assert_says(&out, "| hard 1 | 39 | no: coverage 2.5 % | > 1 | 20 | 3 | cbc | 100 |");
    assert_says(&out, "cbc proves hard 1 in 3 s, appui has no proof after 1 s.");
    assert_says(&out, "| hard 2 | 39 | no: coverage 2.5 % | > 1 | 20 | > 300 |  |  |");
    assert_says(&out, "over 1 instance ");
    assert_says(&out, "Proved by appui: 0 of 2.");
    appui_text_release(&out);
}

static void two_proofs_that_differ_are_told(void **state)
{
    (void)state;
    struct sheet sheet = {.results = {.n = 0}};
    struct appui_text_buffer out;
    add(&sheet, "hard 1", "appui", 40, 1);
    add(&sheet, "hard 1", "cbc", 40.5, 1);
    add(&sheet, "hard 2", "appui", 40, 1);
    unprove(add(&sheet, "hard 2", "cbc", 39, 300), 0.1);
    finish(&sheet, NULL, APPUI_ENGLISH, &out);
    assert_says(&out,
                "One of two proofs is wrong: on hard 1, in coverage, cbc has 40.5 and appui 40.");
    assert_silent(&out, "wrong: on hard 2");
    appui_text_release(&out);
}

static void failures_are_told(void **state)
{
    (void)state;
    struct sheet sheet = {.results = {.n = 0}};
    struct appui_text_buffer out;
    add(&sheet, "hard 1", "appui", 40, 1);
    struct appui_bench_run *run = add(&sheet, "hard 1", "scip", 40, 1);
    run->status = "failed";
    run->n_tiers = 0;
    run = add(&sheet, "hard 2", "appui", 40, 1);
    run->status = "failed";
    run->n_tiers = 0;
    finish(&sheet, NULL, APPUI_ENGLISH, &out);
    assert_says(&out, "scip failed on hard 1.");
    assert_says(&out, "appui failed on hard 2.");
    assert_says(&out, "| hard 2 |  | failed | failed | 20 |");
    assert_silent(&out, "Geometric mean");
    appui_text_release(&out);
}

static void several_builds_are_told(void **state)
{
    (void)state;
    struct sheet sheet = {.results = {.n = 0}};
    struct appui_text_buffer out;
    add(&sheet, "hard 1", "appui", 40, 1);
    add(&sheet, "hard 2", "appui", 40, 1)->build = "fedcba9876543210";
    finish(&sheet, NULL, APPUI_ENGLISH, &out);
    assert_says(&out, "Results of several builds");
    appui_text_release(&out);
}

/* Least cost 261 of 15 jobs: coverage 15, fit 15 - 0.000261. Greatest total 336: fit 0.000336. */
static void add_gap(struct sheet *sheet, const char *instance, double coverage, double fit)
{
    struct appui_bench_run *run = add(sheet, instance, "appui", fit, 0.5);
    run->set = "gap-small";
    run->task = "gap";
    if (coverage > 0) {
        run->n_tiers = 2;
        run->tiers[0].value = coverage;
        run->tiers[1] = (struct appui_bench_tier){"fit", fit, fit, 0, true};
    } else {
        run->tiers[0].name = "fit";
    }
}

static void assignment_problems_are_told_in_their_own_unit(void **state)
{
    (void)state;
    static const char list[] = "path,agents,jobs,best_known_min,proved_optimal,orlib_optimum_max\n"
                               "a/gap11-0,5,15,1,yes,1\na/gap1-0,5,15,261,yes,336\n"
                               "a/b05,5,100,1843,no,\n";
    struct sheet sheet = {.results = {.n = 0}};
    struct appui_text_buffer out;
    add_gap(&sheet, "gap1-0 max", 0, 0.000336);
    add_gap(&sheet, "gap1-0 min", 15, 15 - 0.000262);
    add_gap(&sheet, "b05 min", 100, 100 - 0.001843);
    add_gap(&sheet, "b05 max", 0, 0.01); /* no greatest total is known */
    finish(&sheet, list, APPUI_FRENCH, &out);
    assert_says(&out, "| gap1-0 max | 336 | 336 | 0 % | oui | 0,5 | 20 |");
    assert_says(&out, "| gap1-0 min | 262 | 261 | 0,38 % | oui |");
    assert_says(&out, "| b05 min | 1\u00A0843 | 1\u00A0843 | 0 % | oui |");
    assert_says(&out, "| b05 max | 10");
    assert_says(&out, "Aussi bon que la meilleure valeur connue : 2 sur 3.");
    appui_text_release(&out);
}

static void a_list_of_best_values_that_is_missing_is_told(void **state)
{
    (void)state;
    struct sheet sheet = {.results = {.n = 0}};
    struct appui_text_buffer out;
    add_gap(&sheet, "gap1-0 max", 0, 0.000336);
    finish(&sheet, NULL, APPUI_ENGLISH, &out);
    assert_says(&out, "no gap/best_known.csv in somewhere");
    assert_says(&out, "| gap1-0 max | 336 |  |  | yes |");
    appui_text_release(&out);
}

/* Whichever allocation fails, the report is whole or says that it is not. */
static void memory_that_fails_is_told(void **state)
{
    (void)state;
    struct sheet sheet = {.results = {.n = 0}};
    struct appui_best_known known = {NULL};
    struct appui_text_buffer whole = {.bytes = NULL};
    add(&sheet, "hard 1", "appui", 40, 1);
    unprove(add(&sheet, "hard 1", "cbc", 40, 2), 0.1);
    add_gap(&sheet, "gap1-0 max", 0, 0.000336);
    appui_bench_report(&sheet.results, &known, "somewhere", APPUI_ENGLISH, &whole);
    assert_false(whole.failed);
    bool failed = true;
    for (long n = 1; failed; n++) {
        struct appui_text_buffer out = {.bytes = NULL};
        assert_true(n < 2000);
        appui_memory_fail_after(n);
        appui_bench_report(&sheet.results, &known, "somewhere", APPUI_ENGLISH, &out);
        appui_memory_fail_after(0);
        failed = out.failed;
        assert_true(failed || strcmp(out.bytes, whole.bytes) == 0);
        appui_text_release(&out);
    }
    appui_text_release(&whole);
    appui_bench_results_release(&sheet.results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratios_are_to_the_quickest_other_solver),
        cmocka_unit_test(twenty_milliseconds_are_no_loss),
        cmocka_unit_test(what_is_not_proved_counts_as_the_limit),
        cmocka_unit_test(two_proofs_that_differ_are_told),
        cmocka_unit_test(failures_are_told),
        cmocka_unit_test(several_builds_are_told),
        cmocka_unit_test(assignment_problems_are_told_in_their_own_unit),
        cmocka_unit_test(a_list_of_best_values_that_is_missing_is_told),
        cmocka_unit_test(memory_that_fails_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
