/*
 * What counts as a slip of the keyboard, and which known word it is taken for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/nearest.h"

static const char *nearest(const char *word)
{
    static const char *const known[] = {"sncf", "valti", "management_control", "edf"};
    struct appui_nearest search = appui_nearest_start(word);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        appui_nearest_offer(&search, known[i]);
    }
    return search.best;
}

static void takes_a_slip_for_the_word_meant(void **state)
{
    (void)state;
    assert_string_equal(nearest("snfc"), "sncf");  /* two letters swapped */
    assert_string_equal(nearest("valt"), "valti"); /* one missing */
    assert_string_equal(nearest("EDF"), "edf");    /* capitals */
    assert_string_equal(nearest("managment_controle"),
                        "management_control"); /* two edits of eighteen */
}

static void finds_nothing_where_nothing_is_near(void **state)
{
    (void)state;
    assert_null(nearest("xxxx"));
    assert_null(nearest("nobody"));
    assert_null(nearest(""));
    char endless[200];
    memset(endless, 'a', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    assert_null(nearest(endless));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_a_slip_for_the_word_meant),
        cmocka_unit_test(finds_nothing_where_nothing_is_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
