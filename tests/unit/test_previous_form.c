/*
 * The file of the plan before: what makes it no plan is told in one run, what the basin no longer
 * has is not held against it. One plan of the scene of tests/reference/scene.h is written, changed
 * in one place, and read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/plan_json.h"
#include "tests/reference/scene.h"
#include "tests/reference/trial.h"

/** The plan of the scene: e0 on j0/n0 for a day, in two sessions from Monday 2027-02-01 on. */
struct file {
    struct appui_scene scene;
    struct appui_trial trial;
    char *text;
    struct appui_previous previous;
    struct appui_faults faults, warnings;
};

static void set(struct file *f)
{
    struct appui_plan_header header = {.basin_name = "before",
                                       .appui_version = "test",
                                       .policy = "lexicographic",
                                       .options.as_of = APPUI_ABSENT};
    struct appui_faults none = {.n = 0};
    size_t length;
    memset(f, 0, sizeof *f);
    memset(header.basin_sha256, '0', sizeof header.basin_sha256 - 1);
    appui_scene_set(&f->scene);
    assert_null(appui_trial_run(&f->trial, &f->scene.draft, true));
    header.basin_name = f->trial.basin->name;
    assert_int_equal(appui_plan_json_write(f->trial.basin, f->trial.result.plan, &header, &none,
                                           &f->text, &length),
                     APPUI_IO_OK);
}

/** Writes `to` in place of every `from`, which the text must hold. */
static void change(struct file *f, const char *from, const char *to)
{
    size_t n = 0;
    for (const char *at = strstr(f->text, from); at != NULL; at = strstr(at + 1, from))
        n++;
    assert_true(n > 0);
    char *text = appui_calloc(strlen(f->text) + n * strlen(to) + 1, 1);
    assert_non_null(text);
    char *end = text;
    const char *rest = f->text;
    for (const char *at = strstr(rest, from); at != NULL; at = strstr(rest, from)) {
        memcpy(end, rest, (size_t)(at - rest));
        end += at - rest;
        memcpy(end, to, strlen(to));
        end += strlen(to);
        rest = at + strlen(from);
    }
    memcpy(end, rest, strlen(rest) + 1);
    appui_free(f->text);
    f->text = text;
}

static enum appui_io_code read_it(struct file *f)
{
    return appui_previous_read(f->text, strlen(f->text), f->trial.basin, &f->previous, &f->faults,
                               &f->warnings);
}

static void strike(struct file *f)
{
    appui_previous_release(&f->previous);
    appui_faults_release(&f->faults);
    appui_faults_release(&f->warnings);
    appui_trial_release(&f->trial);
    appui_free(f->text);
}

static void a_plan_of_the_basin_is_taken_without_a_word(void **state)
{
    struct file f;
    (void)state;
    set(&f);
    assert_int_equal(read_it(&f), APPUI_IO_OK);
    assert_int_equal(f.faults.n + f.warnings.n, 0);
    assert_int_equal(f.previous.n_lines, 1);
    assert_int_equal(f.previous.lines[0].half_days, 2);
    assert_int_equal(f.previous.lines[0].n_sessions, 2);
    strike(&f);
}

/** A change of the text that makes it no plan, and where that is said. */
struct slip {
    const char *from, *to;
    enum appui_fault_code code;
    const char *pointer;
};

static const struct slip slips[] = {
    {"\"appui-plan/1\"", "5", APPUI_FAULT_TYPE_WRONG, "/format"},
    {"\"appui-plan/1\"", "\"appui-basin/1\"", APPUI_FAULT_FORMAT_IS_BASIN, "/format"},
    {"\"status\"", "\"stade\"", APPUI_FAULT_KEY_UNKNOWN, "/stade"},
    {"\"need\": \"j0/n0\"", "\"need\": 5", APPUI_FAULT_TYPE_WRONG, "/lines/0/need"},
    {"\"days\": 1,", "\"days\": \"x\",", APPUI_FAULT_TYPE_WRONG, "/lines/0/days"},
    {"\"days\": 1,", "\"days\": -2,", APPUI_FAULT_OUT_OF_RANGE, "/lines/0/days"},
    {"\"days\": 1,", "\"days\": 0,", APPUI_FAULT_OUT_OF_RANGE, "/lines/0/days"},
    {"\"days\": 1,", "\"days\": 1e308,", APPUI_FAULT_NUMBER_TOO_BIG, "/lines/0/days"},
    {"\"2027-02-01\"", "\"2027-02-30\"", APPUI_FAULT_DATE_NOT_EXISTING, "/lines/0/sessions/0/date"},
    {"\"proposed\"", "\"suggested\"", APPUI_FAULT_CHOICE_UNKNOWN, "/lines/0/state"},
    {"\"partial\": []", "\"partial\": null", APPUI_FAULT_TYPE_WRONG, "/partial"},
    {"\"holes\": []", "\"holes\": {}", APPUI_FAULT_TYPE_WRONG, "/holes"},
    {"\"previous\": null", "\"previous\": 1", APPUI_FAULT_TYPE_WRONG, "/previous"},
};

