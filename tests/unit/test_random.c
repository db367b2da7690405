/*
 * The random numbers of the bench against the published ones: a seed must mean the same basin for
 * ever and everywhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/random.h"

/* The first outputs for the seed 1234567, as Rosetta Code lists them under "Pseudo-random
 * numbers/Splitmix64" after Vigna's splitmix64.c. */
static void splitmix_gives_the_published_numbers(void **state)
{
    (void)state;
    static const uint64_t published[] = {6457827717110365317U, 3203168211198807973U,
                                         9817491932198370423U, 4593380528125082431U,
                                         16408922859458223821U};
    uint64_t splitmix = 1234567;
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
        assert_true(appui_random_splitmix(&splitmix) == published[i]);
    }
}

/* The first outputs for the state 1, 2, 3, 4: the test vector of the Rust crate rand_xoshiro, which
 * comes from the reference implementation in C. */
static void xoshiro_gives_the_published_numbers(void **state)
{
    (void)state;
    static const uint64_t published[] = {11520U,
                                         0U,
                                         1509978240U,
                                         1215971899390074240U,
                                         1216172134540287360U,
                                         607988272756665600U,
                                         16172922978634559625U,
                                         8476171486693032832U,
                                         10595114339597558777U,
                                         2904607092377533576U};
    struct appui_random random = {{1, 2, 3, 4}};
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
        assert_true(appui_random_next(&random) == published[i]);
    }
}

static void a_seed_fills_the_state_with_splitmix(void **state)
{
    (void)state;
    struct appui_random random = appui_random_of_seed(1234567);
    assert_true(random.state[0] == 6457827717110365317U);
    assert_true(random.state[3] == 4593380528125082431U);
}

static void both_ends_of_a_range_are_drawn_and_nothing_beyond(void **state)
{
    (void)state;
    struct appui_random random = appui_random_of_seed(0);
    int32_t seen[5] = {0};
    for (int i = 0; i < 5000; i++) {
        int32_t number = appui_random_within(&random, -2, 2);
        assert_in_range(number + 2, 0, 4);
        seen[number + 2]++;
    }
    /* 1000 each are expected; the standard deviation is 28 */
    for (int i = 0; i < 5; i++) {
        assert_in_range(seen[i], 850, 1150);
    }
    assert_int_equal(appui_random_within(&random, 7, 7), 7);
}

/* A range of 3 * 2^30 numbers would take its lower third twice as often if 32 bits were reduced
 * by their remainder; with 64 bits and rejection the thirds are alike. */
static void the_widest_ranges_have_no_bias(void **state)
{
    (void)state;
    struct appui_random random = appui_random_of_seed(3);
    int32_t thirds[3] = {0};
    for (int i = 0; i < 3000; i++) {
        int32_t number = appui_random_within(&random, -1610612736, 1610612735);
        thirds[((int64_t)number + 1610612736) / 1073741824]++;
    }
    for (int i = 0; i < 3; i++) {
        assert_in_range(thirds[i], 850, 1150);
    }
    for (int i = 0; i < 100; i++) { /* the whole of int32_t: no overflow (sanitizers) */
        appui_random_within(&random, INT32_MIN, INT32_MAX);
    }
}

static void a_chance_comes_as_often_as_it_says(void **state)
{
    (void)state;
    struct appui_random random = appui_random_of_seed(4);
    int32_t hits = 0;
    for (int i = 0; i < 3000; i++) {
        hits += appui_random_happens(&random, 1, 3) ? 1 : 0;
        assert_false(appui_random_happens(&random, 0, 3));
        assert_true(appui_random_happens(&random, 3, 3));
    }
    assert_in_range(hits, 900, 1100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splitmix_gives_the_published_numbers),
        cmocka_unit_test(xoshiro_gives_the_published_numbers),
        cmocka_unit_test(a_seed_fills_the_state_with_splitmix),
        cmocka_unit_test(both_ends_of_a_range_are_drawn_and_nothing_beyond),
        cmocka_unit_test(the_widest_ranges_have_no_bias),
        cmocka_unit_test(a_chance_comes_as_often_as_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
