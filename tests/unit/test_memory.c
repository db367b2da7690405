/* Arenas, growing arrays, and failures on demand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/memory.h"

static void arena_storage_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct appui_arena arena = {0};
    unsigned char *previous = NULL;
    for (size_t n = 1; n < 3000; n += 37) {
        unsigned char *storage = appui_arena_alloc(&arena, n, 3);
        assert_non_null(storage);
        assert_ptr_not_equal(storage, previous);
        assert_int_equal((uintptr_t)storage % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < 3 * n; i++) {
            assert_int_equal(storage[i], 0);
        }
        memset(storage, 0xa5, 3 * n);
        previous = storage;
    }
    appui_arena_release(&arena);
    assert_null(arena.head);
}

static void a_count_of_zero_gives_a_pointer(void **state)
{
    (void)state;
    struct appui_arena arena = {0};
    assert_non_null(appui_arena_alloc(&arena, 0, 8));
    appui_arena_release(&arena);
    appui_arena_release(&arena);
}

static void sizes_that_overflow_are_refused(void **state)
{
    (void)state;
    struct appui_arena arena = {0};
    assert_null(appui_arena_alloc(&arena, SIZE_MAX, 2));
    assert_null(appui_arena_alloc(&arena, SIZE_MAX, 1));
    assert_null(appui_arena_text(&arena, "x", SIZE_MAX));
    assert_null(appui_calloc(SIZE_MAX, 2));
    int32_t *array = NULL;
    int32_t capacity = 0;
    assert_int_equal(appui_grow(&array, &capacity, (int64_t)INT32_MAX + 1, sizeof *array), -1);
    assert_null(array);
    assert_int_equal(capacity, 0);
    appui_arena_release(&arena);
}

static void texts_are_copied_and_formatted(void **state)
{
    (void)state;
    struct appui_arena arena = {0};
    assert_string_equal(appui_arena_text(&arena, "quality", 4), "qual");
    assert_string_equal(appui_arena_text(&arena, "", 0), "");
    assert_string_equal(appui_arena_format(&arena, "/projects/%d/needs/%d", 3, 14),
                        "/projects/3/needs/14");
    appui_arena_release(&arena);
}

static void growing_keeps_what_is_there(void **state)
{
    (void)state;
    int32_t *array = NULL;
    int32_t capacity = 0;
    for (int32_t i = 0; i < 1000; i++) {
        assert_int_equal(appui_grow(&array, &capacity, i + 1, sizeof *array), 0);
        assert_true(capacity > i);
        array[i] = i;
    }
    for (int32_t i = 0; i < 1000; i++) {
        assert_int_equal(array[i], i);
    }
    appui_free(array);
    appui_free(NULL);
}

static void growing_doubles_so_that_appending_stays_linear(void **state)
{
    (void)state;
    char *array = NULL;
    int32_t capacity = 0, steps = 0;
    for (int32_t i = 0; i < 100000; i++) {
        int32_t before = capacity;
        assert_int_equal(appui_grow(&array, &capacity, i + 1, 1), 0);
        steps += capacity != before;
    }
    assert_true(steps <= 20);
    appui_free(array);
}

static void the_nth_allocation_and_all_later_ones_fail(void **state)
{
    (void)state;
    struct appui_arena arena = {0};
    appui_memory_fail_after(3);
    assert_non_null(appui_arena_alloc(&arena, 1, 1));
    void *heap = appui_calloc(1, 1);
    assert_non_null(heap);
    assert_null(appui_arena_format(&arena, "%s", "third"));
    assert_null(appui_calloc(1, 1));
    appui_memory_fail_after(0);
    assert_non_null(appui_arena_text(&arena, "again", 5));
    appui_free(heap);
    appui_arena_release(&arena);
}

static void a_failed_growth_leaves_the_array_alone(void **state)
{
    (void)state;
    int32_t *array = NULL;
    int32_t capacity = 0;
    assert_int_equal(appui_grow(&array, &capacity, 1, sizeof *array), 0);
    array[0] = 42;
    int32_t before = capacity;
    appui_memory_fail_after(1);
    assert_int_equal(appui_grow(&array, &capacity, before + 1, sizeof *array), -1);
    appui_memory_fail_after(0);
    assert_int_equal(capacity, before);
    assert_int_equal(array[0], 42);
    appui_free(array);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_storage_is_zeroed_aligned_and_apart),
        cmocka_unit_test(a_count_of_zero_gives_a_pointer),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(texts_are_copied_and_formatted),
        cmocka_unit_test(growing_keeps_what_is_there),
        cmocka_unit_test(growing_doubles_so_that_appending_stays_linear),
        cmocka_unit_test(the_nth_allocation_and_all_later_ones_fail),
        cmocka_unit_test(a_failed_growth_leaves_the_array_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
