/*
 * What totals say of levels, counted by hand: bearers of 10, 20 and 40 half-days.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "solver/totals.h"

struct scene {
    struct appui_arena arena;
    struct appui_bearer items[3];
    struct appui_bearers group;
    struct appui_totals totals;
};

static int open_scene(void **state)
{
    static struct scene scene;
    static const int64_t pledged[] = {10, 20, 40};
    scene = (struct scene){.group = {.n = 3, .items = scene.items, .unit = 1}};
    for (int32_t i = 0; i < 3; i++) {
        scene.items[i] = (struct appui_bearer){
            .partner = i, .pledged = pledged[i], .high = pledged[i], .movable = true};
    }
    *state = &scene;
    return appui_totals_open(&scene.group, &scene.arena, &scene.totals);
}

static int close_scene(void **state)
{
    struct scene *scene = *state;
    appui_totals_release(&scene->totals);
    appui_arena_release(&scene->arena);
    return 0;
}

static void add(struct scene *scene, uint8_t first, uint8_t second, uint8_t third, int64_t least)
{
    uint8_t member[] = {first, second, third};
    assert_int_equal(appui_totals_add(&scene->totals, member, least), 0);
}

static bool allows(struct scene *scene, int64_t num, int64_t den)
{
    return appui_totals_allow(&scene->totals, appui_fraction_make(num, den));
}

static int32_t count(struct scene *scene, int64_t num, int64_t den)
{
    return appui_totals_count(&scene->totals, appui_fraction_make(num, den));
}

static void note(struct scene *scene, int64_t num, int64_t den, int32_t n, bool exact)
{
    struct appui_total_level level = {appui_fraction_make(num, den), n, exact};
    assert_int_equal(appui_totals_note(&scene->totals, &level), 0);
}

static void without_totals_everything_is_allowed(void **state)
{
    struct scene *scene = *state;
    assert_true(allows(scene, 0, 1));
    assert_int_equal(count(scene, 1, 2), 0);
}

/* 5 + 10 + 20 = 35 at one half; 4 + 9 + 19 = 32 just below. */
static void a_level_must_leave_room_for_the_total(void **state)
{
    struct scene *scene = *state;
    add(scene, 1, 1, 1, 35);
    assert_true(allows(scene, 1, 2));
    assert_false(allows(scene, 19, 40));
    assert_int_equal(count(scene, 1, 2), 3);
}

/* 34 = 32 + 2: two of three reach one half. The third then bears 4 of 10, or less: 3 + 10 + 20 is
 * too little. */
static void those_at_a_level_leave_less_to_the_others(void **state)
{
    struct scene *scene = *state;
    add(scene, 1, 1, 1, 34);
    assert_int_equal(count(scene, 1, 2), 2);
    note(scene, 1, 2, 2, true);
    assert_true(allows(scene, 2, 5));
    assert_false(allows(scene, 3, 8));
    assert_int_equal(count(scene, 2, 5), 1);
}

/* Nobody but the last can bear exactly 19/40 of its pledge: where one is exactly there, the others
 * stay at what they bear below. */
static void only_some_can_be_exactly_at_a_level(void **state)
{
    struct scene *scene = *state;
    add(scene, 1, 1, 1, 32);
    note(scene, 19, 40, 1, true);
    assert_true(allows(scene, 9, 20));
    assert_false(allows(scene, 2, 5)); /* 4 + 8 + 19 = 31 */
    assert_int_equal(count(scene, 9, 20), 1);
}

/* Two are at 9/20, and the first cannot be one of them: 3 + 7 + 2 half-days at 7/20, 4 + 8 + 1 at
 * 8/20. */
static void who_cannot_be_at_a_level_gains_nothing_by_it(void **state)
{
    struct scene *scene = *state;
    add(scene, 1, 1, 0, 13);
    note(scene, 9, 20, 2, true);
    assert_false(allows(scene, 7, 20));
    assert_true(allows(scene, 8, 20));
}

/* Who is only known to lie somewhere up to one half may be the last, with 20. */
static void an_unproved_level_says_less(void **state)
{
    struct scene *scene = *state;
    add(scene, 1, 1, 1, 33);
    note(scene, 1, 2, 1, false);
    assert_true(allows(scene, 9, 20));  /* 4 + 9 + 20 = 33 */
    assert_false(allows(scene, 7, 16)); /* 4 + 8 + 20 */
}

/* A total of one bearer holds for it alone. */
static void a_total_may_be_of_some(void **state)
{
    struct scene *scene = *state;
    add(scene, 1, 0, 0, 9);
    assert_true(allows(scene, 9, 10));
    assert_false(allows(scene, 35, 40));
    assert_int_equal(count(scene, 9, 10), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_totals_everything_is_allowed, open_scene,
                                        close_scene),
        cmocka_unit_test_setup_teardown(a_level_must_leave_room_for_the_total, open_scene,
                                        close_scene),
        cmocka_unit_test_setup_teardown(those_at_a_level_leave_less_to_the_others, open_scene,
                                        close_scene),
        cmocka_unit_test_setup_teardown(only_some_can_be_exactly_at_a_level, open_scene,
                                        close_scene),
        cmocka_unit_test_setup_teardown(who_cannot_be_at_a_level_gains_nothing_by_it, open_scene,
                                        close_scene),
        cmocka_unit_test_setup_teardown(an_unproved_level_says_less, open_scene, close_scene),
        cmocka_unit_test_setup_teardown(a_total_may_be_of_some, open_scene, close_scene),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
