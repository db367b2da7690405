/*
 * Files of bench results: written and read again, damaged ones told, answers of solvers taken.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/bench_json.h"
#include "io/digest.h"

static char path[] = "/tmp/appui-bench-json-XXXXXX";

static int make_path(void **state)
{
    (void)state;
    int file = mkstemp(path);
    return file < 0 || close(file) != 0;
}

static int remove_path(void **state)
{
    (void)state;
    return unlink(path);
}

static void put(const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    double seconds[] = {0.25, 1};
    struct appui_bench_tier tiers[] = {{"coverage", 41.5, 42, 0.012048, false},
                                       {"fit", NAN, NAN, NAN, false}};
    struct appui_bench_run run = {.set = "hard",
                                  .instance = "hard 3",
                                  .task = "coverage",
                                  .solver = "appui",
                                  .version = "0.1.0",
                                  .build = "b",
                                  .input = "i",
                                  .status = "feasible",
                                  .n_seconds = 2,
                                  .seconds = seconds,
                                  .peak_mib = NAN,
                                  .n_tiers = 2,
                                  .tiers = tiers};
    struct appui_bench_results written = {.system = "s", .cores = 2};
    struct appui_bench_results results = {.runs = NULL};
    struct appui_faults faults = {0};
    assert_int_equal(appui_bench_results_add(&written, &run), 0);
    assert_int_equal(appui_bench_json_write(path, &written, &faults), APPUI_IO_OK);
    assert_int_equal(appui_bench_json_read(path, &results, &faults), APPUI_IO_OK);
    assert_int_equal(results.n, 1);
    assert_int_equal(results.cores, 2);
    assert_null(results.processor);
    const struct appui_bench_run *again = &results.runs[0];
    assert_string_equal(again->instance, "hard 3");
    assert_string_equal(again->build, "b");
    assert_int_equal(again->n_seconds, 2);
    assert_true(again->seconds[0] == 0.25 && again->seconds[1] == 1);
    assert_true(again->limit_s == 0 && isnan(again->peak_mib));
    assert_int_equal(again->n_tiers, 2);
    assert_true(again->tiers[0].value == 41.5 && again->tiers[0].bound == 42);
    assert_true(isnan(again->tiers[1].value) && !again->tiers[1].proved);
    appui_bench_results_release(&results);
    appui_bench_results_release(&written);
    appui_faults_release(&faults);
}

static void assert_rejected(const char *text, const char *pointer)
{
    struct appui_bench_results results = {.runs = NULL};
    struct appui_faults faults = {0};
    put(text);
    assert_int_equal(appui_bench_json_read(path, &results, &faults), APPUI_IO_REJECTED);
    assert_int_equal(faults.n_errors, 1);
    assert_string_equal(faults.items[0].pointer, pointer);
    assert_int_equal(results.n, 0);
    appui_faults_release(&faults);
    appui_bench_results_release(&results);
}

static void damaged_files_are_told(void **state)
{
    (void)state;
    assert_rejected("{\"format\": \"appui-bench/1\",", "");
    assert_rejected("{\"format\": \"appui-plan/1\", \"lines\": []}", "/format");
    assert_rejected("{\"format\": \"appui-bench/1\", \"machine\": {\"cores\": 2}}", "");
    assert_rejected("{\"format\": \"appui-bench/1\", \"machine\": {\"cores\": 2}, \"runs\": [{"
                    "\"set\": \"a\", \"instance\": \"a 1\", \"task\": \"t\", \"solver\": \"s\","
                    "\"input\": \"i\", \"status\": \"optimal\", \"seconds\": [\"1\"],"
                    "\"tiers\": []}]}",
                    "/runs/0/seconds/0");
}

static void the_tiers_of_a_plan_are_taken(void **state)
{
    (void)state;
    struct appui_arena arena = {0};
    struct appui_bench_run run = {.status = "failed"};
    double seconds = 7;
    put("{\"status\": \"feasible\", \"tiers\": [{\"name\": \"coverage\", \"value\": 5, \"bound\": "
        "5,"
        "\"gap\": 0, \"proved\": true}, {\"name\": \"waiting\", \"applicable\": false},"
        "{\"name\": \"equity\", \"value\": [{\"num\": 3, \"den\": 4}, {\"num\": 1, \"den\": 2}],"
        "\"bound\": [{\"num\": 5, \"den\": 8}, {\"num\": 1, \"den\": 2}], \"gap\": [0.125, 0.5],"
        "\"proved\": false}]}");
    assert_int_equal(appui_bench_json_answer(path, "", 1, &arena, &run, &seconds), APPUI_IO_OK);
    assert_string_equal(run.status, "feasible");
    assert_int_equal(run.n_tiers, 2);
    assert_true(run.tiers[0].proved && run.tiers[0].value == 5);
    assert_string_equal(run.tiers[1].name, "equity");
    assert_true(run.tiers[1].value == 0.75 && run.tiers[1].bound == 0.625);
    assert_true(run.tiers[1].gap == 0.5 && seconds == 7);
    appui_arena_release(&arena);
}

static void the_value_of_a_peer_is_taken(void **state)
{
    (void)state;
    struct appui_arena arena = {0};
    struct appui_bench_run run = {.status = "failed"};
    double seconds = 7;
    put("{\"peer\": \"cbc\", \"version\": \"CBC 2.10.8\", \"status\": \"optimal\","
        "\"value\": 41500000, \"bound\": 41500000, \"seconds\": 0.125}\n");
    assert_int_equal(appui_bench_json_answer(path, "coverage", 1e6, &arena, &run, &seconds),
                     APPUI_IO_OK);
    assert_string_equal(run.version, "CBC 2.10.8");
    assert_true(run.tiers[0].value == 41.5 && run.tiers[0].proved && seconds == 0.125);
    put("{\"peer\": \"cbc\", \"status\": \"none\", \"value\": null, \"seconds\": 3}");
    assert_int_equal(appui_bench_json_answer(path, "coverage", 1e6, &arena, &run, &seconds),
                     APPUI_IO_OK);
    assert_true(isnan(run.tiers[0].value) && !run.tiers[0].proved && seconds == 3);
    put("{\"peer\": \"cbc\", \"version\": \"CBC 2.10.8\", \"proved\": true, \"seconds\": 2,"
        "\"tiers\": [{\"name\": \"fit\", \"value\": 2, \"proved\": true}]}");
    assert_int_equal(appui_bench_json_answer(path, "", 1e6, &arena, &run, &seconds), APPUI_IO_OK);
    assert_string_equal(run.status, "optimal");
    assert_true(run.tiers[0].value == 2); /* tiers stand in the plan's unit already */
    appui_arena_release(&arena);
}

