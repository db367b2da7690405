/*
 * Faults as JSON, for machines, and the case file of a plan that the check refuses.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <string.h>

#include "io/faults_json.h"
#include "model/memory.h"

static void fill(struct appui_faults *faults)
{
    appui_faults_add(faults, APPUI_FAULT_JSON_SYNTAX, NULL, NULL, "reason", "x",
                     (const char *)NULL);
    appui_faults_place(faults, 3, 7);
    /* a value that is no UTF-8: JSON cannot hold it as it is */
    appui_faults_add(faults, APPUI_FAULT_DATE_FORM, "/as_of", "b", "value", "\xFF",
                     (const char *)NULL);
    appui_faults_add(faults, APPUI_FAULT_NO_PARTNER, "/partners", NULL, (const char *)NULL);
}

static json_t *written(bool ok, const struct appui_faults_of_file *sources, int32_t n)
{
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(appui_faults_json_write(ok, sources, n, APPUI_FRENCH, &text, &length),
                     APPUI_IO_OK);
    assert_int_equal(length, strlen(text));
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    appui_free(text);
    return root;
}

static const char *text_at(json_t *root, size_t index, const char *key)
{
    return json_string_value(
        json_object_get(json_array_get(json_object_get(root, "faults"), index), key));
}

static void writes_every_fault_of_every_file(void **state)
{
    struct appui_faults faults = {0};
    struct appui_faults none = {0};
    (void)state;
    fill(&faults);
    const struct appui_faults_of_file sources[] = {{"none.json", &none}, {"b\xFE.json", &faults}};
    json_t *root = written(false, sources, 2);
    assert_true(json_is_false(json_object_get(root, "ok")));
    assert_int_equal(json_array_size(json_object_get(root, "faults")), 3);
    assert_string_equal(text_at(root, 0, "code"), "json_syntax");
    assert_string_equal(text_at(root, 0, "severity"), "error");
    assert_string_equal(text_at(root, 0, "file"), "b\\xfe.json");
    json_t *first = json_array_get(json_object_get(root, "faults"), 0);
    assert_int_equal(json_integer_value(json_object_get(first, "line")), 3);
    assert_int_equal(json_integer_value(json_object_get(first, "column")), 7);
    assert_true(json_is_null(json_object_get(first, "id")));
    assert_string_equal(text_at(root, 1, "pointer"), "/as_of");
    assert_string_equal(text_at(root, 1, "id"), "b");
    json_t *arguments = json_object_get(json_array_get(json_object_get(root, "faults"), 1), "args");
    assert_string_equal(json_string_value(json_object_get(arguments, "value")), "\\xff");
    assert_string_equal(text_at(root, 2, "severity"), "warning");
    assert_string_equal(text_at(root, 2, "text"), appui_fault_text(APPUI_FAULT_NO_PARTNER)->fr);
    json_decref(root);
    appui_faults_release(&faults);
}

static void writes_an_empty_list_when_all_is_well(void **state)
{
    struct appui_faults none = {0};
    (void)state;
    const struct appui_faults_of_file source = {"b.json", &none};
    json_t *root = written(true, &source, 1);
    assert_true(json_is_true(json_object_get(root, "ok")));
    assert_int_equal(json_array_size(json_object_get(root, "faults")), 0);
    json_decref(root);
}

static void keeps_the_plan_in_a_case(void **state)
{
    static const char plan[] =
        "{\"format\": \"appui-plan/1\", \"options\": {\"no_calendar\": true}}";
    struct appui_faults findings = {0};
    char *text = NULL;
    size_t length = 0;
    (void)state;
    appui_faults_add(&findings, APPUI_FAULT_R2_FORBIDDEN, "/lines/0", NULL, "expert", "e", "need",
                     "n", (const char *)NULL);
    const struct appui_faults_of_file source = {"b.json", &findings};
    assert_int_equal(appui_faults_json_write_case(&source, plan, sizeof plan - 1, &text, &length),
                     APPUI_IO_OK);
    json_t *root = json_loadb(text, length, 0, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "basin_file")), "b.json");
    assert_int_equal(json_array_size(json_object_get(root, "findings")), 1);
    json_t *options = json_object_get(json_object_get(root, "plan"), "options");
    assert_true(json_is_true(json_object_get(options, "no_calendar")));
    json_decref(root);
    appui_free(text);
    assert_int_equal(appui_faults_json_write_case(&source, "{", 1, &text, &length),
                     APPUI_IO_REJECTED);
    appui_faults_release(&findings);
}

static void gives_an_error_when_memory_fails_anywhere(void **state)
{
    struct appui_faults faults = {0};
    char *text = NULL;
    size_t length = 0;
    long n = 0;
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    (void)state;
    fill(&faults);
    const struct appui_faults_of_file source = {"b.json", &faults};
    while (code != APPUI_IO_OK) {
        assert_int_equal(code, APPUI_IO_NO_MEMORY);
        assert_null(text);
        appui_memory_fail_after(++n);
        code = appui_faults_json_write(true, &source, 1, APPUI_ENGLISH, &text, &length);
        appui_memory_fail_after(0);
    }
    assert_true(n > 20);
    appui_free(text);
    appui_faults_release(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(writes_every_fault_of_every_file),
                                       cmocka_unit_test(writes_an_empty_list_when_all_is_well),
                                       cmocka_unit_test(keeps_the_plan_in_a_case),
                                       cmocka_unit_test(gives_an_error_when_memory_fails_anywhere)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
