/*
 * Basin files as written: what the examples say stands in them again, nothing is invented, numbers
 * are exact, and what goes without saying is left out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <glob.h>

#include <cmocka.h>
#include <jansson.h>

#include "io/basin_json.h"
#include "io/basin_json_write.h"
#include "model/basin.h"
#include "tests/unit/sample.h"

#define SKETCH APPUI_SOURCE_DIR "/tests/data/golden/sketch.json"
#define ADVANCES APPUI_SOURCE_DIR "/tests/data/golden/advances_basin.json"
#define VALID APPUI_SOURCE_DIR "/tests/data/valid/basin.json"

/* Says whether a member of an object of a basin file may be left out. */
static bool goes_without_saying(json_t *object, const char *key);

/* A basin with the members given in place of its list of projects. */
#define BASIN(members)                                                                             \
    "{\"format\":\"appui-basin/1\",\"name\":\"B\",\"horizon\":{\"start\":\"2027-01-04\",\"end\":"  \
    "\"2027-06-30\"},\"skills\":[{\"id\":\"s\"}],\"partners\":[{\"id\":\"p\"}],\"experts\":[{"     \
    "\"id\":\"e\",\"partner\":\"p\",\"skills\":{\"s\":5}}]," members "}"

static void read_text(const char *text, size_t length, struct appui_draft *draft)
{
    struct appui_basin_source source = {text, length, NULL, 0};
    struct appui_faults faults = {0};
    char sha256[APPUI_SHA256_TEXT];
    memset(draft, 0, sizeof *draft);
    assert_int_equal(appui_basin_json_parse(&source, draft, &faults, sha256), APPUI_IO_OK);
    assert_int_equal(faults.n, 0);
    appui_faults_release(&faults);
}

static void assert_builds(const struct appui_draft *draft)
{
    struct appui_faults faults = {0};
    struct appui_basin *basin = appui_basin_build(draft, &faults);
    assert_non_null(basin);
    assert_int_equal(faults.n_errors, 0);
    appui_basin_free(basin);
    appui_faults_release(&faults);
}

/* The draft as text; the caller frees it. */
static char *written(const struct appui_draft *draft)
{
    char *text;
    size_t length;
    assert_int_equal(appui_basin_json_write(draft, &text, &length), APPUI_IO_OK);
    assert_int_equal(strlen(text), length);
    return text;
}

/* The text read and written; the caller frees it. */
static char *rewritten(const char *text)
{
    struct appui_draft draft;
    read_text(text, strlen(text), &draft);
    char *result = written(&draft);
    appui_draft_release(&draft);
    return result;
}

static bool is_word(const json_t *value, const char *word)
{
    return json_is_string(value) && strcmp(json_string_value(value), word) == 0;
}

/* An object all of whose members may be left out. */
static bool says_nothing(json_t *object)
{
    const char *key;
    json_t *member;
    json_object_foreach(object, key, member)
    {
        if (!goes_without_saying(object, key)) {
            return false;
        }
    }
    return true;
}

static bool goes_without_saying(json_t *object, const char *key)
{
    static const char *const silent[][2] = {{"status", "submitted"}, {"kind", "company"},
                                            {"phase", "support"},    {"state", "planned"},
                                            {"holidays", "FR"},      {NULL, NULL}};
    static const char *const lists[] = {"earmarks", "mandates", "estimates", "lines",
                                        "require",  "forbid",   NULL};
    json_t *value = json_object_get(object, key);
    bool result = json_is_null(value) || json_is_false(value);
    for (int i = 0; silent[i][0] != NULL; i++) {
        result |= strcmp(key, silent[i][0]) == 0 && is_word(value, silent[i][1]);
    }
    for (int i = 0; lists[i] != NULL; i++) {
        result |= strcmp(key, lists[i]) == 0 && json_array_size(value) == 0;
    }
    if (strcmp(key, "rules") == 0 || strcmp(key, "calendar") == 0) {
        result |= says_nothing(value);
    }
    return result || (strcmp(key, "to") == 0 && json_object_size(object) == 2 &&
                      json_equal(value, json_object_get(object, "from")));
}

