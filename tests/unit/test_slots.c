/* Sets of slots, above all at the borders of their 64-bit words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/slots.h"

static struct appui_arena arena;

static struct appui_slots new_set(int32_t n_slots)
{
    struct appui_slots set;
    assert_int_equal(appui_slots_new(&set, &arena, n_slots), 0);
    return set;
}

static int release(void **state)
{
    (void)state;
    appui_arena_release(&arena);
    return 0;
}

static void a_new_set_is_empty(void **state)
{
    (void)state;
    struct appui_slots set = new_set(130);
    assert_int_equal(appui_slots_count(&set), 0);
    assert_int_equal(appui_slots_next(&set, 0), -1);
}

static void a_set_of_no_slots_is_legal(void **state)
{
    (void)state;
    struct appui_slots set = new_set(0);
    appui_slots_fill(&set);
    appui_slots_clip(&set, 0, 10);
    assert_int_equal(appui_slots_count(&set), 0);
    assert_int_equal(appui_slots_next(&set, 0), -1);
    assert_false(appui_slots_has(&set, 0));
}

static void filling_counts_every_slot_and_no_more(void **state)
{
    (void)state;
    const int32_t sizes[] = {1, 63, 64, 65, 128, 129, 732};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct appui_slots set = new_set(sizes[i]);
        appui_slots_fill(&set);
        assert_int_equal(appui_slots_count(&set), sizes[i]);
        assert_true(appui_slots_has(&set, sizes[i] - 1));
        assert_false(appui_slots_has(&set, sizes[i]));
        assert_false(appui_slots_has(&set, -1));
    }
}

static void members_are_added_and_removed(void **state)
{
    (void)state;
    struct appui_slots set = new_set(200);
    appui_slots_add(&set, 63);
    appui_slots_add(&set, 64);
    appui_slots_add(&set, 64);
    assert_int_equal(appui_slots_count(&set), 2);
    appui_slots_remove(&set, 63);
    appui_slots_remove(&set, 0);
    assert_false(appui_slots_has(&set, 63));
    assert_true(appui_slots_has(&set, 64));
    appui_slots_clear(&set);
    assert_int_equal(appui_slots_count(&set), 0);
}

static void next_walks_members_in_order(void **state)
{
    (void)state;
    const int32_t members[] = {0, 1, 63, 64, 127, 128, 199};
    struct appui_slots set = new_set(200);
    for (size_t i = 0; i < 7; i++) {
        appui_slots_add(&set, members[i]);
    }
    size_t seen = 0;
    for (int32_t s = appui_slots_next(&set, 0); s >= 0; s = appui_slots_next(&set, s + 1)) {
        assert_true(seen < 7);
        assert_int_equal(s, members[seen++]);
    }
    assert_int_equal(seen, 7);
    assert_int_equal(appui_slots_next(&set, -5), 0);
    assert_int_equal(appui_slots_next(&set, 200), -1);
}

static void intersection_and_difference_split_a_set(void **state)
{
    (void)state;
    struct appui_slots all = new_set(150), even = new_set(150), odd = new_set(150);
    appui_slots_fill(&all);
    for (int32_t s = 0; s < 150; s += 2) {
        appui_slots_add(&even, s);
    }
    appui_slots_copy(&odd, &all);
    appui_slots_subtract(&odd, &even);
    appui_slots_intersect(&all, &even);
    assert_int_equal(appui_slots_count(&all), 75);
    assert_int_equal(appui_slots_count(&odd), 75);
    appui_slots_intersect(&odd, &even);
    assert_int_equal(appui_slots_count(&odd), 0);
}

static void clipping_keeps_both_ends(void **state)
{
    (void)state;
    for (int32_t first = -3; first < 135; first++) {
        for (int32_t last = first - 1; last < 135; last += 7) {
            struct appui_slots set = new_set(130);
            appui_slots_fill(&set);
            appui_slots_clip(&set, first, last);
            int32_t low = first < 0 ? 0 : first, high = last > 129 ? 129 : last;
            assert_int_equal(appui_slots_count(&set), low > high ? 0 : high - low + 1);
            assert_int_equal(appui_slots_next(&set, 0), low > high ? -1 : low);
        }
        appui_arena_release(&arena);
    }
}

static void running_out_of_memory_is_an_error(void **state)
{
    (void)state;
    struct appui_slots set;
    appui_memory_fail_after(1);
    assert_int_equal(appui_slots_new(&set, &arena, 10), -1);
    appui_memory_fail_after(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_new_set_is_empty, release),
        cmocka_unit_test_teardown(a_set_of_no_slots_is_legal, release),
        cmocka_unit_test_teardown(filling_counts_every_slot_and_no_more, release),
        cmocka_unit_test_teardown(members_are_added_and_removed, release),
        cmocka_unit_test_teardown(next_walks_members_in_order, release),
        cmocka_unit_test_teardown(intersection_and_difference_split_a_set, release),
        cmocka_unit_test_teardown(clipping_keeps_both_ends, release),
        cmocka_unit_test_teardown(running_out_of_memory_is_an_error, release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
