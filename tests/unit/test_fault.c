/* The list of faults: copies, counts, arguments; the table: one row per code, sound texts. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/fault.h"

#define END (const char *)NULL

static void a_fault_copies_place_and_arguments(void **state)
{
    (void)state;
    char pointer[] = "/skills/0", value[] = "qualty";
    struct appui_faults faults = {0};
    appui_faults_add(&faults, APPUI_FAULT_UNKNOWN_SKILL, pointer, "iso", "value", value, "hint",
                     (const char *)NULL, END);
    memset(pointer, 'x', 3);
    memset(value, 'x', 3);
    assert_int_equal(faults.n, 1);
    assert_string_equal(faults.items[0].pointer, "/skills/0");
    assert_string_equal(faults.items[0].id, "iso");
    assert_string_equal(appui_fault_argument(&faults.items[0], "value"), "qualty");
    assert_string_equal(appui_fault_argument(&faults.items[0], "hint"), "");
    assert_null(appui_fault_argument(&faults.items[0], "other"));
    appui_faults_release(&faults);
    assert_int_equal(faults.n, 0);
}

static void severities_are_counted_apart(void **state)
{
    (void)state;
    struct appui_faults faults = {0};
    assert_false(appui_faults_stop(&faults));
    appui_faults_add(&faults, APPUI_FAULT_NO_PARTNER, NULL, NULL, END);
    assert_int_equal(faults.n_warnings, 1);
    assert_false(appui_faults_stop(&faults));
    assert_string_equal(faults.items[0].pointer, "");
    assert_null(faults.items[0].id);
    appui_faults_add(&faults, APPUI_FAULT_TIERS_EMPTY, "/tiers", NULL, END);
    assert_int_equal(faults.n_errors, 1);
    assert_int_equal(faults.n_broken, 0);
    assert_true(appui_faults_stop(&faults));
    appui_faults_release(&faults);
}

static void more_arguments_than_fit_are_left_out(void **state)
{
    (void)state;
    struct appui_faults faults = {0};
    appui_faults_add(&faults, APPUI_FAULT_NO_PARTNER, "", NULL, "a", "1", "b", "2", "c", "3", "d",
                     "4", "e", "5", "f", "6", "g", "7", END);
    assert_string_equal(appui_fault_argument(&faults.items[0], "f"), "6");
    assert_null(appui_fault_argument(&faults.items[0], "g"));
    appui_faults_release(&faults);
}

static void a_place_belongs_to_the_newest_fault(void **state)
{
    (void)state;
    struct appui_faults faults = {0};
    appui_faults_place(&faults, 1, 1);
    appui_faults_add(&faults, APPUI_FAULT_NO_PARTNER, "", NULL, END);
    appui_faults_add(&faults, APPUI_FAULT_NO_EXPERT, "", NULL, END);
    appui_faults_place(&faults, 3, 14);
    assert_int_equal(faults.items[0].line, 0);
    assert_int_equal(faults.items[1].line, 3);
    assert_int_equal(faults.items[1].column, 14);
    appui_faults_release(&faults);
}

static void a_fault_that_cannot_be_stored_is_not_lost_in_silence(void **state)
{
    (void)state;
    for (long n = 1; n <= 6; n++) {
        struct appui_faults faults = {0};
        appui_memory_fail_after(n);
        appui_faults_add(&faults, APPUI_FAULT_NO_PARTNER, "/partners", "id", "key", "value", END);
        appui_memory_fail_after(0);
        /* Pointer, id, key, value, list: five allocations. */
        assert_int_equal(faults.out_of_memory, n <= 5);
        assert_int_equal(faults.n, n <= 5 ? 0 : 1);
        assert_int_equal(appui_faults_stop(&faults), n <= 5);
        appui_faults_release(&faults);
    }
}

static void names_are_unique_and_snake_case(void **state)
{
    (void)state;
    for (int i = 0; i < APPUI_N_FAULT_CODES; i++) {
        const char *name = appui_fault_text((enum appui_fault_code)i)->name;
        assert_true(strlen(name) > 0);
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(name));
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(name, appui_fault_text((enum appui_fault_code)j)->name);
        }
    }
}

static void texts_start_low_and_end_without_full_stop(void **state)
{
    (void)state;
    for (int i = 0; i < APPUI_N_FAULT_CODES; i++) {
        const struct appui_fault_text *text = appui_fault_text((enum appui_fault_code)i);
        const char *both[] = {text->en, text->fr};
        for (int k = 0; k < 2; k++) {
            size_t length = strlen(both[k]);
            assert_true(length > 0);
            assert_int_not_equal(both[k][length - 1], '.');
            /* An acronym or a rule's name (R5) may open a text with capitals. */
            assert_false(isupper((unsigned char)both[k][0]) && islower((unsigned char)both[k][1]));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fault_copies_place_and_arguments),
        cmocka_unit_test(severities_are_counted_apart),
        cmocka_unit_test(more_arguments_than_fit_are_left_out),
        cmocka_unit_test(a_place_belongs_to_the_newest_fault),
        cmocka_unit_test(a_fault_that_cannot_be_stored_is_not_lost_in_silence),
        cmocka_unit_test(names_are_unique_and_snake_case),
        cmocka_unit_test(texts_start_low_and_end_without_full_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