/* Fails unless `copy` says what `original` says: numbers by value, the rest alike. */
static void assert_same(json_t *original, json_t *copy)
{
    const char *key;
    json_t *member;
    if (json_is_number(original)) {
        assert_true(json_is_number(copy) && json_number_value(original) == json_number_value(copy));
        return;
    }
    if (!json_is_object(original) && !json_is_array(original)) {
        assert_true(json_equal(original, copy));
        return;
    }
    assert_int_equal(json_typeof(original), json_typeof(copy));
    assert_int_equal(json_array_size(original), json_array_size(copy));
    for (size_t i = 0; i < json_array_size(original); i++) {
        assert_same(json_array_get(original, i), json_array_get(copy, i));
    }
    json_object_foreach(copy, key, member)
    {
        assert_non_null(json_object_get(original, key));
    }
    json_object_foreach(original, key, member)
    {
        json_t *other = json_object_get(copy, key);
        if (other != NULL) {
            assert_same(member, other);
        } else if (!goes_without_saying(original, key)) {
            fail_msg("%s was lost", key);
        }
    }
}

static void assert_survives(const char *path)
{
    struct appui_draft draft = {0}, again;
    struct appui_faults faults = {0};
    char sha256[APPUI_SHA256_TEXT];
    assert_int_equal(appui_basin_json_read(path, NULL, 0, &draft, &faults, sha256), APPUI_IO_OK);
    char *text = written(&draft);
    read_text(text, strlen(text), &again);
    char *text_again = written(&again);
    assert_string_equal(text, text_again);
    assert_builds(&draft);
    assert_builds(&again);
    json_t *original = json_load_file(path, 0, NULL);
    json_t *copy = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_same(original, copy);
    json_decref(original);
    json_decref(copy);
    appui_free(text);
    appui_free(text_again);
    appui_draft_release(&draft);
    appui_draft_release(&again);
    appui_faults_release(&faults);
}

static void every_example_survives(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob(APPUI_SOURCE_DIR "/examples/*.json", 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 3);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        assert_survives(found.gl_pathv[i]);
    }
    globfree(&found);
}

static void the_sketch_the_valid_basin_and_advances_survive(void **state)
{
    (void)state;
    assert_survives(SKETCH);
    assert_survives(VALID);
    assert_survives(APPUI_SOURCE_DIR "/tests/data/golden/year_basin.json");
    assert_survives(ADVANCES);
}

static void a_basin_with_nothing_in_it_has_its_required_keys(void **state)
{
    (void)state;
    struct appui_draft draft = sample_empty();
    draft.committees.count_min = APPUI_ABSENT;
    char *text = written(&draft);
    assert_string_equal(text,
                        "{\n"
                        "  \"format\": \"appui-basin/1\",\n"
                        "  \"name\": \"Auxois-Morvan\",\n"
                        "  \"horizon\": {\"start\": \"2027-01-04\", \"end\": \"2027-06-30\"},\n"
                        "  \"skills\": [],\n"
                        "  \"partners\": [],\n"
                        "  \"experts\": [],\n"
                        "  \"projects\": []\n"
                        "}\n");
    appui_free(text);
    appui_draft_release(&draft);
}

static void numbers_are_exact_decimals(void **state)
{
    (void)state;
    char *text = rewritten(
        BASIN("\"day_rate\":650.05,\"burden\":{\"mandate_days\":0.125,\"attendance_days\":2},"
              "\"projects\":[{\"id\":\"f\","
              "\"weight\":0.001,\"needs\":[{\"id\":\"n\",\"skill\":\"s\",\"days\":2.5,\"weight\":"
              "999999.999}]}],\"estimates\":[{\"need\":\"n\",\"expert\":\"e\",\"days\":10,\"fit\":"
              "0.000001}]"));
    assert_non_null(strstr(text, "{\"mandate_days\": 0.125, \"attendance_days\": 2}"));
    assert_non_null(strstr(text, "\"day_rate\": 650.05,"));
    assert_non_null(strstr(text, "\"weight\": 0.001,"));
    assert_non_null(strstr(text, "\"days\": 2.5, \"weight\": 999999.999}"));
    assert_non_null(strstr(text, "\"days\": 10, \"fit\": 0.000001}"));
    appui_free(text);
}

