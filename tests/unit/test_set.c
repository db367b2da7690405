/*
 * Sets of instances: of seeds, of folders, and of folders that are not there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/family.h"
#include "bench/set.h"

static const struct appui_places places = {APPUI_SOURCE_DIR, "/nowhere/at/all"};

static void add(struct appui_instances *instances, const char *set, struct appui_seeds seeds)
{
    const struct appui_set *found = appui_set_find(set);
    assert_non_null(found);
    assert_int_equal(appui_instances_add(instances, found, &places, seeds), 0);
}

/* Options name sets by their place among the choices. */
static void the_names_for_options_are_those_of_the_table(void **state)
{
    (void)state;
    char names[256] = "";
    for (int i = 0; i < APPUI_N_SETS; i++) {
        strncat(names, i == 0 ? "" : "|", sizeof names - strlen(names) - 1);
        strncat(names, appui_sets[i].name, sizeof names - strlen(names) - 1);
        assert_true(appui_sets[i].source != APPUI_SET_GENERATED ||
                    appui_family_find(appui_sets[i].family) != NULL);
    }
    assert_string_equal(names, APPUI_SET_NAMES);
    assert_null(appui_set_find("hrad"));
}

static void seeds_are_those_asked_for_or_those_of_the_set(void **state)
{
    (void)state;
    struct appui_instances instances = {.items = NULL};
    add(&instances, "hard", (struct appui_seeds){7, 9});
    assert_int_equal(instances.n, 3);
    assert_string_equal(instances.items[0].name, "hard 7");
    assert_int_equal(instances.items[2].seed, 9);
    assert_null(instances.items[0].path);
    add(&instances, "pool3", (struct appui_seeds){0, 0});
    assert_int_equal(instances.n, 6);
    assert_string_equal(instances.items[3].name, "pool3 1");
    appui_instances_release(&instances);
}

static void examples_come_from_the_tree(void **state)
{
    (void)state;
    struct appui_instances instances = {.items = NULL};
    add(&instances, "examples", (struct appui_seeds){0, 0});
    assert_int_equal(instances.n, 3); /* their notes in Markdown do not count */
    bool found = false;
    for (int32_t i = 0; i < instances.n; i++) {
        found = found || strcmp(instances.items[i].name, "auxois-morvan") == 0;
        assert_int_equal(access(instances.items[i].path, R_OK), 0);
        assert_null(instances.items[i].sense);
    }
    assert_true(found);
    appui_instances_release(&instances);
}

static void a_folder_that_is_not_there_has_no_instances(void **state)
{
    (void)state;
    struct appui_instances instances = {.items = NULL};
    add(&instances, "gap-small", (struct appui_seeds){0, 0});
    assert_int_equal(instances.n, 0);
    appui_instances_release(&instances);
}

static void make(const char *folder, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
}

/* gap2 before gap10, both senses of each. */
static void assignment_problems_come_in_order_and_in_both_senses(void **state)
{
    (void)state;
    static const char *const folders[] = {"gap", "gap/cattrysse1994"};
    static const char *const files[] = {"gap/cattrysse1994/gap10-0", "gap/cattrysse1994/gap2-0"};
    static const char *const expected[] = {"gap2-0 max", "gap2-0 min", "gap10-0 max",
                                           "gap10-0 min"};
    char data[] = "/tmp/appui-set-XXXXXX";
    char path[256];
    assert_non_null(mkdtemp(data));
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", data, folders[i]);
        assert_int_equal(mkdir(path, 0700), 0);
    }
    make(data, files[0]);
    make(data, files[1]);
    struct appui_places here = {".", data};
    struct appui_instances instances = {.items = NULL};
    assert_int_equal(appui_instances_add(&instances, appui_set_find("gap-small"), &here,
                                         (struct appui_seeds){0, 0}),
                     0);
    assert_int_equal(instances.n, 4);
    for (int i = 0; i < 4; i++) {
        assert_string_equal(instances.items[i].name, expected[i]);
    }
    assert_string_equal(instances.items[0].key, "cattrysse1994/gap2-0");
    assert_string_equal(instances.items[1].sense, "min");
    appui_instances_release(&instances);
    for (int i = 1; i >= 0; i--) {
        snprintf(path, sizeof path, "%s/%s", data, files[i]);
        assert_int_equal(unlink(path), 0);
    }
    for (int i = 1; i >= 0; i--) {
        snprintf(path, sizeof path, "%s/%s", data, folders[i]);
        assert_int_equal(rmdir(path), 0);
    }
    assert_int_equal(rmdir(data), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_names_for_options_are_those_of_the_table),
        cmocka_unit_test(seeds_are_those_asked_for_or_those_of_the_set),
        cmocka_unit_test(examples_come_from_the_tree),
        cmocka_unit_test(a_folder_that_is_not_there_has_no_instances),
        cmocka_unit_test(assignment_problems_come_in_order_and_in_both_senses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
