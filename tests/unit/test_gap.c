/*
 * The generalized assignment format: what is read, where faults are placed, and the basin made of
 * an instance. tests/gap.py compares plans with known optima; tests/data/invalid shows each fault.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "io/gap.h"
#include "model/basin.h"

/* Two agents, three jobs. */
#define TINY "2 3\n4 2 7\n3 6 5\n2 1 3\n2 2 2\n3 4\n"

struct reading {
    struct appui_gap gap;
    struct appui_faults faults;
    enum appui_io_code code;
};

static struct reading read_text(const char *text)
{
    struct reading reading = {0};
    reading.code = appui_gap_parse(text, strlen(text), &reading.gap, &reading.faults);
    return reading;
}

static void release(struct reading *reading)
{
    appui_gap_release(&reading->gap);
    appui_faults_release(&reading->faults);
}

static void assert_fault(const struct reading *reading, int32_t index, enum appui_fault_code code,
                         int32_t line, int32_t column)
{
    const struct appui_fault *fault = &reading->faults.items[index];
    assert_true(index < reading->faults.n);
    assert_string_equal(appui_fault_text(fault->code)->name, appui_fault_text(code)->name);
    assert_int_equal(fault->line, line);
    assert_int_equal(fault->column, column);
}

static void assert_one_fault(const char *text, enum appui_fault_code code, int32_t line,
                             int32_t column)
{
    struct reading reading = read_text(text);
    assert_int_equal(reading.code, APPUI_IO_REJECTED);
    assert_int_equal(reading.faults.n, 1);
    assert_fault(&reading, 0, code, line, column);
    release(&reading);
}

static void assert_reads_tiny(const char *text)
{
    static const int32_t costs[] = {4, 2, 7, 3, 6, 5}, resources[] = {2, 1, 3, 2, 2, 2};
    struct reading reading = read_text(text);
    assert_int_equal(reading.code, APPUI_IO_OK);
    assert_int_equal(reading.faults.n, 0);
    assert_int_equal(reading.gap.n_agents, 2);
    assert_int_equal(reading.gap.n_jobs, 3);
    assert_memory_equal(reading.gap.costs, costs, sizeof costs);
    assert_memory_equal(reading.gap.resources, resources, sizeof resources);
    assert_int_equal(reading.gap.capacities[0], 3);
    assert_int_equal(reading.gap.capacities[1], 4);
    release(&reading);
}

static void reads_numbers_whatever_white_space_parts_them(void **state)
{
    (void)state;
    assert_reads_tiny(TINY);
    assert_reads_tiny("2 3 4 2 7 3 6 5 2 1 3 2 2 2 3 4");
    assert_reads_tiny("\r\n  2\t3\r\n\r\n4 2 7 3 6\f5\v2 1 3 2 2 2 3 004 \r\n\n");
}

static void every_faulty_number_is_told_in_one_run(void **state)
{
    (void)state;
    struct reading reading = read_text("2 3\n4 -2 7\n3 1000001 5\n2 0 3\n2 2 20001\n-1 20001\n9");
    assert_int_equal(reading.code, APPUI_IO_REJECTED);
    assert_int_equal(reading.faults.n, 7);
    assert_fault(&reading, 0, APPUI_FAULT_GAP_COST, 2, 3);
    assert_fault(&reading, 1, APPUI_FAULT_GAP_COST, 3, 3);
    assert_fault(&reading, 2, APPUI_FAULT_GAP_RESOURCE, 4, 3);
    assert_fault(&reading, 3, APPUI_FAULT_GAP_RESOURCE, 5, 5);
    assert_fault(&reading, 4, APPUI_FAULT_GAP_CAPACITY, 6, 1);
    assert_fault(&reading, 5, APPUI_FAULT_GAP_CAPACITY, 6, 4);
    assert_fault(&reading, 6, APPUI_FAULT_GAP_TOO_LONG, 7, 1);
    assert_string_equal(appui_fault_argument(&reading.faults.items[1], "job"), "2");
    assert_string_equal(appui_fault_argument(&reading.faults.items[1], "agent"), "2");
    assert_string_equal(appui_fault_argument(&reading.faults.items[6], "expected"), "16");
    release(&reading);
}

/* Both ends of each range: costs 0 and 10^6, resources 1 and 20000, capacities 0 and 20000. */
static void the_ends_of_every_range_are_read(void **state)
{
    (void)state;
    struct reading reading = read_text("2 1  0 1000000  1 20000  0 20000");
    assert_int_equal(reading.code, APPUI_IO_OK);
    assert_int_equal(reading.gap.costs[1], 1000000);
    assert_int_equal(reading.gap.resources[1], 20000);
    assert_int_equal(reading.gap.capacities[0], 0);
    release(&reading);
}

