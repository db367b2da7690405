/* The list of tiers: names, tolerances, what may not stand alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/tiers.h"

static enum appui_tier_fault add(struct appui_tier_list *list, const char *text)
{
    return appui_tier_list_add(list, text, (int32_t)strlen(text));
}

/* The order of "tiers" in the file format's example. */
static void the_default_is_every_tier_in_the_order_of_the_model(void **state)
{
    (void)state;
    static const char *const names[] = {
        "agreed",         "coverage", "stability",     "waiting",    "meetings", "mandataires",
        "equity",         "fit",      "concentration", "attendance", "evenness", "promptness_first",
        "promptness_last"};
    struct appui_tier_list list = appui_tier_list_default();
    assert_int_equal(list.n, 13);
    for (int32_t i = 0; i < list.n; i++) {
        assert_string_equal(appui_tier_name(list.items[i].tier), names[i]);
        assert_int_equal(list.items[i].tolerance, 0);
    }
    assert_int_equal(appui_tier_list_check(&list), APPUI_TIER_OK);
}

static void tiers_say_what_is_better_and_in_which_unit(void **state)
{
    (void)state;
    assert_true(appui_tier_maximises(APPUI_TIER_COVERAGE));
    assert_true(appui_tier_maximises(APPUI_TIER_FIT));
    assert_true(appui_tier_maximises(APPUI_TIER_AGREED));
    assert_false(appui_tier_maximises(APPUI_TIER_EQUITY));
    assert_false(appui_tier_maximises(APPUI_TIER_CONCENTRATION));
    assert_string_equal(appui_tier_unit(APPUI_TIER_COVERAGE), "weighted half-days");
    assert_int_equal(appui_tier_scale(APPUI_TIER_COVERAGE), 1000000);
    assert_int_equal(appui_tier_scale(APPUI_TIER_CONCENTRATION), 1);
}

static void tolerances_are_read_in_millionths(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t tolerance;
    } cases[] = {{"coverage", 0},         {"equity:2%", 20000},      {"fit:0.25%", 2500},
                 {"concentration:0%", 0}, {"waiting:100%", 1000000}, {"evenness:0.0001%", 1}};
    struct appui_tier_list list = {0};
    for (int32_t i = 0; i < 6; i++) {
        assert_int_equal(add(&list, cases[i].text), APPUI_TIER_OK);
        assert_int_equal(list.items[i].tolerance, cases[i].tolerance);
    }
    assert_int_equal(appui_tier_list_find(&list, APPUI_TIER_FIT)->tolerance, 2500);
    assert_null(appui_tier_list_find(&list, APPUI_TIER_AGREED));
}

static void rejects_a_name_that_no_tier_has(void **state)
{
    (void)state;
    static const char *const names[] = {"", "cover", "coverages", "Coverage", " fit", ":2%"};
    struct appui_tier_list list = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(add(&list, names[i]), APPUI_TIER_UNKNOWN);
    }
    assert_int_equal(list.n, 0);
}

static void rejects_tolerances_of_another_form(void **state)
{
    (void)state;
    static const char *const texts[] = {"fit:",
                                        "fit:2",
                                        "fit:%",
                                        "fit:-1%",
                                        "fit:101%",
                                        "fit:1.%",
                                        "fit:.5%",
                                        "fit:0.00001%",
                                        "fit:2%%",
                                        "fit:1e1%",
                                        "fit:100.1%",
                                        "fit:2 %",
                                        "fit:99999999999999999999%"};
    struct appui_tier_list list = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(add(&list, texts[i]), APPUI_TIER_BAD_TOLERANCE);
    }
    assert_int_equal(list.n, 0);
}

static void rejects_a_tier_named_twice(void **state)
{
    (void)state;
    struct appui_tier_list list = {0};
    assert_int_equal(add(&list, "fit"), APPUI_TIER_OK);
    assert_int_equal(add(&list, "fit:2%"), APPUI_TIER_TWICE);
    assert_int_equal(list.n, 1);
}

static void reads_only_the_length_given(void **state)
{
    (void)state;
    struct appui_tier_list list = {0};
    assert_int_equal(appui_tier_list_add(&list, "fit,coverage", 3), APPUI_TIER_OK);
    assert_int_equal(list.items[0].tier, APPUI_TIER_FIT);
}

static void promptness_needs_a_tier_before_it_that_decides_lines(void **state)
{
    (void)state;
    struct appui_tier_list list = {0};
    assert_int_equal(add(&list, "agreed"), APPUI_TIER_OK);
    assert_int_equal(add(&list, "promptness_last"), APPUI_TIER_OK);
    assert_int_equal(appui_tier_list_check(&list), APPUI_TIER_ALONE);
    assert_int_equal(add(&list, "coverage"), APPUI_TIER_OK);
    assert_int_equal(appui_tier_list_check(&list), APPUI_TIER_ALONE);
    struct appui_tier_list sound = {0};
    assert_int_equal(add(&sound, "coverage"), APPUI_TIER_OK);
    assert_int_equal(add(&sound, "promptness_last"), APPUI_TIER_OK);
    assert_int_equal(appui_tier_list_check(&sound), APPUI_TIER_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_is_every_tier_in_the_order_of_the_model),
        cmocka_unit_test(tiers_say_what_is_better_and_in_which_unit),
        cmocka_unit_test(tolerances_are_read_in_millionths),
        cmocka_unit_test(rejects_a_name_that_no_tier_has),
        cmocka_unit_test(rejects_tolerances_of_another_form),
        cmocka_unit_test(rejects_a_tier_named_twice),
        cmocka_unit_test(reads_only_the_length_given),
        cmocka_unit_test(promptness_needs_a_tier_before_it_that_decides_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
