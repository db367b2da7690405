/* Tightening: cases by hand, and no integer point of a random program is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/random.h"
#include "solver/tighten.h"

enum { COLUMNS = 4, HIGH = 3, ROWS = 3 };

/* sessions - 5 e0 - 3 e1 - 0 e2 <= 0, e0 + e1 + e2 = 1, 0 <= sessions <= 3. With e2 closed every
 * open date leaves at least 3, so the row says no more than the bound does. */
static struct appui_program dates(void)
{
    struct appui_program program = {.maximise = false};
    for (int32_t c = 0; c < 3; c++) {
        appui_program_column(&program, 0, c < 2, true, "e%d", (int)c);
    }
    appui_program_column(&program, 0, 3, true, "sessions");
    appui_program_row(&program, 1, 1, "once");
    for (int32_t c = 0; c < 3; c++) {
        appui_program_term(&program, c, 1);
    }
    appui_program_row(&program, APPUI_MINUS_INFINITY, 0, "after");
    appui_program_term(&program, 3, 1);
    appui_program_term(&program, 0, -5);
    appui_program_term(&program, 1, -3);
    return program;
}

static void what_all_choices_leave_becomes_the_bound(void **state)
{
    (void)state;
    struct appui_program program = dates();
    const uint8_t is_open[] = {1, 1, 0, 0};
    assert_false(appui_tighten_is_idle(&program, &program.rows[1]));
    appui_tighten_choice(&program, program.n_rows, is_open, 2);
    assert_int_equal(program.rows[0].n_terms, 3); /* the equation is left alone */
    assert_int_equal(program.rows[1].high, 3);
    assert_int_equal(program.rows[1].n_terms, 2); /* sessions - 2 e0 <= 3 */
    assert_int_equal(program.terms[program.rows[1].first_term + 1].coefficient, -2);
    assert_true(appui_tighten_is_idle(&program, &program.rows[1]));
    appui_program_release(&program);
}

static void a_row_that_misses_an_open_column_is_left_alone(void **state)
{
    (void)state;
    struct appui_program program = dates();
    const uint8_t is_open[] = {1, 1, 1, 0};
    program.columns[2].high = 1;
    appui_tighten_choice(&program, program.n_rows, is_open, 3);
    assert_int_equal(program.rows[1].high, 0);
    assert_int_equal(program.rows[1].n_terms, 3);
    appui_program_release(&program);
}

/* 2x + 3y <= 7 and x >= 2 of 0..9: y <= 1, x <= 3. */
static void rows_narrow_bounds(void **state)
{
    (void)state;
    struct appui_program program = {.maximise = false};
    appui_program_column(&program, 0, 9, true, "x");
    appui_program_column(&program, 0, 9, true, "y");
    appui_program_row(&program, APPUI_MINUS_INFINITY, 7, "most");
    appui_program_term(&program, 0, 2);
    appui_program_term(&program, 1, 3);
    appui_program_row(&program, 2, APPUI_PLUS_INFINITY, "least");
    appui_program_term(&program, 0, 1);
    appui_tighten_bounds(&program);
    assert_int_equal(program.columns[0].low, 2);
    assert_int_equal(program.columns[0].high, 3);
    assert_int_equal(program.columns[1].low, 0);
    assert_int_equal(program.columns[1].high, 1);
    appui_program_release(&program);
}

/* ---- random programs, every point ---- */

static struct appui_program draw(struct appui_random *random)
{
    struct appui_program program = {.maximise = false};
    for (int32_t c = 0; c < COLUMNS; c++) {
        appui_program_column(&program, 0, c < 2 ? 1 : HIGH, true, "x%d", (int)c);
    }
    appui_program_row(&program, 1, 1, "once");
    appui_program_term(&program, 0, 1);
    appui_program_term(&program, 1, 1);
    for (int32_t r = 0; r < ROWS; r++) {
        int64_t bound = appui_random_within(random, -6, 9);
        bool below = appui_random_happens(random, 1, 3);
        appui_program_row(&program, below ? bound : APPUI_MINUS_INFINITY,
                          below ? APPUI_PLUS_INFINITY : bound, "r%d", (int)r);
        for (int32_t c = 0; c < COLUMNS; c++) {
            appui_program_term(&program, c, appui_random_within(random, -4, 4));
        }
    }
    return program;
}

/* Marks which of all points are points of the program. @return how many */
static int32_t enumerate(const struct appui_program *program, uint8_t *is_point)
{
    int32_t n = 0, i = 0;
    int64_t x[COLUMNS];
    for (x[0] = 0; x[0] <= 1; x[0]++) {
        for (x[1] = 0; x[1] <= 1; x[1]++) {
            for (x[2] = 0; x[2] <= HIGH; x[2]++) {
                for (x[3] = 0; x[3] <= HIGH; x[3]++, i++) {
                    is_point[i] = appui_program_violation(program, x) < 0;
                    n += is_point[i];
                }
            }
        }
    }
    return n;
}

static void no_point_is_lost_and_none_is_won(void **state)
{
    (void)state;
    enum { POINTS = 2 * 2 * (HIGH + 1) * (HIGH + 1), PROGRAMS = 3000 };
    struct appui_random random = appui_random_of_seed(7);
    const uint8_t is_open[COLUMNS] = {1, 1, 0, 0};
    int32_t n_narrowed = 0, n_idle = 0;
    for (int32_t i = 0; i < PROGRAMS; i++) {
        struct appui_program program = draw(&random);
        uint8_t before[POINTS], after[POINTS];
        enumerate(&program, before);
        appui_tighten_choice(&program, program.n_rows, is_open, 2);
        appui_tighten_bounds(&program);
        enumerate(&program, after);
        assert_memory_equal(before, after, sizeof before);
        n_narrowed += program.columns[2].high < HIGH || program.columns[3].high < HIGH;
        int32_t n_rows = program.n_rows;
        for (int32_t r = 1; r < n_rows; r++) {
            if (appui_tighten_is_idle(&program, &program.rows[r])) {
                program.rows[r].low = APPUI_MINUS_INFINITY;
                program.rows[r].high = APPUI_PLUS_INFINITY;
                n_idle++;
            }
        }
        enumerate(&program, after);
        assert_memory_equal(before, after, sizeof before);
        appui_program_release(&program);
    }
    assert_true(n_narrowed > PROGRAMS / 20 && n_idle > PROGRAMS / 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_all_choices_leave_becomes_the_bound),
        cmocka_unit_test(a_row_that_misses_an_open_column_is_left_alone),
        cmocka_unit_test(rows_narrow_bounds),
        cmocka_unit_test(no_point_is_lost_and_none_is_won),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