static void sizes_are_judged_before_anything_is_read(void **state)
{
    (void)state;
    assert_one_fault("", APPUI_FAULT_GAP_SIZE_MISSING, 1, 1);
    assert_one_fault(" \n 2\n", APPUI_FAULT_GAP_SIZE_MISSING, 3, 1);
    assert_one_fault("0 3", APPUI_FAULT_GAP_AGENTS, 1, 1);
    assert_one_fault("1001 3", APPUI_FAULT_GAP_AGENTS, 1, 1);
    assert_one_fault("2 0", APPUI_FAULT_GAP_JOBS, 1, 3);
    assert_one_fault("2 10001", APPUI_FAULT_GAP_JOBS, 1, 3);
    assert_one_fault("51 10000", APPUI_FAULT_GAP_PAIRS, 1, 4);
    assert_one_fault("50 10000", APPUI_FAULT_GAP_TOO_SHORT, 1, 9);
    assert_one_fault("2.0 3", APPUI_FAULT_GAP_NOT_WHOLE, 1, 1);
    assert_one_fault("2 99999999999999999999999999", APPUI_FAULT_GAP_JOBS, 1, 3);
    assert_one_fault("2 -99999999999999999999999999", APPUI_FAULT_GAP_JOBS, 1, 3);
}

/* The column counts characters: é is one. */
static void words_that_are_no_number_are_shown_and_cut_between_characters(void **state)
{
    (void)state;
    struct reading reading = read_text("é 3\n");
    assert_fault(&reading, 0, APPUI_FAULT_GAP_NOT_WHOLE, 1, 1);
    assert_string_equal(appui_fault_argument(&reading.faults.items[0], "value"), "é");
    release(&reading);
    reading = read_text("é0 x3\n");
    assert_fault(&reading, 1, APPUI_FAULT_GAP_NOT_WHOLE, 1, 4);
    release(&reading);
    reading = read_text("012345678901234567890123456789012345678éé 3\n");
    assert_string_equal(appui_fault_argument(&reading.faults.items[0], "value"),
                        "012345678901234567890123456789012345678…");
    release(&reading);
}

static void the_draft_of(const char *text, enum appui_gap_sense sense, struct appui_draft *draft)
{
    struct reading reading = read_text(text);
    assert_int_equal(reading.code, APPUI_IO_OK);
    assert_int_equal(appui_gap_draft(&reading.gap, sense, draft), APPUI_IO_OK);
    release(&reading);
}

static void an_instance_is_a_basin_without_fault_or_warning(void **state)
{
    (void)state;
    struct appui_draft draft = {0};
    struct appui_faults faults = {0};
    the_draft_of(TINY, APPUI_GAP_MIN, &draft);
    struct appui_basin *basin = appui_basin_build(&draft, &faults);
    assert_non_null(basin);
    assert_int_equal(faults.n, 0);
    assert_int_equal(basin->n_experts, 2);
    assert_int_equal(basin->n_needs, 3);
    assert_false(basin->partners[0].limited);
    assert_int_equal(basin->experts[1].partner, 1);
    assert_int_equal(basin->experts[1].half_days_max, 4);
    assert_int_equal(basin->needs[2].half_days, 1);
    assert_int_equal(basin->tiers.n, 2);
    assert_int_equal(basin->tiers.items[0].tier, APPUI_TIER_COVERAGE);
    assert_int_equal(basin->tiers.items[1].tier, APPUI_TIER_FIT);
    /* agent 1, job 3 */
    const struct appui_estimate *estimate = appui_basin_estimate(basin, 0, 2);
    assert_non_null(estimate);
    assert_int_equal(estimate->half_days, 3);
    assert_int_equal(estimate->fit, 999993);
    appui_basin_free(basin);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
}

static void a_profit_is_the_fit_itself_and_the_only_tier(void **state)
{
    (void)state;
    struct appui_draft draft = {0};
    the_draft_of(TINY, APPUI_GAP_MAX, &draft);
    assert_int_equal(draft.tiers.n, 1);
    assert_string_equal(draft.tiers.items[0], "fit");
    assert_string_equal(draft.estimates[2].need, "job-3");
    assert_string_equal(draft.estimates[2].expert, "agent-1");
    assert_int_equal(draft.estimates[2].fit, 7);
    appui_draft_release(&draft);
}

static enum appui_io_code import_with_little_memory(long n)
{
    struct appui_gap gap = {0};
    struct appui_faults faults = {0};
    struct appui_draft draft = {0};
    appui_memory_fail_after(n);
    enum appui_io_code code = appui_gap_parse(TINY, strlen(TINY), &gap, &faults);
    if (code == APPUI_IO_OK) {
        code = appui_gap_draft(&gap, APPUI_GAP_MIN, &draft);
    }
    appui_memory_fail_after(0);
    appui_gap_release(&gap);
    appui_faults_release(&faults);
    appui_draft_release(&draft);
    return code;
}

static void memory_that_fails_is_an_error_code(void **state)
{
    (void)state;
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    long n = 0;
    while (code == APPUI_IO_NO_MEMORY) {
        code = import_with_little_memory(++n);
    }
    assert_int_equal(code, APPUI_IO_OK);
    assert_true(n > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_numbers_whatever_white_space_parts_them),
        cmocka_unit_test(every_faulty_number_is_told_in_one_run),
        cmocka_unit_test(the_ends_of_every_range_are_read),
        cmocka_unit_test(sizes_are_judged_before_anything_is_read),
        cmocka_unit_test(words_that_are_no_number_are_shown_and_cut_between_characters),
        cmocka_unit_test(an_instance_is_a_basin_without_fault_or_warning),
        cmocka_unit_test(a_profit_is_the_fit_itself_and_the_only_tier),
        cmocka_unit_test(memory_that_fails_is_an_error_code)};
    return cmocka_run_group_tests_name("gap", tests, NULL, NULL);
}