/* 0 to 10^6 millionths and thousandths of odd size: text and back must give the same integer. */
static void every_fit_and_weight_comes_back(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft(), again;
    for (int32_t fit = 0; fit <= APPUI_FIT_ONE; fit += 997) {
        draft.estimates[0].fit = fit;
        draft.projects[0].weight = 1 + 991 * fit;
        char *text = written(&draft);
        read_text(text, strlen(text), &again);
        assert_int_equal(again.estimates[0].fit, fit);
        assert_int_equal(again.projects[0].weight, 1 + 991 * fit);
        appui_free(text);
        appui_draft_release(&again);
    }
    appui_draft_release(&draft);
}

static void a_list_that_is_given_empty_stays_given(void **state)
{
    (void)state;
    char *text = rewritten(BASIN("\"projects\":[{\"id\":\"f\",\"excluded_partners\":[\"p\"],"
                                 "\"conflicts\":[],\"availability\":{\"weekdays\":[]}}]"));
    assert_non_null(strstr(text, "\"excluded_partners\": [\"p\"], \"conflicts\": [], "
                                 "\"availability\": {\"weekdays\": []}"));
    assert_null(strstr(text, "needs"));
    appui_free(text);
}

/* Words that say what would hold anyway, as somebody typed them; and nothing of them where they are
 * left out. */
static void a_default_that_is_typed_stays_typed(void **state)
{
    static const char *const typed[] = {"\"holidays\": \"FR\"",         "\"status\": \"submitted\"",
                                        "\"kind\": \"company\"",        "\"phase\": \"support\"",
                                        "\"covered_elsewhere\": false", "\"state\": \"planned\""};
    static const char whole[] =
        "{\"format\":\"appui-basin/"
        "1\",\"name\":\"B\",\"horizon\":{\"start\":\"2027-01-04\",\"end\":"
        "\"2027-06-30\"},\"calendar\":{\"holidays\":\"FR\"},\"skills\":[{\"id\":\"s\"}],"
        "\"partners\":[{"
        "\"id\":\"p\",\"kind\":\"company\"}],\"experts\":[{\"id\":\"e\",\"partner\":\"p\","
        "\"skills\":{"
        "\"s\":5}}],\"projects\":[{\"id\":\"f\",\"status\":\"submitted\",\"needs\":[{\"id\":\"n\","
        "\"skill\":\"s\",\"days\":1,\"phase\":\"support\",\"covered_elsewhere\":false}]}],"
        "\"lines\":[{"
        "\"need\":\"n\",\"expert\":\"e\",\"days\":0.5,\"state\":\"retained\",\"sessions\":[{"
        "\"date\":"
        "\"2027-02-02\",\"half\":\"am\",\"state\":\"planned\"}]}]}";
    (void)state;
    char *with = rewritten(whole);
    char *without =
        rewritten(BASIN("\"projects\":[{\"id\":\"f\",\"needs\":[{\"id\":\"n\",\"skill\":"
                        "\"s\",\"days\":1}]}]"));
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        assert_non_null(strstr(with, typed[i]));
        assert_null(strstr(without, typed[i]));
    }
    appui_free(with);
    appui_free(without);
}