static void rejects_what_no_plan_file_has(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        struct file f;
        set(&f);
        change(&f, slips[i].from, slips[i].to);
        assert_int_equal(read_it(&f), APPUI_IO_REJECTED);
        assert_true(f.faults.n > 0);
        if (f.faults.items[0].code != slips[i].code ||
            strcmp(f.faults.items[0].pointer, slips[i].pointer) != 0)
            fail_msg("%s: %s at %s", slips[i].to, appui_fault_text(f.faults.items[0].code)->name,
                     f.faults.items[0].pointer);
        strike(&f);
    }
}

static void all_slips_are_told_in_one_run(void **state)
{
    struct file f;
    (void)state;
    set(&f);
    change(&f, "\"2027-02-01\"", "\"2027-02-30\"");
    change(&f, "\"days\": 1,", "\"days\": -2,");
    change(&f, "\"partial\": []", "\"partial\": null");
    assert_int_equal(read_it(&f), APPUI_IO_REJECTED);
    assert_true(f.faults.n >= 3);
    strike(&f);
}

static void what_the_basin_no_longer_has_is_no_fault(void **state)
{
    struct file f;
    (void)state;
    set(&f);
    change(&f, "\"j0/n0\"", "\"j0/gone\"");
    assert_int_equal(read_it(&f), APPUI_IO_OK);
    assert_int_equal(f.faults.n, 0);
    assert_int_equal(f.previous.n_lines, 0);
    assert_int_equal(f.previous.n_gone, 1);
    strike(&f);
}

static void an_expert_who_changed_the_company_is_no_fault(void **state)
{
    struct file f;
    (void)state;
    set(&f);
    appui_trial_release(&f.trial);
    memset(&f.trial, 0, sizeof f.trial);
    f.scene.draft.n_partners = 2;
    f.scene.experts[0].partner = "p1";
    assert_null(appui_trial_run(&f.trial, &f.scene.draft, true));
    assert_int_equal(read_it(&f), APPUI_IO_OK);
    assert_int_equal(f.faults.n, 0);
    assert_int_equal(f.previous.n_lines, 1);
    strike(&f);
}

static void a_plan_of_another_basin_is_called_one(void **state)
{
    struct file f;
    (void)state;
    set(&f);
    change(&f, f.trial.basin->name, "elsewhere");
    assert_int_equal(read_it(&f), APPUI_IO_OK);
    assert_int_equal(f.warnings.n, 1);
    assert_int_equal(f.warnings.items[0].code, APPUI_FAULT_PREVIOUS_OTHER_BASIN);
    strike(&f);
}

static void failing_memory_comes_back_from_every_depth(void **state)
{
    int32_t n_failed = 0;
    (void)state;
    for (long n = 1, read = 0; !read; n++) {
        struct file f;
        set(&f);
        appui_memory_fail_after(n);
        enum appui_io_code code = read_it(&f);
        appui_memory_fail_after(0);
        assert_true(code == APPUI_IO_OK || code == APPUI_IO_NO_MEMORY);
        read = code == APPUI_IO_OK;
        n_failed += !read;
        strike(&f);
    }
    assert_true(n_failed > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_of_the_basin_is_taken_without_a_word),
        cmocka_unit_test(rejects_what_no_plan_file_has),
        cmocka_unit_test(all_slips_are_told_in_one_run),
        cmocka_unit_test(what_the_basin_no_longer_has_is_no_fault),
        cmocka_unit_test(an_expert_who_changed_the_company_is_no_fault),
        cmocka_unit_test(a_plan_of_another_basin_is_called_one),
        cmocka_unit_test(failing_memory_comes_back_from_every_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