static void an_answer_that_is_none_leaves_the_run(void **state)
{
    (void)state;
    static const char *const answers[] = {
        "",   "Traceback",       "{}",
        "[]", "{\"status\": 3}", "{\"proved\": true, \"tiers\": [], \"error\": \"lost\"}"};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct appui_arena arena = {0};
        struct appui_bench_run run = {.status = "failed"};
        double seconds = 7;
        put(answers[i]);
        assert_int_not_equal(appui_bench_json_answer(path, "fit", 1, &arena, &run, &seconds),
                             APPUI_IO_OK);
        assert_string_equal(run.status, "failed");
        assert_true(run.n_tiers == 0 && seconds == 7);
        appui_arena_release(&arena);
    }
}

/* SHA-256 of "abc" (FIPS 180-2, appendix B.1). */
static void a_digest_is_that_of_the_bytes(void **state)
{
    (void)state;
    char sha256[APPUI_SHA256_TEXT];
    put("abc");
    assert_int_equal(appui_digest_file(path, sha256), APPUI_IO_OK);
    assert_string_equal(sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(appui_digest_file("/nowhere/at/all", sha256), APPUI_IO_CANNOT_OPEN);
    assert_string_equal(sha256, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(damaged_files_are_told),
        cmocka_unit_test(the_tiers_of_a_plan_are_taken),
        cmocka_unit_test(the_value_of_a_peer_is_taken),
        cmocka_unit_test(an_answer_that_is_none_leaves_the_run),
        cmocka_unit_test(a_digest_is_that_of_the_bytes),
    };
    return cmocka_run_group_tests(tests, make_path, remove_path);
}
