/* Reduced programs: same integer points, smaller numbers, no row with two different bounds; and
 * what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "solver/reduce.h"

#define NONE APPUI_MINUS_INFINITY
#define ANY APPUI_PLUS_INFINITY

/* maximise 6 x - 9 y over 0 <= x, y <= 5, and one row low <= 4 x + 6 y <= high. */
static struct appui_program sample(int64_t low, int64_t high)
{
    struct appui_program program = {.maximise = true};
    appui_program_column(&program, 0, 5, true, "x");
    appui_program_column(&program, 0, 5, true, "y");
    program.columns[0].cost = 6;
    program.columns[1].cost = -9;
    appui_program_row(&program, low, high, "r");
    appui_program_term(&program, 0, 4);
    appui_program_term(&program, 1, 6);
    return program;
}

static enum appui_reduce_code reduce(struct appui_program *program, struct appui_reduced *reduced,
                                     char *reason)
{
    *reduced = (struct appui_reduced){0};
    return appui_reduce(program, reduced, reason);
}

/* 4 x + 6 y in [-3, 17] is 2 x + 3 y in [-1, 8]; 6, -9 is 3 times 2, -3. */
static void costs_and_rows_are_divided_and_bounds_rounded_inwards(void **state)
{
    (void)state;
    struct appui_program program = sample(-3, 17);
    struct appui_reduced reduced;
    char reason[APPUI_REDUCE_REASON];
    assert_int_equal(reduce(&program, &reduced, reason), APPUI_REDUCE_OK);
    assert_int_equal(reduced.unit, 3);
    assert_true(reduced.integral);
    assert_true(reduced.program.maximise);
    assert_int_equal(reduced.program.columns[0].cost, 2);
    assert_int_equal(reduced.program.columns[1].cost, -3);
    assert_int_equal(reduced.program.n_rows, 2);
    assert_int_equal(reduced.program.rows[0].high, 8);
    assert_true(reduced.program.rows[0].low == NONE);
    assert_int_equal(reduced.program.rows[1].low, -1);
    assert_true(reduced.program.rows[1].high == ANY);
    assert_int_equal(reduced.program.terms[0].coefficient, 2);
    assert_int_equal(reduced.program.terms[3].coefficient, 3);
    appui_reduced_release(&reduced);
    appui_program_release(&program);
}

static void an_equation_stays_one_row(void **state)
{
    (void)state;
    struct appui_program program = sample(10, 10);
    struct appui_reduced reduced;
    char reason[APPUI_REDUCE_REASON];
    assert_int_equal(reduce(&program, &reduced, reason), APPUI_REDUCE_OK);
    assert_int_equal(reduced.program.n_rows, 1);
    assert_int_equal(reduced.program.rows[0].low, 5);
    assert_int_equal(reduced.program.rows[0].high, 5);
    appui_reduced_release(&reduced);
    appui_program_release(&program);
}

