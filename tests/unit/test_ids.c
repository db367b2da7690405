/* Ids: looked up, misspelt, nearest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/ids.h"

static struct appui_arena arena;
static struct appui_ids ids;

static int fill(void **state)
{
    static const char *const texts[] = {"valti", "sncf", NULL, "edf", "sncf", "rosa"};
    (void)state;
    if (appui_ids_new(&ids, &arena, 6) != 0) {
        return -1;
    }
    for (int32_t i = 0; i < 6; i++) {
        appui_ids_add(&ids, texts[i], i);
    }
    appui_ids_sort(&ids);
    return 0;
}

static int release(void **state)
{
    (void)state;
    appui_arena_release(&arena);
    return 0;
}

static void ids_are_found_at_their_first_place(void **state)
{
    (void)state;
    assert_int_equal(ids.n, 5);
    assert_int_equal(appui_ids_find(&ids, "sncf"), 1);
    assert_int_equal(appui_ids_find(&ids, "edf"), 3);
    assert_int_equal(appui_ids_find(&ids, "valti"), 0);
    assert_int_equal(appui_ids_find(&ids, "edg"), -1);
    assert_int_equal(appui_ids_find(&ids, ""), -1);
    assert_int_equal(appui_ids_find(&ids, "zzz"), -1);
}

static void the_nearest_id_takes_the_fewest_edits(void **state)
{
    (void)state;
    assert_string_equal(appui_ids_nearest(&ids, "snfc"), "sncf");
    assert_string_equal(appui_ids_nearest(&ids, "valtis"), "valti");
    assert_null(appui_ids_nearest(&ids, "xxxx"));
}

static void an_empty_list_has_no_hint(void **state)
{
    (void)state;
    struct appui_ids none;
    assert_int_equal(appui_ids_new(&none, &arena, 0), 0);
    appui_ids_sort(&none);
    assert_null(appui_ids_nearest(&none, "x"));
    assert_int_equal(appui_ids_find(&none, "x"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_found_at_their_first_place),
        cmocka_unit_test(the_nearest_id_takes_the_fewest_edits),
        cmocka_unit_test(an_empty_list_has_no_hint),
    };
    return cmocka_run_group_tests(tests, fill, release);
}
