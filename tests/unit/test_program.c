/* Programs: building, judging points exactly, and what happens when memory fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "solver/program.h"

/* maximise 3 x + 2 y; r: 1 <= x + 2 y <= 7; s: x - y >= 0; 0 <= x <= 5, -3 <= y <= 4. */
static struct appui_program sample(void)
{
    struct appui_program program = {.maximise = true};
    int32_t x = appui_program_column(&program, 0, 5, true, "x.%d", 1);
    int32_t y = appui_program_column(&program, -3, 4, true, "y.%s", "two");
    if (!program.failed) {
        program.columns[x].cost = 3;
        program.columns[y].cost = 2;
    }
    appui_program_row(&program, 1, 7, "r%d", 1);
    appui_program_term(&program, x, 1);
    appui_program_term(&program, y, 2);
    appui_program_row(&program, 0, APPUI_PLUS_INFINITY, "s");
    appui_program_term(&program, x, 1);
    appui_program_term(&program, y, -1);
    return program;
}

static void names_are_formatted_and_indices_counted(void **state)
{
    (void)state;
    struct appui_program program = sample();
    assert_false(program.failed);
    assert_int_equal(program.n_columns, 2);
    assert_int_equal(program.n_rows, 2);
    assert_int_equal(program.n_terms, 4);
    assert_string_equal(program.columns[0].name, "x.1");
    assert_string_equal(program.columns[1].name, "y.two");
    assert_string_equal(program.rows[0].name, "r1");
    assert_int_equal(program.rows[1].first_term, 2);
    assert_int_equal(program.rows[1].n_terms, 2);
    appui_program_release(&program);
    assert_null(program.columns);
}

static void a_name_of_any_length_is_kept_whole(void **state)
{
    (void)state;
    struct appui_program program = {0};
    char name[301];
    memset(name, 'n', 300);
    name[300] = '\0';
    appui_program_column(&program, 0, 1, true, "%s", name);
    assert_string_equal(program.columns[0].name, name);
    appui_program_release(&program);
}

static void a_coefficient_of_zero_is_dropped(void **state)
{
    (void)state;
    struct appui_program program = sample();
    appui_program_term(&program, 0, 0);
    assert_int_equal(program.n_terms, 4);
    assert_int_equal(program.rows[1].n_terms, 2);
    appui_program_release(&program);
}

/* (5, 1): 15 + 2 = 17; 5 + 2 = 7 <= 7; 5 - 1 >= 0. */
static void a_point_that_breaks_nothing_has_its_value(void **state)
{
    (void)state;
    struct appui_program program = sample();
    const int64_t x[] = {5, 1};
    assert_int_equal(appui_program_value(&program, x), 17);
    assert_int_equal(appui_program_violation(&program, x), -1);
    appui_program_release(&program);
}

/* r: 9 at (5, 2), -4 at (4, -4), 1 at (5, -2). s: -1 at (0, 1). x: 6 at (6, 0). Nothing at (1, 0).
 */