static void a_row_that_no_multiple_satisfies_is_infeasible(void **state)
{
    (void)state;
    static const struct {
        int64_t low, high;
    } cases[] = {{1, 1}, {7, 7}, {-1, -1}, {3, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct appui_program program = sample(cases[i].low, cases[i].high);
        struct appui_reduced reduced;
        char reason[APPUI_REDUCE_REASON];
        assert_int_equal(reduce(&program, &reduced, reason), APPUI_REDUCE_INFEASIBLE);
        appui_reduced_release(&reduced);
        appui_program_release(&program);
    }
}

static void a_row_with_a_continuous_column_is_not_divided(void **state)
{
    (void)state;
    struct appui_program program = sample(3, 17);
    program.columns[1].integer = false;
    struct appui_reduced reduced;
    char reason[APPUI_REDUCE_REASON];
    assert_int_equal(reduce(&program, &reduced, reason), APPUI_REDUCE_OK);
    assert_false(reduced.integral);
    assert_int_equal(reduced.program.rows[0].high, 17);
    assert_int_equal(reduced.program.rows[1].low, 3);
    assert_int_equal(reduced.program.terms[0].coefficient, 4);
    appui_reduced_release(&reduced);
    appui_program_release(&program);
}

static void a_row_without_terms_is_dropped_or_decides(void **state)
{
    (void)state;
    for (int64_t low = 0; low <= 1; low++) {
        struct appui_program program = sample(0, 17);
        appui_program_row(&program, low, 2, "empty");
        struct appui_reduced reduced;
        char reason[APPUI_REDUCE_REASON];
        assert_int_equal(reduce(&program, &reduced, reason),
                         low == 0 ? APPUI_REDUCE_OK : APPUI_REDUCE_INFEASIBLE);
        assert_int_equal(reduced.program.n_rows, 2);
        appui_reduced_release(&reduced);
        appui_program_release(&program);
    }
}

static void no_cost_at_all_has_the_unit_one(void **state)
{
    (void)state;
    struct appui_program program = sample(0, 17);
    appui_program_clear_costs(&program);
    struct appui_reduced reduced;
    char reason[APPUI_REDUCE_REASON];
    assert_int_equal(reduce(&program, &reduced, reason), APPUI_REDUCE_OK);
    assert_int_equal(reduced.unit, 1);
    assert_true(reduced.integral);
    appui_reduced_release(&reduced);
    appui_program_release(&program);
}

/* Spoils the sample in way i; false after the last way. */
static bool spoil(struct appui_program *program, int i)
{
    static char long_name[258];
    memset(long_name, 'n', 256);
    switch (i) {
    case 0:
        program->columns[0].low = 6;
        return true;
    case 1:
        program->rows[0].low = 18;
        return true;
    case 2:
        program->rows[0].low = NONE;
        program->rows[0].high = ANY;
        return true;
    case 3:
        program->columns[1].cost = INT64_C(1000000000000001);
        return true;
    case 4:
        program->terms[0].coefficient = INT64_C(-1000000000000001);
        return true;
    case 5:
        program->columns[1].high = INT64_C(1000000000000001);
        return true;
    case 6:
        program->terms[1].column = 0;
        return true;
    case 7:
        program->columns[0].name = "a b";
        return true;
    case 8:
        program->rows[0].name = "d\xc3\xa9j\xc3\xa0";
        return true;
    case 9:
        program->rows[0].name = long_name;
        return true;
    case 10:
        program->objective = "";
        return true;
    default:
        return false;
    }
}

static void what_no_solver_should_see_is_refused_with_a_word(void **state)
{
    (void)state;
    static const char *const words[] = {
        "column 'x': the lower bound is above the upper bound",
        "row 'r': the lower bound is above the upper bound",
        "row 'r': it has no bound",
        "column 'y': the cost is beyond 1e15",
        "row 'r': a coefficient is beyond 1e15",
        "column 'y': a bound is beyond 1e15",
        "row 'r': a column stands in it twice",
        "column 'a b': the name holds something other than ASCII letters, digits, '_' and '.'",
        "row 'd\xc3\xa9j\xc3\xa0': the name holds something other than ASCII letters, digits, '_' "
        "and '.'",
        NULL,
        "objective '': the name is not 1 to 255 characters long"};
    bool spoilt = true;
    for (int i = 0; spoilt; i++) {
        struct appui_program program = sample(0, 17);
        struct appui_reduced reduced;
        char reason[APPUI_REDUCE_REASON] = "";
        spoilt = spoil(&program, i);
        assert_int_equal(reduce(&program, &reduced, reason),
                         spoilt ? APPUI_REDUCE_BAD_MODEL : APPUI_REDUCE_OK);
        if (spoilt && words[i] != NULL) {
            assert_string_equal(reason, words[i]);
        }
        appui_reduced_release(&reduced);
        appui_program_release(&program);
    }
}

static void failing_memory_comes_back_before_and_during(void **state)
{
    (void)state;
    for (long n = 1; n <= 5; n++) {
        struct appui_program program = sample(0, 17);
        struct appui_reduced reduced;
        char reason[APPUI_REDUCE_REASON];
        program.failed = n == 5;
        appui_memory_fail_after(n < 5 ? n : 0);
        assert_int_equal(reduce(&program, &reduced, reason), APPUI_REDUCE_NO_MEMORY);
        appui_memory_fail_after(0);
        appui_reduced_release(&reduced);
        appui_program_release(&program);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_and_rows_are_divided_and_bounds_rounded_inwards),
        cmocka_unit_test(an_equation_stays_one_row),
        cmocka_unit_test(a_row_that_no_multiple_satisfies_is_infeasible),
        cmocka_unit_test(a_row_with_a_continuous_column_is_not_divided),
        cmocka_unit_test(a_row_without_terms_is_dropped_or_decides),
        cmocka_unit_test(no_cost_at_all_has_the_unit_one),
        cmocka_unit_test(what_no_solver_should_see_is_refused_with_a_word),
        cmocka_unit_test(failing_memory_comes_back_before_and_during),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