static void both_halves_of_a_weekday_are_one_word(void **state)
{
    (void)state;
    char *text = rewritten(
        BASIN("\"projects\":[{\"id\":\"f\",\"availability\":{\"weekdays\":[\"sun.pm\",\"mon.pm\","
              "\"mon.am\",\"thu.am\"],\"dates\":[\"2027-02-05.pm\",\"2027-02-08\"],\"except\":[{"
              "\"from\":\"2027-03-01\",\"to\":\"2027-03-01\"}]}}]"));
    assert_non_null(strstr(text, "\"weekdays\": [\"mon\", \"thu.am\", \"sun.pm\"]"));
    assert_non_null(strstr(text, "\"dates\": [\"2027-02-05.pm\", \"2027-02-08\"]"));
    assert_non_null(strstr(text, "\"except\": [{\"from\": \"2027-03-01\"}]"));
    appui_free(text);
}

static void texts_keep_accents_and_escape_what_json_must(void **state)
{
    (void)state;
    char *text = rewritten(BASIN("\"projects\":[{\"id\":\"f\",\"company\":\"Qualit\\u00e9 "
                                 "\\\"d'\\u0153uvre\\\" \\u0001\\n\"}]"));
    assert_non_null(strstr(text, "\"Qualité \\\"d'œuvre\\\" \\u0001\\n\""));
    appui_free(text);
}

/* 40 estimates are wider than a line together, and each stands on one. */
static void each_object_of_a_long_list_has_a_line(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.n_estimates = 40;
    draft.estimates = sample_array(&draft, 40, sizeof *draft.estimates);
    for (int32_t i = 0; i < 40; i++) {
        draft.estimates[i] = (struct appui_draft_estimate){.need = "techni-signal/iso",
                                                           .expert = "sncf-quality",
                                                           .half_days = APPUI_ABSENT,
                                                           .fit = 500000};
    }
    char *text = written(&draft);
    int32_t n = 0;
    for (const char *at = text;
         (at = strstr(at, "\n    {\"need\": \"techni-signal/iso\", \"expert\": \"sncf-quality\", "
                          "\"fit\": 0.5}")) != NULL;
         at++) {
        n++;
    }
    assert_int_equal(n, 40);
    appui_free(text);
    appui_draft_release(&draft);
}

static void what_options_gave_is_left_out(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    draft.as_of_from_option = true;
    draft.tiers = sample_texts(&draft, "fit", NULL, NULL);
    draft.tiers_from_option = true;
    draft.require[0].from_option = true;
    char *text = written(&draft);
    assert_null(strstr(text, "as_of"));
    assert_null(strstr(text, "tiers"));
    assert_null(strstr(text, "require"));
    assert_non_null(strstr(text, "\"rules\": {\"forbid\": [{"));
    appui_free(text);
    appui_draft_release(&draft);
}

static void memory_that_fails_is_an_error_code(void **state)
{
    (void)state;
    struct appui_draft draft = sample_draft();
    enum appui_io_code code = APPUI_IO_NO_MEMORY;
    long n = 0;
    while (code == APPUI_IO_NO_MEMORY) {
        char *text = NULL;
        size_t length;
        appui_memory_fail_after(++n);
        code = appui_basin_json_write(&draft, &text, &length);
        appui_memory_fail_after(0);
        assert_true((text != NULL) == (code == APPUI_IO_OK));
        appui_free(text);
    }
    assert_int_equal(code, APPUI_IO_OK);
    assert_true(n > 100);
    appui_draft_release(&draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_survives),
        cmocka_unit_test(the_sketch_the_valid_basin_and_advances_survive),
        cmocka_unit_test(a_basin_with_nothing_in_it_has_its_required_keys),
        cmocka_unit_test(numbers_are_exact_decimals),
        cmocka_unit_test(every_fit_and_weight_comes_back),
        cmocka_unit_test(a_list_that_is_given_empty_stays_given),
        cmocka_unit_test(a_default_that_is_typed_stays_typed),
        cmocka_unit_test(both_halves_of_a_weekday_are_one_word),
        cmocka_unit_test(texts_keep_accents_and_escape_what_json_must),
        cmocka_unit_test(each_object_of_a_long_list_has_a_line),
        cmocka_unit_test(what_options_gave_is_left_out),
        cmocka_unit_test(memory_that_fails_is_an_error_code)};
    return cmocka_run_group_tests_name("basin_json_write", tests, NULL, NULL);
}