static void the_first_row_or_bound_that_breaks_is_named(void **state)
{
    (void)state;
    struct appui_program program = sample();
    static const struct {
        int64_t x[2];
        int32_t violation;
    } cases[] = {{{5, 2}, 0}, {{0, 1}, 1}, {{1, 0}, -1}, {{6, 0}, 2}, {{4, -4}, 0}, {{5, -2}, -1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(appui_program_violation(&program, cases[i].x), cases[i].violation);
        assert_int_equal(appui_program_row_holds(&program, 0, cases[i].x), cases[i].violation != 0);
    }
    program.columns[1].low = -1;
    assert_int_equal(appui_program_violation(&program, cases[5].x), 3);
    appui_program_release(&program);
}

/* 1e15 x 1e15 leaves 64 bits: the row's sum, 1e30 - 1e30 + 1, is still told from 0. */
static void sums_beyond_64_bits_are_exact(void **state)
{
    (void)state;
    const int64_t large = INT64_C(1000000000000000);
    struct appui_program program = {0};
    for (int i = 0; i < 3; i++) {
        appui_program_column(&program, 0, large, true, "c%d", i);
    }
    appui_program_row(&program, 0, 0, "balance");
    appui_program_term(&program, 0, large);
    appui_program_term(&program, 1, -large);
    appui_program_term(&program, 2, 1);
    const int64_t off[] = {large, large, 1};
    const int64_t even[] = {large, large, 0};
    assert_int_equal(appui_program_violation(&program, off), 0);
    assert_int_equal(appui_program_violation(&program, even), -1);
    program.columns[0].cost = large;
    assert_true(appui_program_value(&program, even) == INT64_MAX);
    program.columns[0].cost = -large;
    assert_true(appui_program_value(&program, even) == INT64_MIN);
    program.columns[1].cost = large;
    assert_int_equal(appui_program_value(&program, off), 0);
    appui_program_release(&program);
}

static void truncated_rows_are_forgotten_and_can_be_replaced(void **state)
{
    (void)state;
    struct appui_program program = sample();
    appui_program_truncate_rows(&program, 5);
    assert_int_equal(program.n_rows, 2);
    appui_program_truncate_rows(&program, 1);
    assert_int_equal(program.n_rows, 1);
    assert_int_equal(program.n_terms, 2);
    appui_program_row(&program, 3, 3, "t");
    appui_program_term(&program, 1, 1);
    const int64_t x[] = {0, 3};
    assert_int_equal(appui_program_violation(&program, x), -1);
    assert_int_equal(program.rows[1].first_term, 2);
    appui_program_release(&program);
}

static void cleared_costs_make_every_point_worth_nothing(void **state)
{
    (void)state;
    struct appui_program program = sample();
    appui_program_clear_costs(&program);
    const int64_t x[] = {5, 1};
    assert_int_equal(appui_program_value(&program, x), 0);
    appui_program_release(&program);
}

static void failing_memory_marks_the_program_and_harms_nothing(void **state)
{
    (void)state;
    long n = 0;
    bool failed = true;
    while (failed) {
        appui_memory_fail_after(++n);
        struct appui_program program = sample();
        appui_memory_fail_after(0);
        failed = program.failed;
        appui_program_release(&program);
    }
    assert_true(n > 5);
}

/* 3 x + 2 y within 0 <= x <= 5, -3 <= y <= 4: at most 23, at least -6; none without y's bound. */
static void the_box_bounds_the_objective(void **state)
{
    (void)state;
    struct appui_program program = sample();
    int64_t bound = 0;
    assert_true(appui_program_box_bound(&program, &bound));
    assert_int_equal(bound, 23);
    program.maximise = false;
    assert_true(appui_program_box_bound(&program, &bound));
    assert_int_equal(bound, -6);
    program.columns[1].low = APPUI_MINUS_INFINITY;
    assert_false(appui_program_box_bound(&program, &bound));
    program.columns[1].cost = 0;
    assert_true(appui_program_box_bound(&program, &bound));
    assert_int_equal(bound, 0);
    appui_program_release(&program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_box_bounds_the_objective),
        cmocka_unit_test(names_are_formatted_and_indices_counted),
        cmocka_unit_test(a_name_of_any_length_is_kept_whole),
        cmocka_unit_test(a_coefficient_of_zero_is_dropped),
        cmocka_unit_test(a_point_that_breaks_nothing_has_its_value),
        cmocka_unit_test(the_first_row_or_bound_that_breaks_is_named),
        cmocka_unit_test(sums_beyond_64_bits_are_exact),
        cmocka_unit_test(truncated_rows_are_forgotten_and_can_be_replaced),
        cmocka_unit_test(cleared_costs_make_every_point_worth_nothing),
        cmocka_unit_test(failing_memory_marks_the_program_and_harms_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
